//! Which sales are listed: period, customer, product, payment, refunds, own fields, and a text. What is asked is
//! read from and written to the words of an address.

use chrono::{Datelike, Days, NaiveDate};
use rustc_hash::FxHashSet;

use super::{
    arranged::{Arranged, InTable},
    filter::Filter,
    own::answers,
    sale_columns::SaleColumn,
    words::{InWords, Words},
};
use crate::{
    domain::{Customer, Id, Payment, Product, Records, Sale},
    search::Said,
};

/// As what sales are shown where that is no list by day.
const TABLE: &str = "table";

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
    /// They are shown as a table.
    pub table: bool,
    /// How the table stands.
    pub arranged: Arranged<SaleColumn>,
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
            table: words.get("as") == TABLE,
            arranged: Arranged::read(words),
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
        words.put_some("as", self.table.then_some(TABLE));
        self.arranged.put(&mut words);
        words
    }
}

impl InTable for SalesFilter {
    type Column = SaleColumn;

    fn arranged(&self) -> &Arranged<SaleColumn> {
        &self.arranged
    }

    fn arranged_mut(&mut self) -> &mut Arranged<SaleColumn> {
        &mut self.arranged
    }
}

impl SalesFilter {
    /// The same with nothing narrowed.
    #[must_use]
    pub fn of_all(&self) -> Self {
        Self {
            table: self.table,
            arranged: self.arranged,
            ..Self::default()
        }
    }

    /// Only what narrows it: which sales are listed does not depend on how they are shown.
    #[must_use]
    pub fn narrowing(&self) -> Self {
        Self {
            table: false,
            arranged: Arranged::default(),
            ..self.clone()
        }
    }

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

    /// A test for sales, with everything looked up once. `called` knows the customers that answer a word.
    pub fn test<'a>(
        &'a self,
        records: &Records,
        (today, week_start): (NaiveDate, u8),
        called: &dyn Fn(&str) -> Vec<Id<Customer>>,
    ) -> impl Fn(&Sale) -> bool + use<'a> {
        let (from, to) = match self.period {
            Some(period) => (Some(period.first_day(today, week_start)), Some(today)),
            None => (self.from, self.to),
        };
        let words: Vec<Word> = Said::of(&self.text)
            .words()
            .iter()
            .map(|word| Word::new(word, records, called))
            .collect();
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
                && words.iter().all(|word| word.is_of(sale))
        }
    }
}

/// A word that was typed, with who and what is called so.
struct Word {
    said: Said,
    customers: FxHashSet<Id<Customer>>,
    products: FxHashSet<Id<Product>>,
}

impl Word {
    fn new(word: &str, records: &Records, called: &dyn Fn(&str) -> Vec<Id<Customer>>) -> Self {
        let said = Said::of(word);
        let products = records.products.iter();
        let products = products.filter(|product| said.is_in(&[&product.name, &product.sku]));
        Self {
            customers: called(word).into_iter().collect(),
            products: products.map(|product| product.id).collect(),
            said,
        }
    }

    /// True if the sale says the word, or is of whom or what is called so.
    fn is_of(&self, sale: &Sale) -> bool {
        sale.customer.is_some_and(|id| self.customers.contains(&id))
            || self.said.is_in(&[&sale.number, &sale.note])
            || sale.lines.iter().any(|line| match line.product {
                Some(product) => self.products.contains(&product),
                None => self.said.is_in(&[&line.name]),
            })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        domain::{Currency, IdMaker, Quantity, SaleLine, Timestamp, Values, name::Name},
        search::CustomerIndex,
    };

    #[test]
    fn sales_are_found_by_words_in_any_order_of_whom_what_number_and_note() {
        let mut ids = IdMaker::new(1);
        let (now, day): (_, NaiveDate) = (Timestamp(1), NaiveDate::default());
        let mut records = Records::default();
        let people = [("王芳", "13912345678"), ("Ann Lee", "0301042")];
        for (slot, (name, phone)) in (0..).zip(people) {
            let mut one = Customer::new(ids.next(now), Name::from_full(name), now);
            one.phones = vec![crate::domain::Phone::new(phone)];
            one.note = "tea lover".into();
            records.customers.put(slot, Arc::new(one));
        }
        let tea = Product {
            id: ids.next(now),
            name: "紅茶".into(),
            sku: String::new(),
            category: String::new(),
            price: None,
            currency: Currency::CNY,
            tax_rate: 0,
            archived: false,
            values: Values::new(),
            created: now,
            updated: now,
        };
        let (tea_id, whom) = (tea.id, |slot| records.customers.at(slot).map(|one| one.id));
        let (wang, ann) = (whom(0), whom(1));
        records.products.put(0, Arc::new(tea));
        let line = |product, name: &str| SaleLine {
            product,
            name: name.into(),
            quantity: Quantity::ONE,
            unit_price: 100,
            discount: 0,
            tax_rate: 0,
        };
        let mut sale = |number: &str, customer, lines, note: &str| Sale {
            number: number.into(),
            customer,
            lines,
            note: note.into(),
            ..Sale::new(ids.next(now), day, 100, Currency::CNY, now)
        };
        let sales = [
            sale("S-1042", wang, vec![line(Some(tea_id), "")], ""),
            sale("S-7", ann, vec![line(None, "Tea pot")], "gift"),
            sale("S-8", None, vec![line(Some(tea_id), "")], "for 王芳"),
        ];
        let index = CustomerIndex::build(&records.customers);
        let found = |text: &str| -> String {
            let asked = SalesFilter {
                text: text.into(),
                ..SalesFilter::default()
            };
            let fits = asked.test(&records, (day, 1), &|word| index.called(word));
            let found = sales.iter().filter(|sale| fits(sale));
            let numbers: Vec<&str> = found.map(|sale| sale.number.as_str()).collect();
            numbers.join(" ")
        };
        for (text, numbers) in [
            ("", "S-1042 S-7 S-8"),
            ("hongcha", "S-1042 S-8"),
            ("wf 红茶", "S-1042 S-8"),
            ("茶 WANG", "S-1042 S-8"),
            ("pot lee ann", "S-7"),
            ("1042", "S-1042 S-7"),
            ("5678", "S-1042"),
            // A few digits are of a number of a sale; a customer's note is not a sale's.
            ("7", "S-7"),
            ("lover", ""),
            ("lee 8", ""),
        ] {
            assert_eq!(found(text), numbers, "{text}");
        }
    }
}
