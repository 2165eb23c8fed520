//! The geometry of charts: where values lie between round ticks, and the paths through them. Pure
//! arithmetic; knows nothing of reports, markup or languages.

pub mod scale;

pub use scale::{Scale, area, line};
