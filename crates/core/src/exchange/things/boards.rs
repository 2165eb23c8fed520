//! Where a deal stands: the board and the column that a row names, made if the shop has none of that
//! name.

use super::{DealRow, Work};
use crate::{
    domain::{Deal, Id, Pipeline, Rank, Stage, limits},
    exchange::duplicates::name_key,
};

impl Work<'_> {
    /// The board and the column a row names. Without a board it is the one of `deal`, else the first;
    /// without a stage the first of the board.
    pub(super) fn place(
        &mut self,
        row: &DealRow,
        deal: Option<&Deal>,
    ) -> (Id<Pipeline>, Id<Stage>) {
        let at = self.board(row, deal);
        let now = self.moment.now;
        let key = name_key(&row.stage);
        let stay = deal.filter(|_| key.is_empty()).map(|deal| deal.stage);
        let Some((_, board)) = self.boards.get_mut(at) else {
            // The board was made a moment ago.
            return (self.ids.next(now), self.ids.next(now));
        };
        let found = board.stages.iter().find(|stage| {
            key.is_empty() && stay.is_none_or(|id| stage.id == id) || name_key(&stage.name) == key
        });
        let first = board.stages.first().map(|stage| stage.id);
        if let Some(stage) = found
            .map(|stage| stage.id)
            .or(first.filter(|_| key.is_empty()))
        {
            return (board.id, stage);
        }
        if board.stages.len() >= limits::ENTRIES {
            return (board.id, first.unwrap_or_else(|| self.ids.next(now)));
        }
        let id = self.ids.next(now);
        let probability = board.stages.last().map_or(50, |stage| stage.probability);
        board.stages.push(Stage {
            id,
            name: if key.is_empty() {
                board.name.clone()
            } else {
                row.stage.clone()
            },
            probability,
            stale_after: None,
        });
        self.plan.stages += 1;
        (board.id, id)
    }

    fn board(&mut self, row: &DealRow, deal: Option<&Deal>) -> usize {
        let key = name_key(&row.board);
        let found = if key.is_empty() {
            let own = deal.and_then(|deal| {
                self.boards
                    .iter()
                    .position(|(_, board)| board.id == deal.pipeline)
            });
            // The board that has the stage, else the first.
            let stage = name_key(&row.stage);
            own.or_else(|| {
                let has =
                    |board: &Pipeline| board.stages.iter().any(|s| name_key(&s.name) == stage);
                self.boards
                    .iter()
                    .position(|(_, board)| !stage.is_empty() && has(board))
            })
            .or((!self.boards.is_empty()).then_some(0))
        } else {
            self.boards
                .iter()
                .position(|(_, board)| name_key(&board.name) == key)
        };
        if let Some(at) = found {
            return at;
        }
        let now = self.moment.now;
        let last = self
            .boards
            .iter()
            .map(|(_, board)| board.rank.clone())
            .max();
        let name = if key.is_empty() {
            self.board.to_owned()
        } else {
            row.board.clone()
        };
        self.boards.push((
            None,
            Pipeline {
                id: self.ids.next(now),
                name,
                stages: Vec::new(),
                lost_reasons: Vec::new(),
                rank: Rank::following(last.as_ref()),
                created: now,
                updated: now,
            },
        ));
        self.boards.len() - 1
    }
}

/// On a board nobody knew the chance of winning grows from stage to stage.
pub(super) fn spread(stages: &mut [Stage]) {
    let count = stages.len() + 1;
    for (at, stage) in stages.iter_mut().enumerate() {
        stage.probability = u8::try_from((at + 1) * 100 / count).unwrap_or(50);
    }
}
