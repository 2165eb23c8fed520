//! Columns in any order, and the lines of a CSV file as cells and back.

use proptest::prelude::*;

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
