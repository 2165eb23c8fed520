//! Asks for the tag that everything selected gets, or which one it loses. What is done with it comes from the
//! page; it ends in the one way of saving.

use leptos::prelude::*;
use uuid::Uuid;

use super::known_tags;
use crate::{
    app::{App, Saving, state::use_app, use_saving},
    domain::{Customer, Deal, Id, TableName, Tagged},
    i18n::{t, t_string, use_i18n},
    ui::{Dialog, keys::is_enter},
};

/// The dialog.
#[component]
pub fn TagDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Whose tags.
    table: TableName,
    /// What is selected.
    chosen: Callback<(), Vec<Uuid>>,
    /// It takes a tag away instead.
    #[prop(optional)]
    removes: bool,
    /// Heading, where the usual one does not do.
    #[prop(optional, into)]
    title: MaybeProp<String>,
    /// What is to be known of it beforehand.
    #[prop(optional, into)]
    note: MaybeProp<String>,
    /// Takes the tag, trimmed; ends the form by saving.
    on_done: Callback<(String, Saving)>,
) -> impl IntoView {
    let i18n = use_i18n();
    let usual = move || {
        if removes {
            t_string!(i18n, customers.remove_tag).to_owned()
        } else {
            t_string!(i18n, customers.add_tag).to_owned()
        }
    };
    let title = Signal::derive(move || title.get().unwrap_or_else(usual));
    view! {
        <Dialog open=open title=title>
            <Choice open table chosen removes note on_done/>
        </Dialog>
    }
}

#[component]
fn Choice(
    open: RwSignal<bool>,
    table: TableName,
    chosen: Callback<(), Vec<Uuid>>,
    removes: bool,
    note: MaybeProp<String>,
    on_done: Callback<(String, Saving)>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let saving = use_saving(open);
    let text = RwSignal::new(String::new());
    let tags = if removes {
        tags_of(app, table, &chosen.run(()))
    } else {
        untrack(|| known_tags(app, table))
    };
    let run = move |tag: String| {
        let tag = tag.trim().to_owned();
        if !tag.is_empty() {
            on_done.run((tag, saving));
        }
    };
    let label = move || t_string!(i18n, customers.tag);
    let field = (!removes).then(|| {
        view! {
            <input
                class="input"
                type="text"
                autofocus
                maxlength="60"
                aria-label=label
                placeholder=label
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
                on:keydown=move |event| {
                    if is_enter(&event) {
                        event.prevent_default();
                        run(text.get_untracked());
                    }
                }
            />
        }
    });
    let chip = move |tag: String| {
        let shown = tag.clone();
        view! {
            <button type="button" class="chip" on:click=move |_| run(tag.clone())>
                {shown}
            </button>
        }
    };
    view! {
        <div class="content">
            <p class="muted small" hidden=move || note.get().is_none()>{move || note.get()}</p>
            {field}
            <div class="row wrap">{tags.into_iter().map(chip).collect_view()}</div>
            <p class="bad small" role="alert" hidden=move || saving.error.with(String::is_empty)>
                {saving.error}
            </p>
        </div>
        {(!removes)
            .then(|| {
                view! {
                    <footer>
                        <button
                            type="button"
                            class="btn primary"
                            disabled=move || saving.disabled()
                            on:click=move |_| run(text.get_untracked())
                        >
                            {t!(i18n, customers.add_tag)}
                        </button>
                    </footer>
                }
            })}
    }
    .into_any()
}

/// Tags that something selected has.
fn tags_of(app: App, table: TableName, chosen: &[Uuid]) -> Vec<String> {
    match table {
        TableName::Deals => tags_on::<Deal>(app, chosen),
        _ => tags_on::<Customer>(app, chosen),
    }
}

fn tags_on<T: Tagged>(app: App, chosen: &[Uuid]) -> Vec<String> {
    let mut tags: Vec<String> = app.peek(|records| {
        let chosen = chosen
            .iter()
            .filter_map(|id| records.get(Id::<T>::new(*id)));
        chosen.flat_map(|one| one.tags().to_vec()).collect()
    });
    tags.sort();
    tags.dedup();
    tags
}
