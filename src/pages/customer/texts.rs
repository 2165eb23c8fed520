//! Words for what a record holds, in one place.

use crate::{
    domain::name::Gender,
    i18n::{Locale, td_string},
};

/// Labels offered for telephone numbers, mailboxes and addresses.
pub const LABELS: [&str; 4] = ["mobile", "home", "work", "other"];

/// A label as people read it; a person's own word stays as it is.
pub fn label(locale: Locale, label: &str) -> String {
    match label {
        "" => td_string!(locale, customers.label_none).to_owned(),
        "mobile" => td_string!(locale, customers.label_mobile).to_owned(),
        "home" => td_string!(locale, customers.label_home).to_owned(),
        "work" => td_string!(locale, customers.label_work).to_owned(),
        "other" => td_string!(locale, common.other).to_owned(),
        own => own.to_owned(),
    }
}

/// What a gender is called.
pub fn gender(locale: Locale, gender: Gender) -> &'static str {
    match gender {
        Gender::Female => td_string!(locale, customers.female),
        Gender::Male => td_string!(locale, customers.male),
    }
}
