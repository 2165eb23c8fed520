//! What else a list says of a customer: how far a lead has come, what the person allowed, who belongs
//! together, what points it brings along. Each is one cell that reads well and comes back as it was; what it
//! means for the records of a shop is `asides`' part.

use chrono::{DateTime, NaiveDate};

use super::{Draft, What, cell};
use crate::{
    domain::{Channel, Consent, Lead, LeadStatus, RelationKind, Timestamp, limits},
    exchange::problem::ProblemKind,
};

/// The moment of a lead that does not say since when it is one: the first of the day it comes in.
pub fn unsaid(today: NaiveDate) -> Timestamp {
    let first = today.and_time(chrono::NaiveTime::MIN).and_utc();
    Timestamp(first.timestamp_millis())
}

/// Takes what a cell says, if it is of this kind; `false` if it is not.
pub fn take(
    draft: &mut Draft,
    what: What,
    title: &str,
    text: &str,
    today: NaiveDate,
) -> Result<bool, ProblemKind> {
    let customer = &mut draft.customer;
    let lead = |was: &mut Option<Lead>, tell: &dyn Fn(&mut Lead)| {
        tell(was.get_or_insert_with(|| Lead::new(unsaid(today))));
    };
    let channel = match what {
        What::LeadStatus => {
            let status = lead_status(text).ok_or(ProblemKind::NotAnOption)?;
            lead(&mut customer.lead, &|lead| lead.status = status);
            return Ok(true);
        }
        What::LeadReason => {
            lead(&mut customer.lead, &|lead| {
                text.clone_into(&mut lead.reason);
            });
            return Ok(true);
        }
        What::LeadSince | What::LeadAnswered => {
            let at = moment(text).ok_or(ProblemKind::UnreadableDate)?;
            lead(&mut customer.lead, &|lead| {
                if what == What::LeadSince {
                    lead.since = at;
                } else {
                    lead.answered = Some(at);
                }
            });
            return Ok(true);
        }
        What::Relations => {
            let mut found = mentions(title, text).or(Err(ProblemKind::UnreadableRelation))?;
            if found.len() > limits::ENTRIES {
                return Err(ProblemKind::TooLong);
            }
            draft.mentions.append(&mut found);
            return Ok(true);
        }
        What::ConsentPhone => Channel::Phone,
        What::ConsentEmail => Channel::Email,
        What::ConsentMessage => Channel::Message,
        What::ConsentPost => Channel::Post,
        _ => return Ok(false),
    };
    let said = consent(channel, text, today).ok_or(ProblemKind::UnreadableConsent)?;
    customer.set_consent(channel, Some(said));
    Ok(true)
}

/// How far a lead has come, in the words of the three languages and of `HubSpot`.
pub fn lead_status(text: &str) -> Option<LeadStatus> {
    Some(
        match text.trim().to_lowercase().replace('_', " ").as_str() {
            "new" | "open" | "neu" | "新线索" | "新進" | "待处理" | "待處理" => {
                LeadStatus::New
            }
            "working"
            | "in progress"
            | "contacted"
            | "connected"
            | "attempted to contact"
            | "in bearbeitung"
            | "跟进中"
            | "跟進中" => LeadStatus::Working,
            "qualified" | "open deal" | "qualifiziert" | "已转化" | "已轉換" => {
                LeadStatus::Qualified
            }
            "rejected" | "unqualified" | "disqualified" | "bad timing" | "abgelehnt" | "已放弃"
            | "已放棄" => LeadStatus::Rejected,
            _ => return None,
        },
    )
}

/// A moment with its zone: `2026-01-05T10:30:00+08:00`.
pub fn moment(text: &str) -> Option<Timestamp> {
    let at = DateTime::parse_from_rfc3339(text.trim()).ok()?;
    Some(Timestamp(at.timestamp_millis()))
}

/// What was said of a channel: `yes 2026-01-05 counter`. That somebody refused counts without its day,
/// as of `today`; that somebody agreed does not, for nobody could prove it.
pub fn consent(channel: Channel, text: &str, today: NaiveDate) -> Option<Consent> {
    let (word, rest) = cut(text.trim_start());
    let given = match word.to_lowercase().as_str() {
        "given" | "granted" | "allowed" | "同意" | "允许" | "允許" => true,
        "refused" | "withdrawn" | "forbidden" | "拒绝" | "拒絕" | "撤回" => false,
        word => cell::flag(word)?,
    };
    let (day, source) = cut(rest);
    let on = match day {
        "" if given => return None,
        "" => today,
        day => day.parse().ok()?,
    };
    let fits = source.chars().count() <= limits::LINE;
    fits.then(|| Consent {
        source: source.to_owned(),
        ..Consent::new(channel, given, on)
    })
}

fn cut(text: &str) -> (&str, &str) {
    text.split_once(' ').unwrap_or((text, ""))
}

/// The same as a cell; `word` is the person's word for yes or no.
pub fn consent_text(said: &Consent, word: &str) -> String {
    let text = format!("{word} {} {}", said.on, said.source);
    if said.source.is_empty() {
        text.trim_end().to_owned()
    } else {
        text
    }
}

/// Somebody whom a row names as belonging to its customer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mention {
    /// Header of the column.
    pub column: String,
    /// What the other one is called.
    pub name: String,
    /// The number of the other one, where the name alone would not tell.
    pub code: String,
    /// What binds the two.
    pub kind: RelationKind,
    /// The other one is the first of the two: the one who brought the customer.
    pub first: bool,
    /// A word for what the other one is.
    pub role: String,
}

/// Signs that a name or a word can't contain as they are.
const SIGNS: &[char] = &['\\', ',', '，', '(', '（', ')', '）', ':', '：', '#'];

/// `Anna (family: mother), Ben #K17 (friend)`; `Err` if it is written otherwise.
pub fn mentions(column: &str, text: &str) -> Result<Vec<Mention>, NotARelation> {
    let mut found = Vec::new();
    let mut parts = Parts::default();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => parts.now().extend(letters.next()),
            ',' | '，' if parts.depth != Depth::Inside => {
                found.extend(std::mem::take(&mut parts).done(column)?);
            }
            '#' if parts.depth == Depth::Name => parts.depth = Depth::Code,
            '(' | '（' if matches!(parts.depth, Depth::Name | Depth::Code) => {
                parts.depth = Depth::Inside;
            }
            ')' | '）' if parts.depth == Depth::Inside => parts.depth = Depth::After,
            ':' | '：' if parts.depth == Depth::Inside && !parts.roled => parts.roled = true,
            letter => parts.now().push(letter),
        }
    }
    found.extend(parts.done(column)?);
    Ok(found)
}

/// It is written otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a relation")]
pub struct NotARelation;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Depth {
    #[default]
    Name,
    Code,
    Inside,
    After,
}

#[derive(Default)]
struct Parts {
    depth: Depth,
    roled: bool,
    name: String,
    code: String,
    word: String,
    role: String,
    after: String,
}

impl Parts {
    const fn now(&mut self) -> &mut String {
        match self.depth {
            Depth::Name => &mut self.name,
            Depth::Code => &mut self.code,
            Depth::Inside if self.roled => &mut self.role,
            Depth::Inside => &mut self.word,
            Depth::After => &mut self.after,
        }
    }

    fn done(self, column: &str) -> Result<Option<Mention>, NotARelation> {
        let [name, code, word, role] =
            [self.name, self.code, self.word, self.role].map(|text| text.trim().to_owned());
        let blank = name.is_empty() && code.is_empty();
        if blank && word.is_empty() && role.is_empty() && self.after.trim().is_empty() {
            return Ok(None);
        }
        if blank || self.depth == Depth::Inside || !self.after.trim().is_empty() {
            return Err(NotARelation);
        }
        let (kind, first, role) = match kind_of(&word) {
            Some((kind, first)) => (kind, first, role),
            // A word of the shop's own: nothing is lost.
            None if role.is_empty() => (RelationKind::Other, false, word),
            None => (RelationKind::Other, false, format!("{word}: {role}")),
        };
        if role.chars().count() > limits::LINE {
            return Err(NotARelation);
        }
        Ok(Some(Mention {
            column: column.to_owned(),
            name,
            code,
            kind,
            first,
            role,
        }))
    }
}

/// The kind a word means, and whether it says that the other one came first.
fn kind_of(word: &str) -> Option<(RelationKind, bool)> {
    Some(match word.to_lowercase().as_str() {
        "family" | "familie" | "家人" => (RelationKind::Family, false),
        "friend" | "freund" | "朋友" => (RelationKind::Friend, false),
        "brought" | "由其介绍" | "由其介紹" => (RelationKind::Referrer, false),
        "brought by" | "referred by" | "referrer" | "介绍人" | "介紹人" => {
            (RelationKind::Referrer, true)
        }
        "colleague" | "kollege" | "kollegin" | "同事" => (RelationKind::Colleague, false),
        "" | "other" | "其他" => (RelationKind::Other, false),
        _ => return None,
    })
}

/// The same as a cell; `word` is the person's word for the kind.
pub fn mention_text(name: &str, code: Option<&str>, word: &str, role: &str) -> String {
    let mut text = safe(name);
    if let Some(code) = code {
        text.push_str(" #");
        text.push_str(&safe(code));
    }
    text.push_str(" (");
    text.push_str(word);
    if !role.is_empty() {
        text.push_str(": ");
        text.push_str(&safe(role));
    }
    text.push(')');
    text
}

fn safe(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        if SIGNS.contains(&letter) {
            safe.push('\\');
        }
        safe.push(letter);
    }
    safe
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn consents_as_people_write_them() {
        let read = |text| consent(Channel::Phone, text, day("2026-11-26"));
        for (text, given, on, source) in [
            ("yes 2026-01-05 counter", true, "2026-01-05", "counter"),
            ("是 2026-01-05", true, "2026-01-05", ""),
            ("no 2026-01-05 by phone", false, "2026-01-05", "by phone"),
            ("拒絕", false, "2026-11-26", ""),
            ("No", false, "2026-11-26", ""),
        ] {
            let said = read(text).expect(text);
            assert_eq!(
                (said.given, said.on, said.source.as_str()),
                (given, day(on), source),
                "{text}"
            );
        }
        for text in ["yes", "maybe", "yes last week", "yes 2026-02-30"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn relations_as_people_write_them() {
        let read = |text| mentions("Relations", text).expect(text);
        let told = |text| -> Vec<(String, RelationKind, bool, String)> {
            let all = read(text).into_iter();
            all.map(|one| (one.name, one.kind, one.first, one.role))
                .collect()
        };
        let one =
            |name: &str, kind, first, role: &str| (name.to_owned(), kind, first, role.to_owned());
        assert_eq!(told("Anna"), [one("Anna", RelationKind::Other, false, "")]);
        assert_eq!(
            told("Anna (sister), "),
            [one("Anna", RelationKind::Other, false, "sister")]
        );
        assert_eq!(
            told("王芳（家人：母亲）， Ben (brought by)"),
            [
                one("王芳", RelationKind::Family, false, "母亲"),
                one("Ben", RelationKind::Referrer, true, ""),
            ]
        );
        assert_eq!(
            read("Ben #K17 (friend)")
                .first()
                .map(|one| one.code.as_str()),
            Some("K17")
        );
        for text in ["(friend)", "Anna (friend", "Anna (friend) too"] {
            assert!(mentions("", text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            people in proptest::collection::vec(("[a-z(),:#\\\\，（王 ]{0,8}x", "[a-z):#,\\\\]{0,6}", "[0-9#,]{0,4}"), 0..4),
            given in any::<bool>(), source in "[a-z0-9 ]{0,12}", status in 0..4_usize,
        ) {
            let cells: Vec<String> = people.iter().map(|(name, role, code)| {
                mention_text(name, (!code.is_empty()).then_some(code), "friend", role)
            }).collect();
            let read = mentions("", &cells.join(", ")).expect("reads");
            let back: Vec<_> = read.into_iter().map(|one| (one.name, one.role, one.code)).collect();
            let trimmed: Vec<_> = people.iter()
                .map(|(name, role, code)| (name.trim().to_owned(), role.clone(), code.clone())).collect();
            prop_assert_eq!(back, trimmed);
            let said = Consent { source, ..Consent::new(Channel::Post, given, day("2024-02-29")) };
            let text = consent_text(&said, if given { "是" } else { "否" });
            prop_assert_eq!(consent(Channel::Post, &text, day("2026-11-26")), Some(said));
            for words in [["new", "working", "qualified", "rejected"], ["新线索", "跟进中", "已转化", "已放弃"]] {
                let all = LeadStatus::ALL;
                prop_assert_eq!(words.get(status).and_then(|word| lead_status(word)), all.get(status).copied());
            }
        }
    }
}
