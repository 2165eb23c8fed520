//! A store in memory: for tests, and for browsers that refuse to keep anything. Clones share the
//! content, as tabs share a database.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use super::{
    error::StorageError,
    store::{Batch, Space, Store},
};

#[derive(Debug, Default)]
struct Content {
    generation: u64,
    values: BTreeMap<(Space, String), Vec<u8>>,
}

/// Keeps everything until the last clone is dropped.
#[derive(Debug, Clone, Default)]
pub struct MemoryStore(Rc<RefCell<Content>>);

impl Store for MemoryStore {
    async fn generation(&self) -> Result<u64, StorageError> {
        Ok(self.0.borrow().generation)
    }

    async fn read(
        &self,
        space: Space,
        prefix: &str,
    ) -> Result<Vec<(String, Vec<u8>)>, StorageError> {
        Ok(self
            .0
            .borrow()
            .values
            .range((space, prefix.to_owned())..)
            .take_while(|((at, key), _)| *at == space && key.starts_with(prefix))
            .map(|((_, key), value)| (key.clone(), value.clone()))
            .collect())
    }

    async fn get(
        &self,
        space: Space,
        keys: &[String],
    ) -> Result<Vec<Option<Vec<u8>>>, StorageError> {
        let content = self.0.borrow();
        Ok(keys
            .iter()
            .map(|key| content.values.get(&(space, key.clone())).cloned())
            .collect())
    }

    async fn keys(&self, space: Space) -> Result<Vec<String>, StorageError> {
        let content = self.0.borrow();
        let keys = content.values.keys().filter(|(at, _)| *at == space);
        Ok(keys.map(|(_, key)| key.clone()).collect())
    }

    async fn last(
        &self,
        space: Space,
        before: Option<&str>,
        limit: u32,
    ) -> Result<Vec<(String, Vec<u8>)>, StorageError> {
        Ok(self
            .0
            .borrow()
            .values
            .iter()
            .rev()
            .filter(|((at, key), _)| *at == space && before.is_none_or(|end| key.as_str() < end))
            .take(limit as usize)
            .map(|((_, key), value)| (key.clone(), value.clone()))
            .collect())
    }

    async fn write(&self, expected: u64, batch: Batch) -> Result<u64, StorageError> {
        let mut content = self.0.borrow_mut();
        if content.generation != expected {
            return Err(StorageError::Conflict {
                current: content.generation,
            });
        }
        content
            .values
            .retain(|(space, _), _| !batch.clear.contains(space));
        for (space, key) in batch.delete {
            content.values.remove(&(space, key));
        }
        for (space, first, last) in batch.cut {
            let cut = (space, first)..=(space, last);
            content.values.retain(|key, _| !cut.contains(key));
        }
        for (space, key, value) in batch.put {
            content.values.insert((space, key), value);
        }
        content.generation += 1 + batch.skips;
        Ok(content.generation)
    }
}
