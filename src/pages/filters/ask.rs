//! The questions that a line of the builder can ask of a kind of record, and what is filled in for each.

use std::sync::Arc;

use leptos::prelude::*;

use super::own;
use crate::{
    app::Fmt,
    clean::Gap,
    domain::{Channel, Currency, CustomerKind, FieldDef, Id, TableName},
    pages::own::shown_fields,
    query::{Condition, Days, Unfinished},
};

/// What the builder knows of the shop.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    /// The currency of amounts.
    pub currency: Currency,
    /// What every shop can ask.
    pub asks: &'static [Ask],
    /// The shown own fields.
    pub fields: StoredValue<Vec<Arc<FieldDef>>>,
}

impl Known {
    /// What can be asked of the records of a table; followed.
    pub fn of(fmt: Fmt, table: TableName) -> Self {
        Self {
            currency: fmt.currency(),
            asks: match table {
                TableName::Customers => Ask::OF_CUSTOMERS,
                TableName::Deals => &[Ask::Tag],
                _ => &[],
            },
            fields: StoredValue::new(shown_fields(fmt.app(), table)),
        }
    }

    /// The question a new line begins with; `None` if there is nothing to ask.
    pub fn first(self) -> Option<Ask> {
        let own = || {
            self.fields
                .with_value(|fields| fields.first().map(|field| Ask::Own(field.id)))
        };
        self.asks.first().copied().or_else(own)
    }

    /// True if the builder offers the question.
    pub fn offers(self, ask: Ask) -> bool {
        match ask {
            // A field that was taken away has no name.
            Ask::Own(field) => self.field(field).is_some(),
            ask => self.asks.contains(&ask),
        }
    }

    /// The field of that identity.
    pub fn field(self, id: Id<FieldDef>) -> Option<Arc<FieldDef>> {
        self.fields
            .with_value(|fields| fields.iter().find(|field| field.id == id).cloned())
    }
}

/// What a line asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    Text,
    Tag,
    LastVisit,
    Never,
    Visits,
    Spent,
    Points,
    BirthMonth,
    BirthdayWithin,
    City,
    Source,
    Created,
    HasPhone,
    HasEmail,
    Person,
    Company,
    DoNotContact,
    Standing,
    Lead,
    Owner,
    Own(Id<FieldDef>),
    Lacks(Gap),
    May(Channel),
    Consented(Channel),
    Gender,
    Year,
    Segment,
    Class,
    Stage,
    BelongsTo,
    Bought,
    Has(Unfinished),
    Contacted,
    Untouched,
    Satisfaction,
    Next,
    Job,
    Tied,
}

/// What is filled in for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    Nothing,
    Text,
    Number,
    Month,
    Numbers,
    Dates,
    Options,
    OptionAndDates,
}

impl Ask {
    /// What every shop can ask of customers, in the order it is offered.
    const OF_CUSTOMERS: &[Self] = &[
        Self::Tag,
        Self::LastVisit,
        Self::Never,
        Self::Visits,
        Self::Spent,
        Self::Year,
        Self::Bought,
        Self::Points,
        Self::Segment,
        Self::Class,
        Self::Stage,
        Self::Contacted,
        Self::Untouched,
        Self::Satisfaction,
        Self::Next,
        Self::Has(Unfinished::Deal),
        Self::Has(Unfinished::Task),
        Self::Has(Unfinished::Case),
        Self::BirthMonth,
        Self::BirthdayWithin,
        Self::City,
        Self::Source,
        Self::Created,
        Self::HasPhone,
        Self::HasEmail,
        Self::Person,
        Self::Company,
        Self::BelongsTo,
        Self::Job,
        Self::Tied,
        Self::Gender,
        Self::DoNotContact,
        Self::Owner,
        Self::Lead,
        Self::Standing,
        Self::Text,
        Self::Lacks(Gap::Phone),
        Self::Lacks(Gap::BadPhone),
        Self::Lacks(Gap::Name),
        Self::Lacks(Gap::Email),
        Self::Lacks(Gap::BadEmail),
        Self::Lacks(Gap::Birthday),
        Self::Lacks(Gap::Address),
        Self::Lacks(Gap::Source),
        Self::Lacks(Gap::Consent),
        Self::May(Channel::Phone),
        Self::May(Channel::Email),
        Self::May(Channel::Message),
        Self::May(Channel::Post),
        Self::Consented(Channel::Phone),
        Self::Consented(Channel::Email),
        Self::Consented(Channel::Message),
        Self::Consented(Channel::Post),
    ];

    /// Every question, in the order they are offered; own fields last.
    pub fn all(known: Known) -> Vec<Self> {
        let own = known.fields.with_value(|fields| {
            fields
                .iter()
                .map(|field| Self::Own(field.id))
                .collect::<Vec<_>>()
        });
        known.asks.iter().copied().chain(own).collect()
    }

    /// What is filled in.
    pub fn fill(self, known: Known) -> Fill {
        match self {
            Self::Own(id) => known
                .field(id)
                .map_or(Fill::Nothing, |field| own::fill(field.kind)),
            Self::Standing
            | Self::Lead
            | Self::Owner
            | Self::Gender
            | Self::Segment
            | Self::Class
            | Self::Stage
            | Self::BelongsTo
            | Self::Tied
            | Self::Next => Fill::Options,
            Self::Bought => Fill::OptionAndDates,
            Self::Text | Self::Tag | Self::City | Self::Source | Self::Job => Fill::Text,
            Self::LastVisit
            | Self::Visits
            | Self::Spent
            | Self::Year
            | Self::Points
            | Self::Contacted
            | Self::Satisfaction => Fill::Numbers,
            Self::Created => Fill::Dates,
            Self::BirthMonth => Fill::Month,
            Self::BirthdayWithin => Fill::Number,
            _ => Fill::Nothing,
        }
    }

    /// The question a condition answers; `None` for the figures of the reports.
    pub const fn of(condition: &Condition) -> Option<Self> {
        Some(match condition {
            Condition::Kind(CustomerKind::Person) => Self::Person,
            Condition::Kind(CustomerKind::Company) => Self::Company,
            Condition::Tag(_) => Self::Tag,
            Condition::LastVisit(Days::Never) => Self::Never,
            Condition::LastVisit(Days::Ago(_)) => Self::LastVisit,
            Condition::Spent(_) => Self::Spent,
            Condition::Visits(_) => Self::Visits,
            Condition::Points(_) => Self::Points,
            Condition::BirthMonth(_) => Self::BirthMonth,
            Condition::BirthdayWithin(_) => Self::BirthdayWithin,
            Condition::Created(_) => Self::Created,
            Condition::HasPhone => Self::HasPhone,
            Condition::HasEmail => Self::HasEmail,
            Condition::Source(_) => Self::Source,
            Condition::City(_) => Self::City,
            Condition::Text(_) => Self::Text,
            Condition::DoNotContact => Self::DoNotContact,
            Condition::Lacks(gap) => Self::Lacks(*gap),
            Condition::May(channel) => Self::May(*channel),
            Condition::Behind(_) => return None,
            Condition::Stage(_) => Self::Stage,
            Condition::Segment(_) => Self::Segment,
            Condition::Class(_) => Self::Class,
            Condition::Company(_) => Self::BelongsTo,
            Condition::Consented(channel) => Self::Consented(*channel),
            Condition::Gender(_) => Self::Gender,
            Condition::Year(_) => Self::Year,
            Condition::Bought(..) => Self::Bought,
            Condition::Has(what) => Self::Has(*what),
            Condition::Contacted(Days::Never) => Self::Untouched,
            Condition::Contacted(Days::Ago(_)) => Self::Contacted,
            Condition::Satisfaction(_) => Self::Satisfaction,
            Condition::Next(_) => Self::Next,
            Condition::Job(_) => Self::Job,
            Condition::Tied(_) => Self::Tied,
            Condition::Standing(_) => Self::Standing,
            Condition::Lead(_) => Self::Lead,
            Condition::Owner(_) => Self::Owner,
            Condition::Own(field, _) => Self::Own(*field),
        })
    }
}
