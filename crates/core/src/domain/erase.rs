//! Forgetting a person: what of the change log may stay once somebody was erased (GDPR 17, PIPL 47).
//! Sales stay for the books, without the person; everything that was only about the person goes, from
//! entries made long ago too. Pure; the open shop rewrites the log with it.

use std::{collections::HashSet, sync::Arc};

use serde_json::Value;
use uuid::Uuid;

use super::{
    change::{Change, LoggedEdit, Verb},
    customer::Customer,
    id::Id,
    record::{Record, TableName},
    spread::own_field,
    unite::mentions,
};

/// Records of a backup and their history without the people who were erased since it was written. The list
/// of the erased goes on in it.
pub fn without_erased(
    mut records: Vec<Record>,
    mut history: Vec<Change>,
    people: &[Id<Customer>],
) -> Result<(Vec<Record>, Vec<Change>), serde_json::Error> {
    for record in &mut records {
        if let Record::Shop(shop) = record {
            let shop = Arc::make_mut(shop);
            for id in people {
                if !shop.erased.contains(id) {
                    shop.erased.push(*id);
                }
            }
        }
    }
    let mut erasure = Erasure::default();
    erasure.gone.extend(people.iter().map(|id| id.raw()));
    if erasure.is_empty() {
        return Ok((records, history));
    }
    let are_here = records.iter().any(|record| match record {
        Record::Trash(entry) => erasure.gone.contains(&entry.record.id()),
        other => erasure.gone.contains(&other.id()),
    });
    let mut news = true;
    while news {
        news = false;
        for record in records.iter().filter(|_| are_here) {
            news |= erasure.learn_record(record);
        }
        for change in &history {
            news |= erasure.learn(change);
        }
    }
    for change in &mut history {
        if let Some(scrubbed) = erasure.scrubbed(change)? {
            *change = scrubbed;
        }
    }
    if !are_here {
        return Ok((records, history));
    }
    let mut left = Vec::with_capacity(records.len());
    for record in &records {
        // The list of the erased is what names them on purpose.
        if record.table() == TableName::Shop {
            left.push(record.clone());
        } else {
            left.extend(erasure.without(record)?);
        }
    }
    Ok((left, history))
}

/// What an erasure reaches.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Erasure {
    /// Identities of the person, of records folded into it, and of what was only about it.
    pub gone: HashSet<Uuid>,
    /// Sales that stay without the person, and without what was written beside them: notes, and own fields
    /// of words.
    pub sales: HashSet<Uuid>,
    /// What those who go are called: whole names that a file may have been called after.
    pub called: Vec<String>,
}

/// Tables whose records are about a person and go along.
pub const ABOUT_PEOPLE: [TableName; 7] = [
    TableName::Deals,
    TableName::Relations,
    TableName::Cases,
    TableName::Points,
    TableName::Activities,
    TableName::Tasks,
    TableName::Files,
];

impl Erasure {
    /// True if there is nothing to forget.
    pub fn is_empty(&self) -> bool {
        self.gone.is_empty()
    }

    /// True if `value` names something that goes.
    pub fn names(&self, value: &Value) -> bool {
        mentions(value, &|text| {
            Uuid::try_parse(text).is_ok_and(|id| self.gone.contains(&id))
        })
    }

    /// True if the edit is of the person or of what is about the person; an edit of somebody else's record that
    /// only names the person is not.
    pub fn is_of(&self, edit: &LoggedEdit) -> bool {
        self.has_file(edit.key().1)
    }

    /// Notes what a deleted record of the log adds: a deal, touch or task of the person. True if
    /// there was something; ask again then, for what hangs on it.
    pub fn learn(&mut self, change: &Change) -> bool {
        let mut news = false;
        for edit in &change.edits {
            if let LoggedEdit::Deleted { record } = edit {
                news |= self.learn_record(record);
            }
        }
        news
    }

    /// The same for one record, in the trash or not.
    pub fn learn_record(&mut self, record: &Record) -> bool {
        if let Record::Trash(entry) = record {
            return self.learn_record(&entry.record);
        }
        let id = record.id();
        if self.gone.contains(&id) || self.sales.contains(&id) || !self.is_about(record) {
            return false;
        }
        if record.table() == TableName::Sales {
            self.sales.insert(id)
        } else {
            self.gone.insert(id)
        }
    }

    /// True if the record belongs to somebody who goes, or to a deal that does; a file also if it is on
    /// one of their sales, where it shows whose the sale was. A call list that has the
    /// person among others does not.
    fn is_about(&self, record: &Record) -> bool {
        let ids = match record {
            Record::Sales(sale) => [sale.customer.map(Id::raw), None, None],
            Record::Deals(deal) => [deal.customer.map(Id::raw), None, None],
            Record::Cases(case) => [case.customer.map(Id::raw), None, None],
            Record::Points(entry) => [Some(entry.customer.raw()), None, None],
            Record::Activities(touch) => [
                touch.customer.map(Id::raw),
                touch.deal.map(Id::raw),
                touch.case.map(Id::raw),
            ],
            Record::Relations(both) => [Some(both.from.raw()), Some(both.to.raw()), None],
            Record::Tasks(task) => [task.customer.map(Id::raw), task.deal.map(Id::raw), None],
            Record::Files(file) => return self.has_file(file.to.id),
            _ => [None, None, None],
        };
        ids.into_iter().flatten().any(|id| self.gone.contains(&id))
    }

    /// True if what is attached to that record goes.
    pub fn has_file(&self, on: Uuid) -> bool {
        self.gone.contains(&on) || self.sales.contains(&on)
    }

    /// `record` as it may stay; `None` if it goes.
    pub fn without(&self, record: &Record) -> Result<Option<Record>, serde_json::Error> {
        if self.gone.contains(&record.id()) {
            return Ok(None);
        }
        if let Record::Trash(entry) = record {
            let Some(inner) = self.without(&entry.record)? else {
                return Ok(None);
            };
            let mut entry = (**entry).clone();
            entry.record = inner;
            entry
                .links
                .retain(|link| !self.gone.contains(&link.to) && !self.gone.contains(&link.id));
            return Ok(Some(entry.into()));
        }
        let mut json = record.to_json()?;
        self.forget(&mut json);
        if self.sales.contains(&record.id())
            && let Value::Object(fields) = &mut json
        {
            fields.remove("note");
            if let Some(Value::Object(values)) = fields.get_mut("values") {
                values.retain(|_, value| !is_words(value));
            }
        }
        Record::from_json(record.table(), json).map(Some)
    }

    /// Empties every field that names somebody who goes; an entry of a list that does goes whole.
    fn forget(&self, value: &mut Value) {
        match value {
            Value::Array(items) => {
                items.retain(|item| match item {
                    Value::Object(fields) => !fields.values().any(|field| self.is_one(field)),
                    item => !self.is_one(item),
                });
                for item in items {
                    self.forget(item);
                }
            }
            Value::Object(fields) => {
                fields.retain(|_, field| !self.is_one(field));
                for field in fields.values_mut() {
                    self.forget(field);
                }
            }
            _ => {}
        }
    }

    fn is_one(&self, value: &Value) -> bool {
        matches!(value, Value::String(_)) && self.names(value)
    }

    /// An entry of the log as it may stay; `None` if nothing in it has to change. It keeps its place and
    /// its number, so that the log has no hole.
    pub fn scrubbed(&self, change: &Change) -> Result<Option<Change>, serde_json::Error> {
        let mut edits = Vec::with_capacity(change.edits.len());
        for edit in &change.edits {
            edits.extend(self.edit(edit)?);
        }
        let named = self.is_in(&change.label.name);
        if edits == change.edits && !named {
            return Ok(None);
        }
        let mut scrubbed = change.clone();
        scrubbed.edits = edits;
        // An import is called after its file, everything else after its first record.
        if named || !matches!(change.label.verb, Verb::Import | Verb::Backup) {
            scrubbed.label.name.clear();
        }
        Ok(Some(scrubbed))
    }

    /// True if a text has the whole name of somebody who goes in it, whatever the capitals.
    pub fn is_in(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        let mut called = self.called.iter();
        called.any(|name| text.contains(&name.to_lowercase()))
    }

    fn edit(&self, edit: &LoggedEdit) -> Result<Option<LoggedEdit>, serde_json::Error> {
        let (_, id) = edit.key();
        if self.gone.contains(&id) {
            return Ok(None);
        }
        Ok(match edit {
            LoggedEdit::Created { .. } => Some(edit.clone()),
            LoggedEdit::Deleted { record } => self
                .without(record)?
                .map(|record| LoggedEdit::Deleted { record }),
            // A merge or a move to or from the person: what else the entry says may be the person's.
            LoggedEdit::Updated { fields, .. } => {
                let named = fields
                    .iter()
                    .any(|field| self.names(&field.before) || self.names(&field.after));
                let noted = self.sales.contains(&id)
                    && fields.iter().any(|field| {
                        let own = own_field(&field.field).is_some();
                        let words = is_words(&field.before) || is_words(&field.after);
                        field.field == "note" || (own && words)
                    });
                (!named && !noted).then(|| edit.clone())
            }
        })
    }
}

/// True for a value of an own field that somebody wrote freely: a text, a link, a number to call.
fn is_words(value: &Value) -> bool {
    let kind = value.get("kind").and_then(Value::as_str);
    kind.is_some_and(|kind| matches!(kind, "text" | "link" | "phone"))
}
