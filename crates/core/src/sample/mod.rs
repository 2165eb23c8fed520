//! The first board of a new shop and a whole invented shop to try things in. Owns the invented
//! words and behaviour; uses the domain alone. The same options always give the same records.

mod after;
mod care;
mod goods;
mod others;
mod people;
pub mod presets;
mod random;
mod trade;
mod words;
mod work;

#[cfg(test)]
mod tests;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::domain::{ContactRules, Currency, IdMaker, Record, Shop, ShopKind, Timestamp};

pub use presets::Language;

/// The sizes offered, in customers: from a shop that opened last week to the largest that is promised.
pub const SIZES: [u32; 6] = [SMALLEST, 40, 400, 4_000, 20_000, LARGEST];

const SMALLEST: u32 = 10;
const LARGEST: u32 = 100_000;

/// What the sample shop is to be like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleOptions {
    /// Equal seeds give equal shops.
    pub seed: u64,
    /// How many customers; taken as the smallest to the largest of [`SIZES`].
    pub customers: u32,
    /// Language of names and texts.
    pub language: Language,
    /// Kind of shop.
    pub kind: ShopKind,
    /// Currency of everything.
    pub currency: Currency,
    /// The last day of the history.
    pub today: NaiveDate,
    /// Nothing is made after this instant.
    pub now: Timestamp,
    /// IANA name.
    pub time_zone: String,
}

/// The records of the shop, what is referred to first.
pub fn generate(options: &SampleOptions) -> Vec<Record> {
    let options = SampleOptions {
        customers: options.customers.clamp(SMALLEST, LARGEST),
        ..options.clone()
    };
    let words = words::Words::of(options.language);
    let mut random = random::Random::new(options.seed);
    let mut ids = IdMaker::new(options.seed);
    let opened =
        noon(options.today - chrono::Days::new(u64::from(trade::HISTORY))).min(options.now);

    let board = presets::board(options.kind, options.language, &mut ids, opened);
    let products = goods::products(&options, &mut ids, opened, &mut random);
    let mut customers = people::customers(&options, &mut ids, &words, &mut random);
    // A chance of their own: the rest of the shop does not depend on them.
    let mut aside = random::Random::new(options.seed ^ 0x7761_6974);
    others::scatter(&options, &mut customers, &mut aside);
    care::wishes(&options, &mut customers, &mut aside);
    let mut sales = trade::sales(&options, &mut ids, &customers, &products, &mut random);
    after::earn(&options, &mut sales);
    let deals = work::deals(
        &options,
        &mut ids,
        (&board, &customers),
        &words,
        &mut random,
    );
    let activities = work::activities(&options, &mut ids, &customers, &words, &mut random);
    let (agreed, said) = care::work(&options, &mut ids, &customers);
    let tasks = work::tasks(&options, &mut ids, &customers, &words, &mut random);
    let (cases, points) = after::care(&options, &mut ids, &customers, &sales);

    let mut records = Vec::with_capacity(customers.len() + sales.len() + 1000);
    records.push(shop(&options, opened).into());
    records.extend(customers.into_iter().map(Record::from));
    records.push(board.into());
    records.extend(products.into_iter().map(Record::from));
    records.extend(deals.into_iter().map(Record::from));
    records.extend(sales.into_iter().map(Record::from));
    records.extend(cases.into_iter().map(Record::from));
    records.extend(points.into_iter().map(Record::from));
    records.extend(activities.into_iter().chain(said).map(Record::from));
    records.extend(tasks.into_iter().chain(agreed).map(Record::from));
    records
}

fn shop(options: &SampleOptions, opened: Timestamp) -> Shop {
    Shop {
        id: Shop::ID,
        name: options
            .language
            .pick(["Sample shop", "示例店铺", "範例店鋪"])
            .to_owned(),
        kind: options.kind,
        currency: options.currency,
        time_zone: options.time_zone.clone(),
        week_start: 1,
        contact: ContactRules::default(),
        points: Some(after::rule(options.currency)),
        layout: None,
        reject_reasons: Vec::new(),
        retention_years: Shop::USUAL_YEARS,
        learned: Vec::new(),
        last_backup: None,
        erased: Vec::new(),
        created: opened,
        updated: opened,
    }
}

/// Midday (UTC) of a civil day, for the times of invented records.
fn noon(date: NaiveDate) -> Timestamp {
    let midday = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    Timestamp(date.and_time(midday).and_utc().timestamp_millis())
}
