//! What else a list says of a customer: how far a lead has come, what the person allowed, who belongs
//! together, what points it brings along. Each is one cell that reads well and comes back as it was; what it
//! means for the records of a shop is `asides`' part.

use chrono::{DateTime, NaiveDate};

use super::{Draft, What, birthday::Order, cell};
use crate::{
    domain::{Channel, Consent, Lead, LeadStatus, RelationKind, Timestamp, limits},
    exchange::{dates::parse_date, problem::ProblemKind},
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

/// Takes the day since when somebody is a customer, the first where several columns say one; nothing for zeros.
/// What is still to come is no such day.
pub fn since(
    draft: &mut Draft,
    text: &str,
    order: Order,
    today: NaiveDate,
) -> Result<(), ProblemKind> {
    if text.chars().all(|sign| "0-/.: ".contains(sign)) {
        return Ok(());
    }
    let day = parse_date(text, order.order)
        .ok()
        .filter(|day| *day <= today);
    let day = day.ok_or(ProblemKind::UnreadableDate)?;
    draft.since = Some(draft.since.map_or(day, |had| had.min(day)));
    Ok(())
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
    let (day, rest) = cut(rest);
    let on = match day {
        "" if given => return None,
        "" => today,
        day => day.parse().ok()?,
    };
    let mut said = parts(rest).into_iter();
    let mut next = || said.next().unwrap_or_default();
    let [source, purpose, wording, sensitive] = [next(), next(), next(), next()];
    let all = [&source, &purpose, &wording];
    let fits = all.iter().all(|text| text.chars().count() <= limits::LINE);
    fits.then(|| Consent {
        source,
        purpose,
        wording,
        sensitive: !sensitive.is_empty(),
        ..Consent::new(channel, given, on)
    })
}

/// What stands between bars; one that is meant has a stroke before it.
fn parts(text: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let bar = letter == '|';
        let meant = letter == '\\';
        let meant = meant.then(|| letters.next_if(|next| matches!(next, '|' | '\\')));
        match (all.last_mut(), meant.flatten()) {
            (Some(part), Some(meant)) => part.push(meant),
            (Some(part), None) if bar => {
                // The blanks on both sides of a bar are its own.
                if part.ends_with(' ') {
                    part.pop();
                }
                letters.next_if_eq(&' ');
                all.push(String::new());
            }
            (Some(part), None) => part.push(letter),
            (None, _) => {}
        }
    }
    all
}

fn cut(text: &str) -> (&str, &str) {
    text.split_once(' ').unwrap_or((text, ""))
}

/// The same as a cell: `yes 2026-01-05 counter | offers | form of March | sensitive data`. `word` is the person's
/// word for yes or no, `sensitive` that for what may be more than usual.
pub fn consent_text(said: &Consent, word: &str, sensitive: &str) -> String {
    let sensitive = if said.sensitive { sensitive } else { "" };
    let mut parts = vec![
        said.source.as_str(),
        &said.purpose,
        &said.wording,
        sensitive,
    ];
    while parts.last().is_some_and(|part| part.is_empty()) {
        parts.pop();
    }
    let meant = |part: &&str| part.replace('\\', "\\\\").replace('|', "\\|");
    let parts: Vec<String> = parts.iter().map(meant).collect();
    let text = format!("{word} {}", said.on);
    if parts.is_empty() {
        text
    } else {
        format!("{text} {}", parts.join(" | "))
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
#[path = "more_tests.rs"]
mod tests;
