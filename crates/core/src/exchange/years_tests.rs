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
