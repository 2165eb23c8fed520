//! Giving a file another name, and saying what it is to the shop.

use leptos::{ev::SubmitEvent, prelude::*};

use super::{Chosen, category::CategorySelect};
use crate::{
    app::use_saving,
    domain::{Attachment, commands::Save},
    i18n::{t, t_string, use_i18n},
    ui::{Dialog, Foot, LineField},
};

/// The dialog.
#[component]
pub fn EditDialog(open: RwSignal<bool>, chosen: Chosen) -> impl IntoView {
    let i18n = use_i18n();
    let name = move || chosen.with(|file| file.as_ref().map(|file| file.name.clone()));
    let title = move || t_string!(i18n, files.rename_named, name = name().unwrap_or_default());
    view! {
        <Dialog open title=Signal::derive(title)>
            <Form open chosen/>
        </Dialog>
    }
}

#[component]
fn Form(open: RwSignal<bool>, chosen: Chosen) -> impl IntoView {
    let i18n = use_i18n();
    let saving = use_saving(open);
    let base = chosen.get_untracked();
    let name = RwSignal::new(
        base.as_ref()
            .map(|file| file.name.clone())
            .unwrap_or_default(),
    );
    let category = RwSignal::new(base.as_ref().map(|file| file.category).unwrap_or_default());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(base) = &base else {
            return saving.close();
        };
        let edited = Attachment {
            name: name.with_untracked(|name| name.trim().to_owned()),
            category: category.get_untracked(),
            ..Attachment::clone(base)
        };
        if !edited.name.is_empty() {
            saving.save(Save::new(Attachment::clone(base), edited));
        }
    };
    view! {
        <form class="dialog-form" on:submit=submit>
            <div class="content">
                <LineField
                    label=Signal::derive(move || t_string!(i18n, files.name).to_owned())
                    value=name
                    error=saving.error
                    first=true
                    required=true
                />
                <label class="field">
                    <span class="label">{t!(i18n, files.category)}</span>
                    <CategorySelect
                        chosen=Signal::derive(move || Some(category.get()))
                        label=Signal::derive(move || t_string!(i18n, files.category).to_owned())
                        on_pick=Callback::new(move |one: Option<_>| category.set(one.unwrap_or_default()))
                    />
                </label>
            </div>
            <Foot saving action=Signal::derive(move || t_string!(i18n, common.save).to_owned())/>
        </form>
    }
}
