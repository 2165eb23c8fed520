//! Thin wrappers over the browser, one concern a file. Knows nothing of the shop beyond its plain
//! value types, and nothing of screens.

pub mod announce;
pub mod channel;
pub mod clipboard;
pub mod clock;
mod error;
pub mod files;
pub mod idb;
pub mod intl;
pub mod locks;
pub mod memory;
pub mod notify;
pub mod persist;
pub mod prefs;
pub mod random;
pub mod sentinel;
pub mod snapshots;
pub mod travel;
pub mod turns;
pub mod visibility;
pub mod worker;

pub use error::PlatformError;

/// Turns whatever JavaScript threw into words for a log.
pub fn describe(error: &wasm_bindgen::JsValue) -> String {
    js_sys::Reflect::get(error, &"message".into())
        .ok()
        .and_then(|message| message.as_string())
        .unwrap_or_else(|| format!("{error:?}"))
}

fn window() -> Result<web_sys::Window, PlatformError> {
    web_sys::window().ok_or(PlatformError::Missing("window"))
}
