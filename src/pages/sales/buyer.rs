//! Asks who bought all the sales that are selected. What becomes of their points and refunds is the business of
//! the command.

use leptos::{ev::SubmitEvent, prelude::*};

use crate::{
    app::{state::use_app, use_saving},
    domain::{
        Id,
        commands::{Along, SetBuyer},
    },
    i18n::{counted, t, t_string, use_i18n},
    pages::parts::{CustomerField, Selection, resolve},
    ui::{Dialog, Foot, Picked},
};

/// The dialog.
#[component]
pub fn BuyerDialog(open: RwSignal<bool>, selection: Selection) -> impl IntoView {
    let i18n = use_i18n();
    let title = move || t_string!(i18n, sales.set_buyer_title).to_owned();
    view! {
        <Dialog open title=Signal::derive(title)>
            <Form open selection/>
        </Dialog>
    }
}

#[component]
fn Form(open: RwSignal<bool>, selection: Selection) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let saving = use_saving(open);
    let picked = RwSignal::new(Picked::Nothing);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (customer, new) = resolve(app, &picked.get_untracked());
        let sales = untrack(|| selection.chosen()).into_iter().map(Id::new);
        let sales = sales.collect();
        saving.save(Along::new(SetBuyer { sales, customer }, new));
    };
    let count = move || {
        t_string!(
            i18n,
            sales.sales_n,
            count = counted(i18n.get_locale(), selection.count())
        )
    };
    view! {
        <form class="dialog-form" on:submit=submit>
            <div class="content">
                <CustomerField
                    picked
                    hint=Signal::derive(move || t_string!(i18n, sales.walk_in_hint).to_owned())
                />
                <p class="muted small">{t!(i18n, sales.set_buyer_note)}</p>
                <p class="bad small" role="alert" hidden=move || saving.error.with(String::is_empty)>
                    {saving.error}
                </p>
            </div>
            <Foot saving action=Signal::derive(move || t_string!(i18n, common.apply).to_owned())>
                <span class="muted num push-start">{count}</span>
            </Foot>
        </form>
    }
    .into_any()
}
