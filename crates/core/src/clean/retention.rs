//! Whom the shop should forget: customers without any touch for years (GDPR 5(1)(e), PIPL 19). A
//! touch is a sale, a visit, call or message, a task done, a deal that moved or ended, a case that came in or was
//! solved, points given or redeemed; the record's making only where there is nothing else, for a list that was
//! brought in today meets nobody today. An open deal, case or task keeps its customer, and while one of a company
//! was touched, the company and everybody else there stay.

use chrono::{NaiveDate, NaiveTime};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::domain::{Customer, Id, Outcome, Records, Timestamp};

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// Customers whose last touch was before `before`, with that touch; the longest ago first. A
/// company stays as long as one of its people was touched, and they as long as it.
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
    let touched: FxHashSet<Id<Customer>> = last.keys().copied().collect();
    // The company as its people leave it, then the people as their company has it.
    let belong = || {
        let all = records.customers.iter();
        all.filter_map(|one| Some((one.id, one.company?)))
    };
    for (person, company) in belong() {
        spread(&mut last, person, company);
    }
    for (person, company) in belong() {
        spread(&mut last, company, person);
    }
    for customer in records.customers.iter() {
        if !touched.contains(&customer.id) {
            let have = last.entry(customer.id).or_insert(customer.created);
            *have = (*have).max(customer.created);
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

/// What the one was touched at last holds for the other as well.
fn spread(last: &mut FxHashMap<Id<Customer>, Timestamp>, from: Id<Customer>, to: Id<Customer>) {
    if let Some(at) = last.get(&from).copied() {
        let have = last.entry(to).or_insert(at);
        *have = (*have).max(at);
    }
}

/// The last that a civil day can be, wherever the shop is.
fn day_end(day: NaiveDate) -> Timestamp {
    let midnight = day.and_time(NaiveTime::MIN).and_utc();
    Timestamp(midnight.timestamp_millis() + DAY)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use uuid::Uuid;

    use super::*;
    use crate::domain::{
        Activity, ActivityKind, Case, Currency, CustomerKind, Deal, IdMaker, PointsEntry,
        PointsReason, name::Name,
    };

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

    #[test]
    fn a_list_brought_in_today_meets_nobody_today_and_a_firm_keeps_its_people() {
        let mut make = IdMaker::new(1);
        let mut records = Records::default();
        let mut people: Vec<Customer> = ["Old", "Bare", "Firm", "Staff", "Fresh"]
            .map(|name| {
                let made = Timestamp(90 * DAY);
                Customer::new(make.next(made), Name::from_full(name), made)
            })
            .to_vec();
        let firm = people[2].id;
        people[2].kind = CustomerKind::Company;
        people[3].company = Some(firm);
        people[4].company = Some(firm);
        for (slot, one) in (0..).zip(&people) {
            records.customers.put(slot, Arc::new(one.clone()));
        }
        let touched = [(0, 10), (2, 40), (3, 20)];
        for (slot, (who, day)) in (0..).zip(touched) {
            let who = Some(people[who].id);
            let id = make.next(Timestamp(1));
            let touch = Activity::new(id, ActivityKind::CallIn, who, Timestamp(day * DAY));
            records.activities.put(slot, Arc::new(touch));
        }
        let ids = |before: i64| -> Vec<Id<Customer>> {
            let found = untouched(&records, Timestamp(before * DAY));
            found.into_iter().map(|(id, _)| id).collect()
        };
        let id = |at: usize| people[at].id;
        // Old was here long before the list came in.
        assert_eq!(ids(30), [id(0)]);
        // Staff stay as long as the firm, which was called later than they.
        assert_eq!(ids(50), [id(0), id(2), id(3)]);
        // Of whom nothing else is known, the record's making counts.
        assert_eq!(ids(91).len(), 5);
    }

    #[test]
    fn the_end_of_a_deal_a_case_and_points_are_touches() {
        let mut make = IdMaker::new(1);
        let mut records = Records::default();
        let people: Vec<Customer> = ["Ended", "Open", "Solved", "Rewarded", "Nothing"]
            .map(|name| Customer::new(make.next(Timestamp(1)), Name::from_full(name), Timestamp(1)))
            .to_vec();
        for (slot, one) in (0..).zip(&people) {
            records.customers.put(slot, Arc::new(one.clone()));
        }
        let whose = |at: usize| people.get(at).map(|one| one.id);
        let day = NaiveDate::from_ymd_opt(1970, 1, 10).expect("a date");
        let place = (Id::new(Uuid::from_u128(8)), Id::new(Uuid::from_u128(9)));
        let outcome = Outcome::Lost {
            on: day,
            reason: String::new(),
        };
        let deal = Deal {
            customer: whose(0),
            outcome,
            ..Deal::new(
                make.next(Timestamp(1)),
                "D",
                place,
                Currency::CNY,
                Timestamp(1),
            )
        };
        records.deals.put(0, Arc::new(deal));
        for (slot, (at, solved)) in (0..).zip([(1, None), (2, Some(Timestamp(10 * DAY)))]) {
            let case = Case {
                customer: whose(at),
                solved,
                ..Case::new(make.next(Timestamp(1)), "Zip", Timestamp(1))
            };
            records.cases.put(slot, Arc::new(case));
        }
        let entry = PointsEntry {
            id: make.next(Timestamp(1)),
            customer: people[3].id,
            points: 5,
            reason: PointsReason::Given,
            at: Timestamp(10 * DAY),
            note: String::new(),
            by: None,
            created: Timestamp(1),
            updated: Timestamp(1),
        };
        records.points.put(0, Arc::new(entry));
        let names = |before: i64| -> Vec<String> {
            let found = untouched(&records, Timestamp(before));
            let name = |id| {
                records
                    .get(id)
                    .map(|one: &Arc<Customer>| one.name.full.clone())
            };
            found.into_iter().filter_map(|(id, _)| name(id)).collect()
        };
        assert_eq!(names(9 * DAY), ["Nothing"]);
        // Everything but the open case is long ago by then.
        assert_eq!(names(30 * DAY).len(), 4);
    }
}
