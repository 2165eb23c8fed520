//! Words for tables and values of the change log.

use serde_json::Value;

pub use super::fields::field_text;
use super::typed::typed;
use crate::{
    domain::{Currency, Quantity, TableName, Verb},
    exchange::typed::quantity_text,
    i18n::{Locale, tag, td_string},
    platform::intl,
};

/// What a table is called.
pub fn table_text(locale: Locale, table: TableName) -> &'static str {
    match table {
        TableName::Shop => td_string!(locale, common.settings),
        TableName::Customers => td_string!(locale, common.customers),
        TableName::Pipelines => td_string!(locale, history.table_boards),
        TableName::Products => td_string!(locale, common.products),
        TableName::Deals => td_string!(locale, history.table_deals),
        TableName::Sales => td_string!(locale, common.sales),
        TableName::Cases => td_string!(locale, care.cases),
        TableName::Points => td_string!(locale, care.points),
        TableName::Activities => td_string!(locale, history.table_activities),
        TableName::Tasks => td_string!(locale, common.tasks),
        TableName::Members => td_string!(locale, history.table_members),
        TableName::Fields => td_string!(locale, history.table_fields),
        TableName::Relations => td_string!(locale, history.table_relations),
        TableName::Views => td_string!(locale, history.table_views),
        TableName::Templates => td_string!(locale, history.table_templates),
        TableName::Files => td_string!(locale, history.table_files),
        TableName::Trash => td_string!(locale, common.trash),
    }
}

/// The icon of a kind of change.
pub const fn verb_icon(verb: Verb) -> &'static str {
    match verb {
        Verb::SetUp => "flag",
        Verb::Create => "plus",
        Verb::Edit => "edit",
        Verb::Delete | Verb::Purge => "trash",
        Verb::Restore | Verb::Reopen => "refresh",
        Verb::Import => "upload",
        Verb::Move => "arrow-right",
        Verb::Win => "star",
        Verb::Lose => "minus",
        Verb::Sell | Verb::Refund => "receipt",
        Verb::Complete => "check",
        Verb::Tag => "tag",
        Verb::HandOver => "users",
        Verb::Qualify => "star",
        Verb::Undo => "undo",
        Verb::Redo => "redo",
        Verb::Backup => "save",
        Verb::Merge | Verb::Unmerge => "users",
        Verb::Erase => "shield",
    }
}

/// How values are to be read: the language and what identities stand for.
pub struct Reading<'a> {
    /// The language.
    pub locale: Locale,
    /// Currency of amounts.
    pub currency: Currency,
    /// The name behind an identity, if it is known.
    pub name_of: &'a dyn Fn(&str) -> Option<String>,
    /// Date and time of an instant in milliseconds.
    pub date_time: &'a dyn Fn(i64) -> String,
}

impl Reading<'_> {
    /// A value of the log in words.
    pub fn value(&self, field: &str, value: &Value) -> String {
        let none = td_string!(self.locale, common.none);
        if let Some(words) = typed(self.locale, field, value) {
            return words;
        }
        match value {
            Value::Null => none.to_owned(),
            Value::Bool(true) => td_string!(self.locale, common.yes).to_owned(),
            Value::Bool(false) => td_string!(self.locale, common.no).to_owned(),
            Value::Number(number) => self.number(field, number),
            Value::String(text) if text.is_empty() => none.to_owned(),
            Value::String(text) => (self.name_of)(text).unwrap_or_else(|| text.clone()),
            Value::Array(list) if list.is_empty() => none.to_owned(),
            Value::Array(list) => {
                let parts = list.iter().map(|one| self.value(field, one));
                parts
                    .collect::<Vec<_>>()
                    .join(td_string!(self.locale, history.comma))
            }
            Value::Object(fields) => self.object(field, fields),
        }
    }

    fn number(&self, field: &str, number: &serde_json::Number) -> String {
        match (field, number.as_i64()) {
            ("value" | "total" | "price" | "unit_price" | "discount" | "amount", Some(amount)) => {
                intl::money(tag(self.locale), amount, self.currency)
            }
            ("done" | "solved" | "last_backup" | "at" | "created" | "updated", Some(at)) => {
                (self.date_time)(at)
            }
            _ => number.to_string(),
        }
    }

    /// `2 × Tea ¥11.30`, where the object is a line of a sale.
    fn sale_line(&self, fields: &serde_json::Map<String, Value>) -> Option<String> {
        let number = |key: &str| fields.get(key).and_then(Value::as_i64);
        let (count, price) = (number("quantity")?, number("unit_price")?);
        let name = fields.get("name").and_then(Value::as_str)?;
        let money = |amount| intl::money(tag(self.locale), amount, self.currency);
        let text = format!(
            "{} × {name} {}",
            quantity_text(Quantity(count)),
            money(price)
        );
        Some(match number("discount") {
            Some(off) => format!("{text} − {}", money(off)),
            None => text,
        })
    }

    /// The telling part of an object: the name, number or address in it, else all texts.
    fn object(&self, field: &str, fields: &serde_json::Map<String, Value>) -> String {
        if let Some(line) = self.sale_line(fields) {
            return line;
        }
        let telling = [
            "full", "number", "address", "name", "title", "stage", "state", "channel", "amount",
            "value",
        ];
        if let Some(value) = telling.iter().find_map(|key| fields.get(*key)) {
            return self.value(field, value);
        }
        let texts = fields
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(key, value)| self.value(key, value));
        texts.collect::<Vec<_>>().join(" ")
    }
}
