//! Where the header of a sheet is, if it has one: title rows above it and rows of totals below, at the
//! end or in between, are not customers.

use super::{
    super::{
        sheet::{Row, Sheet},
        totals::Totals,
    },
    headers,
};

/// Rows looked at to find the header.
const DEPTH: usize = 20;

/// The rows of a sheet by their role.
#[derive(Debug, Clone)]
pub struct Layout<'a> {
    /// The header, if there is one.
    pub header: Option<&'a Row>,
    /// The rows below it, totals left out.
    pub rows: Vec<&'a Row>,
    /// Numbers of the rows of totals that were left out.
    pub totals: Vec<usize>,
    /// Rows whose quotation marks are broken.
    pub broken: &'a [Row],
}

impl<'a> Layout<'a> {
    /// Finds the header: the row in which most names of columns are known; else the first row that
    /// is as wide as the others and holds no values.
    pub fn of(sheet: &'a Sheet) -> Self {
        let rows = sheet.rows.as_slice();
        let known = |row: &Row| {
            row.cells()
                .filter(|cell| headers::field_of(cell).is_some())
                .count()
        };
        let best = rows
            .iter()
            .take(DEPTH)
            .enumerate()
            .map(|(at, row)| (known(row), std::cmp::Reverse(at)))
            .max()
            .filter(|(count, std::cmp::Reverse(at))| {
                *count >= 2 || (*count == 1 && rows.get(*at).is_some_and(|row| !is_data(row)))
            })
            .map(|(_, std::cmp::Reverse(at))| at);
        Self::at(sheet, best.or_else(|| unknown_header(rows)))
    }

    /// The same with the header a person named: the row of that number in the file, 0 for none.
    pub fn with(sheet: &'a Sheet, header: Option<usize>) -> Self {
        let Some(number) = header else {
            return Self::of(sheet);
        };
        let mut rows = sheet.rows.iter();
        Self::at(sheet, rows.position(|row| row.number == number))
    }

    fn at(sheet: &'a Sheet, at: Option<usize>) -> Self {
        let rows = sheet.rows.as_slice();
        let header = at.and_then(|at| rows.get(at));
        let below = rows.get(at.map_or(0, |at| at + 1)..).unwrap_or_default();
        let totals = Totals::below(header);
        let (totals, rows): (Vec<&Row>, _) = below.iter().partition(|row| totals.is_one(row));
        Self {
            header,
            rows,
            totals: totals.iter().map(|row| row.number).collect(),
            broken: &sheet.broken,
        }
    }

    /// Every row below the header that could be a record, also those that are broken, in the order of
    /// the file.
    pub fn all_rows(&self) -> Vec<&'a Row> {
        let mut rows = self.rows.clone();
        rows.extend(self.broken);
        rows.sort_by_key(|row| row.number);
        rows
    }

    /// The text above a column; where there is none the letters a spreadsheet shows.
    pub fn title(&self, column: usize) -> String {
        self.header
            .map(|row| row.cell(column).trim())
            .filter(|title| !title.is_empty())
            .map_or_else(|| letters(column), str::to_owned)
    }

    /// The cells of a column below the header.
    pub fn cells(&self, column: usize) -> impl Iterator<Item = &'a str> + Clone + use<'_, 'a> {
        self.rows.iter().map(move |row| row.cell(column))
    }
}

/// `A`, `B`, … `Z`, `AA`: what a spreadsheet calls a column.
pub fn letters(column: usize) -> String {
    let mut text = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        text.insert(0, char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    text
}

/// A first row (below titles of one cell) without digits or addresses, over rows that have some.
fn unknown_header(rows: &[Row]) -> Option<usize> {
    let titles = rows
        .iter()
        .take(3)
        .take_while(|row| row.only_cell().is_some())
        .count();
    let at = if rows.len() > titles + 1 { titles } else { 0 };
    let below = rows.get(at + 1..)?;
    let values = below.iter().take(20).any(is_data);
    (values && !is_data(rows.get(at)?)).then_some(at)
}

/// True if a cell looks like a value: an address with `@`, or a run of digits.
fn is_data(row: &Row) -> bool {
    row.cells()
        .any(|cell| cell.contains('@') || cell.chars().filter(|c| c.is_numeric()).count() >= 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header_row(text: &str) -> (Option<usize>, Vec<usize>) {
        let sheet = Sheet::read(text, None);
        let layout = Layout::of(&sheet);
        (
            layout.header.map(|row| row.number),
            layout.rows.iter().map(|row| row.number).collect(),
        )
    }

    #[test]
    fn titles_totals_and_missing_headers() {
        assert_eq!(
            header_row("姓名,手机\n张伟,138\n合计,2\n"),
            (Some(1), vec![2])
        );
        assert_eq!(
            header_row(
                "会员资料,,\n\n姓名,手机,余额\n张伟,138,3\n小计,,3\n李娜,139,4\n小计,,4\n合计：2人,,\n"
            ),
            (Some(3), vec![4, 6])
        );
        assert_eq!(
            header_row("张伟,13800138000\n李娜,13900139000\n"),
            (None, vec![1, 2])
        );
        assert_eq!(header_row("Foo,Bar\nAnn,a@x.de\n"), (Some(1), vec![2]));
        assert_eq!(header_row("Email\na@x.de\n"), (Some(1), vec![2]));
        assert_eq!(header_row(""), (None, vec![]));
        assert_eq!([0, 25, 26, 701].map(letters), ["A", "Z", "AA", "ZZ"]);
    }

    #[test]
    fn a_person_may_say_which_row_it_is() {
        let sheet = Sheet::read("姓名,手机\n张伟,13800138000\n", None);
        let with = |header| {
            let layout = Layout::with(&sheet, header);
            let rows: Vec<_> = layout.rows.iter().map(|row| row.number).collect();
            (layout.header.map(|row| row.number), rows)
        };
        assert_eq!(with(None), (Some(1), vec![2]));
        assert_eq!(with(Some(0)), (None, vec![1, 2]));
        assert_eq!(with(Some(2)), (Some(2), vec![]));
    }
}
