//! The columns of the list of sales, by the stable names that views and settings keep.

use std::borrow::Cow;

use super::columns::{own_field, own_key};
use crate::domain::{FieldDef, Id};

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SaleColumn {
    /// Order or receipt number.
    Number,
    /// Who bought.
    Customer,
    /// What was bought, and whether it was given back.
    What,
    /// How it was paid.
    Payment,
    /// Free text.
    Note,
    /// Points it gave or took.
    Points,
    /// A field of the shop's own.
    Own(Id<FieldDef>),
    /// What was paid.
    Total,
}

impl SaleColumn {
    /// Every column in its first order, but for the own fields; those stand before the last.
    pub const ALL: [Self; 7] = [
        Self::Number,
        Self::Customer,
        Self::What,
        Self::Payment,
        Self::Note,
        Self::Points,
        Self::Total,
    ];

    /// True if a new list shows it.
    pub const fn shown_at_first(self) -> bool {
        !matches!(self, Self::Note | Self::Points | Self::Own(_))
    }

    /// The stable name used in views and settings.
    pub fn key(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Number => "number",
            Self::Customer => "customer",
            Self::What => "what",
            Self::Payment => "payment",
            Self::Note => "note",
            Self::Points => "points",
            Self::Total => "total",
            Self::Own(field) => return Cow::Owned(own_key(field)),
        })
    }

    /// The column of that name.
    pub fn from_key(key: &str) -> Option<Self> {
        own_field(key)
            .map(Self::Own)
            .or_else(|| Self::ALL.into_iter().find(|column| column.key() == key))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn every_column_is_found_again_by_its_name() {
        let own = SaleColumn::Own(Id::new(Uuid::from_u128(7)));
        for column in SaleColumn::ALL.into_iter().chain([own]) {
            assert_eq!(SaleColumn::from_key(&column.key()), Some(column));
        }
        for other in ["", "own-", "own-x", "visits"] {
            assert_eq!(SaleColumn::from_key(other), None, "{other}");
        }
    }
}
