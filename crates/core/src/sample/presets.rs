//! The first board of a shop, by its kind and in its language. Used by the first run and by the
//! sample shop; from then on the words belong to the shop.

use serde::{Deserialize, Serialize};

use crate::domain::{IdMaker, Pipeline, Rank, ShopKind, Stage, Timestamp};

/// A language that shop texts come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    ZhHans,
    /// Traditional Chinese.
    ZhHant,
}

impl Language {
    /// The one of `[English, simplified, traditional]` in this language.
    pub const fn pick<T: Copy>(self, texts: [T; 3]) -> T {
        let [english, simplified, traditional] = texts;
        match self {
            Self::En => english,
            Self::ZhHans => simplified,
            Self::ZhHant => traditional,
        }
    }
}

/// Name in three languages, chance of winning in percent, days until stale.
type StageText = ([&'static str; 3], u8, u16);

const RETAIL: &[StageText] = &[
    (["Enquiry", "咨询", "詢問"], 10, 7),
    (["Needs known", "了解需求", "了解需求"], 30, 10),
    (["Offer made", "已报价", "已報價"], 50, 10),
    (["Reserved", "已预留", "已預留"], 80, 5),
    (["Paid, to hand over", "已付款待取", "已付款待取"], 95, 5),
];
const SALON: &[StageText] = &[
    (["Enquiry", "咨询", "諮詢"], 10, 5),
    (["Consultation", "面谈", "面談"], 30, 7),
    (["Trial booked", "预约体验", "預約體驗"], 50, 7),
    (["Package offered", "推荐套餐", "推薦套餐"], 70, 7),
    (["Deposit paid", "已付定金", "已付訂金"], 90, 14),
];
const CAFE: &[StageText] = &[
    (["Enquiry", "咨询", "詢問"], 10, 5),
    (
        ["Menu and date agreed", "确认菜单和日期", "確認菜單與日期"],
        40,
        7,
    ),
    (["Quote sent", "已报价", "已報價"], 60, 7),
    (["Deposit paid", "已付定金", "已付訂金"], 90, 21),
];
const REPAIR: &[StageText] = &[
    (["Handed in", "收件", "收件"], 40, 2),
    (["Diagnosed", "已检测", "已檢測"], 50, 3),
    (["Quote sent", "已报价", "已報價"], 60, 5),
    (["In repair", "维修中", "維修中"], 90, 10),
    (["Ready to collect", "待取件", "待取件"], 98, 14),
];
const WHOLESALE: &[StageText] = &[
    (["Lead", "线索", "潛在客戶"], 5, 14),
    (["Contacted", "已联系", "已聯繫"], 15, 14),
    (["Sample sent", "已寄样", "已寄樣"], 35, 21),
    (["Quote sent", "已报价", "已報價"], 55, 14),
    (["Negotiation", "谈判", "議價"], 70, 14),
    (["Contract", "合同", "合約"], 90, 21),
];

const LOST: &[[&str; 3]] = &[
    ["Price", "价格", "價格"],
    ["Bought elsewhere", "去了别家", "去了別家"],
    ["No longer needed", "不再需要", "不再需要"],
    ["No answer", "联系不上", "聯繫不上"],
    ["Wrong time", "时机不对", "時機不對"],
];

/// The first board of a shop of that kind.
pub fn board(kind: ShopKind, language: Language, ids: &mut IdMaker, now: Timestamp) -> Pipeline {
    let (name, stages) = match kind {
        ShopKind::Retail => (["Orders", "订单跟进", "訂單跟進"], RETAIL),
        ShopKind::Salon => (["Packages", "套餐跟进", "套餐跟進"], SALON),
        ShopKind::Cafe => (["Events and catering", "包场与外送", "包場與外送"], CAFE),
        ShopKind::Repair => (["Repairs", "维修单", "維修單"], REPAIR),
        ShopKind::Wholesale => (["Sales pipeline", "销售管道", "銷售管道"], WHOLESALE),
    };
    Pipeline {
        id: ids.next(now),
        name: language.pick(name).to_owned(),
        stages: stages
            .iter()
            .map(|(name, probability, stale)| Stage {
                id: ids.next(now),
                name: language.pick(*name).to_owned(),
                probability: *probability,
                stale_after: Some(*stale),
            })
            .collect(),
        lost_reasons: LOST
            .iter()
            .map(|reason| language.pick(*reason).to_owned())
            .collect(),
        rank: Rank::first(),
        created: now,
        updated: now,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_board_whose_chances_rise() {
        let mut ids = IdMaker::new(1);
        for kind in ShopKind::ALL {
            for language in [Language::En, Language::ZhHans, Language::ZhHant] {
                let board = board(kind, language, &mut ids, Timestamp(1));
                assert!(board.stages.len() >= 4 && !board.name.is_empty());
                assert!(
                    board
                        .stages
                        .is_sorted_by(|a, b| a.probability < b.probability)
                );
            }
        }
    }
}
