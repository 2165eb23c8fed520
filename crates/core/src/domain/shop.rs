//! The shop itself: the one settings record that belongs to the data, not to the device.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    clock::Timestamp, customer::Customer, file_ways::FileWays, id::Id, layout::Layout,
    money::Currency, points::PointsRule,
};

/// The kind of shop; sets the first board, fields and defaults.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShopKind {
    /// Tea, clothes, books, groceries.
    #[default]
    Retail,
    /// Hair, nails, massage.
    Salon,
    /// Café or restaurant.
    Cafe,
    /// Phones, bikes, watches.
    Repair,
    /// Supplier to other businesses.
    Wholesale,
}

impl ShopKind {
    /// Every kind, in the order pickers show them.
    pub const ALL: [Self; 5] = [
        Self::Retail,
        Self::Salon,
        Self::Cafe,
        Self::Repair,
        Self::Wholesale,
    ];
}

/// By what the contact plan tells customers apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanBasis {
    /// Class of value: A, B, C.
    #[default]
    Class,
    /// RFM segment.
    Segment,
}

impl PlanBasis {
    /// Every basis, in the order pickers show them.
    pub const ALL: [Self; 2] = [Self::Class, Self::Segment];

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands over a reference"
    )]
    fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// How the shop keeps in touch with its customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContactRules {
    /// Touches due to a customer in a year: of class A, B and C, and without a class.
    pub per_year: [u8; 4],
    /// Days before a birthday from which it is told.
    pub birthday_days: u8,
    /// Which of the figures hold; the others stay for when the shop goes back to them.
    #[serde(skip_serializing_if = "PlanBasis::is_usual")]
    pub basis: PlanBasis,
    /// Touches due to a customer in a year: of each RFM segment in the order reports list them, and without one.
    #[serde(skip_serializing_if = "usual_segments")]
    pub per_segment: [u8; 12],
}

/// Four a year, and nothing is due to who never bought.
const SEGMENTS: [u8; 12] = [4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 0];

fn usual_segments(figures: &[u8; 12]) -> bool {
    *figures == SEGMENTS
}

impl Default for ContactRules {
    fn default() -> Self {
        Self {
            per_year: [4, 4, 4, 0],
            birthday_days: 7,
            basis: PlanBasis::Class,
            per_segment: SEGMENTS,
        }
    }
}

impl ContactRules {
    /// True if nothing was changed.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    /// Touches a year that hold: one for each group of the basis, in order, the last for who is in none.
    pub fn figures(&self) -> &[u8] {
        match self.basis {
            PlanBasis::Class => &self.per_year,
            PlanBasis::Segment => &self.per_segment,
        }
    }

    /// [`Self::figures`], to be changed.
    pub fn figures_mut(&mut self) -> &mut [u8] {
        match self.basis {
            PlanBasis::Class => &mut self.per_year,
            PlanBasis::Segment => &mut self.per_segment,
        }
    }
}

/// Settings of the shop. There is exactly one record, [`Shop::ID`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shop {
    /// Always [`Shop::ID`].
    pub id: Id<Shop>,
    /// What the shop is called.
    pub name: String,
    /// What kind of shop.
    #[serde(default)]
    pub kind: ShopKind,
    /// Currency of prices and new sales.
    pub currency: Currency,
    /// IANA name of the time zone whose midnight ends the shop's day.
    pub time_zone: String,
    /// First day of the week: 1 Monday … 7 Sunday (ISO 8601).
    #[serde(default = "monday")]
    pub week_start: u8,
    /// How the shop keeps in touch.
    #[serde(default, skip_serializing_if = "ContactRules::is_usual")]
    pub contact: ContactRules,
    /// How customers earn points; `None` if the shop gives none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<PointsRule>,
    /// How the shop arranged the parts of a customer; `None` if as usual for its kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layout: Option<Layout>,
    /// Why leads are rejected, as the shop says it; none if the usual reasons are offered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reject_reasons: Vec<String>,
    /// Years without any touch after which a customer is to be looked through, from 1 to [`Shop::MOST_YEARS`].
    #[serde(default = "usual_years", skip_serializing_if = "is_usual_years")]
    pub retention_years: u8,
    /// How files of other programs are read that a person put right once, the newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub learned: Vec<FileWays>,
    /// When the last backup file was written, if ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_backup: Option<Timestamp>,
    /// People who were erased, and what was only about them: a backup from before brings none of them
    /// back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub erased: Vec<Id<Customer>>,
    /// First written here.
    pub created: Timestamp,
    /// Last changed here.
    pub updated: Timestamp,
}

impl Shop {
    /// The identity of the one record.
    pub const ID: Id<Self> = Id::new(Uuid::nil());
    /// Years after which a customer is looked through where the shop says nothing.
    pub const USUAL_YEARS: u8 = 3;
    /// Most years that a shop can say.
    pub const MOST_YEARS: u8 = 100;
}

const fn usual_years() -> u8 {
    Shop::USUAL_YEARS
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands over a reference"
)]
const fn is_usual_years(years: &u8) -> bool {
    *years == Shop::USUAL_YEARS
}

const fn monday() -> u8 {
    1
}
