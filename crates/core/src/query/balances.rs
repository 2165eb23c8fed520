//! The points of everybody at once, for lists; those of one customer are `domain::points::balance`.

use rustc_hash::FxHashMap;
use uuid::Uuid;

use crate::domain::{Customer, Id, Records};

/// The balance of everybody who ever had points.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Balances(FxHashMap<Uuid, i64>);

impl Balances {
    /// Added up from sales and entries.
    pub fn of(records: &Records) -> Self {
        let earned = records.sales.iter().filter_map(|sale| {
            let points = sale.points_that_count();
            let customer = sale.customer.filter(|_| points != 0)?;
            Some((customer, points))
        });
        let entries = records.points.iter();
        let entries = entries.map(|entry| (entry.customer, entry.points));
        earned.chain(entries).collect()
    }

    /// The balance of one; `None` for who never had points.
    pub fn get(&self, id: Id<Customer>) -> Option<i64> {
        self.0.get(&id.raw()).copied()
    }
}

impl FromIterator<(Id<Customer>, i64)> for Balances {
    fn from_iter<I: IntoIterator<Item = (Id<Customer>, i64)>>(entries: I) -> Self {
        let mut all = FxHashMap::default();
        for (customer, points) in entries {
            let sum: &mut i64 = all.entry(customer.raw()).or_default();
            *sum = sum.saturating_add(points);
        }
        Self(all)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::{
        Currency, Entity, IdMaker, PointsEntry, PointsReason, Sale, Timestamp, points::balance,
    };

    fn add<T: Entity>(records: &mut Records, record: T) {
        let table = T::table_mut(records);
        table.put(table.slot_count(), Arc::new(record));
    }

    proptest! {
        #[test]
        fn everybody_has_what_each_has_alone(
            sales in prop::collection::vec((0_usize..4, 0_i64..500), 0..20),
            entries in prop::collection::vec((0_usize..4, 1_i64..500, any::<bool>()), 0..20),
        ) {
            let mut ids = IdMaker::new(1);
            let people: Vec<Id<Customer>> = (0..4).map(|_| ids.next(Timestamp(1))).collect();
            let mut records = Records::default();
            for (who, points) in sales {
                let sale = Sale {
                    customer: people.get(who).copied(),
                    points,
                    ..Sale::new(ids.next(Timestamp(1)), chrono::NaiveDate::default(), 100, Currency::CNY, Timestamp(1))
                };
                add(&mut records, sale);
            }
            for (who, points, takes) in entries {
                let reason = if takes { PointsReason::Redeemed } else { PointsReason::Given };
                add(&mut records, PointsEntry {
                    id: ids.next(Timestamp(1)),
                    customer: people[who],
                    points: if takes { -points } else { points },
                    reason,
                    at: Timestamp(1),
                    note: String::new(),
                    by: None,
                    created: Timestamp(1),
                    updated: Timestamp(1),
                });
            }
            let all = Balances::of(&records);
            for id in people {
                let sales = records.sales.iter().map(AsRef::as_ref);
                let entries = records.points.iter().map(AsRef::as_ref);
                let alone = balance(
                    sales.filter(|one| one.customer == Some(id)),
                    entries.filter(|one| one.customer == id),
                );
                prop_assert_eq!(all.get(id).unwrap_or_default(), alone);
            }
        }
    }
}
