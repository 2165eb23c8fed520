//! What sales say of each customer: visits (days with a purchase), net revenue in the shop's
//! currency, first and last visit. Sales in other currencies and of walk-ins are left out.
//!
//! [`Sold`] keeps the sales of each customer together and follows the table of sales move by move,
//! so that one more sale costs as much as the customer has sales, not as the shop has.

use std::{mem, sync::Arc};

use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};
use uuid::Uuid;

use crate::domain::{Currency, Customer, Id, Sale, Table};

/// Customers whose figures may differ from the common store of a [`FactsById`].
const APART: usize = 512;

/// One customer in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CustomerFacts {
    /// Days with at least one purchase (refunds are none).
    pub visits: u32,
    /// Purchases less refunds, in minor units.
    pub total: i64,
    /// The same over the 365 days up to today.
    pub last_12_months: i64,
    /// First day with a purchase.
    pub first_visit: Option<NaiveDate>,
    /// Last day with a purchase.
    pub last_visit: Option<NaiveDate>,
}

impl CustomerFacts {
    /// The figures from the sales of one customer; `None` without a sale in `currency`. Days after
    /// `today` count (a clock may have been wrong), so nothing a person recorded is missing from
    /// the totals. `days` is room for the days, emptied first.
    pub fn of<'a>(
        sales: impl Iterator<Item = &'a Sale>,
        currency: Currency,
        today: NaiveDate,
        days: &mut Vec<NaiveDate>,
    ) -> Option<Self> {
        let year_ago = today - chrono::Days::new(365);
        let mut facts = None;
        days.clear();
        for sale in sales.filter(|sale| sale.currency == currency) {
            let facts = facts.get_or_insert_with(Self::default);
            facts.total = facts.total.saturating_add(sale.total);
            if sale.date > year_ago {
                facts.last_12_months = facts.last_12_months.saturating_add(sale.total);
            }
            if !sale.is_refund() {
                days.push(sale.date);
            }
        }
        let mut facts = facts?;
        if !days.is_sorted() {
            days.sort_unstable();
        }
        days.dedup();
        facts.visits = u32::try_from(days.len()).unwrap_or(u32::MAX);
        facts.first_visit = days.first().copied();
        facts.last_visit = days.last().copied();
        Some(facts)
    }
}

/// The figures of every customer that has any, as of one moment. Copies share the store.
#[derive(Debug, Clone, Default)]
pub struct FactsById {
    store: Arc<FxHashMap<Uuid, CustomerFacts>>,
    /// What changed since the store was made.
    apart: FxHashMap<Uuid, Option<CustomerFacts>>,
}

impl FactsById {
    /// The figures of a customer; `None` if nothing was sold to it.
    pub fn get(&self, id: Id<Customer>) -> Option<&CustomerFacts> {
        match self.apart.get(&id.raw()) {
            Some(facts) => facts.as_ref(),
            None => self.store.get(&id.raw()),
        }
    }

    fn set(&mut self, id: Uuid, facts: Option<CustomerFacts>) {
        self.apart.insert(id, facts);
        if self.apart.len() > APART {
            let store = Arc::make_mut(&mut self.store);
            for (id, facts) in mem::take(&mut self.apart) {
                match facts {
                    Some(facts) => store.insert(id, facts),
                    None => store.remove(&id),
                };
            }
        }
    }
}

/// What the figures are counted from besides the sales.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Terms {
    currency: Currency,
    today: NaiveDate,
}

/// The sales of each customer and the figures they give.
#[derive(Debug, Default)]
pub struct Sold {
    /// Slots of the sales of each customer.
    slots: FxHashMap<Uuid, Vec<u32>>,
    facts: FactsById,
    terms: Option<Terms>,
    /// The version of the table that this is in step with.
    version: u64,
}

impl Sold {
    /// Comes in step with the table of sales. True if anything may have changed.
    pub fn follow(&mut self, sales: &Table<Sale>, currency: Currency, today: NaiveDate) -> bool {
        let terms = Some(Terms { currency, today });
        if self.version == sales.version() && self.terms == terms {
            return false;
        }
        let moves = sales.since(self.version).filter(|_| self.terms.is_some());
        self.version = sales.version();
        match moves {
            Some(moves) => {
                let mut touched = FxHashSet::default();
                for step in moves {
                    if let Some(customer) = step.before.as_ref().and_then(|sale| sale.customer) {
                        self.take(customer.raw(), step.slot);
                        touched.insert(customer.raw());
                    }
                    if let Some(customer) = step.after.as_ref().and_then(|sale| sale.customer) {
                        self.slots
                            .entry(customer.raw())
                            .or_default()
                            .push(step.slot);
                        touched.insert(customer.raw());
                    }
                }
                if self.terms == terms {
                    let mut days = Vec::new();
                    for id in touched {
                        let facts = self.count(id, sales, currency, today, &mut days);
                        self.facts.set(id, facts);
                    }
                } else {
                    self.count_all(sales, currency, today);
                }
            }
            None => {
                self.slots.clear();
                for slot in 0..sales.slot_count() {
                    if let Some(customer) = sales.at(slot).and_then(|sale| sale.customer) {
                        self.slots.entry(customer.raw()).or_default().push(slot);
                    }
                }
                self.count_all(sales, currency, today);
            }
        }
        self.terms = terms;
        true
    }

    fn take(&mut self, customer: Uuid, slot: u32) {
        let Some(slots) = self.slots.get_mut(&customer) else {
            return;
        };
        slots.retain(|other| *other != slot);
        if slots.is_empty() {
            self.slots.remove(&customer);
        }
    }

    fn count(
        &self,
        customer: Uuid,
        sales: &Table<Sale>,
        currency: Currency,
        today: NaiveDate,
        days: &mut Vec<NaiveDate>,
    ) -> Option<CustomerFacts> {
        let slots = self.slots.get(&customer)?;
        let sales = slots.iter().filter_map(|slot| sales.at(*slot));
        CustomerFacts::of(sales.map(AsRef::as_ref), currency, today, days)
    }

    fn count_all(&mut self, sales: &Table<Sale>, currency: Currency, today: NaiveDate) {
        let mut days = Vec::new();
        let store = self.slots.keys().filter_map(|id| {
            let facts = self.count(*id, sales, currency, today, &mut days);
            facts.map(|facts| (*id, facts))
        });
        self.facts = FactsById {
            store: Arc::new(store.collect()),
            apart: FxHashMap::default(),
        };
    }

    /// The figures as they are now.
    pub const fn facts(&self) -> &FactsById {
        &self.facts
    }

    /// The sales of one customer, in no order.
    pub fn sales_of<'a>(
        &self,
        customer: Id<Customer>,
        sales: &'a Table<Sale>,
    ) -> impl Iterator<Item = &'a Arc<Sale>> {
        let slots = self.slots.get(&customer.raw());
        slots
            .into_iter()
            .flatten()
            .filter_map(|slot| sales.at(*slot))
            .filter(move |sale| sale.customer == Some(customer))
    }
}

/// The figures of `sales`, from nothing.
pub fn facts(sales: &Table<Sale>, currency: Currency, today: NaiveDate) -> FactsById {
    let mut sold = Sold::default();
    sold.follow(sales, currency, today);
    sold.facts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::Timestamp;

    fn day(offset: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 1, 1).expect("a day") + chrono::Days::new(offset)
    }

    fn sale(number: u128, customer: Option<u128>, date: u64, total: i64, usd: bool) -> Arc<Sale> {
        let currency = if usd { Currency::USD } else { Currency::CNY };
        let id = Id::new(Uuid::from_u128(number));
        Arc::new(Sale {
            customer: customer.map(|id| Id::new(Uuid::from_u128(id))),
            ..Sale::new(id, day(date), total, currency, Timestamp(0))
        })
    }

    /// The figures of one customer by the definition, from all sales.
    fn plain(
        table: &Table<Sale>,
        id: Id<Customer>,
        currency: Currency,
        today: NaiveDate,
    ) -> Option<CustomerFacts> {
        let own = table.iter().filter(|sale| sale.customer == Some(id));
        CustomerFacts::of(own.map(AsRef::as_ref), currency, today, &mut Vec::new())
    }

    proptest! {
        /// Whatever is sold, changed and taken away, following it gives what counting from nothing gives.
        #[test]
        fn following_equals_counting_from_nothing(
            steps in proptest::collection::vec(
                (0u32..40, 0u128..40, proptest::option::of(0u128..5), 0u64..800, -50i64..200, any::<bool>(), 0u8..12), 1..900),
        ) {
            let mut table = Table::default();
            let mut sold = Sold::default();
            let (mut currency, mut today) = (Currency::CNY, day(700));
            for (slot, number, customer, date, total, usd, then) in steps {
                if then == 0 {
                    table.remove(Uuid::from_u128(number));
                } else {
                    table.put(slot, sale(number, customer, date, total, usd));
                }
                match then {
                    1 => today = day(date),
                    2 => currency = if usd { Currency::USD } else { Currency::CNY },
                    // Not every write is looked at.
                    3..6 => continue,
                    _ => {}
                }
                sold.follow(&table, currency, today);
                for id in (0..5).map(|id| Id::new(Uuid::from_u128(id))) {
                    prop_assert_eq!(sold.facts().get(id).copied(), plain(&table, id, currency, today));
                    let mut own: Vec<_> = sold.sales_of(id, &table).map(|sale| sale.id).collect();
                    let mut all: Vec<_> = table.iter().filter(|sale| sale.customer == Some(id)).map(|sale| sale.id).collect();
                    own.sort_unstable();
                    all.sort_unstable();
                    prop_assert_eq!(own, all);
                }
                prop_assert!(!sold.follow(&table, currency, today), "nothing moved");
            }
        }

        /// A view that was handed out stays as it was.
        #[test]
        fn figures_handed_out_stay(count in 1u128..1500) {
            let mut table = Table::default();
            let mut sold = Sold::default();
            table.put(0, sale(0, Some(0), 0, 7, false));
            sold.follow(&table, Currency::CNY, day(0));
            let before = sold.facts().clone();
            for number in 1..count {
                table.put(u32::try_from(number).expect("small"), sale(number, Some(number), 0, 1, false));
                sold.follow(&table, Currency::CNY, day(0));
            }
            let id = |number| Id::new(Uuid::from_u128(number));
            prop_assert_eq!(before.get(id(0)).map(|facts| facts.total), Some(7));
            prop_assert_eq!(before.get(id(count - 1)).is_some(), count == 1);
            prop_assert_eq!(sold.facts().get(id(count - 1)).is_some(), true);
        }
    }
}
