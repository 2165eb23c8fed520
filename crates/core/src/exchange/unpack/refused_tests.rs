//! Workbooks and archives that are refused as a whole: each with its reason, which is a sentence on
//! screen, and nothing handed out.

use super::{
    COMPOUND, UnpackError,
    biff::record,
    biff_tests::{compound, one},
    hostile_tests::{archive, sheet, valid, with},
    unpack,
};

fn refused() -> Vec<(String, Vec<u8>, UnpackError)> {
    use UnpackError::{Damaged, Nothing, OtherProgram, Protected};
    let mut all: Vec<(String, Vec<u8>, UnpackError)> = Vec::new();
    let mut add = |what: &str, bytes: Vec<u8>, why| all.push((what.to_owned(), bytes, why));
    let book = valid();
    for part in 1..12 {
        add(
            &format!("a workbook cut at {part}/12"),
            book[..book.len() * part / 12].to_vec(),
            Damaged,
        );
    }
    let central = memchr::memmem::find(&book, b"PK\x01\x02").expect("a directory");
    for method in [1, 9, 12, 14, 93, 99] {
        let mut lying = book.clone();
        lying[central + 10] = method;
        let why = if method == 99 { None } else { Some(Damaged) };
        // The method of encryption is told as such, or as damage.
        let found = unpack(&lying, &|_| ()).expect_err("refused");
        add(
            &format!("packed by method {method}"),
            lying,
            why.unwrap_or(found),
        );
    }
    let mut locked = book.clone();
    locked[central + 8] |= 1;
    add("a locked workbook", locked, Protected);
    for (what, content) in [
        ("blank", b"".as_slice()),
        ("of bytes", &[0xff, 0xfe, 0, 1, 2, 3]),
        ("of text", b"not xml"),
        ("cut", b"<workbook><sheets><sheet name=\"a\""),
    ] {
        add(
            &format!("a book {what}"),
            with("xl/workbook.xml", content),
            Damaged,
        );
    }
    for (what, data) in [
        (
            "rows that go back",
            "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>",
        ),
        (
            "columns that go back",
            "<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>",
        ),
        (
            "a text that is not there",
            "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99999999</v></c></row>",
        ),
        (
            "a row of letters",
            "<row r=\"x\"><c r=\"A1\"><v>1</v></c></row>",
        ),
        (
            "a place turned round",
            "<row r=\"1\"><c r=\"1A\"><v>1</v></c></row>",
        ),
        (
            "a place beyond all",
            "<row r=\"1\"><c r=\"A99999999999999999999\"><v>1</v></c></row>",
        ),
        (
            "a cell cut short",
            "<row r=\"1\"><c r=\"A1\"><v>1</c></row>",
        ),
    ] {
        add(what, sheet(data), Damaged);
    }
    add("an empty sheet", sheet(""), Nothing);
    // Archives.
    let inner = archive(&[("a.csv", b"Name\nAnn\n")]);
    add("an empty archive", archive(&[]), Nothing);
    add(
        "an archive in an archive",
        archive(&[("inner.zip", &inner)]),
        Nothing,
    );
    add(
        "only pictures",
        archive(&[("a.png", b"\x89PNG\r\n"), ("b.jpg", b"\xff\xd8\xff")]),
        Nothing,
    );
    add("only blanks", archive(&[("a.csv", b" \r\n")]), Nothing);
    add(
        "what a Mac adds",
        archive(&[("__MACOSX/a.csv", b"x"), (".DS_Store", b"x")]),
        Nothing,
    );
    add(
        "a document of Pages",
        archive(&[("Index/Document.iwa", b"x")]),
        OtherProgram,
    );
    add(
        "a text document",
        archive(&[
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("content.xml", b"<a/>"),
        ]),
        OtherProgram,
    );
    for part in [1, 2, 3] {
        add(
            &format!("an archive cut at {part}/4"),
            inner[..inner.len() * part / 4].to_vec(),
            Damaged,
        );
    }
    add("a name alone", b"PK\x03\x04".to_vec(), Damaged);
    // Workbooks of Excel 97.
    let stream = one(record::BOF, &[0, 6, 5, 0]);
    add(
        "a document of Word",
        compound("WordDocument", &stream),
        OtherProgram,
    );
    add(
        "a mail of Outlook",
        compound("__properties_version1.0", &stream),
        OtherProgram,
    );
    add(
        "a locked new workbook",
        compound("EncryptedPackage", &stream),
        Protected,
    );
    let locked = [stream.clone(), one(record::LOCKED, &[1, 0])].concat();
    add(
        "a locked old workbook",
        compound("Workbook", &locked),
        Protected,
    );
    add("no end", compound("Workbook", &stream), Damaged);
    add(
        "no beginning",
        compound("Workbook", &one(record::EOF, &[])),
        Damaged,
    );
    add("zeros", compound("Workbook", &[0; 600]), Damaged);
    let bare = [stream.clone(), one(record::EOF, &[])].concat();
    add("no sheets", compound("Workbook", &bare), Nothing);
    let whole = compound("Workbook", &bare);
    for part in 1..6 {
        add(
            &format!("an old workbook cut at {part}/6"),
            whole[..whole.len() * part / 6].to_vec(),
            Damaged,
        );
    }
    add("its first bytes", COMPOUND.to_vec(), Damaged);
    all
}

#[test]
fn every_one_is_refused_with_its_reason() {
    let all = refused();
    assert!(all.len() >= 40, "{}", all.len());
    let mut wrong = Vec::new();
    for (what, bytes, why) in all {
        let answer = unpack(&bytes, &|_| ());
        if answer != Err(why) {
            wrong.push(format!("{what}: {why:?} wanted, {answer:?}"));
        }
        assert!(why.to_string().len() > 10, "{what}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
