//! The contact plan: how many touches a customer should get in a year, whom it is time for, and how much
//! of the plan was kept. Pure over the records; the classes come from the reports.
//!
//! A customer is due `n` touches in 365 days, `n` set for each class; somebody known for a shorter time
//! is due the whole part of their share. A touch is anything but a note or a call nobody took. Touches
//! beyond what was due don't make up for others: coverage is kept ÷ due, by class and by who looks after the
//! customers. What a class is due is the same whoever looks after it.

use std::sync::Arc;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use crate::domain::{ContactRules, Customer, Id, Member, Records, Timestamp};

use super::groups::Class;

/// Days of the window.
const YEAR: i64 = 365;

/// One line of the coverage; the class is `None` for customers without sales.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The class.
    pub class: Option<Class>,
    /// Touches due to each in a year.
    pub per_year: u8,
    /// Customers of the class.
    pub customers: usize,
    /// Touches that were due in the window.
    pub due: u64,
    /// Of those, touches that were made.
    pub made: u64,
}

impl Line {
    /// Made ÷ due; `None` where nothing was due.
    pub fn coverage(&self) -> Option<f64> {
        (self.due > 0).then(|| self.made as f64 / self.due as f64)
    }
}

/// One line of the coverage by who looks after the customers; `None` for those nobody looks after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnerLine {
    /// The member of the team.
    pub owner: Option<Arc<Member>>,
    /// Customers they look after.
    pub customers: usize,
    /// Touches that were due to them in the window.
    pub due: u64,
    /// Of those, touches that were made, by whomever.
    pub made: u64,
}

/// Somebody it is time for.
#[derive(Debug, Clone, PartialEq)]
pub struct Due {
    /// Who.
    pub customer: Arc<Customer>,
    /// Of which class.
    pub class: Option<Class>,
    /// The day of the last touch, if there was any.
    pub last: Option<NaiveDate>,
    /// Days since the touch was due.
    pub late: i64,
}

/// The plan as it stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// Coverage by class, A first, customers without class last.
    pub lines: Vec<Line>,
    /// Coverage by who looks after them, by name, nobody last; nothing where there is no team. Who looks after
    /// nobody has no line.
    pub owners: Vec<OwnerLine>,
    /// Who is due: by class, then the latest first.
    pub due: Vec<Due>,
}

impl Plan {
    /// Due and made over all classes.
    pub fn total(&self) -> (u64, u64) {
        let sum = |get: fn(&Line) -> u64| self.lines.iter().map(get).sum();
        (sum(|line| line.due), sum(|line| line.made))
    }
}

/// Customers, due and made of those that one member looks after.
type Share = (usize, u64, u64);

/// The lines of the team. Whose member is gone is looked after by nobody.
fn owner_lines(records: &Records, shares: &FxHashMap<Option<Id<Member>>, Share>) -> Vec<OwnerLine> {
    let mut members: Vec<&Arc<Member>> = records.members.iter().collect();
    if members.is_empty() {
        return Vec::new();
    }
    members.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    let line = |owner: Option<Arc<Member>>| {
        let share = shares.get(&owner.as_ref().map(|one| one.id))?;
        let (customers, due, made) = *share;
        Some(OwnerLine {
            owner,
            customers,
            due,
            made,
        })
    };
    let team = members.into_iter().cloned().map(Some);
    team.chain([None]).filter_map(line).collect()
}

/// The classes in the order of the rules.
fn classes() -> impl Iterator<Item = Option<Class>> {
    Class::ALL.iter().copied().map(Some).chain([None])
}

/// The plan on a day. `class_of` comes from the reports, `civil` tells the day of an instant on the
/// shop's clocks. Who asked not to be contacted is no part of it.
pub fn plan(
    records: &Records,
    rules: ContactRules,
    class_of: impl Fn(Id<Customer>) -> Option<Class>,
    civil: impl Fn(Timestamp) -> NaiveDate,
    today: NaiveDate,
) -> Plan {
    // Of each customer the last touch and how many lie in the window.
    let mut touched: FxHashMap<Id<Customer>, (NaiveDate, u64)> = FxHashMap::default();
    for touch in records.activities.iter().filter(|touch| touch.counts()) {
        let Some(customer) = touch.customer else {
            continue;
        };
        let day = civil(touch.at);
        let (last, count) = touched.entry(customer).or_insert((day, 0));
        *last = day.max(*last);
        *count += u64::from((0..YEAR).contains(&(today - day).num_days()));
    }
    let mut lines: Vec<Line> = classes()
        .zip(rules.per_year)
        .map(|(class, per_year)| Line {
            class,
            per_year,
            customers: 0,
            due: 0,
            made: 0,
        })
        .collect();
    let mut due = Vec::new();
    let mut shares: FxHashMap<Option<Id<Member>>, Share> = FxHashMap::default();
    for customer in records
        .customers
        .iter()
        .filter(|one| one.may_contact_somehow())
    {
        let class = class_of(customer.id);
        let place = classes().position(|other| other == class);
        let Some(line) = place.and_then(|place| lines.get_mut(place)) else {
            continue;
        };
        let owner = customer.owner.filter(|id| records.get(*id).is_some());
        let owned = shares.entry(owner).or_default();
        line.customers += 1;
        owned.0 += 1;
        if line.per_year == 0 {
            continue;
        }
        let created = civil(customer.created);
        let known = ((today - created).num_days() + 1).clamp(0, YEAR);
        let share = i64::from(line.per_year) * known / YEAR;
        let share = u64::try_from(share).unwrap_or(0);
        let found = touched.get(&customer.id).copied();
        let made = found.map_or(0, |(_, count)| count.min(share));
        line.due += share;
        line.made += made;
        owned.1 += share;
        owned.2 += made;
        let last = found.map(|(last, _)| last);
        // Every so many days; the remainder of the year is no reason to be early.
        let every = YEAR / i64::from(line.per_year);
        let late = (today - last.unwrap_or(created)).num_days() - every;
        if late >= 0 {
            due.push(Due {
                customer: customer.clone(),
                class,
                last,
                late,
            });
        }
    }
    let place = |class: Option<Class>| class.map_or(Class::ALL.len(), Class::index);
    due.sort_by_key(|one| {
        (
            place(one.class),
            std::cmp::Reverse(one.late),
            one.customer.id,
        )
    });
    let owners = owner_lines(records, &shares);
    Plan { lines, owners, due }
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
