//! One edit on many deals or products: one change, one undo, however many there are.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::{
    change::{Edit, Label, Verb},
    clock::{Moment, Timestamp},
    command::{Command, Draft, Refusal},
    deal::{Deal, StageVisit},
    field::{FieldDef, FieldValue, set_value},
    id::Id,
    member::Member,
    pipeline::Stage,
    product::Product,
    rank::Rank,
    record::{Records, TableName},
};

use super::{bulk_work::BulkChange, name_of, updated};

/// What is set on each deal.
#[derive(Debug, Clone, PartialEq)]
pub enum DealChange {
    /// The column, at its end in the order of the list; only open deals of the stage's board move.
    Stage(Id<Stage>),
    /// Who looks after them.
    Owner(Option<Id<Member>>),
    /// The day they are expected to close.
    ExpectedClose(Option<NaiveDate>),
    /// An own field.
    Own(Id<FieldDef>, Option<FieldValue>),
}

/// Sets something on many deals.
#[derive(Debug, Clone)]
pub struct EditDeals {
    /// Which; those that are gone are left out.
    pub deals: Vec<Id<Deal>>,
    /// What.
    pub change: DealChange,
}

impl EditDeals {
    /// Moves the deals behind those that stand in the column already.
    fn moved(&self, stage: Id<Stage>, records: &Records, now: Timestamp) -> Vec<Edit> {
        let mut boards = records.pipelines.iter();
        let Some(board) = boards.find(|board| board.stage(stage).is_some()) else {
            return Vec::new();
        };
        let there = records
            .deals
            .iter()
            .filter(|deal| deal.is_open() && deal.stage == stage);
        let mut last = there.map(|deal| deal.rank.clone()).max();
        let movable =
            |deal: &&Arc<Deal>| deal.is_open() && deal.pipeline == board.id && deal.stage != stage;
        let mut edits = Vec::new();
        for deal in self
            .deals
            .iter()
            .filter_map(|id| records.get(*id))
            .filter(movable)
        {
            let rank = Rank::between(last.as_ref(), None);
            last = Some(rank.clone());
            edits.extend(updated(deal, now, |deal| {
                deal.rank = rank;
                deal.stage = stage;
                deal.history.push(StageVisit { stage, at: now });
            }));
        }
        edits
    }
}

impl Command for EditDeals {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let (verb, edits) = match &self.change {
            DealChange::Stage(stage) => (Verb::Move, self.moved(*stage, records, moment.now)),
            other => {
                let deals = self.deals.iter().filter_map(|id| records.get(*id));
                let edits = deals.filter_map(|deal| {
                    updated(deal, moment.now, |deal| match other {
                        DealChange::Owner(owner) => deal.owner = *owner,
                        DealChange::ExpectedClose(day) => deal.expected_close = *day,
                        DealChange::Own(field, value) => {
                            set_value(&mut deal.values, *field, value.clone());
                        }
                        DealChange::Stage(_) => {}
                    })
                });
                (Verb::Edit, edits.collect())
            }
        };
        draft(verb, TableName::Deals, edits)
    }
}

/// What is set on each product.
#[derive(Debug, Clone, PartialEq)]
pub enum ProductChange {
    /// The usual price in minor units of the product's currency; `None`: it varies.
    Price(Option<i64>),
    /// The group it is sold under.
    Category(String),
    /// Whether it is sold no longer.
    Archived(bool),
    /// An own field.
    Own(Id<FieldDef>, Option<FieldValue>),
}

impl BulkChange for ProductChange {
    type Of = Product;

    fn apply(&self, product: &mut Product, _: &Moment) {
        match self {
            Self::Price(price) => product.price = *price,
            Self::Category(category) => category.trim().clone_into(&mut product.category),
            Self::Archived(archived) => product.archived = *archived,
            Self::Own(field, value) => set_value(&mut product.values, *field, value.clone()),
        }
    }
}

fn draft(verb: Verb, table: TableName, edits: Vec<Edit>) -> Result<Draft, Refusal> {
    let first = edits.first().and_then(|edit| edit.after.as_ref());
    let name = first.map(name_of).ok_or(Refusal::Nothing)?;
    Ok(Draft::new(
        Label::new(verb, table, edits.len(), name),
        edits,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, IdMaker, Outcome, Pipeline, Record};

    fn moment() -> Moment {
        Moment {
            now: Timestamp(60),
            today: "2026-11-26".parse().expect("a date"),
        }
    }

    fn shop() -> (Records, Vec<Id<Deal>>, Vec<Id<Stage>>) {
        let mut ids = IdMaker::new(1);
        let mut records = Records::default();
        let stage = |id, name: &str| Stage {
            id,
            name: name.to_owned(),
            probability: 50,
            stale_after: None,
        };
        let stages: Vec<Id<Stage>> = (0..2).map(|_| ids.next(Timestamp(1))).collect();
        let board = Pipeline {
            id: ids.next(Timestamp(1)),
            name: "Board".to_owned(),
            rank: Rank::first(),
            stages: vec![stage(stages[0], "First"), stage(stages[1], "Second")],
            lost_reasons: Vec::new(),
            created: Timestamp(1),
            updated: Timestamp(1),
        };
        let mut deals = Vec::new();
        for (slot, at) in [0, 0, 1, 0].into_iter().enumerate() {
            let id = ids.next(Timestamp(1));
            let lost = Outcome::Lost {
                on: moment().today,
                reason: String::new(),
            };
            let (title, at) = (format!("Deal {slot}"), (board.id, stages[at]));
            let mut deal = Deal::new(id, title, at, Currency::USD, Timestamp(1));
            if slot == 3 {
                deal.outcome = lost;
            }
            let slot = u32::try_from(slot).expect("small");
            records.deals.put(slot, Arc::new(deal));
            deals.push(id);
        }
        records.pipelines.put(0, Arc::new(board));
        (records, deals, stages)
    }

    #[test]
    fn deals_move_behind_those_that_stand_there_in_the_order_of_the_list() {
        let (records, deals, stages) = shop();
        let command = EditDeals {
            deals: vec![deals[1], deals[0], deals[2], deals[3]],
            change: DealChange::Stage(stages[1]),
        };
        let draft = command.decide(&records, &moment()).expect("a change");
        // The one that stands there already and the one that is lost stay as they are.
        let moved: Vec<Arc<Deal>> = draft
            .edits
            .iter()
            .filter_map(|edit| match &edit.after {
                Some(Record::Deals(deal)) => Some(deal.clone()),
                _ => None,
            })
            .collect();
        let names: Vec<&str> = moved.iter().map(|deal| deal.title.as_str()).collect();
        assert_eq!(names, ["Deal 1", "Deal 0"]);
        let there = &records.get(deals[2]).expect("a deal").rank;
        assert!(*there < moved[0].rank && moved[0].rank < moved[1].rank);
        assert_eq!(moved[0].history.len(), 2);
        assert_eq!(draft.label.count, 2);
        let nowhere = EditDeals {
            deals,
            change: DealChange::Owner(None),
        };
        assert_eq!(
            nowhere.decide(&records, &moment()),
            Err(Refusal::Nothing),
            "nothing changes"
        );
    }
}
