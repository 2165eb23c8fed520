//! From rows of deals to what the import would change: the deals, the people and companies they are
//! with, and the boards, stages and members of the team they name. Nothing is guessed away: a stage
//! nobody knew becomes a stage. One plan is one change and one undo.

use std::{ops::ControlFlow, sync::Arc};

use rustc_hash::FxHashMap;

use super::{
    super::{
        customers::Draft,
        duplicates::{DuplicateChoice, Index, name_key},
        plan::{Cancelled, ImportPlan, plan as plan_people},
    },
    DealRow, Read, Status,
};
use crate::domain::{
    Currency, Customer, CustomerKind, Deal, Id, IdMaker, Member, Moment, Outcome, Pipeline, Rank,
    Stage, StageVisit, tag::add,
};

/// What the shop has already.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Its customers.
    pub customers: Vec<Arc<Customer>>,
    /// Its deals.
    pub deals: Vec<Arc<Deal>>,
    /// Its boards.
    pub boards: Vec<Arc<Pipeline>>,
    /// Its team.
    pub members: Vec<Arc<Member>>,
}

/// What happens to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// A new record.
    New,
    /// It changes a known one.
    Update,
    /// It is known and left as it is, or says nothing new.
    Known,
}

/// What an import would change.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DealsPlan {
    /// People and companies.
    pub people: ImportPlan,
    /// Members of the team nobody knew.
    pub members: Vec<Member>,
    /// Boards nobody knew.
    pub boards: Vec<Pipeline>,
    /// Known boards as they are and with further stages.
    pub grown: Vec<(Arc<Pipeline>, Pipeline)>,
    /// Stages nobody knew, on boards old and new.
    pub stages: usize,
    /// New deals, in the order of the file.
    pub create: Vec<Deal>,
    /// Known deals as they are and as they would be.
    pub update: Vec<(Arc<Deal>, Deal)>,
    /// Rows left out because the person chose to skip known ones.
    pub skipped: usize,
    /// Known deals of which the file says nothing new.
    pub unchanged: usize,
    /// What happens to each row of a deal.
    pub fates: Vec<(usize, Fate)>,
}

/// What holds where the file says nothing.
#[derive(Debug, Clone, Copy)]
pub struct House<'a> {
    /// The shop's currency.
    pub currency: Currency,
    /// Name of the board that is made where the shop has none.
    pub board: &'a str,
}

/// Makes the plan. `progress` is told how many rows are done and may stop it.
pub fn plan(
    read: Read,
    known: &Known,
    choice: DuplicateChoice,
    house: House<'_>,
    ids: &mut IdMaker,
    moment: &Moment,
    mut progress: impl FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<DealsPlan, Cancelled> {
    let mut index = Index::default();
    for (at, customer) in known.customers.iter().enumerate() {
        index.insert(at, customer);
    }
    let (drafts, mut whom) = split(read.people, known, &index);
    let people_choice = match choice {
        DuplicateChoice::Update => DuplicateChoice::Update,
        // Ten deals of one person are no ten people.
        _ => DuplicateChoice::Skip,
    };
    let customers = known.customers.iter().cloned();
    let people = plan_people(drafts, customers, people_choice, ids, moment, |_, _| {
        ControlFlow::Continue(())
    })?;
    whom.extend(people.rows.iter().copied());
    let mut work = Work {
        known,
        ids,
        moment,
        currency: house.currency,
        board: house.board,
        members: known
            .members
            .iter()
            .map(|one| (name_key(&one.name), one.id))
            .collect(),
        boards: known
            .boards
            .iter()
            .map(|one| (Some(one.clone()), Pipeline::clone(one)))
            .collect(),
        left: FxHashMap::default(),
        last: FxHashMap::default(),
        plan: DealsPlan {
            people,
            ..DealsPlan::default()
        },
    };
    work.remember();
    let total = read.deals.len();
    for (done, row) in read.deals.into_iter().enumerate() {
        if done % 500 == 0 && progress(done, total).is_break() {
            return Err(Cancelled);
        }
        let by_code = row.codes.iter().find_map(|code| index.code(code));
        let by_code = by_code
            .and_then(|at| known.customers.get(at))
            .map(|one| one.id);
        let customer = by_code.or_else(|| whom.get(&row.row).copied());
        work.row(row, customer, choice);
    }
    Ok(work.finish())
}

/// Drafts that have to be planned, and the rows that only name a company the shop has.
fn split(
    people: Vec<Draft>,
    known: &Known,
    index: &Index,
) -> (Vec<Draft>, FxHashMap<usize, Id<Customer>>) {
    let mut whom = FxHashMap::default();
    let mut drafts = Vec::with_capacity(people.len());
    for draft in people {
        let one = &draft.customer;
        let bare = one.kind == CustomerKind::Person
            && one.phones.is_empty()
            && one.emails.is_empty()
            && draft.company.is_empty();
        let get = |at: usize| known.customers.get(at).map(AsRef::as_ref);
        let company = index.company(&one.name.full).filter(|_| bare);
        let company = company.filter(|_| index.find(one, get).is_none());
        match company.and_then(|at| known.customers.get(at)) {
            Some(company) => {
                whom.insert(draft.row, company.id);
            }
            None => drafts.push(draft),
        }
    }
    (drafts, whom)
}

type Key = (String, Option<Id<Customer>>);

struct Work<'a> {
    known: &'a Known,
    ids: &'a mut IdMaker,
    moment: &'a Moment,
    currency: Currency,
    board: &'a str,
    members: FxHashMap<String, Id<Member>>,
    /// Boards as they are, if they are known, and as they would be.
    boards: Vec<(Option<Arc<Pipeline>>, Pipeline)>,
    /// Deals the shop has that no row has answered for yet, the newest first.
    left: FxHashMap<Key, Vec<Arc<Deal>>>,
    /// The last place of each column.
    last: FxHashMap<Id<Stage>, Rank>,
    plan: DealsPlan,
}

impl Work<'_> {
    fn remember(&mut self) {
        for deal in self.known.deals.iter().rev() {
            let key = (name_key(&deal.title), deal.customer);
            self.left.entry(key).or_default().push(deal.clone());
            let last = self
                .last
                .entry(deal.stage)
                .or_insert_with(|| deal.rank.clone());
            if deal.rank > *last {
                last.clone_from(&deal.rank);
            }
        }
    }

    fn row(&mut self, row: DealRow, customer: Option<Id<Customer>>, choice: DuplicateChoice) {
        let key = (name_key(&row.title), customer);
        let known = match choice {
            DuplicateChoice::Add => None,
            _ => self.left.get_mut(&key).and_then(Vec::pop),
        };
        let number = row.row;
        let fate = match known {
            None => {
                self.create(row, customer);
                Fate::New
            }
            Some(_) if choice == DuplicateChoice::Skip => {
                self.plan.skipped += 1;
                Fate::Known
            }
            Some(deal) => self.update(&deal, row),
        };
        self.plan.fates.push((number, fate));
    }

    fn create(&mut self, row: DealRow, customer: Option<Id<Customer>>) {
        let now = self.moment.now;
        let (pipeline, stage) = self.place(&row, None);
        let last = self.last.get(&stage);
        let rank = Rank::following(last);
        self.last.insert(stage, rank.clone());
        let owner = self.member(&row.owner);
        let outcome = self.outcome(&row, &Outcome::Open);
        let currency = row.currency.unwrap_or(self.currency);
        let (id, at) = (self.ids.next(now), (pipeline, stage));
        self.plan.create.push(Deal {
            customer,
            rank,
            value: row.value.unwrap_or_default(),
            expected_close: row.expected_close,
            outcome,
            source: row.source,
            note: row.note,
            owner,
            tags: row.tags,
            values: row.values,
            ..Deal::new(id, row.title, at, currency, now)
        });
    }

    /// What the file says of a known deal; what it does not say stays.
    fn update(&mut self, deal: &Arc<Deal>, row: DealRow) -> Fate {
        let now = self.moment.now;
        let mut edited = Deal::clone(deal);
        if !row.stage.is_empty() || !row.board.is_empty() {
            let (pipeline, stage) = self.place(&row, Some(deal));
            if stage != deal.stage {
                edited.pipeline = pipeline;
                edited.stage = stage;
                edited.history.push(StageVisit { stage, at: now });
                edited.rank = Rank::following(self.last.get(&stage));
                self.last.insert(stage, edited.rank.clone());
            }
        }
        if let Some(value) = row.value {
            edited.value = value;
            edited.currency = row.currency.unwrap_or(deal.currency);
        }
        edited.expected_close = row.expected_close.or(deal.expected_close);
        edited.outcome = self.outcome(&row, &deal.outcome);
        if edited.outcome != deal.outcome {
            edited.closed_by = None;
        }
        edited.owner = self.member(&row.owner).or(deal.owner);
        if !row.source.is_empty() {
            edited.source = row.source;
        }
        if !row.note.is_empty() && !deal.note.contains(&row.note) {
            let parts = [deal.note.as_str(), row.note.as_str()];
            let filled = parts.into_iter().filter(|part| !part.is_empty());
            edited.note = filled.collect::<Vec<_>>().join("\n");
        }
        for tag in &row.tags {
            add(&mut edited.tags, tag);
        }
        for (field, value) in row.values {
            edited.values.insert(field, value);
        }
        if edited == **deal {
            self.plan.unchanged += 1;
            return Fate::Known;
        }
        edited.updated = now;
        self.plan.update.push((deal.clone(), edited));
        Fate::Update
    }

    fn outcome(&self, row: &DealRow, before: &Outcome) -> Outcome {
        let (was_on, was_why) = match before {
            Outcome::Won { on, reason } | Outcome::Lost { on, reason } => {
                (Some(*on), reason.clone())
            }
            Outcome::Open => (None, String::new()),
        };
        let on = row.closed.or(was_on).unwrap_or(self.moment.today);
        let reason = if row.reason.is_empty() {
            was_why
        } else {
            row.reason.clone()
        };
        match row.status {
            Some(Status::Won) => Outcome::Won { on, reason },
            Some(Status::Lost) => Outcome::Lost { on, reason },
            Some(Status::Open) => Outcome::Open,
            None => before.clone(),
        }
    }

    fn member(&mut self, name: &str) -> Option<Id<Member>> {
        let key = name_key(name);
        if key.is_empty() {
            return None;
        }
        if let Some(id) = self.members.get(&key) {
            return Some(*id);
        }
        let now = self.moment.now;
        let id = self.ids.next(now);
        self.members.insert(key, id);
        self.plan.members.push(Member {
            id,
            name: name.to_owned(),
            left: false,
            created: now,
            updated: now,
        });
        Some(id)
    }

    fn finish(mut self) -> DealsPlan {
        for (before, mut board) in self.boards {
            match before {
                None => {
                    boards::spread(&mut board.stages);
                    self.plan.boards.push(board);
                }
                Some(before) if *before != board => {
                    board.updated = self.moment.now;
                    self.plan.grown.push((before, board));
                }
                Some(_) => {}
            }
        }
        self.plan
    }
}

#[path = "boards.rs"]
mod boards;
