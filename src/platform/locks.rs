//! Work that only one tab may do at a time (import, restore, migration), through Web Locks. The
//! browser releases a lock when its tab dies. Ordinary edits need none: the store's generation
//! settles them. Where locks are missing the work is simply done, for the same reason.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

use super::PlatformError;

/// Runs `work` while holding the lock `name`; waits for it if another tab holds it.
pub async fn exclusive<T>(name: &str, work: impl AsyncFnOnce() -> T) -> Result<T, PlatformError> {
    let held = Held::acquire(name, false).await?;
    let result = work().await;
    held.release().await;
    Ok(result)
}

/// Like [`exclusive`], but `None` at once if another tab holds the lock.
pub async fn try_exclusive<T>(
    name: &str,
    work: impl AsyncFnOnce() -> T,
) -> Result<Option<T>, PlatformError> {
    let held = Held::acquire(name, true).await?;
    if matches!(held, Held::Elsewhere) {
        return Ok(None);
    }
    let result = work().await;
    held.release().await;
    Ok(Some(result))
}

enum Held {
    /// A lock lasts as long as the promise that its callback returned is pending: calling `free`
    /// resolves that one, and `ended` resolves when the browser has let the lock go.
    Here {
        free: Function,
        ended: Promise,
    },
    Elsewhere,
    /// No Web Locks here.
    Without,
}

impl Held {
    async fn acquire(name: &str, if_available: bool) -> Result<Self, PlatformError> {
        let Some((manager, request)) = manager() else {
            return Ok(Self::Without);
        };
        let options = Object::new();
        Reflect::set(&options, &"ifAvailable".into(), &if_available.into())?;
        let mut ended = Err(PlatformError::Missing("Promise"));
        // Settled once the browser has granted the lock (with the function that lets it go), said
        // that it is taken (with nothing), or refused the request.
        let decided = Promise::new(&mut |granted, refused| {
            let callback = Closure::once_into_js(move |lock: JsValue| {
                if lock.is_null() {
                    granted.call0(&JsValue::UNDEFINED).ok();
                    return Promise::resolve(&JsValue::UNDEFINED);
                }
                Promise::new(&mut |free, _| {
                    granted.call1(&JsValue::UNDEFINED, &free).ok();
                })
            });
            ended = request
                .call3(&manager, &name.into(), &options, &callback)
                .and_then(JsCast::dyn_into::<Promise>)
                .map_err(PlatformError::from);
            if let Ok(ended) = &ended {
                on_rejection(ended, &refused);
            }
        });
        let ended = ended?;
        Ok(match JsFuture::from(decided).await?.dyn_into() {
            Ok(free) => Self::Here { free, ended },
            Err(_) => Self::Elsewhere,
        })
    }

    /// Lets go, and waits until others can have it.
    async fn release(self) {
        if let Self::Here { free, ended } = &self {
            free.call0(&JsValue::UNDEFINED).ok();
            JsFuture::from(ended.clone()).await.ok();
        }
    }
}

impl Drop for Held {
    /// Also where the work is dropped before its end; resolving twice does nothing.
    fn drop(&mut self) {
        if let Self::Here { free, .. } = self {
            free.call0(&JsValue::UNDEFINED).ok();
        }
    }
}

/// `promise.then(undefined, refused)`; the typed binding wants a closure that outlives the call.
fn on_rejection(promise: &Promise, refused: &Function) {
    if let Ok(then) = Reflect::get(promise, &"then".into()) {
        let then: Function = then.unchecked_into();
        then.call2(promise, &JsValue::UNDEFINED, refused).ok();
    }
}

/// `navigator.locks` and its `request`, in a page or a worker; the typed bindings are unstable.
fn manager() -> Option<(JsValue, Function)> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    let manager = Reflect::get(&navigator, &"locks".into()).ok()?;
    let request = Reflect::get(&manager, &"request".into())
        .ok()?
        .dyn_into()
        .ok()?;
    Some((manager, request))
}
