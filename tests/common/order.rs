//! Columns in any order, and the lines of a CSV file as cells and back.

use proptest::prelude::*;
use regulars::exchange::{
    import::{Choices, Opened},
    recognise::{self, Kind},
};

/// More columns than any list has.
const MOST: usize = 256;

/// Places in any order, for lists of any length.
pub fn any_order() -> impl Strategy<Value = Vec<usize>> {
    Just((0..MOST).collect::<Vec<_>>()).prop_shuffle()
}

/// What stands in the places, in that order.
pub fn in_order<T: Clone>(order: &[usize], items: &[T]) -> Vec<T> {
    assert!(items.len() <= order.len(), "more columns than places");
    let there = order.iter().filter_map(|at| items.get(*at));
    there.cloned().collect()
}

/// The cells of one line of a CSV file.
pub fn cells(line: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(line.as_bytes());
    let record = reader.records().next().expect("a row").expect("cells");
    record.iter().map(str::to_owned).collect()
}

/// A CSV file of a header and one row.
pub fn text(header: &[&str], row: &[String]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header).expect("in memory");
    writer.write_record(row).expect("in memory");
    String::from_utf8(writer.into_inner().expect("in memory")).expect("text")
}

/// What a list is, and whose.
pub fn recognised(text: &str) -> (Kind, Option<String>) {
    let opened = Opened::new(text.as_bytes(), &Choices::default(), "en");
    let kind = recognise::table(&opened);
    let product = match kind {
        Kind::Sales => recognise::product_of_sales(&opened).map(str::to_owned),
        Kind::Customers => opened.mapping.preset.clone(),
        _ => recognise::product(&opened).map(str::to_owned),
    };
    (kind, product)
}

/// True if a cell is part of what has to come out, or holds it.
pub fn carries(cell: &str, expected: &str) -> bool {
    let (cell, expected) = (&*cell.to_lowercase(), &*expected.to_lowercase());
    let parts = expected.split('|').filter(|part| !part.is_empty());
    let mut held = parts.clone().filter(|part| cell.contains(*part));
    // An amount may be written otherwise, and be one of several that add up.
    let amount = cell.contains(['.', ',']) && cell.contains(|c: char| ('1'..='9').contains(&c));
    held.next().is_some()
        || amount
        || (!cell.is_empty() && parts.into_iter().any(|part| part.contains(cell)))
}

/// The list without each of the columns that carry nothing of what has to come out, one at a time, and with columns
/// nobody knows among them.
pub fn variants<'a>(
    header: &[&'a str],
    values: &[String],
    expected: &str,
) -> Vec<(Vec<&'a str>, Vec<String>)> {
    let without = (0..header.len()).filter(|at| !carries(&values[*at], expected));
    let without = without.map(|left| {
        let keep = |at: &usize| *at != left;
        let places = (0..header.len()).filter(keep);
        let header = places.clone().map(|at| header[at]).collect();
        (header, places.map(|at| values[at].clone()).collect())
    });
    let mut all: Vec<(Vec<&str>, Vec<String>)> = without.collect();
    let mut more = (header.to_vec(), values.to_vec());
    for (at, name) in ["Shelf (internal)", "内部分区", "Regal intern"]
        .into_iter()
        .enumerate()
    {
        let at = (at * 3).min(more.0.len());
        more.0.insert(at, name);
        more.1.insert(at, "B4".to_owned());
    }
    all.push(more);
    all
}
