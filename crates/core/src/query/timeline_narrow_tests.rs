//! What a timeline is narrowed to.

use std::sync::Arc;

use super::*;
use crate::domain::{IdMaker, name::Name};

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
