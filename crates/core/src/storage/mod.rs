//! Keeping what the shop knows: the contract of a store, the open shop that is the only way to
//! change data, the page format with its migrations, and the store in memory. The one in the browser
//! (`IndexedDB`) stands in the layer `platform` of the app. Knows nothing of screens.

pub mod ahead;
pub mod error;
pub mod faulty;
pub mod memory;
pub mod page;
pub mod replacement;
pub mod schema;
pub mod shop;
pub mod store;

pub use error::StorageError;
pub use memory::MemoryStore;
pub use replacement::Replacement;
pub use shop::{Committed, Damage, ExecuteError, Health, OpenShop, Stretch};
pub use store::{Batch, Space, Store};
