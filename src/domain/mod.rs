//! What a shop knows: its records, money, dates and ids, and the commands that turn the current
//! records into a change or a reason why not. Knows nothing of storage, browsers or languages.

pub mod activity;
pub mod birthday;
pub mod change;
pub mod clock;
pub mod command;
pub mod commands;
pub mod contact;
pub mod counter;
pub mod customer;
pub mod deal;
pub mod id;
pub mod limits;
pub mod lunar;
pub mod merge;
pub mod money;
pub mod name;
pub mod pipeline;
pub mod product;
pub mod purge;
pub mod rank;
#[macro_use]
pub mod record;
pub mod region;
pub mod repeat;
pub mod sale;
pub mod shop;
pub mod table;
pub mod task;
pub mod trash;
pub mod validate;

pub use activity::{Activity, ActivityKind, Reached};
pub use birthday::{Birthday, Calendar};
pub use change::{Change, Edit, Label, LoggedEdit, Verb};
pub use clock::{Moment, Timestamp};
pub use command::{Command, Draft, Refusal};
pub use contact::{Address, Email, Phone};
pub use customer::{Customer, CustomerKind};
pub use deal::{Deal, Outcome, StageVisit};
pub use id::{Id, IdMaker};
pub use money::{Currency, Quantity};
pub use pipeline::{Pipeline, Stage};
pub use product::Product;
pub use purge::Forgotten;
pub use rank::Rank;
pub use record::{Entity, Record, Records, TableName};
pub use repeat::{ByDay, Frequency, Repeat};
pub use sale::{Payment, Sale, SaleLine};
pub use shop::{Shop, ShopKind};
pub use table::Table;
pub use task::{CallList, Priority, Task};
pub use trash::Trashed;
