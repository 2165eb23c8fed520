//! The customer's journey in figures: how often shop and customer were in touch, month by month and by
//! way, for one customer or a segment. Purchases count as touches; notes and calls nobody took don't.

use chrono::{Datelike, Months, NaiveDate};

use crate::domain::{Activity, ActivityKind, Sale, Timestamp};

/// A way of being in touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// They came by, we went there, or met.
    Visit,
    /// By telephone, in or out.
    Call,
    /// Message, e-mail or letter.
    Message,
    /// They bought.
    Purchase,
}

impl Way {
    /// Every way, in the order charts stack them.
    pub const ALL: [Self; 4] = [Self::Purchase, Self::Visit, Self::Call, Self::Message];

    /// The way of a kind of touch; `None` for a note.
    pub const fn of(kind: ActivityKind) -> Option<Self> {
        match kind {
            ActivityKind::Note => None,
            ActivityKind::Visit | ActivityKind::Meeting => Some(Self::Visit),
            ActivityKind::CallIn | ActivityKind::CallOut => Some(Self::Call),
            ActivityKind::Message | ActivityKind::Email | ActivityKind::Letter => {
                Some(Self::Message)
            }
        }
    }
}

/// A month of the journey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: NaiveDate,
    /// Touches by way, in the order of [`Way::ALL`].
    pub counts: [u32; Way::ALL.len()],
}

impl Month {
    /// Touches of every way.
    pub fn total(&self) -> u32 {
        self.counts.iter().sum()
    }
}

/// The last `months` months up to that of `today`, oldest first. `civil` tells the day of an instant on
/// the shop's clocks. Refunds are no purchases; what lies outside the months is left out.
pub fn journey<'a>(
    touches: impl Iterator<Item = &'a Activity>,
    sales: impl Iterator<Item = &'a Sale>,
    civil: impl Fn(Timestamp) -> NaiveDate,
    today: NaiveDate,
    months: u32,
) -> Vec<Month> {
    let this = today.with_day(1).unwrap_or(today);
    let mut found: Vec<Month> = (0..months)
        .rev()
        .filter_map(|back| this.checked_sub_months(Months::new(back)))
        .map(|first| Month {
            first,
            counts: Default::default(),
        })
        .collect();
    let touches = touches.filter(|touch| touch.counts()).filter_map(|touch| {
        let way = Way::of(touch.kind)?;
        Some((way, civil(touch.at)))
    });
    let sales = sales
        .filter(|sale| !sale.is_refund())
        .map(|sale| (Way::Purchase, sale.date));
    for (way, day) in touches.chain(sales) {
        let back = (this.year() - day.year()) * 12 + this.month0().cast_signed()
            - day.month0().cast_signed();
        let place = usize::try_from(back)
            .ok()
            .and_then(|back| found.len().checked_sub(back + 1));
        let month = place.and_then(|place| found.get_mut(place));
        let at = Way::ALL.iter().position(|one| *one == way);
        if let Some(count) = month.and_then(|month| month.counts.get_mut(at?)) {
            *count += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, IdMaker, Reached};

    #[test]
    fn touches_fall_into_their_month_and_way() {
        let mut ids = IdMaker::new(1);
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        // Instants are days here, so that the clock is no part of the test.
        let at = |text: &str| Timestamp(i64::from(day(text).num_days_from_ce()));
        let civil = |at: Timestamp| {
            let days = i32::try_from(at.0).expect("small");
            NaiveDate::from_num_days_from_ce_opt(days).expect("a date")
        };
        let mut touch = |kind, on, outcome| Activity {
            outcome,
            ..Activity::new(ids.next(Timestamp(1)), kind, None, at(on))
        };
        let touches = [
            touch(ActivityKind::Visit, "2026-11-01", None),
            touch(ActivityKind::CallOut, "2026-10-31", Some(Reached::Reached)),
            touch(ActivityKind::CallOut, "2026-10-30", Some(Reached::NoAnswer)),
            touch(ActivityKind::Note, "2026-10-30", None),
            touch(ActivityKind::Letter, "2025-12-01", None),
            touch(ActivityKind::Letter, "2025-11-30", None),
            touch(ActivityKind::Letter, "2027-01-01", None),
        ];
        let now = Timestamp(1);
        let id = IdMaker::new(2).next(now);
        let sale = |date, total| Sale::new(id, date, total, Currency::USD, now);
        let sales = [sale(day("2026-11-22"), 5), sale(day("2026-11-22"), -5)];
        let found = journey(touches.iter(), sales.iter(), civil, day("2026-11-23"), 12);
        assert_eq!(found.len(), 12);
        assert_eq!(
            found[0],
            Month {
                first: day("2025-12-01"),
                counts: [0, 0, 0, 1]
            }
        );
        assert_eq!(found[10].counts, [0, 0, 1, 0]);
        assert_eq!(found[11].counts, [1, 1, 0, 0]);
        assert_eq!(found.iter().map(Month::total).sum::<u32>(), 4);
    }
}
