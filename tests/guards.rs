//! The rules of the house that a compiler does not check: layers use only those above them, files
//! stay small, every text exists in three languages, every schema version has a golden file.
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

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use regulars::{
    domain::{Records, TableName},
    storage::{Space, StorageError, Store, schema::SCHEMA},
};
use serde_json::Value;

/// Where the layers lie.
const SOURCES: [&str; 2] = ["crates/core/src", "src"];

/// The layers, each with those it may use besides itself.
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("search", &["domain"]),
    ("clean", &["domain", "search"]),
    ("chart", &[]),
    ("reports", &["domain"]),
    ("query", &["domain", "search", "clean", "reports"]),
    (
        "exchange",
        &["domain", "search", "clean", "reports", "query"],
    ),
    ("sample", &["domain"]),
    ("storage", &["domain"]),
    ("platform", &["domain", "storage"]),
    ("i18n", &["platform"]),
    (
        "app",
        &[
            "domain", "search", "clean", "chart", "reports", "query", "exchange", "sample",
            "storage", "platform", "i18n",
        ],
    ),
    (
        "ui",
        &[
            "domain", "search", "clean", "chart", "reports", "query", "exchange", "platform",
            "i18n", "app",
        ],
    ),
    (
        "pages",
        &[
            "domain", "search", "clean", "chart", "reports", "query", "exchange", "sample",
            "storage", "platform", "i18n", "app", "ui",
        ],
    ),
];

/// Lines a file may have.
const LIMIT: usize = 400;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// All files of a layer, or of all with an empty name.
fn rust_files(layer: &str) -> Vec<(PathBuf, String)> {
    let mut paths = Vec::new();
    for place in SOURCES {
        let folder = root().join(place).join(layer);
        if folder.exists() {
            sources(&folder, &mut paths);
        }
    }
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("UTF-8");
            (
                path.strip_prefix(root()).expect("inside").to_path_buf(),
                text,
            )
        })
        .collect()
}

/// The layers that a file's text names after `crate::`, in single and grouped imports.
fn used(text: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for part in text.split("crate::").skip(1) {
        if let Some(group) = part.strip_prefix('{') {
            let (mut depth, mut word) = (1, String::new());
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    c if depth == 1 && (c.is_alphanumeric() || c == '_') => word.push(c),
                    c if depth == 1 && c != ':' => word.clear(),
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
                if depth == 1 && LAYERS.iter().any(|(name, _)| *name == word) {
                    used.insert(word.clone());
                }
            }
        } else {
            used.insert(
                part.chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect(),
            );
        }
    }
    used
}

#[test]
fn layers_use_only_those_above_them() {
    for (layer, allowed) in LAYERS {
        let files = rust_files(layer);
        assert!(!files.is_empty(), "{layer} is nowhere");
        for (path, text) in files {
            for name in used(&text) {
                let known = LAYERS.iter().any(|(other, _)| *other == name);
                assert!(
                    !known || name == *layer || allowed.contains(&name.as_str()),
                    "{}: {layer} must not use {name}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn every_folder_of_src_is_a_layer_of_the_map() {
    let map = fs::read_to_string(root().join("src/lib.rs")).expect("the map");
    let folders = SOURCES.map(|place| fs::read_dir(root().join(place)).expect("sources"));
    for entry in folders.into_iter().flatten() {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if path.is_dir() && name != "bin" {
            assert!(
                LAYERS.iter().any(|(layer, _)| *layer == name),
                "{name} is not a layer"
            );
            assert!(
                map.contains(&format!("`{name}`")),
                "{name} is not on the map in lib.rs"
            );
        }
    }
}

#[test]
fn files_stay_small() {
    let files = rust_files("");
    let mut lengths: Vec<usize> = files.iter().map(|(_, text)| text.lines().count()).collect();
    for (path, text) in &files {
        assert!(
            text.lines().count() <= LIMIT,
            "{} is over {LIMIT} lines",
            path.display()
        );
    }
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!(median <= 150, "the median file has {median} lines");
}

#[test]
fn every_file_says_what_it_is_for() {
    for (path, text) in rust_files("") {
        let test = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().contains("tests"));
        assert!(
            test || text.starts_with("//!"),
            "{} begins without its paragraph",
            path.display()
        );
    }
}

fn keys(language: &str, file: &Path) -> BTreeSet<String> {
    let path = root().join("src/i18n/locales").join(language).join(file);
    let text =
        fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} is missing", path.display()));
    let json: Value = serde_json::from_str(&text).expect("JSON");
    let mut keys = BTreeSet::new();
    flatten("", &json, &mut keys);
    keys
}

/// `a.b` for nested keys; plural forms count as one key.
fn flatten(prefix: &str, json: &Value, keys: &mut BTreeSet<String>) {
    match json {
        Value::Object(map) => {
            for (key, value) in map {
                let key = key
                    .strip_suffix("_one")
                    .or(key.strip_suffix("_other"))
                    .unwrap_or(key);
                flatten(&format!("{prefix}.{key}"), value, keys);
            }
        }
        Value::String(text) => {
            assert!(!text.trim().is_empty(), "{prefix} is blank");
            let mut variables: Vec<&str> = text
                .split("{{")
                .skip(1)
                .filter_map(|part| part.split("}}").next())
                .map(str::trim)
                .collect();
            variables.sort_unstable();
            variables.dedup();
            keys.insert(format!("{prefix} {variables:?}"));
        }
        other => panic!("{prefix} is not a text: {other}"),
    }
}

#[test]
fn every_text_exists_in_three_languages_with_the_same_values() {
    let english = root().join("src/i18n/locales/en");
    let mut count = 0;
    for entry in fs::read_dir(english).expect("English") {
        let file = PathBuf::from(entry.expect("an entry").file_name());
        let wanted = keys("en", &file);
        count += wanted.len();
        for language in ["zh-Hans", "zh-Hant"] {
            let have = keys(language, &file);
            let missing: Vec<_> = wanted.symmetric_difference(&have).collect();
            assert!(
                missing.is_empty(),
                "{language}/{}: {missing:?}",
                file.display()
            );
        }
    }
    assert!(count > 300, "the texts were found");
}

/// The keys `area.key` whose sentences have a plural and show its number.
fn sentences_with_numbers() -> BTreeSet<String> {
    let english = root().join("src/i18n/locales/en");
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(english).expect("English") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("UTF-8");
        let json: Value = serde_json::from_str(&text).expect("JSON");
        let area = path.file_stem().expect("a name").to_string_lossy();
        for (key, text) in json.as_object().expect("texts") {
            let shows = text.as_str().is_some_and(|text| text.contains("count }}"));
            if let Some(key) = key.strip_suffix("_other").filter(|_| shows) {
                found.insert(format!("{area}.{key}"));
            }
        }
    }
    found
}

#[test]
fn numbers_in_sentences_are_written_as_the_language_writes_them() {
    let shown = sentences_with_numbers();
    let mut seen = 0;
    for (path, text) in rust_files("") {
        let text = text.replace("{t!(", "{ t!(");
        // From the opening of one macro for texts to that of the next.
        for call in text
            .split("_string!(")
            .skip(1)
            .chain(text.split(" t!(").skip(1))
        {
            let mut words = call.split(',').map(str::trim);
            let key = words.nth(1).unwrap_or_default();
            if !shown.contains(key) {
                continue;
            }
            seen += 1;
            let count = call.split("count = ").nth(1).unwrap_or_default();
            assert!(
                count.starts_with("counted("),
                "{}: {key} gets a bare number",
                path.display()
            );
        }
    }
    assert!(seen > 50, "the sentences were found");
}

#[test]
fn the_chinese_texts_are_polite_throughout() {
    for language in ["zh-Hans", "zh-Hant"] {
        let folder = root().join("src/i18n/locales").join(language);
        for entry in fs::read_dir(folder).expect("a language") {
            let path = entry.expect("an entry").path();
            let text = fs::read_to_string(&path).expect("UTF-8");
            let rude = text.lines().find(|line| line.contains('你'));
            assert_eq!(rude, None, "{}", path.display());
        }
    }
}

#[test]
fn every_schema_version_has_a_golden_file_that_opens() {
    for version in 1..=SCHEMA {
        let path = root().join(format!("tests/fixtures/schema/v{version}.json"));
        let text =
            fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} is missing", path.display()));
        let golden: Value = serde_json::from_str(&text).expect("JSON");
        let store = regulars::storage::MemoryStore::default();
        let mut batch = regulars::storage::Batch::default();
        let mut expected = 0;
        for table in TableName::ALL {
            let page = &golden[table.as_str()];
            // These came with version 2.
            let later = matches!(table, TableName::Cases | TableName::Points);
            if later && version < 2 {
                assert!(page.is_null(), "{} in v{version}", table.as_str());
                continue;
            }
            assert_eq!(page["schema"], version, "{} in v{version}", table.as_str());
            let records = page["records"].as_array().expect("records").len();
            assert!(records > 0, "v{version} has {}", table.as_str());
            expected += records;
            let key = regulars::storage::page::key(*table, 0);
            batch
                .put
                .push((Space::Pages, key, serde_json::to_vec(page).expect("bytes")));
        }
        let shop = futures_executor::block_on(async {
            store.write(0, batch).await.expect("written");
            common::shop::open(store).await
        });
        assert_eq!(shop.damage(), []);
        let records: &Records = &shop.records();
        let found: usize = TableName::ALL
            .iter()
            .map(|table| records.count(*table))
            .sum();
        assert_eq!(found, expected, "every record of v{version} opens");
    }
}

#[test]
fn data_of_a_newer_version_is_refused_and_left_alone() {
    let store = regulars::storage::MemoryStore::default();
    let page = format!("{{\"schema\":{},\"records\":[]}}", SCHEMA + 1).into_bytes();
    let key = regulars::storage::page::key(TableName::Customers, 0);
    let put = vec![(Space::Pages, key.clone(), page.clone())];
    futures_executor::block_on(async {
        let batch = regulars::storage::Batch {
            put,
            ..Default::default()
        };
        store.write(0, batch).await.expect("written");
        let shop = regulars::storage::OpenShop::new(store.clone(), "old app");
        let refused = shop.load(TableName::ALL, async |_| {}).await;
        assert_eq!(refused, Err(StorageError::Newer { found: SCHEMA + 1 }));
        let customer = common::shop::Maker::new(1).customer("X");
        let command = regulars::domain::commands::Add::one(customer);
        assert!(
            shop.execute(&command, common::shop::moment())
                .await
                .is_err()
        );
        assert_eq!(store.get(Space::Pages, &[key]).await, Ok(vec![Some(page)]));
    });
}

#[test]
fn a_page_that_cannot_be_read_is_left_alone() {
    let store = regulars::storage::MemoryStore::default();
    let key = regulars::storage::page::key(TableName::Customers, 0);
    let torn = b"{\"schema\":1,\"records\":[{\"id\":\"torn".to_vec();
    futures_executor::block_on(async {
        let put = vec![(Space::Pages, key.clone(), torn.clone())];
        let batch = regulars::storage::Batch {
            put,
            ..Default::default()
        };
        store.write(0, batch).await.expect("written");
        let shop = common::shop::open(store.clone()).await;
        assert_eq!(shop.damage().len(), 1);
        let customer = common::shop::Maker::new(1).customer("X");
        let command = regulars::domain::commands::Add::one(customer);
        shop.execute(&command, common::shop::moment())
            .await
            .expect("written elsewhere");
        assert_eq!(store.get(Space::Pages, &[key]).await, Ok(vec![Some(torn)]));
    });
}
