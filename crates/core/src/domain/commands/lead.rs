//! The first answer to a lead: the touch is written down and the lead is somebody's, in one change.

use crate::domain::{
    activity::Activity,
    change::{Edit, Label, Verb},
    clock::Moment,
    command::{Command, Draft, Refusal},
    id::Id,
    lead::{Lead, LeadStatus},
    member::Member,
    record::{Records, TableName},
};

use super::updated;

/// Answers a lead. A touch that led nowhere is written down and the lead goes on waiting; one that
/// somebody is on already, or that is decided, stays as it is.
#[derive(Debug, Clone)]
pub struct AnswerLead {
    /// The touch with the lead.
    pub touch: Activity,
    /// Who answers: they look after the lead from now on, if nobody does.
    pub by: Option<Id<Member>>,
}

impl Command for AnswerLead {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let gone = Refusal::Gone(TableName::Customers);
        let id = self.touch.customer.ok_or(Refusal::Nothing)?;
        let customer = records.get(id).ok_or(gone)?;
        let mut touch = self.touch.clone();
        touch.updated = moment.now;
        touch.by = touch.by.or(self.by);
        let lead = answered(records, &touch, moment);
        let mut edits = vec![Edit::create(touch)];
        edits.extend(lead);
        let name = customer.display_name().to_owned();
        let label = Label::new(Verb::Create, TableName::Activities, 1, name);
        Ok(Draft::new(label, edits))
    }
}

/// The edit of a new lead that a touch answers: somebody is on it from now on, and whoever noted the touch
/// looks after it if nobody does.
pub(super) fn answered(records: &Records, touch: &Activity, moment: &Moment) -> Option<Edit> {
    let customer = records.get(touch.customer.filter(|_| touch.counts())?)?;
    updated(customer, moment.now, |customer| {
        let new = |lead: &&mut Lead| lead.status == LeadStatus::New;
        if let Some(lead) = customer.lead.as_mut().filter(new) {
            // It may be written down later than it was.
            lead.move_to(LeadStatus::Working, "", touch.at.max(lead.since));
            customer.owner = customer.owner.or(touch.by);
        }
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::{ActivityKind, Customer, IdMaker, Reached, Record, Timestamp, name::Name};

    fn after(outcome: Option<Reached>, lead: Option<Lead>) -> Option<Arc<Customer>> {
        let mut ids = IdMaker::new(1);
        let mut one = Customer::new(ids.next(Timestamp(1)), Name::from_full("Ann"), Timestamp(1));
        one.lead = lead;
        let id = one.id;
        let mut records = Records::default();
        records.customers.put(0, Arc::new(one));
        let touch = Activity {
            outcome,
            ..Activity::new(
                ids.next(Timestamp(1)),
                ActivityKind::CallOut,
                Some(id),
                Timestamp(50),
            )
        };
        let by = Some(ids.next(Timestamp(1)));
        let moment = Moment {
            now: Timestamp(60),
            today: "2026-11-26".parse().expect("a date"),
        };
        let draft = AnswerLead { touch, by }.decide(&records, &moment);
        let draft = draft.expect("a change");
        assert!(matches!(
            draft.edits.first().and_then(|edit| edit.after.as_ref()),
            Some(Record::Activities(_))
        ));
        draft.edits.get(1).and_then(|edit| match &edit.after {
            Some(Record::Customers(customer)) => Some(customer.clone()),
            _ => None,
        })
    }

    #[test]
    fn the_first_answer_stops_the_clock_and_takes_the_lead() {
        let answered = after(None, Some(Lead::new(Timestamp(10)))).expect("moved on");
        let lead = answered.lead.clone().expect("a lead");
        assert_eq!(lead.status, LeadStatus::Working);
        assert_eq!(lead.response(), Some(40));
        assert!(answered.owner.is_some());
    }

    #[test]
    fn a_call_nobody_took_is_no_answer_and_a_later_touch_changes_nothing() {
        let new = || Some(Lead::new(Timestamp(10)));
        assert_eq!(after(Some(Reached::NoAnswer), new()), None);
        let mut working = Lead::new(Timestamp(10));
        working.move_to(LeadStatus::Working, "", Timestamp(20));
        assert_eq!(after(None, Some(working)), None);
        assert_eq!(after(None, None), None);
    }
}
