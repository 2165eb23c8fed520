//! Whom the shop should forget: customers without any touch for years (GDPR 5(1)(e), PIPL 19). A
//! touch is a sale, a visit, call or message, a task done, a deal that moved or ended, a case that came in or was
//! solved, points given or redeemed, or the record's making. An open deal, case or task keeps its customer.

use chrono::{NaiveDate, NaiveTime};
use rustc_hash::FxHashMap;

use crate::domain::{Customer, Id, Outcome, Records, Timestamp};

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// Customers whose last touch was before `before`, with that touch; the longest ago first. A
/// company stays as long as one of its people does.
pub fn untouched(records: &Records, before: Timestamp) -> Vec<(Id<Customer>, Timestamp)> {
    let mut last: FxHashMap<Id<Customer>, Timestamp> = FxHashMap::default();
    let mut touch = |customer: Option<Id<Customer>>, at: Timestamp| {
        if let Some(id) = customer {
            let have = last.entry(id).or_insert(at);
            *have = (*have).max(at);
        }
    };
    let ever = Timestamp(i64::MAX);
    for sale in records.sales.iter() {
        touch(sale.customer, day_end(sale.date));
    }
    for activity in records.activities.iter() {
        touch(activity.customer, activity.at);
    }
    for task in records.tasks.iter() {
        touch(task.customer, task.done.unwrap_or(ever));
    }
    for deal in records.deals.iter() {
        let moved = deal.history.last().map_or(deal.updated, |visit| visit.at);
        let at = match deal.outcome {
            Outcome::Open => ever,
            Outcome::Won { on, .. } | Outcome::Lost { on, .. } => moved.max(day_end(on)),
        };
        touch(deal.customer, at);
    }
    for case in records.cases.iter() {
        touch(case.customer, case.solved.unwrap_or(ever));
    }
    for entry in records.points.iter() {
        touch(Some(entry.customer), entry.at);
    }
    for customer in records.customers.iter() {
        touch(Some(customer.id), customer.created);
    }
    for customer in records.customers.iter() {
        if let (Some(company), Some(at)) = (customer.company, last.get(&customer.id).copied()) {
            let have = last.entry(company).or_insert(at);
            *have = (*have).max(at);
        }
    }
    let mut found: Vec<(Id<Customer>, Timestamp)> = records
        .customers
        .iter()
        .filter_map(|one| Some((one.id, *last.get(&one.id)?)))
        .filter(|(_, at)| *at < before)
        .collect();
    found.sort_by_key(|(id, at)| (*at, *id));
    found
}

/// The last that a civil day can be, wherever the shop is.
fn day_end(day: NaiveDate) -> Timestamp {
    let midnight = day.and_time(NaiveTime::MIN).and_utc();
    Timestamp(midnight.timestamp_millis() + DAY)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::{Activity, ActivityKind, CustomerKind, IdMaker, name::Name};

    #[test]
    fn who_was_touched_stays() {
        let mut make = IdMaker::new(1);
        let mut records = Records::default();
        let person = |make: &mut IdMaker, name: &str| {
            Customer::new(make.next(Timestamp(1)), Name::from_full(name), Timestamp(1))
        };
        let mut firm = person(&mut make, "Firm");
        firm.kind = CustomerKind::Company;
        let mut called = person(&mut make, "Called");
        called.company = Some(firm.id);
        let silent = person(&mut make, "Silent");
        let touch = Activity::new(
            make.next(Timestamp(1)),
            ActivityKind::CallIn,
            Some(called.id),
            Timestamp(5 * DAY),
        );
        for (slot, one) in (0..).zip([&firm, &called, &silent]) {
            records.customers.put(slot, Arc::new(one.clone()));
        }
        records.activities.put(0, Arc::new(touch));
        let ids = |before: i64| -> Vec<Id<Customer>> {
            let found = untouched(&records, Timestamp(before));
            found.into_iter().map(|(id, _)| id).collect()
        };
        assert_eq!(ids(5 * DAY), [silent.id]);
        assert_eq!(ids(6 * DAY).len(), 3);
    }
}
