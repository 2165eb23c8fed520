//! What the shop sells as a list: narrowed by words, category, own fields and whether it is still sold. Read from
//! and written to the words of an address.

use std::sync::Arc;

use crate::{
    domain::{Product, Records},
    search::matches,
};

use super::{
    arranged::{Arranged, InTable},
    filter::Filter,
    own::{Chosen, answers, chosen_hold},
    product_columns::ProductColumn,
    words::{InWords, Words},
};

/// As what products are shown where that is no list.
const TABLE: &str = "table";

/// What is asked of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProductsAsked {
    /// Words looked for in name, number and category.
    pub text: String,
    /// Only of this category; of any while it is blank.
    pub category: String,
    /// Those that are sold no longer, instead of those that are.
    pub archived: bool,
    /// What is chosen of own fields.
    pub own: Chosen,
    /// What else is asked of own fields.
    pub filter: Filter,
    /// They are shown as a table.
    pub table: bool,
    /// How the table stands.
    pub arranged: Arranged<ProductColumn>,
}

impl InWords for ProductsAsked {
    fn read(words: &Words) -> Self {
        Self {
            text: words.get("q").to_owned(),
            category: words.get("category").to_owned(),
            archived: words.get("archived") == "1",
            own: words.own(),
            filter: words.filter(),
            table: words.get("as") == TABLE,
            arranged: Arranged::read(words),
        }
    }

    fn words(&self) -> Words {
        let mut words = Words::default();
        words.put("q", self.text.as_str());
        words.put("category", self.category.as_str());
        words.put_some("archived", self.archived.then_some("1"));
        words.put_own(&self.own);
        words.put_filter(&self.filter);
        words.put_some("as", self.table.then_some(TABLE));
        self.arranged.put(&mut words);
        words
    }
}

impl InTable for ProductsAsked {
    type Column = ProductColumn;

    fn arranged(&self) -> &Arranged<ProductColumn> {
        &self.arranged
    }

    fn arranged_mut(&mut self) -> &mut Arranged<ProductColumn> {
        &mut self.arranged
    }
}

impl ProductsAsked {
    /// The same with nothing narrowed.
    #[must_use]
    pub fn of_all(&self) -> Self {
        Self {
            table: self.table,
            arranged: self.arranged,
            ..Self::default()
        }
    }
}

/// The products that pass: by category and name, or what is looked for best first.
pub fn products(records: &Records, asked: &ProductsAsked) -> Vec<Arc<Product>> {
    let all = records.products.iter();
    let mut all: Vec<Arc<Product>> = all
        .filter(|product| product.archived == asked.archived)
        .filter(|product| chosen_hold(&asked.own, &product.values))
        .filter(|product| answers(&asked.filter, &[], &product.values))
        .filter(|product| asked.category.is_empty() || product.category == asked.category)
        .cloned()
        .collect();
    if asked.text.trim().is_empty() {
        all.sort_by(|a, b| (&a.category, &a.name).cmp(&(&b.category, &b.name)));
        return all;
    }
    let texts: Vec<String> = all
        .iter()
        .map(|product| format!("{} {} {}", product.name, product.sku, product.category))
        .collect();
    let found = matches(&asked.text, &texts).into_iter();
    found
        .filter_map(|hit| all.get(hit.index).cloned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Currency, FieldDef, FieldValue, Id, Timestamp, Values, field::set_value},
        query::{Condition, OwnTest},
    };
    use uuid::Uuid;

    fn id<T>(number: u128) -> Id<T> {
        Id::new(Uuid::from_u128(number))
    }

    fn found(asked: &ProductsAsked) -> Vec<String> {
        let field: Id<FieldDef> = id(9);
        let mut records = Records::default();
        for (slot, (name, category, archived)) in (0_u32..).zip([
            ("Oolong", "Tea", false),
            ("Assam", "Tea", false),
            ("Pot", "China", false),
            ("Old pot", "China", true),
        ]) {
            let mut product = Product {
                id: id(u128::from(slot) + 1),
                name: name.to_owned(),
                sku: String::new(),
                category: category.to_owned(),
                price: None,
                currency: Currency::USD,
                tax_rate: 0,
                archived,
                values: Values::new(),
                created: Timestamp(0),
                updated: Timestamp(0),
            };
            if name == "Assam" {
                set_value(&mut product.values, field, Some(FieldValue::YesNo(true)));
            }
            records.products.put(slot, Arc::new(product));
        }
        let found = products(&records, asked).into_iter();
        found.map(|product| product.name.clone()).collect()
    }

    #[test]
    fn each_narrowing_and_its_words() {
        let all = ProductsAsked::default;
        let asks = |asked: ProductsAsked, names: &[&str]| {
            assert_eq!(found(&asked), names, "{asked:?}");
            assert_eq!(ProductsAsked::read(&asked.words()), asked);
        };
        asks(all(), &["Pot", "Assam", "Oolong"]);
        asks(
            ProductsAsked {
                category: "Tea".to_owned(),
                ..all()
            },
            &["Assam", "Oolong"],
        );
        asks(
            ProductsAsked {
                archived: true,
                ..all()
            },
            &["Old pot"],
        );
        asks(
            ProductsAsked {
                text: "oolong".to_owned(),
                ..all()
            },
            &["Oolong"],
        );
        asks(
            ProductsAsked {
                own: vec![(id(9), "yes".to_owned())],
                ..all()
            },
            &["Assam"],
        );
        let filled = Filter::Is(Condition::Own(id(9), OwnTest::Filled));
        asks(
            ProductsAsked {
                filter: Filter::All(vec![Filter::Not(Box::new(filled))]),
                ..all()
            },
            &["Pot", "Oolong"],
        );
    }
}
