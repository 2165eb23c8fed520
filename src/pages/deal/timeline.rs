//! What happened to a deal: touches and notes, the stages it entered, how it ended, and when asked for, which of
//! its fields were changed; newest first.

use leptos::prelude::*;

use crate::{
    app::{format::use_fmt, state::use_app},
    domain::{Deal, Id, TableName},
    i18n::{t, t_string, use_i18n},
    pages::{
        customer::{Told, deal_entry},
        touch::{About, TouchForm},
    },
    query::{
        authors::needed,
        board::Card,
        changed::with_changes,
        timeline::{Narrow, of_deal},
    },
};

/// The box with the timeline and a line to add to it.
#[component]
pub fn Timeline(deal: Memo<Option<Card>>, id: Id<Deal>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let entries = Memo::new(move |_| {
        let tables = [
            TableName::Deals,
            TableName::Pipelines,
            TableName::Activities,
            TableName::Files,
        ];
        app.read(&tables, |records| of_deal(records, id))
    });
    let told = Told::new(false, app, id.raw());
    let all = Memo::new(move |_| with_changes(entries.get(), told.changed.get()));
    // Everything there is of a deal is shown.
    let until =
        Memo::new(move |_| all.with(|all| needed(all, all, usize::MAX, &Narrow::default())));
    told.follow(entries, until);
    let shown = move || {
        let with = told.wanted.get();
        if with { all.get() } else { entries.get() }
    };
    view! {
        <section class="box" aria-label=move || t_string!(i18n, pipeline.timeline)>
            <header>
                <h2>{t!(i18n, pipeline.timeline)}</h2>
                <button
                    type="button"
                    class="chip push"
                    aria-pressed=move || told.wanted.get().to_string()
                    on:click=move |_| told.wanted.update(|wanted| *wanted = !*wanted)
                >
                    {t!(i18n, touch.changes)}
                </button>
            </header>
            <TouchForm
                customer=Signal::derive(move || {
                    deal.with(|deal| deal.as_ref().and_then(|card| card.0.customer))
                })
                about=About::Deal(id)
                on_saved=Callback::new(|()| ())
            />
            <ol class="timeline">
                {move || {
                    fmt.locale();
                    shown().iter().map(|entry| deal_entry(fmt, entry)).collect_view()
                }}
            </ol>
        </section>
    }
}
