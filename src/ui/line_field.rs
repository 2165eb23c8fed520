//! A labelled field for one line of text, such as a name or a title.

use leptos::prelude::*;

use super::Field;

/// The field.
#[component]
pub fn LineField(
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed.
    value: RwSignal<String>,
    /// A hint below it.
    #[prop(into, optional)]
    hint: Signal<String>,
    /// An error below it; empty if all is well.
    #[prop(into, optional)]
    error: Signal<String>,
    /// Has the keyboard when the dialog opens.
    #[prop(optional)]
    first: bool,
    /// The form is not sent while it is blank.
    #[prop(optional)]
    required: bool,
    /// The longest text.
    #[prop(default = 500)]
    longest: u16,
    /// Spans the whole form.
    #[prop(optional)]
    full: bool,
) -> impl IntoView {
    view! {
        <Field
            label
            hint
            error
            full
            children=move |parts| {
                view! {
                    <input
                        class="input"
                        type="text"
                        dir="auto"
                        autocomplete="off"
                        autofocus=first
                        required=required
                        maxlength=longest.to_string()
                        id=parts.id()
                        aria-describedby=parts.described_by()
                        aria-invalid=move || parts.invalid.get().then_some("true")
                        prop:value=move || value.get()
                        on:input=move |event| value.set(event_target_value(&event))
                    />
                }
            }
        />
    }
    .into_any()
}
