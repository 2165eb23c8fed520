//! Shared by the native and the browser tests.
#![allow(dead_code, reason = "each test file uses its part")]

#[cfg(not(target_arch = "wasm32"))]
pub mod backup;
pub mod contract;
#[cfg(not(target_arch = "wasm32"))]
pub mod links;
#[cfg(not(target_arch = "wasm32"))]
pub mod order;
#[cfg(not(target_arch = "wasm32"))]
pub mod shop;
