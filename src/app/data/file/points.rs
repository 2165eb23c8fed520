//! A list of points that came and went: what it would change.

use chrono_tz::Tz;

use super::{
    super::{
        Failure, Reading, Request,
        known::Carried,
        reading::{Counts, Preview, Refused, among},
    },
    ISSUES, report, shown,
    things::{about, moment},
};
use crate::{
    app::worker::Progress,
    domain::{IdMaker, Record},
    exchange::things::{People, Read, points},
};

/// Plans; the records to write.
pub fn plan(
    request: &Request,
    (found, refused): (Read, Vec<Refused>),
    carried: Carried,
    zone: Tz,
    ids: &mut IdMaker,
    reading: &mut Reading,
    progress: Progress<'_>,
) -> Result<Vec<Record>, Failure> {
    let first: Vec<_> = found
        .points
        .iter()
        .take(shown(request.stage))
        .cloned()
        .collect();
    let people = People {
        customers: carried.known.customers,
        relations: carried.relations,
        points: carried.points,
        members: request.setting.members.clone(),
    };
    let known = (&people, carried.known.whole.as_slice());
    let choice = request.decisions.deciding();
    let moment = moment(request);
    let plan = points::plan(found, known, choice, zone, ids, &moment, report(progress))
        .map_err(|stopped| Failure::Broken(stopped.to_string()))?;
    let first = about(first, &plan.tally, |row| (row.row, &row.who));
    reading.preview = Preview::Points(among(first, refused, |(row, ..)| row.row));
    reading.add_issues(&plan.people.problems, ISSUES);
    reading.add_issues(&plan.problems, ISSUES);
    reading.counts = Counts {
        create: plan.entries.len(),
        update: plan.update.len(),
        skip: plan.tally.skipped,
        unchanged: plan.tally.unchanged,
        customers: plan.people.create.len(),
        members: plan.members.len(),
        ..reading.counts
    };
    reading.members = plan.members.iter().map(|one| one.name.clone()).collect();
    let members = plan.members.into_iter().map(Record::from);
    let people = plan.people.into_records();
    let entries = plan.entries.into_iter().map(Record::from);
    let sales = plan
        .update
        .into_iter()
        .map(|(_, edited)| Record::from(edited));
    Ok(members.chain(people).chain(entries).chain(sales).collect())
}
