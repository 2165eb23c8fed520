//! Who belongs to whom, seen from each of the two: family, friends, who brought whom. Gone through once for a whole
//! list, and only where a filter, an order or a column asks.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::{Customer, Id, Records, Relation, RelationKind};

/// What binds a customer to another, seen from the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bond {
    /// They are relatives or partners.
    Family,
    /// They are friends or neighbours.
    Friend,
    /// The customer brought the other.
    Brought,
    /// The other brought the customer.
    BroughtBy,
    /// They work together.
    Colleague,
    /// Something else.
    Other,
}

impl Bond {
    /// Every bond, in the order filters offer them.
    pub const ALL: [Self; 6] = [
        Self::Family,
        Self::Friend,
        Self::Brought,
        Self::BroughtBy,
        Self::Colleague,
        Self::Other,
    ];

    /// The kind of relation, and whether the customer is its first side.
    pub const fn kind(self) -> (RelationKind, bool) {
        match self {
            Self::Family => (RelationKind::Family, true),
            Self::Friend => (RelationKind::Friend, true),
            Self::Brought => (RelationKind::Referrer, true),
            Self::BroughtBy => (RelationKind::Referrer, false),
            Self::Colleague => (RelationKind::Colleague, true),
            Self::Other => (RelationKind::Other, true),
        }
    }

    /// Of a relation, seen from its first side or the second.
    const fn of(kind: RelationKind, first: bool) -> Self {
        match (kind, first) {
            (RelationKind::Family, _) => Self::Family,
            (RelationKind::Friend, _) => Self::Friend,
            (RelationKind::Referrer, true) => Self::Brought,
            (RelationKind::Referrer, false) => Self::BroughtBy,
            (RelationKind::Colleague, _) => Self::Colleague,
            (RelationKind::Other, _) => Self::Other,
        }
    }
}

/// One relation, seen from a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// What binds them.
    pub bond: Bond,
    /// To whom.
    pub other: Id<Customer>,
    /// What the other is to the customer, in a word; blank if nobody said so from this side.
    pub role: String,
}

/// The relations of everybody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tied(FxHashMap<Uuid, Vec<Tie>>);

impl Tied {
    /// From all relations whose two sides are there, as they were written down.
    pub fn of(records: &Records) -> Self {
        let mut all: FxHashMap<Uuid, Vec<Tie>> = FxHashMap::default();
        let there = |one: &Relation| {
            records.get(one.from).is_some() && records.get(one.to).is_some() && one.from != one.to
        };
        for relation in records.relations.iter().filter(|one| there(one)) {
            let sides = [
                (relation.from, relation.to, true),
                (relation.to, relation.from, false),
            ];
            for (one, other, first) in sides {
                // The word says what the second side is to the first.
                let role = if first { relation.role.as_str() } else { "" };
                all.entry(one.raw()).or_default().push(Tie {
                    bond: Bond::of(relation.kind, first),
                    other,
                    role: role.to_owned(),
                });
            }
        }
        Self(all)
    }

    /// The relations of a customer.
    pub fn with(&self, id: Id<Customer>) -> &[Tie] {
        self.0.get(&id.raw()).map_or(&[], Vec::as_slice)
    }

    /// True if a customer is bound so to somebody.
    pub fn has(&self, bond: Bond, id: Id<Customer>) -> bool {
        self.with(id).iter().any(|tie| tie.bond == bond)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        domain::{IdMaker, Layout, Table, Timestamp, name::Name},
        query::{
            Around, Balances, Besides, Condition, FactsById, Filter, NameKeys, Needs, Sort, sort,
        },
    };

    const AT: Timestamp = Timestamp(1);

    struct Shop {
        ids: IdMaker,
        records: Records,
        all: Vec<Id<Customer>>,
    }

    impl Shop {
        fn new(names: &[&str]) -> Self {
            let mut ids = IdMaker::new(1);
            let mut records = Records::default();
            let mut all = Vec::new();
            for (slot, name) in (0..).zip(names) {
                let id = ids.next(AT);
                let one = Customer::new(id, Name::from_full(name), AT);
                records.customers.put(slot, Arc::new(one));
                all.push(id);
            }
            Self { ids, records, all }
        }

        fn tie(&mut self, from: Id<Customer>, to: Id<Customer>, kind: RelationKind, role: &str) {
            let relation = Relation {
                id: self.ids.next(AT),
                from,
                to,
                kind,
                role: role.to_owned(),
                created: AT,
                updated: AT,
            };
            let slot = self.records.relations.slot_count();
            self.records.relations.put(slot, Arc::new(relation));
        }
    }

    #[test]
    fn a_relation_is_seen_from_both_sides_and_only_with_who_is_there() {
        let mut shop = Shop::new(&["Ann", "Bo", "Cy"]);
        let [ann, bo, cy] = [shop.all[0], shop.all[1], shop.all[2]];
        let gone = shop.ids.next(AT);
        shop.tie(ann, bo, RelationKind::Family, "mother");
        shop.tie(bo, cy, RelationKind::Referrer, "");
        shop.tie(cy, gone, RelationKind::Friend, "");
        let tied = Tied::of(&shop.records);
        let seen = |id| {
            let ties = tied.with(id).iter();
            ties.map(|tie| (tie.bond, tie.other, tie.role.as_str()))
                .collect::<Vec<_>>()
        };
        assert_eq!(seen(ann), [(Bond::Family, bo, "mother")]);
        assert_eq!(seen(bo), [(Bond::Family, ann, ""), (Bond::Brought, cy, "")]);
        assert_eq!(seen(cy), [(Bond::BroughtBy, bo, "")]);
        assert!(tied.has(Bond::Brought, bo) && !tied.has(Bond::BroughtBy, bo));
        for bond in Bond::ALL {
            let (kind, first) = bond.kind();
            assert_eq!(Bond::of(kind, first), bond);
        }
    }

    #[test]
    fn they_are_looked_up_where_a_filter_or_an_order_asks_and_sort_by_name() {
        let mut shop = Shop::new(&["Ann", "Bo", "Cy"]);
        let [ann, bo, cy] = [shop.all[0], shop.all[1], shop.all[2]];
        shop.tie(ann, cy, RelationKind::Friend, "");
        let by = Sort::from_query("relations").expect("a sort");
        let asked = Filter::Is(Condition::Tied(Bond::Friend));
        assert!(Needs::of(&asked, None).relations);
        assert!(!Needs::of(&Filter::default(), None).relations);
        let needs = Needs::of(&Filter::default(), Some(by));
        let around = Around::of(&shop.records, &needs);
        assert!(around.tied(Bond::Friend, cy) && !around.tied(Bond::Friend, bo));
        let besides = Besides {
            facts: &FactsById::default(),
            points: &Balances::default(),
            layout: &Layout::default(),
            team: &Table::default(),
            around: &around,
            year: 2026,
        };
        let names = NameKeys::build(&shop.records.customers);
        let mut ids = shop.all.clone();
        let customers = &shop.records.customers;
        sort(&mut ids, by, customers, &names, besides, |_| {
            crate::query::groups::Groups::default()
        });
        assert_eq!(ids, [cy, ann, bo], "Cy has Ann, Ann has Cy, Bo has nobody");
    }
}
