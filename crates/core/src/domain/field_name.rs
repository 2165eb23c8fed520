//! The names under which the parts of records stand in files and in the change log, in one list: pages have a word
//! for each, so that none is told by its name in the file. Knows no words itself, and no values.

use serde::{
    Deserialize,
    de::{IntoDeserializer, value},
};

use super::spread::own_field;

/// A part of a record of some kind; records of several kinds share a name where it means the same. The identity,
/// which nobody is told, is none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is documented where the record is")]
pub enum FieldName {
    Addresses,
    AlongWith,
    Archived,
    At,
    Birthday,
    By,
    Calls,
    Card,
    Case,
    Category,
    ClosedBy,
    Code,
    Columns,
    Company,
    Consents,
    Contact,
    Created,
    Currency,
    Customer,
    Date,
    Deal,
    Discount,
    DoNotContact,
    Done,
    Due,
    Emails,
    Erased,
    ExpectedClose,
    Filter,
    From,
    Gender,
    Hash,
    Hidden,
    History,
    JobTitle,
    Kind,
    LastBackup,
    Layout,
    Lead,
    Learned,
    Left,
    Lines,
    Links,
    List,
    Look,
    LostReasons,
    Merged,
    Mime,
    Name,
    NotSame,
    Note,
    Number,
    Of,
    Options,
    Outcome,
    Owner,
    Payment,
    Phones,
    Pipeline,
    Points,
    Price,
    Priority,
    Rank,
    Reason,
    Record,
    RefundOf,
    RejectReasons,
    Remind,
    Repeat,
    RetentionYears,
    Role,
    Sale,
    Satisfaction,
    Series,
    Size,
    Sku,
    Solution,
    Solved,
    Sort,
    Source,
    Stage,
    Stages,
    Standing,
    Tags,
    TaxRate,
    Text,
    Time,
    TimeZone,
    Title,
    To,
    Total,
    Updated,
    Value,
    Values,
    Waiting,
    Website,
    WeekStart,
    Yearly,
}

impl FieldName {
    /// The part with that name; one own field of many is one of the values. `None` for what this version does not
    /// know.
    pub fn parse(name: &str) -> Option<Self> {
        if own_field(name).is_some() {
            return Some(Self::Values);
        }
        let name: value::StrDeserializer<'_, value::Error> = name.into_deserializer();
        Self::deserialize(name).ok()
    }
}
