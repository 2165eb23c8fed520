//! Columns of a table: which are shown, in what order, how wide, by which the rows are sorted. Knows
//! nothing of what the columns hold, nor where a layout is kept.

mod head;
mod layout;

pub use head::{ColumnHead, Sorted};
pub use layout::{Layout, Placed};
