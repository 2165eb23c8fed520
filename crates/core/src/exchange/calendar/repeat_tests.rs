//! What comes again, written for other calendars and read back: by the clock of the shop, in every zone.

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;
use proptest::prelude::*;

use super::{Everything, Telling, read, write};
use crate::{
    domain::{IdMaker, Repeat, Task, Timestamp},
    exchange::lists::Words,
};

fn task(due: &str, time: (u32, u32), rule: &str) -> Task {
    Task {
        due: due.parse().ok(),
        time: NaiveTime::from_hms_opt(time.0, time.1, 0),
        repeat: Repeat::parse(rule),
        ..Task::new(IdMaker::new(3).next(Timestamp(0)), "Open up", Timestamp(0))
    }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).expect("a date")
}

fn written(task: &Task, zone: Tz) -> String {
    write(
        &Everything::of([task], []),
        zone,
        &Telling::new(today(), 0, Words::of("en")),
    )
}

#[test]
fn what_comes_again_stands_by_the_clock_of_the_shop() {
    // A Monday at seven, which is Sunday by UTC.
    let mondays = task("2026-11-02", (7, 0), "FREQ=WEEKLY;UNTIL=20261130;BYDAY=MO");
    let text = written(&mondays, chrono_tz::Asia::Shanghai);
    for line in [
        "TZID:Asia/Shanghai\r\n",
        "DTSTART;TZID=Asia/Shanghai:20261102T070000\r\n",
        "DTEND;TZID=Asia/Shanghai:20261102T073000\r\n",
        "RRULE:FREQ=WEEKLY;UNTIL=20261129T230000Z;BYDAY=MO\r\n",
    ] {
        assert!(text.contains(line), "{text}");
    }
    // One that comes once is an instant, and a whole day ends with a day.
    let once = Task {
        repeat: None,
        ..mondays.clone()
    };
    let text = written(&once, chrono_tz::Asia::Shanghai);
    assert!(text.contains("DTSTART:20261101T230000Z\r\n") && !text.contains("VTIMEZONE"));
    let whole = Task {
        time: None,
        ..mondays
    };
    let text = written(&whole, chrono_tz::Asia::Shanghai);
    assert!(
        text.contains("UNTIL=20261130;BYDAY=MO") && !text.contains("VTIMEZONE"),
        "{text}"
    );
}

#[test]
fn the_end_of_a_rule_is_no_later_than_it_says() {
    let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;TZID=Asia/Shanghai:20261102T090000\r\n\
        RRULE:FREQ=DAILY;UNTIL=20261231T235959Z\r\nSUMMARY:Open\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let found = read(text, chrono_tz::Asia::Shanghai, today());
    let until = found.tasks[0]
        .repeat
        .as_ref()
        .and_then(|repeat| repeat.until);
    // In Shanghai it is the first of January, eight in the morning, by then.
    assert_eq!(until, NaiveDate::from_ymd_opt(2026, 12, 31));
}

proptest! {
    #[test]
    fn our_own_calendar_reads_back_as_it_was(
        day in 0u64..400,
        (hour, minute) in (0u32..24, 0u32..60),
        rule in prop::sample::select(vec![
            "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=MONTHLY;INTERVAL=2", "FREQ=WEEKLY;COUNT=5",
            "FREQ=DAILY;UNTIL=20270330", "FREQ=WEEKLY;UNTIL=20271101;BYDAY=SU", "FREQ=YEARLY",
        ]),
        zone in prop::sample::select(vec![
            chrono_tz::Asia::Shanghai, chrono_tz::Europe::Berlin, chrono_tz::America::New_York,
            chrono_tz::Asia::Kathmandu, chrono_tz::Australia::Sydney, Tz::UTC,
        ]),
        timed: bool,
        done: bool,
    ) {
        let due = today() + chrono::Days::new(day);
        let mut task = task(&due.to_string(), (hour, minute), rule);
        task.time = task.time.filter(|_| timed);
        task.done = done.then_some(Timestamp(5));
        let found = read(&written(&task, zone), zone, today());
        prop_assert_eq!(&found.problems, &[]);
        let back = &found.tasks[0];
        prop_assert_eq!((back.due, back.time, &back.repeat), (task.due, task.time, &task.repeat));
    }
}
