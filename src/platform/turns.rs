//! Taking turns with the screen: work that takes long is done in slices, and between them the browser
//! draws, hears and answers.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// Milliseconds within which a tab that is looked at draws.
const FRAME_MS: i32 = 100;

/// Lets the browser draw and handle input before the next slice of work that somebody waits for.
pub async fn yield_to_screen() {
    arrive(scheduler("yield", &Array::new())).await;
}

/// Lets everything else go first: drawing, input, messages, timers.
pub async fn yield_to_all() {
    let options = Object::new();
    // A property of a new object can be set.
    Reflect::set(&options, &"priority".into(), &"background".into()).ok();
    let nothing = Closure::once_into_js(|| {});
    arrive(scheduler("postTask", &Array::of2(&nothing, &options))).await;
}

/// Waits for the moment before the next drawing; in a tab that draws nothing, a little.
pub async fn next_frame() {
    arrive(Some(Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            // What is refused only means no pause, as long as the other one is kept.
            window.request_animation_frame(&resolve).ok();
            window
                .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, FRAME_MS)
                .ok();
        }
    })))
    .await;
}

/// Calls a function of `scheduler`, where there is one: timers wait for milliseconds that nobody needs.
fn scheduler(name: &str, arguments: &Array) -> Option<Promise> {
    let scheduler = Reflect::get(&js_sys::global(), &"scheduler".into()).ok()?;
    let function: Function = Reflect::get(&scheduler, &name.into())
        .ok()?
        .dyn_into()
        .ok()?;
    function.apply(&scheduler, arguments).ok()?.dyn_into().ok()
}

/// Waits for the promise, or for a timer in its place.
async fn arrive(promise: Option<Promise>) {
    let promise = promise.unwrap_or_else(|| {
        Promise::new(&mut |resolve, _| {
            if let Some(window) = web_sys::window() {
                // A refused timer only means no pause.
                window.set_timeout_with_callback(&resolve).ok();
            }
        })
    });
    JsFuture::from(promise).await.ok();
}
