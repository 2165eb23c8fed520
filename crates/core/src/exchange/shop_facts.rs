//! The open shop's sales as the facts of the reports.

use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};
use uuid::Uuid;

use crate::{
    domain::{Currency, Customer, Id, Sale},
    reports::{Fact, Facts, day_of},
};

/// Facts of a shop, and what no customer measure counts.
#[derive(Debug, Clone)]
pub struct ShopFacts {
    /// The facts; the codes are the ids of the customers, in the order of their first sale.
    pub facts: Facts,
    /// The customers by index.
    pub customers: Vec<Id<Customer>>,
    /// Net revenue up to the report's day, walk-in sales included, minor units.
    pub revenue: i64,
    /// The part of it that names no customer, minor units.
    pub unlinked: i64,
    /// Sales that no report can hold: their day lies outside of 1900 to 2199, or the sum overflows.
    pub unusable: u32,
}

/// Makes facts of the sales in `currency`; others are left out and counted.
///
/// Sales of one customer with one number are one order; a sale without a number is an order of its
/// own. A refund belongs to the order of the sale it names, where that sale is the same customer's.
pub fn shop_facts(sales: &[&Sale], currency: Currency, as_of: NaiveDate) -> ShopFacts {
    let named: FxHashSet<Uuid> = sales
        .iter()
        .filter_map(|sale| sale.refund_of.map(Id::raw))
        .collect();
    let mut orders = Orders::default();
    let mut index: FxHashMap<Uuid, u32> = FxHashMap::default();
    let mut customers = Vec::new();
    let mut left_out = 0_u32;
    let (mut revenue, mut unlinked) = (0_i64, 0_i64);
    let mut rows = Vec::new();
    for &sale in sales {
        if sale.currency != currency {
            left_out = left_out.saturating_add(1);
            continue;
        }
        let counted = if sale.date <= as_of { sale.total } else { 0 };
        revenue = revenue.saturating_add(counted);
        let Some(customer) = sale.customer else {
            unlinked = unlinked.saturating_add(counted);
            continue;
        };
        let at = *index.entry(customer.raw()).or_insert_with(|| {
            customers.push(customer);
            u32::try_from(customers.len() - 1).unwrap_or(u32::MAX)
        });
        let order = orders.of(at, &sale.number);
        if named.contains(&sale.id.raw()) {
            orders.by_sale.insert(sale.id.raw(), (at, order));
        }
        rows.push((at, sale, order));
    }

    let codes = customers.iter().map(ToString::to_string).collect();
    let mut facts = Facts::new(codes, u8::try_from(currency.exponent()).unwrap_or(2));
    facts.set_left_out(left_out);
    let mut unusable = 0_u32;
    for (customer, sale, order) in rows {
        let refund_of = sale
            .refund_of
            .and_then(|id| orders.by_sale.get(&id.raw()))
            .filter(|(whose, _)| *whose == customer)
            .map(|(_, order)| *order);
        let fact = Fact {
            customer,
            day: day_of(sale.date),
            amount: sale.total,
            order: Some(order),
            refund_of,
        };
        if facts.push(fact).is_err() {
            unusable = unusable.saturating_add(1);
        }
    }
    ShopFacts {
        facts,
        customers,
        revenue,
        unlinked,
        unusable,
    }
}

/// Numbers the orders of the whole shop.
#[derive(Default)]
struct Orders<'a> {
    next: u32,
    by_number: FxHashMap<(u32, &'a str), u32>,
    /// Only of sales that a refund names, with the customer.
    by_sale: FxHashMap<Uuid, (u32, u32)>,
}

impl<'a> Orders<'a> {
    fn of(&mut self, customer: u32, number: &'a str) -> u32 {
        let known = if number.is_empty() {
            None
        } else {
            self.by_number.get(&(customer, number)).copied()
        };
        known.unwrap_or_else(|| {
            let order = self.next;
            self.next = order.saturating_add(1).min(u32::MAX - 1);
            if !number.is_empty() {
                self.by_number.insert((customer, number), order);
            }
            order
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Timestamp;

    fn sale(id: u128, customer: Option<u128>, day: u32, total: i64) -> Sale {
        let date = NaiveDate::from_ymd_opt(2024, 5, day).unwrap();
        let id = Id::new(Uuid::from_u128(id));
        Sale {
            customer: customer.map(|id| Id::new(Uuid::from_u128(id))),
            ..Sale::new(id, date, total, Currency::CNY, Timestamp(0))
        }
    }

    fn facts(sales: &[Sale]) -> ShopFacts {
        let as_of = NaiveDate::from_ymd_opt(2024, 5, 20).unwrap();
        shop_facts(&sales.iter().collect::<Vec<_>>(), Currency::CNY, as_of)
    }

    #[test]
    fn sales_with_one_number_are_one_order_of_that_customer_only() {
        let numbered = |sale: Sale| Sale {
            number: "A1".into(),
            ..sale
        };
        let made = facts(&[
            numbered(sale(1, Some(7), 1, 100)),
            numbered(sale(2, Some(7), 2, 200)),
            numbered(sale(3, Some(8), 2, 300)),
            sale(4, Some(7), 3, 400),
            sale(5, Some(7), 3, 500),
        ]);
        let orders: Vec<u32> = made.facts.iter().filter_map(|fact| fact.order).collect();
        assert_eq!(orders, [0, 0, 1, 2, 3]);
        assert_eq!(made.customers.len(), 2);
    }

    #[test]
    fn a_refund_names_the_order_of_its_sale_even_when_it_comes_first() {
        let refund = |id, customer, of| Sale {
            refund_of: Some(Id::new(Uuid::from_u128(of))),
            ..sale(id, Some(customer), 9, -50)
        };
        let made = facts(&[
            refund(1, 7, 2),
            sale(2, Some(7), 1, 100),
            refund(3, 8, 2),
            refund(4, 7, 99),
        ]);
        let named: Vec<Option<u32>> = made.facts.iter().map(|fact| fact.refund_of).collect();
        let order = made.facts.iter().nth(1).and_then(|fact| fact.order);
        assert_eq!(named, [order, None, None, None]);
    }

    #[test]
    fn walk_ins_count_as_revenue_and_other_currencies_not_at_all() {
        let made = facts(&[
            sale(1, Some(7), 1, 300),
            sale(2, None, 1, 100),
            sale(3, None, 25, 1_000),
            Sale {
                currency: Currency::USD,
                ..sale(4, Some(7), 1, 900)
            },
        ]);
        assert_eq!((made.revenue, made.unlinked), (400, 100));
        assert_eq!((made.facts.len(), made.facts.left_out()), (1, 1));
    }

    #[test]
    fn a_sale_no_report_can_hold_is_counted_not_fatal() {
        let old = Sale {
            date: NaiveDate::from_ymd_opt(1850, 1, 1).unwrap(),
            ..sale(1, Some(7), 1, 300)
        };
        let made = facts(&[old, sale(2, Some(7), 1, 100)]);
        assert_eq!((made.facts.len(), made.unusable), (1, 1));
    }
}
