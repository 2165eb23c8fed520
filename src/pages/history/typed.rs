//! Values of the log that are one of a few, in the person's words: what the log writes down as `refused`
//! or `won` is no word of theirs. Knows nothing of records.

use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::texts::table_text;
use crate::{
    app::fields,
    domain::{
        ActivityKind, CaseKind, Consent, CustomerKind, FieldKind, FileCategory, Layout, Lead,
        Outcome, Payment, PointsReason, Priority, Reached, RelationKind, Repeat, ShopKind,
        Standing, TableName,
        name::{Gender, Name},
    },
    i18n::{Locale, tag, td_string},
    pages::{
        care::texts::{did, kind as case_kind},
        customer::{gender, relation},
        customers::{lead_status, standing},
        duplicates::texts::channel,
        files::texts::category,
        parts::part_text,
        sales::texts::payment,
        start::kind_text,
        tasks::{priority, reminder, repeat},
        touch::texts as touch,
    },
    platform::intl::{self, DateStyle},
};

/// The value in words, if its field is of a kind that has words.
pub fn typed(locale: Locale, field: &str, value: &Value) -> Option<String> {
    let word = match field {
        "consents" => return read(value).map(|said: Consent| consent(locale, &said)),
        "lead" => return read(value).map(|one| lead(locale, &one)),
        "outcome" => return outcome(locale, value),
        "due" | "series" | "date" | "expected_close" => {
            return read(value).map(|on| day(locale, on));
        }
        "layout" => return Some(layout(locale, value)),
        "name" => return read(value).map(|name: Name| whole_name(&name)),
        "gender" => {
            let word = value.as_str()?;
            let known = Gender::ALL.into_iter().find(|one| one.as_str() == word);
            gender(locale, known?)
        }
        "standing" => standing(locale, read::<Standing>(value)?),
        "repeat" => return read(value).map(|rule: Repeat| repeat(locale, &rule)),
        "remind" => return read(value).map(|minutes| reminder(locale, minutes)),
        "category" => category(locale, read::<FileCategory>(value)?),
        "reason" => did(locale, read::<PointsReason>(value)?),
        "list" | "of" => table_text(locale, read::<TableName>(value)?),
        "payment" => payment(locale, read::<Payment>(value)?),
        "priority" => priority(locale, read::<Priority>(value)?),
        "kind" => kind(locale, value)?,
        _ => return None,
    };
    Some(word.to_owned())
}

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    T::deserialize(value).ok()
}

/// A name, and behind it the parts that it does not tell by itself.
fn whole_name(name: &Name) -> String {
    let usual = Name::from_full(&name.full);
    let mut parts = Vec::new();
    let split = (&name.family, &name.given);
    if split != (&usual.family, &usual.given) {
        parts.extend([&name.family, &name.given]);
    }
    parts.extend([&name.nickname, &name.phonetic, &name.prefix, &name.suffix]);
    let parts = parts.into_iter().map(String::as_str);
    let said: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    with_reason(&name.full, &said.join(" · "))
}

/// The parts in sight, in their order.
fn layout(locale: Locale, value: &Value) -> String {
    let Some(layout) = read::<Layout>(value) else {
        return td_string!(locale, history.as_usual).to_owned();
    };
    let (shown, _) = layout.split(&[]);
    let names: Vec<&str> = shown
        .into_iter()
        .map(|part| part_text(locale, part))
        .collect();
    names.join(td_string!(locale, history.comma))
}

/// `Phone: refused (2026-01-05 · at the counter)`.
fn consent(locale: Locale, said: &Consent) -> String {
    let word = if said.given {
        td_string!(locale, clean.consent_given)
    } else {
        td_string!(locale, clean.consent_refused)
    };
    let way = channel(locale, said.channel);
    let day = day(locale, said.on);
    let mut known: Vec<&str> = [&day, &said.source, &said.purpose, &said.wording]
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    if said.sensitive {
        known.push(td_string!(locale, clean.consent_sensitive));
    }
    with_reason(&format!("{way}: {word}"), &known.join(" · "))
}

fn day(locale: Locale, day: NaiveDate) -> String {
    intl::date(tag(locale), day, DateStyle::Medium)
}

fn lead(locale: Locale, lead: &Lead) -> String {
    with_reason(lead_status(locale, lead.status), &lead.reason)
}

/// How a deal ended, or a touch.
fn outcome(locale: Locale, value: &Value) -> Option<String> {
    if let Some(reached) = read::<Reached>(value) {
        return Some(touch::outcome(locale, reached).to_owned());
    }
    Some(match read::<Outcome>(value)? {
        Outcome::Open => td_string!(locale, history.outcome_open).to_owned(),
        Outcome::Won { reason, .. } => with_reason(td_string!(locale, pipeline.won), &reason),
        Outcome::Lost { reason, .. } => with_reason(td_string!(locale, pipeline.lost), &reason),
    })
}

/// Of whatever has one. Where two share a word in the log, a case and a shop for repairs, they share it here.
fn kind(locale: Locale, value: &Value) -> Option<&'static str> {
    if let Some(kind) = read::<ActivityKind>(value) {
        return Some(touch::activity(locale, kind));
    }
    if let Some(kind) = read::<CaseKind>(value) {
        return Some(case_kind(locale, kind));
    }
    if let Some(kind) = read::<RelationKind>(value) {
        return Some(relation(locale, kind, true));
    }
    if let Some(kind) = read::<FieldKind>(value) {
        return Some(fields::kind(locale, kind));
    }
    if let Some(kind) = read::<ShopKind>(value) {
        return Some(kind_text(locale, kind));
    }
    Some(match read::<CustomerKind>(value)? {
        CustomerKind::Person => td_string!(locale, customers.person),
        CustomerKind::Company => td_string!(locale, customers.company),
    })
}

fn with_reason(word: &str, reason: &str) -> String {
    if reason.is_empty() {
        word.to_owned()
    } else {
        format!("{word} ({reason})")
    }
}
