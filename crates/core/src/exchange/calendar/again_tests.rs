//! A calendar brought in again: what moved is the same task, ours and theirs; zones of Outlook.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;

use super::{CalendarPlan, Everything, Telling, plan, read, write};
use crate::{
    domain::{Customer, IdMaker, Moment, Task, Timestamp, name::Name},
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
        (made.tasks.len(), made.update.len(), made.tally.skipped),
        (0, 0, 1)
    );
    let made = brought(&moved, &known, DuplicateChoice::Add);
    assert_eq!((made.tasks.len(), made.update.len()), (1, 0));
    let made = brought(&first, &known, DuplicateChoice::Update);
    assert_eq!((made.update.len(), made.tally.unchanged), (0, 1));
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
            (made.tasks.len(), made.update.len(), made.tally.unchanged),
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
    let one = "UID:w@x\r\nRECURRENCE-ID;VALUE=DATE:20261201\r\nDTSTART;VALUE=DATE:20261202\r\nSUMMARY:Milk";
    let text = events(&[all, one]);
    let made = brought(&text, &[], DuplicateChoice::Skip);
    assert_eq!(made.tasks.len(), 2);
    let made = brought(&text, &kept(&made), DuplicateChoice::Update);
    assert_eq!(
        (made.tasks.len(), made.update.len(), made.tally.unchanged),
        (0, 0, 2)
    );
}

#[test]
fn two_of_one_title_and_time_are_two_where_their_uids_differ() {
    let milk = "DTSTART;VALUE=DATE:20261201\r\nSUMMARY:Milk";
    let one = format!("UID:1@x\r\n{milk}");
    let other = format!("UID:2@x\r\n{milk}");
    let text = events(&[&one, &other, &one]);
    let made = brought(&text, &[], DuplicateChoice::Skip);
    assert_eq!((made.tasks.len(), made.tally.skipped), (2, 1));
    let made = brought(&text, &kept(&made), DuplicateChoice::Update);
    assert_eq!((made.tasks.len(), made.tally.unchanged), (0, 2));
    // One that came without is either of them, once.
    let bare = kept(&brought(&events(&[milk]), &[], DuplicateChoice::Skip));
    for choice in [DuplicateChoice::Skip, DuplicateChoice::Update] {
        let made = brought(&text, &bare, choice);
        assert_eq!(made.tasks.len(), 1, "{choice:?}");
        assert_eq!(made.tasks[0].code, "2@x");
    }
    let made = brought(&events(&[milk, milk]), &[], DuplicateChoice::Skip);
    assert_eq!((made.tasks.len(), made.tally.skipped), (1, 1));
}

#[test]
fn the_same_to_do_for_two_people_is_two_and_comes_back_as_two() {
    let mut ids = IdMaker::new(5);
    let people = ["Ann", "Bob"]
        .map(|name| Customer::new(ids.next(Timestamp(0)), Name::from_full(name), Timestamp(0)));
    let tasks = people.each_ref().map(|one| Task {
        due: Some(day(12, 1)),
        customer: Some(one.id),
        ..Task::new(ids.next(Timestamp(0)), "Ring", Timestamp(0))
    });
    let text = write(
        &Everything::of(&tasks, &people),
        ZONE,
        &Telling::new(day(11, 22), 0, Words::of("en")),
    );
    let people = people.map(Arc::new);
    let uncoded = text
        .lines()
        .filter(|line| !line.starts_with("UID:"))
        .collect::<Vec<_>>()
        .join("\r\n");
    for text in [&text, &uncoded] {
        let moment = Moment {
            now: Timestamp(9),
            today: day(11, 22),
        };
        let found = read(text, ZONE, moment.today);
        let choice = DuplicateChoice::Skip;
        let made = plan(&found, people.clone(), &[], choice, &mut ids, &moment);
        let made = made.expect("not stopped").tasks;
        let whose: Vec<_> = made.iter().map(|task| task.customer).collect();
        assert_eq!(whose, [Some(people[0].id), Some(people[1].id)]);
    }
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
    let text = write(
        &Everything::of([&own, &theirs], []),
        ZONE,
        &Telling::new(day(11, 22), 0, Words::of("en")),
    );
    assert!(text.contains("UID:a\\;1@x\r\n"), "{text}");
    let known = [Arc::new(own.clone()), Arc::new(theirs.clone())];
    let made = brought(&text, &known, DuplicateChoice::Update);
    assert_eq!((made.tasks.len(), made.tally.unchanged), (0, 2), "{made:?}");
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
    let text = write(
        &Everything::of([&done], []),
        ZONE,
        &Telling::new(day(11, 22), 0, Words::of("en")),
    );
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
