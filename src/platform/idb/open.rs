//! Opening a database within bounded time. An open request can't be taken back: one that is still
//! pending when time runs out goes on in the background, with its upgrade handler, so that the
//! database is never left without its object stores; the late connection is then closed.

use std::{
    cell::{Cell, RefCell},
    future::poll_fn,
    rc::Rc,
    task::{Poll, Waker},
};

use indexed_db_futures::{
    database::Database,
    error::{Error, OpenDbError},
    prelude::*,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;

use super::errors;
use crate::storage::{error::StorageError, store::Space};

/// The version of the database's layout: one object store a space. Records carry versions of their
/// own, so this has no reason to change.
const VERSION: u32 = 1;

/// How long the browser may take. Longer means an older tab holds the database.
const PATIENCE_MS: i32 = 8_000;

/// An open database, and whether opening made it.
#[derive(Debug)]
pub(super) struct Opened {
    pub db: Database,
    pub created: bool,
}

/// What to do where no database is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    /// Make it.
    Create,
    /// Refuse: it was there a moment ago, and an empty one would hide that it was deleted.
    Refuse,
}

/// Opens `name`.
pub(super) async fn open(name: &str, missing: Missing) -> Result<Opened, StorageError> {
    let slot = Rc::new(Slot::default());
    let timer = Timer::start(&slot)?;
    spawn_local({
        let (slot, name) = (Rc::clone(&slot), name.to_owned());
        async move {
            let result = request(&name, missing).await;
            slot.arrive(result);
        }
    });
    let result = poll_fn(|context| {
        slot.waker.replace(Some(context.waker().clone()));
        slot.result.take().map_or(Poll::Pending, Poll::Ready)
    })
    .await;
    drop(timer);
    match result {
        Err(StorageError::Newer { .. }) => Err(StorageError::Newer {
            found: version(name).await,
        }),
        other => other,
    }
}

async fn request(name: &str, missing: Missing) -> Result<Opened, StorageError> {
    let created = Rc::new(Cell::new(false));
    let refused = Rc::new(Cell::new(false));
    let db = Database::open(name)
        .with_version(VERSION)
        .with_on_upgrade_needed({
            let (created, refused) = (Rc::clone(&created), Rc::clone(&refused));
            move |_, db| {
                if missing == Missing::Refuse {
                    refused.set(true);
                    // An error here aborts the upgrade, and the empty database is not made.
                    return Err(Error::from(JsValue::from_str("the database is gone")));
                }
                for space in Space::ALL {
                    db.create_object_store(space.as_str()).build()?;
                }
                created.set(true);
                Ok(())
            }
        })
        .build()
        .map_err(errors::opening)?
        .await;
    match db {
        Ok(db) => Ok(Opened {
            db,
            created: created.get(),
        }),
        Err(_) if refused.get() => Err(StorageError::Lost("the database was deleted".to_owned())),
        Err(error) => Err(errors::opening(error)),
    }
}

/// The version of a database that is too new for us; 0 if even that can't be read.
async fn version(name: &str) -> u32 {
    let opened: Result<Database, OpenDbError> = async { Database::open(name).build()?.await }.await;
    opened.map_or(0, |db| {
        let version = db.version();
        db.close();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "versions are small positive integers, and `as` saturates"
        )]
        let version = version as u32;
        version
    })
}

/// Where the request and the timer meet; the first one wins.
#[derive(Default)]
struct Slot {
    result: RefCell<Option<Result<Opened, StorageError>>>,
    waker: RefCell<Option<Waker>>,
    decided: Cell<bool>,
}

impl Slot {
    fn arrive(&self, result: Result<Opened, StorageError>) {
        if self.decided.replace(true) {
            if let Ok(late) = result {
                late.db.close();
            }
            return;
        }
        self.result.replace(Some(result));
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}

/// `setTimeout` of whichever global scope this is (page or worker), cleared when dropped.
struct Timer {
    id: JsValue,
    _callback: Closure<dyn FnMut()>,
}

impl Timer {
    fn start(slot: &Rc<Slot>) -> Result<Self, StorageError> {
        let slot = Rc::clone(slot);
        let callback = Closure::once(move || slot.arrive(Err(StorageError::Blocked)));
        let id = global("setTimeout")
            .and_then(|set| {
                let scope = js_sys::global();
                set.call2(&scope, callback.as_ref(), &JsValue::from(PATIENCE_MS))
                    .ok()
            })
            .ok_or_else(|| StorageError::Other("no timers in this browser".to_owned()))?;
        Ok(Self {
            id,
            _callback: callback,
        })
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(clear) = global("clearTimeout") {
            clear.call1(&js_sys::global(), &self.id).ok();
        }
    }
}

fn global(name: &str) -> Option<js_sys::Function> {
    js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str(name))
        .ok()?
        .dyn_into()
        .ok()
}
