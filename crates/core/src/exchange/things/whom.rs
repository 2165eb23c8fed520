//! The people and companies that rows of deals, tasks or touches are about: planned like a list of
//! customers, and found again by row or by their number in the former system.

use std::{collections::BTreeMap, ops::ControlFlow, sync::Arc};

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::{
    asides::{Asides, Beside},
    customers::Draft,
    deciding::{Deciding, Whose},
    duplicates::{DuplicateChoice, Index},
    plan::{Cancelled, ImportPlan, plan},
    team::Team,
};
use super::Numbered;
use crate::domain::{Customer, CustomerKind, Id, IdMaker, Member, Moment, PointsEntry, Relation};

/// Whom the shop knows.
#[derive(Debug, Clone, Default)]
pub struct People {
    /// Its customers.
    pub customers: Vec<Arc<Customer>>,
    /// Who of them belong together.
    pub relations: Vec<Arc<Relation>>,
    /// Points that came or went without a sale.
    pub points: Vec<Arc<PointsEntry>>,
    /// Its team.
    pub members: Vec<Arc<Member>>,
}

/// Who the rows are about.
pub(super) struct Whom<'a> {
    /// What becomes of them.
    pub people: ImportPlan,
    known: &'a [Arc<Customer>],
    index: Index,
    rows: FxHashMap<usize, Id<Customer>>,
    /// What a person said of single rows.
    said: BTreeMap<usize, Whose>,
    /// Whom rows may be that are somebody new.
    near: FxHashMap<usize, Id<Customer>>,
    /// Everybody the shop knows.
    ours: FxHashSet<Id<Customer>>,
}

impl<'a> Whom<'a> {
    /// Plans them, and the team that looks after them.
    pub fn plan(
        mut people: Vec<Draft>,
        shop: &'a People,
        deciding: &Deciding,
        ids: &mut IdMaker,
        moment: &Moment,
    ) -> Result<(Self, Team), Cancelled> {
        let known = shop.customers.as_slice();
        let mut team = Team::new(&shop.members);
        let mut index = Index::default();
        for (at, customer) in known.iter().enumerate() {
            index.insert(at, customer);
        }
        team.assign(&mut people, ids, moment);
        let asides = Asides::of(&mut people);
        let (drafts, rows) = split(people, known, &index, deciding);
        let deciding = Deciding {
            choice: match deciding.choice {
                DuplicateChoice::Update => DuplicateChoice::Update,
                // Ten deals of one person are no ten people.
                _ => DuplicateChoice::Skip,
            },
            ..deciding.clone()
        };
        let go_on = |_, _| ControlFlow::Continue(());
        let all = known.iter().cloned();
        let mut people = plan(drafts, all, deciding.clone(), ids, moment, go_on)?;
        if deciding.choice == DuplicateChoice::Update {
            // Who is known is skipped with what the row says of them, companies that it only names too.
            people.rows.extend(&rows);
        }
        let have = Beside {
            relations: &shop.relations,
            points: &shop.points,
        };
        asides.apply(&mut people, known, have, &deciding, ids, moment);
        let whom = Self {
            known,
            index,
            rows: rows
                .into_iter()
                .chain(people.rows.iter().copied())
                .collect(),
            said: deciding.rows,
            near: people
                .near
                .iter()
                .filter(|one| !one.twin)
                .map(|one| (one.row, one.id))
                .collect(),
            ours: known.iter().map(|one| one.id).collect(),
            people,
        };
        Ok((whom, team))
    }

    /// Whom a row is about: whom a person said, else by one of these numbers, else by what the row says itself.
    pub fn of(&self, row: usize, codes: &[Numbered]) -> Option<Id<Customer>> {
        let by_row = || self.rows.get(&row).copied();
        match self.said.get(&row) {
            Some(Whose::Update(id) | Whose::Leave(id)) => Some(*id),
            Some(Whose::Nobody) => by_row(),
            None => self.by_code(codes).or_else(by_row),
        }
    }

    /// Who of the shop a row is or may be, so that a person can say it is not, or is somebody else.
    pub fn may_be(&self, row: usize, codes: &[Numbered]) -> Option<Id<Customer>> {
        let found = self.of(row, codes).filter(|id| self.ours.contains(id));
        let near = || self.near.get(&row).copied();
        found.or_else(|| self.by_code(codes)).or_else(near)
    }

    /// Who has one of these numbers.
    fn by_code(&self, codes: &[Numbered]) -> Option<Id<Customer>> {
        let every = [CustomerKind::Person, CustomerKind::Company];
        let by_code = codes.iter().find_map(|one| {
            let mut kinds = every.into_iter();
            kinds.find_map(|kind| {
                let asked = one.kind.is_none_or(|asked| asked == kind);
                self.index.code(kind, &one.code).filter(|_| asked)
            })
        });
        by_code.and_then(|at| self.known.get(at)).map(|one| one.id)
    }
}

/// Drafts that have to be planned, and the rows that only name a company the shop has.
fn split(
    people: Vec<Draft>,
    known: &[Arc<Customer>],
    index: &Index,
    deciding: &Deciding,
) -> (Vec<Draft>, Vec<(usize, Id<Customer>)>) {
    let mut whom = Vec::new();
    let mut drafts = Vec::with_capacity(people.len());
    for draft in people {
        let one = &draft.customer;
        let bare = one.kind == CustomerKind::Person
            && !deciding.rows.contains_key(&draft.row)
            && one.phones.is_empty()
            && one.emails.is_empty()
            && draft.company.is_empty();
        let get = |at: usize| known.get(at).map(AsRef::as_ref);
        let company = index.company(&one.name.full).filter(|_| bare);
        let company = company.filter(|_| index.find(one, get).is_none());
        match company.and_then(|at| known.get(at)) {
            Some(company) => {
                whom.push((draft.row, company.id));
            }
            None => drafts.push(draft),
        }
    }
    (drafts, whom)
}
