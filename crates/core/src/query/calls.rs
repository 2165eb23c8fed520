//! A call list while it is being worked through: who waits, who did not answer and is to be tried again,
//! who is done. Derived from the touches that name the list, so it survives a reload and a call that is
//! taken back puts its customer back into the queue.

use rustc_hash::FxHashMap;

use crate::domain::{Channel, Customer, Id, Reached, Records, Task, limits};

/// Whom a new list calls, of those who were chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ToCall {
    /// Who can be called, in their order.
    pub customers: Vec<Id<Customer>>,
    /// Who has no number, or does not want to be called.
    pub left_out: usize,
    /// Who could be called, too, but is more than a list takes.
    pub beyond: usize,
}

impl ToCall {
    /// Of these customers.
    pub fn of(records: &Records, chosen: &[Id<Customer>]) -> Self {
        let can = |id: &&Id<Customer>| {
            records.get(**id).is_some_and(|one| {
                one.may_contact(Channel::Phone)
                    && one.phones.iter().any(|phone| !phone.digits().is_empty())
            })
        };
        let mut customers: Vec<Id<Customer>> = chosen.iter().filter(can).copied().collect();
        let left_out = chosen.len() - customers.len();
        let beyond = customers.len().saturating_sub(limits::CALLS);
        customers.truncate(limits::CALLS);
        Self {
            customers,
            left_out,
            beyond,
        }
    }
}

/// A customer of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Call {
    /// Whom.
    pub customer: Id<Customer>,
    /// Calls made for this list.
    pub tries: u32,
    /// How the last of them ended.
    pub last: Option<Reached>,
    /// Asked not to be called since.
    pub silent: bool,
}

impl Call {
    /// True if nothing is left to do: somebody answered, or is not to be called any more.
    pub fn is_done(&self) -> bool {
        self.silent || self.last.is_some_and(|last| last != Reached::NoAnswer)
    }
}

/// The list as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Queue {
    /// Every customer, in the order of the list. Who was deleted or asked not to be contacted is left
    /// out unless there was a call already.
    pub calls: Vec<Call>,
}

impl Queue {
    /// The queue of a task; empty if it is no call list.
    pub fn of(records: &Records, task: &Task) -> Self {
        let Some(list) = &task.calls else {
            return Self::default();
        };
        let mut made: FxHashMap<Id<Customer>, (u32, (i64, Id<_>), Option<Reached>)> =
            FxHashMap::default();
        for touch in records.activities.iter() {
            let (Some(customer), true) = (touch.customer, touch.list == Some(task.id)) else {
                continue;
            };
            let when = (touch.at.0, touch.id);
            let (tries, last, outcome) = made.entry(customer).or_insert((0, when, None));
            *tries += 1;
            if when >= *last {
                (*last, *outcome) = (when, touch.outcome);
            }
        }
        let call = |id: &Id<Customer>| {
            let customer = records.get(*id)?;
            let found = made.get(id);
            let silent = !customer.may_contact(Channel::Phone);
            if silent && found.is_none() {
                return None;
            }
            let (tries, last) = found.map_or((0, None), |(tries, _, last)| (*tries, *last));
            Some(Call {
                customer: *id,
                tries,
                last,
                silent,
            })
        };
        Self {
            calls: list.customers.iter().filter_map(call).collect(),
        }
    }

    /// Whom to call next: who has not been tried, then who did not answer, fewest tries first. `after`
    /// was just passed over and comes last.
    pub fn next(&self, passed: &[Id<Customer>]) -> Option<Call> {
        let open = self.calls.iter().filter(|call| !call.is_done());
        let place = |call: &&Call| {
            let passed = passed.iter().rposition(|id| *id == call.customer);
            (passed.map_or(0, |at| at + 1), call.tries)
        };
        open.copied().min_by_key(|call| place(&call))
    }

    /// Customers who are done.
    pub fn done(&self) -> usize {
        self.calls.iter().filter(|call| call.is_done()).count()
    }

    /// Customers who were called but did not answer.
    pub fn unanswered(&self) -> usize {
        let open = self.calls.iter().filter(|call| !call.is_done());
        open.filter(|call| call.tries > 0).count()
    }

    /// Customers whose call ended so.
    pub fn ended(&self, outcome: Reached) -> usize {
        let last = self.calls.iter().filter_map(|call| call.last);
        last.filter(|last| *last == outcome).count()
    }
}

/// The call-backs that were agreed on in calls of a list and still wait: open tasks with a day, made
/// with the last call of their customer.
pub fn call_backs(records: &Records, list: Id<Task>) -> Vec<Id<Task>> {
    // A call and its task are one change, but not of one millisecond.
    const APART: i64 = 60_000;
    let mut last: FxHashMap<Id<Customer>, (i64, Id<_>, Option<Reached>)> = FxHashMap::default();
    for touch in records.activities.iter() {
        let (Some(customer), true) = (touch.customer, touch.list == Some(list)) else {
            continue;
        };
        let call = (touch.at.0, touch.id, touch.outcome);
        let known = last.entry(customer).or_insert(call);
        if (call.0, call.1) > (known.0, known.1) {
            *known = call;
        }
    }
    let agreed = |task: &Task| {
        let call = task.customer.and_then(|customer| last.get(&customer));
        call.is_some_and(|(at, _, outcome)| {
            *outcome == Some(Reached::CallBack) && task.created.0 >= at - APART
        })
    };
    let open = records.tasks.iter().filter(|task| task.done.is_none());
    let dated = open.filter(|task| task.due.is_some() && task.calls.is_none());
    dated
        .filter(|task| agreed(task))
        .map(|task| task.id)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Activity, ActivityKind, CallList, Command, IdMaker, Moment, Phone, Timestamp,
        commands::{LogTouch, Undo},
        name::Name,
    };
    use std::sync::Arc;

    fn shop() -> (IdMaker, Records, Task) {
        let mut ids = IdMaker::new(1);
        let mut records = Records::default();
        let mut people = Vec::new();
        for slot in 0..4 {
            let mut one =
                Customer::new(ids.next(Timestamp(1)), Name::from_full("Ann"), Timestamp(1));
            one.do_not_contact = slot == 3;
            people.push(one.id);
            records.customers.put(slot, Arc::new(one));
        }
        // One who was deleted since.
        people.push(ids.next(Timestamp(1)));
        let task = Task {
            calls: Some(CallList {
                customers: people,
                script: String::new(),
            }),
            ..Task::new(ids.next(Timestamp(1)), "Spring", Timestamp(1))
        };
        (ids, records, task)
    }

    #[test]
    fn who_is_more_than_a_list_takes_is_not_said_to_have_no_number() {
        let mut ids = IdMaker::new(1);
        let mut records = Records::default();
        let mut chosen = Vec::new();
        let all = u32::try_from(limits::CALLS).expect("a small limit") + 5;
        for slot in 0..all {
            let id = ids.next(Timestamp(1));
            let mut one = Customer::new(id, Name::from_full("Ann"), Timestamp(1));
            match slot {
                0 => {}
                1 => one.phones.push(Phone::new("ask her mother")),
                _ => one.phones.push(Phone::new("555 0100")),
            }
            one.do_not_contact = slot == 2;
            chosen.push(id);
            records.customers.put(slot, Arc::new(one));
        }
        let made = ToCall::of(&records, &chosen);
        assert_eq!((made.left_out, made.beyond), (3, 2));
        assert_eq!(made.customers, chosen[3..=limits::CALLS + 2]);
        let few = ToCall::of(&records, &chosen[..4]);
        assert_eq!((few.left_out, few.beyond), (3, 0));
        assert_eq!(few.customers, chosen[3..4]);
    }

    #[test]
    fn the_queue_goes_on_where_it_stood() {
        let (mut ids, mut records, task) = shop();
        let people = task.calls.clone().expect("a list").customers;
        let mut slot = 0;
        let mut call = |records: &mut Records, who, outcome, at| {
            let touch = Activity {
                outcome: Some(outcome),
                list: Some(task.id),
                ..Activity::new(
                    ids.next(Timestamp(at)),
                    ActivityKind::CallOut,
                    Some(who),
                    Timestamp(at),
                )
            };
            records.activities.put(slot, Arc::new(touch));
            slot += 1;
        };
        let next = |records: &Records| {
            Queue::of(records, &task)
                .next(&[])
                .map(|call| call.customer)
        };
        assert_eq!(
            Queue::of(&records, &task).calls.len(),
            3,
            "deleted and silent ones are left out"
        );
        assert_eq!(next(&records), Some(people[0]));
        call(&mut records, people[0], Reached::NoAnswer, 10);
        assert_eq!(next(&records), Some(people[1]));
        call(&mut records, people[1], Reached::Reached, 20);
        call(&mut records, people[2], Reached::CallBack, 30);
        assert_eq!(next(&records), Some(people[0]), "tried again at the end");
        let queue = Queue::of(&records, &task);
        assert_eq!(
            (
                queue.done(),
                queue.unanswered(),
                queue.ended(Reached::CallBack)
            ),
            (2, 1, 1)
        );
        // Who did not answer and asks not to be called any more is not tried again.
        let asked = |records: &mut Records, silent| {
            let one = records.customers.at(0).expect("there").as_ref().clone();
            let one = Customer {
                do_not_contact: silent,
                ..one
            };
            records.customers.put(0, Arc::new(one));
        };
        asked(&mut records, true);
        assert_eq!(next(&records), None);
        assert_eq!(Queue::of(&records, &task).unanswered(), 0);
        asked(&mut records, false);
        assert_eq!(next(&records), Some(people[0]));
        call(&mut records, people[0], Reached::NotInterested, 40);
        assert_eq!(next(&records), None);
        let day = chrono::NaiveDate::from_ymd_opt(2026, 12, 1);
        let mut ids = IdMaker::new(9);
        // What was agreed on with that call; what was to be done before; with somebody else.
        for (slot, (who, made)) in [(2, 100_030), (2, -90_000), (1, 100_030)]
            .into_iter()
            .enumerate()
        {
            let made = Timestamp(made);
            let back = Task {
                customer: Some(people[who]),
                due: day,
                ..Task::new(ids.next(made), "Call back", made)
            };
            records
                .tasks
                .put(u32::try_from(slot).expect("small"), Arc::new(back));
        }
        let backs = call_backs(&records, task.id);
        let first = records.tasks.at(0).map(|task| task.id);
        assert_eq!(backs, first.into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn who_is_passed_over_comes_last() {
        let (_, records, task) = shop();
        let people = task.calls.clone().expect("a list").customers;
        let queue = Queue::of(&records, &task);
        let next = |passed: &[Id<Customer>]| queue.next(passed).map(|call| call.customer);
        assert_eq!(next(&[people[0]]), Some(people[1]));
        assert_eq!(next(&[people[0], people[1], people[2]]), Some(people[0]));
    }

    #[test]
    fn a_touch_and_its_next_step_are_one_change_and_one_undo() {
        let (mut ids, mut records, task) = shop();
        let who = task.calls.clone().expect("a list").customers[0];
        let now = Timestamp(100);
        let moment = Moment {
            now,
            today: "2026-11-23".parse().expect("a date"),
        };
        let command = LogTouch {
            touch: Activity::new(ids.next(now), ActivityKind::CallOut, Some(who), now),
            next: Some(Task::new(ids.next(now), "Send the list", now)),
        };
        let draft = command.decide(&records, &moment).expect("logged");
        assert_eq!(draft.edits.len(), 2);
        let edits: Vec<_> = draft
            .edits
            .iter()
            .filter_map(|edit| edit.log().expect("logs"))
            .collect();
        let change = crate::domain::Change {
            seq: 1,
            at: now,
            device: String::new(),
            person: String::new(),
            label: draft.label.clone(),
            undoes: None,
            edits,
            replaced_all: false,
            pages: Vec::new(),
        };
        for edit in draft.edits {
            match edit.after {
                Some(crate::domain::Record::Activities(touch)) => records.activities.put(0, touch),
                Some(crate::domain::Record::Tasks(task)) => records.tasks.put(0, task),
                other => panic!("{other:?}"),
            }
        }
        let undone = Undo(change).decide(&records, &moment).expect("undone");
        assert_eq!(
            undone
                .edits
                .iter()
                .filter(|edit| edit.after.is_none())
                .count(),
            2
        );
        let silent = LogTouch {
            touch: Activity::new(ids.next(now), ActivityKind::Note, Some(who), now),
            next: None,
        };
        assert!(
            silent.decide(&records, &moment).is_err(),
            "a note says something"
        );
    }
}
