//! Parts that more than one page is made of and that know the shop's records; parts that know none
//! are in `ui`. Knows nothing of the pages that use them.

mod bulk;
mod counter;
mod customer;
mod export;
mod insert;
mod restore;
mod team;
mod unsaved;

pub use bulk::{Asks, BulkDialog, Filled};
pub use counter::AtCounter;
pub use customer::{CustomerField, name_of, picked, resolve};
pub use export::{ExportMenu, OutMenu, told};
pub use insert::{InsertText, appended};
pub use restore::{Restore, RestoreBackup};
pub use team::team;
pub use unsaved::UnsavedOffer;
