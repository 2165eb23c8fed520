//! What the pickers of the counter offer: customers by any part of name or number, products by
//! name, number or sound.

use std::sync::Arc;

use crate::{
    domain::{Customer, Id, Product, Records},
    search::{fold, matches},
    ui::Suggestion,
};

/// How many are offered at once.
const OFFERED: usize = 7;
/// Shops larger than this are searched by parts of words only: sounds of every name cost too much.
const HEARD: usize = 3_000;

/// Customers for a text; none for a blank one, so that Enter on an empty field picks nobody.
pub fn customers(records: &Records, text: &str) -> Vec<Suggestion> {
    let wanted = fold(text.trim());
    if wanted.is_empty() {
        return Vec::new();
    }
    let digits: String = wanted.chars().filter(char::is_ascii_digit).collect();
    let mut found: Vec<&Arc<Customer>> = records
        .customers
        .iter()
        .filter(|customer| {
            fold(customer.display_name()).contains(&wanted)
                || digits.len() >= 3
                    && customer.phones.iter().any(|phone| {
                        let number = phone.number.chars().filter(char::is_ascii_digit);
                        number.collect::<String>().contains(&digits)
                    })
        })
        .take(OFFERED)
        .collect();
    if found.is_empty() && records.customers.len() <= HEARD {
        let all: Vec<&Arc<Customer>> = records.customers.iter().collect();
        let names: Vec<&str> = all.iter().map(|customer| customer.display_name()).collect();
        found = matches(&wanted, &names)
            .into_iter()
            .filter_map(|hit| all.get(hit.index).copied())
            .take(OFFERED)
            .collect();
    }
    found
        .into_iter()
        .map(|customer| suggestion(customer))
        .collect()
}

/// A customer as the picker shows it.
pub fn suggestion(customer: &Customer) -> Suggestion {
    let phone = customer.phones.first().map(|phone| phone.number.clone());
    let mail = customer.emails.first().map(|mail| mail.address.clone());
    Suggestion {
        id: customer.id.raw(),
        title: customer.display_name().to_owned(),
        detail: phone.or(mail).unwrap_or_default(),
    }
}

/// The customer of that identity as the picker shows it.
pub fn known(records: &Records, id: Id<Customer>) -> Option<Suggestion> {
    records.get(id).map(|customer| suggestion(customer))
}

/// Products that are sold, for a text; the most recently sold first while it is blank.
pub fn products(records: &Records, text: &str, most: usize) -> Vec<Arc<Product>> {
    let offered: Vec<Arc<Product>> = records
        .products
        .iter()
        .filter(|product| !product.archived)
        .cloned()
        .collect();
    if text.trim().is_empty() {
        return favourites(records, offered, most);
    }
    let names: Vec<String> = offered
        .iter()
        .map(|product| format!("{} {}", product.name, product.sku))
        .collect();
    matches(text, &names)
        .into_iter()
        .filter_map(|hit| offered.get(hit.index).cloned())
        .take(most)
        .collect()
}

/// Those sold most often in the newest five hundred sales come first.
fn favourites(records: &Records, mut offered: Vec<Arc<Product>>, most: usize) -> Vec<Arc<Product>> {
    let mut counts: std::collections::HashMap<Id<Product>, usize> =
        std::collections::HashMap::new();
    for sale in records.sales.iter().rev().take(500) {
        for product in sale.lines.iter().filter_map(|line| line.product) {
            *counts.entry(product).or_default() += 1;
        }
    }
    offered.sort_by_key(|product| std::cmp::Reverse(counts.get(&product.id).copied().unwrap_or(0)));
    offered.truncate(most);
    offered
}
