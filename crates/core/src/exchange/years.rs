//! Which end of a date its year stands at where it has two digits (`24/1/15`), and years of the Republic of China
//! (`113/01/05`, `民國75年3月12日`): told by a whole column, like the order of day and month.

use super::{
    date_parts::{Part, parts},
    dates::DateOrder,
    evidence::{Certainty, narrow},
};

/// The year before the first of the Republic of China.
pub(super) const REPUBLIC: u32 = 1911;

/// The names of that era before a year.
const ERAS: [&str; 4] = ["中華民國", "中华民国", "民國", "民国"];

/// What stands behind the name of the era, if there is one.
pub(super) fn behind_era(text: &str) -> Option<&str> {
    let era = ERAS.iter().find_map(|era| text.strip_prefix(era));
    era.map(str::trim_start)
}

/// True if the year of such a column stands first, and how: in two digits or those of the Republic. Nothing if it
/// does not, or if that can't be told; `usual` says that it stands first then.
pub(super) fn year_first<'a>(
    cells: impl IntoIterator<Item = &'a str>,
    usual: bool,
) -> Option<(DateOrder, Certainty)> {
    let (mut republic, mut first, mut last, mut either) = (false, 0_u32, 0_u32, 0_u32);
    for cell in cells {
        let cell = narrow(cell);
        let bare = behind_era(&cell);
        let Ok((found, _)) = parts(bare.unwrap_or(&cell)) else {
            continue;
        };
        let [
            Part::Number(one, digits),
            Part::Number(two, _),
            Part::Number(three, behind),
        ] = found.tokens
        else {
            continue;
        };
        if bare.is_some() || digits == 3 {
            republic = true;
            first += 1;
        } else if digits <= 2 && behind <= 2 {
            let day = |number: u32| (1..=31).contains(&number);
            let month = |number: u32| (1..=12).contains(&number);
            let at_front = month(two) && day(three);
            let at_end = (month(two) && day(one)) || (month(one) && day(two));
            match (at_front, at_end) {
                (true, false) => first += 1,
                (false, true) => last += 1,
                (true, true) => either += 1,
                (false, false) => {}
            }
        } else if behind == 4 {
            last += 1;
        }
    }
    let order = if republic {
        DateOrder::RepublicFirst
    } else {
        DateOrder::YearFirst
    };
    match (first, last) {
        (1.., 0) => Some((order, Certainty::Clear)),
        (1.., _) if first >= last => Some((order, Certainty::Mixed)),
        (0, 0) if either > 0 && usual => Some((order, Certainty::Assumed)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::{date_orders::DateOrders, dates::parse_date};

    fn read(cells: &[&str], orders: DateOrders) -> (DateOrder, Certainty, Vec<String>) {
        let (order, certainty) = orders.decide(cells.iter().copied());
        let days = cells.iter().map(|cell| {
            let day = parse_date(cell, order);
            day.map_or_else(|error| error.to_string(), |day| day.to_string())
        });
        (order, certainty, days.collect())
    }

    #[test]
    fn a_column_tells_at_which_end_its_year_stands() {
        let english = DateOrders::of(None, true, false);
        let chinese = DateOrders::of(None, true, true);
        for (cells, orders, order, certainty, days) in [
            (
                ["99-01-05", "24-02-06"],
                english,
                DateOrder::YearFirst,
                Certainty::Clear,
                ["1999-01-05", "2024-02-06"],
            ),
            (
                ["24/1/15", "24/2/6"],
                chinese,
                DateOrder::YearFirst,
                Certainty::Assumed,
                ["2024-01-15", "2024-02-06"],
            ),
            (
                ["24.1.15", "23.12.31"],
                chinese,
                DateOrder::YearFirst,
                Certainty::Assumed,
                ["2024-01-15", "2023-12-31"],
            ),
            (
                ["24/1/15", "3/2/14"],
                english,
                DateOrder::DayFirst,
                Certainty::Clear,
                ["2015-01-24", "2014-02-03"],
            ),
            (
                ["1/15/24", "2/6/24"],
                chinese,
                DateOrder::MonthFirst,
                Certainty::Clear,
                ["2024-01-15", "2024-02-06"],
            ),
            (
                ["113/01/05", "75/03/12"],
                english,
                DateOrder::RepublicFirst,
                Certainty::Clear,
                ["2024-01-05", "1986-03-12"],
            ),
            (
                ["民國75年3月12日", "中華民國 113 年 1 月 5 日"],
                chinese,
                DateOrder::RepublicFirst,
                Certainty::Clear,
                ["1986-03-12", "2024-01-05"],
            ),
            (
                ["24年1月15日", "2024-02-06"],
                chinese,
                DateOrder::YearFirst,
                Certainty::Assumed,
                ["2024-01-15", "2024-02-06"],
            ),
            (
                ["2024-02-06", "1/2/2024"],
                chinese,
                DateOrder::MonthFirst,
                Certainty::Assumed,
                ["2024-02-06", "2024-01-02"],
            ),
        ] {
            let expected = (order, certainty, days.map(str::to_owned).to_vec());
            assert_eq!(read(&cells, orders), expected, "{cells:?}");
        }
    }

    #[test]
    fn what_a_person_said_counts() {
        let said = |order| DateOrders::of(Some(order), true, true);
        let cells = ["24/1/15", "23/2/06"];
        for (order, days) in [
            (DateOrder::DayFirst, ["2015-01-24", "2006-02-23"]),
            (DateOrder::YearFirst, ["2024-01-15", "2023-02-06"]),
            (DateOrder::RepublicFirst, ["1935-01-15", "1934-02-06"]),
        ] {
            let expected = (order, Certainty::Clear, days.map(str::to_owned).to_vec());
            assert_eq!(read(&cells, said(order)), expected);
        }
    }
}
