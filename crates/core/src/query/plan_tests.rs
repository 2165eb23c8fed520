//! Who is due, and what was kept.

use super::*;
use crate::domain::{Activity, ActivityKind, Currency, IdMaker, Reached, Sale, name::Name};
use chrono::Datelike;

/// Instants are days here, so that the clock is no part of the test.
fn at(text: &str) -> Timestamp {
    let day: NaiveDate = text.parse().expect("a date");
    Timestamp(i64::from(day.num_days_from_ce()))
}

fn civil(at: Timestamp) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(at.0).expect("small")).expect("a date")
}

fn by_class(class_of: impl Fn(Id<Customer>) -> Option<Class>) -> impl Fn(Id<Customer>) -> Groups {
    move |id| Groups {
        class: class_of(id),
        ..Groups::default()
    }
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

    /// Somebody who works at a company.
    fn employee(&mut self, of: Id<Customer>) -> Id<Customer> {
        let id = self.ids.next(Timestamp(1));
        let one = Customer {
            company: Some(of),
            ..Customer::new(id, Name::from_full("Ben"), at("2024-01-01"))
        };
        let slot = self.records.customers.slot_count();
        self.records.customers.put(slot, Arc::new(one));
        id
    }

    fn sale(&mut self, who: Id<Customer>, on: &str) {
        let id = self.ids.next(Timestamp(1));
        let date = on.parse().expect("a date");
        let sale = Sale {
            customer: Some(who),
            ..Sale::new(id, date, 500, Currency::CNY, Timestamp(1))
        };
        let slot = self.records.sales.slot_count();
        self.records.sales.put(slot, Arc::new(sale));
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
    let class_of = by_class(|id| match id {
        id if id == gold => Some(Class::A),
        id if id == small => Some(Class::C),
        id if id == fresh => Some(Class::B),
        _ => None,
    });
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
    let class_of = by_class(|id| Some(if id == first { Class::B } else { Class::A }));
    let found = plan(
        &shop.records,
        ContactRules::default(),
        &class_of,
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
        plan(&shop.records, rules, &class_of, civil, today)
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
        let class_of = by_class(|_| Some(Class::B));
        plan(&shop.records, rules, class_of, civil, today)
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

#[test]
fn by_segment_each_has_its_own_figure_and_the_same_touches_count() {
    let mut shop = Shop {
        ids: IdMaker::new(1),
        records: Records::default(),
    };
    let champion = shop.customer("2024-01-01");
    let lost = shop.customer("2024-01-01");
    let half = shop.customer("2026-05-26");
    let prospect = shop.customer("2024-01-01");
    for on in ["2026-02-01", "2026-06-01", "2026-10-01"] {
        shop.touch(champion, ActivityKind::Visit, on, None);
    }
    shop.touch(lost, ActivityKind::Letter, "2026-08-01", None);
    shop.touch(half, ActivityKind::Email, "2026-11-01", None);
    let mut rules = ContactRules {
        basis: PlanBasis::Segment,
        // By class nothing would be due.
        per_year: [0; 4],
        ..ContactRules::default()
    };
    rules.per_segment[Segment::Champions.index()] = 12;
    rules.per_segment[Segment::AtRisk.index()] = 6;
    rules.per_segment[Segment::Lost.index()] = 1;
    rules.per_segment[11] = 2;
    let groups_of = |id| Groups {
        // All of one class: it is no longer asked.
        class: Some(Class::A),
        segment: match id {
            id if id == champion => Some(Segment::Champions),
            id if id == lost => Some(Segment::Lost),
            id if id == half => Some(Segment::AtRisk),
            _ => None,
        },
        ..Groups::default()
    };
    let today = "2026-11-23".parse().expect("a date");
    let found = plan(&shop.records, rules, groups_of, civil, today);
    assert_eq!((found.basis, found.lines.len()), (PlanBasis::Segment, 12));
    let lines: Vec<(PlanGroup, u8, u64, u64)> = found
        .lines
        .iter()
        .filter(|line| line.customers > 0)
        .map(|line| (line.group, line.per_year, line.due, line.made))
        .collect();
    assert_eq!(
        lines,
        [
            (PlanGroup::Segment(Segment::Champions), 12, 12, 3),
            // Known for 182 of 365 days: 6 × 182 ÷ 365 = 2.99, whole touches are 2.
            (PlanGroup::Segment(Segment::AtRisk), 6, 2, 1),
            (PlanGroup::Segment(Segment::Lost), 1, 1, 1),
            (PlanGroup::NoSales, 2, 2, 0),
        ]
    );
    assert_eq!(found.total(), (17, 5));
    // Champions every 30 days: 1 October + 30 is 31 October. Who never bought every 182 days since 1 January 2024,
    // 1,057 days ago. The others were touched within 60 and 365 days.
    let due: Vec<(Id<Customer>, PlanGroup, i64)> = found
        .due
        .iter()
        .map(|one| (one.customer.id, one.group, one.late))
        .collect();
    assert_eq!(
        due,
        [
            (champion, PlanGroup::Segment(Segment::Champions), 23),
            (prospect, PlanGroup::NoSales, 875),
        ]
    );
}

#[test]
fn a_figure_stands_for_each_group_of_a_basis() {
    for basis in PlanBasis::ALL {
        let mut rules = ContactRules {
            basis,
            ..ContactRules::default()
        };
        assert_eq!(PlanGroup::all(basis).len(), rules.figures().len());
        let other = rules;
        rules.figures_mut()[0] = 9;
        assert_eq!(rules.figures()[0], 9);
        // What the other basis says stays as it was.
        let kept = match basis {
            PlanBasis::Class => rules.per_segment == other.per_segment,
            PlanBasis::Segment => rules.per_year == other.per_year,
        };
        assert!(kept);
    }
}

#[test]
fn rules_from_before_segments_are_read_and_written_as_they_were() {
    let old = r#"{"per_year":[12,6,2,1],"birthday_days":3}"#;
    let rules: ContactRules = serde_json::from_str(old).expect("reads");
    assert_eq!(
        rules,
        ContactRules {
            per_year: [12, 6, 2, 1],
            birthday_days: 3,
            basis: PlanBasis::Class,
            per_segment: [4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 0],
        }
    );
    assert_eq!(rules.figures(), [12, 6, 2, 1]);
    assert_eq!(serde_json::to_string(&rules).expect("writes"), old);
    let by_segment = ContactRules {
        basis: PlanBasis::Segment,
        ..rules
    };
    let text = serde_json::to_string(&by_segment).expect("writes");
    assert_eq!(
        serde_json::from_str::<ContactRules>(&text).expect("reads"),
        by_segment
    );
}

/// Everybody in class C, once a year.
fn yearly(shop: &Shop) -> Plan {
    let class_of = by_class(|_| Some(Class::C));
    let today = "2026-11-23".parse().expect("a date");
    let mut rules = ContactRules::default();
    rules.figures_mut().fill(1);
    plan(&shop.records, rules, class_of, civil, today)
}

#[test]
fn who_bought_or_was_touched_before_the_record_was_made_is_known_since_then() {
    let mut shop = Shop {
        ids: IdMaker::new(1),
        records: Records::default(),
    };
    // All of them came in with a list today.
    let [bought, touched, new] = ["2026-11-23"; 3].map(|day| shop.customer(day));
    shop.sale(bought, "2025-11-22");
    shop.sale(bought, "2025-03-01");
    shop.touch(touched, ActivityKind::Visit, "2025-01-05", None);
    let plan = yearly(&shop);
    assert_eq!(plan.total(), (2, 0));
    let due: Vec<_> = plan
        .due
        .iter()
        .map(|one| (one.customer.id, one.late))
        .collect();
    assert_eq!(due, [(touched, 322), (bought, 267)]);
    let _ = new;
}

#[test]
fn a_touch_with_somebody_of_a_company_is_one_with_the_company() {
    let mut shop = Shop {
        ids: IdMaker::new(1),
        records: Records::default(),
    };
    let firm = shop.customer("2024-01-01");
    let ben = shop.employee(firm);
    shop.touch(ben, ActivityKind::CallIn, "2026-11-01", None);
    let plan = yearly(&shop);
    assert_eq!(plan.total(), (2, 2));
    assert!(plan.due.is_empty(), "{:?}", plan.due);
}
