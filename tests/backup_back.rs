//! A whole shop with files, deals, cases, points and what it learned, written as a backup and restored into another
//! one: the same records, the same bytes of every file, and the backup of the copy is that of the original.
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

use std::{collections::BTreeMap, sync::Arc};

use common::shop::{NOW, begun, everything, run};
use futures_executor::block_on;
use proptest::prelude::*;
use regulars::{
    domain::{
        AttachedTo, Attachment, Case, CaseKind, CaseStatus, Entity, FileCategory, FileColumn,
        FileWays, Outcome, PointsEntry, PointsReason, Record, Shop, TableName, Timestamp,
        attachment::{content_hash, contents},
        commands::{Add, AttachFiles, KeepBytes, NewFile, Save},
    },
    exchange::backup::{
        self,
        archive::{FOLDER, JSON, Packer, directory, directory_place},
    },
    storage::{MemoryStore, Space, Store},
};

/// The backup as the app packs it: the JSON, and each content under its address.
fn packed(tab: &common::backup::Tab) -> Vec<u8> {
    let json = common::backup::written(tab);
    let mut packer = Packer::default();
    let mut archive = Vec::new();
    let mut put = |name: &str, bytes: &[u8]| {
        let size = bytes.len() as u64;
        let header = packer.header(name, crc32fast::hash(bytes), size);
        archive.extend(header.expect("small"));
        archive.extend(bytes);
    };
    put(JSON, json.as_bytes());
    let records: Vec<Record> = TableName::ALL
        .iter()
        .flat_map(|table| tab.records().all(*table))
        .collect();
    for (hash, _) in contents(&records) {
        let bytes = block_on(tab.file(&hash)).expect("reads").expect("kept");
        put(&format!("{FOLDER}/{hash}"), &bytes);
    }
    archive.extend(packer.finish().expect("small"));
    archive
}

/// What stands in it, by name.
fn unpacked(archive: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let (from, to) = directory_place(archive, archive.len() as u64).expect("a directory");
    let at = |place: u64| usize::try_from(place).expect("small");
    let entries = directory(&archive[at(from)..at(to)]).expect("entries");
    let own = |entry: &backup::archive::Entry| {
        let start = at(entry.at) + backup::archive::HEADER + entry.name.len();
        archive[start..start + at(entry.size)].to_vec()
    };
    entries
        .iter()
        .map(|entry| (entry.name.clone(), own(entry)))
        .collect()
}

fn stored(store: &MemoryStore) -> Vec<(String, Vec<u8>)> {
    block_on(store.read(Space::Files, "")).expect("reads")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_shop_with_files_deals_and_cases_comes_back_from_its_backup(
        deals in prop::collection::vec(("[ -~长]{0,20}x", 0_i64..9_999_999, 0_u8..3, "[a-z长]{0,8}"), 1..4),
        cases in prop::collection::vec(("[ -~长]{0,20}x", prop::sample::select(&CaseKind::ALL[..]), 0_usize..3, "[ -~\n长]{0,40}"), 1..4),
        points in prop::collection::vec(1_i64..5_000, 0..3),
        files in prop::collection::vec(("[a-z<>\"'长 ]{0,12}x\\.(png|pdf|html)", prop::collection::vec(any::<u8>(), 1..400), 0_usize..3), 1..6),
        titles in prop::collection::vec(("[ -~长]{0,20}", "[a-z_]{1,9}"), 0..4),
    ) {
        let (store, tab, mut make) = begun(17);
        let board = tab.records().pipelines.iter().next().expect("a board").clone();
        let ann = make.customer("Ann Lee");
        let mut records: Vec<Record> = vec![ann.clone().into()];
        let mut on = vec![(TableName::Customers, ann.id.raw())];
        for (title, value, state, reason) in deals {
            let mut deal = make.deal(&title, &board, Some(&ann));
            deal.value = value;
            let day = common::shop::day(2026, 9, 1);
            deal.outcome = match state {
                0 => Outcome::Open,
                1 => Outcome::Won { on: day, reason },
                _ => Outcome::Lost { on: day, reason },
            };
            on.push((TableName::Deals, deal.raw_id()));
            records.push(deal.into());
        }
        for (title, kind, status, note) in cases {
            let mut case = Case::new(make.id(), title, NOW);
            (case.kind, case.note, case.customer) = (kind, note, Some(ann.id));
            case.move_to([CaseStatus::Open, CaseStatus::Waiting, CaseStatus::Solved][status], Timestamp(NOW.0 + 5));
            on.push((TableName::Cases, case.raw_id()));
            records.push(case.into());
        }
        for count in points {
            records.push(PointsEntry {
                id: make.id(), customer: ann.id, points: count, reason: PointsReason::Given, at: NOW,
                note: String::new(), by: None, created: NOW, updated: NOW,
            }.into());
        }
        run(&tab, &Add(records)).expect("added");
        let mut kept = BTreeMap::new();
        for (name, bytes, at) in files {
            let (table, id) = on[at % on.len()];
            let record = Attachment {
                id: make.id(), to: AttachedTo { table, id }, name, mime: String::new(), size: 0, hash: String::new(),
                category: FileCategory::Quote, stage: None, created: NOW, updated: NOW,
            };
            kept.insert(content_hash(&bytes), bytes.clone());
            run(&tab, &AttachFiles(vec![NewFile::new(record, bytes).expect("may be kept")])).expect("attached");
        }
        let base = tab.records().settings().expect("a shop").clone();
        let columns = titles.into_iter().map(|(title, becomes)| FileColumn { title, becomes }).collect();
        let learned = vec![FileWays { kind: "sales".into(), columns, header: Some(2), ..FileWays::default() }];
        let edited = Shop { learned, ..Shop::clone(&base) };
        run(&tab, &Save::new(Record::Shop(base), edited)).expect("saved");

        let archive = unpacked(&packed(&tab));
        let json = archive.get(JSON).expect("the records");
        let (other_store, other, _) = begun(18);
        let mut bytes = Vec::new();
        for (name, content) in archive.iter().filter(|(name, _)| name.starts_with(FOLDER)) {
            let hash = name.rsplit('/').next().expect("an address").to_owned();
            prop_assert_eq!(&content_hash(content), &hash);
            bytes.push((hash, Arc::from(content.as_slice())));
        }
        prop_assert_eq!(bytes.len(), kept.len());
        run(&other, &KeepBytes(bytes)).expect("kept");
        common::backup::restore(&other, json).expect("restored");
        prop_assert_eq!(everything(&other.records()), everything(&tab.records()));
        prop_assert_eq!(stored(&other_store), stored(&store));
        for (hash, content) in kept {
            prop_assert_eq!(block_on(other.file(&hash)).expect("reads"), Some(content));
        }
        // Without their histories, which go on from different numbers, the two are one.
        let alone = |tab: &common::backup::Tab| {
            let pieces: Result<Vec<String>, _> = backup::write(&tab.records(), &[]).collect();
            pieces.expect("written").concat()
        };
        prop_assert_eq!(alone(&other), alone(&tab));
    }
}
