//! A/B/C classes by cumulated net revenue (definitions, section 3).

use serde::{Deserialize, Serialize};

use super::dense::{count, ratio};
use super::kinds::Class;
use super::occasions::Occasions;

/// What one class holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClassRow {
    /// Which class.
    pub class: Class,
    /// Customers in it.
    pub customers: u32,
    /// Their share of all customers.
    pub share_of_customers: Option<f64>,
    /// Their net revenue, minor units.
    pub revenue: i64,
    /// Their share of the revenue of all customers above 0.
    pub share_of_revenue: Option<f64>,
    /// The smallest net revenue among them, minor units.
    pub smallest_net_revenue: Option<i64>,
}

/// The classes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AbcReport {
    /// A, B and C.
    pub classes: Vec<ClassRow>,
    /// Sum of the net revenue of the customers above 0, minor units.
    pub positive_revenue: i64,
}

/// Where A ends and where B ends, in per cent of the positive revenue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbcLimits {
    /// End of A.
    pub a: u32,
    /// End of B.
    pub b: u32,
}

impl Default for AbcLimits {
    fn default() -> Self {
        Self { a: 80, b: 95 }
    }
}

/// The class of each net revenue, in input order, and the positive total.
pub fn classes(money: &[i64], limits: AbcLimits) -> (Vec<Class>, i64) {
    let mut sorted: Vec<i64> = money.iter().copied().filter(|net| *net > 0).collect();
    sorted.sort_unstable_by(|one, other| other.cmp(one));
    let total: i64 = sorted.iter().sum();
    let below = |above: i64, percent: u32| {
        i128::from(above) * 100 < i128::from(total) * i128::from(percent)
    };
    // The last revenue that still is A, and that still is B: equal revenue, equal class.
    let (mut least_a, mut least_b) = (i64::MAX, i64::MAX);
    let mut above = 0;
    for equals in sorted.chunk_by(|one, other| one == other) {
        let Some(&net) = equals.first() else { continue };
        if below(above, limits.a) {
            least_a = net;
        }
        if below(above, limits.b) {
            least_b = net;
        }
        above += equals.iter().sum::<i64>();
    }
    let class = |&net: &i64| match net {
        net if net <= 0 => Class::C,
        net if net >= least_a => Class::A,
        net if net >= least_b => Class::B,
        _ => Class::C,
    };
    (money.iter().map(class).collect(), total)
}

/// The report, and the class of every customer in the order of [`Occasions::customers`].
pub fn abc(occasions: &Occasions, limits: AbcLimits) -> (AbcReport, Vec<Class>) {
    let money: Vec<i64> = occasions.customers().map(|visits| visits.net).collect();
    let (classes, total) = classes(&money, limits);
    let row = |&class: &Class| {
        let members = || classes.iter().zip(&money).filter(|pair| *pair.0 == class);
        let customers = count(members().count());
        let revenue: i64 = members().map(|(_, net)| net).sum();
        ClassRow {
            class,
            customers,
            share_of_customers: ratio(customers, count(classes.len())),
            revenue,
            share_of_revenue: ratio(revenue, total),
            smallest_net_revenue: members().map(|(_, net)| *net).min(),
        }
    };
    let rows = Class::ALL.iter().map(row).collect();
    (
        AbcReport {
            classes: rows,
            positive_revenue: total,
        },
        classes,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(money: &[i64]) -> String {
        let (classes, _) = classes(money, AbcLimits::default());
        classes.iter().map(|class| class.label()).collect()
    }

    #[test]
    fn who_crosses_the_limit_still_belongs() {
        assert_eq!(of(&[79, 10, 5, 6]), "AACB");
        assert_eq!(
            of(&[80, 15, 5]),
            "ABC",
            "exactly 80 % above is no longer below 80 %"
        );
    }

    #[test]
    fn equal_revenue_is_equal_class_and_nothing_is_c() {
        assert_eq!(of(&[1, 1, 1, 1]), "AAAA");
        assert_eq!(of(&[0, -5]), "CC");
        assert_eq!(of(&[5, -5]), "AC");
    }

    #[test]
    fn thresholds_hold_at_the_size_of_a_word() {
        let half = i64::MAX / 2;
        assert_eq!(of(&[half, half]), "AA");
    }
}
