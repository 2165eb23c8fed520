//! What other tables say of customers, looked up once, is what each record alone says.

use proptest::prelude::*;

use super::*;
use crate::{
    domain::{
        ActivityKind, Case, Channel, Consent, Currency, Deal, IdMaker, Reached, SaleLine,
        name::Name,
    },
    query::{Behind, FactsById, Row, evaluate, facts, from_query, groups::Groups},
};

const DAY: i64 = 86_400_000;

fn day(offset: i64) -> NaiveDate {
    civil(Timestamp(offset * DAY))
}

fn civil(at: Timestamp) -> NaiveDate {
    let at = chrono::DateTime::from_timestamp_millis(at.0);
    at.expect("an instant").date_naive()
}

fn id<T>(number: u128) -> Id<T> {
    Id::new(Uuid::from_u128(number))
}

fn put<T: crate::domain::Entity>(records: &mut Records, record: T) {
    let table = T::table_mut(records);
    table.put(table.slot_count(), Arc::new(record));
}

/// Which of the customers 1 to 3 pass, on day 100.
fn passing(records: &Records, facts: &FactsById, text: &str) -> Vec<u128> {
    let filter = from_query(text).expect(text);
    let around = Around::of(records, &Needs::of(&filter, None));
    let passes = |who: &&Arc<Customer>| {
        let row = Row {
            customer: who,
            facts: facts.get(who.id),
            points: None,
            groups: Groups::default(),
            behind: &Behind::default(),
            around: &around,
            today: day(100),
            civil: &civil,
        };
        evaluate(&filter, &row)
    };
    let those = records.customers.iter().filter(passes);
    those.map(|one| one.id.raw().as_u128()).collect()
}

fn shop() -> Records {
    let mut records = Records::default();
    for (number, name) in [(1, "Ann"), (2, "Bo"), (3, "Cy")] {
        put(
            &mut records,
            Customer::new(id(number), Name::from_full(name), Timestamp(1)),
        );
    }
    records
}

fn touch(
    records: &mut Records,
    number: u128,
    who: u128,
    kind: ActivityKind,
    days: i64,
) -> Activity {
    let touch = Activity::new(id(number), kind, Some(id(who)), Timestamp(days * DAY));
    put(records, touch.clone());
    touch
}

#[test]
fn the_last_contact_is_no_note_and_no_call_that_nobody_took() {
    let mut records = shop();
    touch(&mut records, 10, 1, ActivityKind::Visit, 90);
    touch(&mut records, 11, 1, ActivityKind::Note, 99);
    touch(&mut records, 12, 2, ActivityKind::Note, 99);
    let missed = Activity {
        outcome: Some(Reached::NoAnswer),
        ..touch(&mut Records::default(), 13, 1, ActivityKind::CallOut, 98)
    };
    put(&mut records, missed);
    let pass = |text| passing(&records, &FactsById::default(), text);
    assert_eq!(pass("contacted~10~10"), [1]);
    assert_eq!(pass("contacted~~9"), [0; 0]);
    assert_eq!(pass("contacted~11~"), [0; 0]);
    assert_eq!(pass("untouched"), [2, 3]);
    assert_eq!(pass("not(untouched)"), [1]);
}

#[test]
fn the_newest_answer_is_how_content_they_are() {
    let mut records = shop();
    for (number, who, days, said) in [(10, 1, 50, 5), (11, 1, 60, 2), (12, 2, 10, 4)] {
        let plain = touch(
            &mut Records::default(),
            number,
            who,
            ActivityKind::Note,
            days,
        );
        put(
            &mut records,
            Activity {
                satisfaction: Some(said),
                ..plain
            },
        );
    }
    let pass = |text| passing(&records, &FactsById::default(), text);
    assert_eq!(pass("content~~2"), [1]);
    assert_eq!(pass("content~4~"), [2]);
    assert_eq!(pass("content~~"), [1, 2], "who never answered is neither");
}

#[test]
fn what_is_not_finished_and_when_the_next_step_is_due() {
    let mut records = shop();
    let mut task = |number, who, due: Option<i64>, done| {
        let task = Task {
            customer: Some(id(who)),
            due: due.map(day),
            done,
            ..Task::new(id(number), "x", Timestamp(1))
        };
        put(&mut records, task);
    };
    task(10, 1, Some(107), None);
    task(11, 1, Some(108), None);
    task(12, 1, Some(99), Some(Timestamp(5)));
    task(13, 2, None, None);
    let mut deal = |number, who, outcome| {
        let deal = Deal {
            customer: Some(id(who)),
            outcome,
            ..Deal::new(id(number), "x", (id(1), id(2)), Currency::USD, Timestamp(1))
        };
        put(&mut records, deal);
    };
    deal(20, 1, Outcome::Open);
    let lost = Outcome::Lost {
        on: day(3),
        reason: String::new(),
    };
    deal(21, 2, lost);
    let mut case = |number, who, solved| {
        let case = Case {
            customer: Some(id(who)),
            solved,
            ..Case::new(id(number), "x", Timestamp(1))
        };
        put(&mut records, case);
    };
    case(30, 1, Some(Timestamp(9)));
    case(31, 3, None);
    let pass = |text| passing(&records, &FactsById::default(), text);
    assert_eq!(pass("has~task"), [1, 2]);
    assert_eq!(pass("has~deal"), [1]);
    assert_eq!(pass("has~case"), [3]);
    assert_eq!(pass("next~week"), [1]);
    assert_eq!(pass("next~missing"), [2, 3]);
    for none in ["next~overdue", "next~today", "next~later"] {
        assert_eq!(pass(none), [0; 0], "{none}");
    }
    let of = |offset: Option<i64>| NextDue::of(offset.map(day), day(100));
    let days = [None, Some(99), Some(100), Some(101), Some(107), Some(108)];
    assert_eq!(
        days.map(of),
        [
            NextDue::Missing,
            NextDue::Overdue,
            NextDue::Today,
            NextDue::Week,
            NextDue::Week,
            NextDue::Later
        ]
    );
}

#[test]
fn who_bought_a_product_in_a_period_and_for_how_much_in_a_year() {
    let mut records = shop();
    let mut sale = |number, who, date, total, product: u128| {
        let line = SaleLine {
            product: Some(id(product)),
            name: "Tea".to_owned(),
            quantity: crate::domain::Quantity::ONE,
            unit_price: total,
            discount: 0,
            tax_rate: 0,
        };
        let sale = Sale {
            customer: Some(id(who)),
            lines: vec![line],
            refund_of: (total < 0).then(|| id(40)),
            ..Sale::new(id(number), day(date), total, Currency::USD, Timestamp(1))
        };
        put(&mut records, sale);
    };
    sale(40, 1, 90, 500, 7);
    sale(41, 1, 91, -500, 7);
    sale(42, 2, 20, 300, 7);
    sale(43, 3, 95, -900, 7);
    sale(44, 2, -300, 800, 8);
    let facts = facts(&records.sales, Currency::USD, day(100));
    let pass = |text: &str| passing(&records, &facts, text);
    let (seven, eight) = (id::<Product>(7), id::<Product>(8));
    assert_eq!(
        pass(&format!("bought~{seven}~~")),
        [1, 2],
        "a refund is no purchase"
    );
    assert_eq!(
        pass(&format!("bought~{seven}~{}~{}", day(80), day(100))),
        [1]
    );
    assert_eq!(pass(&format!("bought~{seven}~~{}", day(20))), [2]);
    assert_eq!(pass(&format!("bought~{eight}~~")), [2]);
    assert_eq!(pass("year~300~"), [2]);
    assert_eq!(pass("spent~1100~"), [2], "all of it");
}

#[test]
fn a_consent_was_given_where_it_was_asked_for_and_not_taken_back() {
    let mut records = Records::default();
    let said = |given| Consent::new(Channel::Phone, given, day(1));
    let mut person = |number, consents, silent, gender: &str| {
        let person = Customer {
            consents,
            do_not_contact: silent,
            gender: gender.to_owned(),
            ..Customer::new(id(number), Name::from_full("x"), Timestamp(1))
        };
        put(&mut records, person);
    };
    person(1, vec![said(true)], false, "female");
    person(2, vec![], false, "");
    person(3, vec![said(false)], false, "male");
    person(4, vec![said(true)], true, "male");
    let pass = |text| passing(&records, &FactsById::default(), text);
    assert_eq!(pass("consented~phone"), [1]);
    assert_eq!(pass("may~phone"), [1, 2], "nobody forbade it");
    assert_eq!(pass("consented~post"), [0; 0]);
    assert_eq!(pass("gender~female"), [1]);
    assert_eq!(pass("gender~"), [2]);
}

proptest! {
    /// However tasks lie, the next step is the earliest day among the open ones.
    #[test]
    fn the_next_step_is_the_earliest(tasks in prop::collection::vec((1u128..4, prop::option::of(-9i64..9), any::<bool>()), 0..30)) {
        let mut ids = IdMaker::new(7);
        let mut records = Records::default();
        for (who, due, done) in &tasks {
            put(&mut records, Task {
                customer: Some(id(*who)),
                due: due.map(day),
                done: done.then_some(Timestamp(1)),
                ..Task::new(ids.next(Timestamp(1)), "x", Timestamp(1))
            });
        }
        let todo = ToDo::of(&records.tasks);
        for who in 1..4 {
            let open = || tasks.iter().filter(|(whose, _, done)| *whose == who && !done);
            let earliest = open().filter_map(|(_, due, _)| *due).min();
            prop_assert_eq!(todo.next(id(who)), earliest.map(day));
            prop_assert_eq!(todo.any(id(who)), open().count() > 0);
        }
    }
}

#[test]
fn nothing_is_looked_up_that_nobody_asks_for() {
    let needs = |text: &str| Needs::of(&from_query(text).expect(text), None);
    assert_eq!(needs("all(phone!spent~1~)"), Needs::default());
    assert!(needs("any(phone!not(has~deal))").deals);
    let (seven, eight) = (id::<Product>(7), id::<Product>(8));
    let twice = format!("all(bought~{seven}~~!not(bought~{seven}~~)!bought~{eight}~~)");
    assert_eq!(needs(&twice).bought.len(), 2);
    let by = |column| {
        let direction = crate::query::Direction::Up;
        Needs::of(&Filter::default(), Some(Sort { column, direction }))
    };
    assert!(by(Column::Contacted).touches && by(Column::NextStep).tasks);
    assert!(!by(Column::Name).touches);
}
