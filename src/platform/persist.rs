//! Asking the browser to keep the data, and how much room it takes.

use std::cell::Cell;

use js_sys::Reflect;
use wasm_bindgen_futures::{JsFuture, spawn_local};

fn storage() -> Option<web_sys::StorageManager> {
    let navigator = web_sys::window()?.navigator();
    // Missing on plain HTTP pages.
    Reflect::has(&navigator, &"storage".into())
        .ok()?
        .then(|| navigator.storage())
}

/// Asks once per page to keep the data when the disk runs short; the answer is for [`granted`].
pub fn ask_once() {
    thread_local! {
        static ASKED: Cell<bool> = const { Cell::new(false) };
    }
    if ASKED.replace(true) {
        return;
    }
    spawn_local(async {
        if let Some(promise) = storage().and_then(|storage| storage.persist().ok()) {
            JsFuture::from(promise).await.ok();
        }
    });
}

/// True if the browser has promised to keep the data.
pub async fn granted() -> bool {
    let Some(promise) = storage().and_then(|storage| storage.persisted().ok()) else {
        return false;
    };
    JsFuture::from(promise)
        .await
        .is_ok_and(|answer| answer.is_truthy())
}

/// Bytes in use, as the browser estimates. Its quota is not worth showing: see the browsers' notes.
pub async fn bytes_used() -> Option<f64> {
    let estimate = JsFuture::from(storage()?.estimate().ok()?).await.ok()?;
    Reflect::get(&estimate, &"usage".into()).ok()?.as_f64()
}

/// Asks the browser to keep the data because the person wants it; true if it promises.
pub async fn ask() -> bool {
    let Some(promise) = storage().and_then(|storage| storage.persist().ok()) else {
        return false;
    };
    JsFuture::from(promise)
        .await
        .is_ok_and(|answer| answer.is_truthy())
}
