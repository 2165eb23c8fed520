//! A list of customers, or cards.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    super::{
        Failure, Reading, Request,
        known::Carried,
        reading::{Candidate, Columns, Counts, CustomerPreview, Fate, Met, Preview, Stage, among},
    },
    ISSUES, Outcome, as_they_are, lacking, left_out, reason, refused, rejects, report, shown,
};
use crate::{
    app::worker::Progress,
    domain::{FieldDef, IdMaker, Moment, Record, TableName},
    exchange::{
        asides::{Asides, Beside},
        customers::{Draft, convert::Setting},
        deciding::Deciding,
        import::{Format, Opened},
        own::OwnFields,
        plan::{self, ImportPlan, Match},
        team::Team,
        vcard,
    },
};

/// Reads and plans.
pub fn read(
    request: &Request,
    mut opened: Opened,
    carried: Carried,
    mut reading: Reading,
    progress: Progress<'_>,
) -> Result<(Reading, Outcome), Failure> {
    let known = carried.known;
    let now = &request.setting;
    let mut ids = IdMaker::new(now.seed);
    let own = OwnFields::new(TableName::Customers, &now.fields, now.currency);
    let chosen = request.decisions.choices.mapping.is_some();
    opened.know(own, chosen, &mut ids, now.now);
    let opened = &opened;
    let table = opened.format != Format::Vcard;
    reading.usable = !table || opened.mapping.is_usable();
    if table {
        let header = opened.layout().and_then(|layout| layout.header);
        reading.header = Some(header.map_or(0, |row| row.number));
        reading.product.clone_from(&opened.mapping.preset);
        reading.columns = Columns::Customers(opened.mapping.clone());
    }
    if request.stage == Stage::Look && reading.usable {
        return Ok((reading, Outcome::NOTHING));
    }
    let read = opened.read(&Setting {
        language: now.language.clone(),
        today: now.today,
    });
    reading.add_issues(&read.problems, ISSUES);
    let rejected = left_out(&read.rejected, &read.problems);
    let lack = lacking(&rejected, read.problems.iter().map(reason));
    let cards: Option<Vec<usize>> = match request.stage {
        Stage::Rejects => Some(read.rejected.clone()),
        Stage::Lacking => Some(lack.keys().copied().collect()),
        Stage::Look | Stage::Plan | Stage::Records => None,
    };
    if let Some(cards) = cards.filter(|_| !table) {
        let text = vcard::verbatim(&opened.decoded.text, &cards);
        return Ok((reading, Outcome::Bytes(as_they_are(text)?)));
    }
    let layout = opened.layout();
    let bytes = rejects(layout.as_ref(), request.stage, &rejected, &lack)?;
    let refused = refused(layout.as_ref(), request.stage, &rejected);
    reading.counts.rejected = rejected.len();
    reading.counts.lacking = lack.len();
    reading.set_totals(&read.totals);
    reading.counts.rows = read.drafts.len() + rejected.len();
    if let Some(bytes) = bytes {
        return Ok((reading, Outcome::Bytes(bytes)));
    }
    if request.stage == Stage::Look || !reading.usable {
        return Ok((reading, Outcome::NOTHING));
    }
    let deciding = request.decisions.deciding();
    let moment = Moment {
        now: now.now,
        today: now.today,
    };
    let mut team = Team::new(&now.members);
    let mut drafts = read.drafts;
    team.assign(&mut drafts, &mut ids, &moment);
    let mut rows: Vec<_> = drafts.iter().take(shown(request.stage)).map(row).collect();
    let asides = Asides::of(&mut drafts);
    let mut plan = plan::plan(
        drafts,
        known.customers.iter().cloned(),
        deciding.clone(),
        &mut ids,
        &moment,
        report(progress),
    )
    .map_err(|stopped| Failure::Broken(stopped.to_string()))?;
    let have = Beside {
        relations: &carried.relations,
        points: &carried.points,
    };
    asides.apply(
        &mut plan,
        &known.customers,
        have,
        &deciding,
        &mut ids,
        &moment,
    );
    plan.problems.sort_by_key(|problem| problem.row);
    reading.add_issues(&plan.problems, ISSUES);
    tell(&mut rows, &plan, &deciding);
    reading.preview = Preview::Customers(among(rows, refused, |row| row.row));
    let made = used(opened.own.made(), &plan);
    let members = team.made_for(&plan, std::iter::empty());
    reading.members = members.iter().map(|one| one.name.clone()).collect();
    reading.counts = Counts {
        fields: made.len(),
        create: plan.create.len(),
        update: plan.update.len(),
        skip: plan.skipped,
        unchanged: plan.unchanged,
        members: members.len(),
        relations: plan.relations.len(),
        points: plan.points.len(),
        ..reading.counts
    };
    let made = made.into_iter().map(Record::Fields);
    let made = made.chain(members.into_iter().map(Record::from));
    let records = made.chain(plan.into_records());
    Ok((reading, Outcome::Plan(records.collect())))
}

/// The new fields that something is written into; the others are not made.
fn used(made: &[Arc<FieldDef>], plan: &ImportPlan) -> Vec<Arc<FieldDef>> {
    let edited = plan.update.iter().map(|(_, edited)| edited);
    let mut left: Vec<Arc<FieldDef>> = made.to_vec();
    let mut used = Vec::new();
    for customer in plan.create.iter().chain(edited) {
        if left.is_empty() {
            break;
        }
        let (found, rest) = left
            .into_iter()
            .partition(|field: &Arc<FieldDef>| customer.values.contains_key(&field.id));
        left = rest;
        let found: Vec<Arc<FieldDef>> = found;
        used.extend(found);
    }
    used.sort_by(|a, b| a.rank.cmp(&b.rank));
    used
}

/// A row as it is shown, before it is known what happens to it.
pub(super) fn row(draft: &Draft) -> CustomerPreview {
    let customer = &draft.customer;
    let phone = customer.phones.first();
    let email = customer.emails.first();
    CustomerPreview {
        row: draft.row,
        name: customer.display_name().to_owned(),
        phone: phone.map(|phone| phone.number.clone()).unwrap_or_default(),
        email: email.map(|email| email.address.clone()).unwrap_or_default(),
        birthday: customer
            .birthday
            .map(|day| day.to_string())
            .unwrap_or_default(),
        tags: customer.tags.clone(),
        owner: draft.owner.clone(),
        fate: Fate::New,
        candidate: None,
    }
}

/// Tells what happens to the rows that are somebody known. Whoever the file says nothing new of is left as is.
pub(super) fn tell(rows: &mut [CustomerPreview], plan: &ImportPlan, deciding: &Deciding) {
    let known: FxHashMap<usize, &Match> = plan.matches.iter().map(|one| (one.row, one)).collect();
    let near: FxHashMap<usize, &Match> = plan.near.iter().map(|one| (one.row, one)).collect();
    let who: FxHashMap<usize, _> = plan.rows.iter().copied().collect();
    let edited = plan.update.iter().map(|(_, edited)| edited);
    let written: FxHashSet<_> = plan.create.iter().chain(edited).map(|one| one.id).collect();
    for row in rows {
        let other = near.get(&row.row).copied();
        row.candidate = known.get(&row.row).copied().or(other).map(|one| Candidate {
            name: one.name.clone(),
            id: (!one.twin).then_some(one.id),
        });
        let Some(found) = known.get(&row.row) else {
            continue;
        };
        let met = Met {
            name: found.name.clone(),
            sign: Some(found.sign),
            id: who.get(&row.row).map(|id| id.raw()),
        };
        let changes = who.get(&row.row).is_some_and(|id| written.contains(id));
        let takes = found.twin || (changes && !deciding.leaves(row.row));
        row.fate = if takes {
            Fate::Update(met)
        } else {
            Fate::Skip(met)
        };
    }
}
