//! The dialog that sets one thing on everything that is selected: what to set, and to what. What can be set
//! and what a value means comes from the page; it ends in the one way of saving.

use std::sync::Arc;

use leptos::{ev::SubmitEvent, prelude::*};

use crate::{
    app::{Saving, use_saving},
    domain::FieldDef,
    i18n::{t, t_string, use_i18n},
    pages::own::ValueInput,
    ui::{Dialog, Field, field::FieldParts},
};

/// What is to be filled in.
#[derive(Debug, Clone)]
pub enum Asks {
    /// A text, or an amount.
    Text,
    /// A civil day.
    Day,
    /// One of these: a value and its name.
    Choice(Vec<(String, String)>),
    /// A value of an own field.
    Own(Arc<FieldDef>),
}

/// What was filled in.
#[derive(Debug, Clone)]
pub struct Filled {
    /// The place of what is set among what can be.
    pub place: usize,
    /// The value as it was filled in.
    pub text: String,
}

/// The dialog.
#[component]
pub fn BulkDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Heading.
    #[prop(into)]
    title: Signal<String>,
    /// What can be set, with its name.
    offers: Callback<(), Vec<(String, Asks)>>,
    /// How many are selected, in words.
    #[prop(into)]
    count: Signal<String>,
    /// Saves, or says why not.
    on_done: Callback<(Filled, Saving)>,
) -> impl IntoView {
    view! {
        <Dialog open=open title=title>
            <Form open offers count on_done/>
        </Dialog>
    }
}

#[component]
fn Form(
    open: RwSignal<bool>,
    offers: Callback<(), Vec<(String, Asks)>>,
    count: Signal<String>,
    on_done: Callback<(Filled, Saving)>,
) -> impl IntoView {
    let i18n = use_i18n();
    let saving = use_saving(open);
    let all = untrack(|| offers.run(()));
    let names: Vec<String> = all.iter().map(|(name, _)| name.clone()).collect();
    let all = StoredValue::new(all);
    let place = RwSignal::new(0_usize);
    let draft = RwSignal::new(String::new());
    let choose = move |event| {
        if let Ok(chosen) = event_target_value(&event).parse() {
            draft.set(String::new());
            saving.error.set(String::new());
            place.set(chosen);
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let filled = Filled {
            place: place.get_untracked(),
            text: draft.get_untracked(),
        };
        on_done.run((filled, saving));
    };
    let value = move || {
        let asks = all.with_value(|all| all.get(place.get()).map(|(_, asks)| asks.clone()))?;
        let label = Signal::derive(move || t_string!(i18n, customers.bulk_value).to_owned());
        Some(view! {
            <Field label=label error=saving.error let:parts>{control(&asks, draft, parts)}</Field>
        })
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
                        {names
                            .into_iter()
                            .enumerate()
                            .map(|(place, name)| view! { <option value=place.to_string()>{name}</option> })
                            .collect_view()}
                    </select>
                </Field>
                {value}
            </div>
            <footer>
                <span class="muted num push-start">{count}</span>
                <button type="button" class="btn" on:click=move |_| saving.close()>
                    {t!(i18n, common.cancel)}
                </button>
                <button type="submit" class="btn primary" disabled=move || saving.disabled()>
                    {t!(i18n, common.apply)}
                </button>
            </footer>
        </form>
    }
}

fn control(asks: &Asks, draft: RwSignal<String>, parts: FieldParts) -> AnyView {
    let kind = if matches!(asks, Asks::Day) {
        "date"
    } else {
        "text"
    };
    match asks {
        Asks::Own(field) => {
            let field = field.clone();
            view! { <ValueInput field=field draft=draft parts=parts/> }.into_any()
        }
        Asks::Choice(options) => {
            let options = options.clone();
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
        Asks::Text | Asks::Day => view! {
            <input
                class="input"
                type=kind
                id=parts.id()
                aria-describedby=parts.described_by()
                aria-invalid=move || parts.invalid.get().then_some("true")
                prop:value=move || draft.get()
                on:input=move |event| draft.set(event_target_value(&event))
            />
        }
        .into_any(),
    }
}
