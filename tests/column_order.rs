//! What a table is and what its columns hold does not depend on their order: for every kind of list, ours and
//! others'.
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
use common::order::{any_order, in_order};
use proptest::prelude::*;
use regulars::{
    domain::{Currency, Records, ShopKind, TableName, Timestamp},
    exchange::{
        backup::Restored,
        import::{Choices, Opened},
        lists::{Content, List, ListKind, Pick, Style, Words, csv, lists},
        own::OwnFields,
        recognise::{self, Kind},
        things,
    },
    sample::{Language, SampleOptions, generate},
};

const LANGUAGES: [&str; 3] = ["en", "zh-Hans", "zh-Hant"];

fn shop() -> Records {
    let records = generate(&SampleOptions {
        seed: 7,
        customers: 12,
        language: Language::ZhHans,
        kind: ShopKind::Wholesale,
        currency: Currency::CNY,
        today: NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date"),
        now: Timestamp(1_795_000_000_000),
        time_zone: "Asia/Shanghai".into(),
    });
    Restored {
        history: Vec::new(),
        records,
        warnings: Vec::new(),
        rescued: false,
    }
    .into_records()
}

const fn kind_of(list: ListKind) -> Option<Kind> {
    match list {
        ListKind::Customers => Some(Kind::Customers),
        ListKind::Sales => Some(Kind::Sales),
        ListKind::Lines => Some(Kind::Lines),
        ListKind::Deals => Some(Kind::Deals),
        ListKind::Products => Some(Kind::Products),
        ListKind::Tasks | ListKind::Notes | ListKind::Cases => Some(Kind::Activities),
        _ => None,
    }
}

/// What a table is, how its cells are parted, and what each column holds by its header.
type Seen = (Kind, Option<char>, Vec<(String, String)>);

fn seen(text: &str, language: &str) -> Seen {
    let opened = Opened::new(text.as_bytes(), &Choices::default(), language);
    let kind = recognise::table(&opened);
    let mut columns: Vec<(String, String)> = match kind {
        Kind::Customers => {
            let columns = opened.mapping.columns.iter();
            let told = columns.map(|one| (one.title.clone(), one.field.to_string()));
            told.collect()
        }
        Kind::Sales | Kind::Lines => recognise::columns_of_sales(&opened)
            .into_iter()
            .map(|one| {
                let field = one.field.map_or("", |field| field.as_str());
                (one.header, field.to_owned())
            })
            .collect(),
        _ => {
            let sheet = opened.sheet.as_ref().expect("a table");
            let layout = things::layout(kind, sheet, None);
            let own = OwnFields::none(TableName::Deals);
            let columns = things::columns(kind, &layout, None, &own).into_iter();
            columns
                .map(|one| (one.title, one.target.to_string()))
                .collect()
        }
    };
    columns.sort();
    (kind, opened.delimiter(), columns)
}

/// Lists of other programs, a header and its rows each, with a semicolon between the cells.
const OTHERS: [(Kind, &str); 9] = [
    (
        Kind::Customers,
        "First Name;Last Name;Phone;Email\nAnn;Lee;0221 1234567;ann@example.org\nBo;Ray;0221 7654321;bo@example.org",
    ),
    (
        Kind::Customers,
        "会员卡号;姓名;性别;生日;手机号码\n1;张伟;男;1990-01-05;13800138000\n2;李娜;女;1985-01-06;13900139000",
    ),
    (
        Kind::Sales,
        "Datum;Kunde;Summe;Artikel;Menge\n05.01.2024;Ann Lee;12,50;Tee;2\n06.01.2024;Bo Ray;7,00;Tasse;1",
    ),
    (
        Kind::Sales,
        "會員卡號;交易時間;消費金額（元）;商品;數量(件)\nA1;2024-01-05 10:00;12.50;茶;2\nA2;2024-01-06 11:00;7.00;杯;1",
    ),
    (
        Kind::Lines,
        "Order ID;Item;SKU;Quantity;Price\nA-1;Tea;T1;2;5.00\nA-1;Cup;C1;1;9.00",
    ),
    (
        Kind::Lines,
        "订单号;日期;商品;单价;数量;金额\nA-1;2024-01-05;茶;5.00;2;10.00\nA-2;2024-01-06;杯;3.50;1;3.50",
    ),
    (
        Kind::Deals,
        "Deal Name;Deal Stage;Amount;Close Date\nVase;Offer;12.00;2024-01-05\nTable;Asked;99.00;2024-02-05",
    ),
    (
        Kind::Products,
        "品名;货号;售价;分类\n龙井;L1;128.00;茶\n茶杯;C1;38.00;杯",
    ),
    (
        Kind::Activities,
        "Activity - Subject;Activity - Type;Activity - Due date;Activity - Done\nCall Ann;Call;2026-01-05;Done\nMeet Bo;Meeting;2026-01-06;To do",
    ),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn our_lists_are_known_in_any_order_of_columns(
        order in any_order(),
        language in prop::sample::select(&LANGUAGES[..]),
    ) {
        let records = shop();
        let style = Style {
            words: Words::of(language),
            zone: chrono_tz::Asia::Shanghai,
            reachable_only: false,
        };
        let mut kinds = Vec::new();
        for list in lists(&records, &Pick::Everything, &style) {
            let Some(kind) = kind_of(list.kind) else { continue };
            let straight = seen(&csv::write(&list), language);
            prop_assert_eq!(straight.0, kind, "{}", list.name);
            let shuffled = List {
                columns: in_order(&order, &list.columns),
                rows: Content::here(list.rows.iter().map(|row| in_order(&order, &row)).collect()),
                name: list.name.clone(),
                kind: list.kind,
            };
            prop_assert_eq!(seen(&csv::write(&shuffled), language), straight, "{}", list.name);
            kinds.push(kind);
        }
        for kind in [Kind::Customers, Kind::Sales, Kind::Lines, Kind::Products] {
            prop_assert!(kinds.contains(&kind), "{kind:?} is in no sample");
        }
    }

    #[test]
    fn lists_of_others_are_known_in_any_order_of_columns(order in any_order()) {
        for (kind, text) in OTHERS {
            let shuffled: Vec<String> = text
                .lines()
                .map(|line| in_order(&order, &line.split(';').collect::<Vec<_>>()).join(";"))
                .collect();
            let straight = seen(text, "en");
            prop_assert_eq!((straight.0, straight.1), (kind, Some(';')), "{}", text);
            let named = straight.2.iter().filter(|(_, field)| !field.is_empty() && field != "ignore");
            prop_assert!(named.count() >= 3, "{:?}", straight);
            prop_assert_eq!(seen(&shuffled.join("\n"), "en"), straight);
        }
    }
}
