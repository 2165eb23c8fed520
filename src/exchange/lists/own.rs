//! The shop's own fields as columns behind the others.

use std::sync::Arc;

use super::{Style, Value};
use crate::domain::{FieldDef, FieldValue, field::Values};

/// The values of one record.
pub(super) fn values(fields: &[Arc<FieldDef>], values: &Values, style: &Style) -> Vec<Value> {
    let cell = |field: &Arc<FieldDef>| match values.get(&field.id) {
        None => Value::Blank,
        Some(FieldValue::Date(day)) => Value::Day(*day),
        Some(FieldValue::Money { amount, currency }) => Value::Money(*amount, currency.exponent()),
        Some(FieldValue::YesNo(yes)) => {
            Value::text(style.words.get(if *yes { "yes" } else { "no" }))
        }
        Some(other) => Value::text(&other.plain(field)),
    };
    fields.iter().map(cell).collect()
}
