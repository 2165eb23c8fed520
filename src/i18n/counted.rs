//! Numbers inside sentences.

use std::fmt::{self, Display, Formatter};

use leptos_i18n::reexports::icu::plurals::PluralOperands;

use super::{Locale, tag};
use crate::platform::intl;

/// A number that a sentence goes by: its plural, and the number as the language writes it (`3,000`).
#[derive(Debug, Clone, Copy)]
pub struct Counted {
    locale: Locale,
    number: usize,
}

/// The number for a sentence in that language; what is below zero or above all counting is the most.
pub fn counted(locale: Locale, number: impl TryInto<usize>) -> Counted {
    Counted {
        locale,
        number: number.try_into().unwrap_or(usize::MAX),
    }
}

impl Display for Counted {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&intl::count(tag(self.locale), self.number))
    }
}

impl From<Counted> for PluralOperands {
    fn from(counted: Counted) -> Self {
        counted.number.into()
    }
}
