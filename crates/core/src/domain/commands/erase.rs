//! Erasing a person for good. Unlike a deletion it has no way back: the record, its deals, touches and
//! tasks go, sales stay without the person, and the log is rewritten so that it names nobody.

use std::{collections::HashSet, sync::Arc};

use crate::domain::{
    change::{Edit, Label, Verb},
    clock::Moment,
    command::{Command, Draft, Refusal},
    customer::Customer,
    erase::{ABOUT_PEOPLE, Erasure},
    id::Id,
    record::{Record, Records, TableName},
    shop::Shop,
    validate::for_each_reference,
    view::View,
};

/// Erases a customer everywhere the shop can reach.
#[derive(Debug, Clone, Copy)]
pub struct EraseCustomer(pub Id<Customer>);

impl EraseCustomer {
    /// What an erasure of this customer would reach now: counted before a person is asked.
    pub fn reach(&self, records: &Records) -> Result<Erasure, Refusal> {
        EraseCustomers(vec![self.0]).reach(records)
    }
}

impl Command for EraseCustomer {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        EraseCustomers(vec![self.0]).decide(records, moment)
    }
}

/// Erases several at once: all of them, or, where one is no longer there, none.
#[derive(Debug, Clone)]
pub struct EraseCustomers(pub Vec<Id<Customer>>);

impl EraseCustomers {
    /// What their erasure would reach now: counted before a person is asked.
    pub fn reach(&self, records: &Records) -> Result<Erasure, Refusal> {
        let mut erasure = Erasure::default();
        let people = self.people(records);
        let is_there = |id: &Id<Customer>| people.iter().any(|one| one.id == *id);
        if !self.0.iter().all(is_there) {
            return Err(Refusal::Gone(TableName::Customers));
        }
        erasure.gone.extend(self.0.iter().map(|id| id.raw()));
        // A single letter or syllable is in many words.
        let telling = |one: &&Customer| one.name.full.trim().len() > 3;
        let called = people.iter().copied().filter(telling);
        erasure.called = called.map(|one| one.name.full.trim().to_owned()).collect();
        erasure.gone.extend(self.folded(records).map(Id::raw));
        // A sale of somebody in the trash has lost its customer and is as much theirs, unless it has another now.
        let lost = records.trash.iter().flat_map(|entry| &entry.links);
        let lost = lost.filter(|link| link.table == TableName::Sales);
        for link in lost.filter(|link| erasure.gone.contains(&link.to)) {
            let sale = records.sales.get_raw(link.id);
            if sale.is_some_and(|sale| sale.customer.is_none()) {
                erasure.sales.insert(link.id);
            }
        }
        // Tasks and touches of a deal of the person go with the deal.
        let mut news = true;
        while news {
            news = false;
            for_each_reference(records, |table, id, _, to| {
                if table == TableName::Files && erasure.has_file(to) {
                    news |= erasure.gone.insert(id);
                }
                if !erasure.gone.contains(&to) {
                    return;
                }
                if table == TableName::Sales {
                    erasure.sales.insert(id);
                } else if ABOUT_PEOPLE.contains(&table) {
                    news |= erasure.gone.insert(id);
                }
            });
            for entry in records.trash.iter() {
                news |= erasure.learn_record(&entry.record);
            }
        }
        Ok(erasure)
    }

    /// Saved views that have the name of somebody who goes in theirs or in what they look for. They stay: a person
    /// says what becomes of them.
    pub fn views(&self, records: &Records) -> Vec<String> {
        let erasure = Erasure {
            called: self.names(records),
            ..Erasure::default()
        };
        let named = |view: &&Arc<View>| {
            let texts = [&view.name, &view.text, &view.filter];
            texts.into_iter().any(|text| erasure.is_in(text))
        };
        let views = records.views.iter().filter(named);
        views.map(|view| view.name.clone()).collect()
    }

    /// What those who go are called, in the trash too.
    pub fn names(&self, records: &Records) -> Vec<String> {
        let people = self.people(records);
        let name = |one: &&Customer| one.display_name().to_owned();
        people.iter().map(name).collect()
    }

    /// Those who go, as they are or as they wait in the trash.
    fn people<'r>(&self, records: &'r Records) -> Vec<&'r Customer> {
        let wanted: HashSet<Id<Customer>> = self.0.iter().copied().collect();
        let here = self.0.iter().filter_map(|id| records.get(*id));
        let trashed = records
            .trash
            .iter()
            .filter_map(|entry| match &entry.record {
                Record::Customers(one) => Some(one),
                _ => None,
            });
        let all = here.chain(trashed.filter(|one| wanted.contains(&one.id)));
        all.map(AsRef::as_ref).collect()
    }

    /// Those who were folded into them.
    fn folded(&self, records: &Records) -> impl Iterator<Item = Id<Customer>> {
        let people = self.people(records).into_iter();
        people.flat_map(|person| person.merged.iter().map(|one| one.id))
    }
}

impl Command for EraseCustomers {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let erasure = self.reach(records)?;
        let mut edits = Vec::new();
        let mut keep = |before: Record| -> Result<(), Refusal> {
            match erasure.without(&before)? {
                None => edits.push(Edit::remove(before)),
                Some(after) if after != before => {
                    edits.push(Edit::update(before, after.touched(moment.now)));
                }
                Some(_) => {}
            }
            Ok(())
        };
        for id in &erasure.gone {
            for table in ABOUT_PEOPLE.into_iter().chain([TableName::Customers]) {
                records.find(table, *id).map_or(Ok(()), &mut keep)?;
            }
        }
        for id in &erasure.sales {
            records
                .find(TableName::Sales, *id)
                .map_or(Ok(()), &mut keep)?;
        }
        let linked = records.customers.iter().filter(|one| {
            let goes = |id: &Id<Customer>| erasure.gone.contains(&id.raw());
            !goes(&one.id)
                && (one.company.as_ref().is_some_and(goes) || one.not_same.iter().any(goes))
        });
        for one in linked {
            keep(Record::Customers(one.clone()))?;
        }
        let listed = records.tasks.iter().filter(|task| {
            let calls = task.calls.iter().flat_map(|calls| &calls.customers);
            let named = calls.into_iter().any(|id| erasure.gone.contains(&id.raw()));
            named && !erasure.gone.contains(&task.id.raw())
        });
        for task in listed {
            keep(Record::Tasks(task.clone()))?;
        }
        for entry in records.trash.iter() {
            let before = Record::Trash(entry.clone());
            match erasure.without(&before)? {
                None => edits.push(Edit::remove(before)),
                Some(after) if after != before => edits.push(Edit::update(before, after)),
                Some(_) => {}
            }
        }
        edits.extend(records.settings().map(|shop| {
            let mut after = Shop::clone(shop);
            after.erased.extend(&self.0);
            after.erased.extend(self.folded(records));
            Edit::update(Record::Shop(Arc::clone(shop)), after)
        }));
        let label = Label::new(Verb::Erase, TableName::Customers, self.0.len(), "");
        Ok(Draft {
            erases: erasure,
            ..Draft::new(label, edits)
        })
    }
}
