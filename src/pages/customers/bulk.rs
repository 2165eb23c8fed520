//! What can be done with everybody who is selected: edit, tag, untag, export, delete. One undo for the
//! whole batch.

use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;

use crate::{
    app::{
        Notice, Saving,
        data::{Failure, export},
        worker::Cancel,
    },
    domain::{Id, TableName, commands::TagCustomers},
    exchange::vcard::Version,
    i18n::{t, t_string, tag, td_string, use_i18n},
    pages::{
        calls::MakeCallList,
        data::failure_text,
        parts::{BulkTools, TagDialog},
    },
    ui::{Icon, Menu, MenuItem},
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
    let write = move |cards: bool| {
        let chosen = state.chosen_in_order();
        let locale = i18n.get_locale_untracked();
        let told = move |kind: &str, written: Result<usize, Failure>| match written {
            Ok(0) => {}
            Ok(left_out) => {
                let text = td_string!(locale, clean.left_out, count = left_out);
                state.app.notify(Notice::Text(text));
            }
            Err(failure) => {
                let text = failure_text(locale, kind, &failure);
                state.app.notify(Notice::Problem(text));
            }
        };
        if cards {
            let cards = export::cards(state.app, Some(&chosen), Version::V3, true);
            return told("vCard", cards);
        }
        spawn_local(async move {
            let left_out = export::unreachable(state.app, Some(&chosen));
            let ids = chosen.into_iter().map(Id::raw).collect();
            let list = Some((TableName::Customers, Some(ids)));
            let (out, cancel) = (export::Out::Csv, Cancel::default());
            let written =
                export::file(state.app, tag(locale), out, list, true, &cancel, |_| {}).await;
            told("CSV", written.map(|_| left_out));
        });
    };
    view! {
        <BulkTools
            label=Signal::derive(move || t_string!(i18n, customers.bulk).to_owned())
            count
            listed
            all=Signal::derive(move || t_string!(i18n, customers.select_all, count = listed.get()))
            selected=state.selected
            on_all=Callback::new(move |()| state.select_all())
        >
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
            <Menu
                label=Signal::derive(move || t_string!(i18n, common.export).to_owned())
                icon="download"
                class="btn small"
            >
                <MenuItem
                    label=Signal::derive(move || t_string!(i18n, customers.export_csv).to_owned())
                    icon="file"
                    on_select=Callback::new(move |()| write(false))
                />
                <MenuItem
                    label=Signal::derive(move || t_string!(i18n, customers.export_cards).to_owned())
                    icon="user"
                    on_select=Callback::new(move |()| write(true))
                />
            </Menu>
            <button type="button" class="btn small danger" on:click=move |_| { delete(state); }>
                <Icon name="trash"/>
                {t!(i18n, common.delete)}
            </button>
        </BulkTools>
        <BulkEdit state=state open=editing/>
        <TagDialog
            open=tagging
            table=TableName::Customers
            chosen=Callback::new(move |()| raw(state))
            on_done=Callback::new(move |(tag, saving): (String, Saving)| {
                let (customers, add, remove) = (state.chosen(), vec![tag], Vec::new());
                saving.save(TagCustomers { customers, add, remove });
            })
        />
        <TagDialog
            open=untagging
            table=TableName::Customers
            chosen=Callback::new(move |()| raw(state))
            removes=true
            on_done=Callback::new(move |(tag, saving): (String, Saving)| {
                let (customers, add, remove) = (state.chosen(), Vec::new(), vec![tag]);
                saving.save(TagCustomers { customers, add, remove });
            })
        />
    }
}

fn raw(state: ListState) -> Vec<Uuid> {
    state.chosen().into_iter().map(Id::raw).collect()
}
