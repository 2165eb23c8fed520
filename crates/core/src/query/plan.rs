//! The contact plan: how many touches a customer should get in a year, whom it is time for, and how much
//! of the plan was kept. Pure over the records; classes and segments come from the reports.
//!
//! The shop plans by class of value or by RFM segment. A customer is due `n` touches in 365 days, `n` set for each
//! group of that basis; somebody known for a shorter time is due the whole part of their share. Known they are
//! since their record, their first sale or their first touch, whichever is the earliest: a shop that brings its
//! list along does not meet its customers anew. A touch is anything but a note or a call nobody took; one with
//! somebody of a company is one with the company, too. Touches beyond what was due don't make up for others: coverage is kept ÷ due, by group and by who looks after the
//! customers. What a group is due is the same whoever looks after it.

use std::sync::Arc;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use crate::domain::{ContactRules, Customer, Id, Member, PlanBasis, Records, Timestamp};

use super::groups::{Class, Groups, Segment};

/// Days of the window.
const YEAR: i64 = 365;

/// Who is planned for alike; the order is that of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlanGroup {
    /// A class, where the shop plans by them.
    Class(Class),
    /// A segment, where the shop plans by them.
    Segment(Segment),
    /// Customers without sales have neither.
    NoSales,
}

impl PlanGroup {
    /// The groups of a basis, in the order of [`ContactRules::figures`].
    pub fn all(basis: PlanBasis) -> Vec<Self> {
        let mut all: Vec<Self> = match basis {
            PlanBasis::Class => Class::ALL.iter().copied().map(Self::Class).collect(),
            PlanBasis::Segment => Segment::ALL.iter().copied().map(Self::Segment).collect(),
        };
        all.push(Self::NoSales);
        all
    }

    /// Where somebody of these groups belongs.
    fn of(basis: PlanBasis, groups: Groups) -> Self {
        let found = match basis {
            PlanBasis::Class => groups.class.map(Self::Class),
            PlanBasis::Segment => groups.segment.map(Self::Segment),
        };
        found.unwrap_or(Self::NoSales)
    }
}

/// One line of the coverage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Of whom.
    pub group: PlanGroup,
    /// Touches due to each in a year.
    pub per_year: u8,
    /// Customers of the group.
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
    /// As one of whom.
    pub group: PlanGroup,
    /// The day of the last touch, if there was any.
    pub last: Option<NaiveDate>,
    /// Days since the touch was due.
    pub late: i64,
}

/// The plan as it stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// By what the lines tell customers apart.
    pub basis: PlanBasis,
    /// Coverage by group, the best first, customers without sales last.
    pub lines: Vec<Line>,
    /// Coverage by who looks after them, by name, nobody last; nothing where there is no team. Who looks after
    /// nobody has no line.
    pub owners: Vec<OwnerLine>,
    /// Who is due: by group, then the latest first.
    pub due: Vec<Due>,
}

impl Plan {
    /// Due and made over all groups.
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

/// What a customer was touched: the first day, the last, and how many times in the window.
struct Touched {
    first: NaiveDate,
    last: NaiveDate,
    count: u64,
}

/// Of each customer what they were touched, companies by those who belong to them as well.
fn touches(
    records: &Records,
    civil: impl Fn(Timestamp) -> NaiveDate,
    today: NaiveDate,
) -> FxHashMap<Id<Customer>, Touched> {
    let mut touched: FxHashMap<Id<Customer>, Touched> = FxHashMap::default();
    for touch in records.activities.iter().filter(|touch| touch.counts()) {
        let day = civil(touch.at);
        let within = u64::from((0..YEAR).contains(&(today - day).num_days()));
        let person = touch.customer;
        let firm = person.and_then(|id| records.get(id)?.company);
        for id in [person, firm].into_iter().flatten() {
            let had = touched.entry(id).or_insert(Touched {
                first: day,
                last: day,
                count: 0,
            });
            had.first = day.min(had.first);
            had.last = day.max(had.last);
            had.count += within;
        }
    }
    touched
}

/// Of each customer who ever bought the day of the first sale.
fn first_sales(records: &Records) -> FxHashMap<Id<Customer>, NaiveDate> {
    let mut first: FxHashMap<Id<Customer>, NaiveDate> = FxHashMap::default();
    for sale in records.sales.iter() {
        if let Some(customer) = sale.customer {
            let day = first.entry(customer).or_insert(sale.date);
            *day = sale.date.min(*day);
        }
    }
    first
}

/// The plan on a day. `groups_of` comes from the reports, `civil` tells the day of an instant on the
/// shop's clocks. Who asked not to be contacted is no part of it.
pub fn plan(
    records: &Records,
    rules: ContactRules,
    groups_of: impl Fn(Id<Customer>) -> Groups,
    civil: impl Fn(Timestamp) -> NaiveDate,
    today: NaiveDate,
) -> Plan {
    let touched = touches(records, &civil, today);
    let bought = first_sales(records);
    let basis = rules.basis;
    let mut lines: Vec<Line> = PlanGroup::all(basis)
        .into_iter()
        .zip(rules.figures())
        .map(|(group, per_year)| Line {
            group,
            per_year: *per_year,
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
        let group = PlanGroup::of(basis, groups_of(customer.id));
        let Some(line) = lines.iter_mut().find(|line| line.group == group) else {
            continue;
        };
        let owner = customer.owner.filter(|id| records.get(*id).is_some());
        let owned = shares.entry(owner).or_default();
        line.customers += 1;
        owned.0 += 1;
        if line.per_year == 0 {
            continue;
        }
        let found = touched.get(&customer.id);
        let met = [
            bought.get(&customer.id).copied(),
            found.map(|one| one.first),
        ];
        let since = met
            .into_iter()
            .flatten()
            .fold(civil(customer.created), NaiveDate::min);
        let known = ((today - since).num_days() + 1).clamp(0, YEAR);
        let share = i64::from(line.per_year) * known / YEAR;
        let share = u64::try_from(share).unwrap_or(0);
        let made = found.map_or(0, |one| one.count.min(share));
        line.due += share;
        line.made += made;
        owned.1 += share;
        owned.2 += made;
        let last = found.map(|one| one.last);
        // Every so many days; the remainder of the year is no reason to be early.
        let every = YEAR / i64::from(line.per_year);
        let late = (today - last.unwrap_or(since)).num_days() - every;
        if late >= 0 {
            due.push(Due {
                customer: customer.clone(),
                group,
                last,
                late,
            });
        }
    }
    due.sort_by_key(|one| (one.group, std::cmp::Reverse(one.late), one.customer.id));
    let owners = owner_lines(records, &shares);
    Plan {
        basis,
        lines,
        owners,
        due,
    }
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
