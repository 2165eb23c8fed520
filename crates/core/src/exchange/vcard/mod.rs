//! vCard 2.1, 3.0 and 4.0: the cards of phones and mail programs, read with their quirks and
//! written so that any of them can read. The grammar is calcard's; here is what a card means for a
//! customer. Knows nothing of the customers a shop already has.

mod card;
mod cut;
mod extras;
mod groups;
mod labels;
mod printable;
mod refused;
mod write;

pub use card::read;
pub use cut::verbatim;
pub use printable::unnamed;
pub(super) use refused::drop_ways;
pub use write::{Version, write};

#[cfg(test)]
mod kept_tests;
#[cfg(test)]
mod tests;
