//! What the browsers' error names mean. Every engine words them differently, and a full disk, a
//! refused permission and a lost connection may all arrive as `UnknownError`; this is the one place
//! that knows.

use indexed_db_futures::error::{DomException, Error, JSError, OpenDbError};

use crate::storage::error::StorageError;

/// The meaning of a browser error with this name and message.
pub fn classify(name: &str, message: &str) -> StorageError {
    let said = |part: &str| message.contains(part);
    let text = if message.is_empty() {
        name.to_owned()
    } else {
        format!("{name}: {message}")
    };
    match name {
        "QuotaExceededError" => StorageError::Full,
        // Chromium and Firefox on a disk without room.
        _ if said("NO_SPACE") || said("NO_DEVICE_SPACE") || said("disk full") => StorageError::Full,
        "VersionError" => StorageError::Newer { found: 0 },
        "SecurityError" | "NotAllowedError" => StorageError::Denied(text),
        // Chromium with site data blocked; Firefox's old private windows.
        _ if said("denied permission") || said("did not allow mutations") => {
            StorageError::Denied(text)
        }
        // The file of a value cannot be read; an object store is missing from our own version.
        "NotReadableError" | "NotFoundError" => StorageError::Damaged(text),
        "DataError" if said("large IndexedDB value") => StorageError::Damaged(text),
        "InvalidStateError"
        | "AbortError"
        | "TransactionInactiveError"
        | "UnknownError"
        | "TimeoutError" => StorageError::Lost(text),
        _ => StorageError::Other(text),
    }
}

/// The meaning of an error of the wrapper.
pub(super) fn meaning(error: Error) -> StorageError {
    match error {
        Error::DomException(exception) => dom(exception),
        Error::Unknown(JSError::Error(error)) => {
            classify(&String::from(error.name()), &String::from(error.message()))
        }
        Error::Unknown(JSError::Unknown(value)) => StorageError::Other(format!("{value:?}")),
        // The bytes are not a Uint8Array, or a key is not text: not written by us.
        Error::Serialisation(error) => StorageError::Damaged(error.to_string()),
        // The transaction ended without saying why: the connection went away under it.
        Error::MissingData(error) => StorageError::Lost(error.to_string()),
    }
}

/// The meaning of a failure to open.
pub(super) fn opening(error: OpenDbError) -> StorageError {
    match error {
        OpenDbError::UnsupportedEnvironment | OpenDbError::NullFactory => {
            StorageError::Denied("no IndexedDB in this browser".to_owned())
        }
        OpenDbError::VersionZero => StorageError::Other(error.to_string()),
        OpenDbError::Base(error) => meaning(error),
    }
}

fn dom(exception: DomException) -> StorageError {
    let exception = web_sys::DomException::from(exception);
    classify(&exception.name(), &exception.message())
}
