//! Lists and cards built to harm: broken quotes, lying encodings, endless cells, cards in cards. None
//! makes the importer fall; what it makes of them fits a record, and what it can't take it names.
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    reason = "tests may stop at once"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::ops::ControlFlow;

use chrono::NaiveDate;
use regulars::{
    domain::{
        Command, Currency, Customer, IdMaker, Moment, Record, Records, TableName, Timestamp,
        commands::Import, limits,
    },
    exchange::{
        customers::{Read, convert::Setting},
        date_orders::DateOrders,
        dates::DateOrder,
        duplicates::DuplicateChoice,
        import::{Choices, Opened},
        own::OwnFields,
        plan::plan,
        recognise::Kind,
        sales::{self, SalesOptions},
        things,
    },
};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date")
}

/// The whole way of an import: every customer that comes out fits the rules of the shop.
fn import(name: &str, bytes: &[u8]) -> (Read, Vec<Customer>) {
    let opened = Opened::new(bytes, &Choices::default(), "zh-Hans");
    let setting = Setting {
        language: "zh-Hans".into(),
        today: today(),
    };
    let read = opened.read(&setting);
    let moment = Moment {
        now: Timestamp(1),
        today: today(),
    };
    let go_on = |_, _| ControlFlow::Continue(());
    let drafts = read.drafts.clone();
    let made = plan(
        drafts,
        [],
        DuplicateChoice::Update,
        &mut IdMaker::new(1),
        &moment,
        go_on,
    );
    let made = made.expect("not stopped").create;
    for customer in &made {
        assert!(!customer.display_name().trim().is_empty(), "{name}");
        let line = |text: &str| text.chars().count() <= limits::LINE && !text.contains('\0');
        assert!(line(&customer.name.full) && line(&customer.code), "{name}");
        assert!(
            customer.phones.iter().all(|phone| line(&phone.number)),
            "{name}"
        );
        assert!(customer.note.chars().count() <= limits::NOTE, "{name}");
        assert!(customer.phones.len() <= limits::ENTRIES, "{name}");
    }
    if !made.is_empty() {
        let import = Import {
            file: name.to_owned(),
            table: TableName::Customers,
            create: made.iter().cloned().map(Record::from).collect(),
            update: Vec::new(),
        };
        import.decide(&Records::default(), &moment).expect(name);
    }
    // A list may also be taken for one of sales.
    let options = SalesOptions {
        delimiter: None,
        zone: chrono_tz::Tz::UTC,
        currency: Currency::CNY,
        date_order: DateOrders::Usual(DateOrder::DayFirst),
        header: None,
        typed: false,
        decimal_mark: None,
    };
    drop(sales::read_sales(&opened.decoded.text, &options));
    // Or for one of deals or products.
    if let Some(sheet) = &opened.sheet {
        for kind in [Kind::Deals, Kind::Products, Kind::Activities] {
            let layout = things::layout(kind, sheet, None);
            let none = OwnFields::none(TableName::Deals);
            let mut columns = things::columns(kind, &layout, None, &none);
            if let Some(column) = columns.first_mut() {
                let needed = if kind == Kind::Products {
                    "name"
                } else {
                    "title"
                };
                column.target = things::Target::parse(needed).expect("a part");
            }
            let reader = things::Reader {
                setting: setting.clone(),
                currency: Currency::CNY,
                date_order: None,
                decimal_mark: None,
                typed: false,
                zone: chrono_tz::Tz::UTC,
            };
            let read = things::read(kind, &layout, &columns, &reader, &none);
            let names = read.deals.iter().map(|one| &one.title);
            let names = names.chain(read.products.iter().map(|one| &one.name));
            let names = names.chain(read.todos.iter().map(|one| &one.title));
            for name in names {
                assert!(!name.is_empty() && name.chars().count() <= limits::LINE);
            }
        }
    }
    (read, made)
}

#[test]
fn hostile_lists() {
    let long = "x".repeat(200_000);
    let wide = ",".repeat(5_000);
    let quotes = "\"".repeat(9_999);
    let lines = "\n".repeat(50_000);
    let tags = "tag;".repeat(3_000);
    let phones = "13800138000;".repeat(500);
    let payloads: Vec<(&str, &str)> = vec![
        ("nothing", ""),
        ("blanks", "  \t "),
        ("a mark in the middle", "a\u{feff}b"),
        ("zeros", "a\0b"),
        ("a lone quote", "\""),
        ("quotes inside", "a\"b\"c"),
        ("an open quote", "\"never closed"),
        ("many quotes", &quotes),
        ("a long cell", &long),
        ("many cells", &wide),
        ("many lines", &lines),
        ("a formula", "=cmd|'/c calc'!A0"),
        ("markup", "<script>alert(1)</script>"),
        ("a lost number", "1.38E+10"),
        ("a date that is none", "31/31/2024"),
        ("right to left", "\u{202e}evil"),
        ("controls", "\u{1}\u{7}\u{1b}[31m"),
        ("other line ends", "a\rb\u{85}c\u{2028}d"),
        ("emoji of many parts", "👩‍👩‍👧‍👦🏳️‍🌈"),
        ("many tags", &tags),
        ("many phones", &phones),
        ("a template", "{{name}} ${x} %s %n"),
        ("paths", "../../etc/passwd"),
        ("full-width signs", "＝１＋１，；＂"),
        ("a proto", "__proto__"),
        ("nan", "NaN"),
    ];
    let frames: Vec<(&str, fn(&str) -> Vec<u8>)> = vec![
        ("in a row", |text| {
            format!("Name,Phone,Birthday,Tags,Note\nAnn,1234567,,,\nBo,{text},{text},{text},{text}\nCy,7654321,,,\n").into_bytes()
        }),
        ("as a name", |text| {
            format!("姓名,手机\n{text},13800138000\n李娜,13900139000\n").into_bytes()
        }),
        ("in the header", |text| {
            format!("Name,{text},Phone\nAnn,x,1234567\n").into_bytes()
        }),
        ("alone", |text| text.as_bytes().to_vec()),
        ("with tabs and sep", |text| {
            format!("sep=\t\r\nName\tPhone\r\n{text}\t1234567\r\n").into_bytes()
        }),
        ("in UTF-16 cut short", |text| {
            let text = format!("Name,Phone\n{text},1234567\n");
            let mut bytes: Vec<u8> = [0xff, 0xfe]
                .into_iter()
                .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
                .collect();
            bytes.pop();
            bytes
        }),
        ("with broken bytes", |text| {
            [
                b"Name,Phone\n\xff\xfe\xc3\x28,1\n".as_slice(),
                text.as_bytes(),
                b",1234567\n\x80",
            ]
            .concat()
        }),
    ];
    let mut count = 0;
    for (what, payload) in &payloads {
        for (how, frame) in &frames {
            let name = format!("{what}, {how}");
            let (read, made) = import(&name, &frame(payload));
            // A quote that is never closed costs its own row, never the ones beside it.
            if *how == "in a row" && !payload.contains(['\n', '\r']) {
                let names: Vec<_> = made.iter().map(|one| one.name.full.as_str()).collect();
                assert!(
                    names.contains(&"Ann") && names.contains(&"Cy"),
                    "{name}: {names:?}"
                );
            }
            assert!(
                read.problems
                    .iter()
                    .all(|problem| problem.value.chars().count() <= 61),
                "{name}"
            );
            count += 1;
        }
    }
    assert!(count >= 100, "{count}");
}

#[test]
fn what_is_no_list_says_so() {
    for (name, bytes) in [
        ("blanks", b" \n\t\n".as_slice()),
        ("a mark alone", b"\xef\xbb\xbf"),
        ("one word", b"hello"),
        ("a page", b"<html><body>Not found</body></html>"),
        ("a mail", b"Dear Sir or Madam,\nplease find attached\n"),
        ("zeros", &[0; 500]),
    ] {
        let (_, made) = import(name, bytes);
        assert!(made.len() <= 2, "{name}: {}", made.len());
    }
}

#[test]
fn hostile_cards() {
    let long = "x".repeat(300_000);
    let nested = "BEGIN:VCARD\n".repeat(2_000);
    let folded = "N:a\n ".repeat(5_000);
    let tels = "TEL:1234567\n".repeat(3_000);
    let photo = format!("PHOTO;ENCODING=b:{}", "QUJD".repeat(400_000));
    let lines: Vec<(&str, &str)> = vec![
        ("nothing", ""),
        ("no colon", "FN Ann"),
        ("only a colon", ":"),
        ("a lone group", "item1.:x"),
        ("a label without a number", "item1.X-ABLabel:x"),
        ("an open quote", "TEL;TYPE=\"home:1234567"),
        ("quotes with commas", "TEL;TYPE=\"COMMA,SEPARATED\":1234567"),
        ("bare words", "TEL;CELL;PREF;;;=:1234567"),
        ("a long line", &long),
        ("cards in cards", &nested),
        ("folds without end", &folded),
        ("many numbers", &tels),
        ("a large photo", &photo),
        ("a photo cut short", "PHOTO;ENCODING=BASE64:\n QUJ"),
        (
            "printable cut in a letter",
            "N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=E5=BC=\n=A0;x",
        ),
        (
            "printable that is none",
            "N;ENCODING=QUOTED-PRINTABLE:=ZZ=1",
        ),
        (
            "printable that never ends",
            "NOTE;ENCODING=QUOTED-PRINTABLE:a=\n=\n=",
        ),
        ("an unknown charset", "N;CHARSET=X-NONE:a;b"),
        ("zeros", "FN:a\0b"),
        ("controls", "FN:\u{1}\u{2}"),
        ("a birthday of nothing", "BDAY:0000-00-00"),
        ("no such birthday", "BDAY:--13-45"),
        ("a birthday that is text", "BDAY;VALUE=text:circa 1800"),
        ("a mail that is none", "EMAIL:none"),
        ("a number that is none", "TEL:none"),
        ("an address of ten parts", "ADR:1;2;3;4;5;6;7;8;9;10"),
        ("a name of ten parts", "N:1;2;3;4;5;6;7;8;9;10"),
        ("escapes at the end", "NOTE:x\\"),
        ("a second end", "END:VCARD\nEND:VCARD"),
        ("another kind", "BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT"),
        ("an agent", "AGENT:\nBEGIN:VCARD\nFN:Inner\nEND:VCARD"),
        ("a wrong version", "VERSION:99"),
        ("right to left", "FN:\u{202e}x"),
    ];
    let frames: Vec<(&str, fn(&str) -> String)> = vec![
        ("in a card between two", |line| {
            format!(
                "BEGIN:VCARD\nVERSION:3.0\nFN:First\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Mid\n{line}\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Last\nEND:VCARD\n"
            )
        }),
        ("in a card without end", |line| {
            format!("BEGIN:VCARD\r\nVERSION:2.1\r\nN:A;B\r\n{line}\r\n")
        }),
        ("before any card", |line| {
            format!("BEGIN:VCARD\nEND:VCARD\n{line}\nBEGIN:vCard\nVERSION:4.0\nFN:Ann\nEND:vcard\n")
        }),
    ];
    let mut count = 0;
    for (what, line) in &lines {
        for (how, frame) in &frames {
            let name = format!("{what}, {how}");
            let (_, made) = import(&name, frame(line).as_bytes());
            if *how == "in a card between two"
                && !line.contains("BEGIN:VCARD")
                && !line.contains("END:")
            {
                let names: Vec<_> = made.iter().map(|one| one.name.full.as_str()).collect();
                assert!(
                    names.contains(&"First") && names.contains(&"Last"),
                    "{name}: {names:?}"
                );
            }
            count += 1;
        }
    }
    assert!(count >= 60, "{count}");
}
