//! What the records of a group have in common, in any list, and where the group stands among the others: the best
//! class first, stages as on their board, days as they come, names as names are sorted. Knows no words of a language.

use chrono::{Datelike, NaiveDate};

use super::{
    board::boards,
    deals_asked::Ended,
    due::Due,
    groups::{Class, Segment},
};
use crate::{
    domain::{
        CaseKind, CaseStatus, Customer, FieldDef, FieldOption, FieldValue, Id, LeadStatus, Member,
        Payment, Pipeline, Priority, Product, Records, Stage, Standing, Values,
    },
    search::pinyin::sort_key,
};

/// What those of a group have in common.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Shared {
    /// Nothing of the kind.
    Nothing,
    /// A tag, or a text of an own field.
    Tag(String),
    /// Who looks after them.
    Owner(Id<Member>),
    /// A class.
    Class(Class),
    /// A segment.
    Segment(Segment),
    /// A company.
    Company(Id<Customer>),
    /// Whom it is with.
    Customer(Id<Customer>),
    /// What was sold.
    Product(Id<Product>),
    /// How it was paid.
    Payment(Payment),
    /// A source.
    Source(String),
    /// What the shop has to do with them.
    Standing(Standing),
    /// A board.
    Board(Id<Pipeline>),
    /// A stage of a board.
    Stage(Id<Pipeline>, Id<Stage>),
    /// How it ended.
    Ended(Ended),
    /// A month, by its first day.
    Month(NaiveDate),
    /// A week, by its first day.
    Week(NaiveDate),
    /// A day.
    Day(NaiveDate),
    /// When it is due, in the words of a to-do list.
    Due(Due),
    /// How urgent it is.
    Priority(Priority),
    /// How far a case is.
    Status(CaseStatus),
    /// What a case is about.
    Kind(CaseKind),
    /// How far a lead has come.
    Lead(LeadStatus),
    /// An option of an own field.
    Option(Id<FieldOption>),
    /// Yes or no in an own field.
    YesNo(bool),
}

/// Where a group stands: by rank, or by name as names are sorted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// By two ranks, the second among equals of the first.
    Rank(i64, i64),
    /// By name.
    Name(String),
}

impl Shared {
    /// That one thing, or nothing of the kind.
    pub fn one(shared: Option<Self>) -> Vec<Self> {
        vec![shared.unwrap_or(Self::Nothing)]
    }

    /// Each of them, or nothing of the kind.
    pub fn each(shared: impl Iterator<Item = Self>) -> Vec<Self> {
        let all: Vec<Self> = shared.collect();
        if all.is_empty() { Self::one(None) } else { all }
    }

    /// Each tag.
    pub fn of_tags(tags: &[String]) -> Vec<Self> {
        Self::each(tags.iter().cloned().map(Self::Tag))
    }

    /// A name that a person wrote.
    pub fn of_name(name: &str) -> Vec<Self> {
        Self::one(said(name).map(Self::Tag))
    }

    /// A source; blanks around it make no other.
    pub fn of_source(source: &str) -> Vec<Self> {
        Self::one(said(source).map(Self::Source))
    }

    /// The month that a day is in.
    pub fn of_month(day: Option<NaiveDate>) -> Vec<Self> {
        Self::one(day.and_then(|day| day.with_day(1)).map(Self::Month))
    }

    /// What is chosen, answered or written in an own field.
    pub fn of_own(field: Id<FieldDef>, values: &Values) -> Vec<Self> {
        match values.get(&field) {
            Some(FieldValue::Choice(option)) => Self::one(Some(Self::Option(*option))),
            Some(FieldValue::Choices(options)) => {
                Self::each(options.iter().copied().map(Self::Option))
            }
            Some(FieldValue::YesNo(yes)) => Self::one(Some(Self::YesNo(*yes))),
            Some(FieldValue::Text(words)) => Self::of_name(words),
            _ => Self::one(None),
        }
    }

    /// The name that stands in the records; blank where what is shared has no name of its own.
    pub fn stored_name(&self, records: &Records) -> String {
        let customer = |id: &Id<Customer>| {
            let customer = records.get(*id);
            customer.map(|one| one.display_name().to_owned())
        };
        let name = match self {
            Self::Tag(text) | Self::Source(text) => Some(text.clone()),
            Self::Owner(id) => records.get(*id).map(|one| one.name.clone()),
            Self::Company(id) | Self::Customer(id) => customer(id),
            Self::Product(id) => records.get(*id).map(|one| one.name.clone()),
            Self::Board(id) => records.get(*id).map(|board| board.name.clone()),
            Self::Stage(board, stage) => {
                let stage = records.get(*board).and_then(|board| board.stage(*stage));
                stage.map(|stage| stage.name.clone())
            }
            Self::Option(id) => {
                let mut fields = records.fields.iter();
                fields.find_map(|field| field.option(*id).map(|one| one.name.clone()))
            }
            _ => None,
        };
        name.unwrap_or_default()
    }

    /// Where the group stands.
    pub fn place(&self, records: &Records) -> Place {
        let rank = |place: Option<usize>| {
            let place = place.and_then(|place| i64::try_from(place).ok());
            place.unwrap_or(i64::MAX)
        };
        let at = |board: &Id<Pipeline>| rank(boards(records).iter().position(|b| b.id == *board));
        let day = |day: &NaiveDate| i64::from(day.num_days_from_ce());
        let first = match self {
            Self::Class(class) => rank(Some(class.index())),
            Self::Segment(segment) => rank(Segment::ALL.iter().position(|one| one == segment)),
            Self::Standing(standing) => rank(Standing::ALL.iter().position(|one| one == standing)),
            Self::Ended(ended) => rank(Ended::ALL.iter().position(|one| one == ended)),
            Self::Due(due) => rank(Due::ALL.iter().position(|one| one == due)),
            // What presses stands first.
            Self::Priority(one) => -rank(Priority::ALL.iter().position(|other| other == one)),
            Self::Status(status) => rank(CaseStatus::ALL.iter().position(|one| one == status)),
            Self::Kind(kind) => rank(CaseKind::ALL.iter().position(|one| one == kind)),
            Self::Lead(status) => rank(LeadStatus::ALL.iter().position(|one| one == status)),
            Self::Payment(way) => rank(Payment::ALL.iter().position(|one| one == way)),
            Self::YesNo(yes) => i64::from(!yes),
            Self::Option(option) => {
                let mut fields = records.fields.iter();
                rank(fields.find_map(|field| {
                    let mut options = field.options.iter();
                    options.position(|one| one.id == *option)
                }))
            }
            Self::Month(first) | Self::Week(first) | Self::Day(first) => day(first),
            Self::Board(board) => at(board),
            Self::Stage(board, stage) => {
                let stages = records.get(*board).map(|board| board.stages.iter());
                let place = stages.and_then(|mut all| all.position(|one| one.id == *stage));
                return Place::Rank(at(board), rank(place));
            }
            _ => return Place::Name(sort_key(&self.stored_name(records))),
        };
        Place::Rank(first, 0)
    }
}

/// A text without the blanks around it, if there is one.
fn said(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
