//! Columns in any order.

use proptest::prelude::*;

/// More columns than any list has.
const MOST: usize = 256;

/// Places in any order, for lists of any length.
pub fn any_order() -> impl Strategy<Value = Vec<usize>> {
    Just((0..MOST).collect::<Vec<_>>()).prop_shuffle()
}

/// What stands in the places, in that order.
pub fn in_order<T: Clone>(order: &[usize], items: &[T]) -> Vec<T> {
    assert!(items.len() <= order.len(), "more columns than places");
    let there = order.iter().filter_map(|at| items.get(*at));
    there.cloned().collect()
}
