//! From rows of deals to what the import would change: the deals, the people and companies they are
//! with, and the boards, stages and members of the team they name. Nothing is guessed away: a stage
//! nobody knew becomes a stage. One plan is one change and one undo.

use std::{ops::ControlFlow, sync::Arc};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    super::{
        deciding::Deciding,
        duplicates::{DuplicateChoice, Sign, name_key},
        plan::{Cancelled, ImportPlan},
        team::Team,
    },
    DealRow, Fate, Read, Status, Tally,
    whom::{People, Whom},
};
use crate::domain::{
    Currency, Customer, Deal, Id, IdMaker, Member, Moment, Outcome, Pipeline, Rank, Stage,
    StageVisit, tag::add,
};

/// What the shop has already.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Its customers and its team.
    pub people: People,
    /// Its deals.
    pub deals: Vec<Arc<Deal>>,
    /// Its boards.
    pub boards: Vec<Arc<Pipeline>>,
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
    /// How the rows fare.
    pub tally: Tally,
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
    deciding: impl Into<Deciding>,
    house: House<'_>,
    ids: &mut IdMaker,
    moment: &Moment,
    mut progress: impl FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<DealsPlan, Cancelled> {
    let deciding = deciding.into();
    let choice = deciding.choice;
    let (whom, team) = Whom::plan(read.people, &known.people, &deciding, ids, moment)?;
    let mut work = Work {
        known,
        ids,
        moment,
        currency: house.currency,
        board: house.board,
        team,
        boards: known
            .boards
            .iter()
            .map(|one| (Some(one.clone()), Pipeline::clone(one)))
            .collect(),
        left: FxHashMap::default(),
        answered: FxHashSet::default(),
        made_codes: FxHashSet::default(),
        coded: known
            .deals
            .iter()
            .filter(|deal| !deal.code.is_empty())
            .map(|deal| (deal.code.clone(), deal.clone()))
            .collect(),
        last: FxHashMap::default(),
        plan: DealsPlan::default(),
    };
    work.remember();
    let total = read.deals.len();
    for (done, row) in read.deals.into_iter().enumerate() {
        if done % 500 == 0 && progress(done, total).is_break() {
            return Err(Cancelled);
        }
        let customer = whom.of(row.row, &row.codes);
        let may_be = whom.may_be(row.row, &row.codes);
        work.plan.tally.whom.extend(may_be.map(|id| (row.row, id)));
        work.row(row, customer, choice);
    }
    Ok(work.finish(whom.people))
}

type Key = (String, Option<Id<Customer>>);

struct Work<'a> {
    known: &'a Known,
    ids: &'a mut IdMaker,
    moment: &'a Moment,
    currency: Currency,
    board: &'a str,
    team: Team,
    /// Boards as they are, if they are known, and as they would be.
    boards: Vec<(Option<Arc<Pipeline>>, Pipeline)>,
    /// Deals the shop has by their number in the former system.
    coded: FxHashMap<String, Arc<Deal>>,
    /// Those of them that rows have named.
    answered: FxHashSet<Id<Deal>>,
    /// Numbers of deals that the file brought.
    made_codes: FxHashSet<String>,
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
        let known = match choice {
            DuplicateChoice::Add => None,
            _ => self.known(&row, customer),
        };
        let number = row.row;
        let again = choice != DuplicateChoice::Add && self.made_codes.contains(&row.code);
        let sign = known.as_ref().map(|(_, sign)| *sign);
        let sign = sign.or(again.then_some(Sign::Code));
        let signs = &mut self.plan.tally.signs;
        signs.extend(sign.map(|sign| (number, sign)));
        let fate = match known {
            // One number is one deal, however often the file names it.
            None if again => self.plan.tally.skip(),
            None => {
                if !row.code.is_empty() {
                    self.made_codes.insert(row.code.clone());
                }
                self.create(row, customer);
                Fate::New
            }
            Some(_) if choice == DuplicateChoice::Skip => self.plan.tally.skip(),
            Some((deal, _)) => self.update(&deal, row, customer),
        };
        self.plan.tally.fates.push((number, fate));
    }

    /// The deal of the shop that a row is: by its number, else by title and customer where no other
    /// number contradicts.
    fn known(
        &mut self,
        row: &DealRow,
        customer: Option<Id<Customer>>,
    ) -> Option<(Arc<Deal>, Sign)> {
        let key = (name_key(&row.title), customer);
        if let Some(deal) = self.coded.get(&row.code).filter(|_| !row.code.is_empty()) {
            self.answered.insert(deal.id);
            return Some((deal.clone(), Sign::Code));
        }
        let left = self.left.get_mut(&key)?;
        let answered = &self.answered;
        let at = left.iter().rposition(|one| {
            let free = one.code.is_empty() || row.code.is_empty();
            free && !answered.contains(&one.id)
        })?;
        Some((left.remove(at), Sign::Name))
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
            code: row.code,
            owner,
            tags: row.tags,
            values: row.values,
            ..Deal::new(id, row.title, at, currency, now)
        });
    }

    /// What the file says of a known deal; what it does not say stays.
    fn update(&mut self, deal: &Arc<Deal>, row: DealRow, customer: Option<Id<Customer>>) -> Fate {
        let now = self.moment.now;
        let mut edited = Deal::clone(deal);
        edited.customer = customer.or(deal.customer);
        if name_key(&edited.title) != name_key(&row.title) {
            edited.title.clone_from(&row.title);
        }
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
        if edited.code.is_empty() {
            edited.code = row.code;
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
            return self.plan.tally.leave();
        }
        edited.updated = now;
        self.plan.update.push((deal.clone(), edited));
        self.plan.tally.change(row.row, deal.id.raw())
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
        self.team.member(name, self.ids, self.moment)
    }

    fn finish(mut self, people: ImportPlan) -> DealsPlan {
        self.plan.people = people;
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
        let edited = self.plan.update.iter().map(|(_, edited)| edited);
        let owners: Vec<_> = self
            .plan
            .create
            .iter()
            .chain(edited)
            .filter_map(|one| one.owner)
            .collect();
        self.plan.members = self.team.made_for(&self.plan.people, owners.into_iter());
        self.plan
    }
}

#[path = "boards.rs"]
mod boards;
