//! Calendars of other programs in, ours out and in again, and broken ones.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;
use proptest::prelude::*;

use super::{
    Everything, Left, Telling, has_day, plan, read, write, write_days, write_deals, write_shown,
};
use crate::{
    domain::{
        Birthday, Channel, Consent, Currency, Customer, Deal, FieldDef, FieldKind, FieldValue, Id,
        IdMaker, Moment, Outcome, Priority, Rank, TableName, Task, Timestamp, name::Name,
    },
    exchange::{duplicates::DuplicateChoice, lists::Words, problem::ProblemKind},
};

const ZONE: Tz = chrono_tz::Asia::Shanghai;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}

fn today() -> NaiveDate {
    day(2026, 11, 22)
}

fn event(lines: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

#[test]
fn events_and_todos_become_tasks_of_the_shops_day() {
    let text = "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VTIMEZONE\nTZID:Europe/Berlin\nEND:VTIMEZONE\n\
        BEGIN:VEVENT\nDTSTART;TZID=Europe/Berlin:20261201T200000\nSUMMARY:Call\\, please\\; now\n\
        DESCRIPTION:a\\nb\nLOCATION:Shop\nBEGIN:VALARM\nTRIGGER:-PT10M\nDESCRIPTION:x\nEND:VALARM\nEND:VEVENT\n\
        BEGIN:VEVENT\nDTSTART;VALUE=DATE:20200101\nSUMMARY:Past\nEND:VEVENT\n\
        BEGIN:VEVENT\nDTSTART;VALUE=DATE:20200106\nRRULE:FREQ=WEEKLY;INTERVAL=2\nSUMMARY:Order milk\nEND:VEVENT\n\
        BEGIN:VTODO\nDUE;VALUE=DATE:20260101\nSUMMARY:Long over\n due\nPRIORITY:1\nEND:VTODO\n\
        BEGIN:VTODO\nSUMMARY:Done\nSTATUS:COMPLETED\nEND:VTODO\nEND:VCALENDAR\n";
    let found = read(text, ZONE, today());
    assert_eq!(
        (found.problems.as_slice(), found.left_out(Left::Over)),
        (&[][..], 1)
    );
    let tasks: Vec<_> = found
        .tasks
        .iter()
        .map(|task| (task.title.as_str(), task.due, task.time, task.done))
        .collect();
    let clock = NaiveTime::from_hms_opt(3, 0, 0);
    assert_eq!(
        tasks,
        [
            ("Call, please; now", Some(day(2026, 12, 2)), clock, false),
            ("Order milk", Some(day(2026, 11, 30)), None, false),
            ("Long overdue", Some(day(2026, 1, 1)), None, false),
            ("Done", None, None, true),
        ]
    );
    assert_eq!(found.tasks[0].note, "a\nb\nShop");
    assert_eq!(found.tasks[2].priority, Priority::High);
}

#[test]
fn birthdays_of_other_programs_become_peoples_birthdays() {
    for title in [
        "Ann Lee's birthday",
        "Ann Lee’s Birthday",
        "Birthday of Ann Lee",
        "🎂 Ann Lee",
        "Ann Lee hat Geburtstag",
        "Geburtstag von Ann Lee",
        "Geburtstag: Ann Lee",
        "Ann Lee 生日",
        "Ann Lee的生日",
        "生日：Ann Lee",
    ] {
        let text = event(&format!(
            "DTSTART;VALUE=DATE:20100504\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:{title}"
        ));
        let found = read(&text, ZONE, today());
        assert_eq!(found.birthdays.len(), 1, "{title}");
        let customer = &found.birthdays[0].customer;
        assert!(found.tasks.is_empty());
        assert_eq!(customer.name.full, "Ann Lee", "{title}");
        assert_eq!(customer.birthday, Birthday::new(None, 5, 4));
    }
    let once = event("DTSTART;VALUE=DATE:20270504\r\nSUMMARY:Birthday party for Ann");
    assert_eq!(read(&once, ZONE, today()).tasks.len(), 1);
}

fn task(title: &str, note: &str, due: Option<NaiveDate>, time: Option<NaiveTime>) -> Task {
    let id = Id::new(uuid::Uuid::from_u128(1));
    Task {
        due,
        time: time.filter(|_| due.is_some()),
        priority: Priority::High,
        note: note.into(),
        ..Task::new(id, title, Timestamp(1_790_000_000_000))
    }
}

fn person(name: &str, birthday: Option<Birthday>) -> Customer {
    let mut customer = Customer::new(
        Id::new(uuid::Uuid::from_u128(2)),
        Name::from_full(name),
        Timestamp(0),
    );
    customer.birthday = birthday;
    customer
}

#[test]
fn lines_are_folded_and_marks_escaped() {
    let long = "长".repeat(60);
    let text = write(
        &Everything::of([&task(&long, "a;b,c\\d\ne", None, None)], []),
        ZONE,
        &Telling::new(today(), 7, Words::of("en")),
    );
    assert!(text.lines().all(|line| line.len() <= 75));
    assert!(text.contains("DESCRIPTION:a\\;b\\,c\\\\d\\ne\r\n"));
    assert_eq!(text.matches("\r\n").count(), text.matches('\n').count());
    assert_eq!(read(&text, ZONE, today()).tasks[0].title, long);
}

#[test]
fn the_same_calendar_twice_changes_nothing() {
    let ann = person("Ann Lee", Birthday::new(Some(1992), 2, 29));
    let call = task(
        "Call",
        "",
        Some(day(2027, 1, 5)),
        NaiveTime::from_hms_opt(9, 30, 0),
    );
    let text = write(
        &Everything::of([&call], [&ann]),
        ZONE,
        &Telling::new(today(), 7, Words::of("zh-Hans")),
    );
    let found = read(&text, ZONE, today());
    assert_eq!((found.tasks.len(), found.birthdays.len()), (1, 1));
    let moment = Moment {
        now: Timestamp(9),
        today: today(),
    };
    let known = [Arc::new(ann.clone())];
    let made = plan(
        &found,
        known,
        &[Arc::new(call)],
        DuplicateChoice::Skip,
        &mut IdMaker::new(1),
        &moment,
    );
    let made = made.expect("not stopped");
    assert_eq!((made.tasks.len(), made.tally.skipped), (0, 1));
    assert_eq!((made.people.create.len(), made.people.update.len()), (0, 0));
    let bare = [Arc::new(person("Ann Lee", None))];
    let made = plan(
        &found,
        bare,
        &[],
        DuplicateChoice::Skip,
        &mut IdMaker::new(1),
        &moment,
    );
    let made = made.expect("not stopped");
    assert_eq!((made.tasks.len(), made.people.update.len()), (1, 1));
    assert_eq!(made.people.update[0].1.birthday, ann.birthday);
    let silent = Customer {
        do_not_contact: true,
        ..ann.clone()
    };
    assert!(
        !write(
            &Everything::of([], [&silent]),
            ZONE,
            &Telling::new(today(), 7, Words::of("en"))
        )
        .contains("VEVENT")
    );
    let mut refuses = ann;
    for channel in Channel::ALL {
        let said = Consent::new(channel, false, today());
        refuses.set_consent(channel, Some(said));
    }
    assert!(
        !write(
            &Everything::of([], [&refuses]),
            ZONE,
            &Telling::new(today(), 7, Words::of("en"))
        )
        .contains("VEVENT")
    );
}

#[test]
fn days_of_customers_come_again_and_deals_stand_on_the_day_they_should_close() {
    let mut ids = IdMaker::new(4);
    let field = FieldDef {
        id: ids.next(Timestamp(0)),
        of: TableName::Customers,
        name: "Wedding".into(),
        kind: FieldKind::Date,
        options: Vec::new(),
        rank: Rank::first(),
        hidden: false,
        yearly: true,
        created: Timestamp(0),
        updated: Timestamp(0),
    };
    let mut ann = person("Ann; Lee", Birthday::new(Some(1992), 2, 29));
    ann.values
        .insert(field.id, FieldValue::Date(day(2019, 6, 1)));
    let fields = [Arc::new(field)];
    let words = Words::of("en");
    let text = write_days([&ann], &fields, &Telling::new(today(), 7, words));
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 2);
    assert!(text.contains("SUMMARY:Ann\\; Lee’s birthday\r\n"), "{text}");
    assert!(text.contains(
        "DTSTART;VALUE=DATE:20190601\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Wedding: Ann\\; Lee\r\n"
    ));
    assert!(text.contains("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1\r\n"));
    for value in ann.values.values_mut() {
        *value = FieldValue::Date(day(2027, 6, 1));
    }
    let text = write_days([&ann], &fields, &Telling::new(today(), 7, words));
    assert!(text.contains("DTSTART;VALUE=DATE:20270601\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Wedding"));
    // A day that the shop does not tell every year is that day alone.
    let once = fields.clone().map(|field| {
        Arc::new(FieldDef {
            yearly: false,
            ..FieldDef::clone(&field)
        })
    });
    let text = write_days([&ann], &once, &Telling::new(today(), 7, words));
    assert!(text.contains("DTSTART;VALUE=DATE:20270601\r\nSUMMARY:Wedding"));
    ann.do_not_contact = true;
    assert!(!write_days([&ann], &fields, &Telling::new(today(), 7, words)).contains("VEVENT"));

    let at = (ids.next(Timestamp(0)), ids.next(Timestamp(0)));
    let mut deal = Deal::new(
        ids.next(Timestamp(0)),
        "Vase, blue",
        at,
        Currency::CNY,
        Timestamp(0),
    );
    assert!(
        !write_deals([(&deal, Some(&ann))]).contains("VEVENT"),
        "no day"
    );
    deal.expected_close = Some(day(2026, 12, 24));
    let text = write_deals([(&deal, Some(&ann))]);
    let quiet = "DTSTART;VALUE=DATE:20261224\r\nSUMMARY:Vase\\, blue\r\n";
    assert!(text.contains(quiet), "who asked for silence is not named");
    ann.do_not_contact = false;
    let text = write_deals([(&deal, Some(&ann))]);
    assert!(text.contains("DTSTART;VALUE=DATE:20261224\r\nSUMMARY:Vase\\, blue · Ann\\; Lee\r\n"));
    assert_eq!(read(&text, ZONE, today()).problems, []);
    // Everything together has all of it, and names nobody who asked for silence.
    deal.customer = Some(ann.id);
    let telling = Telling::new(today(), 7, words);
    let mut whole = Everything {
        fields: &fields,
        deals: vec![&deal],
        ..Everything::of([], [&ann])
    };
    let text = write(&whole, ZONE, &telling);
    for title in [
        "Ann\\; Lee’s birthday",
        "Wedding: Ann\\; Lee",
        "Vase\\, blue · Ann\\; Lee",
    ] {
        assert!(text.contains(&format!("SUMMARY:{title}\r\n")), "{text}");
    }
    let silent = Customer {
        do_not_contact: true,
        ..ann.clone()
    };
    whole.customers = vec![&silent];
    let text = write(&whole, ZONE, &telling);
    assert!(text.contains("SUMMARY:Vase\\, blue\r\n") && !text.contains("Lee"));
    assert!(has_day(&silent));
    // Of what a view shows only those days.
    let shown = [(&ann, Some(fields[0].as_ref()))];
    let text = write_shown([], [&ann], shown, ZONE, &telling);
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 1);
    assert!(text.contains("SUMMARY:Wedding: Ann\\; Lee\r\n"), "{text}");
    let text = write_shown([], [&ann], [(&ann, None)], ZONE, &telling);
    assert!(text.contains("X-REGULARS-BIRTHDAY") && !text.contains("Wedding"));
    assert!(!write_shown([], [], [(&silent, None)], ZONE, &telling).contains("VEVENT"));
    deal.outcome = Outcome::Won {
        on: today(),
        reason: String::new(),
    };
    assert!(
        !write_deals([(&deal, Some(&ann))]).contains("VEVENT"),
        "it is over"
    );
}

#[test]
fn broken_entries_cost_only_themselves() {
    let good = "BEGIN:VTODO\nSUMMARY:Good\nEND:VTODO\n";
    for (bad, kind) in [
        (
            "BEGIN:VEVENT\nSUMMARY:No day\nEND:VEVENT\n",
            Some(ProblemKind::NoDay),
        ),
        (
            "BEGIN:VEVENT\nDTSTART:20270101T000000Z\nEND:VEVENT\n",
            Some(ProblemKind::NoTitle),
        ),
        (
            "BEGIN:VEVENT\nSUMMARY:Open\n",
            Some(ProblemKind::MissingEnd),
        ),
        (
            "BEGIN:VEVENT\nDTSTART:20271345T990000Z\nSUMMARY:Odd\nEND:VEVENT\n",
            Some(ProblemKind::NoDay),
        ),
        (
            "BEGIN:VEVENT\nSTATUS:CANCELLED\nDTSTART:20270101T000000Z\nSUMMARY:Off\nEND:VEVENT\n",
            None,
        ),
        ("END:VEVENT\nSUMMARY:Loose\n", None),
    ] {
        let text = format!("BEGIN:VCALENDAR\n{bad}{good}END:VCALENDAR\n");
        let found = read(&text, ZONE, today());
        assert_eq!(found.tasks.len(), 1, "{bad}");
        assert_eq!(
            found.problems.first().map(|p| p.kind.clone()),
            kind,
            "{bad}"
        );
    }
}

#[test]
fn what_can_not_be_taken_goes_back_as_it_was() {
    let mute = "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270101\r\nX-OWN:kept\r\nEND:VEVENT\r\n";
    let open = "BEGIN:VEVENT\r\nSUMMARY:Open\r\n";
    let good = "BEGIN:VTODO\r\nSUMMARY:Good\r\nEND:VTODO\r\n";
    let whole = |inside: &[&str]| {
        let inside = inside.concat();
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{inside}END:VCALENDAR\r\n")
    };
    let text = whole(&[good, mute, good, open]);
    let found = read(&text, ZONE, today());
    assert_eq!(found.tasks.len(), 2);
    let back = super::verbatim(&text, &found.rejected());
    assert_eq!(back, whole(&[mute, open]));
    let again = read(&back, ZONE, today());
    assert_eq!((again.tasks.len(), again.problems.len()), (0, 2));
}

proptest! {
    #[test]
    fn no_text_makes_it_fall(
        lines in proptest::collection::vec(
            "(BEGIN|END|DTSTART|DUE|RRULE|SUMMARY|PRIORITY|X)[;A-Z=]{0,6}:(VEVENT|VTODO|VCALENDAR|FREQ=DAILY|[0-9TZ]{0,16}|[ -~长]{0,12})", 0..20),
    ) {
        drop(read(&lines.join("\r\n"), ZONE, today()));
        drop(read(&event(&lines.join("\r\n")), ZONE, today()));
    }

    #[test]
    fn tasks_written_are_tasks_read(
        title in "[a-z长,;\\\\:\"]{1,60}", note in "[a-z长,;\\\\:\"\n ]{0,90}x", ahead in 0_u64..900,
        minutes in 0_u32..1440, dated: bool, timed: bool,
    ) {
        let due = today().checked_add_days(chrono::Days::new(ahead)).filter(|_| dated);
        let time = NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).filter(|_| timed);
        let one = task(&title, note.trim(), due, time);
        let text = write(&Everything::of([&one], []), ZONE, &Telling::new(today(), 7, Words::of("en")));
        let found = read(&text, ZONE, today());
        prop_assert_eq!(found.tasks.len(), 1);
        let back = &found.tasks[0];
        prop_assert_eq!(
            (&back.title, back.due, back.time, &back.note, back.priority),
            (&one.title, one.due, one.time, &one.note, one.priority)
        );
    }
}
