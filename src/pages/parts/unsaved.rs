//! The offer to go on with what was typed into a form and not saved.

use leptos::prelude::*;

use crate::{
    app::{format::use_fmt, unsaved::Unsaved},
    i18n::{t, t_string, use_i18n},
    ui::Icon,
};

/// Says what was found, with a way to take it and one to drop it; nothing if nothing was.
#[component]
pub fn UnsavedOffer<T>(
    /// What the form keeps.
    unsaved: Unsaved<T>,
    /// Shows it in the form.
    #[prop(into)]
    take: UnsyncCallback<T>,
) -> impl IntoView
where
    T: Clone + 'static,
{
    let i18n = use_i18n();
    let fmt = use_fmt();
    move || {
        let since = unsaved.since.get()?;
        let words = move || t_string!(i18n, common.unsaved_found, when = fmt.ago(since));
        Some(view! {
            <div class="callout row wrap" role="status">
                <Icon name="note"/>
                <span class="grow">{words}</span>
                <button
                    type="button"
                    class="btn small"
                    on:click=move |_| {
                        if let Some(typed) = unsaved.take() {
                            take.run(typed);
                        }
                    }
                >
                    {t!(i18n, common.unsaved_take)}
                </button>
                <button type="button" class="btn ghost small" on:click=move |_| unsaved.forget()>
                    {t!(i18n, common.unsaved_drop)}
                </button>
            </div>
        })
    }
}
