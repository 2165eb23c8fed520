//! The columns of sales, as a list by day and as a table, by the stable names that views, addresses and settings keep;
//! what puts the rows of the table into groups, what they add up to, and the order they stand in.

use std::{hash::Hash, sync::Arc};

use chrono::Datelike;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    arranged::{Key, Keyed, TableColumn},
    gather::{Figure, Part, Sum, gather, sort_by, sums},
    own::{OwnKey, own_key},
    sales::SalesByDay,
    shared::{Place, Shared},
};
use crate::{
    domain::{FieldDef, Id, Payment, Records, Sale, TableName, field::Decimal},
    search::pinyin::sort_key,
};

/// Millionths of a number in a whole one.
const WHOLE: i64 = 1_000_000;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SaleColumn {
    /// The day; the list by day says it above its rows.
    Date,
    /// Order or receipt number.
    Number,
    /// Who bought.
    Customer,
    /// What was bought, and whether it was given back.
    What,
    /// How it was paid.
    Payment,
    /// Free text.
    Note,
    /// Points it gave or took.
    Points,
    /// A field of the shop's own.
    Own(Id<FieldDef>),
    /// What was paid.
    Total,
}

impl Keyed for SaleColumn {
    const ALL: &'static [Self] = &[
        Self::Date,
        Self::Number,
        Self::Customer,
        Self::What,
        Self::Payment,
        Self::Note,
        Self::Points,
        Self::Total,
    ];

    fn of_own(field: Id<FieldDef>) -> Self {
        Self::Own(field)
    }

    fn made_of(self) -> Key {
        match self {
            Self::Date => Key::Word("date"),
            Self::Number => Key::Word("number"),
            Self::Customer => Key::Word("customer"),
            Self::What => Key::Word("what"),
            Self::Payment => Key::Word("payment"),
            Self::Note => Key::Word("note"),
            Self::Points => Key::Word("points"),
            Self::Total => Key::Word("total"),
            Self::Own(field) => Key::Own(field),
        }
    }
}

impl TableColumn for SaleColumn {
    type Of = Sale;
    type Group = SaleGroup;
    const GROUPS: &'static [Self::Group] = SaleGroup::ALL;

    fn shown_at_first(self) -> bool {
        !matches!(self, Self::Note | Self::Points | Self::Own(_))
    }

    fn sums(self, records: &Records, ids: &[Id<Sale>]) -> Vec<(Sum, usize)> {
        let figure = |sale: &Sale| match self {
            Self::Total => Some(Figure::Money(sale.total, sale.currency)),
            // What was taken back is below zero, which a count can't be.
            Self::Points if sale.points != 0 => {
                Decimal::from_millionths(sale.points.saturating_mul(WHOLE)).map(Figure::Number)
            }
            Self::Own(field) => Figure::of_own(field, &sale.values),
            _ => None,
        };
        if !matches!(self, Self::Total | Self::Points | Self::Own(_)) {
            return Vec::new();
        }
        let sales = ids.iter().filter_map(|id| records.get(*id));
        sums(sales.filter_map(|sale| figure(sale)))
    }
}

impl SaleColumn {
    /// What decides the order besides the sales themselves.
    pub const fn sorted_with(self) -> &'static [TableName] {
        match self {
            Self::Customer => &[TableName::Customers],
            Self::Total => &[TableName::Shop],
            _ => &[],
        }
    }

    /// Puts sales, which come newest first, into the order of the column, the great ones first if `down`.
    fn sort(self, records: &Records, sales: &mut [&Arc<Sale>], down: bool) {
        let number = |number: i64| Some(OwnKey::Number(number));
        let text = |text: &str| (!text.is_empty()).then(|| OwnKey::Text(sort_key(text)));
        match self {
            Self::Date if down => {}
            Self::Date => sales.reverse(),
            Self::Customer => {
                let all = sales.iter().filter_map(|sale| sale.customer);
                let ranks = ranks(all, |id| records.get(id).map(|one| one.display_name()));
                sort_by(sales, down, |sale| number(*ranks.get(&sale.customer?)?));
            }
            Self::What => {
                let ranks = ranks(sales.iter().map(|sale| first_name(sale)), Some);
                sort_by(sales, down, |sale| number(*ranks.get(first_name(sale))?));
            }
            Self::Number => sort_by(sales, down, |sale| text(&sale.number)),
            Self::Note => sort_by(sales, down, |sale| text(&sale.note)),
            Self::Payment => sort_by(sales, down, |sale| number(place(sale.payment?)?)),
            Self::Points => sort_by(sales, down, |sale| {
                Some(sale.points)
                    .filter(|points| *points != 0)
                    .map(OwnKey::Number)
            }),
            Self::Total => {
                sort_by(sales, down, |sale| number(sale.total));
                // Amounts of two currencies can't be compared: the shop's own first, each other one by itself.
                let own = records.settings().map(|shop| shop.currency);
                sales.sort_by_key(|sale| (Some(sale.currency) != own, sale.currency));
            }
            Self::Own(field) => sort_by(sales, down, |sale| own_key(field, &sale.values)),
        }
    }
}

/// What stands first among what was sold; the note of a sale known only by its amount.
fn first_name(sale: &Sale) -> &str {
    let first = sale.lines.first();
    first.map_or(sale.note.as_str(), |line| line.name.as_str())
}

/// The place of a way of paying among all.
fn place(way: Payment) -> Option<i64> {
    let place = Payment::ALL.iter().position(|one| *one == way);
    place.and_then(|place| i64::try_from(place).ok())
}

/// The places of things in the order of what they are called. Among many sales few things are sold to few people:
/// each is folded once, however often it occurs.
fn ranks<'a, T: Copy + Eq + Hash>(
    all: impl Iterator<Item = T>,
    called: impl Fn(T) -> Option<&'a str>,
) -> FxHashMap<T, i64> {
    let each: FxHashSet<T> = all.collect();
    let each = each.into_iter().filter_map(|one| {
        let name = called(one).filter(|name| !name.is_empty())?;
        Some((sort_key(name), one))
    });
    let mut each: Vec<(String, T)> = each.collect();
    each.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    let alike = each.chunk_by(|(a, _), (b, _)| a == b);
    let placed = (0..).zip(alike);
    placed
        .flat_map(|(place, alike)| alike.iter().map(move |(_, one)| (*one, place)))
        .collect()
}

/// What puts sales into groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SaleGroup {
    /// Who bought.
    Customer,
    /// What stands first among what was bought.
    Product,
    /// How it was paid.
    Payment,
    /// The month.
    Month,
    /// A field of the shop's own.
    Own(Id<FieldDef>),
}

impl Keyed for SaleGroup {
    const ALL: &'static [Self] = &[Self::Customer, Self::Product, Self::Payment, Self::Month];

    fn of_own(field: Id<FieldDef>) -> Self {
        Self::Own(field)
    }

    fn made_of(self) -> Key {
        match self {
            Self::Customer => Key::Word("customer"),
            Self::Product => Key::Word("product"),
            Self::Payment => Key::Word("payment"),
            Self::Month => Key::Word("month"),
            Self::Own(field) => Key::Own(field),
        }
    }
}

impl SaleGroup {
    fn shared(self, records: &Records, sale: &Sale) -> Vec<Shared> {
        match self {
            Self::Customer => Shared::one(sale.customer.map(Shared::Customer)),
            Self::Product => {
                let line = sale.lines.first();
                let known = line
                    .and_then(|line| line.product)
                    .filter(|id| records.get(*id).is_some());
                // What is no product, or none any more, is known by the name it had then.
                let named = || Shared::of_name(line.map_or("", |line| line.name.as_str()));
                known.map_or_else(named, |id| vec![Shared::Product(id)])
            }
            Self::Payment => Shared::one(sale.payment.map(Shared::Payment)),
            Self::Month => Shared::of_month(Some(sale.date)),
            Self::Own(field) => Shared::of_own(field, &sale.values),
        }
    }

    /// Sales in groups, each in the order given, the newest month first; those that are gone are left out.
    pub fn groups(self, records: &Records, ids: &[Id<Sale>]) -> Vec<Part<Id<Sale>>> {
        let shared = |id: &Id<Sale>| {
            let sale = records.get(*id);
            sale.map_or_else(Vec::new, |sale| self.shared(records, sale))
        };
        gather(ids.iter().copied(), shared, |shared| match shared {
            Shared::Month(first) => Place::Rank(-i64::from(first.num_days_from_ce()), 0),
            other => other.place(records),
        })
    }
}

/// The sales of the list in the order of the table: by that column, the great ones first if so; newest first if by
/// none.
pub fn rows(
    records: &Records,
    listed: &SalesByDay,
    sort: Option<(SaleColumn, bool)>,
) -> Vec<Id<Sale>> {
    let mut sales: Vec<&Arc<Sale>> = listed.sales().collect();
    if let Some((column, down)) = sort {
        column.sort(records, &mut sales, down);
    }
    sales.into_iter().map(|sale| sale.id).collect()
}

#[cfg(test)]
#[path = "sale_columns_tests.rs"]
mod tests;
