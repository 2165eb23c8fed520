//! Yes or no to news of a shop, as tills and mailing programs keep it: a column a channel, mostly without the
//! day. What a person allowed in the shop's own lists is `more`'s part.

use chrono::NaiveDate;

use super::{What, cell, more};
use crate::{
    domain::{Channel, Consent, limits},
    exchange::problem::ProblemKind,
};

/// What a cell says, if it says anything either way. Where the day is not said it is the day it comes in, and
/// the column is named as the source.
pub(super) fn take(
    what: What,
    title: &str,
    text: &str,
    today: NaiveDate,
) -> Result<Option<Consent>, ProblemKind> {
    let channel = match what {
        What::AcceptsMessages => Channel::Message,
        _ => Channel::Email,
    };
    let source = title.trim().chars().take(limits::LINE).collect();
    let dated = text.trim().contains(' ') && what != What::RefusesEmail;
    if let Some(mut said) = more::consent(channel, text, today).filter(|_| dated) {
        if said.source.is_empty() {
            said.source = source;
        }
        return Ok(Some(said));
    }
    let flag = |text: &str| cell::flag(text).ok_or(ProblemKind::UnreadableFlag);
    let given = match text.trim().to_lowercase().replace('_', " ").as_str() {
        // Whoever did not unsubscribe has not therefore agreed.
        text if what == What::RefusesEmail => flag(text)?.then_some(false),
        "subscribed" | "active" | "opted in" | "opt in" | "同意" | "已同意" | "允许" | "允許"
        | "接受" | "已订阅" | "已訂閱" | "订阅" | "訂閱" => Some(true),
        "unsubscribed" | "not subscribed" | "opted out" | "opt out" | "不同意" | "未同意"
        | "不允许" | "不允許" | "不接受" | "拒绝" | "拒絕" | "未订阅" | "未訂閱" | "已退订"
        | "已退訂" | "退订" | "退訂" | "取消订阅" | "取消訂閱" => Some(false),
        // An address that does not answer is no answer of the person.
        "pending" | "unconfirmed" | "bounced" | "cleaned" | "blocked" | "invalid" | "unknown" => {
            None
        }
        text => Some(flag(text)?),
    };
    Ok(given.map(|given| Consent {
        source,
        ..Consent::new(channel, given, today)
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_by_channel_as_programs_keep_them() {
        let today: NaiveDate = "2026-11-29".parse().expect("a day");
        for (text, given) in [
            ("同意", true),
            ("已訂閱", true),
            ("允许", true),
            ("不同意", false),
            ("拒絕", false),
            ("已退订", false),
            ("未订阅", false),
        ] {
            let said = take(What::AcceptsEmail, "订阅", text, today).expect(text);
            assert_eq!(said.map(|one| one.given), Some(given), "{text}");
        }
        let said = |what, text| {
            let said = take(what, "Accepts Email Marketing", text, today).expect(text);
            said.map(|one| (one.channel, one.given, one.on.to_string(), one.source))
        };
        let column = "Accepts Email Marketing".to_owned();
        let day = "2026-11-29".to_owned();
        for (what, text, channel, given) in [
            (What::AcceptsEmail, "yes", Channel::Email, true),
            (What::AcceptsEmail, "no", Channel::Email, false),
            (What::AcceptsEmail, "Subscribed", Channel::Email, true),
            (What::AcceptsEmail, "unsubscribed", Channel::Email, false),
            (What::AcceptsMessages, "TRUE", Channel::Message, true),
            (What::RefusesEmail, "yes", Channel::Email, false),
        ] {
            let expected = (channel, given, day.clone(), column.clone());
            assert_eq!(said(what, text), Some(expected), "{text}");
        }
        for (what, text) in [(What::AcceptsEmail, "bounced"), (What::RefusesEmail, "no")] {
            assert_eq!(said(what, text), None, "{text}");
        }
        let dated = said(What::AcceptsEmail, "yes 2026-01-05 counter");
        let expected = (Channel::Email, true, "2026-01-05".into(), "counter".into());
        assert_eq!(dated, Some(expected));
        assert!(take(What::AcceptsEmail, "", "perhaps", today).is_err());
    }
}
