//! Where each record stands in its list, and what a customer is called in the cells of others. A large shop
//! has a million such cells: each asks once.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;
use uuid::Uuid;

use super::chosen::Chosen;
use crate::domain::{Customer, Entity, Id, Records, Sale};

/// What cells say of a customer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named<'a> {
    pub name: &'a str,
    pub code: &'a str,
    /// Nothing for who is in no list.
    pub row: Option<usize>,
}

/// The row of each record in its list.
pub(super) struct Places<'a> {
    /// Everybody who may be named.
    customers: FxHashMap<Uuid, Named<'a>>,
    pub deals: FxHashMap<Uuid, usize>,
    pub products: FxHashMap<Uuid, usize>,
    /// Few sales are led to, if any: half a million are not gone through for none.
    sales: OnceCell<FxHashMap<Uuid, usize>>,
}

impl<'a> Places<'a> {
    pub fn of(records: &'a Records, chosen: &Chosen<'a>) -> Self {
        let all = records.customers.iter().filter_map(|customer| {
            let named = Named {
                name: chosen.called(customer)?,
                code: &customer.code,
                row: None,
            };
            Some((customer.id.raw(), named))
        });
        let mut customers: FxHashMap<_, _> = all.collect();
        for (row, customer) in chosen.customers.iter().enumerate() {
            if let Some(named) = customers.get_mut(&customer.id.raw()) {
                named.row = Some(row);
            }
        }
        Self {
            customers,
            deals: places(&chosen.deals),
            products: places(&chosen.products),
            sales: OnceCell::new(),
        }
    }

    /// What cells say of a customer; `None` if nobody may be named.
    pub fn customer(&self, id: Option<Id<Customer>>) -> Option<Named<'a>> {
        self.customers.get(&id?.raw()).copied()
    }

    /// The row of a sale.
    pub fn sale(&self, chosen: &Chosen, id: Id<Sale>) -> Option<usize> {
        let sales = self.sales.get_or_init(|| places(&chosen.sales));
        sales.get(&id.raw()).copied()
    }
}

fn places<T: Entity>(chosen: &[&T]) -> FxHashMap<Uuid, usize> {
    let records = chosen.iter().enumerate();
    records.map(|(at, record)| (record.raw_id(), at)).collect()
}
