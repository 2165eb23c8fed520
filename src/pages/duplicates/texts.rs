//! Reasons and gaps in words.

use crate::{
    clean::{Gap, Reason},
    domain::{Channel, Customer},
    i18n::{Locale, td_string},
};

/// Why two records may be one.
pub fn reason(locale: Locale, reason: Reason) -> &'static str {
    match reason {
        Reason::SameCode => td_string!(locale, clean.same_code),
        Reason::SamePhone => td_string!(locale, clean.same_phone),
        Reason::SameEmail => td_string!(locale, clean.same_email),
        Reason::SameName => td_string!(locale, clean.same_name),
        Reason::OtherScript => td_string!(locale, clean.other_script),
        Reason::WordOrder => td_string!(locale, clean.word_order),
        Reason::Nickname => td_string!(locale, clean.nickname),
        Reason::Romanised => td_string!(locale, clean.romanised),
        Reason::Typo => td_string!(locale, clean.typo),
        Reason::Sound => td_string!(locale, clean.sound),
        Reason::PartOfName => td_string!(locale, clean.part_of_name),
        Reason::SameBirthday => td_string!(locale, clean.same_birthday),
        Reason::SameAddress => td_string!(locale, clean.same_address),
        Reason::SameCompany => td_string!(locale, clean.same_company),
    }
}

/// What a record lacks.
pub fn gap(locale: Locale, gap: Gap) -> &'static str {
    match gap {
        Gap::Name => td_string!(locale, clean.gap_name),
        Gap::Phone => td_string!(locale, clean.gap_phone),
        Gap::BadPhone => td_string!(locale, clean.gap_bad_phone),
        Gap::Email => td_string!(locale, clean.gap_email),
        Gap::BadEmail => td_string!(locale, clean.gap_bad_email),
        Gap::Birthday => td_string!(locale, clean.gap_birthday),
        Gap::Address => td_string!(locale, clean.gap_address),
        Gap::Source => td_string!(locale, clean.gap_source),
        Gap::Consent => td_string!(locale, clean.gap_consent),
    }
}

/// A way to get in touch.
pub fn channel(locale: Locale, channel: Channel) -> &'static str {
    match channel {
        Channel::Phone => td_string!(locale, clean.channel_phone),
        Channel::Email => td_string!(locale, clean.channel_email),
        Channel::Message => td_string!(locale, clean.channel_message),
        Channel::Post => td_string!(locale, clean.channel_post),
    }
}

/// Why the shop may not get in touch in some way or in any; `None` if nothing was refused.
pub fn refused(locale: Locale, customer: &Customer) -> Option<String> {
    if !customer.may_contact_somehow() {
        return Some(td_string!(locale, customers.ask_silent).to_owned());
    }
    let ways: Vec<&str> = customer.refused().map(|one| channel(locale, one)).collect();
    let said = td_string!(locale, clean.consent_refused);
    (!ways.is_empty()).then(|| format!("{}: {said}", ways.join(", ")))
}

/// Who said that they may be contacted this way.
pub fn consented(locale: Locale, channel: Channel) -> &'static str {
    match channel {
        Channel::Phone => td_string!(locale, clean.consented_phone),
        Channel::Email => td_string!(locale, clean.consented_email),
        Channel::Message => td_string!(locale, clean.consented_message),
        Channel::Post => td_string!(locale, clean.consented_post),
    }
}

/// Who may be contacted this way.
pub fn may(locale: Locale, channel: Channel) -> &'static str {
    match channel {
        Channel::Phone => td_string!(locale, clean.may_phone),
        Channel::Email => td_string!(locale, clean.may_email),
        Channel::Message => td_string!(locale, clean.may_message),
        Channel::Post => td_string!(locale, clean.may_post),
    }
}
