//! Carrying out what a person does: the command runs, the screen follows, the person is told and can
//! take it back. Every write of the app goes through [`App::execute`].

use leptos::{prelude::*, task::spawn_local};

use crate::{
    domain::{Command, Verb, commands::Undo},
    storage::{Committed, ExecuteError, StorageError},
};

use super::{
    boot,
    notice::Notice,
    state::{App, SaveState},
};

/// How many changes Ctrl+Z reaches back in this session; the history page reaches all.
const UNDO_DEPTH: usize = 200;

impl App {
    /// Carries out a command and tells the person how it went. `None` if it did not.
    pub async fn execute(self, command: &dyn Command) -> Option<Committed> {
        let result = self.try_execute(command).await;
        match result {
            Ok(committed) => {
                self.told(committed.clone());
                Some(committed)
            }
            Err(error) => {
                self.notify(Notice::from(error));
                None
            }
        }
    }

    /// Tells of a change that was written and keeps it for undo: for forms that used
    /// [`Self::try_execute`].
    pub fn told(self, committed: Committed) {
        if matches!(committed.label.verb, Verb::Backup | Verb::SetUp) {
            return;
        }
        if committed.may_be_undone() {
            self.undo_stack.update(|stack| {
                stack.push(committed.seq);
                let surplus = stack.len().saturating_sub(UNDO_DEPTH);
                stack.drain(..surplus);
            });
            self.redo_stack.update(Vec::clear);
        }
        self.notify(Notice::Done { committed });
    }

    /// Carries out a command without telling the person: for forms that show errors in place. Waits for
    /// the shop to be open.
    pub async fn try_execute(self, command: &dyn Command) -> Result<Committed, ExecuteError> {
        (self.engine().await.execute)(self, command).await
    }

    /// Carries out a command in the background; `then` runs if it went well.
    pub fn run(self, command: impl Command + 'static, then: impl FnOnce(Committed) + 'static) {
        spawn_local(async move {
            if let Some(committed) = self.execute(&command).await {
                then(committed);
            }
        });
    }

    /// Takes a change back.
    pub fn undo(self, seq: u64) {
        spawn_local(async move {
            self.undo_stack
                .update(|stack| stack.retain(|other| *other != seq));
            if let Some(undone) = self.take_back(seq).await {
                self.redo_stack.update(|stack| stack.push(undone.seq));
            }
        });
    }

    /// Takes the newest change of this session back (Ctrl+Z).
    pub fn undo_last(self) {
        if let Some(seq) = self
            .undo_stack
            .with_untracked(|stack| stack.last().copied())
        {
            self.undo(seq);
        }
    }

    /// Does the newest undone change again (Ctrl+Shift+Z).
    pub fn redo_last(self) {
        let Some(seq) = self.redo_stack.try_update(Vec::pop).flatten() else {
            return;
        };
        spawn_local(async move {
            if let Some(redone) = self.take_back(seq).await {
                self.undo_stack.update(|stack| stack.push(redone.seq));
            }
        });
    }

    /// After a failed write: tries whether the store works again.
    pub fn prove_storage(self) {
        spawn_local(async move {
            let Some(shop) = self.shop() else { return };
            if let Err(error) = shop.probe().await {
                self.notify(Notice::Storage(error));
            } else {
                self.saving.set(SaveState::Saved);
                self.notify(Notice::StorageWorks);
            }
            self.refresh();
        });
    }

    async fn take_back(self, seq: u64) -> Option<Committed> {
        (self.engine().await.take_back)(self, seq).await
    }
}

/// Carries out a command on the open shop; part of the engine.
pub(super) async fn execute(app: App, command: &dyn Command) -> Result<Committed, ExecuteError> {
    let Some(shop) = app.shop() else {
        return Err(StorageError::Blocked.into());
    };
    app.saving.set(SaveState::Saving);
    let person = untrack(|| app.at_counter());
    shop.set_person(person.map(|id| id.to_string()).unwrap_or_default());
    let result = shop.execute(command, app.moment()).await;
    let failed = matches!(result, Err(ExecuteError::Storage(_)));
    app.saving.set(if failed {
        SaveState::Failed
    } else {
        SaveState::Saved
    });
    app.refresh();
    if result.is_ok() {
        boot::after_write(app);
    }
    result
}

/// Takes a change back; part of the engine.
pub(super) async fn take_back(app: App, seq: u64) -> Option<Committed> {
    let shop = app.shop()?;
    let change = match shop.change_at(seq).await {
        Ok(change) => change?,
        Err(error) => {
            app.notify(Notice::Storage(error));
            return None;
        }
    };
    match execute(app, &Undo(change)).await {
        Ok(committed) => {
            app.notify(Notice::Done {
                committed: committed.clone(),
            });
            Some(committed)
        }
        Err(error) => {
            app.notify(Notice::from(error));
            None
        }
    }
}
