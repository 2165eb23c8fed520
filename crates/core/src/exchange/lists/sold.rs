//! The lists of what was sold: sales, and what was on them.

use std::rc::Rc;

use super::{
    Content, List, ListKind, Value,
    build::{Head, Make, link, named},
};
use crate::domain::{Sale, SaleLine, TableName};

impl<'a> Make<'a> {
    pub(super) fn sales(self: &Rc<Self>) -> List<'a> {
        const HEAD: Head = Head {
            kind: ListKind::Sales,
            name: "sheet.sales",
            columns: &[
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
            ],
        };
        let row = |make: &Self, sale: &&'a Sale| {
            let places = sale.currency.exponent();
            let customer = make.places.customer(sale.customer);
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
                .map_or("", |payment| make.word(payment.as_str()));
            let discount = if sale.discount == 0 {
                Value::Blank
            } else {
                Value::Money(sale.discount, places)
            };
            let time = sale.at.and_then(|at| make.local(at));
            vec![
                Value::text(&sale.number),
                Value::Day(sale.date),
                named(customer),
                Value::Money(sale.total, places),
                Value::text(sale.currency.code()),
                make.sale(sale.refund_of),
                product,
                quantity,
                discount,
                Value::text(payment),
                Value::text(&sale.note),
                Value::text(customer.map_or("", |one| one.code)),
                time.map_or(Value::Blank, |at| Value::Time(at.time())),
            ]
        };
        self.list_with_own(
            &HEAD,
            TableName::Sales,
            |chosen| &chosen.sales,
            |sale| &sale.values,
            row,
        )
    }

    pub(super) fn lines(self: &Rc<Self>) -> List<'a> {
        const HEAD: Head = Head {
            kind: ListKind::Lines,
            name: "sheet.lines",
            columns: &[
                "order",
                "date",
                "product",
                "quantity",
                "unit_price",
                "discount",
                "tax_percent",
                "line_total",
                "currency",
                "line",
            ],
        };
        let sales = self.chosen.sales.iter().enumerate();
        // Counted within each sale, so that two equal ones beside each other come in as two again.
        let of_sale = |(at, sale): (usize, &&'a Sale)| {
            let sale = *sale;
            (1..)
                .zip(&sale.lines)
                .map(move |(place, line)| (at, sale, place, line))
        };
        let lines: Vec<(usize, &'a Sale, usize, &'a SaleLine)> = sales.flat_map(of_sale).collect();
        let make = Rc::clone(self);
        let row = move |(at, sale, place, line): &(usize, &'a Sale, usize, &'a SaleLine)| {
            let places = sale.currency.exponent();
            let number = match sale.number.as_str() {
                "" => "#",
                number => number,
            };
            let product = line.product.map_or_else(
                || Value::text(&line.name),
                |id| {
                    let row = make.places.products.get(&id.raw()).copied();
                    link(ListKind::Products, row, &line.name)
                },
            );
            vec![
                Value::Link(ListKind::Sales, *at, number.into()),
                Value::Day(sale.date),
                product,
                Value::Number(line.quantity.0),
                Value::Money(line.unit_price, places),
                Value::Money(line.discount, places),
                Value::Number(i64::from(line.tax_rate) * 10),
                line.total()
                    .map_or(Value::Blank, |total| Value::Money(total, places)),
                Value::text(sale.currency.code()),
                Value::count(*place),
            ]
        };
        self.list(&HEAD, Content::each(lines, row))
    }
}
