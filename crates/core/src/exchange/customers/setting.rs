//! What a reader of a list knows besides its text, and what follows from it for dates that can be read in several
//! ways.

use chrono::NaiveDate;

use crate::exchange::{date_orders::DateOrders, dates::DateOrder};

/// What a reader may know besides the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The person's language (BCP 47).
    pub language: String,
    /// The civil date in the shop's time zone.
    pub today: NaiveDate,
}

impl Setting {
    /// True if dates without other evidence are read month first.
    pub fn month_first(&self) -> bool {
        let language = self.language.to_lowercase();
        // English is read the American way unless it says otherwise.
        language.starts_with("zh") || language == "en" || language == "en-us"
    }

    /// How dates are to be read of which a person may have `said` it.
    pub fn orders(&self, said: Option<DateOrder>) -> DateOrders {
        let chinese = self.language.to_lowercase().starts_with("zh");
        DateOrders::of(said, self.month_first(), chinese)
    }
}
