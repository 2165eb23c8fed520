//! Which records, and in what order: filters with groups, their short form in addresses, columns
//! and sorting, and what sales say of each customer. Knows records and the named groups of the
//! reports; nothing of markup, languages or storage.

pub mod around;
pub mod arranged;
pub mod authors;
pub mod balances;
pub mod behind;
pub mod beside;
pub mod board;
pub mod calendar;
pub mod calls;
pub mod case_columns;
pub mod cases;
pub mod changed;
pub mod codec;
pub mod columns;
pub mod deal_columns;
pub mod deals;
pub mod deals_asked;
pub mod due;
pub mod evaluate;
pub mod facts;
pub mod files;
pub mod files_asked;
pub mod filter;
pub mod gather;
pub mod group;
pub mod journey;
pub mod lead_columns;
pub mod leads;
pub mod look;
pub mod month;
pub mod notes;
pub mod numbering;
pub mod own;
pub mod palette;
pub mod parted;
pub mod plan;
pub mod product_columns;
pub mod products;
pub mod remind;
pub mod rhythm;
pub mod sale_columns;
pub mod sales;
pub mod sales_filter;
pub mod shared;
pub mod sold;
pub mod sort;
pub mod task_columns;
pub mod tasks;
pub mod tied;
pub mod timeline;
pub mod today;
pub mod waiting;
pub mod whom;
pub mod words;
pub mod workload;

#[cfg(test)]
mod asked_tests;
#[cfg(test)]
mod made;
#[cfg(test)]
mod tests;

pub use around::{Around, Needs, NextDue, Unfinished};
pub use balances::Balances;
pub use behind::Behind;
pub use codec::{from_query, to_query};
pub use columns::{Align, Column};
pub use evaluate::{Row, evaluate};
pub use facts::{CustomerFacts, FactsById, Sold, facts};
pub use filter::{Condition, Days, Filter, Range};
pub use look::{Grouping, Look, OnDay, Shape};
pub use numbering::Numbering;
pub use own::{OwnKey, OwnTest, own_key};
pub use rhythm::{Rhythm, rhythm};
pub use sale_columns::SaleColumn;
pub use sales::SalesByDay;
pub use sort::{Besides, Direction, NameKeys, Sort, sort};
pub use tied::{Bond, Tied};
pub use words::{InWords, Words};
pub use workload::{Workload, workload};

/// The named groups, in one place.
pub mod groups {
    use crate::reports::CustomerRow;

    pub use crate::reports::{Class, Segment, Stage};

    /// The groups of one customer, where the reports have been computed.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct Groups {
        /// RFM segment.
        pub segment: Option<Segment>,
        /// Class by value.
        pub class: Option<Class>,
        /// Life-cycle stage.
        pub stage: Option<Stage>,
    }

    impl Groups {
        /// As the reports have them.
        pub fn of(row: &CustomerRow) -> Self {
            Self {
                segment: row.segment(),
                class: row.class,
                stage: Some(row.stage),
            }
        }
    }
}
