//! Attached files handed over side by side in one archive, each under its own name. They go to the browser one at
//! a time, so that the page never holds them all.

use std::sync::Arc;

use js_sys::Array;
use wasm_bindgen::JsValue;

use super::{
    super::Failure,
    file_name,
    pack::{blob, entry, piece_of},
};
use crate::{
    app::App,
    domain::Attachment,
    exchange::{backup::archive::Packer, side_by_side::side_by_side},
    platform::files,
};

/// Hands the files over; gives the names of those whose bytes could not be read. Where that is every one,
/// there is nothing to hand over.
pub async fn attached(app: App, files: &[Arc<Attachment>]) -> Result<Vec<String>, Failure> {
    let names = side_by_side(files.iter().map(|file| file.name.as_str()));
    let mut packer = Packer::default();
    let parts = Array::new();
    let mut lost = Vec::new();
    for (file, name) in files.iter().zip(names) {
        let found = match app.shop() {
            Some(shop) => shop.file(&file.hash).await,
            None => Ok(None),
        };
        match found {
            Ok(Some(bytes)) => {
                parts.push(&JsValue::from(entry(&mut packer, &name, &bytes)?));
            }
            _ => lost.push(file.name.clone()),
        }
    }
    if parts.length() > 0 {
        let end = packer.finish().ok_or(Failure::ArchiveTooLarge)?;
        parts.push(&JsValue::from(piece_of(&[&end])?));
        let name = file_name(app, "-files", "zip");
        files::download_blob(&name, &blob(&parts, "application/zip")?)?;
    }
    Ok(lost)
}
