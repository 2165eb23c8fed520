//! Customers in groups, and sums of their figures. The order inside a group is that of the list; who has
//! several tags stands in the group of each, and nobody is left out.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::domain::{
    Currency, Customer, FieldOption, FieldValue, Id, Member, Standing, Table, field::Decimal,
};

use super::{
    balances::Balances,
    columns::Column,
    facts::FactsById,
    groups::{Class, Groups, Segment},
    look::Grouping,
};

/// What those of a group have in common.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Shared {
    /// Nothing of the kind.
    Nothing,
    /// A tag.
    Tag(String),
    /// Who looks after them.
    Owner(Id<Member>),
    /// A class.
    Class(Class),
    /// A segment.
    Segment(Segment),
    /// A company.
    Company(Id<Customer>),
    /// A source.
    Source(String),
    /// What the shop has to do with them.
    Standing(Standing),
    /// An option of an own field.
    Option(Id<FieldOption>),
    /// Yes or no in an own field.
    YesNo(bool),
}

/// A group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What its customers have in common.
    pub shared: Shared,
    /// They, in the order of the list.
    pub ids: Vec<Id<Customer>>,
}

fn shared(customer: &Customer, by: Grouping, groups: Groups) -> Vec<Shared> {
    let text = |text: &str, make: fn(String) -> Shared| {
        let text = text.trim();
        (!text.is_empty()).then(|| make(text.to_owned()))
    };
    let one = |shared: Option<Shared>| vec![shared.unwrap_or(Shared::Nothing)];
    let some = |all: Vec<Shared>| {
        if all.is_empty() {
            vec![Shared::Nothing]
        } else {
            all
        }
    };
    match by {
        Grouping::Tag => some(customer.tags.iter().cloned().map(Shared::Tag).collect()),
        Grouping::Owner => one(customer.owner.map(Shared::Owner)),
        Grouping::Class => one(groups.class.map(Shared::Class)),
        Grouping::Segment => one(groups.segment.map(Shared::Segment)),
        Grouping::Company => one(customer.company.map(Shared::Company)),
        Grouping::Source => one(text(&customer.source, Shared::Source)),
        Grouping::Standing => one(Some(Shared::Standing(customer.standing))),
        Grouping::Own(field) => match customer.values.get(&field) {
            Some(FieldValue::Choice(option)) => one(Some(Shared::Option(*option))),
            Some(FieldValue::Choices(options)) => {
                some(options.iter().copied().map(Shared::Option).collect())
            }
            Some(FieldValue::YesNo(yes)) => one(Some(Shared::YesNo(*yes))),
            Some(FieldValue::Text(words)) => one(text(words, Shared::Tag)),
            _ => one(None),
        },
    }
}

/// The customers of a list in groups. `place` says where a group stands (the best segment first, names as
/// names are sorted); those with nothing in common come last.
pub fn group<P: Ord>(
    ids: &[Id<Customer>],
    by: Grouping,
    customers: &Table<Customer>,
    groups: impl Fn(Id<Customer>) -> Groups,
    place: impl Fn(&Shared) -> P,
) -> Vec<Group> {
    let mut found: FxHashMap<Shared, Vec<Id<Customer>>> = FxHashMap::default();
    for id in ids {
        let Some(customer) = customers.get(*id) else {
            continue;
        };
        for shared in shared(customer, by, groups(*id)) {
            found.entry(shared).or_default().push(*id);
        }
    }
    let mut found: Vec<Group> = found
        .into_iter()
        .map(|(shared, ids)| Group { shared, ids })
        .collect();
    found.sort_by_cached_key(|group| {
        let last = group.shared == Shared::Nothing;
        (last, place(&group.shared), group.ids.first().copied())
    });
    found
}

/// Everybody once, in the order in which the groups show them.
pub fn flat(groups: &[Group]) -> Vec<Id<Customer>> {
    let mut seen = FxHashSet::default();
    let all = groups.iter().flat_map(|group| &group.ids);
    all.filter(|id| seen.insert(id.raw())).copied().collect()
}

/// A figure that can be added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Figure {
    Count(i64),
    Money(i64, Currency),
    Number(Decimal),
}

/// A sum of one column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Sum {
    /// Of whole numbers.
    Count(i128),
    /// Of amounts of one currency, in minor units.
    Money(i128, Currency),
    /// Of numbers.
    Number(f64),
}

/// A column added up: how many have a figure there, and the sums, one a currency. The average is sum ÷
/// filled.
#[derive(Debug, Clone, PartialEq)]
pub struct Tally {
    /// Which column.
    pub column: Column,
    /// Sums with how many figures each is made of.
    pub sums: Vec<(Sum, usize)>,
}

/// The columns that hold figures, added up over customers; columns of other kinds are left out, and so
/// are those in which nobody has a figure.
pub fn tallies(
    ids: &[Id<Customer>],
    columns: &[Column],
    customers: &Table<Customer>,
    (facts, points): (&FactsById, &Balances),
    currency: Currency,
) -> Vec<Tally> {
    let figure = |column: Column, id: Id<Customer>| -> Option<Figure> {
        Some(match column {
            Column::Visits => Figure::Count(i64::from(facts.get(id)?.visits)),
            Column::Points => Figure::Count(points.get(id)?),
            Column::Spent => Figure::Money(facts.get(id)?.total, currency),
            Column::Year => Figure::Money(facts.get(id)?.last_12_months, currency),
            Column::Own(field) => match customers.get(id)?.values.get(&field)? {
                FieldValue::Number(number) => Figure::Number(*number),
                FieldValue::Money { amount, currency } => Figure::Money(*amount, *currency),
                _ => return None,
            },
            _ => return None,
        })
    };
    let mut found = Vec::new();
    for column in columns {
        let mut counts: (i128, usize) = (0, 0);
        let mut numbers: (i128, usize) = (0, 0);
        let mut money: Vec<(Currency, i128, usize)> = Vec::new();
        for figure in ids.iter().filter_map(|id| figure(*column, *id)) {
            match figure {
                Figure::Count(count) => counts = (counts.0 + i128::from(count), counts.1 + 1),
                Figure::Number(number) => {
                    numbers = (numbers.0 + i128::from(number.millionths()), numbers.1 + 1);
                }
                Figure::Money(amount, currency) => {
                    let amount = i128::from(amount);
                    match money.iter_mut().find(|sum| sum.0 == currency) {
                        Some(sum) => (sum.1, sum.2) = (sum.1 + amount, sum.2 + 1),
                        None => money.push((currency, amount, 1)),
                    }
                }
            }
        }
        let mut sums = Vec::new();
        if counts.1 > 0 {
            sums.push((Sum::Count(counts.0), counts.1));
        }
        if numbers.1 > 0 {
            sums.push((Sum::Number(numbers.0 as f64 / 1e6), numbers.1));
        }
        money.sort_by(|(a, ..), (b, ..)| a.code().cmp(b.code()));
        sums.extend(
            money
                .into_iter()
                .map(|(currency, sum, filled)| (Sum::Money(sum, currency), filled)),
        );
        if !sums.is_empty() {
            let column = *column;
            found.push(Tally { column, sums });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::{FieldDef, IdMaker, Timestamp, field::set_value, name::Name};

    struct Shop {
        ids: IdMaker,
        customers: Table<Customer>,
        order: Vec<Id<Customer>>,
    }

    impl Shop {
        fn new() -> Self {
            Self {
                ids: IdMaker::new(1),
                customers: Table::default(),
                order: Vec::new(),
            }
        }

        fn put(&mut self, name: &str, more: impl FnOnce(&mut Customer)) -> Id<Customer> {
            let id = self.ids.next(Timestamp(1));
            let mut one = Customer::new(id, Name::from_full(name), Timestamp(1));
            more(&mut one);
            let slot = self.customers.slot_count();
            self.customers.put(slot, Arc::new(one));
            self.order.push(id);
            id
        }

        fn by(&self, by: Grouping, groups: impl Fn(Id<Customer>) -> Groups) -> Vec<Group> {
            group(&self.order, by, &self.customers, groups, |shared| {
                format!("{shared:?}")
            })
        }
    }

    #[test]
    fn what_the_shop_has_to_do_with_them_is_a_group_and_an_order() {
        use crate::{
            domain::Layout,
            query::{Besides, NameKeys, Sort, sort},
        };
        let mut shop = Shop::new();
        let tea = shop.put("Tea Ltd", |one| one.standing = Standing::Supplier);
        let ann = shop.put("Ann Lee", |one| one.source = "web".to_owned());
        let bo = shop.put("Bo", |_| ());
        let all = shop.by(Grouping::Standing, |_| Groups::default());
        let all: Vec<_> = all.into_iter().map(|one| (one.shared, one.ids)).collect();
        let expected = [
            (Shared::Standing(Standing::Customer), vec![ann, bo]),
            (Shared::Standing(Standing::Supplier), vec![tea]),
        ];
        assert_eq!(all, expected);
        let class = |id| Groups {
            class: if id == bo {
                Some(Class::A)
            } else {
                (id == ann).then_some(Class::C)
            },
            ..Groups::default()
        };
        let names = NameKeys::build(&shop.customers);
        let sorted = |by: &str| {
            let mut ids = shop.order.clone();
            let by = Sort::from_query(by).expect("sort");
            let around = Besides {
                facts: &FactsById::default(),
                points: &Balances::default(),
                layout: &Layout::default(),
                team: &Table::default(),
                around: &super::super::Around::default(),
                year: 2026,
            };
            sort(&mut ids, by, &shop.customers, &names, around, class);
            ids
        };
        assert_eq!(sorted("-standing").first(), Some(&tea));
        assert_eq!(sorted("class"), [bo, ann, tea], "who has none comes last");
        // A name in full and where she came from is more than a short name.
        assert_eq!(sorted("-complete").first(), Some(&ann));
    }

    #[test]
    fn who_has_several_tags_stands_in_each_group_and_is_counted_once() {
        let mut shop = Shop::new();
        let ann = shop.put("Ann", |one| one.tags = vec!["b".into(), "a".into()]);
        let bo = shop.put("Bo", |one| one.tags = vec!["a".into()]);
        let cy = shop.put("Cy", |_| ());
        let found = shop.by(Grouping::Tag, |_| Groups::default());
        let seen: Vec<(Shared, Vec<Id<Customer>>)> = found
            .iter()
            .map(|group| (group.shared.clone(), group.ids.clone()))
            .collect();
        assert_eq!(
            seen,
            [
                (Shared::Tag("a".into()), vec![ann, bo]),
                (Shared::Tag("b".into()), vec![ann]),
                (Shared::Nothing, vec![cy]),
            ]
        );
        assert_eq!(flat(&found), [ann, bo, cy]);
    }

    #[test]
    fn groups_of_reports_sources_and_choices() {
        let mut shop = Shop::new();
        let (field, option): (Id<FieldDef>, Id<FieldOption>) =
            (shop.ids.next(Timestamp(1)), shop.ids.next(Timestamp(1)));
        let ann = shop.put("Ann", |one| {
            one.source = " web ".into();
            set_value(&mut one.values, field, Some(FieldValue::Choice(option)));
        });
        let bo = shop.put("Bo", |one| one.source = "web".into());
        let sources = shop.by(Grouping::Source, |_| Groups::default());
        assert_eq!(sources.len(), 1, "blanks around a source make no other");
        let classes = shop.by(Grouping::Class, |id| Groups {
            class: (id == ann).then_some(Class::A),
            ..Groups::default()
        });
        let shared: Vec<&Shared> = classes.iter().map(|group| &group.shared).collect();
        assert_eq!(shared, [&Shared::Class(Class::A), &Shared::Nothing]);
        let own = shop.by(Grouping::Own(field), |_| Groups::default());
        assert_eq!(own[0].shared, Shared::Option(option));
        assert_eq!(own[1].ids, [bo]);
    }

    #[test]
    fn figures_are_added_up_by_currency_and_blanks_are_no_zeros() {
        let mut shop = Shop::new();
        let (number, money): (Id<FieldDef>, Id<FieldDef>) =
            (shop.ids.next(Timestamp(1)), shop.ids.next(Timestamp(1)));
        let euro = Currency::parse("EUR").expect("a currency");
        let amount = |amount, currency| Some(FieldValue::Money { amount, currency });
        shop.put("Ann", |one| {
            let value = Decimal::parse("1.5").map(FieldValue::Number);
            set_value(&mut one.values, number, value);
            set_value(&mut one.values, money, amount(500, Currency::USD));
        });
        shop.put("Bo", |one| {
            let value = Decimal::parse("2.25").map(FieldValue::Number);
            set_value(&mut one.values, number, value);
            set_value(&mut one.values, money, amount(100, euro));
        });
        shop.put("Cy", |one| {
            set_value(&mut one.values, money, amount(-200, Currency::USD));
        });
        let columns = [
            Column::Name,
            Column::Spent,
            Column::Own(number),
            Column::Own(money),
        ];
        let found = tallies(
            &shop.order,
            &columns,
            &shop.customers,
            (&FactsById::default(), &Balances::default()),
            Currency::USD,
        );
        // Nobody bought anything: no sum of sales, rather than a sum of nought.
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].sums, [(Sum::Number(3.75), 2)]);
        assert_eq!(
            found[1].sums,
            [
                (Sum::Money(100, euro), 1),
                (Sum::Money(300, Currency::USD), 2)
            ]
        );
    }
}
