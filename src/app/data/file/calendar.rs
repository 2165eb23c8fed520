//! A calendar.

use std::sync::Arc;

use chrono_tz::Tz;

use super::{
    super::{
        Failure, Reading, Request,
        reading::{Counts, Preview, Stage},
    },
    ISSUES, Outcome, as_they_are, shown,
};
use crate::{
    domain::{IdMaker, Moment, Record, Task},
    exchange::{
        calendar::{self, Left},
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
    let found = calendar::read(&opened.decoded.text, zone, now.today);
    let rejected = found.rejected();
    if request.stage == Stage::Rejects {
        let text = calendar::verbatim(&opened.decoded.text, &rejected);
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
    reading.preview = Preview::Tasks(
        found
            .tasks
            .iter()
            .take(shown(request.stage))
            .cloned()
            .collect(),
    );
    let moment = Moment {
        now: now.now,
        today: now.today,
    };
    let choice = request.decisions.duplicates;
    let ids = &mut IdMaker::new(now.seed);
    let plan = calendar::plan(&found, known.customers, tasks, choice, ids, &moment)
        .map_err(|stopped| Failure::Broken(stopped.to_string()))?;
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
