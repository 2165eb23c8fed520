//! Who belongs to whom, taken away as a list and brought into a shop that has the people: the same relations, also
//! where companies are among them, and a second time nothing.
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

use std::{ops::ControlFlow, sync::Arc};

use common::shop::{Maker, NOW, day};
use proptest::prelude::*;
use regulars::{
    domain::{
        Customer, CustomerKind, Entity, IdMaker, Moment, Records, Relation, RelationKind, TableName,
    },
    exchange::{
        asides::{Asides, Beside},
        customers::convert::Setting,
        deciding::Deciding,
        duplicates::DuplicateChoice,
        import::{Choices, Opened},
        lists::{self, Pick, Style, Words, workbook},
        plan::plan,
        recognise::{self, Kind},
        unpack::unpack,
    },
};

const LANGUAGES: [&str; 3] = ["en", "zh-Hans", "zh-Hant"];

fn put<T: Entity>(records: &mut Records, record: T) {
    let table = T::table_mut(records);
    table.put(table.slot_count(), Arc::new(record));
}

/// Four people and a company that is called as no company is; two of them share a name and have numbers.
fn people(make: &mut Maker) -> Vec<Customer> {
    let names = [
        "Ann Lee",
        "王芳",
        "王芳",
        "Bo (the) Ray: #2",
        "Oolong House",
    ];
    let mut all: Vec<Customer> = names.map(|name| make.customer(name)).to_vec();
    for (at, one) in all.iter_mut().enumerate() {
        one.name = regulars::domain::name::Name::default();
        one.name.full = names[at].to_owned();
        one.code = if at == 1 || at == 2 {
            format!("K{at}")
        } else {
            String::new()
        };
    }
    all[4].kind = CustomerKind::Company;
    all
}

/// The relations that come in by the list, where the shop has those of `have`.
fn brought(list: &[u8], typed: bool, shop: &Records, language: &str) -> Vec<Relation> {
    let choices = Choices {
        encoding: typed.then(|| "UTF-8".into()),
        delimiter: typed.then_some(','),
        typed,
        ..Choices::default()
    };
    let opened = Opened::new(list, &choices, language);
    assert_eq!(recognise::table(&opened), Kind::Customers);
    let mut read = opened.read(&Setting {
        language: language.into(),
        today: day(2026, 11, 22),
    });
    assert_eq!(read.problems, []);
    let asides = Asides::of(&mut read.drafts);
    let known: Vec<_> = shop.customers.iter().cloned().collect();
    let relations: Vec<_> = shop.relations.iter().cloned().collect();
    let (mut ids, deciding) = (IdMaker::new(77), Deciding::from(DuplicateChoice::Skip));
    let moment = Moment {
        now: NOW,
        today: day(2026, 11, 22),
    };
    let go_on = |_, _| ControlFlow::Continue(());
    let made = plan(
        read.drafts,
        known.clone(),
        deciding.clone(),
        &mut ids,
        &moment,
        go_on,
    );
    let mut made = made.expect("not stopped");
    let beside = Beside {
        relations: &relations,
        points: &[],
    };
    asides.apply(&mut made, &known, beside, &deciding, &mut ids, &moment);
    assert_eq!(
        (made.create.len(), made.update.len()),
        (0, 0),
        "nobody is made or changed"
    );
    assert_eq!(made.problems, []);
    made.relations
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn relations_taken_away_are_relations_brought_back(
        ties in prop::collection::vec((0_usize..5, 0_usize..5, prop::sample::select(&RelationKind::ALL[..]), "[a-z(),:#\\\\母亲 ]{0,8}"), 1..6),
        language in prop::sample::select(&LANGUAGES[..]), book: bool,
    ) {
        let mut make = Maker::new(5);
        let people = people(&mut make);
        let mut shop = Records::default();
        for one in &people {
            put(&mut shop, one.clone());
        }
        let empty = shop.clone();
        for (from, to, kind, role) in ties.into_iter().filter(|(from, to, ..)| from != to) {
            let relation = Relation {
                id: make.id(),
                from: people[from].id,
                to: people[to].id,
                kind,
                role: role.trim().to_owned(),
                created: NOW,
                updated: NOW,
            };
            if !shop.relations.iter().any(|one| one.tie() == relation.tie()) {
                put(&mut shop, relation);
            }
        }
        let style = Style { words: Words::of(language), zone: chrono_tz::Asia::Shanghai, reachable_only: false };
        let found = lists::lists(&shop, &Pick::List(TableName::Relations, None), &style);
        let list = &found[0];
        prop_assert_eq!(list.rows.len(), shop.relations.iter().count());
        let bytes = if book {
            let book = workbook::write(std::slice::from_ref(list), day(2026, 11, 22), Vec::new, &|_| ()).expect("a workbook");
            unpack(&book, &|_| ()).expect("lists").parts.remove(0).bytes
        } else {
            lists::csv::write(list).into_bytes()
        };
        let ties = |all: &mut dyn Iterator<Item = &Relation>| {
            let mut ties: Vec<String> = all.map(|one| format!("{:?}", one.tie())).collect();
            ties.sort();
            ties
        };
        let again = brought(&bytes, book, &empty, language);
        prop_assert_eq!(ties(&mut again.iter()), ties(&mut shop.relations.iter().map(AsRef::as_ref)));
        prop_assert_eq!(brought(&bytes, book, &shop, language), vec![]);
    }
}
