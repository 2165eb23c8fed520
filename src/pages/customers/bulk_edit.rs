//! Setting one thing on everybody who is selected: source, relationship, who looks after them, an own
//! field. One change, one undo.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    domain::{
        FieldDef, Id, LeadStatus, Standing, TableName,
        commands::{CustomerChange, EditCustomers},
    },
    i18n::{Locale, counted, t_string, td_string, use_i18n},
    pages::parts::{Asks, Settable, at_place, bulk_edit, own_value, said_yes, with_own, yes_or_no},
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

impl Settable for What {
    type List = ListState;
    type Change = CustomerChange;

    fn all(state: ListState) -> Vec<Self> {
        let fixed = [
            Self::Source,
            Self::Owner,
            Self::Standing,
            Self::Lead,
            Self::DoNotContact,
        ];
        with_own(state.app, TableName::Customers, fixed, Self::Own)
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
            Self::DoNotContact => yes_or_no(locale),
        }
    }

    fn change(
        &self,
        state: ListState,
        locale: Locale,
        text: &str,
    ) -> Result<CustomerChange, String> {
        match self {
            Self::Source => Ok(CustomerChange::Source(text.trim().to_owned())),
            Self::Owner => Ok(CustomerChange::Owner(Id::parse(text))),
            Self::Standing => at_place(locale, &Standing::ALL, text).map(CustomerChange::Standing),
            Self::Lead => at_place(locale, &LeadStatus::ALL, text)
                .map(|one| CustomerChange::Lead(one, String::new())),
            Self::DoNotContact => said_yes(locale, text).map(CustomerChange::DoNotContact),
            Self::Own(field) => own_value(state.app, locale, field, text)
                .map(|value| CustomerChange::Own(field.id, value)),
        }
    }
}

/// The dialog.
#[component]
pub fn BulkEdit(state: ListState, open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let count = move || {
        let count = state.selection.count();
        t_string!(
            i18n,
            common.customers_n,
            count = counted(i18n.get_locale(), count)
        )
    };
    bulk_edit::<What>(
        state,
        open,
        Signal::derive(move || t_string!(i18n, customers.bulk_edit).to_owned()),
        Signal::derive(count),
        move |change, saving| {
            let customers = state.chosen();
            saving.save(EditCustomers { customers, change });
        },
    )
}
