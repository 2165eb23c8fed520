//! # Regulars: the map of the house
//!
//! Regulars is a customer relationship manager for small shops that runs in the shop's own
//! browser. Two packages: `crates/core` holds what needs no browser, and this one the page
//! (`main.rs`), the worker (`bin/worker.rs`) and the library that both use. The folders below are
//! layers: each may use those above it in this list, never one below it; `tests/guards.rs` holds
//! them to it.
//!
//! In `crates/core`, re-exported here so that there is one path to everything:
//!
//! * [`domain`]: what a shop knows: records, money, dates, ids, and the commands that turn
//!   the current records into a change or a reason why not.
//! * [`sample`]: the first board of a shop, and an invented shop to try things in (uses the domain alone).
//! * [`search`]: folding, pinyin and ranking, so that any part of a name or number finds its record.
//! * [`clean`]: who is in the list twice, and what a record lacks.
//! * [`reports`]: what a shop learns from its sales; one report a file.
//! * [`query`]: filters, sorting and columns over records, report results among them.
//! * [`chart`]: where values lie on a chart: scales, round ticks, paths.
//! * [`exchange`]: bytes to records and back: CSV, vCard, the JSON backup.
//! * [`storage`]: the store contract, the open shop and its pages, migrations.
//!
//! In `src`, for wasm32 only:
//!
//! * `platform`: thin wrappers over the browser, `IndexedDB` among them.
//! * `i18n`: the three languages.
//! * `app`: state and behaviour without markup.
//! * `ui`: the design system.
//! * `pages`: one folder a page.
//!
//! **Following one action.** A key or a click builds a [`domain::Command`]; the command looks at
//! the current records and answers with a change or a refusal; [`storage::OpenShop`] writes the change
//! in one strict transaction; on *complete* the tables in memory move, live queries re-run, other
//! tabs are told, and the history has one more entry that undo can reverse. There is no second way
//! to change data.

pub use regulars_core::{chart, clean, domain, exchange, query, reports, sample, search, storage};

#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod i18n;
#[cfg(target_arch = "wasm32")]
pub mod pages;
#[cfg(target_arch = "wasm32")]
pub mod platform;
#[cfg(target_arch = "wasm32")]
pub mod ui;
