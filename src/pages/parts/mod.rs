//! Parts that more than one page is made of and that know the shop's records; parts that know none
//! are in `ui`. Knows nothing of the pages that use them.

mod customer;
mod insert;
mod restore;
mod unsaved;

pub use customer::{CustomerField, name_of, picked, resolve};
pub use insert::{InsertText, appended};
pub use restore::{Restore, RestoreBackup};
pub use unsaved::UnsavedOffer;
