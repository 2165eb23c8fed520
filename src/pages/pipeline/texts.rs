//! Words for the kinds that deals and their timeline show.

use crate::{
    domain::ActivityKind,
    i18n::{Locale, td_string},
};

/// A kind of touch.
pub fn activity(locale: Locale, kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Note => td_string!(locale, pipeline.k_note),
        ActivityKind::Visit => td_string!(locale, pipeline.k_visit),
        ActivityKind::CallIn => td_string!(locale, pipeline.k_call_in),
        ActivityKind::CallOut => td_string!(locale, pipeline.k_call_out),
        ActivityKind::Message => td_string!(locale, pipeline.k_message),
        ActivityKind::Email => td_string!(locale, pipeline.k_email),
        ActivityKind::Letter => td_string!(locale, pipeline.k_letter),
        ActivityKind::Meeting => td_string!(locale, pipeline.k_meeting),
    }
}
