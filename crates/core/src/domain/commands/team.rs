//! The team: handing over everything of one member to another, so that nothing is lost when somebody
//! leaves; and a lead that becomes a customer with a deal.

use crate::domain::{
    change::{Edit, Label, Verb},
    clock::Moment,
    command::{Command, Draft, Refusal},
    customer::Customer,
    deal::Deal,
    id::Id,
    lead::LeadStatus,
    member::Member,
    record::{Records, TableName},
};

use super::{name_of, updated};

/// Gives all customers, deals, cases and to-dos of a member to another, or to nobody.
#[derive(Debug, Clone, Copy)]
pub struct HandOver {
    /// Who has them.
    pub from: Id<Member>,
    /// Who gets them.
    pub to: Option<Id<Member>>,
}

impl Command for HandOver {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let gone = Refusal::Gone(TableName::Members);
        let member = records.get(self.from).ok_or(gone)?;
        if self.to == Some(self.from) {
            return Err(Refusal::Nothing);
        }
        let mine = |owner: Option<Id<Member>>| owner == Some(self.from);
        let mut edits: Vec<Edit> = Vec::new();
        edits.extend(
            records
                .customers
                .iter()
                .filter(|one| mine(one.owner))
                .filter_map(|one| updated(one, moment.now, |one| one.owner = self.to)),
        );
        edits.extend(
            records
                .deals
                .iter()
                .filter(|one| mine(one.owner))
                .filter_map(|one| updated(one, moment.now, |one| one.owner = self.to)),
        );
        edits.extend(
            records
                .tasks
                .iter()
                .filter(|one| mine(one.owner))
                .filter_map(|one| updated(one, moment.now, |one| one.owner = self.to)),
        );
        edits.extend(
            records
                .cases
                .iter()
                .filter(|one| mine(one.owner))
                .filter_map(|one| updated(one, moment.now, |one| one.owner = self.to)),
        );
        if edits.is_empty() {
            return Err(Refusal::Nothing);
        }
        let label = Label::new(Verb::HandOver, TableName::Members, 1, member.name.clone());
        Ok(Draft::new(label, edits))
    }
}

/// A lead becomes a customer for good, with its first deal.
#[derive(Debug, Clone)]
pub struct QualifyLead {
    /// The lead.
    pub customer: Id<Customer>,
    /// The deal; it is with that customer.
    pub deal: Deal,
}

impl Command for QualifyLead {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let gone = Refusal::Gone(TableName::Customers);
        let customer = records.get(self.customer).ok_or(gone)?;
        let lead = updated(customer, moment.now, |customer| {
            if let Some(lead) = &mut customer.lead {
                lead.move_to(LeadStatus::Qualified, "", moment.now);
            }
        });
        let lead = lead.ok_or(Refusal::Nothing)?;
        let name = lead.after.as_ref().map(name_of).unwrap_or_default();
        let deal = Deal {
            customer: Some(self.customer),
            owner: self.deal.owner.or(customer.owner),
            updated: moment.now,
            ..self.deal.clone()
        };
        Ok(Draft::new(
            Label::new(Verb::Qualify, TableName::Customers, 1, name),
            vec![lead, Edit::create(deal)],
        ))
    }
}
