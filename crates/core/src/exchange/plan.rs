//! From what a file says to what the import would change: new records, edited ones, those left
//! alone, and the companies people are linked to. One plan is one change and one undo.

use std::{ops::ControlFlow, sync::Arc};

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use super::{
    customers::Draft,
    deciding::{Deciding, Whose},
    duplicates::{DuplicateChoice, Index, Sign, fill, merge},
    problem::{Problem, ProblemKind},
};
use crate::domain::{
    Customer, CustomerKind, Id, IdMaker, Moment, PointsEntry, Record, Relation, Timestamp,
    name::Name,
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
    /// Its identity.
    pub id: Id<Customer>,
    /// True if an earlier row of the file made it: then both are one record, whatever is to become of those
    /// that the shop knows.
    pub twin: bool,
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
    /// Rows that have something of somebody they are not taken for.
    pub near: Vec<Match>,
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
    /// What rows share with somebody they are not, and what they say of others that could not be told.
    pub problems: Vec<Problem>,
}

impl ImportPlan {
    /// Rows that found somebody whom the shop knows.
    pub fn known(&self) -> impl Iterator<Item = &Match> {
        self.matches.iter().filter(|found| !found.twin)
    }

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
    deciding: impl Into<Deciding>,
    ids: &mut IdMaker,
    moment: &Moment,
    mut progress: impl FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<ImportPlan, Cancelled> {
    let deciding = deciding.into();
    let mut work = Work {
        slots: Vec::new(),
        index: Index::by(deciding.by),
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
        let row = draft.row;
        let found = work.find(&draft, &deciding);
        result.problems.extend(found.doubt);
        result.near.extend(found.near);
        if let Some(known) = found.known {
            let left = !known.twin && deciding.leaves(draft.row);
            result.matches.push(known);
            if left {
                result.skipped += 1;
                let id = found.at.and_then(|at| work.id(at));
                result.rows.extend(id.map(|id| (draft.row, id)));
                continue;
            }
        }
        draft.customer.company = work.company_of(&draft, ids, moment);
        let at = match found.at {
            Some(at) => {
                result.problems.extend(work.update(at, &draft, moment));
                at
            }
            None => work.add(draft, ids, moment),
        };
        result.rows.extend(work.id(at).map(|id| (row, id)));
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

/// Whom a row found.
struct Met {
    at: Option<usize>,
    known: Option<Match>,
    /// Somebody who has something of it and is somebody else.
    near: Option<Match>,
    /// The same in words, unless the person has answered.
    doubt: Option<Problem>,
}

impl Work {
    /// Whom the shop knows, or an earlier row of the file made, that a row is. Those that are to be added
    /// once more are not looked for among the known.
    /// What a person said of the row goes before everything.
    fn find(&self, draft: &Draft, deciding: &Deciding) -> Met {
        let slot = |at: usize| {
            let slot = self.slots.get(at);
            slot.filter(|slot| slot.base.is_none() || deciding.choice != DuplicateChoice::Add)
        };
        let get = |at: usize| slot(at).map(|slot| &slot.now);
        let found = self.index.look(&draft.customer, get);
        let one = |(at, sign): (usize, Sign)| {
            let slot = self.slots.get(at)?;
            Some(Match {
                row: draft.row,
                sign,
                name: slot.now.display_name().to_owned(),
                id: slot.now.id,
                twin: slot.base.is_none(),
            })
        };
        let said = deciding.rows.get(&draft.row).copied();
        let at = match said {
            Some(Whose::Nobody) => None,
            Some(Whose::Update(id) | Whose::Leave(id)) => self.index.identity(id),
            None => found.known.map(|(at, _)| at),
        };
        let sign = |at: usize| {
            let all = [found.known, found.shares].into_iter().flatten();
            let mut those = all.filter(|(other, _)| *other == at).map(|(_, sign)| sign);
            // A person who says so knows them by name.
            those.next().unwrap_or(Sign::Name)
        };
        let near = match said {
            Some(_) => found
                .known
                .or(found.shares)
                .filter(|(other, _)| at != Some(*other)),
            None => found.shares,
        };
        let doubt = found
            .shares
            .filter(|_| said.is_none())
            .and_then(one)
            .map(|near| {
                let (sign, name) = (near.sign, near.name);
                let kind = ProblemKind::Shared { sign, name };
                Problem::new(draft.row, "", kind, draft.customer.display_name())
            });
        Met {
            at,
            known: at.and_then(|at| one((at, sign(at)))),
            near: near.and_then(one),
            doubt,
        }
    }

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
        let mut codes = draft.company_code.split([';', ',']);
        let by_code = codes.find_map(|code| self.index.code(CustomerKind::Company, code));
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

    /// Somebody new to the shop's book is no new customer where the file says since when they are one.
    fn add(&mut self, draft: Draft, ids: &mut IdMaker, moment: &Moment) -> usize {
        self.push(Customer {
            id: ids.next(moment.now),
            created: draft.since.map_or(moment.now, |day| since(day, moment)),
            updated: moment.now,
            ..draft.customer
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

    /// Brings a row into a known record; what it says otherwise than an earlier row of the file is told.
    fn update(&mut self, at: usize, draft: &Draft, moment: &Moment) -> Option<Problem> {
        let slot = self.slots.get_mut(at)?;
        let from = &draft.customer;
        let mut clash = false;
        if slot.base.is_none() {
            let said = draft.since.map(|day| since(day, moment));
            slot.now.created = said.unwrap_or(slot.now.created).min(slot.now.created);
            clash = fill(&mut slot.now, from);
        } else {
            merge(&mut slot.now, from);
            slot.now.company = from.company.or(slot.now.company);
        }
        slot.touched = true;
        slot.now.company = slot.now.company.filter(|company| *company != slot.now.id);
        self.index.insert(at, &slot.now);
        let kind = ProblemKind::Twins(slot.now.display_name().to_owned());
        clash.then(|| Problem::new(draft.row, "", kind, ""))
    }
}

/// The moment that stands for a day since when somebody is a customer: its noon, which is that day in nearly
/// every zone, and never later than now.
fn since(day: NaiveDate, moment: &Moment) -> Timestamp {
    let noon = day.and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(12);
    Timestamp(noon.timestamp_millis()).min(moment.now)
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
