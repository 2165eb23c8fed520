//! Records of any kind in groups, put in order, and their figures added up. Knows what a figure is and that
//! records share something; not which records they are nor what a column shows.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::{own::OwnKey, shared::Shared};
use crate::domain::{Currency, FieldDef, FieldValue, Id, Values, field::Decimal};

/// A group of records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part<T> {
    /// What they have in common.
    pub shared: Shared,
    /// They, in the order of the list.
    pub ids: Vec<T>,
}

/// The records of a list in groups: one that shares several things stands in the group of each. `place` says
/// where a group stands; those with nothing in common come last.
pub fn gather<T: Copy + Ord, P: Ord>(
    ids: impl IntoIterator<Item = T>,
    shared: impl Fn(&T) -> Vec<Shared>,
    place: impl Fn(&Shared) -> P,
) -> Vec<Part<T>> {
    let mut found: FxHashMap<Shared, Vec<T>> = FxHashMap::default();
    for id in ids {
        for shared in shared(&id) {
            found.entry(shared).or_default().push(id);
        }
    }
    let parts = found.into_iter();
    let mut parts: Vec<Part<T>> = parts.map(|(shared, ids)| Part { shared, ids }).collect();
    parts.sort_by_cached_key(|part| {
        let last = part.shared == Shared::Nothing;
        (last, place(&part.shared), part.ids.first().copied())
    });
    parts
}

/// A figure that can be added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// A whole number.
    Count(i64),
    /// An amount in minor units.
    Money(i64, Currency),
    /// An amount in hundredths of a minor unit: a part of one in percent, not rounded yet.
    Share(i128, Currency),
    /// A number.
    Number(Decimal),
}

impl Figure {
    /// The figure in an own field, if it holds one.
    pub fn of_own(field: Id<FieldDef>, values: &Values) -> Option<Self> {
        match values.get(&field)? {
            FieldValue::Number(number) => Some(Self::Number(*number)),
            FieldValue::Money { amount, currency } => Some(Self::Money(*amount, *currency)),
            _ => None,
        }
    }
}

/// A sum of one column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Sum {
    /// Of whole numbers.
    Count(i128),
    /// Of amounts of one currency, in minor units.
    Money(i128, Currency),
    /// Of numbers.
    Number(f64),
}

/// What figures add up to, with how many each sum is made of: counts, numbers, then one sum a currency. None where
/// there is no figure: blanks are no noughts.
pub fn sums(figures: impl IntoIterator<Item = Figure>) -> Vec<(Sum, usize)> {
    let mut counts: (i128, usize) = (0, 0);
    let mut numbers: (i128, usize) = (0, 0);
    // In hundredths, so that what is rounded is rounded once.
    let mut money: Vec<(Currency, i128, usize)> = Vec::new();
    let mut add =
        |currency: Currency, hundredths: i128| match money.iter_mut().find(|sum| sum.0 == currency)
        {
            Some(sum) => (sum.1, sum.2) = (sum.1 + hundredths, sum.2 + 1),
            None => money.push((currency, hundredths, 1)),
        };
    for figure in figures {
        match figure {
            Figure::Count(count) => counts = (counts.0 + i128::from(count), counts.1 + 1),
            Figure::Number(number) => {
                numbers = (numbers.0 + i128::from(number.millionths()), numbers.1 + 1);
            }
            Figure::Money(amount, currency) => add(currency, i128::from(amount) * 100),
            Figure::Share(hundredths, currency) => add(currency, hundredths),
        }
    }
    let mut sums = Vec::new();
    if counts.1 > 0 {
        sums.push((Sum::Count(counts.0), counts.1));
    }
    if numbers.1 > 0 {
        sums.push((Sum::Number(numbers.0 as f64 / 1e6), numbers.1));
    }
    money.sort_by(|(a, ..), (b, ..)| a.code().cmp(b.code()));
    let money = money.into_iter();
    sums.extend(money.map(|(currency, sum, filled)| (Sum::Money(whole(sum), currency), filled)));
    sums
}

/// Hundredths as whole ones, rounded half away from zero.
pub fn whole(hundredths: i128) -> i128 {
    (hundredths.abs() + 50) / 100 * hundredths.signum()
}

/// Puts records in order by what `key` finds in a column, the great ones first if `down`. What is missing stands
/// last both ways, and equal ones stay as they were.
pub fn sort_by<T>(records: &mut [T], down: bool, key: impl Fn(&T) -> Option<OwnKey>) {
    // Numbers before texts; a column holds only one of them.
    let key = |record: &T| {
        key(record).map(|key| match key {
            OwnKey::Number(number) => (number, String::new()),
            OwnKey::Text(text) => (0, text),
        })
    };
    if down {
        records.sort_by_cached_key(|record| {
            let key = key(record);
            (key.is_none(), Reverse(key))
        });
    } else {
        records.sort_by_cached_key(|record| {
            let key = key(record);
            (key.is_none(), key)
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_once_and_beside_whole_amounts() {
        let euro = Currency::parse("EUR").expect("a currency");
        let found = sums([
            Figure::Share(3_549, Currency::USD),
            Figure::Share(1_005, Currency::USD),
            Figure::Money(7, euro),
            Figure::Count(2),
            Figure::Count(3),
        ]);
        let expected = [
            (Sum::Count(5), 2),
            (Sum::Money(7, euro), 1),
            // One by one they would be 35 and 10.
            (Sum::Money(46, Currency::USD), 2),
        ];
        assert_eq!(found, expected);
        assert_eq!([whole(-150), whole(149), whole(50)], [-2, 1, 1]);
        assert_eq!(sums([]), []);
    }
}
