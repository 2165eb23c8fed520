//! Finding: any part of a name, number, address, tag or note finds its record, in either Chinese
//! script, by pinyin and by initials. Owns folding, pinyin and ranking; knows records of the
//! domain, and nothing of storage, languages or pages.

pub mod fold;
pub mod haystack;
pub mod index;
mod own;
pub mod phone;
pub mod pinyin;
pub mod query;
mod said;
mod score;
pub mod small;
mod typo;

#[cfg(test)]
mod tests;

pub use fold::fold;
pub use index::{CustomerIndex, Hit};
pub use own::{OwnWords, own_number};
pub use said::Said;
pub use small::{Ranked, matches};
