//! Values and cards built to harm, each with the sentence it has to get: the row, the column and the
//! kind of problem. What is hostile is not imported, and what stands beside it is.
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    reason = "tests may stop at once"
)]
#![cfg(not(target_arch = "wasm32"))]

use chrono::NaiveDate;
use regulars::{
    domain::{Currency, TableName, limits},
    exchange::{
        amount::AmountError,
        customers::convert::Setting,
        date_orders::DateOrders,
        dates::{DateError, DateOrder},
        import::{Choices, Opened},
        own::OwnFields,
        problem::{Problem, ProblemKind},
        recognise::Kind,
        sales::{self, SalesOptions, read_sales},
        things, vcard,
    },
};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date")
}

fn setting() -> Setting {
    Setting {
        language: "en".into(),
        today: today(),
    }
}

/// A cell as a spreadsheet quotes it.
fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('"', "\"\""))
}

fn told(problems: &[Problem]) -> Vec<(usize, &str, &ProblemKind)> {
    problems
        .iter()
        .map(|one| (one.row, one.column.as_str(), &one.kind))
        .collect()
}

/// Bad values by column of a list of customers, all told as one kind.
fn bad_values() -> Vec<(&'static str, ProblemKind, Vec<String>)> {
    let texts = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
    let long = "長".repeat(100_000);
    let mut all = vec![
        (
            "Phone",
            ProblemKind::LostDigits,
            texts(&[
                "1.38E+10",
                "1.39e+10",
                "1.4E10",
                "8.6138E+12",
                "１．３８Ｅ＋１０",
            ]),
        ),
        (
            "Phone",
            ProblemKind::UnreadablePhone,
            texts(&[
                "none",
                "12",
                "=SUM(A1)",
                "@me",
                "a@b.example",
                "１２",
                "<script>alert(1)</script>",
                "\u{202e}evil",
                "../../etc/passwd",
                "call me maybe",
                "{{7*7}}",
                "' OR 'a'='a",
                "ext. 5",
                "=cmd|'/c calc'!A0",
            ]),
        ),
        (
            "Email",
            ProblemKind::UnreadableEmail,
            texts(&[
                "none",
                "a@",
                "@b",
                "@",
                "a b",
                "0221 1234567",
                "https://x.example",
                "=1+1",
                "javascript:alert(1)",
                "ann(at)x.example",
                "\u{202e}moc",
                "a@b@",
            ]),
        ),
        (
            "Birthday",
            ProblemKind::UnreadableBirthday,
            texts(&[
                "soon",
                "31/31/1990",
                "1990-13-45",
                "1990-02-30",
                "2999-01-01",
                "99999999",
                "NaN",
                "Infinity",
                "--13-45",
                "1/2/3/4",
                "=TODAY()",
                "0x7c6",
                "yesterday",
                "32.1.1990",
            ]),
        ),
        (
            "Do not contact",
            ProblemKind::UnreadableFlag,
            texts(&["maybe", "2", "=TRUE()", "perhaps not", "\u{1}", "10"]),
        ),
        (
            "Standing",
            ProblemKind::NotAnOption,
            texts(&["friend", "=1+1", "0", "customer; supplier"]),
        ),
    ];
    // No field takes what is longer than a record may hold.
    for column in [
        "Name",
        "Family name",
        "Given name",
        "Prefix",
        "Suffix",
        "Nickname",
        "Phonetic",
        "Job title",
        "Company",
        "Gender",
        "Source",
        "Website",
        "Code",
        "Tags",
        "Owner",
        "Street",
        "City",
        "Region",
        "Postal code",
        "Country",
    ] {
        all.push((column, ProblemKind::TooLong, vec![long.clone()]));
    }
    all.push(("Note", ProblemKind::TooLong, vec!["n".repeat(1_000_001)]));
    all
}

#[test]
fn every_bad_value_of_customers_is_named_and_left_out() {
    let mut count = 0;
    for (column, kind, values) in bad_values() {
        for value in values {
            let short: String = value.chars().take(20).collect();
            let who = if column == "Name" { "Nickname" } else { "Name" };
            let text = format!(
                "{who},{column}\nAnn Lee,\n{}Bo Ray,{}\nCy Park,\n",
                "",
                quoted(&value)
            );
            let opened = Opened::new(text.as_bytes(), &Choices::default(), "en");
            let read = opened.read(&setting());
            // A cell of several values is told value by value.
            let mut told = told(&read.problems);
            // That a column leaves the order of its dates open is said beside it.
            told.retain(|one| !matches!(one.2, ProblemKind::AmbiguousDates { .. }));
            assert!(
                !told.is_empty() && told.iter().all(|one| *one == (3, column, &kind)),
                "{column}: {short}: {told:?}"
            );
            assert!(read.problems[0].kind.to_string().len() > 5);
            assert_eq!(read.drafts.len(), 3, "{column}: {short}");
            // Nothing of it is in the record, which is the one of a row without that cell.
            let without = text.replacen(&quoted(&value), "", 1);
            let without =
                Opened::new(without.as_bytes(), &Choices::default(), "en").read(&setting());
            assert_eq!(read.drafts, without.drafts, "{column}: {short}");
            count += 1;
        }
    }
    assert!(count >= 70, "{count}");
}

#[test]
fn every_broken_row_is_named_and_costs_only_itself() {
    let wide = ",x".repeat(40);
    let mut count = 0;
    for (what, row, kind) in [
        ("an open quote", "\"Bo", ProblemKind::UnclosedQuote),
        (
            "an open quote in the second cell",
            "Bo,\"12",
            ProblemKind::UnclosedQuote,
        ),
        (
            "a quote that opens twice",
            "\"\"\"Bo",
            ProblemKind::UnclosedQuote,
        ),
        ("nobody", ",,", ProblemKind::NoIdentity),
        (
            "blanks alone",
            "\" \",\"\u{3000}\"",
            ProblemKind::NoIdentity,
        ),
        ("nothing in words", "NULL,n/a", ProblemKind::NoIdentity),
        ("signs for nothing", "-,--", ProblemKind::NoIdentity),
    ] {
        let text = format!("Name,Phone,Tags\nAnn,0221 1234567,x\n{row}\nCy,0221 7654321,x\n");
        let read = Opened::new(text.as_bytes(), &Choices::default(), "en").read(&setting());
        if what != "blanks alone" && what != "nobody" {
            assert_eq!(told(&read.problems), [(3, "", &kind)], "{what}");
        }
        let names: Vec<_> = read
            .drafts
            .iter()
            .map(|one| one.customer.name.full.as_str())
            .collect();
        assert_eq!(names, ["Ann", "Cy"], "{what}");
        count += 1;
    }
    let text = format!("Name,Phone\nAnn,0221 1234567\nBo,0221 5550000{wide}\nCy,0221 7654321\n");
    let read = Opened::new(text.as_bytes(), &Choices::default(), "en").read(&setting());
    let kind = ProblemKind::TooManyCells {
        cells: 42,
        columns: 42,
    };
    assert!(read.problems.len() <= 1 && read.drafts.len() == 3, "{kind}");
    assert_eq!(count, 7);
}

#[test]
fn every_bad_value_of_sales_is_named_and_left_out() {
    use sales::ProblemKind as Kind;
    let unreadable = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
    let amount = |error| Kind::Amount(error);
    let mut count = 0;
    for (column, kind, values) in [
        (
            "Date",
            Kind::Date(DateError::Unreadable),
            unreadable(&["soon", "yesterday", "=TODAY()", "NaN", "1/2", "<b>", "2024"]),
        ),
        (
            "Date",
            Kind::Date(DateError::Impossible),
            unreadable(&["2024-02-30", "2024-13-01", "31/31/2024", "2023-02-29"]),
        ),
        ("Date", Kind::Date(DateError::Empty), unreadable(&[""])),
        (
            "Date",
            Kind::YearOutOfRange,
            unreadable(&["1024-01-05", "2901-01-05"]),
        ),
        (
            "Amount",
            amount(AmountError::NotANumber),
            unreadable(&[
                "1test",
                "test",
                "NaN",
                "Infinity",
                "0x10",
                "=1+1",
                "1.2.3,4",
                "twelve",
                "<b>12</b>",
                "1e5x",
            ]),
        ),
        ("Amount", amount(AmountError::Empty), unreadable(&[""])),
        (
            "Amount",
            amount(AmountError::Overflow),
            vec!["9".repeat(40)],
        ),
        (
            "Currency",
            Kind::UnknownCurrency,
            unreadable(&["euros", "€€€", "E", "<b>", "12"]),
        ),
        (
            "Quantity",
            Kind::Quantity(AmountError::NotANumber),
            unreadable(&["two", "NaN", "=2", "1test"]),
        ),
    ] {
        for value in values {
            let mut cells = ["2024-02-03", "12.00", "CNY", "1"].map(str::to_owned);
            let at = ["Date", "Amount", "Currency", "Quantity"]
                .iter()
                .position(|one| *one == column)
                .unwrap();
            cells[at] = quoted(&value);
            let text = format!(
                "Customer,Date,Amount,Currency,Quantity\nAnn,2024-01-05,5.00,CNY,1\nBo,{}\nCy,2024-01-25,7.00,CNY,2\n",
                cells.join(",")
            );
            let options = SalesOptions {
                delimiter: None,
                zone: chrono_tz::Tz::UTC,
                currency: Currency::CNY,
                date_order: DateOrders::Usual(DateOrder::DayFirst),
                header: None,
                typed: false,
                decimal_mark: None,
            };
            let sheet = read_sales(&text, &options).expect("sales");
            let found: Vec<_> = sheet
                .problems
                .iter()
                .map(|one| (one.row_number, one.column.as_deref(), one.kind.clone()))
                .collect();
            assert_eq!(
                found,
                [(3, Some(column), kind.clone())],
                "{column}: {value}"
            );
            let names: Vec<_> = sheet.rows.iter().map(|row| row.customer.as_str()).collect();
            assert_eq!(names, ["Ann", "Cy"], "{column}: {value}");
            count += 1;
        }
    }
    assert!(count >= 30, "{count}");
}

fn sales_of(text: &str) -> sales::SalesSheet {
    let options = SalesOptions {
        delimiter: None,
        zone: chrono_tz::Tz::UTC,
        currency: Currency::CNY,
        date_order: DateOrders::Usual(DateOrder::DayFirst),
        header: None,
        typed: false,
        decimal_mark: None,
    };
    read_sales(text, &options).expect("sales")
}

#[test]
fn every_bad_phone_and_mailbox_of_sales_is_told_as_one_of_customers_is() {
    let mut count = 0;
    for (column, kind, values) in bad_values() {
        let known = matches!(
            kind,
            ProblemKind::LostDigits | ProblemKind::UnreadablePhone | ProblemKind::UnreadableEmail
        );
        for value in values.iter().filter(|_| known) {
            // Beside a name only the value is lost.
            let text = format!(
                "Name,{column},Date,Amount\nAnn,,2024-01-05,5\nBo,{},2024-01-06,6\nCy,,2024-01-25,7\n",
                quoted(value)
            );
            let sheet = sales_of(&text);
            let told: Vec<_> = sheet
                .problems
                .iter()
                .map(|one| (one.row_number, one.column.as_deref(), one.kind.clone()))
                .collect();
            let expected = (3, Some(column), sales::ProblemKind::Value(kind.clone()));
            assert!(
                !told.is_empty() && told.iter().all(|one| *one == expected),
                "{column}: {value}: {told:?}"
            );
            let without = sales_of(&text.replacen(&quoted(value), "", 1));
            assert_eq!(sheet.rows, without.rows, "{column}: {value}");
            count += 1;
        }
    }
    assert!(count >= 25, "{count}");
}

#[test]
fn a_customer_of_sales_whom_a_bad_value_leaves_without_a_sign_is_told_and_nobody_else() {
    for (header, value, kind) in [
        ("手机号", "1.38E+10", ProblemKind::LostDigits),
        ("Customer", "1.38E+10", ProblemKind::LostDigits),
        ("会员卡号", "6.2E+15", ProblemKind::LostDigits),
        ("客户", "１．３８Ｅ＋１０", ProblemKind::LostDigits),
        ("Phone", "12", ProblemKind::UnreadablePhone),
        ("E-Mail", "ann@", ProblemKind::UnreadableEmail),
        ("Kunde", "a@b@c", ProblemKind::UnreadableEmail),
    ] {
        let good = if header == "E-Mail" {
            "ann@x.example"
        } else {
            "13900139000"
        };
        let text = format!(
            "{header},日期,金额\n{good},2024-01-05,5\n{value},2024-01-06,6\n{value},2024-01-07,7\n"
        );
        let sheet = sales_of(&text);
        let told: Vec<_> = sheet
            .problems
            .iter()
            .map(|one| (one.row_number, &one.kind))
            .collect();
        let kind = sales::ProblemKind::Value(kind);
        assert_eq!(told, [(3, &kind), (4, &kind)], "{header}: {value}");
        assert_eq!(
            (sheet.rejected, sheet.rows.len()),
            (vec![3, 4], 1),
            "{header}: {value}"
        );
    }
}

#[test]
fn numbers_and_addresses_of_sales_are_read_as_those_of_customers() {
    for (header, value, expected) in [
        ("Kunde", "１３８００１３８０００", "13800138000"),
        ("Kunde", "030/1234", "030/1234"),
        ("Kunde", "=\"004930123456\"", "004930123456"),
        ("Kunde", "'13800138000", "13800138000"),
        (
            "Kunde",
            "13800138000/13900139000",
            "13800138000; 13900139000",
        ),
        ("Kunde", "Ann <ann@x.example>", "Ann <ann@x.example>"),
        ("Kunde", "ａｎｎ＠x.example", "ann@x.example"),
        ("Kunde", "@ann", "@ann"),
        ("Kunde", "NULL", ""),
        ("手机", "13800138000.0", "13800138000"),
        ("手机", "散客", "散客"),
        ("E-Mail", "Ann <ann@x.example>", "ann@x.example"),
        ("姓名", "１号客人", "１号客人"),
        ("会员卡号", "'00017", "00017"),
    ] {
        let text = format!("{header},日期,金额\n{},2024-01-05,5\n", quoted(value));
        let sheet = sales_of(&text);
        assert_eq!(sheet.problems, [], "{header}: {value}");
        assert_eq!(sheet.rows[0].customer, expected, "{header}: {value}");
    }
}

#[test]
fn every_bad_value_of_deals_products_and_tasks_is_named_and_left_out() {
    let mut count = 0;
    for (kind, header, good, column, reason, values) in [
        (
            Kind::Deals,
            "Title,Stage,Value,Status,Close date,Currency",
            "Vase,Offer,12,open,2026-12-24,EUR",
            "Value",
            ProblemKind::UnreadableNumber,
            &["1test", "NaN", "=1+1", "<b>", "twelve"][..],
        ),
        (
            Kind::Deals,
            "Title,Stage,Value,Status,Close date,Currency",
            "Vase,Offer,12,open,2026-12-24,EUR",
            "Status",
            ProblemKind::NotAnOption,
            &["stolen", "=1", "0"],
        ),
        (
            Kind::Deals,
            "Title,Stage,Value,Status,Close date,Currency",
            "Vase,Offer,12,open,2026-12-24,EUR",
            "Close date",
            ProblemKind::UnreadableDate,
            &["soon", "2026-02-30", "31/31/2026"],
        ),
        (
            Kind::Deals,
            "Title,Stage,Value,Status,Close date,Currency",
            "Vase,Offer,12,open,2026-12-24,EUR",
            "Currency",
            ProblemKind::UnknownCurrency,
            &["euros", "€€€", "7"],
        ),
        (
            Kind::Products,
            "Name,SKU,Price,Tax",
            "Pot,P1,12,19",
            "Price",
            ProblemKind::UnreadableNumber,
            &["1test", "free", "=1+1"],
        ),
        (
            Kind::Products,
            "Name,SKU,Price,Tax",
            "Pot,P1,12,19",
            "Price",
            ProblemKind::OutOfRange,
            &["-5", "-0.01"],
        ),
        (
            Kind::Products,
            "Name,SKU,Price,Tax",
            "Pot,P1,12,19",
            "Tax",
            ProblemKind::UnreadableNumber,
            &["200", "-1", "all"],
        ),
        (
            Kind::Activities,
            "Subject,Due,Done,Priority,Time",
            "Call,2026-12-24,no,high,10:00",
            "Due",
            ProblemKind::UnreadableDate,
            &["soon", "2026-02-30"],
        ),
        (
            Kind::Activities,
            "Subject,Due,Done,Priority,Time",
            "Call,2026-12-24,no,high,10:00",
            "Done",
            ProblemKind::UnreadableFlag,
            &["maybe", "half"],
        ),
        (
            Kind::Activities,
            "Subject,Due,Done,Priority,Time",
            "Call,2026-12-24,no,high,10:00",
            "Time",
            ProblemKind::UnreadableDate,
            &["25:00", "noon"],
        ),
    ] {
        for value in values {
            let titles: Vec<&str> = header.split(',').collect();
            let at = titles.iter().position(|title| *title == column).unwrap();
            let mut cells: Vec<String> = good.split(',').map(str::to_owned).collect();
            cells[at] = quoted(value);
            let text = format!("{header}\n{good}\n{}\n{good}\n", cells.join(","));
            let opened = Opened::new(text.as_bytes(), &Choices::default(), "en");
            let sheet = opened.sheet.as_ref().expect("a table");
            let layout = things::layout(kind, sheet, None);
            let none = OwnFields::none(TableName::Deals);
            let columns = things::columns(kind, &layout, None, &none);
            let reader = things::Reader {
                setting: setting(),
                currency: Currency::CNY,
                date_order: Some(DateOrder::DayFirst),
                decimal_mark: None,
                typed: false,
                zone: chrono_tz::Tz::UTC,
            };
            let read = things::read(kind, &layout, &columns, &reader, &none);
            assert_eq!(
                told(&read.problems),
                [(3, column, &reason)],
                "{column}: {value}"
            );
            let rows = read.deals.len() + read.products.len() + read.todos.len();
            assert_eq!(
                rows, 3,
                "the value is left out, not the row: {column} {value}"
            );
            count += 1;
        }
    }
    assert!(count >= 28, "{count}");
}

/// A card between two good ones.
fn between(middle: &str) -> String {
    format!(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:First\r\nEND:VCARD\r\n{middle}\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Last\r\nEND:VCARD\r\n"
    )
}

#[test]
fn every_bad_card_is_named_and_those_beside_it_come_in() {
    let inside =
        |line: &str| format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Mid\r\n{line}\r\nEND:VCARD");
    let nameless = |line: &str| format!("BEGIN:VCARD\r\nVERSION:3.0\r\n{line}\r\nEND:VCARD");
    let giant = format!("PHOTO;ENCODING=b:{}", "A".repeat(limits::PHOTO + 1));
    let long = "x".repeat(20_000);
    let mut cases: Vec<(String, ProblemKind)> = Vec::new();
    for day in [
        "BDAY:1990-13-45",
        "BDAY:--13-45",
        "BDAY:soon",
        "BDAY:1990-02-30",
        "BDAY:29990101",
        "BDAY;VALUE=date:x",
        "BDAY:=TODAY()",
        "BDAY:99999999999",
        "BDAY:1990-05-32",
        "BDAY:19900532",
        "BDAY:---32",
        "BDAY:--0230",
    ] {
        cases.push((inside(day), ProblemKind::UnreadableBirthday));
    }
    for number in [
        "TEL:none",
        "TEL;TYPE=cell:@",
        "TEL:<b>",
        "item1.TEL:call me",
        "TEL;VALUE=uri:tel:x",
        "TEL:=SUM(A1)",
    ] {
        cases.push((inside(number), ProblemKind::UnreadablePhone));
    }
    for mail in [
        "EMAIL:none",
        "EMAIL:a@",
        "EMAIL;TYPE=work:@b",
        "EMAIL:a b",
        "item2.EMAIL:<b>",
    ] {
        cases.push((inside(mail), ProblemKind::UnreadableEmail));
    }
    cases.push((inside(&giant), ProblemKind::PhotoTooLarge));
    for name in ["FN", "N", "NICKNAME", "TITLE", "ORG", "ROLE"] {
        let line = format!("{name}:{long}");
        cases.push((
            if name == "FN" {
                nameless(&line)
            } else {
                inside(&line)
            },
            ProblemKind::TooLong,
        ));
    }
    for nothing in [
        "NOTE:nobody",
        "FN:",
        "N:;;;;",
        "FN: ",
        "CATEGORIES:x",
        "BDAY:1990-05-04",
        "X-ODD:1",
        "ADR:;;Weg 1;Köln;;;",
        "REV:2024",
        "URL:https://x.example",
        "UID:abc",
        "PHOTO;ENCODING=b:QUJD",
    ] {
        cases.push((nameless(nothing), ProblemKind::NoIdentity));
    }
    for outside in [
        "BEGIN:VCAR\r\nFN:Mid\r\nEND:VCAR",
        "FN:Mid",
        "hello",
        "<html>",
        "{\"fn\":\"Mid\"}",
        "Name,Phone",
        "ORG:Rad AG",
        "BEGIN VCARD",
        "VERSION:3.0",
        "BEGIN:VEVENT\r\nSUMMARY:x\r\nEND:VEVENT",
        "=1+1",
        "TEL:0221 1234567",
        ":",
        ";;;",
    ] {
        cases.push((outside.to_owned(), ProblemKind::NotACard));
    }
    for open in [
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Mid",
        "BEGIN:VCARD\r\nFN:Mid\r\nTEL:0221 1234567",
        "BEGIN:VCARD\r\nN:A;B\r\nNOTE:x",
        "BEGIN:VCARD\r\nFN:Mid\r\nEND:VCAR",
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8:A;B",
    ] {
        cases.push((open.to_owned(), ProblemKind::MissingEnd));
    }
    let mut wrong = Vec::new();
    for (middle, kind) in &cases {
        let read = vcard::read(&between(middle), None, today());
        let short: String = middle.chars().take(70).collect();
        if !read
            .problems
            .iter()
            .any(|one| one.kind == *kind && (1..=3).contains(&one.row))
        {
            wrong.push(format!(
                "{short:?}: {kind:?} wanted, {:?} told",
                told(&read.problems)
            ));
        }
        let names: Vec<_> = read
            .drafts
            .iter()
            .map(|one| one.customer.name.full.as_str())
            .collect();
        if names.first() != Some(&"First") || names.last() != Some(&"Last") {
            wrong.push(format!("{short:?}: {names:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(cases.len() >= 60, "{}", cases.len());
}
