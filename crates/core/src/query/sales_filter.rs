//! Which sales are listed: period, customer, product, payment, refunds, own fields, and a text. What is asked is
//! read from and written to the words of an address.

use chrono::{Datelike, Days, NaiveDate};

use super::{
    filter::Filter,
    own::answers,
    words::{InWords, Words},
};
use crate::{
    domain::{Customer, Id, Payment, Product, Records, Sale},
    search::fold,
};

/// A span of days that moves with today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// Today.
    Today,
    /// Since the week began.
    Week,
    /// Since the month began.
    Month,
    /// The last thirty days, today included.
    Days30,
    /// Since the year began.
    Year,
}

impl Period {
    /// Every period, the shortest first.
    pub const ALL: [Self; 5] = [
        Self::Today,
        Self::Week,
        Self::Month,
        Self::Days30,
        Self::Year,
    ];

    const fn code(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Week => "week",
            Self::Month => "month",
            Self::Days30 => "30",
            Self::Year => "year",
        }
    }

    /// Its first day; `week_start` is 1 for Monday … 7 for Sunday.
    pub fn first_day(self, today: NaiveDate, week_start: u8) -> NaiveDate {
        let back = |days: u32| {
            today
                .checked_sub_days(Days::new(u64::from(days)))
                .unwrap_or(today)
        };
        match self {
            Self::Today => today,
            Self::Week => {
                back((today.weekday().number_from_monday() + 7 - u32::from(week_start)) % 7)
            }
            Self::Month => today.with_day(1).unwrap_or(today),
            Self::Days30 => back(29),
            Self::Year => today.with_ordinal(1).unwrap_or(today),
        }
    }
}

/// What is asked of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SalesFilter {
    /// Part of a number, a customer's name or a note.
    pub text: String,
    /// A moving span; `from` and `to` are ignored with it.
    pub period: Option<Period>,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
    /// Who bought.
    pub customer: Option<Id<Customer>>,
    /// What was bought.
    pub product: Option<Id<Product>>,
    /// How it was paid.
    pub payment: Option<Payment>,
    /// Refunds only.
    pub refunds: bool,
    /// What is asked of own fields.
    pub own: Filter,
}

impl InWords for SalesFilter {
    fn read(words: &Words) -> Self {
        let (period, way) = (words.get("period"), words.get("payment"));
        Self {
            text: words.get("q").to_owned(),
            period: Period::ALL.into_iter().find(|one| one.code() == period),
            from: words.get("from").parse().ok(),
            to: words.get("to").parse().ok(),
            customer: words.id("customer"),
            product: words.id("product"),
            payment: Payment::ALL.into_iter().find(|one| one.as_str() == way),
            refunds: words.get("refunds") == "1",
            own: words.filter(),
        }
    }

    fn words(&self) -> Words {
        let mut words = Words::default();
        words.put("q", self.text.as_str());
        words.put_some("period", self.period.map(Period::code));
        words.put_some("from", self.from);
        words.put_some("to", self.to);
        words.put_some("customer", self.customer);
        words.put_some("product", self.product);
        words.put_some("payment", self.payment.map(Payment::as_str));
        words.put_some("refunds", self.refunds.then_some("1"));
        words.put_filter(&self.own);
        words
    }
}

impl SalesFilter {
    /// How many of the folded-away conditions are set.
    pub fn folded(&self) -> usize {
        [
            self.from.is_some() || self.to.is_some(),
            self.customer.is_some(),
            self.product.is_some(),
            self.payment.is_some(),
            self.refunds,
        ]
        .into_iter()
        .filter(|set| *set)
        .count()
    }

    /// A test for sales, with everything looked up once.
    pub fn test<'a>(
        &'a self,
        records: &'a Records,
        today: NaiveDate,
        week_start: u8,
    ) -> impl Fn(&Sale) -> bool + 'a {
        let (from, to) = match self.period {
            Some(period) => (Some(period.first_day(today, week_start)), Some(today)),
            None => (self.from, self.to),
        };
        let text = fold(self.text.trim());
        move |sale| {
            from.is_none_or(|from| sale.date >= from)
                && to.is_none_or(|to| sale.date <= to)
                && self.customer.is_none_or(|id| sale.customer == Some(id))
                && self.payment.is_none_or(|way| sale.payment == Some(way))
                && (!self.refunds || sale.is_refund())
                && (self.own.is_everything() || answers(&self.own, &[], &sale.values))
                && self
                    .product
                    .is_none_or(|id| sale.lines.iter().any(|line| line.product == Some(id)))
                && (text.is_empty() || says(sale, records, &text))
        }
    }
}

fn says(sale: &Sale, records: &Records, text: &str) -> bool {
    let customer = sale.customer.and_then(|id| records.get(id));
    fold(&sale.number).contains(text)
        || customer.is_some_and(|customer| fold(customer.display_name()).contains(text))
        || fold(&sale.note).contains(text)
}
