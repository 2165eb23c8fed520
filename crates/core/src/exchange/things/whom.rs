//! The people and companies that rows of deals, tasks or touches are about: planned like a list of
//! customers, and found again by row or by their number in the former system.

use std::{ops::ControlFlow, sync::Arc};

use rustc_hash::FxHashMap;

use super::super::{
    asides::{Asides, Beside},
    customers::Draft,
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
}

impl<'a> Whom<'a> {
    /// Plans them, and the team that looks after them.
    pub fn plan(
        mut people: Vec<Draft>,
        shop: &'a People,
        choice: DuplicateChoice,
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
        let (drafts, rows) = split(people, known, &index);
        let choice = match choice {
            DuplicateChoice::Update => DuplicateChoice::Update,
            // Ten deals of one person are no ten people.
            _ => DuplicateChoice::Skip,
        };
        let go_on = |_, _| ControlFlow::Continue(());
        let mut people = plan(drafts, known.iter().cloned(), choice, ids, moment, go_on)?;
        if choice == DuplicateChoice::Update {
            // Who is known is skipped with what the row says of them, companies that it only names too.
            people.rows.extend(&rows);
        }
        let have = Beside {
            relations: &shop.relations,
            points: &shop.points,
        };
        asides.apply(&mut people, known, have, &choice.into(), ids, moment);
        let whom = Self {
            known,
            index,
            rows: rows
                .into_iter()
                .chain(people.rows.iter().copied())
                .collect(),
            people,
        };
        Ok((whom, team))
    }

    /// Whom a row is about: by one of these numbers, else by what the row says itself.
    pub fn of(&self, row: usize, codes: &[Numbered]) -> Option<Id<Customer>> {
        let every = [CustomerKind::Person, CustomerKind::Company];
        let by_code = codes.iter().find_map(|one| {
            let mut kinds = every.into_iter();
            kinds.find_map(|kind| {
                let asked = one.kind.is_none_or(|asked| asked == kind);
                self.index.code(kind, &one.code).filter(|_| asked)
            })
        });
        let by_code = by_code.and_then(|at| self.known.get(at)).map(|one| one.id);
        by_code.or_else(|| self.rows.get(&row).copied())
    }
}

/// Drafts that have to be planned, and the rows that only name a company the shop has.
fn split(
    people: Vec<Draft>,
    known: &[Arc<Customer>],
    index: &Index,
) -> (Vec<Draft>, Vec<(usize, Id<Customer>)>) {
    let mut whom = Vec::new();
    let mut drafts = Vec::with_capacity(people.len());
    for draft in people {
        let one = &draft.customer;
        let bare = one.kind == CustomerKind::Person
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
