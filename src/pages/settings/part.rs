//! The parts of the page of settings and the single settings in them, by name: what the palette offers and `?part=`
//! brings in sight. A setting is called here what its field is called on the page.

use crate::{
    app::Route,
    i18n::{Locale, td_string},
};

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
    /// Why leads are rejected.
    Leads,
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
    pub const ALL: [Self; 11] = [
        Self::Device,
        Self::Shop,
        Self::Contact,
        Self::Points,
        Self::Boards,
        Self::Leads,
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
            Self::Leads => "leads",
            Self::Tags => "tags",
            Self::Fields => "fields",
            Self::Team => "team",
            Self::Templates => "templates",
            Self::Storage => "storage",
        }
    }

    /// Where it stands.
    pub fn href(self) -> String {
        format!("{}?part={}", Route::Settings.href(), self.key())
    }

    /// What it is called.
    pub fn text(self, locale: Locale) -> &'static str {
        match self {
            Self::Device => td_string!(locale, settings.device),
            Self::Shop => td_string!(locale, settings.shop),
            Self::Contact => td_string!(locale, touch.plan_settings),
            Self::Points => td_string!(locale, care.settings_title),
            Self::Boards => td_string!(locale, settings.boards),
            Self::Leads => td_string!(locale, people.reject_reasons),
            Self::Tags => td_string!(locale, settings.tags),
            Self::Fields => td_string!(locale, settings.fields),
            Self::Team => td_string!(locale, history.table_members),
            Self::Templates => td_string!(locale, history.table_templates),
            Self::Storage => td_string!(locale, settings.storage),
        }
    }
}

/// A setting with a label of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// The language of this device.
    Language,
    /// Light or dark.
    Theme,
    /// Who works on this device.
    AtCounter,
    /// What the shop is called.
    ShopName,
    /// What kind of shop.
    ShopKind,
    /// In what it counts.
    Currency,
    /// Whose midnight ends its day.
    TimeZone,
    /// The first day of its week.
    WeekStart,
    /// How long before a birthday it is told.
    BirthdayDays,
    /// Whether purchases earn points.
    EarnPoints,
    /// For how much there is a point.
    PointFor,
    /// Sets of fields for a kind of shop.
    FieldSets,
    /// The order of the fields of a customer.
    FieldOrder,
    /// Everything of one member to another.
    HandOver,
    /// Storage that the browser does not clear.
    KeepData,
    /// What takes the most room.
    LargestFiles,
}

impl Setting {
    /// Every setting, in the order of the page.
    pub const ALL: [Self; 16] = [
        Self::Language,
        Self::Theme,
        Self::AtCounter,
        Self::ShopName,
        Self::ShopKind,
        Self::Currency,
        Self::TimeZone,
        Self::WeekStart,
        Self::BirthdayDays,
        Self::EarnPoints,
        Self::PointFor,
        Self::FieldSets,
        Self::FieldOrder,
        Self::HandOver,
        Self::KeepData,
        Self::LargestFiles,
    ];

    /// The part it stands in.
    pub const fn part(self) -> Part {
        match self {
            Self::Language | Self::Theme | Self::AtCounter => Part::Device,
            Self::ShopName | Self::ShopKind | Self::Currency | Self::TimeZone | Self::WeekStart => {
                Part::Shop
            }
            Self::BirthdayDays => Part::Contact,
            Self::EarnPoints | Self::PointFor => Part::Points,
            Self::FieldSets | Self::FieldOrder => Part::Fields,
            Self::HandOver => Part::Team,
            Self::KeepData | Self::LargestFiles => Part::Storage,
        }
    }

    /// What it is called.
    pub fn text(self, locale: Locale) -> &'static str {
        match self {
            Self::Language => td_string!(locale, start.language),
            Self::Theme => td_string!(locale, settings.theme),
            Self::AtCounter => td_string!(locale, people.at_counter),
            Self::ShopName => td_string!(locale, settings.shop_name),
            Self::ShopKind => td_string!(locale, settings.kind),
            Self::Currency => td_string!(locale, common.currency),
            Self::TimeZone => td_string!(locale, start.time_zone),
            Self::WeekStart => td_string!(locale, settings.week_start),
            Self::BirthdayDays => td_string!(locale, touch.birthday_days),
            Self::EarnPoints => td_string!(locale, care.settings_on),
            Self::PointFor => td_string!(locale, care.settings_per),
            Self::FieldSets => td_string!(locale, settings.sets),
            Self::FieldOrder => td_string!(locale, history.field_layout),
            Self::HandOver => td_string!(locale, settings.hand_over),
            Self::KeepData => td_string!(locale, settings.keep),
            Self::LargestFiles => td_string!(locale, files.largest),
        }
    }
}
