//! What the reports look at: sale and refund rows as columns, one currency, customers by index.
//!
//! Facts own the invariants the arithmetic rests on (known customers, sane days, a total that fits)
//! and the bytes in which they travel to a worker. They must not know records, zones or currencies
//! beyond the exponent.

use thiserror::Error;

use super::bytes::{Input, put};

/// First day a fact may have, 1900-01-01, in days since 1970-01-01.
pub const FIRST_DAY: i32 = -25_567;
/// Last day a fact may have, 2199-12-31.
pub const LAST_DAY: i32 = 84_005;

/// How the absent order key is stored.
const NO_ORDER: u32 = u32::MAX;
/// First bytes of the encoded form; the last is the version.
const MAGIC: [u8; 4] = *b"RGF\x01";

/// Why a row or a byte string is no fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FactsError {
    /// The customer index has no code.
    #[error("row names customer {0}, who is not in the list")]
    UnknownCustomer(u32),
    /// The day lies outside 1900 to 2199.
    #[error("day {0} is outside the years 1900 to 2199")]
    DayOutOfRange(i32),
    /// The absolute amounts together no longer fit 64 bits, so no sum could be trusted.
    #[error("the amounts together do not fit in 64 bits")]
    TotalTooLarge,
    /// The order key is the one value set aside to mean "none".
    #[error("order key {NO_ORDER} is reserved")]
    ReservedOrder,
    /// Not the encoded form of facts, or of another version.
    #[error("not facts of a version known here")]
    UnknownFormat,
    /// The bytes end early, go on too long or hold broken text.
    #[error("the bytes are damaged")]
    Damaged,
}

/// One sale (amount ≥ 0) or refund (amount < 0).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    /// Index into the customers' codes.
    pub customer: u32,
    /// Local civil date, days since 1970-01-01.
    pub day: i32,
    /// Minor units of the report's currency.
    pub amount: i64,
    /// The order the row is part of; keys need to be distinct only within a customer.
    pub order: Option<u32>,
    /// The order a refund names.
    pub refund_of: Option<u32>,
}

/// All facts of one shop in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    codes: Vec<String>,
    exponent: u8,
    left_out: u32,
    customer: Vec<u32>,
    day: Vec<i32>,
    amount: Vec<i64>,
    order: Vec<u32>,
    refund_of: Vec<u32>,
    magnitude: i64,
}

impl Facts {
    /// No rows yet. `codes` are the customers' ids (they break ties and name people in exports);
    /// `exponent` is the number of decimals of the currency.
    pub fn new(codes: Vec<String>, exponent: u8) -> Self {
        Self {
            codes,
            exponent,
            left_out: 0,
            customer: Vec::new(),
            day: Vec::new(),
            amount: Vec::new(),
            order: Vec::new(),
            refund_of: Vec::new(),
            magnitude: 0,
        }
    }

    /// Adds a row.
    pub fn push(&mut self, fact: Fact) -> Result<(), FactsError> {
        self.magnitude = self.check(&fact)?;
        self.customer.push(fact.customer);
        self.day.push(fact.day);
        self.amount.push(fact.amount);
        self.order.push(fact.order.unwrap_or(NO_ORDER));
        self.refund_of.push(fact.refund_of.unwrap_or(NO_ORDER));
        Ok(())
    }

    /// Checks a row against the invariants; gives the new sum of absolute amounts.
    fn check(&self, fact: &Fact) -> Result<i64, FactsError> {
        if fact.customer as usize >= self.codes.len() {
            return Err(FactsError::UnknownCustomer(fact.customer));
        }
        if !(FIRST_DAY..=LAST_DAY).contains(&fact.day) {
            return Err(FactsError::DayOutOfRange(fact.day));
        }
        if fact.order == Some(NO_ORDER) || fact.refund_of == Some(NO_ORDER) {
            return Err(FactsError::ReservedOrder);
        }
        fact.amount
            .checked_abs()
            .and_then(|size| self.magnitude.checked_add(size))
            .ok_or(FactsError::TotalTooLarge)
    }

    /// Says that `rows` rows in other currencies were left out.
    pub fn set_left_out(&mut self, rows: u32) {
        self.left_out = rows;
    }

    /// Rows left out for another currency.
    pub fn left_out(&self) -> u32 {
        self.left_out
    }

    /// Decimals of the currency.
    pub fn exponent(&self) -> u8 {
        self.exponent
    }

    /// The customers' ids, by index.
    pub fn codes(&self) -> &[String] {
        &self.codes
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.customer.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.customer.is_empty()
    }

    /// The rows in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = Fact> + '_ {
        let links = self.order.iter().zip(&self.refund_of);
        self.customer
            .iter()
            .zip(&self.day)
            .zip(&self.amount)
            .zip(links)
            .map(
                |(((&customer, &day), &amount), (&order, &refund_of))| Fact {
                    customer,
                    day,
                    amount,
                    order: (order != NO_ORDER).then_some(order),
                    refund_of: (refund_of != NO_ORDER).then_some(refund_of),
                },
            )
    }

    /// The compact form that is posted to a worker: little-endian columns behind a version.
    pub fn to_bytes(&self) -> Vec<u8> {
        let text: usize = self.codes.iter().map(|code| code.len() + 4).sum();
        let mut out = Vec::with_capacity(17 + text + self.len() * 24);
        out.extend(MAGIC);
        out.push(self.exponent);
        out.extend(self.left_out.to_le_bytes());
        out.extend(super::dense::count(self.codes.len()).to_le_bytes());
        out.extend(super::dense::count(self.len()).to_le_bytes());
        for code in &self.codes {
            out.extend(super::dense::count(code.len()).to_le_bytes());
            out.extend(code.as_bytes());
        }
        put(&mut out, &self.customer, u32::to_le_bytes);
        put(&mut out, &self.day, i32::to_le_bytes);
        put(&mut out, &self.amount, i64::to_le_bytes);
        put(&mut out, &self.order, u32::to_le_bytes);
        put(&mut out, &self.refund_of, u32::to_le_bytes);
        out
    }

    /// Reads what [`Facts::to_bytes`] wrote; every invariant is checked again.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FactsError> {
        let mut input = Input(bytes);
        if input.array() != Ok(MAGIC) {
            return Err(FactsError::UnknownFormat);
        }
        let [exponent] = input.array()?;
        let left_out = u32::from_le_bytes(input.array()?);
        let customers = u32::from_le_bytes(input.array()?) as usize;
        let rows = u32::from_le_bytes(input.array()?) as usize;
        // Nothing is reserved for a count that the bytes at hand could not fill.
        if customers
            .saturating_mul(4)
            .saturating_add(rows.saturating_mul(24))
            > input.left()
        {
            return Err(FactsError::Damaged);
        }
        let mut codes = Vec::with_capacity(customers);
        for _ in 0..customers {
            let length = u32::from_le_bytes(input.array()?) as usize;
            codes.push(input.text(length)?);
        }
        let mut facts = Self::new(codes, exponent);
        facts.left_out = left_out;
        facts.customer = input.column(rows, u32::from_le_bytes)?;
        facts.day = input.column(rows, i32::from_le_bytes)?;
        facts.amount = input.column(rows, i64::from_le_bytes)?;
        facts.order = input.column(rows, u32::from_le_bytes)?;
        facts.refund_of = input.column(rows, u32::from_le_bytes)?;
        if input.left() > 0 {
            return Err(FactsError::Damaged);
        }
        let mut magnitude = 0;
        for fact in facts.iter() {
            facts.magnitude_guard(&fact, &mut magnitude)?;
        }
        facts.magnitude = magnitude;
        Ok(facts)
    }

    fn magnitude_guard(&self, fact: &Fact, magnitude: &mut i64) -> Result<(), FactsError> {
        let size = self.check(fact)?;
        *magnitude = magnitude
            .checked_add(size)
            .ok_or(FactsError::TotalTooLarge)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::dense::day_of;
    use chrono::NaiveDate;
    use proptest::prelude::*;

    fn fact(customer: u32, day: i32, amount: i64) -> Fact {
        Fact {
            customer,
            day,
            amount,
            order: None,
            refund_of: None,
        }
    }

    #[test]
    fn the_day_limits_are_the_years_they_say() {
        assert_eq!(
            day_of(NaiveDate::from_ymd_opt(1900, 1, 1).unwrap()),
            FIRST_DAY
        );
        assert_eq!(
            day_of(NaiveDate::from_ymd_opt(2199, 12, 31).unwrap()),
            LAST_DAY
        );
    }

    #[test]
    fn rows_that_would_break_the_arithmetic_are_refused() {
        let mut facts = Facts::new(vec!["a".into()], 2);
        assert_eq!(
            facts.push(fact(1, 0, 1)),
            Err(FactsError::UnknownCustomer(1))
        );
        assert_eq!(
            facts.push(fact(0, LAST_DAY + 1, 1)),
            Err(FactsError::DayOutOfRange(84_006))
        );
        assert_eq!(
            facts.push(fact(0, 0, i64::MIN)),
            Err(FactsError::TotalTooLarge)
        );
        let reserved = Fact {
            order: Some(u32::MAX),
            ..fact(0, 0, 1)
        };
        assert_eq!(facts.push(reserved), Err(FactsError::ReservedOrder));
        facts.push(fact(0, 0, i64::MAX)).unwrap();
        assert_eq!(facts.push(fact(0, 0, -1)), Err(FactsError::TotalTooLarge));
        assert_eq!(facts.len(), 1);
    }

    #[test]
    fn another_version_is_told_from_damage() {
        let mut bytes = Facts::new(vec!["顾客".into()], 0).to_bytes();
        assert!(Facts::from_bytes(&bytes).is_ok());
        bytes.push(0);
        assert_eq!(Facts::from_bytes(&bytes), Err(FactsError::Damaged));
        bytes[3] = 2;
        assert_eq!(Facts::from_bytes(&bytes), Err(FactsError::UnknownFormat));
    }

    proptest! {
        #[test]
        fn any_bytes_are_facts_or_an_error(tail in prop::collection::vec(any::<u8>(), 0..200)) {
            let mut bytes = MAGIC.to_vec();
            bytes.extend(&tail);
            let _either = Facts::from_bytes(&bytes);
            let _other = Facts::from_bytes(&tail);
        }

        #[test]
        fn bytes_carry_every_row(
            rows in prop::collection::vec(
                (0u32..3, -1000i32..30_000, -9_999i64..9_999, prop::option::of(0u32..9)), 0..40),
            cut in 0usize..400,
        ) {
            let mut facts = Facts::new(vec!["a".into(), "b".into(), "é".into()], 3);
            for (customer, day, amount, order) in rows {
                let refund_of = order.filter(|_| amount < 0);
                facts.push(Fact { customer, day, amount, order, refund_of }).unwrap();
            }
            facts.set_left_out(7);
            let bytes = facts.to_bytes();
            let back = Facts::from_bytes(&bytes).unwrap();
            prop_assert_eq!(&back, &facts);
            if cut < bytes.len() {
                prop_assert!(Facts::from_bytes(&bytes[..cut]).is_err());
            }
        }
    }
}
