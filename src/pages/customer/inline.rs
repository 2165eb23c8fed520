//! Editing in place: a click opens the field, Enter or leaving saves, Escape reverts, Tab goes on to the
//! next field. The field stays, with what was typed, until all of that is written.

use leptos::{
    ev::{FocusEvent, KeyboardEvent},
    html,
    prelude::*,
    task::spawn_local,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::{app::engine::Answer, ui::keys::is_enter};

/// A value that becomes a field.
#[component]
pub fn Inline(
    /// What it is, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// The value as it is.
    #[prop(into)]
    value: Signal<String>,
    /// Shown while there is none.
    #[prop(into)]
    placeholder: Signal<String>,
    /// `type` of the field.
    #[prop(default = "text")]
    kind: &'static str,
    /// A text of several lines; then Ctrl+Enter saves.
    #[prop(optional)]
    long: bool,
    /// Opens at once, for an entry that was just added.
    #[prop(optional)]
    begin: bool,
    /// What is shown instead of the value while it is not edited.
    #[prop(optional, into)]
    shown: Option<Signal<String>>,
    /// Told what stands in the field while it is open; blank once somebody went back.
    #[prop(optional, into)]
    on_typed: Option<Callback<String>>,
    /// Runs once the field has closed, with or without saving.
    #[prop(optional, into)]
    on_close: Option<Callback<()>>,
    /// Takes the new value, also if it is the old one; true once there is nothing left to save.
    #[prop(into)]
    on_save: Callback<String, Answer<'static, bool>>,
) -> impl IntoView {
    let shown = shown.unwrap_or(value);
    let editing = RwSignal::new(begin);
    let draft = RwSignal::new(String::new());
    let busy = StoredValue::new(false);
    let root = NodeRef::<html::Span>::new();
    let start = move |_| {
        draft.set(value.get_untracked());
        editing.set(true);
    };
    Effect::new(move |_| {
        if let Some(on_typed) = on_typed.filter(|_| editing.get()) {
            on_typed.run(draft.get());
        }
    });
    let closed = move || {
        if let Some(on_close) = on_close {
            on_close.try_run(());
        }
    };
    // `then` runs when the field has closed.
    let finish = move |keep: bool, then: fn(NodeRef<html::Span>)| {
        // A field is also left because it is gone: another tab deleted its record, the panel was closed.
        let Some(typed) = draft.try_get_untracked() else {
            return;
        };
        if editing.try_get_untracked() != Some(true) || busy.try_get_value() != Some(false) {
            return;
        }
        if !keep {
            editing.set(false);
            then(root);
            if let Some(on_typed) = on_typed {
                on_typed.try_run(String::new());
            }
            closed();
            return;
        }
        busy.set_value(true);
        let mut saving = on_save.run(typed.trim().to_owned());
        spawn_local(async move {
            let mut written = typed;
            let saved = loop {
                let saved = saving.await;
                // Somebody may have typed on during a slow write: whoever is still there has not finished, what
                // somebody left there is written, too.
                let more = draft.try_get_untracked().filter(|now| *now != written);
                let Some(more) = more else { break saved };
                if !saved || holds_focus(root) {
                    break false;
                }
                let Some(next) = on_save.try_run(more.trim().to_owned()) else {
                    break saved;
                };
                (saving, written) = (next, more);
            };
            // The field may be gone with its record, its panel or its page.
            busy.try_set_value(false);
            if saved && editing.try_set(false).is_none() {
                then(root);
                closed();
            }
        });
    };
    let on_key = move |event: KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        let done = is_enter(&event) && (!long || event.ctrl_key() || event.meta_key());
        match event.key().as_str() {
            "Tab" => {
                let next = neighbour(root, event.shift_key());
                if next.is_some() {
                    event.prevent_default();
                }
                finish(true, |_| {});
                if let Some(next) = next {
                    request_animation_frame(move || next.click());
                }
            }
            "Escape" => {
                event.prevent_default();
                event.stop_propagation();
                finish(false, focus_button);
            }
            _ if done => {
                event.prevent_default();
                finish(true, focus_button);
            }
            _ => {}
        }
    };
    let on_blur = move |_: FocusEvent| finish(true, |_| {});
    view! {
        <span class="inline-field" node_ref=root>
            {move || {
                if editing.get() {
                    view! { <Editor label=label draft=draft kind=kind long=long on_key=on_key on_blur=on_blur/> }
                        .into_any()
                } else {
                    let empty = move || value.with(String::is_empty);
                    let said = move || if empty() { placeholder.get() } else { shown.get() };
                    view! {
                        <button
                            type="button"
                            class="inline"
                            class:empty=empty
                            class:prewrap=long
                            dir="auto"
                            aria-label=move || format!("{}: {}", label.get(), said())
                            on:click=start
                        >
                            {said}
                        </button>
                    }
                        .into_any()
                }
            }}
        </span>
    }
}

#[component]
fn Editor(
    label: Signal<String>,
    draft: RwSignal<String>,
    kind: &'static str,
    long: bool,
    on_key: impl Fn(KeyboardEvent) + 'static,
    on_blur: impl Fn(FocusEvent) + 'static,
) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let area = NodeRef::<html::Textarea>::new();
    Effect::new(move |_| {
        if let Some(input) = field.get() {
            // What is selected is the text, so it has to be there.
            input.set_value(&draft.get_untracked());
            // Focus on a shown element can't fail.
            input.focus().ok();
            input.select();
        }
        if let Some(area) = area.get() {
            area.focus().ok();
        }
    });
    if long {
        view! {
            <textarea
                class="input"
                node_ref=area
                dir="auto"
                aria-label=move || label.get()
                prop:value=move || draft.get()
                on:input=move |event| draft.set(event_target_value(&event))
                on:keydown=on_key
                on:blur=on_blur
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                class="input"
                type=kind
                node_ref=field
                dir="auto"
                autocomplete="off"
                aria-label=move || label.get()
                prop:value=move || draft.get()
                on:input=move |event| draft.set(event_target_value(&event))
                on:keydown=on_key
                on:blur=on_blur
            />
        }
        .into_any()
    }
}

/// True while the keyboard is in the field.
fn holds_focus(root: NodeRef<html::Span>) -> bool {
    let root = root.try_get_untracked().flatten();
    root.is_some_and(|root| root.contains(document().active_element().as_deref()))
}

/// After saving, the keyboard stays where it was; whoever went elsewhere during a slow write stays there.
fn focus_button(root: NodeRef<html::Span>) {
    request_animation_frame(move || {
        let held = document().active_element();
        if held.is_some_and(|held| held.tag_name() != "BODY") {
            return;
        }
        let button = root
            .try_get_untracked()
            .flatten()
            .and_then(|root| root.query_selector("button").ok().flatten())
            .and_then(|button| button.dyn_into::<HtmlElement>().ok());
        if let Some(button) = button {
            // Focus on a shown element can't fail.
            button.focus().ok();
        }
    });
}

/// The button of the field after (or before) this one in the record.
fn neighbour(root: NodeRef<html::Span>, back: bool) -> Option<HtmlElement> {
    let root: Element = root.get_untracked()?.unchecked_into();
    let fields = root
        .closest(".record")
        .ok()??
        .query_selector_all(".inline-field")
        .ok()?;
    let all: Vec<Element> = (0..fields.length())
        .filter_map(|index| fields.item(index)?.dyn_into().ok())
        .collect();
    let here = all.iter().position(|field| *field == root)?;
    let next = if back { here.checked_sub(1)? } else { here + 1 };
    let button = all.get(next)?.query_selector("button").ok()??;
    button.dyn_into().ok()
}
