//! Giving a file another name.

use leptos::prelude::*;

use super::Chosen;
use crate::{
    app::Saving,
    domain::{Attachment, commands::Save},
    i18n::{t_string, use_i18n},
    ui::AskText,
};

/// The dialog.
#[component]
pub fn RenameDialog(open: RwSignal<bool>, chosen: Chosen) -> impl IntoView {
    let i18n = use_i18n();
    let name = Signal::derive(move || {
        let name = chosen.with(|file| file.as_ref().map(|file| file.name.clone()));
        name.unwrap_or_default()
    });
    let done = Callback::new(move |(name, saving): (String, Saving)| {
        let Some(file) = chosen.get_untracked() else {
            return saving.close();
        };
        let base = Attachment::clone(&file);
        let edited = Attachment {
            name,
            ..base.clone()
        };
        saving.save(Save::new(base, edited));
    });
    view! {
        <AskText
            open
            title=Signal::derive(move || t_string!(i18n, files.rename_named, name = name.get()))
            label=Signal::derive(move || t_string!(i18n, files.name).to_owned())
            action=Signal::derive(move || t_string!(i18n, common.save).to_owned())
            first=name
            longest=500
            on_done=done
        />
    }
}
