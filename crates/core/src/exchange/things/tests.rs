use std::{ops::ControlFlow, sync::Arc};

use chrono::NaiveDate;

use super::{
    super::{
        customers::convert::Setting,
        deciding::Deciding,
        duplicates::{DuplicateChoice, Sign},
        own::OwnFields,
        problem::ProblemKind,
        recognise::Kind,
        sheet::Sheet,
    },
    Read, Reader, columns, deals, is_usable, layout, read,
};
use crate::domain::{
    Currency, Customer, Id, IdMaker, Moment, Outcome, Pipeline, Rank, Stage, TableName, Timestamp,
    name::Name,
};

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub(super) fn moment(now: i64) -> Moment {
    Moment {
        now: Timestamp(now),
        today: day("2026-11-22"),
    }
}

pub(super) fn reader() -> Reader {
    Reader {
        setting: Setting {
            language: "en".into(),
            today: day("2026-11-22"),
        },
        currency: Currency::CNY,
        date_order: None,
        decimal_mark: None,
        typed: false,
        zone: chrono_tz::Tz::UTC,
    }
}

pub(super) fn open(kind: Kind, text: &str) -> Read {
    let sheet = Sheet::read(text, Some(','));
    let layout = layout(kind, &sheet, None);
    let own = OwnFields::none(TableName::Deals);
    let columns = columns(kind, &layout, None, &own);
    assert!(is_usable(kind, &columns), "{columns:?}");
    read(kind, &layout, &columns, &reader(), &own)
}

fn board(names: &[&str]) -> Pipeline {
    let mut ids = IdMaker::new(90);
    let now = Timestamp(0);
    Pipeline {
        id: ids.next(now),
        name: "Orders".into(),
        stages: names
            .iter()
            .map(|name| Stage {
                id: ids.next(now),
                name: (*name).into(),
                probability: 40,
                stale_after: None,
            })
            .collect(),
        lost_reasons: Vec::new(),
        rank: Rank::first(),
        created: now,
        updated: now,
    }
}

pub(super) fn known() -> deals::Known {
    deals::Known {
        boards: vec![Arc::new(board(&["New", "Offer"]))],
        ..deals::Known::default()
    }
}

pub(super) fn plan(
    read: Read,
    known: &deals::Known,
    choice: DuplicateChoice,
    now: i64,
) -> deals::DealsPlan {
    plan_as(read, known, choice.into(), now)
}

pub(super) fn plan_as(
    read: Read,
    known: &deals::Known,
    choice: Deciding,
    now: i64,
) -> deals::DealsPlan {
    let go_on = |_, _| ControlFlow::Continue(());
    let ids = &mut IdMaker::new(now.unsigned_abs() + 1);
    let house = deals::House {
        currency: Currency::CNY,
        board: "Deals",
    };
    let made = deals::plan(read, known, choice, house, ids, &moment(now), go_on);
    made.expect("not stopped")
}

/// The shop after an import into it.
pub(super) fn after(known: &deals::Known, plan: &deals::DealsPlan) -> deals::Known {
    let mut next = known.clone();
    for customer in &plan.people.create {
        next.people.customers.push(Arc::new(customer.clone()));
    }
    let relations = plan.people.relations.iter().cloned();
    next.people.relations.extend(relations.map(Arc::new));
    next.people
        .members
        .extend(plan.members.iter().cloned().map(Arc::new));
    next.boards = known
        .boards
        .iter()
        .map(|board| {
            let grown = plan.grown.iter().find(|(before, _)| before.id == board.id);
            grown.map_or_else(|| board.clone(), |(_, after)| Arc::new(after.clone()))
        })
        .chain(plan.boards.iter().cloned().map(Arc::new))
        .collect();
    next.deals.extend(plan.create.iter().cloned().map(Arc::new));
    next
}

const PIPEDRIVE: &str = "Deal - Title,Deal - Value,Deal - Currency,Deal - Organization,Deal - Contact person,Deal - Pipeline,Deal - Stage,Deal - Status,Deal - Owner,Deal - Expected close date,Deal - Won time,Deal - Lost time,Deal - Lost reason,Person - Email - Work\n\
    Tea room,1200.50,EUR,Rad AG,Ann Lee,Orders,offer,Open,Bo,2026-12-24,,,,ann@rad.example\n\
    Teapots,300,EUR,Rad AG,Ann Lee,Orders,Demo,Won,Bo,,2026-10-01 09:30:00,,,ann@rad.example\n\
    Vases,80,EUR,,Cy Park,Second,First talk,Lost,Dee,,,2026-10-05,Too dear,\n";

#[test]
fn deals_of_pipedrive_bring_people_companies_stages_and_the_team() {
    let read = open(Kind::Deals, PIPEDRIVE);
    assert_eq!(read.problems, []);
    let plan = plan(read, &known(), DuplicateChoice::Skip, 5);
    let names: Vec<_> = plan
        .people
        .create
        .iter()
        .map(|one| one.name.full.as_str())
        .collect();
    assert_eq!(names, ["Rad AG", "Ann Lee", "Cy Park"]);
    assert_eq!(
        plan.people.create[1].company,
        Some(plan.people.create[0].id)
    );
    let [room, pots, vases] = plan.create.as_slice() else {
        panic!("three deals: {:?}", plan.create);
    };
    assert_eq!((room.value, room.currency.code()), (120_050, "EUR"));
    assert_eq!(room.customer, Some(plan.people.create[1].id));
    assert_eq!(
        (room.outcome.clone(), room.expected_close),
        (Outcome::Open, Some(day("2026-12-24")))
    );
    let known = known();
    assert_eq!(
        room.stage, known.boards[0].stages[1].id,
        "whatever the case of letters"
    );
    let (_, grown) = &plan.grown[0];
    assert_eq!(grown.stages[2].name, "Demo");
    assert_eq!(pots.stage, grown.stages[2].id);
    assert_eq!(
        pots.outcome,
        Outcome::Won {
            on: day("2026-10-01"),
            reason: String::new()
        }
    );
    assert_eq!(
        vases.outcome,
        Outcome::Lost {
            on: day("2026-10-05"),
            reason: "Too dear".into()
        }
    );
    assert_eq!(plan.boards[0].name, "Second");
    assert_eq!(vases.pipeline, plan.boards[0].id);
    assert_eq!((plan.stages, plan.members.len()), (2, 2));
    assert_eq!(room.owner, pots.owner);
    assert!(pots.rank > Rank::first() || pots.rank == Rank::first());
}

#[test]
fn deals_of_hubspot_find_their_people_by_number() {
    let mut shop = known();
    let mut ann = Customer::new(
        Id::new(uuid::Uuid::from_u128(1)),
        Name::from_full("Ann Lee"),
        Timestamp(0),
    );
    ann.code = "501".into();
    shop.people.customers.push(Arc::new(ann.clone()));
    let read = open(
        Kind::Deals,
        "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Associated Contact IDs\n\
         9001,Tea room,Closed Won,2026-10-01 10:00,Bo,1200,501;502\n\
         9002,Teapots,Qualified,2026-12-01 10:00,Bo,300,777\n",
    );
    assert_eq!(read.problems, []);
    let plan = plan(read, &shop, DuplicateChoice::Skip, 5);
    assert_eq!(plan.create[0].customer, Some(ann.id));
    assert_eq!(
        plan.create[0].outcome,
        Outcome::Won {
            on: day("2026-10-01"),
            reason: String::new()
        }
    );
    assert_eq!(plan.create[1].customer, None);
    assert_eq!(plan.create[1].expected_close, Some(day("2026-12-01")));
    assert!(plan.people.create.is_empty());
}

#[test]
fn a_row_without_a_deal_is_one_of_a_person_and_bad_values_are_told() {
    let read = open(
        Kind::Deals,
        "Person - Name*,Person - Phone,Organization - Name*,Deal - Title,Deal - Value,Deal - Expected close date\n\
         Ann Lee,0221 1234567,Rad AG,,,\n\
         Bo Ray,,,Teapots,1test,31/31/2026\n\
         ,,,,5,\n",
    );
    assert_eq!(read.people.len(), 2);
    assert_eq!((read.deals.len(), read.rejected.as_slice()), (1, &[4][..]));
    assert_eq!(read.deals[0].value, None);
    let told: Vec<_> = read
        .problems
        .iter()
        .map(|p| (p.row, p.column.as_str(), p.kind.clone()))
        .collect();
    assert_eq!(
        told,
        [
            (3, "Deal - Value", ProblemKind::UnreadableNumber),
            (3, "Deal - Expected close date", ProblemKind::UnreadableDate),
            (4, "", ProblemKind::NoTitle),
        ]
    );
    let plan = plan(read, &known(), DuplicateChoice::Skip, 5);
    assert_eq!(plan.people.create.len(), 3);
    assert_eq!(plan.create.len(), 1);
}

#[test]
fn the_same_deals_twice_change_nothing_and_new_words_change_what_they_say() {
    let shop = known();
    let first = plan(
        open(Kind::Deals, PIPEDRIVE),
        &shop,
        DuplicateChoice::Update,
        5,
    );
    let shop = after(&shop, &first);
    for choice in [DuplicateChoice::Skip, DuplicateChoice::Update] {
        let again = plan(open(Kind::Deals, PIPEDRIVE), &shop, choice, 9);
        assert_eq!(
            (
                again.create.len(),
                again.update.len(),
                again.people.create.len()
            ),
            (0, 0, 0)
        );
        assert_eq!((again.people.update.len(), again.members.len()), (0, 0));
        assert_eq!((again.boards.len(), again.grown.len()), (0, 0));
    }
    let text =
        "Deal,Contact,Stage,Value,Status\nTea room,Ann Lee,Demo,1500,\nTeapots,Ann Lee,,,lost\n";
    let changed = plan(open(Kind::Deals, text), &shop, DuplicateChoice::Update, 9);
    assert_eq!((changed.create.len(), changed.update.len()), (0, 2));
    let (_, room) = &changed.update[0];
    assert_eq!((room.value, room.history.len()), (150_000, 2));
    assert_eq!(room.currency.code(), "EUR");
    assert_eq!(
        changed.update[1].1.outcome,
        Outcome::Lost {
            on: day("2026-10-01"),
            reason: String::new()
        }
    );
    let more = plan(open(Kind::Deals, text), &shop, DuplicateChoice::Add, 9);
    assert_eq!((more.create.len(), more.people.create.len()), (2, 0));
}

#[test]
fn a_deal_is_known_by_its_number_whatever_else_changes() {
    let first = "Deal ID,Deal,Contact,Value\n7,Tea room,Ann Lee,10\n8,Tea room,Ann Lee,20\n7,Tea room,Ann Lee,10\n,Pots,Bo,5\n";
    let made = plan(
        open(Kind::Deals, first),
        &known(),
        DuplicateChoice::Update,
        5,
    );
    let codes: Vec<_> = made.create.iter().map(|one| one.code.as_str()).collect();
    assert_eq!((codes, made.tally.skipped), (vec!["7", "8", ""], 1));
    let shop = after(&known(), &made);
    for choice in [DuplicateChoice::Skip, DuplicateChoice::Update] {
        let again = plan(open(Kind::Deals, first), &shop, choice, 9);
        assert_eq!(
            (again.create.len(), again.update.len()),
            (0, 0),
            "{choice:?}"
        );
    }
    // Another title, another person: still the deal of that number.
    let renamed =
        "Deal ID,Deal,Contact,Value\n8,Tea house,Cy Park,20\n9,Tea room,Ann Lee,10\n4,Pots,Bo,5\n";
    let changed = plan(
        open(Kind::Deals, renamed),
        &shop,
        DuplicateChoice::Update,
        9,
    );
    let edited: Vec<_> = changed
        .update
        .iter()
        .map(|(_, is)| (is.code.as_str(), is.title.as_str()))
        .collect();
    assert_eq!(edited, [("8", "Tea house"), ("4", "Pots")]);
    assert_eq!(changed.tally.signs, [(2, Sign::Code), (4, Sign::Name)]);
    let ids = [0, 1].map(|at| changed.update[at].0.id.raw());
    assert_eq!(changed.tally.changes, [(2, ids[0]), (4, ids[1])]);
    assert_eq!(
        changed.update[0].1.customer,
        Some(changed.people.create[0].id)
    );
    assert_eq!(
        changed.create[0].code, "9",
        "another number is another deal"
    );
    let lost = open(Kind::Deals, "Deal ID,Deal,Value\n1.38E+12,Vase,5\n");
    assert_eq!(lost.problems[0].kind, ProblemKind::LostDigits);
    assert_eq!(lost.deals[0].code, "");
}

#[test]
fn who_looks_after_a_person_of_a_deal_comes_along() {
    let text = "Deal - Title,Deal - Owner,Person - Name,Person - Owner\nTea room,Dee,Ann Lee,Mei\nPots,dee,Bo Ray,\n";
    let read = open(Kind::Deals, text);
    let made = plan(read, &known(), DuplicateChoice::Update, 5);
    let mut names: Vec<_> = made.members.iter().map(|one| one.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Dee", "Mei"]);
    assert_eq!(made.create[0].owner, made.create[1].owner);
    assert!(made.people.create[0].owner.is_some() && made.people.create[1].owner.is_none());
    let again = plan(
        open(Kind::Deals, text),
        &after(&known(), &made),
        DuplicateChoice::Skip,
        9,
    );
    assert_eq!((again.members.len(), again.create.len()), (0, 0));
}

#[test]
fn a_company_of_the_shop_is_known_by_its_name_alone() {
    let mut shop = known();
    let mut rad = Customer::new(
        Id::new(uuid::Uuid::from_u128(1)),
        Name::from_full("Rad AG"),
        Timestamp(0),
    );
    rad.kind = crate::domain::CustomerKind::Company;
    shop.people.customers.push(Arc::new(rad.clone()));
    let read = open(
        Kind::Deals,
        "Title,Customer,Board,Stage,Value\nTea room,Rad AG,Orders,Offer,12\n",
    );
    let plan = plan(read, &shop, DuplicateChoice::Skip, 5);
    assert_eq!(
        (plan.create[0].customer, plan.people.create.len()),
        (Some(rad.id), 0)
    );
}
