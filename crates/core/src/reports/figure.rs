//! The figures of the report pages and the named terms of their formulas, as types. Texts are made
//! elsewhere from the enums' names.

use serde::{Deserialize, Serialize};

use super::calendar::{Month, PeriodId};
use super::kinds::{Class, Segment, Stage, Tier};

/// A figure on a report page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// Customers with two occasions or more.
    RepeatRate,
    /// Repeat within so many days, of the eligible.
    RepeatWithin(u32),
    /// Kaplan–Meier repeat within so many days.
    KaplanMeierWithin(u32),
    /// Occasions per customer.
    OccasionsPerCustomer,
    /// Average value of an occasion.
    AverageOccasionValue,
    /// Mean gap between occasions.
    MeanGap,
    /// Gini coefficient.
    Gini,
    /// Share of the largest per cent.
    TopShare(u32),
    /// Share of the smallest per cent.
    BottomShare(u32),
    /// Share of customers who bring 80 %.
    CustomersFor80,
    /// A segment's share of customers.
    SegmentShare(Segment),
    /// A segment's share of revenue.
    SegmentRevenueShare(Segment),
    /// A cell of the R × FM grid.
    GridCell(u8, u8),
    /// A class's share of revenue.
    ClassRevenueShare(Class),
    /// A layer's share of revenue.
    TierRevenueShare(Tier),
    /// People in a stage.
    StagePeople(Stage),
    /// Retention of a cohort at an age in months.
    CohortRetention(Month, u32),
    /// Weighted retention at an age in months.
    WeightedRetention(u32),
    /// Net revenue by the formula.
    PeriodRevenue(PeriodId),
    /// Returning buyers over all existing customers.
    ReturningRateAll(PeriodId),
    /// Net revenue per buyer.
    UsagePerCustomer(PeriodId),
    /// Returning buyers over buyers.
    ReturningBuyerShare(PeriodId),
    /// Retained buyers over the previous period's buyers.
    RetentionRate(PeriodId),
    /// Buyers of the previous period who did not buy.
    Churned(PeriodId),
    /// Returning buyers who skipped the previous period.
    Reactivated(PeriodId),
    /// Net revenue by the three-term formula.
    PeriodRevenueThreeTerms(PeriodId),
}

/// Name of a term; its text is a translation key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(
    missing_docs,
    reason = "each name is the term of the published formula"
)]
pub enum TermName {
    Customers,
    RepeatCustomers,
    Eligible,
    RepeatedInTime,
    AtRisk,
    Survival,
    Occasions,
    OccasionValue,
    Gaps,
    GapDays,
    Revenue,
    PositiveRevenue,
    GroupCustomers,
    GroupRevenue,
    NetRevenue,
    Buyers,
    New,
    Returning,
    ExistingAll,
    ReturningRateAll,
    UsagePerCustomer,
    PreviousBuyers,
    Retained,
    RetentionRate,
    Reactivated,
    Churned,
    CohortSize,
    Active,
    People,
    ActiveDays,
    LapseDays,
}

/// Value of a term.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TermValue {
    /// A number of things.
    Count(i64),
    /// Minor units.
    Money(i64),
    /// Minor units, a mean.
    MeanMoney(f64),
    /// A fraction 0…1, or nothing when its denominator is 0.
    Share(Option<f64>),
    /// Days.
    Days(i64),
}

/// A named value of a formula.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// What it is.
    pub name: TermName,
    /// How much.
    pub value: TermValue,
}

/// How a figure comes about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// The figure.
    pub figure: Figure,
    /// Its value: a fraction, days, a count or minor units; nothing over a denominator of 0.
    pub value: Option<f64>,
    /// The terms in the order of the formula; a plain rate is numerator, then denominator.
    pub terms: Vec<Term>,
}
