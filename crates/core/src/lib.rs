//! What Regulars knows without a browser: the same code natively (tests, the programs in `examples`)
//! and in the page and the worker. The map of all layers, those of the app included, stands in
//! `src/lib.rs` of the package `regulars`; `tests/guards.rs` holds the layers to it.

#[macro_use]
pub mod domain;
pub mod chart;
pub mod clean;
pub mod exchange;
pub mod query;
pub mod reports;
pub mod sample;
pub mod search;
pub mod storage;
