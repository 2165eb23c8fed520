//! Reminders and the days of lunar birthdays in a calendar that goes out, read by its lines alone: what they must
//! say is written down here from RFC 5545 and from printed almanacs.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;

use super::{Everything, Telling, read, write, write_days};
use crate::{
    domain::{
        Birthday, Customer, FieldDef, FieldKind, FieldValue, IdMaker, Rank, TableName, Task,
        Timestamp, name::Name,
    },
    exchange::lists::Words,
};

const ZONE: Tz = chrono_tz::Asia::Shanghai;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn today() -> NaiveDate {
    day("2026-11-22")
}

/// The content lines inside each block of a kind, unfolded; blocks inside are theirs, too.
fn blocks(text: &str, kind: &str) -> Vec<Vec<String>> {
    let unfolded = text.replace("\r\n ", "");
    let (begin, end) = (format!("BEGIN:{kind}"), format!("END:{kind}"));
    let mut found = Vec::new();
    let mut open: Option<Vec<String>> = None;
    let mut depth = Vec::new();
    for line in unfolded.split_terminator("\r\n") {
        if let Some(name) = line.strip_prefix("END:") {
            assert_eq!(depth.pop(), Some(name), "blocks are closed in order");
        }
        if line == end {
            found.extend(open.take());
        }
        if let Some(lines) = &mut open {
            lines.push(line.to_owned());
        }
        if line == begin {
            open = Some(Vec::new());
        }
        if let Some(name) = line.strip_prefix("BEGIN:") {
            depth.push(name);
        }
    }
    assert_eq!(depth, [""; 0]);
    found
}

fn person(name: &str, birthday: Option<Birthday>) -> Customer {
    let id = IdMaker::new(2).next(Timestamp(0));
    let mut one = Customer::new(id, Name::from_full(name), Timestamp(0));
    one.birthday = birthday;
    one
}

fn task(remind: Option<u32>) -> Task {
    Task {
        due: Some(day("2026-12-01")),
        time: NaiveTime::from_hms_opt(9, 30, 0),
        remind,
        ..Task::new(
            IdMaker::new(1).next(Timestamp(1)),
            "Ring; now",
            Timestamp(1),
        )
    }
}

fn tasks(all: &[Task]) -> String {
    write(
        &Everything::of(all, []),
        ZONE,
        &Telling::new(today(), 7, Words::of("en")),
    )
}

#[test]
fn a_reminder_of_a_task_goes_along() {
    for (minutes, trigger) in [
        (0, "TRIGGER:PT0M"),
        (10, "TRIGGER:-PT10M"),
        (1440, "TRIGGER:-PT1440M"),
    ] {
        let text = tasks(&[task(Some(minutes))]);
        assert_eq!(
            blocks(&text, "VALARM"),
            [["ACTION:DISPLAY", "DESCRIPTION:Ring\\; now", trigger]]
        );
        // It stands in its event, and is no text of it.
        let event = blocks(&text, "VEVENT").concat();
        assert_eq!(event.last().map(String::as_str), Some("END:VALARM"));
        let found = read(&text, ZONE, today());
        assert_eq!((found.tasks.len(), found.problems.len()), (1, 0));
        assert_eq!(found.tasks[0].note, "");
    }
    // Of a whole day in its morning, or in that of a day before.
    for (minutes, trigger) in [(0, "TRIGGER:PT480M"), (1440, "TRIGGER:-PT960M")] {
        let whole = Task {
            time: None,
            ..task(Some(minutes))
        };
        let alarms = blocks(&tasks(&[whole]), "VALARM").concat();
        assert_eq!(alarms.last().map(String::as_str), Some(trigger));
    }
    // Where the app does not remind, the telephone does not either.
    let one = task(Some(10));
    let silent = [
        task(None),
        Task {
            due: None,
            ..one.clone()
        },
        Task {
            done: Some(Timestamp(5)),
            ..one
        },
    ];
    assert_eq!(blocks(&tasks(&silent), "VALARM"), [[""; 0]; 0]);
}

#[test]
fn birthdays_and_days_of_every_year_remind_in_the_morning_so_many_days_before() {
    let mut ids = IdMaker::new(4);
    let field = |yearly, ids: &mut IdMaker| {
        Arc::new(FieldDef {
            id: ids.next(Timestamp(0)),
            of: TableName::Customers,
            name: "Wedding".into(),
            kind: FieldKind::Date,
            options: Vec::new(),
            rank: Rank::first(),
            hidden: false,
            yearly,
            created: Timestamp(0),
            updated: Timestamp(0),
        })
    };
    let fields = [field(true, &mut ids), field(false, &mut ids)];
    let mut ann = person("Ann", Birthday::new(Some(1990), 5, 4));
    for field in &fields {
        let value = FieldValue::Date(day("2019-06-01"));
        ann.values.insert(field.id, value);
    }
    // Whole days begin at midnight: nine in the morning of the day, the day before, a week before.
    for (ahead, trigger) in [
        (0, "TRIGGER:PT9H"),
        (1, "TRIGGER:-PT15H"),
        (7, "TRIGGER:-P6DT15H"),
    ] {
        let words = Words::of("en");
        let text = write_days([&ann], &fields, &Telling::new(today(), ahead, words));
        let named = |title: &str| {
            vec![
                "ACTION:DISPLAY".to_owned(),
                format!("DESCRIPTION:{title}"),
                trigger.to_owned(),
            ]
        };
        assert_eq!(blocks(&text, "VEVENT").len(), 3);
        assert_eq!(
            blocks(&text, "VALARM"),
            [named("Ann’s birthday"), named("Wedding: Ann")]
        );
        let text = write(
            &Everything::of([], [&ann]),
            ZONE,
            &Telling::new(today(), ahead, words),
        );
        assert_eq!(blocks(&text, "VALARM"), [named("Ann’s birthday")]);
    }
}

#[test]
fn a_lunar_birthday_stands_on_the_next_ten_days_of_the_moon() {
    // Mid-autumn.
    let born = Birthday::lunar(Some(1990), 8, 15, false);
    let ann = person("Ann", born);
    let text = write(
        &Everything::of([], [&ann]),
        ZONE,
        &Telling::new(today(), 7, Words::of("en")),
    );
    let events = blocks(&text, "VEVENT");
    assert_eq!(
        events.len(),
        1,
        "one event, so that it is one to whoever takes it in again"
    );
    let has = |line: &str| events[0].iter().any(|have| have == line);
    assert!(has("DTSTART;VALUE=DATE:20270915"), "{text}");
    assert!(
        has(
            "RDATE;VALUE=DATE:20281003,20290922,20300912,20311001,20320919,20330908,20340927,20350916,20361004"
        ),
        "{text}"
    );
    assert!(!text.contains("RRULE"));
    assert!(text.split("\r\n").all(|line| line.len() <= 75));
    let found = read(&text, ZONE, today());
    assert_eq!((found.birthdays.len(), found.tasks.len()), (1, 0));
    assert_eq!(found.birthdays[0].customer.birthday, born);
    // Next year it is the same event, on later days.
    let later = write(
        &Everything::of([], [&ann]),
        ZONE,
        &Telling::new(day("2027-11-22"), 7, Words::of("en")),
    );
    let uid = |text: &str| {
        let event = blocks(text, "VEVENT").concat();
        event.into_iter().find(|line| line.starts_with("UID:"))
    };
    assert_eq!(uid(&later), uid(&text));
    assert!(later.contains("DTSTART;VALUE=DATE:20281003"));
    // Where the almanac ends there are fewer, and then none.
    for end in ["2097-01-01", "2100-12-01", "2150-01-01"] {
        let text = write(
            &Everything::of([], [&ann]),
            ZONE,
            &Telling::new(day(end), 7, Words::of("en")),
        );
        assert!(text.matches("VALUE=DATE:").count() <= 2, "{end}: {text}");
        assert_eq!(text.contains("RDATE"), end == "2097-01-01");
    }
}
