//! The figures of the report pages and the named terms of their formulas, as types. Texts are made
//! elsewhere from the enums' names.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::calendar::{Month, PeriodId, month_code};
use super::kinds::{Class, Score, Segment, Stage, Tier};

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
    /// So many per cent of the gaps are at most that many days long.
    IntervalDays(u32),
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
    /// Mean days since the last occasion of a segment's customers.
    SegmentMeanDaysSinceLast(Segment),
    /// Mean number of occasions of a segment's customers.
    SegmentMeanOccasions(Segment),
    /// Share of customers with a score of 1 … 5.
    ScoreShare(Score, u8),
    /// A cell of the R × FM grid.
    GridCell(u8, u8),
    /// A class's share of revenue.
    ClassRevenueShare(Class),
    /// A class's share of customers.
    ClassShareOfCustomers(Class),
    /// A layer's share of revenue.
    TierRevenueShare(Tier),
    /// A layer's share of customers.
    TierShareOfCustomers(Tier),
    /// People in a stage.
    StagePeople(Stage),
    /// A stage's share of people.
    StageShare(Stage),
    /// Retention of a cohort at an age in months.
    CohortRetention(Month, u32),
    /// Net revenue of a cohort at an age in months.
    CohortRevenue(Month, u32),
    /// Net revenue of a cohort up to an age in months, per member.
    CohortCumulativeRevenuePerCustomer(Month, u32),
    /// Weighted retention at an age in months.
    WeightedRetention(u32),
    /// Net revenue by the formula.
    PeriodRevenue(PeriodId),
    /// Customers who bought.
    PeriodBuyers(PeriodId),
    /// Customers who bought for the first time.
    PeriodNew(PeriodId),
    /// Customers who had bought before.
    PeriodExisting(PeriodId),
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

/// The largest number that a name is read with: no percentage, no age and no number of days is larger,
/// and dates reckoned with it stay inside the calendar.
const LARGEST: u32 = 99_999;

impl Figure {
    /// The period it is about.
    pub const fn period(self) -> Option<PeriodId> {
        match self {
            Self::PeriodRevenue(id)
            | Self::PeriodBuyers(id)
            | Self::PeriodNew(id)
            | Self::PeriodExisting(id)
            | Self::ReturningRateAll(id)
            | Self::UsagePerCustomer(id)
            | Self::ReturningBuyerShare(id)
            | Self::RetentionRate(id)
            | Self::Churned(id)
            | Self::Reactivated(id)
            | Self::PeriodRevenueThreeTerms(id) => Some(id),
            _ => None,
        }
    }

    /// The stable name, for addresses and machines: `repeat_rate`, `top_share:20`,
    /// `retention_rate:2024-Q2`, `cohort_retention:2024-05:1`, `interval_p80_days`.
    pub fn code(self) -> String {
        if let Self::IntervalDays(percent) = self {
            return format!("interval_p{percent}_days");
        }
        let (name, value) = match serde_json::to_value(self) {
            Ok(Value::Object(entries)) => entries.into_iter().next().unwrap_or_default(),
            other => return word(&other.unwrap_or_default()),
        };
        let rest = match (self.period(), &value) {
            (Some(period), _) => format!(":{}", period.code()),
            (None, Value::Array(parts)) => {
                let mut words: Vec<String> = parts.iter().map(word).collect();
                if let (
                    Self::CohortRetention(month, _)
                    | Self::CohortRevenue(month, _)
                    | Self::CohortCumulativeRevenuePerCustomer(month, _),
                    Some(first),
                ) = (self, words.first_mut())
                {
                    *first = month_code(month);
                }
                format!(":{}", words.join(":"))
            }
            (None, one) => format!(":{}", word(one)),
        };
        format!("{name}{rest}")
    }

    /// Reads what [`Self::code`] writes; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let number = |word: &str| word.parse::<u32>().ok().filter(|n| *n <= LARGEST);
        let percent = |text: &str| number(text.strip_prefix("interval_p")?.strip_suffix("_days")?);
        let (name, rest) = text
            .split_once(':')
            .map_or((text, None), |(name, rest)| (name, Some(rest)));
        let made = |value: Value| serde_json::from_value(json!({ name: value })).ok();
        let figure: Self = match rest {
            None => match percent(text) {
                Some(percent) => Self::IntervalDays(percent),
                None => serde_json::from_value(Value::from(name)).ok()?,
            },
            Some(rest) => match rest.split_once(':') {
                Some((first, second)) => {
                    let month = || PeriodId::parse(first).map(PeriodId::first_month);
                    let named = number(first)
                        .map(Value::from)
                        .or_else(|| month().map(Value::from))
                        .unwrap_or_else(|| first.into());
                    made(json!([named, number(second)?]))?
                }
                None => number(rest)
                    .and_then(|number| made(number.into()))
                    .or_else(|| made(rest.into()))
                    .or_else(|| made(serde_json::to_value(PeriodId::parse(rest)?).ok()?))?,
            },
        };
        // One name a figure: what is written otherwise is none.
        (figure.code() == text).then_some(figure)
    }
}

fn word(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
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
    GapPlace,
    DaysAway,
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
    ExistedBefore,
    CameBefore,
    RevenueSoFar,
    RevenueBefore,
    CohortSize,
    Active,
    People,
    AllPeople,
    ActiveDays,
    LapseDays,
    LoyalVisits,
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
