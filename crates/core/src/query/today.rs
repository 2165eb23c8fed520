//! What a shop should do today, found in its records: birthdays and other days that come every year, regulars who slip, deals
//! that rot, and how sales go compared with the same time before. Pure over the records.

use std::sync::Arc;

use chrono::{Datelike, Days, Months, NaiveDate};
use rustc_hash::FxHashMap;

use crate::domain::{
    Birthday, Currency, Customer, Deal, FieldDef, FieldValue, Id, Moment, Records, Sale, TableName,
    Timestamp, field::fields_of,
};

use super::due::first_of_week;

const DAY: i64 = 86_400_000;

/// A day of a customer that comes back every year.
#[derive(Debug, Clone)]
pub struct Anniversary {
    /// Whose.
    pub customer: Arc<Customer>,
    /// The field of the shop's own that holds the day; `None` for the birthday.
    pub field: Option<Arc<FieldDef>>,
    /// When it comes next.
    pub on: NaiveDate,
    /// The age then, or how many years it is ago; `None` where the year is not known.
    pub years: Option<i32>,
}

/// Birthdays, and days in own fields that are told every year, from today to the `days` after it, the soonest
/// first. Who may not be contacted in any way has none here.
pub fn anniversaries(records: &Records, today: NaiveDate, days: u64) -> Vec<Anniversary> {
    let until = today + Days::new(days);
    let fields = yearly_fields(records);
    let all = records.customers.iter();
    let mut found: Vec<Anniversary> = all
        .flat_map(|customer| days_of(customer, &fields, today))
        .filter(|one| one.on <= until)
        .collect();
    let place = |one: &Anniversary| one.field.as_ref().map(|field| field.rank.clone());
    found.sort_by_cached_key(|one| (one.on, one.customer.id, place(one)));
    found
}

/// The own fields of customers whose days are told every year.
pub(super) fn yearly_fields(records: &Records) -> Vec<Arc<FieldDef>> {
    let mut fields = fields_of(records, TableName::Customers);
    fields.retain(|field| field.is_anniversary());
    fields
}

/// The days of one customer that come every year, the birthday first, each as it comes next from `today` on; none
/// of who may not be contacted in any way.
pub(super) fn days_of<'a>(
    customer: &'a Arc<Customer>,
    fields: &'a [Arc<FieldDef>],
    today: NaiveDate,
) -> impl Iterator<Item = Anniversary> + 'a {
    let in_fields = fields.iter().filter_map(move |field| {
        match customer.values.get(&field.id) {
            // What is still to come is no anniversary yet.
            Some(FieldValue::Date(day)) if *day < today => {
                Some((Some(field), Birthday::from(*day)))
            }
            _ => None,
        }
    });
    let birthday = customer.birthday.map(|day| (None, day));
    birthday
        .into_iter()
        .chain(in_fields)
        .filter(|_| customer.may_contact_somehow())
        .filter_map(move |(field, day)| {
            let on = day.next(today)?;
            Some(Anniversary {
                customer: customer.clone(),
                field: field.cloned(),
                on,
                years: day.age_on(on),
            })
        })
}

/// A regular who has stayed away longer than usual.
#[derive(Debug, Clone)]
pub struct Slipping {
    /// Who.
    pub customer: Arc<Customer>,
    /// Days since the last purchase.
    pub away: i64,
    /// Median of the days between purchases, rounded down.
    pub usual: i64,
    /// Purchases less refunds of the last 365 days, in minor units of the shop's currency.
    pub year: i64,
}

/// Regulars who slip: at least three purchase days, and more days since the last one than 1.5 × the
/// median gap. Who has not come for a year has left rather than slipped; who asked not to be
/// contacted is left out. Most money first.
pub fn slipping(records: &Records, currency: Currency, today: NaiveDate) -> Vec<Slipping> {
    let year_ago = today - Days::new(365);
    let mut trade: FxHashMap<Id<Customer>, (Vec<NaiveDate>, i64)> = FxHashMap::default();
    for sale in records.sales.iter() {
        let Some(customer) = sale.customer else {
            continue;
        };
        let (days, year) = trade.entry(customer).or_default();
        if !sale.is_refund() && sale.date <= today {
            days.push(sale.date);
        }
        if sale.currency == currency && sale.date > year_ago && sale.date <= today {
            *year = year.saturating_add(sale.total);
        }
    }
    let mut found: Vec<Slipping> = trade
        .into_iter()
        .filter_map(|(id, (days, year))| {
            let (away, usual) = rhythm(days, today)?;
            let customer = records.get(id).filter(|one| one.may_contact_somehow())?;
            (away < 365 && year > 0).then(|| Slipping {
                customer: customer.clone(),
                away,
                usual,
                year,
            })
        })
        .collect();
    found.sort_by_key(|one| (std::cmp::Reverse(one.year), one.customer.id));
    found
}

/// Days away and the median gap of somebody who slips.
fn rhythm(mut days: Vec<NaiveDate>, today: NaiveDate) -> Option<(i64, i64)> {
    days.sort_unstable();
    days.dedup();
    if days.len() < 3 {
        return None;
    }
    let away = (today - *days.last()?).num_days();
    let mut gaps: Vec<i64> = days
        .iter()
        .zip(days.iter().skip(1))
        .map(|(a, b)| (*b - *a).num_days())
        .collect();
    gaps.sort_unstable();
    // Twice the median, so that halves stay whole numbers.
    let twice = gaps.get((gaps.len() - 1) / 2)? + gaps.get(gaps.len() / 2)?;
    (4 * away > 3 * twice).then_some((away, twice / 2))
}

/// Why a deal rots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rot {
    /// The day it was to close has passed, so many days ago.
    Late(i64),
    /// It has stood in its stage for so many days, longer than the stage allows.
    Stale(i64),
}

/// A deal that rots.
#[derive(Debug, Clone)]
pub struct Rotting {
    /// Which.
    pub deal: Arc<Deal>,
    /// Why.
    pub why: Rot,
}

/// Open deals past their day, or standing longer than their stage allows; the most valuable first.
pub fn rotting(records: &Records, moment: &Moment) -> Vec<Rotting> {
    let mut found: Vec<Rotting> = records
        .deals
        .iter()
        .filter(|deal| deal.is_open())
        .filter_map(|deal| {
            let late = deal
                .expected_close
                .map(|day| (moment.today - day).num_days())
                .filter(|days| *days > 0);
            let stage = records.get(deal.pipeline)?.stage(deal.stage);
            let stale = stage.is_some_and(|stage| deal.is_stale(stage, moment.now));
            let why = match late {
                Some(days) => Rot::Late(days),
                None if stale => Rot::Stale(deal.days_in_stage(moment.now)),
                None => return None,
            };
            Some(Rotting {
                deal: deal.clone(),
                why,
            })
        })
        .collect();
    found.sort_by_key(|one| (std::cmp::Reverse(one.deal.value), one.deal.id));
    found
}

/// Sales of a period so far, and of the same stretch of the period before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SoFar {
    /// Net sales in minor units.
    pub now: i64,
    /// Net sales of the same stretch before.
    pub before: i64,
}

impl SoFar {
    /// Growth as a share of what was before; `None` if there was nothing to compare with.
    pub fn growth(&self) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "a share for display")]
        let (now, before) = (self.now as f64, self.before as f64);
        (self.before > 0).then(|| (now - before) / before)
    }
}

/// Sales so far, in the shop's currency.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SalesSoFar {
    /// Today, against the same day of the week before.
    pub today: SoFar,
    /// This week, against the same days of the week before.
    pub week: SoFar,
    /// This month, against the same days of the month before.
    pub month: SoFar,
    /// Net sales of the last seven days, today last.
    pub days: [i64; 7],
}

/// A stretch of days whose last one is cut off at an instant, where instants are known.
struct Stretch {
    from: NaiveDate,
    to: NaiveDate,
    until: Option<Timestamp>,
}

impl Stretch {
    fn holds(&self, sale: &Sale) -> bool {
        let after_the_cut = sale.date == self.to
            && matches!((sale.at, self.until), (Some(at), Some(until)) if at > until);
        (self.from..=self.to).contains(&sale.date) && !after_the_cut
    }

    /// Ends on `to`, at the time of day it is now.
    fn before(from: NaiveDate, to: NaiveDate, moment: &Moment) -> Self {
        let back = (moment.today - to).num_days() * DAY;
        Self {
            from,
            to,
            until: Some(Timestamp(moment.now.0 - back)),
        }
    }
}

/// Sales so far against the same time before; `week_start` is 1 Monday … 7 Sunday.
pub fn sales_so_far(
    records: &Records,
    currency: Currency,
    moment: &Moment,
    week_start: u8,
) -> SalesSoFar {
    let today = moment.today;
    let week = first_of_week(today, week_start);
    let month = today - Days::new(u64::from(today.day0()));
    let last_month = month.checked_sub_months(Months::new(1)).unwrap_or(month);
    // The 31st is compared with the whole of a shorter month.
    let end = today
        .checked_sub_months(Months::new(1))
        .unwrap_or(last_month);
    let a_week = Days::new(7);
    let now = |from| Stretch {
        from,
        to: today,
        until: None,
    };
    let spans = [
        (
            now(today),
            Stretch::before(today - a_week, today - a_week, moment),
        ),
        (
            now(week),
            Stretch::before(week - a_week, today - a_week, moment),
        ),
        (now(month), Stretch::before(last_month, end, moment)),
    ];
    let mut sums = [SoFar::default(); 3];
    let mut days = [0_i64; 7];
    let earliest = last_month.min(week - a_week);
    for sale in records
        .sales
        .iter()
        .filter(|sale| sale.currency == currency && sale.date >= earliest && sale.date <= today)
    {
        for ((now, before), sum) in spans.iter().zip(&mut sums) {
            if now.holds(sale) {
                sum.now = sum.now.saturating_add(sale.total);
            }
            if before.holds(sale) {
                sum.before = sum.before.saturating_add(sale.total);
            }
        }
        let age = usize::try_from((today - sale.date).num_days()).unwrap_or(usize::MAX);
        if let Some(day) = 6_usize.checked_sub(age).and_then(|at| days.get_mut(at)) {
            *day = day.saturating_add(sale.total);
        }
    }
    let [today, week, month] = sums;
    SalesSoFar {
        today,
        week,
        month,
        days,
    }
}

#[cfg(test)]
#[path = "today_tests.rs"]
mod tests;
