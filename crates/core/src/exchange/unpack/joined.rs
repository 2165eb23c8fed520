//! Texts too long for one cell, put together again. Our own workbooks let such a text go on in the
//! next column, named like its own with a number (`Note`, `Note 2`, `Note 3`): only where the cell
//! before is as full as a cell can be, so that a list with two notes a person keeps both.

use super::book::Page;
use crate::exchange::{
    lists::workbook::LONGEST,
    sheet::{Row, Sheet},
};

/// Joins what goes on in the next column; any other sheet stays as it is, byte for byte.
pub(super) fn join(text: String) -> String {
    // One text alone is longer than most sheets.
    if text.len() < LONGEST {
        return text;
    }
    let sheet = Sheet::read(&text, Some(','));
    let Some((header, rows)) = sheet.rows.split_first() else {
        return text;
    };
    let mut runs = runs(header);
    runs.retain(|(first, last)| {
        let mut some = false;
        let fits = rows.iter().all(|row| {
            let end = (*first..*last)
                .rev()
                .find(|at| !row.cell(at + 1).is_empty());
            some |= end.is_some();
            end.is_none_or(|end| (*first..=end).all(|at| is_full(row.cell(at))))
        });
        fits && some
    });
    if runs.is_empty() || !sheet.problems.is_empty() || sheet.dialect.preamble > 0 {
        return text;
    }
    rewrite(&sheet, header, &runs).unwrap_or(text)
}

/// Columns whose names count up from the one before: first and last.
fn runs(header: &Row) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < header.len() {
        let name = header.cell(at);
        let mut last = at;
        let next = |last: usize| format!("{name} {}", last - at + 2);
        while !name.is_empty() && header.cell(last + 1) == next(last) {
            last += 1;
        }
        if last > at {
            runs.push((at, last));
        }
        at = last + 1;
    }
    runs
}

/// True for a text that was cut: a letter of two units may not have fitted.
fn is_full(cell: &str) -> bool {
    let units: usize = cell.chars().map(char::len_utf16).sum();
    units == LONGEST || units + 1 == LONGEST
}

/// Every row with its runs joined, at the number it had.
fn rewrite(sheet: &Sheet, header: &Row, runs: &[(usize, usize)]) -> Option<String> {
    let mut page = Page::default();
    for row in &sheet.rows {
        let line = u32::try_from(row.number.checked_sub(1)?).ok()?;
        for (at, cell) in row.cells().enumerate() {
            let run = runs.iter().find(|(from, to)| (*from..=*to).contains(&at));
            match run {
                Some((from, _)) if *from < at => {}
                Some((from, to)) if row.number != header.number => {
                    let all: String = (*from..=*to).map(|at| row.cell(at)).collect();
                    put(&mut page, line, at, &all)?;
                }
                _ => put(&mut page, line, at, cell)?,
            }
        }
    }
    Some(page.text)
}

fn put(page: &mut Page, line: u32, at: usize, cell: &str) -> Option<()> {
    if cell.is_empty() {
        return Some(());
    }
    page.put(line, at, cell).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn write(rows: &[Vec<&str>]) -> String {
        let mut page = Page::default();
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in cells
                .iter()
                .enumerate()
                .filter(|(_, cell)| !cell.is_empty())
            {
                page.put(row, column, cell).expect("in order");
            }
        }
        page.text
    }

    #[test]
    fn a_text_that_goes_on_is_one_again() {
        let full = "长".repeat(LONGEST);
        let rest = "\n末";
        let sheet = write(&[
            vec!["Name", "Note", "Note 2", "Note 3", "Phone"],
            vec!["Ann", &full, &full, rest, "1"],
            vec![],
            vec!["Bo", "short", "", "", "2"],
        ]);
        let joined = join(sheet);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(joined.as_bytes());
        let rows: Vec<_> = reader.records().map(|row| row.expect("a row")).collect();
        assert_eq!(
            rows[0].iter().collect::<Vec<_>>(),
            ["Name", "Note", "", "", "Phone"]
        );
        assert_eq!(rows[1].get(1), Some(format!("{full}{full}{rest}").as_str()));
        assert_eq!(rows[1].get(4), Some("1"));
        assert_eq!(
            rows[2].iter().collect::<Vec<_>>(),
            ["Bo", "short", "", "", "2"]
        );
        assert!(joined.contains("\n\nBo"), "rows keep their numbers");
    }

    #[test]
    fn two_notes_stay_two() {
        let long = "x".repeat(LONGEST - 100);
        let sheet = write(&[
            vec!["Name", "Note", "Note 2"],
            vec!["Ann", &long, "another"],
            vec!["Bo", "", "alone"],
        ]);
        assert_eq!(join(sheet.clone()), sheet);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_fall(text in "[a2 \",\n]{0,60}", long: bool) {
            let text = if long { format!("Note,Note 2\n{},{text}", "x".repeat(LONGEST)) } else { text };
            drop(join(text));
        }
    }
}
