use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::domain::{Customer, Deal, Edit, Outcome, Records, Sale, Task, validate};

fn options(seed: u64, customers: u32, language: Language, kind: ShopKind) -> SampleOptions {
    SampleOptions {
        seed,
        customers,
        language,
        kind,
        currency: Currency::CNY,
        today: NaiveDate::from_ymd_opt(2026, 3, 9).expect("date"),
        now: Timestamp(1_773_100_000_000),
        time_zone: "Asia/Shanghai".into(),
    }
}

fn edits(records: Vec<Record>) -> Vec<Edit> {
    records
        .into_iter()
        .map(|record| Edit {
            before: None,
            after: Some(record),
        })
        .collect()
}

fn all<T: crate::domain::record::Entity>(records: &[Record]) -> Vec<&T> {
    records
        .iter()
        .filter_map(|record| T::from_record(record))
        .map(AsRef::as_ref)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn samples_are_valid_and_repeat(
        seed: u64,
        customers in 0u32..300,
        language in proptest::sample::select(&[Language::En, Language::ZhHans, Language::ZhHant][..]),
        kind in proptest::sample::select(&ShopKind::ALL[..]),
    ) {
        let options = options(seed, customers, language, kind);
        let records = generate(&options);
        prop_assert_eq!(&records, &generate(&options));
        let ids: HashSet<_> = records.iter().map(|r| (r.table(), r.id())).collect();
        prop_assert_eq!(ids.len(), records.len());
        let first = options.today - chrono::Days::new(u64::from(trade::HISTORY));
        for sale in all::<Sale>(&records) {
            prop_assert!(sale.date >= first && sale.date <= options.today);
            prop_assert!(sale.created <= options.now && sale.is_refund() == sale.refund_of.is_some());
        }
        for customer in all::<Customer>(&records) {
            prop_assert!(customer.created <= options.now);
        }
        prop_assert_eq!(all::<Customer>(&records).len(), customers.max(10) as usize);
        prop_assert_eq!(validate::edits(&edits(records), &Records::default()), Ok(()));
    }
}

#[test]
fn a_shop_has_every_kind_of_work_to_show() {
    let options = options(1, 1000, Language::ZhHans, ShopKind::Retail);
    let records = generate(&options);
    let deals: Vec<&Deal> = all(&records);
    let board = all::<crate::domain::Pipeline>(&records)[0];
    let stale = |deal: &&&Deal| deal.is_stale(board.stage(deal.stage).expect("stage"), options.now);
    assert_eq!(deals.len(), 100);
    assert!(deals.iter().filter(stale).count() > 3);
    assert!(
        deals
            .iter()
            .any(|deal| matches!(deal.outcome, Outcome::Won { .. }))
    );
    assert!(
        deals.iter().any(
            |deal| matches!(&deal.outcome, Outcome::Lost { reason, .. } if !reason.is_empty())
        )
    );
    let tasks: Vec<&Task> = all(&records);
    assert!(
        tasks
            .iter()
            .any(|task| task.done.is_none() && task.due < Some(options.today))
    );
    assert!(
        tasks
            .iter()
            .any(|task| task.done.is_none() && task.due == Some(options.today))
    );
    let sales: Vec<&Sale> = all(&records);
    let each = sales.len() / 1000;
    assert!((4..=6).contains(&each), "{} sales", sales.len());
    let refunds = sales.iter().filter(|sale| sale.is_refund()).count();
    assert!(
        (sales.len() / 300..sales.len() / 40).contains(&refunds),
        "{refunds} refunds"
    );
}
