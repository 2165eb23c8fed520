//! What tests make up: filters with every condition there is, in groups of groups; and a saved view.

use proptest::prelude::*;

use super::{tests::day, *};
use crate::{
    clean::Gap,
    domain::{Channel, CustomerKind, Id, IdMaker, TableName, Timestamp, View},
    reports::{Class, Figure, PeriodId, PeriodKind, Score, Segment, Stage, Tier},
};

/// A view of that filter, in its short form.
pub fn view(filter: &str) -> View {
    View {
        id: Id::new(uuid::Uuid::from_u128(1)),
        list: TableName::Sales,
        name: "View".to_owned(),
        columns: Vec::new(),
        sort: String::new(),
        filter: filter.to_owned(),
        text: String::new(),
        look: "kept".to_owned(),
        created: Timestamp(1),
        updated: Timestamp(1),
    }
}

fn range<T: std::fmt::Debug + Clone>(
    ends: impl Strategy<Value = T> + Clone,
) -> impl Strategy<Value = Range<T>> {
    (
        proptest::option::of(ends.clone()),
        proptest::option::of(ends),
    )
        .prop_map(|(from, to)| Range { from, to })
}

fn condition() -> impl Strategy<Value = Condition> {
    prop_oneof![
        Just(Condition::Kind(CustomerKind::Company)),
        "\\PC{0,6}".prop_map(Condition::Tag),
        Just(Condition::Tag("vip".into())),
        proptest::sample::select(Stage::ALL).prop_map(Condition::Stage),
        proptest::sample::select(Segment::ALL).prop_map(Condition::Segment),
        proptest::sample::select(Class::ALL).prop_map(Condition::Class),
        Just(Condition::LastVisit(Days::Never)),
        range(0u32..90).prop_map(|r| Condition::LastVisit(Days::Ago(r))),
        range(any::<i64>()).prop_map(Condition::Spent),
        range(0u32..9).prop_map(Condition::Visits),
        range(any::<i64>()).prop_map(Condition::Year),
        range(-9i64..900).prop_map(Condition::Points),
        (1u32..=12).prop_map(Condition::BirthMonth),
        (0u32..60).prop_map(Condition::BirthdayWithin),
        range((0u64..900).prop_map(day)).prop_map(Condition::Created),
        Just(Condition::HasPhone),
        Just(Condition::HasEmail),
        any::<u64>().prop_map(|seed| Condition::Company(IdMaker::new(seed).next(Timestamp(1)))),
        "\\PC{0,6}".prop_map(Condition::Text),
        "[a!~()*. %&=#+张]{0,9}".prop_map(Condition::City),
        Just(Condition::DoNotContact),
        proptest::sample::select(&Gap::ALL[..]).prop_map(Condition::Lacks),
        proptest::sample::select(&Channel::ALL[..]).prop_map(Condition::May),
        own_condition(),
        around(),
        figure().prop_map(Condition::Behind),
    ]
}

/// What other tables say of a customer, and what their own record says besides.
fn around() -> impl Strategy<Value = Condition> {
    let product = any::<u64>().prop_map(|seed| IdMaker::new(seed).next(Timestamp(1)));
    prop_oneof![
        proptest::sample::select(&Channel::ALL[..]).prop_map(Condition::Consented),
        "\\PC{0,6}".prop_map(Condition::Gender),
        (product, range((0u64..900).prop_map(day)))
            .prop_map(|(product, days)| Condition::Bought(product, days)),
        proptest::sample::select(&Unfinished::ALL[..]).prop_map(Condition::Has),
        Just(Condition::Contacted(Days::Never)),
        range(0u32..90).prop_map(|days| Condition::Contacted(Days::Ago(days))),
        range(1u8..=5).prop_map(Condition::Satisfaction),
        proptest::sample::select(&NextDue::ALL[..]).prop_map(Condition::Next),
        proptest::sample::select(&Bond::ALL[..]).prop_map(Condition::Tied),
        "\\PC{0,6}".prop_map(Condition::Job),
    ]
}

/// Every kind of figure.
fn figure() -> impl Strategy<Value = Figure> {
    let kind = proptest::sample::select(vec![
        PeriodKind::Month,
        PeriodKind::Quarter,
        PeriodKind::Year,
    ]);
    let period = (kind, 1900i32..2200)
        .prop_flat_map(|(kind, year)| (Just(kind), 12 * year..12 * year + 12))
        .prop_map(|(kind, month)| PeriodId::of(kind, month));
    let cohort = || (12 * 1900i32..12 * 2200, 0u32..400);
    prop_oneof![
        proptest::sample::select(vec![
            Figure::RepeatRate,
            Figure::OccasionsPerCustomer,
            Figure::AverageOccasionValue,
            Figure::MeanGap,
            Figure::Gini,
            Figure::CustomersFor80,
        ]),
        (0usize..6, 0u32..400).prop_map(|(which, n)| {
            [
                Figure::RepeatWithin,
                Figure::KaplanMeierWithin,
                Figure::IntervalDays,
                Figure::TopShare,
                Figure::BottomShare,
                Figure::WeightedRetention,
            ][which](n)
        }),
        proptest::sample::select(Segment::ALL).prop_flat_map(|one| {
            proptest::sample::select(vec![
                Figure::SegmentShare(one),
                Figure::SegmentRevenueShare(one),
                Figure::SegmentMeanDaysSinceLast(one),
                Figure::SegmentMeanOccasions(one),
            ])
        }),
        (1u8..=5, 1u8..=5).prop_map(|(r, fm)| Figure::GridCell(r, fm)),
        (proptest::sample::select(Score::ALL), 1u8..=5)
            .prop_map(|(by, score)| Figure::ScoreShare(by, score)),
        proptest::sample::select(Class::ALL).prop_map(Figure::ClassRevenueShare),
        proptest::sample::select(Class::ALL).prop_map(Figure::ClassShareOfCustomers),
        proptest::sample::select(Tier::ALL).prop_map(Figure::TierRevenueShare),
        proptest::sample::select(Tier::ALL).prop_map(Figure::TierShareOfCustomers),
        proptest::sample::select(Stage::ALL).prop_map(Figure::StagePeople),
        proptest::sample::select(Stage::ALL).prop_map(Figure::StageShare),
        cohort().prop_map(|(month, age)| Figure::CohortRetention(month, age)),
        cohort().prop_map(|(month, age)| Figure::CohortRevenue(month, age)),
        cohort().prop_map(|(month, age)| Figure::CohortCumulativeRevenuePerCustomer(month, age)),
        (0usize..11, period).prop_map(|(which, id)| {
            [
                Figure::PeriodRevenue,
                Figure::PeriodBuyers,
                Figure::PeriodNew,
                Figure::PeriodExisting,
                Figure::ReturningRateAll,
                Figure::UsagePerCustomer,
                Figure::ReturningBuyerShare,
                Figure::RetentionRate,
                Figure::Churned,
                Figure::Reactivated,
                Figure::PeriodRevenueThreeTerms,
            ][which](id)
        }),
    ]
}

fn own_condition() -> impl Strategy<Value = Condition> {
    use crate::{
        domain::{LeadStatus, Standing, field::Decimal},
        query::OwnTest,
    };
    fn id<T>(seed: u64) -> Id<T> {
        IdMaker::new(seed).next(Timestamp(1))
    }
    let number =
        || (-9_999_999i64..9_999_999).prop_map(|n| Decimal::from_millionths(n).expect("fits"));
    let test = prop_oneof![
        Just(OwnTest::Filled),
        any::<bool>().prop_map(OwnTest::Is),
        "\\PC{0,6}".prop_map(OwnTest::Has),
        any::<u64>().prop_map(|seed| OwnTest::Option(id(seed))),
        range(number()).prop_map(OwnTest::Number),
        range(any::<i64>()).prop_map(OwnTest::Money),
        range((0u64..900).prop_map(day)).prop_map(OwnTest::Date),
    ];
    prop_oneof![
        (any::<u64>(), test).prop_map(|(seed, test)| Condition::Own(id(seed), test)),
        proptest::option::of(any::<u64>()).prop_map(|seed| Condition::Owner(seed.map(id))),
        proptest::sample::select(LeadStatus::ALL.to_vec()).prop_map(Condition::Lead),
        proptest::sample::select(Standing::ALL.to_vec()).prop_map(Condition::Standing),
    ]
}

pub(super) fn filter() -> impl Strategy<Value = Filter> {
    condition()
        .prop_map(Filter::Is)
        .prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Filter::All),
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Filter::Any),
                inner.prop_map(|part| Filter::Not(Box::new(part))),
            ]
        })
}
