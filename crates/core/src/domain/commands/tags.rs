//! Tags on many records at once.

use crate::domain::{
    change::{Edit, Label, Verb},
    clock::{Moment, Timestamp},
    command::{Command, Draft, Refusal},
    customer::Customer,
    deal::Deal,
    id::Id,
    record::{Records, TableName},
    tag::{Tagged, add},
};

use super::updated;

/// Adds and removes tags on customers.
#[derive(Debug, Clone)]
pub struct TagCustomers {
    /// Whom.
    pub customers: Vec<Id<Customer>>,
    /// Tags to add.
    pub add: Vec<String>,
    /// Tags to remove.
    pub remove: Vec<String>,
}

impl Command for TagCustomers {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        retag(records, &self.customers, &self.add, &self.remove, moment)
    }
}

/// Adds and removes tags on deals; those of their customers are their own.
#[derive(Debug, Clone)]
pub struct TagDeals {
    /// Which.
    pub deals: Vec<Id<Deal>>,
    /// Tags to add.
    pub add: Vec<String>,
    /// Tags to remove.
    pub remove: Vec<String>,
}

impl Command for TagDeals {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        retag(records, &self.deals, &self.add, &self.remove, moment)
    }
}

fn retag<T: Tagged>(
    records: &Records,
    ids: &[Id<T>],
    new: &[String],
    old: &[String],
    moment: &Moment,
) -> Result<Draft, Refusal> {
    let records = ids.iter().filter_map(|id| records.get(*id));
    let edits = records.filter_map(|record| {
        updated(record, moment.now, |record| {
            let tags = record.tags_mut();
            tags.retain(|tag| !old.contains(tag));
            for tag in new {
                add(tags, tag);
            }
        })
    });
    tagging(T::TABLE, edits.collect(), new.first().or(old.first()))
}

/// Renames a tag everywhere, on customers and deals; onto an existing tag it joins the two. An empty new name
/// removes it.
#[derive(Debug, Clone)]
pub struct RenameTag {
    /// The tag as it is.
    pub from: String,
    /// What it should be called.
    pub to: String,
}

impl RenameTag {
    fn on<T: Tagged>(&self, records: &Records, now: Timestamp) -> Vec<Edit> {
        let tagged = T::table(records).iter();
        let tagged = tagged.filter(|record| record.tags().contains(&self.from));
        let edits = tagged.filter_map(|record| {
            updated(record, now, |record| {
                let tags = record.tags_mut();
                tags.retain(|tag| *tag != self.from);
                add(tags, &self.to);
            })
        });
        edits.collect()
    }
}

impl Command for RenameTag {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let mut edits = self.on::<Customer>(records, moment.now);
        let table = if edits.is_empty() {
            TableName::Deals
        } else {
            TableName::Customers
        };
        edits.extend(self.on::<Deal>(records, moment.now));
        tagging(table, edits, Some(&self.from))
    }
}

fn tagging(table: TableName, edits: Vec<Edit>, tag: Option<&String>) -> Result<Draft, Refusal> {
    if edits.is_empty() {
        return Err(Refusal::Nothing);
    }
    let name = tag.cloned().unwrap_or_default();
    Ok(Draft::new(
        Label::new(Verb::Tag, table, edits.len(), name),
        edits,
    ))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::domain::{Currency, Record, name::Name};

    const NOW: Moment = Moment {
        now: Timestamp(9),
        today: chrono::NaiveDate::MIN,
    };

    fn id<T>(number: usize) -> Id<T> {
        Id::new(Uuid::from_u128(number as u128))
    }

    fn deals(all: &[Vec<String>]) -> Records {
        let mut records = Records::default();
        for (slot, tags) in all.iter().enumerate() {
            let board = (id(100), id(101));
            let mut deal = Deal::new(id(slot), "Cake", board, Currency::USD, Timestamp(1));
            for tag in tags {
                add(&mut deal.tags, tag);
            }
            let slot = u32::try_from(slot).expect("small");
            records.deals.put(slot, Arc::new(deal));
        }
        records
    }

    fn after(draft: &Draft) -> Vec<Deal> {
        let edits = draft.edits.iter().filter_map(|edit| edit.after.as_ref());
        let deals = edits.filter_map(|record| match record {
            Record::Deals(deal) => Some(Deal::clone(deal)),
            _ => None,
        });
        deals.collect()
    }

    #[test]
    fn a_tag_is_renamed_on_customers_and_deals_in_one_change() {
        let mut records = deals(&[vec!["big".to_owned()], vec!["small".to_owned()]]);
        let mut ann = Customer::new(id(50), Name::from_full("Ann"), Timestamp(1));
        ann.add_tag("big");
        records.customers.put(0, Arc::new(ann));
        let rename = |from: &str| RenameTag {
            from: from.to_owned(),
            to: "great".to_owned(),
        };
        let both = rename("big").decide(&records, &NOW).expect("a change");
        assert_eq!(
            (both.label.table, both.label.count),
            (TableName::Customers, 2)
        );
        let one = rename("small").decide(&records, &NOW).expect("a change");
        assert_eq!((one.label.table, one.label.count), (TableName::Deals, 1));
        assert_eq!(rename("none").decide(&records, &NOW), Err(Refusal::Nothing));
    }

    proptest! {
        #[test]
        fn tags_are_set_none_twice_and_only_changed_deals_are_written(
            all in proptest::collection::vec(proptest::collection::vec("[a-c]", 0..4), 1..6),
            new in proptest::collection::vec("[ a-d]", 0..3),
            old in proptest::collection::vec("[a-c]", 0..3),
        ) {
            let records = deals(&all);
            let command = TagDeals {
                deals: (0..=all.len()).map(id).collect(),
                add: new.clone(),
                remove: old.clone(),
            };
            let changed = command.decide(&records, &NOW).map(|draft| after(&draft)).unwrap_or_default();
            for deal in &changed {
                let before = &records.get(deal.id).expect("a deal").tags;
                prop_assert_ne!(&deal.tags, before);
                let mut seen = deal.tags.clone();
                seen.sort();
                seen.dedup();
                prop_assert_eq!(seen.len(), deal.tags.len());
            }
            for deal in records.deals.iter() {
                let now = changed.iter().find(|one| one.id == deal.id).unwrap_or(deal);
                let wanted = new.iter().map(|tag| tag.trim()).filter(|tag| !tag.is_empty());
                for tag in wanted {
                    prop_assert!(now.tags.iter().any(|have| have == tag));
                }
                for tag in &old {
                    prop_assert!(!now.tags.contains(tag) || new.iter().any(|new| new.trim() == tag));
                }
            }
        }
    }
}
