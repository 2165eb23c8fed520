//! Rules of the module beside it, each with a case that breaks if the rule does.

use std::sync::Arc;

use super::*;
use crate::{
    domain::{
        Currency, Customer, FieldValue, IdMaker, Member, Outcome, Pipeline, Rank, Stage, Timestamp,
        field::set_value, name::Name,
    },
    query::{InWords, Words, deals_asked::DealsAsked},
};

struct Shop {
    ids: IdMaker,
    records: Records,
    boards: Vec<Pipeline>,
    order: Vec<Id<Deal>>,
}

impl Shop {
    fn new() -> Self {
        let mut ids = IdMaker::new(1);
        let mut records = Records::default();
        let mut boards = Vec::new();
        // The second one made stands first.
        let ranks: Vec<Rank> = Rank::sequence(2).collect();
        for (slot, (name, rank)) in (0..).zip([("Repairs", 1_usize), ("Orders", 0)]) {
            let stages = [("Won't be", 20_u8), ("Asked", 35)].map(|(name, probability)| Stage {
                id: ids.next(Timestamp(1)),
                name: name.to_owned(),
                probability,
                stale_after: None,
            });
            let board = Pipeline {
                id: ids.next(Timestamp(1)),
                name: name.to_owned(),
                rank: ranks[rank].clone(),
                stages: stages.to_vec(),
                lost_reasons: Vec::new(),
                created: Timestamp(1),
                updated: Timestamp(1),
            };
            boards.push(board.clone());
            records.pipelines.put(slot, Arc::new(board));
        }
        Self {
            ids,
            records,
            boards,
            order: Vec::new(),
        }
    }

    fn put(&mut self, at: (usize, usize), value: i64, more: impl FnOnce(&mut Deal)) -> Id<Deal> {
        let board = &self.boards[at.0];
        let place = (board.id, board.stages[at.1].id);
        let id = self.ids.next(Timestamp(1));
        let mut deal = Deal {
            value,
            ..Deal::new(id, "deal", place, Currency::USD, Timestamp(1))
        };
        more(&mut deal);
        let slot = self.records.deals.slot_count();
        self.records.deals.put(slot, Arc::new(deal));
        self.order.push(id);
        id
    }

    fn by(&self, by: DealColumn) -> Vec<(String, Vec<Id<Deal>>)> {
        let groups = by.groups(&self.records, &self.order).into_iter();
        groups
            .map(|part| {
                let name = match &part.shared {
                    Shared::Month(first) => first.to_string(),
                    Shared::Nothing => "-".to_owned(),
                    other => other.stored_name(&self.records),
                };
                (name, part.ids)
            })
            .collect()
    }
}

fn named(groups: &[(String, Vec<Id<Deal>>)]) -> Vec<(&str, &[Id<Deal>])> {
    let groups = groups.iter();
    groups.map(|(name, ids)| (&**name, &**ids)).collect()
}

#[test]
fn stages_stand_as_on_their_boards_and_months_as_they_come() {
    let mut shop = Shop::new();
    let day = |text: &str| text.parse().ok();
    let lamp = shop.put((0, 1), 100, |deal| deal.expected_close = day("2027-01-31"));
    let tea = shop.put((1, 1), 100, |deal| deal.expected_close = day("2026-12-24"));
    let cup = shop.put((1, 0), 100, |_| ());
    let pot = shop.put((1, 1), 100, |deal| deal.expected_close = day("2026-12-01"));
    let lost = shop.put((0, 0), 100, |deal| deal.stage = Id::new(uuid::Uuid::nil()));
    assert_eq!(
        named(&shop.by(DealColumn::Stage)),
        [
            ("Won't be", &[cup][..]),
            ("Asked", &[tea, pot]),
            ("Asked", &[lamp]),
            ("-", &[lost]),
        ]
    );
    let boards = shop.by(DealColumn::Board);
    assert_eq!(
        named(&boards),
        [("Orders", &[tea, cup, pot][..]), ("Repairs", &[lamp, lost])]
    );
    assert_eq!(
        named(&shop.by(DealColumn::Close)),
        [
            ("2026-12-01", &[tea, pot][..]),
            ("2027-01-01", &[lamp]),
            ("-", &[cup, lost]),
        ]
    );
}

#[test]
fn owners_and_customers_stand_by_name_and_tags_more_than_once() {
    let mut shop = Shop::new();
    let mut member = |slot: u32, name: &str| {
        let id: Id<Member> = shop.ids.next(Timestamp(1));
        let member = Member {
            id,
            name: name.to_owned(),
            left: false,
            created: Timestamp(1),
            updated: Timestamp(1),
        };
        shop.records.members.put(slot, Arc::new(member));
        id
    };
    let (zoe, bo) = (member(0, "Zoe"), member(1, "bo"));
    let ann = Customer::new(
        shop.ids.next(Timestamp(1)),
        Name::from_full("Ann"),
        Timestamp(1),
    );
    let whose = ann.id;
    shop.records.customers.put(0, Arc::new(ann));
    let first = shop.put((0, 0), 1, |deal| {
        deal.owner = Some(zoe);
        deal.tags = vec!["b".to_owned(), "a".to_owned()];
        deal.source = " web ".to_owned();
    });
    let second = shop.put((0, 0), 1, |deal| {
        deal.owner = Some(bo);
        deal.customer = Some(whose);
        deal.source = "web".to_owned();
    });
    assert_eq!(
        named(&shop.by(DealColumn::Owner)),
        [("bo", &[second][..]), ("Zoe", &[first])]
    );
    assert_eq!(
        named(&shop.by(DealColumn::Tags)),
        [("a", &[first][..]), ("b", &[first]), ("-", &[second])]
    );
    assert_eq!(
        named(&shop.by(DealColumn::Customer)),
        [("Ann", &[second][..]), ("-", &[first])]
    );
    assert_eq!(
        named(&shop.by(DealColumn::Source)),
        [("web", &[first, second][..])]
    );
}

#[test]
fn value_and_weighted_value_are_added_up_by_currency_and_blanks_are_no_noughts() {
    let mut shop = Shop::new();
    let euro = Currency::parse("EUR").expect("a currency");
    let field: Id<FieldDef> = shop.ids.next(Timestamp(1));
    shop.put((0, 1), 5_070, |_| ());
    shop.put((0, 1), 5_070, |_| ());
    shop.put((0, 0), 900, |deal| {
        deal.currency = euro;
        let value = Some(FieldValue::Money {
            amount: 7,
            currency: euro,
        });
        set_value(&mut deal.values, field, value);
    });
    let sums = |column: DealColumn| column.sums(&shop.records, &shop.order);
    assert_eq!(
        sums(DealColumn::Value),
        [
            (Sum::Money(900, euro), 1),
            (Sum::Money(10_140, Currency::USD), 2)
        ]
    );
    // 35 % of 101.40 is 35.49; one by one it would be 35.50.
    assert_eq!(
        sums(DealColumn::Weighted),
        [
            (Sum::Money(180, euro), 1),
            (Sum::Money(3_549, Currency::USD), 2)
        ]
    );
    assert_eq!(sums(DealColumn::Own(field)), [(Sum::Money(7, euro), 1)]);
    assert_eq!(sums(DealColumn::Age), [], "days are not money to add up");
}

#[test]
fn every_column_is_found_by_its_name_and_groups_and_sums_stand_in_the_address() {
    let own = DealColumn::Own(Id::new(uuid::Uuid::from_u128(7)));
    for column in DealColumn::ALL.iter().copied().chain([own]) {
        assert_eq!(DealColumn::from_key(&column.key()), Some(column));
    }
    let read = |pairs: &[(&str, &str)]| {
        let pairs = pairs.iter().map(|(name, word)| (*name, (*word).to_owned()));
        DealsAsked::read(&Words::of(pairs))
    };
    let grouped = read(&[("as", "table"), ("group", "close"), ("sums", "1")]);
    assert_eq!(
        (grouped.arranged.group, grouped.arranged.sums),
        (Some(DealColumn::Close), true)
    );
    assert_eq!(DealsAsked::read(&grouped.words()), grouped);
    assert!(grouped.is_everything(), "groups narrow nothing");
    assert_eq!(
        read(&[("group", "age")]).arranged.group,
        None,
        "no two are alike"
    );
    assert_eq!(read(&[("group", "§")]).arranged.group, None);
}

#[test]
fn closed_ones_stand_by_how_they_ended_in_which_month_and_for_which_reason() {
    let mut shop = Shop::new();
    let on = |text: &str| text.parse().expect("a date");
    let ended = |won: bool, day: &str, reason: &str| {
        let (on, reason) = (on(day), reason.to_owned());
        move |deal: &mut Deal| {
            deal.outcome = if won {
                Outcome::Won { on, reason }
            } else {
                Outcome::Lost { on, reason }
            };
        }
    };
    let late = shop.put((0, 0), 1, ended(false, "2026-11-30", "Price: too late"));
    let won = shop.put((0, 0), 2, ended(true, "2026-11-01", ""));
    let dear = shop.put((0, 1), 3, ended(false, "2026-12-01", "Price"));
    let outcome = DealColumn::Outcome.groups(&shop.records, &shop.order);
    let outcome: Vec<_> = outcome.into_iter().map(|p| (p.shared, p.ids)).collect();
    let (win, loss) = (Shared::Ended(Ended::Won), Shared::Ended(Ended::Lost));
    assert_eq!(outcome, [(win, vec![won]), (loss, vec![late, dear])]);
    assert_eq!(
        named(&shop.by(DealColumn::Closed)),
        [("2026-11-01", &[late, won][..]), ("2026-12-01", &[dear])]
    );
    // What was added to a reason makes no other one.
    assert_eq!(
        named(&shop.by(DealColumn::Reason)),
        [("Price", &[late, dear][..]), ("-", &[won])]
    );
}
