//! A list of tasks and touches: what it would change.

use chrono_tz::Tz;

use super::{
    super::{
        Failure, Reading, Request,
        known::Carried,
        reading::{Counts, Preview, Refused, among},
    },
    ISSUES, report, shown,
    things::{about, moment, used},
};
use crate::{
    app::worker::Progress,
    domain::{IdMaker, Record},
    exchange::{
        own::OwnFields,
        things::{People, Read, todos},
    },
};

/// Plans; the records to write.
pub fn plan(
    request: &Request,
    (found, refused): (Read, Vec<Refused>),
    carried: Carried,
    (zone, own): (Tz, &OwnFields),
    ids: &mut IdMaker,
    reading: &mut Reading,
    progress: Progress<'_>,
) -> Result<Vec<Record>, Failure> {
    let first: Vec<_> = found
        .todos
        .iter()
        .take(shown(request.stage))
        .cloned()
        .collect();
    let known = todos::Known {
        people: People {
            customers: carried.known.customers,
            relations: carried.relations,
            points: carried.points,
            members: request.setting.members.clone(),
        },
        deals: carried.deals,
        tasks: carried.tasks,
        touches: carried.touches,
        cases: carried.cases,
        sales: carried.known.sales,
    };
    let choice = request.decisions.deciding();
    let moment = moment(request);
    let plan = todos::plan(found, &known, choice, zone, ids, &moment, report(progress))
        .map_err(|stopped| Failure::Broken(stopped.to_string()))?;
    let first = about(first, &plan.tally, |row| (row.row, &row.title));
    reading.preview = Preview::Todos(among(first, refused, |(row, ..)| row.row));
    reading.add_issues(&plan.people.problems, ISSUES);
    reading.add_issues(&plan.problems, ISSUES);
    let edited = plan.update.iter().map(|(_, edited)| edited);
    let fields = used(own, plan.tasks.iter().chain(edited).map(|one| &one.values));
    reading.counts = Counts {
        create: plan.tasks.len() + plan.touches.len() + plan.cases.len(),
        update: plan.update.len() + plan.moved.len(),
        skip: plan.tally.skipped,
        unchanged: plan.tally.unchanged,
        customers: plan.people.create.len(),
        people: plan.people.update.len(),
        relations: plan.people.relations.len(),
        points: plan.people.points.len(),
        fields: fields.len(),
        members: plan.members.len(),
        ..reading.counts
    };
    reading.members = plan.members.iter().map(|one| one.name.clone()).collect();
    let mut records: Vec<Record> = fields.into_iter().map(Record::Fields).collect();
    records.extend(plan.members.into_iter().map(Record::from));
    records.extend(plan.people.into_records());
    records.extend(plan.tasks.into_iter().map(Record::from));
    records.extend(plan.touches.into_iter().map(Record::from));
    records.extend(plan.cases.into_iter().map(Record::from));
    let moved = plan.moved.into_iter();
    records.extend(moved.map(|(_, edited)| Record::from(edited)));
    let updated = plan.update.into_iter();
    records.extend(updated.map(|(_, edited)| Record::from(edited)));
    Ok(records)
}
