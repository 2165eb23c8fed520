//! Asking the worker about a file, and bringing it in as one change.

use web_sys::Blob;

use super::{
    Failure, Kind, ReadFile, Reading, Request, ShowRows, TakePlan,
    file::{PlanKey, Rows},
    known,
    reading::{Decisions, Page, Rejects, Setting, Stage},
    step::{Step, Underway},
};
use crate::{
    app::{
        App, Notice,
        worker::{self, Cancel, JobError},
    },
    domain::{
        Command, Currency, Draft, Moment, Records, Refusal, TableName,
        commands::{Import, Save},
    },
    exchange::{lists::Words, tables},
    platform::{random, turns},
    storage::{Committed, ExecuteError},
};

/// What was brought in.
#[derive(Debug, Clone, PartialEq)]
pub struct Brought {
    /// The change.
    pub committed: Committed,
    /// What the worker said.
    pub reading: Reading,
}

/// Asks about a file; `None` if it was cancelled. Beside the answer come the bytes of the stage.
pub async fn examine(
    app: App,
    language: &str,
    file: &[u8],
    decisions: Decisions,
    stage: Stage,
    cancel: &Cancel,
    progress: impl Fn(f64) + Clone + 'static,
) -> Result<Option<(Reading, Vec<u8>)>, Failure> {
    let mut bytes = file.to_vec();
    let planned = matches!(stage, Stage::Plan | Stage::Records);
    let kind = decisions
        .kind
        .filter(|kind| planned && *kind != Kind::Backup);
    if kind.is_some() {
        app.whole().await;
    }
    let choice = decisions.duplicates;
    // Before the records are read: what changes while they are, changes the plan.
    let basis = app.basis();
    let known = match kind {
        Some(kind) => known::append(app, kind, choice, &mut bytes, cancel).await?,
        None => known::Counted::default(),
    };
    let request = Request {
        stage,
        decisions,
        setting: setting(app, language),
        file: file.len(),
        known,
        basis,
    };
    answered(worker::run::<ReadFile>(&request, bytes, cancel, progress).await)
}

/// Asks about a backup, which may be large: only the worker reads it.
pub async fn examine_backup(
    app: App,
    language: &str,
    file: &Blob,
    stage: Stage,
    cancel: &Cancel,
    progress: impl Fn(f64) + Clone + 'static,
) -> Result<Option<(Reading, Vec<u8>)>, Failure> {
    let request = Request {
        stage,
        decisions: Decisions {
            kind: Some(Kind::Backup),
            ..Decisions::default()
        },
        setting: setting(app, language),
        file: usize::MAX,
        known: known::Counted::default(),
        basis: app.basis(),
    };
    answered(worker::run_on::<ReadFile>(&request, file, cancel, progress).await)
}

/// What the worker has to know of the shop.
fn setting(app: App, language: &str) -> Setting {
    let moment = app.moment();
    Setting {
        language: language.to_owned(),
        now: moment.now,
        today: moment.today,
        zone: app.zone(),
        currency: app
            .peek(|all| all.settings().map(|shop| shop.currency))
            .unwrap_or(Currency::USD),
        seed: random::seed(),
        erased: app
            .peek(|all| all.settings().map(|shop| shop.erased.clone()))
            .unwrap_or_default(),
        fields: app.peek(|all| all.fields.iter().cloned().collect()),
        boards: app.peek(|all| all.pipelines.iter().cloned().collect()),
        members: app.peek(|all| all.members.iter().cloned().collect()),
        board: Words::of(language).get("sheet.deals").to_owned(),
    }
}

/// What became of the question; `None` if it was cancelled.
fn answered<T>(answer: Result<T, JobError<Failure>>) -> Result<Option<T>, Failure> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(JobError::Cancelled) => Ok(None),
        Err(JobError::Refused(failure)) => Err(failure),
        Err(JobError::Broken(error)) => Err(Failure::Broken(error.to_string())),
    }
}

/// Finds out what a file is, and then what it would change.
pub async fn understand(
    app: App,
    language: &str,
    file: &[u8],
    mut decisions: Decisions,
    cancel: &Cancel,
    progress: impl Fn(Underway) + Clone + 'static,
) -> Result<Option<Reading>, Failure> {
    let told = |step| {
        let progress = progress.clone();
        move |share| progress(Underway::reading(step, share))
    };
    let (look, first) = (Stage::Look, told(Step::Look));
    first(0.0);
    let looked = examine(app, language, file, decisions.clone(), look, cancel, first).await?;
    let Some((reading, _)) = looked else {
        return Ok(None);
    };
    if reading.kind == Kind::Backup || !reading.usable {
        return Ok(Some(reading));
    }
    decisions.kind = Some(reading.kind);
    let (plan, then) = (Stage::Plan, told(Step::Plan));
    then(0.0);
    let planned = examine(app, language, file, decisions, plan, cancel, then).await?;
    Ok(planned.map(|(reading, _)| reading))
}

/// A page of the rows that a plan is made of, `from` so many; `None` if the worker has that plan no more.
pub async fn rows(key: PlanKey, from: usize, cancel: &Cancel) -> Option<Page> {
    let shown = worker::run::<ShowRows>(&Rows { key, from }, Vec::new(), cancel, |_| {}).await;
    shown.ok().map(|(rows, _)| rows)
}

/// Finds out what a backup holds.
pub async fn understand_backup(
    app: App,
    language: &str,
    file: &Blob,
    cancel: &Cancel,
    progress: impl Fn(Underway) + Clone + 'static,
) -> Result<Option<Reading>, Failure> {
    // There is no second step.
    let told = move |share| progress(Underway::reading(Step::Look, share));
    told(0.0);
    let looked = examine_backup(app, language, file, Stage::Look, cancel, told).await?;
    Ok(looked.map(|(reading, _)| reading))
}

/// What a person said yes to.
#[derive(Debug)]
pub struct Agreed {
    /// Name of the file.
    pub name: String,
    /// What was decided by hand, with the kind of file.
    pub decisions: Decisions,
    /// What it would do.
    pub reading: Reading,
}

/// The records of the plan that a person looked at; `None` if the shop has changed since, or if the
/// worker has it no more.
async fn planned(app: App, reading: &Reading, cancel: &Cancel) -> Option<Vec<u8>> {
    let key = reading.plan.filter(|key| key.basis == app.basis())?;
    let taken = worker::run::<TakePlan>(&key, Vec::new(), cancel, |_| {}).await;
    taken.ok().map(|((), records)| records)
}

/// An import as long as nobody stops it; what is told is that it is too late for that.
struct Wanted<'a>(&'a Import, &'a Cancel, &'a dyn Fn());

impl Command for Wanted<'_> {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        self.0.decide(records, moment)
    }

    fn is_wanted(&self) -> bool {
        !self.1.is_cancelled()
    }

    fn is_being_saved(&self) {
        (self.2)();
    }
}

/// Brings a file in as one change: what `reading` promised, planned again where that is out of date.
/// `None` if it was cancelled, which leaves the shop as it was, or if the store refused, which the person has
/// been told.
pub async fn commit(
    app: App,
    language: &str,
    file: &[u8],
    agreed: Agreed,
    cancel: &Cancel,
    progress: impl Fn(Underway) + Clone + 'static,
) -> Result<Option<Brought>, Failure> {
    let Agreed {
        name,
        decisions,
        reading,
    } = agreed;
    // What an edited record was when the plan was made, so that edits of other tabs are kept. Records
    // share their contents, so this copy is small.
    let before = app.peek(Clone::clone);
    let table = match decisions.kind {
        Some(Kind::Sales | Kind::Lines) => TableName::Sales,
        Some(Kind::Deals) => TableName::Deals,
        Some(Kind::Products) => TableName::Products,
        Some(Kind::Calendar | Kind::Activities) => TableName::Tasks,
        Some(Kind::Points) => TableName::Points,
        _ => TableName::Customers,
    };
    let (reading, bytes) = if let Some(bytes) = planned(app, &reading, cancel).await {
        (reading, bytes)
    } else {
        let first = progress.clone();
        let told = move |share| first(Underway::importing(Step::Plan, share));
        let stage = Stage::Records;
        match examine(app, language, file, decisions, stage, cancel, told).await? {
            Some(planned) => planned,
            None => return Ok(None),
        }
    };
    let fetched = |share| progress(Underway::importing(Step::Fetch, share));
    let records = known::read_records(&bytes, cancel, fetched).await?;
    if cancel.is_cancelled() {
        return Ok(None);
    }
    let mut import = Import {
        file: name,
        table,
        create: Vec::with_capacity(records.len()),
        update: Vec::new(),
    };
    for record in records {
        match before.find(record.table(), record.id()) {
            Some(base) => import.update.push(Save::new(base, record)),
            None => import.create.push(record),
        }
    }
    progress(Underway::importing(Step::Write, 0.0));
    drop(bytes);
    worker::rest();
    turns::yield_to_screen().await;
    let saved = || progress(Underway::importing(Step::Save, 0.0));
    match app.try_execute(&Wanted(&import, cancel, &saved)).await {
        Ok(committed) => {
            app.told(committed.clone());
            Ok(Some(Brought { committed, reading }))
        }
        Err(ExecuteError::Refused(Refusal::Unwanted)) => Ok(None),
        Err(error) => {
            app.notify(Notice::from(error));
            Ok(None)
        }
    }
}

/// What can't be taken, or what is taken without a value, as `stage` says, to correct and bring in again: rows as a
/// table, where `title` heads the column of reasons; cards and entries of a calendar as they stand in the file.
pub async fn rejects(
    app: App,
    language: &str,
    file: &[u8],
    decisions: Decisions,
    stage: Stage,
    title: &str,
    reason: impl Fn(&super::reading::Reason) -> String,
) -> Result<String, Failure> {
    let cancel = Cancel::default();
    let answer = examine(app, language, file, decisions, stage, &cancel, |_| {}).await?;
    let (_, bytes) = answer.ok_or(Failure::Empty)?;
    let (header, rows) = match serde_json::from_slice(&bytes)? {
        Rejects::AsTheyAre(text) => return Ok(text),
        Rejects::Rows { header, rows } => (header, rows),
    };
    let header = header.map(|mut cells| {
        cells.push(title.to_owned());
        cells
    });
    let rows = rows.into_iter().map(|(mut cells, reasons)| {
        let reasons: Vec<String> = reasons.iter().map(&reason).collect();
        cells.push(reasons.join("; "));
        cells
    });
    Ok(tables::csv(header.into_iter().chain(rows)))
}
