//! What the parameters of a property say: whether it is the preferred one, and the label it has here.

use calcard::vcard::{VCardEntry, VCardParameterName, VCardParameterValue, VCardType};

/// Words of TYPE parameters and of the bare parameters of 2.1.
fn types(entry: &VCardEntry) -> Vec<String> {
    let mut words = Vec::new();
    for parameter in &entry.params {
        match (&parameter.name, &parameter.value) {
            (VCardParameterName::Type, VCardParameterValue::Type(word)) => {
                words.push(word_of(word));
            }
            (VCardParameterName::Type, VCardParameterValue::Text(word)) => {
                words.extend(word.split(',').map(|word| word.trim().to_lowercase()));
            }
            (VCardParameterName::Other(word), _) => words.push(word.to_lowercase()),
            (VCardParameterName::Pref, _) => words.push("pref".to_owned()),
            _ => {}
        }
    }
    words
}

fn word_of(word: &VCardType) -> String {
    match word {
        VCardType::Cell => "cell".to_owned(),
        other => format!("{other:?}").to_lowercase(),
    }
}

/// True for the one that is to stand first.
pub(super) fn preferred(entry: &VCardEntry) -> bool {
    types(entry).iter().any(|word| word == "pref")
        && !entry.params.iter().any(|p| {
            p.name == VCardParameterName::Pref
                && !matches!(
                    p.value,
                    VCardParameterValue::Integer(1) | VCardParameterValue::Null
                )
        })
}

/// The label that the types make, blank if they say nothing of a place or a kind.
pub(super) fn type_label(entry: &VCardEntry) -> String {
    let words = types(entry);
    let has = |word: &str| words.iter().any(|have| have == word);
    let place = ["home", "work"]
        .into_iter()
        .find(|word| has(word))
        .unwrap_or_default();
    if has("cell") || has("mobile") {
        return "mobile".to_owned();
    }
    if has("fax") {
        return format!("{place} fax").trim().to_owned();
    }
    let own = ["pager", "car"].into_iter().find(|word| has(word));
    if let Some(own) = own {
        return own.to_owned();
    }
    // Where it rings says more than that it is the main one.
    match place {
        "" if has("main") || has("mainnumber") => "main".to_owned(),
        "" if has("other") => "other".to_owned(),
        place => place.to_owned(),
    }
}
