//! The size of an element, followed for as long as its component is there.

use std::cell::Cell;

use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, ResizeObserver};

/// Keeps `size` at a side of an element in CSS pixels, as `side` reads it (`Element::client_width`); what
/// it was stays while the element is not on the page. Call inside the element's component.
pub fn use_size(node: NodeRef<html::Div>, size: RwSignal<f64>, side: fn(&Element) -> i32) {
    let watching: StoredValue<Option<(ResizeObserver, Closure<dyn Fn()>)>, LocalStorage> =
        StoredValue::new_local(None);
    let done = Cell::new(false);
    Effect::new(move |_| {
        let Some(node) = node.get() else { return };
        if done.replace(true) {
            return;
        }
        let area: Element = node.clone().unchecked_into();
        let measure = Closure::<dyn Fn()>::new(move || {
            let now = f64::from(side(&area));
            if now > 0.0 && size.try_get_untracked() != Some(now) {
                size.try_set(now);
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
}
