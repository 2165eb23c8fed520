//! Putting a touch right that was written down before, also with whom it was, or deleting it.

use std::sync::Arc;

use leptos::{html, prelude::*};

use super::{
    TouchDesk,
    draft::{Draft, Ending, Kinds, When},
};
use crate::{
    app::{saving::use_saving, state::use_app},
    domain::{
        Activity, Id, TableName,
        commands::{self, Delete},
    },
    i18n::{t, t_string, use_i18n},
    pages::parts::{CustomerField, picked, resolve},
    platform::random,
    ui::Foot,
};

/// What a touch holds, to be put right; nothing if it is gone.
#[component]
pub(super) fn EditTouch(desk: TouchDesk, id: Id<Activity>) -> impl IntoView {
    let app = use_app();
    // What it was when editing began: what comes meanwhile is not overwritten.
    let base = app.peek(|records| records.get(id).cloned());
    base.map(|base| view! { <Form desk base/> })
}

#[component]
fn Form(desk: TouchDesk, base: Arc<Activity>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let saving = use_saving(desk.open);
    let draft = Draft::of(app, &base);
    let whom = RwSignal::new(picked(app, base.customer));
    let node = NodeRef::<html::Textarea>::new();
    let id = base.id;
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if untrack(|| draft.is_to_come(app)) {
            return;
        }
        let base = Activity::clone(&base);
        let (customer, _) = whom.with_untracked(|whom| resolve(app, whom));
        if customer.is_none() && base.deal.is_none() && base.case.is_none() {
            saving.error.set(t_string!(i18n, touch.whom).to_owned());
            return;
        }
        let edited = draft.put_into(
            app,
            Activity {
                customer,
                ..base.clone()
            },
        );
        saving.save(commands::EditTouch { base, edited });
    };
    let delete = move |_| {
        saving.save(Delete {
            records: vec![(TableName::Activities, id.raw())],
            seed: random::seed(),
        });
    };
    view! {
        <form class="dialog-form" on:submit=save>
            <div class="content touch">
                <Kinds draft text=node/>
                <textarea
                    class="input"
                    rows="3"
                    dir="auto"
                    node_ref=node
                    aria-label=move || t_string!(i18n, customers.touch_text)
                    placeholder=move || t_string!(i18n, customers.touch_text)
                    bind:value=draft.text
                ></textarea>
                <div class="form">
                    <CustomerField picked=whom create=false full=true/>
                    <When draft known=true/>
                    <Ending draft/>
                </div>
                <p class="bad small" role="alert" hidden=move || saving.error.with(String::is_empty)>
                    {saving.error}
                </p>
            </div>
            <Foot saving>
                <button type="button" class="btn danger push-start" on:click=delete>
                    {t!(i18n, common.delete)}
                </button>
            </Foot>
        </form>
    }
    .into_any()
}
