//! What can be done with all cases that are selected: how far they are, the day they are promised for, who looks
//! after them, their urgency, an own field, a file, deleting. One change, one undo.

use std::sync::Arc;

use leptos::prelude::*;

use super::texts;
use crate::{
    app::{App, state::use_app},
    domain::{CaseStatus, FieldDef, Id, Priority, TableName, commands::CaseChange},
    i18n::{Locale, counted, t_string, td_string, use_i18n},
    pages::{
        parts::{
            Asks, BulkWords, Selection, Settable, at_place, bulk_bar, numbered, own_value, team,
            with_own,
        },
        tasks::priority,
    },
};

/// What is set.
#[derive(Debug, Clone)]
enum What {
    Status,
    Due,
    Owner,
    Priority,
    Own(Arc<FieldDef>),
}

impl Settable for What {
    type List = App;
    type Change = CaseChange;

    fn all(app: App) -> Vec<Self> {
        let fixed = [Self::Status, Self::Due, Self::Owner, Self::Priority];
        with_own(app, TableName::Cases, fixed, Self::Own)
    }

    fn label(&self, locale: Locale) -> String {
        match self {
            Self::Status => td_string!(locale, care.status).to_owned(),
            Self::Due => td_string!(locale, care.due).to_owned(),
            Self::Owner => td_string!(locale, customers.owner).to_owned(),
            Self::Priority => td_string!(locale, care.priority).to_owned(),
            Self::Own(field) => field.name.clone(),
        }
    }

    fn asks(&self, app: App, locale: Locale) -> Asks {
        match self {
            Self::Status => Asks::Choice(numbered(
                CaseStatus::ALL.map(|one| texts::status(locale, one)),
            )),
            Self::Due => Asks::Day,
            Self::Owner => Asks::Choice(untrack(|| team(app))),
            Self::Priority => {
                Asks::Choice(numbered(Priority::ALL.map(|one| priority(locale, one))))
            }
            Self::Own(field) => Asks::Own(field.clone()),
        }
    }

    fn change(&self, app: App, locale: Locale, text: &str) -> Result<CaseChange, String> {
        match self {
            Self::Status => at_place(locale, &CaseStatus::ALL, text).map(CaseChange::Status),
            Self::Due => Ok(CaseChange::Due(text.parse().ok())),
            Self::Owner => Ok(CaseChange::Owner(Id::parse(text))),
            Self::Priority => at_place(locale, &Priority::ALL, text).map(CaseChange::Priority),
            Self::Own(field) => {
                own_value(app, locale, field, text).map(|value| CaseChange::Own(field.id, value))
            }
        }
    }
}

/// The bar; there while somebody is selecting.
#[component]
pub fn BulkBar(selection: Selection) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let words = BulkWords {
        label: Signal::derive(move || t_string!(i18n, people.bulk_cases).to_owned()),
        title: Signal::derive(move || t_string!(i18n, people.bulk_edit_cases).to_owned()),
        count: Signal::derive(move || {
            t_string!(
                i18n,
                care.cases_n,
                count = counted(i18n.get_locale(), selection.count())
            )
        }),
    };
    bulk_bar::<What>(app, selection, words, || ().into_any())
}
