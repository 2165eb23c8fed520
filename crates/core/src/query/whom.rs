//! Whom records of other kinds are with: so that whoever is found by a deal, a task, a case or a sale can be called.

use rustc_hash::FxHashSet;
use uuid::Uuid;

use crate::domain::{Customer, Deal, Id, Records, TableName, Task};

/// True if records of that table are with customers, whom somebody can call.
pub const fn may_call(table: TableName) -> bool {
    matches!(
        table,
        TableName::Deals | TableName::Tasks | TableName::Cases | TableName::Sales
    )
}

/// Whom these records of one table are with, in their order, each once. A task that is about a deal only is with
/// the customer of the deal.
pub fn whom(records: &Records, table: TableName, ids: &[Uuid]) -> Vec<Id<Customer>> {
    let deal = |id: Id<Deal>| records.get(id).and_then(|deal| deal.customer);
    let one = |id: Uuid| match table {
        TableName::Deals => deal(Id::new(id)),
        TableName::Tasks => {
            let task: &Task = records.get(Id::<Task>::new(id))?;
            task.customer.or_else(|| task.deal.and_then(deal))
        }
        TableName::Cases => records.cases.get(Id::new(id))?.customer,
        TableName::Sales => records.sales.get(Id::new(id))?.customer,
        TableName::Customers => Some(Id::new(id)),
        _ => None,
    };
    let mut met = FxHashSet::default();
    let people = ids.iter().filter_map(|id| one(*id));
    people.filter(|id| met.insert(*id)).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::{Case, Currency, IdMaker, Timestamp};

    #[test]
    fn records_of_any_kind_are_with_somebody_once() {
        let mut ids = IdMaker::new(1);
        let mut records = Records::default();
        let people: [Id<Customer>; 3] = [(); 3].map(|()| ids.next(Timestamp(1)));
        let mut made = Vec::new();
        for (slot, customer) in (0..).zip([Some(people[1]), None, Some(people[0]), Some(people[1])])
        {
            let case = Case {
                customer,
                ..Case::new(ids.next(Timestamp(1)), "Zip", Timestamp(1))
            };
            made.push(case.id.raw());
            records.cases.put(slot, Arc::new(case));
        }
        let place = (Id::new(Uuid::from_u128(8)), Id::new(Uuid::from_u128(9)));
        let deal = Deal {
            customer: Some(people[2]),
            ..Deal::new(
                ids.next(Timestamp(1)),
                "D",
                place,
                Currency::CNY,
                Timestamp(1),
            )
        };
        let todo = Task {
            deal: Some(deal.id),
            ..Task::new(ids.next(Timestamp(1)), "About the deal", Timestamp(1))
        };
        let (deal_id, todo_id) = (deal.id.raw(), todo.id.raw());
        records.deals.put(0, Arc::new(deal));
        records
            .tasks
            .put(records.tasks.slot_count(), Arc::new(todo));
        let of = |table, ids: &[Uuid]| whom(&records, table, ids);
        assert_eq!(of(TableName::Cases, &made), [people[1], people[0]]);
        assert_eq!(of(TableName::Deals, &[deal_id]), [people[2]]);
        assert_eq!(of(TableName::Tasks, &[todo_id]), [people[2]]);
        assert_eq!(of(TableName::Products, &made), []);
        assert!(may_call(TableName::Sales) && !may_call(TableName::Products));
    }
}
