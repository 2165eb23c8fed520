//! What the shop has, carried to the worker behind the file: one JSON text a line, written in slices
//! so that the page stays alive.

use std::sync::Arc;

use serde::{Serialize, de::DeserializeOwned};

use super::{Failure, Kind};
use crate::{
    app::{App, worker::Cancel},
    domain::{Activity, Case, Customer, Deal, PointsEntry, Product, Record, Relation, Sale, Task},
    exchange::{
        duplicates::DuplicateChoice,
        sales::plan::{Known, KnownSale},
    },
    platform::{memory, turns},
};

/// How many of each are carried, in their order.
pub type Counted = [usize; 10];

/// Records written before the page may breathe.
pub const SLICE: usize = 2_000;

/// Appends what planning a file of `kind` needs to know; gives how many of each. Once it is cancelled it ends
/// soon, and what it appended is good for nothing.
pub async fn append(
    app: App,
    kind: Kind,
    choice: DuplicateChoice,
    bytes: &mut Vec<u8>,
    cancel: &Cancel,
) -> Result<Counted, Failure> {
    let customers: Vec<Arc<Customer>> = match kind {
        Kind::Products | Kind::Lines => Vec::new(),
        _ => app.peek(|all| all.customers.iter().cloned().collect()),
    };
    let (products, sales) = app.peek(|all| match kind {
        // A case may be about a sale, which it names by its number.
        Kind::Activities => {
            let numbered = all.sales.iter().filter(|sale| !sale.number.is_empty());
            let sales = numbered.map(|sale| KnownSale::from(&**sale));
            (Vec::<Arc<Product>>::new(), sales.collect())
        }
        Kind::Sales => (
            all.products.iter().cloned().collect(),
            all.sales
                .iter()
                .map(|sale| KnownSale::from(&**sale))
                .collect(),
        ),
        Kind::Products | Kind::Lines => (all.products.iter().cloned().collect(), Vec::new()),
        _ => (Vec::<Arc<Product>>::new(), Vec::<KnownSale>::new()),
    });
    lines(customers.iter().map(AsRef::as_ref), bytes, cancel).await?;
    lines(products.iter().map(AsRef::as_ref), bytes, cancel).await?;
    lines(sales.iter(), bytes, cancel).await?;
    let tasks: Vec<Arc<Task>> = match kind {
        Kind::Calendar | Kind::Activities => app.peek(|all| all.tasks.iter().cloned().collect()),
        _ => Vec::new(),
    };
    lines(tasks.iter().map(AsRef::as_ref), bytes, cancel).await?;
    let deals: Vec<Arc<Deal>> = match kind {
        Kind::Deals | Kind::Activities => app.peek(|all| all.deals.iter().cloned().collect()),
        _ => Vec::new(),
    };
    lines(deals.iter().map(AsRef::as_ref), bytes, cancel).await?;
    let touches: Vec<Arc<Activity>> = match kind {
        Kind::Activities => app.peek(|all| all.activities.iter().cloned().collect()),
        _ => Vec::new(),
    };
    lines(touches.iter().map(AsRef::as_ref), bytes, cancel).await?;
    let relations: Vec<Arc<Relation>> = match kind {
        Kind::Customers | Kind::Deals | Kind::Activities => {
            app.peek(|all| all.relations.iter().cloned().collect())
        }
        _ => Vec::new(),
    };
    lines(relations.iter().map(AsRef::as_ref), bytes, cancel).await?;
    let points: Vec<Arc<PointsEntry>> = match kind {
        Kind::Customers | Kind::Deals | Kind::Activities | Kind::Points => {
            app.peek(|all| all.points.iter().cloned().collect())
        }
        _ => Vec::new(),
    };
    lines(points.iter().map(AsRef::as_ref), bytes, cancel).await?;
    let cases: Vec<Arc<Case>> = match kind {
        Kind::Activities => app.peek(|all| all.cases.iter().cloned().collect()),
        _ => Vec::new(),
    };
    lines(cases.iter().map(AsRef::as_ref), bytes, cancel).await?;
    // In full only where a file may change them, and a list of sales needs a number for that.
    let whole: Vec<Arc<Sale>> = match (kind, choice) {
        (Kind::Sales, DuplicateChoice::Update) => app.peek(|all| {
            let sales = all.sales.iter();
            let numbered = sales.filter(|sale| !sale.number.is_empty());
            numbered.cloned().collect()
        }),
        (Kind::Lines | Kind::Points, _) => app.peek(|all| all.sales.iter().cloned().collect()),
        _ => Vec::new(),
    };
    lines(whole.iter().map(AsRef::as_ref), bytes, cancel).await?;
    Ok([
        customers.len(),
        products.len(),
        sales.len(),
        tasks.len(),
        deals.len(),
        touches.len(),
        relations.len(),
        points.len(),
        cases.len(),
        whole.len(),
    ])
}

async fn lines<'a, T: Serialize + 'a>(
    records: impl Iterator<Item = &'a T>,
    bytes: &mut Vec<u8>,
    cancel: &Cancel,
) -> Result<(), Failure> {
    for (at, record) in records.enumerate() {
        if cancel.is_cancelled() {
            break;
        }
        serde_json::to_writer(&mut *bytes, record)?;
        bytes.push(b'\n');
        if at % SLICE == SLICE - 1 {
            turns::yield_to_screen().await;
        }
    }
    Ok(())
}

/// Everything that was carried over.
#[derive(Debug, Default)]
pub struct Carried {
    /// Customers, products and sales.
    pub known: Known,
    /// Tasks.
    pub tasks: Vec<Arc<Task>>,
    /// Deals.
    pub deals: Vec<Arc<Deal>>,
    /// Notes and touches.
    pub touches: Vec<Arc<Activity>>,
    /// Who belongs together.
    pub relations: Vec<Arc<Relation>>,
    /// Points that came or went without a sale.
    pub points: Vec<Arc<PointsEntry>>,
    /// Cases.
    pub cases: Vec<Arc<Case>>,
}

/// Reads them back, in the worker.
pub fn read(bytes: &[u8], counts: Counted) -> Result<Carried, Failure> {
    let [
        customers,
        products,
        sales,
        tasks,
        deals,
        touches,
        relations,
        points,
        cases,
        whole,
    ] = counts;
    let mut lines = bytes.split(|byte| *byte == b'\n');
    let mut known = Known::default();
    for line in lines.by_ref().take(customers) {
        known
            .customers
            .push(Arc::new(serde_json::from_slice(line)?));
    }
    for line in lines.by_ref().take(products) {
        known.products.push(Arc::new(serde_json::from_slice(line)?));
    }
    for line in lines.by_ref().take(sales) {
        known.sales.push(serde_json::from_slice(line)?);
    }
    let mut carried = Carried {
        known,
        tasks: some(lines.by_ref(), tasks)?,
        deals: some(lines.by_ref(), deals)?,
        touches: some(lines.by_ref(), touches)?,
        relations: some(lines.by_ref(), relations)?,
        points: some(lines.by_ref(), points)?,
        cases: some(lines.by_ref(), cases)?,
    };
    carried.known.whole = some(lines, whole)?;
    Ok(carried)
}

/// The next lines as records of one kind.
fn some<'a, T: DeserializeOwned>(
    lines: impl Iterator<Item = &'a [u8]>,
    count: usize,
) -> Result<Vec<Arc<T>>, Failure> {
    let records = lines.take(count);
    let read = |line| Ok(Arc::new(serde_json::from_slice(line)?));
    records.map(read).collect()
}

/// Writes records for the way back.
pub fn write_records(records: impl IntoIterator<Item = Record>) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    for record in records {
        serde_json::to_writer(&mut bytes, &record)?;
        bytes.push(b'\n');
    }
    Ok(bytes)
}

/// Reads records on the page, in slices. `progress` is told the share done. Once it is cancelled the rest
/// stays unread.
pub async fn read_records(
    bytes: &[u8],
    cancel: &Cancel,
    progress: impl Fn(f64),
) -> Result<Vec<Record>, Failure> {
    // A record takes about twice the bytes of its text.
    memory::make_room(bytes.len().saturating_mul(2));
    let mut records = Vec::new();
    let mut done = 0;
    for line in bytes.split(|byte| *byte == b'\n') {
        if cancel.is_cancelled() {
            break;
        }
        done += line.len() + 1;
        if !line.is_empty() {
            records.push(serde_json::from_slice(line)?);
        }
        if records.len() % SLICE == SLICE - 1 {
            progress(done as f64 / bytes.len() as f64);
            turns::yield_to_screen().await;
        }
    }
    Ok(records)
}
