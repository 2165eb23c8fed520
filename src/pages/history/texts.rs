//! Words for tables, fields and values of the change log.

use serde_json::Value;

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

/// What a field is called; its name in the file where there is no word for it.
pub fn field_text(locale: Locale, field: &str) -> String {
    match field {
        "name" => td_string!(locale, common.name),
        "title" => td_string!(locale, common.title),
        "note" | "text" => td_string!(locale, common.note),
        "date" | "at" => td_string!(locale, common.date),
        "value" | "total" => td_string!(locale, common.amount),
        "customer" => td_string!(locale, common.customer),
        "price" => td_string!(locale, common.price),
        "currency" => td_string!(locale, common.currency),
        "phones" => td_string!(locale, history.field_phones),
        "emails" => td_string!(locale, history.field_emails),
        "addresses" => td_string!(locale, history.field_addresses),
        "company" => td_string!(locale, history.field_company),
        "birthday" => td_string!(locale, history.field_birthday),
        "tags" => td_string!(locale, history.field_tags),
        "stage" => td_string!(locale, history.field_stage),
        "stages" => td_string!(locale, history.field_stages),
        "outcome" => td_string!(locale, history.field_outcome),
        "expected_close" => td_string!(locale, history.field_expected_close),
        "due" => td_string!(locale, history.field_due),
        "done" => td_string!(locale, common.done),
        "rank" => td_string!(locale, history.field_rank),
        "history" => td_string!(locale, history.field_history),
        "time_zone" => td_string!(locale, start.time_zone),
        "week_start" => td_string!(locale, settings.week_start),
        "last_backup" => td_string!(locale, history.field_last_backup),
        "kind" => td_string!(locale, history.field_kind),
        "lines" => td_string!(locale, sales.lines),
        "discount" => td_string!(locale, sales.discount),
        "payment" => td_string!(locale, sales.payment),
        "number" => td_string!(locale, sales.number),
        "job_title" => td_string!(locale, customers.job),
        "website" => td_string!(locale, customers.website),
        "source" => td_string!(locale, customers.source),
        "code" => td_string!(locale, customers.code),
        "consents" => td_string!(locale, history.field_consents),
        "card" => td_string!(locale, history.field_card),
        "not_same" => td_string!(locale, history.field_not_same),
        "owner" => td_string!(locale, history.field_owner),
        "values" => td_string!(locale, history.table_fields),
        "merged" => td_string!(locale, history.field_merged),
        "erased" => td_string!(locale, history.field_erased),
        "category" => td_string!(locale, files.category),
        "lead" => td_string!(locale, customers.lead),
        "standing" => td_string!(locale, customers.standing),
        "sale" => td_string!(locale, care.about_sale),
        "solved" => td_string!(locale, care.field_solved),
        "waiting" => td_string!(locale, care.field_waiting),
        "solution" => td_string!(locale, care.solution),
        "priority" => td_string!(locale, care.priority),
        "points" => td_string!(locale, care.points),
        "case" => td_string!(locale, care.case),
        "layout" => td_string!(locale, history.field_layout),
        "by" | "closed_by" => td_string!(locale, people.by),
        other => return other.replace('_', " "),
    }
    .to_owned()
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
            ("done" | "last_backup" | "at", Some(at)) => (self.date_time)(at),
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
