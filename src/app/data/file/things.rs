//! A list of deals, of products, or of tasks and touches.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{
    super::{
        Failure, Kind, Reading, Request,
        known::Carried,
        reading::{Columns, Counts, Fate, Met, Of, Preview, Refused, Stage, among},
    },
    ISSUES, Outcome, lacking, left_out, points, reason, refused, rejects, report, shown, todos,
};
use crate::{
    app::worker::Progress,
    domain::{FieldDef, IdMaker, Moment, Record, TableName, Values},
    exchange::{
        customers::convert::Setting,
        import::Opened,
        own::OwnFields,
        recognise,
        sales::plan::Known,
        things::{self, Read, Reader, Tally, deals, products},
    },
};

/// Reads and plans.
pub fn read(
    request: &Request,
    opened: &Opened,
    carried: Carried,
    mut reading: Reading,
    progress: Progress<'_>,
) -> Result<(Reading, Outcome), Failure> {
    let now = &request.setting;
    let kind = reading.kind;
    let table = match kind {
        Kind::Products => TableName::Products,
        Kind::Activities => TableName::Tasks,
        Kind::Points => TableName::Points,
        _ => TableName::Deals,
    };
    let Some(sheet) = &opened.sheet else {
        return Err(Failure::Empty);
    };
    let layout = things::layout(kind, sheet, opened.header);
    let mut ids = IdMaker::new(now.seed);
    let mut own = OwnFields::new(table, &now.fields, now.currency);
    let chosen = request.decisions.targets.as_deref();
    let mut columns = things::columns(kind, &layout, chosen, &own);
    things::make_fields(&mut columns, &layout, &mut own, &mut ids, now.now);
    reading.header = Some(layout.header.map_or(0, |row| row.number));
    reading.product = recognise::product(opened).map(str::to_owned);
    reading.usable = things::is_usable(kind, &columns);
    let reader = Reader {
        setting: Setting {
            language: now.language.clone(),
            today: now.today,
        },
        currency: now.currency,
        date_order: request.decisions.date_order,
        decimal_mark: request.decisions.decimal_mark,
        typed: request.decisions.choices.typed,
        zone: now.zone.parse().unwrap_or(chrono_tz::Tz::UTC),
    };
    if request.stage == Stage::Look && reading.usable {
        reading.columns = Columns::Things(columns);
        return Ok((reading, Outcome::NOTHING));
    }
    let mut found = if reading.usable {
        things::read(kind, &layout, &columns, &reader, &own)
    } else {
        Read::default()
    };
    reading.columns = Columns::Things(columns);
    found.problems.extend(opened.problems());
    found.problems.sort_by_key(|problem| problem.row);
    found.rejected.extend(opened.broken());
    reading.add_issues(&found.problems, ISSUES);
    let rejected = left_out(&found.rejected, &found.problems);
    let lack = lacking(&rejected, found.problems.iter().map(reason));
    let bytes = rejects(Some(&layout), request.stage, &rejected, &lack)?;
    let refused = refused(Some(&layout), request.stage, &rejected);
    reading.counts.rejected = rejected.len();
    reading.counts.lacking = lack.len();
    reading.set_totals(&found.totals);
    reading.counts.rows = layout.all_rows().len();
    if let Some(bytes) = bytes {
        return Ok((reading, Outcome::Bytes(bytes)));
    }
    if request.stage == Stage::Look || !reading.usable {
        return Ok((reading, Outcome::NOTHING));
    }
    let records = if kind == Kind::Products {
        let known = &carried.known;
        of_products(
            request,
            (found, refused),
            known,
            &own,
            &mut ids,
            &mut reading,
        )
    } else if kind == Kind::Points {
        let found = (found, refused);
        points::plan(
            request,
            found,
            carried,
            reader.zone,
            &mut ids,
            &mut reading,
            progress,
        )?
    } else if kind == Kind::Activities {
        todos::plan(
            request,
            (found, refused),
            carried,
            (reader.zone, &own),
            &mut ids,
            &mut reading,
            progress,
        )?
    } else {
        let known = deals::Known {
            people: things::People {
                customers: carried.known.customers,
                relations: carried.relations,
                points: carried.points,
                members: now.members.clone(),
            },
            deals: carried.deals,
            boards: now.boards.clone(),
        };
        of_deals(
            request,
            (found, refused),
            &known,
            &own,
            &mut ids,
            &mut reading,
            progress,
        )?
    };
    Ok((reading, Outcome::Plan(records)))
}

pub(super) fn moment(request: &Request) -> Moment {
    Moment {
        now: request.setting.now,
        today: request.setting.today,
    }
}

/// The rows, each with what happens to it; `name` is its place in the file and its name.
pub(super) fn fated<R>(
    rows: Vec<R>,
    tally: &Tally,
    name: impl Fn(&R) -> (usize, &str),
) -> Vec<(R, Fate)> {
    let fates: FxHashMap<_, _> = tally.fates.iter().copied().collect();
    let signs: FxHashMap<_, _> = tally.signs.iter().copied().collect();
    let changes: FxHashMap<_, _> = tally.changes.iter().copied().collect();
    let fate = |row: &R| {
        let (number, name) = name(row);
        let met = || Met {
            name: name.to_owned(),
            sign: signs.get(&number).copied(),
            id: changes.get(&number).copied(),
        };
        match fates.get(&number) {
            Some(things::Fate::Update) => Fate::Update(met()),
            Some(things::Fate::Known) => Fate::Skip(met()),
            Some(things::Fate::New) | None => Fate::New,
        }
    };
    let with_fate = |row| {
        let fate = fate(&row);
        (row, fate)
    };
    rows.into_iter().map(with_fate).collect()
}

/// The same of rows that are about somebody, with who of the shop that is or may be.
pub(super) fn about<R>(
    rows: Vec<R>,
    tally: &Tally,
    name: impl Fn(&R) -> (usize, &str),
) -> Vec<Of<R>> {
    let whom: FxHashMap<_, _> = tally.whom.iter().copied().collect();
    let numbers: Vec<usize> = rows.iter().map(|row| name(row).0).collect();
    let rows = fated(rows, tally, name).into_iter().zip(numbers);
    rows.map(|((row, fate), number)| (row, fate, whom.get(&number).copied()))
        .collect()
}

/// The new fields that something is written into; the others are not made.
pub(super) fn used<'a>(
    own: &OwnFields,
    values: impl Iterator<Item = &'a Values> + Clone,
) -> Vec<Arc<FieldDef>> {
    let made = own.made().iter();
    made.filter(|field| values.clone().any(|values| values.contains_key(&field.id)))
        .cloned()
        .collect()
}

fn of_products(
    request: &Request,
    (found, refused): (Read, Vec<Refused>),
    known: &Known,
    own: &OwnFields,
    ids: &mut IdMaker,
    reading: &mut Reading,
) -> Vec<Record> {
    let first: Vec<_> = found
        .products
        .iter()
        .take(shown(request.stage))
        .cloned()
        .collect();
    let choice = request.decisions.duplicates;
    let currency = request.setting.currency;
    let moment = moment(request);
    let plan = products::plan(
        found.products,
        &known.products,
        choice,
        currency,
        ids,
        &moment,
    );
    let first = fated(first, &plan.tally, |row| (row.row, &row.name));
    reading.preview = Preview::Products(among(first, refused, |(row, _)| row.row));
    let edited = plan.update.iter().map(|(_, edited)| edited);
    let fields = used(own, plan.create.iter().chain(edited).map(|one| &one.values));
    reading.counts = Counts {
        create: plan.create.len(),
        update: plan.update.len(),
        skip: plan.tally.skipped,
        unchanged: plan.tally.unchanged,
        fields: fields.len(),
        ..reading.counts
    };
    let updated = plan.update.into_iter().map(|(_, edited)| edited);
    let products = plan.create.into_iter().chain(updated).map(Record::from);
    fields
        .into_iter()
        .map(Record::Fields)
        .chain(products)
        .collect()
}

fn of_deals(
    request: &Request,
    (found, refused): (Read, Vec<Refused>),
    known: &deals::Known,
    own: &OwnFields,
    ids: &mut IdMaker,
    reading: &mut Reading,
    progress: Progress<'_>,
) -> Result<Vec<Record>, Failure> {
    let first: Vec<_> = found
        .deals
        .iter()
        .take(shown(request.stage))
        .cloned()
        .collect();
    let choice = request.decisions.deciding();
    let house = deals::House {
        currency: request.setting.currency,
        board: &request.setting.board,
    };
    let moment = moment(request);
    let plan = deals::plan(found, known, choice, house, ids, &moment, report(progress))
        .map_err(|stopped| Failure::Broken(stopped.to_string()))?;
    let first = about(first, &plan.tally, |row| (row.row, &row.title));
    reading.preview = Preview::Deals(among(first, refused, |(row, ..)| row.row));
    reading.add_issues(&plan.people.problems, ISSUES);
    let edited = plan.update.iter().map(|(_, edited)| edited);
    let fields = used(own, plan.create.iter().chain(edited).map(|one| &one.values));
    reading.counts = Counts {
        create: plan.create.len(),
        update: plan.update.len(),
        skip: plan.tally.skipped,
        unchanged: plan.tally.unchanged,
        customers: plan.people.create.len(),
        people: plan.people.update.len(),
        relations: plan.people.relations.len(),
        points: plan.people.points.len(),
        fields: fields.len(),
        stages: plan.stages,
        members: plan.members.len(),
        ..reading.counts
    };
    reading.members = plan.members.iter().map(|one| one.name.clone()).collect();
    let mut records: Vec<Record> = fields.into_iter().map(Record::Fields).collect();
    records.extend(plan.members.into_iter().map(Record::from));
    records.extend(plan.boards.into_iter().map(Record::from));
    records.extend(plan.grown.into_iter().map(|(_, grown)| Record::from(grown)));
    records.extend(plan.people.into_records());
    records.extend(plan.create.into_iter().map(Record::from));
    let updated = plan.update.into_iter();
    records.extend(updated.map(|(_, edited)| Record::from(edited)));
    Ok(records)
}
