//! What the change log says of the entries of a timeline, a customer's or a deal's: it is read when somebody asks
//! for it, and only as far back as the lines that are shown.

use std::collections::HashSet;

use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;

use crate::{
    app::{Notice, state::App},
    domain::{TableName, Timestamp},
    query::{authors::Authors, changed::changes, timeline::Entry},
    storage::Stretch,
};

/// The tables whose fields are followed.
const EDITED: [TableName; 3] = [TableName::Customers, TableName::Deals, TableName::Cases];

/// What the change log says of the entries: which fields were changed, and who did what.
#[derive(Clone, Copy)]
pub struct Told {
    app: App,
    /// The record whose timeline it is.
    id: Uuid,
    /// Somebody asked for it.
    pub wanted: RwSignal<bool>,
    /// The changes of fields, as far as they were read.
    pub changed: RwSignal<Vec<Entry>>,
    /// Who did what, as far as that was read.
    pub authors: RwSignal<Authors>,
    /// How far back it was read; `None` at its end, and before the beginning.
    pub reached: RwSignal<Option<(u64, Timestamp)>>,
    /// It is being read.
    pub busy: RwSignal<bool>,
    /// Counts the beginnings: what a later one overtook is no longer waited for.
    turn: StoredValue<u64>,
}

impl Told {
    /// Nothing is read yet; `wanted` if it is to be from the start.
    pub fn new(wanted: bool, app: App, id: Uuid) -> Self {
        Self {
            app,
            id,
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
    pub fn follow(self, own: Memo<Vec<Entry>>, until: Memo<Timestamp>) {
        Effect::new(move |_| {
            // What changes none of the entries may still be one of fields.
            self.app.read(&EDITED, |_| ());
            own.track();
            if self.wanted.get() && self.app.loaded.get() {
                self.turn.update_value(|turn| *turn += 1);
                self.busy.set(true);
                spawn_local(self.read(own, until, None));
            }
        });
        Effect::new(move |_| {
            let (wanted, reached) = (until.get(), self.reached.get());
            let further = reached.filter(|(_, since)| *since > wanted);
            if let Some((seq, _)) = further
                && !self.busy.get()
            {
                self.busy.set(true);
                spawn_local(self.read(own, until, Some(seq)));
            }
        });
    }

    /// Reads the entries before `before` (or from the end) back to `until`, which may move meanwhile.
    async fn read(self, own: Memo<Vec<Entry>>, until: Memo<Timestamp>, mut before: Option<u64>) {
        let turn = self.turn.try_get_value();
        let Some(shop) = self.app.shop() else {
            return;
        };
        let ids = own.try_with_untracked(|own| own.iter().map(|entry| entry.key.0).collect());
        let mut ids: HashSet<Uuid> = ids.unwrap_or_default();
        ids.insert(self.id);
        loop {
            let stretch = shop.history_about(&ids, before).await;
            // The page may have been left meanwhile, or a record changed.
            if turn.is_none() || self.turn.try_get_value() != turn {
                return;
            }
            match stretch {
                Ok(stretch) => {
                    let reached = stretch.reached;
                    self.take(own, &stretch, before.is_none());
                    before = reached.map(|(seq, _)| seq);
                    let until = until.try_get_untracked();
                    if reached.is_none_or(|(_, since)| until.is_none_or(|until| since < until)) {
                        break;
                    }
                }
                Err(error) => {
                    self.reached.try_set(None);
                    self.app.notify(Notice::Storage(error));
                    break;
                }
            }
        }
        self.busy.try_set(false);
    }

    /// Takes in what a stretch says; nothing is drawn anew for one that says nothing.
    fn take(self, own: Memo<Vec<Entry>>, stretch: &Stretch, begins: bool) {
        let log = &stretch.changes;
        if begins || !log.is_empty() {
            let kept = self.changed.try_get_untracked().filter(|_| !begins);
            let mut changed = kept.unwrap_or_default();
            let more = own.try_with_untracked(|own| changes(log, self.id, own));
            changed.extend(more.unwrap_or_default());
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
