//! What can go wrong between the shop and its store, named by what the person can do about it.

/// A failed storage operation. Unless it is [`StorageError::Conflict`], nothing of the operation is
/// in the store.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// Another tab wrote first; read again and retry. `current` is its generation.
    #[error("another tab wrote first (generation {current})")]
    Conflict {
        /// The generation in the store.
        current: u64,
    },
    /// The browser or the disk has no room (`QuotaExceededError`, `FILE_ERROR_NO_SPACE`).
    #[error("no room left")]
    Full,
    /// The connection was lost and could not be opened again (`InvalidStateError`,
    /// `AbortError`, `UnknownError` of a closing connection).
    #[error("the connection to the store was lost: {0}")]
    Lost(String),
    /// The browser refuses storage (private mode, blocked site data).
    #[error("the browser refuses storage: {0}")]
    Denied(String),
    /// The data was written by a newer version of the app.
    #[error("the data is from a newer version ({found})")]
    Newer {
        /// Its schema version.
        found: u32,
    },
    /// An older tab keeps the database from being upgraded, or opening never answers.
    #[error("the database did not open in time")]
    Blocked,
    /// Stored bytes are not what they should be.
    #[error("stored data is damaged: {0}")]
    Damaged(String),
    /// Anything else, with the browser's name and message.
    #[error("storage failed: {0}")]
    Other(String),
}
