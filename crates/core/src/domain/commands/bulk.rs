//! One edit on many customers: one change, one undo, however many there are.

use crate::domain::{
    change::{Label, Verb},
    clock::{Moment, Timestamp},
    command::{Command, Draft, Refusal},
    customer::{Customer, Standing},
    field::{FieldDef, FieldValue, set_value},
    id::Id,
    lead::{Lead, LeadStatus},
    member::Member,
    record::{Records, TableName},
};

use super::{name_of, updated};

/// What is set on each of them.
#[derive(Debug, Clone, PartialEq)]
pub enum CustomerChange {
    /// Where they came from.
    Source(String),
    /// Customer, supplier, partner or competitor.
    Standing(Standing),
    /// Who looks after them.
    Owner(Option<Id<Member>>),
    /// Whether they asked not to be contacted.
    DoNotContact(bool),
    /// The company they belong to; companies stay as they are.
    Company(Option<Id<Customer>>),
    /// How far a lead has come, and why it was rejected. Those who are no leads become new ones, if
    /// that is what is asked for, and stay as they are otherwise.
    Lead(LeadStatus, String),
    /// An own field.
    Own(Id<FieldDef>, Option<FieldValue>),
}

impl CustomerChange {
    fn apply(&self, customer: &mut Customer, now: Timestamp) {
        match self {
            Self::Source(source) => customer.source.clone_from(source),
            Self::Standing(standing) => customer.standing = *standing,
            Self::Owner(owner) => customer.owner = *owner,
            Self::DoNotContact(silent) => customer.do_not_contact = *silent,
            Self::Company(company) => {
                let may = customer.kind == crate::domain::CustomerKind::Person;
                if may && *company != Some(customer.id) {
                    customer.company = *company;
                }
            }
            Self::Lead(status, reason) => match &mut customer.lead {
                Some(lead) if lead.status != *status => lead.move_to(*status, reason, now),
                Some(_) => {}
                none if *status == LeadStatus::New => *none = Some(Lead::new(now)),
                None => {}
            },
            Self::Own(field, value) => set_value(&mut customer.values, *field, value.clone()),
        }
    }
}

/// Sets something on many customers.
#[derive(Debug, Clone)]
pub struct EditCustomers {
    /// Whom; those who are gone are left out.
    pub customers: Vec<Id<Customer>>,
    /// What.
    pub change: CustomerChange,
}

impl Command for EditCustomers {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let edits: Vec<_> = self
            .customers
            .iter()
            .filter_map(|id| records.get(*id))
            .filter_map(|customer| {
                updated(customer, moment.now, |customer| {
                    self.change.apply(customer, moment.now);
                })
            })
            .collect();
        let first = edits.first().and_then(|edit| edit.after.as_ref());
        let name = first.map(name_of).ok_or(Refusal::Nothing)?;
        let label = Label::new(Verb::Edit, TableName::Customers, edits.len(), name);
        Ok(Draft::new(label, edits))
    }
}
