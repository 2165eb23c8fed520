//! The three languages. Texts live in `locales/<language>/<area>.json`, one file an area, and become
//! typed keys at build time. Knows nothing of records; numbers and dates come in already formatted.

mod generated {
    #![allow(
        clippy::all,
        clippy::pedantic,
        clippy::restriction,
        unused,
        unused_qualifications,
        missing_docs,
        reason = "written by the build script"
    )]
    include!(concat!(env!("OUT_DIR"), "/i18n/mod.rs"));
}

mod counted;

pub use counted::counted;
pub use generated::i18n::{I18nContextProvider, Locale, use_i18n};
pub use leptos_i18n::{t, t_string, td_string};

use crate::platform::prefs;

/// The languages with the names their speakers use.
pub const LANGUAGES: [(Locale, &str); 3] = [
    (Locale::en, "English"),
    (Locale::zh_Hans, "简体中文"),
    (Locale::zh_Hant, "繁體中文"),
];

/// The BCP 47 tag for `Intl` and the `lang` attribute.
pub const fn tag(locale: Locale) -> &'static str {
    match locale {
        Locale::en => "en",
        Locale::zh_Hans => "zh-Hans",
        Locale::zh_Hant => "zh-Hant",
    }
}

/// The language with that tag.
pub fn from_tag(wanted: &str) -> Option<Locale> {
    LANGUAGES
        .iter()
        .map(|(locale, _)| *locale)
        .find(|locale| tag(*locale) == wanted)
}

/// The language to begin with: the chosen one, else the first the browser asks for that we have.
pub fn initial() -> Locale {
    let chosen = prefs::LOCALE.get().and_then(|wanted| from_tag(&wanted));
    chosen.unwrap_or_else(|| {
        prefs::browser_languages()
            .iter()
            .find_map(|wanted| closest(wanted))
            .unwrap_or(Locale::en)
    })
}

/// Chinese without a script goes by region: Taiwan, Hong Kong and Macau write traditional.
fn closest(wanted: &str) -> Option<Locale> {
    let wanted = wanted.to_lowercase();
    if wanted.starts_with("en") {
        return Some(Locale::en);
    }
    if !wanted.starts_with("zh") {
        return None;
    }
    let traditional = ["hant", "-tw", "-hk", "-mo"]
        .iter()
        .any(|mark| wanted.contains(mark));
    let simplified = wanted.contains("hans");
    Some(if traditional && !simplified {
        Locale::zh_Hant
    } else {
        Locale::zh_Hans
    })
}
