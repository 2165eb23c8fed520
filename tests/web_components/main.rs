//! The parts of the design system in a real browser: what keyboard, pointer and focus do to them, what
//! screen readers are told, and what they call back.
#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::expect_used,
    reason = "tests; the setting for tests does not see these"
)]

mod board;
mod dialog;
mod fields;
mod menu;
mod picker;
mod stage;
mod toast;
mod virtual_list;

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);
