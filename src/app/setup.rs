//! First run: proposals for a new shop, and setting it up.

use leptos::prelude::Set;

use crate::{
    domain::{Currency, IdMaker, Shop, ShopKind, commands::SetUp, region},
    platform::{clock, prefs, random},
    sample::{Language, presets},
    storage::ExecuteError,
};

use super::state::{App, Phase};

/// What a new shop needs to be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewShop {
    /// What it is called; may be empty.
    pub name: String,
    /// What kind.
    pub kind: ShopKind,
    /// Currency of prices.
    pub currency: Currency,
    /// IANA name.
    pub time_zone: String,
}

impl NewShop {
    /// What the device lets us guess.
    pub fn guess() -> Self {
        let time_zone = clock::device_zone();
        let currency = place(&time_zone)
            .and_then(|region| region::currency(&region))
            .unwrap_or(Currency::USD);
        Self {
            name: String::new(),
            kind: ShopKind::default(),
            currency,
            time_zone,
        }
    }
}

fn place(zone: &str) -> Option<String> {
    region::guess(zone, &prefs::browser_languages())
}

impl App {
    /// Sets the shop up with a board for its kind, and opens it.
    pub async fn set_up(self, new: NewShop, language: Language) -> Result<(), ExecuteError> {
        let now = clock::now();
        let mut ids = IdMaker::new(random::seed());
        let week_start = place(&new.time_zone).map_or(1, |region| region::week_start(&region));
        let command = SetUp {
            board: presets::board(new.kind, language, &mut ids, now),
            shop: Shop {
                id: Shop::ID,
                name: new.name.trim().to_owned(),
                kind: new.kind,
                currency: new.currency,
                time_zone: new.time_zone,
                week_start,
                contact: crate::domain::ContactRules::default(),
                points: None,
                layout: None,
                reject_reasons: Vec::new(),
                retention_years: Shop::USUAL_YEARS,
                learned: Vec::new(),
                last_backup: None,
                erased: Vec::new(),
                created: now,
                updated: now,
            },
        };
        self.try_execute(&command).await?;
        self.phase.set(Phase::Ready);
        Ok(())
    }
}
