//! The one connection of a store: opened again when the browser closes it (another tab upgrades,
//! the storage process dies, site data are cleared), with the interrupted operation run once more
//! as a whole.

use std::{
    cell::{Cell, RefCell},
    future::poll_fn,
    rc::Rc,
    task::{Poll, Waker},
};

use indexed_db_futures::database::Database;
use wasm_bindgen_futures::spawn_local;

use super::{
    errors,
    open::{self, Missing, Opened},
};
use crate::storage::error::StorageError;

/// The way to a database by name.
#[derive(Debug)]
pub(super) struct Connections {
    name: String,
    created: bool,
    current: RefCell<Option<Rc<Connection>>>,
}

impl Connections {
    /// Opens the first connection.
    pub(super) async fn open(name: &str) -> Result<Self, StorageError> {
        let opened = open::open(name, Missing::Create).await?;
        Ok(Self {
            name: name.to_owned(),
            created: opened.created,
            current: RefCell::new(Some(Connection::watch(opened)?)),
        })
    }

    /// True if the first opening made the database.
    pub(super) const fn created(&self) -> bool {
        self.created
    }

    /// Closes the connection; the next operation opens another.
    pub(super) fn disconnect(&self) {
        self.current.take();
    }

    /// Runs `operation`, which must be one transaction that can be repeated. If the connection is
    /// lost under it, it runs once more over a new one.
    pub(super) async fn run<T>(
        &self,
        operation: impl AsyncFn(&Database) -> Result<T, StorageError>,
    ) -> Result<T, StorageError> {
        let first = self.connect().await?;
        match operation(&first.db).await {
            Err(StorageError::Lost(_)) => {
                first.lost.set(true);
                let second = self.connect().await?;
                operation(&second.db).await
            }
            result => result,
        }
    }

    async fn connect(&self) -> Result<Rc<Connection>, StorageError> {
        if let Some(connection) = self.alive() {
            return Ok(connection);
        }
        let opened = Connection::watch(open::open(&self.name, Missing::Refuse).await?)?;
        // Another operation may have been waiting for the same: the first to arrive is kept.
        if let Some(connection) = self.alive() {
            return Ok(connection);
        }
        self.current.replace(Some(Rc::clone(&opened)));
        Ok(opened)
    }

    fn alive(&self) -> Option<Rc<Connection>> {
        self.current
            .borrow()
            .as_ref()
            .filter(|connection| !connection.lost.get())
            .cloned()
    }
}

/// A connection, closed when its last user drops it.
#[derive(Debug)]
struct Connection {
    db: Database,
    lost: Rc<Cell<bool>>,
    watcher: Rc<Watcher>,
}

/// Tells the watching task to end.
#[derive(Debug, Default)]
struct Watcher {
    stopped: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

impl Connection {
    /// Listens for the browser closing the connection, and gives way at once when another tab
    /// wants to change the database: a tab that does not would freeze every other one.
    fn watch(opened: Opened) -> Result<Rc<Self>, StorageError> {
        let db = opened.db;
        let lost = Rc::new(Cell::new(false));
        let watcher = Rc::new(Watcher::default());
        let mut events = db.version_changes().map_err(errors::meaning)?;
        spawn_local({
            let (db, lost, watcher) = (db.clone(), Rc::clone(&lost), Rc::clone(&watcher));
            async move {
                poll_fn(|context| {
                    if watcher.stopped.get() {
                        return Poll::Ready(());
                    }
                    watcher.waker.replace(Some(context.waker().clone()));
                    events.poll_recv(context).map(drop)
                })
                .await;
                lost.set(true);
                // Transactions under way still finish; new ones open a new connection.
                db.close();
            }
        });
        Ok(Rc::new(Self { db, lost, watcher }))
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.watcher.stopped.set(true);
        if let Some(waker) = self.watcher.waker.take() {
            waker.wake();
        }
    }
}
