//! One row a person: everything the reports say about them.
//!
//! A row crosses the worker boundary as a short array instead of an object with field names:
//! with a hundred thousand rows the names would be most of the bytes.

use serde::{Deserialize, Serialize};

use super::intervals::{overdue_ratio, reference_gap};
use super::kinds::{Class, Segment, Stage, Tier};
use super::occasions::{Occasions, Visits};
use super::rfm::Scores;

/// What the reports say of one person. For a prospect the scores, class and days are absent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "Packed", into = "Packed")]
pub struct CustomerRow {
    /// Index into the facts' codes, and the position of this row.
    pub customer: u32,
    /// Sale and refund rows up to `as_of`; 0 for a person without any.
    pub rows: u32,
    /// Purchase occasions (F).
    pub occasions: u32,
    /// Net revenue (M), minor units.
    pub net_revenue: i64,
    /// Day of the first occasion, days since 1970-01-01.
    pub first: Option<i32>,
    /// Day of the last occasion.
    pub last: Option<i32>,
    /// `as_of − last`.
    pub days_since_last: Option<i32>,
    /// R, F and M.
    pub scores: Option<Scores>,
    /// A, B or C.
    pub class: Option<Class>,
    /// Life-cycle stage.
    pub stage: Stage,
    /// Layer of the pyramid.
    pub tier: Option<Tier>,
    /// Usual days between occasions: their own median, or the shop's.
    pub reference_gap: Option<i32>,
}

impl CustomerRow {
    /// The segment of the RFM grid.
    pub fn segment(&self) -> Option<Segment> {
        self.scores.map(Scores::segment)
    }

    /// Recency score.
    pub fn r(&self) -> Option<u8> {
        self.scores.map(|scores| scores.r)
    }

    /// Frequency score.
    pub fn f(&self) -> Option<u8> {
        self.scores.map(|scores| scores.f)
    }

    /// Monetary score.
    pub fn m(&self) -> Option<u8> {
        self.scores.map(|scores| scores.m)
    }

    /// Mean of F and M, halves up.
    pub fn fm(&self) -> Option<u8> {
        self.scores.map(Scores::fm)
    }

    /// The day the next occasion is due: last + reference gap.
    pub fn predicted_next(&self) -> Option<i32> {
        self.last?.checked_add(self.reference_gap?)
    }

    /// Days since the last occasion over the reference gap; above 1 is later than usual.
    pub fn overdue_ratio(&self) -> Option<f64> {
        overdue_ratio(self.days_since_last?, self.reference_gap)
    }
}

/// Everyone's rows, by customer index. `scores` and `classes` come in customers' order, `stages`
/// and `tiers` by index.
pub fn rows(
    occasions: &Occasions,
    as_of: i32,
    shop_gap: Option<i32>,
    (scores, classes): (Vec<Scores>, Vec<Class>),
    (stages, tiers): (Vec<Stage>, Vec<Option<Tier>>),
) -> Vec<CustomerRow> {
    let mut own = Vec::new();
    let mut ranks = scores.into_iter().zip(classes);
    let mut row = |(visits, (stage, tier)): (Visits<'_>, (Stage, Option<Tier>))| {
        let span = visits.span();
        let (scores, class) = span.and_then(|_| ranks.next()).unzip();
        CustomerRow {
            customer: visits.customer,
            rows: visits.rows,
            occasions: visits.count(),
            net_revenue: visits.net,
            first: span.map(|(first, _)| first),
            last: span.map(|(_, last)| last),
            days_since_last: span.map(|(_, last)| as_of - last),
            scores,
            class,
            stage,
            tier,
            reference_gap: span.and_then(|_| reference_gap(&visits, shop_gap, &mut own)),
        }
    };
    occasions
        .iter()
        .zip(stages.into_iter().zip(tiers))
        .map(&mut row)
        .collect()
}

/// The row as a tuple, which serde writes as an array.
#[derive(Serialize, Deserialize)]
struct Packed(
    (u32, u32, u32, i64),
    Option<(i32, i32, i32)>,
    Option<(u8, u8, u8)>,
    Option<Class>,
    Stage,
    Option<Tier>,
    Option<i32>,
);

impl From<CustomerRow> for Packed {
    fn from(row: CustomerRow) -> Self {
        let days = row.first.zip(row.last).zip(row.days_since_last);
        Self(
            (row.customer, row.rows, row.occasions, row.net_revenue),
            days.map(|((first, last), since)| (first, last, since)),
            row.scores.map(|scores| (scores.r, scores.f, scores.m)),
            row.class,
            row.stage,
            row.tier,
            row.reference_gap,
        )
    }
}

impl From<Packed> for CustomerRow {
    fn from(packed: Packed) -> Self {
        let Packed((customer, rows, occasions, net_revenue), days, scores, ..) = packed;
        Self {
            customer,
            rows,
            occasions,
            net_revenue,
            first: days.map(|days| days.0),
            last: days.map(|days| days.1),
            days_since_last: days.map(|days| days.2),
            scores: scores.map(|(r, f, m)| Scores { r, f, m }),
            class: packed.3,
            stage: packed.4,
            tier: packed.5,
            reference_gap: packed.6,
        }
    }
}
