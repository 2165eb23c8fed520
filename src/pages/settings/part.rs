//! The parts of the page of settings, by name: what the palette offers and `?part=` brings in sight.

use crate::i18n::{Locale, td_string};

/// A part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Language, theme and who works on this device.
    Device,
    /// Name, currency and zone of the shop.
    Shop,
    /// How often to be in touch.
    Contact,
    /// Points for purchases.
    Points,
    /// Boards and their stages.
    Boards,
    /// The tags in use.
    Tags,
    /// Fields of the shop's own, and the order of all of a customer's.
    Fields,
    /// Who works here.
    Team,
    /// Texts that are written again and again.
    Templates,
    /// How safely everything is kept.
    Storage,
}

impl Part {
    /// Every part, in the order of the page.
    pub const ALL: [Self; 10] = [
        Self::Device,
        Self::Shop,
        Self::Contact,
        Self::Points,
        Self::Boards,
        Self::Tags,
        Self::Fields,
        Self::Team,
        Self::Templates,
        Self::Storage,
    ];

    /// Its stable name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Shop => "shop",
            Self::Contact => "contact",
            Self::Points => "points",
            Self::Boards => "boards",
            Self::Tags => "tags",
            Self::Fields => "fields",
            Self::Team => "team",
            Self::Templates => "templates",
            Self::Storage => "storage",
        }
    }

    /// What it is called.
    pub fn text(self, locale: Locale) -> &'static str {
        match self {
            Self::Device => td_string!(locale, settings.device),
            Self::Shop => td_string!(locale, settings.shop),
            Self::Contact => td_string!(locale, touch.plan_settings),
            Self::Points => td_string!(locale, care.settings_title),
            Self::Boards => td_string!(locale, settings.boards),
            Self::Tags => td_string!(locale, settings.tags),
            Self::Fields => td_string!(locale, settings.fields),
            Self::Team => td_string!(locale, history.table_members),
            Self::Templates => td_string!(locale, history.table_templates),
            Self::Storage => td_string!(locale, settings.storage),
        }
    }
}
