//! Whatever a record keeps is told by a word of the person's language, in the history, in timelines and in the file
//! of one person: every part of every kind of record has its name in the list, and every name its word.
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::pedantic,
    reason = "tests may stop at once"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::{collections::BTreeMap, fs, path::Path};

use regulars::domain::{
    Activity, Attachment, Case, Customer, Deal, FieldDef, FieldName, Member, Pipeline, PointsEntry,
    Product, Relation, Sale, Shop, TableName, Task, Template, Trashed, View,
};
use serde::{
    Deserialize, Deserializer,
    de::{Visitor, value::Error},
    forward_to_deserialize_any,
};
use serde_json::Value;

/// Gives nothing to read, but notes what a structure would be asked for.
struct Asked<'a>(&'a mut &'static [&'static str]);

impl<'de> Deserializer<'de> for Asked<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(serde::de::Error::custom("nothing to read"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        *self.0 = fields;
        self.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

fn parts<T: for<'de> Deserialize<'de>>() -> &'static [&'static str] {
    let mut found: &'static [&'static str] = &[];
    assert!(T::deserialize(Asked(&mut found)).is_err());
    found
}

fn parts_of(table: TableName) -> &'static [&'static str] {
    match table {
        TableName::Shop => parts::<Shop>(),
        TableName::Members => parts::<Member>(),
        TableName::Fields => parts::<FieldDef>(),
        TableName::Customers => parts::<Customer>(),
        TableName::Pipelines => parts::<Pipeline>(),
        TableName::Products => parts::<Product>(),
        TableName::Deals => parts::<Deal>(),
        TableName::Sales => parts::<Sale>(),
        TableName::Cases => parts::<Case>(),
        TableName::Points => parts::<PointsEntry>(),
        TableName::Activities => parts::<Activity>(),
        TableName::Tasks => parts::<Task>(),
        TableName::Relations => parts::<Relation>(),
        TableName::Views => parts::<View>(),
        TableName::Templates => parts::<Template>(),
        TableName::Files => parts::<Attachment>(),
        TableName::Trash => parts::<Trashed>(),
    }
}

/// The key of the word of each name, as the page has them.
fn keys() -> BTreeMap<String, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pages/history/fields.rs");
    let text = fs::read_to_string(path).expect("the page");
    let mut keys = BTreeMap::new();
    for arm in text.split("),\n") {
        let Some((names, key)) = arm.split_once(" => td_string!(locale, ") else {
            continue;
        };
        for name in names.split("FieldName::").skip(1) {
            let name: String = name.chars().take_while(|c| c.is_alphanumeric()).collect();
            keys.insert(name, key.to_owned());
        }
    }
    keys
}

fn word(language: &str, key: &str) -> String {
    let (area, key) = key.split_once('.').expect("an area and a key");
    let path = format!("src/i18n/locales/{language}/{area}.json");
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
    let texts: Value = serde_json::from_str(&text.expect("texts")).expect("JSON");
    texts[key].as_str().expect("a word").to_owned()
}

#[test]
fn every_part_of_every_record_has_a_word_in_three_languages() {
    let keys = keys();
    let mut seen = 0;
    for table in TableName::ALL {
        let parts = parts_of(*table);
        assert!(parts.contains(&"id"), "{} was asked", table.as_str());
        for part in parts.iter().filter(|part| **part != "id") {
            let said = format!("{part} of {}", table.as_str());
            let name = FieldName::parse(part).unwrap_or_else(|| panic!("{said} has no name"));
            let key = keys.get(&format!("{name:?}"));
            let key = key.unwrap_or_else(|| panic!("{said} has no word"));
            assert!(!word("en", key).is_empty(), "{said} in English");
            for language in ["zh-Hans", "zh-Hant"] {
                let word = word(language, key);
                // Not left in English.
                let chinese = word.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
                assert!(chinese, "{said} in {language}: {word}");
            }
            seen += 1;
        }
    }
    assert!(seen > 150, "only {seen} parts were seen");
}

#[test]
fn one_own_field_is_one_of_the_values_and_an_unknown_part_is_none() {
    let one = "values/0199a000-0000-7000-8000-000000000001";
    assert_eq!(FieldName::parse(one), Some(FieldName::Values));
    assert_eq!(
        FieldName::parse("do_not_contact"),
        Some(FieldName::DoNotContact)
    );
    assert_eq!(FieldName::parse("not_invented_yet"), None);
}
