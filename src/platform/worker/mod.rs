//! Talking with the worker, both ends. A request has a number, a question (JSON) and perhaps bytes,
//! which are transferred, not copied, or a file, whose bytes the browser holds for both; the answer has the
//! same shape and number, and reports of progress may come before it. Knows nothing of what is asked.
//!
//! Messages are arrays: a kind, the number of the request, a text or share, and bytes, a file or nothing.

mod client;
mod serve;

pub use client::Client;
pub use serve::{Job, serve};

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use super::{PlatformError, files};

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WorkerError {
    /// The worker could not be started.
    #[error("the worker did not start: {0}")]
    Unstarted(String),
    /// The worker died.
    #[error("the worker died: {0}")]
    Died(String),
    /// It was stopped before it answered.
    #[error("stopped")]
    Stopped,
    /// The worker's own words.
    #[error("{0}")]
    Failed(String),
    /// Page and worker do not understand each other: they are of different builds.
    #[error("page and worker do not match: {0}")]
    Mismatch(String),
    /// The browser refused.
    #[error(transparent)]
    Platform(#[from] PlatformError),
}

const READY: &str = "ready";
const ASK: &str = "ask";
const CANCEL: &str = "cancel";
const PROGRESS: &str = "progress";
const DONE: &str = "done";
const FAILED: &str = "failed";
/// Not sent: what the page's end tells those who wait when the worker never said [`READY`].
const UNSTARTED: &str = "unstarted";

/// What goes with a question.
#[derive(Debug, Clone, Copy)]
pub enum Carried<'a> {
    /// Nothing.
    Nothing,
    /// Bytes that the page holds.
    Bytes(&'a [u8]),
    /// A file, as long as it may be: the page need not hold it.
    File(&'a Blob),
}

/// What comes back beside an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Handed {
    /// Nothing.
    Nothing,
    /// Bytes.
    Bytes(Vec<u8>),
    /// A file, as long as it may be: the browser holds it, neither the worker nor the page.
    File(Blob),
}

impl Handed {
    fn carried(&self) -> Carried<'_> {
        match self {
            Self::Nothing => Carried::Nothing,
            Self::Bytes(bytes) => Carried::Bytes(bytes),
            Self::File(file) => Carried::File(file),
        }
    }
}

impl From<Vec<u8>> for Handed {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl From<Blob> for Handed {
    fn from(file: Blob) -> Self {
        Self::File(file)
    }
}

impl TryFrom<Handed> for Vec<u8> {
    type Error = Handed;

    fn try_from(handed: Handed) -> Result<Self, Handed> {
        match handed {
            Handed::Nothing => Ok(Self::new()),
            Handed::Bytes(bytes) => Ok(bytes),
            Handed::File(_) => Err(handed),
        }
    }
}

impl TryFrom<Handed> for Blob {
    type Error = Handed;

    fn try_from(handed: Handed) -> Result<Self, Handed> {
        match handed {
            Handed::File(file) => Ok(file),
            other => Err(other),
        }
    }
}

/// A message and the buffers to hand over with it.
#[derive(Debug, Clone)]
struct Message {
    content: Array,
    transfer: Array,
}

impl Message {
    fn new(kind: &str, id: u32, payload: &JsValue, carried: Carried<'_>) -> Self {
        let transfer = Array::new();
        let carried = match carried {
            Carried::Nothing => JsValue::UNDEFINED,
            Carried::Bytes(bytes) => {
                let bytes = Uint8Array::from(bytes);
                transfer.push(&bytes.buffer());
                bytes.into()
            }
            Carried::File(file) => file.into(),
        };
        Self {
            content: Array::of4(&kind.into(), &id.into(), payload, &carried),
            transfer,
        }
    }

    fn received(data: JsValue) -> Option<Self> {
        Some(Self {
            content: data.dyn_into().ok()?,
            transfer: Array::new(),
        })
    }

    fn kind(&self) -> String {
        self.content.get(0).as_string().unwrap_or_default()
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it was written as a u32"
    )]
    fn id(&self) -> u32 {
        self.content.get(1).as_f64().unwrap_or_default() as u32
    }

    fn text(&self) -> String {
        self.content.get(2).as_string().unwrap_or_default()
    }

    fn share(&self) -> f64 {
        self.content.get(2).as_f64().unwrap_or_default()
    }

    fn bytes(&self) -> Option<Vec<u8>> {
        self.content
            .get(3)
            .dyn_into::<Uint8Array>()
            .ok()
            .map(|bytes| bytes.to_vec())
    }

    fn handed(&self) -> Handed {
        match self.content.get(3).dyn_into::<Blob>() {
            Ok(file) => Handed::File(file),
            Err(_) => self.bytes().map_or(Handed::Nothing, Handed::Bytes),
        }
    }

    /// The bytes, also where a file came with the message.
    async fn bytes_of_all(&self) -> Result<Option<Vec<u8>>, PlatformError> {
        match self.content.get(3).dyn_into::<Blob>() {
            Ok(file) => files::whole(&file, |_| {}).await.map(Some),
            Err(_) => Ok(self.bytes()),
        }
    }
}
