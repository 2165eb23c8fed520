use chrono::NaiveDate;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::{Id, Timestamp};

fn line(quantity: i64, unit_price: i64, discount: i64, tax_rate: u16) -> SaleLine {
    SaleLine {
        product: None,
        name: format!("{unit_price}"),
        quantity: Quantity(quantity),
        unit_price,
        discount,
        tax_rate,
    }
}

fn sale(lines: Vec<SaleLine>, discount: i64) -> Sale {
    let (id, date) = (
        Id::new(Uuid::from_u128(7)),
        NaiveDate::from_ymd_opt(2026, 2, 28).expect("a date"),
    );
    let mut sale = Sale {
        number: "A-0099".into(),
        lines,
        discount,
        ..Sale::new(id, date, 0, Currency::CNY, Timestamp(1))
    };
    sale.total = sale.total_of_lines().expect("small");
    sale
}

fn give_back(original: &Sale, lines: Vec<SaleLine>) -> Sale {
    let mut refund = sale(lines, 0);
    refund.refund_of = Some(original.id);
    refund
}

#[test]
fn discounts_stay_within_the_price() {
    assert_eq!(Discount::Percent(1000).of(999), Some(100));
    assert_eq!(Discount::Percent(10_000).of(i64::MAX), Some(i64::MAX));
    assert_eq!(Discount::Amount(999).of(999), Some(999));
    assert_eq!(Discount::Amount(1000).of(999), None);
    assert_eq!(Discount::Percent(10_001).of(999_999), None);
    assert_eq!(Discount::Amount(-1).of(999), None);
}

#[test]
fn the_next_number_follows_the_newest_sale() {
    let mut first = sale(vec![], 0);
    assert_eq!(next_number([&first].into_iter()), "A-0100");
    let mut later = first.clone();
    later.created = Timestamp(2);
    later.number = "no digits".into();
    assert_eq!(next_number([&first, &later].into_iter()), "A-0100");
    later.number = "9".into();
    assert_eq!(next_number([&first, &later].into_iter()), "10");
    later.refund_of = Some(first.id);
    assert_eq!(next_number([&later, &first].into_iter()), "A-0100");
    first.number = "九99999999999999999999".into();
    assert!(next_number([&first].into_iter()).starts_with("九99"));
    assert_eq!(next_number([].into_iter()), "1");
}

#[test]
fn tax_is_taken_per_rate_and_mirrored_by_a_refund() {
    // 113.00 holds 13.00 at 13 %, 106.00 holds 6.00 at 6 %.
    let sold = sale(
        vec![line(1000, 11_300, 0, 1300), line(1000, 10_600, 0, 600)],
        0,
    );
    let rates: Vec<_> = sold.taxes().into_iter().collect();
    assert_eq!(rates, [(600, (10_600, 600)), (1300, (11_300, 1300))]);
    let back = give_back(
        &sold,
        refund_lines(
            &sold,
            &returnable(&sold, [].into_iter()),
            &[Quantity(1000), Quantity(1000)],
        )
        .expect("all"),
    );
    assert_eq!(back.total, -21_900);
    assert_eq!(back.contained_tax(), -1900);
    // Three lines of 0.50 at 13 % hold 0.17257… together, not 3 × 0.06.
    let small = sale(vec![line(1000, 50, 0, 1300); 3], 0);
    assert_eq!(small.contained_tax(), 17);
}

#[test]
fn no_more_goes_back_than_was_sold() {
    let sold = sale(vec![line(2000, 1000, 0, 0), line(1500, 400, 100, 0)], 200);
    let left = returnable(&sold, [].into_iter());
    assert_eq!(left, [Quantity(2000), Quantity(1500)]);
    assert_eq!(
        refund_lines(&sold, &left, &[Quantity(2001), Quantity(0)]),
        None
    );
    assert_eq!(
        refund_lines(&sold, &left, &[Quantity(-1), Quantity(0)]),
        None
    );
    let first = give_back(
        &sold,
        refund_lines(&sold, &left, &[Quantity(1000), Quantity(0)]).expect("one"),
    );
    // 2,300 were paid of 2,500: the line's share is 1,840, half of it 920.
    assert_eq!(first.total, -920);
    assert_eq!(
        returnable(&sold, [&first].into_iter()),
        [Quantity(1000), Quantity(1500)]
    );
    assert_eq!(left_to_refund(&sold, [&first].into_iter()), 1380);
}

#[test]
fn currencies_are_never_added_together() {
    let yuan = sale(vec![line(1000, 1000, 0, 0)], 0);
    let mut back = yuan.clone();
    back.total = -300;
    let mut yen = yuan.clone();
    yen.currency = Currency::parse("JPY").expect("yen");
    let totals = tally([&yuan, &yen, &back].into_iter());
    let of = |code| totals.get(&Currency::parse(code).expect("a code")).copied();
    let yuan = of("CNY").expect("yuan");
    assert_eq!(
        (yuan.net(), yuan.sales, yuan.refunds, yuan.average()),
        (700, 1, 1, Some(1000))
    );
    assert_eq!(of("JPY").map(Tally::net), Some(1000));
    assert_eq!(Tally::default().average(), None);
}

proptest! {
    #[test]
    fn giving_back_in_steps_pays_back_exactly_what_was_paid(
        prices in proptest::collection::vec((1i64..20, 1i64..50_000), 1..5),
        percent in 0i64..10_000,
    ) {
        let lines: Vec<SaleLine> = prices.iter().enumerate()
            .map(|(n, (count, price))| SaleLine { name: n.to_string(), ..line(count * 1000, *price, 0, 600) })
            .collect();
        let gross = sale(lines.clone(), 0).total;
        let sold = sale(lines, Discount::Percent(percent).of(gross).expect("within"));
        let mut refunds: Vec<Sale> = Vec::new();
        // One piece at a time, line by line.
        loop {
            let left = returnable(&sold, refunds.iter());
            let Some(at) = left.iter().position(|q| q.0 > 0) else { break };
            let chosen: Vec<Quantity> = (0..left.len())
                .map(|n| if n == at { Quantity(1000) } else { Quantity(0) })
                .collect();
            refunds.push(give_back(&sold, refund_lines(&sold, &left, &chosen).expect("one is left")));
        }
        prop_assert_eq!(left_to_refund(&sold, refunds.iter()), 0);
        prop_assert_eq!(refunds.iter().map(|r| r.total).sum::<i64>(), -sold.total);
    }
}
