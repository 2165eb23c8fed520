//! Who belongs to a customer, in one cell and as a list of its own: each relation stands with the first
//! of the two, and names nobody who is not in the list: they may have asked to be left alone.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Content, List, ListKind, Value, Words,
    build::{Head, Make, link},
    chosen::Chosen,
};
use crate::{
    domain::{Customer, CustomerKind, Id, Records, Relation, RelationKind},
    exchange::customers::more::mention_text,
};

/// The relations among the customers of a list by who comes first.
pub(super) struct Ties<'a> {
    records: &'a Records,
    words: Words,
    from: FxHashMap<Id<Customer>, Vec<&'a Relation>>,
    /// How many are called so.
    names: FxHashMap<&'a str, u32>,
}

impl<'a> Ties<'a> {
    pub fn of(records: &'a Records, chosen: &Chosen<'a>, words: Words) -> Self {
        let there: FxHashSet<_> = chosen
            .customers
            .iter()
            .map(|customer| customer.id)
            .collect();
        let mut from: FxHashMap<_, Vec<&Relation>> = FxHashMap::default();
        let relations = records.relations.iter();
        for relation in relations.filter(|one| there.contains(&one.from) && there.contains(&one.to))
        {
            from.entry(relation.from).or_default().push(relation);
        }
        let mut names = FxHashMap::default();
        if !from.is_empty() {
            for customer in records.customers.iter() {
                *names.entry(customer.display_name().trim()).or_default() += 1;
            }
        }
        Self {
            records,
            words,
            from,
            names,
        }
    }

    /// True if nobody of the list belongs to another.
    pub fn is_empty(&self) -> bool {
        self.from.is_empty()
    }

    /// The relations that begin with this one, in one cell.
    pub fn told(&self, chosen: &Chosen, customer: Id<Customer>) -> String {
        let cells: Vec<String> = self
            .each(chosen, customer)
            .map(|(_, words)| words)
            .collect();
        cells.join(", ")
    }

    /// The relations that begin with this one: whom each leads to, and how it is told.
    fn each(
        &self,
        chosen: &Chosen,
        customer: Id<Customer>,
    ) -> impl Iterator<Item = (Id<Customer>, String)> {
        let all = self.from.get(&customer).into_iter().flatten();
        all.filter_map(|relation| {
            let other = self.records.get(relation.to)?;
            let name = chosen.called(other)?.trim();
            // A name that several have needs the number.
            let several = self.names.get(name).is_some_and(|count| *count > 1);
            let code = (several && !other.code.is_empty()).then_some(other.code.as_str());
            let word = self.words.get(key(relation.kind));
            let words = mention_text(name, code, word, &relation.role);
            Some((relation.to, words))
        })
    }
}

impl<'a> Make<'a> {
    /// A row for each relation, both ends leading to their customers. Its columns are those of the list
    /// of customers, so that it can come in as one.
    pub(super) fn relations(&self) -> List<'a> {
        const HEAD: Head = Head {
            kind: ListKind::Relations,
            name: "sheet.relations",
            columns: &["full_name", "code", "kind", "relations"],
        };
        let customers = self.chosen.customers.iter();
        let rows = customers.flat_map(|customer| {
            let code = self
                .records
                .get(customer.id)
                .map_or("", |one| one.code.as_str());
            // Whoever is called as a company is need not be one.
            let kind = self.word(match customer.kind {
                CustomerKind::Person => "person",
                CustomerKind::Company => "company_kind",
            });
            self.ties
                .each(&self.chosen, customer.id)
                .map(move |(other, words)| {
                    let row = self.places.customer(Some(other)).and_then(|one| one.row);
                    vec![
                        self.customer(Some(customer.id)),
                        Value::text(code),
                        Value::text(kind),
                        link(ListKind::Customers, row, words),
                    ]
                })
        });
        self.list(&HEAD, Content::here(rows.collect()))
    }
}

const fn key(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Family => "rel.family",
        RelationKind::Friend => "rel.friend",
        RelationKind::Referrer => "rel.brought",
        RelationKind::Colleague => "rel.colleague",
        RelationKind::Other => "other",
    }
}
