//! A board as it is drawn: the open deals of each stage in their order, with count, sum and weighted
//! sum, exact to the minor unit. Knows nothing of dragging or markup.

use std::sync::Arc;

use super::{deals_asked::DealsAsked, gather::whole};
use crate::domain::{Currency, Deal, Id, Pipeline, Rank, Records, Stage, deal::weighted};

/// An open deal on a board; equal if it is the very same record in memory.
#[derive(Debug, Clone)]
pub struct Card(pub Arc<Deal>);

impl PartialEq for Card {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// One stage with its open deals, first to last.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The stage.
    pub stage: Stage,
    /// Its open deals in the order people gave them.
    pub cards: Vec<Card>,
}

/// Where a deal is to stand: a stage, and the deal right below it (`None`: at the end).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The stage.
    pub stage: Id<Stage>,
    /// The deal that comes right after.
    pub above: Option<Id<Deal>>,
}

/// What a set of deals adds up to, in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    /// How many deals, whatever their currency.
    pub count: usize,
    /// Sum of the values in minor units.
    pub sum: i128,
    /// Sum of value × probability in hundredths of a minor unit.
    pub weighted_hundredths: i128,
    /// Deals in other currencies, which are in neither sum.
    pub other: usize,
}

impl Figures {
    /// Adds up `deals` of a stage with that probability.
    pub fn of<'a>(
        deals: impl IntoIterator<Item = &'a Deal>,
        probability: u8,
        currency: Currency,
    ) -> Self {
        deals.into_iter().fold(Self::default(), |mut sum, deal| {
            sum.count += 1;
            if deal.currency == currency {
                sum.sum += i128::from(deal.value);
                sum.weighted_hundredths += weighted(deal.value, probability);
            } else {
                sum.other += 1;
            }
            sum
        })
    }

    /// The sum in minor units, held at the ends of what can be shown.
    pub fn total(&self) -> i64 {
        narrow(self.sum)
    }

    /// The weighted sum in minor units, rounded once, half away from zero.
    pub fn weighted(&self) -> i64 {
        narrow(whole(self.weighted_hundredths))
    }

    /// Both together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            count: self.count + other.count,
            sum: self.sum + other.sum,
            weighted_hundredths: self.weighted_hundredths + other.weighted_hundredths,
            other: self.other + other.other,
        }
    }
}

fn narrow(amount: i128) -> i64 {
    i64::try_from(amount).unwrap_or(if amount < 0 { i64::MIN } else { i64::MAX })
}

impl Column {
    /// What its deals add up to.
    pub fn figures(&self, currency: Currency) -> Figures {
        Figures::of(
            self.cards.iter().map(|card| card.0.as_ref()),
            self.stage.probability,
            currency,
        )
    }
}

/// What the open deals of all boards that pass add up to, each weighted by its own [`chance`].
pub fn figures_of_all(records: &Records, asked: &DealsAsked, currency: Currency) -> Figures {
    let passes = asked.narrowing(records);
    let open = records.deals.iter().filter(|deal| deal.is_open());
    open.filter(|deal| passes(deal))
        .fold(Figures::default(), |sum, deal| {
            sum.plus(Figures::of(
                [deal.as_ref()],
                chance(records, deal),
                currency,
            ))
        })
}

/// How likely a deal becomes business, in percent, as its stage has it; one whose stage is unknown by the first
/// stage of its board.
pub fn chance(records: &Records, deal: &Deal) -> u8 {
    let board = records.get(deal.pipeline);
    let stage = board.and_then(|board| board.stage(deal.stage).or(board.stages.first()));
    stage.map_or(0, |stage| stage.probability)
}

/// The boards in their order.
pub fn boards(records: &Records) -> Vec<Arc<Pipeline>> {
    let mut boards: Vec<_> = records.pipelines.iter().cloned().collect();
    boards.sort_by(|a, b| (&a.rank, a.id).cmp(&(&b.rank, b.id)));
    boards
}

/// Where a new deal begins: on that board or, if there is no such, on the first one; at that stage or, if it is
/// none of the board's, at its first. `None` while there is no board.
pub fn beginning(
    records: &Records,
    board: Option<Id<Pipeline>>,
    stage: Option<Id<Stage>>,
) -> Option<(Id<Pipeline>, Id<Stage>)> {
    let board = board.and_then(|id| records.get(id).cloned());
    let board = board.or_else(|| boards(records).into_iter().next())?;
    let stage = stage.and_then(|id| board.stage(id));
    let stage = stage.or(board.stages.first())?.id;
    Some((board.id, stage))
}

/// A place above everything in that column: what is new is seen first.
pub fn top_rank(records: &Records, (board, stage): (Id<Pipeline>, Id<Stage>)) -> Rank {
    let columns = (records.get(board)).map_or_else(Vec::new, |board| columns(records, board));
    let first = columns
        .iter()
        .find(|column| column.stage.id == stage)
        .and_then(|column| column.cards.first())
        .map(|card| &card.0.rank);
    Rank::between(None, first)
}

/// The columns of a board. A deal whose stage is unknown stands in the first column rather than
/// nowhere.
pub fn columns(records: &Records, board: &Pipeline) -> Vec<Column> {
    let mut columns: Vec<Column> = board
        .stages
        .iter()
        .map(|stage| Column {
            stage: stage.clone(),
            cards: Vec::new(),
        })
        .collect();
    let on_board = |deal: &&Arc<Deal>| deal.is_open() && deal.pipeline == board.id;
    for deal in records.deals.iter().filter(on_board) {
        let at = columns
            .iter()
            .position(|column| column.stage.id == deal.stage);
        if let Some(column) = columns.get_mut(at.unwrap_or(0)) {
            column.cards.push(Card(deal.clone()));
        }
    }
    for column in &mut columns {
        column
            .cards
            .sort_by(|a, b| (&a.0.rank, a.0.id).cmp(&(&b.0.rank, b.0.id)));
    }
    columns
}

/// The columns with those deals alone that pass.
pub fn narrowed(mut columns: Vec<Column>, records: &Records, asked: &DealsAsked) -> Vec<Column> {
    let passes = asked.narrowing(records);
    for column in &mut columns {
        column.cards.retain(|card| passes(&card.0));
    }
    columns
}

/// The columns with one deal standing elsewhere, before (or without) the move being written.
pub fn with_move(mut columns: Vec<Column>, deal: Id<Deal>, to: Place) -> Vec<Column> {
    let Some(from) = columns
        .iter()
        .position(|column| column.cards.iter().any(|card| card.0.id == deal))
    else {
        return columns;
    };
    if !columns.iter().any(|column| column.stage.id == to.stage) {
        return columns;
    }
    let card = columns.get_mut(from).and_then(|column| {
        let at = column.cards.iter().position(|card| card.0.id == deal)?;
        Some(column.cards.remove(at))
    });
    let target = columns
        .iter_mut()
        .find(|column| column.stage.id == to.stage);
    if let (Some(card), Some(column)) = (card, target) {
        let at = to
            .above
            .and_then(|above| column.cards.iter().position(|card| card.0.id == above))
            .unwrap_or(column.cards.len());
        column.cards.insert(at, card);
    }
    columns
}

/// A step over the board by keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// One place up.
    Up,
    /// One place down.
    Down,
    /// To the column before, at the same height.
    Before,
    /// To the column after, at the same height.
    After,
}

/// Where a deal would stand after a step; `None` at the edge of the board.
pub fn step(columns: &[Column], deal: Id<Deal>, step: Step) -> Option<Place> {
    let (from, at) = position(columns, deal)?;
    let id_at = |column: &Column, at: usize| column.cards.get(at).map(|card| card.0.id);
    let beside = |column: &Column| Place {
        stage: column.stage.id,
        above: id_at(column, at),
    };
    let here = columns.get(from)?;
    match step {
        Step::Up => Some(Place {
            stage: here.stage.id,
            above: Some(id_at(here, at.checked_sub(1)?)?),
        }),
        Step::Down => {
            here.cards.get(at + 1)?;
            Some(Place {
                stage: here.stage.id,
                above: id_at(here, at + 2),
            })
        }
        Step::Before => columns.get(from.checked_sub(1)?).map(beside),
        Step::After => columns.get(from + 1).map(beside),
    }
}

/// Column and place in it, both from 0.
pub fn position(columns: &[Column], deal: Id<Deal>) -> Option<(usize, usize)> {
    columns.iter().enumerate().find_map(|(index, column)| {
        let at = column.cards.iter().position(|card| card.0.id == deal)?;
        Some((index, at))
    })
}

/// The place where a deal stands.
pub fn place_of(columns: &[Column], deal: Id<Deal>) -> Option<Place> {
    let (column, at) = position(columns, deal)?;
    let column = columns.get(column)?;
    Some(Place {
        stage: column.stage.id,
        above: column.cards.get(at + 1).map(|card| card.0.id),
    })
}

#[cfg(test)]
#[path = "board_tests.rs"]
mod tests;
