//! The customers of a list on the days of a calendar: by birthdays and other days of every year, by what is due next, or by when the record
//! was made. Civil days only.

use std::sync::Arc;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use crate::domain::{Customer, Id, Records, Task, Timestamp};

use super::{
    calendar::OnDays,
    due::order,
    look::OnDay,
    plan::Due,
    today::{Anniversary, days_of, yearly_fields},
};

/// Why a customer stands on a day.
#[derive(Debug, Clone)]
pub enum Why {
    /// The birthday or another day that comes every year.
    Anniversary(Anniversary),
    /// The next task is due.
    Task(Arc<Task>),
    /// A touch is due by plan.
    Touch,
    /// The record was made.
    Created,
}

/// A customer on a day.
#[derive(Debug, Clone)]
pub struct Mark {
    /// Who.
    pub customer: Arc<Customer>,
    /// Why.
    pub why: Why,
}

/// What stands on each of `dates`, which ascend without gaps, of the customers of a list, in its order. A
/// birthday is a reason to get in touch, as is any day that comes every year: who may not be contacted in any way
/// has none here, as on Today.
/// `plan` is whom it is time for; `civil` tells the day of an instant on the shop's clocks.
pub fn marks(
    records: &Records,
    ids: &[Id<Customer>],
    dates: &[NaiveDate],
    by: OnDay,
    (plan, today): (&[Due], NaiveDate),
    civil: impl Fn(Timestamp) -> NaiveDate,
) -> Vec<(NaiveDate, Vec<Mark>)> {
    let Some(first) = dates.first().copied() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut put = |date: NaiveDate, customer: &Arc<Customer>, why: Why| {
        let customer = customer.clone();
        found.push((Some(date), Mark { customer, why }));
    };
    let (tasks, due) = match by {
        OnDay::Due => (next_tasks(records), due_days(plan, today)),
        _ => (FxHashMap::default(), FxHashMap::default()),
    };
    let fields = yearly_fields(records);
    for customer in ids.iter().filter_map(|id| records.get(*id)) {
        match by {
            OnDay::Birthday => {
                for one in days_of(customer, &fields, first) {
                    put(one.on, customer, Why::Anniversary(one));
                }
            }
            OnDay::Created => put(civil(customer.created), customer, Why::Created),
            OnDay::Due => {
                if let Some((day, task)) = tasks.get(&customer.id) {
                    put(*day, customer, Why::Task(task.clone()));
                }
                if let Some(day) = due.get(&customer.id) {
                    put(*day, customer, Why::Touch);
                }
            }
        }
    }
    OnDays::of(dates, found).days
}

/// Of each customer the open task that is due first.
fn next_tasks(records: &Records) -> FxHashMap<Id<Customer>, (NaiveDate, Arc<Task>)> {
    let mut next: FxHashMap<Id<Customer>, (NaiveDate, Arc<Task>)> = FxHashMap::default();
    for task in records.tasks.iter().filter(|task| task.done.is_none()) {
        let (Some(customer), Some(due)) = (task.customer, task.due) else {
            continue;
        };
        let before = next.get(&customer);
        if before.is_none_or(|(_, other)| order(task, other).is_lt()) {
            next.insert(customer, (due, task.clone()));
        }
    }
    next
}

fn due_days(plan: &[Due], today: NaiveDate) -> FxHashMap<Id<Customer>, NaiveDate> {
    let day = |one: &Due| Some((one.customer.id, today - chrono::Duration::days(one.late)));
    plan.iter().filter_map(day).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            FieldDef, FieldKind, FieldValue, IdMaker, Rank, TableName, birthday::Birthday,
            name::Name,
        },
        query::calendar::month,
    };

    #[test]
    fn birthdays_next_tasks_and_due_touches_stand_on_their_days() {
        let mut ids = IdMaker::new(1);
        let mut records = Records::default();
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let mut ann = Customer::new(ids.next(Timestamp(1)), Name::from_full("Ann"), Timestamp(0));
        ann.birthday = Birthday::new(Some(1990), 11, 20);
        let mut bo = Customer::new(ids.next(Timestamp(1)), Name::from_full("Bo"), Timestamp(0));
        let wedding = FieldDef {
            id: ids.next(Timestamp(0)),
            of: TableName::Customers,
            name: "Wedding".to_owned(),
            kind: FieldKind::Date,
            options: Vec::new(),
            rank: Rank::first(),
            hidden: false,
            yearly: true,
            created: Timestamp(0),
            updated: Timestamp(0),
        };
        bo.values
            .insert(wedding.id, FieldValue::Date(day("2020-11-09")));
        records.fields.put(0, Arc::new(wedding));
        let (ann, bo) = (Arc::new(ann), Arc::new(bo));
        records.customers.put(0, ann.clone());
        records.customers.put(1, bo.clone());
        for (slot, due) in ["2026-11-28", "2026-11-05"].into_iter().enumerate() {
            let task = Task {
                due: Some(day(due)),
                customer: Some(bo.id),
                ..Task::new(ids.next(Timestamp(1)), due, Timestamp(1))
            };
            let slot = u32::try_from(slot).expect("small");
            records.tasks.put(slot, Arc::new(task));
        }
        let today = day("2026-11-26");
        let dates = month(today, 1);
        let plan = [Due {
            customer: ann.clone(),
            group: crate::query::plan::PlanGroup::NoSales,
            last: None,
            late: 3,
        }];
        let seen = |ids: &[Id<Customer>], by| -> Vec<(String, String)> {
            let days = marks(&records, ids, &dates, by, (&plan, today), |_| today);
            days.into_iter()
                .flat_map(|(date, marks)| {
                    marks
                        .into_iter()
                        .map(move |mark| (date.to_string(), mark.customer.name.full.clone()))
                })
                .collect()
        };
        let all = [ann.id, bo.id];
        let pair = |day: &str, name: &str| (day.to_owned(), name.to_owned());
        assert_eq!(
            seen(&all, OnDay::Birthday),
            [pair("2026-11-09", "Bo"), pair("2026-11-20", "Ann")]
        );
        assert_eq!(
            seen(&all, OnDay::Due),
            [pair("2026-11-05", "Bo"), pair("2026-11-23", "Ann")]
        );
        assert_eq!(
            seen(&[ann.id], OnDay::Birthday),
            [pair("2026-11-20", "Ann")]
        );
        assert_eq!(seen(&all, OnDay::Created).len(), 2);
        let silent = Customer {
            do_not_contact: true,
            ..Customer::clone(&ann)
        };
        let mut quiet = Records::default();
        quiet.customers.put(0, Arc::new(silent));
        let birthdays = |records: &Records| {
            let on = OnDay::Birthday;
            let days = marks(records, &all, &dates, on, (&[], today), |_| today);
            days.iter().map(|(_, marks)| marks.len()).sum::<usize>()
        };
        assert_eq!((birthdays(&records), birthdays(&quiet)), (2, 0));
    }
}
