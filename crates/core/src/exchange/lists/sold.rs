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
            let customer = self.places.customer(sale.customer);
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
                customer.map_or(Value::Blank, |one| {
                    link(ListKind::Customers, one.row, one.name)
                }),
                Value::Money(sale.total, places),
                Value::text(sale.currency.code()),
                self.sale(sale.refund_of),
                product,
                quantity,
                discount,
                Value::text(payment),
                Value::text(&sale.note),
                Value::text(customer.map_or("", |one| one.code)),
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
                        let row = self.places.products.get(&id.raw()).copied();
                        link(ListKind::Products, row, &line.name)
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
