//! Which products the counter offers: by name, number or sound, those sold most often first.

use std::sync::Arc;

use crate::{
    domain::{Id, Product, Records},
    search::matches,
};

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
