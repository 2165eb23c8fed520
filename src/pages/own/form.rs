//! The own fields in the form of a new or edited record: a draft for each, read when the form is
//! saved, with the reason below the field where that fails.

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;

use super::{ValueInput, shown_fields};
use crate::{
    app::{App, fields},
    domain::{FieldDef, Id, TableName, Values},
    i18n::use_i18n,
    ui::Field,
};

/// What was typed into own fields.
pub type Texts = BTreeMap<Id<FieldDef>, String>;

/// A draft for each shown field of a table.
#[derive(Clone, Copy)]
pub struct Drafts {
    app: App,
    all: StoredValue<Vec<(Arc<FieldDef>, RwSignal<String>)>>,
    tried: RwSignal<bool>,
}

impl Drafts {
    /// Drafts that begin as `values`.
    pub fn new(app: App, table: TableName, values: &Values) -> Self {
        let currency = app.peek(|records| records.settings().map(|shop| shop.currency));
        let currency = currency.unwrap_or(crate::domain::Currency::USD);
        let drafts = untrack(|| shown_fields(app, table))
            .into_iter()
            .map(|field| {
                let value = values.get(&field.id);
                let text = value.map(|value| fields::draft(&field, value, currency));
                (field, RwSignal::new(text.unwrap_or_default()))
            });
        Self {
            app,
            all: StoredValue::new(drafts.collect()),
            tried: RwSignal::new(false),
        }
    }

    /// True if the shop has no such fields.
    pub fn is_empty(self) -> bool {
        self.all.with_value(Vec::is_empty)
    }

    /// What is filled in, as it is kept until it is saved. Follows it.
    pub fn texts(self) -> Texts {
        let all = self.all.get_value().into_iter();
        all.map(|(field, draft)| (field.id, draft.get()))
            .filter(|(_, text)| !text.is_empty())
            .collect()
    }

    /// Types it again.
    pub fn type_again(self, texts: &Texts) {
        for (field, draft) in self.all.get_value() {
            draft.set(texts.get(&field.id).cloned().unwrap_or_default());
        }
    }

    /// Writes what was filled in onto `values`; false if something can't be read, which is said
    /// below its field from now on.
    pub fn read_onto(self, values: &mut Values) -> bool {
        self.tried.set(true);
        let mut sound = true;
        for (field, draft) in self.all.get_value() {
            match fields::read(self.app, &field, &draft.get_untracked()) {
                Ok(Some(value)) => {
                    values.insert(field.id, value);
                }
                Ok(None) => {
                    values.remove(&field.id);
                }
                Err(_) => sound = false,
            }
        }
        sound
    }
}

/// The controls of the drafts.
#[component]
pub fn DraftFields(drafts: Drafts) -> impl IntoView {
    let i18n = use_i18n();
    let all = drafts.all.get_value();
    let none = all.is_empty();
    let line = move |(field, draft): (Arc<FieldDef>, RwSignal<String>)| {
        let name = field.name.clone();
        let known = field.clone();
        let error = Signal::derive(move || {
            if !drafts.tried.get() {
                return String::new();
            }
            let read = fields::read(drafts.app, &known, &draft.get());
            read.err()
                .map(|problem| fields::problem(i18n.get_locale(), &problem))
                .unwrap_or_default()
        });
        view! {
            <Field label=Signal::stored(name) error=error let:parts>
                <ValueInput field=field draft=draft parts=parts/>
            </Field>
        }
    };
    view! {
        <div class="form" hidden=none>
            {all.into_iter().map(line).collect_view()}
        </div>
    }
}
