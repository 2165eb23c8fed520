//! Writing down a touch, with what follows from it, and putting one right: one change, one undo.

use super::{lead, record::Save};
use crate::domain::{
    activity::Activity,
    change::{Edit, Label, Verb},
    clock::Moment,
    command::{Command, Draft, Refusal},
    record::{Records, TableName},
    task::Task,
};

/// Writes a touch down; the next step, if there is one, becomes a task in the same change. A new lead that
/// was reached by it is answered.
#[derive(Debug, Clone)]
pub struct LogTouch {
    /// The touch.
    pub touch: Activity,
    /// What is to be done next.
    pub next: Option<Task>,
}

impl Command for LogTouch {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        says_something(&self.touch)?;
        let mut touch = self.touch.clone();
        touch.updated = moment.now;
        let name: String = touch.text.chars().take(60).collect();
        let answered = lead::answered(records, &touch, moment);
        let mut edits = vec![Edit::create(touch)];
        edits.extend(answered);
        edits.extend(self.next.clone().map(|mut task| {
            task.updated = moment.now;
            Edit::create(task)
        }));
        let label = Label::new(Verb::Create, TableName::Activities, 1, name);
        Ok(Draft::new(label, edits))
    }
}

/// Puts a touch right that was written down before.
#[derive(Debug, Clone)]
pub struct EditTouch {
    /// The touch as it was when editing began.
    pub base: Activity,
    /// The touch as it should be.
    pub edited: Activity,
}

impl Command for EditTouch {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        says_something(&self.edited)?;
        let moved = self.edited.customer != self.base.customer;
        let mut edited = self.edited.clone();
        if moved {
            leave_behind(records, &mut edited);
        }
        let mut draft = Save::new(self.base.clone(), edited.clone()).decide(records, moment)?;
        if moved {
            draft.edits.extend(lead::answered(records, &edited, moment));
        }
        Ok(draft)
    }
}

/// Lets go of what binds a touch to whom it was not with: a deal, a case or a call list of somebody else.
fn leave_behind(records: &Records, touch: &mut Activity) {
    let customer = touch.customer;
    let theirs = |of: Option<_>| of.is_none() || of == customer;
    touch.deal = touch
        .deal
        .filter(|id| records.get(*id).is_none_or(|deal| theirs(deal.customer)));
    touch.case = touch
        .case
        .filter(|id| records.get(*id).is_none_or(|case| theirs(case.customer)));
    touch.list = touch.list.filter(|id| {
        let task = records.get(*id);
        let calls = task.and_then(|task| task.calls.as_ref());
        calls.is_none_or(|calls| calls.customers.iter().any(|one| Some(*one) == customer))
    });
}

/// A note says something; a visit or a call may go without words.
fn says_something(touch: &Activity) -> Result<(), Refusal> {
    if !touch.kind.is_contact() && touch.text.trim().is_empty() {
        return Err(Refusal::Blank("note"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::{
        ActivityKind, Case, Customer, IdMaker, Record, Timestamp, lead::Lead, name::Name,
    };

    #[test]
    fn a_touch_is_put_right_and_never_becomes_an_empty_note() {
        let mut ids = IdMaker::new(1);
        let visit = Activity::new(
            ids.next(Timestamp(1)),
            ActivityKind::Visit,
            None,
            Timestamp(5),
        );
        let mut records = Records::default();
        records.activities.put(0, Arc::new(visit.clone()));
        let moment = Moment {
            now: Timestamp(9),
            today: "2026-11-29".parse().expect("a date"),
        };
        let to = |kind, text: &str, at| EditTouch {
            base: visit.clone(),
            edited: Activity {
                kind,
                at: Timestamp(at),
                text: text.to_owned(),
                ..visit.clone()
            },
        };
        let draft = to(ActivityKind::Meeting, "tasted", 3).decide(&records, &moment);
        let edits = draft.expect("allowed").edits;
        let [edit] = edits.as_slice() else {
            panic!("one edit: {edits:?}");
        };
        let Some(Record::Activities(after)) = &edit.after else {
            panic!("a touch");
        };
        assert_eq!(
            (after.kind, after.at, after.updated),
            (ActivityKind::Meeting, Timestamp(3), Timestamp(9))
        );
        let blank = to(ActivityKind::Note, " ", 3).decide(&records, &moment);
        assert!(matches!(blank, Err(Refusal::Blank("note"))));
        let same = to(ActivityKind::Visit, "", 5).decide(&records, &moment);
        assert!(matches!(same, Err(Refusal::Nothing)));
    }

    #[test]
    fn a_touch_moves_to_another_person_without_what_is_only_the_others() {
        let mut ids = IdMaker::new(1);
        let mut records = Records::default();
        let people = ["Ann", "Bo"]
            .map(|name| Customer::new(ids.next(Timestamp(1)), Name::from_full(name), Timestamp(1)));
        let [ann, mut bo] = people;
        bo.lead = Some(Lead::new(Timestamp(2)));
        let case = |ids: &mut IdMaker, customer| Case {
            customer,
            ..Case::new(ids.next(Timestamp(1)), "Zip", Timestamp(1))
        };
        let (hers, nobodys) = (case(&mut ids, Some(ann.id)), case(&mut ids, None));
        for (slot, one) in (0..).zip([&hers, &nobodys]) {
            records.cases.put(slot, Arc::new(one.clone()));
        }
        for (slot, one) in (0..).zip([&ann, &bo]) {
            records.customers.put(slot, Arc::new(one.clone()));
        }
        let moment = Moment {
            now: Timestamp(9),
            today: "2026-11-29".parse().expect("a date"),
        };
        for (about, left) in [(hers.id, None), (nobodys.id, Some(nobodys.id))] {
            let base = Activity {
                case: Some(about),
                ..Activity::new(
                    ids.next(Timestamp(1)),
                    ActivityKind::Visit,
                    Some(ann.id),
                    Timestamp(5),
                )
            };
            records.activities.put(0, Arc::new(base.clone()));
            let edited = Activity {
                customer: Some(bo.id),
                ..base.clone()
            };
            let edits = EditTouch { base, edited }
                .decide(&records, &moment)
                .expect("allowed")
                .edits;
            let after = edits.iter().find_map(|edit| match &edit.after {
                Some(Record::Activities(after)) => Some(after),
                _ => None,
            });
            let after = after.expect("the touch");
            assert_eq!((after.customer, after.case), (Some(bo.id), left));
            // Bo was reached by it after all.
            assert_eq!(edits.len(), 2);
        }
    }

    #[test]
    fn a_lead_was_answered_when_the_touch_took_place() {
        let mut ids = IdMaker::new(1);
        let mut ann = Customer::new(ids.next(Timestamp(1)), Name::from_full("Ann"), Timestamp(1));
        ann.lead = Some(Lead::new(Timestamp(100)));
        let who = ann.id;
        let mut records = Records::default();
        records.customers.put(0, Arc::new(ann));
        let moment = Moment {
            now: Timestamp(900),
            today: "2026-11-29".parse().expect("a date"),
        };
        for (at, answered) in [(400, 400), (50, 100), (900, 900)] {
            let touch = Activity {
                at: Timestamp(at),
                ..Activity::new(
                    ids.next(Timestamp(1)),
                    ActivityKind::Visit,
                    Some(who),
                    moment.now,
                )
            };
            let edits = LogTouch { touch, next: None }
                .decide(&records, &moment)
                .expect("allowed")
                .edits;
            let lead = edits.iter().find_map(|edit| match &edit.after {
                Some(Record::Customers(after)) => after.lead.clone(),
                _ => None,
            });
            let lead = lead.expect("the lead moves on");
            assert_eq!(lead.answered, Some(Timestamp(answered)), "touched at {at}");
        }
    }
}
