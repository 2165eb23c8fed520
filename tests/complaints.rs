//! What people complain about in other programs, one test each, by the numbers of the list that was
//! made from their threads (A: import, E: dates, F: phones, G: names, I: export). Each says what goes
//! wrong elsewhere; here it does not.
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
use common::shop::{Tab, begun, day, merging, run, undo, wrap};
use regulars::{
    domain::{
        Birthday, Currency, Customer, CustomerKind, FieldKind, IdMaker, Moment, Record, Records,
        TableName, Timestamp,
        commands::{Add, Delete, Import, MergeCustomers, Save},
        name::Name,
    },
    exchange::{
        amount::{DecimalMark, parse_amount},
        customers::{Read, convert::Setting},
        dates::{DateOrder, parse_date},
        duplicates::DuplicateChoice,
        import::{Choices, Opened},
        lists::{self, Pick, Style, Words},
        marks::decide_mark,
        own::OwnFields,
        plan::{ImportPlan, plan},
        problem::ProblemKind,
        sniff::dialect,
        tables,
        vcard::{self, Version},
    },
    search::CustomerIndex,
};

fn today() -> NaiveDate {
    day(2026, 11, 22)
}

fn open(bytes: &[u8]) -> (Opened, Read) {
    let opened = Opened::new(bytes, &Choices::default(), "en");
    let read = opened.read(&Setting {
        language: "en".into(),
        today: today(),
    });
    (opened, read)
}

fn planned(text: &str, known: &[Arc<Customer>], choice: DuplicateChoice) -> ImportPlan {
    let (_, read) = open(text.as_bytes());
    let moment = Moment {
        now: Timestamp(known.len() as i64),
        today: today(),
    };
    let go_on = |_, _| ControlFlow::Continue(());
    let ids = &mut IdMaker::new(known.len() as u64 + 7);
    plan(
        read.drafts,
        known.iter().cloned(),
        choice,
        ids,
        &moment,
        go_on,
    )
    .expect("not stopped")
}

/// Brings a list into a shop as the app does; the number of the change, 0 if there is nothing new.
fn bring(tab: &Tab, text: &str, choice: DuplicateChoice) -> u64 {
    let known: Vec<_> = tab.records().customers.iter().cloned().collect();
    let plan = planned(text, &known, choice);
    if plan.create.is_empty() && plan.update.is_empty() {
        return 0;
    }
    let update = plan.update.into_iter();
    let update = update.map(|(base, edited)| Save::new(Record::Customers(base), edited));
    let import = Import {
        file: "list.csv".into(),
        table: TableName::Customers,
        create: wrap(plan.create),
        update: update.collect(),
    };
    run(tab, &import).expect("imported").seq
}

fn names(customers: impl IntoIterator<Item = impl std::borrow::Borrow<Customer>>) -> Vec<String> {
    let names = customers
        .into_iter()
        .map(|one| one.borrow().name.full.clone());
    names.collect()
}

const TWO: &str =
    "Name,Phone,Email\nAnn Lee,0221 1234567,ann@x.example\nBo Ray,0221 7654321,bo@x.example\n";

#[test]
fn a1_one_sheet_makes_people_and_companies_and_shows_the_first_value_that_is_there() {
    let text = "Name,Phone,Company,Birthday\nMei Lin Zhang,+49 221 1234567,Rad AG,\n欧阳娜娜,138 0013 8000,Rad AG,1990-05-04\n";
    let (opened, _) = open(text.as_bytes());
    assert_eq!(opened.mapping.columns[3].example, "1990-05-04");
    let made = planned(text, &[], DuplicateChoice::Skip).create;
    assert_eq!(names(&made), ["Rad AG", "Mei Lin Zhang", "欧阳娜娜"]);
    assert_eq!(
        (made[0].kind, made[2].company),
        (CustomerKind::Company, Some(made[0].id))
    );
    assert_eq!(
        (made[1].name.family.as_str(), made[2].name.family.as_str()),
        ("Zhang", "欧阳")
    );
    assert_eq!(made[1].phones[0].number, "+49 221 1234567");
}

#[test]
fn a2_a12_the_same_file_again_makes_nobody_twice() {
    let (_, tab, _) = begun(3);
    for _ in 0..3 {
        bring(&tab, TWO, DuplicateChoice::Update);
    }
    assert_eq!(tab.records().customers.len(), 2);
    // Without any number of its own the mailbox tells who it is.
    bring(
        &tab,
        "Name,Email\nAnn,ANN@x.example\n",
        DuplicateChoice::Skip,
    );
    assert_eq!(tab.records().customers.len(), 2);
}

#[test]
fn a3_a_twin_in_the_trash_stands_in_nobodys_way() {
    let (_, tab, _) = begun(3);
    bring(&tab, TWO, DuplicateChoice::Skip);
    let ann = tab
        .records()
        .customers
        .iter()
        .find(|one| one.name.full == "Ann Lee")
        .expect("Ann")
        .id;
    let records = vec![(TableName::Customers, ann.raw())];
    run(&tab, &Delete { records, seed: 5 }).expect("deleted");
    bring(&tab, TWO, DuplicateChoice::Skip);
    assert_eq!(tab.records().customers.len(), 2);
}

#[test]
fn a4_a_company_is_named_by_its_name_its_number_or_its_site() {
    let (_, tab, mut make) = begun(4);
    let mut company = make.customer("Blue Tea Ltd");
    company.kind = CustomerKind::Company;
    company.website = "https://www.bluetea.example/shop".into();
    company.code = "C-17".into();
    run(&tab, &Add::one(company.clone())).expect("added");
    let cells = [
        "blue tea ltd",
        "bluetea.example",
        "C-17",
        "https://bluetea.example",
    ];
    for (row, cell) in cells.into_iter().enumerate() {
        let text = format!("Name,Phone,Company\nAnn {row},0221 100000{row},{cell}\n");
        bring(&tab, &text, DuplicateChoice::Skip);
    }
    let records = tab.records();
    assert_eq!(records.customers.len(), 5, "no company was made");
    let people = records.customers.iter().filter(|one| one.id != company.id);
    assert!(
        people
            .map(|one| one.company)
            .all(|of| of == Some(company.id))
    );
}

#[test]
fn a5_a6_many_rows_and_columns_nobody_knows_are_no_reason_to_stop() {
    let rows: String = (0..12_000)
        .map(|n| format!("Person {n},p{n}@x.example,blue\n"))
        .collect();
    let text = format!("Name,E-Mail,Favourite colour\n{rows}");
    let made = planned(&text, &[], DuplicateChoice::Update);
    assert_eq!((made.create.len(), made.update.len()), (12_000, 0));
}

#[test]
fn a7_several_numbers_in_a_cell_need_no_special_writing() {
    for cell in [
        "0221 1234567; 0221 7654321",
        "\"[{\"\"value\"\":\"\"0221 1234567\"\"},{\"\"value\"\":\"\"0221 7654321\"\"}]\"",
        "0221 1234567/0221 7654321",
    ] {
        let made = planned(
            &format!("Name,Phone\nAnn,{cell}\n"),
            &[],
            DuplicateChoice::Skip,
        )
        .create;
        assert_eq!(made[0].phones.len(), 2, "{cell}");
    }
}

#[test]
fn a8_no_value_is_bent_into_another() {
    let (mut opened, _) = open(b"Name,Shoe size\nAnn,1test\nBo,test\nCy,38.5\n");
    let ids = &mut IdMaker::new(3);
    let mut own = OwnFields::new(TableName::Customers, &[], Currency::CNY);
    let cells = ["1test", "test", "38.5"];
    let field = own.make(
        "Shoe size",
        Some(FieldKind::Number),
        cells.into_iter(),
        ids,
        Timestamp(0),
    );
    opened.know(own, false, ids, Timestamp(0));
    let read = opened.read(&Setting {
        language: "en".into(),
        today: today(),
    });
    let told: Vec<_> = read
        .problems
        .iter()
        .map(|one| (one.row, one.kind.clone()))
        .collect();
    assert_eq!(
        told,
        [
            (2, ProblemKind::UnreadableNumber),
            (3, ProblemKind::UnreadableNumber)
        ]
    );
    let sizes: Vec<bool> = read
        .drafts
        .iter()
        .map(|one| one.customer.values.contains_key(&field.id))
        .collect();
    assert_eq!(sizes, [false, false, true]);
}

#[test]
fn a9_every_row_is_accounted_for() {
    let long = "x".repeat(5_000);
    let rows: String = (0..20)
        .map(|n| match n % 5 {
            4 => ",\n".to_owned(),
            3 => format!("{long},p{n}@x.example\n"),
            _ => format!("Person {n},p{n}@x.example\n"),
        })
        .collect();
    let (_, read) = open(format!("Name,Email\n{rows}").as_bytes());
    // Rows without a word are none; a name that is too long is told and costs only the name.
    assert_eq!((read.drafts.len(), read.rejected.len()), (16, 0));
    let told: Vec<_> = read.problems.iter().map(|one| &one.kind).collect();
    assert_eq!(told, [&ProblemKind::TooLong; 4]);
}

#[test]
fn a10_a13_lists_and_cards_of_every_version_come_in() {
    for text in [
        "Name,Phone\nAnn Lee,0221 1234567\n",
        "BEGIN:VCARD\nVERSION:2.1\nN:Lee;Ann\nTEL;CELL;PREF:0221 1234567\nEND:VCARD\n",
        "BEGIN:VCARD\nVERSION:3.0\nN:Lee;Ann;;;\nFN:Ann Lee\nTEL;TYPE=cell:0221 1234567\nEND:VCARD\n",
        "BEGIN:VCARD\nVERSION:4.0\nFN:Ann Lee\nTEL;VALUE=uri:tel:0221-1234567\nEND:VCARD\n",
    ] {
        let made = planned(text, &[], DuplicateChoice::Skip).create;
        assert_eq!(
            (names(&made), made[0].phones.len()),
            (vec!["Ann Lee".to_owned()], 1),
            "{text}"
        );
    }
}

#[test]
fn a11_cards_do_not_mix_and_a_birthday_without_a_year_stops_nothing() {
    let cards: String = (0..3_000)
        .map(|n| {
            format!(
                "BEGIN:VCARD\nVERSION:3.0\nFN:Person {n}\nitem1.TEL:0{n:07}\nitem1.X-ABLabel:_$!<HomeFax>!$_\nBDAY:--03-09\nNOTE:{}\nEND:VCARD\n",
                "long ".repeat(200)
            )
        })
        .collect();
    assert!(cards.len() > 3_000_000);
    let (_, read) = open(cards.as_bytes());
    assert_eq!(read.problems.first(), None);
    assert_eq!(read.drafts.len(), 3_000);
    for (n, draft) in read.drafts.iter().enumerate() {
        assert_eq!(draft.customer.phones[0].number, format!("0{n:07}"));
        assert_eq!(draft.customer.birthday, Birthday::new(None, 3, 9));
    }
}

#[test]
fn a14_one_odd_number_does_not_stop_the_file_and_encodings_are_found() {
    let (_, read) = open(b"Name,Phone\nAnn,none at all\nBo,0221 7654321\n");
    assert_eq!((read.drafts.len(), read.problems.len()), (2, 1));
    let latin = encoded("Name;Stadt\nJörg Müller;Köln\nÄnne Groß;Düren\n");
    let (opened, read) = open(&latin);
    assert_eq!(opened.decoded.encoding, "windows-1252");
    assert_eq!(read.drafts[0].customer.name.full, "Jörg Müller");
}

/// In Latin-1, letter by letter.
fn encoded(text: &str) -> Vec<u8> {
    let bytes = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).expect("Latin-1"));
    bytes.collect()
}

#[test]
fn a15_a16_our_own_lists_and_the_samples_of_others_are_understood() {
    let (_, tab, _) = begun(3);
    bring(&tab, TWO, DuplicateChoice::Skip);
    let style = Style {
        words: Words::of("en"),
        zone: chrono_tz::Tz::UTC,
        reachable_only: false,
    };
    let records = tab.records().clone();
    let found = lists::lists(&records, &Pick::List(TableName::Customers, None), &style);
    let text = lists::csv::write(&found[0]);
    let (opened, _) = open(text.as_bytes());
    assert_eq!(opened.mapping.preset.as_deref(), Some("Regulars"));
    let known: Vec<_> = tab.records().customers.iter().cloned().collect();
    let again = planned(&text, &known, DuplicateChoice::Update);
    assert_eq!((again.create.len(), again.update.len()), (0, 0));
    let sample = "Person - Name*,Person - Phone,Person - Email (Work),Organization - Name*\nAnn Lee,0221 1234567,ann@x.example,Rad AG\n";
    let made = planned(sample, &[], DuplicateChoice::Skip).create;
    assert_eq!(names(&made), ["Rad AG", "Ann Lee"]);
}

#[test]
fn a17_chinese_excel_writes_gbk_without_saying_so() {
    let bytes = std::fs::read("tests/fixtures/import/member-cards.gbk.csv").expect("the fixture");
    let (opened, read) = open(&bytes);
    assert_eq!(opened.decoded.encoding, "gb18030");
    assert_eq!(read.drafts[0].customer.name.full, "欧阳娜娜");
}

#[test]
fn a18_numbers_and_separators_of_every_country() {
    assert_eq!(dialect("Name;Betrag\nA;1,50\n").delimiter, ';');
    assert_eq!(dialect("Name~Amount\nA~1\n").delimiter, '~');
    let (mark, _) = decide_mark(["1.000,50", "12,00"]);
    assert_eq!(
        (mark, parse_amount("1.000,50", 2, mark)),
        (DecimalMark::Comma, Ok(100_050))
    );
    assert_eq!(parse_amount("-110.7", 2, DecimalMark::Point), Ok(-11_070));
    assert_eq!(
        parse_amount("R$1652,29", 2, DecimalMark::Comma),
        Ok(165_229)
    );
}

#[test]
fn a19_an_import_taken_back_is_no_deletion_and_a_merge_keeps_both_numbers() {
    let (_, tab, _) = begun(3);
    let first = bring(&tab, TWO, DuplicateChoice::Skip);
    undo(&tab, first);
    assert_eq!(
        (tab.records().customers.len(), tab.records().trash.len()),
        (0, 0)
    );
    bring(&tab, TWO, DuplicateChoice::Skip);
    assert_eq!(tab.records().customers.len(), 2);
    let coded = "Code,Name,Email\n1,Di Wu,di@x.example\n2,Diana Wu,diana@y.example\n";
    bring(&tab, coded, DuplicateChoice::Skip);
    let of = |code: &str| {
        let records = tab.records();
        let found = records
            .customers
            .iter()
            .find(|one| one.code == code)
            .cloned();
        found.expect("there")
    };
    let (keep, fold) = (of("1"), of("2"));
    run(&tab, &MergeCustomers(vec![merging(&keep, &[&fold])])).expect("merged");
    bring(&tab, coded, DuplicateChoice::Update);
    assert_eq!(
        tab.records().customers.len(),
        3,
        "the folded one does not come back"
    );
}

#[test]
fn e32_a_day_is_the_same_day_west_of_greenwich() {
    let text = "Name,Birthday\nAnn,1990-05-04\n";
    let made = planned(text, &[], DuplicateChoice::Skip).create;
    let mut records = Records::default();
    records.customers.put(0, Arc::new(made[0].clone()));
    for zone in [
        chrono_tz::America::Los_Angeles,
        chrono_tz::Asia::Shanghai,
        chrono_tz::Pacific::Kiritimati,
    ] {
        let style = Style {
            words: Words::of("en"),
            zone,
            reachable_only: false,
        };
        let found = lists::lists(&records, &Pick::List(TableName::Customers, None), &style);
        assert!(
            lists::csv::write(&found[0]).contains(",1990-05-04,"),
            "{zone}"
        );
    }
    assert_eq!(
        parse_date("2024/1/5", DateOrder::MonthFirst),
        Ok(day(2024, 1, 5))
    );
}

#[test]
fn e33_birthdays_without_a_year_go_out_as_address_books_read_them() {
    let mut one = Customer::new(
        IdMaker::new(1).next(Timestamp(0)),
        Name::from_full("Ann Lee"),
        Timestamp(0),
    );
    one.birthday = Birthday::new(None, 1, 1);
    for version in [Version::V3, Version::V4] {
        let text = vcard::write([&one], version, |_| None);
        let back = vcard::read(&text, None, today());
        assert_eq!(back.drafts[0].customer.birthday, one.birthday);
    }
    assert!(vcard::write([&one], Version::V4, |_| None).contains("BDAY:--0101"));
}

#[test]
fn f34_a_number_is_found_by_any_of_its_digits() {
    let made = planned(
        "Name,Phone\nAnn Lee,+86 138-0013 8000\nBo Ray,0221 7654321\n",
        &[],
        DuplicateChoice::Skip,
    )
    .create;
    let mut records = Records::default();
    for (slot, one) in (0..).zip(made) {
        records.customers.put(slot, Arc::new(one));
    }
    let index = CustomerIndex::build(&records.customers);
    for digits in ["13800138000", "0013", "8000"] {
        assert_eq!(index.search(digits, 5).len(), 1, "{digits}");
    }
}

#[test]
fn f35_calling_codes_and_zeros_stay_and_another_format_is_no_change() {
    let first = planned(
        "Name,Phone\nAnn Lee,+1 (098) 765-4321\nBo Ray,0151 23456789\n",
        &[],
        DuplicateChoice::Skip,
    )
    .create;
    assert_eq!(first[0].phones[0].number, "+1 (098) 765-4321");
    assert_eq!(first[1].phones[0].number, "0151 23456789");
    let known: Vec<_> = first.into_iter().map(Arc::new).collect();
    let again = planned(
        "Phone,Name\n+10987654321,Ann Lee\n+49 151 23456789,Bo Ray\n",
        &known,
        DuplicateChoice::Update,
    );
    assert_eq!((again.create.len(), again.update.len()), (0, 0));
}

#[test]
fn g36_family_names_come_first_where_they_do() {
    let made = planned("姓,名\n欧阳,娜娜\n张,伟\n", &[], DuplicateChoice::Skip).create;
    assert_eq!(names(&made), ["欧阳娜娜", "张伟"], "no space between them");
    let made = planned(
        "First Name,Last Name\nAnn,Lee\n",
        &[],
        DuplicateChoice::Skip,
    )
    .create;
    assert_eq!(names(&made), ["Ann Lee"]);
}

#[test]
fn g37_pinyin_finds_people_and_not_everybody() {
    let made = planned("姓名\n李明朗\n王芳\n刘一鸣\n", &[], DuplicateChoice::Skip).create;
    let mut records = Records::default();
    for (slot, one) in (0..).zip(made) {
        records.customers.put(slot, Arc::new(one));
    }
    let index = CustomerIndex::build(&records.customers);
    let found = index.search("lml", 5);
    assert_eq!(found.len(), 1);
    assert!(index.search("xqz", 5).is_empty());
}

#[test]
fn g38_lunar_birthdays_come_in_and_go_out() {
    let made = planned(
        "Name,Birthday\n王芳,--08-15 lunar\n",
        &[],
        DuplicateChoice::Skip,
    )
    .create;
    assert!(
        made[0].birthday.is_some_and(Birthday::is_lunar),
        "{:?}",
        made[0].birthday
    );
}

#[test]
fn i41_a_list_is_never_cut() {
    let rows: String = (0..3_000)
        .map(|n| format!("Person {n},p{n}@x.example\n"))
        .collect();
    let made = planned(&format!("Name,Email\n{rows}"), &[], DuplicateChoice::Skip).create;
    let mut records = Records::default();
    for (slot, one) in (0..).zip(made) {
        records.customers.put(slot, Arc::new(one));
    }
    let style = Style {
        words: Words::of("en"),
        zone: chrono_tz::Tz::UTC,
        reachable_only: true,
    };
    let found = lists::lists(&records, &Pick::List(TableName::Customers, None), &style);
    assert_eq!(lists::csv::write(&found[0]).lines().count(), 3_001);
    let json: serde_json::Value =
        serde_json::from_str(&lists::json::write(&found[0])).expect("JSON");
    assert_eq!(json.as_array().map(Vec::len), Some(3_000));
    let cards = vcard::write(
        records.customers.iter().map(AsRef::as_ref),
        Version::V3,
        |_| None,
    );
    assert_eq!(cards.matches("BEGIN:VCARD").count(), 3_000);
}

#[test]
fn i43_no_cell_runs_and_no_number_breaks_on_the_way_back() {
    let made = planned(
        "Name,Phone\nAnn Lee,+49 221 1234567\n",
        &[],
        DuplicateChoice::Skip,
    )
    .create;
    let text = tables::csv([["=cmd()", "+49 221 1234567"]]);
    assert!(text.contains("'=cmd(),'+49 221 1234567"));
    let back = planned(
        "Name,Phone\nAnn Lee,'+49 221 1234567\n",
        &[],
        DuplicateChoice::Skip,
    )
    .create;
    assert_eq!(back[0].phones, made[0].phones);
    let shopify = planned(
        "Customer ID,First Name,Last Name,Accepts Email Marketing\n'7210,Ann,Lee,yes\n",
        &[],
        DuplicateChoice::Skip,
    )
    .create;
    assert_eq!(shopify[0].code, "7210");
}
