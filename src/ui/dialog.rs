//! A modal dialog on the native element: focus is kept inside and given back, Escape closes.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::icon::Icon;
use crate::{
    app::state::use_app,
    i18n::{t_string, use_i18n},
};

/// How many frames a dialog may take to get onto the page.
const PATIENCE: u32 = 60;

/// A dialog. Its content is made anew each time it opens.
#[component]
pub fn Dialog(
    /// Whether it is open; closing sets it to false.
    open: RwSignal<bool>,
    /// Heading and accessible name.
    #[prop(into)]
    title: Signal<String>,
    /// For tables and previews.
    #[prop(optional)]
    wide: bool,
    /// The content: put a `div.content` and, for buttons, a `footer` in it (a `form` may wrap both;
    /// give it `class="dialog-form"`).
    children: ChildrenFn,
) -> impl IntoView {
    let i18n = use_i18n();
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        if open.get() {
            show(node, open, PATIENCE);
        } else if dialog.open() {
            dialog.close();
        }
    });
    view! {
        <dialog
            class="dialog"
            class:wide=wide
            node_ref=node
            aria-label=move || title.get()
            on:close=move |_| {
                // Told a frame late: it may have been opened again meanwhile.
                let shown = node.try_get_untracked().flatten().is_some_and(|dialog| dialog.open());
                if !shown {
                    open.try_set(false);
                }
            }
            on:mousedown=move |event| {
                // A dialog inside this one has a backdrop of its own.
                let on_backdrop = node
                    .try_get_untracked()
                    .flatten()
                    .zip(event.target())
                    .is_some_and(|(own, target)| own.loose_eq(&target));
                if on_backdrop {
                    open.set(false);
                }
            }
        >
            {move || {
                open.get()
                    .then(|| {
                        view! {
                            <header>
                                <h2>{title}</h2>
                                <button
                                    type="button"
                                    class="btn ghost icon-only"
                                    aria-label=move || t_string!(i18n, common.close)
                                    on:click=move |_| open.set(false)
                                >
                                    <Icon name="x"/>
                                </button>
                            </header>
                            <ReadOnly/>
                            {children()}
                        }
                    })
            }}
        </dialog>
    }
}

/// Opens the dialog as soon as it is on the page: a page that was fetched just now is made before it is
/// put there.
fn show(node: NodeRef<html::Dialog>, open: RwSignal<bool>, frames: u32) {
    let Some(dialog) = node.try_get_untracked().flatten() else {
        return;
    };
    if dialog.is_connected() {
        // Fails only if it is open already.
        dialog.show_modal().ok();
        focus_wanted(node);
    } else if frames > 0 {
        request_animation_frame(move || {
            if open.try_get_untracked() == Some(true) {
                show(node, open, frames - 1);
            }
        });
    }
}

/// Says inside the dialog that nothing can be saved, with the way out: what the page says of it is out
/// of reach behind the dialog.
#[component]
fn ReadOnly() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    move || {
        app.is_read_only().then(|| {
            view! {
                <div class="banner bad" role="alert">
                    <Icon name="alert"/>
                    <span class="grow">{move || t_string!(i18n, common.read_only_here)}</span>
                    <button type="button" class="btn small" on:click=move |_| app.prove_storage()>
                        {move || t_string!(i18n, common.retry)}
                    </button>
                </div>
            }
        })
    }
}

/// Puts the focus on the field that asks for it. The content is drawn only after the dialog has
/// opened, too late for the browser to do it.
fn focus_wanted(node: NodeRef<html::Dialog>) {
    request_animation_frame(move || {
        let wanted = node
            .try_get_untracked()
            .flatten()
            .and_then(|dialog| dialog.query_selector("[autofocus]").ok().flatten())
            .and_then(|wanted| wanted.dyn_into::<HtmlElement>().ok());
        if let Some(wanted) = wanted {
            // Focus on a shown element can't fail.
            wanted.focus().ok();
        }
    });
}
