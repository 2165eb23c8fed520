//! Rules of the module beside it, each with a case that breaks if the rule does.

use super::*;
use crate::domain::{Command, Entity, Moment, Outcome, Rank, Timestamp, commands::MoveDeal};
use chrono::NaiveDate;
use proptest::prelude::*;
use uuid::Uuid;

const EUR: &str = "EUR";

fn id<T>(number: u128) -> Id<T> {
    Id::new(Uuid::from_u128(number))
}

fn stage(number: u128, probability: u8) -> Stage {
    Stage {
        id: id(number),
        name: format!("stage {number}"),
        probability,
        stale_after: None,
    }
}

fn deal(number: u128, stage: u128, value: i64, currency: Currency) -> Deal {
    let (title, at) = (format!("deal {number}"), (id(1), id(stage)));
    Deal {
        rank: Rank::sequence(usize::try_from(number).expect("small"))
            .last()
            .expect("one"),
        value,
        history: Vec::new(),
        ..Deal::new(id(number), title, at, currency, Timestamp(0))
    }
}

fn board() -> Pipeline {
    Pipeline {
        id: id(1),
        name: "board".to_owned(),
        stages: vec![stage(11, 10), stage(12, 33), stage(13, 90)],
        lost_reasons: Vec::new(),
        rank: Rank::first(),
        created: Timestamp(0),
        updated: Timestamp(0),
    }
}

fn shop(deals: Vec<Deal>) -> Records {
    let mut records = Records::default();
    records.pipelines.put(0, Arc::new(board()));
    for (slot, deal) in deals.into_iter().enumerate() {
        Deal::table_mut(&mut records).put(u32::try_from(slot).expect("small"), Arc::new(deal));
    }
    records
}

fn names(columns: &[Column]) -> Vec<Vec<u128>> {
    let number = |card: &Card| card.0.id.raw().as_u128();
    columns
        .iter()
        .map(|column| column.cards.iter().map(number).collect())
        .collect()
}

#[test]
fn closed_deals_are_not_on_the_board_and_strays_stand_in_the_first_column() {
    let mut won = deal(3, 12, 5, Currency::USD);
    won.outcome = Outcome::Won {
        on: NaiveDate::default(),
        reason: String::new(),
    };
    let records = shop(vec![
        deal(2, 11, 1, Currency::USD),
        deal(1, 11, 1, Currency::USD),
        won,
        deal(4, 99, 1, Currency::USD),
    ]);
    let columns = columns(&records, &board());
    assert_eq!(names(&columns), vec![vec![1, 2, 4], vec![], vec![]]);
}

#[test]
fn sums_are_exact_round_once_and_leave_other_currencies_out() {
    let euro = Currency::parse(EUR).expect("a code");
    let deals = [
        deal(1, 12, 101, Currency::USD),
        deal(2, 12, 101, Currency::USD),
        deal(3, 12, 1_000_000, euro),
    ];
    let figures = Figures::of(&deals, 33, Currency::USD);
    assert_eq!((figures.count, figures.other), (3, 1));
    assert_eq!(figures.total(), 202);
    // 2 × 33.33 = 66.66, not 33 + 33.
    assert_eq!(figures.weighted(), 67);
    let huge = [
        deal(1, 12, i64::MAX, Currency::USD),
        deal(2, 12, i64::MAX, Currency::USD),
    ];
    assert_eq!(Figures::of(&huge, 100, Currency::USD).total(), i64::MAX);
}

#[test]
fn steps_stop_at_the_edges() {
    let records = shop(vec![
        deal(1, 11, 1, Currency::USD),
        deal(2, 11, 1, Currency::USD),
        deal(3, 12, 1, Currency::USD),
    ]);
    let columns = columns(&records, &board());
    let go = |number, to| step(&columns, id(number), to);
    assert_eq!(go(1, Step::Up), None);
    assert_eq!(go(1, Step::Before), None);
    assert_eq!(go(2, Step::Down), None);
    let down = go(1, Step::Down).expect("room below");
    assert_eq!(
        names(&with_move(columns.clone(), id(1), down))[0],
        vec![2, 1]
    );
    let after = go(1, Step::After).expect("a column");
    assert_eq!(
        names(&with_move(columns.clone(), id(1), after))[1],
        vec![1, 3]
    );
}

proptest! {
    /// What is shown while a card is dragged is what the board is after the move was written.
    #[test]
    fn the_preview_is_the_result(
        stages in proptest::collection::vec(11_u128..14, 1..12),
        who in 0_usize..12,
        to in 11_u128..14,
        above in proptest::option::of(0_usize..12),
    ) {
        let count = stages.len();
        let number = |at: usize| u128::try_from(at % count + 1).expect("small");
        let deals = stages.iter().enumerate()
            .map(|(at, stage)| deal(number(at), *stage, 1, Currency::USD))
            .collect();
        let mut records = shop(deals);
        let (who, above) = (number(who), above.map(number).filter(|above| *above != number(who)));
        // A card of another column is no place in this one.
        let above = above.filter(|above| records.deals.get(id(*above)).is_some_and(|deal| deal.stage == id(to)));
        let place = Place { stage: id(to), above: above.map(id) };
        let shown = with_move(columns(&records, &board()), id(who), place);
        let command = MoveDeal { deal: id(who), stage: place.stage, above: place.above };
        let moment = Moment { now: Timestamp(5), today: NaiveDate::default() };
        if let Ok(draft) = command.decide(&records, &moment) {
            for edit in draft.edits {
                let after = edit.after.expect("an update");
                let deal = Deal::from_record(&after).expect("a deal").clone();
                let slot = records.deals.slot_of(deal.id.raw()).expect("known");
                records.deals.put(slot, deal);
            }
        }
        prop_assert_eq!(names(&shown), names(&columns(&records, &board())));
    }
}

#[test]
fn narrowing_keeps_the_columns() {
    let mut records = Records::default();
    for (slot, (stage, tags)) in [(11, vec!["vip"]), (11, vec![]), (12, vec!["big", "vip"])]
        .into_iter()
        .enumerate()
    {
        let slot = u32::try_from(slot).expect("small");
        let mut one = deal(u128::from(slot) + 1, stage, 5, Currency::USD);
        one.tags = tags.into_iter().map(str::to_owned).collect();
        records.deals.put(slot, Arc::new(one));
    }
    let all = columns(&records, &board());
    let counts = |tag: &str| {
        let asked = DealsAsked {
            tag: tag.to_owned(),
            ..DealsAsked::default()
        };
        let some = narrowed(all.clone(), &records, &asked);
        some.iter().map(|one| one.cards.len()).collect::<Vec<_>>()
    };
    let everything: Vec<usize> = all.iter().map(|one| one.cards.len()).collect();
    assert_eq!(counts(""), everything);
    assert_eq!(counts("vip").iter().sum::<usize>(), 2);
    assert_eq!(counts("big").iter().sum::<usize>(), 1);
    assert_eq!(counts("vip").len(), all.len(), "an empty column stays");
}

#[test]
fn a_new_deal_begins_where_it_was_told_or_at_the_first_stage_of_the_first_board() {
    let mut records = shop(Vec::new());
    let second = Pipeline {
        id: id(2),
        stages: vec![stage(21, 10), stage(22, 50)],
        rank: Rank::following(Some(&Rank::first())),
        ..board()
    };
    records.pipelines.put(1, Arc::new(second));
    let at = |board: Option<u128>, stage: Option<u128>| {
        let place = beginning(&records, board.map(id), stage.map(id));
        place.map(|(board, stage)| (board.raw().as_u128(), stage.raw().as_u128()))
    };
    assert_eq!(at(None, None), Some((1, 11)));
    assert_eq!(at(Some(2), None), Some((2, 21)));
    assert_eq!(at(Some(2), Some(22)), Some((2, 22)));
    assert_eq!(at(Some(2), Some(12)), Some((2, 21)), "of another board");
    assert_eq!(at(Some(9), Some(12)), Some((1, 12)), "a board that is gone");
    assert_eq!(beginning(&Records::default(), None, None), None);
}

#[test]
fn what_is_new_stands_above_everything_in_its_column() {
    let mut won = deal(1, 12, 5, Currency::USD);
    won.outcome = Outcome::Won {
        on: NaiveDate::default(),
        reason: String::new(),
    };
    // Stage 99 is none of the board's: that one is drawn in the first column.
    let mut records = shop(vec![won, deal(2, 99, 1, Currency::USD)]);
    for (number, on) in [(7, 11), (8, 12)] {
        let rank = top_rank(&records, (id(1), id(on)));
        let new = Deal {
            rank,
            ..deal(number, on, 1, Currency::USD)
        };
        let slot = records.deals.slot_count();
        records.deals.put(slot, Arc::new(new));
    }
    let shown = columns(&records, &board());
    assert_eq!(names(&shown), vec![vec![7, 2], vec![8], vec![]]);
    assert_eq!(top_rank(&records, (id(9), id(11))), Rank::first());
}

#[test]
fn all_boards_add_up_to_what_each_adds_up_to() {
    let mut records = shop(vec![
        deal(1, 11, 101, Currency::USD),
        deal(2, 12, 101, Currency::USD),
        deal(3, 99, 500, Currency::USD),
        deal(4, 12, 7, Currency::parse(EUR).expect("a code")),
    ]);
    let second = Pipeline {
        id: id(2),
        stages: vec![stage(21, 45)],
        ..board()
    };
    records.pipelines.put(1, Arc::new(second));
    let mut other = deal(5, 21, 333, Currency::USD);
    other.pipeline = id(2);
    other.tags = vec!["vip".to_owned()];
    records.deals.put(4, Arc::new(other));
    let each = |asked: &DealsAsked| {
        let all = boards(&records).into_iter();
        let all = all.flat_map(|board| narrowed(columns(&records, &board), &records, asked));
        all.map(|column| column.figures(Currency::USD))
            .fold(Figures::default(), Figures::plus)
    };
    let vip = DealsAsked {
        tag: "vip".to_owned(),
        ..DealsAsked::default()
    };
    for (asked, count) in [(DealsAsked::default(), 5), (vip, 1)] {
        let all = figures_of_all(&records, &asked, Currency::USD);
        assert_eq!(all, each(&asked));
        assert_eq!(all.count, count);
    }
}
