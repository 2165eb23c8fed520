//! The open deals of a board as a list: which are shown, in what order. What is asked is read from and
//! written to the words of an address.

use std::{cmp::Reverse, sync::Arc};

use chrono::Datelike;

use crate::{
    domain::{Deal, FieldDef, Id, Member, Pipeline, Records, Stage, TableName, field::fields_of},
    search::{fold, pinyin::sort_key},
};

use super::{
    filter::Filter,
    own::{Chosen, OwnKey, answers, chosen_hold, own_key},
    words::{InWords, Words},
};

/// What the names of own fields begin with.
const OWN: &str = "own-";

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DealColumn {
    /// What it is about.
    Title,
    /// With whom.
    Customer,
    /// Where it stands on the board.
    Stage,
    /// What it is worth.
    Value,
    /// Who looks after it.
    Owner,
    /// The day it is expected to close.
    Close,
    /// Days since it was written down.
    Age,
    /// Words that were put on it.
    Tags,
    /// A field of the shop's own.
    Own(Id<FieldDef>),
}

impl DealColumn {
    /// Every column but the own fields, in order.
    pub const ALL: [Self; 8] = [
        Self::Title,
        Self::Customer,
        Self::Stage,
        Self::Value,
        Self::Owner,
        Self::Close,
        Self::Age,
        Self::Tags,
    ];

    /// The stable name used in addresses.
    pub fn key(self) -> String {
        match self {
            Self::Title => "title".to_owned(),
            Self::Customer => "customer".to_owned(),
            Self::Stage => "stage".to_owned(),
            Self::Value => "value".to_owned(),
            Self::Owner => "owner".to_owned(),
            Self::Close => "close".to_owned(),
            Self::Age => "age".to_owned(),
            Self::Tags => "tags".to_owned(),
            Self::Own(field) => format!("{OWN}{field}"),
        }
    }

    /// The column of that name.
    pub fn from_key(key: &str) -> Option<Self> {
        if let Some(field) = key.strip_prefix(OWN) {
            return Id::parse(field).map(Self::Own);
        }
        Self::ALL.into_iter().find(|column| column.key() == key)
    }
}

/// What is asked of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DealsAsked {
    /// Of which board; the first one's if of none.
    pub board: Option<Id<Pipeline>>,
    /// Words that occur in title, customer, source, note, tags or own fields.
    pub text: String,
    /// Only of this stage.
    pub stage: Option<Id<Stage>>,
    /// Who looks after them; `Some(None)`: nobody does.
    pub owner: Option<Option<Id<Member>>>,
    /// Only with this tag; any or none while it is blank.
    pub tag: String,
    /// What is chosen of own fields.
    pub own: Chosen,
    /// What else is asked of tags and own fields.
    pub filter: Filter,
    /// By which column, and whether the great ones come first; as on the board if by none.
    pub sort: Option<(DealColumn, bool)>,
}

impl InWords for DealsAsked {
    fn read(words: &Words) -> Self {
        let (down, column) = match words.get("sort").strip_prefix('-') {
            Some(key) => (true, key),
            None => (false, words.get("sort")),
        };
        let own = words.said().filter_map(|(name, word)| {
            let field = Id::parse(name.strip_prefix(OWN)?)?;
            Some((field, word.to_owned()))
        });
        Self {
            board: words.id("board"),
            text: words.get("q").to_owned(),
            stage: words.id("stage"),
            owner: words.owner(),
            tag: words.get("tag").to_owned(),
            own: own.collect(),
            filter: words.filter(),
            sort: DealColumn::from_key(column).map(|column| (column, down)),
        }
    }

    fn words(&self) -> Words {
        let mut words = Words::default();
        words.put_some("board", self.board);
        words.put("q", self.text.as_str());
        words.put_some("stage", self.stage);
        words.put_owner(self.owner);
        words.put("tag", self.tag.as_str());
        for (field, word) in &self.own {
            words.put(format!("{OWN}{field}"), word.as_str());
        }
        words.put_filter(&self.filter);
        let sort = self.sort.map(|(column, down)| {
            let sign = if down { "-" } else { "" };
            format!("{sign}{}", column.key())
        });
        words.put_some("sort", sort);
        words
    }
}

impl DealsAsked {
    /// True if nothing narrows the list of the board.
    pub fn is_everything(&self) -> bool {
        let (board, sort) = (self.board, self.sort);
        *self
            == Self {
                board,
                sort,
                ..Self::default()
            }
    }
}

/// The open deals of a board that pass, in order; equal ones as on the board.
pub fn deals(records: &Records, board: &Pipeline, asked: &DealsAsked) -> Vec<Arc<Deal>> {
    let fields = fields_of(records, TableName::Deals);
    let wanted = fold(&asked.text);
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let name = |deal: &Deal| {
        let customer = deal.customer.and_then(|id| records.get(id));
        customer.map(|one| one.display_name()).unwrap_or_default()
    };
    let has_words = |deal: &Deal| {
        if words.is_empty() {
            return true;
        }
        let own = fields.iter().filter_map(|field| {
            let value = deal.values.get(&field.id)?;
            Some(value.plain(field))
        });
        let own: Vec<String> = own.collect();
        let texts = [
            deal.title.as_str(),
            name(deal),
            &deal.code,
            &deal.source,
            &deal.note,
            &deal.tags.join(" "),
            &own.join(" "),
        ];
        let all = fold(&texts.join(" "));
        words.iter().all(|word| all.contains(word))
    };
    let place = |stage: Id<Stage>| board.stages.iter().position(|one| one.id == stage);
    let mut found: Vec<Arc<Deal>> = records
        .deals
        .iter()
        .filter(|deal| deal.is_open() && deal.pipeline == board.id)
        .filter(|deal| asked.stage.is_none_or(|stage| deal.stage == stage))
        .filter(|deal| asked.owner.is_none_or(|owner| deal.owner == owner))
        .filter(|deal| asked.tag.is_empty() || deal.tags.contains(&asked.tag))
        .filter(|deal| chosen_hold(&asked.own, &deal.values))
        .filter(|deal| answers(&asked.filter, &deal.tags, &deal.values))
        .filter(|deal| has_words(deal))
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
        DealColumn::Customer => text(name(deal)),
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
        domain::{Currency, FieldValue, IdMaker, Rank, Timestamp, field::set_value},
        query::{Condition, OwnTest},
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
            let found = deals(&self.records, &self.board, asked);
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
}
