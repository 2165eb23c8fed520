//! From what a file says to what the import would change: new records, edited ones, those left
//! alone, and the companies people are linked to. One plan is one change and one undo.

use std::{ops::ControlFlow, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{
    customers::Draft,
    duplicates::{DuplicateChoice, Index, Sign, merge, name_key},
    problem::Problem,
};
use crate::domain::{
    Customer, CustomerKind, Id, IdMaker, Moment, PointsEntry, Record, Relation, name::Name,
};

/// A customer of the file that is one already known, or one further up in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// Row of the file.
    pub row: usize,
    /// What told it.
    pub sign: Sign,
    /// What the known one is called.
    pub name: String,
}

/// What an import would change.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ImportPlan {
    /// New customers; companies stand before the people that link to them.
    pub create: Vec<Customer>,
    /// Known customers as they are and as they would be.
    pub update: Vec<(Arc<Customer>, Customer)>,
    /// Rows that found somebody known, in the order of the file.
    pub matches: Vec<Match>,
    /// Rows left out because the person chose to skip known ones.
    pub skipped: usize,
    /// Known records of which the file says nothing new.
    pub unchanged: usize,
    /// Who each row became or is, in the order of the file.
    pub rows: Vec<(usize, Id<Customer>)>,
    /// Who belongs together from now on; what the shop knew is not among it.
    pub relations: Vec<Relation>,
    /// Points that they bring along.
    pub points: Vec<PointsEntry>,
    /// What rows say of others that could not be told.
    pub problems: Vec<Problem>,
}

impl ImportPlan {
    /// What is to be written: people and companies as they will be, how they belong together, and the points
    /// they bring along.
    pub fn into_records(self) -> impl Iterator<Item = Record> {
        let edited = self.update.into_iter().map(|(_, edited)| edited);
        let people = self.create.into_iter().chain(edited).map(Record::from);
        people
            .chain(self.relations.into_iter().map(Record::from))
            .chain(self.points.into_iter().map(Record::from))
    }
}

/// The person stopped it; nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("stopped")]
pub struct Cancelled;

/// A record while the plan is made.
struct Slot {
    base: Option<Arc<Customer>>,
    now: Customer,
    touched: bool,
}

/// Makes the plan. `progress` is told how many of the rows are done and may stop it.
pub fn plan(
    drafts: Vec<Draft>,
    existing: impl IntoIterator<Item = Arc<Customer>>,
    choice: DuplicateChoice,
    ids: &mut IdMaker,
    moment: &Moment,
    mut progress: impl FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<ImportPlan, Cancelled> {
    let mut work = Work {
        slots: Vec::new(),
        index: Index::default(),
    };
    for customer in existing {
        work.index.insert(work.slots.len(), &customer);
        let now = Customer::clone(&customer);
        work.slots.push(Slot {
            base: Some(customer),
            now,
            touched: false,
        });
    }
    let mut result = ImportPlan::default();
    let total = drafts.len();
    for (done, mut draft) in drafts.into_iter().enumerate() {
        if done % 500 == 0 && progress(done, total).is_break() {
            return Err(Cancelled);
        }
        let found = match choice {
            DuplicateChoice::Add => None,
            _ => work.index.find(&draft.customer, |at| {
                work.slots.get(at).map(|slot| &slot.now)
            }),
        };
        if let Some((at, sign)) = found {
            let name = work
                .slots
                .get(at)
                .map_or("", |slot| slot.now.display_name())
                .to_owned();
            result.matches.push(Match {
                row: draft.row,
                sign,
                name,
            });
            if choice == DuplicateChoice::Skip {
                result.skipped += 1;
                result.rows.extend(work.id(at).map(|id| (draft.row, id)));
                continue;
            }
        }
        draft.customer.company = work.company_of(&draft, ids, moment);
        let at = match found {
            Some((at, _)) => {
                work.update(at, &draft.customer);
                at
            }
            None => work.add(draft.customer, ids, moment),
        };
        result.rows.extend(work.id(at).map(|id| (draft.row, id)));
    }
    for slot in work.slots {
        match slot.base {
            None => result.create.push(slot.now),
            Some(base) if slot.now != *base => {
                let edited = Customer {
                    updated: moment.now,
                    ..slot.now
                };
                result.update.push((base, edited));
            }
            Some(_) => result.unchanged += usize::from(slot.touched),
        }
    }
    if progress(total, total).is_break() {
        Err(Cancelled)
    } else {
        Ok(result)
    }
}

struct Work {
    slots: Vec<Slot>,
    index: Index,
}

impl Work {
    fn id(&self, at: usize) -> Option<Id<Customer>> {
        self.slots.get(at).map(|slot| slot.now.id)
    }

    /// The company a row names by its number or its name; a new one if there is none.
    fn company_of(
        &mut self,
        draft: &Draft,
        ids: &mut IdMaker,
        moment: &Moment,
    ) -> Option<Id<Customer>> {
        let codes = draft.company_code.split([';', ',']);
        let by_code = codes.filter_map(|code| self.index.code(code)).find(|at| {
            let slot = self.slots.get(*at);
            slot.is_some_and(|slot| slot.now.kind == CustomerKind::Company)
        });
        if let Some(at) = by_code {
            return self.id(at);
        }
        let name = draft.company.trim();
        (!name.is_empty()).then(|| self.company(name, ids, moment))
    }

    /// The company of that name; a new one if there is none.
    fn company(&mut self, name: &str, ids: &mut IdMaker, moment: &Moment) -> Id<Customer> {
        let known = self
            .index
            .company_of(name)
            .and_then(|at| self.slots.get(at));
        let company = known.filter(|slot| slot.now.kind == CustomerKind::Company);
        if let Some(slot) = company {
            return slot.now.id;
        }
        let name = Name {
            full: name.trim().to_owned(),
            ..Name::default()
        };
        let mut company = Customer::new(ids.next(moment.now), name, moment.now);
        company.kind = CustomerKind::Company;
        let id = company.id;
        self.push(company);
        id
    }

    fn add(&mut self, customer: Customer, ids: &mut IdMaker, moment: &Moment) -> usize {
        // A company that was only named so far gets its own row's details.
        if customer.kind == CustomerKind::Company {
            let named = self.index.company(&customer.name.full);
            let bare = named.filter(|at| {
                self.slots.get(*at).is_some_and(|slot| {
                    slot.base.is_none()
                        && slot.now.phones.is_empty()
                        && slot.now.emails.is_empty()
                        && slot.now.addresses.is_empty()
                        && name_key(&slot.now.name.full) == name_key(&customer.name.full)
                })
            });
            if let Some(at) = bare {
                self.update(at, &customer);
                return at;
            }
        }
        self.push(Customer {
            id: ids.next(moment.now),
            created: moment.now,
            updated: moment.now,
            ..customer
        });
        self.slots.len() - 1
    }

    fn push(&mut self, customer: Customer) {
        self.index.insert(self.slots.len(), &customer);
        self.slots.push(Slot {
            base: None,
            now: customer,
            touched: false,
        });
    }

    fn update(&mut self, at: usize, from: &Customer) {
        let Some(slot) = self.slots.get_mut(at) else {
            return;
        };
        merge(&mut slot.now, from);
        if from.company.is_some() && from.company != Some(slot.now.id) {
            slot.now.company = from.company;
        }
        slot.touched = true;
        self.index.insert(at, &slot.now);
    }
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
