//! Customers by what is typed and by name: the search index and the order of names, kept in step with
//! the records. A single change is in step at once; a whole shop in slices, so that the page never
//! stops: names first, because the list stands in their order. Knows no markup.

use std::{cell::RefCell, sync::Arc};

use leptos::{prelude::*, task::spawn_local};

use crate::{
    domain::{Customer, CustomerKind, Id, Records, Table, TableName},
    platform::{
        clock,
        turns::{next_frame, yield_to_all, yield_to_screen},
    },
    query::{FactsById, NameKeys},
    search::{CustomerIndex, OwnWords},
};

use super::state::App;

/// Milliseconds of work before the screen may draw again.
const SLICE_MS: f64 = 24.0;
/// Records between two looks at the clock.
const BATCH: usize = 64;

#[derive(Debug, Default)]
struct Kept {
    index: CustomerIndex,
    names: NameKeys,
    /// The records as they were indexed, by slot; what differs from them is indexed again.
    seen: Vec<Option<Arc<Customer>>>,
    /// The version of the table that this is in step with; `None` before the first time.
    version: Option<u64>,
    /// The version of the table of own fields that this is in step with.
    fields: Option<u64>,
}

/// What is brought in step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Names,
    Index,
}

impl Kept {
    /// Follows the own fields: where what they add has changed, whoever has values of them is looked at again.
    fn follow_fields(&mut self, records: &Records) {
        let version = Some(records.fields.version());
        if self.fields == version {
            return;
        }
        self.fields = version;
        if self.index.set_own(OwnWords::of(records)) {
            let concerned = |seen: &Option<Arc<Customer>>| {
                let seen = seen.as_deref();
                seen.is_some_and(OwnWords::concern)
            };
            let seen = self.seen.iter_mut().filter(|seen| concerned(seen));
            if seen.map(|seen| *seen = None).count() > 0 {
                self.version = None;
            }
        }
    }

    /// Follows the moves of the table; false if they are forgotten and every slot must be looked at.
    fn follow(&mut self, customers: &Table<Customer>) -> bool {
        let moves = self.version.and_then(|version| customers.since(version));
        let Some(moves) = moves else { return false };
        self.seen
            .resize(self.seen.len().max(customers.slot_count() as usize), None);
        for step in moves {
            let both = step.before.iter().chain(&step.after);
            for id in both.map(|record| record.id) {
                self.index.update(customers, id);
                let now = customers.get(id).map(AsRef::as_ref);
                self.names.update(id, now);
            }
            // Compared with what was seen, because a record that stays is first taken out.
            let seen = self.seen.get(step.slot as usize).and_then(Option::as_ref);
            if let Some((seen, now)) = seen.zip(step.after.as_ref()) {
                if renamed_company(seen, now) {
                    self.index_people_of(now, customers);
                }
            }
        }
        for step in moves {
            if let Some(place) = self.seen.get_mut(step.slot as usize) {
                *place = customers.at(step.slot).cloned();
            }
        }
        self.version = Some(customers.version());
        true
    }

    /// Brings slots from `from` on in step until the time is over. Where to go on; `None` at the end.
    fn step(&mut self, records: &Records, phase: Phase, from: usize) -> Option<usize> {
        let customers = &records.customers;
        self.seen
            .resize(self.seen.len().max(customers.slot_count() as usize), None);
        let begun = clock::elapsed();
        let mut changed = 0;
        for slot in from..self.seen.len() {
            let now = u32::try_from(slot).ok().and_then(|slot| customers.at(slot));
            let Some(seen) = self.seen.get_mut(slot) else {
                break;
            };
            let same = match (now, &*seen) {
                (Some(now), Some(seen)) => Arc::ptr_eq(now, seen),
                (None, None) => true,
                _ => false,
            };
            if same {
                continue;
            }
            let before = seen.clone();
            // A record that moved to another slot is found there.
            let gone = before
                .as_ref()
                .filter(|before| customers.get(before.id).is_none());
            for record in gone.into_iter().chain(now) {
                match phase {
                    Phase::Names => {
                        let current = customers.get(record.id).map(AsRef::as_ref);
                        self.names.note(record.id, current);
                    }
                    Phase::Index => self.index.update(customers, record.id),
                }
            }
            if phase == Phase::Index {
                *seen = now.cloned();
                if let Some((before, now)) = before.as_ref().zip(now) {
                    if renamed_company(before, now) {
                        self.index_people_of(now, customers);
                    }
                }
            }
            changed += 1;
            if changed % BATCH == 0 && clock::elapsed() - begun > SLICE_MS {
                return Some(slot + 1);
            }
        }
        None
    }

    fn index_people_of(&mut self, company: &Customer, customers: &Table<Customer>) {
        let people = customers
            .iter()
            .filter(|one| one.company == Some(company.id));
        people.for_each(|one| self.index.update(customers, one.id));
    }
}

fn renamed_company(before: &Customer, now: &Customer) -> bool {
    now.kind == CustomerKind::Company
        && before.id == now.id
        && before.display_name() != now.display_name()
}

/// Search and order of names of the open shop. Copied freely.
#[derive(Debug, Clone, Copy)]
pub struct CustomerSearch {
    app: App,
    kept: StoredValue<RefCell<Kept>, LocalStorage>,
    busy: StoredValue<bool>,
    revision: RwSignal<u64>,
}

impl CustomerSearch {
    /// Begins to follow the records of `app`. Call once, in the root owner.
    pub fn start(app: App) -> Self {
        let search = Self {
            app,
            kept: StoredValue::new_local(RefCell::default()),
            busy: StoredValue::new(false),
            revision: RwSignal::new(0),
        };
        Effect::new(move |_| {
            app.read(&[TableName::Customers, TableName::Fields], |_| ());
            search.follow();
        });
        search
    }

    fn follow(self) {
        if self.busy.get_value() {
            return;
        }
        let follow = |kept: &mut Kept, records: &Records| {
            kept.follow_fields(records);
            kept.follow(&records.customers)
        };
        if self.with(follow) == Some(true) {
            self.moved();
            return;
        }
        self.busy.set_value(true);
        spawn_local(async move {
            let version = self.with(|_, records| records.customers.version());
            self.work(Phase::Names, yield_to_screen).await;
            self.with(|kept, _| kept.names.arrange());
            self.moved();
            // The list is on screen in its order before what is typed into its box is looked at.
            next_frame().await;
            self.work(Phase::Index, yield_to_all).await;
            self.with(|kept, _| kept.version = version);
            self.busy.set_value(false);
            self.moved();
            // What was changed meanwhile.
            self.follow();
        });
    }

    async fn work(self, phase: Phase, pause: impl AsyncFn()) {
        let mut from = 0;
        while let Some(next) = self
            .with(|kept, records| kept.step(records, phase, from))
            .flatten()
        {
            from = next;
            pause().await;
        }
    }

    fn with<R>(self, work: impl FnOnce(&mut Kept, &Records) -> R) -> Option<R> {
        self.kept.try_with_value(|kept| {
            let mut kept = kept.borrow_mut();
            self.app.peek(|records| work(&mut kept, records))
        })
    }

    fn moved(self) {
        self.revision.update(|revision| *revision += 1);
    }

    /// Moves on whenever what can be found moves; follow it to search again.
    pub fn revision(self) -> u64 {
        self.revision.get()
    }

    /// True once everybody can be found; followed. Until then who is not found may be there all the same.
    pub fn is_complete(self) -> bool {
        self.revision.track();
        let complete = |kept: &RefCell<Kept>| kept.borrow().version.is_some();
        self.kept.try_with_value(complete).unwrap_or_default()
    }

    /// The customers that answer `text`, best first, at most `limit`; followed.
    pub fn find(self, text: &str, limit: usize) -> Vec<Id<Customer>> {
        self.revision.track();
        let find = |kept: &RefCell<Kept>| {
            let hits = kept.borrow().index.search(text, limit);
            hits.into_iter().map(|hit| hit.id).collect()
        };
        self.kept.try_with_value(find).unwrap_or_default()
    }

    /// The customers that are called so, see [`CustomerIndex::called`]; followed.
    pub fn called(self, word: &str) -> Vec<Id<Customer>> {
        self.revision.track();
        let called = |kept: &RefCell<Kept>| kept.borrow().index.called(word);
        self.kept.try_with_value(called).unwrap_or_default()
    }

    /// What the sales say of each customer, see [`App::facts`].
    pub fn facts(self) -> Arc<FactsById> {
        self.app.facts()
    }

    /// Works with the order of names; followed.
    pub fn with_names<R>(self, work: impl FnOnce(&NameKeys) -> R) -> Option<R> {
        self.revision.track();
        self.kept.try_with_value(|kept| work(&kept.borrow().names))
    }
}

/// Where the search stands once somebody has asked for it. Nothing before that needs its tables, which
/// are a good part of the app, so they come with the first page that searches.
#[derive(Debug, Clone)]
pub struct SearchPlace {
    app: App,
    owner: Owner,
    search: StoredValue<Option<CustomerSearch>>,
}

impl SearchPlace {
    /// An empty place; make it once, in the root owner, under which the search will live.
    pub fn new(app: App) -> Self {
        Self {
            app,
            owner: Owner::current().unwrap_or_default(),
            search: StoredValue::new(None),
        }
    }

    fn search(&self) -> CustomerSearch {
        self.search.try_get_value().flatten().unwrap_or_else(|| {
            let search = self.owner.with(|| CustomerSearch::start(self.app));
            self.search.set_value(Some(search));
            search
        })
    }
}

/// The search, from anywhere below the root.
pub fn use_search() -> CustomerSearch {
    // The root provides it before anything is drawn.
    use_context::<SearchPlace>()
        .unwrap_or_else(|| SearchPlace::new(super::state::use_app()))
        .search()
}
