//! The columns of the customer list: which are shown at first and how they are set.

use std::borrow::Cow;

use crate::domain::{FieldDef, Id};

/// What the names of own fields' columns begin with.
const OWN: &str = "own-";

/// The name of an own field's column.
pub(super) fn own_key(field: Id<FieldDef>) -> String {
    format!("{OWN}{field}")
}

/// The own field whose column has that name.
pub(super) fn own_field(key: &str) -> Option<Id<FieldDef>> {
    Id::parse(key.strip_prefix(OWN)?)
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// Full name.
    Name,
    /// First telephone number.
    Phone,
    /// First e-mail address.
    Email,
    /// Labels.
    Tags,
    /// Days with a purchase.
    Visits,
    /// Net revenue.
    Spent,
    /// Net revenue of the last twelve months.
    Year,
    /// Last purchase day.
    LastVisit,
    /// First purchase day.
    FirstVisit,
    /// Segment of the loyalty report.
    Segment,
    /// Next birthday.
    Birthday,
    /// City of the first address.
    City,
    /// Company.
    Company,
    /// Where the customer came from.
    Source,
    /// Code or card number.
    Code,
    /// When the record was made.
    Created,
    /// Who looks after it.
    Owner,
    /// How far a lead has come.
    Lead,
    /// Points to be spent.
    Points,
    /// Class by value.
    Class,
    /// What the shop has to do with them.
    Standing,
    /// How much of what the shop asks the record holds, in percent.
    Complete,
    /// When the shop was last in touch with them.
    Contacted,
    /// The day of the next step: of the first open task that has one.
    NextStep,
    /// What they do at their company.
    Job,
    /// Who belongs to them.
    Relations,
    /// A field of the shop's own.
    Own(Id<FieldDef>),
}

/// How the cells of a column are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Texts.
    Start,
    /// Figures.
    End,
}

impl Column {
    /// Every column in its first order, but for the own fields.
    pub const ALL: [Self; 26] = [
        Self::Name,
        Self::Phone,
        Self::Email,
        Self::Tags,
        Self::Visits,
        Self::Spent,
        Self::Year,
        Self::LastVisit,
        Self::FirstVisit,
        Self::Segment,
        Self::Birthday,
        Self::City,
        Self::Company,
        Self::Source,
        Self::Code,
        Self::Created,
        Self::Owner,
        Self::Lead,
        Self::Points,
        Self::Class,
        Self::Standing,
        Self::Complete,
        Self::Contacted,
        Self::NextStep,
        Self::Job,
        Self::Relations,
    ];

    /// True if a new list shows it.
    pub const fn shown_at_first(self) -> bool {
        matches!(
            self,
            Self::Name
                | Self::Phone
                | Self::Tags
                | Self::Visits
                | Self::Spent
                | Self::LastVisit
                | Self::Segment
        )
    }

    /// Figures stand at the end.
    pub const fn align(self) -> Align {
        match self {
            Self::Visits | Self::Spent | Self::Year | Self::Points | Self::Complete => Align::End,
            _ => Align::Start,
        }
    }

    /// The stable name used in addresses and settings.
    pub fn key(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Name => "name",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Tags => "tags",
            Self::Visits => "visits",
            Self::Spent => "spent",
            Self::Year => "year",
            Self::LastVisit => "last",
            Self::FirstVisit => "first",
            Self::Segment => "segment",
            Self::Birthday => "birthday",
            Self::City => "city",
            Self::Company => "company",
            Self::Source => "source",
            Self::Code => "code",
            Self::Created => "created",
            Self::Owner => "owner",
            Self::Lead => "lead",
            Self::Points => "points",
            Self::Class => "class",
            Self::Standing => "standing",
            Self::Complete => "complete",
            Self::Contacted => "contacted",
            Self::NextStep => "next",
            Self::Job => "job",
            Self::Relations => "relations",
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
