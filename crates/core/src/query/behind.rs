//! The customers behind the figures that a filter names, looked up once for the whole list.

use rustc_hash::{FxHashMap, FxHashSet};
use uuid::Uuid;

use crate::{
    domain::{Customer, Id},
    reports::Figure,
};

use super::filter::{Condition, Filter};

/// Who is behind which figure.
#[derive(Debug, Clone, Default)]
pub struct Behind(FxHashMap<Figure, FxHashSet<Uuid>>);

impl Behind {
    /// For the figures of a filter; `who` finds the customers behind one.
    pub fn of<I>(filter: &Filter, who: impl Fn(Figure) -> I) -> Self
    where
        I: IntoIterator<Item = Id<Customer>>,
    {
        let mut found = Self::default();
        filter.for_each(&mut |condition| {
            if let Condition::Behind(figure) = condition {
                let ids = || who(*figure).into_iter().map(Id::raw).collect();
                found.0.entry(*figure).or_insert_with(ids);
            }
        });
        found
    }

    /// True if the customer is behind the figure.
    pub fn holds(&self, figure: Figure, customer: Id<Customer>) -> bool {
        let ids = self.0.get(&figure);
        ids.is_some_and(|ids| ids.contains(&customer.raw()))
    }
}
