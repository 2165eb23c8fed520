//! Carrying out what a person does: the command runs, the screen follows, the person is told and can
//! take it back. Every write of the app goes through [`App::execute`].

use leptos::{prelude::*, task::spawn_local};

use crate::{
    domain::{Command, Verb, commands::Undo},
    platform::turns,
    storage::{Committed, ExecuteError, StorageError},
};

use super::{
    boot,
    engine::Answer,
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

    /// Carries out a command where there is one: a change that changes nothing is none. True once there
    /// is nothing left to save.
    pub fn settle(self, command: Option<impl Command + 'static>) -> Answer<'static, bool> {
        Box::pin(async move {
            match command {
                Some(command) => self.execute(&command).await.is_some(),
                None => true,
            }
        })
    }

    /// Takes a change back.
    pub fn undo(self, seq: u64) {
        spawn_local(self.exchange(seq, self.undo_stack, self.redo_stack));
    }

    /// Takes the newest change of this session back (Ctrl+Z).
    pub fn undo_last(self) {
        if let Some(seq) = self.newest(self.undo_stack) {
            self.undo(seq);
        }
    }

    /// Does the newest undone change again (Ctrl+Shift+Z).
    pub fn redo_last(self) {
        if let Some(seq) = self.newest(self.redo_stack) {
            spawn_local(self.exchange(seq, self.redo_stack, self.undo_stack));
        }
    }

    /// The newest change of a stack that is not being taken back already.
    fn newest(self, stack: RwSignal<Vec<u64>>) -> Option<u64> {
        let under_way = self.under_way.try_get_value().unwrap_or_default();
        stack.with_untracked(|stack| {
            let mut newest = stack.iter().rev();
            newest.find(|seq| !under_way.contains(seq)).copied()
        })
    }

    /// Takes a change back. It counts as done until that is written: what could not be written stays
    /// where it was, and may be tried again.
    async fn exchange(self, seq: u64, from: RwSignal<Vec<u64>>, to: RwSignal<Vec<u64>>) {
        let begun = self.under_way.try_update_value(|all| {
            let new = !all.contains(&seq);
            all.extend(new.then_some(seq));
            new
        });
        if begun != Some(true) {
            return;
        }
        let written = (self.engine().await.take_back)(self, seq).await;
        self.under_way
            .try_update_value(|all| all.retain(|other| *other != seq));
        let Ok(undone) = written else { return };
        from.update(|stack| stack.retain(|other| *other != seq));
        if let Some(undone) = undone {
            to.update(|stack| stack.push(undone.seq));
        }
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
}

/// Carries out a command on the open shop; part of the engine.
pub(super) async fn execute(app: App, command: &dyn Command) -> Result<Committed, ExecuteError> {
    let Some(shop) = app.shop() else {
        return Err(StorageError::Blocked.into());
    };
    app.saving.set(SaveState::Saving);
    // What is not read yet is not there to be changed: its pages would be written as if they were empty.
    app.whole().await;
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

/// Takes a change back and tells how it went; `None` if there is nothing to take back. Part of the
/// engine.
pub(super) async fn take_back(app: App, seq: u64) -> Result<Option<Committed>, StorageError> {
    let Some(shop) = app.shop() else {
        return Ok(None);
    };
    let told = |error: StorageError| {
        app.notify(Notice::Storage(error.clone()));
        error
    };
    let Some(change) = shop.change_at(seq).await.map_err(told)? else {
        return Ok(None);
    };
    // That of an import is long to read.
    turns::yield_to_screen().await;
    match execute(app, &Undo(change)).await {
        Ok(committed) => {
            app.notify(Notice::Done {
                committed: committed.clone(),
            });
            Ok(Some(committed))
        }
        Err(ExecuteError::Storage(error)) => Err(told(error)),
        Err(refused) => {
            app.notify(Notice::from(refused));
            Ok(None)
        }
    }
}
