//! Order of the customer list: total and stable whatever the order before, what is missing last.
//! Name keys are computed once and kept, because they cost more than the sorting.

use std::cmp::{Ordering, Reverse};

use rustc_hash::FxHashMap;
use uuid::Uuid;

use crate::{
    domain::{Customer, Id, Table},
    search::{fold, pinyin::sort_key},
};

use super::{
    columns::Column,
    facts::FactsById,
    groups::Groups,
    own::{OwnKey, own_key},
};

/// Up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// Small first.
    #[default]
    Up,
    /// Great first.
    Down,
}

/// A column and a direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub column: Column,
    /// Which way.
    pub direction: Direction,
}

impl Sort {
    /// `name`, or `-name` for down.
    pub fn to_query(self) -> String {
        let sign = if self.direction == Direction::Down {
            "-"
        } else {
            ""
        };
        format!("{sign}{}", self.column.key())
    }

    /// Reads [`Self::to_query`].
    pub fn from_query(text: &str) -> Option<Self> {
        let (direction, key) = match text.strip_prefix('-') {
            Some(key) => (Direction::Down, key),
            None => (Direction::Up, text),
        };
        Column::from_key(key).map(|column| Self { column, direction })
    }
}

/// The place of every customer in the order of names.
#[derive(Debug, Clone, Default)]
pub struct NameKeys(FxHashMap<Uuid, Box<str>>);

impl NameKeys {
    /// The keys of everybody.
    pub fn build(customers: &Table<Customer>) -> Self {
        let mut keys = Self::default();
        for customer in customers.iter() {
            keys.update(customer.id, Some(customer));
        }
        keys
    }

    /// After a customer changed, or (`None`) went.
    pub fn update(&mut self, id: Id<Customer>, customer: Option<&Customer>) {
        match customer {
            Some(customer) => self.0.insert(id.raw(), key(customer).into()),
            None => self.0.remove(&id.raw()),
        };
    }
}

fn key(customer: &Customer) -> String {
    sort_key(customer.display_name())
}

/// What rows are compared by.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Value<'a> {
    Number(i64),
    Kept(&'a str),
    Text(String),
}

/// Sorts customers of the table. Equal ones are ordered by identity, in both directions the same;
/// those without a value come last in both.
pub fn sort(
    ids: &mut Vec<Id<Customer>>,
    by: Sort,
    customers: &Table<Customer>,
    names: &NameKeys,
    facts: &FactsById,
    groups: impl Fn(Id<Customer>) -> Groups,
) {
    let value = |id: Id<Customer>| -> Option<Value<'_>> {
        let customer = customers.get(id)?;
        let facts = facts.get(id);
        let text =
            |text: &str| Some(Value::Text(fold(text))).filter(|v| *v != Value::Text(String::new()));
        let date = |date: chrono::NaiveDate| {
            Value::Number(i64::from(chrono::Datelike::num_days_from_ce(&date)))
        };
        match by.column {
            Column::Name => names.0.get(&id.raw()).map(|key| Value::Kept(key)),
            Column::Phone => customer.phones.first().and_then(|p| text(&p.digits())),
            Column::Email => customer.emails.first().and_then(|e| text(&e.address)),
            Column::Tags => customer.tags.first().and_then(|tag| text(tag)),
            Column::Visits => Some(Value::Number(facts.map_or(0, |f| f.visits.into()))),
            Column::Spent => Some(Value::Number(facts.map_or(0, |f| f.total))),
            Column::Year => Some(Value::Number(facts.map_or(0, |f| f.last_12_months))),
            Column::LastVisit => facts.and_then(|f| f.last_visit).map(date),
            Column::FirstVisit => facts.and_then(|f| f.first_visit).map(date),
            Column::Segment => groups(id).segment.map(|s| Value::Number(s as i64)),
            Column::Birthday => customer
                .birthday
                .map(|b| Value::Number(i64::from(b.month() * 100 + b.day()))),
            Column::City => customer
                .addresses
                .first()
                .and_then(|place| text(&sort_key(&place.city))),
            Column::Company => {
                let company = customers.get(customer.company?)?;
                names.0.get(&company.id.raw()).map(|key| Value::Kept(key))
            }
            Column::Source => text(&customer.source),
            Column::Code => text(&customer.code),
            Column::Created => Some(Value::Number(customer.created.0)),
            Column::Lead => customer
                .lead
                .as_ref()
                .map(|lead| Value::Number(lead.since.0)),
            // The team is not known here: those of one member stand together.
            Column::Owner => customer.owner.map(|owner| Value::Text(owner.to_string())),
            Column::Own(field) => own_key(field, &customer.values).map(|key| match key {
                OwnKey::Number(number) => Value::Number(number),
                OwnKey::Text(text) => Value::Text(text),
            }),
        }
    };
    let mut keyed: Vec<(Option<Value<'_>>, Id<Customer>)> =
        ids.iter().map(|id| (value(*id), *id)).collect();
    keyed.sort_unstable_by(|(a, x), (b, y)| {
        let order = match (a, b) {
            (Some(a), Some(b)) if by.direction == Direction::Down => Reverse(a).cmp(&Reverse(b)),
            (Some(a), Some(b)) => a.cmp(b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        };
        order.then_with(|| x.cmp(y))
    });
    *ids = keyed.into_iter().map(|(_, id)| id).collect();
}
