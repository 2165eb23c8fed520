//! What can be done with everybody who is selected: edit, tag, untag, export, delete. One undo for the
//! whole batch.

use leptos::{html, prelude::*};

use crate::{
    app::use_saving,
    domain::{Id, TableName, commands::TagCustomers},
    i18n::{t, t_string, use_i18n},
    pages::{calls::MakeCallList, parts::ExportMenu},
    ui::{Dialog, Icon, keys::is_enter},
};

use super::{bulk_edit::BulkEdit, keys::delete, state::ListState};

/// The bar; there while somebody is selected.
#[component]
pub fn BulkBar(state: ListState) -> impl IntoView {
    let i18n = use_i18n();
    let count = Memo::new(move |_| state.selected.with(std::collections::HashSet::len));
    let listed = Memo::new(move |_| state.order.with(|order| order.len()));
    let tagging = RwSignal::new(false);
    let untagging = RwSignal::new(false);
    let editing = RwSignal::new(false);
    let chosen = Callback::new(move |()| {
        let chosen = state.chosen_in_order();
        chosen.into_iter().map(Id::raw).collect()
    });
    view! {
        {move || {
            (count.get() > 0)
                .then(|| {
                    view! {
                        <div class="bulk" role="toolbar" aria-label=move || t_string!(i18n, customers.bulk)>
                            <b class="num">{move || t_string!(i18n, common.select_n, count = count.get())}</b>
                            <button
                                type="button"
                                class="link"
                                hidden=move || { count.get() >= listed.get() }
                                on:click=move |_| state.select_all()
                            >
                                {move || t_string!(i18n, customers.select_all, count = listed.get())}
                            </button>
                            <span class="grow"></span>
                            <button type="button" class="btn small" on:click=move |_| editing.set(true)>
                                <Icon name="edit"/>
                                {t!(i18n, common.edit)}
                            </button>
                            <button type="button" class="btn small" on:click=move |_| tagging.set(true)>
                                <Icon name="tag"/>
                                {t!(i18n, customers.add_tag)}
                            </button>
                            <button type="button" class="btn small" on:click=move |_| untagging.set(true)>
                                {t!(i18n, customers.remove_tag)}
                            </button>
                            <MakeCallList people=Callback::new(move |()| state.chosen_in_order())/>
                            <ExportMenu table=TableName::Customers ids=chosen/>
                            <button type="button" class="btn small danger" on:click=move |_| { delete(state); }>
                                <Icon name="trash"/>
                                {t!(i18n, common.delete)}
                            </button>
                            <button
                                type="button"
                                class="btn ghost icon-only small"
                                aria-label=move || t_string!(i18n, customers.select_none)
                                on:click=move |_| state.selected.update(std::collections::HashSet::clear)
                            >
                                <Icon name="x"/>
                            </button>
                        </div>
                    }
                })
        }}
        <BulkEdit state=state open=editing/>
        <TagDialog state=state open=tagging add=true/>
        <TagDialog state=state open=untagging add=false/>
    }
}

/// Asks for the tag to add, or which one to remove.
#[component]
fn TagDialog(state: ListState, open: RwSignal<bool>, add: bool) -> impl IntoView {
    let i18n = use_i18n();
    let title = Signal::derive(move || {
        if add {
            t_string!(i18n, customers.add_tag).to_owned()
        } else {
            t_string!(i18n, customers.remove_tag).to_owned()
        }
    });
    view! {
        <Dialog open=open title=title>
            <TagChoice state=state open=open add=add/>
        </Dialog>
    }
}

#[component]
fn TagChoice(state: ListState, open: RwSignal<bool>, add: bool) -> impl IntoView {
    let i18n = use_i18n();
    let node = NodeRef::<html::Input>::new();
    let saving = use_saving(open);
    let text = RwSignal::new(String::new());
    Effect::new(move |_| {
        if let Some(input) = node.get() {
            request_animation_frame(move || {
                // Focus on a shown element can't fail.
                input.focus().ok();
            });
        }
    });
    let tags = if add {
        crate::pages::customer::known_tags(state.app)
    } else {
        tags_of_chosen(state)
    };
    let run = move |tag: String| {
        let tag = tag.trim().to_owned();
        if tag.is_empty() {
            return;
        }
        let (add, remove) = if add {
            (vec![tag], vec![])
        } else {
            (vec![], vec![tag])
        };
        let customers = state.chosen();
        let command = TagCustomers {
            customers,
            add,
            remove,
        };
        saving.save(command);
    };
    let label = move || t_string!(i18n, customers.tag);
    view! {
        <div class="content">
            {add
                .then(|| {
                    view! {
                        <input
                            class="input"
                            type="text"
                            node_ref=node
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
                })}
            <div class="row wrap">
                {tags
                    .into_iter()
                    .map(|tag| {
                        let shown = tag.clone();
                        view! {
                            <button type="button" class="chip" on:click=move |_| run(tag.clone())>
                                {shown}
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
            <p class="bad small" role="alert" hidden=move || saving.error.with(String::is_empty)>
                {saving.error}
            </p>
        </div>
        {add
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
}

/// Tags that somebody selected has.
fn tags_of_chosen(state: ListState) -> Vec<String> {
    let chosen = state.chosen();
    let mut tags: Vec<String> = state.app.peek(|records| {
        let people = chosen.iter().filter_map(|id| records.get(*id));
        people.flat_map(|one| one.tags.clone()).collect()
    });
    tags.sort();
    tags.dedup();
    tags
}
