//! The design system: controls on native elements, dialogs, menus, messages, pickers. Knows nothing of
//! storage or of what a page is about; texts and records come in from outside.

pub mod ask;
pub mod avatar;
pub mod board;
pub mod chart;
pub mod day;
pub mod dialog;
pub mod empty;
pub mod field;
pub mod foot;
pub mod icon;
pub mod keys;
pub mod line_field;
pub mod menu;
pub mod money;
pub mod more;
pub mod note;
pub mod picker;
pub mod sight;
pub mod size;
pub mod table;
pub mod toast;
pub mod virtual_list;

pub use ask::AskText;
pub use avatar::Avatar;
pub use day::{DayField, DayLine};
pub use dialog::Dialog;
pub use empty::Empty;
pub use field::Field;
pub use foot::Foot;
pub use icon::Icon;
pub use line_field::LineField;
pub use menu::{DeleteItem, DeleteMenu, Menu, MenuItem};
pub use more::More;
pub use note::NoteText;
pub use picker::{Picked, Picker, Source, Suggestion};
pub use toast::Toasts;
