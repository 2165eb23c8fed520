//! A list of sales without a header: which row is the first, and which column holds the day, the
//! amount and the customer, by the values alone.

use super::{
    header::{self, Column, Field},
    whom,
};
use crate::exchange::{
    amount::{DecimalMark, currency_in, parse_amount},
    customers::{cell, layout::letters},
    dates::{DateOrder, is_date, parse_date},
    evidence::narrow,
    marks::decide_mark,
    sheet::Row,
};

/// Rows looked at to find the header.
const DEPTH: usize = 12;
/// Rows looked at to find out what a column holds.
const LOOKED_AT: usize = 200;
/// Decimal places of the most exact currency, and of a quantity.
const PLACES: u32 = 4;

/// Where the rows begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Place of the row that names the columns.
    pub header: Option<usize>,
    /// Place of the first row below it.
    pub first: usize,
}

/// Finds the header: the row that names most fields, if it names two at least; none if the first
/// full row is a sale already; else the first row.
pub fn head<'a>(rows: &[Vec<&'a str>]) -> Head {
    let known = |cells: &Vec<&'a str>| {
        let columns = header::columns(cells.iter().copied());
        columns.iter().filter(|one| one.field.is_some()).count()
    };
    let counts = rows.iter().take(DEPTH).map(known).enumerate();
    let best = counts.max_by_key(|(at, count)| (*count, std::cmp::Reverse(*at)));
    if let Some((at, _)) = best.filter(|(_, count)| *count >= 2) {
        return Head {
            header: Some(at),
            first: at + 1,
        };
    }
    let filled = |cells: &Vec<&str>| cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    let titles = rows
        .iter()
        .take(3)
        .take_while(|cells| filled(cells) < 2)
        .count();
    let data = rows.get(titles..).unwrap_or_default();
    if data.first().is_some_and(|cells| is_sale(cells)) {
        return Head {
            header: None,
            first: titles,
        };
    }
    Head {
        header: Some(0),
        first: 1,
    }
}

/// The same for the rows of a sheet, with the header a person named: the row of that number in the
/// file, 0 for none.
pub fn head_of(rows: &[Row], header: Option<usize>) -> Head {
    let Some(number) = header else {
        return head(&cells(rows));
    };
    let place = rows.iter().position(|row| row.number == number);
    Head {
        header: place,
        first: place.map_or(0, |at| at + 1),
    }
}

/// The columns of a sheet whose rows begin there: by their names, else by what they hold.
pub fn columns_of(rows: &[Row], head: Head) -> Vec<Column> {
    match head.header.and_then(|at| rows.get(at)) {
        Some(header) => header::columns(header.cells()),
        None => columns(&cells(rows.get(head.first..).unwrap_or_default())),
    }
}

/// The first rows as cells.
fn cells(rows: &[Row]) -> Vec<Vec<&str>> {
    let rows = rows.iter().take(LOOKED_AT);
    rows.map(|row| row.cells().collect()).collect()
}

fn is_sale(cells: &[&str]) -> bool {
    let dated = cells.iter().position(|cell| is_date(cell));
    dated.is_some_and(|at| {
        let mut others = cells.iter().enumerate().filter(|(other, _)| *other != at);
        others.any(|(_, cell)| is_amount(cell))
    })
}

fn is_amount(cell: &str) -> bool {
    let text = narrow(cell);
    text.chars().any(|c| c.is_ascii_digit())
        && [DecimalMark::Point, DecimalMark::Comma]
            .into_iter()
            .any(|mark| parse_amount(&text, PLACES, mark).is_ok())
}

/// What the columns hold.
pub fn columns(rows: &[Vec<&str>]) -> Vec<Column> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let cells: Vec<Vec<&str>> = (0..width)
        .map(|at| {
            let column = rows.iter().take(LOOKED_AT).filter_map(|row| row.get(at));
            column
                .map(|cell| cell.trim())
                .filter(|c| !c.is_empty())
                .collect()
        })
        .collect();
    let mut columns: Vec<Column> = (0..width)
        .map(|at| Column {
            header: letters(at),
            field: None,
        })
        .collect();
    let mut take = |field: Field, rank: &dyn Fn(&[&str]) -> u32| {
        let free = columns
            .iter_mut()
            .zip(&cells)
            .filter(|(c, _)| c.field.is_none());
        let ranked = free.map(|(column, cells)| (rank(cells), column));
        let best = ranked.filter(|(rank, _)| *rank > 0);
        // Of equals the first one, but amounts stand to the right.
        let best = if field == Field::Amount {
            best.max_by_key(|(rank, _)| *rank)
        } else {
            best.rev_max()
        };
        if let Some((_, column)) = best {
            column.field = Some(field);
        }
    };
    take(Field::Date, &|cells| u32::from(most(cells, is_date)));
    take(Field::Amount, &|cells| amount_rank(cells));
    take(Field::Customer, &|cells| customer_rank(cells));
    take(Field::OrderId, &|cells| u32::from(most(cells, is_order)));
    take(Field::Quantity, &|cells| u32::from(most(cells, is_small)));
    take(Field::Product, &|cells| u32::from(most(cells, is_words)));
    columns
}

/// The first of the greatest.
trait RevMax<T> {
    fn rev_max(self) -> Option<(u32, T)>;
}

impl<T, I: Iterator<Item = (u32, T)>> RevMax<T> for I {
    fn rev_max(self) -> Option<(u32, T)> {
        self.fold(None, |best, one| match best {
            Some(best) if best.0 >= one.0 => Some(best),
            _ => Some(one),
        })
    }
}

/// True if the list is one of sales rather than of people with their birthdays: day, amount and
/// customer are there, nothing to write to, and most days are of this century's shops.
pub fn is_sales(rows: &[Vec<&str>]) -> bool {
    let found = columns(rows);
    let at = |field| found.iter().position(|column| column.field == Some(field));
    let (Some(day), Some(_), Some(_)) = (at(Field::Date), at(Field::Amount), at(Field::Customer))
    else {
        return false;
    };
    let days = rows.iter().take(LOOKED_AT).filter_map(|row| row.get(day));
    let (mut late, mut all) = (0, 0);
    for cell in days {
        if let Ok(date) = parse_date(&narrow(cell), DateOrder::DayFirst) {
            all += 1;
            late += usize::from(chrono::Datelike::year(&date) >= 2_008);
        }
    }
    late * 10 >= all * 8
}

/// True for four of five.
fn most(cells: &[&str], test: impl Fn(&str) -> bool) -> bool {
    !cells.is_empty() && cells.iter().filter(|cell| test(cell)).count() * 10 >= cells.len() * 8
}

/// How much a column looks like money: its own mark most, then a fraction, then any number that is
/// no code and no count.
fn amount_rank(cells: &[&str]) -> u32 {
    let (mark, _) = decide_mark(cells.iter().copied());
    let read = |cell: &str| parse_amount(&narrow(cell), PLACES, mark).is_ok();
    if !most(cells, read) || cells.iter().any(|cell| is_code(cell)) {
        return 0;
    }
    let any = |test: &dyn Fn(&str) -> bool| cells.iter().any(|cell| test(&narrow(cell)));
    let money =
        |text: &str| currency_in(text).is_some() || text.contains(['¥', '$', '€', '£', '元']);
    if any(&money) {
        4
    } else if any(&|text| text.contains(['.', ','])) {
        3
    } else if any(&|text| text.trim_start_matches('-').len() > 2) {
        2
    } else {
        1
    }
}

/// How surely a column tells who it was.
fn customer_rank(cells: &[&str]) -> u32 {
    if most(cells, |cell| !whom::emails(cell).is_empty()) {
        5
    } else if most(cells, |cell| !whom::phones(cell).is_empty()) {
        4
    } else if most(cells, is_person) {
        3
    } else if most(cells, is_code) {
        2
    } else {
        u32::from(most(cells, is_words))
    }
}

/// A number that names something: leading zeros, or five digits and more without a fraction.
fn is_code(cell: &str) -> bool {
    let text = narrow(cell);
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    digits && !text.is_empty() && ((text.len() > 1 && text.starts_with('0')) || text.len() > 6)
}

/// Letters and digits mixed, as order numbers are.
fn is_order(cell: &str) -> bool {
    let has = |test: fn(&char) -> bool| cell.chars().any(|c| test(&c));
    let plain = cell
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "-_#/".contains(c));
    plain && has(char::is_ascii_digit) && (has(char::is_ascii_alphabetic) || is_code(cell))
}

fn is_small(cell: &str) -> bool {
    let text = narrow(cell);
    text.len() <= 4 && is_amount(&text)
}

fn is_words(cell: &str) -> bool {
    cell.chars().any(char::is_alphabetic) && cell.chars().count() <= 120 && !is_date(cell)
}

/// Family names that nine of ten Chinese bear.
const FAMILIES: &str = "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高罗羅郑鄭梁谢謝宋唐许許韩韓\
    邓鄧冯馮曹彭曾肖萧蕭田董潘袁蔡蒋蔣余于杜叶葉程魏苏蘇吕呂丁任卢盧姚沈钟鍾姜崔谭譚陆陸范汪廖石金韦韋贾賈\
    夏付方邹鄒熊白孟秦邱侯江尹薛闫閆段雷龙龍史陶贺賀毛郝顾顧龚龔邵万萬钱錢覃武戴孔汤湯欧歐";

/// A person's name by its shape: two to four Chinese characters behind a family name, or two to four
/// capitalised words.
fn is_person(cell: &str) -> bool {
    let text = cell.trim();
    let count = text.chars().count();
    let han = text.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    if han {
        let family = text.chars().next().is_some_and(|c| FAMILIES.contains(c));
        return (2..=4).contains(&count) && family;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let name = |word: &&str| {
        word.chars().next().is_some_and(char::is_uppercase)
            && word
                .chars()
                .all(|c| c.is_alphabetic() || "-'’.".contains(c))
    };
    (2..=4).contains(&words.len()) && words.iter().all(name) && !cell::is_scientific(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Field::{Amount, Customer, Date, OrderId, Product, Quantity};
    use proptest::prelude::*;

    fn rows(text: &str) -> Vec<Vec<&str>> {
        text.lines().map(|line| line.split(';').collect()).collect()
    }

    fn fields(text: &str) -> Vec<Option<Field>> {
        columns(&rows(text))
            .into_iter()
            .map(|one| one.field)
            .collect()
    }

    #[test]
    fn columns_are_told_by_their_values() {
        assert_eq!(
            fields("2024-01-05;张伟;128.00\n2024-01-06;李娜;58"),
            [Date, Customer, Amount].map(Some)
        );
        assert_eq!(
            fields("2024/1/5;龙井茶;2;￥256;王芳\n2024/1/6;红茶;1;￥58;欧阳娜娜"),
            [Date, Product, Quantity, Amount, Customer].map(Some)
        );
        assert_eq!(
            fields("13800138000;5.1.2024;12,50;A-1001\n13900139000;6.1.2024;7,00;A-1002"),
            [Customer, Date, Amount, OrderId].map(Some)
        );
        assert_eq!(
            fields("00017;01/31/2024;19.99\n00042;02/01/2024;5.00"),
            [Customer, Date, Amount].map(Some)
        );
        assert_eq!(
            fields("Ann Lee;2024-05-01;Oolong tea;3;36.00\nBo Ray;2024-05-02;Green tea;1;12.00"),
            [Customer, Date, Product, Quantity, Amount].map(Some)
        );
    }

    #[test]
    fn the_first_row_is_a_header_or_a_sale() {
        let head = |text: &str| head(&rows(text));
        let at = |header, first| Head { header, first };
        assert_eq!(head("customer;date;amount\na;2024-01-05;1"), at(Some(0), 1));
        assert_eq!(
            head("our sales;;\n客户;日期;金额\na;2024-01-05;1"),
            at(Some(1), 2)
        );
        assert_eq!(head("张伟;2024-01-05;128\n李娜;2024-01-06;58"), at(None, 0));
        assert_eq!(head("our sales;;\n张伟;2024-01-05;128"), at(None, 1));
        assert_eq!(head("who;when;how\n张伟;2024-01-05;128"), at(Some(0), 1));
        assert_eq!(head(""), at(Some(0), 1));
    }

    #[test]
    fn birthdays_are_no_sales() {
        assert!(is_sales(&rows(
            "张伟;2024-01-05;128.00\n李娜;2024-02-06;58.00"
        )));
        assert!(!is_sales(&rows(
            "张伟;1990-01-05;128.00\n李娜;1985-02-06;58.00"
        )));
        assert!(!is_sales(&rows("张伟;13800138000\n李娜;13900139000")));
    }

    proptest! {
        #[test]
        fn no_rows_make_it_fall(rows in prop::collection::vec(prop::collection::vec("\\PC{0,12}", 0..5), 0..8)) {
            let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
            let found = columns(&rows);
            for field in [Date, Amount, Customer] {
                prop_assert!(found.iter().filter(|one| one.field == Some(field)).count() <= 1);
            }
            let _head = head(&rows);
            let _sales = is_sales(&rows);
        }

        #[test]
        fn the_order_of_columns_changes_nothing(order in Just(vec![0, 1, 2]).prop_shuffle()) {
            let texts = [["2024-01-05", "2024-01-06"], ["Ann Lee", "Bo Ray"], ["12.50", "7.00"]];
            let expected = [Date, Customer, Amount];
            let rows: Vec<Vec<&str>> = (0..2).map(|row| order.iter().map(|at| texts[*at][row]).collect()).collect();
            let found: Vec<_> = columns(&rows).into_iter().map(|one| one.field).collect();
            prop_assert_eq!(found, order.iter().map(|at| Some(expected[*at])).collect::<Vec<_>>());
        }
    }
}
