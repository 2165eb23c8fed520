//! What sales say of each customer, in one pass: visits (days with a purchase), net revenue in the
//! shop's currency, first and last visit. Sales in other currencies and of walk-ins are left out.

use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use uuid::Uuid;

use crate::domain::{Currency, Customer, Id, Sale};

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

/// The figures of every customer that has any.
#[derive(Debug, Clone, Default)]
pub struct FactsById(FxHashMap<Uuid, CustomerFacts>);

impl FactsById {
    /// The figures of a customer; `None` if nothing was sold to it.
    pub fn get(&self, id: Id<Customer>) -> Option<&CustomerFacts> {
        self.0.get(&id.raw())
    }

    /// How many customers have figures.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True if nobody has.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The figures from all sales. Days after `today` count (a clock may have been wrong), so nothing
/// a person recorded is missing from the totals.
pub fn facts<'a>(
    sales: impl Iterator<Item = &'a Sale>,
    currency: Currency,
    today: NaiveDate,
) -> FactsById {
    let year_ago = today - chrono::Days::new(365);
    let mut by_id: FxHashMap<Uuid, CustomerFacts> = FxHashMap::default();
    // Visits are counted afterwards: sales do not come in the order of their days.
    let mut unordered: FxHashMap<Uuid, Vec<NaiveDate>> = FxHashMap::default();
    for sale in sales.filter(|sale| sale.currency == currency) {
        let Some(customer) = sale.customer else {
            continue;
        };
        let facts = by_id.entry(customer.raw()).or_default();
        facts.total = facts.total.saturating_add(sale.total);
        if sale.date > year_ago {
            facts.last_12_months = facts.last_12_months.saturating_add(sale.total);
        }
        if sale.is_refund() {
            continue;
        }
        match facts.last_visit {
            Some(last) if sale.date < last => {
                unordered.entry(customer.raw()).or_default().push(sale.date);
            }
            Some(last) if sale.date == last => {}
            last => {
                // The day so far the last one is complete.
                unordered.entry(customer.raw()).or_default().extend(last);
                facts.last_visit = Some(sale.date);
            }
        }
        facts.first_visit = Some(
            facts
                .first_visit
                .map_or(sale.date, |first| first.min(sale.date)),
        );
    }
    for (id, facts) in &mut by_id {
        let earlier = unordered.get_mut(id).map_or(0, |days| {
            days.sort_unstable();
            days.dedup();
            days.retain(|day| Some(*day) != facts.last_visit);
            days.len()
        });
        let last = usize::from(facts.last_visit.is_some());
        facts.visits = u32::try_from(earlier + last).unwrap_or(u32::MAX);
    }
    FactsById(by_id)
}
