//! Erasing a person for good. Unlike a deletion it has no way back: the record, its deals, touches and
//! tasks go, sales stay without the person, and the log is rewritten so that it names nobody.

use std::sync::Arc;

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
};

/// Erases a customer everywhere the shop can reach.
#[derive(Debug, Clone, Copy)]
pub struct EraseCustomer(pub Id<Customer>);

impl EraseCustomer {
    /// What an erasure of this customer would reach now: counted before a person is asked.
    pub fn reach(&self, records: &Records) -> Result<Erasure, Refusal> {
        let person = records.get(self.0);
        let mut erasure = Erasure::default();
        erasure.gone.insert(self.0.raw());
        let folded = person.iter().flat_map(|person| &person.merged);
        erasure.gone.extend(folded.map(|one| one.id.raw()));
        let trashed = records
            .trash
            .iter()
            .any(|entry| entry.record.id() == self.0.raw());
        if person.is_none() && !trashed {
            return Err(Refusal::Gone(TableName::Customers));
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
}

impl Command for EraseCustomer {
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
            let folded = records.get(self.0).into_iter().flat_map(|one| &one.merged);
            let people = std::iter::once(self.0).chain(folded.map(|one| one.id));
            after.erased.extend(people);
            Edit::update(Record::Shop(Arc::clone(shop)), after)
        }));
        let label = Label::new(Verb::Erase, TableName::Customers, 1, "");
        Ok(Draft {
            erases: erasure,
            ..Draft::new(label, edits)
        })
    }
}
