//! Customers by what is typed and by name: the search index and the order of names, kept in step with
//! the records in slices so that the page never stops; and what the sales say of each customer, counted
//! once for every page that asks. Knows no markup.

use std::{cell::RefCell, sync::Arc};

use leptos::{prelude::*, task::spawn_local};

use crate::{
    domain::{Currency, Customer, CustomerKind, Id, Records, TableName},
    query::{FactsById, NameKeys, facts},
    search::CustomerIndex,
};

use super::{boot::yield_to_screen, state::App};

/// Records brought in step before the screen may draw again: about one frame.
const SLICE: usize = 3_000;

#[derive(Debug, Default)]
struct Kept {
    index: CustomerIndex,
    names: NameKeys,
    /// The records as they were indexed, by slot; what differs from them is indexed again.
    seen: Vec<Option<Arc<Customer>>>,
}

impl Kept {
    /// Brings records from slot `from` on in step. Where to go on; `None` at the end.
    fn step(&mut self, records: &Records, from: usize) -> Option<usize> {
        let customers = &records.customers;
        let slots = customers.slot_count() as usize;
        self.seen.resize(slots.max(self.seen.len()), None);
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
            let before = std::mem::replace(seen, now.cloned());
            // A record that moved to another slot is found there.
            let gone = before
                .as_ref()
                .filter(|before| customers.get(before.id).is_none());
            for record in gone.into_iter().chain(now) {
                let current = customers.get(record.id).map(AsRef::as_ref);
                self.index.update(customers, record.id);
                self.names.update(record.id, current);
            }
            if let Some((before, now)) = before.zip(now) {
                if renamed_company(&before, now) {
                    let people = customers.iter().filter(|one| one.company == Some(now.id));
                    people.for_each(|one| self.index.update(customers, one.id));
                }
            }
            changed += 1;
            if changed == SLICE {
                return Some(slot + 1);
            }
        }
        None
    }
}

fn renamed_company(before: &Customer, now: &Customer) -> bool {
    now.kind == CustomerKind::Company && before.display_name() != now.display_name()
}

/// The figures with what they were counted from.
type Counted = ((u64, Currency, chrono::NaiveDate), Arc<FactsById>);

/// Search, order of names and figures of the open shop. Copied freely.
#[derive(Debug, Clone, Copy)]
pub struct CustomerSearch {
    app: App,
    kept: StoredValue<RefCell<Kept>, LocalStorage>,
    counted: StoredValue<RefCell<Option<Counted>>, LocalStorage>,
    busy: StoredValue<bool>,
    revision: RwSignal<u64>,
}

impl CustomerSearch {
    /// Begins to follow the records of `app`. Call once, in the root owner.
    pub fn start(app: App) -> Self {
        let search = Self {
            app,
            kept: StoredValue::new_local(RefCell::default()),
            counted: StoredValue::new_local(RefCell::default()),
            busy: StoredValue::new(false),
            revision: RwSignal::new(0),
        };
        Effect::new(move |_| {
            app.read(&[TableName::Customers], |_| ());
            search.follow();
        });
        search
    }

    /// Small changes are in step at once; a whole shop takes as many frames as it needs.
    fn follow(self) {
        if self.busy.get_value() {
            return;
        }
        let version = self.version();
        let Some(mut from) = self.step(0) else {
            self.revision.update(|revision| *revision += 1);
            return;
        };
        self.busy.set_value(true);
        spawn_local(async move {
            loop {
                yield_to_screen().await;
                match self.step(from) {
                    Some(next) => from = next,
                    None => break,
                }
            }
            self.busy.set_value(false);
            if self.version() == version {
                self.revision.update(|revision| *revision += 1);
            } else {
                self.follow();
            }
        });
    }

    fn version(self) -> u64 {
        self.app.peek(|records| records.customers.version())
    }

    fn step(self, from: usize) -> Option<usize> {
        let step = |kept: &RefCell<Kept>| {
            let mut kept = kept.borrow_mut();
            self.app.peek(|records| kept.step(records, from))
        };
        self.kept.try_with_value(step).flatten()
    }

    /// Moves on whenever what can be found moves; follow it to search again.
    pub fn revision(self) -> u64 {
        self.revision.get()
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

    /// Works with the order of names; followed.
    pub fn with_names<R>(self, work: impl FnOnce(&NameKeys) -> R) -> Option<R> {
        self.revision.track();
        self.kept.try_with_value(|kept| work(&kept.borrow().names))
    }

    /// What the sales say of each customer; followed. Empty until the sales are in memory, see
    /// [`App::loaded`].
    pub fn facts(self) -> Arc<FactsById> {
        let version = self
            .app
            .read(&[TableName::Sales], |records| records.sales.version());
        let currency = self
            .app
            .settings()
            .map_or(Currency::USD, |shop| shop.currency);
        let key = (version, currency, self.app.moment().today);
        let fresh = |counted: &RefCell<Option<Counted>>| {
            let mut counted = counted.borrow_mut();
            match &*counted {
                Some((known, facts)) if *known == key => facts.clone(),
                _ => {
                    let made = self.app.peek(|records| {
                        let sales = records.sales.iter().map(AsRef::as_ref);
                        facts(sales, key.1, key.2)
                    });
                    let made = Arc::new(made);
                    *counted = Some((key, made.clone()));
                    made
                }
            }
        };
        self.counted.try_with_value(fresh).unwrap_or_default()
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
