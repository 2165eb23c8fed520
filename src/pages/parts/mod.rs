//! Parts that more than one page is made of and that know the shop's records; parts that know none
//! are in `ui`. Knows nothing of the pages that use them.

mod bulk;
mod bulk_bar;
mod bulk_customers;
mod bulk_people;
mod copy;
mod counter;
mod customer;
mod export;
mod fill;
mod insert;
mod laid;
mod month;
mod reasons;
mod rejecting;
mod restore;
mod selection;
mod silent;
mod tag_dialog;
mod tags;
mod team;
mod title;
mod unsaved;

pub use bulk::{
    Asks, Settable, at_place, bulk_edit, not_chosen, numbered, own_value, said_yes, with_own,
    yes_or_no,
};
pub use bulk_bar::{BulkDelete, BulkTools, BulkWords, bulk_bar, bulk_bar_out};
pub use bulk_customers::{CustomerEdits, EditButtons, EditDialogs};
pub use copy::CopyButton;
pub use counter::AtCounter;
pub use customer::{CustomerField, SavedCustomer, customer_source, name_of, picked, resolve};
pub use export::{ExportMenu, ExportTable, FORMS, OutMenu, form_name, told, write_table};
pub use fill::{Written, filled};
pub use insert::{InsertText, appended};
pub use laid::{Laid, part_text};
pub use month::{MonthCalendar, MonthDays, month_days};
pub use reasons::{Reasons, reason_lines};
pub use rejecting::RejectReason;
pub use restore::{Restore, RestoreBackup};
pub use selection::{SelectBox, SelectButton, Selection};
pub use silent::SilentMark;
pub use tag_dialog::TagDialog;
pub use tags::{SavedTags, TagSelect, TagsInput, counted_tags, known_tags};
pub use team::{OwnerSelect, team};
pub use title::TitleField;
pub use unsaved::UnsavedOffer;
