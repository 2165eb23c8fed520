//! The columns of the table of to-dos and what they are grouped by: names, and the first layout.

use crate::{
    i18n::{Locale, td_string},
    pages::{tables::Titled, views::Kept},
    query::task_columns::{TaskColumn, TaskGroup},
};

/// Where this device keeps them.
static KEPT: Kept = Kept::new("regulars.tasks.columns", "regulars.tasks.columns.views");

/// What a grouping is called.
fn grouping(locale: Locale, by: TaskGroup) -> &'static str {
    match by {
        TaskGroup::Due => td_string!(locale, today.due_when),
        TaskGroup::Day => td_string!(locale, today.by_day),
        TaskGroup::Week => td_string!(locale, today.by_week),
        TaskGroup::Owner => td_string!(locale, customers.owner),
        TaskGroup::Priority => td_string!(locale, today.priority),
        TaskGroup::Customer => td_string!(locale, common.customer),
        TaskGroup::Own(_) => "",
    }
}

impl Titled for TaskColumn {
    fn kept() -> &'static Kept {
        &KEPT
    }

    fn width(self) -> f64 {
        match self {
            Self::Title => 240.0,
            Self::Note | Self::Repeat => 180.0,
            Self::Customer | Self::Deal => 150.0,
            Self::Due => 150.0,
            Self::Owner | Self::Own(_) => 132.0,
            Self::Done | Self::Created => 110.0,
            Self::Priority => 92.0,
        }
    }

    fn title(self, locale: Locale) -> &'static str {
        match self {
            Self::Title => td_string!(locale, common.title),
            Self::Due => td_string!(locale, today.due),
            Self::Priority => td_string!(locale, today.priority),
            Self::Customer => td_string!(locale, common.customer),
            Self::Deal => td_string!(locale, common.deal),
            Self::Owner => td_string!(locale, customers.owner),
            Self::Repeat => td_string!(locale, touch.repeat),
            Self::Note => td_string!(locale, common.note),
            Self::Done => td_string!(locale, today.done_on),
            Self::Created => td_string!(locale, customers.created),
            Self::Own(_) => "",
        }
    }

    fn group_title(by: TaskGroup, locale: Locale) -> String {
        grouping(locale, by).to_owned()
    }

    fn lacking(by: TaskGroup, locale: Locale) -> &'static str {
        match by {
            // Who has no day has no week either.
            TaskGroup::Day | TaskGroup::Week => Self::Due.title(locale),
            _ => grouping(locale, by),
        }
    }
}
