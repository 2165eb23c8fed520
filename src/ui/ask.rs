//! A dialog that asks for one text: a name, a reason. What is done with it comes from outside, with the
//! one way a form ends.

use leptos::{ev::SubmitEvent, prelude::*};

use super::{Dialog, Foot, LineField};
use crate::app::{Saving, use_saving};

/// The dialog. A blank text is no answer.
#[component]
pub fn AskText(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Heading and accessible name.
    #[prop(into)]
    title: Signal<String>,
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// The words of the button that goes on.
    #[prop(into)]
    action: Signal<String>,
    /// What stands there when it opens.
    #[prop(into, optional)]
    first: Signal<String>,
    /// What is to be said of a text while it is typed.
    #[prop(into, optional)]
    hint: Option<Callback<String, String>>,
    /// The longest text.
    #[prop(default = 120)]
    longest: u16,
    /// Takes the text, trimmed; ends the form by saving.
    #[prop(into)]
    on_done: Callback<(String, Saving)>,
) -> impl IntoView {
    view! {
        <Dialog open=open title=title>
            <Form open label action first=first.get_untracked() hint longest on_done/>
        </Dialog>
    }
}

#[component]
fn Form(
    open: RwSignal<bool>,
    label: Signal<String>,
    action: Signal<String>,
    first: String,
    hint: Option<Callback<String, String>>,
    longest: u16,
    on_done: Callback<(String, Saving)>,
) -> impl IntoView {
    let saving = use_saving(open);
    let text = RwSignal::new(first);
    let hint = Signal::derive(move || hint.map(|hint| hint.run(text.get())).unwrap_or_default());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let text = text.with_untracked(|text| text.trim().to_owned());
        if !text.is_empty() {
            on_done.run((text, saving));
        }
    };
    view! {
        <form class="dialog-form" on:submit=submit>
            <div class="content">
                <LineField label value=text hint error=saving.error first=true required=true longest/>
            </div>
            <Foot saving action/>
        </form>
    }
}
