//! The size of an element, followed for as long as its component is there.

use std::cell::Cell;

use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{HtmlElement, ResizeObserver};

/// The width of an element in CSS pixels; `0` until it is on the page. Call inside its component.
pub fn use_width(node: NodeRef<html::Div>) -> RwSignal<f64> {
    let width = RwSignal::new(0.0);
    let watching: StoredValue<Option<(ResizeObserver, Closure<dyn Fn()>)>, LocalStorage> =
        StoredValue::new_local(None);
    let done = Cell::new(false);
    Effect::new(move |_| {
        let Some(node) = node.get() else { return };
        if done.replace(true) {
            return;
        }
        let area: HtmlElement = node.clone().unchecked_into();
        let measure = Closure::<dyn Fn()>::new(move || {
            let now = f64::from(area.client_width());
            if now > 0.0 && width.try_get_untracked() != Some(now) {
                width.try_set(now);
            }
        });
        let callback = measure.as_ref().unchecked_ref();
        if let Ok(observer) = ResizeObserver::new(callback) {
            observer.observe(&node);
            watching.set_value(Some((observer, measure)));
        }
    });
    on_cleanup(move || {
        watching.try_update_value(|watching| {
            if let Some((observer, _)) = watching.take() {
                observer.disconnect();
            }
        });
    });
    width
}
