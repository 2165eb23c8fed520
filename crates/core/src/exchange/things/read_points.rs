//! Rows of points that came or went.

use super::One;
use crate::{
    domain::{PointsReason, limits},
    exchange::{
        amount::{DecimalMark, parse_amount},
        customers::cell::half_width_text,
        duplicates::name_key,
        problem::ProblemKind,
        things::{Part, PointsRow, ways::Way},
    },
};

/// What programs write behind a number of points.
const UNITS: &[&str] = &[
    "points", "point", "pts", "punkte", "积分", "點數", "分", "點", "点",
];
/// Decimals that are looked at: points are whole.
const DECIMALS: u32 = 3;
const ONE: i64 = 1_000;

/// What a word says points were for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// A sale gave them, or its refund took them back.
    Sale,
    /// Something else.
    Reason(PointsReason),
}

impl One<'_> {
    pub(super) fn points(&mut self) -> Option<PointsRow> {
        let mut points = self.number()?;
        let said = self.line(Part::PointsReason);
        let why = why(&said);
        // Other programs write what was spent without a sign.
        let takes = matches!(why, Some(Why::Reason(reason)) if reason.takes());
        if takes && points > 0 && !self.ours {
            points = -points;
        }
        let when = self.instant(Part::When);
        Some(PointsRow {
            row: self.row.number,
            points,
            reason: match why {
                Some(Why::Reason(reason)) => Some(reason),
                _ => None,
            },
            of_sale: why == Some(Why::Sale),
            // The word stands for itself where it is one of ours.
            why: if matches!(why, Some(Why::Reason(_))) || self.ours {
                String::new()
            } else {
                said
            },
            when: when.map(|moment| (moment.date, moment.at)),
            order: self.order(),
            note: self.text(Part::Note, limits::NOTE),
            owner: self.line(Part::Owner),
            codes: self.codes(),
            who: String::new(),
        })
    }

    /// How many, whole and not zero.
    fn number(&mut self) -> Option<i64> {
        let Some((at, column, text)) = self.cell(Part::Points) else {
            self.problem("", ProblemKind::UnreadableNumber, "");
            return None;
        };
        let mark = match self.ways.get(&at) {
            Some(Way::Amount(mark)) => *mark,
            _ => DecimalMark::Point,
        };
        let plain = half_width_text(text).to_lowercase();
        let mut bare = plain.trim().trim_start_matches('+');
        for unit in UNITS {
            bare = bare.strip_suffix(unit).unwrap_or(bare).trim_end();
        }
        let read = parse_amount(bare, DECIMALS, mark).ok();
        let whole = read.filter(|points| *points != 0 && points % ONE == 0);
        let points = whole.map(|points| points / ONE);
        let points = points.filter(|points| points.abs() <= limits::AMOUNT);
        if points.is_none() {
            self.problem(&column.title, ProblemKind::UnreadableNumber, text);
        }
        points
    }
}

/// What points were for by a word in English, German or Chinese.
fn why(text: &str) -> Option<Why> {
    use PointsReason::{Given, Opening, Redeemed, TakenBack};
    Some(match name_key(text).as_str() {
        "earned"
        | "earn"
        | "purchase"
        | "sale"
        | "order"
        | "takenbackwitharefund"
        | "refund"
        | "einkauf"
        | "kauf"
        | "gesammelt"
        | "消费获得"
        | "消费"
        | "消费积分"
        | "消费赠送"
        | "购物"
        | "订单"
        | "退款扣回"
        | "退款"
        | "消費獲得"
        | "消費"
        | "消費積分"
        | "消費贈送"
        | "購物"
        | "訂單" => Why::Sale,
        "given" | "gift" | "bonus" | "reward" | "birthday" | "adjustmentup" | "geschenk"
        | "gutschrift" | "赠送" | "奖励" | "签到" | "活动" | "生日赠送" | "手动增加" | "增加"
        | "贈送" | "獎勵" | "簽到" | "活動" | "生日贈送" | "手動增加" => {
            Why::Reason(Given)
        }
        "redeemed" | "redeem" | "redemption" | "spent" | "used" | "eingelöst" | "einlösung"
        | "兑换" | "积分兑换" | "兑换礼品" | "使用" | "抵扣" | "积分抵扣" | "消耗" | "兌換"
        | "積分兌換" | "點數兌換" | "兌換禮品" | "抵扣點數" => {
            Why::Reason(Redeemed)
        }
        "broughtalong" | "opening" | "openingbalance" | "startguthaben" | "期初结转" | "期初"
        | "初始积分" | "期初結轉" | "初始積分" | "初始點數" => Why::Reason(Opening),
        "correcteddownwards" | "takenback" | "expired" | "expiry" | "expiration" | "verfallen"
        | "更正扣减" | "过期" | "积分过期" | "失效" | "清零" | "扣减" | "扣除" | "减少"
        | "手动扣减" | "更正扣減" | "過期" | "積分過期" | "點數過期" | "扣減" | "減少"
        | "手動扣減" => Why::Reason(TakenBack),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::lists::Words;

    #[test]
    fn the_words_of_our_own_lists_are_known() {
        for language in ["en", "zh-Hans", "zh-Hant"] {
            let words = Words::of(language);
            for (key, expected) in [
                ("points.earned", Why::Sale),
                ("points.refund", Why::Sale),
                ("points.given", Why::Reason(PointsReason::Given)),
                ("points.redeemed", Why::Reason(PointsReason::Redeemed)),
                ("points.opening", Why::Reason(PointsReason::Opening)),
                ("points.taken_back", Why::Reason(PointsReason::TakenBack)),
            ] {
                assert_eq!(why(words.get(key)), Some(expected), "{language} {key}");
            }
        }
    }
}
