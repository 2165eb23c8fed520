//! A filter while it is being built: lines and groups of lines, and the way to and from the filter.

use leptos::prelude::*;

use super::{
    ask::{Ask, Fill, Known},
    own,
};
use crate::{
    domain::{CustomerKind, Id, LeadStatus, Standing},
    exchange::typed,
    query::{
        Bond, Condition, Days, Filter, NextDue, Range,
        groups::{Class, Segment, Stage},
    },
};

/// One line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// What it asks about.
    pub ask: RwSignal<Ask>,
    /// The answer must be no.
    pub not: RwSignal<bool>,
    /// What is chosen, beside a range.
    pub what: RwSignal<String>,
    /// Its value, or where its range begins.
    pub from: RwSignal<String>,
    /// Where its range ends.
    pub to: RwSignal<String>,
    /// Somebody was there and left, or wants to apply it: what can't be read is said.
    pub checked: RwSignal<bool>,
}

impl Line {
    /// A new line.
    pub fn new(ask: Ask) -> Self {
        Self {
            ask: RwSignal::new(ask),
            not: RwSignal::new(false),
            what: RwSignal::new(String::new()),
            from: RwSignal::new(String::new()),
            to: RwSignal::new(String::new()),
            checked: RwSignal::new(false),
        }
    }

    fn read(condition: &Condition, not: bool, known: Known) -> Option<Self> {
        let currency = known.currency;
        let ask = Ask::of(condition)?;
        // What is not offered has no line to be edited in: it stays as it is.
        if !known.offers(ask) {
            return None;
        }
        let line = Self::new(ask);
        line.not.set(not);
        let (from, to) = match condition {
            Condition::Tag(text)
            | Condition::Source(text)
            | Condition::City(text)
            | Condition::Job(text)
            | Condition::Text(text) => (text.clone(), String::new()),
            Condition::LastVisit(Days::Ago(range)) | Condition::Contacted(Days::Ago(range)) => {
                ends(range, u32::to_string)
            }
            Condition::Visits(range) => ends(range, u32::to_string),
            Condition::Points(range) => ends(range, i64::to_string),
            Condition::Satisfaction(range) => ends(range, u8::to_string),
            Condition::Spent(range) | Condition::Year(range) => {
                ends(range, |amount| currency.decimal(*amount))
            }
            Condition::Created(range) => ends(range, ToString::to_string),
            Condition::Bought(product, range) => {
                line.what.set(product.to_string());
                ends(range, ToString::to_string)
            }
            Condition::Gender(word) => (word.clone(), String::new()),
            Condition::Company(id) => (id.to_string(), String::new()),
            Condition::Segment(one) => (place(Segment::ALL, one), String::new()),
            Condition::Class(one) => (place(Class::ALL, one), String::new()),
            Condition::Stage(one) => (place(Stage::ALL, one), String::new()),
            Condition::Tied(one) => (place(&Bond::ALL, one), String::new()),
            Condition::Next(one) => (place(&NextDue::ALL, one), String::new()),
            Condition::BirthMonth(number) | Condition::BirthdayWithin(number) => {
                (number.to_string(), String::new())
            }
            Condition::Standing(one) => (place(&Standing::ALL, one), String::new()),
            Condition::Lead(one) => (place(&LeadStatus::ALL, one), String::new()),
            Condition::Owner(owner) => (
                owner.map(|id| id.to_string()).unwrap_or_default(),
                String::new(),
            ),
            Condition::Own(_, test) => own::texts(test, currency),
            _ => <(String, String)>::default(),
        };
        line.from.set(from);
        line.to.set(to);
        Some(line)
    }

    /// The filter it stands for; `None` while it is not filled in, or can't be read. Followed.
    fn filter(self, known: Known) -> Option<Filter> {
        let (from, to) = (self.from.get(), self.to.get());
        let condition = self.condition(known, from.trim(), to.trim())?;
        let filter = Filter::Is(condition);
        Some(if self.not.get() {
            Filter::Not(Box::new(filter))
        } else {
            filter
        })
    }

    /// True if what stands at one of its ends can't be read; followed.
    pub fn is_wrong(self, known: Known, end: RwSignal<String>) -> bool {
        let text = end.get();
        let text = text.trim();
        // What is chosen is no text that somebody wrote.
        let written = matches!(
            self.ask.get().fill(known),
            Fill::Number | Fill::Numbers | Fill::Dates
        );
        written && !text.is_empty() && self.condition(known, text, "").is_none()
    }

    /// True if any of it can't be read; followed.
    pub fn any_wrong(self, known: Known) -> bool {
        self.is_wrong(known, self.from) || self.is_wrong(known, self.to)
    }

    fn condition(self, known: Known, from: &str, to: &str) -> Option<Condition> {
        let currency = known.currency;
        let text = || (!from.is_empty()).then(|| from.to_owned());
        let money = |text: &str| typed::amount(text, currency).ok();
        Some(match self.ask.get() {
            Ask::Text => Condition::Text(text()?),
            Ask::Tag => Condition::Tag(text()?),
            Ask::City => Condition::City(text()?),
            Ask::Source => Condition::Source(text()?),
            Ask::Never => Condition::LastVisit(Days::Never),
            Ask::LastVisit => Condition::LastVisit(Days::Ago(range(from, to, number)?)),
            Ask::Visits => Condition::Visits(range(from, to, number)?),
            Ask::Points => Condition::Points(range(from, to, number)?),
            Ask::Spent => Condition::Spent(range(from, to, money)?),
            Ask::Year => Condition::Year(range(from, to, money)?),
            Ask::Created => Condition::Created(range(from, to, number)?),
            Ask::BirthMonth => {
                Condition::BirthMonth(number(from).filter(|month| (1..=12).contains(month))?)
            }
            Ask::BirthdayWithin => Condition::BirthdayWithin(number(from)?),
            Ask::HasPhone => Condition::HasPhone,
            Ask::HasEmail => Condition::HasEmail,
            Ask::Person => Condition::Kind(CustomerKind::Person),
            Ask::Company => Condition::Kind(CustomerKind::Company),
            Ask::DoNotContact => Condition::DoNotContact,
            Ask::Standing => Condition::Standing(chosen(&Standing::ALL, from)?),
            Ask::Lead => Condition::Lead(chosen(&LeadStatus::ALL, from)?),
            Ask::Owner => Condition::Owner(Id::parse(from)),
            Ask::Own(id) => {
                let field = known.field(id)?;
                Condition::Own(id, own::test(&field, from, to, currency)?)
            }
            Ask::Lacks(gap) => Condition::Lacks(gap),
            Ask::May(channel) => Condition::May(channel),
            Ask::Consented(channel) => Condition::Consented(channel),
            Ask::Gender => Condition::Gender(from.to_owned()),
            Ask::Segment => Condition::Segment(chosen(Segment::ALL, from)?),
            Ask::Class => Condition::Class(chosen(Class::ALL, from)?),
            Ask::Stage => Condition::Stage(chosen(Stage::ALL, from)?),
            Ask::BelongsTo => Condition::Company(Id::parse(from)?),
            Ask::Bought => {
                let product = self.what.with(|what| Id::parse(what))?;
                let always = Range {
                    from: None,
                    to: None,
                };
                Condition::Bought(product, range(from, to, number).unwrap_or(always))
            }
            Ask::Has(what) => Condition::Has(what),
            Ask::Contacted => Condition::Contacted(Days::Ago(range(from, to, number)?)),
            Ask::Untouched => Condition::Contacted(Days::Never),
            Ask::Satisfaction => Condition::Satisfaction(range(from, to, number)?),
            Ask::Job => Condition::Job(text()?),
            Ask::Tied => Condition::Tied(chosen(&Bond::ALL, from)?),
            Ask::Next => Condition::Next(chosen(&NextDue::ALL, from)?),
        })
    }
}

/// What was chosen by its place.
fn chosen<T: Copy>(all: &[T], place: &str) -> Option<T> {
    all.get(number::<usize>(place)?).copied()
}

/// The place of a choice, as the value of its option.
fn place<T: PartialEq>(all: &[T], one: &T) -> String {
    let place = all.iter().position(|other| other == one);
    place.map(|place| place.to_string()).unwrap_or_default()
}

fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

fn ends<T>(range: &Range<T>, text: impl Fn(&T) -> String) -> (String, String) {
    let end = |end: &Option<T>| end.as_ref().map(&text).unwrap_or_default();
    (end(&range.from), end(&range.to))
}

/// A range with at least one end; `None` if an end can't be read.
pub(super) fn range<T>(from: &str, to: &str, read: impl Fn(&str) -> Option<T>) -> Option<Range<T>> {
    if from.is_empty() && to.is_empty() {
        return None;
    }
    let end = |text: &str| {
        if text.is_empty() {
            Some(None)
        } else {
            read(text).map(Some)
        }
    };
    Some(Range {
        from: end(from)?,
        to: end(to)?,
    })
}

/// A part of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A line.
    Line(Line),
    /// A group inside.
    Group(Group),
    /// What the builder has no words for; it stays as it is.
    Kept(Filter),
}

/// Lines of which all, or any, must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// Any is enough.
    pub any: RwSignal<bool>,
    /// Its parts.
    pub parts: RwSignal<Vec<Part>>,
}

impl Group {
    /// A group with one line.
    pub fn new(any: bool, known: Known) -> Self {
        let first = known.first().map(|ask| Part::Line(Line::new(ask)));
        Self {
            any: RwSignal::new(any),
            parts: RwSignal::new(first.into_iter().collect()),
        }
    }

    /// The group that a filter is.
    pub fn read(filter: &Filter, known: Known) -> Self {
        let (any, parts) = match filter {
            Filter::All(parts) => (false, parts.as_slice()),
            Filter::Any(parts) => (true, parts.as_slice()),
            one => (false, std::slice::from_ref(one)),
        };
        let read = |part: &Filter| match part {
            Filter::Is(condition) => Line::read(condition, false, known).map(Part::Line),
            Filter::Not(inner) => match &**inner {
                Filter::Is(condition) => Line::read(condition, true, known).map(Part::Line),
                _ => None,
            },
            group => Some(Part::Group(Self::read(group, known))),
        };
        let parts: Vec<Part> = parts
            .iter()
            .map(|part| read(part).unwrap_or_else(|| Part::Kept(part.clone())))
            .collect();
        if parts.is_empty() {
            return Self::new(any, known);
        }
        Self {
            any: RwSignal::new(any),
            parts: RwSignal::new(parts),
        }
    }

    /// The filter it stands for; what is not filled in is left out. Followed.
    pub fn filter(self, known: Known) -> Filter {
        let parts: Vec<Filter> = self.parts.with(|parts| {
            let filters = parts.iter().filter_map(|part| match part {
                Part::Line(line) => line.filter(known),
                Part::Kept(filter) => Some(filter.clone()),
                Part::Group(group) => {
                    let inner = group.filter(known);
                    let empty =
                        matches!(&inner, Filter::All(of) | Filter::Any(of) if of.is_empty());
                    (!empty).then_some(inner)
                }
            });
            filters.collect()
        });
        if self.any.get() && !parts.is_empty() {
            Filter::Any(parts)
        } else {
            Filter::All(parts)
        }
    }

    /// True if a line can't be read; followed.
    pub fn any_wrong(self, known: Known) -> bool {
        self.parts.with(|parts| {
            parts.iter().any(|part| match part {
                Part::Line(line) => line.any_wrong(known),
                Part::Group(group) => group.any_wrong(known),
                Part::Kept(_) => false,
            })
        })
    }

    /// Says of every line what can't be read.
    pub fn check(self) {
        for part in self.parts.get_untracked() {
            match part {
                Part::Line(line) => line.checked.set(true),
                Part::Group(group) => group.check(),
                Part::Kept(_) => {}
            }
        }
    }

    /// Takes a part out.
    pub fn remove(self, part: &Part) {
        self.parts
            .update(|parts| parts.retain(|other| other != part));
    }
}
