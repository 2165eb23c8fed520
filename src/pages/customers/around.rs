//! What other tables say of the customers of the list, gone through when something asks for it, and again
//! when that table changes.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::App,
    domain::TableName,
    query::{
        Around, Needs, Tied, Unfinished,
        around::{Bought, Those, ToDo, Touched, buyers, unfinished},
    },
};

/// What was looked up. Copied freely.
#[derive(Clone, Copy)]
pub struct Beside {
    app: App,
    /// The last touch with each.
    pub touched: Memo<Arc<Touched>>,
    /// The open tasks of each.
    pub todo: Memo<Arc<ToDo>>,
    /// Who belongs to whom.
    pub tied: Memo<Arc<Tied>>,
    deals: Memo<Arc<Those>>,
    cases: Memo<Arc<Those>>,
    /// Who bought what, for the sales of that version.
    bought: StoredValue<(u64, Vec<(Bought, Arc<Those>)>)>,
}

impl Beside {
    /// Nothing looked up yet.
    pub fn new(app: App) -> Self {
        let open = move |what, table| {
            kept(move || app.read(&[table], |records| unfinished(records, what)))
        };
        Self {
            app,
            touched: kept(move || {
                app.read(&[TableName::Activities], |records| {
                    Touched::of(&records.activities)
                })
            }),
            todo: kept(move || app.read(&[TableName::Tasks], |records| ToDo::of(&records.tasks))),
            tied: kept(move || app.read(&[TableName::Relations, TableName::Customers], Tied::of)),
            deals: open(Unfinished::Deal, TableName::Deals),
            cases: open(Unfinished::Case, TableName::Cases),
            bought: StoredValue::default(),
        }
    }

    /// What is needed of it; followed.
    pub fn around(self, needs: &Needs) -> Around {
        Around {
            touched: needs.touches.then(|| self.touched.get()),
            todo: needs.tasks.then(|| self.todo.get()),
            tied: needs.relations.then(|| self.tied.get()),
            deals: needs.deals.then(|| self.deals.get()),
            cases: needs.cases.then(|| self.cases.get()),
            bought: (needs.bought.iter())
                .map(|bought| (*bought, self.buyers(bought)))
                .collect(),
        }
    }

    /// Who bought that: all sales are gone through once for each, until one changes.
    fn buyers(self, bought: &Bought) -> Arc<Those> {
        self.app.read(&[TableName::Sales], |records| {
            let version = records.sales.version();
            let (of, mut known) = self.bought.try_get_value().unwrap_or_default();
            if of != version {
                known.clear();
            }
            if let Some((_, those)) = known.iter().find(|(one, _)| one == bought) {
                return those.clone();
            }
            let those = Arc::new(buyers(&records.sales, bought));
            known.push((*bought, those.clone()));
            self.bought.try_set_value((version, known));
            those
        })
    }
}

/// What was looked up; it differs when it was looked up again.
fn kept<T: Send + Sync + 'static>(look: impl Fn() -> T + Send + Sync + 'static) -> Memo<Arc<T>> {
    Memo::new_with_compare(
        move |_| Arc::new(look()),
        |before, after| match (before, after) {
            (Some(before), Some(after)) => !Arc::ptr_eq(before, after),
            _ => true,
        },
    )
}
