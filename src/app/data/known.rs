//! What the shop has, carried to the worker behind the file: one JSON text a line, written in slices
//! so that the page stays alive.

use std::sync::Arc;

use serde::Serialize;

use super::{Failure, Kind};
use crate::{
    app::{App, boot},
    domain::{Customer, Product, Record, Task},
    exchange::sales::plan::{Known, KnownSale},
};

/// Records written before the page may breathe.
pub const SLICE: usize = 2_000;

/// Appends what planning a file of `kind` needs to know; gives how many of each.
pub async fn append(app: App, kind: Kind, bytes: &mut Vec<u8>) -> Result<[usize; 4], Failure> {
    let customers: Vec<Arc<Customer>> = app.peek(|all| all.customers.iter().cloned().collect());
    let (products, sales) = app.peek(|all| match kind {
        Kind::Sales => (
            all.products.iter().cloned().collect(),
            all.sales
                .iter()
                .map(|sale| KnownSale::from(&**sale))
                .collect(),
        ),
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
    Ok([customers.len(), products.len(), sales.len(), tasks.len()])
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

/// Reads them back, in the worker.
pub fn read(bytes: &[u8], counts: [usize; 4]) -> Result<(Known, Vec<Arc<Task>>), Failure> {
    let [customers, products, sales, tasks] = counts;
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
    for line in lines.take(tasks) {
        to_do.push(Arc::new(serde_json::from_slice(line)?));
    }
    Ok((known, to_do))
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
