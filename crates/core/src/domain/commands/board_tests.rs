//! Deals of one board: what moving, closing and reasoning leave behind.

use std::sync::Arc;

use uuid::Uuid;

use super::*;
use crate::domain::{Currency, Record, Timestamp};

fn id<T>(number: u128) -> Id<T> {
    Id::new(Uuid::from_u128(number))
}

fn at(now: i64) -> Moment {
    Moment {
        now: Timestamp(now),
        today: day(),
    }
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 9).expect("a date")
}

/// A deal in the first of two columns since 0.
fn shop() -> Records {
    let mut records = Records::default();
    let stage = |number| Stage {
        id: id(number),
        name: format!("stage {number}"),
        probability: 10,
        stale_after: None,
    };
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
    let deal = Deal::new(id(5), "deal", (id(1), id(11)), Currency::USD, Timestamp(0));
    records.deals.put(0, Arc::new(deal));
    records
}

/// Carries the command out on the deal.
fn run(records: &mut Records, command: &dyn Command, now: i64) -> Result<Arc<Deal>, Refusal> {
    let draft = command.decide(records, &at(now))?;
    let [edit] = draft.edits.as_slice() else {
        panic!("one edit: {draft:?}");
    };
    let Some(Record::Deals(deal)) = &edit.after else {
        panic!("the deal stays: {edit:?}");
    };
    records.deals.put(0, deal.clone());
    Ok(deal.clone())
}

fn visits(deal: &Deal) -> Vec<(Id<Stage>, i64)> {
    let visits = deal.history.iter();
    visits.map(|visit| (visit.stage, visit.at.0)).collect()
}

#[test]
fn each_move_to_another_column_is_a_visit_in_the_history() {
    let mut records = shop();
    let to = |stage, above| MoveDeal {
        deal: id(5),
        stage: id(stage),
        above,
    };
    let deal = run(&mut records, &to(12, None), 70).expect("moves");
    assert_eq!((deal.stage, deal.in_stage_since().0), (id(12), 70));
    assert_eq!(visits(&deal), [(id(11), 0), (id(12), 70)]);
    let deal = run(&mut records, &to(11, None), 90).expect("moves back");
    assert_eq!(visits(&deal), [(id(11), 0), (id(12), 70), (id(11), 90)]);
    // Inside a column only the place changes.
    let other = Deal {
        rank: Rank::between(Some(&deal.rank), None),
        ..Deal::new(id(6), "other", (id(1), id(11)), Currency::USD, Timestamp(0))
    };
    records.deals.put(1, Arc::new(other));
    let moved = run(&mut records, &to(11, None), 99).expect("moves to the end");
    assert!(moved.rank > deal.rank);
    assert_eq!(visits(&moved), visits(&deal));
    assert_eq!(moved.in_stage_since().0, 90);
    // Back on the board from its outcome, the column is entered anew.
    let close = CloseDeal {
        deal: id(5),
        won: true,
        on: day(),
        reason: String::new(),
        by: None,
    };
    run(&mut records, &close, 100).expect("won");
    let deal = run(&mut records, &ReopenDeals(vec![id(5)]), 110).expect("open again");
    assert_eq!(visits(&deal).last(), Some(&(id(11), 110)));
}

#[test]
fn a_won_deal_takes_a_reason_and_stays_whose_it_was() {
    let mut records = shop();
    let say = |reason: &str| GiveReason {
        deal: id(5),
        reason: reason.to_owned(),
    };
    assert_eq!(run(&mut records, &say("fast"), 1), Err(Refusal::Nothing));
    let close = |won, reason: &str| CloseDeal {
        deal: id(5),
        won,
        on: day(),
        reason: reason.to_owned(),
        by: Some(id(7)),
    };
    run(&mut records, &close(true, ""), 10).expect("won");
    let won = |reason: &str| Outcome::Won {
        on: day(),
        reason: reason.to_owned(),
    };
    let deal = run(&mut records, &say(" quick answer "), 20).expect("says why");
    assert_eq!(
        (&deal.outcome, deal.closed_by),
        (&won("quick answer"), Some(id(7)))
    );
    assert_eq!(
        run(&mut records, &say("quick answer"), 30),
        Err(Refusal::Nothing)
    );
    let deal = run(&mut records, &say(""), 40).expect("takes it away");
    assert_eq!(deal.outcome, won(""));

    // What was lost was lost for something.
    run(&mut records, &ReopenDeals(vec![id(5)]), 50).expect("open again");
    run(&mut records, &close(false, "price"), 60).expect("lost");
    assert_eq!(
        run(&mut records, &say(" "), 70),
        Err(Refusal::Blank("reason"))
    );
    let deal = run(&mut records, &say("too late"), 80).expect("another reason");
    let lost = Outcome::Lost {
        on: day(),
        reason: "too late".to_owned(),
    };
    assert_eq!(deal.outcome, lost);
}

#[test]
fn several_closed_deals_are_opened_again_in_one_change() {
    let mut records = shop();
    let mut other = Deal::clone(records.get(id(5)).expect("a deal"));
    other.id = id(6);
    records.deals.put(1, Arc::new(other));
    let close = CloseDeal {
        deal: id(5),
        won: false,
        on: day(),
        reason: "price".to_owned(),
        by: None,
    };
    let lost = run(&mut records, &close, 10).expect("lost");
    let reopened = |records: &Records, deals: &[u128]| {
        let deals = deals.iter().map(|deal| id(*deal)).collect();
        ReopenDeals(deals).decide(records, &at(20))
    };
    // The open one and the one that is gone stay as they are.
    let draft = reopened(&records, &[6, 5, 99]).expect("open again");
    assert_eq!((draft.label.count, draft.edits.len()), (1, 1));
    assert_eq!(reopened(&records, &[6]), Err(Refusal::Nothing));
    let gone = Err(Refusal::Gone(TableName::Deals));
    assert_eq!(reopened(&records, &[99]), gone);
    let other = Deal {
        id: id(6),
        ..Deal::clone(&lost)
    };
    records.deals.put(1, Arc::new(other));
    let draft = reopened(&records, &[5, 6]).expect("open again");
    assert_eq!(draft.label.count, 2);
}
