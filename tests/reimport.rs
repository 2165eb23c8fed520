//! The same file twice changes nothing, and a file that says the same in another form changes nothing
//! either.
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    reason = "tests may stop at once"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::{ops::ControlFlow, sync::Arc};

use chrono::NaiveDate;
use proptest::prelude::*;
use regulars::{
    domain::{Currency, Customer, IdMaker, Moment, Timestamp},
    exchange::{
        customers::convert::Setting,
        date_orders::DateOrders,
        dates::DateOrder,
        duplicates::DuplicateChoice,
        import::{Choices, Opened},
        plan::{ImportPlan, plan},
        sales::{
            SalesOptions,
            plan::{CustomerCells, Known, KnownSale, PlanOptions, SalesPlan, plan as sales_plan},
            read_sales,
        },
    },
};

fn bring(text: &str, known: &[Customer], choice: DuplicateChoice) -> ImportPlan {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date");
    let opened = Opened::new(text.as_bytes(), &Choices::default(), "en");
    let read = opened.read(&Setting {
        language: "en".into(),
        today,
    });
    let moment = Moment {
        now: Timestamp(known.len() as i64),
        today,
    };
    let go_on = |_, _| ControlFlow::Continue(());
    let known: Vec<_> = known.iter().cloned().map(Arc::new).collect();
    let ids = &mut IdMaker::new(known.len() as u64 + 1);
    plan(read.drafts, known, choice, ids, &moment, go_on).expect("not stopped")
}

#[derive(Debug, Clone)]
struct Person {
    name: String,
    phone: String,
    email: String,
    day: u32,
}

fn person() -> impl Strategy<Value = Person> {
    (
        "[A-Z][a-z]{2,7} [A-Z][a-z]{2,7}|[张王李赵陈][伟芳娜敏静丽]{1,2}",
        "1[3-9][0-9]{9}",
        "[a-z]{3,8}@example\\.(com|cn)",
        1_u32..28,
    )
        .prop_map(|(name, phone, email, day)| Person {
            name,
            phone,
            email,
            day,
        })
}

fn people() -> impl Strategy<Value = Vec<Person>> {
    proptest::collection::vec(person(), 1..12).prop_map(|mut people| {
        // Two people of one file are two people.
        people.sort_by(|a, b| a.phone.cmp(&b.phone));
        people.dedup_by(|a, b| a.phone == b.phone || a.email == b.email || a.name == b.name);
        let mut seen = std::collections::HashSet::new();
        people.retain(|one| seen.insert(one.email.clone()) && seen.insert(one.name.clone()));
        people
    })
}

fn list(people: &[Person]) -> String {
    let rows = people.iter().map(|one| {
        format!(
            "{},{},{},1990-05-{:02}\n",
            one.name, one.phone, one.email, one.day
        )
    });
    format!("Name,Phone,Email,Birthday\n{}", rows.collect::<String>())
}

/// The same people as another program writes them: other order of columns, other forms.
fn otherwise(people: &[Person]) -> String {
    let rows = people.iter().map(|one| {
        let (a, b) = one.phone.split_at(3);
        let (b, c) = b.split_at(4);
        format!(
            "{}.5.1990;{};{a} {b}-{c}; {} \n",
            one.day,
            one.email.to_uppercase(),
            one.name
        )
    });
    format!(
        "Geburtstag;E-Mail;Telefon;Name\n{}",
        rows.collect::<String>()
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn the_same_file_twice_changes_nothing(people in people()) {
        let text = list(&people);
        let first = bring(&text, &[], DuplicateChoice::Update);
        prop_assert_eq!(first.create.len(), people.len());
        for choice in [DuplicateChoice::Update, DuplicateChoice::Skip] {
            let again = bring(&text, &first.create, choice);
            prop_assert_eq!((again.create.len(), again.update.len()), (0, 0));
        }
    }

    #[test]
    fn what_differs_only_in_form_is_left_alone(people in people()) {
        let first = bring(&list(&people), &[], DuplicateChoice::Update);
        let again = bring(&otherwise(&people), &first.create, DuplicateChoice::Update);
        let changed: Vec<_> = again.update.iter().map(|(had, is)| (&had.phones, &is.phones, &had.emails, &is.emails)).collect();
        prop_assert_eq!((again.create.len(), changed), (0, vec![]));
    }

    #[test]
    fn what_is_new_is_added_and_nothing_is_lost(people in people(), note in "[a-z]{3,20}") {
        let first = bring(&list(&people), &[], DuplicateChoice::Update);
        let one = &people[0];
        let text = format!("Name,Phone,Note\n{},{},{note}\n", one.name, one.phone);
        let again = bring(&text, &first.create, DuplicateChoice::Update);
        prop_assert_eq!((again.create.len(), again.update.len()), (0, 1));
        let (had, is) = &again.update[0];
        prop_assert_eq!(&is.note, &note);
        prop_assert_eq!((&is.emails, &is.phones, is.birthday), (&had.emails, &had.phones, had.birthday));
    }
}

fn bring_sales(text: &str, known: &Known) -> SalesPlan {
    let options = SalesOptions {
        delimiter: None,
        zone: chrono_tz::Asia::Shanghai,
        currency: Currency::CNY,
        date_order: DateOrders::Usual(DateOrder::DayFirst),
        header: None,
        typed: false,
        decimal_mark: None,
    };
    let sheet = read_sales(text, &options).expect("sales");
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date");
    let moment = Moment {
        now: Timestamp(known.sales.len() as i64),
        today,
    };
    let options = PlanOptions {
        currency: Currency::CNY,
        choice: DuplicateChoice::Skip,
        amounts: true,
        cells: CustomerCells::Anything,
    };
    let go_on = |_, _| ControlFlow::Continue(());
    let ids = &mut IdMaker::new(known.sales.len() as u64 + 1);
    sales_plan(&sheet.rows, known, options, ids, &moment, go_on).expect("not stopped")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_same_sales_twice_change_nothing(
        people in people(),
        rows in proptest::collection::vec((0_usize..12, 1_u32..28, 1_u32..9_999, "Tea|Pot|Cup", "[A-Z][0-9]{3}|"), 1..30),
        header: bool,
    ) {
        let lines = rows.iter().map(|(who, day, cents, what, order)| {
            let one = &people[who % people.len()];
            let (whole, part) = (cents / 100, cents % 100);
            format!("2024-05-{day:02},{},{},{whole}.{part:02},{what},{order}\n", one.phone, one.name)
        });
        let lines: String = lines.collect();
        let head = if header { "Date,Phone,Name,Amount,Product,Order\n" } else { "日期,手机,姓名,金额,商品,订单号\n" };
        let text = format!("{head}{lines}");
        let first = bring_sales(&text, &Known::default());
        prop_assert_eq!(first.sales.len(), rows.len());
        prop_assert!(first.customers.len() <= people.len());
        let known = Known {
            customers: first.customers.iter().cloned().map(Arc::new).collect(),
            products: first.products.iter().cloned().map(Arc::new).collect(),
            sales: first.sales.iter().map(KnownSale::from).collect(),
            ..Known::default()
        };
        let again = bring_sales(&text, &known);
        prop_assert_eq!((again.sales.len(), again.customers.len(), again.products.len()), (0, 0, 0));
        prop_assert_eq!(again.skipped, rows.len());
    }
}
