//! The open shop: its records in memory, its store behind them, and [`OpenShop::execute`], the one
//! way to change either. A command is decided on the records in memory; if another tab wrote first,
//! its pages are read and the command is decided again; only what the store has confirmed moves the
//! records in memory.

mod about;
mod bytes;
pub(in crate::storage) mod entry;
mod forget;
mod history;
mod load;
pub(in crate::storage) mod plan;
mod probe;

use std::{
    cell::{Cell, Ref, RefCell},
    collections::BTreeSet,
};

use async_lock::Mutex;

use crate::domain::{
    Change, Command, Draft, Edit, Forgotten, Label, LoggedEdit, Moment, Record, Records, Refusal,
    TableName, Timestamp, Verb, purge, validate,
};

use super::{
    error::StorageError,
    replacement::Replacement,
    store::{Batch, Space, Store},
};

pub use about::Stretch;
use entry::{from_bytes, log_key, to_bytes, to_bytes_in_parts};
pub use load::Damage;

/// How often a command is decided again because other tabs keep writing first.
const ATTEMPTS: u32 = 8;

/// Edits that take so long that the screen is to have its turns meanwhile.
const LONG: usize = 2_000;

/// Pages made between two such turns.
const PAGES: usize = 64;

/// Whether the shop may be written to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Health {
    /// All is well.
    #[default]
    Sound,
    /// A write failed with this; nothing is written until [`OpenShop::probe`] succeeds.
    ReadOnly(StorageError),
}

/// Why a command was not carried out. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExecuteError {
    /// The rules say no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// What was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Committed {
    /// Number of the change; undo takes it.
    pub seq: u64,
    /// What happened.
    pub label: Label,
    /// Parts of an undone change that stayed because they were edited since.
    pub kept: usize,
    /// Links of what came back that were left out because what they led to is gone.
    pub unlinked: usize,
}

impl Committed {
    /// False for what was removed for good.
    pub const fn may_be_undone(&self) -> bool {
        !matches!(self.label.verb, Verb::Purge | Verb::Erase)
    }
}

/// A shop that is open in this tab.
#[derive(Debug)]
pub struct OpenShop<S> {
    store: S,
    device: String,
    /// The member of the team whom changes are stamped with; blank for nobody in particular.
    person: RefCell<String>,
    records: RefCell<Records>,
    generation: Cell<u64>,
    last_change: Cell<Timestamp>,
    health: RefCell<Health>,
    damage: RefCell<Vec<Damage>>,
    /// Tables that were never read. Nothing is written while there are any: their pages would be taken for
    /// empty, and what stands on them for gone.
    unread: RefCell<BTreeSet<TableName>>,
    /// Held while reading from or writing to the store, so that slots planned are slots free.
    turn: Mutex<()>,
    /// Which entries of the change log are about what, as far as somebody asked.
    read: Mutex<about::Read>,
}

impl<S: Store> OpenShop<S> {
    /// A shop over `store` with nothing loaded yet; see [`OpenShop::load`]. `device` names this
    /// browser in the change log.
    pub fn new(store: S, device: impl Into<String>) -> Self {
        Self {
            store,
            device: device.into(),
            person: RefCell::default(),
            records: RefCell::default(),
            generation: Cell::new(0),
            last_change: Cell::default(),
            health: RefCell::default(),
            damage: RefCell::default(),
            unread: RefCell::new(TableName::ALL.iter().copied().collect()),
            turn: Mutex::new(()),
            read: Mutex::default(),
        }
    }

    /// Says who makes the changes from now on: the identity of a member of the team, or blank.
    pub fn set_person(&self, person: impl Into<String>) {
        *self.person.borrow_mut() = person.into();
    }

    /// The records as last confirmed by the store. Don't hold across an `await`.
    pub fn records(&self) -> Ref<'_, Records> {
        self.records.borrow()
    }

    /// The same, for who needs nothing else of the shop.
    pub fn into_records(self) -> Records {
        self.records.into_inner()
    }

    /// The number of writes this tab knows of.
    pub const fn generation(&self) -> u64 {
        self.generation.get()
    }

    /// Whether the shop may be written to.
    pub fn health(&self) -> Health {
        self.health.borrow().clone()
    }

    /// Pages that could not be read; they are left alone.
    pub fn damage(&self) -> Vec<Damage> {
        self.damage.borrow().clone()
    }

    /// Carries out a command: decided, checked, written, and only then visible.
    pub async fn execute(
        &self,
        command: &dyn Command,
        moment: Moment,
    ) -> Result<Committed, ExecuteError> {
        let _turn = self.turn.lock().await;
        if let Health::ReadOnly(error) = self.health() {
            return Err(error.into());
        }
        if self.generation.get() != 0 && !self.unread.borrow().is_empty() {
            return Err(StorageError::Other("the shop is not read yet".to_owned()).into());
        }
        let mut attempt = 1;
        loop {
            let at = Timestamp(moment.now.0.max(self.last_change.get().0 + 1));
            let draft = command.decide(&self.records.borrow(), &Moment { now: at, ..moment })?;
            // A few edits are done before anybody could wait for them.
            let long = draft.edits.len() > LONG;
            let pause = async || {
                if long {
                    self.store.pause().await;
                }
            };
            let wanted = || {
                let refused = Err(Refusal::Unwanted);
                if command.is_wanted() { Ok(()) } else { refused }
            };
            pause().await;
            wanted()?;
            validate::edits(&draft.edits, &self.records.borrow())?;
            pause().await;
            wanted()?;
            let plan = plan::Plan::new(&draft.edits, &self.records.borrow())?;
            pause().await;
            let forgets = !draft.forgets.is_empty() || !draft.erases.is_empty();
            let expected = self.generation.get();
            let mut change = self.change(&draft, &plan, at, expected + 1)?;
            let mut batch = Batch::default();
            if !draft.forgets.is_empty() {
                purge::forget(&mut change, &draft.forgets);
                batch.put = match self.log_without(&draft.forgets).await {
                    Ok(rewritten) => rewritten,
                    Err(error) => return Err(self.stopped_by(error).into()),
                };
            }
            let entry = to_bytes_in_parts(&mut change, &pause).await?;
            batch.put.push((Space::Log, log_key(change.seq), entry));
            for pages in plan.pages().chunks(PAGES) {
                pause().await;
                wanted()?;
                plan.encode(pages, &self.records.borrow(), &mut batch)?;
            }
            plan.cut(&mut batch);
            pause().await;
            if !draft.erases.is_empty() {
                batch.put.extend(match self.forgetting(draft.erases).await {
                    Err(ExecuteError::Storage(error)) => return Err(self.stopped_by(error).into()),
                    rewritten => rewritten?,
                });
            }
            if forgets || draft.collects {
                batch.delete = match self.loose_bytes(&draft.edits, &batch.put).await {
                    Err(ExecuteError::Storage(error)) => return Err(self.stopped_by(error).into()),
                    loose => loose?,
                };
            }
            batch.put.extend(bytes::puts(draft.files));
            // From here on it is written whole or not at all, and nobody can tell in time which.
            wanted()?;
            command.is_being_saved();
            match self.store.write(expected, batch).await {
                Ok(generation) => {
                    plan.apply(&mut self.records.borrow_mut());
                    self.generation.set(generation);
                    self.last_change.set(at);
                    return Ok(Committed {
                        seq: change.seq,
                        label: change.label,
                        kept: draft.kept,
                        unlinked: draft.unlinked,
                    });
                }
                Err(StorageError::Conflict { .. }) if attempt < ATTEMPTS => {
                    attempt += 1;
                    self.read_changes().await?;
                }
                Err(error) => return Err(self.stopped_by(error).into()),
            }
        }
    }

    /// Nothing is written after a failed write until [`OpenShop::probe`] succeeds; having been too
    /// slow for another tab is no failure of the store.
    fn stopped_by(&self, error: StorageError) -> StorageError {
        if !matches!(error, StorageError::Conflict { .. }) {
            *self.health.borrow_mut() = Health::ReadOnly(error.clone());
        }
        error
    }

    /// The entries of the change log that name something forgotten, without it. An entry that can't be
    /// read stays as it is: no undo can read it either.
    async fn log_without(
        &self,
        forgotten: &Forgotten,
    ) -> Result<Vec<(Space, String, Vec<u8>)>, StorageError> {
        let mut rewritten = Vec::new();
        for (key, bytes) in self.store.read(Space::Log, "").await? {
            let Ok(mut entry) = from_bytes(&bytes) else {
                continue;
            };
            if purge::forget(&mut entry, forgotten) {
                rewritten.push((Space::Log, key, to_bytes(&entry)?));
            }
        }
        Ok(rewritten)
    }

    /// Replaces everything by `records`, without a history: all or nothing.
    pub async fn replace_all(
        &self,
        records: Vec<Record>,
        label: Label,
        moment: Moment,
    ) -> Result<Committed, ExecuteError> {
        let replacement = Replacement::new(records)?;
        self.replace(replacement, label, moment, async |_| {}).await
    }

    /// Replaces everything in one write, all or nothing. The records are read from the pages before
    /// anything is written; `loaded` is called after each page.
    pub async fn replace(
        &self,
        replacement: Replacement,
        label: Label,
        moment: Moment,
        mut loaded: impl AsyncFnMut(TableName),
    ) -> Result<Committed, ExecuteError> {
        let _turn = self.turn.lock().await;
        let mut fresh = Records::default();
        for (table, number, bytes) in replacement.pages() {
            for_table!(table, T => load::fill::<T>(&mut fresh, number, bytes)?);
            loaded(table).await;
        }
        let expected = self.store.generation().await?;
        let mut named = bytes::named(&fresh);
        let mut log = Vec::new();
        let (mut seq, mut last) = (expected, self.last_change.get());
        for bytes in replacement.history() {
            // No number is given twice: somebody might still want to take the old one back.
            let change = from_bytes(bytes)?.after(expected);
            (seq, last) = (change.seq, last.max(change.at));
            bytes::note(bytes, &mut named);
            log.push((Space::Log, log_key(seq), to_bytes(&change)?));
        }
        let at = Timestamp(moment.now.0.max(last.0 + 1));
        let draft = Draft::new(label, Vec::new());
        let mut change = self.change(&draft, &plan::Plan::default(), at, seq + 1)?;
        change.replaced_all = true;
        let mut batch = Batch {
            clear: vec![Space::Pages, Space::Log],
            delete: self.bytes_besides(&named).await?,
            skips: seq - expected,
            put: log,
            ..Batch::default()
        };
        batch
            .put
            .push((Space::Log, log_key(change.seq), to_bytes(&change)?));
        batch.put.extend(replacement.into_puts());
        let generation = self.store.write(expected, batch).await?;
        fresh.succeed(&self.records.borrow());
        *self.records.borrow_mut() = fresh;
        self.damage.borrow_mut().clear();
        self.unread.borrow_mut().clear();
        self.generation.set(generation);
        self.last_change.set(at);
        Ok(Committed {
            seq: change.seq,
            label: change.label,
            kept: 0,
            unlinked: 0,
        })
    }

    fn change(
        &self,
        draft: &Draft,
        plan: &plan::Plan,
        at: Timestamp,
        seq: u64,
    ) -> Result<Change, ExecuteError> {
        let mut edits: Vec<LoggedEdit> = Vec::with_capacity(draft.edits.len());
        // What is erased is not kept in the log.
        let logged: &[Edit] = if draft.erases.is_empty() {
            &draft.edits
        } else {
            &[]
        };
        for edit in logged {
            edits.extend(edit.log().map_err(Refusal::from)?);
        }
        Ok(Change {
            seq,
            at,
            device: self.device.clone(),
            person: self.person.borrow().clone(),
            label: draft.label.clone(),
            undoes: draft.undoes,
            edits,
            replaced_all: false,
            pages: plan.pages(),
        })
    }
}
