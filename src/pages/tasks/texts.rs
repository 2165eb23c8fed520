//! Words for due groups and priorities.

use crate::{
    domain::Priority,
    i18n::{Locale, td_string},
    query::due::Due,
};

/// A group of the list.
pub fn due(locale: Locale, due: Due) -> &'static str {
    match due {
        Due::Overdue => td_string!(locale, today.g_overdue),
        Due::Today => td_string!(locale, today.g_today),
        Due::ThisWeek => td_string!(locale, today.g_week),
        Due::Later => td_string!(locale, today.g_later),
        Due::NoDate => td_string!(locale, today.g_none),
        Due::Done => td_string!(locale, today.g_done),
    }
}

/// An urgency.
pub fn priority(locale: Locale, priority: Priority) -> &'static str {
    match priority {
        Priority::Low => td_string!(locale, today.p_low),
        Priority::Normal => td_string!(locale, today.p_normal),
        Priority::High => td_string!(locale, today.p_high),
    }
}
