//! The job that looks at a file: decides what it is, reads it, compares it with what the shop has,
//! and hands out records. Runs in the worker; sees nothing but its arguments.

mod backup;
mod calendar;
mod customers;
mod planned;
mod points;
mod recognise;
mod sales;
mod things;
mod todos;

use std::{ops::ControlFlow, time::Duration};

use rustc_hash::FxHashMap;

use super::{
    Failure, Kind, Reading, Request, known,
    reading::{Reason, Refused, Rejects, Stage},
};
use crate::{
    app::worker::{Job, JobName, Progress},
    domain::Record,
    exchange::{
        customers::layout::Layout,
        import::{Choices, Format, Opened},
        problem::Problem,
        recognise as tables,
        sheet::Row,
    },
};

pub use planned::{PlanKey, Rows, ShowRows, TakePlan};

/// Problems listed.
const ISSUES: usize = 200;
/// Most bytes of a file of other programs: far more than a shop has, less than what ends a browser tab.
pub const LIMIT: u64 = 300 << 20;
/// Most bytes of a backup's JSON, which only the worker holds: three times the largest shop.
pub const BACKUP_LIMIT: u64 = 800 << 20;

/// What goes with an answer.
enum Outcome {
    /// Nothing, or bytes as they are.
    Bytes(Vec<u8>),
    /// The records of a plan.
    Plan(Vec<Record>),
}

impl Outcome {
    const NOTHING: Self = Self::Bytes(Vec::new());
}

/// Reads a file.
#[derive(Debug)]
pub struct ReadFile;

impl Job for ReadFile {
    const NAME: JobName = JobName::ReadFile;
    /// The plan is remembered for as long as somebody may look at it.
    const KEPT_FOR: Option<Duration> = Some(Duration::from_mins(10));
    type Input = Request;
    type Output = Reading;
    type Made = Vec<u8>;
    type Error = Failure;

    async fn run(
        request: Request,
        bytes: Vec<u8>,
        progress: Progress<'_>,
    ) -> Result<(Reading, Vec<u8>), Failure> {
        planned::forget();
        let key = PlanKey {
            seed: request.setting.seed,
            basis: request.basis,
        };
        let stage = request.stage;
        let (mut reading, outcome) = read(&request, bytes, progress)?;
        let rows = std::mem::take(&mut reading.preview);
        reading.listed = rows.len();
        let records = match &outcome {
            Outcome::Plan(records) => records.as_slice(),
            Outcome::Bytes(_) => &[],
        };
        reading.first = rows.page(0, records);
        let bytes = match outcome {
            Outcome::Bytes(bytes) => bytes,
            Outcome::Plan(records) if stage == Stage::Records => known::write_records(records)?,
            Outcome::Plan(records) => {
                planned::keep(key, records, rows);
                reading.plan = Some(key);
                Vec::new()
            }
        };
        Ok((reading, bytes))
    }
}

fn read(
    request: &Request,
    bytes: Vec<u8>,
    progress: Progress<'_>,
) -> Result<(Reading, Outcome), Failure> {
    let whole: (&[u8], &[u8]) = (&bytes, &[]);
    let (file, behind) = bytes.split_at_checked(request.file).unwrap_or(whole);
    recognise::refuse_other_files(file)?;
    if recognise::is_json(file) {
        // A large shop's backup is not to stand in memory a second time as text, and not longer than it is read.
        let reading = Reading::of(Kind::Backup, Format::Json, "UTF-8");
        let restored = backup::restored(file)?;
        progress(READ);
        drop(bytes);
        return backup::read(request, restored, reading);
    }
    let language = &request.setting.language;
    let opened = Opened::new(file, &look(request), language);
    progress(READ / 4.0);
    let kind = match opened.format {
        Format::Json => Kind::Backup,
        Format::Vcard => Kind::Customers,
        Format::Ics => Kind::Calendar,
        Format::Csv | Format::Tsv => request
            .decisions
            .kind
            .filter(|kind| Kind::TABLES.contains(kind))
            .unwrap_or_else(|| tables::table(&opened)),
    };
    let mut reading = Reading::of(kind, opened.format, opened.encoding());
    reading.delimiter = opened.delimiter();
    reading.heads = heads(&opened);
    let mut carried = known::read(behind, request.known)?;
    carried.known.said.clone_from(&request.decisions.rows);
    progress(READ / 2.0);
    match kind {
        Kind::Backup => backup::read(request, backup::restored(file)?, reading),
        Kind::Calendar => calendar::read(request, &opened, carried.known, &carried.tasks, reading),
        Kind::Customers => customers::read(request, opened, carried, reading, progress),
        Kind::Sales | Kind::Lines => {
            sales::read(request, &opened, &carried.known, reading, progress)
        }
        Kind::Deals | Kind::Products | Kind::Activities | Kind::Points => {
            things::read(request, &opened, carried, reading, progress)
        }
    }
}

/// Rows that are offered as the one that names the columns.
const HEADS: usize = 20;
/// Characters of such a row that are shown.
const HEAD: usize = 40;

/// The first rows of a table by their first words.
fn heads(opened: &Opened) -> Vec<(usize, String)> {
    let rows = opened.sheet.iter().flat_map(|sheet| &sheet.rows);
    let head = |row: &Row| {
        let cells = row.cells().map(str::trim).filter(|cell| !cell.is_empty());
        let text = cells.take(3).collect::<Vec<_>>().join(" · ");
        (row.number, text.chars().take(HEAD).collect())
    };
    rows.take(HEADS).map(head).collect()
}

/// The choices that matter for opening; a mapping is of customers only.
fn look(request: &Request) -> Choices {
    Choices {
        date_order: request.decisions.date_order,
        decimal_mark: request.decisions.decimal_mark,
        ..request.decisions.choices.clone()
    }
}

/// How many rows are made ready to be shown: all that a person may turn to.
const fn shown(stage: Stage) -> usize {
    match stage {
        Stage::Plan => usize::MAX,
        _ => 0,
    }
}

/// The share of the way to a plan after which the file is read and its rows are compared with the shop's.
const READ: f64 = 0.4;

/// Tells how far planning is.
fn report(progress: Progress<'_>) -> impl FnMut(usize, usize) -> ControlFlow<()> + '_ {
    progress(READ);
    move |done, total| {
        let share = done as f64 / total.max(1) as f64;
        progress((1.0 - READ).mul_add(share, READ));
        ControlFlow::Continue(())
    }
}

/// Rows by their number, each with what is wrong.
type Wrong = FxHashMap<usize, Vec<Reason>>;

/// Bytes that go with an answer, if the stage asks for any: rows that can't be taken, or those that `lack` a value.
fn rejects(
    layout: Option<&Layout<'_>>,
    stage: Stage,
    left: &Wrong,
    lack: &Wrong,
) -> Result<Option<Vec<u8>>, Failure> {
    let Some(layout) = layout else {
        return Ok(None);
    };
    let left = match stage {
        Stage::Rejects => left,
        Stage::Lacking => lack,
        Stage::Look | Stage::Plan | Stage::Records => return Ok(None),
    };
    let cells = |row: &Row| row.cells().map(str::to_owned).collect::<Vec<_>>();
    let rejects = Rejects::Rows {
        header: layout.header.map(cells),
        rows: layout
            .all_rows()
            .into_iter()
            .filter_map(|row| Some((cells(row), left.get(&row.number)?.clone())))
            .collect(),
    };
    Ok(Some(serde_json::to_vec(&rejects)?))
}

/// Why each row that can't be taken is left out.
fn left_out<'a>(rejected: impl IntoIterator<Item = &'a usize>, problems: &[Problem]) -> Wrong {
    let rows = rejected.into_iter().map(|row| (*row, Vec::new()));
    let mut left: Wrong = rows.collect();
    for problem in problems {
        if let Some(reasons) = left.get_mut(&problem.row) {
            reasons.push(Reason::Table(problem.kind.clone()));
        }
    }
    left
}

/// Why rows that are taken lack a value, those of `left` are not among them. Row 0 is the file.
fn lacking(left: &Wrong, problems: impl IntoIterator<Item = (usize, Reason)>) -> Wrong {
    let mut lack = Wrong::default();
    for (row, reason) in problems {
        if row > 0 && !left.contains_key(&row) && reason.loses_value() {
            lack.entry(row).or_default().push(reason);
        }
    }
    lack
}

/// A problem of a table as a reason, with its row.
fn reason(problem: &Problem) -> (usize, Reason) {
    (problem.row, Reason::Table(problem.kind.clone()))
}

/// Characters of a row that can't be taken, as it is shown.
const EXCERPT: usize = 200;

/// The rows that can't be taken, to be shown among the others.
fn refused(layout: Option<&Layout<'_>>, stage: Stage, left: &Wrong) -> Vec<Refused> {
    let (Stage::Plan, Some(layout)) = (stage, layout) else {
        return Vec::new();
    };
    let one = |row: &Row| {
        let cells = row.cells().map(str::trim).filter(|cell| !cell.is_empty());
        let text = cells.collect::<Vec<_>>().join(" · ");
        Some(Refused {
            row: row.number,
            reasons: left.get(&row.number)?.clone(),
            text: text.chars().take(EXCERPT).collect(),
        })
    };
    layout.all_rows().into_iter().filter_map(one).collect()
}

/// What is no row, as bytes that go with an answer.
fn as_they_are(text: String) -> Result<Vec<u8>, Failure> {
    Ok(serde_json::to_vec(&Rejects::AsTheyAre(text))?)
}
