//! Notifications of the system, where the browser has them and the person permits them.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Whether notifications may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// They may.
    Granted,
    /// The person said no.
    Denied,
    /// Nobody has been asked yet.
    Ask,
    /// This browser has none.
    Missing,
}

fn class() -> Option<JsValue> {
    let class = Reflect::get(&js_sys::global(), &"Notification".into()).ok()?;
    class.is_function().then_some(class)
}

/// What the person said so far.
pub fn permission() -> Permission {
    let said = class().and_then(|class| Reflect::get(&class, &"permission".into()).ok());
    match said.and_then(|said| said.as_string()).as_deref() {
        Some("granted") => Permission::Granted,
        Some("denied") => Permission::Denied,
        Some(_) => Permission::Ask,
        None => Permission::Missing,
    }
}

/// Asks the person; call it in answer to a click.
pub async fn ask() -> Permission {
    let asked = class().and_then(|class| {
        let request: Function = Reflect::get(&class, &"requestPermission".into())
            .ok()?
            .dyn_into()
            .ok()?;
        request.call0(&class).ok()?.dyn_into::<Promise>().ok()
    });
    if let Some(asked) = asked {
        // The answer is read from the class; a refusal to ask is one too.
        JsFuture::from(asked).await.ok();
    }
    permission()
}

/// Shows a notification; equal tags replace each other. Nothing happens without permission.
pub async fn show(title: &str, body: &str, tag: &str) {
    if permission() == Permission::Granted {
        // In the app the reminder stands anyway: a notification that fails is only less.
        try_show(title, body, tag).await;
    }
}

async fn try_show(title: &str, body: &str, tag: &str) -> Option<()> {
    let options = Object::new();
    for (key, value) in [("body", body), ("tag", tag)] {
        Reflect::set(&options, &key.into(), &value.into()).ok()?;
    }
    let workers = web_sys::window()?.navigator().service_worker();
    // On a phone only the service worker may show one.
    if workers.controller().is_some() {
        let registration = JsFuture::from(workers.ready().ok()?).await.ok()?;
        let show: Function = Reflect::get(&registration, &"showNotification".into())
            .ok()?
            .dyn_into()
            .ok()?;
        show.call2(&registration, &title.into(), &options).ok()?;
        return Some(());
    }
    let arguments = js_sys::Array::of2(&title.into(), &options);
    let class: Function = class()?.dyn_into().ok()?;
    Reflect::construct(&class, &arguments).ok().map(|_| ())
}
