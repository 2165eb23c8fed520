//! What the sales say of each customer, for every page that asks: kept in step with the table of
//! sales, move by move, whenever somebody looks. Knows no markup.

use std::{cell::RefCell, sync::Arc};

use leptos::prelude::*;

use crate::{
    domain::{Currency, Customer, Id, Records, Sale, TableName},
    query::{FactsById, Numbering, Sold},
};

use super::state::App;

/// The figures and the last view of them that was handed out.
#[derive(Debug, Default)]
struct Kept {
    sold: Sold,
    facts: Arc<FactsById>,
    numbering: Numbering,
}

/// The keeper. Copied freely.
#[derive(Debug, Clone, Copy)]
pub struct SoldByCustomer(StoredValue<RefCell<Kept>, LocalStorage>);

impl SoldByCustomer {
    /// Nothing counted yet. Make it once, in the root owner.
    pub fn new() -> Self {
        Self(StoredValue::new_local(RefCell::default()))
    }
}

impl App {
    /// What the sales say of each customer; followed. Empty until the sales are in memory, see
    /// [`App::loaded`]. The same view as before as long as nothing was sold.
    pub fn facts(self) -> Arc<FactsById> {
        self.with_sold(|kept, _| kept.facts.clone())
            .unwrap_or_default()
    }

    /// The sales of a customer, in no order; followed.
    pub fn sales_of(self, customer: Id<Customer>) -> Vec<Arc<Sale>> {
        self.with_sold(|kept, records| {
            let own = kept.sold.sales_of(customer, &records.sales);
            own.cloned().collect()
        })
        .unwrap_or_default()
    }

    /// The number of the next sale, and the version of the table of sales for which it is.
    pub fn next_number(self) -> (String, u64) {
        let next = |kept: &RefCell<Kept>| {
            self.peek(|records| {
                let number = kept.borrow_mut().numbering.next(&records.sales);
                (number, records.sales.version())
            })
        };
        self.sold.0.try_with_value(next).unwrap_or_default()
    }

    fn with_sold<R>(self, look: impl FnOnce(&Kept, &Records) -> R) -> Option<R> {
        let currency = self.settings().map_or(Currency::USD, |shop| shop.currency);
        // Half a table would be counted for nothing.
        if !self.loaded.get() {
            return None;
        }
        let today = self.moment().today;
        self.sold.0.try_with_value(|kept| {
            let mut kept = kept.borrow_mut();
            self.read(&[TableName::Sales], |records| {
                if kept.sold.follow(&records.sales, currency, today) {
                    kept.facts = Arc::new(kept.sold.facts().clone());
                }
                look(&kept, records)
            })
        })
    }
}
