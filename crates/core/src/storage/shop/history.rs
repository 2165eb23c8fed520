//! Reading the change log of an open shop: pages of it, single entries, and all of it for a file.

use crate::{
    domain::{Change, Timestamp},
    storage::{
        error::StorageError,
        store::{Space, Store},
    },
};

use super::{
    OpenShop,
    entry::{from_bytes, log_key, outline, to_bytes},
};

/// Entries read at a time.
const BLOCK: u32 = 200;

impl<S: Store> OpenShop<S> {
    /// The newest entries of the change log before `before` (or from the end), newest first.
    pub async fn history(
        &self,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<Change>, StorageError> {
        let before = before.map(log_key);
        let entries = self
            .store
            .last(Space::Log, before.as_deref(), limit)
            .await?;
        entries.iter().map(|(_, bytes)| from_bytes(bytes)).collect()
    }

    /// One entry of the change log.
    pub async fn change_at(&self, seq: u64) -> Result<Option<Change>, StorageError> {
        let found = self.store.get(Space::Log, &[log_key(seq)]).await?;
        found
            .into_iter()
            .flatten()
            .next()
            .map(|bytes| from_bytes(&bytes))
            .transpose()
    }

    /// The entry of the change log that was made at that instant; `None` if the log does not reach
    /// back to it (a backup without it was restored since). Times only grow, so few entries are read.
    pub async fn change_made(&self, at: Timestamp) -> Result<Option<Change>, StorageError> {
        let (mut low, mut high) = (1, self.generation.get());
        while low <= high {
            let middle = low + (high - low) / 2;
            match self.change_at(middle).await? {
                Some(change) if change.at == at => return Ok(Some(change)),
                Some(change) if change.at > at => high = middle - 1,
                // A restored backup leaves nothing before its own history.
                _ => low = middle + 1,
            }
        }
        Ok(None)
    }

    /// The entries of the change log up to the number `until`, oldest first, as bytes. Of entries longer
    /// than `longest`, and of those before the newest `most` bytes, only what was done is there, not how
    /// it was before. What can't be read is left out: no undo can read it either.
    pub async fn log_for_file(
        &self,
        until: u64,
        longest: usize,
        most: usize,
    ) -> Result<Vec<Vec<u8>>, StorageError> {
        let mut entries = Vec::new();
        let mut size = 0;
        let mut before = Some(log_key(until + 1));
        loop {
            let block = self
                .store
                .last(Space::Log, before.as_deref(), BLOCK)
                .await?;
            let Some((oldest, _)) = block.last() else {
                break;
            };
            before = Some(oldest.clone());
            for (_, bytes) in block {
                let fits = bytes.len() <= longest && size + bytes.len() <= most;
                let kept = if fits {
                    Some(bytes)
                } else {
                    outline(&bytes)
                        .ok()
                        .map(|change| to_bytes(&change))
                        .transpose()?
                };
                size += kept.as_ref().map_or(0, Vec::len);
                entries.extend(kept);
            }
            self.store.pause().await;
        }
        entries.reverse();
        Ok(entries)
    }
}
