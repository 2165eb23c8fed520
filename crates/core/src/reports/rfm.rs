//! Recency, frequency, monetary scores and the segments made of them (definitions, section 2).

use serde::{Deserialize, Serialize};

use super::dense::{count, ratio};
use super::kinds::{Score, Segment};
use super::occasions::Occasions;

/// The scores of one customer, each 1 (worst) to 5 (best).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scores {
    /// Recency: fewer days since the last occasion is better.
    pub r: u8,
    /// Frequency: occasions.
    pub f: u8,
    /// Monetary: net revenue.
    pub m: u8,
}

impl Scores {
    /// The score by one of the three.
    pub const fn by(self, score: Score) -> u8 {
        match score {
            Score::R => self.r,
            Score::F => self.f,
            Score::M => self.m,
        }
    }

    /// The mean of F and M, halves rounded up.
    pub const fn fm(self) -> u8 {
        (self.f + self.m).div_ceil(2)
    }

    /// The segment of the grid.
    pub const fn segment(self) -> Segment {
        Segment::of(self.r, self.fm())
    }
}

/// What one segment holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SegmentRow {
    /// Which segment.
    pub segment: Segment,
    /// Customers in it.
    pub customers: u32,
    /// Their share of all customers.
    pub share_of_customers: Option<f64>,
    /// Their mean days since the last occasion.
    pub mean_days_since_last: Option<f64>,
    /// Their mean number of occasions.
    pub mean_occasions: Option<f64>,
    /// Their net revenue, minor units.
    pub net_revenue: i64,
    /// Their share of all customers' net revenue.
    pub share_of_revenue: Option<f64>,
}

/// Scores and segments.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RfmReport {
    /// One row a segment, all eleven, also the empty ones.
    pub segments: Vec<SegmentRow>,
    /// Customers with R score 1 … 5.
    pub r_counts: [u32; 5],
    /// Customers with F score 1 … 5.
    pub f_counts: [u32; 5],
    /// Customers with M score 1 … 5.
    pub m_counts: [u32; 5],
    /// Customers by R score (outer) and FM score (inner), each 1 … 5.
    pub grid: [[u32; 5]; 5],
    /// Net revenue of all customers, minor units.
    pub net_revenue: i64,
}

impl RfmReport {
    /// Customers with this score; nothing for a score outside 1 … 5.
    pub fn with_score(&self, by: Score, score: u8) -> Option<u32> {
        let counts = match by {
            Score::R => &self.r_counts,
            Score::F => &self.f_counts,
            Score::M => &self.m_counts,
        };
        counts.get(usize::from(score).checked_sub(1)?).copied()
    }

    /// What a segment holds.
    pub fn segment(&self, segment: Segment) -> Option<&SegmentRow> {
        self.segments.iter().find(|row| row.segment == segment)
    }
}

/// Scores values by strict rank: `1 + floor(5·L/n)`, L = values strictly worse; bigger is better.
/// Ties share a score; if all values are equal everyone scores 3.
pub fn score<T: Ord + Copy>(values: &[T]) -> Vec<u8> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    if sorted.first() == sorted.last() {
        return vec![3; values.len()];
    }
    let one = |value: &T| {
        let worse = sorted.partition_point(|other| other < value);
        u8::try_from(1 + 5 * worse / sorted.len()).unwrap_or(5)
    };
    values.iter().map(one).collect()
}

/// The report, and the scores of every customer in the order of [`Occasions::customers`].
pub fn rfm(occasions: &Occasions, as_of: i32) -> (RfmReport, Vec<Scores>) {
    let days: Vec<i32> = occasions
        .customers()
        .filter_map(|visits| visits.span())
        .map(|(_, last)| last - as_of)
        .collect();
    let counts: Vec<u32> = occasions.customers().map(|visits| visits.count()).collect();
    let money: Vec<i64> = occasions.customers().map(|visits| visits.net).collect();
    let scores: Vec<Scores> = score(&days)
        .into_iter()
        .zip(score(&counts))
        .zip(score(&money))
        .map(|((r, f), m)| Scores { r, f, m })
        .collect();

    let mut report = RfmReport {
        segments: Vec::with_capacity(Segment::ALL.len()),
        r_counts: [0; 5],
        f_counts: [0; 5],
        m_counts: [0; 5],
        grid: [[0; 5]; 5],
        net_revenue: money.iter().sum(),
    };
    let mut sums = vec![Sums::default(); Segment::ALL.len()];
    for (score, ((days, occasions), net)) in scores.iter().zip(days.iter().zip(&counts).zip(&money))
    {
        bump(&mut report.r_counts, score.r);
        bump(&mut report.f_counts, score.f);
        bump(&mut report.m_counts, score.m);
        if let Some(line) = report.grid.get_mut(usize::from(score.r) - 1) {
            bump(line, score.fm());
        }
        if let Some(sum) = sums.get_mut(score.segment().index()) {
            sum.customers += 1;
            sum.days -= i64::from(*days);
            sum.occasions += i64::from(*occasions);
            sum.net += net;
        }
    }
    report.segments = Segment::ALL
        .iter()
        .zip(sums)
        .map(|(&segment, sum)| SegmentRow {
            segment,
            customers: sum.customers,
            share_of_customers: ratio(sum.customers, count(scores.len())),
            mean_days_since_last: ratio(sum.days, sum.customers),
            mean_occasions: ratio(sum.occasions, sum.customers),
            net_revenue: sum.net,
            share_of_revenue: ratio(sum.net, report.net_revenue),
        })
        .collect();
    (report, scores)
}

#[derive(Clone, Default)]
struct Sums {
    customers: u32,
    days: i64,
    occasions: i64,
    net: i64,
}

/// Counts a score of 1 … 5.
fn bump(counts: &mut [u32; 5], score: u8) {
    if let Some(slot) = counts.get_mut(usize::from(score) - 1) {
        *slot += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_worst_always_scores_one_and_equals_share() {
        assert_eq!(score(&[1, 1, 1, 2, 3]), [1, 1, 1, 4, 5]);
        assert_eq!(score(&[7, 7, 7]), [3, 3, 3]);
        assert_eq!(score::<i32>(&[]), Vec::<u8>::new());
    }

    #[test]
    fn halves_of_fm_round_up() {
        let scores = Scores { r: 5, f: 1, m: 2 };
        assert_eq!(scores.fm(), 2);
        assert_eq!(scores.segment(), Segment::PotentialLoyalist);
    }

    proptest! {
        #[test]
        fn scores_are_monotone_and_in_range(values in prop::collection::vec(-20i64..20, 1..60)) {
            let scores = score(&values);
            for (value, mark) in values.iter().zip(&scores) {
                prop_assert!((1..=5).contains(mark));
                for (other, other_mark) in values.iter().zip(&scores) {
                    prop_assert!(value != other || mark == other_mark);
                    prop_assert!(value >= other || mark <= other_mark);
                }
            }
        }
    }
}
