//! A calendar.

use std::sync::Arc;

use chrono_tz::Tz;

use super::{
    super::{
        Failure, Reading, Request,
        reading::{CalendarRow, Counts, Fate, Preview, Refused, Stage, among},
    },
    EXCERPT, ISSUES, Outcome, as_they_are, customers, left_out, shown,
    things::fated,
};
use crate::{
    app::data::reading::CustomerPreview,
    domain::{IdMaker, Moment, Record, Task},
    exchange::{
        calendar::{self, CalendarPlan, CalendarRead, Left},
        deciding::Deciding,
        import::Opened,
        sales::plan::Known,
    },
};

/// Reads and plans.
pub fn read(
    request: &Request,
    opened: &Opened,
    known: Known,
    tasks: &[Arc<Task>],
    mut reading: Reading,
) -> Result<(Reading, Outcome), Failure> {
    let now = &request.setting;
    let zone = now.zone.parse().unwrap_or(Tz::UTC);
    let text = &opened.decoded.text;
    let found = calendar::read(text, zone, now.today);
    let rejected = found.rejected();
    if request.stage == Stage::Rejects {
        let text = calendar::verbatim(text, &rejected);
        return Ok((reading, Outcome::Bytes(as_they_are(text)?)));
    }
    let entries = found.tasks.len() + found.birthdays.len() + found.left.len();
    reading.counts = Counts {
        rejected: rejected.len(),
        past: found.left_out(Left::Over),
        cancelled: found.left_out(Left::Cancelled),
        ..reading.counts
    };
    reading.counts.rows = entries + reading.counts.rejected;
    reading.add_issues(&found.problems, ISSUES);
    reading.usable = entries > 0;
    if request.stage == Stage::Look || !reading.usable {
        return Ok((reading, Outcome::NOTHING));
    }
    let moment = Moment {
        now: now.now,
        today: now.today,
    };
    let choice = request.decisions.duplicates;
    let ids = &mut IdMaker::new(now.seed);
    let plan = calendar::plan(&found, known.customers, tasks, choice, ids, &moment)
        .map_err(|stopped| Failure::Broken(stopped.to_string()))?;
    if shown(request.stage) > 0 {
        let refused = refused(&found, text, &rejected);
        let deciding = calendar::for_birthdays(choice).into();
        let rows = rows(&found, &plan, &deciding);
        reading.preview = Preview::Calendar(among(rows, refused, |(row, _)| row.row));
    }
    reading.counts = Counts {
        create: plan.tasks.len(),
        skip: plan.tally.skipped,
        customers: plan.people.create.len(),
        update: plan.update.len() + plan.people.update.len(),
        unchanged: plan.tally.unchanged + plan.people.unchanged,
        ..reading.counts
    };
    let edited = plan.update.into_iter().map(|(_, edited)| edited);
    let tasks = plan.tasks.into_iter().chain(edited).map(Record::from);
    let records = plan.people.into_records().chain(tasks);
    Ok((reading, Outcome::Plan(records.collect())))
}

/// The entries with what happens to each.
fn rows(
    found: &CalendarRead,
    plan: &CalendarPlan,
    deciding: &Deciding,
) -> Vec<(CalendarRow, Fate)> {
    let tasks = found.tasks.iter().map(|draft| CalendarRow {
        row: draft.row,
        title: draft.title.clone(),
        at: draft.due.map(|day| (day, draft.time)),
        birthday: None,
        repeat: draft.repeat.clone(),
        note: draft.note.clone(),
    });
    let mut rows = fated(tasks.collect(), &plan.tally, |row| (row.row, &row.title));
    let mut people: Vec<CustomerPreview> = found.birthdays.iter().map(customers::row).collect();
    customers::tell(&mut people, &plan.people, deciding);
    let birthdays = found.birthdays.iter().zip(people);
    rows.extend(birthdays.map(|(draft, person)| {
        let row = CalendarRow {
            row: draft.row,
            title: person.name,
            at: None,
            birthday: draft.customer.birthday,
            repeat: None,
            note: String::new(),
        };
        (row, person.fate)
    }));
    rows.extend(found.left.iter().map(|left| {
        let row = CalendarRow {
            row: left.row,
            title: left.title.clone(),
            at: left.at,
            birthday: None,
            repeat: None,
            note: String::new(),
        };
        let fate = match left.why {
            Left::Over => Fate::Over,
            Left::Cancelled => Fate::CalledOff,
        };
        (row, fate)
    }));
    rows
}

/// The entries that can't be taken.
fn refused(found: &CalendarRead, text: &str, rejected: &[usize]) -> Vec<Refused> {
    let mut reasons = left_out(rejected, &found.problems);
    let entries = calendar::in_words(text, rejected).into_iter();
    let one = |(row, text): (usize, String)| Refused {
        row,
        reasons: reasons.remove(&row).unwrap_or_default(),
        text: text.chars().take(EXCERPT).collect(),
    };
    entries.map(one).collect()
}
