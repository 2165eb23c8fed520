//! Points: what a customer earns by buying and spends again. Those of a sale stand on the sale, as many as
//! the rule of the day gave, so that they come and go with it; a refund takes back its share. Everything
//! else (given, redeemed, brought from a former card) is an entry of its own. The balance is the sum.

use serde::{Deserialize, Serialize};

use super::{clock::Timestamp, customer::Customer, id::Id, member::Member, sale::Sale};

/// How points are earned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointsRule {
    /// Amount in minor units of the shop's currency that earns one point; above zero.
    pub per: i64,
}

impl PointsRule {
    /// Points for an amount paid in minor units: whole ones only, and none for less than nothing.
    pub fn earned(self, total: i64) -> i64 {
        total.max(0).checked_div(self.per).unwrap_or_default()
    }
}

/// What an entry is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PointsReason {
    /// Given besides what purchases earn: a present, an apology, a correction upwards.
    Given,
    /// Spent on a reward.
    Redeemed,
    /// Brought along from a former card or program.
    Opening,
    /// A correction downwards.
    TakenBack,
}

impl PointsReason {
    /// Every reason, in the order pickers show them.
    pub const ALL: [Self; 4] = [Self::Redeemed, Self::Given, Self::Opening, Self::TakenBack];

    /// True if such an entry lowers the balance.
    pub const fn takes(self) -> bool {
        matches!(self, Self::Redeemed | Self::TakenBack)
    }
}

/// Points that came or went without a sale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointsEntry {
    /// Identity.
    pub id: Id<PointsEntry>,
    /// Whose.
    pub customer: Id<Customer>,
    /// How many; below zero: taken. Never zero.
    pub points: i64,
    /// What for.
    pub reason: PointsReason,
    /// When.
    pub at: Timestamp,
    /// What they got for it, or why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The member of the team who wrote it down. They may be gone by now: nothing depends on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id<Member>>,
    /// First written here.
    pub created: Timestamp,
    /// Last changed here.
    pub updated: Timestamp,
}

/// What a refund of `total` (below zero, minor units) takes back: of the points of `original` as many stay
/// as its amount that stays has a share in it, rounded down. `before` are the refunds it had already. Paid
/// back wholly, nothing stays, in however many steps.
pub fn taken_back<'a>(original: &Sale, before: impl Iterator<Item = &'a Sale>, total: i64) -> i64 {
    let (mut left, mut have) = (i128::from(original.total), original.points);
    for refund in before {
        left += i128::from(refund.total);
        have = have.saturating_add(refund.points);
    }
    left += i128::from(total);
    let stay = i128::from(original.points) * left.max(0);
    let stay = stay
        .checked_div(i128::from(original.total))
        .unwrap_or_default();
    let stay = i64::try_from(stay).unwrap_or(original.points);
    stay.saturating_sub(have).min(0)
}

/// The points that sales and entries of one customer come to. A refund that names no sale any more takes
/// nothing: the points went with the sale.
pub fn balance<'a>(
    sales: impl Iterator<Item = &'a Sale>,
    entries: impl Iterator<Item = &'a PointsEntry>,
) -> i64 {
    let earned = sales.fold(0_i64, |sum, sale| {
        sum.saturating_add(sale.points_that_count())
    });
    entries.fold(earned, |sum, entry| sum.saturating_add(entry.points))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::domain::Currency;

    fn sale(number: u128, total: i64, points: i64) -> Sale {
        let day = chrono::NaiveDate::default();
        let mut sale = Sale::new(
            Id::new(Uuid::from_u128(number)),
            day,
            total,
            Currency::CNY,
            Timestamp(0),
        );
        sale.points = points;
        sale
    }

    proptest! {
        #[test]
        fn refunds_in_any_steps_take_back_all_points_and_never_more(
            total in 1_i64..1_000_000_000,
            per in 1_i64..100_000,
            cuts in prop::collection::vec(1_i64..1_000_000, 0..12),
        ) {
            let original = sale(1, total, PointsRule { per }.earned(total));
            let mut refunds: Vec<Sale> = Vec::new();
            let mut left = total;
            for cut in cuts.into_iter().chain([i64::MAX]) {
                let part = cut.min(left);
                if part == 0 {
                    break;
                }
                left -= part;
                let points = taken_back(&original, refunds.iter(), -part);
                let mut refund = sale(2, -part, points);
                refund.refund_of = Some(original.id);
                refunds.push(refund);
                let have = balance(std::iter::once(&original).chain(&refunds), std::iter::empty());
                prop_assert!(points <= 0);
                prop_assert!((0..=original.points).contains(&have));
                // Never more than what stays would have earned by itself.
                prop_assert!(have <= original.points * left / total + 1);
            }
            let have = balance(std::iter::once(&original).chain(&refunds), std::iter::empty());
            prop_assert_eq!(have, 0);
        }

        #[test]
        fn points_are_whole_and_only_for_money_that_came_in(total: i64, per in 1_i64..) {
            let earned = PointsRule { per }.earned(total);
            prop_assert!(earned >= 0);
            prop_assert!(i128::from(earned) * i128::from(per) <= i128::from(total.max(0)));
            prop_assert!((i128::from(earned) + 1) * i128::from(per) > i128::from(total.max(0)));
        }
    }

    #[test]
    fn a_refund_without_its_sale_takes_nothing() {
        let mut refund = sale(2, -500, -5);
        let entry = PointsEntry {
            id: Id::new(Uuid::from_u128(3)),
            customer: Id::new(Uuid::from_u128(4)),
            points: 7,
            reason: PointsReason::Given,
            at: Timestamp(0),
            note: String::new(),
            by: None,
            created: Timestamp(0),
            updated: Timestamp(0),
        };
        assert_eq!(
            balance(std::iter::once(&refund), std::iter::once(&entry)),
            7
        );
        refund.refund_of = Some(Id::new(Uuid::from_u128(1)));
        assert_eq!(
            balance(std::iter::once(&refund), std::iter::once(&entry)),
            2
        );
    }
}
