//! The shop's own fields as columns behind the others.

use std::sync::Arc;

use super::{Style, Value};
use crate::domain::{
    Currency, FieldDef, FieldValue, Id, Records, TableName,
    field::{Values, fields_of},
};

/// The own fields of one list.
pub(super) struct Own {
    fields: Vec<Arc<FieldDef>>,
    style: Style,
    currency: Currency,
}

impl Own {
    pub fn of(records: &Records, table: TableName, style: Style) -> Self {
        let shop = records.settings();
        Self {
            fields: fields_of(records, table),
            style,
            currency: shop.map_or(Currency::USD, |shop| shop.currency),
        }
    }

    /// Those of them alone, in that order; all if none are named.
    #[must_use]
    pub fn only(mut self, chosen: Option<&[Id<FieldDef>]>) -> Self {
        if let Some(chosen) = chosen {
            let find = |id: &Id<FieldDef>| self.fields.iter().find(|one| one.id == *id).cloned();
            self.fields = chosen.iter().filter_map(find).collect();
        }
        self
    }

    /// Names of the columns.
    pub fn columns(&self) -> impl Iterator<Item = String> {
        self.fields.iter().map(|field| field.name.clone())
    }

    /// The values of one record.
    pub fn values<'v>(&self, values: &'v Values) -> impl Iterator<Item = Value<'v>> {
        let cells = self.fields.iter();
        cells.map(|field| {
            values
                .get(&field.id)
                .map_or(Value::Blank, |v| self.cell(field, v))
        })
    }

    fn cell<'v>(&self, field: &FieldDef, value: &'v FieldValue) -> Value<'v> {
        match value {
            FieldValue::Date(day) => Value::Day(*day),
            FieldValue::Number(number) => Value::Decimal(*number),
            // An amount in another currency says so.
            FieldValue::Money { amount, currency } if *currency == self.currency => {
                Value::Money(*amount, currency.exponent())
            }
            FieldValue::YesNo(yes) => {
                Value::text(self.style.words.get(if *yes { "yes" } else { "no" }))
            }
            other => Value::text(other.plain(field)),
        }
    }
}
