//! The lists of what the shop does for its customers after the sale: cases, and points as a ledger, those
//! that sales gave or took back among the others.

use chrono::{NaiveDateTime, NaiveTime};

use super::{
    List, ListKind, Value,
    build::{Make, link, with_own},
};
use crate::domain::{CaseKind, CaseStatus, PointsReason, Priority, TableName};

impl<'a> Make<'a, '_> {
    pub(super) fn cases(&self) -> List<'a> {
        let columns = [
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
        ];
        let own = self.own(TableName::Cases);
        let rows = self.chosen.cases.iter().map(|case| {
            let mut row = vec![
                Value::text(&case.title),
                Value::text(self.word(kind_key(case.kind))),
                Value::text(self.word(status_key(case.status()))),
                self.customer(case.customer),
                self.sale(case.sale),
                self.moment(case.created),
                Value::day(case.due),
                Value::text(self.word(priority_key(case.priority))),
                self.member(case.owner),
                Value::text(&case.note),
                case.solved.map_or(Value::Blank, |at| self.moment(at)),
                Value::text(&case.solution),
            ];
            row.extend(own.values(&case.values));
            row
        });
        let list = self.list(ListKind::Cases, "sheet.cases", &columns, rows.collect());
        with_own(list, &own)
    }

    /// In the order of time, so that the points of a customer can be followed.
    pub(super) fn points(&self) -> List<'a> {
        let columns = [
            "customer",
            "when",
            "points",
            "points_why",
            "order",
            "note",
            "by",
        ];
        let mut rows: Vec<(Option<NaiveDateTime>, Vec<Value<'a>>)> = Vec::new();
        for (row, sale) in self.chosen.sales.iter().enumerate() {
            let points = sale.points_that_count();
            let Some(customer) = sale.customer.filter(|_| points != 0) else {
                continue;
            };
            let why = if sale.is_refund() {
                "points.refund"
            } else {
                "points.earned"
            };
            let at = sale.at.and_then(|at| self.local(at));
            let at = at.or(Some(sale.date.and_time(NaiveTime::MIN)));
            rows.push((
                at,
                vec![
                    self.customer(Some(customer)),
                    at.map_or(Value::Blank, Value::Moment),
                    Value::Number(points.saturating_mul(1_000)),
                    Value::text(self.word(why)),
                    link(ListKind::Sales, Some(row), &sale.number),
                    Value::Blank,
                    Value::Blank,
                ],
            ));
        }
        for entry in &self.chosen.points {
            let at = self.local(entry.at);
            rows.push((
                at,
                vec![
                    self.customer(Some(entry.customer)),
                    at.map_or(Value::Blank, Value::Moment),
                    Value::Number(entry.points.saturating_mul(1_000)),
                    Value::text(self.word(reason_key(entry.reason))),
                    Value::Blank,
                    Value::text(&entry.note),
                    self.member(entry.by),
                ],
            ));
        }
        rows.sort_by_key(|(at, _)| *at);
        let rows = rows.into_iter().map(|(_, row)| row).collect();
        self.list(ListKind::Points, "sheet.points", &columns, rows)
    }
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
