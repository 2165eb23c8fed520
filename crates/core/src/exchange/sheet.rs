//! Text to rows of cells. A quotation mark that is never closed costs one row, not the rest of the
//! file. Knows nothing of what the columns mean.

use csv::{Reader, ReaderBuilder, StringRecord};

use super::{
    pairs,
    problem::{Problem, ProblemKind},
    sniff::{Dialect, Scanner, judged},
};

/// Cells of a row beyond this are dropped with the row reported (a hostile or broken file).
pub const MAX_COLUMNS: usize = 2_000;
/// Rows with broken quotation marks that are mended before marks are taken literally.
const MENDS: usize = 200;

/// One record of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number in the file from 1, header and blank rows included.
    pub number: usize,
    cells: StringRecord,
}

impl Row {
    /// The cell in a column, empty beyond the end of the row.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or_default()
    }

    /// Every cell.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter()
    }

    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// True if no cell says anything.
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    /// The only cell that says something, if there is exactly one.
    pub fn only_cell(&self) -> Option<&str> {
        let mut filled = self.cells.iter().filter(|cell| !cell.trim().is_empty());
        filled.next().filter(|_| filled.next().is_none())
    }
}

/// A delimited file as rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// How it is cut.
    pub dialect: Dialect,
    /// Rows that are not blank.
    pub rows: Vec<Row>,
    /// Rows whose quotation marks are broken.
    pub problems: Vec<Problem>,
    /// Those of them that are not among the rows, cut at every separator.
    pub broken: Vec<Row>,
}

impl Sheet {
    /// Reads with the separator the file seems to use, or with one chosen by hand.
    pub fn read(text: &str, delimiter: Option<char>) -> Self {
        let (found, sure) = judged(text);
        let pairs = if delimiter.is_none() && !sure {
            pairs::cut(text)
        } else {
            None
        };
        if let Some(text) = pairs {
            return Self::read(&text, Some(','));
        }
        let dialect = Dialect {
            delimiter: delimiter.unwrap_or(found.delimiter),
            ..found
        };
        let mut sheet = Self {
            dialect,
            rows: Vec::new(),
            problems: Vec::new(),
            broken: Vec::new(),
        };
        sheet.fill(text.get(dialect.preamble..).unwrap_or_default());
        sheet
    }

    fn fill(&mut self, text: &str) {
        let mut number = usize::from(self.dialect.preamble > 0);
        let mut scanner = Scanner::new(text, self.dialect.delimiter);
        let mut from = 0;
        let mut numbers = Vec::new();
        while let Some(record) = scanner.record() {
            number += 1;
            if record.unclosed {
                self.parse(
                    text.get(from..record.start).unwrap_or_default(),
                    true,
                    &numbers,
                );
                numbers.clear();
                let rest = text.get(record.start..).unwrap_or_default();
                let mends = self.problems.len() < MENDS;
                let length = if mends {
                    rest.find('\n').map_or(rest.len(), |at| at + 1)
                } else {
                    rest.len()
                };
                let broken = rest.get(..length).unwrap_or_default();
                self.problems.push(Problem::new(
                    number,
                    "",
                    ProblemKind::UnclosedQuote,
                    broken.trim_end(),
                ));
                if !mends {
                    let numbers: Vec<usize> = (number..).take(rest.lines().count()).collect();
                    self.parse(rest, false, &numbers);
                    return;
                }
                let mut cells = self.reader(broken.trim_end(), false);
                let cells = cells.records().next().and_then(Result::ok);
                let cells = cells.unwrap_or_default();
                self.broken.push(Row { number, cells });
                from = record.start + length;
                scanner.seek(from);
            } else if !record.blank {
                numbers.push(number);
            }
        }
        self.parse(text.get(from..).unwrap_or_default(), true, &numbers);
    }

    fn reader<'t>(&self, text: &'t str, quoting: bool) -> Reader<&'t [u8]> {
        ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .quoting(quoting)
            .delimiter(u8::try_from(self.dialect.delimiter).unwrap_or(b','))
            .from_reader(text.as_bytes())
    }

    fn parse(&mut self, text: &str, quoting: bool, numbers: &[usize]) {
        let mut reader = self.reader(text, quoting);
        let mut numbers = numbers.iter().copied();
        let mut number = 0;
        for mut cells in reader.records().flatten() {
            number = numbers.next().unwrap_or(number + 1);
            if cells.len() > MAX_COLUMNS {
                let kind = ProblemKind::TooManyCells {
                    cells: cells.len(),
                    columns: MAX_COLUMNS,
                };
                self.problems.push(Problem::new(
                    number,
                    "",
                    kind,
                    cells.get(0).unwrap_or_default(),
                ));
                cells.truncate(MAX_COLUMNS);
            }
            let row = Row { number, cells };
            if !row.is_empty() {
                self.rows.push(row);
            }
        }
    }

    /// Columns of the widest row.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Row::len).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cells(sheet: &Sheet) -> Vec<(usize, Vec<&str>)> {
        sheet
            .rows
            .iter()
            .map(|row| (row.number, row.cells().collect()))
            .collect()
    }

    #[test]
    fn rows_keep_the_number_they_have_in_a_spreadsheet() {
        let sheet = Sheet::read("a,b\r\n\r\n\"x\r\ny\",2\r\n,\r\nz,3", None);
        assert_eq!(
            cells(&sheet),
            [
                (1, vec!["a", "b"]),
                (3, vec!["x\r\ny", "2"]),
                (5, vec!["z", "3"])
            ]
        );
    }

    #[test]
    fn a_broken_row_costs_only_itself() {
        let sheet = Sheet::read("name,phone\n\"Ann,1\nBob,2\n\"Cy\",3\n", None);
        assert_eq!(
            cells(&sheet),
            [
                (1, vec!["name", "phone"]),
                (3, vec!["Bob", "2"]),
                (4, vec!["Cy", "3"])
            ]
        );
        assert_eq!(
            sheet.problems,
            [Problem::new(2, "", ProblemKind::UnclosedQuote, "\"Ann,1")]
        );
        // What is to be corrected is there in full, in the columns of the others.
        let broken: Vec<Vec<&str>> = sheet
            .broken
            .iter()
            .map(|row| row.cells().collect())
            .collect();
        assert_eq!(
            (broken, sheet.broken[0].number),
            (vec![vec!["\"Ann", "1"]], 2)
        );
    }

    proptest! {
        #[test]
        fn no_text_makes_it_fall(text in "[a\",;\n\r\t é]{0,80}") {
            let sheet = Sheet::read(&text, None);
            prop_assert!(sheet.rows.windows(2).all(|pair| pair[0].number < pair[1].number));
        }

        #[test]
        fn what_is_written_is_read(
            rows in proptest::collection::vec(proptest::array::uniform3("[a-c\",\n;' ]{0,6}x"), 1..6),
        ) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            for row in &rows { writer.write_record(row).expect("in memory"); }
            let text = String::from_utf8(writer.into_inner().expect("in memory")).expect("text");
            let sheet = Sheet::read(&text, Some(','));
            let read: Vec<Vec<String>> = sheet.rows.iter().map(|r| r.cells().map(str::to_owned).collect()).collect();
            prop_assert_eq!(read, rows.iter().map(|r| r.to_vec()).collect::<Vec<_>>());
        }
    }
}
