//! Work on many records at once, own fields, relations and the team: one change each, and one undo
//! that leads back to where it began.
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

use common::shop::{Maker, NOW, Tab, begun, everything, open, run, state, undo, wrap};
use futures_executor::block_on;
use proptest::prelude::*;
use regulars::{
    domain::{
        Case, Customer, FieldDef, FieldKind, FieldValue, Id, Lead, LeadStatus, Member, Rank,
        Record, Refusal, Relation, RelationKind, Standing, TableName,
        commands::{
            Add, AddFields, CustomerChange, Delete, EditCustomers, HandOver, MoveField, Purge,
            QualifyLead, Restore, Save, TagCustomers,
        },
        field::fields_of,
    },
    query::workload,
    storage::{
        ExecuteError, MemoryStore, Space, Store,
        page::{self, BLOCK, PAGE},
    },
};

fn field(make: &mut Maker, name: &str, kind: FieldKind) -> FieldDef {
    FieldDef {
        id: make.id(),
        of: TableName::Customers,
        name: name.to_owned(),
        kind,
        options: Vec::new(),
        rank: Rank::first(),
        hidden: false,
        yearly: false,
        created: NOW,
        updated: NOW,
    }
}

fn member(make: &mut Maker, name: &str) -> Member {
    Member {
        id: make.id(),
        name: name.to_owned(),
        left: false,
        created: NOW,
        updated: NOW,
    }
}

fn add(shop: &Tab, record: impl Into<Record>) {
    run(shop, &Add::one(record)).expect("added");
}

/// Every page that the store holds of a table.
fn pages(store: &MemoryStore, table: TableName) -> Vec<u32> {
    let keys = block_on(store.keys(Space::Pages)).expect("keys");
    keys.iter()
        .filter_map(|key| page::number(table, key))
        .collect()
}

#[test]
fn pages_that_hold_nothing_any_more_go_from_the_end() {
    let (store, shop, mut make) = begun(25);
    let other = block_on(open(store.clone()));
    let mut people = |count: u32| -> Vec<Customer> {
        (0..count)
            .map(|n| make.customer(&format!("P {n}")))
            .collect()
    };
    let (first, second, last) = (people(PAGE), people(PAGE), people(3 * PAGE - 7));
    let kept = run(&shop, &Add(wrap(first))).expect("added");
    let middle = run(&shop, &Add(wrap(second))).expect("added");
    let end = run(&shop, &Add(wrap(last))).expect("added");
    block_on(other.catch_up()).expect("reads");
    let before = state(&shop.records());
    assert_eq!(pages(&store, TableName::Customers), [0, 1, 2, 3, 4]);

    let gone = undo(&shop, end.seq);
    assert_eq!(pages(&store, TableName::Customers), [0, 1]);
    // One amid others stays, empty: who reads a table stops where nothing more is.
    let hole = undo(&shop, kept.seq);
    assert_eq!(pages(&store, TableName::Customers), [0, 1]);
    block_on(other.catch_up()).expect("reads");
    let again = block_on(open(store.clone()));
    for tab in [&shop, &other, &again] {
        assert_eq!(tab.records().customers.len(), PAGE as usize);
        assert_eq!(tab.damage(), []);
    }

    let newest = undo(&other, middle.seq);
    // That one was empty before; nobody has looked at it since.
    assert_eq!(pages(&store, TableName::Customers), [0]);
    block_on(shop.catch_up()).expect("reads");
    for seq in [newest, hole, gone] {
        undo(&shop, seq);
    }
    assert_eq!(state(&shop.records()), before);
    assert_eq!(state(&block_on(open(store.clone())).records()), before);
}

#[test]
fn a_table_of_several_blocks_is_read_whole() {
    let count = 3 * PAGE * BLOCK + 1;
    let (store, shop, mut make) = begun(24);
    let people = (0..count).map(|n| make.customer(&format!("P {n}")));
    let people: Vec<Customer> = people.collect();
    run(&shop, &Add(wrap(people))).expect("added");
    let again = block_on(open(store));
    assert_eq!(again.records().customers.len(), count as usize);
    assert!(
        again
            .records()
            .customers
            .iter()
            .eq(shop.records().customers.iter())
    );
}

#[test]
fn ten_thousand_are_edited_tagged_and_deleted_in_one_change_each_and_taken_back_in_one() {
    let (_, shop, mut make) = begun(23);
    let people: Vec<Customer> = (0..10_000)
        .map(|n| make.customer(&format!("P {n}")))
        .collect();
    let ids: Vec<Id<Customer>> = people.iter().map(|one| one.id).collect();
    let board = shop
        .records()
        .pipelines
        .iter()
        .next()
        .expect("a board")
        .clone();
    let mut new: Vec<Record> = people.iter().cloned().map(Record::from).collect();
    for one in people.iter().take(2000) {
        new.push(make.deal("Deal", &board, Some(one)).into());
        new.push(make.task("Call", Some(one)).into());
    }
    run(&shop, &Add(new)).expect("added");
    let own = field(&mut make, "Size", FieldKind::Text);
    add(&shop, own.clone());
    let before = everything(&shop.records());
    let commands: Vec<(&str, Box<dyn regulars::domain::Command>)> = vec![
        (
            "edit",
            Box::new(EditCustomers {
                customers: ids.clone(),
                change: CustomerChange::Own(own.id, Some(FieldValue::Text("42".into()))),
            }),
        ),
        (
            "tag",
            Box::new(TagCustomers {
                customers: ids.clone(),
                add: vec!["spring".into()],
                remove: vec![],
            }),
        ),
        (
            "delete",
            Box::new(Delete {
                records: ids
                    .iter()
                    .map(|id| (TableName::Customers, id.raw()))
                    .collect(),
                seed: 5,
            }),
        ),
    ];
    for (name, command) in commands {
        let from = shop.generation();
        let done = run(&shop, command.as_ref()).expect(name);
        assert_eq!(shop.generation(), from + 1, "{name} is one change");
        assert_eq!(done.label.count, 10_000, "{name}");
        assert_ne!(everything(&shop.records()), before, "{name} does something");
        undo(&shop, done.seq);
        assert_eq!(
            shop.generation(),
            from + 2,
            "{name} is taken back in one change"
        );
        assert!(
            everything(&shop.records()) == before,
            "{name} is taken back"
        );
    }
}

#[test]
fn an_own_field_is_filled_in_taken_away_brought_back_and_gone_for_good() {
    let (_, shop, mut make) = begun(23);
    let ann = make.customer("Ann");
    add(&shop, ann.clone());
    let size = field(&mut make, "Size", FieldKind::Number);
    let taste = field(&mut make, "Taste", FieldKind::Text);
    run(&shop, &AddFields(vec![size.clone(), taste.clone()])).expect("added");
    assert_eq!(
        run(
            &shop,
            &AddFields(vec![field(&mut make, " Size ", FieldKind::Text)])
        ),
        Err(ExecuteError::Refused(Refusal::Taken("name")))
    );
    let set = |field: &FieldDef, value: FieldValue| EditCustomers {
        customers: vec![ann.id],
        change: CustomerChange::Own(field.id, Some(value)),
    };
    // A value of another kind, or a hostile one, is refused.
    for (field, value) in [
        (&size, FieldValue::Text("42".into())),
        (&taste, FieldValue::YesNo(true)),
        (&taste, FieldValue::Link("javascript:alert(1)".into())),
    ] {
        assert_eq!(
            run(&shop, &set(field, value)),
            Err(ExecuteError::Refused(Refusal::BadValue))
        );
    }
    run(&shop, &set(&taste, FieldValue::Text("roasted".into()))).expect("set");
    run(
        &shop,
        &MoveField {
            field: taste.id,
            by: -1,
        },
    )
    .expect("moved");
    let order: Vec<String> = fields_of(&shop.records(), TableName::Customers)
        .iter()
        .map(|field| field.name.clone())
        .collect();
    assert_eq!(order, ["Taste", "Size"]);

    let value = || {
        let records = shop.records();
        records
            .get(ann.id)
            .expect("Ann")
            .values
            .get(&taste.id)
            .cloned()
    };
    let before = state(&shop.records());
    let delete = Delete {
        records: vec![(TableName::Fields, taste.id.raw())],
        seed: 9,
    };
    run(&shop, &delete).expect("taken away");
    let entry = shop.records().trash.iter().next().expect("in the trash").id;
    run(&shop, &Restore(vec![entry])).expect("brought back");
    assert_eq!(state(&shop.records()), before);
    run(&shop, &delete).expect("taken away");
    let entry = shop.records().trash.iter().next().expect("in the trash").id;
    assert!(value().is_some(), "out of sight, not lost");
    run(&shop, &Purge(vec![entry])).expect("gone");
    assert_eq!(value(), None, "its values go with it");
    let log = format!("{:?}", block_on(shop.history(None, 100)).expect("history"));
    assert!(!log.contains("roasted"), "the history forgets them too");
}

#[test]
fn two_people_fill_in_two_own_fields_at_once_and_each_can_be_taken_back() {
    let (_, shop, mut make) = begun(23);
    let ann = make.customer("Ann");
    add(&shop, ann.clone());
    let fields = [
        field(&mut make, "A", FieldKind::Text),
        field(&mut make, "B", FieldKind::Text),
    ];
    run(&shop, &AddFields(fields.to_vec())).expect("added");
    let base = shop.records().get(ann.id).expect("Ann").as_ref().clone();
    let mut seqs = Vec::new();
    for field in &fields {
        let mut edited = base.clone();
        edited
            .values
            .insert(field.id, FieldValue::Text(field.name.clone()));
        seqs.push(
            run(&shop, &Save::new(base.clone(), edited))
                .expect("saved")
                .seq,
        );
    }
    let values = || shop.records().get(ann.id).expect("Ann").values.clone();
    assert_eq!(values().len(), 2, "neither loses the other's");
    undo(&shop, seqs[0]);
    assert_eq!(values().keys().collect::<Vec<_>>(), [&fields[1].id]);
}

#[test]
fn a_relation_goes_with_either_end_and_waits_for_both() {
    let (_, shop, mut make) = begun(23);
    let [ann, bo] = ["Ann", "Bo"].map(|name| make.customer(name));
    add(&shop, ann.clone());
    add(&shop, bo.clone());
    let relation = |from: &Customer, to: &Customer, id| Relation {
        id,
        from: from.id,
        to: to.id,
        kind: RelationKind::Referrer,
        role: "neighbour".into(),
        created: NOW,
        updated: NOW,
    };
    assert_eq!(
        run(&shop, &Add::one(relation(&ann, &ann, make.id()))),
        Err(ExecuteError::Refused(Refusal::Cycle))
    );
    add(&shop, relation(&ann, &bo, make.id()));
    let before = state(&shop.records());
    for (seed, one) in [(1, &ann), (2, &bo)] {
        let records = vec![(TableName::Customers, one.id.raw())];
        run(&shop, &Delete { records, seed }).expect("deleted");
    }
    assert_eq!(shop.records().relations.len(), 0);
    let entry = |name: &str| {
        let records = shop.records();
        let is =
            |record: &Record| matches!(record, Record::Customers(one) if one.name.full == name);
        records
            .trash
            .iter()
            .find(|entry| is(&entry.record))
            .expect(name)
            .id
    };
    run(&shop, &Restore(vec![entry("Ann")])).expect("back");
    assert_eq!(
        shop.records().relations.len(),
        0,
        "its other end is still away"
    );
    run(&shop, &Restore(vec![entry("Bo")])).expect("back");
    assert_eq!(state(&shop.records()), before);
    assert_eq!(shop.records().trash.len(), 0);
}

#[test]
fn a_lead_is_qualified_in_one_change() {
    let (_, shop, mut make) = begun(23);
    let mut ann = make.customer("Ann");
    ann.lead = Some(Lead::new(NOW));
    ann.standing = Standing::Partner;
    add(&shop, ann.clone());
    let board = shop
        .records()
        .pipelines
        .iter()
        .next()
        .expect("a board")
        .clone();
    let deal = make.deal("Wedding", &board, None);
    let before = everything(&shop.records());
    let done = run(
        &shop,
        &QualifyLead {
            customer: ann.id,
            deal: deal.clone(),
        },
    )
    .expect("qualified");
    {
        let records = shop.records();
        let lead = records
            .get(ann.id)
            .expect("Ann")
            .lead
            .clone()
            .expect("a lead");
        assert_eq!(lead.status, LeadStatus::Qualified);
        assert_eq!(lead.answered, None, "to decide is no answer");
        assert_eq!(records.get(deal.id).expect("a deal").customer, Some(ann.id));
    }
    undo(&shop, done.seq);
    assert_eq!(everything(&shop.records()), before);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    /// Handing over moves everything of one member and nothing else; taken back, all is as it was.
    #[test]
    fn handing_over_and_taking_it_back_is_identity(
        owners in proptest::collection::vec((0usize..4, 0usize..4, 0usize..4, 0usize..4, proptest::bool::ANY), 1..12),
        to in 0usize..4,
    ) {
        let (_, shop, mut make) = begun(23);
        let team: Vec<Member> = ["A", "B", "C"].map(|name| member(&mut make, name)).to_vec();
        for one in &team {
            add(&shop, one.clone());
        }
        let who = |place: usize| team.get(place).map(|one| one.id);
        let board = shop.records().pipelines.iter().next().expect("a board").clone();
        for (customer, deal, task, case, solved) in owners {
            let mut one = make.customer("X");
            one.owner = who(customer);
            let mut sold = make.deal("D", &board, Some(&one));
            sold.owner = who(deal);
            let mut todo = make.task("T", Some(&one));
            todo.owner = who(task);
            let asked = Case {
                customer: Some(one.id),
                owner: who(case),
                solved: solved.then_some(NOW),
                ..Case::new(make.id(), "C", NOW)
            };
            let records = vec![one.into(), sold.into(), todo.into(), asked.into()];
            run(&shop, &Add(records)).expect("added");
        }
        let before = everything(&shop.records());
        let load = |owner| workload(&shop.records(), owner);
        let (mine, theirs) = (load(who(0)), load(who(to)));
        match run(&shop, &HandOver { from: team[0].id, to: who(to) }) {
            Err(error) => {
                prop_assert_eq!(error, ExecuteError::Refused(Refusal::Nothing));
                prop_assert!(mine.is_nothing() || to == 0);
                prop_assert!(everything(&shop.records()) == before);
            }
            Ok(done) => {
                prop_assert!(load(who(0)).is_nothing());
                prop_assert_eq!(load(who(to)).customers, mine.customers + theirs.customers);
                prop_assert_eq!(load(who(to)).open_deals, mine.open_deals + theirs.open_deals);
                prop_assert_eq!(load(who(to)).open_tasks, mine.open_tasks + theirs.open_tasks);
                prop_assert_eq!(load(who(to)).open_cases, mine.open_cases + theirs.open_cases);
                prop_assert_eq!(load(who(to)).solved_cases, mine.solved_cases + theirs.solved_cases);
                undo(&shop, done.seq);
                prop_assert!(everything(&shop.records()) == before);
            }
        }
        // A member who is deleted leaves nothing behind that points to nobody.
        let records = vec![(TableName::Members, team[0].id.raw())];
        run(&shop, &Delete { records, seed: 3 }).expect("deleted");
        let entry = shop.records().trash.iter().next().expect("in the trash").id;
        run(&shop, &Restore(vec![entry])).expect("brought back");
        prop_assert!(everything(&shop.records()) == before);
    }
}
