//! Enums and figures in words.

use crate::{
    app::Fmt,
    i18n::{Locale, td_string},
    platform::intl::DateStyle,
    reports::{
        Class, Figure, PeriodId, PeriodKind, Score, Segment, Stage, TermName, Tier,
        calendar::{Month, first_day},
        date_of,
    },
};

use super::sheet::Asked;

/// A segment.
pub fn segment(locale: Locale, segment: Segment) -> &'static str {
    match segment {
        Segment::Champions => td_string!(locale, loyalty.segment_champions),
        Segment::Loyal => td_string!(locale, loyalty.segment_loyal),
        Segment::PotentialLoyalist => td_string!(locale, loyalty.segment_potential_loyalist),
        Segment::New => td_string!(locale, loyalty.segment_new),
        Segment::Promising => td_string!(locale, loyalty.segment_promising),
        Segment::NeedsAttention => td_string!(locale, loyalty.segment_needs_attention),
        Segment::AboutToSleep => td_string!(locale, loyalty.segment_about_to_sleep),
        Segment::AtRisk => td_string!(locale, loyalty.segment_at_risk),
        Segment::CantLose => td_string!(locale, loyalty.segment_cant_lose),
        Segment::Hibernating => td_string!(locale, loyalty.segment_hibernating),
        Segment::Lost => td_string!(locale, loyalty.segment_lost),
    }
}

/// A stage.
pub fn stage(locale: Locale, stage: Stage) -> &'static str {
    match stage {
        Stage::Prospect => td_string!(locale, loyalty.stage_prospect),
        Stage::New => td_string!(locale, loyalty.stage_new),
        Stage::Developing => td_string!(locale, loyalty.stage_developing),
        Stage::Loyal => td_string!(locale, loyalty.stage_loyal),
        Stage::WonBack => td_string!(locale, loyalty.stage_won_back),
        Stage::AtRisk => td_string!(locale, loyalty.stage_at_risk),
        Stage::Lapsed => td_string!(locale, loyalty.stage_lapsed),
    }
}

/// Who is in a stage, with the days and visits that decide it.
pub fn stage_rule(locale: Locale, stage: Stage, [active, lapse, loyal]: [&String; 3]) -> String {
    let (active, lapse, loyal) = (active.clone(), lapse.clone(), loyal.clone());
    match stage {
        Stage::Prospect => td_string!(locale, loyalty.rule_prospect).to_owned(),
        Stage::New => td_string!(locale, loyalty.rule_new, active = active),
        Stage::Developing => {
            td_string!(
                locale,
                loyalty.rule_developing,
                active = active,
                loyal = loyal
            )
        }
        Stage::Loyal => td_string!(locale, loyalty.rule_loyal, active = active, loyal = loyal),
        Stage::WonBack => {
            td_string!(
                locale,
                loyalty.rule_won_back,
                active = active,
                lapse = lapse
            )
        }
        Stage::AtRisk => td_string!(locale, loyalty.rule_at_risk, active = active, lapse = lapse),
        Stage::Lapsed => td_string!(locale, loyalty.rule_lapsed, lapse = lapse),
    }
}

/// A layer of the pyramid.
pub fn tier(locale: Locale, tier: Tier) -> &'static str {
    match tier {
        Tier::Top => td_string!(locale, loyalty.tier_top),
        Tier::Big => td_string!(locale, loyalty.tier_big),
        Tier::Medium => td_string!(locale, loyalty.tier_medium),
        Tier::Small => td_string!(locale, loyalty.tier_small),
        Tier::Inactive => td_string!(locale, loyalty.tier_inactive),
    }
}

/// A class: the letter in every language.
pub const fn class(class: Class) -> &'static str {
    class.label()
}

/// A month, short.
pub fn month(fmt: Fmt, month: Month) -> String {
    fmt.date_as(date_of(first_day(month)), DateStyle::ShortMonth)
}

/// A period.
pub fn period(fmt: Fmt, period: PeriodId) -> String {
    match period.kind {
        PeriodKind::Month => month(fmt, period.first_month()),
        PeriodKind::Quarter | PeriodKind::Year => period.code().replace('-', " "),
    }
}

/// What a score is called.
pub fn score(locale: Locale, by: Score) -> &'static str {
    match by {
        Score::R => td_string!(locale, loyalty.score_r),
        Score::F => td_string!(locale, loyalty.score_f),
        Score::M => td_string!(locale, loyalty.score_m),
    }
}

/// What a figure is called.
pub fn title(fmt: Fmt, asked: impl Into<Asked>) -> String {
    let locale = fmt.locale();
    let Asked::Figure(figure) = asked.into() else {
        return td_string!(locale, loyalty.value_at_risk).to_owned();
    };
    if let Some(id) = figure.period() {
        return period_title(locale, figure, period(fmt, id));
    }
    match figure {
        Figure::RepeatRate => td_string!(locale, loyalty.f_repeat_rate).to_owned(),
        Figure::RepeatWithin(days) => td_string!(locale, loyalty.f_repeat_within, days = days),
        Figure::KaplanMeierWithin(days) => {
            td_string!(locale, loyalty.f_kaplan_meier_within, days = days)
        }
        Figure::OccasionsPerCustomer => {
            td_string!(locale, loyalty.f_occasions_per_customer).to_owned()
        }
        Figure::AverageOccasionValue => {
            td_string!(locale, loyalty.f_average_occasion_value).to_owned()
        }
        Figure::MeanGap => td_string!(locale, loyalty.f_mean_gap).to_owned(),
        Figure::IntervalDays(percent) => {
            td_string!(locale, loyalty.f_interval_days, percent = percent)
        }
        Figure::Gini => td_string!(locale, loyalty.f_gini).to_owned(),
        Figure::TopShare(percent) => td_string!(locale, loyalty.f_top_share, percent = percent),
        Figure::BottomShare(percent) => {
            td_string!(locale, loyalty.f_bottom_share, percent = percent)
        }
        Figure::SegmentShare(of) => {
            td_string!(locale, loyalty.f_segment_share, name = segment(locale, of))
        }
        Figure::SegmentRevenueShare(of) => {
            td_string!(
                locale,
                loyalty.f_segment_revenue_share,
                name = segment(locale, of)
            )
        }
        Figure::SegmentMeanDaysSinceLast(of) => {
            td_string!(
                locale,
                loyalty.f_segment_mean_days,
                name = segment(locale, of)
            )
        }
        Figure::SegmentMeanOccasions(of) => {
            td_string!(
                locale,
                loyalty.f_segment_mean_occasions,
                name = segment(locale, of)
            )
        }
        Figure::ScoreShare(by, score) => format!("{} {score}", self::score(locale, by)),
        Figure::GridCell(r, fm) => td_string!(locale, loyalty.f_grid_cell, r = r, fm = fm),
        Figure::ClassRevenueShare(of) => {
            td_string!(locale, loyalty.f_class_revenue_share, name = class(of))
        }
        Figure::ClassShareOfCustomers(of) => {
            td_string!(locale, loyalty.f_class_share_of_customers, name = class(of))
        }
        Figure::TierShareOfCustomers(of) => {
            td_string!(
                locale,
                loyalty.f_tier_share_of_customers,
                name = tier(locale, of)
            )
        }
        Figure::TierRevenueShare(of) => {
            td_string!(
                locale,
                loyalty.f_tier_revenue_share,
                name = tier(locale, of)
            )
        }
        Figure::StagePeople(of) => {
            td_string!(locale, loyalty.f_stage_people, name = stage(locale, of))
        }
        Figure::StageShare(of) => {
            td_string!(locale, loyalty.f_stage_share, name = stage(locale, of))
        }
        Figure::CohortRevenue(of, age) => {
            let month = month(fmt, of);
            td_string!(locale, loyalty.f_cohort_revenue, month = month, age = age)
        }
        Figure::CohortCumulativeRevenuePerCustomer(of, age) => {
            let month = month(fmt, of);
            td_string!(
                locale,
                loyalty.f_cohort_cumulative,
                month = month,
                age = age
            )
        }
        Figure::CohortRetention(of, age) => {
            td_string!(
                locale,
                loyalty.f_cohort_retention,
                month = month(fmt, of),
                age = age
            )
        }
        Figure::WeightedRetention(age) => {
            td_string!(locale, loyalty.f_weighted_retention, age = age)
        }
        _ => td_string!(locale, loyalty.f_customers_for80).to_owned(),
    }
}

fn period_title(locale: Locale, figure: Figure, name: String) -> String {
    match figure {
        Figure::PeriodRevenue(_) => td_string!(locale, loyalty.f_period_revenue, period = name),
        Figure::PeriodBuyers(_) => td_string!(locale, loyalty.f_period_buyers, period = name),
        Figure::PeriodNew(_) => td_string!(locale, loyalty.f_period_new, period = name),
        Figure::PeriodExisting(_) => {
            td_string!(locale, loyalty.f_period_existing, period = name)
        }
        Figure::ReturningRateAll(_) => {
            td_string!(locale, loyalty.f_returning_rate_all, period = name)
        }
        Figure::UsagePerCustomer(_) => {
            td_string!(locale, loyalty.f_usage_per_customer, period = name)
        }
        Figure::ReturningBuyerShare(_) => {
            td_string!(locale, loyalty.f_returning_buyer_share, period = name)
        }
        Figure::RetentionRate(_) => td_string!(locale, loyalty.f_retention_rate, period = name),
        Figure::Churned(_) => td_string!(locale, loyalty.f_churned, period = name),
        Figure::Reactivated(_) => td_string!(locale, loyalty.f_reactivated, period = name),
        _ => td_string!(locale, loyalty.f_period_revenue_three_terms, period = name),
    }
}

/// What a figure means.
pub fn definition(locale: Locale, asked: Asked) -> &'static str {
    let Asked::Figure(figure) = asked else {
        return td_string!(locale, loyalty.d_value_at_risk);
    };
    match figure {
        Figure::RepeatRate => td_string!(locale, loyalty.d_repeat_rate),
        Figure::RepeatWithin(_) => td_string!(locale, loyalty.d_repeat_within),
        Figure::KaplanMeierWithin(_) => td_string!(locale, loyalty.d_kaplan_meier_within),
        Figure::OccasionsPerCustomer => td_string!(locale, loyalty.d_occasions_per_customer),
        Figure::AverageOccasionValue => td_string!(locale, loyalty.d_average_occasion_value),
        Figure::MeanGap => td_string!(locale, loyalty.d_mean_gap),
        Figure::Gini => td_string!(locale, loyalty.d_gini),
        Figure::TopShare(_) => td_string!(locale, loyalty.d_top_share),
        Figure::BottomShare(_) => td_string!(locale, loyalty.d_bottom_share),
        Figure::CustomersFor80 => td_string!(locale, loyalty.d_customers_for80),
        Figure::SegmentShare(_) => td_string!(locale, loyalty.d_segment_share),
        Figure::SegmentRevenueShare(_) => td_string!(locale, loyalty.d_segment_revenue_share),
        Figure::ScoreShare(by, _) => match by {
            Score::R => td_string!(locale, loyalty.d_score_r),
            Score::F => td_string!(locale, loyalty.d_score_f),
            Score::M => td_string!(locale, loyalty.d_score_m),
        },
        Figure::GridCell(..) => td_string!(locale, loyalty.d_grid_cell),
        Figure::ClassRevenueShare(_) => td_string!(locale, loyalty.d_class_revenue_share),
        Figure::TierRevenueShare(_) => td_string!(locale, loyalty.d_tier_revenue_share),
        Figure::StagePeople(_) => td_string!(locale, loyalty.d_stage_people),
        Figure::CohortRetention(..) => td_string!(locale, loyalty.d_cohort_retention),
        Figure::WeightedRetention(_) => td_string!(locale, loyalty.d_weighted_retention),
        Figure::PeriodRevenue(_) => td_string!(locale, loyalty.d_period_revenue),
        Figure::ReturningRateAll(_) => td_string!(locale, loyalty.d_returning_rate_all),
        Figure::UsagePerCustomer(_) => td_string!(locale, loyalty.d_usage_per_customer),
        Figure::ReturningBuyerShare(_) => td_string!(locale, loyalty.d_returning_buyer_share),
        Figure::RetentionRate(_) => td_string!(locale, loyalty.d_retention_rate),
        Figure::Churned(_) => td_string!(locale, loyalty.d_churned),
        Figure::Reactivated(_) => td_string!(locale, loyalty.d_reactivated),
        Figure::IntervalDays(_) => td_string!(locale, loyalty.d_interval_days),
        Figure::SegmentMeanDaysSinceLast(_) => td_string!(locale, loyalty.d_segment_mean_days),
        Figure::SegmentMeanOccasions(_) => td_string!(locale, loyalty.d_segment_mean_occasions),
        Figure::ClassShareOfCustomers(_) => td_string!(locale, loyalty.d_class_share_of_customers),
        Figure::TierShareOfCustomers(_) => td_string!(locale, loyalty.d_tier_share_of_customers),
        Figure::StageShare(_) => td_string!(locale, loyalty.d_stage_share),
        Figure::CohortRevenue(..) => td_string!(locale, loyalty.d_cohort_revenue),
        Figure::CohortCumulativeRevenuePerCustomer(..) => {
            td_string!(locale, loyalty.d_cohort_cumulative)
        }
        Figure::PeriodBuyers(_) => td_string!(locale, loyalty.d_period_buyers),
        Figure::PeriodNew(_) => td_string!(locale, loyalty.d_period_new),
        Figure::PeriodExisting(_) => td_string!(locale, loyalty.d_period_existing),
        Figure::PeriodRevenueThreeTerms(_) => {
            td_string!(locale, loyalty.d_period_revenue_three_terms)
        }
    }
}

/// A term of a formula.
pub fn term(locale: Locale, name: TermName) -> &'static str {
    match name {
        TermName::Customers => td_string!(locale, loyalty.t_customers),
        TermName::RepeatCustomers => td_string!(locale, loyalty.t_repeat_customers),
        TermName::Eligible => td_string!(locale, loyalty.t_eligible),
        TermName::RepeatedInTime => td_string!(locale, loyalty.t_repeated_in_time),
        TermName::AtRisk => td_string!(locale, loyalty.t_at_risk),
        TermName::Survival => td_string!(locale, loyalty.t_survival),
        TermName::Occasions => td_string!(locale, loyalty.t_occasions),
        TermName::OccasionValue => td_string!(locale, loyalty.t_occasion_value),
        TermName::Gaps => td_string!(locale, loyalty.t_gaps),
        TermName::GapDays => td_string!(locale, loyalty.t_gap_days),
        TermName::Revenue => td_string!(locale, loyalty.t_revenue),
        TermName::PositiveRevenue => td_string!(locale, loyalty.t_positive_revenue),
        TermName::GroupCustomers => td_string!(locale, loyalty.t_group_customers),
        TermName::GroupRevenue => td_string!(locale, loyalty.t_group_revenue),
        TermName::NetRevenue => td_string!(locale, loyalty.t_net_revenue),
        TermName::Buyers => td_string!(locale, loyalty.t_buyers),
        TermName::New => td_string!(locale, loyalty.t_new),
        TermName::Returning => td_string!(locale, loyalty.t_returning),
        TermName::ExistingAll => td_string!(locale, loyalty.t_existing_all),
        TermName::ReturningRateAll => td_string!(locale, loyalty.t_returning_rate_all),
        TermName::UsagePerCustomer => td_string!(locale, loyalty.t_usage_per_customer),
        TermName::PreviousBuyers => td_string!(locale, loyalty.t_previous_buyers),
        TermName::Retained => td_string!(locale, loyalty.t_retained),
        TermName::RetentionRate => td_string!(locale, loyalty.t_retention_rate),
        TermName::Reactivated => td_string!(locale, loyalty.t_reactivated),
        TermName::Churned => td_string!(locale, loyalty.t_churned),
        TermName::CohortSize => td_string!(locale, loyalty.t_cohort_size),
        TermName::Active => td_string!(locale, loyalty.t_active),
        TermName::People => td_string!(locale, loyalty.t_people),
        TermName::GapPlace => td_string!(locale, loyalty.t_gap_place),
        TermName::DaysAway => td_string!(locale, loyalty.t_days_away),
        TermName::ExistedBefore => td_string!(locale, loyalty.t_existed_before),
        TermName::CameBefore => td_string!(locale, loyalty.t_came_before),
        TermName::RevenueSoFar => td_string!(locale, loyalty.t_revenue_so_far),
        TermName::RevenueBefore => td_string!(locale, loyalty.t_revenue_before),
        TermName::AllPeople => td_string!(locale, loyalty.t_all_people),
        TermName::LoyalVisits => td_string!(locale, loyalty.t_loyal_visits),
        TermName::ActiveDays => td_string!(locale, loyalty.t_active_days),
        TermName::LapseDays => td_string!(locale, loyalty.t_lapse_days),
    }
}
