//! What a row says, not yet a record of the shop.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    domain::{Currency, Values},
    exchange::duplicates::name_key,
};

/// How a deal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// On the board, or nothing is said.
    #[default]
    Open,
    /// It became business.
    Won,
    /// It did not.
    Lost,
}

impl Status {
    /// Open, won or lost in the words of many programs.
    pub fn of(text: &str) -> Option<Self> {
        let won = [
            "won",
            "closedwon",
            "win",
            "gewonnen",
            "成交",
            "赢单",
            "贏單",
            "已成交",
            "已赢单",
        ];
        let lost = [
            "lost",
            "closedlost",
            "lose",
            "verloren",
            "流失",
            "输单",
            "輸單",
            "已流失",
            "失败",
            "失敗",
        ];
        let open = [
            "open",
            "offen",
            "进行中",
            "進行中",
            "跟进中",
            "active",
            "inprogress",
        ];
        let word = name_key(text);
        let is = |words: &[&str]| words.contains(&word.as_str());
        if is(&won) {
            Some(Self::Won)
        } else if is(&lost) {
            Some(Self::Lost)
        } else if is(&open) {
            Some(Self::Open)
        } else {
            None
        }
    }
}

/// A deal of the file.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct DealRow {
    /// Where it stands in the file.
    pub row: usize,
    /// What it is about.
    pub title: String,
    /// Minor units of its currency.
    pub value: Option<i64>,
    /// Currency it names.
    pub currency: Option<Currency>,
    /// Name of the board, blank if none.
    pub board: String,
    /// Name of the stage, blank if none.
    pub stage: String,
    /// How it stands, if that is said.
    pub status: Option<Status>,
    /// Who looks after it, blank if nobody.
    pub owner: String,
    /// Day it is expected to close.
    pub expected_close: Option<NaiveDate>,
    /// Day it was won or lost.
    pub closed: Option<NaiveDate>,
    /// Why.
    pub reason: String,
    /// Where it came from.
    pub source: String,
    /// Free text.
    pub note: String,
    /// Words that were put on it.
    pub tags: Vec<String>,
    /// Numbers of people and then companies in the former system.
    pub codes: Vec<String>,
    /// Own fields.
    pub values: Values,
    /// Whom it names, for the preview.
    pub who: String,
}

/// A product of the file.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ProductRow {
    /// Where it stands in the file.
    pub row: usize,
    /// What it is called.
    pub name: String,
    /// Number or bar code.
    pub sku: String,
    /// Group.
    pub category: String,
    /// Minor units of its currency.
    pub price: Option<i64>,
    /// Currency it names.
    pub currency: Option<Currency>,
    /// Basis points.
    pub tax_rate: Option<u16>,
    /// No longer sold, if that is said.
    pub archived: Option<bool>,
    /// Own fields.
    pub values: Values,
}
