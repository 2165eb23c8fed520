//! What the store writes about itself, in the space of its own: the number of writes, by which a tab
//! notices that another one wrote, and the stamps of the last ones, by which it recognises its own.

use indexed_db_futures::typed_array::Uint8Array;

use crate::storage::{error::StorageError, store::Space};

/// In the space meta: the number of writes, as decimal digits.
pub(super) const GENERATION: &str = "generation";
/// In the space meta: the stamps of the last writes, newest first.
pub(super) const STAMPS: &str = "stamps";
/// How many stamps are kept: a tab recognises its write if fewer others came after it.
const STAMPS_KEPT: usize = 32;

/// Marks a write, so that one whose answer was lost can be recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp([u8; Self::LENGTH]);

impl Stamp {
    const LENGTH: usize = 8;

    /// A stamp no other write has.
    pub(super) fn random() -> Self {
        let bits = getrandom_04::u64().unwrap_or_else(|_| js_sys::Math::random().to_bits());
        Self(bits.to_le_bytes())
    }
}

/// What a store knows of its bookkeeping from its own last write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    /// The number of writes.
    pub generation: u64,
    /// The stamps at that number, newest first.
    pub stamps: Vec<u8>,
}

impl Known {
    /// What it was right after the write with that stamp, if that is among the last ones. Where a later one
    /// skipped numbers it is more than it was, but less than after that one: as everything was replaced then,
    /// whoever goes on from here reads everything anew.
    pub(super) fn at(&self, stamp: Stamp) -> Option<Self> {
        let mut stamps = self.stamps.chunks(Stamp::LENGTH);
        let newer = stamps.position(|bytes| bytes == stamp.0)?;
        Some(Self {
            generation: self.generation.saturating_sub(newer as u64),
            stamps: self
                .stamps
                .iter()
                .skip(newer * Stamp::LENGTH)
                .copied()
                .collect(),
        })
    }

    /// What it will be after one more write, which skips some numbers.
    pub(super) fn after(&self, stamp: Stamp, skips: u64) -> Self {
        let stamps = stamp.0.iter().chain(&self.stamps).copied();
        Self {
            generation: self.generation + 1 + skips,
            stamps: stamps.take(STAMPS_KEPT * Stamp::LENGTH).collect(),
        }
    }
}

/// The store's own bookkeeping is not content.
pub(super) fn is_own(space: Space, key: &str) -> bool {
    space == Space::Meta && (key == GENERATION || key == STAMPS)
}

/// Reads the number of writes.
pub(super) fn parse_generation(value: Option<Uint8Array>) -> Result<u64, StorageError> {
    let Some(bytes) = value else { return Ok(0) };
    std::str::from_utf8(&bytes)
        .ok()
        .and_then(|digits| digits.parse().ok())
        .ok_or_else(|| StorageError::Damaged("the generation is not a number".to_owned()))
}
