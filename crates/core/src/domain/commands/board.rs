//! Deals on a board: moving, winning, losing, putting back, and changing the board itself.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::{
    change::{Edit, Label, Verb},
    clock::{Moment, Timestamp},
    command::{Command, Draft, Refusal},
    deal::{Deal, Outcome, StageVisit},
    id::Id,
    member::Member,
    pipeline::{Pipeline, Stage},
    rank::Rank,
    record::{Entity, Records, TableName},
};

use super::updated;

/// Moves an open deal to a place in a column.
#[derive(Debug, Clone)]
pub struct MoveDeal {
    /// The deal.
    pub deal: Id<Deal>,
    /// The column to move to.
    pub stage: Id<Stage>,
    /// The deal it should stand right above; `None` puts it at the end.
    pub above: Option<Id<Deal>>,
}

impl Command for MoveDeal {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let deal = records
            .get(self.deal)
            .ok_or(Refusal::Gone(TableName::Deals))?;
        let mut column: Vec<_> = records
            .deals
            .iter()
            .filter(|other| other.is_open() && other.stage == self.stage && other.id != self.deal)
            .collect();
        column.sort_by(|a, b| (&a.rank, a.id).cmp(&(&b.rank, b.id)));
        let at = self
            .above
            .and_then(|above| column.iter().position(|other| other.id == above))
            .unwrap_or(column.len());
        let before = at
            .checked_sub(1)
            .and_then(|i| column.get(i))
            .map(|other| &other.rank);
        let rank = Rank::between(before, column.get(at).map(|other| &other.rank));
        let edit = updated(deal, moment.now, |deal| {
            deal.rank = rank;
            if deal.stage != self.stage {
                deal.stage = self.stage;
                deal.history.push(StageVisit {
                    stage: self.stage,
                    at: moment.now,
                });
            }
        })
        .ok_or(Refusal::Nothing)?;
        let label = Label::new(Verb::Move, TableName::Deals, 1, deal.title.clone());
        Ok(Draft::new(label, vec![edit]))
    }
}

/// Closes a deal as won or lost.
#[derive(Debug, Clone)]
pub struct CloseDeal {
    /// The deal.
    pub deal: Id<Deal>,
    /// True if it was won.
    pub won: bool,
    /// Civil day of the outcome.
    pub on: NaiveDate,
    /// Why; may be blank.
    pub reason: String,
    /// Who closes it, where that is known.
    pub by: Option<Id<Member>>,
}

impl Command for CloseDeal {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let deal = records
            .get(self.deal)
            .ok_or(Refusal::Gone(TableName::Deals))?;
        let (on, reason) = (self.on, self.reason.trim().to_owned());
        let (verb, outcome) = if self.won {
            (Verb::Win, Outcome::Won { on, reason })
        } else {
            (Verb::Lose, Outcome::Lost { on, reason })
        };
        let edit = updated(deal, moment.now, |deal| {
            // Closed again the same way by somebody else, it is still the first one's.
            if deal.outcome != outcome {
                deal.outcome = outcome;
                deal.closed_by = self.by;
            }
        });
        let edit = edit.ok_or(Refusal::Nothing)?;
        Ok(Draft::new(
            Label::new(verb, TableName::Deals, 1, deal.title.clone()),
            vec![edit],
        ))
    }
}

/// Says why a closed deal was won or lost, once that is known; what it said before is replaced. Whoever
/// closed it still did. A deal that was lost keeps a reason.
#[derive(Debug, Clone)]
pub struct GiveReason {
    /// The deal.
    pub deal: Id<Deal>,
    /// Why; blank takes the reason of a won deal away.
    pub reason: String,
}

impl Command for GiveReason {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let deal = records
            .get(self.deal)
            .ok_or(Refusal::Gone(TableName::Deals))?;
        let given = self.reason.trim();
        if given.is_empty() && matches!(deal.outcome, Outcome::Lost { .. }) {
            return Err(Refusal::Blank("reason"));
        }
        let edit = updated(deal, moment.now, |deal| match &mut deal.outcome {
            Outcome::Open => {}
            Outcome::Won { reason, .. } | Outcome::Lost { reason, .. } => {
                given.clone_into(reason);
            }
        });
        let label = Label::new(Verb::Edit, TableName::Deals, 1, deal.title.clone());
        Ok(Draft::new(label, vec![edit.ok_or(Refusal::Nothing)?]))
    }
}

/// Puts closed deals back on their boards, into their last stage or, if that is gone, the first. Those that are gone or
/// open are left as they are.
#[derive(Debug, Clone)]
pub struct ReopenDeals(pub Vec<Id<Deal>>);

impl ReopenDeals {
    fn reopened(deal: &Arc<Deal>, records: &Records, now: Timestamp) -> Result<Edit, Refusal> {
        let board = records
            .get(deal.pipeline)
            .ok_or(Refusal::Dangling(TableName::Pipelines))?;
        let stage = board
            .stage(deal.stage)
            .or(board.stages.first())
            .ok_or(Refusal::NoStage)?
            .id;
        let edit = updated(deal, now, |deal| {
            deal.outcome = Outcome::Open;
            deal.closed_by = None;
            deal.stage = stage;
            deal.history.push(StageVisit { stage, at: now });
        });
        edit.ok_or(Refusal::Nothing)
    }
}

impl Command for ReopenDeals {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let mut deals = self.0.iter().filter_map(|id| records.get(*id)).peekable();
        deals.peek().ok_or(Refusal::Gone(TableName::Deals))?;
        let mut closed = deals.filter(|deal| !deal.is_open()).peekable();
        let title = closed.peek().ok_or(Refusal::Nothing)?.title.clone();
        let edits = closed.map(|deal| Self::reopened(deal, records, moment.now));
        let edits = edits.collect::<Result<Vec<_>, _>>()?;
        let label = Label::new(Verb::Reopen, TableName::Deals, edits.len(), title);
        Ok(Draft::new(label, edits))
    }
}

/// Saves a board with its stages. Open deals of a stage that goes must be moved first.
#[derive(Debug, Clone)]
pub struct SavePipeline(pub Pipeline);

impl Command for SavePipeline {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let board = &self.0;
        let stranded = records
            .deals
            .iter()
            .filter(|d| d.is_open() && d.pipeline == board.id && board.stage(d.stage).is_none())
            .count();
        if stranded > 0 {
            return Err(Refusal::StageInUse(stranded));
        }
        let (verb, edit) = if let Some(current) = records.get(board.id) {
            let created = current.created;
            let edit = updated(current, moment.now, |record| {
                *record = Pipeline {
                    created,
                    updated: record.updated,
                    ..board.clone()
                };
            });
            (Verb::Edit, edit.ok_or(Refusal::Nothing)?)
        } else {
            let mut board = board.clone();
            board.set_updated(moment.now);
            (Verb::Create, Edit::create(board))
        };
        let label = Label::new(verb, TableName::Pipelines, 1, board.name.clone());
        Ok(Draft::new(label, vec![edit]))
    }
}

#[cfg(test)]
#[path = "board_tests.rs"]
mod tests;
