//! The receipt number that comes next, kept in step with the table of sales, so that one more sale does
//! not look at all of them. What a number is made of is the counter's business.

use std::sync::Arc;

use crate::domain::{
    Move, Sale, Table,
    counter::{number_after, numbered},
};

/// The newest numbered sale of a table.
#[derive(Debug, Clone, Default)]
pub struct Numbering {
    newest: Option<Arc<Sale>>,
    /// The version of the table that this is in step with; `None` before the first time.
    version: Option<u64>,
}

impl Numbering {
    /// The number that [`next_number`](crate::domain::counter::next_number) gives for the sales of
    /// `sales`.
    pub fn next(&mut self, sales: &Table<Sale>) -> String {
        let moves = self.version.and_then(|version| sales.since(version));
        if !moves.is_some_and(|moves| self.follow(moves)) {
            let counting = sales.iter().filter(|sale| numbered(sale).is_some());
            self.newest = counting.max_by_key(|sale| numbered(sale)).cloned();
        }
        self.version = Some(sales.version());
        number_after(self.newest.as_deref())
    }

    /// Follows moves; false if the newest itself moved, and all have to be looked at.
    fn follow(&mut self, moves: &[Move<Sale>]) -> bool {
        for step in moves {
            let newest = self.newest.as_deref();
            let moved = step.before.as_ref().map(|sale| sale.id);
            if moved.is_some() && moved == newest.map(|sale| sale.id) {
                return false;
            }
            if let Some(come) = &step.after {
                if numbered(come) > newest.and_then(numbered) {
                    self.newest = Some(come.clone());
                }
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::domain::{Currency, Id, Timestamp, counter::next_number};

    proptest! {
        /// Whatever is sold, changed, paid back and taken away: following gives the number of the
        /// definition.
        #[test]
        fn following_gives_the_number_of_all_sales(
            steps in proptest::collection::vec(
                (0u32..12, 0u128..12, 0i64..6, 0u32..40, any::<bool>(), 0u8..3), 1..120),
        ) {
            let mut table = Table::default();
            let mut numbering = Numbering::default();
            for (slot, number, created, receipt, remove, look) in steps {
                let id = Id::new(Uuid::from_u128(number));
                if remove {
                    table.remove(id.raw());
                } else {
                    let day = NaiveDate::MIN;
                    let mut sale = Sale::new(id, day, 1, Currency::USD, Timestamp(created));
                    sale.number = if receipt % 7 == 0 { "none".to_owned() } else { format!("A-{receipt:03}") };
                    sale.refund_of = (receipt % 5 == 0).then_some(id);
                    table.put(slot, Arc::new(sale));
                }
                if look == 0 {
                    let plain = next_number(table.iter().map(AsRef::as_ref));
                    prop_assert_eq!(numbering.next(&table), plain);
                }
            }
        }
    }
}
