//! The one handle that pages hold: copied freely, provided once at the root.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use async_lock::OnceCell;
use leptos::prelude::*;

use crate::{
    domain::{Entity, Id, IdMaker, Layout, Member, Moment, Records, Shop, TableName, Timestamp},
    platform::{clock, prefs::Workspace, random},
    storage::{Health, OpenShop},
};

use super::{
    backend::Backend, engine::Engine, loyalty::Reckoning, notice::Toast, person,
    sold::SoldByCustomer,
};

/// How far the app has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// The database is being opened.
    Opening,
    /// There is no shop yet: first run.
    Welcome,
    /// Ready to use; sales and history may still be loading, see [`App::whole`].
    Ready,
    /// The sentinel says there was data, but the database is empty.
    Missing {
        /// Records there were.
        records: u64,
        /// When they were last saved.
        saved: Timestamp,
    },
    /// The part of the app that opens the database could not be fetched.
    NotFetched,
    /// The database can't be opened; the text says why.
    Failed(crate::storage::StorageError),
}

/// What the person is told about saving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveState {
    /// Everything is on disk.
    Saved,
    /// A write is under way.
    Saving,
    /// The last write failed.
    Failed,
}

/// Everything a page needs.
#[derive(Debug, Clone, Copy)]
pub struct App {
    shop: StoredValue<Option<Rc<OpenShop<Backend>>>, LocalStorage>,
    engine: StoredValue<Arc<OnceCell<Engine>>>,
    whole: StoredValue<Arc<OnceCell<()>>>,
    ids: StoredValue<RefCell<IdMaker>, LocalStorage>,
    // Behind one handle: the app is copied everywhere and must stay small.
    versions: StoredValue<[RwSignal<u64>; TableName::ALL.len()]>,
    /// How far the app has come.
    pub phase: RwSignal<Phase>,
    /// True once every table is in memory.
    pub loaded: RwSignal<bool>,
    /// What the person is told about saving.
    pub saving: RwSignal<SaveState>,
    /// Whether the store may be written to.
    pub health: RwSignal<Health>,
    /// True if the browser refuses to keep data.
    pub in_memory: RwSignal<bool>,
    /// True if part of the data can't be read.
    pub damaged: RwSignal<bool>,
    /// Messages on screen.
    pub toasts: RwSignal<Vec<Toast>>,
    /// A new version of the app waits.
    pub update_ready: RwSignal<bool>,
    /// Changes of this session that Ctrl+Z takes back, newest last.
    pub undo_stack: RwSignal<Vec<u64>>,
    /// Undone changes that Ctrl+Shift+Z does again, newest last.
    pub redo_stack: RwSignal<Vec<u64>>,
    /// Changes that are being taken back at this moment.
    pub(super) under_way: StoredValue<Vec<u64>>,
    /// Who is at the counter, as chosen on this device; see [`App::at_counter`].
    pub(super) person: RwSignal<Option<Id<Member>>>,
    reckoning: StoredValue<Reckoning>,
    pub(super) sold: SoldByCustomer,
    /// Which database is open.
    pub workspace: Workspace,
}

impl App {
    /// A handle with nothing open. Make it once, in the root owner.
    pub fn new(workspace: Workspace) -> Self {
        Self {
            shop: StoredValue::new_local(None),
            engine: StoredValue::new(Arc::default()),
            whole: StoredValue::new(Arc::default()),
            ids: StoredValue::new_local(RefCell::new(IdMaker::new(random::seed()))),
            versions: StoredValue::new(std::array::from_fn(|_| RwSignal::new(0))),
            phase: RwSignal::new(Phase::Opening),
            loaded: RwSignal::new(false),
            saving: RwSignal::new(SaveState::Saved),
            health: RwSignal::new(Health::Sound),
            in_memory: RwSignal::new(false),
            damaged: RwSignal::new(false),
            toasts: RwSignal::new(Vec::new()),
            update_ready: RwSignal::new(false),
            undo_stack: RwSignal::new(Vec::new()),
            redo_stack: RwSignal::new(Vec::new()),
            under_way: StoredValue::new(Vec::new()),
            person: RwSignal::new(person::kept(workspace)),
            reckoning: StoredValue::new(Reckoning::new()),
            sold: SoldByCustomer::new(),
            workspace,
        }
    }

    /// The shop, once it is open.
    pub fn shop(&self) -> Option<Rc<OpenShop<Backend>>> {
        self.shop.try_with_value(Clone::clone).flatten()
    }

    /// True once the first screen may be drawn; followed.
    pub fn is_open(&self) -> bool {
        self.phase.with(|phase| *phase == Phase::Ready)
    }

    /// Takes an opened shop.
    pub fn set_shop(&self, shop: Rc<OpenShop<Backend>>) {
        self.shop.set_value(Some(shop));
    }

    /// Takes the engine; whoever waits for it goes on.
    pub(super) async fn set_engine(&self, engine: Engine) {
        let cell = self.engine.try_get_value().unwrap_or_default();
        // Fetched a second time it is the same.
        cell.set(engine).await.ok();
    }

    /// The engine, once it is here.
    pub(super) async fn engine(&self) -> Engine {
        let cell = self.engine.try_get_value().unwrap_or_default();
        *cell.wait().await
    }

    /// The shop, as soon as it is open: the first screen is there before it.
    pub async fn opened(&self) -> Option<Rc<OpenShop<Backend>>> {
        self.engine().await;
        self.shop()
    }

    /// Says that every table is in memory; whoever waits for it goes on.
    pub(super) async fn set_whole(&self) {
        self.loaded.set(true);
        let cell = self.whole.try_get_value().unwrap_or_default();
        // After a restore they are once more.
        cell.set(()).await.ok();
    }

    /// Waits until every table is in memory. What looks at records to take them elsewhere waits here: it
    /// would lack those that come later, and nobody could tell.
    pub async fn whole(&self) {
        let cell = self.whole.try_get_value().unwrap_or_default();
        cell.wait().await;
    }

    /// Reads the records, and reads them again whenever one of `tables` changes.
    pub fn read<R>(&self, tables: &[TableName], read: impl FnOnce(&Records) -> R) -> R {
        let versions = self.versions.try_get_value();
        for table in tables {
            if let Some(version) = versions.as_ref().and_then(|all| all.get(*table as usize)) {
                version.track();
            }
        }
        self.peek(read)
    }

    /// Reads the records once, without following changes.
    pub fn peek<R>(&self, read: impl FnOnce(&Records) -> R) -> R {
        match self.shop() {
            Some(shop) => read(&shop.records()),
            None => read(&Records::default()),
        }
    }

    /// What `read` makes of the records of one kind that `concerns` names, followed: an edit of any other
    /// one does not wait until a whole table was gone through again.
    pub fn made_of<T: Entity, R: Clone + PartialEq + Send + Sync + 'static>(
        self,
        concerns: impl Fn(&T) -> bool + Send + Sync + 'static,
        read: impl Fn(&Records) -> R + Send + Sync + 'static,
    ) -> Memo<R> {
        let seen = StoredValue::new(None);
        Memo::new(move |before: Option<&R>| {
            self.read(&[T::TABLE], |records| {
                let table = T::table(records);
                let last = seen.try_get_value().flatten();
                let stays = last.is_some_and(|version| !table.touched_since(version, &concerns));
                seen.try_set_value(Some(table.version()));
                match before.filter(|_| stays) {
                    Some(before) => before.clone(),
                    None => read(records),
                }
            })
        })
    }

    /// A number that grows with every change of a record.
    pub fn basis(&self) -> u64 {
        self.peek(|all| TableName::ALL.iter().map(|table| all.version(*table)).sum())
    }

    /// Tells the live queries which tables have moved.
    pub fn refresh(&self) {
        let Some(shop) = self.shop() else { return };
        let versions = self.versions.try_get_value();
        for (table, signal) in TableName::ALL.iter().zip(versions.into_iter().flatten()) {
            let version = shop.records().version(*table);
            if signal.get_untracked() != version {
                signal.set(version);
            }
        }
        self.health.set(shop.health());
        self.damaged.set(!shop.damage().is_empty());
    }

    /// True while nothing may be written because a write failed; followed.
    pub fn is_read_only(&self) -> bool {
        self.health.get() != Health::Sound
    }

    /// The database that holds exactly what is on screen; `None` if there is none, or it is in doubt.
    pub fn stored_in(&self) -> Option<&'static str> {
        let sound = self.health.get_untracked() == Health::Sound
            && !self.damaged.get_untracked()
            && !self.in_memory.get_untracked();
        sound.then(|| self.workspace.database())
    }

    /// The loyalty reports of today.
    pub fn reckoning(&self) -> Reckoning {
        self.reckoning.try_get_value().unwrap_or_default()
    }

    /// The shop's settings, followed.
    pub fn settings(&self) -> Option<Arc<Shop>> {
        self.read(&[TableName::Shop], |records| records.settings().cloned())
    }

    /// The order of a customer's parts, followed; the usual one until there is a shop.
    pub fn customer_layout(&self) -> Layout {
        let shop = self.settings();
        shop.map_or_else(Layout::default, |shop| shop.customer_layout())
    }

    /// The shop's time zone; the device's until there is a shop.
    pub fn zone(&self) -> String {
        self.peek(|records| records.settings().map(|shop| shop.time_zone.clone()))
            .unwrap_or_else(clock::device_zone)
    }

    /// Now, with the civil date in the shop's time zone.
    pub fn moment(&self) -> Moment {
        clock::moment(&self.zone())
    }

    /// A new identity.
    pub fn new_id<T>(&self) -> Id<T> {
        let now = clock::now();
        self.ids
            .try_with_value(|ids| ids.borrow_mut().next(now))
            .unwrap_or_else(|| IdMaker::new(random::seed()).next(now))
    }
}

/// The app, from anywhere below the root.
pub fn use_app() -> App {
    // The root provides it before anything is drawn; a fresh handle shows an opening app.
    use_context::<App>().unwrap_or_else(|| App::new(Workspace::Own))
}
