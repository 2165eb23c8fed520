//! The timeline of a customer: the line that adds to it, what it is narrowed to, and its entries. What
//! fields were changed stands in the change log, which is read when it is asked for.

use leptos::prelude::*;

use crate::{
    app::format::use_fmt,
    domain::TableName,
    i18n::{t, t_string, use_i18n},
    pages::touch::TouchForm,
    platform::clock,
    query::{
        authors::needed,
        timeline::{Narrow, order, with_people},
    },
};

use super::{subject::Subject, timeline_filter::Filter, timeline_line::line, timeline_told::Told};

/// Lines shown before somebody asks for more.
const FIRST: usize = 40;

/// Where the entries come from, besides sales.
const TABLES: [TableName; 8] = [
    TableName::Customers,
    TableName::Activities,
    TableName::Deals,
    TableName::Cases,
    TableName::Points,
    TableName::Tasks,
    TableName::Pipelines,
    TableName::Files,
];

/// The timeline with its filter and the form to add a touch.
#[component]
pub fn Timeline(
    subject: Subject,
    /// Changes of fields are among the entries from the start.
    #[prop(optional)]
    deep: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let narrow = RwSignal::new(Narrow::default());
    let shown = RwSignal::new(FIRST);
    let told = Told::new(deep, subject.app, subject.id.raw());
    let own = Memo::new(move |_| {
        let app = subject.app;
        app.read(&TABLES, |records| {
            subject.people.with(|people| {
                let people = people.iter().map(|one| one.id);
                with_people(records, subject.id, people, |id| app.sales_of(id))
            })
        })
    });
    let all = Memo::new(move |_| {
        let mut all = own.get();
        all.extend(told.changed.get());
        told.authors.with(|authors| authors.sign(&mut all));
        order(&mut all);
        all
    });
    let passing = Memo::new(move |_| {
        let narrow = narrow.get();
        let mut entries = all.get();
        entries.retain(|entry| narrow.passes(entry));
        entries
    });
    let until = Memo::new(move |_| {
        let (all, passing) = (all.read(), passing.read());
        narrow.with(|narrow| needed(&all, &passing, shown.get(), narrow))
    });
    told.follow(own, until);
    let reading = move || {
        let reached = told.reached.get().filter(|_| told.busy.get());
        let (_, since) = reached?;
        let day = fmt.date(clock::civil(since, &subject.app.zone()).0);
        Some(t_string!(i18n, touch.reading_back, day = day))
    };
    let lines = move || {
        let mut entries = passing.get();
        entries.truncate(shown.get());
        entries
    };
    view! {
        <section class="record-part">
            <h2>{t!(i18n, customers.timeline)}</h2>
            <TouchForm customer=Signal::stored(Some(subject.id)) on_saved=Callback::new(|()| ())/>
            <Filter narrow changed=told.changed wanted=told.wanted all/>
            <p class="muted small" hidden=move || subject.app.loaded.get()>{t!(i18n, common.loading)}</p>
            <ol class="timeline">
                {move || {
                    fmt.locale();
                    lines().into_iter().map(|entry| line(fmt, &entry)).collect_view()
                }}
            </ol>
            <p class="muted small reading-back" hidden=move || reading().is_none()>{reading}</p>
            <p class="muted small" hidden=move || told.busy.get() || passing.with(|passing| !passing.is_empty())>
                {t!(i18n, common.nothing_found)}
            </p>
            <button
                type="button"
                class="btn small"
                hidden=move || passing.with(Vec::len) <= shown.get()
                on:click=move |_| shown.update(|shown| *shown += 200)
            >
                {t!(i18n, common.more)}
            </button>
        </section>
    }
    .into_any()
}
