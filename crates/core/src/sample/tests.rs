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
fn a_shop_has_leads_calls_consents_and_people_who_are_in_it_twice() {
    for language in [Language::En, Language::ZhHans, Language::ZhHant] {
        for (size, leads, calls) in [(10, 4, 1), (40, 4, 5), (1_000, 10, 20)] {
            let options = options(3, size, language, ShopKind::Retail);
            let records = generate(&options);
            let customers: Vec<&Customer> = all(&records);
            assert_eq!(customers.len(), size as usize);
            let found: Vec<_> = customers
                .iter()
                .filter_map(|one| one.lead.as_ref())
                .collect();
            assert_eq!(found.len(), leads);
            let states: HashSet<_> = found.iter().map(|lead| lead.status as u8).collect();
            assert_eq!(states.len(), 4, "every state");
            assert!(found.iter().all(|lead| lead.since <= options.now));
            assert!(found.iter().all(|lead| {
                lead.answered
                    .is_none_or(|at| at >= lead.since && at <= options.now)
            }));
            // Who only asked has bought nothing.
            let asked: HashSet<_> = customers
                .iter()
                .filter(|one| one.lead.as_ref().is_some_and(crate::domain::Lead::is_open))
                .map(|one| one.id)
                .collect();
            let sales: Vec<&Sale> = all(&records);
            assert!(
                sales
                    .iter()
                    .all(|sale| sale.customer.is_none_or(|id| !asked.contains(&id)))
            );
            let list = all::<Task>(&records)
                .into_iter()
                .find_map(|task| task.calls.as_ref());
            assert!(
                list.is_some_and(|list| list.customers.len() >= calls && !list.script.is_empty())
            );
            let touches: Vec<&crate::domain::Activity> = all(&records);
            let said = touches.iter().filter(|touch| touch.satisfaction.is_some());
            let called = touches.iter().filter(|touch| touch.list.is_some());
            assert!(size < 40 || (said.count() == 2 && called.count() == 3));
            assert!(size < 40 || customers.iter().any(|one| !one.consents.is_empty()));
            let soon = |one: &&&Customer| {
                let day = one.birthday.and_then(|day| day.next(options.today));
                day.is_some_and(|day| day <= options.today + chrono::Days::new(6))
            };
            assert!(size < 40 || customers.iter().filter(soon).count() >= 3);
        }
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
