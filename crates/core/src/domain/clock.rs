//! Time as a shop uses it: instants and civil dates. Civil dates never pass through an instant, so no
//! time zone can shift them. The clock itself is passed in as a [`Moment`].

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An instant: milliseconds since 1970-01-01T00:00:00Z.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

/// What a command may know about now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The instant.
    pub now: Timestamp,
    /// The civil date in the shop's time zone.
    pub today: NaiveDate,
}
