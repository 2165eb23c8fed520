//! Which kept lines of a card hold a way to get in touch: chats by the names of their properties, numbers,
//! mailboxes and places by those or by the scheme of the value.

use super::extras::{group_of, name_of};
use crate::exchange::reach::Way;

/// Properties that hold a name in a chat or a network; `X-` before them is taken off.
const CHATS: &[&str] = &[
    "IMPP",
    "SOCIALPROFILE",
    "AIM",
    "DINGTALK",
    "DISCORD",
    "FACEBOOK",
    "GADUGADU",
    "GOOGLE",
    "GTALK",
    "GROUPWISE",
    "ICQ",
    "INSTAGRAM",
    "JABBER",
    "KAKAOTALK",
    "LINE",
    "MSN",
    "QQ",
    "SIGNAL",
    "SIP",
    "SKYPE",
    "TELEGRAM",
    "TWITTER",
    "VIBER",
    "WECHAT",
    "WEIXIN",
    "WHATSAPP",
    "YAHOO",
    "ZALO",
];

/// Takes away the lines that hold a way that was refused, and the labels of their groups.
pub fn drop_ways(card: &mut Vec<String>, refused: impl Fn(Way) -> bool) {
    let mut groups: Vec<String> = Vec::new();
    card.retain(|line| {
        let gone = ways(line).any(&refused);
        if gone {
            groups.extend(group_of(line));
        }
        !gone
    });
    card.retain(|line| {
        let label = name_of(line) == "X-ABLABEL";
        !(label && group_of(line).is_some_and(|group| groups.contains(&group)))
    });
}

/// The ways that a line holds; almost always none.
fn ways(line: &str) -> impl Iterator<Item = Way> {
    let name = name_of(line);
    let value = line.split_once(':').map_or("", |(_, value)| value.trim());
    let scheme = value.split_once(':').map_or("", |(scheme, _)| scheme);
    let scheme = scheme.to_ascii_lowercase();
    let is = |words: &[&str]| name.split('-').any(|part| words.contains(&part));
    let number = is(&["TEL", "PHONE", "MOBILE", "CELL", "FAX"]);
    let found = [
        (Way::Chat, is(CHATS)),
        (Way::Number, number || ["tel", "sms"].contains(&&*scheme)),
        (Way::Mailbox, is(&["EMAIL", "MAIL"]) || scheme == "mailto"),
        (
            Way::Place,
            is(&["ADR", "ADDRESS", "GEO"]) || scheme == "geo",
        ),
    ];
    let held = found.into_iter().filter(|(_, held)| *held);
    held.map(|(way, _)| way)
}
