//! Order inside a list that people arrange by hand: keys between any two keys, so that moving one
//! item changes one record.

use serde::{Deserialize, Serialize};

/// A place in an order, compared as text. Digits `1`–`9`, `a`–`z` in base 35 with `0` reserved so
/// that there is always room before and after.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rank(String);

const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

impl Rank {
    /// A place between two others; `None` stands for the end of the list. If the two are out of
    /// order or equal, the place is after `before`.
    pub fn between(before: Option<&Self>, after: Option<&Self>) -> Self {
        let low = before.map_or(&[][..], |rank| rank.0.as_bytes());
        let high = after
            .map(|rank| rank.0.as_bytes())
            .filter(|high| low < *high);
        let mut text = String::new();
        let mut bounded = high.is_some();
        for place in 0.. {
            let floor = low.get(place).map_or(0, |byte| value(*byte));
            let ceiling = match high.filter(|_| bounded) {
                Some(high) => high.get(place).map_or(0, |byte| value(*byte)),
                None => 36,
            };
            if ceiling > floor + 1 {
                let middle = usize::midpoint(floor, ceiling);
                text.push(char::from(DIGITS.get(middle).copied().unwrap_or(b'i')));
                break;
            }
            text.push(char::from(DIGITS.get(floor).copied().unwrap_or(b'0')));
            bounded = bounded && floor == ceiling;
        }
        Self(text)
    }

    /// The first place of an empty list.
    pub fn first() -> Self {
        Self::between(None, None)
    }

    /// A place behind the last one of a list, for adding many: the text stays short.
    pub fn following(last: Option<&Self>) -> Self {
        last.map_or_else(Self::first, Self::step)
    }

    /// `count` places in order, evenly spread, for filling a list at once.
    pub fn sequence(count: usize) -> impl Iterator<Item = Self> {
        let mut last: Option<Self> = None;
        (0..count).map(move |_| {
            let next = last.as_ref().map_or_else(Self::first, Self::step);
            last = Some(next.clone());
            next
        })
    }

    /// A place a little after this one, growing slowly when called again and again.
    fn step(&self) -> Self {
        let mut bytes = self.0.clone().into_bytes();
        while let Some(last) = bytes.pop() {
            let next = value(last) + 1;
            if next < 36 {
                bytes.push(DIGITS.get(next).copied().unwrap_or(b'z'));
                return Self(String::from_utf8(bytes).unwrap_or_default());
            }
        }
        Self(format!("{}1", self.0))
    }
}

fn value(byte: u8) -> usize {
    DIGITS.iter().position(|digit| *digit == byte).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_sequence_is_in_order() {
        let ranks: Vec<Rank> = Rank::sequence(5000).collect();
        assert!(ranks.is_sorted_by(|a, b| a < b));
    }

    proptest! {
        /// Insert at random places many times: the order of keys is the order of the list.
        #[test]
        fn there_is_always_room(places in proptest::collection::vec(0usize..1000, 1..300)) {
            let mut list: Vec<Rank> = Vec::new();
            for place in places {
                let at = place % (list.len() + 1);
                let before = at.checked_sub(1).map(|i| list[i].clone());
                let rank = Rank::between(before.as_ref(), list.get(at));
                list.insert(at, rank);
                prop_assert!(list.is_sorted_by(|a, b| a < b), "{:?}", list);
            }
        }
    }

    #[test]
    fn adding_behind_again_and_again_stays_short() {
        let mut last = Rank::between(Some(&Rank::first()), None);
        for _ in 0..5_000 {
            let next = Rank::following(Some(&last));
            assert!(next > last);
            last = next;
        }
        assert!(last.0.len() < 200, "{}", last.0.len());
    }

    #[test]
    fn dropping_at_the_top_again_and_again_stays_short() {
        let mut top = Rank::first();
        for _ in 0..500 {
            top = Rank::between(None, Some(&top));
        }
        assert!(top.0.len() < 200, "{}", top.0.len());
    }
}
