//! Who asked not to be contacted is named in no list that was picked.

use super::{List, ListKind, Pick, Style, Words, csv, lists};
use crate::{
    domain::{
        Case, Channel, Consent, Currency, Customer, Deal, Email, Id, Phone, PointsEntry,
        PointsReason, Records, Sale, TableName, Task, Timestamp, name::Name,
    },
    exchange::backup::sample::{add, typical},
};

const NAMED: &str = "Quiet Quentin";

fn style(reachable_only: bool) -> Style {
    Style {
        words: Words::of("en"),
        zone: chrono_tz::Tz::UTC,
        reachable_only,
    }
}

fn id<T>(number: u128) -> Id<T> {
    Id::new(uuid::Uuid::from_u128(number))
}

/// The typical shop, where only one is silent: who has a record of everything.
fn shop(silence: impl FnOnce(&mut Customer)) -> Records {
    let mut records = typical();
    let at = Timestamp(1_800_000_000_000);
    let mut quiet = Customer::new(id(700), Name::from_full(NAMED), at);
    quiet.code = "Q-700".into();
    silence(&mut quiet);
    let who = Some(quiet.id);
    add(&mut records, quiet);
    let mut friend = Customer::new(id(701), Name::from_full("Friend"), at);
    friend.company = who;
    add(&mut records, friend);
    let board = records.pipelines.iter().next().expect("a board");
    let stage = board.stages.first().expect("a stage").id;
    let mut deal = Deal::new(id(710), "Quiet deal", (board.id, stage), Currency::CNY, at);
    deal.customer = who;
    add(&mut records, deal);
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 1).expect("a day");
    let mut sale = Sale::new(id(711), day, 1_000, Currency::CNY, at);
    sale.customer = who;
    sale.number = "S-700".into();
    sale.points = 5;
    add(&mut records, sale);
    let mut task = Task::new(id(712), "Quiet task", at);
    task.customer = who;
    add(&mut records, task);
    let mut of_deal = Task::new(id(713), "Task of the deal", at);
    (of_deal.customer, of_deal.deal) = (Some(id(701)), Some(id(710)));
    add(&mut records, of_deal);
    let mut case = Case::new(id(714), "Quiet case", at);
    case.customer = who;
    add(&mut records, case);
    add(
        &mut records,
        PointsEntry {
            id: id(715),
            customer: id(700),
            points: 9,
            reason: PointsReason::Given,
            note: "Quiet points".into(),
            at,
            by: None,
            created: at,
            updated: at,
        },
    );
    records
}

fn text(lists: &[List<'_>]) -> String {
    lists.iter().map(csv::write).collect()
}

fn no_way(one: &mut Customer) {
    for channel in Channel::ALL {
        refuse(one, channel);
    }
}

fn refuse(one: &mut Customer, channel: Channel) {
    let said = Consent::new(channel, false, chrono::NaiveDate::MIN);
    one.set_consent(channel, Some(said));
}

#[test]
fn the_silent_are_nowhere_and_nothing_of_theirs_comes_along() {
    for silence in [no_way as fn(&mut Customer), |one| one.do_not_contact = true] {
        let records = shop(silence);
        let pick = Pick::List(TableName::Customers, None);
        let found = text(&lists(&records, &pick, &style(true)));
        for word in [NAMED, "Q-700", "Quiet", "S-700"] {
            assert!(!found.contains(word), "{word} in {found}");
        }
        assert!(found.contains("Friend") && found.contains("Task of the deal"));
        let whole = text(&lists(&records, &pick, &style(false)));
        let everything = text(&lists(&records, &Pick::Everything, &style(true)));
        for word in [NAMED, "Q-700", "Quiet task", "Quiet points"] {
            assert!(whole.contains(word) && everything.contains(word), "{word}");
        }
    }
}

#[test]
fn rows_of_a_picked_list_stay_without_a_name() {
    let records = shop(no_way);
    for (table, kind, word) in [
        (TableName::Deals, ListKind::Deals, "Quiet deal"),
        (TableName::Sales, ListKind::Sales, "S-700"),
        (TableName::Tasks, ListKind::Tasks, "Quiet task"),
        (TableName::Cases, ListKind::Cases, "Quiet case"),
    ] {
        let found = lists(&records, &Pick::List(table, None), &style(true));
        assert_eq!(found[0].kind, kind);
        let first = csv::write(&found[0]);
        assert!(first.contains(word), "{first}");
        let all = text(&found);
        assert!(!all.contains(NAMED) && !all.contains("Q-700"), "{all}");
        let whole = lists(&records, &Pick::List(table, None), &style(false));
        assert_eq!(whole[0].rows.len(), found[0].rows.len());
        assert!(csv::write(&whole[0]).contains(NAMED), "{table:?}");
    }
    // A deal that is left out is named by no task either.
    let found = lists(&records, &Pick::List(TableName::Tasks, None), &style(true));
    assert!(!text(&found).contains("Quiet deal"));
}

#[test]
fn nobody_is_called_by_a_way_that_was_refused() {
    let records = shop(|one| {
        one.name = Name::default();
        one.emails = vec![Email::new("quiet@x.example")];
        one.phones = vec![Phone::new("0221 700")];
        refuse(one, Channel::Email);
    });
    for table in [TableName::Customers, TableName::Deals, TableName::Tasks] {
        let found = text(&lists(&records, &Pick::List(table, None), &style(true)));
        assert!(!found.contains("quiet@x.example"), "{found}");
        assert!(found.contains("0221 700"), "{found}");
    }
}
