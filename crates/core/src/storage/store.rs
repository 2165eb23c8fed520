//! The contract of a store: bytes under text keys in four spaces, read without ceremony and written
//! in strict transactions that compare the generation first. Everything above it (pages, merging,
//! undo) is the same for every store; everything below it (connections, error names) is its own.

use super::error::StorageError;

/// A group of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Space {
    /// Records, grouped in pages: `customers/000012`.
    Pages,
    /// The change log: one entry per change, by sequence number.
    Log,
    /// A few single values.
    Meta,
    /// Attached files, by content hash.
    Files,
}

impl Space {
    /// Every space.
    pub const ALL: [Self; 4] = [Self::Pages, Self::Log, Self::Meta, Self::Files];

    /// Name of the object store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pages => "pages",
            Self::Log => "log",
            Self::Meta => "meta",
            Self::Files => "files",
        }
    }
}

/// One write: all of it or nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// Empty these spaces first.
    pub clear: Vec<Space>,
    /// Values to put.
    pub put: Vec<(Space, String, Vec<u8>)>,
    /// Keys to delete.
    pub delete: Vec<(Space, String)>,
    /// Everything from one key to another to delete, both included: much cheaper than key by key.
    pub cut: Vec<(Space, String, String)>,
    /// By how much more than one the generation grows: a restored history has numbers of its own.
    pub skips: u64,
}

/// A place that keeps bytes.
///
/// The generation counts writes: 0 is an empty store, each successful [`Store::write`] adds one
/// and what the batch [skips](Batch::skips).
/// Promises that every implementation is tested for: a write is atomic and durable when it returns;
/// after an error nothing of it is there; a write with a stale generation is a
/// [`StorageError::Conflict`] and changes nothing; reads see only whole writes.
#[expect(
    async_fn_in_trait,
    reason = "stores live on one thread; no Send needed"
)]
pub trait Store {
    /// The number of writes so far.
    async fn generation(&self) -> Result<u64, StorageError>;

    /// All keys that start with `prefix`, in order, with their values.
    async fn read(
        &self,
        space: Space,
        prefix: &str,
    ) -> Result<Vec<(String, Vec<u8>)>, StorageError>;

    /// The values of single keys, in the order asked for.
    async fn get(
        &self,
        space: Space,
        keys: &[String],
    ) -> Result<Vec<Option<Vec<u8>>>, StorageError>;

    /// All keys of a space in order, without their values.
    async fn keys(&self, space: Space) -> Result<Vec<String>, StorageError>;

    /// The last `limit` keys of a space below `before` (or from the end), newest first.
    async fn last(
        &self,
        space: Space,
        before: Option<&str>,
        limit: u32,
    ) -> Result<Vec<(String, Vec<u8>)>, StorageError>;

    /// Writes `batch` if the generation is still `expected`, and returns the new generation.
    async fn write(&self, expected: u64, batch: Batch) -> Result<u64, StorageError>;

    /// Lets whoever shares the thread go on, amid work that takes long. A store that nobody waits
    /// beside has nothing to do.
    async fn pause(&self) {}
}
