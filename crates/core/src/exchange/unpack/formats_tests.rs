//! Whole workbooks whose cells show something else than they hold: percentages, money, fixed decimals, days
//! counted from 1904, texts of several looks.

use chrono_tz::Tz;
use rust_xlsxwriter::{Format, Workbook};

use super::{
    hostile_tests::{changed, valid},
    unpack,
};
use crate::{
    domain::Currency,
    exchange::{
        date_orders::DateOrders,
        dates::DateOrder,
        sales::{ProblemKind, SalesOptions, SalesSheet, read_sales},
    },
};

fn text(bytes: &[u8]) -> String {
    let mut unpacked = unpack(bytes, &|_| ()).expect("a workbook");
    String::from_utf8(unpacked.parts.remove(0).bytes).expect("text")
}

fn sales(text: &str) -> SalesSheet {
    let options = SalesOptions {
        delimiter: Some(b','),
        zone: Tz::Asia__Shanghai,
        currency: Currency::USD,
        date_order: DateOrders::Usual(DateOrder::DayFirst),
        header: None,
        typed: true,
        decimal_mark: None,
    };
    read_sales(text, &options).expect("sales")
}

/// A list with one amount of that format, and a tax.
fn book(format: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, title) in (0..).zip(["Date", "Customer", "Amount", "Tax rate"]) {
        sheet.write(0, at, title).expect("a cell");
    }
    sheet.write(1, 0, "2024-01-05").expect("a cell");
    sheet.write(1, 1, "Ann Lee").expect("a cell");
    let look = Format::new().set_num_format(format);
    sheet
        .write_with_format(1, 2, 84.915, &look)
        .expect("a cell");
    let percent = Format::new().set_num_format("0%");
    sheet
        .write_with_format(1, 3, 0.13, &percent)
        .expect("a cell");
    book.save_to_buffer().expect("bytes")
}

#[test]
fn amounts_and_taxes_are_what_the_workbook_shows() {
    let shown = text(&book("#,##0.00"));
    assert!(shown.ends_with("2024-01-05,Ann Lee,84.92,13%"), "{shown}");
    let read = sales(&shown);
    assert_eq!(read.problems, []);
    assert_eq!(
        (read.rows[0].amount_minor, read.rows[0].tax_rate),
        (8_492, Some(1_300))
    );
    // What nobody rounds to cents is too fine, as before.
    assert_eq!(sales(&text(&book("General"))).rows.len(), 0);
}

#[test]
fn the_sign_of_another_currency_is_seen_as_in_any_list() {
    let euros = sales(&text(&book("#,##0.00 [$€-407]")));
    assert_eq!(euros.rows[0].currency, Currency::parse("EUR"));
    let dollars = sales(&text(&book("\"$\"#,##0.00")));
    assert_eq!((dollars.rows.len(), &dollars.problems[..]), (1, &[][..]));
    let yuan = sales(&text(&book("\"¥\"#,##0.00")));
    let kinds = yuan.problems.iter().map(|one| &one.kind);
    assert!(kinds.eq([&ProblemKind::ForeignSign]));
}

#[test]
fn lines_beside_a_merged_order_are_its_lines() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, title) in (0..).zip(["Order", "Date", "Customer", "Product", "Price", "Amount"]) {
        sheet.write(0, at, title).expect("a cell");
    }
    let look = Format::new();
    for (at, text) in (0..).zip(["A-17", "2024-01-05", "Ann Lee"]) {
        sheet
            .merge_range(1, at, 2, at, text, &look)
            .expect("a cell");
    }
    sheet.merge_range(1, 5, 2, 5, "", &look).expect("a cell");
    sheet.write(1, 5, 32).expect("a cell");
    for (row, (product, price)) in (1..).zip([("Tea", 20), ("Pot", 12)]) {
        sheet.write(row, 3, product).expect("a cell");
        sheet.write(row, 4, price).expect("a cell");
    }
    let bytes = book.save_to_buffer().expect("bytes");
    let shown = text(&bytes);
    let read = sales(&shown);
    assert_eq!(read.problems, [], "{shown}");
    let rows = read.rows.iter();
    let rows = rows.map(|row| {
        (
            row.customer.as_str(),
            row.amount_minor,
            row.product.as_deref(),
        )
    });
    assert_eq!(
        rows.collect::<Vec<_>>(),
        [("Ann Lee", 3_200, Some("Tea; Pot"))]
    );
}

#[test]
fn days_counted_from_1904_and_texts_of_several_looks() {
    let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    let sheet = format!(
        "<worksheet {main}><sheetData>\
         <row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><r><t>生</t></r><r><rPr><b/></rPr><t>日</t></r></is></c>\
         <c r=\"B1\" t=\"s\"><v>0</v></c></row>\
         <row r=\"2\"><c r=\"A2\" s=\"1\"><v>43834</v></c><c r=\"B2\" t=\"inlineStr\"><is><t>a, b</t></is></c></row>\
         </sheetData></worksheet>"
    );
    let styles = format!(
        "<styleSheet {main}><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
    );
    let texts = format!(
        "<sst {main}><si><r><t xml:space=\"preserve\">Full </t></r><r><t>name</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si></sst>"
    );
    let mut bytes = valid();
    for (name, content) in [
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/styles.xml", styles),
        ("xl/sharedStrings.xml", texts),
        (
            "xl/workbook.xml",
            format!(
                "<workbook {main} xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
                 <workbookPr date1904=\"1\"/><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
    ] {
        bytes = changed(&bytes, name, content.as_bytes());
    }
    assert_eq!(text(&bytes), "生日,Full name\n2024-01-05,\"a, b\"");
}
