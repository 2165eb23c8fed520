//! Files that are written in the worker: lists as CSV, alone or all of them, workbooks, the page to read, calendars. The
//! worker reads the records from the store itself; where the store does not have what is on screen, the
//! page hands them over as a backup, which it can write in pieces. It gets the finished file.

use std::{mem::ManuallyDrop, rc::Rc, time::Duration};

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use web_sys::Blob;

use super::{
    Failure, Out,
    days::{DayOf, days},
    file_name,
    readable::readable,
};
use crate::{
    app::{
        App,
        worker::{self, Cancel, Job, JobError, JobName, Progress},
    },
    domain::{Records, TableName},
    exchange::{
        backup,
        lists::{self, List, Pick, Shown, Style, Words, folder, report::Table, workbook},
    },
    platform::{files, turns},
};

/// Where the worker finds what to write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// In the store, in the database of this name.
    Store(String),
    /// In the bytes beside the order, as a backup.
    Backup,
    /// In the bytes beside the order, as one finished [`Table`] of a report.
    List,
}

/// The order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// What to write.
    pub out: Out,
    /// One list and what is related to it; nothing for everything.
    pub table: Option<TableName>,
    /// The records of it, all if none are named.
    pub ids: Option<Vec<Uuid>>,
    /// The stable names of the columns that were chosen where it was shown; nothing where none are.
    #[serde(default)]
    pub columns: Option<Vec<String>>,
    /// Days of customers that stand among the tasks of a calendar.
    #[serde(default)]
    pub days_of: Vec<DayOf>,
    /// Where the records are.
    pub source: Source,
    /// Leave out, from a list, customers who asked not to be contacted.
    pub reachable_only: bool,
    /// The person's language (BCP 47).
    pub language: String,
    /// The civil date in the shop's zone.
    pub today: chrono::NaiveDate,
}

impl Order {
    /// Of everything; the rest is changed where less is to go out.
    pub(super) fn new(app: App, language: &str, out: Out, source: Source) -> Self {
        Self {
            out,
            table: None,
            ids: None,
            columns: None,
            days_of: Vec::new(),
            source,
            reachable_only: false,
            language: language.to_owned(),
            today: app.moment().today,
        }
    }
}

/// Writes a file, which comes back.
#[derive(Debug)]
pub struct WriteFile;

impl Job for WriteFile {
    const NAME: JobName = JobName::WriteFile;
    /// A whole shop stood in its memory.
    const KEPT_FOR: Option<Duration> = None;
    type Input = Order;
    type Output = ();
    type Made = Blob;
    type Error = Failure;

    async fn run(
        order: Order,
        bytes: Vec<u8>,
        progress: Progress<'_>,
    ) -> Result<((), Blob), Failure> {
        let records = match &order.source {
            Source::List => {
                let table: Table = serde_json::from_slice(&bytes)?;
                return Ok(((), one(&order, &[table.into_list()], progress)?));
            }
            Source::Backup => backup::read(&bytes, usize::MAX)?.into_records(),
            Source::Store(database) => {
                let tables = needed(&order);
                worker::stored(database, &tables, |share| progress(0.3 * share)).await?
            }
        };
        drop(bytes);
        // The worker ends with the file: nobody waits until millions of texts are given back one by one.
        let records = ManuallyDrop::new(records);
        progress(0.3);
        let then = |share| progress(0.3 + 0.7 * share);
        let written = if order.out == Out::Page {
            readable(&order, &records, &then).await?
        } else {
            write(&order, &records, &then)?
        };
        Ok(((), written))
    }
}

/// How the lists are written.
pub(super) fn style(order: &Order, records: &Records) -> Style {
    let shop = records.settings();
    let zone = shop.and_then(|shop| shop.time_zone.parse().ok());
    Style {
        words: Words::of(&order.language),
        zone: zone.unwrap_or(chrono_tz::Tz::UTC),
        reachable_only: order.reachable_only,
    }
}

fn write(order: &Order, records: &Records, progress: &dyn Fn(f64)) -> Result<Blob, Failure> {
    let style = style(order, records);
    let pick = match order.table {
        None => Pick::Everything,
        Some(table) => Pick::List(table, order.ids.clone()),
    };
    if order.out == Out::Calendar {
        let text = days(order, records, &style);
        return grown(order.out, [text]);
    }
    let shown = order.columns.as_deref().map(|columns| Shown {
        columns,
        today: order.today,
    });
    let lists = ManuallyDrop::new(lists::lists_asked(records, &pick, &style, shown));
    one(order, &lists, progress)
}

/// Lists as a workbook or an archive, or the first of them, which is the picked one, alone.
fn one(order: &Order, lists: &[List<'_>], progress: &dyn Fn(f64)) -> Result<Blob, Failure> {
    let out = order.out;
    match (out, lists.first()) {
        (Out::Workbook, _) => {
            let file = workbook::write(lists, order.today, files::Growing::default, progress);
            let file = file.map_err(|error| Failure::Broken(error.to_string()))?;
            Ok(file.finish(out.mime())?)
        }
        (Out::Folder, _) => {
            let file = folder::write(lists, files::Growing::default(), progress);
            let file = file.map_err(|error| Failure::Broken(error.to_string()))?;
            Ok(file.finish(out.mime())?)
        }
        (Out::Json, list) => grown(out, list.map(lists::json::write)),
        (_, Some(list)) => grown(
            out,
            told(lists::csv::pieces(list), list.rows.len(), progress),
        ),
        (_, None) => grown(out, [""; 0]),
    }
}

/// A file of these pieces, of which no more than a few stand in memory.
fn grown<P: AsRef<[u8]>>(out: Out, pieces: impl IntoIterator<Item = P>) -> Result<Blob, Failure> {
    let mut file = files::Growing::default();
    for piece in pieces {
        file.push(piece.as_ref())?;
    }
    Ok(file.finish(out.mime())?)
}

/// The pieces; `progress` is told after each thousand how many of `total` went by.
pub(super) fn told(
    pieces: impl Iterator<Item = String>,
    total: usize,
    progress: &dyn Fn(f64),
) -> impl Iterator<Item = String> {
    pieces.enumerate().map(move |(done, piece)| {
        if done % 1_000 == 999 {
            progress((done as f64 / total.max(1) as f64).min(1.0));
        }
        piece
    })
}

/// The tables that a file takes its values from. A list alone needs what its cells name; everything else
/// comes with what is related to it.
fn needed(order: &Order) -> Vec<TableName> {
    use TableName::{
        Activities, Cases, Customers, Deals, Fields, Members, Pipelines, Points, Products,
        Relations, Sales, Shop, Tasks,
    };
    let tables: &[TableName] = match (order.out, order.table) {
        (Out::Workbook | Out::Folder | Out::Page, _) | (_, None) => TableName::ALL,
        (_, Some(Products)) => &[Shop, Fields, Products],
        (_, Some(Sales)) => &[Shop, Fields, Members, Customers, Products, Sales],
        (_, Some(Deals)) => &[Shop, Fields, Members, Customers, Pipelines, Deals],
        (_, Some(Tasks)) => &[Shop, Fields, Members, Customers, Pipelines, Deals, Tasks],
        (_, Some(Activities)) => &[Shop, Members, Customers, Pipelines, Deals, Activities],
        (_, Some(Cases)) => &[Shop, Fields, Members, Customers, Sales, Cases],
        (_, Some(Relations)) => &[Shop, Customers, Relations],
        (_, Some(Points)) => &[Shop, Members, Customers, Sales, Points],
        (_, Some(_)) => &[Shop, Fields, Members, Customers, Relations],
    };
    let columns = order.columns.as_deref().unwrap_or_default();
    let besides = order.table.map(|table| lists::besides(table, columns));
    let besides = besides.into_iter().flatten();
    let besides = besides.filter(|table| !tables.contains(table));
    tables.iter().copied().chain(besides).collect()
}

/// One list.
#[derive(Debug)]
pub struct Wanted {
    /// Which.
    pub table: TableName,
    /// The records of it, all if none are named.
    pub ids: Option<Vec<Uuid>>,
    /// The stable names of the columns that were chosen where it was shown; nothing where none are.
    pub columns: Option<Vec<String>>,
}

/// Writes one list, or everything, and hands it over as a download. `false` if it was cancelled.
pub async fn file(
    app: App,
    language: &str,
    out: Out,
    list: Option<Wanted>,
    reachable_only: bool,
    cancel: &Cancel,
    progress: impl Fn(f64) + 'static,
) -> Result<bool, Failure> {
    let (table, ids, columns) = match list {
        Some(list) => (Some(list.table), list.ids, list.columns),
        None => (None, None, None),
    };
    let mut order = Order {
        table,
        ids,
        columns,
        reachable_only,
        ..Order::new(app, language, out, Source::Backup)
    };
    let progress = Rc::new(progress);
    if let Some(database) = app.stored_in() {
        order.source = Source::Store(database.to_owned());
        let told = progress.clone();
        let told = move |share| told(share);
        match deliver(app, name_of(&order), &order, Vec::new(), cancel, told).await {
            // What is on screen can go out even if the store can't be read any more.
            Err(Failure::Broken(_) | Failure::Locked | Failure::Gone) => {
                order.source = Source::Backup;
            }
            written => return written,
        }
    }
    app.whole().await;
    let records = app.peek(|all| all.only(&needed(&order)));
    hand_over(app, &records, &order, cancel, move |share| progress(share)).await
}

pub(super) async fn hand_over(
    app: App,
    records: &Records,
    order: &Order,
    cancel: &Cancel,
    progress: impl Fn(f64) + 'static,
) -> Result<bool, Failure> {
    let mut bytes = Vec::new();
    for (at, piece) in backup::write(records, &[]).enumerate() {
        bytes.extend_from_slice(piece?.as_bytes());
        if at % 16 == 15 {
            turns::yield_to_screen().await;
        }
    }
    deliver(app, name_of(order), order, bytes, cancel, progress).await
}

/// Hands over the table of a report; `name` ends the name of the file.
pub async fn report(
    app: App,
    language: &str,
    out: Out,
    name: &str,
    list: &Table,
) -> Result<(), Failure> {
    let order = Order::new(app, language, out, Source::List);
    let bytes = serde_json::to_vec(list)?;
    let cancel = Cancel::default();
    deliver(app, name, &order, bytes, &cancel, |_| ()).await?;
    Ok(())
}

/// How the name of a file ends. A backup with files is an archive too: one of lists says so.
fn name_of(order: &Order) -> &'static str {
    match order.table {
        Some(table) => table.as_str(),
        None if order.out == Out::Folder => "csv",
        None => "",
    }
}

/// The name of the file ends with `what`, if that is anything.
async fn deliver(
    app: App,
    what: &str,
    order: &Order,
    bytes: Vec<u8>,
    cancel: &Cancel,
    progress: impl Fn(f64) + 'static,
) -> Result<bool, Failure> {
    let out = order.out;
    let suffix = if what.is_empty() {
        String::new()
    } else {
        format!("-{what}")
    };
    let name = file_name(app, &suffix, out.extension());
    match worker::run::<WriteFile>(order, bytes, cancel, progress).await {
        Ok(((), written)) => {
            files::download_blob(&name, &written)?;
            Ok(true)
        }
        Err(JobError::Cancelled) => Ok(false),
        Err(JobError::Refused(failure)) => Err(failure),
        Err(JobError::Broken(error)) => Err(Failure::Broken(error.to_string())),
    }
}
