//! Data coming in and going out: what a file is and would change, bringing it in as one change,
//! backups, restoring, and lists for other programs. Reading and planning run in the worker; every
//! write goes through the app's commands. Draws nothing.

pub mod archive;
pub mod export;
pub mod failure;
pub mod file;
pub mod import;
mod known;
pub mod learned;
pub mod reading;
pub mod restore;
mod rows;
pub mod step;
pub mod unpack;
mod wrong;

pub use archive::Archive;
pub use failure::Failure;
pub use file::{ReadFile, ShowRows, TakePlan};
pub use import::{Agreed, Brought, commit, examine, rejects};
pub use reading::{Kind, Reading, Request};
pub use restore::{restore_file, safety_copy};
pub use step::{Step, Underway};
pub use unpack::Unpack;
