//! The deals of a board, or of all of them, as lists: which of the open ones are shown, in what order, and the
//! closed ones, newest first.

use std::{cmp::Reverse, collections::HashMap, sync::Arc};

use chrono::{Datelike, NaiveDate};

use crate::{
    domain::{Deal, Id, Outcome, Pipeline, Records, Stage, deal::weighted},
    search::pinyin::sort_key,
};

use super::{
    board::{boards, chance},
    calendar::OnDays,
    deal_columns::DealColumn,
    deals_asked::{DealsAsked, DealsShape, Ended, customer_name},
    gather::sort_by,
    own::{OwnKey, own_key},
};

/// A day in milliseconds.
const DAY: i64 = 86_400_000;

/// The day a deal was closed, and why, if somebody said so; `None` while it is open.
pub fn closing(deal: &Deal) -> Option<(NaiveDate, &str)> {
    match &deal.outcome {
        Outcome::Open => None,
        Outcome::Won { on, reason } | Outcome::Lost { on, reason } => Some((*on, reason)),
    }
}

/// The closed deals that pass, in order; equal ones by the day they were closed, the last first.
pub fn closed_deals(records: &Records, asked: &DealsAsked) -> Vec<Arc<Deal>> {
    let passes = asked.narrowing(records);
    let shown = on_shown_board(records, asked);
    let mut found: Vec<Arc<Deal>> = records
        .deals
        .iter()
        .filter(|deal| !deal.is_open() && shown(deal))
        .filter(|deal| asked.ended.is_none() || Ended::of(deal) == asked.ended)
        .filter(|deal| passes(deal))
        .cloned()
        .collect();
    let day = |deal: &Deal| closing(deal).map(|(on, _)| on);
    found.sort_by(|a, b| day(b).cmp(&day(a)).then(b.id.cmp(&a.id)));
    sort(records, &Places::of(records), asked, &mut found);
    found
}

/// Whether a deal is of a board that is shown. All of them show that of a board that is gone, too.
fn on_shown_board(records: &Records, asked: &DealsAsked) -> impl Fn(&Deal) -> bool + use<> {
    let all = asked.is_of_all();
    let one = asked.boards(records).first().map(|board| board.id);
    move |deal| all || one == Some(deal.pipeline)
}

/// Where boards stand, and their stages one board after another.
struct Places {
    boards: HashMap<Id<Pipeline>, i64>,
    stages: HashMap<(Id<Pipeline>, Id<Stage>), i64>,
}

impl Places {
    fn of(records: &Records) -> Self {
        let all = boards(records);
        let stages = all.iter().flat_map(|board| {
            let stages = board.stages.iter();
            stages.map(|stage| (board.id, stage.id))
        });
        Self {
            stages: stages.zip(0..).collect(),
            boards: all.iter().map(|board| board.id).zip(0..).collect(),
        }
    }

    fn board(&self, deal: &Deal) -> Option<i64> {
        self.boards.get(&deal.pipeline).copied()
    }

    fn stage(&self, deal: &Deal) -> Option<i64> {
        self.stages.get(&(deal.pipeline, deal.stage)).copied()
    }
}

/// The open deals that pass, in order; equal ones as on their board.
pub fn open_deals(records: &Records, asked: &DealsAsked) -> Vec<Arc<Deal>> {
    let passes = asked.narrowing(records);
    let shown = on_shown_board(records, asked);
    let stage = asked.stage.filter(|_| asked.shape != DealsShape::Board);
    let places = Places::of(records);
    let mut found: Vec<Arc<Deal>> = records
        .deals
        .iter()
        .filter(|deal| deal.is_open() && shown(deal))
        .filter(|deal| stage.is_none_or(|stage| deal.stage == stage))
        .filter(|deal| passes(deal))
        .cloned()
        .collect();
    let stands = |deal: &Deal| (places.board(deal), places.stage(deal));
    found.sort_by(|a, b| (stands(a), &a.rank, a.id).cmp(&(stands(b), &b.rank, b.id)));
    sort(records, &places, asked, &mut found);
    found
}

/// The open deals that pass on the days they are expected to close, of each day the greatest first.
pub fn deals_by_close(
    records: &Records,
    asked: &DealsAsked,
    dates: &[NaiveDate],
) -> OnDays<Arc<Deal>> {
    let mut found = open_deals(records, asked);
    found.sort_by_key(|deal| Reverse(deal.value));
    let dated = found.into_iter().map(|deal| (deal.expected_close, deal));
    OnDays::of(dates, dated)
}

/// Puts deals in the order that is asked for, by a column that has something to tell.
fn sort(records: &Records, places: &Places, asked: &DealsAsked, deals: &mut [Arc<Deal>]) {
    let sort = asked.arranged.sort;
    let Some((column, down)) = sort.filter(|(column, _)| asked.tells(*column)) else {
        return;
    };
    let number = |number: i64| Some(OwnKey::Number(number));
    let text = |text: &str| (!text.is_empty()).then(|| OwnKey::Text(sort_key(text)));
    let narrow = |number: i128| i64::try_from(number).unwrap_or(i64::MAX);
    sort_by(deals, down, |deal| match column {
        DealColumn::Title => text(&deal.title),
        DealColumn::Outcome => {
            let ended = Ended::of(deal)?;
            let place = Ended::ALL.iter().position(|one| *one == ended)?;
            number(i64::try_from(place).ok()?)
        }
        DealColumn::Customer => text(customer_name(records, deal)),
        DealColumn::Board => number(places.board(deal)?),
        DealColumn::Stage => number(places.stage(deal)?),
        DealColumn::Value => number(deal.value),
        DealColumn::Weighted => number(narrow(weighted(deal.value, chance(records, deal)))),
        DealColumn::Owner => text(&records.get(deal.owner?)?.name),
        DealColumn::Close => number(deal.expected_close?.num_days_from_ce().into()),
        DealColumn::Closed => number(closing(deal)?.0.num_days_from_ce().into()),
        DealColumn::Reason => text(closing(deal)?.1),
        // The older the record, the greater the age; of a closed one it ended then.
        DealColumn::Age => {
            let end = closing(deal).map_or(0, |(on, _)| i64::from(on.num_days_from_ce()) * DAY);
            number(end - deal.created.0)
        }
        DealColumn::Tags => text(deal.tags.first()?),
        DealColumn::Source => text(&deal.source),
        DealColumn::Created => number(deal.created.0),
        DealColumn::Own(field) => own_key(field, &deal.values),
    });
}

#[cfg(test)]
#[path = "deals_tests.rs"]
mod tests;
