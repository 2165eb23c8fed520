//! What a shop works through: a task that is put off, a deal that names its customer late or goes, leads that
//! are decided, and the list of customers in its orders.
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    reason = "tests may stop at once"
)]
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::sync::Arc;

use chrono::NaiveDate;
use common::{
    links::{delete, member},
    shop::{NOW, Tab, begun, bytes, day, everything, moment, run, undo},
};
use proptest::prelude::*;
use regulars::{
    domain::{
        Activity, ActivityKind, Customer, FieldValue, Id, Layout, Lead, LeadStatus, Member, Moment,
        Repeat, TableName, Task, Values,
        birthday::Birthday,
        commands::{
            Add, AnswerLead, CompleteTask, CustomerChange, EditCustomers, EditMany, EraseCustomer,
            QualifyLead, RecordSale, Restore, Save, TaskChange,
        },
        repeat::Frequency,
    },
    query::{
        Around, Balances, Besides, FactsById, NameKeys, Sort, calendar, groups::Groups, leads,
        sort, tasks::TasksAsked,
    },
};

fn add(tab: &Tab, record: impl Into<regulars::domain::Record>) {
    run(tab, &Add::one(record)).expect("added");
}

fn open_tasks(tab: &Tab) -> Vec<Arc<Task>> {
    let records = tab.records();
    let open = records.tasks.iter().filter(|task| task.done.is_none());
    open.cloned().collect()
}

/// Ticks off the one open task on a day; the day on which it comes again.
fn done_on(tab: &Tab, today: NaiveDate) -> Option<NaiveDate> {
    let task = open_tasks(tab)[0].id;
    let at = Moment { today, ..moment() };
    futures_executor::block_on(tab.execute(&CompleteTask::done(task), at)).expect("done");
    open_tasks(tab).first().and_then(|task| task.due)
}

fn put_off(tab: &Tab, to: NaiveDate) -> u64 {
    let records = open_tasks(tab).iter().map(|task| task.id).collect();
    let change = TaskChange::Due(Some(to));
    run(tab, &EditMany { records, change })
        .expect("put off")
        .seq
}

#[test]
fn one_that_is_put_off_does_not_move_the_series() {
    let (_, tab, mut make) = begun(71);
    let mut rent = make.task("Rent", None);
    rent.due = Some(day(2026, 10, 1));
    rent.repeat = Some(Repeat::every(Frequency::Monthly, 1));
    add(&tab, rent);
    let before = everything(&tab.records());
    let seq = put_off(&tab, day(2026, 10, 2));
    put_off(&tab, day(2026, 10, 3));
    // The calendar shows it where it is, and the others on their own day.
    let asked = TasksAsked::default();
    let dates = [(10, 3), (11, 1), (11, 2), (11, 3)].map(|(month, on)| day(2026, month, on));
    let found: Vec<usize> = dates
        .iter()
        .map(|date| {
            calendar::days(&tab.records(), &[*date], &asked)[0]
                .items
                .len()
        })
        .collect();
    assert_eq!(found, [1, 1, 0, 0]);
    assert_eq!(done_on(&tab, day(2026, 10, 3)), Some(day(2026, 11, 1)));
    assert_eq!(open_tasks(&tab)[0].series, None);
    // Put off and back again it is as it was.
    let (_, tab, mut make) = begun(71);
    let mut rent = make.task("Rent", None);
    rent.due = Some(day(2026, 10, 1));
    rent.repeat = Some(Repeat::every(Frequency::Monthly, 1));
    add(&tab, rent);
    assert_eq!(put_off(&tab, day(2026, 10, 2)), seq);
    put_off(&tab, day(2026, 10, 1));
    assert_eq!(everything(&tab.records()), before);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    /// However often and wherever it is put off: it comes again on days of its rule, the first after it
    /// was done.
    #[test]
    fn the_series_goes_on_from_its_own_days(
        rule in prop::sample::select(vec!["FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=DAILY;INTERVAL=3", "FREQ=YEARLY"]),
        steps in prop::collection::vec((prop::collection::vec(-3i64..40, 0..3), 0i64..20), 1..6),
    ) {
        let (_, tab, mut make) = begun(72);
        let start = day(2026, 9, 30);
        let rule = Repeat::parse(rule).expect("a rule");
        let mut task = make.task("Order", None);
        (task.due, task.repeat) = (Some(start), Some(rule.clone()));
        add(&tab, task);
        let mut own = start;
        for (offs, later) in steps {
            for days in offs {
                let to = open_tasks(&tab)[0].due.unwrap() + chrono::Duration::days(days);
                let change = TaskChange::Due(Some(to));
                run(&tab, &EditMany { records: vec![open_tasks(&tab)[0].id], change }).ok();
            }
            let today = open_tasks(&tab)[0].due.unwrap() + chrono::Duration::days(later);
            let after = own.max(today);
            let expected = rule.days(start).find(|day| *day > after);
            let next = done_on(&tab, today);
            prop_assert_eq!(next, expected);
            own = next.unwrap();
        }
    }
}

#[test]
fn a_deal_that_names_its_customer_brings_its_touches_and_tasks() {
    let (_, tab, mut make) = begun(73);
    let board = tab.records().pipelines.iter().next().unwrap().clone();
    let (ann, bo) = (make.customer("Ann"), make.customer("Bo"));
    let deal = make.deal("Vase", &board, None);
    let mut visit = Activity::new(make.id(), ActivityKind::Visit, None, NOW);
    visit.deal = Some(deal.id);
    let mut with_bo = Activity::new(make.id(), ActivityKind::CallIn, Some(bo.id), NOW);
    with_bo.deal = Some(deal.id);
    let mut task = make.task("Send it", None);
    task.deal = Some(deal.id);
    let all = vec![
        ann.clone().into(),
        bo.clone().into(),
        deal.clone().into(),
        visit.clone().into(),
        with_bo.clone().into(),
        task.clone().into(),
    ];
    run(&tab, &Add(all)).expect("added");
    let before = everything(&tab.records());
    let name = |from: Option<Id<Customer>>, to: Option<Id<Customer>>| {
        let base = regulars::domain::Deal {
            customer: from,
            ..tab.records().get(deal.id).unwrap().as_ref().clone()
        };
        let edited = regulars::domain::Deal {
            customer: to,
            ..base.clone()
        };
        run(&tab, &Save::new(base, edited)).expect("saved").seq
    };
    let named = name(None, Some(ann.id));
    let whose = || {
        let records = tab.records();
        (
            records.get(visit.id).unwrap().customer,
            records.get(with_bo.id).unwrap().customer,
            records.get(task.id).unwrap().customer,
        )
    };
    assert_eq!(whose(), (Some(ann.id), Some(bo.id), Some(ann.id)));
    undo(&tab, named);
    assert_eq!(everything(&tab.records()), before);
    // Whom they were with stays, whomever the deal names later.
    name(None, Some(ann.id));
    name(Some(ann.id), Some(bo.id));
    assert_eq!(whose(), (Some(ann.id), Some(bo.id), Some(ann.id)));
}

#[test]
fn a_touch_with_a_customer_outlives_its_deal_and_finds_it_again() {
    let (_, tab, mut make) = begun(74);
    let board = tab.records().pipelines.iter().next().unwrap().clone();
    let ann = make.customer("Ann");
    let deal = make.deal("Vase", &board, Some(&ann));
    let mut visit = Activity::new(make.id(), ActivityKind::Visit, Some(ann.id), NOW);
    visit.deal = Some(deal.id);
    let mut alone = Activity::new(make.id(), ActivityKind::CallIn, None, NOW);
    alone.deal = Some(deal.id);
    let all = vec![
        ann.clone().into(),
        deal.clone().into(),
        visit.clone().into(),
        alone.clone().into(),
    ];
    run(&tab, &Add(all)).expect("added");
    let before = everything(&tab.records());
    let deleted = delete(&tab, (TableName::Deals, deal.id.raw()), 1);
    let left = tab.records().get(visit.id).cloned().expect("it took place");
    assert_eq!((left.customer, left.deal), (Some(ann.id), None));
    assert!(tab.records().get(alone.id).is_none(), "nobody else's");
    undo(&tab, deleted);
    assert_eq!(everything(&tab.records()), before);
    delete(&tab, (TableName::Deals, deal.id.raw()), 2);
    let entries = common::links::own_entries(&tab);
    run(&tab, &Restore(entries)).expect("restored");
    assert_eq!(everything(&tab.records()), before);
    // With the customer it goes.
    delete(&tab, (TableName::Customers, ann.id.raw()), 3);
    assert!(tab.records().activities.is_empty());
}

#[test]
fn only_an_answer_stops_the_clock_of_a_lead() {
    let (_, tab, mut make) = begun(75);
    let board = tab.records().pipelines.iter().next().unwrap().clone();
    let leads: Vec<Customer> = ["Spam", "Walk-in", "Asked", "Taken"]
        .map(|name| Customer {
            lead: Some(Lead::new(NOW)),
            ..make.customer(name)
        })
        .to_vec();
    for one in &leads {
        add(&tab, one.clone());
    }
    let set = |who: &Customer, status| EditCustomers {
        customers: vec![who.id],
        change: CustomerChange::Lead(status, String::new()),
    };
    let lead = |who: &Customer| tab.records().get(who.id).unwrap().lead.clone().unwrap();
    run(&tab, &set(&leads[0], LeadStatus::Rejected)).expect("rejected");
    let qualify = QualifyLead {
        customer: leads[1].id,
        deal: make.deal("Vase", &board, None),
    };
    run(&tab, &qualify).expect("qualified");
    assert_eq!(
        (lead(&leads[0]).response(), lead(&leads[1]).response()),
        (None, None)
    );
    let mut touch = Activity::new(make.id(), ActivityKind::CallOut, Some(leads[2].id), NOW);
    touch.at.0 += 60_000;
    run(&tab, &AnswerLead { touch, by: None }).expect("answered");
    run(&tab, &set(&leads[2], LeadStatus::Rejected)).expect("rejected");
    assert_eq!(lead(&leads[2]).response(), Some(60_000));
    // To set to work on it is an answer, as the inbox says.
    run(&tab, &set(&leads[3], LeadStatus::Working)).expect("taken");
    assert!(lead(&leads[3]).response().is_some());
    let (_, all) = leads::figures(&tab.records());
    assert!(all.response.is_some());
}

#[test]
fn erasing_a_buyer_takes_the_words_beside_the_sale_too() {
    let (store, tab, mut make) = begun(76);
    let ann = make.customer("Ann");
    add(&tab, ann.clone());
    let mut kinds = Vec::new();
    let mut values = Values::new();
    for (kind, value) in [
        (
            regulars::domain::FieldKind::Text,
            FieldValue::Text("Canary 1".into()),
        ),
        (
            regulars::domain::FieldKind::Link,
            FieldValue::Link("https://canary.example".into()),
        ),
        (
            regulars::domain::FieldKind::Phone,
            FieldValue::Phone("0815 4711 33".into()),
        ),
        (regulars::domain::FieldKind::YesNo, FieldValue::YesNo(true)),
    ] {
        let field = regulars::domain::FieldDef {
            id: make.id(),
            of: TableName::Sales,
            name: "Own".into(),
            kind,
            options: Vec::new(),
            rank: regulars::domain::Rank::first(),
            hidden: false,
            yearly: false,
            created: NOW,
            updated: NOW,
        };
        values.insert(field.id, value);
        kinds.push(field.into());
    }
    run(&tab, &Add(kinds)).expect("fields");
    let (mut kept, mut trashed) = (make.sale(Some(&ann), 900), make.sale(Some(&ann), 100));
    kept.values.clone_from(&values);
    trashed.values.clone_from(&values);
    for sale in [&kept, &trashed] {
        let sale = sale.clone();
        run(
            &tab,
            &RecordSale {
                sale,
                customer: None,
            },
        )
        .expect("sold");
    }
    // Said, and said otherwise, in the log.
    let base = tab.records().get(kept.id).unwrap().as_ref().clone();
    let mut edited = base.clone();
    for value in edited.values.values_mut() {
        if let FieldValue::Text(text) = value {
            *text = "Canary 2".into();
        }
    }
    run(&tab, &Save::new(base, edited)).expect("edited");
    delete(&tab, (TableName::Sales, trashed.id.raw()), 1);
    assert!(bytes(&store).to_lowercase().contains("canary"));
    run(&tab, &EraseCustomer(ann.id)).expect("erased");
    let left = bytes(&store).to_lowercase();
    let named = |line: &&str| line.contains("canary") || line.contains("4711 33");
    let line = left.lines().find(named);
    assert_eq!(line, None);
    let sale = tab
        .records()
        .get(kept.id)
        .cloned()
        .expect("the money was real");
    assert_eq!(sale.values.len(), 1, "what names nobody stays");
}

#[test]
fn customers_are_ordered_by_what_the_columns_say() {
    let (_, tab, mut make) = begun(77);
    // The one who came first is called later.
    let (zoe, amy): (Member, Member) = (member(&mut make, "Zoe"), member(&mut make, "Amy"));
    let mut people = ["A", "B", "C"].map(|name| make.customer(name));
    people[0].owner = Some(zoe.id);
    people[1].owner = Some(amy.id);
    for (one, source) in people.iter_mut().zip(["张", "web", "李"]) {
        one.source = source.into();
    }
    // The fifth of the fifth lunar month is in June.
    people[0].birthday = Birthday::lunar(None, 5, 5, false);
    people[1].birthday = Birthday::new(None, 5, 20);
    people[2].birthday = Birthday::new(None, 7, 1);
    for record in [zoe, amy] {
        add(&tab, record);
    }
    for one in &people {
        add(&tab, one.clone());
    }
    let records = tab.records();
    let names = NameKeys::build(&records.customers);
    let order = |by: &str| {
        let mut ids: Vec<_> = people.iter().map(|one| one.id).collect();
        let besides = Besides {
            facts: &FactsById::default(),
            points: &Balances::default(),
            layout: &Layout::default(),
            team: &records.members,
            around: &Around::default(),
            year: 2026,
        };
        let by = Sort::from_query(by).expect("an order");
        sort(&mut ids, by, &records.customers, &names, besides, |_| {
            Groups::default()
        });
        let names = ids
            .iter()
            .map(|id| records.get(*id).unwrap().name.full.clone());
        names.collect::<String>()
    };
    assert_eq!(order("owner"), "BAC");
    assert_eq!(order("birthday"), "BAC");
    assert_eq!(order("source"), "CBA", "li, web, zhang");
}
