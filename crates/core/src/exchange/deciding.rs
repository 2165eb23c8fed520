//! What a person may decide about whom a file's rows are: which signs tell it, what becomes of whoever is known,
//! and the answer for a single row where they know better. Compares nothing itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::duplicates::{DuplicateChoice, Sign};
use crate::domain::{Customer, Id};

/// By what rows are recognised as somebody the shop knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "one for each sign")]
pub struct By {
    /// By the number of the former system, and the identities that Regulars and address books give.
    pub code: bool,
    /// By telephone.
    pub phone: bool,
    /// By e-mail.
    pub email: bool,
    /// By name, where nothing contradicts.
    pub name: bool,
}

impl By {
    /// By everything.
    pub const ALL: Self = Self {
        code: true,
        phone: true,
        email: true,
        name: true,
    };

    /// True if that sign tells who somebody is.
    pub const fn has(self, sign: Sign) -> bool {
        match sign {
            Sign::Code => self.code,
            Sign::Phone => self.phone,
            Sign::Email => self.email,
            Sign::Name => self.name,
        }
    }

    /// The same with that sign telling it, or not.
    #[must_use]
    pub const fn with(mut self, sign: Sign, tells: bool) -> Self {
        match sign {
            Sign::Code => self.code = tells,
            Sign::Phone => self.phone = tells,
            Sign::Email => self.email = tells,
            Sign::Name => self.name = tells,
        }
        self
    }
}

impl Default for By {
    fn default() -> Self {
        Self::ALL
    }
}

/// Whom a person says that a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// Somebody the shop does not know, nor a row above.
    Nobody,
    /// That customer, who takes over what the row says.
    Update(Id<Customer>),
    /// That customer, who stays as they are.
    Leave(Id<Customer>),
}

/// How rows find whom the shop knows, and what becomes of those that do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Deciding {
    /// What becomes of rows that are somebody known.
    pub choice: DuplicateChoice,
    /// What tells it.
    pub by: By,
    /// What was said of single rows, by their number in the file.
    pub rows: BTreeMap<usize, Whose>,
}

impl Deciding {
    /// True if a row that is somebody known is left out.
    pub fn leaves(&self, row: usize) -> bool {
        match self.rows.get(&row) {
            Some(Whose::Leave(_)) => true,
            Some(Whose::Update(_) | Whose::Nobody) => false,
            None => self.choice == DuplicateChoice::Skip,
        }
    }
}

impl From<DuplicateChoice> for Deciding {
    fn from(choice: DuplicateChoice) -> Self {
        Self {
            choice,
            ..Self::default()
        }
    }
}

#[cfg(test)]
#[path = "deciding_tests.rs"]
mod tests;
