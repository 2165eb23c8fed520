//! The rows that became no customer, as a file to correct and import again.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    super::{problem::ProblemKind, sheet::Row, tables},
    convert::Read,
    layout::Layout,
};

/// A table of the rejected rows with the reason behind each, to be corrected and imported again.
/// `reason` turns a kind of problem into a sentence; `title` heads the column of reasons.
pub fn rejects_csv(
    layout: &Layout<'_>,
    read: &Read,
    title: &str,
    reason: impl Fn(&ProblemKind) -> String,
) -> String {
    let mut reasons: FxHashMap<usize, String> = FxHashMap::default();
    for problem in &read.problems {
        let text = reasons.entry(problem.row).or_default();
        if !text.is_empty() {
            text.push_str("; ");
        }
        text.push_str(&reason(&problem.kind));
    }
    let rejected: FxHashSet<usize> = read.rejected.iter().copied().collect();
    let all = layout.all_rows();
    let width = layout
        .header
        .into_iter()
        .chain(all.iter().copied())
        .map(Row::len)
        .max()
        .unwrap_or(0);
    let line = |row: &Row, last: &str| -> Vec<String> {
        (0..width)
            .map(|at| row.cell(at).to_owned())
            .chain([last.to_owned()])
            .collect()
    };
    let header = layout.header.map(|row| line(row, title));
    let rows = all.iter().filter(|row| rejected.contains(&row.number));
    let rows = rows.map(|row| line(row, reasons.get(&row.number).map_or("", String::as_str)));
    tables::csv(header.into_iter().chain(rows))
}
