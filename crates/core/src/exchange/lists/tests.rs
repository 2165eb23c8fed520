//! Lists out and in again, and what must never leave as code.

use std::ops::ControlFlow;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{ListKind, Pick, Style, Value, Words, lists, page, workbook};
use crate::{
    domain::{
        Consent, Customer, Id, IdMaker, Moment, Records, Relation, TableName, Timestamp, name::Name,
    },
    exchange::{
        asides::{Asides, Beside},
        backup::sample::{add, typical},
        customers::convert::Setting,
        duplicates::DuplicateChoice,
        import::{Choices, Opened},
        plan::{ImportPlan, plan},
        recognise::{self, Kind},
        team::Team,
        unpack::unpack,
    },
};

const LANGUAGES: [&str; 3] = ["en", "zh-Hans", "zh-Hant"];

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date")
}

fn style(language: &str) -> Style {
    Style {
        words: Words::of(language),
        zone: chrono_tz::Asia::Shanghai,
        reachable_only: false,
    }
}

fn book(records: &Records, language: &str) -> Vec<u8> {
    let lists = lists(records, &Pick::Everything, &style(language));
    workbook::write(&lists, today(), Vec::new, &|_| ()).expect("a workbook")
}

/// The first sheet of a workbook, planned on top of what the shop has.
fn again(bytes: &[u8], existing: &Records) -> (ImportPlan, Opened, Vec<Relation>) {
    sheet_again(bytes, existing, 0)
}

/// One sheet of a workbook, planned on top of what the shop has.
fn sheet_again(bytes: &[u8], existing: &Records, at: usize) -> (ImportPlan, Opened, Vec<Relation>) {
    let part = unpack(bytes, &|_| ()).expect("a workbook").parts.remove(at);
    let choices = Choices {
        encoding: Some("UTF-8".into()),
        delimiter: Some(','),
        mapping: None,
        date_order: None,
        decimal_mark: None,
        typed: true,
        header: None,
    };
    let opened = Opened::new(&part.bytes, &choices, "en");
    let read = opened.read(&Setting {
        language: "en".into(),
        today: today(),
    });
    assert_eq!(read.problems, []);
    let moment = Moment {
        now: Timestamp(7),
        today: today(),
    };
    let go_on = |_, _| ControlFlow::Continue(());
    let known: Vec<_> = existing.customers.iter().cloned().collect();
    let ids = &mut IdMaker::new(1);
    let members: Vec<_> = existing.members.iter().cloned().collect();
    let mut drafts = read.drafts;
    Team::new(&members).assign(&mut drafts, ids, &moment);
    let asides = Asides::of(&mut drafts);
    let choice = DuplicateChoice::Update;
    let made = plan(drafts, known.clone(), choice, ids, &moment, go_on);
    let mut made = made.expect("not stopped");
    asides.apply(
        &mut made,
        &known,
        Beside::default(),
        &choice.into(),
        ids,
        &moment,
    );
    assert_eq!(made.problems, []);
    let relations = std::mem::take(&mut made.relations);
    (made, opened, relations)
}

fn told(said: &Consent) -> Consent {
    Consent {
        source: said.source.clone(),
        ..Consent::new(said.channel, said.given, said.on)
    }
}

/// A customer without what only the shop knows.
fn bare(customer: &Customer) -> Customer {
    Customer {
        id: Id::new(uuid::Uuid::nil()),
        company: customer.company.map(|_| Id::new(uuid::Uuid::nil())),
        created: Timestamp(0),
        updated: Timestamp(0),
        owner: customer.owner.map(|_| Id::new(uuid::Uuid::nil())),
        values: std::collections::BTreeMap::default(),
        // Lines of cards go out with cards only.
        card: Vec::new(),
        // A cell says what was allowed, when and where; what for and to which text is in backups only.
        consents: customer.consents.iter().map(told).collect(),
        ..customer.clone()
    }
}

#[test]
fn customers_come_back_as_they_are_and_change_nothing() {
    let records = typical();
    for language in LANGUAGES {
        let bytes = book(&records, language);
        let (plan, opened, ties) = again(&bytes, &records);
        assert_eq!(
            opened.mapping.preset.as_deref(),
            Some("Regulars"),
            "{language}"
        );
        assert_eq!((plan.create.len(), plan.update.len()), (0, 0), "{language}");
        let known: Vec<_> = records.relations.iter().map(|one| one.tie()).collect();
        assert_eq!(ties.iter().map(Relation::tie).collect::<Vec<_>>(), known);
        let (plan, _, ties) = again(&bytes, &Records::default());
        assert_eq!(ties.len(), known.len(), "{language}");
        let mut made: Vec<_> = plan.create.iter().map(bare).collect();
        let mut had: Vec<_> = records.customers.iter().map(|one| bare(one)).collect();
        made.sort_by(|a, b| a.name.full.cmp(&b.name.full));
        had.sort_by(|a, b| a.name.full.cmp(&b.name.full));
        assert_eq!(made, had, "{language}");
    }
}

#[test]
fn relations_are_a_sheet_that_leads_to_both_and_comes_in_again() {
    let records = typical();
    assert!(records.relations.iter().next().is_some());
    for language in LANGUAGES {
        let lists = lists(&records, &Pick::Everything, &style(language));
        let of = |kind| lists.iter().position(|list| list.kind == kind);
        let (people, ties) = (of(ListKind::Customers), of(ListKind::Relations));
        let (people, ties) = (&lists[people.expect("people")], ties.expect("relations"));
        let people: Vec<_> = people.rows.iter().collect();
        let name_at = |value: &Value<'_>| match value {
            Value::Link(ListKind::Customers, row, _) => people[*row][0].plain().into_owned(),
            other => panic!("{other:?} leads nowhere"),
        };
        let mut told: Vec<_> = lists[ties]
            .rows
            .iter()
            .map(|row| (name_at(&row[0]), name_at(&row[3])))
            .collect();
        let name = |id| {
            let customer: &Customer = records.get(id).expect("there");
            customer.name.full.clone()
        };
        let relations = records.relations.iter();
        let mut had: Vec<_> = relations
            .map(|one| (name(one.from), name(one.to)))
            .collect();
        told.sort();
        had.sort();
        assert_eq!(told, had, "{language}");

        let bytes = workbook::write(&lists, today(), Vec::new, &|_| ()).expect("a workbook");
        let (plan, opened, _) = sheet_again(&bytes, &records, ties);
        assert_eq!(recognise::table(&opened), Kind::Customers, "{language}");
        assert_eq!((plan.create.len(), plan.update.len()), (0, 0), "{language}");
    }
}

#[test]
fn a_list_brings_what_is_related_to_it() {
    let records = typical();
    let kinds = |pick: &Pick| -> Vec<(ListKind, usize)> {
        let lists = lists(&records, pick, &style("en"));
        lists
            .iter()
            .map(|list| (list.kind, list.rows.len()))
            .collect()
    };
    let everything = kinds(&Pick::Everything);
    assert_eq!(everything[0].0, ListKind::Customers);
    assert!(everything.len() >= 6, "{everything:?}");
    let sales = kinds(&Pick::List(TableName::Sales, None));
    assert_eq!(sales[0].0, ListKind::Sales);
    assert!(sales.iter().any(|(kind, _)| *kind == ListKind::Lines));
    let none = Pick::List(TableName::Customers, Some(Vec::new()));
    assert_eq!(kinds(&none), [(ListKind::Customers, 0)]);
    let every = lists(&records, &Pick::Everything, &style("zh-Hans"));
    let count = |kind| {
        every
            .iter()
            .find(|list| list.kind == kind)
            .map_or(0, |list| list.rows.len())
    };
    for list in &every {
        assert!(list.rows.iter().all(|row| row.len() == list.columns.len()));
        for value in list.rows.iter().flatten() {
            if let Value::Link(kind, row, _) = value {
                assert!(row < count(kind), "a way that leads nowhere");
            }
        }
    }
}

#[test]
fn nothing_in_a_workbook_is_a_formula_and_nothing_is_cut() {
    let mut records = Records::default();
    let mut customer = Customer::new(
        Id::new(uuid::Uuid::from_u128(1)),
        Name::from_full("=HYPERLINK(\"http://x\")"),
        Timestamp(0),
    );
    customer.note = "长".repeat(40_000);
    add(&mut records, customer.clone());
    let bytes = book(&records, "en");
    let text = unpack(&bytes, &|_| ())
        .expect("a workbook")
        .parts
        .remove(0)
        .bytes;
    let text = String::from_utf8(text).expect("text");
    // What goes on in a second column is one text again when it comes in.
    assert!(text.starts_with("Full name,") && !text.contains("Note 2"));
    assert_eq!(text.matches('长').count(), 40_000);
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).expect("an archive");
    let mut all = |name: &str| {
        let mut text = String::new();
        let mut file = zip.by_name(name).expect("a file");
        std::io::Read::read_to_string(&mut file, &mut text).expect("text");
        text
    };
    assert!(all("xl/sharedStrings.xml").contains("Note 2"));
    assert!(!all("xl/worksheets/sheet1.xml").contains("<f>"));
    assert!(all("xl/styles.xml").contains("quotePrefix=\"1\""));
}

/// The cells of a workbook with one list, as our reader finds them.
fn cells(columns: usize, rows: Vec<Vec<Value<'static>>>) -> Vec<Vec<String>> {
    let columns = (0..columns).map(|at| format!("C{at}"));
    let list = super::report::table("All", columns, rows).into_list();
    let bytes = workbook::write(&[list], today(), Vec::new, &|_| ()).expect("a workbook");
    let part = unpack(&bytes, &|_| ()).expect("a workbook").parts.remove(0);
    let text = String::from_utf8(part.bytes).expect("text");
    let sheet = crate::exchange::sheet::Sheet::read(&text, Some(','));
    let rows = sheet.rows.iter().skip(1);
    rows.map(|row| row.cells().map(str::to_owned).collect())
        .collect()
}

#[test]
fn numbers_days_and_times_are_what_they_were() {
    let at = |text: &str| text.parse::<chrono::NaiveDateTime>().expect("a moment");
    let day = |text: &str| Value::Day(text.parse().expect("a day"));
    let cells = cells(
        10,
        vec![
            vec![
                Value::Money(-123_456, 2),
                Value::Money(500, 0),
                Value::Money(1_230, 3),
                Value::Number(1_500),
                Value::Share(0.25),
                day("1900-01-01"),
                day("1900-02-28"),
                day("1900-03-01"),
                Value::Moment(at("2026-11-22T23:59:00")),
                Value::Time(chrono::NaiveTime::from_hms_opt(9, 30, 0).expect("a time")),
            ],
            vec![
                day("1899-12-31"),
                Value::Real(f64::NAN),
                Value::Money(-123_456_789_012_345, 4),
                Value::Number(0),
            ],
        ],
    );
    assert_eq!(
        cells[0],
        [
            "-1234.56",
            "500",
            "1.23",
            "1.5",
            "25%",
            "1900-01-01",
            "1900-02-28",
            "1900-03-01",
            "2026-11-22 23:59:00",
            "09:30:00"
        ]
    );
    assert_eq!(cells[1], ["1899-12-31", "NaN", "-12345678901.2345", "0"]);
}

proptest! {
    #[test]
    fn every_text_is_the_same_text_in_a_workbook(
        texts in proptest::collection::vec("([ -~\\t\\n\\r\\u{0}-\\u{1f}长😀\\u{fffe}]|_x000D_|_x|&amp;){0,12}x?", 1..4),
    ) {
        let first = std::iter::once(Value::count(1));
        let row = first.chain(texts.iter().cloned().map(Value::text)).collect();
        let found = cells(texts.len() + 1, vec![row]);
        let mut found = found.into_iter().next().unwrap_or_default();
        found.resize(texts.len() + 1, String::new());
        found.remove(0);
        prop_assert_eq!(found, texts);
    }

    #[test]
    fn no_text_becomes_markup(text in "[<>&\"'a-c\u{0}]{0,30}") {
        let safe = page::escape(&text);
        prop_assert!(!safe.contains(['<', '>', '"', '\'', '\0']));
        let back = safe.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"")
            .replace("&#39;", "'").replace("&amp;", "&");
        prop_assert_eq!(back, text.replace('\0', ""));
    }

    #[test]
    fn customers_written_are_customers_read(
        name in "[=+@'\"a-z张伟 ,;-]{1,12}x", note in "[=a-z,\"\n;'长😀 ]{0,30}",
        phone in "[+]?[0-9]{5,14}", tags in proptest::collection::vec("[a-z,\\\\;]{1,6}", 0..4),
        code in "[0-9E+]{1,12}", language in prop::sample::select(&LANGUAGES[..]),
    ) {
        let full = name.trim().to_owned();
        let mut customer = Customer::new(
            Id::new(uuid::Uuid::from_u128(1)), Name { full, ..Name::default() }, Timestamp(0),
        );
        customer.note = note.trim().to_owned();
        customer.phones = vec![crate::domain::Phone::new(phone)];
        customer.code = code;
        for tag in tags { customer.add_tag(&tag); }
        let mut records = Records::default();
        add(&mut records, customer.clone());
        let (plan, ..) = again(&book(&records, language), &Records::default());
        prop_assert_eq!(plan.create.iter().map(bare).collect::<Vec<_>>(), vec![bare(&customer)]);
    }
}
