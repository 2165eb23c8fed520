//! What comes again in calendars of others: rules that can't be followed are told, days called off are left out,
//! days move with the zone, and what still runs is not over.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::{CalendarRead, Left, Telling, plan, read, write_days};
use crate::{
    domain::{
        Birthday, Customer, FieldDef, FieldKind, FieldValue, IdMaker, Moment, Rank, TableName,
        Timestamp, name::Name,
    },
    exchange::{duplicates::DuplicateChoice, lists::Words, problem::ProblemKind},
};

const ZONE: Tz = chrono_tz::Asia::Shanghai;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}

/// A Sunday.
fn today() -> NaiveDate {
    day(2026, 11, 22)
}

fn found(all: &[&str]) -> CalendarRead {
    let each = |lines: &&str| format!("BEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\n");
    let events: String = all.iter().map(each).collect();
    let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n");
    read(&text, ZONE, today())
}

fn kinds(found: &CalendarRead) -> Vec<ProblemKind> {
    let problems = found.problems.iter();
    problems.map(|problem| problem.kind.clone()).collect()
}

/// The day and the rule of the only task.
fn only(found: &CalendarRead) -> (Option<NaiveDate>, String) {
    assert_eq!(found.tasks.len(), 1, "{found:?}");
    let task = &found.tasks[0];
    let rule = task.repeat.as_ref().map(ToString::to_string);
    (task.due, rule.unwrap_or_default())
}

#[test]
fn rules_with_months_and_places_go_on_from_the_first_day_that_is_not_over() {
    for (rule, expected) in [
        ("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", day(2026, 11, 26)),
        ("FREQ=YEARLY;BYMONTHDAY=3;BYMONTH=12", day(2026, 12, 3)),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            day(2026, 11, 30),
        ),
    ] {
        let read = found(&[&format!(
            "DTSTART;VALUE=DATE:20200101\r\nRRULE:{rule}\r\nSUMMARY:Stock"
        )]);
        assert_eq!(kinds(&read), [], "{rule}");
        assert_eq!(only(&read).0, Some(expected), "{rule}");
        assert!(!only(&read).1.is_empty(), "{rule}");
    }
}

#[test]
fn a_rule_that_can_not_be_followed_is_told_and_never_over_in_silence() {
    let rule = "RRULE:FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO\r\nSUMMARY:Fair";
    let past = found(&[&format!("DTSTART;VALUE=DATE:20200511\r\n{rule}")]);
    assert_eq!(kinds(&past), [ProblemKind::UnknownRuleOver]);
    assert_eq!((past.tasks.len(), past.left.len()), (0, 0));
    assert_eq!(past.rejected(), [1], "it is handed back");
    let to_come = found(&[&format!("DTSTART;VALUE=DATE:20270517\r\n{rule}")]);
    assert_eq!(kinds(&to_come), [ProblemKind::UnknownRule]);
    assert_eq!(to_come.rejected(), Vec::<usize>::new());
    assert_eq!(only(&to_come), (Some(day(2027, 5, 17)), String::new()));
    // Days listed one by one are no rule either.
    let listed = found(&[
        "DTSTART;VALUE=DATE:20261201\r\nRDATE;VALUE=DATE:20261208,20261215\r\nSUMMARY:Course",
    ]);
    assert_eq!(kinds(&listed), [ProblemKind::UnknownRule]);
    let over = found(&["DTSTART;VALUE=DATE:20200511\r\nRRULE:FREQ=DAILY;COUNT=3\r\nSUMMARY:Fair"]);
    assert_eq!((kinds(&over).len(), over.left_out(Left::Over)), (0, 1));
}

#[test]
fn days_called_off_are_passed_and_later_ones_told() {
    let weekly = "UID:w@x\r\nDTSTART;TZID=Asia/Shanghai:20261102T090000\r\nRRULE:FREQ=WEEKLY\r\n\
        SUMMARY:Milk\r\n";
    let first = format!("{weekly}EXDATE;TZID=Asia/Shanghai:20261123T090000,20261130T090000");
    let read = found(&[&first]);
    assert_eq!(kinds(&read), []);
    assert_eq!(only(&read).0, Some(day(2026, 12, 7)));
    // As an instant, and one that is nowhere near its time.
    let read = found(&[&format!(
        "{weekly}EXDATE:20261123T010000Z\r\nEXDATE:20261130T020000Z"
    )]);
    assert_eq!(only(&read).0, Some(day(2026, 11, 30)));
    let read = found(&[&format!("{weekly}EXDATE:20261207T010000Z")]);
    assert_eq!(kinds(&read), [ProblemKind::Exceptions(1)]);
    assert_eq!(only(&read).0, Some(day(2026, 11, 23)));
    // All that was left of it is called off.
    let ends = weekly.replace("WEEKLY", "WEEKLY;UNTIL=20261130T010000Z");
    let read = found(&[&format!("{ends}EXDATE:20261123T010000Z,20261130T010000Z")]);
    assert_eq!((read.tasks.len(), read.left.len()), (0, 1));
}

#[test]
fn an_occurrence_that_was_moved_takes_the_place_of_its_day() {
    let all = "UID:w@x\r\nDTSTART;VALUE=DATE:20261123\r\nRRULE:FREQ=WEEKLY\r\nSUMMARY:Milk";
    let one = "UID:w@x\r\nRECURRENCE-ID;VALUE=DATE:20261123\r\nDTSTART;VALUE=DATE:20261125\r\nSUMMARY:Milk";
    for order in [[all, one], [one, all]] {
        let read = found(&order);
        let mut days: Vec<_> = read.tasks.iter().filter_map(|task| task.due).collect();
        days.sort();
        assert_eq!(days, [day(2026, 11, 25), day(2026, 11, 30)]);
        assert_eq!(kinds(&read), []);
    }
    let off = one.replace("SUMMARY", "STATUS:CANCELLED\r\nSUMMARY");
    let read = found(&[all, &off]);
    assert_eq!(only(&read).0, Some(day(2026, 11, 30)));
    assert_eq!(read.left_out(Left::Cancelled), 1);
}

#[test]
fn days_of_a_rule_move_with_the_zone() {
    for (start, rule, expected) in [
        // Monday night in New York is Tuesday noon in Shanghai.
        (
            "20261123T230000",
            "FREQ=WEEKLY;BYDAY=MO",
            (day(2026, 11, 24), "FREQ=WEEKLY;BYDAY=TU;WKST=TU"),
        ),
        (
            "20261115T230000",
            "FREQ=MONTHLY;BYMONTHDAY=15",
            (day(2026, 12, 16), "FREQ=MONTHLY;BYMONTHDAY=16"),
        ),
        (
            "20261130T230000",
            "FREQ=MONTHLY;BYMONTHDAY=-1",
            (day(2026, 12, 1), "FREQ=MONTHLY;BYMONTHDAY=1"),
        ),
        (
            "20251124T230000",
            "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=24",
            (day(2026, 11, 25), "FREQ=YEARLY"),
        ),
        // In the morning it is the same day.
        (
            "20261123T070000",
            "FREQ=WEEKLY;BYDAY=MO",
            (day(2026, 11, 23), "FREQ=WEEKLY;BYDAY=MO"),
        ),
    ] {
        let read = found(&[&format!(
            "DTSTART;TZID=America/New_York:{start}\r\nRRULE:{rule}\r\nSUMMARY:Call"
        )]);
        assert_eq!(kinds(&read), [], "{rule}");
        let (due, moved) = only(&read);
        assert_eq!((due, moved.as_str()), (Some(expected.0), expected.1));
    }
    // The day after a month's second Monday is not always its second Tuesday.
    let read = found(&[
        "DTSTART;TZID=America/New_York:20261214T230000\r\nRRULE:FREQ=MONTHLY;BYDAY=2MO\r\nSUMMARY:Call",
    ]);
    assert_eq!(kinds(&read), [ProblemKind::UnknownRule]);
}

#[test]
fn what_runs_today_is_not_over_and_what_is_called_off_has_a_word_of_its_own() {
    for (lines, running) in [
        (
            "DTSTART;VALUE=DATE:20261120\r\nDTEND;VALUE=DATE:20261125",
            true,
        ),
        (
            "DTSTART;VALUE=DATE:20261120\r\nDTEND;VALUE=DATE:20261122",
            false,
        ),
        ("DTSTART;VALUE=DATE:20261120\r\nDURATION:P3D", true),
        ("DTSTART;VALUE=DATE:20261120\r\nDURATION:P2D", false),
        ("DTSTART:20261120T010000Z\r\nDTEND:20261122T010000Z", true),
        ("DTSTART:20261120T010000Z\r\nDTEND:20261121T160000Z", false),
        ("DTSTART:20261120T010000Z", false),
    ] {
        let read = found(&[&format!("{lines}\r\nSUMMARY:Fair")]);
        assert_eq!(read.left_out(Left::Over), usize::from(!running), "{lines}");
        let due: Vec<_> = read
            .tasks
            .iter()
            .map(|task| (task.due, task.time))
            .collect();
        assert_eq!(
            due,
            vec![(Some(today()), None); usize::from(running)],
            "{lines}"
        );
    }
    let read = found(&["STATUS:CANCELLED\r\nDTSTART;VALUE=DATE:20261225\r\nSUMMARY:Off"]);
    assert_eq!(
        (read.left_out(Left::Cancelled), read.left_out(Left::Over)),
        (1, 0)
    );
    assert_eq!(read.left[0].title, "Off");
    assert_eq!(read.left[0].at, Some((day(2026, 12, 25), None)));
}

#[test]
fn a_todo_was_done_when_its_calendar_says() {
    let todo = |completed: &str| {
        let text = format!(
            "BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:t\r\nSUMMARY:Tea\r\n{completed}END:VTODO\r\nEND:VCALENDAR\r\n"
        );
        let moment = Moment {
            now: Timestamp(1_800_000_000_000),
            today: today(),
        };
        let ids = &mut IdMaker::new(1);
        let read = read(&text, ZONE, today());
        let made = plan(&read, [], &[], DuplicateChoice::Skip, ids, &moment);
        made.expect("not stopped").tasks[0].done
    };
    let said = Timestamp(1_788_224_523_000);
    assert_eq!(todo("COMPLETED:20260901T010203Z\r\n"), Some(said));
    assert_eq!(
        todo("COMPLETED;TZID=Asia/Shanghai:20260901T090203\r\n"),
        Some(said)
    );
    let now = Some(Timestamp(1_800_000_000_000));
    assert_eq!(todo("STATUS:COMPLETED\r\n"), now);
    assert_eq!(todo("COMPLETED:20990101T000000Z\r\n"), now, "not yet");
    assert_eq!(todo(""), None);
}

#[test]
fn a_birthday_stands_at_one_end_of_a_title() {
    for (title, name) in [
        ("Anna Müllers Geburtstag", Some("Anna Müller")),
        ("Annas 30. Geburtstag", Some("Anna")),
        ("Thomas Geburtstag", Some("Thomas")),
        ("Klaus' Geburtstag", Some("Klaus")),
        ("Ann Lee's 30th birthday 🎂", Some("Ann Lee")),
        ("Ann Lee (birthday)", Some("Ann Lee")),
        ("Birthday Ann Lee", Some("Ann Lee")),
        ("Birthday – Ann Lee", Some("Ann Lee")),
        ("张伟30岁生日", Some("张伟")),
        ("🎂 张伟", Some("张伟")),
        ("Send birthday cards", None),
        ("Birthday party for Ann", None),
        ("Birthday Cards", None),
        ("给张伟买生日蛋糕", None),
        ("生日蛋糕预订", None),
        ("Happy birthday wishes to all", None),
        ("Birthday", None),
    ] {
        let read = found(&[&format!(
            "DTSTART;VALUE=DATE:20100504\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:{title}"
        )]);
        let people = read.birthdays.iter().map(|one| &one.customer);
        let names: Vec<_> = people.map(|one| one.name.full.as_str()).collect();
        assert_eq!(names, Vec::from_iter(name), "{title}");
        assert_eq!(read.tasks.len(), usize::from(name.is_none()), "{title}");
    }
    // Outlook's says its day twice, and one with an hour is one all the same.
    for rule in [
        "FREQ=YEARLY;BYMONTHDAY=4;BYMONTH=5",
        "FREQ=YEARLY;INTERVAL=1;BYHOUR=9",
    ] {
        let read = found(&[&format!(
            "DTSTART;VALUE=DATE:20100504\r\nRRULE:{rule}\r\nSUMMARY:Ann Lee's Birthday"
        )]);
        let days: Vec<_> = read
            .birthdays
            .iter()
            .map(|one| one.customer.birthday)
            .collect();
        assert_eq!(days, [Birthday::new(None, 5, 4)], "{rule}");
        assert_eq!(kinds(&read), []);
    }
}

#[test]
fn our_own_days_of_29_february_come_back() {
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
    let mut ann = Customer::new(ids.next(Timestamp(0)), Name::from_full("Ann"), Timestamp(0));
    ann.birthday = Birthday::new(Some(1992), 2, 29);
    ann.values
        .insert(field.id, FieldValue::Date(day(2020, 2, 29)));
    let text = write_days(
        [&ann],
        &[field.into()],
        &Telling::new(today(), 7, Words::of("en")),
    );
    let read = read(&text, ZONE, today());
    assert_eq!(kinds(&read), []);
    assert_eq!(read.birthdays[0].customer.birthday, ann.birthday);
    let yearly = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1";
    assert_eq!(only(&read), (Some(day(2027, 2, 28)), yearly.to_owned()));
}
