//! Replacing everything by a backup: all or nothing.

use leptos::prelude::*;

use super::{
    Failure, Kind, export,
    import::examine,
    reading::{Decisions, Stage},
};
use crate::{
    app::{App, Phase, boot, state::SaveState, worker::Cancel},
    domain::{Label, TableName, Verb},
    storage::{Committed, ExecuteError, Replacement},
};

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
/// with the restored shop.
pub async fn restore_file(
    app: App,
    file: &[u8],
    cancel: &Cancel,
    progress: impl Fn(f64) + Clone + 'static,
) -> Result<Committed, RestoreError> {
    let decisions = Decisions {
        kind: Some(Kind::Backup),
        ..Decisions::default()
    };
    let stage = Stage::Records;
    let answer = examine(app, "en", file, decisions, stage, cancel, progress).await?;
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
        .shop()
        .ok_or_else(|| Failure::Broken("no shop is open".to_owned()))?;
    let label = Label::new(Verb::Restore, TableName::Shop, 1, view.shop);
    app.saving.set(SaveState::Saving);
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
    app.loaded.set(true);
    // Set even where it stays the same: everything on screen is drawn anew from the new records.
    let set_up = app.peek(|all| all.settings().is_some());
    app.phase
        .set(if set_up { Phase::Ready } else { Phase::Welcome });
    Ok(committed)
}

/// Downloads everything before it is replaced. The time of the last backup stays as it is: it goes
/// with what is replaced.
pub async fn safety_copy(app: App) -> Result<(), Failure> {
    export::download_backup(app, "-before-restore").await
}
