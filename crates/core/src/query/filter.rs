//! What a filter can say. The tree is the same for every kind of record; the conditions here are
//! those of customers.

use chrono::NaiveDate;

use crate::{
    clean::Gap,
    domain::{
        Channel, CustomerKind, FieldDef, Id, LeadStatus, Member, Product, Standing,
        customer::Customer,
    },
    reports::Figure,
};

use super::{
    around::{NextDue, Unfinished},
    groups::{Class, Segment, Stage},
    own::OwnTest,
    tied::Bond,
};

/// A condition, or a group of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter<C = Condition> {
    /// Every part holds; no part at all holds for every record.
    All(Vec<Self>),
    /// At least one part holds; none holds for no record.
    Any(Vec<Self>),
    /// The part does not hold.
    Not(Box<Self>),
    /// One condition.
    Is(C),
}

impl<C> Default for Filter<C> {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

impl<C> Filter<C> {
    /// True if a record passes, given how conditions are judged.
    pub fn holds(&self, judge: &impl Fn(&C) -> bool) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(judge)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(judge)),
            Self::Not(part) => !part.holds(judge),
            Self::Is(condition) => judge(condition),
        }
    }

    /// Shows every condition in it.
    pub fn for_each<'a>(&'a self, see: &mut impl FnMut(&'a C)) {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.for_each(see);
                }
            }
            Self::Not(part) => part.for_each(see),
            Self::Is(condition) => see(condition),
        }
    }

    /// True if a condition in it is such a one.
    pub fn names(&self, such: impl Fn(&C) -> bool) -> bool {
        let mut found = false;
        self.for_each(&mut |condition| found = found || such(condition));
        found
    }

    /// True for the filter that lets everything pass.
    pub const fn is_everything(&self) -> bool {
        matches!(self, Self::All(parts) if parts.is_empty())
    }

    /// The filter that also asks for `other`.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match self {
            Self::All(mut parts) => {
                parts.push(other);
                Self::All(parts)
            }
            one => Self::All(vec![one, other]),
        }
    }
}

/// From and to, both included; an open end is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Range<T> {
    /// At least.
    pub from: Option<T>,
    /// At most.
    pub to: Option<T>,
}

impl<T: PartialOrd> Range<T> {
    /// True if `value` lies inside.
    pub fn contains(&self, value: &T) -> bool {
        self.from.as_ref().is_none_or(|from| from <= value)
            && self.to.as_ref().is_none_or(|to| value <= to)
    }
}

/// A time before today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Days {
    /// It never happened.
    Never,
    /// That many whole days ago (0 is today).
    Ago(Range<u32>),
}

/// One condition on a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Person or company.
    Kind(CustomerKind),
    /// Has the tag.
    Tag(String),
    /// Life-cycle stage.
    Stage(Stage),
    /// RFM segment.
    Segment(Segment),
    /// Class by value.
    Class(Class),
    /// Is one of those behind a figure of the reports.
    Behind(Figure),
    /// Last purchase day.
    LastVisit(Days),
    /// Net revenue in minor units of the shop's currency.
    Spent(Range<i64>),
    /// Net revenue of the 365 days up to today, in minor units of the shop's currency.
    Year(Range<i64>),
    /// Days with a purchase.
    Visits(Range<u32>),
    /// Points to be spent.
    Points(Range<i64>),
    /// Birthday in a month, 1 to 12.
    BirthMonth(u32),
    /// Birthday today or within that many days.
    BirthdayWithin(u32),
    /// Civil (UTC) day the record was made.
    Created(Range<NaiveDate>),
    /// Has a telephone number.
    HasPhone,
    /// Has an e-mail address.
    HasEmail,
    /// Belongs to a company.
    Company(Id<Customer>),
    /// Came from there.
    Source(String),
    /// Has an address in the city.
    City(String),
    /// The text occurs in name, contacts, tags, code or note, spellings folded.
    Text(String),
    /// Asked not to be contacted.
    DoNotContact,
    /// Customer, supplier, partner or competitor.
    Standing(Standing),
    /// A lead that has come that far.
    Lead(LeadStatus),
    /// Is looked after by them; `None`: by nobody.
    Owner(Option<Id<Member>>),
    /// An own field says so.
    Own(Id<FieldDef>, OwnTest),
    /// Lacks something, or something in it can't be right.
    Lacks(Gap),
    /// May be contacted this way: nobody forbade it.
    May(Channel),
    /// Said that they may be contacted this way.
    Consented(Channel),
    /// The gender that was noted, as the record keeps it; blank: none was.
    Gender(String),
    /// Bought a product on one of these days.
    Bought(Id<Product>, Range<NaiveDate>),
    /// Something with them is not finished.
    Has(Unfinished),
    /// When the shop was last in touch with them.
    Contacted(Days),
    /// How content they said to be last, 1 to 5.
    Satisfaction(Range<u8>),
    /// The words occur in what they do at their company, spellings folded.
    Job(String),
    /// Is bound so to another customer.
    Tied(Bond),
    /// When the next step with them is due.
    Next(NextDue),
}
