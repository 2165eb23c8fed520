//! Words and signs for files: categories, sizes, icons.

use crate::{
    app::Fmt,
    domain::{FileCategory, FileLook},
    i18n::{Locale, td_string},
};

/// What a category is called.
pub fn category(locale: Locale, category: FileCategory) -> &'static str {
    match category {
        FileCategory::Contract => td_string!(locale, files.cat_contract),
        FileCategory::Quote => td_string!(locale, files.cat_quote),
        FileCategory::Invoice => td_string!(locale, files.cat_invoice),
        FileCategory::Photo => td_string!(locale, files.cat_photo),
        FileCategory::Certificate => td_string!(locale, files.cat_certificate),
        FileCategory::Other => td_string!(locale, files.cat_other),
    }
}

/// `320 kB`, `1.4 MB`.
pub fn size(fmt: Fmt, bytes: u64) -> String {
    let bytes = bytes as f64;
    let (value, unit) = match bytes {
        small if small < 1024.0 => return format!("{} B", fmt.number(bytes, 0)),
        small if small < 1_048_576.0 => (bytes / 1024.0, "kB"),
        _ => (bytes / 1_048_576.0, "MB"),
    };
    let places = u8::from(value < 100.0);
    format!("{} {unit}", fmt.number(value, places))
}

/// The icon of a file that has no picture.
pub const fn icon(look: FileLook) -> &'static str {
    match look {
        FileLook::Image(_) => "eye",
        FileLook::Text | FileLook::Document => "note",
        FileLook::Sheet => "grid",
        FileLook::Media => "play",
        FileLook::Pdf | FileLook::Other => "file",
    }
}

/// The ending of a name, shown on its icon; blank if there is none worth showing.
pub fn ending(name: &str) -> String {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let short = (1..=5).contains(&ending.chars().count());
    let plain = ending.chars().all(char::is_alphanumeric);
    if short && plain {
        ending.to_uppercase()
    } else {
        String::new()
    }
}
