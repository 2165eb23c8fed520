//! The picture of a card that follows the pointer.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A copy of a card above everything, moved by the pointer. It goes away when dropped.
#[derive(Debug)]
pub struct Ghost {
    element: HtmlElement,
    /// Height of the card, in pixels.
    pub height: f64,
}

impl Ghost {
    /// Copies `card`. `None` if the page is being taken down.
    pub fn of(card: &HtmlElement) -> Option<Self> {
        let at = card.get_bounding_client_rect();
        let copy = card
            .clone_node_with_deep(true)
            .ok()?
            .dyn_into::<HtmlElement>()
            .ok()?;
        for name in ["data-place", "data-card"] {
            // Removing an attribute that is not there is no error either.
            copy.remove_attribute(name).ok();
        }
        copy.set_class_name("card ghost");
        // Nobody should reach it by keyboard or hear it.
        copy.set_attribute("aria-hidden", "true").ok();
        copy.set_attribute("inert", "").ok();
        copy.style()
            .set_property("width", &format!("{}px", at.width()))
            .ok();
        document().body()?.append_child(&copy).ok()?;
        Some(Self {
            element: copy,
            height: at.height(),
        })
    }

    /// Puts its upper left corner there.
    pub fn place(&self, left: f64, top: f64) {
        // Setting a transform can't fail.
        self.element
            .style()
            .set_property(
                "transform",
                &format!("translate({left}px, {top}px) rotate(1.2deg)"),
            )
            .ok();
    }
}

impl Drop for Ghost {
    fn drop(&mut self) {
        self.element.remove();
    }
}
