//! What goes out comes in again as it was, whatever it is written as; what a file is does not hang on
//! the order of its columns; and no bytes at all make the reading fall.
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    reason = "tests may stop at once"
)]
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::{ops::ControlFlow, sync::Arc};

use chrono::NaiveDate;
use common::{
    order::{any_order, in_order},
    shop::{Maker, NOW, begun, day, everything, run},
};
use proptest::prelude::*;
use regulars::{
    domain::{
        Birthday, Currency, Customer, Entity, IdMaker, Member, Moment, Payment, Record, Records,
        Sale, Standing, TableName, Timestamp, commands::Add, name::Name,
    },
    exchange::{
        backup, calendar,
        customers::{Draft, convert::Setting},
        date_orders::DateOrders,
        dates::DateOrder,
        duplicates::DuplicateChoice,
        import::{Choices, Format, Opened},
        lists::{self, Content, List, Pick, Style, Words, workbook},
        own::OwnFields,
        plan::plan,
        recognise::{self, Kind},
        sales::{
            SalesOptions,
            plan::{CustomerCells, Known, KnownSale, PlanOptions, plan as plan_sales},
            read_sales,
        },
        team::Team,
        things,
        unpack::unpack,
        vcard::{self, Version},
    },
};

const LANGUAGES: [&str; 3] = ["en", "zh-Hans", "zh-Hant"];

fn today() -> NaiveDate {
    day(2026, 11, 22)
}

fn setting() -> Setting {
    Setting {
        language: "en".into(),
        today: today(),
    }
}

fn put<T: Entity>(records: &mut Records, record: T) {
    let table = T::table_mut(records);
    table.put(table.slot_count(), Arc::new(record));
}

/// The forms a list goes out in.
#[derive(Debug, Clone, Copy)]
enum Form {
    Csv,
    Book,
    Json,
}

const FORMS: [Form; 3] = [Form::Csv, Form::Book, Form::Json];

/// A list written and opened again.
fn written(list: &List, form: Form) -> Opened {
    let typed = Choices {
        encoding: Some("UTF-8".into()),
        delimiter: Some(','),
        typed: true,
        ..Choices::default()
    };
    let inside = |bytes: &[u8]| {
        unpack(bytes, &|_| ())
            .expect("readable")
            .parts
            .remove(0)
            .bytes
    };
    match form {
        Form::Csv => Opened::new(
            lists::csv::write(list).as_bytes(),
            &Choices::default(),
            "en",
        ),
        Form::Book => {
            let book = workbook::write(std::slice::from_ref(list), today(), Vec::new, &|_| ());
            Opened::new(&inside(&book.expect("a workbook")), &typed, "en")
        }
        Form::Json => Opened::new(&inside(lists::json::write(list).as_bytes()), &typed, "en"),
    }
}

fn style(language: &str) -> Style {
    Style {
        words: Words::of(language),
        zone: chrono_tz::Asia::Shanghai,
        reachable_only: false,
    }
}

fn list<'a>(records: &'a Records, table: TableName, language: &str) -> List<'a> {
    lists::lists(records, &Pick::List(table, None), &style(language)).remove(0)
}

/// A customer with what a list can say, and the name of who looks after it.
fn somebody() -> impl Strategy<Value = (Customer, String)> {
    let word = "[=+@'\"a-z张茶é,;|-]{0,10}x";
    let born = prop::option::of((prop::option::of(1930_i32..2020), 1_u32..13, 1_u32..29));
    (
        (
            "[A-Z][a-z]{1,8} [A-Z][a-z]{1,8}",
            "[0-9E+.]{0,9}[0-9]",
            word,
            word,
            "[a-z,\"\n;'长😀= ]{0,40}",
        ),
        prop::collection::vec("[+]?[0-9]{5,14}", 0..3),
        prop::collection::vec("[a-z]{1,6}@x\\.example", 0..3),
        prop::collection::vec("[a-z,\\\\;]{1,6}", 0..3),
        (
            born,
            prop::sample::select(&Standing::ALL[..]),
            any::<bool>(),
            "(|Mei|小陈|=Dee)",
        ),
    )
        .prop_map(
            |(
                (name, code, source, title, note),
                phones,
                emails,
                tags,
                (born, standing, silent, owner),
            )| {
                let id = IdMaker::new(1).next(Timestamp(0));
                let mut one = Customer::new(id, Name::default(), Timestamp(0));
                one.name.full = name;
                one.code = code;
                one.source = source;
                one.job_title = title;
                one.note = note.trim().to_owned();
                for number in phones {
                    if !one.phones.iter().any(|have| have.number == number) {
                        one.phones.push(regulars::domain::Phone::new(number));
                    }
                }
                for address in emails {
                    if !one.emails.iter().any(|have| have.address == address) {
                        one.emails.push(regulars::domain::Email::new(address));
                    }
                }
                for tag in tags {
                    one.add_tag(&tag);
                }
                one.birthday = born.and_then(|(year, month, day)| Birthday::new(year, month, day));
                one.standing = standing;
                one.do_not_contact = silent;
                (one, owner)
            },
        )
}

fn with_owner(records: &mut Records, mut one: Customer, owner: &str) {
    if !owner.is_empty() {
        let member = Member {
            id: IdMaker::new(2).next(Timestamp(0)),
            name: owner.to_owned(),
            left: false,
            created: Timestamp(0),
            updated: Timestamp(0),
        };
        one.owner = Some(member.id);
        put(records, member);
    }
    put(records, one);
}

/// A customer without what only the shop knows.
fn bare(customer: &Customer) -> Customer {
    let nobody = Draft::new(0).customer;
    Customer {
        id: nobody.id,
        owner: None,
        created: nobody.created,
        updated: nobody.updated,
        ..customer.clone()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn customers_come_back_from_every_form(
        (one, owner) in somebody(), form in prop::sample::select(&FORMS[..]), language in prop::sample::select(&LANGUAGES[..]),
    ) {
        let mut records = Records::default();
        with_owner(&mut records, one.clone(), &owner);
        let opened = written(&list(&records, TableName::Customers, language), form);
        prop_assert_eq!(opened.mapping.preset.as_deref(), Some("Regulars"));
        let read = opened.read(&setting());
        prop_assert_eq!(&read.problems, &[]);
        prop_assert_eq!(read.drafts.len(), 1);
        prop_assert_eq!(read.drafts[0].owner.as_str(), owner.as_str());
        prop_assert_eq!(bare(&read.drafts[0].customer), bare(&one));
        // And a second time it changes nothing.
        let mut drafts = read.drafts;
        let ids = &mut IdMaker::new(9);
        let moment = Moment { now: Timestamp(9), today: today() };
        let members: Vec<_> = records.members.iter().cloned().collect();
        Team::new(&members).assign(&mut drafts, ids, &moment);
        let known: Vec<_> = records.customers.iter().cloned().collect();
        let go_on = |_, _| ControlFlow::Continue(());
        let again = plan(drafts, known, DuplicateChoice::Update, ids, &moment, go_on).expect("not stopped");
        prop_assert_eq!((again.create.len(), again.update.len()), (0, 0));
    }

    #[test]
    fn customers_come_back_as_cards((one, _) in somebody(), v4: bool) {
        let version = if v4 { Version::V4 } else { Version::V3 };
        let text = vcard::write([&one], version, |_| None);
        let read = vcard::read(&text, None, today());
        prop_assert_eq!(&read.problems, &[]);
        let mut expected = bare(&one);
        // Cards have no such word.
        expected.standing = Standing::default();
        let back = bare(&read.drafts[0].customer);
        prop_assert_eq!((&back.name.full, &back.phones, &back.emails, back.birthday), (&expected.name.full, &expected.phones, &expected.emails, expected.birthday));
        prop_assert_eq!((&back.tags, &back.note, &back.code, back.do_not_contact), (&expected.tags, &expected.note, &expected.code, expected.do_not_contact));
    }

    #[test]
    fn sales_come_back_from_every_form(
        rows in prop::collection::vec((0_usize..3, 0_u64..900, 1_i64..9_999_999, "[a-z茶=\"',]{1,9}", 0_u32..86_400, prop::option::of(prop::sample::select(&Payment::ALL[..])), 0_i64..2_000), 1..9),
        form in prop::sample::select(&FORMS[..]), language in prop::sample::select(&LANGUAGES[..]),
    ) {
        let mut make = Maker::new(3);
        let mut records = Records::default();
        let people: Vec<Customer> = ["Ann Lee", "Bo Ray", "张伟"].map(|name| make.customer(name)).to_vec();
        for (at, (who, ahead, total, what, second, payment, taken)) in rows.iter().enumerate() {
            let mut sale = make.sale(Some(&people[*who]), *total);
            sale.number = format!("N-{at}");
            sale.payment = *payment;
            // What is taken off may make more than was to pay.
            sale.discount = *taken;
            sale.total -= taken;
            sale.date = day(2024, 1, 1) + chrono::Days::new(*ahead);
            sale.lines[0].name.clone_from(what);
            // Moments go out to the minute of the shop's clock.
            let local = sale.date.and_hms_opt(second / 3_600, second / 60 % 60, 0).expect("a time");
            let zone = chrono_tz::Asia::Shanghai;
            let at = chrono::TimeZone::from_local_datetime(&zone, &local).earliest().expect("no gap");
            sale.at = Some(Timestamp(at.timestamp_millis()));
            put(&mut records, sale);
        }
        for one in people {
            put(&mut records, one);
        }
        let opened = written(&list(&records, TableName::Sales, language), form);
        prop_assert_eq!(recognise::table(&opened), Kind::Sales);
        prop_assert_eq!(recognise::product_of_sales(&opened), Some("Regulars"));
        let options = SalesOptions {
            delimiter: Some(b','),
            zone: chrono_tz::Asia::Shanghai,
            currency: Currency::CNY,
            date_order: DateOrders::Usual(DateOrder::DayFirst),
            header: None,
            typed: !matches!(form, Form::Csv),
            decimal_mark: None,
        };
        let sheet = read_sales(&opened.decoded.text, &options).expect("sales");
        prop_assert_eq!(&sheet.problems, &[]);
        let known = Known {
            customers: records.customers.iter().cloned().collect(),
            ..Known::default()
        };
        let options = PlanOptions { currency: Currency::CNY, choice: DuplicateChoice::Skip, amounts: true, cells: CustomerCells::Anything };
        let moment = Moment { now: NOW, today: today() };
        let go_on = |_, _| ControlFlow::Continue(());
        let ids = &mut IdMaker::new(5);
        let made = plan_sales(&sheet.rows, &known, options, ids, &moment, go_on).expect("not stopped");
        prop_assert_eq!(made.customers.len(), 0);
        let told = |sale: &Sale| (sale.number.clone(), (sale.date, sale.at), (sale.total, sale.discount), sale.customer, sale.payment, sale.lines.iter().map(|one| (one.name.trim().to_owned(), one.unit_price)).collect::<Vec<_>>());
        let mut back: Vec<_> = made.sales.iter().map(told).collect();
        let mut had: Vec<_> = records.sales.iter().map(|sale| told(sale)).collect();
        back.sort();
        had.sort();
        prop_assert_eq!(back, had);
        let known = Known { sales: records.sales.iter().map(|sale| KnownSale::from(&**sale)).collect(), ..known };
        let options = PlanOptions { choice: DuplicateChoice::Update, ..options };
        let again = plan_sales(&sheet.rows, &known, options, ids, &moment, go_on).expect("not stopped");
        prop_assert_eq!((again.sales.len(), again.update.len()), (0, 0));
    }

    #[test]
    fn a_whole_shop_comes_back_from_its_backup(
        people in prop::collection::vec(somebody(), 0..6), notes in prop::collection::vec("[ -~长\n]{0,60}x", 0..4),
    ) {
        let (_, tab, mut make) = begun(7);
        let mut records: Vec<Record> = Vec::new();
        for (one, _) in &people {
            let one = Customer { id: make.id(), ..one.clone() };
            records.push(make.sale(Some(&one), 900).into());
            records.push(one.into());
        }
        for note in &notes {
            let mut task = make.task("To do", None);
            task.note.clone_from(note);
            records.push(task.into());
        }
        if !records.is_empty() {
            run(&tab, &Add(records)).expect("added");
        }
        let before = tab.records();
        let pieces: Result<Vec<String>, _> = backup::write(&before, &[]).collect();
        let file = pieces.expect("written").concat();
        let back = backup::read(file.as_bytes(), usize::MAX).expect("read").into_records();
        prop_assert_eq!(everything(&back), everything(&before));
        let pieces: Result<Vec<String>, _> = backup::write(&back, &[]).collect();
        prop_assert_eq!(pieces.expect("written").concat(), file);
    }

    #[test]
    fn the_order_of_columns_changes_nothing(
        (one, owner) in somebody(), language in prop::sample::select(&LANGUAGES[..]), order in any_order(),
    ) {
        let mut records = Records::default();
        with_owner(&mut records, one, &owner);
        let found = list(&records, TableName::Customers, language);
        let read = |list: &List| {
            let opened = written(list, Form::Csv);
            let said = (recognise::table(&opened), opened.mapping.preset.clone(), opened.delimiter());
            let read = opened.read(&setting());
            let draft = read.drafts.into_iter().next();
            (said, draft.map(|one| (bare(&one.customer), one.owner, one.company)))
        };
        let shuffled = List {
            columns: in_order(&order, &found.columns),
            rows: Content::here(found.rows.iter().map(|row| in_order(&order, &row)).collect()),
            name: found.name.clone(),
            kind: found.kind,
        };
        // Numbers and addresses come in the order of their groups, not of their columns.
        let ((said, one), (said_then, then)) = (read(&found), read(&shuffled));
        prop_assert_eq!(said, said_then);
        let sorted = |draft: Option<(Customer, String, String)>| draft.map(|(mut one, owner, company)| {
            one.phones.sort_by(|a, b| a.number.cmp(&b.number));
            one.emails.sort_by(|a, b| a.address.cmp(&b.address));
            (one, owner, company)
        });
        prop_assert_eq!(sorted(one), sorted(then));
    }
}

/// Beginnings that lead bytes to every reader.
const STARTS: &[&[u8]] = &[
    b"",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"BEGIN:VCARD\r\n",
    b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
    b"{\"format\":\"regulars-backup\",",
    b"[{\"name\":",
    b"{\"account\":{\"data\":[",
    b"{\"contacts\":[{\"id\":1,",
    b"sep=;\n",
    b"Name,Phone\n",
    "姓名\t手机\n".as_bytes(),
    b"Date,Customer,Amount\n",
    b"Title,Customer,Stage,Value\n",
    b"Activity - Subject,Activity - Type,Activity - Due date\n",
];

/// Every way the app reads a file.
fn everywhere(bytes: &[u8]) {
    let mut texts = vec![bytes.to_vec()];
    if let Ok(unpacked) = unpack(bytes, &|_| ()) {
        texts.extend(unpacked.parts.into_iter().map(|part| part.bytes));
    }
    drop(backup::read(bytes, 1 << 20));
    for bytes in texts {
        for language in LANGUAGES {
            let opened = Opened::new(&bytes, &Choices::default(), language);
            drop(opened.read(&setting()));
            let products = [
                recognise::product(&opened),
                recognise::product_of_sales(&opened),
            ];
            assert!(products.into_iter().flatten().all(|name| !name.is_empty()));
            assert!(recognise::table(&opened) != Kind::Backup);
            let text = &opened.decoded.text;
            drop(calendar::read(text, chrono_tz::Tz::UTC, today()));
            drop(vcard::read(text, None, today()));
            let options = SalesOptions {
                delimiter: None,
                zone: chrono_tz::Tz::UTC,
                currency: Currency::CNY,
                date_order: DateOrders::Usual(DateOrder::DayFirst),
                header: None,
                typed: false,
                decimal_mark: None,
            };
            drop(read_sales(text, &options));
            let Some(sheet) = opened
                .sheet
                .as_ref()
                .filter(|_| matches!(opened.format, Format::Csv | Format::Tsv))
            else {
                continue;
            };
            for kind in [Kind::Deals, Kind::Products, Kind::Activities] {
                let layout = things::layout(kind, sheet, None);
                let none = OwnFields::none(TableName::Deals);
                let columns = things::columns(kind, &layout, None, &none);
                let reader = things::Reader {
                    setting: setting(),
                    currency: Currency::CNY,
                    date_order: None,
                    decimal_mark: None,
                    typed: false,
                    zone: chrono_tz::Tz::UTC,
                };
                drop(things::read(kind, &layout, &columns, &reader, &none));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_bytes_make_it_fall(start in prop::sample::select(STARTS), bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        everywhere(&[start, &bytes].concat());
    }

    #[test]
    fn no_text_makes_it_fall(start in prop::sample::select(STARTS), text in "[a-c0-9,;\t\"':=@+./\\\\{}\\[\\]\r\n 张　％-]{0,200}") {
        everywhere(&[start, text.as_bytes()].concat());
    }
}
