//! Bytes to records and back: files that people bring in and take away.
//!
//! Owns reading and writing of formats and the judgement over columns and cells: text encodings,
//! CSV and TSV, vCard, the JSON backup. It must not know the browser or storage; what is wrong with
//! a file comes out as typed problems naming row and column.

pub mod amount;
pub mod asides;
pub mod backup;
pub mod calendar;
mod clock;
pub mod customers;
pub mod date_orders;
mod date_parts;
pub mod dates;
pub mod deciding;
pub mod duplicates;
pub mod evidence;
pub mod glance;
pub mod import;
pub mod learned;
pub mod lists;
pub mod markdown;
pub mod marks;
mod merging;
pub mod own;
pub mod own_target;
mod pairs;
pub mod papers;
pub mod person;
pub mod plan;
pub mod problem;
pub mod program;
pub mod reach;
pub mod recognise;
pub mod sales;
pub mod sheet;
pub mod shop_facts;
pub mod side_by_side;
pub mod sniff;
pub mod tables;
pub mod team;
pub mod text;
pub mod things;
pub mod totals;
pub mod typed;
pub mod unpack;
pub mod vcard;
mod years;
