//! The timeline of a customer: the line that adds to it, what it is narrowed to, and its entries. What
//! fields were changed stands in the change log, which is read when it is asked for.

use std::collections::HashSet;

use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;

use crate::{
    app::{Notice, format::use_fmt},
    domain::{TableName, Timestamp},
    i18n::{t, t_string, use_i18n},
    pages::touch::TouchForm,
    platform::clock,
    query::{
        authors::{Authors, needed},
        timeline::{Entry, Narrow, changes, order, with_people},
    },
    storage::Stretch,
};

use super::{subject::Subject, timeline_filter::Filter, timeline_line::line};

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
    let told = Told::new(deep);
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
    told.follow(subject, own, until);
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

/// What the change log says of the entries: which fields were changed, and who did what.
#[derive(Clone, Copy)]
struct Told {
    /// Somebody asked for it.
    wanted: RwSignal<bool>,
    changed: RwSignal<Vec<Entry>>,
    authors: RwSignal<Authors>,
    /// How far back it was read; `None` at its end, and before the beginning.
    reached: RwSignal<Option<(u64, Timestamp)>>,
    /// It is being read.
    busy: RwSignal<bool>,
    /// Counts the beginnings: what a later one overtook is no longer waited for.
    turn: StoredValue<u64>,
}

impl Told {
    fn new(wanted: bool) -> Self {
        Self {
            wanted: RwSignal::new(wanted),
            changed: RwSignal::default(),
            authors: RwSignal::default(),
            reached: RwSignal::default(),
            busy: RwSignal::default(),
            turn: StoredValue::default(),
        }
    }

    /// Reads back to the instant `until`, and further when that moves; from the newest entry again whenever
    /// one of the records changes, which is quick: what was read once is remembered.
    fn follow(self, subject: Subject, own: Memo<Vec<Entry>>, until: Memo<Timestamp>) {
        Effect::new(move |_| {
            subject.customer.track();
            own.track();
            if self.wanted.get() && subject.app.loaded.get() {
                self.turn.update_value(|turn| *turn += 1);
                self.busy.set(true);
                spawn_local(self.read(subject, own, until, None));
            }
        });
        Effect::new(move |_| {
            let (wanted, reached) = (until.get(), self.reached.get());
            let further = reached.filter(|(_, since)| *since > wanted);
            if let Some((seq, _)) = further
                && !self.busy.get()
            {
                self.busy.set(true);
                spawn_local(self.read(subject, own, until, Some(seq)));
            }
        });
    }

    /// Reads the entries before `before` (or from the end) back to `until`, which may move meanwhile.
    async fn read(
        self,
        subject: Subject,
        own: Memo<Vec<Entry>>,
        until: Memo<Timestamp>,
        mut before: Option<u64>,
    ) {
        let turn = self.turn.try_get_value();
        let Some(shop) = subject.app.shop() else {
            return;
        };
        let ids = own.try_with_untracked(|own| own.iter().map(|entry| entry.key.0).collect());
        let mut ids: HashSet<Uuid> = ids.unwrap_or_default();
        ids.insert(subject.id.raw());
        loop {
            let stretch = shop.history_about(&ids, before).await;
            // The page may have been left meanwhile, or a record changed.
            if turn.is_none() || self.turn.try_get_value() != turn {
                return;
            }
            match stretch {
                Ok(stretch) => {
                    let reached = stretch.reached;
                    self.take(subject, &stretch, before.is_none());
                    before = reached.map(|(seq, _)| seq);
                    let until = until.try_get_untracked();
                    if reached.is_none_or(|(_, since)| until.is_none_or(|until| since < until)) {
                        break;
                    }
                }
                Err(error) => {
                    self.reached.try_set(None);
                    subject.app.notify(Notice::Storage(error));
                    break;
                }
            }
        }
        self.busy.try_set(false);
    }

    /// Takes in what a stretch says; nothing is drawn anew for one that says nothing.
    fn take(self, subject: Subject, stretch: &Stretch, begins: bool) {
        let log = &stretch.changes;
        if begins || !log.is_empty() {
            let kept = self.changed.try_get_untracked().filter(|_| !begins);
            let mut changed = kept.unwrap_or_default();
            changed.extend(changes(log, subject.id));
            let mut authors = self.authors.try_get_untracked().filter(|_| !begins);
            authors.get_or_insert_default().note(log);
            set(self.changed, changed);
            set(self.authors, authors.unwrap_or_default());
        }
        set(self.reached, stretch.reached);
    }
}

/// Sets what differs.
fn set<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.try_with_untracked(|now| *now != value) == Some(true) {
        signal.set(value);
    }
}
