//! What columns of sales are called, in English, German and Chinese.

use std::sync::OnceLock;

use super::Field;

/// The names of each field; fields that are looked for first stand first.
pub(super) fn names() -> &'static [(Field, Vec<&'static str>)] {
    static TABLE: OnceLock<Vec<(Field, Vec<&'static str>)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let lines = include_str!("names.txt").lines();
        lines
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once(": "))
            .filter_map(|(field, names)| Some((Field::parse(field)?, names.split(" | ").collect())))
            .collect()
    })
}
