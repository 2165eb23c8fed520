//! Identities made offline: UUID version 7, so that ids sort by the time they were made and two
//! devices never make the same one. The clock and the randomness come from outside.

use std::{cmp::Ordering, fmt, hash, marker::PhantomData};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use super::clock::Timestamp;

/// The identity of one record of type `T`.
pub struct Id<T> {
    raw: Uuid,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// Wraps a raw identity that is known to belong to a `T`.
    pub const fn new(raw: Uuid) -> Self {
        Self {
            raw,
            of: PhantomData,
        }
    }

    /// The identity without its type, for tables and logs.
    pub const fn raw(self) -> Uuid {
        self.raw
    }

    /// Reads the usual hyphenated form; `None` if the text is no identity.
    pub fn parse(text: &str) -> Option<Self> {
        Uuid::try_parse(text).ok().map(Self::new)
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.raw == other.raw
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.raw.cmp(&other.raw)
    }
}
impl<T> hash::Hash for Id<T> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.raw.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.raw)
    }
}
impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.raw)
    }
}
impl<T> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.raw.serialize(serializer)
    }
}
impl<'de, T> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Uuid::deserialize(deserializer).map(Self::new)
    }
}

/// Makes identities that increase, even within one millisecond and when the clock steps back.
#[derive(Debug, Clone)]
pub struct IdMaker {
    state: u64,
    last_ms: u64,
    counter: u16,
}

impl IdMaker {
    /// `seed` should come from the platform's cryptographic source; equal seeds repeat (tests,
    /// the sample shop).
    pub const fn new(seed: u64) -> Self {
        Self {
            state: seed,
            last_ms: 0,
            counter: 0,
        }
    }

    /// The next identity at `now`.
    pub fn next<T>(&mut self, now: Timestamp) -> Id<T> {
        let now_ms = u64::try_from(now.0).unwrap_or(0);
        if now_ms > self.last_ms {
            self.last_ms = now_ms;
            self.counter = 0;
        } else if self.counter == 0x0fff {
            self.last_ms += 1;
            self.counter = 0;
        } else {
            self.counter += 1;
        }
        let time = (self.last_ms & 0xffff_ffff_ffff) << 16;
        let high = time | 0x7000 | u64::from(self.counter);
        let low = (self.random() & 0x3fff_ffff_ffff_ffff) | 0x8000_0000_0000_0000;
        Id::new(Uuid::from_u64_pair(high, low))
    }

    /// `SplitMix64` (Steele, Lea & Flood 2014): enough to keep two devices apart once seeded.
    const fn random(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ids_increase_whatever_the_clock_does(
            times in proptest::collection::vec(0i64..4_000_000_000_000, 2..200), seed: u64,
        ) {
            let mut maker = IdMaker::new(seed);
            let ids: Vec<Id<()>> = times.iter().map(|&ms| maker.next(Timestamp(ms))).collect();
            prop_assert!(ids.is_sorted_by(|a, b| a < b));
            prop_assert!(ids.iter().all(|id| id.raw().get_version_num() == 7));
        }
    }

    #[test]
    fn a_full_millisecond_borrows_from_the_next() {
        let mut maker = IdMaker::new(1);
        let ids: Vec<Id<()>> = (0..5000).map(|_| maker.next(Timestamp(10))).collect();
        assert!(ids.is_sorted_by(|a, b| a < b));
    }
}
