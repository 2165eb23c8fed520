//! How sure a decision about a whole column is. Shared by dates and amounts.

use serde::{Deserialize, Serialize};

/// What the cells of a column say about how to read them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// The cells leave no doubt, or there is nothing to decide.
    Clear,
    /// Every cell can be read either way; the fallback was taken.
    Assumed,
    /// Some cells speak for one reading, some for the other; the majority was taken.
    Mixed,
}

/// Votes for two readings, and cells that fit both.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Votes {
    pub one: u32,
    pub other: u32,
    pub either: u32,
}

impl Votes {
    /// Whether the first reading wins, and how surely; `fallback` says whether it wins a tie.
    pub fn decide(self, fallback: bool) -> (bool, Certainty) {
        let certainty = match (self.one, self.other, self.either) {
            (0, 0, 0) | (1.., 0, _) | (0, 1.., _) => Certainty::Clear,
            (0, 0, _) => Certainty::Assumed,
            _ => Certainty::Mixed,
        };
        let first = if self.one == self.other {
            fallback
        } else {
            self.one > self.other
        };
        (first, certainty)
    }
}

/// Full-width forms (`１`, `，`, `￥`) as their narrow ones, other spaces and dashes as the plain.
pub(super) fn narrow(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => u32::from(c)
            .checked_sub(0xfee0)
            .and_then(char::from_u32)
            .unwrap_or(c),
        '\u{3000}' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}' | '\t' => ' ',
        '\u{2212}' | '\u{2013}' | '\u{2010}' | '\u{2011}' => '-',
        '\u{2019}' | '\u{2018}' => '\'',
        '\u{ffe5}' => '¥',
        '\u{ffe1}' => '£',
        '\u{ffe6}' => '₩',
        other => other,
    };
    text.trim().chars().map(narrow).collect()
}
