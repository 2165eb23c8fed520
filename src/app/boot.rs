//! Opening the shop: storage, the tables the first screen needs, then the rest; and what happens
//! after each write (other tabs, the sentinel, asking the browser to keep the data).

use std::rc::Rc;

use leptos::{prelude::*, task::spawn_local};

use crate::{
    domain::TableName,
    platform::{
        channel, clock,
        idb::{self, IdbStore},
        memory, persist, prefs, random,
        sentinel::{self, Seen},
        turns::{next_frame, yield_to_all, yield_to_screen},
        visibility,
    },
    storage::{MemoryStore, OpenShop, StorageError, Store, ahead},
};

use super::{
    backend::Backend,
    engine::FetchEngine,
    notice::Notice,
    state::{App, Phase},
};

/// What the first screen needs.
const FIRST: &[TableName] = &[
    TableName::Shop,
    TableName::Members,
    TableName::Fields,
    TableName::Views,
    TableName::Customers,
    TableName::Pipelines,
    TableName::Products,
    TableName::Deals,
    TableName::Tasks,
];
/// What can come a moment later.
const REST: &[TableName] = &[
    TableName::Sales,
    TableName::Cases,
    TableName::Points,
    TableName::Activities,
    TableName::Relations,
    TableName::Templates,
    TableName::Files,
    TableName::Trash,
];

/// Bytes that a record takes in memory, somewhat less than on average.
const RECORD: usize = 400;

/// Milliseconds of reading before the screen may draw again.
const SLICE_MS: f64 = 24.0;

/// Opens the shop of the app's workspace and keeps it fresh. A first visitor sees the first screen
/// while the engine is still on its way.
pub fn start(app: App, fetch: FetchEngine) {
    spawn_local(async move {
        if let Err(error) = begin(app, fetch).await {
            app.phase.set(Phase::Failed(error));
        }
    });
}

async fn begin(app: App, fetch: FetchEngine) -> Result<(), StorageError> {
    let mut engine = fetch();
    if let Some(seen) = there_was(app) {
        // On its way while the database opens.
        ahead::begin(&mut engine).await;
        let records = usize::try_from(seen.records).unwrap_or_default();
        memory::make_room(records.saturating_mul(RECORD));
    }
    let backend = match IdbStore::open(app.workspace.database()).await {
        Ok(store) => Backend::Idb(store),
        Err(StorageError::Denied(_)) => {
            app.in_memory.set(true);
            Backend::Memory(MemoryStore::default())
        }
        Err(error) => return Err(error),
    };
    // Nobody who was here before waits for this.
    if there_was(app).is_none() && backend.generation().await? == 0 {
        app.phase.set(Phase::Welcome);
    }
    match engine.await {
        Ok(engine) => {
            app.set_engine(engine).await;
            (engine.open)(app, backend).await
        }
        Err(_) => {
            app.phase.set(Phase::NotFetched);
            Ok(())
        }
    }
}

/// True if a shop was seen here before.
pub fn is_awaited(app: App) -> bool {
    there_was(app).is_some()
}

/// What the sentinel says there should be, where the database is to be kept.
fn there_was(app: App) -> Option<Seen> {
    sentinel::get(app.workspace).filter(|seen| seen.records > 0 && !app.in_memory.get_untracked())
}

/// Opens the shop in a store: the tables that the first screen needs, then the rest. Part of the engine.
pub(super) async fn open(app: App, backend: Backend) -> Result<(), StorageError> {
    let shop = Rc::new(OpenShop::new(backend, device()));
    app.set_shop(shop.clone());
    let mut breathe = breathe();
    shop.load(FIRST, &mut breathe).await?;
    app.refresh();
    let set_up = shop.records().settings().is_some();
    let phase = match there_was(app) {
        Some(seen) if shop.generation() == 0 => Phase::Missing {
            records: seen.records,
            saved: seen.saved,
        },
        _ if set_up => Phase::Ready,
        _ => Phase::Welcome,
    };
    // The first screen may be there already, with something typed in it.
    if phase != app.phase.get_untracked() {
        app.phase.set(phase);
    }
    // The screen comes first; the rest is read in slices, whenever there is nothing else to do.
    next_frame().await;
    yield_to_all().await;
    if !app.in_memory.get_untracked() {
        // Where it fails nothing has changed, and nobody waits for it.
        spawn_local(async { drop(idb::begin_new_log().await) });
    }
    shop.load(REST, in_slices(yield_to_all)).await?;
    app.refresh();
    app.set_whole().await;
    channel::listen(app.workspace.database(), move |_| catch_up(app));
    visibility::on_return(move || catch_up(app));
    Ok(())
}

/// Reads what other tabs wrote.
pub fn catch_up(app: App) {
    if !app.loaded.get_untracked() {
        return;
    }
    spawn_local(async move {
        let Some(shop) = app.shop() else { return };
        match shop.catch_up().await {
            Ok(true) => {
                app.refresh();
                let set_up = shop.records().settings().is_some();
                // Another tab set it up, or restored a backup.
                let waits = matches!(
                    app.phase.get_untracked(),
                    Phase::Welcome | Phase::Missing { .. }
                );
                if set_up && waits {
                    app.phase.set(Phase::Ready);
                }
            }
            Ok(false) => {}
            Err(error) => app.notify(Notice::Storage(error)),
        }
    });
}

/// Tells other tabs and the sentinel, and asks the browser once to keep the data.
pub fn after_write(app: App) {
    let Some(shop) = app.shop() else { return };
    if app.in_memory.get_untracked() {
        return;
    }
    channel::post(app.workspace.database(), shop.generation());
    let seen = Seen {
        records: shop.records().total(),
        saved: clock::now(),
        generation: shop.generation(),
    };
    sentinel::set(app.workspace, seen);
    persist::ask_once();
}

/// Gives way to the screen whenever a slice of time is over; for work that goes page by page.
pub fn breathe() -> impl AsyncFnMut(TableName) {
    in_slices(yield_to_screen)
}

/// The same with another way of giving way.
fn in_slices(pause: impl AsyncFn()) -> impl AsyncFnMut(TableName) {
    let mut begun = clock::elapsed();
    async move |_| {
        if clock::elapsed() - begun > SLICE_MS {
            pause().await;
            begun = clock::elapsed();
        }
    }
}

fn device() -> String {
    prefs::DEVICE.get().unwrap_or_else(|| {
        let name = format!("{:08x}", random::seed() & 0xffff_ffff);
        prefs::DEVICE.set(&name);
        name
    })
}
