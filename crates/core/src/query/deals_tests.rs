//! Rules of the module beside it, each with a case that breaks if the rule does.

use super::*;
use crate::{
    domain::{Currency, FieldDef, FieldValue, IdMaker, Member, Rank, Timestamp, field::set_value},
    query::{
        Condition, Filter, InWords, OwnTest, arranged::Arranged, calendar::month,
        deals_asked::OfBoards,
    },
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
        let mut records = Records::default();
        records.pipelines.put(0, board.clone());
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
        let found = open_deals(&self.records, asked);
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
        arranged: Arranged::by(column, down),
        ..DealsAsked::default()
    };
    assert_eq!(shop.titles(&DealsAsked::default()), ["b", "a", "c"]);
    assert_eq!(shop.titles(&by(DealColumn::Title, false)), ["a", "b", "c"]);
    assert_eq!(shop.titles(&by(DealColumn::Value, true)), ["a", "b", "c"]);
    assert_eq!(shop.titles(&by(DealColumn::Close, false)), ["c", "b", "a"]);
    assert_eq!(shop.titles(&by(DealColumn::Close, true)), ["b", "c", "a"]);
}

#[test]
fn a_month_shows_open_deals_that_pass_by_expected_close_the_greatest_first() {
    let mut shop = Shop::new();
    let day = |text: &str| -> NaiveDate { text.parse().expect("a date") };
    let due = |text: &str| {
        let on = Some(day(text));
        move |deal: &mut Deal| deal.expected_close = on
    };
    let offered = Id::new(uuid::Uuid::from_u128(2));
    shop.put("small cake", 100, due("2026-11-30"));
    shop.put("great cake", 900, |deal| {
        due("2026-11-30")(deal);
        deal.stage = offered;
    });
    shop.put("next month", 1, due("2026-12-07"));
    shop.put("pots", 5, due("2026-11-02"));
    shop.put("some day", 5, |_| ());
    shop.put("won", 7, |deal| {
        due("2026-11-30")(deal);
        let (on, reason) = (day("2026-11-30"), String::new());
        deal.outcome = Outcome::Won { on, reason };
    });
    let dates = month(day("2026-11-15"), 1);
    let shown = |asked: &DealsAsked| {
        let found = deals_by_close(&shop.records, asked, &dates);
        let days = found.days.iter().flat_map(|(date, deals)| {
            let deals = deals.iter();
            deals.map(move |deal| format!("{date} {}", deal.title))
        });
        (days.collect::<Vec<_>>(), found.undated)
    };
    let asked = DealsAsked {
        shape: DealsShape::Calendar,
        // The order of the table says nothing here.
        arranged: Arranged::by(DealColumn::Value, false),
        ..DealsAsked::default()
    };
    let last = ["2026-11-30 great cake", "2026-11-30 small cake"];
    let all = ["2026-11-02 pots", last[0], last[1]].map(str::to_owned);
    assert_eq!(shown(&asked), (all.to_vec(), 1));
    let cakes = DealsAsked {
        text: "cake".to_owned(),
        ..asked.clone()
    };
    assert_eq!(shown(&cakes), (last.map(str::to_owned).to_vec(), 0));
    let stage = DealsAsked {
        stage: Some(offered),
        ..asked
    };
    assert_eq!(shown(&stage), (vec![last[0].to_owned()], 0));
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
        arranged: Arranged::by(DealColumn::Own(field), true),
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
        arranged: Arranged::by(DealColumn::Tags, false),
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
        let found = closed_deals(&shop.records, asked);
        found.iter().map(|deal| deal.title.clone()).collect()
    };
    let mut asked = DealsAsked::default();
    assert_eq!(titles(&asked), ["lost cake", "won cake", "won tea"]);
    asked.ended = Some(Ended::Won);
    assert_eq!(titles(&asked), ["won cake", "won tea"]);
    asked.text = "CAKE".to_owned();
    assert_eq!(titles(&asked), ["won cake"]);
    let found = closed_deals(&shop.records, &asked);
    assert_eq!(
        found.first().and_then(|deal| closing(deal)),
        Some((on("2026-11-02"), "price"))
    );
}

#[test]
fn of_all_boards_they_stand_board_by_board_and_of_one_alone() {
    let mut shop = Shop::new();
    let stage = |number: u128| Stage {
        id: Id::new(uuid::Uuid::from_u128(number)),
        name: format!("stage {number}"),
        probability: 50,
        stale_after: None,
    };
    let (first, second) = (stage(1), stage(2));
    let repairs = Pipeline {
        id: shop.ids.next(Timestamp(1)),
        rank: Rank::following(Some(&shop.board.rank)),
        stages: vec![second.clone(), first.clone()],
        ..Pipeline::clone(&shop.board)
    };
    let orders = Pipeline {
        stages: vec![first.clone(), second.clone()],
        ..Pipeline::clone(&shop.board)
    };
    let (repairs_id, orders_id) = (repairs.id, orders.id);
    shop.records.pipelines.put(0, Arc::new(orders));
    shop.records.pipelines.put(1, Arc::new(repairs));
    shop.put("mend", 3, |deal| deal.pipeline = repairs_id);
    shop.put("mended", 2, |deal| {
        (deal.pipeline, deal.stage) = (repairs_id, second.id);
    });
    shop.put("late", 4, |deal| deal.stage = second.id);
    shop.put("early", 1, |_| ());
    let all = DealsAsked {
        board: OfBoards::All,
        shape: DealsShape::Table,
        ..DealsAsked::default()
    };
    assert_eq!(shop.titles(&all), ["early", "late", "mended", "mend"]);
    let by = |column, down| DealsAsked {
        arranged: Arranged::by(column, down),
        ..all.clone()
    };
    let sorted = shop.titles(&by(DealColumn::Board, true));
    assert_eq!(sorted, ["mended", "mend", "early", "late"]);
    let sorted = shop.titles(&by(DealColumn::Stage, false));
    assert_eq!(sorted, ["early", "late", "mended", "mend"]);
    let sorted = shop.titles(&by(DealColumn::Value, false));
    assert_eq!(sorted, ["early", "mended", "mend", "late"]);
    // A stage is narrowed to over all boards, too.
    let one_stage = DealsAsked {
        stage: Some(second.id),
        ..all.clone()
    };
    assert_eq!(shop.titles(&one_stage), ["late", "mended"]);
    let of = |board, shape| DealsAsked {
        shape,
        board,
        ..DealsAsked::default()
    };
    let one = of(OfBoards::One(repairs_id), DealsShape::Table);
    assert_eq!(shop.titles(&one), ["mended", "mend"]);
    // What is drawn as a board is one: the first, also if the named one is gone.
    let gone = OfBoards::One(Id::new(uuid::Uuid::from_u128(99)));
    for board in [OfBoards::All, OfBoards::First, gone] {
        let asked = of(board, DealsShape::Board);
        assert_eq!(shop.titles(&asked), ["early", "late"], "{board:?}");
    }
    assert_eq!(all.boards(&shop.records).len(), 2);
    assert_eq!(one.boards(&shop.records).len(), 1);
    // The column is there where there is something to tell apart.
    assert!(all.tells(DealColumn::Board));
    assert!(!one.tells(DealColumn::Board) && one.tells(DealColumn::Stage));
    for asked in [all.clone(), one, of(OfBoards::All, DealsShape::Closed)] {
        assert_eq!(DealsAsked::read(&asked.words()), asked);
    }

    let close = |deal: &mut Deal| {
        let on = "2026-11-02".parse().expect("a date");
        deal.outcome = Outcome::Won {
            on,
            reason: String::new(),
        };
    };
    shop.put("won order", 1, close);
    shop.put("won repair", 1, |deal| {
        close(deal);
        deal.pipeline = repairs_id;
    });
    // Its board is gone: nothing but the list of all shows it.
    shop.put("won once", 1, |deal| {
        close(deal);
        deal.pipeline = Id::new(uuid::Uuid::from_u128(98));
    });
    let closed = |board| {
        let found = closed_deals(&shop.records, &of(board, DealsShape::Closed));
        let mut titles: Vec<String> = found.iter().map(|deal| deal.title.clone()).collect();
        titles.sort_unstable();
        titles
    };
    assert_eq!(closed(OfBoards::One(orders_id)), ["won order"]);
    let all = ["won once", "won order", "won repair"];
    assert_eq!(closed(OfBoards::All), all);
}

#[test]
fn closed_ones_are_sorted_by_any_column_that_tells_something() {
    let mut shop = Shop::new();
    let mut put = |title: &str, value, day: &str, won: bool, made: i64| {
        let on: NaiveDate = day.parse().expect("a date");
        shop.put(title, value, |deal| {
            let reason = title.to_owned();
            deal.created = Timestamp(made * DAY);
            deal.outcome = if won {
                Outcome::Won { on, reason }
            } else {
                Outcome::Lost { on, reason }
            };
        });
    };
    // 20,000 days after 1970 it was the fourth of October 2024.
    put("b", 200, "2024-10-09", false, 20_000);
    put("a", 300, "2024-10-10", true, 20_005);
    put("c", 100, "2024-10-11", false, 20_006);
    let closed = |arranged| {
        let asked = DealsAsked {
            shape: DealsShape::Closed,
            arranged,
            ..DealsAsked::default()
        };
        let found = closed_deals(&shop.records, &asked).into_iter();
        found.map(|deal| deal.title.clone()).collect::<Vec<_>>()
    };
    let by = |column, down| closed(Arranged::by(column, down));
    assert_eq!(closed(Arranged::default()), ["c", "a", "b"]);
    assert_eq!(by(DealColumn::Value, false), ["c", "b", "a"]);
    assert_eq!(by(DealColumn::Outcome, false), ["a", "c", "b"]);
    assert_eq!(by(DealColumn::Closed, false), ["b", "a", "c"]);
    assert_eq!(by(DealColumn::Reason, true), ["c", "b", "a"]);
    // How long it took: five days, and one.
    assert_eq!(by(DealColumn::Age, true), ["b", "c", "a"]);
    assert_eq!(
        by(DealColumn::Weighted, true),
        ["c", "a", "b"],
        "says nothing"
    );
}

#[test]
fn another_shape_takes_along_what_tells_something_there() {
    let asked = |shape, column| DealsAsked {
        shape,
        arranged: Arranged {
            group: Some(column),
            ..Arranged::by(column, true)
        },
        text: "cake".to_owned(),
        ..DealsAsked::default()
    };
    let closed = asked(DealsShape::Closed, DealColumn::Reason);
    let table = closed.shown_as(DealsShape::Table);
    assert_eq!(table.arranged, Arranged::default());
    assert_eq!((table.shape, &*table.text), (DealsShape::Table, "cake"));
    let owner = asked(DealsShape::Table, DealColumn::Owner);
    let as_closed = owner.shown_as(DealsShape::Closed);
    assert_eq!(as_closed.arranged, owner.arranged);
    for (column, open, closed) in [
        (DealColumn::Stage, true, false),
        (DealColumn::Reason, true, true),
        (DealColumn::Source, false, false),
    ] {
        let at_first = |shape| DealsAsked::shows_at_first(shape, column);
        assert_eq!(at_first(DealsShape::Table), open, "{column:?}");
        assert_eq!(at_first(DealsShape::Closed), closed, "{column:?}");
    }
}
