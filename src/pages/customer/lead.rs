//! A lead on the record: how far it has come, how soon it was answered, and what to do next: work on
//! it, make it a customer with a deal, or reject it with a reason.

use leptos::{ev::SubmitEvent, prelude::*};

use crate::{
    app::{Saving, format::use_fmt, use_saving},
    domain::{
        Deal, Lead, LeadStatus,
        commands::{CustomerChange, EditCustomers, QualifyLead},
    },
    exchange::typed,
    i18n::{Locale, counted, t, t_string, td_string, use_i18n},
    pages::{customers::lead_status, parts::RejectReason, pipeline::PlaceFields},
    query::board::{beginning, top_rank},
    ui::{Dialog, Foot, LineField, money::AmountField},
};

use super::{answers::Answers, subject::Subject};

/// The box; there for leads.
#[component]
pub fn LeadBox(subject: Subject) -> impl IntoView {
    let i18n = use_i18n();
    let lead = Memo::new(move |_| subject.get(|customer| customer.lead.clone()));
    let there = Memo::new(move |_| lead.with(Option::is_some));
    let qualifying = RwSignal::new(false);
    let rejecting = RwSignal::new(false);
    let move_to = move |status: LeadStatus| {
        let now = subject.app.moment().now;
        subject.save(|customer| {
            if let Some(lead) = &mut customer.lead {
                lead.move_to(status, "", now);
            }
        });
    };
    let is = move |status| {
        move || lead.with(|lead| lead.as_ref().is_some_and(|one| one.status == status))
    };
    let is_open = move || lead.with(|lead| lead.as_ref().is_some_and(Lead::is_open));
    view! {
        {move || {
            there
                .get()
                .then(|| {
                    view! {
                        <section class="record-part lead-box" aria-label=move || t_string!(i18n, customers.lead)>
                            <h2>{t!(i18n, customers.lead)}</h2>
                            <p><LeadState lead=lead/></p>
                            <div class="row wrap">
                                <span class="row" hidden=move || !is(LeadStatus::New)()>
                                    {t!(i18n, customers.lead_answer)}
                                    <Answers
                                        id=subject.id
                                        customer=subject.customer
                                        name=Signal::derive(move || subject.name())
                                    />
                                </span>
                                <button
                                    type="button"
                                    class="btn small primary"
                                    hidden=move || !is_open()
                                    on:click=move |_| qualifying.set(true)
                                >
                                    {t!(i18n, customers.lead_qualify)}
                                </button>
                                <button
                                    type="button"
                                    class="btn small"
                                    hidden=move || !is_open()
                                    on:click=move |_| rejecting.set(true)
                                >
                                    {t!(i18n, customers.lead_reject)}
                                </button>
                                <button
                                    type="button"
                                    class="btn small"
                                    hidden=move || !is(LeadStatus::Rejected)()
                                    on:click=move |_| move_to(LeadStatus::Working)
                                >
                                    {t!(i18n, customers.lead_again)}
                                </button>
                            </div>
                        </section>
                    }
                })
        }}
        <Qualify subject=subject open=qualifying/>
        <Reject subject=subject open=rejecting/>
    }
}

/// A span of time in words, as people say it of an answer.
pub fn span(locale: Locale, milliseconds: i64) -> String {
    let minutes = milliseconds / 60_000;
    match minutes {
        0..120 => td_string!(
            locale,
            customers.minutes_n,
            count = counted(locale, minutes)
        ),
        120..2_880 => td_string!(
            locale,
            customers.hours_n,
            count = counted(locale, minutes / 60)
        ),
        _ => td_string!(
            locale,
            common.days,
            count = counted(locale, minutes / 1_440)
        ),
    }
}

/// State, reason and time to the first answer.
#[component]
pub fn LeadState(
    /// The lead.
    lead: Memo<Option<Lead>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let answered = move |milliseconds: i64| {
        let time = span(i18n.get_locale(), milliseconds);
        t_string!(i18n, customers.lead_answered, time = time)
    };
    move || {
        let lead = lead.get()?;
        let reason = (!lead.reason.is_empty()).then(|| format!(": {}", lead.reason));
        // Nobody waits any more for an answer to what is decided.
        let waits = || t_string!(i18n, customers.lead_waits, when = fmt.ago(lead.since));
        let soon = lead.response().map(answered);
        let soon = soon.or_else(|| lead.is_open().then(waits));
        let soon = soon.map(|soon| view! { <span class="muted num">" · " {soon}</span> });
        Some(view! {
            <b>{lead_status(fmt.locale(), lead.status)}</b>
            {reason}
            {soon}
        })
    }
}

/// Asks for the deal that the lead becomes.
#[component]
pub fn Qualify(
    /// The lead.
    subject: Subject,
    /// Whether it is asked.
    open: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Dialog open=open title=Signal::derive(move || t_string!(i18n, customers.lead_qualify).to_owned())>
            <QualifyForm subject=subject open=open/>
        </Dialog>
    }
}

#[component]
fn QualifyForm(subject: Subject, open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let saving = use_saving(open);
    let currency = use_fmt().currency();
    let title = RwSignal::new(subject.customer.with_untracked(|customer| {
        let name = customer.as_ref().map(|one| one.display_name().to_owned());
        name.unwrap_or_default()
    }));
    let value = RwSignal::new(String::new());
    let at = RwSignal::new(subject.app.peek(|records| beginning(records, None, None)));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let app = subject.app;
        let Ok(value) = value.with_untracked(|text| typed::amount_or_blank(text, currency)) else {
            return;
        };
        let Some(at) = at.get_untracked() else {
            return;
        };
        let now = app.moment().now;
        let title = title.with_untracked(|title| title.trim().to_owned());
        let deal = Deal {
            customer: Some(subject.id),
            rank: app.peek(|records| top_rank(records, at)),
            value: value.unwrap_or(0),
            source: subject.customer.with_untracked(|customer| {
                let source = customer.as_ref().map(|one| one.source.clone());
                source.unwrap_or_default()
            }),
            ..Deal::new(app.new_id(), title, at, currency, now)
        };
        let customer = subject.id;
        saving.save(QualifyLead { customer, deal });
    };
    view! {
        <form class="dialog-form" on:submit=submit>
            <div class="content">
                <p class="soft">{t!(i18n, customers.lead_qualify_text)}</p>
                <LineField
                    label=Signal::derive(move || t_string!(i18n, common.title).to_owned())
                    value=title
                    error=saving.error
                    first=true
                    required=true
                />
                <AmountField
                    label=Signal::derive(move || t_string!(i18n, pipeline.value).to_owned())
                    text=value
                    currency=currency
                />
                <PlaceFields at/>
            </div>
            <Foot saving action=Signal::derive(move || t_string!(i18n, customers.lead_qualify).to_owned())/>
        </form>
    }
}

/// Asks why nothing will come of it.
#[component]
fn Reject(subject: Subject, open: RwSignal<bool>) -> impl IntoView {
    let reject = Callback::new(move |(reason, saving): (String, Saving)| {
        let change = CustomerChange::Lead(LeadStatus::Rejected, reason);
        let customers = vec![subject.id];
        saving.save(EditCustomers { customers, change });
    });
    view! {
        <RejectReason open on_done=reject/>
    }
}
