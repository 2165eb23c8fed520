//! Workbooks as Excel, WPS and openpyxl write them, read as lists.

use chrono::NaiveDate;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::{Origin, UnpackError, is_container, unpack};

/// Name and text of every part.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let unpacked = unpack(bytes, &|_| ()).expect("a readable file");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    let parts = unpacked.parts.into_iter();
    parts.map(|part| (part.name, text(part.bytes))).collect()
}

fn fixture(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/import/");
    std::fs::read(format!("{folder}{name}")).expect("the fixture")
}

#[test]
fn a_list_of_member_cards_written_by_openpyxl() {
    let unpacked = unpack(&fixture("member-cards.xlsx"), &|_| ()).expect("a workbook");
    assert_eq!(unpacked.left_out, ["内部", "空白"]);
    let [(name, text)] = &parts(&fixture("member-cards.xlsx"))[..] else {
        panic!("one sheet")
    };
    assert_eq!(name, "会员资料");
    assert_eq!(
        text.lines().collect::<Vec<_>>(),
        [
            "某某茶馆会员资料表",
            "导出时间：2024-06-01",
            "会员卡号,姓名,性别,手机号码,生日,余额(元),备注",
            "00001,张伟,男,13800138000,1990-05-04,¥128.5,老客户",
            "00027,欧阳娜娜,女,13900139000,1988年12月1日,¥0,喜欢铁观音，少糖",
            "00300,李娜,女,1.39E+10,1985-02-28,¥66,=1+1",
            "合计,,,,,194.5",
        ]
    );
}

#[test]
fn every_sheet_is_a_list_of_its_own() {
    let parts = parts(&fixture("two-sheets.xlsx"));
    assert_eq!(
        parts.iter().map(|part| part.0.as_str()).collect::<Vec<_>>(),
        ["Customers", "Sales"]
    );
    assert_eq!(
        parts[1].1.lines().collect::<Vec<_>>(),
        [
            "Order ID,Date,Customer,Product,Quantity,Amount",
            "A-1,2024-01-05,Ann Lee,Tea,2,19.8",
            "A-2,2024-02-01 13:45:00,Bob Ray,Cup,1,1234.5",
            "A-3,45352,Ann Lee,Tea,1,9.9",
            "Total,,,,,1264.2",
        ]
    );
}

#[test]
fn what_another_writer_writes_is_read() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("表 1").expect("a name");
    sheet.write(0, 0, "a, \"b\"\nc").expect("a cell");
    sheet.write(0, 1, true).expect("a cell");
    sheet.write(2, 3, -12.25).expect("a cell");
    let day = ExcelDateTime::from_ymd(2024, 2, 29).expect("a day");
    let look = Format::new().set_num_format("yyyy-mm-dd");
    sheet.write_with_format(2, 0, day, &look).expect("a cell");
    let bytes = book.save_to_buffer().expect("bytes");
    assert_eq!(
        parts(&bytes),
        [(
            "表 1".to_owned(),
            "\"a, \"\"b\"\"\nc\",TRUE\n\n2024-02-29,,,-12.25".to_owned()
        )]
    );
}

#[test]
fn pages_and_trees_in_an_archive_are_taken_apart_too() {
    let tree =
        br#"{"contacts":[{"id":7,"first_name":"Ann","last_name":"Lee"}],"deals":[{"id":1}]}"#;
    let page = b"<html><table><tr><td>Name</td><td>Phone</td></tr><tr><td>Bo</td><td>123456</td></tr></table></html>";
    let bytes = super::hostile_tests::archive(&[
        ("out/crm.json", tree.as_slice()),
        ("members.xls", page.as_slice()),
        ("backup.json", br#"{"format":"regulars-backup"}"#.as_slice()),
        ("odd.json", br#"{"a":1}"#.as_slice()),
    ]);
    let unpacked = unpack(&bytes, &|_| ()).expect("an archive");
    let parts = unpacked.parts.iter();
    let parts: Vec<_> = parts
        .map(|part| (part.name.as_str(), part.origin))
        .collect();
    assert_eq!(
        parts,
        [
            ("crm.json › contacts", Origin::Sheet),
            ("members.xls › 1", Origin::Sheet),
            ("backup.json", Origin::Member),
            ("odd.json", Origin::Member),
        ]
    );
    assert_eq!(unpacked.left_out, ["crm.json › deals (1)"]);
}

#[test]
fn an_archive_is_its_files() {
    let bytes = super::hostile_tests::archive(&[
        (
            "lists/customers.csv",
            b"Name,Phone\nAnn,1234567\n".as_slice(),
        ),
        ("two.xlsx", &fixture("two-sheets.xlsx")),
        ("__MACOSX/lists/._customers.csv", b"x"),
        ("photo.png", b"\x89PNG\r\n"),
        (
            "inner.zip",
            &super::hostile_tests::archive(&[("a.csv", b"a")]),
        ),
    ]);
    let unpacked = unpack(&bytes, &|_| ()).expect("an archive");
    let names: Vec<_> = unpacked
        .parts
        .iter()
        .map(|p| (p.name.as_str(), p.origin))
        .collect();
    assert_eq!(
        names,
        [
            ("customers.csv", Origin::Member),
            ("two.xlsx › Customers", Origin::Sheet),
            ("two.xlsx › Sales", Origin::Sheet),
        ]
    );
    assert_eq!(unpacked.left_out, ["photo.png", "inner.zip"]);
}

#[test]
fn many_cards_of_one_each_are_one_list_and_a_broken_file_costs_itself() {
    let card = |n: usize| format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Person {n}\r\nEND:VCARD");
    let mut files: Vec<(String, Vec<u8>)> = (0..40)
        .map(|n| (format!("cards/{n}.vcf"), card(n).into_bytes()))
        .collect();
    files.push(("desktop.ini".to_owned(), b"[.ShellClassInfo]".to_vec()));
    files.push(("README.txt".to_owned(), b"see below".to_vec()));
    files.push((
        "people.csv".to_owned(),
        b"Name,Phone\nAnn,1234567\n".to_vec(),
    ));
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, content)| (name.as_str(), content.as_slice()))
        .collect();
    let mut bytes = super::hostile_tests::archive(&files);
    let unpacked = unpack(&bytes, &|_| ()).expect("an archive");
    let names: Vec<_> = unpacked.parts.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["0.vcf + 39", "people.csv"]);
    assert_eq!(unpacked.left_out, ["desktop.ini", "README.txt"]);
    let cards = String::from_utf8_lossy(&unpacked.parts[0].bytes).into_owned();
    assert_eq!(cards.matches("BEGIN:VCARD").count(), 40);
    // The first file says that it is packed in a way nobody knows.
    let central = memchr::memmem::find(&bytes, b"PK\x01\x02").expect("a directory");
    bytes[central + 10] = 99;
    let unpacked = unpack(&bytes, &|_| ()).expect("an archive");
    let names: Vec<_> = unpacked.parts.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["1.vcf + 38", "people.csv"]);
    assert_eq!(unpacked.left_out, ["0.vcf", "desktop.ini", "README.txt"]);
}

#[test]
fn sales_of_a_sheet_are_read_without_its_total() {
    use crate::{
        domain::Currency,
        exchange::{date_orders::DateOrders, dates::DateOrder, sales},
    };
    let options = sales::SalesOptions {
        delimiter: Some(b','),
        zone: chrono_tz::Tz::UTC,
        currency: Currency::USD,
        date_order: DateOrders::Usual(DateOrder::DayFirst),
        header: None,
        typed: false,
        decimal_mark: None,
    };
    let (_, text) = parts(&fixture("two-sheets.xlsx")).remove(1);
    let sheet = sales::read_sales(&format!("Our sales\n\n{text}"), &options).expect("sales");
    assert_eq!((sheet.totals.len(), sheet.problems.len()), (1, 0));
    let rows: Vec<_> = sheet
        .rows
        .iter()
        .map(|r| (r.row_number, r.date, r.amount_minor))
        .collect();
    let day = |month, day| NaiveDate::from_ymd_opt(2024, month, day).expect("a day");
    assert_eq!(
        rows,
        [
            (4, day(1, 5), 1980),
            (5, day(2, 1), 123_450),
            (6, day(3, 1), 990)
        ]
    );
}

#[test]
fn other_files_are_told_apart() {
    assert!(!is_container(b"Name,Phone\n"));
    let ods = super::hostile_tests::archive(&[("mimetype", b"x"), ("content.xml", b"<a/>")]);
    assert_eq!(unpack(&ods, &|_| ()), Err(UnpackError::OtherProgram));
    let blank = Workbook::new().save_to_buffer().expect("bytes");
    assert_eq!(unpack(&blank, &|_| ()), Err(UnpackError::Nothing));
}
