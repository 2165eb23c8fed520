//! Which of day and month comes first in the dates of a file: what a person said goes for each of its columns,
//! and what can't be read so is no date; where nobody said anything, each column tells it by its values.

use super::{
    dates::{DateOrder, decide_order},
    evidence::Certainty,
};

/// How the dates of a file are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrders {
    /// As a person said.
    Said(DateOrder),
    /// As the values of a column say, and so where they leave it open.
    Usual(DateOrder),
}

impl DateOrders {
    /// As a person `said`, else as is `usual`; true stands for the month before the day.
    pub const fn of(said: Option<bool>, usual: bool) -> Self {
        match said {
            Some(month_first) => Self::Said(order(month_first)),
            None => Self::Usual(order(usual)),
        }
    }

    /// The order of one column, and how sure it is.
    pub fn decide<'a>(self, cells: impl IntoIterator<Item = &'a str>) -> (DateOrder, Certainty) {
        match self {
            Self::Said(order) => (order, Certainty::Clear),
            Self::Usual(order) => decide_order(cells, order),
        }
    }

    /// What a person said, true for the month before the day.
    pub fn said(self) -> Option<bool> {
        match self {
            Self::Said(order) => Some(order == DateOrder::MonthFirst),
            Self::Usual(_) => None,
        }
    }

    /// True if the month comes first where nothing else tells.
    pub fn month_first(self) -> bool {
        let (Self::Said(order) | Self::Usual(order)) = self;
        order == DateOrder::MonthFirst
    }
}

const fn order(month_first: bool) -> DateOrder {
    if month_first {
        DateOrder::MonthFirst
    } else {
        DateOrder::DayFirst
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::exchange::dates::parse_date;

    proptest! {
        #[test]
        fn what_was_said_goes_for_every_date_and_none_is_turned_round(
            dates in prop::collection::vec((1_u32..32, 1_u32..32), 1..12),
            month_first: bool,
        ) {
            let cells: Vec<String> = dates.iter().map(|(one, two)| format!("{one}/{two}/2024")).collect();
            let orders = DateOrders::of(Some(month_first), !month_first);
            let (order, certainty) = orders.decide(cells.iter().map(String::as_str));
            prop_assert_eq!(certainty, Certainty::Clear);
            for ((one, two), cell) in dates.iter().zip(&cells) {
                let (month, day) = if month_first { (one, two) } else { (two, one) };
                let meant = chrono::NaiveDate::from_ymd_opt(2024, *month, *day);
                prop_assert_eq!(parse_date(cell, order).ok(), meant);
            }
        }
    }

    #[test]
    fn nobody_asked_a_column_tells_it() {
        let decide = |cells: [&str; 2]| DateOrders::of(None, true).decide(cells);
        assert_eq!(
            decide(["13/1/2024", "2/1/2024"]),
            (DateOrder::DayFirst, Certainty::Clear)
        );
        assert_eq!(
            decide(["3/1/2024", "2/1/2024"]),
            (DateOrder::MonthFirst, Certainty::Assumed)
        );
    }
}
