//! Setting one thing on everybody who is selected: source, relationship, who looks after them, an own
//! field. One change, one undo.

use std::sync::Arc;

use leptos::{ev::SubmitEvent, prelude::*};

use crate::{
    app::fields,
    domain::{
        FieldDef, Id, LeadStatus, Standing, TableName,
        commands::{CustomerChange, EditCustomers},
    },
    i18n::{Locale, t, t_string, td_string, use_i18n},
    pages::own::{ValueInput, shown_fields},
    ui::{Dialog, Field},
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

    /// What there is to choose: a value and its name; none for texts and own fields.
    fn options(&self, state: ListState, locale: Locale) -> Vec<(String, String)> {
        match self {
            Self::Source | Self::Own(_) => Vec::new(),
            Self::Standing => own::numbered(Standing::ALL.map(|one| own::standing(locale, one))),
            Self::Lead => own::numbered(LeadStatus::ALL.map(|one| own::status(locale, one))),
            Self::Owner => own::team(state.app),
            Self::DoNotContact => vec![
                ("yes".to_owned(), td_string!(locale, common.yes).to_owned()),
                ("no".to_owned(), td_string!(locale, common.no).to_owned()),
            ],
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
    view! {
        <Dialog open=open title=Signal::derive(move || t_string!(i18n, customers.bulk_edit).to_owned())>
            <Form state=state open=open/>
        </Dialog>
    }
}

#[component]
fn Form(state: ListState, open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let all = StoredValue::new(What::all(state));
    let what = RwSignal::new(What::Source);
    let draft = RwSignal::new(String::new());
    let error = RwSignal::new(String::new());
    let choose = move |event| {
        let place = event_target_value(&event).parse::<usize>().ok();
        let chosen = place.and_then(|place| all.with_value(|all| all.get(place).cloned()));
        if let Some(chosen) = chosen {
            draft.set(String::new());
            error.set(String::new());
            what.set(chosen);
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let locale = i18n.get_locale_untracked();
        let change = what.with_untracked(|what| what.change(state, locale, &draft.get_untracked()));
        match change {
            Ok(change) => {
                open.set(false);
                let customers = state.chosen();
                state.app.run(EditCustomers { customers, change }, |_| ());
            }
            Err(why) => error.set(why),
        }
    };
    let value = move || {
        let now = what.get();
        let label = Signal::derive(move || t_string!(i18n, customers.bulk_value).to_owned());
        let options = now.options(state, i18n.get_locale());
        view! {
            <Field label=label error=error let:parts>
                {match now {
                    What::Own(field) => view! { <ValueInput field=field draft=draft parts=parts/> }.into_any(),
                    What::Source => {
                        view! {
                            <input
                                class="input"
                                type="text"
                                id=parts.id()
                                aria-describedby=parts.described_by()
                                prop:value=move || draft.get()
                                on:input=move |event| draft.set(event_target_value(&event))
                            />
                        }
                            .into_any()
                    }
                    _ => {
                        view! {
                            <select
                                class="input"
                                id=parts.id()
                                aria-describedby=parts.described_by()
                                on:change=move |event| draft.set(event_target_value(&event))
                            >
                                <option value="">"—"</option>
                                {options
                                    .into_iter()
                                    .map(|(value, name)| view! { <option value=value>{name}</option> })
                                    .collect_view()}
                            </select>
                        }
                            .into_any()
                    }
                }}
            </Field>
        }
    };
    view! {
        <form class="dialog-form" on:submit=submit>
            <div class="content">
                <Field label=Signal::derive(move || t_string!(i18n, customers.bulk_what).to_owned()) let:parts>
                    <select
                        class="input"
                        autofocus
                        id=parts.id()
                        aria-describedby=parts.described_by()
                        on:change=choose
                    >
                        {all
                            .get_value()
                            .into_iter()
                            .enumerate()
                            .map(|(place, one)| {
                                view! {
                                    <option value=place.to_string()>{move || one.label(i18n.get_locale())}</option>
                                }
                            })
                            .collect_view()}
                    </select>
                </Field>
                {value}
            </div>
            <footer>
                <span class="muted num push-start">
                    {move || {
                        let count = state.selected.with(std::collections::HashSet::len);
                        t_string!(i18n, common.customers_n, count = count)
                    }}
                </span>
                <button type="button" class="btn" on:click=move |_| open.set(false)>
                    {t!(i18n, common.cancel)}
                </button>
                <button type="submit" class="btn primary">{t!(i18n, common.apply)}</button>
            </footer>
        </form>
    }
}
