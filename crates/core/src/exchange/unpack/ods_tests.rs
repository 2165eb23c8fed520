use super::*;
use crate::exchange::unpack::{hostile_tests::archive, unpack};
use proptest::prelude::*;

const OPEN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
    xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet>";
const CLOSE: &str = "</office:spreadsheet></office:body></office:document-content>";

fn file(content: &str) -> Vec<u8> {
    archive(&[
        ("mimetype", KIND),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", b"<manifest/>"),
    ])
}

fn book(tables: &str) -> Vec<u8> {
    file(&format!("{OPEN}{tables}{CLOSE}"))
}

fn read(tables: &str) -> Result<Vec<(String, String)>, UnpackError> {
    let parts = unpack(&book(tables), &|_| ())?.parts.into_iter();
    Ok(parts
        .map(|part| (part.name, String::from_utf8(part.bytes).expect("text")))
        .collect())
}

fn text(cell: &str) -> String {
    format!(
        "<table:table-cell office:value-type=\"string\"><text:p>{cell}</text:p></table:table-cell>"
    )
}

#[test]
fn sheets_with_types_repeats_and_notes() {
    let tables = format!(
        "<table:table table:name=\"客户\"><table:table-column/><table:table-row>{}{}{}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"3\"/></table:table-row>\
         <table:table-row>{}<table:table-cell office:value-type=\"date\" office:date-value=\"2024-01-05\"><text:p>05.01.24</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"currency\" office:currency=\"EUR\" office:value=\"1280.5\"><text:p>1.280,50 €</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"time\" office:time-value=\"PT09H30M00S\"/>\
         <table:table-cell office:value-type=\"percentage\" office:value=\"0.19\"/>\
         <table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"/></table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048500\"><table:table-cell table:number-columns-repeated=\"1024\"/></table:table-row></table:table>\
         <table:table table:name=\"Empty\"><table:table-row table:number-rows-repeated=\"9\"/></table:table>",
        text("姓名"),
        text("A &amp; &#66;"),
        text("Betrag"),
        "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>secret</text:p></office:annotation>\
         <text:p>a<text:s text:c=\"2\"/>b</text:p><text:p>c</text:p></table:table-cell>",
    );
    let found = read(&tables).expect("a workbook");
    assert_eq!(
        found,
        [(
            "客户".to_owned(),
            "姓名,A & B,Betrag\n\n\n\"a  b\nc\",2024-01-05,1280.5 EUR,09:30:00,19%,TRUE".to_owned()
        )]
    );
}

#[test]
fn bombs_lies_and_cut_files_end_in_a_reason() {
    let cell = text("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
    let wide = "<table:table-cell table:number-columns-repeated=\"4000000000\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell>";
    let bomb = format!(
        "<table:table table:name=\"B\"><table:table-row table:number-rows-repeated=\"4000000000\">{cell}{wide}</table:table-row></table:table>"
    );
    let answer = sheets_within(&book(&bomb), 1 << 20, &|_| ());
    assert!(
        matches!(answer, Err(UnpackError::TooLarge(_))),
        "{answer:?}"
    );
    let whole = format!(
        "{OPEN}<table:table table:name=\"A\"><table:table-row>{cell}</table:table-row></table:table>{CLOSE}"
    );
    for end in (0..whole.len())
        .step_by(7)
        .filter(|end| whole.is_char_boundary(*end))
    {
        assert!(
            unpack(&file(&whole[..end]), &|_| ()).is_err(),
            "cut at {end}"
        );
    }
    let other = archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", b"<a/>"),
    ]);
    assert_eq!(unpack(&other, &|_| ()), Err(UnpackError::OtherProgram));
    let locked = archive(&[
        ("mimetype", KIND),
        ("content.xml", b"garbage"),
        ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
    ]);
    assert_eq!(unpack(&locked, &|_| ()), Err(UnpackError::Protected));
    for (name, tables) in [
        (
            "a table that never ends",
            "<table:table table:name=\"A\"><table:table-row>",
        ),
        (
            "a row in a row",
            "<table:table><table:table-row><table:table-row></table:table>",
        ),
        ("an end too many", "</table:table></table:table>"),
        (
            "an unknown entity",
            "<table:table><table:table-row><table:table-cell><text:p>&evil;</text:p></table:table-cell></table:table-row></table:table>",
        ),
    ] {
        drop((name, unpack(&book(tables), &|_| ())));
    }
}

proptest! {
    #[test]
    fn no_file_makes_it_fall(inner in "(<table:table-row>|</table:table-row>|<table:table-cell>|</table:table-cell>|<text:p>|</text:p>|&amp;|[a-z<&\"]|<office:annotation>){0,20}") {
        let tables = format!("<table:table table:name=\"A\">{inner}</table:table>");
        drop(unpack(&book(&tables), &|_| ()));
    }
}
