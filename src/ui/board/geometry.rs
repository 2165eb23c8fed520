//! Where a point is on the board, and how fast the board should scroll under it.

use leptos::prelude::*;
use uuid::Uuid;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::drag::Spot;

/// Pixels from an edge within which the board scrolls.
const EDGE: f64 = 56.0;
/// Pixels a frame at the very edge.
const SPEED: f64 = 16.0;

/// Elements below `root` that answer a selector.
pub fn all(root: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(nodes) = root.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..nodes.length())
        .filter_map(|index| nodes.item(index)?.dyn_into::<HtmlElement>().ok())
        .collect()
}

fn id(element: &Element, name: &str) -> Option<Uuid> {
    Uuid::try_parse(&element.get_attribute(name)?).ok()
}

/// What the point is over: a zone first, else the column whose sides hold it. `y` is the middle of
/// the card that is dragged; `pointer` the finger or cursor.
pub fn spot(root: &Element, dragged: Uuid, pointer: (f64, f64), y: f64) -> Option<Spot> {
    let body: Element = document().body()?.into();
    let inside = |element: &HtmlElement, slack: f64| {
        let at = element.get_bounding_client_rect();
        pointer.0 >= at.left() - slack
            && pointer.0 <= at.right() + slack
            && pointer.1 >= at.top()
            && pointer.1 <= at.bottom()
    };
    if let Some(zone) = all(&body, "[data-zone]")
        .into_iter()
        .find(|zone| inside(zone, 0.0))
    {
        return Some(Spot::Zone(zone.get_attribute("data-zone")?));
    }
    let column = all(root, "[data-column]").into_iter().find(|column| {
        let at = column.get_bounding_client_rect();
        pointer.0 >= at.left() - 7.0 && pointer.0 <= at.right() + 7.0
    })?;
    let above = all(&column, "[data-place]")
        .into_iter()
        .filter(|card| id(card, "data-place") != Some(dragged))
        .find(|card| {
            let at = card.get_bounding_client_rect();
            y < at.top() + at.height() / 2.0
        })
        .and_then(|card| id(&card, "data-place"));
    Some(Spot::Column {
        column: id(&column, "data-column")?,
        above,
    })
}

/// Scrolls the board and the column under the pointer when it is near an edge.
pub fn scroll_near_edge(root: &HtmlElement, pointer: (f64, f64)) {
    let at = root.get_bounding_client_rect();
    let sideways = push(pointer.0, at.left(), at.right());
    if sideways != 0 {
        root.set_scroll_left(root.scroll_left() + sideways);
    }
    let under = all(root, "[data-scroll]").into_iter().find(|list| {
        let at = list.get_bounding_client_rect();
        pointer.0 >= at.left() && pointer.0 <= at.right()
    });
    if let Some(list) = under {
        let at = list.get_bounding_client_rect();
        let down = push(pointer.1, at.top(), at.bottom());
        if down != 0 {
            list.set_scroll_top(list.scroll_top() + down);
        }
    }
}

/// Pixels to scroll for a point between two edges.
fn push(point: f64, low: f64, high: f64) -> i32 {
    let near = |distance: f64| ((EDGE - distance) / EDGE).clamp(0.0, 1.0) * SPEED;
    let speed = near(high - point) - near(point - low);
    #[expect(clippy::cast_possible_truncation, reason = "at most SPEED")]
    let pixels = speed.round() as i32;
    pixels
}
