//! What can be done with everybody who is selected: edit, tag, untag, merge, export, delete. One undo for the
//! whole batch.

use leptos::prelude::*;

use crate::{
    domain::{Id, TableName},
    i18n::{counted, t, t_string, use_i18n},
    pages::{
        calls::MakeCallList,
        duplicates::{Chosen, MOST},
        parts::{BulkTools, CustomerEdits, EditButtons, EditDialogs, ExportMenu},
        piece::{Lazy, Piece},
    },
    ui::{Dialog, Icon},
};

use super::{keys::delete, state::ListState};

/// The bar; there while somebody is selected.
#[component]
pub fn BulkBar(state: ListState) -> impl IntoView {
    let i18n = use_i18n();
    let count = Memo::new(move |_| state.selection.count());
    let listed = Memo::new(move |_| state.order.with(|order| order.len()));
    let edits = CustomerEdits::new(move || state.chosen(), count);
    let merging = Chosen {
        open: RwSignal::new(false),
        members: RwSignal::new(Vec::new()),
    };
    provide_context(merging);
    let chosen = Callback::new(move |()| {
        let chosen = state.chosen_in_order();
        chosen.into_iter().map(Id::raw).collect()
    });
    view! {
        <BulkTools
            label=Signal::derive(move || t_string!(i18n, customers.bulk).to_owned())
            selection=state.selection
            all=Signal::derive(move || t_string!(i18n, customers.select_all, count = counted(i18n.get_locale(), listed.get())))
        >
            <EditButtons edits/>
            <button
                type="button"
                class="btn small"
                hidden=move || !(2..=MOST).contains(&count.get())
                on:click=move |_| {
                    merging.members.set(state.chosen_in_order());
                    merging.open.set(true);
                }
            >
                <Icon name="users"/>
                {t!(i18n, clean.merge)}
            </button>
            <MakeCallList people=Callback::new(move |()| state.chosen_in_order())/>
            <ExportMenu
                table=TableName::Customers
                ids=chosen
                columns=Some(state.columns.names())
            />
            <button type="button" class="btn small danger" on:click=move |_| { delete(state); }>
                <Icon name="trash"/>
                {t!(i18n, common.delete)}
            </button>
        </BulkTools>
        <EditDialogs edits/>
        <Dialog open=merging.open title=Signal::derive(move || t_string!(i18n, clean.merge_chosen).to_owned()) wide=true>
            <Lazy piece=Piece::MergeChosen/>
        </Dialog>
    }
}
