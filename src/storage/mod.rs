//! Keeping what the shop knows: the contract of a store, the open shop that is the only way to
//! change data, the page format with its migrations, and two stores: memory and (in the browser)
//! `IndexedDB`. Knows nothing of screens.

pub mod ahead;
pub mod error;
pub mod faulty;
#[cfg(target_arch = "wasm32")]
pub mod idb;
pub mod memory;
pub mod page;
pub mod replacement;
pub mod schema;
pub mod shop;
pub mod store;

pub use error::StorageError;
pub use memory::MemoryStore;
pub use replacement::Replacement;
pub use shop::{Committed, Damage, ExecuteError, Health, OpenShop};
pub use store::{Batch, Space, Store};
