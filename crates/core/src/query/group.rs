//! Customers in groups, and sums of their figures. The order inside a group is that of the list; who has
//! several tags stands in the group of each, and nobody is left out.

use rustc_hash::FxHashSet;

use crate::domain::{Currency, Customer, Id, Table};

use super::{
    balances::Balances,
    columns::Column,
    facts::FactsById,
    gather::{Figure, Part, Sum, gather, sums},
    groups::Groups,
    look::Grouping,
    shared::Shared,
};

/// A group of customers.
pub type Group = Part<Id<Customer>>;

fn shared(customer: &Customer, by: Grouping, groups: Groups) -> Vec<Shared> {
    let one = Shared::one;
    match by {
        Grouping::Tag => Shared::of_tags(&customer.tags),
        Grouping::Owner => one(customer.owner.map(Shared::Owner)),
        Grouping::Class => one(groups.class.map(Shared::Class)),
        Grouping::Segment => one(groups.segment.map(Shared::Segment)),
        Grouping::Company => one(customer.company.map(Shared::Company)),
        Grouping::Source => Shared::of_source(&customer.source),
        Grouping::Standing => one(Some(Shared::Standing(customer.standing))),
        Grouping::Own(field) => Shared::of_own(field, &customer.values),
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
    let known = ids.iter().filter(|id| customers.get(**id).is_some());
    let of = |id: &Id<Customer>| {
        let customer = customers.get(*id);
        customer.map_or_else(Vec::new, |one| shared(one, by, groups(*id)))
    };
    gather(known.copied(), of, place)
}

/// Everybody once, in the order in which the groups show them.
pub fn flat(groups: &[Group]) -> Vec<Id<Customer>> {
    let mut seen = FxHashSet::default();
    let all = groups.iter().flat_map(|group| &group.ids);
    all.filter(|id| seen.insert(id.raw())).copied().collect()
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
            Column::Own(field) => return Figure::of_own(field, &customers.get(id)?.values),
            _ => return None,
        })
    };
    let tally = |column: &Column| {
        let sums = sums(ids.iter().filter_map(|id| figure(*column, *id)));
        let column = *column;
        (!sums.is_empty()).then_some(Tally { column, sums })
    };
    columns.iter().filter_map(tally).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        domain::{
            FieldDef, FieldOption, FieldValue, IdMaker, Standing, Timestamp,
            field::{Decimal, set_value},
            name::Name,
        },
        query::groups::Class,
    };

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
