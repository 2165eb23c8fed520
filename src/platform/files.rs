//! Files in and out: bytes of a file the person chose, and bytes handed over as a real download.

use std::io;

use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
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
    progress: impl FnMut(f64),
) -> Result<Vec<u8>, PlatformError> {
    check(file, limit)?;
    whole(file, progress).await
}

/// Refuses a file of more than `limit` bytes.
pub fn check(file: &File, limit: u64) -> Result<(), PlatformError> {
    let Chosen { name, size } = Chosen::of(file);
    if size > limit {
        return Err(PlatformError::TooLarge { name, size, limit });
    }
    Ok(())
}

/// Reads a file, however large. `progress` is told the share read, from 0 to 1.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sizes are whole, positive and below 2^53"
)]
pub async fn whole(file: &Blob, mut progress: impl FnMut(f64)) -> Result<Vec<u8>, PlatformError> {
    let size = file.size() as u64;
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    if size == 0 {
        // A folder says that it has no bytes; only reading it tells it from an empty file.
        JsFuture::from(file.array_buffer()).await?;
    }
    while (bytes.len() as u64) < size {
        let start = bytes.len() as f64;
        let slice = file.slice_with_f64_and_f64(start, start + f64::from(SLICE))?;
        let buffer = JsFuture::from(slice.array_buffer()).await?;
        let part = Uint8Array::new(&buffer).to_vec();
        if part.is_empty() {
            return Err(PlatformError::Failed("the file ended early".to_owned()));
        }
        bytes.extend_from_slice(&part);
        progress(bytes.len() as f64 / size as f64);
    }
    Ok(bytes)
}

/// Bytes as a file that has no name.
pub fn blob(bytes: &[u8]) -> Result<Blob, PlatformError> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    Ok(Blob::new_with_u8_array_sequence(&parts)?)
}

/// Bytes of a blob from one place to another, both from its start.
pub async fn slice(blob: &Blob, from: u64, to: u64) -> Result<Vec<u8>, PlatformError> {
    let part = blob.slice_with_f64_and_f64(from as f64, to as f64)?;
    let buffer = JsFuture::from(part.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// What the browser makes of a part that is packed (deflate); no more than `limit` bytes of it.
pub async fn inflate(
    blob: &Blob,
    from: u64,
    to: u64,
    limit: u64,
) -> Result<Vec<u8>, PlatformError> {
    let mut bytes = Vec::new();
    unpack(blob, from, to, |part| {
        bytes.extend(part.to_vec());
        within(bytes.len() as u64, limit)
    })
    .await?;
    Ok(bytes)
}

/// The first bytes of such a part, `count` of them or a few more.
pub async fn inflate_start(
    blob: &Blob,
    from: u64,
    to: u64,
    count: usize,
) -> Result<Vec<u8>, PlatformError> {
    let mut bytes = Vec::new();
    unpack(blob, from, to, |part| {
        bytes.extend(part.to_vec());
        Ok(bytes.len() < count)
    })
    .await?;
    Ok(bytes)
}

/// Such a part as a file of its own, which the browser keeps where it likes: at no time does the page hold more
/// than a slice.
pub async fn inflate_blob(
    blob: &Blob,
    from: u64,
    to: u64,
    limit: u64,
) -> Result<Blob, PlatformError> {
    let (slices, parts) = (Array::new(), Array::new());
    let (mut held, mut all) = (0, 0);
    unpack(blob, from, to, |part| {
        parts.push(part);
        held += part.length();
        all += u64::from(part.length());
        if held >= SLICE {
            let slice = Blob::new_with_u8_array_sequence(&parts)?;
            slices.push(&slice);
            parts.set_length(0);
            held = 0;
        }
        within(all, limit)
    })
    .await?;
    let last = Blob::new_with_u8_array_sequence(&parts)?;
    slices.push(&last);
    Ok(Blob::new_with_blob_sequence(&slices)?)
}

/// Refuses what is more than it said.
fn within(bytes: u64, limit: u64) -> Result<bool, PlatformError> {
    if bytes <= limit {
        return Ok(true);
    }
    Err(PlatformError::Failed("more than it said".to_owned()))
}

/// Has the browser unpack a part; `take` is handed what comes and says whether to go on.
async fn unpack(
    blob: &Blob,
    from: u64,
    to: u64,
    mut take: impl FnMut(&Uint8Array) -> Result<bool, PlatformError>,
) -> Result<(), PlatformError> {
    let part = blob.slice_with_f64_and_f64(from as f64, to as f64)?;
    let maker: Function = get(&js_sys::global(), "DecompressionStream")?
        .dyn_into()
        .or(Err(PlatformError::Missing("DecompressionStream")))?;
    let unpacker = Reflect::construct(&maker, &Array::of1(&"deflate-raw".into()))?;
    let packed = call(&part, "stream", &Array::new())?;
    let stream = call(&packed, "pipeThrough", &Array::of1(&unpacker))?;
    let reader = call(&stream, "getReader", &Array::new())?;
    loop {
        let step = JsFuture::from(js_sys::Promise::resolve(&call(
            &reader,
            "read",
            &Array::new(),
        )?));
        let step = step.await?;
        if get(&step, "done")?.is_truthy() {
            return Ok(());
        }
        let taken = take(&Uint8Array::new(&get(&step, "value")?));
        if !matches!(taken, Ok(true)) {
            call(&reader, "cancel", &Array::new())?;
            return taken.map(|_| ());
        }
    }
}

fn get(of: &JsValue, name: &str) -> Result<JsValue, PlatformError> {
    Ok(Reflect::get(of, &name.into())?)
}

fn call(of: &JsValue, name: &str, with: &Array) -> Result<JsValue, PlatformError> {
    let function: Function = get(of, name)?
        .dyn_into()
        .or(Err(PlatformError::Missing("a stream")))?;
    Ok(function.apply(of, with)?)
}

/// A file that is written piece by piece: what there is of it goes to the browser block by block, so that no more
/// than a block stands in memory here, however long it becomes.
#[derive(Debug, Default)]
pub struct Growing {
    written: Array,
    block: Vec<u8>,
}

impl Growing {
    /// Writes on.
    pub fn push(&mut self, piece: &[u8]) -> Result<(), PlatformError> {
        let block = SLICE as usize;
        if self.block.len() + piece.len() > block {
            self.hand_over()?;
        }
        if piece.len() > block {
            // Long enough to go as it is.
            self.written.push(&blob(piece)?.into());
        } else {
            self.block.extend_from_slice(piece);
        }
        Ok(())
    }

    fn hand_over(&mut self) -> Result<(), PlatformError> {
        if !self.block.is_empty() {
            self.written.push(&blob(&self.block)?.into());
            self.block.clear();
        }
        Ok(())
    }

    /// The whole file, of that media type.
    pub fn finish(mut self, mime: &str) -> Result<Blob, PlatformError> {
        self.hand_over()?;
        let properties = BlobPropertyBag::new();
        properties.set_type(mime);
        let whole = Blob::new_with_blob_sequence_and_options(&self.written, &properties)?;
        Ok(whole)
    }
}

impl io::Write for Growing {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let pushed = self.push(piece).map(|()| piece.len());
        pushed.map_err(|error| io::Error::other(error.to_string()))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Hands `parts`, one after the other, to the browser as a download called `name`.
pub fn download(name: &str, mime: &str, parts: &[&[u8]]) -> Result<(), PlatformError> {
    let array: Array = parts.iter().map(|part| Uint8Array::from(*part)).collect();
    let properties = BlobPropertyBag::new();
    properties.set_type(mime);
    let blob = Blob::new_with_u8_array_sequence_and_options(&array, &properties)?;
    download_blob(name, &blob)
}

/// Whether this browser shows PDFs itself. One that doesn't say so would save them instead.
pub fn has_pdf_viewer() -> bool {
    let navigator = super::window().map(|window| window.navigator());
    let says = navigator.map(|navigator| Reflect::get(&navigator, &"pdfViewerEnabled".into()));
    matches!(says, Ok(Ok(says)) if says.is_truthy())
}

/// An address inside this page for bytes, as pictures need it; gone when it is dropped.
#[derive(Debug)]
pub struct ObjectUrl(String);

impl ObjectUrl {
    /// An address for `bytes` as that media type.
    pub fn new(bytes: &[u8], mime: &str) -> Result<Self, PlatformError> {
        let properties = BlobPropertyBag::new();
        properties.set_type(mime);
        let parts = Array::of1(&Uint8Array::from(bytes));
        let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &properties)?;
        Ok(Self(Url::create_object_url_with_blob(&blob)?))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Drop for ObjectUrl {
    fn drop(&mut self) {
        // An address that is unknown already needs no letting go.
        Url::revoke_object_url(&self.0).ok();
    }
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
