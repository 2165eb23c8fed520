//! Talking with the worker, both ends. A request has a number, a question (JSON) and perhaps bytes,
//! which are transferred, not copied; the answer has the same shape and number, and reports of
//! progress may come before it. Knows nothing of what is asked.
//!
//! Messages are arrays: a kind, the number of the request, a text or share, and bytes or nothing.

mod client;
mod serve;

pub use client::Client;
pub use serve::{Job, serve};

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use super::PlatformError;

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

/// A message and the buffers to hand over with it.
#[derive(Debug, Clone)]
struct Message {
    content: Array,
    transfer: Array,
}

impl Message {
    fn new(kind: &str, id: u32, payload: &JsValue, bytes: Option<&[u8]>) -> Self {
        let transfer = Array::new();
        let bytes = bytes.map_or(JsValue::UNDEFINED, |bytes| {
            let bytes = Uint8Array::from(bytes);
            transfer.push(&bytes.buffer());
            bytes.into()
        });
        Self {
            content: Array::of4(&kind.into(), &id.into(), payload, &bytes),
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
}
