//! Fields a shop adds to its records: what they are called and what they hold. A field's kind never
//! changes, so that its values always fit; values live in the records, by the field's identity.
//! Taking a field away hides its values; they go for good only when it leaves the trash.

mod decimal;
mod parse;
mod value;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use decimal::Decimal;
pub use parse::{FieldProblem, parse};
pub use value::FieldValue;

use super::{
    clock::Timestamp,
    id::Id,
    rank::Rank,
    record::{Records, TableName},
};

/// The own fields of a record.
pub type Values = BTreeMap<Id<FieldDef>, FieldValue>;

/// What a field holds.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// Any words.
    #[default]
    Text,
    /// An exact decimal number.
    Number,
    /// An amount in a currency.
    Money,
    /// A civil date.
    Date,
    /// One of the options.
    Choice,
    /// Any of the options.
    Choices,
    /// Yes or no.
    YesNo,
    /// A web address.
    Link,
    /// A telephone number.
    Phone,
}

impl FieldKind {
    /// Every kind, in the order pickers show them.
    pub const ALL: [Self; 9] = [
        Self::Text,
        Self::Number,
        Self::Money,
        Self::Date,
        Self::Choice,
        Self::Choices,
        Self::YesNo,
        Self::Link,
        Self::Phone,
    ];

    /// True if there are options to choose from.
    pub const fn has_options(self) -> bool {
        matches!(self, Self::Choice | Self::Choices)
    }

    /// True if many records share a value, so that it makes groups.
    pub const fn makes_groups(self) -> bool {
        matches!(self, Self::Choice | Self::Choices | Self::YesNo)
    }

    /// True if values can be added up.
    pub const fn is_figure(self) -> bool {
        matches!(self, Self::Number | Self::Money)
    }

    /// True if values have an order that people ask ranges of.
    pub const fn has_range(self) -> bool {
        matches!(self, Self::Number | Self::Money | Self::Date)
    }
}

/// Something to choose. Values name it by identity, so that it can be renamed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldOption {
    /// Identity.
    pub id: Id<FieldOption>,
    /// What it is called; no two of a field are equal.
    pub name: String,
}

/// A field of the shop's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldDef {
    /// Identity.
    pub id: Id<FieldDef>,
    /// Whose field it is; see [`FieldDef::TABLES`].
    pub of: TableName,
    /// What it is called.
    pub name: String,
    /// What it holds. Never changes.
    #[serde(default)]
    pub kind: FieldKind,
    /// What there is to choose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<FieldOption>,
    /// Place among the fields of its table.
    pub rank: Rank,
    /// Kept, but neither shown nor asked for.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
    /// A day that is told like a birthday every year (a wedding, the day they became a member).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub yearly: bool,
    /// First written here.
    pub created: Timestamp,
    /// Last changed here.
    pub updated: Timestamp,
}

impl FieldDef {
    /// The tables whose records may have own fields.
    pub const TABLES: [TableName; 6] = [
        TableName::Customers,
        TableName::Deals,
        TableName::Sales,
        TableName::Products,
        TableName::Tasks,
        TableName::Cases,
    ];

    /// True if the days it holds are told every year: dates of customers, where the shop asked for it.
    pub fn is_anniversary(&self) -> bool {
        self.yearly
            && !self.hidden
            && self.kind == FieldKind::Date
            && self.of == TableName::Customers
    }

    /// The option of that identity.
    pub fn option(&self, id: Id<FieldOption>) -> Option<&FieldOption> {
        self.options.iter().find(|option| option.id == id)
    }
}

/// Sets a value, or with `None` takes it away.
pub fn set_value(values: &mut Values, field: Id<FieldDef>, value: Option<FieldValue>) {
    match value {
        Some(value) => values.insert(field, value),
        None => values.remove(&field),
    };
}

/// The fields of a table in their order, hidden ones included.
pub fn fields_of(records: &Records, table: TableName) -> Vec<std::sync::Arc<FieldDef>> {
    let mut fields: Vec<_> = records
        .fields
        .iter()
        .filter(|field| field.of == table)
        .cloned()
        .collect();
    fields.sort_by(|a, b| a.rank.cmp(&b.rank).then(a.id.cmp(&b.id)));
    fields
}
