//! Who is due, and what was kept.

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

    fn touch(&mut self, who: Id<Customer>, kind: ActivityKind, on: &str, outcome: Option<Reached>) {
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

#[test]
fn coverage_by_owner_sums_up_to_that_by_class() {
    let mut shop = Shop {
        ids: IdMaker::new(1),
        records: Records::default(),
    };
    let all: Vec<Id<Customer>> = (0..6).map(|_| shop.customer("2024-01-01")).collect();
    let today = "2026-11-23".parse().expect("a date");
    let of = |shop: &Shop| {
        let rules = ContactRules::default();
        plan(&shop.records, rules, |_| Some(Class::B), civil, today)
    };
    assert_eq!(of(&shop).owners, [], "no team");
    let mut ids = Vec::new();
    for (slot, name) in [(0, "Wu"), (1, "Bo"), (2, "Idle")] {
        let member = Member {
            id: shop.ids.next(Timestamp(1)),
            name: name.into(),
            left: false,
            created: Timestamp(1),
            updated: Timestamp(1),
        };
        ids.push(member.id);
        shop.records.members.put(slot, Arc::new(member));
    }
    let gone = shop.ids.next(Timestamp(1));
    let owners = [
        Some(ids[0]),
        Some(ids[0]),
        Some(ids[1]),
        None,
        Some(gone),
        Some(ids[1]),
    ];
    for (slot, (id, owner)) in (0..).zip(all.iter().zip(owners)) {
        let mut one = Customer::clone(shop.records.get(*id).expect("there"));
        one.owner = owner;
        // The last one asked for silence: nothing is due, and nobody is behind for it.
        one.do_not_contact = slot == 5;
        shop.records.customers.put(slot, Arc::new(one));
    }
    for who in [all[0], all[0], all[0], all[2], all[4], all[5]] {
        shop.touch(who, ActivityKind::Visit, "2026-10-01", None);
    }
    let found = of(&shop);
    let lines: Vec<(&str, usize, u64, u64)> = found
        .owners
        .iter()
        .map(|line| {
            let name = line.owner.as_ref().map_or("-", |one| one.name.as_str());
            (name, line.customers, line.due, line.made)
        })
        .collect();
    // Four a year are due to each of class B.
    assert_eq!(lines, [("Bo", 1, 4, 1), ("Wu", 2, 8, 3), ("-", 2, 8, 1)]);
    assert_eq!(found.total(), (20, 5));
}
