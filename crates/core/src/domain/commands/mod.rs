//! What a person can do, one command a struct. Most edits are [`Save`]; a command of its own exists
//! where more than one record moves or a rule of the trade applies.

mod along;
mod board;
mod bulk;
mod bulk_more;
mod bulk_work;
mod case;
mod erase;
mod fields;
mod files;
mod import;
mod layout;
mod lead;
mod merge;
mod points;
mod record;
mod sale;
mod settle;
mod setup;
mod stages;
mod tags;
mod task;
mod team;
mod touch;
mod trash;
mod undo;

pub use along::Along;
pub use board::{CloseDeal, GiveReason, MoveDeal, ReopenDeals, SavePipeline};
pub use bulk::{CustomerChange, EditCustomers};
pub use bulk_more::{DealChange, EditDeals, ProductChange};
pub use bulk_work::{BulkChange, CaseChange, EditMany, FileChange, SaleChange, TaskChange};
pub use case::MoveCase;
pub use erase::{EraseCustomer, EraseCustomers};
pub use fields::{AddFields, MoveField};
pub use files::{AttachFiles, DropLooseBytes, KeepBytes, NewFile, WithFiles, may_be_kept};
pub use import::Import;
pub use layout::Arrange;
pub use lead::AnswerLead;
pub use merge::{MergeCustomers, Merging, NotTheSame, Unmerge};
pub use points::AddPoints;
pub use record::{Add, Save};
pub use sale::{Checkout, EditSale, RecordSale, Refund, SetBuyer};
pub use setup::SetUp;
pub use stages::SaveBoard;
pub use tags::{RenameTag, TagCustomers, TagDeals};
pub use task::CompleteTask;
pub use team::{HandOver, QualifyLead};
pub use touch::{EditTouch, LogTouch};
pub use trash::{Delete, Purge, Restore};
pub use undo::Undo;

use super::{change::Edit, clock::Timestamp, record::Record};

/// What a record is called in the history.
pub fn name_of(record: &Record) -> String {
    match record {
        Record::Shop(shop) => shop.name.clone(),
        Record::Customers(customer) => customer.display_name().to_owned(),
        Record::Pipelines(pipeline) => pipeline.name.clone(),
        Record::Products(product) => product.name.clone(),
        Record::Deals(deal) => deal.title.clone(),
        Record::Sales(sale) => sale.number.clone(),
        Record::Cases(case) => case.title.clone(),
        Record::Points(entry) => entry.note.clone(),
        Record::Activities(activity) => activity.text.chars().take(60).collect(),
        Record::Tasks(task) => task.title.clone(),
        Record::Members(member) => member.name.clone(),
        Record::Fields(field) => field.name.clone(),
        Record::Relations(relation) => relation.role.clone(),
        Record::Views(view) => view.name.clone(),
        Record::Templates(template) => template.title.clone(),
        Record::Files(file) => file.name.clone(),
        Record::Trash(trashed) => name_of(&trashed.record),
    }
}

/// An update of `before` by `change`, marked as changed at `now`; `None` if nothing changes.
pub(super) fn updated<T: super::record::Entity>(
    before: &std::sync::Arc<T>,
    now: Timestamp,
    change: impl FnOnce(&mut T),
) -> Option<Edit> {
    let mut after = T::clone(before);
    change(&mut after);
    if after == **before {
        return None;
    }
    after.set_updated(now);
    Some(Edit::update(T::into_record(before.clone()), after))
}
