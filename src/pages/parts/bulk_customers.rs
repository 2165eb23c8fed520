//! What can be set on many customers, whichever list they are selected in: source, relationship, who looks after them,
//! company, city, what they allow, an own field, tags. One change, one undo.

use std::sync::Arc;

use leptos::prelude::*;
use uuid::Uuid;

use super::{
    Asks, Settable, TagDialog, at_place, bulk_edit, bulk_people::company_change, not_chosen,
    numbered, own_value, said_yes, team, with_own, yes_or_no,
};
use crate::{
    app::{App, Saving, state::use_app},
    domain::{
        Channel, Consent, Customer, FieldDef, Id, LeadStatus, Standing, TableName,
        commands::{CustomerChange, EditCustomers, TagCustomers},
    },
    i18n::{Locale, counted, t, t_string, td_string, use_i18n},
    pages::{
        customers::{lead_status, standing},
        duplicates::texts::channel,
    },
    ui::Icon,
};

/// What is set.
#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    Source,
    Owner,
    Company,
    City,
    Standing,
    Lead,
    DoNotContact,
    Consent(Channel),
    Own(Arc<FieldDef>),
}

impl Settable for What {
    type List = App;
    type Change = CustomerChange;

    fn all(app: App) -> Vec<Self> {
        let fixed = [
            Self::Source,
            Self::Owner,
            Self::Company,
            Self::City,
            Self::Standing,
            Self::Lead,
            Self::DoNotContact,
        ];
        let fixed = fixed.into_iter().chain(Channel::ALL.map(Self::Consent));
        with_own(app, TableName::Customers, fixed, Self::Own)
    }

    fn label(&self, locale: Locale) -> String {
        match self {
            Self::Source => td_string!(locale, customers.source).to_owned(),
            Self::Standing => td_string!(locale, customers.standing).to_owned(),
            Self::Owner => td_string!(locale, customers.owner).to_owned(),
            Self::Company => td_string!(locale, customers.company).to_owned(),
            Self::City => td_string!(locale, customers.city).to_owned(),
            Self::Lead => td_string!(locale, customers.lead).to_owned(),
            Self::DoNotContact => td_string!(locale, customers.ask_silent).to_owned(),
            Self::Consent(way) => {
                td_string!(locale, clean.consent_to, channel = channel(locale, *way))
            }
            Self::Own(field) => field.name.clone(),
        }
    }

    fn asks(&self, app: App, locale: Locale) -> Asks {
        match self {
            Self::Source | Self::City => Asks::Text,
            Self::Own(field) => Asks::Own(field.clone()),
            Self::Standing => {
                Asks::Choice(numbered(Standing::ALL.map(|one| standing(locale, one))))
            }
            Self::Lead => Asks::Choice(numbered(
                LeadStatus::ALL.map(|one| lead_status(locale, one)),
            )),
            Self::Owner => Asks::Choice(untrack(|| team(app))),
            Self::Company => Asks::Company,
            Self::Consent(way) => Asks::Consent(*way),
            Self::DoNotContact => yes_or_no(locale),
        }
    }

    fn change(&self, app: App, locale: Locale, text: &str) -> Result<CustomerChange, String> {
        match self {
            Self::Source => Ok(CustomerChange::Source(text.trim().to_owned())),
            Self::Owner => Ok(CustomerChange::Owner(Id::parse(text))),
            Self::Company => Ok(company_change(app, text)),
            Self::City => Ok(CustomerChange::City(text.trim().to_owned())),
            Self::Standing => at_place(locale, &Standing::ALL, text).map(CustomerChange::Standing),
            Self::Lead => at_place(locale, &LeadStatus::ALL, text)
                .map(|one| CustomerChange::Lead(one, String::new())),
            Self::DoNotContact => said_yes(locale, text).map(CustomerChange::DoNotContact),
            Self::Consent(_) => consent(locale, text).map(CustomerChange::Consent),
            Self::Own(field) => own_value(app, locale, field, text)
                .map(|value| CustomerChange::Own(field.id, value)),
        }
    }
}

/// What was said; that something was given has to say where.
fn consent(locale: Locale, text: &str) -> Result<Consent, String> {
    let said = serde_json::from_str::<Consent>(text).ok();
    let said = said.ok_or_else(|| not_chosen(locale))?;
    if said.lacks_source() {
        return Err(td_string!(locale, clean.consent_needs_source).to_owned());
    }
    Ok(said)
}

/// What can be done with customers that are selected somewhere: the buttons for their bar, and the dialogs behind them.
#[derive(Clone, Copy)]
pub struct CustomerEdits {
    chosen: Callback<(), Vec<Id<Customer>>>,
    count: Signal<usize>,
    editing: RwSignal<bool>,
    tagging: RwSignal<bool>,
    untagging: RwSignal<bool>,
}

impl CustomerEdits {
    /// Of those whom `chosen` names now; `count` is followed.
    pub fn new(
        chosen: impl Fn() -> Vec<Id<Customer>> + Send + Sync + 'static,
        count: impl Into<Signal<usize>>,
    ) -> Self {
        Self {
            chosen: Callback::new(move |()| chosen()),
            count: count.into(),
            editing: RwSignal::new(false),
            tagging: RwSignal::new(false),
            untagging: RwSignal::new(false),
        }
    }
}

/// The buttons.
#[component]
pub fn EditButtons(edits: CustomerEdits) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <button type="button" class="btn small" on:click=move |_| edits.editing.set(true)>
            <Icon name="edit"/>
            {t!(i18n, common.edit)}
        </button>
        <button type="button" class="btn small" on:click=move |_| edits.tagging.set(true)>
            <Icon name="tag"/>
            {t!(i18n, customers.add_tag)}
        </button>
        <button type="button" class="btn small" on:click=move |_| edits.untagging.set(true)>
            {t!(i18n, customers.remove_tag)}
        </button>
    }
}

/// The dialogs behind them.
#[component]
pub fn EditDialogs(edits: CustomerEdits) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let chosen = edits.chosen;
    let raw = Callback::new(move |()| -> Vec<Uuid> {
        let chosen = chosen.run(()).into_iter();
        chosen.map(Id::raw).collect()
    });
    let count = move || {
        let count = edits.count.get();
        t_string!(
            i18n,
            common.customers_n,
            count = counted(i18n.get_locale(), count)
        )
    };
    let tag = Callback::new(move |(tag, saving): (String, Saving)| {
        let (customers, add, remove) = (chosen.run(()), vec![tag], Vec::new());
        saving.save(TagCustomers {
            customers,
            add,
            remove,
        });
    });
    let untag = Callback::new(move |(tag, saving): (String, Saving)| {
        let (customers, add, remove) = (chosen.run(()), Vec::new(), vec![tag]);
        saving.save(TagCustomers {
            customers,
            add,
            remove,
        });
    });
    view! {
        {bulk_edit::<What, _>(
            app,
            edits.editing,
            Signal::derive(move || t_string!(i18n, customers.bulk_edit).to_owned()),
            Signal::derive(count),
            move |change| EditCustomers {
                customers: chosen.run(()),
                change,
            },
        )}
        <TagDialog open=edits.tagging table=TableName::Customers chosen=raw on_done=tag/>
        <TagDialog
            open=edits.untagging
            table=TableName::Customers
            chosen=raw
            removes=true
            on_done=untag
        />
    }
    .into_any()
}
