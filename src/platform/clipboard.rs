//! The clipboard.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Clipboard;

use super::PlatformError;

/// Copies text. Works only in answer to a click or key, and only on HTTPS or localhost.
pub async fn copy(text: &str) -> Result<(), PlatformError> {
    let navigator = super::window()?.navigator();
    let clipboard: Clipboard = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard"))?
        .dyn_into()
        .or(Err(PlatformError::Missing("navigator.clipboard")))?;
    JsFuture::from(clipboard.write_text(text)).await?;
    Ok(())
}
