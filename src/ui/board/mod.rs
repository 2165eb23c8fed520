//! Dragging cards between columns: by mouse and pen on the whole card, by touch on its handle, by
//! keyboard. Reads places from the page (`data-card`, `data-place`, `data-column`, `data-zone`) and
//! reports them; knows nothing of deals and moves nothing itself.

mod drag;
mod geometry;
mod ghost;

pub use drag::{Board, DragEvents, Spot, focus_card};
