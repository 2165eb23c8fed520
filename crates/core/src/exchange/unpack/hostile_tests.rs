//! Workbooks and archives built to harm: cut, contradicting themselves, lying about sizes, growing
//! without end. Each ends in an answer, and those that are no workbook in a reason.

use std::io::{Cursor, Read, Write};

use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{UnpackError, book, guard, unpack};

/// An archive of these files.
pub(super) fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let look = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in files {
        zip.start_file(*name, look).expect("a file");
        zip.write_all(content).expect("in memory");
    }
    zip.finish().expect("in memory").into_inner()
}

pub(super) fn valid() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..40 {
        sheet.write(row, 0, format!("Name {row}")).expect("a cell");
        sheet.write(row, 1, f64::from(row) * 1.5).expect("a cell");
    }
    book.save_to_buffer().expect("bytes")
}

fn files(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).expect("a file");
            let mut content = Vec::new();
            file.read_to_end(&mut content).expect("in memory");
            (file.name().expect("a name").into_owned(), content)
        })
        .collect()
}

/// The valid workbook with one file changed.
pub(super) fn with(name: &str, content: &[u8]) -> Vec<u8> {
    changed(&valid(), name, content)
}

/// A workbook with one file changed; a file that is not there is added.
pub(super) fn changed(bytes: &[u8], name: &str, content: &[u8]) -> Vec<u8> {
    let mut all = files(bytes);
    match all.iter_mut().find(|file| file.0 == name) {
        Some(file) => file.1 = content.to_vec(),
        None => all.push((name.to_owned(), content.to_vec())),
    }
    let all: Vec<_> = all
        .iter()
        .map(|(n, c)| (n.as_str(), c.as_slice()))
        .collect();
    archive(&all)
}

const SHEET: &str = "xl/worksheets/sheet1.xml";
const OPEN: &str =
    "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">";

/// A workbook whose sheet holds this.
pub(super) fn sheet(data: &str) -> Vec<u8> {
    with(
        SHEET,
        format!("{OPEN}<sheetData>{data}</sheetData></worksheet>").as_bytes(),
    )
}

#[test]
fn cut_files_are_damaged() {
    let valid = valid();
    for share in 1..24 {
        let cut = &valid[..valid.len() * share / 24];
        let answer = unpack(cut, &|_| ());
        assert!(answer.is_err(), "{share}/24: {answer:?}");
    }
}

#[test]
fn files_that_are_missing_or_something_else_never_harm() {
    let valid = files(&valid());
    let deep = "<a>".repeat(200_000);
    let entities = "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><l>&b;</l>";
    let junk: [(&str, &[u8]); 6] = [
        ("blank", b""),
        ("bytes", &[0xff, 0xfe, 0, 1, 2, 3]),
        ("text", b"not xml"),
        ("open", b"<worksheet><sheetData><row><c t=\"s\"><v>0"),
        ("deep", deep.as_bytes()),
        ("entities", entities.as_bytes()),
    ];
    let mut cases = 0;
    for (name, _) in &valid {
        let rest = valid.iter().filter(|file| file.0 != *name);
        let rest: Vec<_> = rest.map(|(n, c)| (n.as_str(), c.as_slice())).collect();
        drop(unpack(&archive(&rest), &|_| ()));
        for (kind, content) in junk {
            let answer = unpack(&with(name, content), &|_| ());
            let needed = name == SHEET || name == "xl/workbook.xml";
            assert!(!needed || answer.is_err(), "{name} {kind}: {answer:?}");
            cases += 1;
        }
    }
    assert!(cases >= 40, "{cases}");
}

#[test]
fn cells_that_contradict_the_sheet() {
    let damaged = |data: &str| {
        let answer = unpack(&sheet(data), &|_| ());
        assert_eq!(answer, Err(UnpackError::Damaged), "{data}");
    };
    damaged(
        "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>",
    );
    damaged("<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>");
    damaged("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99999999</v></c></row>");
    damaged("<row r=\"x\"><c r=\"A1\"><v>1</v></c></row>");
    damaged("<row r=\"1\"><c r=\"1A\"><v>1</v></c></row>");
    damaged("<row r=\"1\"><c r=\"A99999999999999999999\"><v>1</v></c></row>");
    damaged("<row r=\"1\"><c r=\"A1\"><v>1</c></row>");
    for harmless in [
        "<row r=\"1\"><c r=\"A1\"><v>1e308</v></c></row>",
        "<row r=\"1\"><c r=\"A1\" s=\"99\"><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"A1\" t=\"d\"><v>2024-13-45</v></c></row>",
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>",
    ] {
        let unpacked = unpack(&sheet(harmless), &|_| ()).expect(harmless);
        assert!(unpacked.parts[0].bytes.len() < 2 << 20, "{harmless}");
    }
}

#[test]
fn what_grows_without_end_is_stopped() {
    // Sixty-four megabytes of blanks in some sixty kilobytes.
    let blanks = vec![b' '; 64 << 20];
    let bomb = archive(&[("a.csv", &blanks)]);
    assert!(bomb.len() < 1 << 20);
    let limit = Err(UnpackError::TooLarge(8));
    assert_eq!(guard::check_within(&bomb, 8 << 20, 8 << 20), limit);
    // Many small ones.
    let part = vec![0; 1 << 20];
    let names: Vec<String> = (0..16).map(|n| format!("{n}.csv")).collect();
    let many: Vec<_> = names
        .iter()
        .map(|name| (name.as_str(), part.as_slice()))
        .collect();
    assert_eq!(
        guard::check_within(&archive(&many), 8 << 20, 8 << 20),
        limit
    );
    // One text kept in memory.
    let texts = with("xl/sharedStrings.xml", &blanks[..9 << 20]);
    assert_eq!(
        guard::check_within(&texts, 64 << 20, 8 << 20),
        Err(UnpackError::TooLarge(64))
    );
    // A text of ten thousand letters, named ten thousand times.
    let long = format!(
        "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>{}</t></si></sst>",
        "x".repeat(10_000)
    );
    let cell = "<c t=\"s\"><v>0</v></c>";
    let mut all = files(&sheet(
        &format!("<row>{}</row>", cell.repeat(1_500)).repeat(7),
    ));
    for file in &mut all {
        if file.0 == "xl/sharedStrings.xml" {
            file.1 = long.clone().into_bytes();
        }
    }
    let all: Vec<_> = all
        .iter()
        .map(|(n, c)| (n.as_str(), c.as_slice()))
        .collect();
    let answer = book::sheets_within(&archive(&all), 8 << 20, &|_| ());
    assert_eq!(answer, Err(UnpackError::TooLarge(8)));
}

#[test]
fn headers_that_lie_change_nothing() {
    let valid = valid();
    let central = memchr::memmem::find(&valid, b"PK\x01\x02").expect("a directory");
    // Size, packed size, checksum, method, flags and place of the first file, and the count of files.
    for (at, bytes) in [
        (central + 24, [0, 0, 0, 0]),
        (central + 24, [0xff, 0xff, 0xff, 0x7f]),
        (central + 20, [1, 0, 0, 0]),
        (central + 20, [0xff, 0xff, 0xff, 0x7f]),
        (central + 16, [1, 2, 3, 4]),
        (central + 42, [0xff, 0xff, 0xff, 0x7f]),
        (central + 42, [0, 1, 0, 0]),
        (valid.len() - 12, [0xff, 0xff, 0xff, 0xff]),
        (valid.len() - 14, [0xff, 0xff, 0xff, 0xff]),
    ] {
        let mut lying = valid.clone();
        lying[at..at + 4].copy_from_slice(&bytes);
        drop(unpack(&lying, &|_| ()));
    }
    for method in [1, 9, 12, 14, 93, 99, 255] {
        let mut lying = valid.clone();
        lying[central + 10] = method;
        assert!(unpack(&lying, &|_| ()).is_err(), "method {method}");
    }
    let mut locked = valid.clone();
    locked[central + 8] |= 1;
    assert_eq!(unpack(&locked, &|_| ()), Err(UnpackError::Protected));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_bytes_make_it_fall(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let bytes: Vec<u8> = b"PK\x03\x04".iter().copied().chain(bytes).collect();
        drop(unpack(&bytes, &|_| ()));
    }

    #[test]
    fn no_flipped_bytes_make_it_fall(flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut bytes = valid();
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        drop(unpack(&bytes, &|_| ()));
    }

    #[test]
    fn no_flipped_bytes_of_a_sheet_make_it_fall(flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut text = files(&valid()).into_iter().find(|file| file.0 == SHEET).expect("a sheet").1;
        for (at, byte) in flips {
            let at = at.index(text.len());
            text[at] = byte;
        }
        drop(unpack(&with(SHEET, &text), &|_| ()));
    }
}
