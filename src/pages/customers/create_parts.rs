//! Small parts of the form for a new customer.

use leptos::prelude::*;

use crate::{
    domain::CustomerKind,
    i18n::{t, t_string, use_i18n},
    ui::Field,
};

/// A labelled text.
#[component]
pub fn TextField(
    value: RwSignal<String>,
    kind: &'static str,
    label: impl Fn() -> &'static str + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <Field label=Signal::derive(move || label().to_owned()) let:parts>
                    <input
                        class="input"
                        type=kind
                        id=parts.id()
                        autocomplete="off"
                        prop:value=move || value.get()
                        on:input=move |event| value.set(event_target_value(&event))
                    />
        </Field>
    }
}

/// Person or company.
#[component]
pub fn KindSwitch(kind: RwSignal<CustomerKind>) -> impl IntoView {
    let i18n = use_i18n();
    let is = move |wanted| move || (kind.get() == wanted).to_string();
    view! {
        <div class="segmented" role="group" aria-label=move || t_string!(i18n, customers.kind)>
            <button
                type="button"
                aria-pressed=is(CustomerKind::Person)
                on:click=move |_| kind.set(CustomerKind::Person)
            >
                {t!(i18n, customers.person)}
            </button>
            <button
                type="button"
                aria-pressed=is(CustomerKind::Company)
                on:click=move |_| kind.set(CustomerKind::Company)
            >
                {t!(i18n, customers.company)}
            </button>
        </div>
    }
}
