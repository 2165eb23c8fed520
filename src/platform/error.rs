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
    /// Another program has the file, and nobody else may read it. The browser's own words.
    #[error("{0}")]
    Locked(String),
    /// A folder, or a file that is not there any more. The browser's own words.
    #[error("{0}")]
    Gone(String),
    /// The browser's own words.
    #[error("{0}")]
    Failed(String),
}

impl PlatformError {
    /// Of the name and the words of an exception.
    fn of(name: &str, words: String) -> Self {
        match name {
            "NotReadableError" => Self::Locked(words),
            "NotFoundError" => Self::Gone(words),
            _ => Self::Failed(words),
        }
    }
}

impl From<JsValue> for PlatformError {
    fn from(error: JsValue) -> Self {
        let name = js_sys::Reflect::get(&error, &"name".into());
        let name = name.ok().and_then(|name| name.as_string());
        Self::of(&name.unwrap_or_default(), super::describe(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_others_hold_are_told_apart_from_folders() {
        let of = |name| PlatformError::of(name, "words".to_owned());
        assert!(matches!(of("NotReadableError"), PlatformError::Locked(_)));
        assert!(matches!(of("NotFoundError"), PlatformError::Gone(_)));
        assert!(matches!(of("AbortError"), PlatformError::Failed(_)));
        assert_eq!(of("NotFoundError").to_string(), "words");
    }
}
