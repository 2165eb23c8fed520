//! The contact plan: how many touches a customer should get in a year, whom it is time for, and how much
//! of the plan was kept. Pure over the records; the classes come from the reports.
//!
//! A customer is due `n` touches in 365 days, `n` set for each class; somebody known for a shorter time
//! is due the whole part of their share. A touch is anything but a note or a call nobody took. Touches
//! beyond what was due don't make up for others: coverage is kept ÷ due.

use std::sync::Arc;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use crate::domain::{ContactRules, Customer, Id, Records, Timestamp};

use super::groups::Class;

/// Days of the window.
const YEAR: i64 = 365;

/// One line of the coverage; the class is `None` for customers without sales.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The class.
    pub class: Option<Class>,
    /// Touches due to each in a year.
    pub per_year: u8,
    /// Customers of the class.
    pub customers: usize,
    /// Touches that were due in the window.
    pub due: u64,
    /// Of those, touches that were made.
    pub made: u64,
}

impl Line {
    /// Made ÷ due; `None` where nothing was due.
    pub fn coverage(&self) -> Option<f64> {
        (self.due > 0).then(|| self.made as f64 / self.due as f64)
    }
}

/// Somebody it is time for.
#[derive(Debug, Clone, PartialEq)]
pub struct Due {
    /// Who.
    pub customer: Arc<Customer>,
    /// Of which class.
    pub class: Option<Class>,
    /// The day of the last touch, if there was any.
    pub last: Option<NaiveDate>,
    /// Days since the touch was due.
    pub late: i64,
}

/// The plan as it stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// Coverage by class, A first, customers without class last.
    pub lines: Vec<Line>,
    /// Who is due: by class, then the latest first.
    pub due: Vec<Due>,
}

impl Plan {
    /// Due and made over all classes.
    pub fn total(&self) -> (u64, u64) {
        let sum = |get: fn(&Line) -> u64| self.lines.iter().map(get).sum();
        (sum(|line| line.due), sum(|line| line.made))
    }
}

/// The classes in the order of the rules.
fn classes() -> impl Iterator<Item = Option<Class>> {
    Class::ALL.iter().copied().map(Some).chain([None])
}

/// The plan on a day. `class_of` comes from the reports, `civil` tells the day of an instant on the
/// shop's clocks. Who asked not to be contacted is no part of it.
pub fn plan(
    records: &Records,
    rules: ContactRules,
    class_of: impl Fn(Id<Customer>) -> Option<Class>,
    civil: impl Fn(Timestamp) -> NaiveDate,
    today: NaiveDate,
) -> Plan {
    // Of each customer the last touch and how many lie in the window.
    let mut touched: FxHashMap<Id<Customer>, (NaiveDate, u64)> = FxHashMap::default();
    for touch in records.activities.iter().filter(|touch| touch.counts()) {
        let Some(customer) = touch.customer else {
            continue;
        };
        let day = civil(touch.at);
        let (last, count) = touched.entry(customer).or_insert((day, 0));
        *last = day.max(*last);
        *count += u64::from((0..YEAR).contains(&(today - day).num_days()));
    }
    let mut lines: Vec<Line> = classes()
        .zip(rules.per_year)
        .map(|(class, per_year)| Line {
            class,
            per_year,
            customers: 0,
            due: 0,
            made: 0,
        })
        .collect();
    let mut due = Vec::new();
    for customer in records
        .customers
        .iter()
        .filter(|one| one.may_contact_somehow())
    {
        let class = class_of(customer.id);
        let place = classes().position(|other| other == class);
        let Some(line) = place.and_then(|place| lines.get_mut(place)) else {
            continue;
        };
        line.customers += 1;
        if line.per_year == 0 {
            continue;
        }
        let created = civil(customer.created);
        let known = ((today - created).num_days() + 1).clamp(0, YEAR);
        let share = i64::from(line.per_year) * known / YEAR;
        let share = u64::try_from(share).unwrap_or(0);
        let found = touched.get(&customer.id).copied();
        line.due += share;
        line.made += found.map_or(0, |(_, count)| count.min(share));
        let last = found.map(|(last, _)| last);
        // Every so many days; the remainder of the year is no reason to be early.
        let every = YEAR / i64::from(line.per_year);
        let late = (today - last.unwrap_or(created)).num_days() - every;
        if late >= 0 {
            due.push(Due {
                customer: customer.clone(),
                class,
                last,
                late,
            });
        }
    }
    let place = |class: Option<Class>| class.map_or(Class::ALL.len(), Class::index);
    due.sort_by_key(|one| {
        (
            place(one.class),
            std::cmp::Reverse(one.late),
            one.customer.id,
        )
    });
    Plan { lines, due }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Activity, ActivityKind, IdMaker, Reached, name::Name};
    use chrono::Datelike;

    /// Instants are days here, so that the clock is no part of the test.
    fn at(text: &str) -> Timestamp {
        let day: NaiveDate = text.parse().expect("a date");
        Timestamp(i64::from(day.num_days_from_ce()))
    }

    fn civil(at: Timestamp) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(i32::try_from(at.0).expect("small")).expect("a date")
    }

    struct Shop {
        ids: IdMaker,
        records: Records,
    }

    impl Shop {
        fn customer(&mut self, created: &str) -> Id<Customer> {
            let id = self.ids.next(Timestamp(1));
            let one = Customer::new(id, Name::from_full("Ann"), at(created));
            let slot = self.records.customers.slot_count();
            self.records.customers.put(slot, Arc::new(one));
            id
        }

        fn touch(
            &mut self,
            who: Id<Customer>,
            kind: ActivityKind,
            on: &str,
            outcome: Option<Reached>,
        ) {
            let id = self.ids.next(Timestamp(1));
            let touch = Activity {
                outcome,
                ..Activity::new(id, kind, Some(who), at(on))
            };
            let slot = self.records.activities.slot_count();
            self.records.activities.put(slot, Arc::new(touch));
        }
    }

    #[test]
    fn coverage_is_made_by_due_and_nobody_makes_up_for_another() {
        let mut shop = Shop {
            ids: IdMaker::new(1),
            records: Records::default(),
        };
        let gold = shop.customer("2024-01-01");
        let small = shop.customer("2024-01-01");
        let fresh = shop.customer("2026-09-01");
        let stranger = shop.customer("2024-01-01");
        for on in [
            "2026-01-10",
            "2026-03-10",
            "2026-05-10",
            "2026-07-10",
            "2026-09-10",
            "2026-11-10",
        ] {
            shop.touch(gold, ActivityKind::CallOut, on, Some(Reached::Reached));
        }
        shop.touch(small, ActivityKind::Letter, "2026-11-01", None);
        shop.touch(
            small,
            ActivityKind::CallOut,
            "2026-11-20",
            Some(Reached::NoAnswer),
        );
        shop.touch(small, ActivityKind::Note, "2026-11-20", None);
        shop.touch(small, ActivityKind::Visit, "2025-11-22", None);
        let class_of = |id| match id {
            id if id == gold => Some(Class::A),
            id if id == small => Some(Class::C),
            id if id == fresh => Some(Class::B),
            _ => None,
        };
        let today = "2026-11-23".parse().expect("a date");
        let plan = plan(
            &shop.records,
            ContactRules::default(),
            class_of,
            civil,
            today,
        );
        let figures: Vec<(usize, u64, u64)> = plan
            .lines
            .iter()
            .map(|line| (line.customers, line.due, line.made))
            .collect();
        // Six touches of four due count as four; known for 84 days, none is due yet.
        assert_eq!(figures, [(1, 4, 4), (1, 0, 0), (1, 4, 1), (1, 0, 0)]);
        assert_eq!(plan.lines[0].coverage(), Some(1.0));
        assert_eq!(plan.lines[1].coverage(), None);
        assert_eq!(plan.total(), (8, 5));
        assert!(
            plan.due.is_empty(),
            "all were touched within 91 days: {:?}",
            plan.due
        );
        let _ = stranger;
    }

    #[test]
    fn who_is_due_the_best_class_and_the_latest_first() {
        let mut shop = Shop {
            ids: IdMaker::new(1),
            records: Records::default(),
        };
        let first = shop.customer("2026-01-01");
        let second = shop.customer("2026-01-01");
        let third = shop.customer("2026-01-01");
        shop.touch(second, ActivityKind::Visit, "2026-08-24", None);
        shop.touch(third, ActivityKind::Visit, "2026-08-25", None);
        let today = "2026-11-23".parse().expect("a date");
        let class_of = |id| Some(if id == first { Class::B } else { Class::A });
        let found = plan(
            &shop.records,
            ContactRules::default(),
            class_of,
            civil,
            today,
        );
        let due: Vec<(Id<Customer>, i64)> = found
            .due
            .iter()
            .map(|one| (one.customer.id, one.late))
            .collect();
        // Four a year is every 91 days: 24 August + 91 days is today.
        assert_eq!(due, [(second, 0), (first, 235)]);
        let rules = ContactRules {
            per_year: [0; 4],
            ..ContactRules::default()
        };
        assert!(
            plan(&shop.records, rules, class_of, civil, today)
                .due
                .is_empty()
        );
    }
}
