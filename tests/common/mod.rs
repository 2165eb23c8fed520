//! Shared by the native and the browser tests.

pub mod contract;
