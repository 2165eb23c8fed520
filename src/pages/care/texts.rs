//! Words for cases and points.

use crate::{
    app::Fmt,
    domain::{CaseKind, CaseStatus, PointsReason},
    i18n::{Locale, td_string},
};

/// What a case is about.
pub fn kind(locale: Locale, kind: CaseKind) -> &'static str {
    match kind {
        CaseKind::Question => td_string!(locale, care.kind_question),
        CaseKind::Complaint => td_string!(locale, care.kind_complaint),
        CaseKind::Repair => td_string!(locale, care.kind_repair),
        CaseKind::Return => td_string!(locale, care.kind_return),
        CaseKind::Other => td_string!(locale, care.kind_other),
    }
}

/// How far a case is.
pub fn status(locale: Locale, status: CaseStatus) -> &'static str {
    match status {
        CaseStatus::Open => td_string!(locale, care.status_open),
        CaseStatus::Waiting => td_string!(locale, care.status_waiting),
        CaseStatus::Solved => td_string!(locale, care.status_solved),
    }
}

/// The colour of a status.
pub const fn tone(status: CaseStatus) -> &'static str {
    match status {
        CaseStatus::Open => "tag info",
        CaseStatus::Waiting => "tag warn",
        CaseStatus::Solved => "tag good",
    }
}

/// What to do with points.
pub fn reason(locale: Locale, reason: PointsReason) -> &'static str {
    match reason {
        PointsReason::Given => td_string!(locale, care.reason_given),
        PointsReason::Redeemed => td_string!(locale, care.reason_redeemed),
        PointsReason::Opening => td_string!(locale, care.reason_opening),
        PointsReason::TakenBack => td_string!(locale, care.reason_taken_back),
    }
}

/// What was done with them.
pub fn did(locale: Locale, reason: PointsReason) -> &'static str {
    match reason {
        PointsReason::Given => td_string!(locale, care.did_given),
        PointsReason::Redeemed => td_string!(locale, care.did_redeemed),
        PointsReason::Opening => td_string!(locale, care.did_opening),
        PointsReason::TakenBack => td_string!(locale, care.did_taken_back),
    }
}

/// Points that came or went, with their sign.
pub fn signed(fmt: Fmt, points: i64) -> String {
    let text = fmt.whole(points);
    if points > 0 { format!("+{text}") } else { text }
}
