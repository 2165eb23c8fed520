//! From rows of points that came and went to what the import would change: entries of their own, and the points of
//! sales that the shop knows. A row that the shop has already changes nothing. One plan is one change and one undo.

use std::{ops::ControlFlow, sync::Arc};

use chrono::{NaiveTime, TimeZone};
use chrono_tz::Tz;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    super::{
        deciding::Deciding,
        duplicates::{DuplicateChoice, name_key},
        plan::{Cancelled, ImportPlan},
        problem::{Problem, ProblemKind},
    },
    Fate, PointsRow, Read, Tally,
    whom::{People, Whom},
};
use crate::domain::{
    Customer, Id, IdMaker, Member, Moment, PointsEntry, PointsReason, Sale, Timestamp, limits,
};

/// What an import would change.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PointsPlan {
    /// People and companies.
    pub people: ImportPlan,
    /// Members of the team nobody knew.
    pub members: Vec<Member>,
    /// New entries, in the order of the file.
    pub entries: Vec<PointsEntry>,
    /// Known sales as they are and with their points.
    pub update: Vec<(Arc<Sale>, Sale)>,
    /// How the rows fare.
    pub tally: Tally,
    /// What should be looked at.
    pub problems: Vec<Problem>,
}

/// Makes the plan; `sales` are those of the shop. `progress` is told how many rows are done and may stop it.
pub fn plan(
    read: Read,
    (known, sales): (&People, &[Arc<Sale>]),
    deciding: impl Into<Deciding>,
    zone: Tz,
    ids: &mut IdMaker,
    moment: &Moment,
    mut progress: impl FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<PointsPlan, Cancelled> {
    // Who is known stays as they are: the list is about their points.
    let deciding = deciding.into();
    let choice = deciding.choice;
    let people = Deciding {
        choice: DuplicateChoice::Skip,
        ..deciding
    };
    let (whom, mut team) = Whom::plan(read.people, known, &people, ids, moment)?;
    let mut work = Work::new(known, sales, zone, choice);
    let total = read.points.len();
    for (done, row) in read.points.into_iter().enumerate() {
        if done % 500 == 0 && progress(done, total).is_break() {
            return Err(Cancelled);
        }
        let may_be = whom.may_be(row.row, &row.codes);
        work.plan.tally.whom.extend(may_be.map(|id| (row.row, id)));
        let Some(customer) = whom.of(row.row, &row.codes) else {
            let kind = ProblemKind::NoIdentity;
            work.plan.problems.push(Problem::new(row.row, "", kind, ""));
            continue;
        };
        let number = row.row;
        let fate = if let Some(fate) = work.of_sale(&row, customer, moment) {
            fate
        } else if work.has(&row, customer) {
            work.plan.tally.skip()
        } else {
            let by = team.member(&row.owner, ids, moment);
            work.enter(row, customer, by, ids, moment);
            Fate::New
        };
        work.plan.tally.fates.push((number, fate));
    }
    work.tell_brought(&known.points);
    let mut plan = work.plan;
    plan.people = whom.people;
    let owners: Vec<_> = plan.entries.iter().filter_map(|one| one.by).collect();
    plan.members = team.made_for(&plan.people, owners.into_iter());
    Ok(plan)
}

/// Moments are written to the minute; rows without one are told by what they say.
type Key = (Id<Customer>, Option<i64>, i64, String);

const MINUTE: i64 = 60_000;

struct Work<'a> {
    zone: Tz,
    choice: DuplicateChoice,
    /// Entries of the shop that no row has answered for yet, told with their moment and without.
    entries: FxHashMap<Key, Vec<Id<PointsEntry>>>,
    answered: FxHashSet<Id<PointsEntry>>,
    /// Sales of each customer that no row has answered for yet.
    sales: FxHashMap<Id<Customer>, Vec<&'a Arc<Sale>>>,
    /// The first row that adds to somebody's points.
    added: FxHashMap<Id<Customer>, usize>,
    plan: PointsPlan,
}

impl<'a> Work<'a> {
    fn new(known: &People, sales: &'a [Arc<Sale>], zone: Tz, choice: DuplicateChoice) -> Self {
        let mut work = Self {
            zone,
            choice,
            entries: FxHashMap::default(),
            answered: FxHashSet::default(),
            sales: FxHashMap::default(),
            added: FxHashMap::default(),
            plan: PointsPlan::default(),
        };
        for one in known.points.iter().rev() {
            let at = one.at.0.div_euclid(MINUTE);
            let timed = (one.customer, Some(at), one.points, String::new());
            let said = (one.customer, None, one.points, name_key(&one.note));
            for key in [timed, said] {
                work.entries.entry(key).or_default().push(one.id);
            }
        }
        for sale in sales {
            if let Some(customer) = sale.customer {
                work.sales.entry(customer).or_default().push(sale);
            }
        }
        work
    }

    /// Takes a row that tells of the points of a sale, where the shop has that sale.
    fn of_sale(
        &mut self,
        row: &PointsRow,
        customer: Id<Customer>,
        moment: &Moment,
    ) -> Option<Fate> {
        if !row.of_sale {
            return None;
        }
        let all = self.sales.get_mut(&customer)?;
        let day = row.when.map(|(day, _)| day);
        let is = |sale: &Sale| {
            let same_way = (sale.total < 0) == (row.points < 0);
            let of_day = day == Some(sale.date);
            same_way
                && if row.order.is_empty() {
                    sale.number.is_empty() && of_day
                } else {
                    sale.number == row.order
                }
        };
        // Of several with one number that of the day, and one that has these points already, goes first.
        let rank = |sale: &Sale| (sale.points != row.points, day != Some(sale.date));
        let places = all.iter().enumerate().filter(|(_, sale)| is(sale));
        let (place, _) = places.min_by_key(|(_, sale)| rank(sale))?;
        let sale = all.remove(place);
        if sale.points != 0 {
            return Some(self.plan.tally.leave());
        }
        let edited = Sale {
            points: row.points,
            updated: moment.now,
            ..Sale::clone(sale)
        };
        let fate = self.plan.tally.change(row.row, sale.id.raw());
        self.plan.update.push((Arc::clone(sale), edited));
        Some(fate)
    }

    /// True if the shop has the entry; each answers for one row.
    fn has(&mut self, row: &PointsRow, customer: Id<Customer>) -> bool {
        if self.choice == DuplicateChoice::Add {
            return false;
        }
        let minute = self.instant(row).map(|at| at.0.div_euclid(MINUTE));
        let note = if minute.is_some() {
            String::new()
        } else {
            name_key(&note(row))
        };
        let key = (customer, minute, row.points, note);
        let Some(all) = self.entries.get_mut(&key) else {
            return false;
        };
        while let Some(id) = all.pop() {
            if self.answered.insert(id) {
                return true;
            }
        }
        false
    }

    fn enter(
        &mut self,
        row: PointsRow,
        customer: Id<Customer>,
        by: Option<Id<Member>>,
        ids: &mut IdMaker,
        moment: &Moment,
    ) {
        self.added.entry(customer).or_insert(row.row);
        let reason = match row.reason {
            Some(reason) if reason.takes() == (row.points < 0) => reason,
            _ if row.points < 0 => PointsReason::TakenBack,
            _ => PointsReason::Given,
        };
        self.plan.entries.push(PointsEntry {
            id: ids.next(moment.now),
            customer,
            points: row.points,
            reason,
            at: self.instant(&row).unwrap_or(moment.now),
            note: note(&row),
            by,
            created: moment.now,
            updated: moment.now,
        });
    }

    /// The instant of a row, at noon where only the day is known.
    fn instant(&self, row: &PointsRow) -> Option<Timestamp> {
        let (day, at) = row.when?;
        let noon = || {
            let local = day.and_time(NaiveTime::from_hms_opt(12, 0, 0)?);
            let local = self.zone.from_local_datetime(&local).earliest()?;
            Some(local.timestamp_millis())
        };
        at.or_else(noon).map(Timestamp)
    }

    /// Tells whose points were brought along before and are not in the list: it adds to them.
    fn tell_brought(&mut self, entries: &[Arc<PointsEntry>]) {
        let brought = entries
            .iter()
            .filter(|one| one.reason == PointsReason::Opening && !self.answered.contains(&one.id));
        let mut rows: Vec<usize> = brought
            .filter_map(|one| self.added.remove(&one.customer))
            .collect();
        rows.sort_unstable();
        let told = rows.into_iter();
        let told = told.map(|row| Problem::new(row, "", ProblemKind::PointsBrought, ""));
        self.plan.problems.extend(told);
    }
}

/// What they were for, in the words of the file, and what it notes down.
fn note(row: &PointsRow) -> String {
    let order = Some(row.order.as_str()).filter(|_| row.of_sale);
    let parts = [
        row.why.as_str(),
        order.unwrap_or_default(),
        row.note.as_str(),
    ];
    let filled: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let text = filled.join("\n");
    text.chars().take(limits::NOTE).collect()
}

#[cfg(test)]
#[path = "points_tests.rs"]
mod tests;
