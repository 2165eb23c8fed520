//! What the person is told: results and errors, in their words, with the next step. An error becomes
//! a notice once, here.

use std::time::Duration;

use leptos::prelude::*;

use crate::{
    domain::{Label, Refusal, TableName, Verb},
    i18n::{Locale, counted, td_string},
    storage::{Committed, ExecuteError, StorageError},
};

use super::state::App;

/// Milliseconds a message stays.
const STAY: u64 = 8_000;

/// Something to tell.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// A change was written; it can be undone.
    Done {
        /// The change.
        committed: Committed,
    },
    /// The rules say no.
    Refused(Refusal),
    /// The store failed.
    Storage(StorageError),
    /// The store takes writes again.
    StorageWorks,
    /// A sentence that is ready to show.
    Text(String),
    /// A sentence about something that went wrong.
    Problem(String),
}

impl From<ExecuteError> for Notice {
    fn from(error: ExecuteError) -> Self {
        match error {
            ExecuteError::Refused(refusal) => Self::Refused(refusal),
            ExecuteError::Storage(error) => Self::Storage(error),
        }
    }
}

impl Notice {
    /// True if something went wrong.
    pub const fn is_problem(&self) -> bool {
        matches!(self, Self::Refused(_) | Self::Storage(_) | Self::Problem(_))
    }

    /// The sentence.
    pub fn text(&self, locale: Locale) -> String {
        match self {
            Self::Done { committed } => {
                let mut text = label(locale, &committed.label);
                let mut add = |sentence: String| {
                    text.push_str(match locale {
                        Locale::en => ". ",
                        _ => "。",
                    });
                    text.push_str(&sentence);
                };
                if committed.kept > 0 {
                    add(td_string!(
                        locale,
                        history.kept,
                        count = counted(locale, committed.kept)
                    ));
                }
                if committed.unlinked > 0 {
                    add(td_string!(
                        locale,
                        history.unlinked,
                        count = counted(locale, committed.unlinked)
                    ));
                }
                text
            }
            Self::Refused(refusal) => refused(locale, refusal),
            Self::Storage(error) => storage(locale, error),
            Self::StorageWorks => td_string!(locale, common.storage_works).to_owned(),
            Self::Text(text) | Self::Problem(text) => text.clone(),
        }
    }
}

/// A message on screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Toast {
    /// Tells it from the others.
    pub key: u64,
    /// What it says.
    pub notice: Notice,
}

impl App {
    /// Tells the person something for a while.
    pub fn notify(self, notice: Notice) {
        let key = self
            .toasts
            .with_untracked(|toasts| toasts.iter().map(|t| t.key).max());
        let key = key.unwrap_or(0) + 1;
        self.toasts.update(|toasts| {
            // Two at a time: the newest matters.
            let surplus = toasts.len().saturating_sub(1);
            toasts.drain(..surplus);
            toasts.push(Toast { key, notice });
        });
        set_timeout(move || self.dismiss(key), Duration::from_millis(STAY));
    }

    /// Takes a message away.
    pub fn dismiss(self, key: u64) {
        let Some(mut toasts) = self.toasts.try_get_untracked() else {
            return;
        };
        toasts.retain(|toast| toast.key != key);
        self.toasts.set(toasts);
    }
}

/// A sentence for the history: what was done to what.
pub fn label(locale: Locale, label: &Label) -> String {
    let what = if label.name.is_empty() || label.count > 1 {
        objects(locale, label.table, label.count)
    } else {
        td_string!(locale, history.what_named, name = label.name.clone())
    };
    match label.verb {
        Verb::SetUp => td_string!(locale, history.set_up).to_owned(),
        Verb::Create => td_string!(locale, history.create, what = what),
        Verb::Edit => td_string!(locale, history.edit, what = what),
        Verb::Delete => td_string!(locale, history.delete, what = what),
        Verb::Restore => td_string!(locale, history.restore, what = what),
        Verb::Purge => td_string!(locale, history.purge, what = what),
        Verb::Import if !label.name.is_empty() => td_string!(
            locale,
            history.import_from,
            what = objects(locale, label.table, label.count),
            name = label.name.clone()
        ),
        Verb::Import => td_string!(
            locale,
            history.import,
            what = objects(locale, label.table, label.count)
        ),
        Verb::Move => td_string!(locale, history.move_, what = what),
        Verb::Win => td_string!(locale, history.win, what = what),
        Verb::Lose => td_string!(locale, history.lose, what = what),
        Verb::Reopen => td_string!(locale, history.reopen, what = what),
        Verb::Sell => td_string!(locale, history.sell, what = what),
        Verb::Refund => td_string!(locale, history.refund, what = what),
        Verb::Complete => td_string!(locale, history.complete, what = what),
        Verb::Tag => td_string!(
            locale,
            history.tag,
            what = objects(locale, label.table, label.count)
        ),
        Verb::HandOver => td_string!(locale, history.hand_over, what = what),
        Verb::Qualify => td_string!(locale, history.qualify, what = what),
        Verb::Undo => td_string!(locale, history.undo, what = what),
        Verb::Redo => td_string!(locale, history.redo, what = what),
        Verb::Backup => td_string!(locale, history.backup).to_owned(),
        Verb::Merge => td_string!(locale, history.merge, what = what),
        Verb::Unmerge => td_string!(locale, history.unmerge, what = what),
        Verb::Erase => td_string!(locale, history.erase, what = what),
    }
}

fn objects(locale: Locale, table: TableName, count: u32) -> String {
    match table {
        TableName::Shop => td_string!(locale, history.what_shop).to_owned(),
        TableName::Customers => td_string!(
            locale,
            history.what_customers,
            count = counted(locale, count)
        ),
        TableName::Pipelines => td_string!(
            locale,
            history.what_pipelines,
            count = counted(locale, count)
        ),
        TableName::Products => td_string!(
            locale,
            history.what_products,
            count = counted(locale, count)
        ),
        TableName::Deals => td_string!(locale, history.what_deals, count = counted(locale, count)),
        TableName::Sales => td_string!(locale, history.what_sales, count = counted(locale, count)),
        TableName::Cases => td_string!(locale, care.what_cases, count = counted(locale, count)),
        TableName::Points => td_string!(locale, care.what_points, count = counted(locale, count)),
        TableName::Activities => td_string!(
            locale,
            history.what_activities,
            count = counted(locale, count)
        ),
        TableName::Tasks => td_string!(locale, history.what_tasks, count = counted(locale, count)),
        TableName::Members => {
            td_string!(locale, history.what_members, count = counted(locale, count))
        }
        TableName::Fields => {
            td_string!(locale, history.what_fields, count = counted(locale, count))
        }
        TableName::Relations => td_string!(
            locale,
            history.what_relations,
            count = counted(locale, count)
        ),
        TableName::Views => td_string!(locale, history.what_views, count = counted(locale, count)),
        TableName::Templates => td_string!(
            locale,
            history.what_templates,
            count = counted(locale, count)
        ),
        TableName::Files => td_string!(locale, history.what_files, count = counted(locale, count)),
        TableName::Trash => td_string!(locale, history.what_trash, count = counted(locale, count)),
    }
}

/// Why the rules say no.
pub fn refused(locale: Locale, refusal: &Refusal) -> String {
    let field = |name: &str| match name {
        "name" => td_string!(locale, errors.field_name).to_owned(),
        "title" => td_string!(locale, errors.field_title).to_owned(),
        other => td_string!(locale, errors.field_other, field = other.to_owned()),
    };
    match refusal {
        Refusal::Gone(_) => td_string!(locale, errors.gone).to_owned(),
        Refusal::Blank(name) => td_string!(locale, errors.blank, field = field(name)),
        Refusal::TooLong(name) => td_string!(locale, errors.too_long, field = field(name)),
        Refusal::OutOfRange(name) => td_string!(locale, errors.out_of_range, field = field(name)),
        Refusal::Dangling(_) => td_string!(locale, errors.dangling).to_owned(),
        Refusal::Cycle => td_string!(locale, errors.cycle).to_owned(),
        Refusal::TotalMismatch => td_string!(locale, errors.total_mismatch).to_owned(),
        Refusal::RefundTooLarge => td_string!(locale, errors.refund_too_large).to_owned(),
        Refusal::TooFewPoints(points) => td_string!(locale, care.too_few, points = *points),
        Refusal::NoStage => td_string!(locale, errors.no_stage).to_owned(),
        Refusal::StageInUse(count) => td_string!(locale, errors.stage_in_use, count = *count),
        Refusal::BadValue => td_string!(locale, errors.bad_value).to_owned(),
        Refusal::Taken(_) => td_string!(locale, errors.taken).to_owned(),
        Refusal::EmptyFile => td_string!(locale, errors.empty_file).to_owned(),
        Refusal::FileTooLarge(limit) => td_string!(locale, errors.file_too_large, limit = *limit),
        Refusal::Nothing | Refusal::Unwanted => td_string!(locale, errors.nothing).to_owned(),
        Refusal::AllEditedSince => td_string!(locale, errors.edited_since).to_owned(),
        Refusal::Unreadable(_) => td_string!(locale, errors.unreadable).to_owned(),
    }
}

/// What is wrong with the store, and what to do.
pub fn storage(locale: Locale, error: &StorageError) -> String {
    match error {
        StorageError::Conflict { .. } => td_string!(locale, errors.conflict).to_owned(),
        StorageError::Full => td_string!(locale, errors.full).to_owned(),
        StorageError::Lost(_) => td_string!(locale, errors.lost).to_owned(),
        StorageError::Denied(_) => td_string!(locale, errors.denied).to_owned(),
        StorageError::Newer { .. } => td_string!(locale, errors.newer).to_owned(),
        StorageError::Blocked => td_string!(locale, errors.blocked).to_owned(),
        StorageError::Damaged(_) => td_string!(locale, errors.damaged).to_owned(),
        StorageError::Other(text) => td_string!(locale, errors.other, message = text.clone()),
    }
}
