//! Changing the stages of a board together with the deals that stand on those that go.

use crate::domain::{
    clock::Moment,
    command::{Command, Draft, Refusal},
    deal::StageVisit,
    id::Id,
    pipeline::{Pipeline, Stage},
    record::Records,
};

use super::{SavePipeline, updated};

/// Saves a board and moves the open deals of stages that go, in one change.
#[derive(Debug, Clone)]
pub struct SaveBoard {
    /// The board as it shall be.
    pub board: Pipeline,
    /// From a stage that goes to one that stays.
    pub moves: Vec<(Id<Stage>, Id<Stage>)>,
}

impl Command for SaveBoard {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let target = |from: Id<Stage>| {
            let (_, to) = self.moves.iter().find(|(stage, _)| *stage == from)?;
            self.board.stage(*to).map(|stage| stage.id)
        };
        let mut after = Records {
            pipelines: records.pipelines.clone(),
            ..Records::default()
        };
        let mut edits = Vec::new();
        let stranded = |deal: &crate::domain::Deal| {
            deal.is_open()
                && deal.pipeline == self.board.id
                && self.board.stage(deal.stage).is_none()
        };
        for deal in records.deals.iter().filter(|deal| stranded(deal)) {
            let Some(stage) = target(deal.stage) else {
                // Left for the board's own rule to count.
                let slot = after.deals.slot_count();
                after.deals.put(slot, deal.clone());
                continue;
            };
            edits.extend(updated(deal, moment.now, |deal| {
                deal.stage = stage;
                deal.history.push(StageVisit {
                    stage,
                    at: moment.now,
                });
            }));
        }
        let mut draft = SavePipeline(self.board.clone()).decide(&after, moment)?;
        draft.edits.extend(edits);
        Ok(draft)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::{Currency, Deal, Rank, Timestamp};
    use uuid::Uuid;

    fn id<T>(number: u128) -> Id<T> {
        Id::new(Uuid::from_u128(number))
    }

    fn records() -> Records {
        let stage = |number| Stage {
            id: id(number),
            name: format!("stage {number}"),
            probability: 10,
            stale_after: None,
        };
        let mut records = Records::default();
        let board = Pipeline {
            id: id(1),
            name: "board".to_owned(),
            stages: vec![stage(11), stage(12)],
            lost_reasons: Vec::new(),
            rank: Rank::first(),
            created: Timestamp(0),
            updated: Timestamp(0),
        };
        records.pipelines.put(0, Arc::new(board));
        let at = (id(1), id(11));
        let deal = Deal::new(id(5), "deal", at, Currency::USD, Timestamp(0));
        records.deals.put(0, Arc::new(deal));
        records
    }

    #[test]
    fn a_stage_goes_only_if_its_deals_are_moved() {
        let records = records();
        let moment = Moment {
            now: Timestamp(7),
            today: chrono::NaiveDate::default(),
        };
        let mut board = records
            .get(id::<Pipeline>(1))
            .expect("there")
            .as_ref()
            .clone();
        board.stages.remove(0);
        let save = |moves| {
            SaveBoard {
                board: board.clone(),
                moves,
            }
            .decide(&records, &moment)
        };
        assert_eq!(save(Vec::new()), Err(Refusal::StageInUse(1)));
        // A stage that does not stay is no place to go.
        assert_eq!(save(vec![(id(11), id(99))]), Err(Refusal::StageInUse(1)));
        let draft = save(vec![(id(11), id(12))]).expect("moved");
        let moved = draft.edits.iter().find_map(|edit| match &edit.after {
            Some(crate::domain::Record::Deals(deal)) => Some(deal.clone()),
            _ => None,
        });
        let moved = moved.expect("the deal moves");
        assert_eq!(moved.stage, id(12));
        assert_eq!(
            moved.history.last().map(|visit| visit.at),
            Some(Timestamp(7))
        );
    }
}
