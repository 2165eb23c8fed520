//! Who is in the list twice: hands all customers to the worker in slices and takes the groups back;
//! and taking merged records apart, found from the record. Knows no markup.

use std::sync::Arc;

use crate::{
    clean::Group,
    domain::{Customer, Id, Timestamp, commands::Unmerge},
    platform::turns,
    storage::Committed,
};

use super::{
    App, Notice,
    worker::{self, Cancel, JobError, NotCarried},
};

/// Records written before the page may breathe.
const SLICE: usize = 2_000;

/// Why there are no groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FindError {
    /// It was cancelled.
    Cancelled,
    /// The worker failed; the text says how.
    Failed(String),
}

impl From<serde_json::Error> for FindError {
    fn from(error: serde_json::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

/// Finds all groups of possible duplicates; `progress` hears the share done.
pub async fn find(
    app: App,
    cancel: &Cancel,
    progress: impl Fn(f64) + 'static,
) -> Result<Vec<Group>, FindError> {
    let customers: Vec<Arc<Customer>> = app.peek(|all| all.customers.iter().cloned().collect());
    let mut bytes = Vec::new();
    for (at, customer) in customers.iter().enumerate() {
        // Notes and tags say nothing about who it is, and may be long.
        if customer.note.is_empty() && customer.tags.is_empty() {
            serde_json::to_writer(&mut bytes, customer)?;
        } else {
            let mut slim = Customer::clone(customer);
            slim.note.clear();
            slim.tags.clear();
            serde_json::to_writer(&mut bytes, &slim)?;
        }
        bytes.push(b'\n');
        if at % SLICE == SLICE - 1 {
            turns::yield_to_screen().await;
            if cancel.is_cancelled() {
                return Err(FindError::Cancelled);
            }
        }
    }
    drop(customers);
    match worker::run::<worker::Duplicates>(&(), bytes, cancel, progress).await {
        Ok(((), groups)) => Ok(serde_json::from_slice(&groups)?),
        Err(JobError::Cancelled) => Err(FindError::Cancelled),
        Err(JobError::Refused(NotCarried(text))) => Err(FindError::Failed(text)),
        Err(JobError::Broken(error)) => Err(FindError::Failed(error.to_string())),
    }
}

impl App {
    /// Takes the records apart that were merged into `keep` at that time; what was merged later stays merged.
    /// `missing` is said if the history no longer reaches back to it; `nested` if they went into a record that
    /// went into `keep` later: that one has to come back first.
    pub async fn unmerge(
        self,
        keep: Id<Customer>,
        at: Timestamp,
        missing: String,
        nested: String,
    ) -> Option<Committed> {
        match self.shop()?.change_made(at).await {
            Ok(Some(change)) => {
                let apart = Unmerge { change, keep };
                if !apart.is_of_keep() {
                    self.notify(Notice::Problem(nested));
                    return None;
                }
                self.execute(&apart).await
            }
            Ok(None) => {
                self.notify(Notice::Problem(missing));
                None
            }
            Err(error) => {
                self.notify(Notice::Storage(error));
                None
            }
        }
    }
}
