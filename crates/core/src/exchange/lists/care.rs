//! The lists of what the shop does for its customers after the sale: cases, and points as a ledger, those
//! that sales gave or took back among the others.

use std::rc::Rc;

use chrono::{NaiveDateTime, NaiveTime};

use super::{
    Content, List, ListKind, Value,
    build::{Head, Make, link},
};
use crate::domain::{
    Case, CaseKind, CaseStatus, PointsEntry, PointsReason, Priority, Sale, TableName,
};

impl<'a> Make<'a> {
    pub(super) fn cases(self: &Rc<Self>) -> List<'a> {
        const HEAD: Head = Head {
            kind: ListKind::Cases,
            name: "sheet.cases",
            columns: &[
                "case",
                "case_kind",
                "case_status",
                "customer",
                "order",
                "received",
                "due",
                "priority",
                "owner",
                "note",
                "solved_at",
                "solution",
            ],
        };
        let row = |make: &Self, case: &&'a Case| {
            vec![
                Value::text(&case.title),
                Value::text(make.word(kind_key(case.kind))),
                Value::text(make.word(status_key(case.status()))),
                make.customer(case.customer),
                make.sale(case.sale),
                make.moment(case.created),
                Value::day(case.due),
                Value::text(make.word(priority_key(case.priority))),
                make.member(case.owner),
                Value::text(&case.note),
                case.solved.map_or(Value::Blank, |at| make.moment(at)),
                Value::text(&case.solution),
            ]
        };
        self.list_with_own(
            &HEAD,
            TableName::Cases,
            |chosen| &chosen.cases,
            |case| &case.values,
            row,
        )
    }

    /// In the order of time, so that the points of a customer can be followed.
    pub(super) fn points(self: &Rc<Self>) -> List<'a> {
        const HEAD: Head = Head {
            kind: ListKind::Points,
            name: "sheet.points",
            columns: &[
                "customer",
                "when",
                "points",
                "points_why",
                "order",
                "note",
                "by",
            ],
        };
        let mut order: Vec<(Option<NaiveDateTime>, Entry<'a>)> = Vec::new();
        for (row, sale) in self.chosen.sales.iter().enumerate() {
            if sale.customer.is_some() && sale.points_that_count() != 0 {
                let at = sale.at.and_then(|at| self.local(at));
                let at = at.or(Some(sale.date.and_time(NaiveTime::MIN)));
                order.push((at, Entry::Sale(row, sale)));
            }
        }
        let own = self.chosen.points.iter();
        order.extend(own.map(|entry| (self.local(entry.at), Entry::Own(entry))));
        order.sort_by_key(|(at, _)| *at);
        let make = Rc::clone(self);
        let rows = Content::each(order, move |(at, entry)| make.entry(*at, *entry));
        self.list(&HEAD, rows)
    }

    /// The row of points that came or went.
    fn entry(&self, at: Option<NaiveDateTime>, entry: Entry<'a>) -> Vec<Value<'a>> {
        let (customer, points, why, number, note, by) = match entry {
            Entry::Sale(row, sale) => {
                let why = if sale.is_refund() {
                    "points.refund"
                } else {
                    "points.earned"
                };
                let number = link(ListKind::Sales, Some(row), &sale.number);
                let points = sale.points_that_count();
                (sale.customer, points, why, number, "", None)
            }
            Entry::Own(entry) => (
                Some(entry.customer),
                entry.points,
                reason_key(entry.reason),
                Value::Blank,
                entry.note.as_str(),
                entry.by,
            ),
        };
        vec![
            self.customer(customer),
            at.map_or(Value::Blank, Value::Moment),
            Value::Number(points.saturating_mul(1_000)),
            Value::text(self.word(why)),
            number,
            Value::text(note),
            self.member(by),
        ]
    }
}

/// Points that came or went.
#[derive(Clone, Copy)]
enum Entry<'a> {
    /// By a sale, which stands in that row of its list.
    Sale(usize, &'a Sale),
    /// By themselves.
    Own(&'a PointsEntry),
}

/// The word for how urgent something is.
pub(super) const fn priority_key(priority: Priority) -> &'static str {
    match priority {
        Priority::Low => "low",
        Priority::Normal => "normal",
        Priority::High => "high",
    }
}

const fn kind_key(kind: CaseKind) -> &'static str {
    match kind {
        CaseKind::Question => "case.question",
        CaseKind::Complaint => "case.complaint",
        CaseKind::Repair => "case.repair",
        CaseKind::Return => "case.return",
        CaseKind::Other => "other",
    }
}

const fn status_key(status: CaseStatus) -> &'static str {
    match status {
        CaseStatus::Open => "case.open",
        CaseStatus::Waiting => "case.waiting",
        CaseStatus::Solved => "case.solved",
    }
}

const fn reason_key(reason: PointsReason) -> &'static str {
    match reason {
        PointsReason::Given => "points.given",
        PointsReason::Redeemed => "points.redeemed",
        PointsReason::Opening => "points.opening",
        PointsReason::TakenBack => "points.taken_back",
    }
}
