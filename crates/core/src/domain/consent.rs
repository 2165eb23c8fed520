//! What a person allowed: by which way the shop may get in touch and what for, where that was said, when and to
//! which text (GDPR 6–7 and 9, PIPL 13–15 and 29). Knows nothing of how messages are sent.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{activity::ActivityKind, customer::Customer};

/// A way to get in touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Calls.
    Phone,
    /// E-mail.
    Email,
    /// Text messages and chats.
    Message,
    /// Letters and parcels.
    Post,
}

impl Channel {
    /// Every channel, in the order pages show them.
    pub const ALL: [Self; 4] = [Self::Phone, Self::Email, Self::Message, Self::Post];
}

/// What was said of one channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// The channel.
    pub channel: Channel,
    /// True if it was given, false if it was refused or withdrawn.
    pub given: bool,
    /// Civil day it was said.
    pub on: NaiveDate,
    /// Where it was said: `counter`, `form`, the person's own word.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// What for: `offers`, `appointments`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub purpose: String,
    /// Which text it was said to, by its name or version: `form of March 2026`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub wording: String,
    /// True if it was said of sensitive data, too (health, beliefs, numbers of papers): that needs a word of its own.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sensitive: bool,
}

impl Consent {
    /// What was said of a channel on a day, without any more of it.
    pub const fn new(channel: Channel, given: bool, on: NaiveDate) -> Self {
        Self {
            channel,
            given,
            on,
            source: String::new(),
            purpose: String::new(),
            wording: String::new(),
            sensitive: false,
        }
    }

    /// True if it says yes and not where: nobody could prove it.
    pub fn lacks_source(&self) -> bool {
        self.given && self.source.trim().is_empty()
    }
}

impl Customer {
    /// What was said of a channel, if anything.
    pub fn consent(&self, channel: Channel) -> Option<&Consent> {
        self.consents.iter().find(|said| said.channel == channel)
    }

    /// True unless the person forbade it: by asking not to be contacted at all, or for this channel.
    pub fn may_contact(&self, channel: Channel) -> bool {
        !self.do_not_contact && self.consent(channel).is_none_or(|said| said.given)
    }

    /// The channels that are forbidden, in their order; all of them to whoever asked not to be contacted.
    pub fn refused(&self) -> impl Iterator<Item = Channel> {
        let all = Channel::ALL.into_iter();
        all.filter(|channel| !self.may_contact(*channel))
    }

    /// True if the shop may begin a touch of this kind.
    pub fn may_begin(&self, kind: ActivityKind) -> bool {
        kind.channel()
            .is_none_or(|channel| self.may_contact(channel))
    }

    /// True if some way is left to get in touch.
    pub fn may_contact_somehow(&self) -> bool {
        Channel::ALL
            .into_iter()
            .any(|channel| self.may_contact(channel))
    }

    /// Their first number, if they may be called (or written to, for [`Channel::Message`]) there.
    pub fn number_for(&self, channel: Channel) -> Option<&str> {
        let first = self.phones.first()?;
        self.may_contact(channel).then_some(first.number.as_str())
    }

    /// Their first mailbox, if they may be written to there.
    pub fn mailbox(&self) -> Option<&str> {
        let first = self.emails.first()?;
        self.may_contact(Channel::Email)
            .then_some(first.address.as_str())
    }

    /// Notes what was said; `None` for the channel forgets it.
    pub fn set_consent(&mut self, channel: Channel, said: Option<Consent>) {
        self.consents.retain(|have| have.channel != channel);
        self.consents.extend(said);
        self.consents.sort_by_key(|have| have.channel);
    }
}

/// One list of two: of each channel what was said last; on one day the refusal counts.
pub fn unite(one: &[Consent], other: &[Consent]) -> Vec<Consent> {
    let mut all: Vec<Consent> = one.iter().chain(other).cloned().collect();
    all.sort_by_key(|said| (said.channel, std::cmp::Reverse(said.on), said.given));
    all.dedup_by_key(|said| said.channel);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Email, IdMaker, Phone, Timestamp, name::Name};

    #[test]
    fn what_was_refused_is_not_begun() {
        let id = IdMaker::new(1).next(Timestamp(1));
        let mut one = Customer::new(id, Name::from_full("Ann"), Timestamp(1));
        let kinds = |one: &Customer| ActivityKind::ALL.map(|kind| one.may_begin(kind));
        assert_eq!((one.refused().count(), kinds(&one)), (0, [true; 8]));
        let said = Consent::new(Channel::Phone, false, NaiveDate::MIN);
        one.set_consent(Channel::Phone, Some(said));
        assert_eq!(one.refused().collect::<Vec<_>>(), [Channel::Phone]);
        assert!(!one.may_begin(ActivityKind::CallOut) && one.may_begin(ActivityKind::CallIn));
        assert!(one.may_begin(ActivityKind::Message));
        one.do_not_contact = true;
        assert_eq!(one.refused().collect::<Vec<_>>(), Channel::ALL);
        // They may come by, ring and be written about.
        assert_eq!(
            kinds(&one),
            [true, true, true, false, false, false, false, true]
        );
    }

    #[test]
    fn only_ways_that_were_not_refused_are_given() {
        let id = IdMaker::new(1).next(Timestamp(1));
        let mut one = Customer::new(id, Name::from_full("Ann"), Timestamp(1));
        let ways = |one: &Customer| {
            let number = |channel| one.number_for(channel).map(str::to_owned);
            let mailbox = one.mailbox().map(str::to_owned);
            [number(Channel::Phone), number(Channel::Message), mailbox]
        };
        assert_eq!(ways(&one), [None, None, None]);
        one.phones = vec![Phone::new("555 0100")];
        one.emails = vec![Email::new("ann@example.com")];
        let (number, mailbox) = (
            Some("555 0100".to_owned()),
            Some("ann@example.com".to_owned()),
        );
        assert_eq!(
            ways(&one),
            [number.clone(), number.clone(), mailbox.clone()]
        );
        let refuse = |one: &mut Customer, channel| {
            let said = Consent::new(channel, false, NaiveDate::MIN);
            one.set_consent(channel, Some(said));
        };
        refuse(&mut one, Channel::Phone);
        assert_eq!(ways(&one), [None, number, mailbox.clone()]);
        refuse(&mut one, Channel::Message);
        assert_eq!(ways(&one), [None, None, mailbox]);
        // Letters may still come.
        refuse(&mut one, Channel::Email);
        assert_eq!(ways(&one), [None, None, None]);
        assert!(one.may_contact_somehow());
    }
}
