//! Tasks written as a calendar and read again by a shop that has none of them: the same tasks.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};
use proptest::prelude::*;

use super::{Everything, Telling, plan, read, write, write_shown};
use crate::{
    domain::{Customer, Id, IdMaker, Moment, Priority, Task, Timestamp, limits, name::Name},
    exchange::{duplicates::DuplicateChoice, lists::Words},
};

const NOW: Timestamp = Timestamp(1_800_000_000_000);

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day")
}

/// Two people of one name, one of another, and one who wants to be left alone.
fn people() -> Vec<Arc<Customer>> {
    let mut ids = IdMaker::new(3);
    let names = ["Ann; Lee, jr.", "王芳", "王芳", "Quiet"];
    let all = names.map(|name| {
        let mut one = Customer::new(ids.next(NOW), Name::from_full(name), NOW);
        one.do_not_contact = name == "Quiet";
        Arc::new(one)
    });
    all.to_vec()
}

/// Tasks alone.
fn write_tasks<'a>(
    tasks: impl IntoIterator<Item = &'a Task>,
    customers: impl IntoIterator<Item = &'a Customer>,
    zone: chrono_tz::Tz,
) -> String {
    let telling = Telling::new(today(), 0, Words::of("en"));
    write_shown(tasks, customers, [], zone, &telling)
}

fn again(text: &str, people: &[Arc<Customer>]) -> Vec<Task> {
    let zone = chrono_tz::Asia::Shanghai;
    let found = read(text, zone, today());
    assert_eq!(found.problems, []);
    let moment = Moment {
        now: NOW,
        today: today(),
    };
    let (customers, mut ids) = (people.iter().cloned(), IdMaker::new(9));
    let made = plan(
        &found,
        customers,
        &[],
        DuplicateChoice::Skip,
        &mut ids,
        &moment,
    );
    made.expect("not stopped").tasks
}

/// What has to be the same.
fn told(task: &Task) -> Task {
    Task {
        id: Id::new(uuid::Uuid::nil()),
        code: String::new(),
        ..task.clone()
    }
}

fn some_task() -> impl Strategy<Value = Task> {
    let time = proptest::option::of((0_u32..24, 0_u32..60));
    let priority = prop::sample::select(vec![Priority::High, Priority::Normal, Priority::Low]);
    let remind = proptest::option::of(prop_oneof![Just(0), 1..=limits::REMIND]);
    (
        "[a-z张,;:\\\\\"']{1,30}x",
        "x[a-z张,;\\\\\n\"]{0,90}x|",
        proptest::option::of(0_u64..900),
        time,
        priority,
        remind,
        proptest::option::of(0_usize..3),
    )
        .prop_map(|(title, note, day, time, priority, remind, who)| {
            let due = day.and_then(|days| today().checked_add_days(chrono::Days::new(days)));
            let time = time.and_then(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0));
            let time = time.filter(|_| due.is_some());
            Task {
                due,
                time,
                priority,
                note,
                remind: remind.filter(|_| time.is_some()),
                customer: who.and_then(|at| Some(people().get(at)?.id)),
                ..Task::new(Id::new(uuid::Uuid::from_u128(7)), title, NOW)
            }
        })
}

proptest! {
    #[test]
    fn tasks_written_are_tasks_read(task in some_task()) {
        let people = people();
        let text = write_tasks([&task], people.iter().map(AsRef::as_ref), chrono_tz::Asia::Shanghai);
        let found = again(&text, &people);
        prop_assert_eq!(found.iter().map(told).collect::<Vec<_>>(), [told(&task)]);
    }
}

#[test]
fn a_customer_is_found_by_name_where_the_identity_is_another_shops() {
    let people = people();
    let of = |at: usize| Task {
        customer: Some(people[at].id),
        ..Task::new(Id::new(uuid::Uuid::from_u128(7)), "Ring", NOW)
    };
    let strangers: Vec<_> = people
        .iter()
        .zip(50_u128..)
        .map(|(one, n)| {
            let id = Id::new(uuid::Uuid::from_u128(n));
            Arc::new(Customer {
                id,
                ..Customer::clone(one)
            })
        })
        .collect();
    for (at, expected) in [(0, Some(strangers[0].id)), (1, None)] {
        let (task, people) = (of(at), people.iter().map(AsRef::as_ref));
        let text = write_tasks([&task], people, chrono_tz::Asia::Shanghai);
        assert_eq!(again(&text, &strangers)[0].customer, expected, "{at}");
    }
}

#[test]
fn a_task_for_who_wants_to_be_left_alone_names_nobody() {
    let people = people();
    let task = Task {
        customer: Some(people[3].id),
        ..Task::new(Id::new(uuid::Uuid::from_u128(7)), "Ring", NOW)
    };
    let zone = chrono_tz::Asia::Shanghai;
    let all = || people.iter().map(AsRef::as_ref);
    let whole = write(
        &Everything::of([&task], all()),
        zone,
        &Telling::new(today(), 0, Words::of("en")),
    );
    for text in [write_tasks([&task], all(), zone), whole] {
        assert!(text.contains("SUMMARY:Ring\r\n"));
        assert!(!text.contains("Quiet") && !text.contains(&people[3].id.to_string()));
    }
}

#[test]
fn reminders_of_other_calendars_come_along_where_the_app_has_the_like() {
    let event = |alarm: &str| {
        format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261201T013000Z\r\n\
             SUMMARY:Ring\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\n{alarm}\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
    };
    for (alarm, expected) in [
        ("TRIGGER:-PT15M", Some(15)),
        ("TRIGGER;VALUE=DURATION:-P1DT2H", Some(26 * 60)),
        ("TRIGGER;RELATED=START:-P1W", Some(7 * 24 * 60)),
        ("TRIGGER:PT0S", Some(0)),
        ("TRIGGER:PT10M", None),
        ("TRIGGER;RELATED=END:-PT5M", None),
        ("TRIGGER:-P300D", None),
        ("TRIGGER;VALUE=DATE-TIME:20261201T010000Z", None),
        ("DESCRIPTION:nothing", None),
    ] {
        let found = again(&event(alarm), &[]);
        assert_eq!(found[0].remind, expected, "{alarm}");
    }
}
