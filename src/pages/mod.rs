//! One folder a page, and `parts`, `filters`, `own`, `tables` and `views` that pages share. Pages compose `app` and `ui` and hold no rules of
//! the trade.

pub mod calls;
pub mod care;
pub mod customer;
pub mod customers;
pub mod data;
pub mod deal;
pub mod duplicates;
pub mod files;
pub mod filters;
pub mod history;
pub mod leads;
pub mod loyalty;
pub mod own;
pub mod parts;
pub mod piece;
pub mod pipeline;
pub mod products;
pub mod sale;
pub mod sales;
pub mod settings;
pub mod shell;
pub mod start;
pub mod tables;
pub mod tasks;
pub mod today;
pub mod touch;
pub mod trash;
pub mod views;

pub use shell::mount;
