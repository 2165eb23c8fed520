//! What other tables say of customers: touches, deals, tasks and cases that are open, what was bought. Gone
//! through once for a whole list, and only where a filter, an order or a column asks.

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::{
    Activity, Customer, Id, Outcome, Product, Records, Sale, Table, Task, Timestamp,
};

use super::{
    columns::Column,
    filter::{Condition, Filter, Range},
    sort::Sort,
    tied::{Bond, Tied},
};

/// Something that is not finished with a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unfinished {
    /// A deal on the board.
    Deal,
    /// A task that is not ticked off.
    Task,
    /// A case that is not solved.
    Case,
}

impl Unfinished {
    /// Every kind, in the order filters offer them.
    pub const ALL: [Self; 3] = [Self::Deal, Self::Task, Self::Case];
}

/// When the next step with a customer is due: the first open task that has a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NextDue {
    /// There is none.
    Missing,
    /// Before today.
    Overdue,
    /// Today.
    Today,
    /// Within the seven days after today.
    Week,
    /// After those.
    Later,
}

impl NextDue {
    /// Every answer, in the order filters offer them.
    pub const ALL: [Self; 5] = [
        Self::Overdue,
        Self::Today,
        Self::Week,
        Self::Later,
        Self::Missing,
    ];

    /// Of a step on that day.
    pub fn of(step: Option<NaiveDate>, today: NaiveDate) -> Self {
        match step {
            None => Self::Missing,
            Some(day) if day < today => Self::Overdue,
            Some(day) if day == today => Self::Today,
            Some(day) if day <= today + Days::new(7) => Self::Week,
            Some(_) => Self::Later,
        }
    }
}

/// The last touch with each, and how content they said to be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    last: FxHashMap<Uuid, Timestamp>,
    content: FxHashMap<Uuid, (Timestamp, Id<Activity>, u8)>,
}

impl Touched {
    /// From all touches. Notes and calls nobody took are no contact.
    pub fn of(activities: &Table<Activity>) -> Self {
        let mut all = Self::default();
        for touch in activities.iter() {
            let Some(customer) = touch.customer.map(Id::raw) else {
                continue;
            };
            if touch.counts() {
                let last = all.last.entry(customer).or_insert(touch.at);
                *last = touch.at.max(*last);
            }
            if let Some(said) = touch.satisfaction {
                let answer = (touch.at, touch.id, said);
                let newest = all.content.entry(customer).or_insert(answer);
                *newest = answer.max(*newest);
            }
        }
        all
    }

    /// When the shop and a customer were last in touch.
    pub fn last(&self, id: Id<Customer>) -> Option<Timestamp> {
        self.last.get(&id.raw()).copied()
    }

    /// What a customer said last of how content they are, 1 to 5.
    pub fn satisfaction(&self, id: Id<Customer>) -> Option<u8> {
        self.content.get(&id.raw()).map(|(_, _, said)| *said)
    }
}

/// The open tasks of each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ToDo(FxHashMap<Uuid, Option<NaiveDate>>);

impl ToDo {
    /// From all tasks.
    pub fn of(tasks: &Table<Task>) -> Self {
        let mut all: FxHashMap<Uuid, Option<NaiveDate>> = FxHashMap::default();
        for task in tasks.iter().filter(|task| task.done.is_none()) {
            if let Some(customer) = task.customer {
                let next = all.entry(customer.raw()).or_default();
                *next = next.iter().copied().chain(task.due).min();
            }
        }
        Self(all)
    }

    /// The day of the next step with a customer.
    pub fn next(&self, id: Id<Customer>) -> Option<NaiveDate> {
        self.0.get(&id.raw()).copied().flatten()
    }

    /// True if there is something to do.
    pub fn any(&self, id: Id<Customer>) -> bool {
        self.0.contains_key(&id.raw())
    }
}

/// Some customers.
pub type Those = FxHashSet<Uuid>;

/// A product and the days on which it was bought.
pub type Bought = (Id<Product>, Range<NaiveDate>);

/// Who bought a product on such days; what was paid back later was bought all the same.
pub fn buyers(sales: &Table<Sale>, (product, days): &Bought) -> Those {
    let bought = sales.iter().filter(|sale| {
        !sale.is_refund()
            && days.contains(&sale.date)
            && sale.lines.iter().any(|line| line.product == Some(*product))
    });
    bought
        .filter_map(|sale| sale.customer)
        .map(Id::raw)
        .collect()
}

/// Whose records of a table are unfinished.
pub fn unfinished(records: &Records, what: Unfinished) -> Those {
    let deals = records.deals.iter();
    let deals = deals.filter(|one| one.outcome == Outcome::Open);
    let cases = records.cases.iter().filter(|one| one.is_open());
    let tasks = records.tasks.iter().filter(|one| one.done.is_none());
    let whose: Box<dyn Iterator<Item = Option<Id<Customer>>>> = match what {
        Unfinished::Deal => Box::new(deals.map(|one| one.customer)),
        Unfinished::Case => Box::new(cases.map(|one| one.customer)),
        Unfinished::Task => Box::new(tasks.map(|one| one.customer)),
    };
    whose.flatten().map(Id::raw).collect()
}

/// What is asked of other tables.
#[allow(
    clippy::struct_excessive_bools,
    reason = "one flag a table, none excludes another"
)]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    /// Touches.
    pub touches: bool,
    /// Tasks.
    pub tasks: bool,
    /// Open deals.
    pub deals: bool,
    /// Open cases.
    pub cases: bool,
    /// Relations.
    pub relations: bool,
    /// Products bought.
    pub bought: Vec<Bought>,
}

impl Needs {
    /// What a filter and an order ask.
    pub fn of(filter: &Filter, by: Option<Sort>) -> Self {
        let mut needs = Self::default();
        let column = by.map(|by| by.column);
        needs.touches = column == Some(Column::Contacted);
        needs.tasks = column == Some(Column::NextStep);
        needs.relations = column == Some(Column::Relations);
        filter.for_each(&mut |condition| match condition {
            Condition::Contacted(_) | Condition::Satisfaction(_) => needs.touches = true,
            Condition::Next(_) | Condition::Has(Unfinished::Task) => needs.tasks = true,
            Condition::Has(Unfinished::Deal) => needs.deals = true,
            Condition::Tied(_) => needs.relations = true,
            Condition::Has(Unfinished::Case) => needs.cases = true,
            Condition::Bought(product, days) => {
                let bought = (*product, *days);
                if !needs.bought.contains(&bought) {
                    needs.bought.push(bought);
                }
            }
            _ => {}
        });
        needs
    }
}

/// What the other tables say, as far as it is asked; what is not does not hold. Copies share it.
#[derive(Debug, Clone, Default)]
pub struct Around {
    /// Touches.
    pub touched: Option<Arc<Touched>>,
    /// Tasks.
    pub todo: Option<Arc<ToDo>>,
    /// Who has an open deal.
    pub deals: Option<Arc<Those>>,
    /// Who has an open case.
    pub cases: Option<Arc<Those>>,
    /// Who belongs to whom.
    pub tied: Option<Arc<Tied>>,
    /// Who bought what.
    pub bought: Vec<(Bought, Arc<Those>)>,
}

impl Around {
    /// Looked up once from all records.
    pub fn of(records: &Records, needs: &Needs) -> Self {
        let open = |what| Arc::new(unfinished(records, what));
        Self {
            touched: needs
                .touches
                .then(|| Arc::new(Touched::of(&records.activities))),
            todo: needs.tasks.then(|| Arc::new(ToDo::of(&records.tasks))),
            deals: needs.deals.then(|| open(Unfinished::Deal)),
            cases: needs.cases.then(|| open(Unfinished::Case)),
            tied: needs.relations.then(|| Arc::new(Tied::of(records))),
            bought: (needs.bought.iter())
                .map(|bought| (*bought, Arc::new(buyers(&records.sales, bought))))
                .collect(),
        }
    }

    /// True if it is the very same.
    pub fn is(&self, other: &Self) -> bool {
        fn same<T>(one: Option<&Arc<T>>, other: Option<&Arc<T>>) -> bool {
            match (one, other) {
                (Some(one), Some(other)) => Arc::ptr_eq(one, other),
                (one, other) => one.is_none() && other.is_none(),
            }
        }
        same(self.touched.as_ref(), other.touched.as_ref())
            && same(self.todo.as_ref(), other.todo.as_ref())
            && same(self.deals.as_ref(), other.deals.as_ref())
            && same(self.cases.as_ref(), other.cases.as_ref())
            && same(self.tied.as_ref(), other.tied.as_ref())
            && self.bought.len() == other.bought.len()
            && (self.bought.iter().zip(&other.bought))
                .all(|((one, who), (other, them))| one == other && Arc::ptr_eq(who, them))
    }

    /// When the shop and a customer were last in touch.
    pub fn last(&self, id: Id<Customer>) -> Option<Timestamp> {
        self.touched.as_ref()?.last(id)
    }

    /// The day of the next step with a customer.
    pub fn next(&self, id: Id<Customer>) -> Option<NaiveDate> {
        self.todo.as_ref()?.next(id)
    }

    /// True if something is unfinished with a customer.
    pub fn has(&self, what: Unfinished, id: Id<Customer>) -> bool {
        let among = |those: &Option<Arc<Those>>| {
            let those = those.as_ref();
            those.is_some_and(|those| those.contains(&id.raw()))
        };
        match what {
            Unfinished::Deal => among(&self.deals),
            Unfinished::Case => among(&self.cases),
            Unfinished::Task => self.todo.as_ref().is_some_and(|todo| todo.any(id)),
        }
    }

    /// True if a customer is bound so to another.
    pub fn tied(&self, bond: Bond, id: Id<Customer>) -> bool {
        self.tied.as_ref().is_some_and(|tied| tied.has(bond, id))
    }

    /// The first of those who belong to a customer.
    pub fn first_tied(&self, id: Id<Customer>) -> Option<Id<Customer>> {
        let first = self.tied.as_ref()?.with(id).first();
        first.map(|tie| tie.other)
    }

    /// True if a customer bought that.
    pub fn bought(&self, wanted: &Bought, id: Id<Customer>) -> bool {
        let found = self.bought.iter().find(|(bought, _)| bought == wanted);
        found.is_some_and(|(_, those)| those.contains(&id.raw()))
    }
}

#[cfg(test)]
#[path = "around_tests.rs"]
mod tests;
