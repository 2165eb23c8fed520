//! State and behaviour without markup: the open shop behind signals, actions with their undo, what is
//! told to the person, and where things are (URLs). Pages ask here; nothing here draws.

pub mod action;
pub mod backend;
pub mod boot;
pub mod copies;
pub mod data;
pub mod duplicates;
pub mod engine;
pub mod fields;
pub mod format;
pub mod left;
pub mod loyalty;
pub mod notice;
pub mod person;
pub mod preferences;
pub mod reminders;
pub mod route;
pub mod sample;
pub mod saving;
pub mod search;
pub mod setup;
mod sold;
pub mod state;
pub mod unsaved;
pub mod worker;

pub use format::Fmt;
pub use loyalty::Loyalty;
pub use notice::{Notice, Toast};
pub use route::Route;
pub use saving::{Saving, use_saving};
pub use state::{App, Phase, SaveState};
