//! How often one customer comes: the usual gap between purchase days, and how long it has been. The
//! same rule as the interval report: a customer is held to their own median once they have three gaps.

use chrono::NaiveDate;

use crate::domain::{Customer, Id, Sale};

/// Gaps a customer needs before their own median is used.
const OWN_GAPS: usize = 3;

/// The rhythm of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rhythm {
    /// The median number of days between purchase days (the lower one of two middle ones).
    pub usual: i64,
    /// Days since the last one.
    pub since: i64,
}

/// The rhythm of `customer`; `None` with fewer than three gaps. Refunds are no visits.
pub fn rhythm<'a>(
    sales: impl Iterator<Item = &'a Sale>,
    customer: Id<Customer>,
    today: NaiveDate,
) -> Option<Rhythm> {
    let mut days: Vec<NaiveDate> = sales
        .filter(|sale| sale.customer == Some(customer) && !sale.is_refund() && sale.date <= today)
        .map(|sale| sale.date)
        .collect();
    days.sort_unstable();
    days.dedup();
    let mut gaps: Vec<i64> = days
        .iter()
        .zip(days.iter().skip(1))
        .map(|(from, to)| (*to - *from).num_days())
        .collect();
    if gaps.len() < OWN_GAPS {
        return None;
    }
    gaps.sort_unstable();
    Some(Rhythm {
        usual: *gaps.get((gaps.len() - 1) / 2)?,
        since: (today - *days.last()?).num_days(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, IdMaker, Timestamp};

    #[test]
    fn the_usual_gap_is_the_own_median_of_at_least_three() {
        let day = |n: u32| NaiveDate::from_ymd_opt(2026, 1, n).expect("a day");
        let mut ids = IdMaker::new(1);
        let (who, other) = (ids.next(Timestamp(1)), ids.next(Timestamp(1)));
        let mut sale = |customer, date, total| Sale {
            customer: Some(customer),
            ..Sale::new(
                ids.next(Timestamp(1)),
                date,
                total,
                Currency::USD,
                Timestamp(1),
            )
        };
        let mut sales = vec![
            sale(who, day(9), 5),
            sale(who, day(1), 5),
            sale(who, day(1), 5),
            sale(who, day(3), 5),
            sale(who, day(4), -5),
            sale(other, day(20), 5),
        ];
        assert_eq!(rhythm(sales.iter(), who, day(30)), None, "two gaps");
        sales.push(sale(who, day(19), 5));
        let found = rhythm(sales.iter(), who, day(30));
        // Gaps 2, 6 and 10.
        assert_eq!(
            found,
            Some(Rhythm {
                usual: 6,
                since: 11
            })
        );
    }
}
