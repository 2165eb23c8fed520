//! Parts that more than one page is made of and that know the shop's records; parts that know none
//! are in `ui`. Knows nothing of the pages that use them.

mod bulk;
mod counter;
mod customer;
mod insert;
mod restore;
mod tag_dialog;
mod tags;
mod team;
mod unsaved;

pub use bulk::{Asks, BulkDialog, Filled};
pub use counter::AtCounter;
pub use customer::{CustomerField, name_of, picked, resolve};
pub use insert::{InsertText, appended};
pub use restore::{Restore, RestoreBackup};
pub use tag_dialog::TagDialog;
pub use tags::{SavedTags, TagSelect, TagsInput, counted_tags, known_tags};
pub use team::team;
pub use unsaved::UnsavedOffer;
