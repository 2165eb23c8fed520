//! A calendar brought in again: what moved is the same task, ours and theirs; zones of Outlook.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;

use super::{CalendarPlan, plan, read, write};
use crate::{
    domain::{IdMaker, Moment, Task, Timestamp},
    exchange::{duplicates::DuplicateChoice, lists::Words, problem::ProblemKind},
};

const ZONE: Tz = chrono_tz::Asia::Shanghai;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a date")
}

fn brought(text: &str, known: &[Arc<Task>], choice: DuplicateChoice) -> CalendarPlan {
    let moment = Moment {
        now: Timestamp(9),
        today: day(11, 22),
    };
    let found = read(text, ZONE, moment.today);
    assert_eq!(found.problems, []);
    let ids = &mut IdMaker::new(known.len() as u64 + 1);
    plan(&found, [], known, choice, ids, &moment).expect("not stopped")
}

fn events(all: &[&str]) -> String {
    let each = |lines: &&str| format!("BEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\n");
    let events: String = all.iter().map(each).collect();
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n")
}

fn kept(made: &CalendarPlan) -> Vec<Arc<Task>> {
    made.tasks.iter().cloned().map(Arc::new).collect()
}

#[test]
fn an_event_that_moved_is_the_same_task() {
    let first = events(&["UID:a-1@x\r\nDTSTART;VALUE=DATE:20261201\r\nSUMMARY:Call"]);
    let known = kept(&brought(&first, &[], DuplicateChoice::Skip));
    assert_eq!((known.len(), known[0].code.as_str()), (1, "a-1@x"));
    let moved =
        "UID:a-1@x\r\nDTSTART:20261203T100000Z\r\nSUMMARY:Call again\r\nDESCRIPTION:Bring tea";
    let moved = events(&[moved]);
    let made = brought(&moved, &known, DuplicateChoice::Update);
    assert_eq!((made.tasks.len(), made.update.len()), (0, 1));
    let edited = &made.update[0].1;
    assert_eq!(
        (
            edited.id,
            edited.title.as_str(),
            edited.due,
            edited.time,
            edited.note.as_str()
        ),
        (
            known[0].id,
            "Call again",
            Some(day(12, 3)),
            NaiveTime::from_hms_opt(18, 0, 0),
            "Bring tea"
        )
    );
    let made = brought(&moved, &known, DuplicateChoice::Skip);
    assert_eq!(
        (made.tasks.len(), made.update.len(), made.skipped),
        (0, 0, 1)
    );
    let made = brought(&moved, &known, DuplicateChoice::Add);
    assert_eq!((made.tasks.len(), made.update.len()), (1, 0));
    let made = brought(&first, &known, DuplicateChoice::Update);
    assert_eq!((made.update.len(), made.unchanged), (0, 1));
}

#[test]
fn what_is_done_stays_done_and_what_comes_again_goes_on() {
    let weekly = "UID:w@x\r\nDTSTART;VALUE=DATE:20261123\r\nRRULE:FREQ=WEEKLY\r\nSUMMARY:Milk";
    let text = events(&[weekly]);
    let known = kept(&brought(&text, &[], DuplicateChoice::Skip));
    // Ticked off, and come again a week later, as the shop does it.
    let done = Task {
        done: Some(Timestamp(7)),
        ..Task::clone(&known[0])
    };
    let next = Task {
        id: IdMaker::new(77).next(Timestamp(7)),
        due: Some(day(11, 30)),
        ..Task::clone(&known[0])
    };
    for known in [[&done, &next], [&next, &done]] {
        let known = known.map(|one| Arc::new(one.clone()));
        let made = brought(&text, &known, DuplicateChoice::Update);
        assert_eq!(
            (made.tasks.len(), made.update.len(), made.unchanged),
            (0, 0, 1),
            "the open one is meant, and it is further than the file"
        );
    }
    let once = Arc::new(Task {
        done: Some(Timestamp(7)),
        ..known[0].as_ref().clone()
    });
    let made = brought(
        &text.replace("Milk", "Tea"),
        &[once],
        DuplicateChoice::Update,
    );
    assert_eq!(made.update[0].1.done, Some(Timestamp(7)));
}

#[test]
fn one_occurrence_that_moved_is_a_task_beside_the_others() {
    let all = "UID:w@x\r\nDTSTART;VALUE=DATE:20261201\r\nRRULE:FREQ=WEEKLY\r\nSUMMARY:Milk";
    let one = "UID:w@x\r\nRECURRENCE-ID;VALUE=DATE:20261208\r\nDTSTART;VALUE=DATE:20261209\r\nSUMMARY:Milk";
    let text = events(&[all, one]);
    let made = brought(&text, &[], DuplicateChoice::Skip);
    assert_eq!(made.tasks.len(), 2);
    let made = brought(&text, &kept(&made), DuplicateChoice::Update);
    assert_eq!(
        (made.tasks.len(), made.update.len(), made.unchanged),
        (0, 0, 2)
    );
}

#[test]
fn our_own_calendar_finds_its_tasks_and_theirs_keep_their_uid() {
    let mut ids = IdMaker::new(5);
    let own = Task {
        due: Some(day(12, 1)),
        ..Task::new(ids.next(Timestamp(0)), "Own", Timestamp(0))
    };
    let theirs = Task {
        due: Some(day(12, 2)),
        code: "a;1@x".into(),
        ..Task::new(ids.next(Timestamp(0)), "Theirs", Timestamp(0))
    };
    let text = write([&own, &theirs], [], ZONE, day(11, 22), 0, Words::of("en"));
    assert!(text.contains("UID:a\\;1@x\r\n"), "{text}");
    let known = [Arc::new(own.clone()), Arc::new(theirs.clone())];
    let made = brought(&text, &known, DuplicateChoice::Update);
    assert_eq!((made.tasks.len(), made.unchanged), (0, 2), "{made:?}");
    let moved = text
        .replace("20261201", "20261205")
        .replace("20261202", "20261206");
    let made = brought(&moved, &known, DuplicateChoice::Update);
    let days: Vec<_> = made
        .update
        .iter()
        .map(|(_, edited)| (edited.id, edited.due))
        .collect();
    assert_eq!(
        days,
        [(own.id, Some(day(12, 5))), (theirs.id, Some(day(12, 6)))]
    );
    assert!(made.update[0].1.code.is_empty(), "ours needs no other name");
    let done = Task {
        done: Some(Timestamp(1)),
        ..theirs
    };
    let text = write([&done], [], ZONE, day(11, 22), 0, Words::of("en"));
    assert!(
        !text.contains("1@x"),
        "one that is done is not the one to come"
    );
}

#[test]
fn outlook_names_zones_as_windows_does() {
    for (zone, hour) in [
        ("China Standard Time", 9),
        ("W. Europe Standard Time", 16),
        ("\"Pacific Standard Time\"", 1),
        ("Europe/Berlin", 16),
    ] {
        let text = events(&[&format!(
            "DTSTART;TZID={zone}:20261201T090000\r\nSUMMARY:Call"
        )]);
        let made = brought(&text, &[], DuplicateChoice::Skip);
        assert_eq!(
            made.tasks[0].time,
            NaiveTime::from_hms_opt(hour, 0, 0),
            "{zone}"
        );
    }
    let odd = events(&["DTSTART;TZID=Customized Time Zone:20261201T090000\r\nSUMMARY:Call"]);
    let found = read(&odd, ZONE, day(11, 22));
    assert_eq!(found.tasks[0].time, NaiveTime::from_hms_opt(9, 0, 0));
    assert_eq!(found.problems[0].kind, ProblemKind::UnknownZone);
    assert_eq!(found.rejected(), Vec::<usize>::new());
}
