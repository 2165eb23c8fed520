//! Workbooks of Excel 97 built to harm: cut, lying, contradicting themselves, growing without end.

use proptest::prelude::*;

use super::{
    UnpackError,
    biff::{self, record},
    biff_tests::{book5, compound, fixture, one, parts, text5},
    compound::COMPOUND,
    unpack,
};

#[test]
fn cut_old_workbooks_are_damaged() {
    let whole = fixture();
    for share in 1..40 {
        let cut = &whole[..whole.len() * share / 40];
        assert_eq!(
            unpack(cut, &|_| ()),
            Err(UnpackError::Damaged),
            "{share}/40"
        );
    }
}

#[test]
fn headers_of_old_workbooks_that_lie() {
    let good = compound("Workbook", &book5(1252, b"S", &[text5(0, 0, b"x")]));
    assert!(unpack(&good, &|_| ()).is_ok());
    let circle = 2_u32.to_le_bytes();
    let far = 0x7fff_ffff_u32.to_le_bytes();
    for (what, at, bytes) in [
        ("no size of sectors", 30, [0, 0, 6, 0]),
        ("huge sectors", 30, [31, 0, 6, 0]),
        ("a directory far away", 48, far),
        ("a table far away", 76, far),
        ("tables that go on far away", 68, far),
        (
            "tables that go on in the directory",
            68,
            1_u32.to_le_bytes(),
        ),
        ("a stream that runs in a circle", 512 + 8, circle),
        (
            "a directory that runs in a circle",
            512 + 4,
            1_u32.to_le_bytes(),
        ),
        ("a stream that goes on far away", 512 + 8, far),
        ("a stream that begins far away", 1_024 + 128 + 116, far),
        ("a stream longer than the file", 1_024 + 128 + 120, far),
    ] {
        let mut lying = good.clone();
        lying[at..at + 4].copy_from_slice(&bytes);
        assert!(unpack(&lying, &|_| ()).is_err(), "{what}");
    }
}

#[test]
fn records_that_contradict_the_book() {
    let damaged = |what: &str, stream: &[u8]| {
        let answer = unpack(&compound("Workbook", stream), &|_| ());
        assert_eq!(answer, Err(UnpackError::Damaged), "{what}");
    };
    let sheet = |cells: &[Vec<u8>]| book5(1252, b"S", cells);
    let begin = one(record::BOF, &[0, 6, 5, 0]);
    damaged("nothing", &[]);
    damaged("no beginning", &one(record::EOF, &[]));
    damaged("no end", &begin);
    damaged(
        "a record longer than all",
        &[&begin[..], &[0x85, 0, 0xff, 0xff, 1]].concat(),
    );
    let far = [&0xffff_ffff_u32.to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat();
    let end = one(record::EOF, &[]);
    damaged(
        "a sheet beyond",
        &[begin.clone(), one(record::SHEET, &far), end.clone()].concat(),
    );
    let inside = [&4_u32.to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat();
    damaged(
        "a sheet inside a record",
        &[begin.clone(), one(record::SHEET, &inside), end.clone()].concat(),
    );
    damaged(
        "a sheet without words",
        &[begin.clone(), one(record::SHEET, &[1]), end.clone()].concat(),
    );
    let texts = [1_u32, 0xffff_ffff].map(u32::to_le_bytes).concat();
    damaged(
        "texts that are not there",
        &[begin, one(record::TEXTS, &texts), end].concat(),
    );
    damaged(
        "a short number",
        &sheet(&[one(record::NUMBER, &[0, 0, 0, 0, 0, 0, 1])]),
    );
    damaged(
        "a short short number",
        &sheet(&[one(record::SHORT_NUMBER, &[0, 0, 0])]),
    );
    damaged(
        "numbers of nothing",
        &sheet(&[one(record::SHORT_NUMBERS, &[0])]),
    );
    damaged(
        "a text that is not there",
        &sheet(&[one(record::SHARED_TEXT, &[0, 0, 0, 0, 0, 0, 9, 9, 9, 9])]),
    );
    damaged(
        "a text longer than its record",
        &sheet(&[one(record::TEXT, &[0, 0, 0, 0, 0, 0, 0xff, 0xff, 1])]),
    );
    damaged(
        "half a yes",
        &sheet(&[one(record::FLAG, &[0, 0, 0, 0, 0, 0])]),
    );
    damaged(
        "half a formula",
        &sheet(&[one(record::FORMULA, &[0, 0, 0, 0, 0, 0, 1, 2])]),
    );
    damaged(
        "half a result",
        &sheet(&[one(record::RESULT, &[9, 0, b'x'])]),
    );
    // What programs do write: a chart inside, the same cell twice, the last corner.
    let chart = [
        one(record::BOF, &[0, 5, 0x20, 0]),
        text5(0, 0, b"no"),
        one(record::EOF, &[]),
    ]
    .concat();
    let cells = [
        chart,
        text5(0, 0, b"a"),
        text5(0, 0, b"b"),
        text5(0xffff, 255, b"z"),
    ];
    let [(_, text)] = &parts(&compound("Workbook", &sheet(&cells)))[..] else {
        panic!("one sheet")
    };
    assert!(text.starts_with("b\n") && text.ends_with(",z") && text.len() < 100_000);
}

#[test]
fn a_text_named_without_end_is_stopped() {
    let begin = one(record::BOF, &[0, 6, 5, 0]);
    let long = [&[1, 0, 0, 0, 1, 0, 0, 0, 0x40, 0x1f, 0][..], &[b'x'; 8_000]].concat();
    let texts = one(record::TEXTS, &long);
    let cells: Vec<u8> = (0..1_500_u16)
        .flat_map(|row| {
            one(
                record::SHARED_TEXT,
                &[&row.to_le_bytes()[..], &[0; 8]].concat(),
            )
        })
        .collect();
    let bound = |at: u32| {
        one(
            record::SHEET,
            &[&at.to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat(),
        )
    };
    let end = one(record::EOF, &[]);
    let at = u32::try_from(begin.len() + texts.len() + bound(0).len() + end.len()).expect("small");
    let stream = [
        begin.clone(),
        texts,
        bound(at),
        end.clone(),
        begin,
        cells,
        end,
    ]
    .concat();
    let bytes = compound("Workbook", &stream);
    let answer = biff::sheets_within(&bytes, 8 << 20, &|_| ());
    assert_eq!(answer, Err(UnpackError::TooLarge(8)));
    assert!(biff::sheets_within(&bytes, 32 << 20, &|_| ()).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_bytes_make_it_fall(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        drop(unpack(&[COMPOUND, &bytes].concat(), &|_| ()));
        drop(unpack(&compound("Workbook", &bytes), &|_| ()));
        let begun = [one(record::BOF, &[0, 6, 5, 0]), bytes].concat();
        drop(unpack(&compound("Workbook", &begun), &|_| ()));
    }

    #[test]
    fn no_flipped_bytes_make_it_fall(
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), head: bool,
    ) {
        let mut bytes = fixture();
        let length = if head { 4_096 } else { bytes.len() };
        for (at, byte) in flips {
            bytes[at.index(length)] = byte;
        }
        drop(unpack(&bytes, &|_| ()));
    }

    #[test]
    fn any_records_are_read_or_refused(
        cells in prop::collection::vec((prop::sample::select(vec![
            record::NUMBER, record::SHORT_NUMBER, record::SHORT_NUMBERS, record::SHARED_TEXT, record::TEXT,
            record::RICH_TEXT, record::FLAG, record::FORMULA, record::RESULT, record::BOF, record::EOF, record::CONTINUE,
        ]), prop::collection::vec(0_u8..6, 0..24)), 0..12),
    ) {
        let cells: Vec<_> = cells.iter().map(|(kind, bytes)| one(*kind, bytes)).collect();
        drop(unpack(&compound("Workbook", &book5(1252, b"S", &cells)), &|_| ()));
    }
}
