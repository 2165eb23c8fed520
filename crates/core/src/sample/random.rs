//! Repeatable chance: the same seed gives the same shop on every machine.

/// `SplitMix64` (Steele, Lea & Flood 2014).
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 up to, not including, `end`; 0 if `end` is 0.
    pub fn below(&mut self, end: u32) -> u32 {
        u32::try_from((u128::from(self.next()) * u128::from(end)) >> 64).unwrap_or(0)
    }

    /// From `low` to `high`, both included.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// True in `percent` of a hundred cases.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// Any of them, each as likely.
    pub fn pick<T: Copy>(&mut self, of: &[T]) -> Option<T> {
        let place = self.below(u32::try_from(of.len()).unwrap_or(u32::MAX));
        of.get(place as usize).copied()
    }

    /// A word, each as likely; empty from an empty list.
    pub fn word(&mut self, of: &[&'static str]) -> &'static str {
        self.pick(of).unwrap_or_default()
    }

    /// A word of a list ordered by frequency: the first third comes about six times in ten.
    pub fn frequent(&mut self, of: &[&'static str]) -> &'static str {
        let length = u32::try_from(of.len()).unwrap_or(u32::MAX);
        let reach = self.below(length) + 1;
        of.get(self.below(reach) as usize)
            .copied()
            .unwrap_or_default()
    }
}
