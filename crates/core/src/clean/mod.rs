//! Clean data: who is in the list twice, and what a record lacks. Pure judgement over customers: it
//! proposes, a person (or the commands of the domain) acts. Knows nothing of pages, storage or files.

pub mod complete;
mod find;
pub mod known;
mod name;
mod person;
pub mod retention;
mod score;
mod sound;

#[cfg(test)]
mod tests;

pub use complete::{Gap, completeness, gaps};
pub use find::{Group, best, find};
pub use name::{names_differ, same_name};
pub use score::{CERTAIN, Match, Reason, THRESHOLD, compare};
