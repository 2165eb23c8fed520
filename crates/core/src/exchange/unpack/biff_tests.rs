//! Workbooks of Excel 97, as programs write them and built to harm.

use proptest::prelude::*;

use super::{
    Origin, UnpackError,
    biff::{self, record},
    compound::COMPOUND,
    unpack,
};

fn fixture() -> Vec<u8> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/fixtures/import/member-cards.xls"
    );
    std::fs::read(path).expect("the fixture")
}

/// Name and text of every part.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let unpacked = unpack(bytes, &|_| ()).expect("a readable file");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    let parts = unpacked.parts.into_iter();
    parts.map(|part| (part.name, text(part.bytes))).collect()
}

/// A record of that kind.
fn one(kind: u16, bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).expect("short");
    [&kind.to_le_bytes(), &length.to_le_bytes(), bytes].concat()
}

/// A compound file with one stream. Sector 0 is the table, 1 the directory, the stream follows.
pub(super) fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut stream = stream.to_vec();
    stream.resize(stream.len().max(4_096).div_ceil(512) * 512, 0);
    let sectors = u32::try_from(stream.len() / 512).expect("small");
    assert!(sectors < 120, "one table is enough");
    let mut head = COMPOUND.to_vec();
    head.resize(512, 0);
    let put = |bytes: &mut Vec<u8>, at: usize, value: &[u8]| {
        bytes[at..at + value.len()].copy_from_slice(value);
    };
    put(&mut head, 24, &[0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    put(&mut head, 44, &1_u32.to_le_bytes());
    put(&mut head, 48, &1_u32.to_le_bytes());
    put(&mut head, 60, &0xffff_fffe_u32.to_le_bytes());
    put(&mut head, 68, &0xffff_fffe_u32.to_le_bytes());
    head[76..].fill(0xff);
    put(&mut head, 76, &0_u32.to_le_bytes());
    let mut table = vec![0xff; 512];
    put(&mut table, 0, &0xffff_fffd_u32.to_le_bytes());
    put(&mut table, 4, &0xffff_fffe_u32.to_le_bytes());
    for at in 0..sectors {
        let next = if at + 1 == sectors { 0xffff_fffe } else { at + 3 };
        put(&mut table, 8 + at as usize * 4, &next.to_le_bytes());
    }
    let entry = |name: &str, kind: u8, start: u32, size: u32| {
        let mut entry = vec![0; 128];
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        put(&mut entry, 0, &name);
        put(&mut entry, 64, &u16::try_from(name.len() + 2).expect("short").to_le_bytes());
        entry[66] = kind;
        put(&mut entry, 116, &start.to_le_bytes());
        put(&mut entry, 120, &size.to_le_bytes());
        entry
    };
    let mut directory = entry("Root Entry", 5, 0xffff_fffe, 0);
    directory.extend(entry(name, 2, 2, sectors * 512));
    directory.resize(512, 0);
    [head, table, directory, stream].concat()
}

/// The records of a workbook with one sheet, in the version before Unicode.
fn book5(codepage: u16, name: &[u8], cells: &[Vec<u8>]) -> Vec<u8> {
    let begin = one(record::BOF, &[0, 5, 5, 0, 0, 0, 0, 0]);
    let sheet = one(record::BOF, &[0, 5, 0x10, 0, 0, 0, 0, 0]);
    let page = one(record::CODEPAGE, &codepage.to_le_bytes());
    let bound = |at: u32| {
        let length = u8::try_from(name.len()).expect("short");
        one(record::SHEET, &[&at.to_le_bytes(), &[0, 0, length][..], name].concat())
    };
    let end = one(record::EOF, &[]);
    let at = begin.len() + page.len() + bound(0).len() + end.len();
    let at = u32::try_from(at).expect("small");
    [begin, page, bound(at), end.clone(), sheet, cells.concat(), end].concat()
}

fn text5(row: u16, column: u16, text: &[u8]) -> Vec<u8> {
    let length = u16::try_from(text.len()).expect("short");
    let place = [row, column, 0, length].map(u16::to_le_bytes).concat();
    one(record::TEXT, &[&place, text].concat())
}

#[test]
fn a_list_of_member_cards_of_an_old_till() {
    let unpacked = unpack(&fixture(), &|_| ()).expect("a workbook");
    assert_eq!(unpacked.left_out, ["内部", "空白"]);
    assert!(unpacked.parts.iter().all(|part| part.origin == Origin::Sheet));
    let parts = parts(&fixture());
    assert_eq!(parts[0].0, "会员资料");
    assert_eq!(
        parts[0].1.lines().collect::<Vec<_>>(),
        [
            "某某茶馆会员资料表",
            "导出时间：2009-06-01",
            "会员卡号,姓名,性别,手机号码,生日,余额(元),备注",
            "00001,张伟,男,13800138000,1990-05-04,128.5,老客户",
            "00027,欧阳娜娜,女,13900139000,1988-12-01,0,喜欢铁观音，少糖",
            "00300,李娜,女,1.39E+10,1985-02-28,66,=1+1",
            "合计,,,,,194.5",
        ]
    );
    let lines: Vec<_> = parts[1].1.lines().collect();
    assert_eq!(lines[0], "TRUE,-12.25,2024-02-01 13:45:00,1234567890123");
    // More words than one record holds.
    for (at, line) in lines[1..=400].iter().enumerate() {
        let expected = if at % 2 == 1 {
            format!("\"{}\"", format!("Wörter und so weiter {at} ").repeat(2))
        } else {
            format!("很长的文字{at}，").repeat(6)
        };
        assert_eq!(*line, expected);
    }
    assert_eq!(lines[500].trim_start_matches(','), "far");
}

#[test]
fn a_book_before_unicode_in_its_own_code_page() {
    let (name, _, _) = encoding_rs::GB18030.encode("客户");
    let (who, _, _) = encoding_rs::GB18030.encode("张伟");
    let number = [&[1, 0, 1, 0, 0, 0][..], &12.5_f64.to_le_bytes()].concat();
    let short = |row: u16, bits: u32| {
        [&row.to_le_bytes()[..], &[1, 0, 0, 0], &bits.to_le_bytes()].concat()
    };
    let formula = |row: u16, result: [u8; 8]| {
        let place = [row, 2, 0].map(u16::to_le_bytes).concat();
        one(record::FORMULA, &[&place[..], &result, &[0; 8]].concat())
    };
    let cells = [
        // Rows come in any order.
        one(record::NUMBER, &number),
        text5(0, 0, &who),
        text5(1, 0, b"Ann"),
        one(record::SHORT_NUMBER, &short(2, 0x8000_0001 | 2)),
        one(record::SHORT_NUMBER, &short(3, (1_250 << 2) | 3)),
        one(record::FLAG, &[4, 0, 1, 0, 0, 0, 0x2a, 1]),
        formula(0, [0, 0, 0, 0, 0, 0, 0xff, 0xff]),
        one(record::RESULT, b"\x02\x00ok"),
        formula(1, [1, 0, 1, 0, 0, 0, 0xff, 0xff]),
        formula(2, 3.5_f64.to_le_bytes()),
        text5(1, 0, b"Bo"),
    ];
    let bytes = compound("Book", &book5(936, &name, &cells));
    assert_eq!(
        parts(&bytes),
        [(
            "客户".to_owned(),
            "张伟,,ok\nBo,12.5,TRUE\n,-5368709.12,3.5\n,12.5\n,#N/A".to_owned()
        )]
    );
}

#[test]
fn what_is_no_workbook_says_so() {
    let stream = book5(1252, b"S", &[text5(0, 0, b"x")]);
    let refused = |bytes: &[u8]| unpack(bytes, &|_| ()).expect_err("refused");
    assert_eq!(refused(&compound("WordDocument", &stream)), UnpackError::OtherProgram);
    assert_eq!(refused(&compound("EncryptedPackage", &stream)), UnpackError::Protected);
    let locked = [one(record::BOF, &[0, 5, 5, 0]), one(record::LOCKED, &[1, 0, 0, 0])].concat();
    assert_eq!(refused(&compound("Workbook", &locked)), UnpackError::Protected);
    assert_eq!(refused(&compound("Workbook", &book5(1252, b"S", &[]))), UnpackError::Nothing);
    assert_eq!(refused(COMPOUND), UnpackError::Damaged);
}

#[test]
fn cut_old_workbooks_are_damaged() {
    let whole = fixture();
    for share in 1..40 {
        let cut = &whole[..whole.len() * share / 40];
        assert_eq!(unpack(cut, &|_| ()), Err(UnpackError::Damaged), "{share}/40");
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
        ("tables that go on in the directory", 68, 1_u32.to_le_bytes()),
        ("a stream that runs in a circle", 512 + 8, circle),
        ("a directory that runs in a circle", 512 + 4, 1_u32.to_le_bytes()),
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
    damaged("a record longer than all", &[&begin[..], &[0x85, 0, 0xff, 0xff, 1]].concat());
    let far = [&0xffff_ffff_u32.to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat();
    let end = one(record::EOF, &[]);
    damaged("a sheet beyond", &[begin.clone(), one(record::SHEET, &far), end.clone()].concat());
    let inside = [&4_u32.to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat();
    damaged("a sheet inside a record", &[begin.clone(), one(record::SHEET, &inside), end.clone()].concat());
    damaged("a sheet without words", &[begin.clone(), one(record::SHEET, &[1]), end.clone()].concat());
    let texts = [1_u32, 0xffff_ffff].map(u32::to_le_bytes).concat();
    damaged("texts that are not there", &[begin, one(record::TEXTS, &texts), end].concat());
    damaged("a short number", &sheet(&[one(record::NUMBER, &[0, 0, 0, 0, 0, 0, 1])]));
    damaged("a short short number", &sheet(&[one(record::SHORT_NUMBER, &[0, 0, 0])]));
    damaged("numbers of nothing", &sheet(&[one(record::SHORT_NUMBERS, &[0])]));
    damaged("a text that is not there", &sheet(&[one(record::SHARED_TEXT, &[0, 0, 0, 0, 0, 0, 9, 9, 9, 9])]));
    damaged("a text longer than its record", &sheet(&[one(record::TEXT, &[0, 0, 0, 0, 0, 0, 0xff, 0xff, 1])]));
    damaged("half a yes", &sheet(&[one(record::FLAG, &[0, 0, 0, 0, 0, 0])]));
    damaged("half a formula", &sheet(&[one(record::FORMULA, &[0, 0, 0, 0, 0, 0, 1, 2])]));
    damaged("half a result", &sheet(&[one(record::RESULT, &[9, 0, b'x'])]));
    // What programs do write: a chart inside, the same cell twice, the last corner.
    let chart = [one(record::BOF, &[0, 5, 0x20, 0]), text5(0, 0, b"no"), one(record::EOF, &[])].concat();
    let cells = [chart, text5(0, 0, b"a"), text5(0, 0, b"b"), text5(0xffff, 255, b"z")];
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
        .flat_map(|row| one(record::SHARED_TEXT, &[&row.to_le_bytes()[..], &[0; 8]].concat()))
        .collect();
    let bound = |at: u32| one(record::SHEET, &[&at.to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat());
    let end = one(record::EOF, &[]);
    let at = u32::try_from(begin.len() + texts.len() + bound(0).len() + end.len()).expect("small");
    let stream = [begin.clone(), texts, bound(at), end.clone(), begin, cells, end].concat();
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
