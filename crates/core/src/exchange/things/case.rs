//! Rows of after-sales requests.

use super::{
    super::{
        super::duplicates::{DuplicateChoice, name_key},
        CaseRow, Fate, TodoRow,
    },
    Case, CaseStatus, Customer, FxHashSet, Id, IdMaker, KnownSale, MINUTE, Moment, Problem,
    ProblemKind, Sold, Timestamp, Work,
};
use crate::domain::limits;

impl Work {
    /// Remembers the sales that rows name.
    pub(super) fn know_orders(&mut self, rows: &[TodoRow], sales: &[KnownSale]) {
        let named = rows.iter().filter(|row| !row.order.is_empty());
        let named: FxHashSet<&str> = named.map(|row| &*row.order).collect();
        if named.is_empty() {
            return;
        }
        // A refund bears the number of its sale.
        let sold = sales.iter().filter(|sale| sale.total >= 0);
        for sale in sold.filter(|sale| named.contains(&*sale.number)) {
            let of_number = self.orders.entry(sale.number.clone()).or_default();
            of_number.push((sale.id, sale.customer));
        }
    }

    /// The sale a row names: that of its customer first. A number that several others have is none of them, which is
    /// told.
    fn sale(&mut self, row: &TodoRow, customer: Option<Id<Customer>>) -> Option<Sold> {
        if row.order.is_empty() {
            return None;
        }
        let all = self.orders.get(&row.order).map_or(&[][..], Vec::as_slice);
        let theirs = all
            .iter()
            .find(|(_, buyer)| customer.is_some() && *buyer == customer);
        let only = || all.first().filter(|_| all.len() == 1);
        let found = theirs.or_else(only).copied();
        if found.is_none() {
            let kind = ProblemKind::UnknownOrder;
            self.plan
                .problems
                .push(Problem::new(row.row, "", kind, &row.order));
        }
        found
    }

    /// A new case, or what the file says anew of a known one: nothing that was written here goes.
    pub(super) fn case(
        &mut self,
        row: TodoRow,
        said: CaseRow,
        customer: Option<Id<Customer>>,
        choice: DuplicateChoice,
        ids: &mut IdMaker,
        moment: &Moment,
    ) -> Fate {
        let received = said
            .received
            .and_then(|(day, at)| at.map(Timestamp).or_else(|| self.instant(day, None)));
        let note: String = row.note.chars().take(limits::NOTE).collect();
        let done = row.done_at.map(Timestamp);
        let status = match done {
            Some(_) => CaseStatus::Solved,
            None => said.status,
        };
        let now = moment.now;
        let sale = self.sale(&row, customer);
        let customer = customer.or(sale.and_then(|(_, buyer)| buyer));
        let sale = sale.map(|(sale, _)| sale);
        let key = (name_key(&row.title), customer);
        let same = |case: &Case| {
            let minute = |at: Timestamp| at.0.div_euclid(MINUTE);
            received.is_none_or(|at| minute(at) == minute(case.created))
        };
        let found = match choice {
            DuplicateChoice::Add => None,
            _ => self.cases.get_mut(&key).and_then(|all| {
                let place = all.iter().rposition(|case| same(case))?;
                Some(all.remove(place))
            }),
        };
        let Some(known) = found else {
            let mut case = Case::new(ids.next(now), row.title, now);
            case.created = received.unwrap_or(now);
            case.kind = said.kind;
            case.customer = customer;
            case.sale = sale;
            case.due = row.due;
            case.priority = row.priority;
            case.owner = self.team.member(&row.owner, ids, moment);
            case.note = note;
            case.solution = said.solution;
            case.move_to(status, done.unwrap_or(now));
            self.plan.cases.push(case);
            return Fate::New;
        };
        if choice == DuplicateChoice::Skip {
            return self.plan.tally.skip();
        }
        let mut edited = Case::clone(&known);
        if status == CaseStatus::Solved || known.is_open() {
            edited.move_to(status, done.unwrap_or(now));
        }
        edited.due = row.due.or(known.due);
        edited.sale = known.sale.or(sale);
        edited.owner = self.team.member(&row.owner, ids, moment).or(known.owner);
        if known.note.is_empty() {
            edited.note = note;
        }
        if known.solution.is_empty() {
            edited.solution = said.solution;
        }
        if edited == *known {
            return self.plan.tally.leave();
        }
        edited.updated = now;
        let fate = self.plan.tally.change(row.row, known.id.raw());
        self.plan.moved.push((known, edited));
        fate
    }
}
