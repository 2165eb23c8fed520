//! How likely two records are one customer, in points with reasons, so that a person can see why.
//!
//! | Sign | Points |
//! |---|---|
//! | same number in the former system | 60 |
//! | same telephone, whatever its format | 45 |
//! | same mailbox | 45 |
//! | same name (any script) | 40 |
//! | same words in another order | 38, alone 40 |
//! | nickname of the same name | 32, alone 40 where there is more than one word |
//! | romanised name | 30, alone 40 where there is more than one character |
//! | a typing error apart | 25 |
//! | sounds the same | 22 |
//! | part of the other name | 15 |
//! | same birthday, with its year | 15 (10 without) |
//! | same address | 10 |
//! | same company | 5 |
//! | nothing in common between the names | −25 |
//! | other birthday | −30 |
//! | both have telephones (e-mails), none shared | −15 (−10), unless the other is shared |
//! | other number in the former system | −20 |
//!
//! Alone means that nothing speaks against it: a whole name written otherwise is enough to be shown, as the same
//! spelling is.

use serde::{Deserialize, Serialize};

use crate::domain::contact::local_forms;

use super::person::Person;

/// Points from which two records are shown as possible duplicates.
pub const THRESHOLD: i32 = 40;
/// Points of a pair that is as good as sure: the same telephone and the same name.
pub const CERTAIN: i32 = 85;

/// A sign that two records are one customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The same number in the former system.
    SameCode,
    /// The same telephone, whatever its format.
    SamePhone,
    /// The same mailbox.
    SameEmail,
    /// The same name.
    SameName,
    /// The same name in simplified and traditional characters.
    OtherScript,
    /// The same words in another order.
    WordOrder,
    /// A short form of the same name.
    Nickname,
    /// The same name in characters and in letters.
    Romanised,
    /// One slip of the finger apart.
    Typo,
    /// Another name that sounds the same.
    Sound,
    /// One name is part of the other.
    PartOfName,
    /// The same birthday.
    SameBirthday,
    /// The same street and city.
    SameAddress,
    /// The same company.
    SameCompany,
}

/// What a comparison says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Points, at most 100.
    pub score: i32,
    /// The signs, the weightiest first.
    pub reasons: Vec<Reason>,
    /// The same telephone and the same name, and nothing that speaks against it.
    pub certain: bool,
}

/// Compares two customers.
pub fn compare(one: &crate::domain::Customer, other: &crate::domain::Customer) -> Match {
    judge(&Person::of(one), &Person::of(other))
}

pub(super) fn judge(one: &Person, other: &Person) -> Match {
    let mut score = 0;
    let mut reasons = Vec::new();
    let mut sign = |reason, points| {
        score += points;
        reasons.push(reason);
    };
    if !one.code.is_empty() && one.code == other.code {
        sign(Reason::SameCode, 60);
    }
    let (phone, email) = (share_phone(one, other), share_email(one, other));
    if phone {
        sign(Reason::SamePhone, 45);
    }
    if email {
        sign(Reason::SameEmail, 45);
    }
    let alike = one.name.alike(&other.name);
    if let Some(reason) = alike {
        sign(reason, points(reason));
    }
    match (one.birthday, other.birthday) {
        (Some(a), Some(b)) if a == b && a.year().is_some() => sign(Reason::SameBirthday, 15),
        (Some(a), Some(b))
            if (a.calendar(), a.month(), a.day()) == (b.calendar(), b.month(), b.day())
                && !years_differ(one, other) =>
        {
            sign(Reason::SameBirthday, 10);
        }
        _ => {}
    }
    if one
        .addresses
        .iter()
        .any(|place| other.addresses.contains(place))
    {
        sign(Reason::SameAddress, 10);
    }
    if one.company.is_some() && one.company == other.company {
        sign(Reason::SameCompany, 5);
    }
    let against = objections(one, other, phone, email);
    if alike.is_none() && !one.name.written.is_empty() && !other.name.written.is_empty() {
        score -= 25;
    }
    score -= against;
    if against == 0 && alike.is_some_and(|reason| is_whole(reason, one, other)) {
        score = score.max(THRESHOLD);
    }
    let same_name = matches!(alike, Some(Reason::SameName | Reason::OtherScript));
    Match {
        score: score.min(100),
        reasons,
        certain: phone && same_name && against == 0,
    }
}

const fn points(reason: Reason) -> i32 {
    match reason {
        Reason::SameName | Reason::OtherScript => 40,
        Reason::WordOrder => 38,
        Reason::Nickname => 32,
        Reason::Romanised => 30,
        Reason::Typo => 25,
        Reason::Sound => 22,
        _ => 15,
    }
}

/// True if two names are the same whole name, written otherwise: Smith, John; Bob Smith; Zhang Wei.
fn is_whole(reason: Reason, one: &Person, other: &Person) -> bool {
    let both = [&one.name, &other.name];
    match reason {
        Reason::WordOrder => true,
        Reason::Nickname => both.iter().all(|name| name.words.len() > 1),
        Reason::Romanised => both
            .iter()
            .all(|name| !name.han || name.folded.chars().count() > 1),
        _ => false,
    }
}

/// Points that speak against it.
fn objections(one: &Person, other: &Person, phone: bool, email: bool) -> i32 {
    let mut against = 0;
    if birthdays_differ(one, other) {
        against += 30;
    }
    if !phone && !email && !one.phones.is_empty() && !other.phones.is_empty() {
        against += 15;
    }
    if !phone && !email && !one.emails.is_empty() && !other.emails.is_empty() {
        against += 10;
    }
    if !one.code.is_empty() && !other.code.is_empty() && one.code != other.code {
        against += 20;
    }
    against
}

/// True if two records can't stand in one group, whatever links them.
pub(super) fn exclude(one: &Person, other: &Person) -> bool {
    let said = one.not_same.contains(&other.id) || other.not_same.contains(&one.id);
    let (phone, email) = (share_phone(one, other), share_email(one, other));
    said || (objections(one, other, phone, email) > 0 && !phone && !email)
}

fn years_differ(one: &Person, other: &Person) -> bool {
    let years = (
        one.birthday.and_then(crate::domain::Birthday::year),
        other.birthday.and_then(crate::domain::Birthday::year),
    );
    matches!(years, (Some(a), Some(b)) if a != b)
}

fn birthdays_differ(one: &Person, other: &Person) -> bool {
    match (one.birthday, other.birthday) {
        // A lunar day without its year says nothing of a civil one.
        (Some(a), Some(b)) => {
            a.is_lunar() == b.is_lunar()
                && ((a.month(), a.day()) != (b.month(), b.day()) || years_differ(one, other))
        }
        _ => false,
    }
}

fn share_phone(one: &Person, other: &Person) -> bool {
    one.phones.iter().any(|a| {
        other.phones.iter().any(|b| {
            a == b || local_forms(a).any(|form| form == b) || local_forms(b).any(|form| form == a)
        })
    })
}

fn share_email(one: &Person, other: &Person) -> bool {
    one.emails.iter().any(|email| other.emails.contains(email))
}
