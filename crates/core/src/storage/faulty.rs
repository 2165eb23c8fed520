//! A store that fails on purpose: the N-th operation of a scenario, for N = 1, 2, 3 … until the
//! scenario runs through (the method of `SQLite`'s fault tests). For tests only, but shipped with the
//! library so that every layer above can use it.

use std::{cell::Cell, rc::Rc};

use super::{
    error::StorageError,
    store::{Batch, Space, Store},
};

/// Wraps a store and fails one operation.
#[derive(Debug, Clone)]
pub struct Faulty<S> {
    inner: S,
    left: Rc<Cell<Option<u32>>>,
    error: StorageError,
}

impl<S> Faulty<S> {
    /// A wrapper that fails nothing until told to; failures are `error`.
    pub fn new(inner: S, error: StorageError) -> Self {
        Self {
            inner,
            left: Rc::new(Cell::new(None)),
            error,
        }
    }

    /// Fails the `n`-th operation from now (1 is the next one).
    pub fn fail_at(&self, n: u32) {
        self.left.set(Some(n));
    }

    /// True if the failure has happened; no further one will.
    pub fn fired(&self) -> bool {
        self.left.get().is_none()
    }

    fn step(&self) -> Result<(), StorageError> {
        match self.left.get() {
            Some(1) => {
                self.left.set(None);
                Err(self.error.clone())
            }
            left => {
                self.left.set(left.map(|n| n - 1));
                Ok(())
            }
        }
    }
}

impl<S: Store> Store for Faulty<S> {
    async fn generation(&self) -> Result<u64, StorageError> {
        self.step()?;
        self.inner.generation().await
    }
    async fn read(
        &self,
        space: Space,
        prefix: &str,
    ) -> Result<Vec<(String, Vec<u8>)>, StorageError> {
        self.step()?;
        self.inner.read(space, prefix).await
    }
    async fn get(
        &self,
        space: Space,
        keys: &[String],
    ) -> Result<Vec<Option<Vec<u8>>>, StorageError> {
        self.step()?;
        self.inner.get(space, keys).await
    }
    async fn keys(&self, space: Space) -> Result<Vec<String>, StorageError> {
        self.step()?;
        self.inner.keys(space).await
    }
    async fn last(
        &self,
        space: Space,
        before: Option<&str>,
        limit: u32,
    ) -> Result<Vec<(String, Vec<u8>)>, StorageError> {
        self.step()?;
        self.inner.last(space, before, limit).await
    }
    async fn write(&self, expected: u64, batch: Batch) -> Result<u64, StorageError> {
        self.step()?;
        self.inner.write(expected, batch).await
    }
    async fn pause(&self) {
        self.inner.pause().await;
    }
}
