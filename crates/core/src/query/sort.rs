//! Order of the customer list: total and stable whatever the order before, what is missing last.
//! The order of names is kept and follows each change, because it is the one the list has as a rule
//! and the dearest to make.

use std::{
    cmp::{Ordering, Reverse},
    sync::Arc,
};

use chrono::Datelike;
use rustc_hash::FxHashMap;
use uuid::Uuid;

use crate::{
    clean::completeness,
    domain::{Customer, Id, Layout, Member, Table},
    search::{fold, pinyin::sort_key},
};

use super::{
    around::Around,
    balances::Balances,
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

/// The name of every customer as it is sorted, and everybody in that order.
#[derive(Debug, Clone, Default)]
pub struct NameKeys {
    keys: FxHashMap<Uuid, Box<str>>,
    /// By key, equal ones by identity, as of the last time it was arranged.
    order: Arc<Vec<Id<Customer>>>,
    /// Names were noted since.
    noted: bool,
}

impl NameKeys {
    /// The keys of everybody.
    pub fn build(customers: &Table<Customer>) -> Self {
        let mut keys = Self::default();
        for customer in customers.iter() {
            keys.note(customer.id, Some(customer));
        }
        keys.arrange();
        keys
    }

    /// After a customer changed, or (`None`) went: takes it to its place.
    pub fn update(&mut self, id: Id<Customer>, customer: Option<&Customer>) {
        if self.noted {
            self.note(id, customer);
            return self.arrange();
        }
        let new = customer.map(key);
        let old = self.keys.get(&id.raw());
        if old.map(AsRef::as_ref) == new.as_deref() {
            return;
        }
        if let Some(at) = old.and_then(|old| self.place(old, id).ok()) {
            Arc::make_mut(&mut self.order).remove(at);
        }
        match new {
            Some(new) => {
                let (Ok(at) | Err(at)) = self.place(&new, id);
                Arc::make_mut(&mut self.order).insert(at, id);
                self.keys.insert(id.raw(), new.into());
            }
            None => {
                self.keys.remove(&id.raw());
            }
        }
    }

    /// The same for one of many: the order follows with [`Self::arrange`].
    pub fn note(&mut self, id: Id<Customer>, customer: Option<&Customer>) {
        self.noted = true;
        match customer {
            Some(customer) => self.keys.insert(id.raw(), key(customer).into()),
            None => self.keys.remove(&id.raw()),
        };
    }

    /// Puts everybody in order.
    pub fn arrange(&mut self) {
        // The first letters as a number: most pairs are told apart without a look at the text.
        let first = |text: &str| {
            let mut bytes = [0; 16];
            for (to, from) in bytes.iter_mut().zip(text.bytes()) {
                *to = from;
            }
            u128::from_be_bytes(bytes)
        };
        let mut all: Vec<(u128, &str, Uuid)> = self
            .keys
            .iter()
            .map(|(id, key)| (first(key), key.as_ref(), *id))
            .collect();
        all.sort_unstable();
        self.order = Arc::new(all.into_iter().map(|(_, _, id)| Id::new(id)).collect());
        self.noted = false;
    }

    /// Everybody by name, the first first: the very same list as long as nobody's place moves.
    pub fn everybody(&self) -> Arc<Vec<Id<Customer>>> {
        self.order.clone()
    }

    /// Everybody by name as last arranged, equal ones by identity both ways; nobody before the first
    /// time.
    pub fn in_order(&self, direction: Direction) -> Box<dyn Iterator<Item = Id<Customer>> + '_> {
        let same = |one: &Id<Customer>, other: &Id<Customer>| {
            self.keys.get(&one.raw()) == self.keys.get(&other.raw())
        };
        match direction {
            Direction::Up => Box::new(self.order.iter().copied()),
            Direction::Down => Box::new(self.order.chunk_by(same).rev().flatten().copied()),
        }
    }

    /// Where each letter begins among customers that stand by name, either way: the letters that somebody's
    /// name begins with, as an address book files it, each with the place of the first.
    pub fn letters(&self, by_name: &[Id<Customer>]) -> Vec<(char, usize)> {
        let letter =
            |id: &Id<Customer>| self.keys.get(&id.raw()).map_or(NO_LETTER, |key| filed(key));
        let mut letters = Vec::new();
        let (mut at, mut rest) = (0, by_name);
        while let Some(first) = rest.first() {
            let here = letter(first);
            let count = rest.partition_point(|other| letter(other) == here);
            letters.push((here, at));
            at += count.max(1);
            rest = by_name.get(at..).unwrap_or_default();
        }
        letters
    }

    /// True if nobody was ever arranged.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Where a key stands in the order, or would.
    fn place(&self, key: &str, id: Id<Customer>) -> Result<usize, usize> {
        self.order.binary_search_by(|other| {
            let theirs = self.keys.get(&other.raw()).map_or("", AsRef::as_ref);
            theirs.cmp(key).then_with(|| other.cmp(&id))
        })
    }
}

/// What stands before the letters: digits, signs, nobody.
const NO_LETTER: char = '#';
/// What stands behind them: other scripts.
const BEYOND: char = '…';

/// The letter under which an address book files a name with that key.
fn filed(key: &str) -> char {
    match key.chars().next() {
        Some(first) if first.is_ascii_alphabetic() => first.to_ascii_uppercase(),
        Some(first) if first > 'z' => BEYOND,
        _ => NO_LETTER,
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

/// What is known of customers besides their records, for the columns that are made of it.
#[derive(Debug, Clone, Copy)]
pub struct Besides<'a> {
    /// What their sales say.
    pub facts: &'a FactsById,
    /// Their points.
    pub points: &'a Balances,
    /// Which fields a complete record has.
    pub layout: &'a Layout,
    /// The team, for the names of owners.
    pub team: &'a Table<Member>,
    /// What else there is about them: touches, tasks, deals, cases.
    pub around: &'a Around,
    /// The year in which birthdays of the moon's calendar are looked for.
    pub year: i32,
}

/// Sorts customers of the table; `layout` is what the shop asks of a record, `year` the one whose days lunar
/// birthdays fall on. Equal ones are ordered by identity, in both directions the same;
/// those without a value come last in both.
pub fn sort(
    ids: &mut Vec<Id<Customer>>,
    by: Sort,
    customers: &Table<Customer>,
    names: &NameKeys,
    known: Besides<'_>,
    groups: impl Fn(Id<Customer>) -> Groups,
) {
    let Besides {
        facts,
        points,
        layout,
        team,
        around,
        year,
    } = known;
    let value = |id: Id<Customer>| -> Option<Value<'_>> {
        let customer = customers.get(id)?;
        let facts = facts.get(id);
        let text =
            |text: &str| Some(Value::Text(fold(text))).filter(|v| *v != Value::Text(String::new()));
        let date = |date: chrono::NaiveDate| Value::Number(i64::from(date.num_days_from_ce()));
        match by.column {
            Column::Name => names.keys.get(&id.raw()).map(|key| Value::Kept(key)),
            Column::Phone => customer.phones.first().and_then(|p| text(&p.digits())),
            Column::Email => customer.emails.first().and_then(|e| text(&e.address)),
            Column::Tags => customer.tags.first().and_then(|tag| text(tag)),
            Column::Visits => Some(Value::Number(facts.map_or(0, |f| f.visits.into()))),
            Column::Spent => Some(Value::Number(facts.map_or(0, |f| f.total))),
            Column::Year => Some(Value::Number(facts.map_or(0, |f| f.last_12_months))),
            Column::LastVisit => facts.and_then(|f| f.last_visit).map(date),
            Column::FirstVisit => facts.and_then(|f| f.first_visit).map(date),
            Column::Segment => groups(id).segment.map(|s| Value::Number(s as i64)),
            Column::Birthday => customer.birthday.map(|born| {
                // A lunar one stands among the others where it is celebrated.
                let civil = born.is_lunar().then(|| born.in_year(year)).flatten();
                let civil = civil.map(|day| (day.month(), day.day()));
                let (month, day) = civil.unwrap_or((born.month(), born.day()));
                Value::Number(i64::from(month * 100 + day))
            }),
            Column::City => customer
                .addresses
                .first()
                .and_then(|place| text(&sort_key(&place.city))),
            Column::Company => {
                let company = customers.get(customer.company?)?;
                names
                    .keys
                    .get(&company.id.raw())
                    .map(|key| Value::Kept(key))
            }
            Column::Source => text(&sort_key(&customer.source)),
            Column::Code => text(&customer.code),
            Column::Created => Some(Value::Number(customer.created.0)),
            Column::Lead => customer
                .lead
                .as_ref()
                .map(|lead| Value::Number(lead.since.0)),
            Column::Points => points.get(id).map(Value::Number),
            Column::Class => groups(id).class.map(|class| Value::Number(class as i64)),
            Column::Standing => Some(Value::Number(customer.standing as i64)),
            Column::Complete => Some(Value::Number(completeness(customer, layout).into())),
            // Those of one member stand together, also where two are called the same.
            Column::Owner => team.get(customer.owner?).map(|owner| {
                let name = sort_key(&owner.name);
                Value::Text(format!("{name}\0{}", owner.id))
            }),
            Column::Contacted => around.last(id).map(|at| Value::Number(at.0)),
            Column::NextStep => around.next(id).map(date),
            Column::Job => text(&sort_key(&customer.job_title)),
            Column::Relations => {
                let first = around.first_tied(id)?;
                names.keys.get(&first.raw()).map(|key| Value::Kept(key))
            }
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

#[cfg(test)]
mod letters {
    use super::*;
    use crate::domain::{IdMaker, Timestamp, name::Name};

    #[test]
    fn each_letter_stands_where_its_first_name_does_either_way_and_in_any_choice() {
        let names = [
            "王芳",
            "Wax Mill",
            "42 Flowers",
            "單田芳",
            "éa",
            "Ann",
            "Борис",
            "張偉",
            "",
        ];
        let mut ids = IdMaker::new(1);
        let mut table = Table::default();
        for (slot, name) in (0..).zip(names) {
            let one = Customer::new(ids.next(Timestamp(1)), Name::from_full(name), Timestamp(1));
            table.put(slot, Arc::new(one));
        }
        let keys = NameKeys::build(&table);
        let read = |order: &[Id<Customer>]| -> String {
            let letters = keys.letters(order);
            let texts = letters.iter().map(|(letter, at)| format!("{letter}{at}"));
            texts.collect::<Vec<_>>().join(" ")
        };
        let up: Vec<_> = keys.in_order(Direction::Up).collect();
        assert_eq!(read(&up), "#0 A2 E3 S4 W5 Z7 …8");
        let down: Vec<_> = keys.in_order(Direction::Down).collect();
        assert_eq!(read(&down), "…0 Z1 W2 S4 E5 A6 #7");
        let some: Vec<_> = up.iter().copied().skip(3).step_by(2).collect();
        assert_eq!(read(&some), "E0 W1 Z2");
        assert_eq!(read(&[]), "");
    }
}
