//! Files as shops have them, through the whole import: bytes to the records that would be made.
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    reason = "tests may stop at once"
)]

use std::{ops::ControlFlow, path::Path};

use chrono::NaiveDate;
use regulars::{
    domain::{Birthday, Customer, IdMaker, Moment, Timestamp},
    exchange::{
        customers::convert::Setting,
        duplicates::DuplicateChoice,
        import::{Choices, Opened},
        plan::plan,
        problem::ProblemKind,
        unpack::unpack,
    },
};

fn import(file: &str) -> (Opened, Vec<Customer>, Vec<(usize, ProblemKind)>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/import")
        .join(file);
    let bytes = std::fs::read(path).expect("the fixture");
    import_bytes(&bytes, &Choices::default())
}

fn import_bytes(
    bytes: &[u8],
    choices: &Choices,
) -> (Opened, Vec<Customer>, Vec<(usize, ProblemKind)>) {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date");
    let opened = Opened::new(bytes, choices, "en");
    let read = opened.read(&Setting {
        language: "en".into(),
        today,
    });
    let problems = read
        .problems
        .iter()
        .map(|p| (p.row, p.kind.clone()))
        .collect();
    let moment = Moment {
        now: Timestamp(0),
        today,
    };
    let go_on = |_, _| ControlFlow::Continue(());
    let made = plan(
        read.drafts,
        [],
        DuplicateChoice::Add,
        &mut IdMaker::new(1),
        &moment,
        go_on,
    );
    (opened, made.expect("not stopped").create, problems)
}

fn names(customers: &[Customer]) -> Vec<&str> {
    customers
        .iter()
        .map(|customer| customer.name.full.as_str())
        .collect()
}

/// The parts of a workbook through the whole import.
fn import_book(file: &str) -> Vec<(String, Opened, Vec<Customer>, Vec<(usize, ProblemKind)>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/import")
        .join(file);
    let bytes = std::fs::read(path).expect("the fixture");
    let unpacked = unpack(&bytes, &|_| ()).expect("a workbook");
    let choices = Choices {
        encoding: Some("UTF-8".into()),
        delimiter: Some(','),
        mapping: None,
        date_order: None,
        decimal_mark: None,
        typed: true,
        header: None,
    };
    let parts = unpacked.parts.into_iter();
    parts
        .map(|part| {
            let (opened, made, problems) = import_bytes(&part.bytes, &choices);
            (part.name, opened, made, problems)
        })
        .collect()
}

#[test]
fn a_chinese_workbook_with_titles_totals_and_lost_digits() {
    let (name, opened, made, problems) = import_book("member-cards.xlsx").remove(0);
    assert_eq!(
        (name.as_str(), opened.mapping.preset.as_deref()),
        ("会员资料", Some("Member cards"))
    );
    assert_eq!(names(&made), ["张伟", "欧阳娜娜", "李娜"]);
    assert_eq!(made[0].code, "00001");
    assert_eq!(made[0].phones[0].number, "13800138000");
    assert_eq!(made[0].birthday, Birthday::new(Some(1990), 5, 4));
    assert_eq!(made[1].birthday, Birthday::new(Some(1988), 12, 1));
    assert_eq!(made[2].birthday, Birthday::new(Some(1985), 2, 28));
    assert_eq!(
        (made[2].gender.as_str(), made[2].phones.len()),
        ("female", 0)
    );
    assert_eq!(problems, [(6, ProblemKind::LostDigits)]);
}

#[test]
fn a_workbook_without_header_is_understood_by_its_values() {
    let (_, opened, made, problems) = import_book("no-header.xlsx").remove(0);
    assert_eq!(opened.mapping.preset, None);
    assert_eq!(names(&made), ["张伟", "李娜"]);
    assert_eq!(made[1].phones[0].number, "13900139000");
    assert_eq!(made[1].emails[0].address, "na@example.com");
    assert_eq!(problems, []);
}

#[test]
fn member_cards_in_gbk() {
    let (opened, made, problems) = import("member-cards.gbk.csv");
    assert_eq!(
        (opened.decoded.encoding, opened.delimiter()),
        ("gb18030", Some(','))
    );
    assert_eq!(opened.mapping.preset.as_deref(), Some("Member cards"));
    assert_eq!((names(&made), problems), (vec!["欧阳娜娜", "张伟"], vec![]));
    assert_eq!(made[0].phones[0].number, "13800138000");
    assert_eq!(made[1].phones.len(), 2);
    assert_eq!(made[1].birthday, Birthday::new(Some(1985), 1, 5));
}

#[test]
fn outlook_in_big5() {
    let (opened, made, problems) = import("outlook.big5.csv");
    assert_eq!(
        (opened.decoded.encoding, opened.mapping.preset.as_deref()),
        ("Big5", Some("Outlook"))
    );
    assert_eq!(
        (names(&made), problems),
        (vec!["熟客茶行", "陳美玲", "林志豪"], vec![])
    );
    assert_eq!(made[1].company, Some(made[0].id));
    assert_eq!(
        (made[1].addresses[0].city.as_str(), made[1].tags.len()),
        ("台北市", 2)
    );
}

#[test]
fn unicode_text_of_excel() {
    let (opened, made, problems) = import("excel-unicode.utf16.txt");
    assert_eq!(
        (opened.decoded.encoding, opened.delimiter()),
        ("UTF-16LE", Some('\t'))
    );
    assert_eq!((names(&made), problems), (vec!["王芳", "Ann Lee"], vec![]));
    assert_eq!(made[0].tags, ["VIP", "茶客"]);
}

#[test]
fn german_outlook_with_semicolons() {
    let (opened, made, problems) = import("outlook-german.win1252.csv");
    assert_eq!(
        (opened.decoded.encoding, opened.delimiter()),
        ("windows-1252", Some(';'))
    );
    assert_eq!(
        (names(&made), problems),
        (vec!["Tee GmbH", "Jördis Müller", "Karl Groß"], vec![])
    );
    assert_eq!(made[1].birthday, Birthday::new(Some(1990), 5, 4));
    assert_eq!(made[1].addresses[0].postcode, "01067");
}

#[test]
fn google_contacts() {
    let (opened, made, problems) = import("google.csv");
    assert_eq!(opened.mapping.preset.as_deref(), Some("Google Contacts"));
    assert_eq!(
        (names(&made), problems),
        (vec!["Tea & Co", "Mei Lin Zhang"], vec![])
    );
    assert_eq!(
        (
            made[1].phones.len(),
            made[1].emails.len(),
            made[1].tags.len()
        ),
        (2, 2, 1)
    );
    assert_eq!(made[1].note, "Likes oolong,\nnot black tea");
}

#[test]
fn cards_of_phones() {
    let (_, made, problems) = import("old-phone.vcf");
    assert_eq!((names(&made), problems), (vec!["李娜"], vec![]));
    assert_eq!(made[0].birthday, Birthday::new(Some(1992), 6, 7));
    let (_, made, problems) = import("apple.vcf");
    assert_eq!(
        (names(&made), problems),
        (vec!["Rad AG", "Daniel Okafor"], vec![])
    );
    assert_eq!(made[1].phones[0].label, "home fax");
    assert_eq!(made[1].birthday, Birthday::new(None, 3, 9));
}
