//! What a row says, not yet a record of the shop.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        ActivityKind, CaseKind, CaseStatus, Currency, CustomerKind, PointsReason, Priority, Values,
    },
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

/// The number of a customer in the former system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbered {
    /// Whose it is; either's, if that is not said.
    pub kind: Option<CustomerKind>,
    /// The number.
    pub code: String,
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
    /// Its own number in the former system, blank if none.
    pub code: String,
    /// Words that were put on it.
    pub tags: Vec<String>,
    /// Numbers of people and then companies in the former system.
    pub codes: Vec<Numbered>,
    /// Own fields.
    pub values: Values,
    /// Whom it names, for the preview.
    pub who: String,
}

/// The kind of touch that a word names; `None` for work that is no touch.
pub(super) fn touch_of(text: &str) -> Option<ActivityKind> {
    Some(match name_key(text).as_str() {
        "note" | "notiz" | "备注" | "備註" | "笔记" | "筆記" => ActivityKind::Note,
        "visit" | "besuch" | "到店" | "來訪" | "拜访" | "拜訪" => ActivityKind::Visit,
        "callfromthem" | "incomingcall" | "inboundcall" | "来电" | "來電" => {
            ActivityKind::CallIn
        }
        "call" | "calltothem" | "phonecall" | "outgoingcall" | "anruf" | "telefonat" | "去电"
        | "去電" | "电话" | "電話" => ActivityKind::CallOut,
        "message" | "sms" | "whatsapp" | "chat" | "nachricht" | "消息" | "訊息" | "微信" => {
            ActivityKind::Message
        }
        "email" | "mail" | "邮件" | "電子郵件" => ActivityKind::Email,
        "letter" | "brief" | "信件" => ActivityKind::Letter,
        "meeting" | "lunch" | "dinner" | "appointment" | "demo" | "termin" | "treffen"
        | "mittagessen" | "会面" | "會面" | "会议" | "會議" => ActivityKind::Meeting,
        _ => return None,
    })
}

/// What a row says of an after-sales request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseRow {
    /// What it is about.
    pub kind: CaseKind,
    /// How far it is.
    pub status: CaseStatus,
    /// When it came in: the day, and the instant if there was a time.
    pub received: Option<(NaiveDate, Option<i64>)>,
    /// What was done about it, blank if nothing is said.
    pub solution: String,
}

/// Something to do or something that was, of the file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TodoRow {
    /// Where it stands in the file.
    pub row: usize,
    /// What is to be done.
    pub title: String,
    /// The word for its kind, blank if none.
    pub what: String,
    /// The kind of touch that word names.
    pub touch: Option<ActivityKind>,
    /// Day it is due.
    pub due: Option<NaiveDate>,
    /// Time of that day.
    pub time: Option<NaiveTime>,
    /// True if it is done.
    pub done: bool,
    /// The instant it was done, in milliseconds.
    pub done_at: Option<i64>,
    /// The day it was done.
    pub done_on: Option<NaiveDate>,
    /// When it took place: the day, and the instant if there was a time.
    pub when: Option<(NaiveDate, Option<i64>)>,
    /// How urgent.
    pub priority: Priority,
    /// Title or number of the deal it is about, blank if none.
    pub deal: String,
    /// The column that named the deal.
    pub deal_column: String,
    /// Number of that deal in the former system, blank if none.
    pub deal_code: String,
    /// Who does it, blank if nobody.
    pub owner: String,
    /// Free text.
    pub note: String,
    /// Number of the sale a case is about, blank if none.
    #[serde(default)]
    pub order: String,
    /// Set if it is a case.
    pub case: Option<CaseRow>,
    /// Numbers of people and then companies in the former system.
    pub codes: Vec<Numbered>,
    /// Own fields of a task.
    pub values: Values,
    /// Whom it names, for the preview.
    pub who: String,
}

impl TodoRow {
    /// The kind of touch it was; `None` for a task. What took place is one, and a call, visit or message
    /// that is done and has a day.
    pub fn took_place(&self) -> Option<ActivityKind> {
        if self.when.is_some() && self.due.is_none() {
            return Some(self.touch.unwrap_or(ActivityKind::Note));
        }
        let dated = self.done_on.is_some() || self.due.is_some();
        self.touch
            .filter(|kind| self.done && dated && kind.is_contact())
    }
}

/// Points of the file that came or went.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PointsRow {
    /// Where it stands in the file.
    pub row: usize,
    /// How many; below zero: taken. Never zero.
    pub points: i64,
    /// What for, if it is one of our reasons.
    pub reason: Option<PointsReason>,
    /// True if a sale gave them, or its refund took them back.
    pub of_sale: bool,
    /// What for, in the words of the file, where it is none of our reasons.
    pub why: String,
    /// When: the day, and the instant if there was a time.
    pub when: Option<(NaiveDate, Option<i64>)>,
    /// Number of the sale, blank if none.
    pub order: String,
    /// Free text.
    pub note: String,
    /// Who wrote it down, blank if nobody.
    pub owner: String,
    /// Numbers of people and then companies in the former system.
    pub codes: Vec<Numbered>,
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
