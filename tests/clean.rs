//! Merging, taking apart and erasing: whatever was merged comes apart as it was, what was edited since
//! stays, and of an erased person no byte is left in the store.
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

use common::shop::{Maker, Tab, begun, bytes, everything, merging, open, run, wrap};
use futures_executor::block_on;
use proptest::prelude::*;
use regulars::{
    domain::{
        Activity, ActivityKind, Customer, CustomerKind, Email, FieldDef, FieldValue, Id, Phone,
        Record, Sale, TableName, Verb, View,
        commands::{
            Add, Delete, EraseCustomer, MergeCustomers, Merging, NotTheSame, RecordSale, Restore,
            Save, Undo, Unmerge,
        },
        erase::without_erased,
        relation::{Relation, RelationKind},
        task::CallList,
        unite::Choice,
    },
    storage::Committed,
};

fn edit(tab: &Tab, id: Id<Customer>, change: impl FnOnce(&mut Customer)) {
    let base = tab.records().get(id).expect("there").as_ref().clone();
    let mut edited = base.clone();
    change(&mut edited);
    run(tab, &Save::new(base, edited)).expect("saved");
}

fn unmerge(tab: &Tab, merged: &Committed, keep: Id<Customer>) -> Committed {
    let at = tab
        .records()
        .get(keep)
        .expect("kept")
        .merged
        .last()
        .expect("merged")
        .at;
    let change = block_on(tab.change_made(at))
        .expect("reads")
        .expect("in the log");
    assert_eq!(change.seq, merged.seq);
    run(tab, &Unmerge { change, keep }).expect("taken apart")
}

fn touch(make: &mut Maker, with: &Customer, text: &str) -> Activity {
    let (kind, now) = (ActivityKind::Visit, common::shop::NOW);
    Activity {
        text: text.to_owned(),
        ..Activity::new(make.id(), kind, Some(with.id), now)
    }
}

#[test]
fn a_merge_moves_every_link_and_unites_what_is_known() {
    let (_, tab, mut make) = begun(5);
    let mut bob = make.customer("Bob Smith");
    bob.phones.push(Phone::new("138 0013 8000"));
    let mut robert = make.customer("Robert Smith");
    robert.phones = vec![Phone::new("+86 13800138000"), Phone::new("020 8888 1234")];
    robert.emails.push(Email::new("bob@example.com"));
    robert.code = "M-7".into();
    robert.tags = vec!["VIP".into()];
    let mut person = make.customer("Ann");
    person.company = Some(robert.id);
    let gone = make.customer("Gone");
    let board = tab
        .records()
        .pipelines
        .iter()
        .next()
        .expect("board")
        .as_ref()
        .clone();
    let deal = make.deal("Oolong", &board, Some(&robert));
    let sale = make.sale(Some(&robert), 500);
    let task = make.task("Call", Some(&robert));
    let visit = touch(&mut make, &robert, "came by");
    let mut lost = make.sale(Some(&robert), 900);
    lost.number = "in the trash".into();
    run(
        &tab,
        &Add(wrap([bob.clone(), robert.clone(), person.clone(), gone])),
    )
    .expect("people");
    let mut relate = |from: &Customer, to: &Customer| Relation {
        id: make.id(),
        from: from.id,
        to: to.id,
        kind: RelationKind::Family,
        role: String::new(),
        created: common::shop::NOW,
        updated: common::shop::NOW,
    };
    let (same, third) = (relate(&bob, &robert), relate(&robert, &person));
    let rest: Vec<Record> = vec![
        deal.clone().into(),
        task.clone().into(),
        visit.clone().into(),
        same.clone().into(),
        third.clone().into(),
    ];
    run(&tab, &Add(rest)).expect("rest");
    for sale in [&sale, &lost] {
        let command = RecordSale {
            sale: sale.clone(),
            customer: None,
        };
        run(&tab, &command).expect("sold");
    }
    let delete = Delete {
        records: vec![(TableName::Sales, lost.id.raw())],
        seed: 9,
    };
    run(&tab, &delete).expect("deleted");
    let before = everything(&tab.records());

    let mut choice = Choice::new();
    choice.insert("name".into(), robert.id);
    let group = Merging {
        choice,
        ..merging(&bob, &[&robert])
    };
    let done = run(&tab, &MergeCustomers(vec![group])).expect("merged");
    {
        let records = tab.records();
        let kept = records.get(bob.id).expect("kept");
        assert!(records.get(robert.id).is_none());
        assert_eq!(kept.name.full, "Robert Smith");
        let numbers: Vec<&str> = kept.phones.iter().map(|one| one.number.as_str()).collect();
        assert_eq!(
            numbers,
            ["138 0013 8000", "020 8888 1234"],
            "one number is not kept twice"
        );
        assert_eq!((kept.emails.len(), kept.code.as_str()), (1, "M-7"));
        assert_eq!(records.get(person.id).expect("Ann").company, Some(bob.id));
        assert_eq!(records.get(deal.id).expect("deal").customer, Some(bob.id));
        assert_eq!(records.get(sale.id).expect("sale").customer, Some(bob.id));
        assert_eq!(records.get(task.id).expect("task").customer, Some(bob.id));
        assert_eq!(records.get(third.id).expect("relation").from, bob.id);
        assert!(
            records.get(same.id).is_none(),
            "nobody is related to himself"
        );
        assert_eq!(records.get(visit.id).expect("visit").customer, Some(bob.id));
    }
    // What comes out of the trash now belongs to the record that was kept.
    let entry = tab.records().trash.iter().next().expect("entry").id;
    let restored = run(&tab, &Restore(vec![entry])).expect("restored");
    assert_eq!(
        tab.records().get(lost.id).expect("back").customer,
        Some(bob.id)
    );
    let change = block_on(tab.change_at(restored.seq))
        .expect("reads")
        .expect("there");
    run(&tab, &Undo(change)).expect("undone");

    let apart = unmerge(&tab, &done, bob.id);
    assert_eq!(apart.kept, 0);
    assert_eq!(everything(&tab.records()), before);
}

#[test]
fn a_group_of_a_batch_comes_apart_alone_and_keeps_later_edits() {
    let (_, tab, mut make) = begun(5);
    let people: Vec<Customer> = ["A", "A2", "B", "B2", "B3"]
        .iter()
        .map(|name| {
            let mut one = make.customer(name);
            one.tags = vec![format!("tag {name}")];
            one.note = format!("note {name}");
            one
        })
        .collect();
    run(&tab, &Add(wrap(people.clone()))).expect("added");
    let sales: Vec<_> = people.iter().map(|one| make.sale(Some(one), 100)).collect();
    for sale in &sales {
        run(
            &tab,
            &RecordSale {
                sale: sale.clone(),
                customer: None,
            },
        )
        .expect("sold");
    }
    let groups = vec![
        merging(&people[0], &[&people[1]]),
        merging(&people[2], &[&people[3], &people[4]]),
        merging(&people[4], &[&people[0]]),
    ];
    let done = run(&tab, &MergeCustomers(groups)).expect("merged");
    assert_eq!((done.label.count, tab.records().customers.len()), (2, 2));
    let later = make.sale(Some(&people[2]), 700);
    run(
        &tab,
        &RecordSale {
            sale: later.clone(),
            customer: None,
        },
    )
    .expect("sold");
    edit(&tab, people[2].id, |one| {
        one.tags.push("later".into());
        one.note = "written later".into();
    });
    let apart = unmerge(&tab, &done, people[2].id);
    assert_eq!(apart.kept, 1, "the note was written anew");
    let records = tab.records();
    let kept = records.get(people[2].id).expect("kept");
    assert_eq!(kept.tags, ["tag B", "later"]);
    assert_eq!(kept.note, "written later");
    assert!(kept.merged.is_empty());
    for place in [2, 3, 4] {
        let sale = records.get(sales[place].id).expect("sale");
        assert_eq!(sale.customer, Some(people[place].id));
    }
    assert_eq!(
        records.get(later.id).expect("sale").customer,
        Some(people[2].id)
    );
    assert_eq!(
        records.get(people[0].id).expect("other group").merged.len(),
        1
    );
    drop(records);
    unmerge(&tab, &done, people[0].id);
    assert_eq!(tab.records().customers.len(), 5);
}

#[test]
fn an_earlier_merge_comes_apart_and_the_later_ones_stay() {
    let (_, tab, mut make) = begun(5);
    let mut people: Vec<Customer> = ["A", "A2", "A3"].map(|name| make.customer(name)).to_vec();
    for one in &mut people {
        one.tags = vec![format!("tag {}", one.name.full)];
    }
    run(&tab, &Add(wrap(people.clone()))).expect("added");
    let sales: Vec<Sale> = people.iter().map(|one| make.sale(Some(one), 5)).collect();
    run(&tab, &Add(wrap(sales.clone()))).expect("added");
    let before = everything(&tab.records());
    let [keep, first, second] = [0, 1, 2].map(|place| people[place].id);
    let early = run(
        &tab,
        &MergeCustomers(vec![merging(&people[0], &[&people[1]])]),
    );
    let early = early.expect("merged");
    let kept = tab.records().get(keep).expect("kept").clone();
    let late = run(&tab, &MergeCustomers(vec![merging(&kept, &[&people[2]])])).expect("merged");
    let change = block_on(tab.change_at(early.seq))
        .expect("reads")
        .expect("there");
    let apart = run(&tab, &Unmerge { change, keep }).expect("apart");
    assert_eq!(apart.kept, 0);
    let records = tab.records();
    assert!(records.get(first).is_some() && records.get(second).is_none());
    let one = records.get(keep).expect("kept");
    assert_eq!(one.tags, ["tag A", "tag A3"]);
    let merged: Vec<_> = one.merged.iter().map(|from| from.id).collect();
    assert_eq!(merged, [second]);
    let whose = [0, 1, 2].map(|place| records.get(sales[place].id).expect("sale").customer);
    assert_eq!(whose, [Some(keep), Some(first), Some(keep)]);
    drop(records);
    unmerge(&tab, &late, keep);
    assert_eq!(everything(&tab.records()), before);

    // Who went into a record that went into this one comes back only after that one.
    let inner = run(
        &tab,
        &MergeCustomers(vec![merging(&people[1], &[&people[2]])]),
    );
    let inner = inner.expect("merged");
    let between = tab.records().get(first).expect("there").clone();
    run(
        &tab,
        &MergeCustomers(vec![merging(&people[0], &[&between])]),
    )
    .expect("merged");
    let change = block_on(tab.change_at(inner.seq))
        .expect("reads")
        .expect("there");
    assert_eq!(tab.records().get(keep).expect("kept").merged.len(), 2);
    assert!(!Unmerge { change, keep }.is_of_keep());
}

#[test]
fn saved_views_ask_for_the_record_that_was_kept_and_for_the_other_again() {
    let (_, tab, mut make) = begun(6);
    let people: Vec<Customer> = ["A", "B", "C", "D"]
        .map(|name| make.customer(name))
        .to_vec();
    run(&tab, &Add(wrap(people.clone()))).expect("added");
    let view = |make: &mut Maker, list, filter: String, text: &str| View {
        id: make.id(),
        list,
        name: "Mine".into(),
        columns: Vec::new(),
        sort: String::new(),
        filter,
        text: text.into(),
        look: String::new(),
        created: common::shop::NOW,
        updated: common::shop::NOW,
    };
    let [a, b, c, d] = [0, 1, 2, 3].map(|at: usize| people[at].id);
    let firm = view(
        &mut make,
        TableName::Customers,
        format!("company~{b}"),
        "tea",
    );
    let cases = view(
        &mut make,
        TableName::Cases,
        format!("customer={d}&open=1"),
        "",
    );
    let other = view(&mut make, TableName::Customers, format!("company~{a}"), "");
    let views = [firm.clone(), cases.clone(), other.clone()];
    run(&tab, &Add(wrap(views))).expect("added");
    let before = everything(&tab.records());
    let groups = vec![
        merging(&people[0], &[&people[1]]),
        merging(&people[2], &[&people[3]]),
    ];
    let done = run(&tab, &MergeCustomers(groups)).expect("merged");
    let filters = || {
        [&firm, &cases, &other].map(|one| tab.records().get(one.id).expect("there").filter.clone())
    };
    let at_a = format!("company~{a}");
    assert_eq!(
        filters(),
        [at_a.clone(), format!("customer={c}&open=1"), at_a.clone()]
    );
    // One group apart, then the other: what was of neither stays.
    unmerge(&tab, &done, a);
    assert_eq!(
        filters(),
        [format!("company~{b}"), format!("customer={c}&open=1"), at_a]
    );
    unmerge(&tab, &done, c);
    assert_eq!(everything(&tab.records()), before);
}

#[test]
fn people_said_to_differ_are_remembered_on_one_side() {
    let (_, tab, mut make) = begun(5);
    let people: Vec<Customer> = ["A", "A"].map(|name| make.customer(name)).to_vec();
    run(&tab, &Add(wrap(people.clone()))).expect("added");
    run(&tab, &NotTheSame(vec![people[1].id, people[0].id])).expect("said");
    assert!(
        run(&tab, &NotTheSame(vec![people[0].id, people[1].id])).is_err(),
        "once is enough"
    );
    let records = tab.records();
    let both: Vec<_> = people
        .iter()
        .map(|one| records.get(one.id).unwrap().not_same.len())
        .collect();
    assert_eq!(both, [1, 0]);
}

/// What a random customer knows.
#[derive(Debug, Clone)]
struct Known {
    name: u8,
    phones: Vec<u8>,
    tags: Vec<u8>,
    code: Option<u8>,
    note: Option<u8>,
    company: Option<usize>,
    own: Vec<(u8, u8)>,
}

fn known() -> impl Strategy<Value = Known> {
    (
        0u8..5,
        proptest::collection::vec(0u8..6, 0..3),
        proptest::collection::vec(0u8..6, 0..3),
        proptest::option::of(0u8..3),
        proptest::option::of(0u8..3),
        proptest::option::of(0usize..8),
        proptest::collection::vec((0u8..3, 0u8..3), 0..3),
    )
        .prop_map(|(name, phones, tags, code, note, company, own)| Known {
            name,
            phones,
            tags,
            code,
            note,
            company,
            own,
        })
}

/// The own field of that number.
fn own(number: u8) -> Id<FieldDef> {
    Id::new(uuid::Uuid::from_u128(u128::from(number) + 1))
}

fn filled(make: &mut Maker, known: &[Known]) -> Vec<Customer> {
    let mut people: Vec<Customer> = known
        .iter()
        .map(|known| {
            let mut one = make.customer(&format!("Guest {}", known.name));
            one.phones = known
                .phones
                .iter()
                .map(|n| Phone::new(format!("1380013800{n}")))
                .collect();
            known
                .tags
                .iter()
                .for_each(|n| one.add_tag(&format!("t{n}")));
            one.values = known
                .own
                .iter()
                .map(|(field, value)| (own(*field), FieldValue::Text(format!("v{value}"))))
                .collect();
            one.code = known.code.map(|n| format!("c{n}")).unwrap_or_default();
            one.note = known.note.map(|n| format!("note {n}")).unwrap_or_default();
            one
        })
        .collect();
    let ids: Vec<_> = people.iter().map(|one| one.id).collect();
    for (one, known) in people.iter_mut().zip(known) {
        one.company = known
            .company
            .map(|n| ids[n % ids.len()])
            .filter(|id| *id != one.id);
    }
    for place in 0..people.len() {
        if people.iter().any(|one| one.company == Some(ids[place])) {
            people[place].kind = CustomerKind::Company;
        }
    }
    people
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, ..ProptestConfig::default() })]

    #[test]
    fn merge_then_unmerge_is_identity(
        known in proptest::collection::vec(known(), 2..8),
        buyers in proptest::collection::vec(0usize..8, 0..12),
        split in 1usize..7,
        two_groups: bool,
        later: bool,
        chosen in proptest::collection::vec((0u8..3, 0usize..8), 0..3),
    ) {
        let (_, tab, mut make) = begun(5);
        let people = filled(&mut make, &known);
        run(&tab, &Add(wrap(people.clone()))).expect("added");
        for buyer in buyers {
            let buyer = &people[buyer % people.len()];
            let command = RecordSale { sale: make.sale(Some(buyer), 100), customer: None };
            run(&tab, &command).expect("sold");
            run(&tab, &Add::one(make.task("Call", Some(buyer)))).expect("task");
        }
        let before = everything(&tab.records());
        let all: Vec<&Customer> = people.iter().collect();
        let (one, two) = all.split_at(split.min(all.len() - 1));
        let choice: Choice = chosen
            .iter()
            .map(|(field, from)| (format!("values/{}", own(*field)), all[from % all.len()].id))
            .collect();
        let merging = |keep: &Customer, fold: &[&Customer]| Merging {
            choice: choice.clone(),
            ..merging(keep, fold)
        };
        let groups: Vec<Merging> = if two_groups {
            [one, two].into_iter().filter(|part| part.len() > 1).map(|part| merging(part[0], &part[1..])).collect()
        } else {
            vec![merging(all[0], &all[1..])]
        };
        prop_assume!(!groups.is_empty());
        let done = run(&tab, &MergeCustomers(groups.clone())).expect("merged");
        for group in &groups {
            let inside = |one: &&Customer| one.id == group.keep || group.fold.contains(&one.id);
            let said: Vec<&Customer> = people.iter().filter(inside).collect();
            let united = tab.records().get(group.keep).expect("kept").values.clone();
            for field in (0..3).map(own) {
                let chosen = group.choice.get(&format!("values/{field}"));
                let chosen = chosen.and_then(|id| said.iter().find(|one| one.id == *id));
                let keep = said.iter().find(|one| one.id == group.keep);
                let keep = keep.filter(|one| one.values.contains_key(&field));
                let others = || said.iter().find(|one| one.values.contains_key(&field));
                let whose = chosen.or(keep).or_else(others);
                let expected = whose.and_then(|one| one.values.get(&field));
                prop_assert_eq!(united.get(&field), expected, "each field by itself");
            }
        }
        if later {
            edit(&tab, groups[0].keep, |one| one.website = "https://example.com".into());
            run(&tab, &RecordSale { sale: make.sale(Some(all[0]), 7), customer: None }).expect("sold");
        }
        let kept: usize = groups.iter().map(|group| unmerge(&tab, &done, group.keep).kept).sum();
        prop_assert_eq!(kept, 0);
        if later {
            let keep = tab.records().get(groups[0].keep).expect("kept").clone();
            prop_assert_eq!(&keep.website, "https://example.com");
            edit(&tab, groups[0].keep, |one| one.website.clear());
            let newest = tab.records().sales.iter().max_by_key(|sale| sale.id).expect("sale").clone();
            prop_assert_eq!(newest.customer, Some(all[0].id));
            run(&tab, &Delete { records: vec![(TableName::Sales, newest.id.raw())], seed: 3 }).expect("deleted");
            let entry = tab.records().trash.iter().next().expect("entry").id;
            run(&tab, &regulars::domain::commands::Purge(vec![entry])).expect("purged");
        }
        prop_assert_eq!(everything(&tab.records()), before);
    }
}

#[test]
fn an_erased_person_leaves_no_byte_behind() {
    let (store, tab, mut make) = begun(5);
    let mut wei = make.customer("Canary Wei");
    wei.phones.push(Phone::new("13912345678"));
    wei.emails.push(Email::new("canary@example.com"));
    wei.kind = CustomerKind::Company;
    let mut twin = make.customer("Canary Twin");
    twin.phones.push(Phone::new("13912345678"));
    let mut friend = make.customer("Friend");
    friend.company = Some(wei.id);
    let other = make.customer("Other");
    run(
        &tab,
        &Add(wrap([
            wei.clone(),
            twin.clone(),
            friend.clone(),
            other.clone(),
        ])),
    )
    .expect("added");
    let board = tab
        .records()
        .pipelines
        .iter()
        .next()
        .expect("board")
        .as_ref()
        .clone();
    let deal = make.deal("Deal with Canary", &board, Some(&wei));
    let mut call = make.task("Call about the deal of Canary", None);
    call.deal = Some(deal.id);
    let visit = touch(&mut make, &wei, "Canary came by");
    let task = make.task("Call Canary", Some(&twin));
    let mut round = make.task("Ring round", None);
    round.calls = Some(CallList {
        customers: vec![twin.id, other.id, wei.id],
        script: String::new(),
    });
    let list = round.id;
    let rest: Vec<Record> = vec![
        deal.into(),
        call.into(),
        visit.clone().into(),
        task.into(),
        round.into(),
    ];
    run(&tab, &Add(rest)).expect("rest");
    let mut sale = make.sale(Some(&twin), 500);
    sale.note = "for Canary".into();
    run(
        &tab,
        &RecordSale {
            sale: sale.clone(),
            customer: None,
        },
    )
    .expect("sold");
    // Touched in every way: edited, deleted and brought back, merged and taken apart, merged again.
    edit(&tab, wei.id, |one| {
        one.note = "13912345678 is Canary's".into()
    });
    let delete = |table, id| Delete {
        records: vec![(table, id)],
        seed: 5,
    };
    run(&tab, &delete(TableName::Activities, visit.id.raw())).expect("deleted");
    run(&tab, &delete(TableName::Customers, wei.id.raw())).expect("deleted");
    let entry = tab
        .records()
        .trash
        .iter()
        .max_by_key(|one| one.id)
        .expect("entry")
        .clone();
    let entry = entry.along_with.unwrap_or(entry.id);
    run(&tab, &Restore(vec![entry])).expect("restored");
    let done = run(&tab, &MergeCustomers(vec![merging(&other, &[&wei])])).expect("merged");
    unmerge(&tab, &done, other.id);
    run(&tab, &MergeCustomers(vec![merging(&wei, &[&twin])])).expect("merged");
    run(&tab, &NotTheSame(vec![wei.id, other.id, friend.id])).expect("said");
    let mut history = block_on(tab.history(None, 1000)).expect("reads");
    history.reverse();
    let entries = history.len();
    let before = bytes(&store);
    assert!(before.contains("Canary") && before.contains("13912345678"));

    let other_tab = block_on(open(store.clone()));
    run(&tab, &EraseCustomer(wei.id)).expect("erased");
    let after = bytes(&store);
    for canary in ["Canary", "13912345678", "canary@example.com"] {
        let at = after
            .find(canary)
            .map(|at| &after[at.saturating_sub(300)..(at + 60).min(after.len())]);
        assert_eq!(at, None, "{canary}");
    }
    let records = tab.records();
    let left = records.get(sale.id).expect("the books stay");
    assert_eq!((left.customer, left.total), (None, 500));
    assert_eq!(records.get(friend.id).expect("friend").company, None);
    let round = records.get(list).expect("a list of many is about none");
    assert_eq!(round.calls.as_ref().expect("calls").customers, [other.id]);
    assert_eq!(records.settings().expect("shop").erased, [wei.id, twin.id]);
    drop(records);
    // The log has no hole, other tabs follow, and nothing can be taken back.
    block_on(other_tab.catch_up()).expect("reads");
    assert_eq!(everything(&other_tab.records()), everything(&tab.records()));
    let log = block_on(tab.history(None, 1000)).expect("reads");
    assert_eq!(u64::try_from(log.len()), Ok(tab.generation()));
    for change in log {
        if change.label.table != TableName::Shop && change.label.verb != Verb::SetUp {
            run(&tab, &Undo(change)).ok();
        }
    }
    assert!(!bytes(&store).contains("Canary"));

    // A backup from before brings nobody back.
    let old: Vec<Record> = wrap([wei.clone(), friend.clone()])
        .into_iter()
        .chain([Record::from(sale.clone()), visit.into()])
        .collect();
    let (left, told) = without_erased(old, history, &[wei.id, twin.id]).expect("reads");
    let names: Vec<String> = left
        .iter()
        .map(|record| record.to_json().unwrap().to_string())
        .collect();
    assert_eq!(left.len(), 2);
    assert!(!names.concat().contains("Canary"));
    assert_eq!(told.len(), entries);
    let told = serde_json::to_string(&told).expect("plain data");
    assert!(told.contains(&friend.id.to_string()));
    assert!(!told.contains("Canary") && !told.contains("13912345678"));
}

#[test]
fn the_sample_shop_has_people_who_are_in_it_twice() {
    use regulars::{
        clean::find,
        domain::Timestamp,
        sample::{Language, SampleOptions, generate},
    };
    for language in [Language::En, Language::ZhHans, Language::ZhHant] {
        for (size, pairs) in [(10, 2), (40, 2), (1_000, 5)] {
            let records = generate(&SampleOptions {
                seed: 2026,
                customers: size,
                language,
                kind: regulars::domain::ShopKind::Retail,
                currency: regulars::domain::Currency::CNY,
                today: chrono::NaiveDate::from_ymd_opt(2026, 11, 26).expect("a date"),
                now: Timestamp(1_795_680_000_000),
                time_zone: "Asia/Shanghai".into(),
            });
            let customers: Vec<Customer> = records
                .iter()
                .filter_map(|record| match record {
                    Record::Customers(one) => Some(Customer::clone(one)),
                    _ => None,
                })
                .collect();
            let found = find(&customers, &mut |_| ());
            assert!(found.len() >= pairs, "{language:?} {size}: {}", found.len());
            // A few, not half the shop.
            assert!(
                found.len() <= pairs * 8,
                "{language:?} {size}: {}",
                found.len()
            );
        }
    }
}
