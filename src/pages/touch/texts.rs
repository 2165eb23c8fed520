//! Words for touches: kinds, outcomes, ways.

use crate::{
    domain::{ActivityKind, Reached},
    i18n::{Locale, td_string},
    query::journey::Way,
};

/// What a touch is called.
pub fn activity(locale: Locale, kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Note => td_string!(locale, customers.act_note),
        ActivityKind::Visit => td_string!(locale, customers.act_visit),
        ActivityKind::CallIn => td_string!(locale, customers.act_call_in),
        ActivityKind::CallOut => td_string!(locale, customers.act_call_out),
        ActivityKind::Message => td_string!(locale, customers.act_message),
        ActivityKind::Email => td_string!(locale, customers.act_email),
        ActivityKind::Letter => td_string!(locale, customers.act_letter),
        ActivityKind::Meeting => td_string!(locale, customers.act_meeting),
    }
}

/// The icon of a touch.
pub const fn icon(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Note => "note",
        ActivityKind::Visit => "user",
        ActivityKind::CallIn | ActivityKind::CallOut => "phone",
        ActivityKind::Message => "message",
        ActivityKind::Email | ActivityKind::Letter => "mail",
        ActivityKind::Meeting => "calendar",
    }
}

/// How a touch ended.
pub fn outcome(locale: Locale, outcome: Reached) -> &'static str {
    match outcome {
        Reached::Reached => td_string!(locale, touch.out_reached),
        Reached::NoAnswer => td_string!(locale, touch.out_no_answer),
        Reached::CallBack => td_string!(locale, touch.out_call_back),
        Reached::NotInterested => td_string!(locale, touch.out_not_interested),
    }
}

/// A way of being in touch, on charts.
pub fn way(locale: Locale, way: Way) -> &'static str {
    match way {
        Way::Visit => td_string!(locale, touch.way_visit),
        Way::Call => td_string!(locale, touch.way_call),
        Way::Message => td_string!(locale, touch.way_message),
        Way::Purchase => td_string!(locale, touch.way_purchase),
    }
}
