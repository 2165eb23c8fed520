//! Words and pictures for kinds of shop.

use crate::{
    domain::ShopKind,
    i18n::{Locale, td_string},
};

/// Every kind, in the order they are offered.
pub const KINDS: [ShopKind; 5] = ShopKind::ALL;

/// What the kind is called.
pub fn kind_text(locale: Locale, kind: ShopKind) -> &'static str {
    match kind {
        ShopKind::Retail => td_string!(locale, start.kind_retail),
        ShopKind::Salon => td_string!(locale, start.kind_salon),
        ShopKind::Cafe => td_string!(locale, start.kind_cafe),
        ShopKind::Repair => td_string!(locale, start.kind_repair),
        ShopKind::Wholesale => td_string!(locale, start.kind_wholesale),
    }
}

/// An example of it.
pub fn kind_hint(locale: Locale, kind: ShopKind) -> &'static str {
    match kind {
        ShopKind::Retail => td_string!(locale, start.hint_retail),
        ShopKind::Salon => td_string!(locale, start.hint_salon),
        ShopKind::Cafe => td_string!(locale, start.hint_cafe),
        ShopKind::Repair => td_string!(locale, start.hint_repair),
        ShopKind::Wholesale => td_string!(locale, start.hint_wholesale),
    }
}

/// Its icon.
pub const fn kind_icon(kind: ShopKind) -> &'static str {
    match kind {
        ShopKind::Retail => "bag",
        ShopKind::Salon => "scissors",
        ShopKind::Cafe => "coffee",
        ShopKind::Repair => "wrench",
        ShopKind::Wholesale => "truck",
    }
}
