//! The columns of the table of products by the stable names that views, addresses and settings keep, what they are
//! grouped by, what they add up to, and the order they stand in.

use std::sync::Arc;

use super::{
    arranged::{Key, Keyed, TableColumn},
    gather::{Figure, Part, Sum, gather, sort_by, sums},
    own::{OwnKey, own_key},
    products::{ProductsAsked, products},
    shared::Shared,
    sold::{Sold, SoldOf},
};
use crate::{
    domain::{FieldDef, Id, Product, Records, field::Decimal},
    search::pinyin::sort_key,
};

/// Millionths of a number in a thousandth of a piece.
const THOUSANDTH: i64 = 1_000;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProductColumn {
    /// What it is called.
    Name,
    /// The group it is sold under.
    Category,
    /// The shop's own number or bar code.
    Sku,
    /// Tax contained in the price.
    Tax,
    /// The usual price.
    Price,
    /// Pieces sold.
    Sold,
    /// What it brought in.
    Revenue,
    /// The day it was written down.
    Created,
    /// A field of the shop's own.
    Own(Id<FieldDef>),
}

impl Keyed for ProductColumn {
    const ALL: &'static [Self] = &[
        Self::Name,
        Self::Category,
        Self::Sku,
        Self::Tax,
        Self::Price,
        Self::Sold,
        Self::Revenue,
        Self::Created,
    ];

    fn of_own(field: Id<FieldDef>) -> Self {
        Self::Own(field)
    }

    fn made_of(self) -> Key {
        match self {
            // The name that every table's fixed column has.
            Self::Name => Key::Word("title"),
            Self::Category => Key::Word("category"),
            Self::Sku => Key::Word("sku"),
            Self::Tax => Key::Word("tax"),
            Self::Price => Key::Word("price"),
            Self::Sold => Key::Word("sold"),
            Self::Revenue => Key::Word("revenue"),
            Self::Created => Key::Word("created"),
            Self::Own(field) => Key::Own(field),
        }
    }
}

impl TableColumn for ProductColumn {
    type Of = Product;
    type Group = Self;
    const GROUPS: &'static [Self::Group] = &[Self::Category];

    fn shown_at_first(self) -> bool {
        self != Self::Created
    }

    fn sums(self, records: &Records, ids: &[Id<Product>]) -> Vec<(Sum, usize)> {
        let Self::Own(field) = self else {
            return Vec::new();
        };
        let products = ids.iter().filter_map(|id| records.get(*id));
        sums(products.filter_map(|product| Figure::of_own(field, &product.values)))
    }
}

impl ProductColumn {
    /// What the column adds up to; what was sold is known already, because it takes all sales to tell.
    pub fn sums_of(
        self,
        records: &Records,
        sold: &SoldOf,
        ids: &[Id<Product>],
    ) -> Vec<(Sum, usize)> {
        let sold = ids.iter().filter_map(|id| sold.get(id));
        match self {
            Self::Sold => sums(sold.filter_map(|one| {
                let pieces = one.quantity.saturating_mul(THOUSANDTH);
                Decimal::from_millionths(pieces).map(Figure::Number)
            })),
            Self::Revenue => sums(sold.flat_map(|one| {
                let all = one.revenue.iter();
                all.map(|(currency, amount)| Figure::Money(*amount, *currency))
            })),
            _ => self.sums(records, ids),
        }
    }

    fn sort_key(self, product: &Product, sold: Option<&Sold>) -> Option<OwnKey> {
        let number = |number: i64| Some(OwnKey::Number(number));
        let text = |text: &str| (!text.is_empty()).then(|| OwnKey::Text(sort_key(text)));
        match self {
            Self::Name => text(&product.name),
            Self::Category => text(&product.category),
            Self::Sku => text(&product.sku),
            Self::Tax => number(product.tax_rate.into()),
            Self::Price => number(product.price?),
            Self::Sold => number(sold?.quantity),
            // Amounts of other currencies can't be compared with it.
            Self::Revenue => number(*sold?.revenue.get(&product.currency)?),
            Self::Created => number(product.created.0),
            Self::Own(field) => own_key(field, &product.values),
        }
    }

    fn shared(self, product: &Product) -> Vec<Shared> {
        match self {
            Self::Category => {
                let category = product.category.trim();
                let named = (!category.is_empty()).then(|| Shared::Tag(category.to_owned()));
                Shared::one(named)
            }
            Self::Own(field) => Shared::of_own(field, &product.values),
            _ => Shared::one(None),
        }
    }

    /// Products in groups, each in the order given; those that are gone are left out.
    pub fn groups(self, records: &Records, ids: &[Id<Product>]) -> Vec<Part<Id<Product>>> {
        let shared = |id: &Id<Product>| {
            let product = records.get(*id);
            product.map_or_else(Vec::new, |product| self.shared(product))
        };
        gather(ids.iter().copied(), shared, |shared| shared.place(records))
    }
}

/// The products that were asked for, in the order of the list; as a table by the column that is asked for.
pub fn rows(records: &Records, asked: &ProductsAsked, sold: &SoldOf) -> Vec<Arc<Product>> {
    let mut found = products(records, asked);
    if let Some((column, down)) = asked.arranged.sort.filter(|_| asked.table) {
        sort_by(&mut found, down, |product| {
            column.sort_key(product, sold.get(&product.id))
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::{
        domain::{Currency, IdMaker, Quantity, Sale, SaleLine, Timestamp, Values},
        query::{InWords, Words, sold::sold},
    };

    /// Three products, of which two were sold.
    fn shop() -> Records {
        let mut ids = IdMaker::new(1);
        let mut records = Records::default();
        let all = [
            ("Oolong", "Tea", Some(900), 2_000),
            ("Assam", "Tea", Some(1_200), 1_500),
            ("Pot", "", None, 0),
        ];
        for (slot, (name, category, price, pieces)) in (0..).zip(all) {
            let product = Product {
                id: ids.next(Timestamp(1)),
                name: name.to_owned(),
                sku: String::new(),
                category: category.to_owned(),
                price,
                currency: Currency::USD,
                tax_rate: 0,
                archived: false,
                values: Values::new(),
                created: Timestamp(1),
                updated: Timestamp(1),
            };
            if pieces > 0 {
                let day = NaiveDate::default();
                let id = ids.next(Timestamp(1));
                let mut sale = Sale::new(id, day, 1_800, Currency::USD, Timestamp(1));
                sale.lines.push(SaleLine {
                    product: Some(product.id),
                    quantity: Quantity(pieces),
                    unit_price: price.unwrap_or_default(),
                    name: name.to_owned(),
                    discount: 0,
                    tax_rate: 0,
                });
                records.sales.put(slot, Arc::new(sale));
            }
            records.products.put(slot, Arc::new(product));
        }
        records
    }

    fn asked(pairs: &[(&str, &str)]) -> ProductsAsked {
        let pairs = pairs.iter().map(|(name, word)| (*name, (*word).to_owned()));
        ProductsAsked::read(&Words::of(pairs))
    }

    #[test]
    fn any_column_sorts_what_was_sold_too_and_blanks_come_last() {
        let records = shop();
        let sold = sold(&records);
        let names = |pairs: &[(&str, &str)]| -> Vec<String> {
            let found = rows(&records, &asked(pairs), &sold).into_iter();
            found.map(|product| product.name.clone()).collect()
        };
        assert_eq!(names(&[]), ["Pot", "Assam", "Oolong"], "as in the list");
        let by = |column| names(&[("as", "table"), ("sort", column)]);
        assert_eq!(by("-price"), ["Assam", "Oolong", "Pot"]);
        assert_eq!(by("price"), ["Oolong", "Assam", "Pot"]);
        assert_eq!(by("-sold"), ["Oolong", "Assam", "Pot"]);
        assert_eq!(by("title"), ["Assam", "Oolong", "Pot"]);
        assert_eq!(
            names(&[("sort", "-price")]),
            names(&[]),
            "a list has its own"
        );
    }

    #[test]
    fn groups_and_what_they_brought_in() {
        let records = shop();
        let sold = sold(&records);
        let ids: Vec<Id<Product>> = records.products.iter().map(|one| one.id).collect();
        let groups = ProductColumn::Category.groups(&records, &ids);
        let shape: Vec<_> = groups
            .iter()
            .map(|one| (&one.shared, one.ids.len()))
            .collect();
        assert_eq!(
            shape,
            [(&Shared::Tag("Tea".to_owned()), 2), (&Shared::Nothing, 1)]
        );
        let sums =
            |column: ProductColumn, ids: &[Id<Product>]| column.sums_of(&records, &sold, ids);
        let tea = &groups[0].ids;
        assert_eq!(
            sums(ProductColumn::Revenue, tea),
            [(Sum::Money(3_600, Currency::USD), 2)]
        );
        assert_eq!(sums(ProductColumn::Sold, tea), [(Sum::Number(3.5), 2)]);
        assert_eq!(sums(ProductColumn::Sold, &groups[1].ids), []);
        assert_eq!(
            sums(ProductColumn::Price, tea),
            [],
            "prices add up to nothing"
        );
    }

    #[test]
    fn the_table_stands_in_the_address_and_narrows_nothing() {
        let table = asked(&[("as", "table"), ("group", "category"), ("sums", "1")]);
        assert!(table.table && table.arranged.sums);
        assert_eq!(table.of_all(), table);
        let narrowed = asked(&[("as", "table"), ("category", "Tea")]);
        assert_ne!(narrowed.of_all(), narrowed);
        assert!(narrowed.of_all().table);
    }
}
