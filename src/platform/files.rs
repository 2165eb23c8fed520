//! Files in and out: bytes of a file the person chose, and bytes handed over as a real download.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

use super::PlatformError;

/// Read at once; small enough that progress moves and the page stays responsive.
const SLICE: u32 = 4 << 20;

/// How long a download may take to start before its blob is let go of.
const GRACE_MS: i32 = 60_000;

/// What a file says of itself before it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// Its name, without a path.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
}

impl Chosen {
    /// What `file` says of itself.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "sizes are whole, positive and below 2^53"
    )]
    pub fn of(file: &File) -> Self {
        Self {
            name: file.name(),
            size: file.size() as u64,
        }
    }
}

/// Reads a file of at most `limit` bytes. `progress` is told the share read, from 0 to 1.
pub async fn read(
    file: &File,
    limit: u64,
    mut progress: impl FnMut(f64),
) -> Result<Vec<u8>, PlatformError> {
    let Chosen { name, size } = Chosen::of(file);
    if size > limit {
        return Err(PlatformError::TooLarge { name, size, limit });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    while (bytes.len() as u64) < size {
        let start = bytes.len() as f64;
        let slice = file.slice_with_f64_and_f64(start, start + f64::from(SLICE))?;
        let buffer = JsFuture::from(slice.array_buffer()).await?;
        let part = Uint8Array::new(&buffer).to_vec();
        if part.is_empty() {
            return Err(PlatformError::Failed(format!("{name} ended early")));
        }
        bytes.extend_from_slice(&part);
        progress(bytes.len() as f64 / size as f64);
    }
    Ok(bytes)
}

/// Hands `parts`, one after the other, to the browser as a download called `name`.
pub fn download(name: &str, mime: &str, parts: &[&[u8]]) -> Result<(), PlatformError> {
    let array: Array = parts.iter().map(|part| Uint8Array::from(*part)).collect();
    let properties = BlobPropertyBag::new();
    properties.set_type(mime);
    let blob = Blob::new_with_u8_array_sequence_and_options(&array, &properties)?;
    download_blob(name, &blob)
}

/// Hands a blob to the browser as a download called `name`.
pub fn download_blob(name: &str, blob: &Blob) -> Result<(), PlatformError> {
    let window = super::window()?;
    let document = window
        .document()
        .ok_or(PlatformError::Missing("document"))?;
    let body = document.body().ok_or(PlatformError::Missing("body"))?;
    let url = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.set_hidden(true);
    body.append_child(&link)?;
    link.click();
    link.remove();
    // Revoking at once cancels the download in some browsers.
    let revoke = wasm_bindgen::closure::Closure::once_into_js(move || {
        Url::revoke_object_url(&url).ok();
    });
    window
        .set_timeout_with_callback_and_timeout_and_arguments_0(revoke.unchecked_ref(), GRACE_MS)?;
    Ok(())
}
