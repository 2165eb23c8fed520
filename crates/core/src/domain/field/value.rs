//! A value of an own field, and its plain form for files, which reading gives back unchanged.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Decimal, FieldDef, FieldKind, FieldOption, FieldProblem};
use crate::domain::{Currency, Id, limits};

/// A value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum FieldValue {
    /// Words.
    Text(String),
    /// A number.
    Number(Decimal),
    /// Minor units of a currency.
    Money {
        /// Minor units.
        amount: i64,
        /// Of what.
        currency: Currency,
    },
    /// A civil date.
    Date(NaiveDate),
    /// An option.
    Choice(Id<FieldOption>),
    /// Options in the order they were chosen, none twice.
    Choices(Vec<Id<FieldOption>>),
    /// Yes or no.
    YesNo(bool),
    /// A web address with its scheme.
    Link(String),
    /// A telephone number as typed.
    Phone(String),
}

impl FieldValue {
    /// The kind of field it fits.
    pub const fn kind(&self) -> FieldKind {
        match self {
            Self::Text(_) => FieldKind::Text,
            Self::Number(_) => FieldKind::Number,
            Self::Money { .. } => FieldKind::Money,
            Self::Date(_) => FieldKind::Date,
            Self::Choice(_) => FieldKind::Choice,
            Self::Choices(_) => FieldKind::Choices,
            Self::YesNo(_) => FieldKind::YesNo,
            Self::Link(_) => FieldKind::Link,
            Self::Phone(_) => FieldKind::Phone,
        }
    }

    /// The plain form of a value of `field`: what files hold and [`super::parse()`] reads. An option
    /// that is gone has no name and is left out.
    pub fn plain(&self, field: &FieldDef) -> String {
        let name = |id: &Id<FieldOption>| field.option(*id).map(|option| option.name.as_str());
        match self {
            Self::Text(text) | Self::Link(text) | Self::Phone(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Money { amount, currency } => {
                format!("{} {currency}", currency.decimal(*amount))
            }
            Self::Date(date) => date.to_string(),
            Self::Choice(id) => name(id).unwrap_or_default().to_owned(),
            Self::Choices(ids) => ids.iter().filter_map(name).collect::<Vec<_>>().join("; "),
            Self::YesNo(true) => "yes".to_owned(),
            Self::YesNo(false) => "no".to_owned(),
        }
    }

    /// Checks what a file or another device may have put in.
    pub fn check(&self) -> Result<(), FieldProblem> {
        match self {
            Self::Text(text) if text.chars().count() > limits::NOTE => Err(FieldProblem::TooLong),
            Self::Money { amount, currency }
                if !(-limits::AMOUNT..=limits::AMOUNT).contains(amount)
                    || (amount / currency.minor_per_major()).abs() > Decimal::MOST =>
            {
                Err(FieldProblem::OutOfRange)
            }
            Self::Choices(ids) if ids.len() > limits::ENTRIES => Err(FieldProblem::TooLong),
            Self::Link(text) => super::parse::link(text).map(|_| ()),
            Self::Phone(text) => super::parse::phone(text).map(|_| ()),
            _ => Ok(()),
        }
    }
}
