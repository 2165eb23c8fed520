//! Setting one thing on everybody who is selected: source, relationship, who looks after them, an own
//! field. One change, one undo.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{Saving, fields},
    domain::{
        FieldDef, Id, LeadStatus, Standing, TableName,
        commands::{CustomerChange, EditCustomers},
    },
    i18n::{Locale, t_string, td_string, use_i18n},
    pages::{
        own::shown_fields,
        parts::{Asks, BulkDialog, Filled},
    },
};

use super::{own, state::ListState};

/// What is set.
#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    Source,
    Standing,
    Owner,
    Lead,
    DoNotContact,
    Own(Arc<FieldDef>),
}

impl What {
    fn all(state: ListState) -> Vec<Self> {
        let own = untrack(|| shown_fields(state.app, TableName::Customers));
        let fixed = [
            Self::Source,
            Self::Owner,
            Self::Standing,
            Self::Lead,
            Self::DoNotContact,
        ];
        fixed
            .into_iter()
            .chain(own.into_iter().map(Self::Own))
            .collect()
    }

    fn label(&self, locale: Locale) -> String {
        match self {
            Self::Source => td_string!(locale, customers.source).to_owned(),
            Self::Standing => td_string!(locale, customers.standing).to_owned(),
            Self::Owner => td_string!(locale, customers.owner).to_owned(),
            Self::Lead => td_string!(locale, customers.lead).to_owned(),
            Self::DoNotContact => td_string!(locale, customers.ask_silent).to_owned(),
            Self::Own(field) => field.name.clone(),
        }
    }

    /// What is to be filled in.
    fn asks(&self, state: ListState, locale: Locale) -> Asks {
        match self {
            Self::Source => Asks::Text,
            Self::Own(field) => Asks::Own(field.clone()),
            Self::Standing => Asks::Choice(own::numbered(
                Standing::ALL.map(|one| own::standing(locale, one)),
            )),
            Self::Lead => Asks::Choice(own::numbered(
                LeadStatus::ALL.map(|one| own::status(locale, one)),
            )),
            Self::Owner => Asks::Choice(untrack(|| own::team(state.app))),
            Self::DoNotContact => Asks::Choice(vec![
                ("yes".to_owned(), td_string!(locale, common.yes).to_owned()),
                ("no".to_owned(), td_string!(locale, common.no).to_owned()),
            ]),
        }
    }

    /// The change that a filled-in value stands for, or what is wrong with it.
    fn change(
        &self,
        state: ListState,
        locale: Locale,
        text: &str,
    ) -> Result<CustomerChange, String> {
        let nothing = || td_string!(locale, customers.bulk_choose).to_owned();
        let place = text.parse::<usize>().ok();
        match self {
            Self::Source => Ok(CustomerChange::Source(text.trim().to_owned())),
            Self::Owner => Ok(CustomerChange::Owner(Id::parse(text))),
            Self::Standing => place
                .and_then(|place| Standing::ALL.get(place))
                .map(|one| CustomerChange::Standing(*one))
                .ok_or_else(nothing),
            Self::Lead => place
                .and_then(|place| LeadStatus::ALL.get(place))
                .map(|one| CustomerChange::Lead(*one, String::new()))
                .ok_or_else(nothing),
            Self::DoNotContact => match text {
                "yes" => Ok(CustomerChange::DoNotContact(true)),
                "no" => Ok(CustomerChange::DoNotContact(false)),
                _ => Err(nothing()),
            },
            Self::Own(field) => fields::read(state.app, field, text)
                .map(|value| CustomerChange::Own(field.id, value))
                .map_err(|problem| fields::problem(locale, &problem)),
        }
    }
}

/// The dialog.
#[component]
pub fn BulkEdit(state: ListState, open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let offers = Callback::new(move |()| {
        let locale = i18n.get_locale_untracked();
        let all = What::all(state).into_iter();
        all.map(|what| (what.label(locale), what.asks(state, locale)))
            .collect::<Vec<_>>()
    });
    let done = Callback::new(move |(filled, saving): (Filled, Saving)| {
        let locale = i18n.get_locale_untracked();
        let all = What::all(state);
        let Some(what) = all.get(filled.place) else {
            return;
        };
        match what.change(state, locale, &filled.text) {
            Ok(change) => {
                let customers = state.chosen();
                saving.save(EditCustomers { customers, change });
            }
            Err(why) => saving.error.set(why),
        }
    });
    let count = move || {
        let count = state.selected.with(std::collections::HashSet::len);
        t_string!(i18n, common.customers_n, count = count)
    };
    view! {
        <BulkDialog
            open=open
            title=Signal::derive(move || t_string!(i18n, customers.bulk_edit).to_owned())
            offers=offers
            count=Signal::derive(count)
            on_done=done
        />
    }
}
