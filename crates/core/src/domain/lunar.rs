//! The Chinese lunar calendar from 1900 to 2100, for birthdays: which civil day a lunar day falls on
//! and the other way round. Table-driven, because what counts is the published calendar, not a
//! calculation of our own. Source: the Hong Kong Observatory's Gregorian-Lunar Calendar Conversion
//! Table 1901–2100; `tests` hold it against ICU4X, year by year.

use chrono::{Datelike, Days, NaiveDate};

/// First year of the table.
pub const FIRST: i32 = 1900;
/// Last year of the table.
pub const LAST: i32 = 2100;

/// A lunar day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LunarDay {
    /// The year, named after the civil year its first day lies in.
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
    /// The leap month after the month of that number.
    pub leap: bool,
    /// 1 to 30.
    pub day: u32,
}

/// A year of the table: from the low end 13 bits for the months (set: 30 days, else 29), 4 for the
/// number of the leap month (0: none), then the days from 1 January to the first lunar day.
fn packed(year: i32) -> Option<u32> {
    let place = usize::try_from(year.checked_sub(FIRST)?).ok()?;
    YEARS.get(place).copied()
}

/// The month of a year that comes twice, 1 to 12.
pub fn leap_month(year: i32) -> Option<u32> {
    Some(packed(year)? >> 13 & 15).filter(|month| *month > 0)
}

/// The months of a year in order: number, leap, days.
fn months(year: i32) -> impl Iterator<Item = (u32, bool, u32)> {
    let bits = packed(year).unwrap_or(0);
    let leap = leap_month(year);
    let numbers = (1..=12).flat_map(move |month| {
        let twice = leap == Some(month);
        std::iter::once((month, false)).chain(twice.then_some((month, true)))
    });
    (0..13)
        .zip(numbers)
        .map(move |(place, (month, leap))| (month, leap, 29 + (bits >> place & 1)))
}

/// The first day of a lunar year.
pub fn new_year(year: i32) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1)?;
    first.checked_add_days(Days::new(u64::from(packed(year)? >> 17)))
}

/// How many days a month has; `None` if the year has no such month.
pub fn days_of(year: i32, month: u32, leap: bool) -> Option<u32> {
    packed(year)?;
    months(year)
        .find(|one| (one.0, one.1) == (month, leap))
        .map(|one| one.2)
}

impl LunarDay {
    /// The civil day; `None` if there is no such lunar day between 1900 and 2100.
    pub fn to_civil(self) -> Option<NaiveDate> {
        let length = days_of(self.year, self.month, self.leap)?;
        if !(1..=length).contains(&self.day) {
            return None;
        }
        let before: u32 = months(self.year)
            .take_while(|one| (one.0, one.1) != (self.month, self.leap))
            .map(|one| one.2)
            .sum();
        new_year(self.year)?.checked_add_days(Days::new(u64::from(before + self.day - 1)))
    }

    /// The lunar day of a civil day; `None` outside the table.
    pub fn of(date: NaiveDate) -> Option<Self> {
        let year = match new_year(date.year()) {
            Some(first) if first <= date => date.year(),
            _ => date.year() - 1,
        };
        let mut left = u32::try_from((date - new_year(year)?).num_days()).ok()?;
        for (month, leap, length) in months(year) {
            if left < length {
                return Some(Self {
                    year,
                    month,
                    leap,
                    day: left + 1,
                });
            }
            left -= length;
        }
        None
    }
}

#[rustfmt::skip]
#[expect(clippy::unreadable_literal, reason = "packed bits have no thousands")]
const YEARS: [u32; 201] = [
    0x3d16d2, 0x620752, 0x4c0ea5, 0x38b64a, 0x5c064b, 0x440a9b, 0x309556, 0x56056a, 0x400b59, 0x2a5752, // 1900
    0x500752, 0x3adb25, 0x600b25, 0x480a4b, 0x32b4ab, 0x5802ad, 0x42056b, 0x2c4b69, 0x520da9, 0x3efd92, // 1910
    0x640e92, 0x4c0d25, 0x36ba4d, 0x5c0a56, 0x4602b6, 0x2e95b5, 0x5606d4, 0x400ea9, 0x2c5e92, 0x500e92, // 1920
    0x3acd26, 0x5e052b, 0x480a57, 0x32b2b6, 0x580b5a, 0x4406d4, 0x2e6ec9, 0x520749, 0x3cf693, 0x620a93, // 1930
    0x4c052b, 0x34ca5b, 0x5a0aad, 0x46056a, 0x309b55, 0x560ba4, 0x400b49, 0x2a5a93, 0x500a95, 0x38f52d, // 1940
    0x5e0536, 0x480aad, 0x34b5aa, 0x5805b2, 0x420da5, 0x2e7d4a, 0x540d4a, 0x3d0a95, 0x600a97, 0x4c0556, // 1950
    0x36cab5, 0x5a0ad5, 0x4606d2, 0x308ea5, 0x560ea5, 0x40064a, 0x286c97, 0x4e0a9b, 0x3af55a, 0x5e056a, // 1960
    0x480b69, 0x34b752, 0x5a0b52, 0x420b25, 0x2c964b, 0x520a4b, 0x3d14ab, 0x6002ad, 0x4a056d, 0x36cb69, // 1970
    0x5c0da9, 0x460d92, 0x309d25, 0x560d25, 0x415a4d, 0x640a56, 0x4e02b6, 0x38c5b5, 0x5e06d5, 0x480ea9, // 1980
    0x34be92, 0x5a0e92, 0x440d26, 0x2c6a56, 0x500a57, 0x3d14d6, 0x62035a, 0x4a06d5, 0x36b6c9, 0x5c0749, // 1990
    0x460693, 0x2e952b, 0x54052b, 0x3e0a5b, 0x2a555a, 0x4e056a, 0x38fb55, 0x600ba4, 0x4a0b49, 0x32ba93, // 2000
    0x580a95, 0x42052d, 0x2c8aad, 0x500ab5, 0x3d35aa, 0x6205d2, 0x4c0da5, 0x36dd4a, 0x5c0d4a, 0x460c95, // 2010
    0x30952e, 0x540556, 0x3e0ab5, 0x2a55b2, 0x5006d2, 0x38cea5, 0x5e0725, 0x48064b, 0x32ac97, 0x560cab, // 2020
    0x42055a, 0x2c6ad6, 0x520b69, 0x3d7752, 0x620b52, 0x4c0b25, 0x36da4b, 0x5a0a4b, 0x4404ab, 0x2ea55b, // 2030
    0x5405ad, 0x3e0b6a, 0x2a5b52, 0x500d92, 0x3afd25, 0x5e0d25, 0x480a55, 0x32b4ad, 0x5804b6, 0x4005b5, // 2040
    0x2c6daa, 0x520ec9, 0x3f1e92, 0x620e92, 0x4c0d26, 0x36ca56, 0x5a0a57, 0x440556, 0x2e86d5, 0x540755, // 2050
    0x400749, 0x286e93, 0x4e0693, 0x38f52b, 0x5e052b, 0x460a5b, 0x32b55a, 0x58056a, 0x420b65, 0x2c974a, // 2060
    0x520b4a, 0x3d1a95, 0x620a95, 0x4a052d, 0x34caad, 0x5a0ab5, 0x4605aa, 0x2e8ba5, 0x540da5, 0x400d4a, // 2070
    0x2a7c95, 0x4e0c96, 0x38f94e, 0x5e0556, 0x480ab5, 0x32b5b2, 0x5806d2, 0x420ea5, 0x2e8e4a, 0x50068b, // 2080
    0x3b0c97, 0x6004ab, 0x4a055b, 0x34cad6, 0x5a0b6a, 0x460752, 0x309725, 0x540b45, 0x3e0a8b, 0x28549b, // 2090
    0x4e04ab, // 2100
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Each year of the published table: first day, leap month and the length of every month.
    #[test]
    fn every_year_is_that_of_the_published_table() {
        let published = include_str!("../../../../tests/fixtures/lunar-years.txt");
        let mut seen = 0;
        for line in published.lines().filter(|line| !line.starts_with('#')) {
            let parts: Vec<&str> = line.split(' ').collect();
            let year: i32 = parts[0].parse().expect("a year");
            assert_eq!(new_year(year), parts[1].parse().ok(), "{year}");
            assert_eq!(
                leap_month(year).unwrap_or(0).to_string(),
                parts[2],
                "{year}"
            );
            let lengths: String = months(year)
                .map(|(_, _, days)| if days == 30 { 'l' } else { 's' })
                .collect();
            assert_eq!(lengths, parts[3], "{year}");
            seen += 1;
        }
        assert_eq!(seen, 201);
    }

    #[test]
    fn days_that_people_know() {
        let civil = |year, month, leap, day| {
            LunarDay {
                year,
                month,
                leap,
                day,
            }
            .to_civil()
        };
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        // Spring festivals, mid-autumn, the leap sixth month of 2025, and a disputed new moon.
        assert_eq!(civil(2026, 1, false, 1), day("2026-02-17"));
        assert_eq!(civil(2025, 8, false, 15), day("2025-10-06"));
        assert_eq!(civil(2025, 6, true, 1), day("2025-07-25"));
        assert_eq!(civil(2033, 11, true, 1), day("2033-12-22"));
        assert_eq!(civil(2057, 9, false, 1), day("2057-09-28"));
        assert_eq!(civil(2026, 6, true, 1), None, "no leap month");
        assert_eq!(civil(2026, 1, false, 31), None);
        assert_eq!(civil(2101, 1, false, 1), None);
        assert_eq!(civil(1899, 1, false, 1), None);
    }

    proptest! {
        #[test]
        fn there_and_back(days in 0_u64..73_400) {
            let date = NaiveDate::from_ymd_opt(1900, 1, 31).expect("a date") + Days::new(days);
            let lunar = LunarDay::of(date).expect("in the table");
            prop_assert_eq!(lunar.to_civil(), Some(date));
        }

        #[test]
        fn the_next_day_is_the_next_lunar_day(days in 0_u64..73_390) {
            let date = NaiveDate::from_ymd_opt(1900, 1, 31).expect("a date") + Days::new(days);
            let (one, next) = (LunarDay::of(date).expect("in"), LunarDay::of(date + Days::new(1)).expect("in"));
            let same = (one.year, one.month, one.leap) == (next.year, next.month, next.leap);
            prop_assert!(same && next.day == one.day + 1 || !same && next.day == 1 && one.day >= 29);
        }
    }
}
