//! Replacing everything by a backup: all or nothing.

use std::sync::Arc;

use leptos::prelude::*;
use web_sys::Blob;

use super::{Archive, Failure, export, import::examine_backup, reading::Stage};
use crate::{
    app::{App, Phase, boot, state::SaveState, worker::Cancel},
    domain::{
        Label, TableName, Verb,
        commands::{DropLooseBytes, KeepBytes},
    },
    storage::{Committed, ExecuteError, Replacement},
};

/// Bytes of files that are written at once.
const AT_ONCE: usize = 16 << 20;
/// The share of the way after which the records are read, and the files are at hand.
const READ: f64 = 0.5;
const BROUGHT: f64 = 0.8;
/// Names of lacking files that are told.
const NAMED: usize = 8;

/// Why a backup was not restored. Nothing was changed.
#[derive(Debug, Clone, PartialEq)]
pub enum RestoreError {
    /// The file.
    File(Failure),
    /// The rules or the store.
    Execute(ExecuteError),
    /// It was cancelled.
    Cancelled,
}

impl From<Failure> for RestoreError {
    fn from(failure: Failure) -> Self {
        Self::File(failure)
    }
}

/// Replaces everything in the open shop by the backup in `file`. Ask first and take a
/// [`safety_copy`] where there is something to lose; on first run there is not. The app goes on
/// with the restored shop. The bytes of attached files come from `archive`, or are here already; if
/// one is not to be had nothing is restored, unless the person said that it goes `without`. It can be cancelled
/// until everything is at hand: then all of it is written at once. `progress` is told the share done.
pub async fn restore_file(
    app: App,
    file: &Blob,
    archive: Option<&Archive>,
    without: bool,
    cancel: &Cancel,
    progress: impl Fn(f64) + Clone + 'static,
) -> Result<Committed, RestoreError> {
    let answer = {
        let progress = progress.clone();
        let read = move |share| progress(share * READ);
        examine_backup(app, "en", file, Stage::Records, cancel, read).await?
    };
    let (reading, bytes) = answer.ok_or(RestoreError::Cancelled)?;
    let Some(view) = reading.backup else {
        return Err(Failure::NotABackup.into());
    };
    // A backup without a shop would leave nothing to open.
    if !reading.usable {
        return Err(Failure::NotABackup.into());
    }
    let pages =
        Replacement::from_bytes(&bytes).map_err(|error| Failure::Broken(error.to_string()))?;
    drop(bytes);
    if cancel.is_cancelled() {
        return Err(RestoreError::Cancelled);
    }
    let shop = app
        .opened()
        .await
        .ok_or_else(|| Failure::Broken("no shop is open".to_owned()))?;
    app.saving.set(SaveState::Saving);
    let mut bringing = Bringing {
        app,
        archive,
        without: without || view.rescued,
        wrote: false,
    };
    let brought = |share| progress((BROUGHT - READ).mul_add(share, READ));
    if let Err(error) = bringing.bring(&view.files, cancel, brought).await {
        if bringing.wrote {
            // What came already belongs to nothing; if this fails too, the next clean-up finds it.
            app.try_execute(&DropLooseBytes).await.ok();
        }
        if !matches!(error, RestoreError::Execute(_)) {
            app.saving.set(SaveState::Saved);
        }
        return Err(error);
    }
    let label = Label::new(Verb::Restore, TableName::Shop, 1, view.shop);
    let written = shop
        .replace(pages, label, app.moment(), boot::breathe())
        .await;
    app.saving.set(if written.is_ok() {
        SaveState::Saved
    } else {
        SaveState::Failed
    });
    app.refresh();
    let committed = written.map_err(RestoreError::Execute)?;
    boot::after_write(app);
    app.undo_stack.update(Vec::clear);
    app.redo_stack.update(Vec::clear);
    app.set_whole().await;
    // Set even where it stays the same: everything on screen is drawn anew from the new records.
    let set_up = app.peek(|all| all.settings().is_some());
    app.phase
        .set(if set_up { Phase::Ready } else { Phase::Welcome });
    Ok(committed)
}

/// Puts the bytes of attached files into the store ahead of the records that name them: in parts, so that
/// they are never in memory together, and unseen until the records come.
struct Bringing<'a> {
    app: App,
    archive: Option<&'a Archive>,
    /// What is lacking is done without.
    without: bool,
    /// True once something was written.
    wrote: bool,
}

impl Bringing<'_> {
    async fn bring(
        &mut self,
        files: &[(String, String)],
        cancel: &Cancel,
        progress: impl Fn(f64),
    ) -> Result<(), RestoreError> {
        let mut lacking = Vec::new();
        let mut read: Vec<(String, Arc<[u8]>)> = Vec::new();
        let mut size = 0;
        for (at, (hash, name)) in files.iter().enumerate() {
            if cancel.is_cancelled() {
                return Err(RestoreError::Cancelled);
            }
            progress(at as f64 / files.len() as f64);
            if self.is_here(hash).await {
                continue;
            }
            let found = match self.archive {
                Some(archive) => archive.content(hash).await,
                None => None,
            };
            let Some(bytes) = found else {
                lacking.push(name.clone());
                continue;
            };
            size += bytes.len();
            read.push((hash.clone(), bytes.into()));
            if size >= AT_ONCE {
                self.keep(std::mem::take(&mut read)).await?;
                size = 0;
            }
        }
        if !lacking.is_empty() && !self.without {
            let count = lacking.len();
            lacking.truncate(NAMED);
            let names = lacking;
            return Err(Failure::Files { names, count }.into());
        }
        self.keep(read).await?;
        progress(1.0);
        if cancel.is_cancelled() {
            return Err(RestoreError::Cancelled);
        }
        Ok(())
    }

    async fn is_here(&self, hash: &str) -> bool {
        match self.app.shop() {
            Some(shop) => matches!(shop.file(hash).await, Ok(Some(_))),
            None => false,
        }
    }

    async fn keep(&mut self, read: Vec<(String, Arc<[u8]>)>) -> Result<(), RestoreError> {
        if read.is_empty() {
            return Ok(());
        }
        self.wrote = true;
        let kept = self.app.try_execute(&KeepBytes(read)).await;
        kept.map(|_| ()).map_err(RestoreError::Execute)
    }
}

/// Downloads everything before it is replaced. The time of the last backup stays as it is: it goes
/// with what is replaced.
pub async fn safety_copy(app: App) -> Result<(), Failure> {
    export::download_backup(app, "-before-restore").await?;
    Ok(())
}
