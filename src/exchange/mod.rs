//! Bytes to records and back: files that people bring in and take away.
//!
//! Owns reading and writing of formats and the judgement over columns and cells. It must not know
//! the browser or storage; what is wrong with a file comes out as typed problems naming row and column.

pub mod amount;
mod clock;
pub mod dates;
pub mod evidence;
pub mod sales;
