//! What the shop's own fields of customers add to what can be found: words, links and choices like labels, numbers
//! like telephones. Fields that are hidden or gone add nothing.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::domain::{
    Customer, FieldDef, FieldOption, FieldValue, Id, Records, TableName, Values, contact::digits,
};

/// The shown fields of customers, and what their options are called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnWords {
    shown: FxHashSet<Id<FieldDef>>,
    options: FxHashMap<Id<FieldOption>, String>,
}

impl OwnWords {
    /// Of a shop.
    pub fn of(records: &Records) -> Self {
        let fields = records.fields.iter();
        let mut words = Self::default();
        for field in fields.filter(|field| field.of == TableName::Customers && !field.hidden) {
            words.shown.insert(field.id);
            let options = field.options.iter();
            words
                .options
                .extend(options.map(|option| (option.id, option.name.clone())));
        }
        words
    }

    /// True if they can add something to what is found of this customer.
    pub fn concern(customer: &Customer) -> bool {
        !customer.values.is_empty()
    }

    /// The digits of the numbers.
    pub(super) fn phones(&self, values: &Values) -> impl Iterator<Item = String> {
        self.shown(values).filter_map(|value| match value {
            FieldValue::Phone(number) => Some(digits(number)),
            _ => None,
        })
    }

    /// Words, links and what was chosen. Numbers, amounts, days and yes or no are asked for by filters.
    pub(super) fn labels<'a>(&'a self, values: &'a Values) -> impl Iterator<Item = &'a str> {
        let name = |id: &Id<FieldOption>| self.options.get(id).map(String::as_str);
        self.shown(values).flat_map(move |value| {
            let (text, options) = match value {
                FieldValue::Text(text) | FieldValue::Link(text) => (Some(text.as_str()), None),
                FieldValue::Choice(id) => (name(id), None),
                FieldValue::Choices(ids) => (None, Some(ids.iter().filter_map(name))),
                _ => (None, None),
            };
            text.into_iter().chain(options.into_iter().flatten())
        })
    }

    fn shown<'a>(&self, values: &'a Values) -> impl Iterator<Item = &'a FieldValue> {
        let shown = values.iter().filter(|(id, _)| self.shown.contains(id));
        shown.map(|(_, value)| value)
    }
}

/// The number of a shown own field that has these digits, as it was typed.
pub fn own_number(records: &Records, customer: &Customer, wanted: &str) -> Option<String> {
    let shown = |id: Id<FieldDef>| records.get(id).is_some_and(|field| !field.hidden);
    customer.values.iter().find_map(|(id, value)| match value {
        FieldValue::Phone(number) if shown(*id) && digits(number).contains(wanted) => {
            Some(number.clone())
        }
        _ => None,
    })
}
