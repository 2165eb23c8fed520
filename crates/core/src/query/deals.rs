//! The deals of a board as lists: which of the open ones are shown, in what order, and the closed ones, newest
//! first.

use std::{cmp::Reverse, sync::Arc};

use chrono::{Datelike, NaiveDate};

use crate::{
    domain::{Deal, Id, Outcome, Pipeline, Records, Stage},
    search::pinyin::sort_key,
};

use super::{
    deals_asked::{DealColumn, DealsAsked, DealsShape, Ended, customer_name},
    own::{OwnKey, own_key},
};

/// The day a deal was closed, and why, if somebody said so; `None` while it is open.
pub fn closing(deal: &Deal) -> Option<(NaiveDate, &str)> {
    match &deal.outcome {
        Outcome::Open => None,
        Outcome::Won { on, reason } | Outcome::Lost { on, reason } => Some((*on, reason)),
    }
}

/// The closed deals of a board that pass, those closed last first.
pub fn closed_deals(records: &Records, board: &Pipeline, asked: &DealsAsked) -> Vec<Arc<Deal>> {
    let passes = asked.narrowing(records);
    let mut found: Vec<Arc<Deal>> = records
        .deals
        .iter()
        .filter(|deal| !deal.is_open() && deal.pipeline == board.id)
        .filter(|deal| asked.ended.is_none() || Ended::of(deal) == asked.ended)
        .filter(|deal| passes(deal))
        .cloned()
        .collect();
    let day = |deal: &Deal| closing(deal).map(|(on, _)| on);
    found.sort_by(|a, b| day(b).cmp(&day(a)).then(b.id.cmp(&a.id)));
    found
}

/// The open deals of a board that pass, in order; equal ones as on the board.
pub fn open_deals(records: &Records, board: &Pipeline, asked: &DealsAsked) -> Vec<Arc<Deal>> {
    let passes = asked.narrowing(records);
    let stage = asked.stage.filter(|_| asked.shape == DealsShape::Table);
    let place = |stage: Id<Stage>| board.stages.iter().position(|one| one.id == stage);
    let mut found: Vec<Arc<Deal>> = records
        .deals
        .iter()
        .filter(|deal| deal.is_open() && deal.pipeline == board.id)
        .filter(|deal| stage.is_none_or(|stage| deal.stage == stage))
        .filter(|deal| passes(deal))
        .cloned()
        .collect();
    found.sort_by(|a, b| (place(a.stage), &a.rank, a.id).cmp(&(place(b.stage), &b.rank, b.id)));
    let Some((column, down)) = asked.sort else {
        return found;
    };
    let number = |number: i64| Some(OwnKey::Number(number));
    let text = |text: &str| (!text.is_empty()).then(|| OwnKey::Text(sort_key(text)));
    let key = |deal: &Deal| match column {
        DealColumn::Title => text(&deal.title),
        DealColumn::Customer => text(customer_name(records, deal)),
        DealColumn::Stage => number(i64::try_from(place(deal.stage)?).ok()?),
        DealColumn::Value => number(deal.value),
        DealColumn::Owner => text(&records.get(deal.owner?)?.name),
        DealColumn::Close => number(deal.expected_close?.num_days_from_ce().into()),
        // The older the record, the greater the age.
        DealColumn::Age => number(-deal.created.0),
        DealColumn::Tags => text(deal.tags.first()?),
        DealColumn::Own(field) => own_key(field, &deal.values),
    };
    // What is missing stands last both ways.
    if down {
        found.sort_by_cached_key(|deal| {
            let key = key(deal).map(rankable);
            (key.is_none(), Reverse(key))
        });
    } else {
        found.sort_by_cached_key(|deal| {
            let key = key(deal).map(rankable);
            (key.is_none(), key)
        });
    }
    found
}

/// Numbers before texts; a column holds only one of them.
fn rankable(key: OwnKey) -> (i64, String) {
    match key {
        OwnKey::Number(number) => (number, String::new()),
        OwnKey::Text(text) => (0, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            Currency, FieldDef, FieldValue, IdMaker, Member, Rank, Timestamp, field::set_value,
        },
        query::{Condition, Filter, InWords, OwnTest},
    };

    struct Shop {
        ids: IdMaker,
        records: Records,
        board: Arc<Pipeline>,
    }

    impl Shop {
        fn new() -> Self {
            let mut ids = IdMaker::new(1);
            let board = Arc::new(Pipeline {
                id: ids.next(Timestamp(1)),
                name: "Board".to_owned(),
                rank: Rank::first(),
                stages: Vec::new(),
                lost_reasons: Vec::new(),
                created: Timestamp(1),
                updated: Timestamp(1),
            });
            let records = Records::default();
            Self {
                ids,
                records,
                board,
            }
        }

        fn put(&mut self, title: &str, value: i64, more: impl FnOnce(&mut Deal)) {
            let at = (self.board.id, Id::new(uuid::Uuid::from_u128(1)));
            let id = self.ids.next(Timestamp(1));
            let mut deal = Deal {
                value,
                ..Deal::new(id, title, at, Currency::USD, Timestamp(1))
            };
            more(&mut deal);
            let slot = self.records.deals.slot_count();
            self.records.deals.put(slot, Arc::new(deal));
        }

        fn titles(&self, asked: &DealsAsked) -> Vec<String> {
            let found = open_deals(&self.records, &self.board, asked);
            found.iter().map(|deal| deal.title.clone()).collect()
        }
    }

    #[test]
    fn sorted_both_ways_with_what_is_missing_last() {
        let mut shop = Shop::new();
        let day = |text: &str| text.parse().ok();
        shop.put("b", 200, |deal| deal.expected_close = day("2026-12-01"));
        shop.put("a", 300, |_| ());
        shop.put("c", 100, |deal| deal.expected_close = day("2026-11-01"));
        let by = |column, down| DealsAsked {
            sort: Some((column, down)),
            ..DealsAsked::default()
        };
        assert_eq!(shop.titles(&DealsAsked::default()), ["b", "a", "c"]);
        assert_eq!(shop.titles(&by(DealColumn::Title, false)), ["a", "b", "c"]);
        assert_eq!(shop.titles(&by(DealColumn::Value, true)), ["a", "b", "c"]);
        assert_eq!(shop.titles(&by(DealColumn::Close, false)), ["c", "b", "a"]);
        assert_eq!(shop.titles(&by(DealColumn::Close, true)), ["b", "c", "a"]);
    }

    #[test]
    fn narrowed_by_words_owner_and_choices_of_own_fields() {
        let mut shop = Shop::new();
        let field: Id<FieldDef> = shop.ids.next(Timestamp(1));
        let owner: Id<Member> = shop.ids.next(Timestamp(1));
        shop.put("Wedding cake", 1, |deal| {
            deal.owner = Some(owner);
            set_value(&mut deal.values, field, Some(FieldValue::YesNo(true)));
        });
        shop.put("Party", 1, |deal| deal.note = "three CAKES".to_owned());
        let text = DealsAsked {
            text: "cake".to_owned(),
            ..DealsAsked::default()
        };
        assert_eq!(shop.titles(&text).len(), 2);
        let nobody = DealsAsked {
            owner: Some(None),
            ..text.clone()
        };
        assert_eq!(shop.titles(&nobody), ["Party"]);
        let yes = DealsAsked {
            own: vec![(field, "yes".to_owned())],
            sort: Some((DealColumn::Own(field), true)),
            ..DealsAsked::default()
        };
        assert_eq!(shop.titles(&yes), ["Wedding cake"]);
        let tagged = DealsAsked {
            tag: "urgent, really".to_owned(),
            ..DealsAsked::default()
        };
        assert!(shop.titles(&tagged).is_empty());
        shop.put("Tea", 1, |deal| {
            deal.tags = vec!["urgent, really".to_owned()];
        });
        assert_eq!(shop.titles(&tagged), ["Tea"]);
        let lacks = Filter::Is(Condition::Own(field, OwnTest::Filled));
        let built = DealsAsked {
            filter: Filter::All(vec![Filter::Not(Box::new(lacks))]),
            sort: Some((DealColumn::Tags, false)),
            ..DealsAsked::default()
        };
        assert_eq!(shop.titles(&built), ["Tea", "Party"]);
        for asked in [text, nobody, yes, tagged, built, DealsAsked::default()] {
            assert_eq!(DealsAsked::read(&asked.words()), asked);
        }
    }

    #[test]
    fn closed_ones_stand_by_the_day_and_are_narrowed_alike() {
        let mut shop = Shop::new();
        let on = |text: &str| text.parse().expect("a date");
        let reason = String::new;
        shop.put("open cake", 1, |_| ());
        shop.put("won cake", 1, |deal| {
            let on = on("2026-11-02");
            deal.outcome = Outcome::Won {
                on,
                reason: "price".to_owned(),
            };
        });
        shop.put("lost cake", 1, |deal| {
            let on = on("2026-11-03");
            deal.outcome = Outcome::Lost {
                on,
                reason: reason(),
            };
        });
        shop.put("won tea", 1, |deal| {
            let on = on("2026-11-01");
            deal.outcome = Outcome::Won {
                on,
                reason: reason(),
            };
        });
        let titles = |asked: &DealsAsked| -> Vec<String> {
            let found = closed_deals(&shop.records, &shop.board, asked);
            found.iter().map(|deal| deal.title.clone()).collect()
        };
        let mut asked = DealsAsked::default();
        assert_eq!(titles(&asked), ["lost cake", "won cake", "won tea"]);
        asked.ended = Some(Ended::Won);
        assert_eq!(titles(&asked), ["won cake", "won tea"]);
        asked.text = "CAKE".to_owned();
        assert_eq!(titles(&asked), ["won cake"]);
        let found = closed_deals(&shop.records, &shop.board, &asked);
        assert_eq!(
            found.first().and_then(|deal| closing(deal)),
            Some((on("2026-11-02"), "price"))
        );
    }
}
