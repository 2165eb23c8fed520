//! The dialog that asks why nothing will come of leads: one of the shop's reasons, or a word of one's own.
//! What is done with it comes from outside, with the one way a form ends.

use leptos::{ev::SubmitEvent, prelude::*};

use super::{Reasons, reason_lines};
use crate::{
    app::{Saving, state::use_app, use_saving},
    i18n::{t_string, use_i18n},
    ui::{Dialog, Foot},
};

/// The dialog. Nothing said is no answer.
#[component]
pub fn RejectReason(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Takes the reason; ends the form by saving.
    #[prop(into)]
    on_done: Callback<(String, Saving)>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Dialog open=open title=Signal::derive(move || t_string!(i18n, customers.lead_reject).to_owned())>
            <Form open on_done/>
        </Dialog>
    }
}

#[component]
fn Form(open: RwSignal<bool>, on_done: Callback<(String, Saving)>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let saving = use_saving(open);
    let said = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let own = app.peek(|records| {
        let shop = records.settings();
        shop.map_or_else(Vec::new, |shop| shop.reject_reasons.clone())
    });
    let reasons = if own.is_empty() {
        reason_lines(untrack(|| t_string!(i18n, people.reject_usual)))
    } else {
        own
    };
    let error = Signal::derive(move || {
        if missing.get() && said.with(String::is_empty) {
            t_string!(i18n, pipeline.lost_needed).to_owned()
        } else {
            saving.error.get()
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let reason = said.get_untracked();
        if reason.is_empty() {
            missing.set(true);
        } else {
            on_done.run((reason, saving));
        }
    };
    view! {
        <form class="dialog-form" novalidate on:submit=submit>
            <div class="content">
                <Reasons
                    legend=Signal::derive(move || t_string!(i18n, customers.lead_reason).to_owned())
                    reasons
                    error
                    said
                />
            </div>
            <Foot
                saving
                action=Signal::derive(move || t_string!(i18n, customers.lead_reject).to_owned())
            />
        </form>
    }
    .into_any()
}
