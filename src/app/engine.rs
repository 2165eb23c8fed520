//! What opens, reads and writes the shop, as a piece of the app that is fetched while the first screen
//! is drawn: it knows every kind of record, which a visitor who chooses a currency need not wait for.
//! The rest of the app reaches it only through [`Engine`], so that nothing on the first screen drags it
//! in. Knows nothing of how a piece is fetched.

use std::{future::Future, pin::Pin};

use leptos::task::spawn_local;

use crate::{
    domain::Command,
    storage::{Committed, ExecuteError, StorageError},
};

use super::{action, backend::Backend, boot, state::App};

/// What a function of the engine answers later.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// Lets work of which the person is told by itself go on.
pub fn go_on(work: Answer<'static, bool>) {
    spawn_local(async move {
        let _: bool = work.await;
    });
}

/// Fetches the engine, once; says why if it can't.
pub type FetchEngine = fn() -> Answer<'static, Result<Engine, String>>;

/// The functions that move records.
#[derive(Debug, Clone, Copy)]
pub struct Engine {
    /// Opens the shop in a store and reads it into memory.
    pub(super) open: fn(App, Backend) -> Answer<'static, Result<(), StorageError>>,
    /// Carries out a command.
    pub(super) execute:
        for<'a> fn(App, &'a dyn Command) -> Answer<'a, Result<Committed, ExecuteError>>,
    /// Takes a change back and tells how it went.
    pub(super) take_back: fn(App, u64) -> Answer<'static, Result<Option<Committed>, StorageError>>,
}

impl Engine {
    /// The engine. Only the piece that holds it may call this.
    pub fn new() -> Self {
        Self {
            open: |app, backend| Box::pin(boot::open(app, backend)),
            execute: |app, command| Box::pin(action::execute(app, command)),
            take_back: |app, seq| Box::pin(action::take_back(app, seq)),
        }
    }
}
