//! What is wrong with a place of a file, whatever the file holds, and whether a value is lost by it.

use serde::{Deserialize, Serialize};

use crate::exchange::{
    problem::{Problem, ProblemKind},
    sales,
};

/// Why a place of the file could not be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    /// Found while reading customers, or any table.
    Table(ProblemKind),
    /// Found while reading sales.
    Sale(sales::ProblemKind),
}

impl Reason {
    /// True if a value was left out of a row that is taken.
    pub const fn loses_value(&self) -> bool {
        use sales::ProblemKind as Sale;
        match self {
            Self::Table(kind) | Self::Sale(Sale::Value(kind)) => kind.loses_value(),
            Self::Sale(kind) => matches!(
                kind,
                Sale::Date(_) | Sale::Time | Sale::Amount(_) | Sale::Quantity(_)
            ),
        }
    }
}

/// A place of the file that could not be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// Row of the file (for cards the card); 0 if it is about the whole file.
    pub row: usize,
    /// Header of the column, empty if it is about the whole row.
    pub column: String,
    /// What is wrong.
    pub reason: Reason,
    /// The value as written, shortened.
    pub value: String,
}

impl From<&Problem> for Issue {
    fn from(problem: &Problem) -> Self {
        Self {
            row: problem.row,
            column: problem.column.clone(),
            reason: Reason::Table(problem.kind.clone()),
            value: problem.value.clone(),
        }
    }
}
