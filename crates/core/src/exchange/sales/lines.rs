//! From rows that are lines of sales to the sales they are of: a known sale that says less gets them, an order
//! nobody knows becomes a sale of its own. What a known sale came to is never changed by its lines.

use std::{ops::ControlFlow, sync::Arc};

use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Fate, Known, KnownSale, PlanOptions, SalesPlan, Work, group::Group, returns::Met};
use crate::{
    domain::{Currency, Id, IdMaker, Moment, Sale, SaleLine, Timestamp, Values, limits},
    exchange::{
        duplicates::DuplicateChoice,
        plan::Cancelled,
        problem::{Problem, ProblemKind},
        sales::SaleRow,
    },
};

/// Makes the plan; rows that no column dates get the day of their sale. `known` has every sale in full.
pub fn plan_lines(
    rows: &mut [SaleRow],
    known: &Known,
    options: PlanOptions,
    ids: &mut IdMaker,
    moment: &Moment,
    mut progress: impl FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<SalesPlan, Cancelled> {
    // What was paid back before is looked for among all sales.
    let all;
    let known = if rows.iter().any(|row| row.returned.is_some()) {
        let sales = known.whole.iter().map(|sale| KnownSale::from(&**sale));
        all = Known {
            sales: sales.collect(),
            ..known.clone()
        };
        &all
    } else {
        known
    };
    let mut work = Work::new(known, options, ids, moment.now);
    let (groups, unfit) = Group::all(rows);
    work.plan.problems = unfit;
    for row in rows.iter().filter(|row| row.state.is_void()) {
        work.void(row, Met::Nothing);
    }
    let shop = Shop::of(&known.whole);
    let mut taken = FxHashSet::default();
    let mut days = Vec::new();
    let mut returns = Vec::new();
    for (done, group) in groups.iter().enumerate() {
        if done % 500 == 0 && progress(done, groups.len()).is_break() {
            return Err(Cancelled);
        }
        let made = work.plan.sales.len();
        let (fate, date, sale) = work.order(group, &shop, &mut taken);
        let sale = sale.or_else(|| work.plan.sales.get(made).map(|sale| sale.id));
        returns.extend(sale.and_then(|sale| group.returned(sale)));
        days.extend(group.rows.iter().map(|row| (row.row_number, date)));
        for row in &group.rows {
            work.fare(row, fate);
        }
    }
    work.give_back(returns);
    let days: FxHashMap<u32, Option<NaiveDate>> = days.into_iter().collect();
    for row in rows.iter_mut().filter(|row| row.undated) {
        if let Some(Some(date)) = days.get(&row.row_number) {
            row.date = *date;
            row.undated = false;
        }
    }
    Ok(work.plan)
}

/// The sales of the shop by what lines may know of them.
struct Shop<'a> {
    sales: &'a [Arc<Sale>],
    by_number: FxHashMap<&'a str, Vec<usize>>,
    /// Those without a number, by day and what came before anything was taken off.
    by_day: FxHashMap<(NaiveDate, Currency, i64), Vec<usize>>,
}

impl<'a> Shop<'a> {
    fn of(sales: &'a [Arc<Sale>]) -> Self {
        let mut shop = Self {
            sales,
            by_number: FxHashMap::default(),
            by_day: FxHashMap::default(),
        };
        for (at, sale) in sales.iter().enumerate() {
            if sale.number.is_empty() {
                let key = (sale.date, sale.currency, gross(sale));
                shop.by_day.entry(key).or_default().push(at);
            } else {
                shop.by_number.entry(&sale.number).or_default().push(at);
            }
        }
        shop
    }

    /// The sales that a group may be of, in their order.
    fn candidates(&self, group: &Group<'_>, currency: Currency) -> Vec<(usize, &'a Arc<Sale>)> {
        let places = if group.number.is_empty() {
            let key = group.date.map(|date| (date, currency, group.sum));
            key.and_then(|key| self.by_day.get(&key))
        } else {
            self.by_number.get(group.number)
        };
        let places = places.into_iter().flatten();
        let all: Vec<_> = places
            .filter_map(|at| Some((*at, self.sales.get(*at)?)))
            .collect();
        let of_day = |sale: &Sale| group.date.is_none_or(|date| date == sale.date);
        let same: Vec<_> = all
            .iter()
            .copied()
            .filter(|(_, sale)| of_day(sale))
            .collect();
        // A number that stands once in the shop is that order, whatever clock dated its lines.
        let once = |(_, sale): &&(usize, &Arc<Sale>)| all.len() == 1 && gross(sale) == group.sum;
        if same.is_empty() {
            all.iter().filter(once).copied().collect()
        } else {
            same
        }
    }
}

/// What a sale came to before anything was taken off the whole of it.
fn gross(sale: &Sale) -> i64 {
    sale.total.saturating_add(sale.discount)
}

/// How well a sale and the lines of a group go together; the least goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It has these lines.
    Same,
    /// It has one line that stands for them.
    StandIn,
    /// It has none.
    Bare,
    /// It has others that come to the same.
    Others,
}

fn fit(sale: &Sale, group: &Group<'_>) -> Fit {
    if group.says(&sale.lines) {
        Fit::Same
    } else if sale.lines.is_empty() {
        Fit::Bare
    } else if group.says_more(&sale.lines) {
        Fit::StandIn
    } else {
        Fit::Others
    }
}

impl Work<'_> {
    /// Takes the lines of one order; what becomes of them, `None` if a sale is made of them, its day, and the known
    /// sale that they are of.
    fn order(
        &mut self,
        group: &Group<'_>,
        shop: &Shop<'_>,
        taken: &mut FxHashSet<usize>,
    ) -> (Option<Fate>, Option<NaiveDate>, Option<Id<Sale>>) {
        let currency = group.currency.unwrap_or(self.options.currency);
        if self.options.choice == DuplicateChoice::Add {
            let (fate, day) = self.made(group, currency);
            return (fate, day, None);
        }
        let mut candidates = shop.candidates(group, currency);
        let all: i64 = candidates.iter().map(|(_, sale)| gross(sale)).sum();
        let several = candidates.len() > 1;
        let day = candidates.first().map(|(_, sale)| sale.date);
        // Each line may be a sale already.
        let in_pieces = several && all == group.sum;
        candidates.retain(|(at, _)| !taken.contains(at));
        if candidates.is_empty() && !in_pieces {
            let (fate, day) = self.made(group, currency);
            return (fate, day, None);
        }
        let fits = candidates
            .iter()
            .filter(|(_, sale)| sale.currency == currency && gross(sale) == group.sum);
        let best = fits.min_by_key(|(_, sale)| fit(sale, group));
        let Some((at, sale)) = best else {
            let fate = if in_pieces {
                Fate::Known
            } else {
                Fate::Differs
            };
            return (Some(fate), day, None);
        };
        taken.insert(*at);
        let update = self.options.choice == DuplicateChoice::Update;
        let fate = match fit(sale, group) {
            Fit::Same => Fate::Known,
            Fit::Others if !update => Fate::Differs,
            _ => {
                let lines = self.products_of(group, currency, &sale.lines);
                let edited = Sale {
                    lines,
                    updated: self.now,
                    ..Sale::clone(sale)
                };
                let rows = group.rows.iter().map(|row| (row.row_number, sale.id));
                self.plan.changes.extend(rows);
                self.plan.update.push(((*sale).clone(), edited));
                Fate::Update
            }
        };
        let of = Some(sale.id).filter(|_| fate != Fate::Differs);
        (Some(fate), Some(sale.date), of)
    }

    /// A sale made of lines that no sale is known for; none without a day.
    fn made(&mut self, group: &Group<'_>, currency: Currency) -> (Option<Fate>, Option<NaiveDate>) {
        let Some(date) = group.date else {
            for row in &group.rows {
                let number = usize::try_from(row.row_number).unwrap_or(usize::MAX);
                let problem = Problem::new(number, "", ProblemKind::NoSale, group.number);
                self.plan.problems.push(problem);
            }
            return (None, None);
        };
        let lines = self.products_of(group, currency, &[]);
        let first = |tell: fn(&SaleRow) -> Option<i64>| group.rows.iter().find_map(|row| tell(row));
        let mut values = Values::new();
        for row in group.rows.iter().rev() {
            values.extend(row.values.clone());
        }
        let sale = Sale {
            number: group.number.to_owned(),
            at: first(|row| row.at).map(Timestamp),
            lines,
            payment: group.rows.iter().find_map(|row| row.payment),
            note: group.note(),
            values,
            ..Sale::new(self.ids.next(self.now), date, group.sum, currency, self.now)
        };
        self.plan.sales.push(sale);
        (None, Some(date))
    }

    /// The lines with their products; what the file does not say of tax stays as it is known.
    fn products_of(
        &mut self,
        group: &Group<'_>,
        currency: Currency,
        known: &[SaleLine],
    ) -> Vec<SaleLine> {
        let mut lines = group.lines.clone();
        for line in lines.iter_mut().filter(|line| !line.name.is_empty()) {
            line.product = Some(self.product(&line.name, line.unit_price, currency));
        }
        if group.says_tax {
            return lines;
        }
        for (line, known) in lines.iter_mut().zip(known) {
            if line.name == known.name {
                line.tax_rate = known.tax_rate;
            }
        }
        lines
    }

    /// Notes what becomes of a row.
    fn fare(&mut self, row: &SaleRow, fate: Option<Fate>) {
        let Some(fate) = fate else { return };
        self.plan.fates.push((row.row_number, fate));
        match fate {
            Fate::Known => self.plan.skipped += 1,
            Fate::Update | Fate::Return | Fate::Void => {}
            Fate::Differs => {
                let number = usize::try_from(row.row_number).unwrap_or(usize::MAX);
                let order = row.order_id.as_deref().unwrap_or_default();
                let kind = ProblemKind::LinesDiffer;
                self.plan
                    .differing
                    .push(Problem::new(number, "", kind, order));
            }
        }
    }
}

/// Most lines that one sale can have.
pub(super) const MOST: usize = limits::ENTRIES;

#[cfg(test)]
#[path = "lines_tests.rs"]
mod tests;
