//! "What if" over the revenue formula of one period: honest arithmetic, no forecast.

use serde::{Deserialize, Serialize};

use super::periods::PeriodRow;

/// A change of one factor; the others stay.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum WhatIf {
    /// The returning rate of all existing customers moves by so many percentage points.
    ReturningRatePoints(f64),
    /// So many per cent more of the previous buyers' retained ones stay (5 = 1.05 times as many).
    RetainedPercent(f64),
    /// So many per cent more new customers come.
    NewPercent(f64),
    /// Usage per customer moves by so many per cent.
    UsagePercent(f64),
}

/// What the period would have brought.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WhatIfOutcome {
    /// The changed factor: a rate (0…1), new customers, or usage in minor units.
    pub factor: f64,
    /// Buyers with the change.
    pub buyers: f64,
    /// Net revenue with the change, minor units.
    pub net_revenue: f64,
    /// Difference to the actual net revenue, minor units.
    pub difference: f64,
}

/// Applies a change to a period's formula. Rates stay within 0…1, counts at 0 or more. Nothing
/// when the period lacks the factor: no buyers, nobody existing, or no previous period.
pub fn what_if(period: &PeriodRow, change: WhatIf) -> Option<WhatIfOutcome> {
    let usage = period.usage_per_customer?;
    let (new, returning) = (f64::from(period.new), f64::from(period.returning));
    let times = |percent: f64| (1.0 + percent / 100.0).max(0.0);
    let (factor, buyers, usage) = match change {
        WhatIf::ReturningRatePoints(points) => {
            let rate = (period.returning_rate_all? + points / 100.0).clamp(0.0, 1.0);
            (rate, new + f64::from(period.existing_all) * rate, usage)
        }
        WhatIf::RetainedPercent(percent) => {
            let against = period.against_previous?;
            let rate = (against.retention_rate? * times(percent)).clamp(0.0, 1.0);
            let retained = f64::from(against.previous_buyers) * rate;
            (rate, new + retained + f64::from(against.reactivated), usage)
        }
        WhatIf::NewPercent(percent) => {
            let new = new * times(percent);
            (new, new + returning, usage)
        }
        WhatIf::UsagePercent(percent) => {
            let usage = usage * times(percent);
            (usage, new + returning, usage)
        }
    };
    let net_revenue = buyers * usage;
    let difference = net_revenue - period.net_revenue as f64;
    Some(WhatIfOutcome {
        factor,
        buyers,
        net_revenue,
        difference,
    })
}
