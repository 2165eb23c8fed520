//! Entries of a calendar built to harm: each is told with its reason or comes in within what a record may hold, never
//! both lost and silent, and those beside it come in.

use chrono::NaiveDate;

use super::read;
use crate::{domain::limits, exchange::problem::ProblemKind};

/// The lines of an entry, and why it is refused, if it has to be.
fn hostile() -> Vec<(String, String, Option<ProblemKind>)> {
    use ProblemKind::{NoDay, NoTitle};
    let long = "長".repeat(400_000);
    let many = "ATTENDEE:mailto:a@b.example\n".repeat(5_000);
    let nested = "BEGIN:VALARM\n".repeat(2_000);
    let folds = "DESCRIPTION:a\n ".repeat(5_000);
    let day = "DTSTART;VALUE=DATE:20270105";
    let with = |line: &str| format!("{day}\nSUMMARY:Call\n{line}");
    let mut all: Vec<(String, String, Option<ProblemKind>)> = Vec::new();
    let mut add = |what: &str, lines: String, why| all.push((what.to_owned(), lines, why));
    add("nothing", String::new(), Some(NoTitle));
    add("a day alone", day.to_owned(), Some(NoTitle));
    add(
        "a blank title",
        format!("{day}\nSUMMARY:   "),
        Some(NoTitle),
    );
    add("a title alone", "SUMMARY:Call".to_owned(), Some(NoDay));
    for value in [
        "",
        "soon",
        "noon",
        "99999999",
        "20271345",
        "20270230",
        "0",
        "-1",
        "1e9",
        "NaN",
        "2027-13-45T99:99:99",
        "\u{202e}20270105",
        "=1+1",
        "<script>",
        "２０２７０１０５X",
    ] {
        let lines = format!("DTSTART:{value}\nSUMMARY:Call");
        add(&format!("the day {value:?}"), lines, Some(NoDay));
    }
    for (what, line) in [
        ("an unknown zone", "DTEND;TZID=Mars/Olympus:20270105T100000"),
        ("a rule of nothing", "RRULE:"),
        (
            "a rule without end",
            "RRULE:FREQ=SECONDLY;INTERVAL=0;COUNT=99999999999",
        ),
        (
            "a rule of a million days",
            "RRULE:FREQ=YEARLY;BYMONTHDAY=400;BYSETPOS=-999999",
        ),
        ("a rule that is no rule", "RRULE:DROP TABLE tasks"),
        (
            "an alarm of years",
            "BEGIN:VALARM\nTRIGGER:-P99999999W\nEND:VALARM",
        ),
        ("an alarm of nothing", "BEGIN:VALARM\nTRIGGER:\nEND:VALARM"),
        (
            "an alarm that is none",
            "BEGIN:VALARM\nTRIGGER:soon\nEND:VALARM",
        ),
        ("an open quote", "X-A;B=\"c:d"),
        ("no colon", "X-A"),
        ("only a colon", ":"),
        ("bare words", "X-A;;;=:1"),
        ("zeros", "DESCRIPTION:a\0b"),
        ("controls", "DESCRIPTION:\u{1}\u{2}"),
        ("right to left", "DESCRIPTION:\u{202e}x"),
        ("escapes at the end", "DESCRIPTION:x\\"),
        ("a script", "DESCRIPTION:<script>alert(1)</script>"),
        ("a formula", "DESCRIPTION:=cmd|'/c calc'!A0"),
        ("an end before its start", "DTEND;VALUE=DATE:19000101"),
        ("a priority of a million", "PRIORITY:1000000"),
        ("a state that is none", "STATUS:PERHAPS"),
        ("a second title", "SUMMARY:Other"),
        ("a second day", "DTSTART;VALUE=DATE:20280105"),
        ("an attachment", "ATTACH:file:///etc/passwd"),
        ("a wrong version", "VERSION:99"),
        (
            "a time zone inside",
            "BEGIN:VTIMEZONE\nTZID:X\nEND:VTIMEZONE",
        ),
    ] {
        add(what, with(line), None);
    }
    add("a long title", format!("{day}\nSUMMARY:{long}"), None);
    add("a long text", with(&format!("DESCRIPTION:{long}")), None);
    add("many guests", with(&many), None);
    add("alarms in alarms", with(&nested), None);
    add("folds without end", with(&folds), None);
    all
}

#[test]
fn every_entry_is_told_or_comes_in_and_those_beside_it_do() {
    let all = hostile();
    assert!(all.len() >= 50, "{}", all.len());
    let zone = chrono_tz::Asia::Shanghai;
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date");
    let good = |name: &str| {
        format!("BEGIN:VEVENT\nDTSTART;VALUE=DATE:20270105\nSUMMARY:{name}\nEND:VEVENT\n")
    };
    let mut wrong = Vec::new();
    for (what, lines, why) in all {
        let text = format!(
            "BEGIN:VCALENDAR\nVERSION:2.0\n{}BEGIN:VEVENT\n{lines}\nEND:VEVENT\n{}END:VCALENDAR\n",
            good("First"),
            good("Last")
        );
        let found = read(&text, zone, today);
        let titles: Vec<_> = found.tasks.iter().map(|task| &*task.title).collect();
        let beside = titles.contains(&"First") && titles.contains(&"Last");
        let within = found.tasks.iter().all(|task| {
            task.title.chars().count() <= limits::LINE && task.note.chars().count() <= limits::NOTE
        });
        let kinds: Vec<_> = found.problems.iter().map(|one| one.kind.clone()).collect();
        let told = kinds.iter().all(|kind| kind.to_string().len() > 10);
        let somewhere = titles.len() > 2 || !kinds.is_empty() || !found.left.is_empty();
        let refused = why
            .as_ref()
            .is_none_or(|why| kinds.contains(why) && titles.len() == 2);
        if !(beside && within && told && somewhere && refused) {
            let shown: Vec<String> = titles
                .iter()
                .map(|one| one.chars().take(20).collect())
                .collect();
            wrong.push(format!("{what}: {why:?} wanted, {kinds:?}, {shown:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
