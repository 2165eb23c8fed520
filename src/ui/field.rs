//! A label, a control, a hint and an error that belong together, for screen readers too.

use std::cell::Cell;

use leptos::prelude::*;

/// An element id that is unique on the page.
pub fn unique_id() -> String {
    thread_local! {
        static NEXT: Cell<u32> = const { Cell::new(0) };
    }
    NEXT.with(|next| {
        next.set(next.get() + 1);
        format!("f{}", next.get())
    })
}

/// What a control inside a [`Field`] needs to know.
#[derive(Debug, Clone, Copy)]
pub struct FieldParts {
    /// `id` of the control.
    pub id: StoredValue<String>,
    /// True while there is an error: set `aria-invalid`.
    pub invalid: Signal<bool>,
}

impl FieldParts {
    /// `id` of the control.
    pub fn id(&self) -> String {
        self.id.get_value()
    }
    /// `id` of the hint and error: set `aria-describedby`.
    pub fn described_by(&self) -> String {
        format!("{}-more", self.id.get_value())
    }
}

/// A labelled control. The child gets the ids to set: `|parts| view! { <input id=parts.id() …/> }`.
#[component]
pub fn Field<C, V>(
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// A hint below the control.
    #[prop(into, optional)]
    hint: Signal<String>,
    /// An error below the control; empty if all is well.
    #[prop(into, optional)]
    error: Signal<String>,
    /// Spans the whole form.
    #[prop(optional)]
    full: bool,
    /// The control.
    children: C,
) -> impl IntoView
where
    C: FnOnce(FieldParts) -> V + 'static,
    V: IntoView + 'static,
{
    let id = unique_id();
    let invalid = Signal::derive(move || !error.with(String::is_empty));
    let parts = FieldParts {
        id: StoredValue::new(id.clone()),
        invalid,
    };
    let more = format!("{id}-more");
    view! {
        <div class="field" class:full=full>
            <label for=id>{label}</label>
            {children(parts)}
            <div id=more>
                <span class="hint" hidden=move || invalid.get() || hint.with(String::is_empty)>
                    {hint}
                </span>
                <span class="error" role="alert" hidden=move || !invalid.get()>{error}</span>
            </div>
        </div>
    }
}
