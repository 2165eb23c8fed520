//! The rows of a list taken one by one, those of one order together.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    super::{ProblemKind, RowProblem, SaleRow, habits::Rows, problems::problem},
    Field, Layout,
    items::Order,
    number,
};
use crate::exchange::sheet::Row;

/// The sales so far; the last may still go on.
pub(super) struct Orders<'a> {
    layout: &'a Layout<'a>,
    /// True for rows that are lines of sales: each stands for itself.
    apart: bool,
    itemised: bool,
    rows: Vec<SaleRow>,
    /// What the rows of the last one said, if it has several or says more than one thing.
    order: Option<Order>,
    /// Number of the order whose first row could not be read.
    refused: Option<String>,
    rejected: Vec<u32>,
    /// Numbers of the rows that say what was paid back of their order.
    paid_back: FxHashSet<u32>,
}

impl<'a> Orders<'a> {
    pub fn new(layout: &'a Layout<'a>) -> Self {
        Self {
            layout,
            apart: layout.lines,
            itemised: !layout.lines && layout.is_itemised(),
            rows: Vec::new(),
            order: None,
            refused: None,
            rejected: Vec::new(),
            paid_back: FxHashSet::default(),
        }
    }

    /// Takes the next row of the file.
    pub fn take(&mut self, record: &Row, problems: &mut Vec<RowProblem>) {
        if let Some(before) = self.rows.last_mut().filter(|_| !self.apart)
            && self.layout.goes_on(record, before)
        {
            let first = || Layout::plain_order(before);
            let order = self.order.get_or_insert_with(first);
            self.layout.further(record, before, order, problems);
            return;
        }
        self.close(problems);
        let again = self.refused.as_deref() == Some(self.layout.order_number(record));
        let read = self.layout.row(record, problems);
        match read.filter(|_| !again) {
            Some(row) => {
                self.refused = None;
                let layout = self.layout;
                if layout.says_again(record) && layout.says_returned(record, &row) {
                    self.paid_back.insert(row.row_number);
                }
                let first = || layout.order(record, &row, problems);
                self.order = self.itemised.then(first);
                self.rows.push(row);
            }
            None => self.refuse(record, again, problems),
        }
    }

    /// Leaves a row out, and with it the others of its order where each is a part of what that came to.
    fn refuse(&mut self, record: &Row, again: bool, problems: &mut Vec<RowProblem>) {
        self.rejected.push(number(record));
        if again {
            let kind = ProblemKind::OrderBroken;
            problems.push(problem(number(record), None, kind, None));
        } else if self.layout.habits.rows != Rows::Orders {
            let order = self.layout.order_number(record);
            self.refused = Some(order.to_owned()).filter(|order| !order.is_empty());
        }
    }

    /// Gives the last sale what all its rows said.
    fn close(&mut self, problems: &mut Vec<RowProblem>) {
        let Some(order) = self.order.take() else {
            return;
        };
        if order.broken {
            self.rows.pop();
            for row in order.rows {
                self.rejected.push(row);
                problems.push(problem(row, None, ProblemKind::OrderBroken, None));
            }
        } else if let Some(row) = self.rows.last_mut() {
            self.layout.finish(row, order);
        }
    }

    /// The sales, and the numbers of the rows that were left out.
    pub fn done(mut self, problems: &mut Vec<RowProblem>) -> (Vec<SaleRow>, Vec<u32>) {
        self.close(problems);
        once(self.layout, &mut self.rows, &self.paid_back, problems);
        (self.rows, self.rejected)
    }
}

/// Takes what rows say was paid back of their order once: rows that all say the same say it of the order, others each
/// of themselves. It goes to the rows from the first on, as far as each came to something.
fn once(
    layout: &Layout<'_>,
    rows: &mut [SaleRow],
    said: &FxHashSet<u32>,
    problems: &mut Vec<RowProblem>,
) {
    if said.is_empty() {
        return;
    }
    let mut orders: FxHashMap<_, Vec<usize>> = FxHashMap::default();
    for (at, row) in rows.iter().enumerate() {
        if row.amount_minor > 0 && row.order_id.is_some() {
            let day = (!row.undated).then_some(row.date);
            let key = (row.order_id.clone(), day, row.customer.clone());
            orders.entry(key).or_default().push(at);
        }
    }
    for places in orders.into_values() {
        let of_order = || places.iter().filter_map(|at| rows.get(*at));
        let told = || of_order().filter(|row| said.contains(&row.row_number));
        let (Some(first), Some(back)) = (told().next(), told().find_map(|row| row.returned)) else {
            continue;
        };
        let same = told().all(|row| row.returned == Some(back));
        let sum = || told().filter_map(|row| row.returned).sum::<i64>();
        let all = if same { back } else { sum() };
        let came_to = of_order().map(|row| row.amount_minor).sum::<i64>();
        if all > came_to {
            let mut columns = layout.columns.iter();
            let column = columns.find(|column| column.field == Some(Field::Refunded));
            let kind = ProblemKind::RefundTooLarge;
            problems.push(problem(first.row_number, column, kind, None));
        }
        let when = told().find_map(|row| row.returned_on);
        let mut left = all;
        for at in &places {
            if let Some(row) = rows.get_mut(*at) {
                let part = left.min(row.amount_minor);
                left -= part;
                row.returned = Some(part).filter(|part| *part > 0);
                row.returned_on = when.filter(|_| row.returned.is_some());
            }
        }
    }
}
