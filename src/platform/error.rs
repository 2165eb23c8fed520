//! What can go wrong between the app and the browser.

use wasm_bindgen::JsValue;

/// A failed call into the browser.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlatformError {
    /// This browser, or this way of opening the page (plain HTTP), does not have it.
    #[error("{0} is missing here")]
    Missing(&'static str),
    /// A file is larger than what can be handled.
    #[error("{name} has {size} bytes, more than {limit}")]
    TooLarge {
        /// Name of the file.
        name: String,
        /// Its size in bytes.
        size: u64,
        /// The most that is read.
        limit: u64,
    },
    /// The browser's own words.
    #[error("{0}")]
    Failed(String),
}

impl From<JsValue> for PlatformError {
    fn from(error: JsValue) -> Self {
        Self::Failed(super::describe(&error))
    }
}
