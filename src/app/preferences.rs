//! Settings of this device that the whole page follows at once: language and theme.

use leptos_i18n::I18nContext;

use crate::{
    i18n::{Locale, tag},
    platform::{
        announce::announce,
        prefs::{self, Theme},
    },
    sample::Language,
};

/// Switches the language of everything on screen and remembers it.
pub fn set_language(i18n: I18nContext<Locale>, locale: Locale) {
    prefs::LOCALE.set(&tag(locale).to_owned());
    i18n.set_locale(locale);
    announce("regulars:preferences", "");
}

/// Switches the theme and remembers it.
pub fn set_theme(theme: Theme) {
    prefs::THEME.set(&theme);
    announce("regulars:preferences", "");
}

/// The theme that was chosen.
pub fn theme() -> Theme {
    prefs::THEME.get().unwrap_or_default()
}

/// The language for words that become the shop's own.
pub const fn shop_language(locale: Locale) -> Language {
    match locale {
        Locale::en => Language::En,
        Locale::zh_Hans => Language::ZhHans,
        Locale::zh_Hant => Language::ZhHant,
    }
}
