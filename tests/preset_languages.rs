//! Exports of other programs in German and Chinese: each is recognised by its own headers whatever the
//! order of the columns, and read so that what matters stands where it belongs.
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

use chrono::NaiveDate;
use common::order::{any_order, cells, in_order, recognised, text, variants};
use proptest::prelude::*;
use regulars::{
    domain::Currency,
    exchange::{
        customers::{convert::Setting, headers::field_of},
        date_orders::DateOrders,
        dates::DateOrder,
        import::{Choices, Opened},
        recognise::{self, Kind},
        sales::{SalesOptions, read_sales},
    },
};

/// Program (`-` for none), header row, a row of values, and what has to come out.
type Case = [&'static str; 4];

/// The cases of a file: four lines each.
fn cases(text: &'static str) -> Vec<Case> {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("# "))
        .collect();
    let (cases, rest) = lines.as_chunks();
    assert!(rest.is_empty(), "{rest:?}");
    cases.to_vec()
}

/// Further headers of the same programs, and the field each names.
const HEADERS: &[(&str, &str)] = &[
    ("联系人 - 电话", "phone"),
    ("聯絡人 - 電話", "phone"),
    ("联系人 - 电话 - 家庭", "phone@home"),
    ("聯絡人 - 電話 - 住家", "phone@home"),
    ("联系人 - 电子邮件", "email"),
    ("聯絡人 - 電子郵件", "email"),
    ("联系人 - 组织", "company"),
    ("聯絡人 - 組織", "company"),
    ("联系人 - 所有者", "owner"),
    ("聯絡人 - 擁有者", "owner"),
    ("组织", "company"),
    ("組織", "company"),
    ("组织 - 地址", "address@work"),
    ("組織 - 地址", "address@work"),
    ("Organisation - Adresse", "address@work"),
    ("组织 - 所有者", "owner"),
    ("組織 - 擁有者", "owner"),
    ("Organisation - Inhaber", "owner"),
    ("公司所有者", "owner"),
    ("公司擁有者", "owner"),
    ("Beschreibung", "note"),
    ("Erstellungsquelle", "source"),
    ("创建来源", "source"),
    ("建立來源", "source"),
    ("Square-Kunden-ID", "code"),
    ("Square 客户 ID", "code"),
    ("Square 顾客 ID", "code"),
    ("Square 客戶 ID", "code"),
    ("Square 顧客 ID", "code"),
    ("Referenz-ID", "code"),
    ("参考 ID", "code"),
    ("參考 ID", "code"),
];

/// What list of customers it is, and who stands in its one row.
fn customers(text: &str) -> (Option<String>, Vec<String>) {
    let opened = Opened::new(text.as_bytes(), &Choices::default(), "en");
    assert_eq!(recognise::table(&opened), Kind::Customers, "{text}");
    let read = opened.read(&Setting {
        language: "en".into(),
        today: NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date"),
    });
    let drafts = read.drafts.into_iter().map(|draft| {
        let customer = draft.customer;
        let phone = customer.phones.first().map(|one| &*one.number);
        let email = customer.emails.first().map(|one| &*one.address);
        let (phone, email) = (phone.unwrap_or_default(), email.unwrap_or_default());
        format!("{}|{phone}|{email}", customer.name.full)
    });
    (opened.mapping.preset.clone(), drafts.collect())
}

/// What list of orders it is, and what its one row says.
fn orders(text: &str) -> (Option<String>, Vec<String>) {
    let opened = Opened::new(text.as_bytes(), &Choices::default(), "en");
    assert_eq!(recognise::table(&opened), Kind::Sales, "{text}");
    let options = SalesOptions {
        delimiter: Some(b','),
        zone: chrono_tz::Asia::Shanghai,
        currency: Currency::USD,
        date_order: DateOrders::Usual(DateOrder::DayFirst),
        header: None,
        typed: false,
        decimal_mark: None,
    };
    let sheet = read_sales(text, &options).expect("sales");
    assert_eq!(sheet.problems, [], "{text}");
    let rows = sheet.rows.iter().map(|sale| {
        let said = |text: &Option<String>| text.clone().unwrap_or_default();
        let whose = sale.whose();
        [
            said(&sale.order_id),
            sale.customer.clone(),
            sale.date.to_string(),
            sale.amount_minor.to_string(),
            sale.currency
                .map_or_else(String::new, |one| one.code().to_owned()),
            said(&sale.product),
            sale.quantity
                .map_or_else(String::new, |one| (one / 1000).to_string()),
            said(&sale.note),
            whose.name.clone(),
            whose.phone.clone(),
            whose.email.clone(),
            whose.company.clone(),
        ]
        .join("|")
    });
    let rows = rows.collect();
    (
        recognise::product_of_sales(&opened).map(str::to_owned),
        rows,
    )
}

fn of(product: &str) -> Option<String> {
    Some(product.to_owned()).filter(|product| product != "-")
}

type Told = fn(&str) -> (Option<String>, Vec<String>);

fn tables() -> [(Vec<Case>, Told); 2] {
    let customer_cases = cases(include_str!("fixtures/customers_in_languages.txt"));
    let order_cases = cases(include_str!("fixtures/orders_in_languages.txt"));
    [(customer_cases, customers), (order_cases, orders)]
}

#[test]
fn every_language_of_a_product_is_recognised_and_read() {
    let mut wrong = Vec::new();
    for (cases, told) in tables() {
        for [product, header, values, expected] in cases {
            let header: Vec<&str> = header.split(',').collect();
            let values = cells(values);
            assert_eq!(header.len(), values.len(), "{product}: {header:?}");
            let found = told(&text(&header, &values));
            if found != (of(product), vec![expected.to_owned()]) {
                wrong.push(format!("{product} {header:?}: {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn columns_that_are_missing_or_further_ones_change_nothing() {
    let (mut wrong, mut kept) = (Vec::new(), 0);
    for (cases, told) in tables() {
        for [product, header, values, expected] in cases {
            let header: Vec<&str> = header.split(',').collect();
            let all = variants(&header, &cells(values), expected);
            for (at, (header, values)) in all.into_iter().rev().enumerate() {
                let text = text(&header, &values);
                let (_, whose) = recognised(&text);
                // Without a column only it has, a program is nobody's.
                if at > 0 && whose != of(product) {
                    continue;
                }
                kept += 1;
                if told(&text) != (of(product), vec![expected.to_owned()]) {
                    wrong.push(format!("{product} {header:?}: {:?}", told(&text)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(kept > 200, "{kept}");
}

#[test]
fn every_further_header_names_its_field() {
    for (header, field) in HEADERS {
        let found = field_of(header).map(|found| found.to_string());
        assert_eq!(found.as_deref(), Some(*field), "{header}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn the_order_of_columns_changes_nothing(at in any::<prop::sample::Index>(), order in any_order()) {
        let all: Vec<(Case, Told)> = tables()
            .into_iter()
            .flat_map(|(cases, told)| cases.into_iter().map(move |case| (case, told)))
            .collect();
        let ([product, header, values, expected], told) = *at.get(&all);
        let header: Vec<&str> = header.split(',').collect();
        let values = cells(values);
        let (header, values) = (in_order(&order, &header), in_order(&order, &values));
        let found = told(&text(&header, &values));
        prop_assert_eq!(found, (of(product), vec![expected.to_owned()]));
    }
}
