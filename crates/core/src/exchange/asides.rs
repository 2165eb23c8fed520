//! What rows of customers say that a plan of customers alone does not decide: how far a lead has come
//! and what a known person allowed meanwhile, points of a former card, and who belongs together, which can
//! only be told when it is known who everybody is.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    customers::{
        Draft,
        more::{self, Mention},
    },
    deciding::Deciding,
    plan::ImportPlan,
    problem::{Problem, ProblemKind},
};
use crate::domain::{
    Consent, Customer, Id, IdMaker, Lead, Moment, PointsEntry, PointsReason, Relation,
    RelationKind, consent,
};

/// What the rows say besides, taken before the plan is made.
#[derive(Debug, Default)]
pub struct Asides(Vec<Aside>);

#[derive(Debug)]
struct Aside {
    row: usize,
    lead: Option<Lead>,
    consents: Vec<Consent>,
    mentions: Vec<Mention>,
    points: i64,
    /// True if the row says nothing of the person but who belongs to them.
    alone: bool,
}

/// What the shop has of its customers besides their records.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside<'a> {
    /// Who belongs together.
    pub relations: &'a [Arc<Relation>],
    /// Points that came or went without a sale.
    pub points: &'a [Arc<PointsEntry>],
}

impl Asides {
    /// Of these rows.
    pub fn of(drafts: &mut [Draft]) -> Self {
        let asides = drafts.iter_mut().filter_map(|draft| {
            let customer = &draft.customer;
            let aside = Aside {
                alone: only_named(draft),
                row: draft.row,
                lead: customer.lead.clone(),
                consents: customer.consents.clone(),
                mentions: std::mem::take(&mut draft.mentions),
                points: draft.points,
            };
            let nothing = aside.lead.is_none()
                && aside.consents.is_empty()
                && aside.mentions.is_empty()
                && aside.points == 0;
            (!nothing).then_some(aside)
        });
        Self(asides.collect())
    }

    /// Adds it to the plan that was made of the rows on top of the `known` customers, of whom the shop has
    /// what `have` says.
    pub fn apply(
        self,
        plan: &mut ImportPlan,
        known: &[Arc<Customer>],
        have: Beside<'_>,
        deciding: &Deciding,
        ids: &mut IdMaker,
        moment: &Moment,
    ) {
        if self.0.is_empty() {
            return;
        }
        let skipped = plan.known().map(|found| found.row);
        let skipped: FxHashSet<usize> = skipped.filter(|row| deciding.leaves(*row)).collect();
        let who: FxHashMap<usize, Id<Customer>> = plan.rows.iter().copied().collect();
        let asides: Vec<(Id<Customer>, Aside)> = self
            .0
            .into_iter()
            // A list of who belongs to whom leaves everybody as they are.
            .filter(|aside| aside.alone || !skipped.contains(&aside.row))
            .filter_map(|aside| Some((*who.get(&aside.row)?, aside)))
            .collect();
        tell(&asides, plan, known, moment);
        plan.points = bring(&asides, have.points, ids, moment);
        if asides.iter().all(|(_, aside)| aside.mentions.is_empty()) {
            return;
        }
        let (mut relations, problems) = relate(&asides, &Names::of(plan, known), ids, moment);
        let have: FxHashSet<_> = have.relations.iter().map(|one| one.tie()).collect();
        relations.retain(|one| !have.contains(&one.tie()));
        plan.relations = relations;
        plan.problems.extend(problems);
    }
}

/// True for a row that only names somebody.
fn only_named(draft: &Draft) -> bool {
    let said = &draft.customer;
    let mut named = Draft::new(draft.row).customer;
    named.id = said.id;
    named.name.clone_from(&said.name);
    named.code.clone_from(&said.code);
    named.kind = said.kind;
    named == *said && draft.points == 0 && draft.company.is_empty() && draft.owner.is_empty()
}

/// Leads and consents, to the new customers and to the known ones.
fn tell(
    asides: &[(Id<Customer>, Aside)],
    plan: &mut ImportPlan,
    known: &[Arc<Customer>],
    moment: &Moment,
) {
    let bases: FxHashMap<_, _> = known.iter().map(|one| (one.id, one)).collect();
    let created = plan.create.iter().enumerate();
    let created: FxHashMap<_, _> = created.map(|(at, one)| (one.id, at)).collect();
    let updated = plan.update.iter().enumerate();
    let mut updated: FxHashMap<_, _> = updated.map(|(at, (one, _))| (one.id, at)).collect();
    for (id, aside) in asides {
        let made = created.get(id).and_then(|at| plan.create.get_mut(*at));
        let edited = updated.get(id).and_then(|at| plan.update.get_mut(*at));
        if let Some(customer) = made.or(edited.map(|(_, edited)| edited)) {
            aside.tell(customer, moment);
        } else if let Some(base) = bases.get(id) {
            let mut edited = Customer::clone(base);
            aside.tell(&mut edited, moment);
            if edited != ***base {
                edited.updated = moment.now;
                updated.insert(*id, plan.update.len());
                plan.update.push((Arc::clone(base), edited));
                plan.unchanged = plan.unchanged.saturating_sub(1);
            }
        }
    }
}

/// Points from before, once each: whoever has entries of points has brought them, or had none.
fn bring(
    asides: &[(Id<Customer>, Aside)],
    have: &[Arc<PointsEntry>],
    ids: &mut IdMaker,
    moment: &Moment,
) -> Vec<PointsEntry> {
    let mut counted: FxHashSet<Id<Customer>> = have.iter().map(|one| one.customer).collect();
    let mut brought = Vec::new();
    for (customer, aside) in asides.iter().filter(|(_, aside)| aside.points > 0) {
        if counted.insert(*customer) {
            brought.push(PointsEntry {
                id: ids.next(moment.now),
                customer: *customer,
                points: aside.points,
                reason: PointsReason::Opening,
                at: moment.now,
                note: String::new(),
                by: None,
                created: moment.now,
                updated: moment.now,
            });
        }
    }
    brought
}

impl Aside {
    fn tell(&self, customer: &mut Customer, moment: &Moment) {
        customer.consents = consent::unite(&customer.consents, &self.consents);
        let Some(told) = &self.lead else { return };
        let unsaid = more::unsaid(moment.today);
        match &mut customer.lead {
            // What the shop noted of its own time stays.
            Some(have) if have.since != unsaid => {
                have.status = told.status;
                have.reason.clone_from(&told.reason);
                have.answered = have.answered.or(told.answered);
            }
            none => {
                let since = if told.since == unsaid {
                    moment.now
                } else {
                    told.since
                };
                *none = Some(Lead {
                    since,
                    ..told.clone()
                });
            }
        }
    }
}

/// Who is called what; `None` where several are.
#[derive(Default)]
struct Names {
    names: FxHashMap<String, Option<Id<Customer>>>,
    codes: FxHashMap<String, Option<Id<Customer>>>,
}

impl Names {
    fn of(plan: &ImportPlan, known: &[Arc<Customer>]) -> Self {
        let edited: FxHashMap<_, _> = plan.update.iter().map(|(_, one)| (one.id, one)).collect();
        let known = known.iter().map(AsRef::as_ref);
        let now = known.map(|one| edited.get(&one.id).copied().unwrap_or(one));
        let mut all = Self::default();
        for customer in now.chain(&plan.create) {
            let only = |taken: &mut Option<Id<Customer>>| *taken = None;
            let name = customer.display_name().trim().to_owned();
            let names = all.names.entry(name).and_modify(only);
            names.or_insert(Some(customer.id));
            if !customer.code.is_empty() {
                let codes = all.codes.entry(customer.code.clone()).and_modify(only);
                codes.or_insert(Some(customer.id));
            }
        }
        all
    }

    fn find(&self, mention: &Mention) -> Option<Id<Customer>> {
        let found = if mention.code.is_empty() {
            self.names.get(&mention.name)
        } else {
            self.codes.get(&mention.code)
        };
        found.copied().flatten()
    }
}

fn relate(
    asides: &[(Id<Customer>, Aside)],
    names: &Names,
    ids: &mut IdMaker,
    moment: &Moment,
) -> (Vec<Relation>, Vec<Problem>) {
    let mut relations: Vec<Relation> = Vec::new();
    let mut problems = Vec::new();
    let mut seen = FxHashSet::default();
    for (id, aside) in asides {
        for mention in &aside.mentions {
            let other = names.find(mention).filter(|other| other != id);
            let Some(other) = other else {
                let kind = ProblemKind::UnknownRelation;
                let name = if mention.name.is_empty() {
                    &mention.code
                } else {
                    &mention.name
                };
                problems.push(Problem::new(aside.row, &mention.column, kind, name));
                continue;
            };
            let first = mention.first && mention.kind == RelationKind::Referrer;
            let (from, to) = if first { (other, *id) } else { (*id, other) };
            let relation = Relation {
                id: ids.next(moment.now),
                from,
                to,
                kind: mention.kind,
                role: mention.role.clone(),
                created: moment.now,
                updated: moment.now,
            };
            let (one, two, kind, role) = relation.tie();
            if seen.insert((one, two, kind, role.to_owned())) {
                relations.push(relation);
            }
        }
    }
    (relations, problems)
}

#[cfg(test)]
#[path = "asides_tests.rs"]
mod tests;
