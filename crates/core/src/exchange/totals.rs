//! Rows that only add up others (合计, Subtotal, Summe), told from customers and sales by the word they
//! begin with and by what they lack: a name, a telephone number, a day. Knows nothing of what the
//! other columns mean.

use super::{
    customers::{What, cell::half_width_text, headers::field_of},
    dates::is_date,
    sheet::Row,
};
use crate::domain::contact::digits;

/// Words a row of totals begins with.
const WORDS: &[&str] = &[
    "本页小计",
    "本页合计",
    "本頁小計",
    "本頁合計",
    "总合计",
    "總合計",
    "合计",
    "总计",
    "小计",
    "合計",
    "總計",
    "小計",
    "共计",
    "共計",
    "总数",
    "總數",
    "grand totals",
    "grand total",
    "sub-totals",
    "sub-total",
    "sub total",
    "subtotals",
    "subtotal",
    "totals",
    "total",
    "sum",
    "gesamtsumme",
    "gesamtbetrag",
    "gesamt",
    "zwischensumme",
    "summe",
];

/// What is added up, behind such a word.
const OF_WHAT: &[&str] = &[
    "金额", "金額", "数量", "數量", "人数", "人數", "笔数", "筆數", "amount", "betrag",
];

/// Longest cell that may begin a row of totals.
const LONGEST: usize = 60;
/// Digits of a count that stands where the others have telephone numbers.
const COUNT: usize = 5;
/// Digits without any sign that are no sum any more.
const SUM: usize = 9;

/// Tells the rows of totals of one table.
#[derive(Debug)]
pub struct Totals {
    /// Columns of telephone numbers; nothing for a table without header.
    phones: Option<Vec<usize>>,
}

impl Totals {
    /// For the rows below a header.
    pub fn below(header: Option<&Row>) -> Self {
        let is_phone = |cell: &str| field_of(cell).is_some_and(|field| field.what == What::Phone);
        let phones = header.map(|row| {
            let cells = row.cells().enumerate();
            cells
                .filter(|(_, cell)| is_phone(cell))
                .map(|(at, _)| at)
                .collect()
        });
        Self { phones }
    }

    /// True for a row that only adds up others.
    pub fn is_one(&self, row: &Row) -> bool {
        let mut filled = row
            .cells()
            .enumerate()
            .filter(|(_, cell)| cell.contains(char::is_alphanumeric));
        let Some((_, first)) = filled.next() else {
            return false;
        };
        is_label(first) && filled.all(|(at, cell)| self.is_figure(at, cell))
    }

    /// A sum or a count, and nothing that tells somebody or a day.
    fn is_figure(&self, at: usize, cell: &str) -> bool {
        let text = half_width_text(cell);
        let text = text.trim();
        let plain = text.bytes().all(|byte| byte.is_ascii_digit());
        let count = digits(text).len();
        let phone = match &self.phones {
            Some(phones) => phones.contains(&at) && count > COUNT,
            None => plain && (count > SUM || (text.starts_with('0') && count > COUNT)),
        };
        let parts = text.matches(['-', '/', '.']).count();
        let day = (parts >= 2 || text.contains('年')) && is_date(text);
        is_number(text) && !phone && !day
    }
}

/// A word for a total, alone or with what is added up, its sum and a unit: `合计：128人`, `Total (EUR)`.
fn is_label(cell: &str) -> bool {
    if cell.chars().count() > LONGEST {
        return false;
    }
    let text = half_width_text(cell).trim().to_lowercase();
    let mut behind = WORDS.iter().filter_map(|word| text.strip_prefix(word));
    // A word of letters ends where the next does not go on: "Summer" is no sum, nor is "Sum41".
    let han = text.starts_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c));
    behind.any(|rest| (han || !rest.starts_with(char::is_alphanumeric)) && says_how_much(rest))
}

/// True for nothing, or for what is added up, its sum and its unit.
fn says_how_much(rest: &str) -> bool {
    let rest = rest.trim_start_matches([':', '.', ' ', '-']);
    let what = OF_WHAT.iter().find_map(|word| rest.strip_prefix(word));
    let rest = what.unwrap_or(rest).trim_matches([':', '.', ' ', '=']);
    let unit = rest
        .strip_prefix(['(', '['])
        .and_then(|rest| rest.strip_suffix([')', ']']))
        .is_some_and(|unit| unit.chars().count() <= 4);
    rest.is_empty() || unit || is_number(rest)
}

/// A number with separators, signs, a currency or a unit.
fn is_number(text: &str) -> bool {
    text.contains(char::is_numeric)
        && text.chars().filter(|c| c.is_alphabetic()).count() <= 3
        && !text.contains('@')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::sheet::Sheet;

    /// Numbers of the rows of totals below the first row.
    fn below(text: &str) -> Vec<usize> {
        let sheet = Sheet::read(text, Some(','));
        let (header, rows) = sheet.rows.split_first().expect("a header");
        let totals = Totals::below(Some(header));
        let rows = rows.iter().filter(|row| totals.is_one(row));
        rows.map(|row| row.number).collect()
    }

    #[test]
    fn rows_that_add_up_are_told_wherever_they_stand() {
        for row in [
            "合计,,,1200.50",
            "小计,,,300",
            "小計：,,,￥300",
            "總計（元）,,,300",
            "合计：128人,,,",
            "共计 ２ 人,,,",
            "总计金额：1200.50,,,",
            "合计,2,,",
            ",,,合计 300",
            "Total:,,,¥ 3",
            "Sub-total,-,—,300.00",
            "Grand Total,128,,1.234.567",
            "Zwischensumme,,,\"1.234,50 €\"",
            "Summe,12,,\"1.234,50\"",
            "Gesamt (EUR),,,12",
        ] {
            let text =
                format!("姓名,手机,日期,金额\n张伟,13800138000,2024-01-05,12\n{row}\n李娜,,,7\n");
            assert_eq!(below(&text), [3], "{row}");
        }
    }

    #[test]
    fn who_is_only_called_like_one_is_none() {
        for row in [
            "Total Energies,,,12",
            "Total,13800138000,,12",
            "Total,,2024-01-05,12",
            "Total,,5.1.2024,12",
            "Total,x@y.example,,",
            "Totalina,3,,",
            "Sum41,,,12",
            "Summer,,,12",
            "合计科技有限公司,,,12",
            "张伟,,,合计",
        ] {
            let text = format!("Name,Phone,Date,Amount\nAnn,,2024-01-05,12\n{row}\n");
            assert_eq!(below(&text), [0; 0], "{row}");
        }
        let bare = Totals::below(None);
        let one = |text: &str| bare.is_one(&Sheet::read(text, Some(',')).rows[0]);
        assert!(one("合计,,1200.50") && one("Total,128,1200"));
        assert!(!one("Total,13800138000,12") && !one("Total,02211234567"));
    }
}
