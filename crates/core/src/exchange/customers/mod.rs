//! Rows of a customer list to customers: what each column means, whose export it is, and how its
//! values are read. Knows nothing of customers the shop already has.

mod accepts;
pub mod birthday;
pub mod cell;
pub mod convert;
pub mod field;
pub mod headers;
mod kind;
pub mod layout;
mod lunar;
pub mod mapping;
pub mod more;
mod orders;
mod parts;
mod phones;
pub(super) mod place;
pub mod rejects;
mod setting;

pub use convert::{Draft, Read, read, read_with};
pub use field::{Field, What};
pub(super) use kind::settle;
pub use mapping::{Column, Mapping};
