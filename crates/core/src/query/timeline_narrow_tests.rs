//! What a timeline is narrowed to.

use std::sync::Arc;

use super::{super::authors::needed, *};
use crate::domain::{Currency, IdMaker, name::Name};

#[test]
fn narrowed_by_kind_of_touch_and_period() {
    let mut ids = IdMaker::new(1);
    let mut records = Records::default();
    let who = Customer::new(ids.next(Timestamp(1)), Name::from_full("Ann"), Timestamp(1));
    let id = who.id;
    records.customers.put(0, Arc::new(who));
    for (slot, (kind, at)) in [(ActivityKind::Visit, 10), (ActivityKind::CallIn, 20)]
        .into_iter()
        .enumerate()
    {
        let touch = Activity::new(ids.next(Timestamp(1)), kind, Some(id), Timestamp(at));
        records
            .activities
            .put(u32::try_from(slot).expect("small"), Arc::new(touch));
    }
    let all = timeline(&records, id, &[]);
    let count = |narrow: Narrow| all.iter().filter(|entry| narrow.passes(entry)).count();
    assert_eq!(count(Narrow::default()), 3);
    assert_eq!(
        count(Narrow {
            kind: Some(Kind::Touch),
            ..Narrow::default()
        }),
        2
    );
    assert_eq!(
        count(Narrow {
            kind: Some(Kind::Touch),
            touch: Some(ActivityKind::Visit),
            ..Narrow::default()
        }),
        1
    );
    assert_eq!(
        count(Narrow {
            since: Some(Timestamp(15)),
            ..Narrow::default()
        }),
        1
    );
    let between = |since, until| Narrow {
        since: Some(Timestamp(since)),
        until: Some(Timestamp(until)),
        ..Narrow::default()
    };
    assert_eq!(count(between(10, 20)), 1, "the end does not belong to it");
    assert_eq!(count(between(10, 21)), 2);
    assert_eq!(count(between(11, 20)), 0);
}

#[test]
fn the_log_is_read_to_the_last_line_shown_or_to_the_beginning_where_lines_lack() {
    const DAY: i64 = 86_400_000;
    let entry = |days: i64| instant(Timestamp(days * DAY), (Uuid::nil(), 0), What::Created);
    let all: Vec<Entry> = [90, 60, 30, 10].map(entry).into();
    let back_to = |passing: &[Entry], shown, since: Option<i64>| {
        let narrow = Narrow {
            since: since.map(|days| Timestamp(days * DAY)),
            ..Narrow::default()
        };
        needed(&all, passing, shown, &narrow).0 / DAY
    };
    // A day more: a civil day is not the instant at which it was written down.
    assert_eq!(back_to(&all, 2, None), 59);
    assert_eq!(back_to(&all, 4, None), 9);
    assert_eq!(back_to(&all, 40, None), 9);
    assert_eq!(back_to(&all[..1], 2, None), 9, "there may be more to show");
    assert_eq!(
        back_to(&all[..1], 2, Some(50)),
        49,
        "older ones do not pass"
    );
}

/// Auckland is twelve and thirteen hours ahead of UTC: noon of a day there is the day before, and noon in UTC is
/// after its midnight.
#[test]
fn a_period_is_of_the_days_of_the_shop_wherever_it_is() {
    let mut ids = IdMaker::new(1);
    let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
    let zone = chrono_tz::Pacific::Auckland;
    let midnight = |on: NaiveDate| {
        let at = on.and_time(chrono::NaiveTime::MIN).and_local_timezone(zone);
        Timestamp(at.earliest().expect("a midnight").timestamp_millis())
    };
    let sold = ["2026-01-09", "2026-01-10", "2026-01-11", "2026-01-12"].map(|on| {
        let sale = Sale::new(
            ids.next(Timestamp(1)),
            day(on),
            5,
            Currency::USD,
            Timestamp(1),
        );
        Arc::new(sale)
    });
    let all = timeline(&Records::default(), ids.next(Timestamp(1)), &sold);
    let (from, to) = (day("2026-01-10"), day("2026-01-11"));
    let narrow = Narrow {
        since: Some(midnight(from)),
        until: to.succ_opt().map(midnight),
        days: (Some(from), Some(to)),
        ..Narrow::default()
    };
    let shown = all.iter().filter(|entry| narrow.passes(entry));
    let days: Vec<_> = shown.filter_map(|entry| entry.day).collect();
    assert_eq!(days, [to, from]);
}
