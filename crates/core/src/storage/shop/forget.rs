//! Rewriting the change log when a person is erased: the only time that an entry is ever changed. It
//! happens in the same write as the erasure itself, so that there is no moment in between.

use crate::{
    domain::Erasure,
    storage::store::{Space, Store},
};

use super::{ExecuteError, OpenShop, Refusal, from_bytes, to_bytes};

/// Entries read at a time.
const BLOCK: u32 = 500;

impl<S: Store> OpenShop<S> {
    /// The entries of the log that have to change, as they may stay.
    pub(super) async fn forgetting(
        &self,
        mut erasure: Erasure,
    ) -> Result<Vec<(Space, String, Vec<u8>)>, ExecuteError> {
        let mut put = Vec::new();
        let unreadable = |error: serde_json::Error| ExecuteError::from(Refusal::from(error));
        // What was deleted long ago is known only from the log: first see who it was about.
        let mut news = true;
        while news {
            news = false;
            self.each_block(|_, bytes| {
                news |= erasure.learn(&from_bytes(bytes)?);
                Ok(())
            })
            .await?;
        }
        self.each_block(|key, bytes| {
            if let Some(left) = erasure.scrubbed(&from_bytes(bytes)?).map_err(unreadable)? {
                put.push((Space::Log, key.to_owned(), to_bytes(&left)?));
            }
            Ok(())
        })
        .await?;
        Ok(put)
    }

    pub(super) async fn each_block(
        &self,
        mut visit: impl FnMut(&str, &[u8]) -> Result<(), ExecuteError>,
    ) -> Result<(), ExecuteError> {
        let mut before: Option<String> = None;
        loop {
            let entries = self
                .store
                .last(Space::Log, before.as_deref(), BLOCK)
                .await?;
            let Some((oldest, _)) = entries.last() else {
                return Ok(());
            };
            before = Some(oldest.clone());
            for (key, bytes) in &entries {
                visit(key, bytes)?;
            }
        }
    }
}
