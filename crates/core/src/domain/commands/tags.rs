//! Tags on many customers at once.

use crate::domain::{
    change::{Edit, Label, Verb},
    clock::Moment,
    command::{Command, Draft, Refusal},
    customer::Customer,
    id::Id,
    record::{Records, TableName},
};

use super::updated;

/// Adds and removes tags on customers.
#[derive(Debug, Clone)]
pub struct TagCustomers {
    /// Whom.
    pub customers: Vec<Id<Customer>>,
    /// Tags to add.
    pub add: Vec<String>,
    /// Tags to remove.
    pub remove: Vec<String>,
}

impl Command for TagCustomers {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let edits = self
            .customers
            .iter()
            .filter_map(|id| records.get(*id))
            .filter_map(|customer| {
                updated(customer, moment.now, |customer| {
                    customer.tags.retain(|tag| !self.remove.contains(tag));
                    self.add.iter().for_each(|tag| customer.add_tag(tag));
                })
            });
        tagging(edits.collect(), self.add.first().or(self.remove.first()))
    }
}

/// Renames a tag everywhere; onto an existing tag it joins the two. An empty new name removes it.
#[derive(Debug, Clone)]
pub struct RenameTag {
    /// The tag as it is.
    pub from: String,
    /// What it should be called.
    pub to: String,
}

impl Command for RenameTag {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let tagged = records
            .customers
            .iter()
            .filter(|customer| customer.tags.contains(&self.from));
        let edits = tagged.filter_map(|customer| {
            updated(customer, moment.now, |customer| {
                customer.tags.retain(|tag| *tag != self.from);
                customer.add_tag(&self.to);
            })
        });
        tagging(edits.collect(), Some(&self.from))
    }
}

fn tagging(edits: Vec<Edit>, tag: Option<&String>) -> Result<Draft, Refusal> {
    if edits.is_empty() {
        return Err(Refusal::Nothing);
    }
    let name = tag.cloned().unwrap_or_default();
    Ok(Draft::new(
        Label::new(Verb::Tag, TableName::Customers, edits.len(), name),
        edits,
    ))
}
