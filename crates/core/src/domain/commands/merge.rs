//! Folding duplicates into one record, and taking them apart again, weeks later too. A merge is one
//! change: the kept record takes what the others knew, every link to them moves, and they go. The
//! change log keeps them whole, so that taking apart is an undo of that one group.

use std::collections::{BTreeMap, HashMap, HashSet};

use uuid::Uuid;

use crate::domain::{
    change::{Change, Edit, FieldChange, Label, LoggedEdit, Verb},
    clock::Moment,
    command::{Command, Draft, Refusal},
    customer::{Customer, MergedFrom},
    id::Id,
    record::{Entity, Record, Records, TableName},
    task::Task,
    unite::{self, Choice},
    validate::for_each_reference,
    view::View,
};

use super::undo::Undo;

/// One group: who stays and who goes into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merging {
    /// The record that stays.
    pub keep: Id<Customer>,
    /// The records that go into it, in order of preference.
    pub fold: Vec<Id<Customer>>,
    /// Fields a person chose to take from a certain record; the rest follows [`unite::unite`].
    pub choice: Choice,
}

/// Merges groups of duplicates in one change. Of overlapping groups the first counts.
#[derive(Debug, Clone)]
pub struct MergeCustomers(pub Vec<Merging>);

impl Command for MergeCustomers {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let mut moved: HashMap<Uuid, Uuid> = HashMap::new();
        let mut taken: HashSet<Id<Customer>> = HashSet::new();
        let mut after: BTreeMap<(TableName, Uuid), Record> = BTreeMap::new();
        let mut first = None;
        let mut groups = 0;
        for group in &self.0 {
            let Some(keep) = records.get(group.keep) else {
                continue;
            };
            let mut others: Vec<&Customer> = Vec::new();
            for id in &group.fold {
                let known = records.get(*id).filter(|one| one.id != keep.id);
                if let Some(one) = known.filter(|one| others.iter().all(|had| had.id != one.id)) {
                    others.push(one);
                }
            }
            let inside = std::iter::once(keep.id).chain(others.iter().map(|one| one.id));
            let inside: Vec<Id<Customer>> = inside.collect();
            if others.is_empty() || inside.iter().any(|id| taken.contains(id)) {
                continue;
            }
            taken.extend(&inside);
            let united = unite::unite(keep, &others, &group.choice, moment.now)?;
            first.get_or_insert_with(|| united.display_name().to_owned());
            groups += 1;
            moved.extend(others.iter().map(|one| (one.id.raw(), keep.id.raw())));
            after.insert((TableName::Customers, keep.id.raw()), united.into());
        }
        let Some(first) = first else {
            return Err(match self.0.first() {
                Some(group) if records.get(group.keep).is_none() => {
                    Refusal::Gone(TableName::Customers)
                }
                _ => Refusal::Nothing,
            });
        };
        let between = move_links(records, &moved, moment, &mut after)?;
        for view in records.views.iter() {
            if let Some(led) = led_on(view, &moved) {
                let led = Record::from(led).touched(moment.now);
                after.insert((TableName::Views, view.id.raw()), led);
            }
        }
        let mut edits: Vec<Edit> = after
            .into_iter()
            .filter_map(|((table, id), after)| Some(Edit::update(records.find(table, id)?, after)))
            .collect();
        edits.extend(
            records
                .customers
                .iter()
                .filter(|one| moved.contains_key(&one.id.raw()))
                .map(|one| Edit::remove(Customer::into_record(one.clone()))),
        );
        edits.extend(between.into_iter().map(Edit::remove));
        let label = Label::new(Verb::Merge, TableName::Customers, groups, first);
        Ok(Draft::new(label, edits))
    }
}

/// Rewrites every record that refers to one that goes, what waits in the trash included. Gives the
/// relations that bound records which are one now: nobody is related to himself.
fn move_links(
    records: &Records,
    moved: &HashMap<Uuid, Uuid>,
    moment: &Moment,
    after: &mut BTreeMap<(TableName, Uuid), Record>,
) -> Result<Vec<Record>, Refusal> {
    let mut between = Vec::new();
    let mut referring: HashSet<(TableName, Uuid)> = HashSet::new();
    for_each_reference(records, |table, id, target, to| {
        let goes = table == TableName::Customers && moved.contains_key(&id);
        if target == TableName::Customers && moved.contains_key(&to) && !goes {
            referring.insert((table, id));
        }
    });
    // Call lists name customers without depending on them.
    referring.extend(records.tasks.iter().filter_map(|task| {
        let mut called = task.calls.iter().flat_map(|calls| &calls.customers);
        called
            .any(|id| moved.contains_key(&id.raw()))
            .then(|| (TableName::Tasks, task.id.raw()))
    }));
    // A kept record may belong to a company that went into another one.
    referring.extend(after.keys().copied());
    let to = |text: &str| {
        let id = Uuid::try_parse(text).ok()?;
        moved.get(&id).map(Uuid::to_string)
    };
    for key in referring {
        let current = after.get(&key).cloned();
        let Some(record) = current.or_else(|| records.find(key.0, key.1)) else {
            continue;
        };
        let relinked = match &record {
            // Its list of merged records names those that went: only its company may move.
            Record::Customers(one) => {
                let mut one = Customer::clone(one);
                one.company = one.company.map(|id| {
                    let to = moved.get(&id.raw());
                    to.map_or(id, |to| Id::new(*to))
                });
                one.company = one.company.filter(|company| *company != one.id);
                one.into()
            }
            other => match unite::relinked(other, &to)? {
                Record::Tasks(task) => called_once(&task).into(),
                other => other,
            },
        };
        if binds_one(&relinked) {
            between.push(record);
        } else if relinked != record {
            after.insert(key, relinked.touched(moment.now));
        }
    }
    for entry in records.trash.iter() {
        let record = Record::Trash(entry.clone());
        let relinked = unite::relinked(&record, &to)?;
        if matches!(&relinked, Record::Trash(entry) if binds_one(&entry.record)) {
            between.push(record);
        } else if relinked != record {
            after.insert((TableName::Trash, entry.id.raw()), relinked);
        }
    }
    between.sort_by_key(Record::id);
    Ok(between)
}

/// A saved view that asks for somebody who goes, asking for whom they went into; `None` for every other. Its filter
/// and its text are in the short form of addresses, with identities among the words.
fn led_on(view: &View, moved: &HashMap<Uuid, Uuid>) -> Option<View> {
    let mut led = view.clone();
    for (from, to) in moved {
        let (from, to) = (from.to_string(), to.to_string());
        for text in [&mut led.filter, &mut led.text] {
            if text.contains(&from) {
                *text = text.replace(&from, &to);
            }
        }
    }
    (led != *view).then_some(led)
}

/// True for a relation of somebody with himself.
fn binds_one(record: &Record) -> bool {
    matches!(record, Record::Relations(both) if both.from == both.to)
}

/// A call list does not call the record that was kept twice.
fn called_once(task: &Task) -> Task {
    let mut task = task.clone();
    if let Some(calls) = &mut task.calls {
        let mut seen = HashSet::new();
        calls.customers.retain(|id| seen.insert(*id));
    }
    task
}

/// Two or more records that look alike are different customers; they are not proposed again.
#[derive(Debug, Clone)]
pub struct NotTheSame(pub Vec<Id<Customer>>);

impl Command for NotTheSame {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let mut ids = self.0.clone();
        ids.sort();
        ids.dedup();
        let mut edits = Vec::new();
        let mut name = String::new();
        for (place, id) in ids.iter().enumerate() {
            let Some(one) = records.get(*id) else {
                continue;
            };
            if name.is_empty() {
                one.display_name().clone_into(&mut name);
            }
            edits.extend(super::updated(one, moment.now, |one| {
                for other in ids.iter().skip(place + 1) {
                    if !one.not_same.contains(other) {
                        one.not_same.push(*other);
                    }
                }
            }));
        }
        if edits.is_empty() {
            return Err(Refusal::Nothing);
        }
        let label = Label::new(Verb::Edit, TableName::Customers, edits.len(), name);
        Ok(Draft::new(label, edits))
    }
}

/// Takes the records apart that a change of the log folded into `keep`: they come back as they were,
/// links go back to them where nobody moved them since, and what was edited since stays.
#[derive(Debug, Clone)]
pub struct Unmerge {
    /// The entry of the log that merged them.
    pub change: Change,
    /// The record they went into.
    pub keep: Id<Customer>,
}

impl Unmerge {
    /// True if the change folded somebody into `keep` itself, not into a record that went into it later.
    pub fn is_of_keep(&self) -> bool {
        !self.folded().is_empty()
    }

    /// Identities that the change folded into `keep`.
    fn folded(&self) -> HashSet<Uuid> {
        let ids = |value: &serde_json::Value| -> Vec<Uuid> {
            let list: Vec<MergedFrom> = serde_json::from_value(value.clone()).unwrap_or_default();
            list.into_iter().map(|one| one.id.raw()).collect()
        };
        let mut folded = HashSet::new();
        for edit in &self.change.edits {
            if let LoggedEdit::Updated { table, id, fields } = edit
                && (*table, *id) == (TableName::Customers, self.keep.raw())
            {
                for field in fields.iter().filter(|field| field.field == "merged") {
                    folded.extend(ids(&field.after));
                    for id in ids(&field.before) {
                        folded.remove(&id);
                    }
                }
            }
        }
        folded
    }

    /// People of a company of this group who came back before it, from another group of the change.
    fn people_back(&self, folded: &HashSet<Uuid>, records: &Records, moment: &Moment) -> Vec<Edit> {
        let mut edits = Vec::new();
        for edit in &self.change.edits {
            let LoggedEdit::Deleted {
                record: Record::Customers(was),
            } = edit
            else {
                continue;
            };
            let company = was.company.filter(|id| folded.contains(&id.raw()));
            let now = records
                .get(was.id)
                .filter(|now| now.company == Some(self.keep));
            if let (Some(company), Some(now)) = (company, now) {
                edits.extend(super::updated(now, moment.now, |one| {
                    one.company = Some(company);
                }));
            }
        }
        edits
    }

    /// The part of the change that is about this group.
    fn part(&self, folded: &HashSet<Uuid>) -> Vec<LoggedEdit> {
        let ours = |text: &str| Uuid::try_parse(text).is_ok_and(|id| folded.contains(&id));
        let asks = |text: &str| folded.iter().any(|id| text.contains(&id.to_string()));
        let about = |table: TableName, field: &FieldChange| {
            let mentions = unite::mentions(&field.before, &ours);
            mentions || (table == TableName::Views && unite::mentions(&field.before, &asks))
        };
        let keep = (TableName::Customers, self.keep.raw());
        let edits = self.change.edits.iter().filter_map(|edit| match edit {
            LoggedEdit::Deleted { record } => {
                let bound = match record {
                    Record::Relations(both) => {
                        folded.contains(&both.from.raw()) || folded.contains(&both.to.raw())
                    }
                    _ => false,
                };
                (bound || folded.contains(&record.id())).then(|| edit.clone())
            }
            LoggedEdit::Updated { .. } if edit.key() == keep => Some(edit.clone()),
            LoggedEdit::Updated { table, id, fields } => {
                let fields: Vec<FieldChange> = fields
                    .iter()
                    .filter(|field| about(*table, field))
                    .cloned()
                    .collect();
                (!fields.is_empty()).then_some(LoggedEdit::Updated {
                    table: *table,
                    id: *id,
                    fields,
                })
            }
            LoggedEdit::Created { .. } => None,
        });
        edits.collect()
    }
}

impl Command for Unmerge {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let folded = self.folded();
        if folded.is_empty() {
            return Err(Refusal::Nothing);
        }
        let gone = |edit: &&LoggedEdit| matches!(edit, LoggedEdit::Deleted { record } if record.table() == TableName::Customers);
        let whole = self.change.edits.iter().filter(gone).count() == folded.len();
        let change = if whole {
            self.change.clone()
        } else {
            Change {
                edits: self.part(&folded),
                ..self.change.clone()
            }
        };
        let mut draft = Undo(change).decide(records, moment)?;
        draft
            .edits
            .extend(self.people_back(&folded, records, moment));
        let name = records.get(self.keep).map_or_else(
            || self.change.label.name.clone(),
            |keep| keep.display_name().to_owned(),
        );
        draft.label = Label::new(Verb::Unmerge, TableName::Customers, 1, name);
        draft.undoes = whole.then_some(self.change.seq);
        Ok(draft)
    }
}
