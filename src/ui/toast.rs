//! Messages at the bottom of the screen, with Undo for what can be undone.

use leptos::prelude::*;

use super::icon::Icon;
use crate::{
    app::{Notice, state::use_app},
    i18n::{t_string, use_i18n},
};

/// The place where messages appear; once per page.
#[component]
pub fn Toasts() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || app.toasts.get() key=|toast| toast.key let:toast>
                {
                    let key = toast.key;
                    let bad = toast.notice.is_problem();
                    let undo = match &toast.notice {
                        Notice::Done { committed } if committed.may_be_undone() => {
                            Some(committed.seq)
                        }
                        _ => None,
                    };
                    let notice = toast.notice.clone();
                    view! {
                        <div class="toast" class:bad=bad>
                            <span>{move || notice.text(i18n.get_locale())}</span>
                            {undo
                                .map(|seq| {
                                    view! {
                                        <button
                                            type="button"
                                            class="btn small"
                                            on:click=move |_| {
                                                app.dismiss(key);
                                                app.undo(seq);
                                            }
                                        >
                                            {move || t_string!(i18n, common.undo)}
                                        </button>
                                    }
                                })}
                            <button
                                type="button"
                                class="btn ghost icon-only small"
                                aria-label=move || t_string!(i18n, common.close)
                                on:click=move |_| app.dismiss(key)
                            >
                                <Icon name="x"/>
                            </button>
                        </div>
                    }
                }
            </For>
        </div>
    }
}
