//! Records to lists.

use std::borrow::Cow;

use chrono::{NaiveDateTime, TimeZone};

use super::{
    List, ListKind, Pick, Style, Value,
    chosen::Chosen,
    customers::{self, Widths},
    own::Own,
    places::Places,
    ties::Ties,
};
use crate::domain::{Customer, Deal, Id, Member, Outcome, Records, Sale, TableName, Timestamp};

/// The lists that hold something, the picked one first.
pub fn lists<'a>(records: &'a Records, pick: &Pick, style: &Style) -> Vec<List<'a>> {
    let chosen = Chosen::of(records, pick, style.reachable_only);
    let make = Make {
        records,
        style,
        chosen: &chosen,
        places: Places::of(records, &chosen),
        ties: Ties::of(records, &chosen, style.words),
    };
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
    let first = match pick {
        Pick::List(TableName::Deals, _) => ListKind::Deals,
        Pick::List(TableName::Sales, _) => ListKind::Sales,
        Pick::List(TableName::Products, _) => ListKind::Products,
        Pick::List(TableName::Tasks, _) => ListKind::Tasks,
        Pick::List(TableName::Activities, _) => ListKind::Notes,
        Pick::List(TableName::Cases, _) => ListKind::Cases,
        Pick::List(TableName::Points, _) => ListKind::Points,
        _ => ListKind::Customers,
    };
    lists.retain(|list| !list.rows.is_empty() || list.kind == first);
    lists.sort_by_key(|list| list.kind != first);
    lists
}

/// Makes one list after the other.
pub(super) struct Make<'a, 'm> {
    pub(super) records: &'a Records,
    style: &'m Style,
    pub(super) chosen: &'m Chosen<'a>,
    pub(super) places: Places<'a>,
    pub(super) ties: Ties<'a, 'm>,
}

impl<'a> Make<'a, '_> {
    pub(super) fn word(&self, key: &str) -> &'static str {
        self.style.words.get(key)
    }

    pub(super) fn list(
        &self,
        kind: ListKind,
        name: &str,
        columns: &[&str],
        rows: Vec<Vec<Value<'a>>>,
    ) -> List<'a> {
        List {
            kind,
            name: self.word(name).to_owned(),
            columns: columns
                .iter()
                .map(|key| self.word(key).to_owned())
                .collect(),
            rows,
        }
    }

    pub(super) fn own(&self, table: TableName) -> Own<'_> {
        Own::of(self.records, table, self.style)
    }

    pub(super) fn customer(&self, id: Option<Id<Customer>>) -> Value<'a> {
        let named = self.places.customer(id);
        named.map_or(Value::Blank, |one| {
            link(ListKind::Customers, one.row, one.name)
        })
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
        let row = self.places.sale(self.chosen, sale.id);
        link(ListKind::Sales, row, &sale.number)
    }

    pub(super) fn moment(&self, at: Timestamp) -> Value<'a> {
        self.local(at).map_or(Value::Blank, Value::Moment)
    }

    pub(super) fn local(&self, at: Timestamp) -> Option<NaiveDateTime> {
        let utc = chrono::DateTime::from_timestamp_millis(at.0)?.naive_utc();
        Some(self.style.zone.from_utc_datetime(&utc).naive_local())
    }

    fn customers(&self) -> List<'a> {
        let customers = &self.chosen.customers;
        let ties = &self.ties;
        let widths = Widths::of(customers.iter().map(AsRef::as_ref), !ties.is_empty());
        let own = self.own(TableName::Customers);
        let rows = customers.iter().map(|customer| match customer {
            Cow::Borrowed(customer) => self.person(customer, ties, &own, widths),
            Cow::Owned(customer) => {
                let row = self.person(customer, ties, &own, widths).into_iter();
                row.map(Value::into_owned).collect()
            }
        });
        let mut columns = customers::columns(self.style, widths);
        columns.extend(own.columns());
        List {
            kind: ListKind::Customers,
            name: self.word("sheet.customers").to_owned(),
            columns,
            rows: rows.collect(),
        }
    }

    /// The row of one customer.
    fn person<'c>(
        &self,
        customer: &'c Customer,
        ties: &Ties<'_, '_>,
        own: &Own<'_>,
        widths: Widths,
    ) -> Vec<Value<'c>>
    where
        'a: 'c,
    {
        let company = self.customer(customer.company);
        let owner = self.member(customer.owner);
        let ties = ties.told(customer.id);
        let mut row = customers::row(customer, company, owner, ties, self.style, widths);
        row.extend(own.values(&customer.values));
        row
    }

    fn deals(&self) -> List<'a> {
        let columns = [
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
        ];
        let own = self.own(TableName::Deals);
        let rows = self.chosen.deals.iter().map(|deal| {
            let board = self.records.get(deal.pipeline);
            let stage = board.and_then(|board| board.stage(deal.stage));
            let (outcome, closed, reason) = match &deal.outcome {
                Outcome::Open => ("open", None, ""),
                Outcome::Won { on, reason } => ("won", Some(*on), reason.as_str()),
                Outcome::Lost { on, reason } => ("lost", Some(*on), reason.as_str()),
            };
            let mut row = vec![
                Value::text(&deal.title),
                self.customer(deal.customer),
                Value::text(board.map_or("", |board| board.name.as_str())),
                Value::text(stage.map_or("", |stage| stage.name.as_str())),
                Value::Money(deal.value, deal.currency.exponent()),
                Value::text(deal.currency.code()),
                Value::day(deal.expected_close),
                Value::text(self.word(outcome)),
                Value::day(closed),
                Value::text(reason),
                Value::text(&deal.source),
                self.member(deal.owner),
                Value::text(&deal.code),
                Value::text(&deal.note),
                Value::text(customers::joined(&deal.tags)),
            ];
            row.extend(own.values(&deal.values));
            row
        });
        let list = self.list(ListKind::Deals, "sheet.deals", &columns, rows.collect());
        with_own(list, &own)
    }

    fn products(&self) -> List<'a> {
        let columns = [
            "name",
            "sku",
            "category",
            "price",
            "currency",
            "tax_percent",
            "archived",
        ];
        let own = self.own(TableName::Products);
        let rows = self.chosen.products.iter().map(|product| {
            let places = product.currency.exponent();
            let mut row = vec![
                Value::text(&product.name),
                Value::text(&product.sku),
                Value::text(&product.category),
                product
                    .price
                    .map_or(Value::Blank, |price| Value::Money(price, places)),
                Value::text(product.currency.code()),
                Value::Number(i64::from(product.tax_rate) * 10),
                Value::text(if product.archived {
                    self.word("yes")
                } else {
                    ""
                }),
            ];
            row.extend(own.values(&product.values));
            row
        });
        let rows = rows.collect();
        let list = self.list(ListKind::Products, "sheet.products", &columns, rows);
        with_own(list, &own)
    }
}

/// A list whose own fields stand behind its columns.
pub(super) fn with_own<'a>(mut list: List<'a>, own: &Own<'_>) -> List<'a> {
    list.columns.extend(own.columns());
    list
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
