//! From rows of products to what the import would change. A product is known by its number, else by
//! its name. One plan is one change and one undo.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{
    super::duplicates::{DuplicateChoice, Sign, name_key},
    Fate, ProductRow, Tally,
};
use crate::domain::{Currency, IdMaker, Moment, Product};

/// What an import would change.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ProductsPlan {
    /// New products, in the order of the file.
    pub create: Vec<Product>,
    /// Known products as they are and as they would be.
    pub update: Vec<(Arc<Product>, Product)>,
    /// How the rows fare.
    pub tally: Tally,
}

struct Slot {
    base: Option<Arc<Product>>,
    now: Product,
}

/// Makes the plan.
pub fn plan(
    rows: Vec<ProductRow>,
    known: &[Arc<Product>],
    choice: DuplicateChoice,
    currency: Currency,
    ids: &mut IdMaker,
    moment: &Moment,
) -> ProductsPlan {
    let mut plan = ProductsPlan::default();
    let mut slots: Vec<Slot> = Vec::with_capacity(known.len() + rows.len());
    let (mut skus, mut names) = (FxHashMap::default(), FxHashMap::default());
    let note =
        |slots: &[Slot], at: usize, skus: &mut FxHashMap<_, _>, names: &mut FxHashMap<_, _>| {
            let Some(slot) = slots.get(at) else { return };
            if !slot.now.sku.is_empty() {
                skus.entry(name_key(&slot.now.sku)).or_insert(at);
            }
            names.entry(name_key(&slot.now.name)).or_insert(at);
        };
    for product in known {
        slots.push(Slot {
            base: Some(product.clone()),
            now: Product::clone(product),
        });
        note(&slots, slots.len() - 1, &mut skus, &mut names);
    }
    for row in rows {
        let by_sku = skus
            .get(&name_key(&row.sku))
            .filter(|_| !row.sku.is_empty());
        // Two numbers that differ are two products, whatever they are called.
        let may_be = |at: &&usize| {
            let slot = slots.get(**at);
            slot.is_some_and(|slot| slot.now.sku.is_empty() || row.sku.is_empty())
        };
        let by_name = names.get(&name_key(&row.name)).filter(may_be);
        let found = match choice {
            DuplicateChoice::Add => None,
            _ => by_sku.or(by_name).copied(),
        };
        let number = row.row;
        let sign = found.map(|_| {
            if by_sku.is_some() {
                Sign::Code
            } else {
                Sign::Name
            }
        });
        plan.tally.signs.extend(sign.map(|sign| (number, sign)));
        let fate = match found.and_then(|at| Some((at, slots.get_mut(at)?))) {
            None => {
                slots.push(Slot {
                    base: None,
                    now: made(row, currency, ids, moment),
                });
                note(&slots, slots.len() - 1, &mut skus, &mut names);
                Fate::New
            }
            Some(_) if choice == DuplicateChoice::Skip => plan.tally.skip(),
            Some((at, slot)) => {
                let before = slot.now.clone();
                change(&mut slot.now, row);
                let (same, id) = (before == slot.now, slot.now.id.raw());
                note(&slots, at, &mut skus, &mut names);
                if same {
                    plan.tally.leave()
                } else {
                    plan.tally.change(number, id)
                }
            }
        };
        plan.tally.fates.push((number, fate));
    }
    for slot in slots {
        match slot.base {
            None => plan.create.push(slot.now),
            Some(base) if *base != slot.now => {
                let edited = Product {
                    updated: moment.now,
                    ..slot.now
                };
                plan.update.push((base, edited));
            }
            Some(_) => {}
        }
    }
    plan
}

fn made(row: ProductRow, currency: Currency, ids: &mut IdMaker, moment: &Moment) -> Product {
    Product {
        id: ids.next(moment.now),
        name: row.name,
        sku: row.sku,
        category: row.category,
        price: row.price,
        currency: row.currency.unwrap_or(currency),
        tax_rate: row.tax_rate.unwrap_or_default(),
        archived: row.archived.unwrap_or_default(),
        values: row.values,
        created: moment.now,
        updated: moment.now,
    }
}

/// What the file says of a known product; what it does not say stays.
fn change(product: &mut Product, row: ProductRow) {
    if name_key(&product.name) != name_key(&row.name) {
        product.name = row.name;
    }
    if product.sku.is_empty() {
        product.sku = row.sku;
    }
    if !row.category.is_empty() {
        product.category = row.category;
    }
    if let Some(price) = row.price {
        product.price = Some(price);
        product.currency = row.currency.unwrap_or(product.currency);
    }
    product.tax_rate = row.tax_rate.unwrap_or(product.tax_rate);
    product.archived = row.archived.unwrap_or(product.archived);
    for (field, value) in row.values {
        product.values.insert(field, value);
    }
}
