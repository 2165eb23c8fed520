//! Values as the person reads them, in the language on screen. `Fmt` follows the language: use it
//! inside views and they change with it.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    domain::{Birthday, Calendar, Currency, Timestamp},
    i18n::{Locale, tag, td_string, use_i18n},
    platform::{
        clock,
        intl::{self, DateStyle},
    },
};

use super::state::{App, use_app};

/// Formats values in the current language.
#[derive(Debug, Clone, Copy)]
pub struct Fmt {
    app: App,
    locale: Signal<Locale>,
}

/// The formatter; call inside a component.
pub fn use_fmt() -> Fmt {
    let i18n = use_i18n();
    Fmt {
        app: use_app(),
        locale: Signal::derive(move || i18n.get_locale()),
    }
}

impl Fmt {
    /// The app whose records give names to identities.
    pub const fn app(self) -> App {
        self.app
    }

    /// The language on screen, followed.
    pub fn locale(self) -> Locale {
        self.locale.get()
    }

    fn tag(self) -> &'static str {
        tag(self.locale())
    }

    /// An amount in minor units of `currency`.
    pub fn money(self, amount: i64, currency: Currency) -> String {
        intl::money(self.tag(), amount, currency)
    }

    /// An amount without its minor part, for tight places.
    pub fn money_whole(self, amount: i64, currency: Currency) -> String {
        intl::money_whole(self.tag(), amount, currency)
    }

    /// The shop's currency.
    pub fn currency(self) -> Currency {
        self.app
            .settings()
            .map_or(Currency::USD, |shop| shop.currency)
    }

    /// A count.
    pub fn count(self, number: usize) -> String {
        intl::count(self.tag(), number)
    }

    /// A whole number, below zero too.
    #[expect(
        clippy::cast_precision_loss,
        reason = "amounts are limited far below the numbers that lose anything"
    )]
    pub fn whole(self, number: i64) -> String {
        intl::number(self.tag(), number as f64, 0)
    }

    /// A number with at most `places` decimals.
    pub fn number(self, number: f64, places: u8) -> String {
        intl::number(self.tag(), number, places)
    }

    /// A share of one as a percentage with one decimal.
    pub fn percent(self, share: f64) -> String {
        intl::percent(self.tag(), share, 1)
    }

    /// A share of one as a whole percentage.
    pub fn percent_whole(self, share: f64) -> String {
        intl::percent(self.tag(), share, 0)
    }

    /// A date: short within the current year, with the year otherwise.
    pub fn date(self, date: NaiveDate) -> String {
        use chrono::Datelike;
        let this_year = self.app.moment().today.year() == date.year();
        self.date_as(
            date,
            if this_year {
                DateStyle::Day
            } else {
                DateStyle::Medium
            },
        )
    }

    /// A date in a given style.
    pub fn date_as(self, date: NaiveDate, style: DateStyle) -> String {
        intl::date(self.tag(), date, style)
    }

    /// The name of a month alone, short.
    pub fn month_short(self, day: NaiveDate) -> String {
        self.date_as(day, DateStyle::MonthAlone)
    }

    /// A birthday, without the year if that is not known.
    pub fn birthday(self, birthday: Birthday) -> String {
        if let Calendar::Lunar { leap } = birthday.calendar() {
            return self.lunar_birthday(birthday, leap);
        }
        let (year, style) = match birthday.year() {
            Some(year) => (year, DateStyle::Medium),
            None => (2000, DateStyle::MonthDay),
        };
        birthday
            .in_year(year)
            .map(|date| self.date_as(date, style))
            .unwrap_or_default()
    }

    /// A day by the lunar calendar, as people write it.
    fn lunar_birthday(self, birthday: Birthday, leap: bool) -> String {
        let locale = self.locale();
        let (month, day) = (
            self.lunar_month(birthday.month()),
            self.lunar_day(birthday.day()),
        );
        let month = if leap {
            td_string!(locale, touch.lunar_leap, month = month)
        } else {
            month
        };
        match birthday.year() {
            Some(year) => {
                td_string!(
                    locale,
                    touch.lunar_date_year,
                    year = year,
                    month = month,
                    day = day
                )
            }
            None => td_string!(locale, touch.lunar_date, month = month, day = day),
        }
    }

    /// The name of a lunar month, 1 to 12.
    pub fn lunar_month(self, month: u32) -> String {
        nth_word(td_string!(self.locale(), touch.lunar_months), month)
    }

    /// The name of a day of a lunar month, 1 to 30.
    pub fn lunar_day(self, day: u32) -> String {
        nth_word(td_string!(self.locale(), touch.lunar_days), day)
    }

    /// Date and time of an instant on the shop's clocks.
    pub fn date_time(self, at: Timestamp) -> String {
        intl::date_time(self.tag(), at, &self.app.zone())
    }

    /// The civil day of an instant on the shop's clocks.
    pub fn day_of(self, at: Timestamp) -> NaiveDate {
        clock::civil(at, &self.app.zone()).0
    }

    /// How far a day is from today: `yesterday`, `in 3 days`, `2 months ago`.
    pub fn relative_day(self, date: NaiveDate) -> String {
        let days = (date - self.app.moment().today).num_days();
        let (amount, unit) = match days.abs() {
            0..14 => (days, "day"),
            14..60 => (days / 7, "week"),
            60..730 => (days / 30, "month"),
            _ => (days / 365, "year"),
        };
        intl::relative(self.tag(), amount, unit)
    }

    /// How long ago an instant was.
    pub fn ago(self, at: Timestamp) -> String {
        let seconds = (at.0 - self.app.moment().now.0) / 1000;
        let (amount, unit) = match seconds.abs() {
            0..60 => (seconds, "second"),
            60..3600 => (seconds / 60, "minute"),
            3600..86_400 => (seconds / 3600, "hour"),
            86_400..5_184_000 => (seconds / 86_400, "day"),
            _ => (seconds / 2_592_000, "month"),
        };
        intl::relative(self.tag(), amount, unit)
    }
}

/// The n-th of words that blanks part, counted from 1; the number itself past their end.
fn nth_word(words: &str, number: u32) -> String {
    let place = usize::try_from(number).ok().and_then(|n| n.checked_sub(1));
    let word = place.and_then(|place| words.split(' ').nth(place));
    word.map_or_else(|| number.to_string(), ToOwned::to_owned)
}
