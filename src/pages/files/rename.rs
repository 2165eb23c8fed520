//! Giving a file another name.

use std::sync::Arc;

use leptos::{ev::SubmitEvent, prelude::*};

use super::Chosen;
use crate::{
    app::saving::use_saving,
    domain::{Attachment, commands::Save},
    i18n::{t, t_string, use_i18n},
    ui::{Dialog, Field},
};

/// The dialog.
#[component]
pub fn RenameDialog(open: RwSignal<bool>, chosen: Chosen) -> impl IntoView {
    let i18n = use_i18n();
    let title = Signal::derive(move || {
        let name = chosen.with(|file| file.as_ref().map(|file| file.name.clone()));
        t_string!(i18n, files.rename_named, name = name.unwrap_or_default())
    });
    view! {
        <Dialog open title>
            {move || chosen.get_untracked().map(|file| view! { <Form file open/> })}
        </Dialog>
    }
}

#[component]
fn Form(file: Arc<Attachment>, open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let saving = use_saving(open);
    let name = RwSignal::new(file.name.clone());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let edited = Attachment {
            name: name.with_untracked(|name| name.trim().to_owned()),
            ..Attachment::clone(&file)
        };
        saving.save(Save::new(Attachment::clone(&file), edited));
    };
    view! {
        <form class="dialog-form" on:submit=submit>
            <div class="content">
                <Field
                    label=Signal::derive(move || t_string!(i18n, files.name).to_owned())
                    error=saving.error
                    let:parts
                >
                    <input
                        class="input"
                        type="text"
                        dir="auto"
                        autofocus
                        maxlength="500"
                        id=parts.id()
                        aria-describedby=parts.described_by()
                        bind:value=name
                    />
                </Field>
            </div>
            <footer>
                <button type="button" class="btn" on:click=move |_| open.set(false)>
                    {t!(i18n, common.cancel)}
                </button>
                <button type="submit" class="btn primary" disabled=move || saving.disabled()>
                    {t!(i18n, common.save)}
                </button>
            </footer>
        </form>
    }
    .into_any()
}
