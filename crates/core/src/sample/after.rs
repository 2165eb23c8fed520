//! What comes after the sale: cases in every state, and points that were earned and spent. Owns its texts.

use chrono::Days;

use crate::domain::{
    Case, CaseKind, CaseStatus, Currency, Customer, CustomerKind, IdMaker, PointsEntry,
    PointsReason, PointsRule, Priority, Sale, Timestamp,
};

use super::SampleOptions;

const HOUR: i64 = 3_600_000;

const QUESTION: [&str; 3] = [
    "Which size fits the gift box?",
    "礼盒有多大？",
    "禮盒有多大？",
];
const COMPLAINT: [&str; 3] = [
    "Box damaged on delivery",
    "收到时盒子已损坏",
    "收到時盒子已損壞",
];
const REPAIR: [&str; 3] = ["Lid does not close", "盖子合不上", "蓋子合不上"];
const RETURN: [&str; 3] = [
    "Exchange for the larger size",
    "换成大一号的",
    "換成大一號的",
];
const SENT: [&str; 3] = [
    "Sent a new box with a small present.",
    "补寄了新盒子，并附小礼物。",
    "補寄了新盒子，並附小禮物。",
];
const WAITS: [&str; 3] = [
    "The workshop has it; ready on Friday.",
    "已送维修，周五取。",
    "已送維修，週五取。",
];
const REWARD: [&str; 3] = ["Gift wrapping", "礼品包装", "禮品包裝"];
const WELCOME: [&str; 3] = ["From the old card", "旧会员卡结转", "舊會員卡結轉"];

/// One point for every ten of the main unit; for every thousand where there is no smaller unit.
pub fn rule(currency: Currency) -> PointsRule {
    let per = match currency.exponent() {
        0 => 1_000,
        places => 10 * 10_i64.pow(places),
    };
    PointsRule { per }
}

/// Gives sales their points.
pub fn earn(options: &SampleOptions, sales: &mut [Sale]) {
    let rule = rule(options.currency);
    for sale in sales.iter_mut().filter(|sale| sale.customer.is_some()) {
        sale.points = rule.earned(sale.total);
    }
}

/// Cases of those who bought last, and points that some spent or brought along.
pub fn care(
    options: &SampleOptions,
    ids: &mut IdMaker,
    customers: &[Customer],
    sales: &[Sale],
) -> (Vec<Case>, Vec<PointsEntry>) {
    let text = |texts: [&'static str; 3]| options.language.pick(texts);
    let ago = |hours: i64| Timestamp(options.now.0 - hours * HOUR);
    let mut last: Vec<&Sale> = Vec::new();
    for sale in sales.iter().rev().filter(|sale| !sale.is_refund()) {
        if last.len() < 5 && last.iter().all(|other| other.customer != sale.customer) {
            last.push(sale);
        }
    }
    let kinds = [
        (
            CaseKind::Complaint,
            COMPLAINT,
            CaseStatus::Open,
            Some(1),
            20,
        ),
        (CaseKind::Repair, REPAIR, CaseStatus::Waiting, Some(3), 60),
        (CaseKind::Question, QUESTION, CaseStatus::Open, None, 5),
        (CaseKind::Return, RETURN, CaseStatus::Open, Some(0), 30),
        (
            CaseKind::Complaint,
            COMPLAINT,
            CaseStatus::Solved,
            None,
            200,
        ),
    ];
    let cases = last
        .iter()
        .zip(kinds)
        .map(|(sale, (kind, title, status, due, hours))| {
            let at = ago(hours);
            let mut case = Case::new(ids.next(at), text(title), at);
            case.kind = kind;
            case.customer = sale.customer;
            case.sale = (kind != CaseKind::Question).then_some(sale.id);
            case.due = due.map(|days| options.today + Days::new(days));
            case.move_to(status, ago(hours / 2));
            match status {
                CaseStatus::Waiting => text(WAITS).clone_into(&mut case.note),
                CaseStatus::Solved => text(SENT).clone_into(&mut case.solution),
                CaseStatus::Open if kind == CaseKind::Complaint => case.priority = Priority::High,
                CaseStatus::Open => {}
            }
            case
        });
    let cases = cases.collect();
    let people = customers
        .iter()
        .filter(|one| one.kind == CustomerKind::Person && one.lead.is_none());
    let mut points = Vec::new();
    for (number, customer) in (1_i64..=6).zip(people) {
        let at = ago(24 * 30 * (7 - number));
        let mut entry = |points_of: i64, reason, note: [&'static str; 3], at| {
            points.push(PointsEntry {
                id: ids.next(at),
                customer: customer.id,
                points: points_of,
                reason,
                at,
                note: text(note).to_owned(),
                by: None,
                created: at,
                updated: at,
            });
        };
        entry(number * 20, PointsReason::Opening, WELCOME, at);
        if number % 2 == 0 {
            entry(-20, PointsReason::Redeemed, REWARD, ago(24 * number));
        }
    }
    (cases, points)
}
