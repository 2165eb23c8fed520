//! After a failed write: is the store sound again?

use crate::{
    domain::{Draft, Label, TableName, Timestamp, Verb},
    storage::{
        error::StorageError,
        store::{Batch, Space, Store},
    },
};

use super::{Health, OpenShop, log_key, plan, to_bytes};

impl<S: Store> OpenShop<S> {
    /// After a failed write: proves that the store takes and gives back bytes again. On success
    /// the shop may be written to.
    pub async fn probe(&self) -> Result<(), StorageError> {
        let _turn = self.turn.lock().await;
        self.read_changes().await?;
        let at = Timestamp(self.last_change.get().0 + 1);
        let label = Label::new(Verb::Edit, TableName::Shop, 0, "");
        let seq = self.generation.get() + 1;
        let change = self
            .change(
                &Draft::new(label, Vec::new()),
                &plan::Plan::default(),
                at,
                seq,
            )
            .map_err(|error| StorageError::Other(error.to_string()))?;
        let bytes = to_bytes(&change)?;
        let batch = Batch {
            put: vec![(Space::Log, log_key(seq), bytes.clone())],
            ..Batch::default()
        };
        let generation = self.store.write(seq - 1, batch).await?;
        let read = self.store.get(Space::Log, &[log_key(seq)]).await?;
        if read != [Some(bytes)] {
            return Err(StorageError::Damaged(
                "what was written did not come back".to_owned(),
            ));
        }
        self.generation.set(generation);
        self.last_change.set(at);
        *self.health.borrow_mut() = Health::Sound;
        Ok(())
    }
}
