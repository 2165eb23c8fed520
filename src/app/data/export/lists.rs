//! Lists as CSV, customers also as cards.

use std::sync::Arc;

use super::{super::Failure, download};
use crate::{
    app::App,
    domain::{Customer, Deal, Entity, Id, Outcome, Product, Quantity, Records, Sale, Task},
    exchange::{
        person, tables,
        typed::quantity_text,
        vcard::{self, Version},
    },
};

const CSV: &str = "text/csv;charset=utf-8";

/// The records with these identities, in their order; all if none are named.
fn pick<T: Entity>(records: &Records, ids: Option<&[Id<T>]>) -> Vec<Arc<T>> {
    match ids {
        Some(ids) => ids
            .iter()
            .filter_map(|id| records.get(*id).cloned())
            .collect(),
        None => T::table(records).iter().cloned().collect(),
    }
}

fn name_of(records: &Records, id: Option<Id<Customer>>) -> String {
    id.and_then(|id| records.get(id))
        .map(|customer| customer.display_name().to_owned())
        .unwrap_or_default()
}

/// The customers that may be contacted, without the ways they refused; and how many are left out.
fn only_reachable(customers: &mut Vec<Arc<Customer>>) -> usize {
    let all = customers.len();
    *customers = customers
        .iter()
        .filter_map(|one| person::reachable(one).map(Arc::new))
        .collect();
    all - customers.len()
}

/// Customers with every field as CSV. Those who asked not to be contacted are left out if
/// `reachable_only`, and the ways that others refused; says how many were left out.
pub fn customers(
    app: App,
    ids: Option<&[Id<Customer>]>,
    reachable_only: bool,
) -> Result<usize, Failure> {
    let mut left_out = 0;
    let text = app.peek(|records| {
        let mut customers = pick(records, ids);
        if reachable_only {
            left_out = only_reachable(&mut customers);
        }
        let company = |id: Id<Customer>| records.get(id).map(|one| one.display_name().to_owned());
        tables::customers_csv(customers.iter().map(AsRef::as_ref), company)
    });
    download(app, "customers", "csv", CSV, &text)?;
    Ok(left_out)
}

/// Customers as cards (vCard), for address books. Those who asked not to be contacted are left out if
/// `reachable_only`, and the ways that others refused; says how many were left out.
pub fn cards(
    app: App,
    ids: Option<&[Id<Customer>]>,
    version: Version,
    reachable_only: bool,
) -> Result<usize, Failure> {
    let mut left_out = 0;
    let text = app.peek(|records| {
        let mut customers = pick(records, ids);
        if reachable_only {
            left_out = only_reachable(&mut customers);
        }
        let company = |customer: &Customer| customer.company.map(|id| name_of(records, Some(id)));
        vcard::write(customers.iter().map(AsRef::as_ref), version, company)
    });
    download(app, "customers", "vcf", "text/vcard;charset=utf-8", &text)?;
    Ok(left_out)
}

/// Sales as CSV, one row a sale.
pub fn sales(app: App, ids: Option<&[Id<Sale>]>) -> Result<(), Failure> {
    let header = [
        "order_id",
        "date",
        "customer",
        "customer_code",
        "amount",
        "currency",
        "refund_of",
        "product",
        "quantity",
        "discount",
        "payment",
        "note",
    ];
    let text = app.peek(|records| {
        let rows = pick(records, ids)
            .into_iter()
            .map(|sale| sale_row(records, &sale));
        tables::csv(std::iter::once(header.map(str::to_owned).to_vec()).chain(rows))
    });
    download(app, "sales", "csv", CSV, &text)
}

fn sale_row(records: &Records, sale: &Sale) -> Vec<String> {
    let customer = sale.customer.and_then(|id| records.get(id));
    let refund_of = sale.refund_of.and_then(|id| records.get(id));
    let (product, quantity) = match sale.lines.as_slice() {
        [] => (String::new(), String::new()),
        [line] => (line.name.clone(), quantity_text(line.quantity)),
        lines => {
            let each = lines
                .iter()
                .map(|line| format!("{} × {}", line.name, quantity_text(line.quantity)));
            (each.collect::<Vec<_>>().join("; "), String::new())
        }
    };
    let payment = sale
        .payment
        .and_then(|payment| serde_json::to_value(payment).ok());
    vec![
        sale.number.clone(),
        sale.date.to_string(),
        name_of(records, sale.customer),
        customer.map(|one| one.code.clone()).unwrap_or_default(),
        sale.currency.decimal(sale.total),
        sale.currency.to_string(),
        refund_of.map(|one| one.number.clone()).unwrap_or_default(),
        product,
        quantity,
        sale.currency.decimal(sale.discount),
        payment
            .and_then(|value| value.as_str().map(str::to_owned))
            .unwrap_or_default(),
        sale.note.clone(),
    ]
}

/// Deals as CSV.
pub fn deals(app: App, ids: Option<&[Id<Deal>]>) -> Result<(), Failure> {
    let header = [
        "title",
        "customer",
        "board",
        "stage",
        "value",
        "currency",
        "expected_close",
        "outcome",
        "closed",
        "reason",
        "source",
        "note",
    ];
    let text = app.peek(|records| {
        let rows = pick(records, ids)
            .into_iter()
            .map(|deal| deal_row(records, &deal));
        tables::csv(std::iter::once(header.map(str::to_owned).to_vec()).chain(rows))
    });
    download(app, "deals", "csv", CSV, &text)
}

fn deal_row(records: &Records, deal: &Deal) -> Vec<String> {
    let board = records.get(deal.pipeline);
    let stage = board.and_then(|board| board.stages.iter().find(|stage| stage.id == deal.stage));
    let (outcome, closed, reason) = match &deal.outcome {
        Outcome::Open => ("open", None, ""),
        Outcome::Won { on, reason } => ("won", Some(*on), reason.as_str()),
        Outcome::Lost { on, reason } => ("lost", Some(*on), reason.as_str()),
    };
    let day = |date: Option<chrono::NaiveDate>| date.map(|date| date.to_string());
    vec![
        deal.title.clone(),
        name_of(records, deal.customer),
        board.map(|board| board.name.clone()).unwrap_or_default(),
        stage.map(|stage| stage.name.clone()).unwrap_or_default(),
        deal.currency.decimal(deal.value),
        deal.currency.to_string(),
        day(deal.expected_close).unwrap_or_default(),
        outcome.to_owned(),
        day(closed).unwrap_or_default(),
        reason.to_owned(),
        deal.source.clone(),
        deal.note.clone(),
    ]
}

/// Products as CSV.
pub fn products(app: App, ids: Option<&[Id<Product>]>) -> Result<(), Failure> {
    let header = [
        "name",
        "sku",
        "category",
        "price",
        "currency",
        "tax_percent",
        "archived",
    ];
    let text = app.peek(|records| {
        let rows = pick(records, ids).into_iter().map(|product| {
            let price = product.price.map(|price| product.currency.decimal(price));
            vec![
                product.name.clone(),
                product.sku.clone(),
                product.category.clone(),
                price.unwrap_or_default(),
                product.currency.to_string(),
                quantity_text(Quantity(i64::from(product.tax_rate) * 10)),
                if product.archived { "yes" } else { "" }.to_owned(),
            ]
        });
        tables::csv(std::iter::once(header.map(str::to_owned).to_vec()).chain(rows))
    });
    download(app, "products", "csv", CSV, &text)
}

/// Tasks as CSV.
pub fn tasks(app: App, ids: Option<&[Id<Task>]>) -> Result<(), Failure> {
    let header = ["title", "due", "time", "done", "customer", "deal", "note"];
    let text = app.peek(|records| {
        let rows = pick(records, ids).into_iter().map(|task| {
            let deal = task.deal.and_then(|id| records.get(id));
            vec![
                task.title.clone(),
                task.due.map(|day| day.to_string()).unwrap_or_default(),
                task.time
                    .map(|time| time.format("%H:%M").to_string())
                    .unwrap_or_default(),
                if task.done.is_some() { "yes" } else { "" }.to_owned(),
                name_of(records, task.customer),
                deal.map(|deal| deal.title.clone()).unwrap_or_default(),
                task.note.clone(),
            ]
        });
        tables::csv(std::iter::once(header.map(str::to_owned).to_vec()).chain(rows))
    });
    download(app, "tasks", "csv", CSV, &text)
}
