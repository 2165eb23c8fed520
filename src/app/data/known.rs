//! What the shop has, carried to the worker behind the file: one JSON text a line, written in slices
//! so that the page stays alive.

use std::sync::Arc;

use serde::Serialize;

use super::{Failure, Kind};
use crate::{
    app::{App, boot},
    domain::{Customer, Deal, Product, Record, Task},
    exchange::sales::plan::{Known, KnownSale},
};

/// Records written before the page may breathe.
pub const SLICE: usize = 2_000;

/// Appends what planning a file of `kind` needs to know; gives how many of each.
pub async fn append(app: App, kind: Kind, bytes: &mut Vec<u8>) -> Result<[usize; 5], Failure> {
    let customers: Vec<Arc<Customer>> = match kind {
        Kind::Products => Vec::new(),
        _ => app.peek(|all| all.customers.iter().cloned().collect()),
    };
    let (products, sales) = app.peek(|all| match kind {
        Kind::Sales => (
            all.products.iter().cloned().collect(),
            all.sales
                .iter()
                .map(|sale| KnownSale::from(&**sale))
                .collect(),
        ),
        Kind::Products => (all.products.iter().cloned().collect(), Vec::new()),
        _ => (Vec::<Arc<Product>>::new(), Vec::<KnownSale>::new()),
    });
    lines(customers.iter().map(AsRef::as_ref), bytes).await?;
    lines(products.iter().map(AsRef::as_ref), bytes).await?;
    lines(sales.iter(), bytes).await?;
    let tasks: Vec<Arc<Task>> = match kind {
        Kind::Calendar => app.peek(|all| all.tasks.iter().cloned().collect()),
        _ => Vec::new(),
    };
    lines(tasks.iter().map(AsRef::as_ref), bytes).await?;
    let deals: Vec<Arc<Deal>> = match kind {
        Kind::Deals => app.peek(|all| all.deals.iter().cloned().collect()),
        _ => Vec::new(),
    };
    lines(deals.iter().map(AsRef::as_ref), bytes).await?;
    Ok([
        customers.len(),
        products.len(),
        sales.len(),
        tasks.len(),
        deals.len(),
    ])
}

async fn lines<'a, T: Serialize + 'a>(
    records: impl Iterator<Item = &'a T>,
    bytes: &mut Vec<u8>,
) -> Result<(), Failure> {
    for (at, record) in records.enumerate() {
        serde_json::to_writer(&mut *bytes, record)?;
        bytes.push(b'\n');
        if at % SLICE == SLICE - 1 {
            boot::yield_to_screen().await;
        }
    }
    Ok(())
}

/// Everything that was carried over.
pub type Carried = (Known, Vec<Arc<Task>>, Vec<Arc<Deal>>);

/// Reads them back, in the worker.
pub fn read(bytes: &[u8], counts: [usize; 5]) -> Result<Carried, Failure> {
    let [customers, products, sales, tasks, deals] = counts;
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
    let mut to_do = Vec::with_capacity(tasks);
    for line in lines.by_ref().take(tasks) {
        to_do.push(Arc::new(serde_json::from_slice(line)?));
    }
    let mut on_board = Vec::with_capacity(deals);
    for line in lines.take(deals) {
        on_board.push(Arc::new(serde_json::from_slice(line)?));
    }
    Ok((known, to_do, on_board))
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

/// Reads records on the page, in slices. `progress` is told the share done.
pub async fn read_records(bytes: &[u8], progress: impl Fn(f64)) -> Result<Vec<Record>, Failure> {
    let mut records = Vec::new();
    let mut done = 0;
    for line in bytes.split(|byte| *byte == b'\n') {
        done += line.len() + 1;
        if !line.is_empty() {
            records.push(serde_json::from_slice(line)?);
        }
        if records.len() % SLICE == SLICE - 1 {
            progress(done as f64 / bytes.len() as f64);
            boot::yield_to_screen().await;
        }
    }
    Ok(records)
}
