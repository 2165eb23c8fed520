//! Records to lists.

use std::{borrow::Cow, rc::Rc};

use chrono::{NaiveDateTime, TimeZone};

use super::{
    Content, List, ListKind, Pick, Style, Value,
    asked::{Asked, Shown},
    chosen::Chosen,
    customers::{self, Widths},
    own::Own,
    places::{Named, Places},
    ties::Ties,
};
use crate::domain::{
    Customer, Deal, Id, Member, Outcome, Product, Records, Sale, TableName, Timestamp,
    field::Values,
};

/// The lists that hold something, the picked one first.
pub fn lists<'a>(records: &'a Records, pick: &Pick, style: &Style) -> Vec<List<'a>> {
    lists_asked(records, pick, style, None)
}

/// The same, where the columns of the picked list were chosen: it says what they ask besides.
pub fn lists_asked<'a>(
    records: &'a Records,
    pick: &Pick,
    style: &Style,
    shown: Option<Shown<'_>>,
) -> Vec<List<'a>> {
    let first = match pick {
        Pick::List(TableName::Deals, _) => ListKind::Deals,
        Pick::List(TableName::Sales, _) => ListKind::Sales,
        Pick::List(TableName::Products, _) => ListKind::Products,
        Pick::List(TableName::Tasks, _) => ListKind::Tasks,
        Pick::List(TableName::Activities, _) => ListKind::Notes,
        Pick::List(TableName::Cases, _) => ListKind::Cases,
        Pick::List(TableName::Points, _) => ListKind::Points,
        Pick::List(TableName::Relations, _) => ListKind::Relations,
        _ => ListKind::Customers,
    };
    lists_of(&Make::of(records, pick, style, shown), first)
}

/// The lists that hold something, and the `first` one in any case.
pub(super) fn lists_of<'a>(make: &Rc<Make<'a>>, first: ListKind) -> Vec<List<'a>> {
    let mut lists = vec![
        make.customers(),
        make.deals(),
        make.sales(),
        make.lines(),
        make.products(),
        make.tasks(),
        make.notes(),
        make.cases(),
        make.points(),
        make.relations(),
    ];
    lists.retain(|list| !list.rows.is_empty() || list.kind == first);
    lists.sort_by_key(|list| list.kind != first);
    lists
}

/// Makes the lists, and their rows when they are written.
pub(super) struct Make<'a> {
    pub(super) records: &'a Records,
    style: Style,
    pub(super) chosen: Chosen<'a>,
    pub(super) places: Places<'a>,
    pub(super) ties: Ties<'a>,
    pub(super) asked: Asked,
}

/// What a list is called, and its columns, as keys of words.
pub(super) struct Head {
    pub kind: ListKind,
    pub name: &'static str,
    pub columns: &'static [&'static str],
}

/// The records of one list among those that go out.
type Picked<'a, T> = for<'c> fn(&'c Chosen<'a>) -> &'c [T];

impl<'a> Make<'a> {
    /// Everything that the rows are made with; `shown` are the columns of the picked list, where they were chosen.
    pub(super) fn of(
        records: &'a Records,
        pick: &Pick,
        style: &Style,
        shown: Option<Shown<'_>>,
    ) -> Rc<Self> {
        let chosen = Chosen::of(records, pick, style.reachable_only);
        Rc::new(Self {
            records,
            style: *style,
            places: Places::of(records, &chosen),
            ties: Ties::of(records, &chosen, style.words),
            asked: Asked::of(records, pick, shown),
            chosen,
        })
    }

    /// A row for each of the records.
    pub(super) fn rows<T: 'a>(
        self: &Rc<Self>,
        records: Picked<'a, T>,
        row: impl Fn(&Self, &T) -> Vec<Value<'a>> + 'a,
    ) -> Content<'a> {
        let make = Rc::clone(self);
        Content::of(records(&self.chosen).len(), move |at| {
            let record = records(&make.chosen).get(at);
            record.map(|one| row(&make, one)).unwrap_or_default()
        })
    }

    pub(super) fn word(&self, key: &str) -> &'static str {
        self.style.words.get(key)
    }

    /// A list of that head with these rows.
    pub(super) fn list(&self, head: &Head, rows: Content<'a>) -> List<'a> {
        List {
            kind: head.kind,
            name: self.word(head.name).to_owned(),
            columns: head
                .columns
                .iter()
                .map(|key| self.word(key).to_owned())
                .collect(),
            rows,
        }
    }

    /// A list of records whose own fields stand behind its columns.
    pub(super) fn list_with_own<T: 'a>(
        self: &Rc<Self>,
        head: &Head,
        table: TableName,
        records: Picked<'a, T>,
        values: fn(&T) -> &'a Values,
        row: impl Fn(&Self, &T) -> Vec<Value<'a>> + 'a,
    ) -> List<'a> {
        let own = self.own(table);
        let titles = self.besides_of(table).into_iter();
        let titles: Vec<String> = titles.chain(own.columns()).collect();
        let rows = self.rows(records, move |make, one| {
            let mut row = row(make, one);
            row.extend(own.values(values(one)));
            row
        });
        let mut list = self.list(head, rows);
        list.columns.extend(titles);
        list
    }

    pub(super) fn own(&self, table: TableName) -> Own {
        Own::of(self.records, table, self.style).only(self.asked.own(table))
    }

    pub(super) fn customer(&self, id: Option<Id<Customer>>) -> Value<'a> {
        named(self.places.customer(id))
    }

    pub(super) fn member(&self, id: Option<Id<Member>>) -> Value<'a> {
        let member = id.and_then(|id| self.records.get(id));
        Value::text(member.map_or("", |one| one.name.as_str()))
    }

    pub(super) fn deal(&self, id: Option<Id<Deal>>) -> Value<'a> {
        let Some(deal) = id.and_then(|id| self.records.get(id)) else {
            return Value::Blank;
        };
        if self.chosen.hides(deal.customer) {
            return Value::Blank;
        }
        let row = self.places.deals.get(&deal.id.raw()).copied();
        link(ListKind::Deals, row, &deal.title)
    }

    pub(super) fn sale(&self, id: Option<Id<Sale>>) -> Value<'a> {
        let Some(sale) = id.and_then(|id| self.records.get(id)) else {
            return Value::Blank;
        };
        let row = self.places.sale(&self.chosen, sale.id);
        link(ListKind::Sales, row, &sale.number)
    }

    pub(super) fn moment(&self, at: Timestamp) -> Value<'a> {
        self.local(at).map_or(Value::Blank, Value::Moment)
    }

    pub(super) fn local(&self, at: Timestamp) -> Option<NaiveDateTime> {
        let utc = chrono::DateTime::from_timestamp_millis(at.0)?.naive_utc();
        Some(self.style.zone.from_utc_datetime(&utc).naive_local())
    }

    fn customers(self: &Rc<Self>) -> List<'a> {
        let customers = self.chosen.customers.iter().map(AsRef::as_ref);
        let widths = Widths::of(customers, !self.ties.is_empty());
        let own = self.own(TableName::Customers);
        let mut columns = customers::columns(&self.style, widths);
        columns.extend(own.columns());
        columns.extend(self.besides_of_customers());
        let rows = self.rows(
            |chosen| &chosen.customers,
            move |make, customer| match customer {
                Cow::Borrowed(customer) => make.person(customer, &own, widths),
                Cow::Owned(customer) => {
                    let row = make.person(customer, &own, widths).into_iter();
                    row.map(Value::into_owned).collect()
                }
            },
        );
        List {
            kind: ListKind::Customers,
            name: self.word("sheet.customers").to_owned(),
            columns,
            rows,
        }
    }

    /// The row of one customer.
    fn person<'c>(&self, customer: &'c Customer, own: &Own, widths: Widths) -> Vec<Value<'c>>
    where
        'a: 'c,
    {
        let company = self.customer(customer.company);
        let owner = self.member(customer.owner);
        let ties = self.ties.told(&self.chosen, customer.id);
        let mut row = customers::row(customer, company, owner, ties, &self.style, widths);
        row.extend(own.values(&customer.values));
        row.extend(self.besides_of_customer(customer));
        row
    }

    fn deals(self: &Rc<Self>) -> List<'a> {
        const HEAD: Head = Head {
            kind: ListKind::Deals,
            name: "sheet.deals",
            columns: &[
                "title",
                "customer",
                "board",
                "stage",
                "value",
                "currency",
                "expected_close",
                "outcome",
                "closed",
                "reason_closed",
                "source",
                "owner",
                "deal_code",
                "note",
                "tags",
            ],
        };
        let row = |make: &Self, deal: &&'a Deal| {
            let board = make.records.get(deal.pipeline);
            let stage = board.and_then(|board| board.stage(deal.stage));
            let (outcome, closed, reason) = match &deal.outcome {
                Outcome::Open => ("open", None, ""),
                Outcome::Won { on, reason } => ("won", Some(*on), reason.as_str()),
                Outcome::Lost { on, reason } => ("lost", Some(*on), reason.as_str()),
            };
            let mut row = vec![
                Value::text(&deal.title),
                make.customer(deal.customer),
                Value::text(board.map_or("", |board| board.name.as_str())),
                Value::text(stage.map_or("", |stage| stage.name.as_str())),
                Value::Money(deal.value, deal.currency.exponent()),
                Value::text(deal.currency.code()),
                Value::day(deal.expected_close),
                Value::text(make.word(outcome)),
                Value::day(closed),
                Value::text(reason),
                Value::text(&deal.source),
                make.member(deal.owner),
                Value::text(&deal.code),
                Value::text(&deal.note),
                Value::text(customers::joined(&deal.tags)),
            ];
            row.extend(make.besides_of_deal(deal));
            row
        };
        self.list_with_own(
            &HEAD,
            TableName::Deals,
            |chosen| &chosen.deals,
            |deal| &deal.values,
            row,
        )
    }

    fn products(self: &Rc<Self>) -> List<'a> {
        const HEAD: Head = Head {
            kind: ListKind::Products,
            name: "sheet.products",
            columns: &[
                "name",
                "sku",
                "category",
                "price",
                "currency",
                "tax_percent",
                "archived",
            ],
        };
        let row = |make: &Self, product: &&'a Product| {
            let places = product.currency.exponent();
            vec![
                Value::text(&product.name),
                Value::text(&product.sku),
                Value::text(&product.category),
                product
                    .price
                    .map_or(Value::Blank, |price| Value::Money(price, places)),
                Value::text(product.currency.code()),
                Value::Number(i64::from(product.tax_rate) * 10),
                Value::text(if product.archived {
                    make.word("yes")
                } else {
                    ""
                }),
            ]
        };
        self.list_with_own(
            &HEAD,
            TableName::Products,
            |chosen| &chosen.products,
            |product| &product.values,
            row,
        )
    }
}

/// A way to the row of a customer; nothing if nobody may be named.
pub(super) fn named(customer: Option<Named<'_>>) -> Value<'_> {
    customer.map_or(Value::Blank, |one| {
        link(ListKind::Customers, one.row, one.name)
    })
}

/// A way to the row of a record, or only its name if it does not go out.
pub(super) fn link<'a>(
    kind: ListKind,
    row: Option<usize>,
    name: impl Into<Cow<'a, str>>,
) -> Value<'a> {
    let name = name.into();
    match row {
        Some(row) if !name.is_empty() => Value::Link(kind, row, name),
        _ => Value::text(name),
    }
}
