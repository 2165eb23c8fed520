//! One row a person: everything the reports say about them.
//!
//! Rows cross the worker boundary as columns of what the occasions beside them do not say already:
//! with a hundred thousand rows anything else would keep the page busy for a second.

use super::bytes::{Input, put};
use super::facts::FactsError;
use super::intervals::{overdue_ratio, reference_gap};
use super::kinds::{Class, Segment, Stage, Tier};
use super::occasions::{Occasions, Visits};
use super::rfm::Scores;

/// What the reports say of one person. For a prospect the scores, class and days are absent.
#[derive(Debug, Clone, PartialEq)]
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
    occasions
        .iter()
        .zip(stages.into_iter().zip(tiers))
        .map(|(visits, (stage, tier))| {
            let span = visits.span();
            let (scores, class) = span.and_then(|_| ranks.next()).unzip();
            let gap = span.and_then(|_| reference_gap(&visits, shop_gap, &mut own));
            row(&visits, as_of, (scores, class, stage, tier), gap)
        })
        .collect()
}

type Groups = (Option<Scores>, Option<Class>, Stage, Option<Tier>);

fn row(
    visits: &Visits<'_>,
    as_of: i32,
    (scores, class, stage, tier): Groups,
    reference_gap: Option<i32>,
) -> CustomerRow {
    let span = visits.span();
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
        reference_gap,
    }
}

/// How an absent gap is written; gaps are never below zero.
const NO_GAP: i32 = -1;

/// Appends what the occasions do not say: groups and gaps.
pub fn write(rows: &[CustomerRow], out: &mut Vec<u8>) {
    // 0 stands for none.
    let number = |index: Option<usize>| {
        let index = index.and_then(|index| u8::try_from(index + 1).ok());
        index.unwrap_or_default()
    };
    let groups: Vec<[u8; 6]> = rows
        .iter()
        .map(|row| {
            let [r, f, m] = row.scores.map_or([0; 3], |one| [one.r, one.f, one.m]);
            let class = number(row.class.map(Class::index));
            let stage = number(Some(row.stage.index()));
            [r, f, m, class, stage, number(row.tier.map(Tier::index))]
        })
        .collect();
    let gaps: Vec<i32> = rows
        .iter()
        .map(|row| row.reference_gap.unwrap_or(NO_GAP))
        .collect();
    put(out, &groups, |groups| groups);
    put(out, &gaps, i32::to_le_bytes);
}

/// Reads what [`write`] wrote beside these occasions.
pub fn read(
    input: &mut Input<'_>,
    occasions: &Occasions,
    as_of: i32,
) -> Result<Vec<CustomerRow>, FactsError> {
    let groups = input.column(occasions.people(), |groups: [u8; 6]| groups)?;
    let gaps = input.column(occasions.people(), i32::from_le_bytes)?;
    occasions
        .iter()
        .zip(groups.into_iter().zip(gaps))
        .map(|(visits, ([r, f, m, class, stage, tier], gap))| {
            let scores = (r > 0).then_some(Scores { r, f, m });
            let stage = nth(Stage::ALL, stage).ok_or(FactsError::Damaged)?;
            let groups = (scores, nth(Class::ALL, class), stage, nth(Tier::ALL, tier));
            Ok(row(&visits, as_of, groups, (gap >= 0).then_some(gap)))
        })
        .collect()
}

/// The kind with that number, counted from 1.
fn nth<T: Copy>(all: &[T], number: u8) -> Option<T> {
    all.get(usize::from(number).checked_sub(1)?).copied()
}
