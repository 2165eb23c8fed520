//! The lists of what was sold: sales, and what was on them.

use super::{
    List, ListKind, Value,
    build::{Make, link, with_own},
};
use crate::domain::TableName;

impl<'a> Make<'a, '_> {
    pub(super) fn sales(&self) -> List<'a> {
        let columns = [
            "order",
            "date",
            "customer",
            "amount",
            "currency",
            "refund_of",
            "product",
            "quantity",
            "discount",
            "payment",
            "note",
            "customer_code",
            "time",
        ];
        let own = self.own(TableName::Sales);
        let rows = self.chosen.sales.iter().map(|sale| {
            let places = sale.currency.exponent();
            let hidden = self.chosen.hides(self.records, sale.customer);
            let customer = sale.customer.filter(|_| !hidden);
            let customer = customer.and_then(|id| self.records.get(id));
            let refund = sale.refund_of.and_then(|id| self.records.get(id));
            let refund = refund.map_or(Value::Blank, |of| {
                link(ListKind::Sales, &self.places.sales, of.id.raw(), &of.number)
            });
            let (product, quantity) = match sale.lines.as_slice() {
                [] => (Value::Blank, Value::Blank),
                [line] => (Value::text(&line.name), Value::Number(line.quantity.0)),
                lines => {
                    let names: Vec<&str> = lines.iter().map(|line| line.name.as_str()).collect();
                    (Value::text(names.join("; ")), Value::Blank)
                }
            };
            let payment = sale
                .payment
                .map_or("", |payment| self.word(payment.as_str()));
            let discount = if sale.discount == 0 {
                Value::Blank
            } else {
                Value::Money(sale.discount, places)
            };
            let time = sale.at.and_then(|at| self.local(at));
            let mut row = vec![
                Value::text(&sale.number),
                Value::Day(sale.date),
                self.customer(sale.customer),
                Value::Money(sale.total, places),
                Value::text(sale.currency.code()),
                refund,
                product,
                quantity,
                discount,
                Value::text(payment),
                Value::text(&sale.note),
                Value::text(customer.map_or("", |one| one.code.as_str())),
                time.map_or(Value::Blank, |at| Value::Time(at.time())),
            ];
            row.extend(own.values(&sale.values));
            row
        });
        let list = self.list(ListKind::Sales, "sheet.sales", &columns, rows.collect());
        with_own(list, &own)
    }

    pub(super) fn lines(&self) -> List<'a> {
        let columns = [
            "order",
            "date",
            "product",
            "quantity",
            "unit_price",
            "discount",
            "tax_percent",
            "line_total",
            "currency",
        ];
        let rows = self.chosen.sales.iter().enumerate().flat_map(|(at, sale)| {
            let places = sale.currency.exponent();
            sale.lines.iter().map(move |line| {
                let number = match sale.number.as_str() {
                    "" => "#",
                    number => number,
                };
                let product = line.product.map_or_else(
                    || Value::text(&line.name),
                    |id| {
                        let places = &self.places.products;
                        link(ListKind::Products, places, id.raw(), &line.name)
                    },
                );
                vec![
                    Value::Link(ListKind::Sales, at, number.into()),
                    Value::Day(sale.date),
                    product,
                    Value::Number(line.quantity.0),
                    Value::Money(line.unit_price, places),
                    Value::Money(line.discount, places),
                    Value::Number(i64::from(line.tax_rate) * 10),
                    line.total()
                        .map_or(Value::Blank, |total| Value::Money(total, places)),
                    Value::text(sale.currency.code()),
                ]
            })
        });
        self.list(ListKind::Lines, "sheet.lines", &columns, rows.collect())
    }
}
