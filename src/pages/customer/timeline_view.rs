//! The timeline of a customer: the line that adds to it, what it is narrowed to, and its entries. What
//! fields were changed stands in the change log, which is read when it is asked for.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    app::{Notice, format::use_fmt},
    domain::TableName,
    i18n::{t, use_i18n},
    pages::touch::TouchForm,
    query::{
        authors::Authors,
        timeline::{Entry, Narrow, changes, order, with_people},
    },
};

use super::{subject::Subject, timeline_filter::Filter, timeline_line::line};

/// Lines shown before somebody asks for more.
const FIRST: usize = 40;
/// Entries of the change log read at a time.
const BATCH: u32 = 60;
/// How often, when changes are asked for; on the full page the newest are read unasked.
pub const ASKED: u32 = 20;

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
    let wanted = RwSignal::new(u32::from(deep));
    let changed = RwSignal::new(Vec::<Entry>::new());
    let authors = RwSignal::new(Authors::default());
    follow_changes(subject, wanted, changed, authors);
    follow_authors(subject, wanted, authors);
    let all = Memo::new(move |_| {
        let app = subject.app;
        let mut all = app.read(&TABLES, |records| {
            subject.people.with(|people| {
                let people = people.iter().map(|one| one.id);
                with_people(records, subject.id, people, |id| app.sales_of(id))
            })
        });
        all.extend(changed.get());
        authors.with(|authors| authors.sign(&mut all));
        order(&mut all);
        all
    });
    let passing = Memo::new(move |_| {
        let narrow = narrow.get();
        let mut entries = all.get();
        entries.retain(|entry| narrow.passes(entry));
        entries
    });
    let lines = move || {
        let mut entries = passing.get();
        entries.truncate(shown.get());
        entries
    };
    view! {
        <section class="record-part">
            <h2>{t!(i18n, customers.timeline)}</h2>
            <TouchForm customer=Signal::stored(Some(subject.id)) on_saved=Callback::new(|()| ())/>
            <Filter narrow changed wanted all/>
            <p class="muted small" hidden=move || subject.app.loaded.get()>{t!(i18n, common.loading)}</p>
            <ol class="timeline">
                {move || {
                    fmt.locale();
                    lines().into_iter().map(|entry| line(fmt, &entry)).collect_view()
                }}
            </ol>
            <p class="muted small" hidden=move || passing.with(|passing| !passing.is_empty())>
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

/// Reads the changes of the record from the log, again whenever the record changes.
fn follow_changes(
    subject: Subject,
    wanted: RwSignal<u32>,
    changed: RwSignal<Vec<Entry>>,
    authors: RwSignal<Authors>,
) {
    Effect::new(move |_| {
        subject.customer.track();
        let batches = wanted.get();
        if batches == 0 || !subject.app.loaded.get() {
            return;
        }
        spawn_local(async move {
            let Some(shop) = subject.app.shop() else {
                return;
            };
            let (mut found, mut before) = (Vec::new(), None);
            let mut known = Authors::default();
            for _ in 0..batches {
                match shop.history(before, BATCH).await {
                    Ok(log) => {
                        found.extend(changes(&log, subject.id));
                        known.note(&log);
                        before = log.last().map(|change| change.seq);
                        if log.len() < BATCH as usize {
                            break;
                        }
                    }
                    Err(error) => {
                        subject.app.notify(Notice::Storage(error));
                        break;
                    }
                }
            }
            authors.try_set(known);
            changed.try_set(found);
        });
    });
}

/// Who wrote down what comes while the page is open: of that only the newest of the log is read. Changes of
/// customers are not followed here: those of this one are read by [`follow_changes`].
fn follow_authors(subject: Subject, wanted: RwSignal<u32>, authors: RwSignal<Authors>) {
    let beside = TABLES.into_iter().chain([TableName::Sales]);
    let beside: Vec<TableName> = beside
        .filter(|table| *table != TableName::Customers)
        .collect();
    Effect::new(move |before: Option<()>| {
        subject.app.read(&beside, |_| ());
        if before.is_none() || wanted.get_untracked() == 0 {
            return;
        }
        spawn_local(async move {
            let Some(shop) = subject.app.shop() else {
                return;
            };
            match shop.history(None, BATCH).await {
                Ok(log) => {
                    let mut newest = Authors::default();
                    newest.note(&log);
                    authors.try_update(|known| {
                        newest.join(std::mem::take(known));
                        *known = newest;
                    });
                }
                Err(error) => subject.app.notify(Notice::Storage(error)),
            }
        });
    });
}
