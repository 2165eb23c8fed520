//! What a list says when it is empty: nothing yet, nothing found, or nothing left.

use leptos::prelude::*;

use super::icon::Icon;

/// An empty state with a way on.
#[component]
pub fn Empty(
    /// Icon above the text.
    icon: &'static str,
    /// What there is to say.
    #[prop(into)]
    title: Signal<String>,
    /// One more sentence.
    #[prop(into, optional)]
    text: Signal<String>,
    /// Buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name=icon/>
            <h2>{title}</h2>
            <p hidden=move || text.with(String::is_empty)>{text}</p>
            <div class="row wrap">{children.map(|children| children())}</div>
        </div>
    }
}
