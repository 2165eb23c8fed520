//! Which of day and month comes first in the dates of a file: what a person said goes for each of its columns,
//! and what can't be read so is no date; where nobody said anything, each column tells it by its values.

use super::{
    dates::{DateOrder, decide_order},
    evidence::Certainty,
    years,
};

/// How the dates of a file are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrders {
    /// As a person said.
    Said(DateOrder),
    /// As the values of a column say, and so where they leave it open.
    Usual(DateOrder),
    /// The same in Chinese, where a year of two digits comes first.
    Chinese,
}

impl DateOrders {
    /// As a person `said`, else as is usual: the month before the day, and in Chinese the year before both.
    pub const fn of(said: Option<DateOrder>, month_first: bool, chinese: bool) -> Self {
        match (said, chinese && month_first) {
            (Some(order), _) => Self::Said(order),
            (None, true) => Self::Chinese,
            (None, false) => Self::Usual(order(month_first)),
        }
    }

    /// The order of one column, and how sure it is.
    pub fn decide<'a>(
        self,
        cells: impl IntoIterator<Item = &'a str, IntoIter: Clone>,
    ) -> (DateOrder, Certainty) {
        let cells = cells.into_iter();
        match (self, self.year_first(cells.clone())) {
            (Self::Said(order), _) => (order, Certainty::Clear),
            (_, Some(found)) => found,
            (Self::Usual(order), None) => decide_order(cells, order),
            (Self::Chinese, None) => decide_order(cells, DateOrder::MonthFirst),
        }
    }

    /// The order of a column whose years of two digits come first, and how sure that is.
    pub fn year_first<'a>(
        self,
        cells: impl IntoIterator<Item = &'a str>,
    ) -> Option<(DateOrder, Certainty)> {
        years::year_first(cells, self == Self::Chinese)
    }

    /// What a person said.
    pub const fn said(self) -> Option<DateOrder> {
        match self {
            Self::Said(order) => Some(order),
            Self::Usual(_) | Self::Chinese => None,
        }
    }

    /// True if the month comes first where nothing else tells.
    pub const fn month_first(self) -> bool {
        match self {
            Self::Said(order) | Self::Usual(order) => order.is_month_first(),
            Self::Chinese => true,
        }
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
            let orders = DateOrders::of(Some(order(month_first)), !month_first, true);
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
        let decide = |cells: [&str; 2]| DateOrders::of(None, true, false).decide(cells);
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
