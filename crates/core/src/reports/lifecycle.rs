//! Life-cycle stages with thresholds from the shop's own gaps (definitions, section 8).

use serde::{Deserialize, Serialize};

use super::intervals::IntervalReport;
use super::kinds::Stage;
use super::occasions::{Occasions, Visits};

/// Choices the stages rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LifecycleLimits {
    /// Pooled gaps needed before the shop's own percentiles are used.
    pub enough_gaps: u32,
    /// "Active" days for a shop with fewer gaps.
    pub default_active_days: i32,
    /// "Lapsed" days for a shop with fewer gaps.
    pub default_lapse_days: i32,
    /// Occasions from which a customer is loyal.
    pub loyal_occasions: u32,
}

impl Default for LifecycleLimits {
    fn default() -> Self {
        Self {
            enough_gaps: 30,
            default_active_days: 90,
            default_lapse_days: 180,
            loyal_occasions: 4,
        }
    }
}

/// How many people one stage holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageRow {
    /// Which stage.
    pub stage: Stage,
    /// People in it; people without any row are not counted.
    pub people: u32,
}

/// The stages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LifecycleReport {
    /// A: away longer than this is at risk.
    pub active_days: i32,
    /// L: away longer than this is lapsed.
    pub lapse_days: i32,
    /// Occasions from which a customer is loyal.
    pub loyal_occasions: u32,
    /// Whether A and L come from the shop's own gaps.
    pub from_own_gaps: bool,
    /// One row a stage, all seven.
    pub stages: Vec<StageRow>,
    /// People in the list without any row up to `as_of`: not in the prospects above.
    pub people_without_rows: u32,
}

/// The report, and everyone's stage by customer index.
pub fn lifecycle(
    occasions: &Occasions,
    intervals: &IntervalReport,
    as_of: i32,
    limits: LifecycleLimits,
) -> (LifecycleReport, Vec<Stage>) {
    let own = intervals.p80_days.zip(intervals.p95_days);
    let own = own.filter(|_| intervals.gaps >= limits.enough_gaps);
    let (active_days, lapse_days) = own.map_or(
        (limits.default_active_days, limits.default_lapse_days),
        |(active, lapse)| (active, lapse.max(active + 1)),
    );
    let stage = |visits: Visits<'_>| -> Stage {
        let Some((_, last)) = visits.span() else {
            return Stage::Prospect;
        };
        let (away, count) = (as_of - last, visits.count());
        if away > lapse_days {
            Stage::Lapsed
        } else if away > active_days {
            Stage::AtRisk
        } else if count == 1 {
            Stage::New
        } else if visits.gaps().last().is_some_and(|gap| gap > lapse_days) {
            Stage::WonBack
        } else if count >= limits.loyal_occasions {
            Stage::Loyal
        } else {
            Stage::Developing
        }
    };
    let stages: Vec<Stage> = occasions.iter().map(stage).collect();

    let mut rows: Vec<StageRow> = Stage::ALL
        .iter()
        .map(|&stage| StageRow { stage, people: 0 })
        .collect();
    let mut people_without_rows = 0;
    for (visits, stage) in occasions.iter().zip(&stages) {
        if visits.rows == 0 {
            people_without_rows += 1;
        } else if let Some(row) = rows.get_mut(stage.index()) {
            row.people += 1;
        }
    }
    let from_own_gaps = own.is_some();
    let report = LifecycleReport {
        active_days,
        lapse_days,
        loyal_occasions: limits.loyal_occasions,
        from_own_gaps,
        stages: rows,
        people_without_rows,
    };
    (report, stages)
}
