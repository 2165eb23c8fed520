//! After the sale: cases, as a list, as a page each and in a dialog from anywhere; and the points of a
//! customer. Pages only: what a case is and what points come to stands in the domain.

mod bulk;
mod calendar;
mod case;
mod columns;
mod facts;
mod form;
mod list;
mod points;
mod row;
mod table;
pub mod texts;

pub use case::CasePage;
pub use form::CaseDialog;
pub use list::Cases;
pub use points::{Balance, points_of};
pub use row::{CaseRows, open_cases};
