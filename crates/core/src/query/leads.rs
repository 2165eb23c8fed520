//! The inbox of leads: which are shown, in what order, and how soon they were answered. Pure over the
//! records; what an inbox is narrowed to is read from and written to the words of an address.

use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use super::{
    arranged::{Arranged, InTable},
    lead_columns::LeadColumn,
    words::{InWords, Whose, Words},
};
use crate::{
    domain::{Customer, Lead, LeadStatus, Phone, Records},
    search::Said,
};

/// As what leads are shown where that is no list.
const TABLE: &str = "table";
/// The word for leads of which nobody knows where they came from.
const NOWHERE: &str = "nowhere";

/// Which leads by how far they have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stand {
    /// Those somebody should do something about.
    #[default]
    Open,
    /// Those that have come exactly that far.
    Only(LeadStatus),
    /// All there ever were.
    All,
}

impl Stand {
    /// Every choice, in the order buttons show them.
    pub const ALL: [Self; 6] = [
        Self::Open,
        Self::Only(LeadStatus::New),
        Self::Only(LeadStatus::Working),
        Self::Only(LeadStatus::Qualified),
        Self::Only(LeadStatus::Rejected),
        Self::All,
    ];

    /// The word in an address; blank for the usual one.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "",
            Self::Only(LeadStatus::New) => "new",
            Self::Only(LeadStatus::Working) => "working",
            Self::Only(LeadStatus::Qualified) => "qualified",
            Self::Only(LeadStatus::Rejected) => "rejected",
            Self::All => "all",
        }
    }

    fn holds(self, lead: &Lead) -> bool {
        match self {
            Self::Open => lead.is_open(),
            Self::Only(status) => lead.status == status,
            Self::All => true,
        }
    }
}

/// What the inbox is narrowed to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// How far they have come.
    pub stand: Stand,
    /// Where they came from; blank: nobody knows.
    pub source: Option<String>,
    /// Who looks after them; `Some(None)`: nobody does.
    pub owner: Whose,
    /// Words they say: name, numbers, addresses, note, tags, where they came from.
    pub text: String,
    /// They are shown as a table.
    pub table: bool,
    /// How the table stands.
    pub arranged: Arranged<LeadColumn>,
}

impl InWords for Asked {
    fn read(words: &Words) -> Self {
        let state = words.get("state");
        let stand = Stand::ALL.into_iter().find(|one| one.key() == state);
        let source = Some(words.get("source").trim()).filter(|source| !source.is_empty());
        // From nowhere is no blank word: that would say nothing.
        let nowhere = (words.get(NOWHERE) == "1").then_some("");
        Self {
            stand: stand.unwrap_or_default(),
            source: nowhere.or(source).map(ToOwned::to_owned),
            owner: words.owner(),
            text: words.get("q").to_owned(),
            table: words.get("as") == TABLE,
            arranged: Arranged::read(words),
        }
    }

    fn words(&self) -> Words {
        let mut words = Words::default();
        words.put("state", self.stand.key());
        match self.source.as_deref() {
            Some("") => words.put(NOWHERE, "1"),
            source => words.put_some("source", source),
        }
        words.put_owner(self.owner);
        words.put("q", self.text.as_str());
        words.put_some("as", self.table.then_some(TABLE));
        self.arranged.put(&mut words);
        words
    }
}

impl InTable for Asked {
    type Column = LeadColumn;

    fn arranged(&self) -> &Arranged<LeadColumn> {
        &self.arranged
    }

    fn arranged_mut(&mut self) -> &mut Arranged<LeadColumn> {
        &mut self.arranged
    }
}

impl Asked {
    /// The same with nothing narrowed but by how far they have come.
    #[must_use]
    pub fn of(&self, stand: Stand) -> Self {
        Self {
            stand,
            table: self.table,
            arranged: self.arranged,
            ..Self::default()
        }
    }

    /// True if a lead is shown that says the words.
    fn passes(&self, customer: &Customer, said: &Said) -> bool {
        let lead = customer.lead.as_ref();
        lead.is_some_and(|lead| self.stand.holds(lead))
            && (self.source.as_ref()).is_none_or(|source| customer.source.trim() == source)
            && self.owner.is_none_or(|owner| customer.owner == owner)
            && says(customer, said)
    }
}

/// True if a lead says the words: a number by any of its digits, too.
fn says(customer: &Customer, said: &Said) -> bool {
    if said.is_nothing() {
        return true;
    }
    let numbers: Vec<String> = customer.phones.iter().map(Phone::digits).collect();
    let mut texts = vec![
        customer.display_name(),
        &customer.source,
        &customer.note,
        &customer.code,
    ];
    texts.extend(numbers.iter().map(String::as_str));
    texts.extend(customer.phones.iter().map(|phone| phone.number.as_str()));
    texts.extend(customer.emails.iter().map(|email| email.address.as_str()));
    texts.extend(customer.tags.iter().map(String::as_str));
    said.is_in(&texts)
}

/// The leads that are shown: new ones first and of those the one that waits longest, then those
/// somebody is on, then what is over, the latest first.
pub fn leads(records: &Records, asked: &Asked) -> Vec<Arc<Customer>> {
    let said = Said::of(&asked.text);
    let mut found: Vec<(Arc<Customer>, LeadStatus, i64)> = records
        .customers
        .iter()
        .filter(|customer| asked.passes(customer, &said))
        .filter_map(|one| {
            let lead = one.lead.as_ref()?;
            Some((one.clone(), lead.status, lead.since.0))
        })
        .collect();
    found.sort_by_key(|(one, status, since)| {
        let open = matches!(status, LeadStatus::New | LeadStatus::Working);
        let place = if open { *status as u8 } else { u8::MAX };
        let late = if open { *since } else { 0 };
        (place, late, Reverse(*since), one.id)
    });
    found.into_iter().map(|(one, ..)| one).collect()
}

/// How many leads somebody should do something about.
pub fn open_leads(records: &Records) -> usize {
    let leads = records.customers.iter().filter_map(|one| one.lead.as_ref());
    leads.filter(|lead| lead.is_open()).count()
}

/// Where leads came from, each once, the most frequent first.
pub fn sources(records: &Records) -> Vec<String> {
    figures(records).0.into_iter().map(|line| line.0).collect()
}

/// Leads in figures.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    /// How many came in.
    pub leads: usize,
    /// Nobody has answered yet.
    pub waiting: usize,
    /// Milliseconds to the first answer: the middle one, so that one forgotten lead does not hide
    /// how the others fared. `None` while none was answered.
    pub response: Option<i64>,
    /// Became customers with a deal.
    pub qualified: usize,
    /// Came to nothing.
    pub rejected: usize,
    /// Why they came to nothing, each reason with how many, the most frequent first; together as many
    /// as were rejected. Blank: nobody said why.
    pub reasons: Vec<(String, usize)>,
}

impl Figures {
    fn of(leads: &[&Lead]) -> Self {
        let count = |status| leads.iter().filter(|lead| lead.status == status).count();
        let mut responses: Vec<i64> = leads.iter().filter_map(|lead| lead.response()).collect();
        Self {
            leads: leads.len(),
            waiting: count(LeadStatus::New),
            response: median(&mut responses),
            qualified: count(LeadStatus::Qualified),
            rejected: count(LeadStatus::Rejected),
            reasons: reasons(leads),
        }
    }

    /// Qualified ÷ decided; `None` while none is decided.
    pub fn rate(&self) -> Option<f64> {
        let decided = self.qualified + self.rejected;
        (decided > 0).then(|| self.qualified as f64 / decided as f64)
    }
}

/// What stands between a reason that was chosen and what was added in one's own words.
const ADDED: &str = ": ";

/// What is kept of a reason that was chosen and of what was added in one's own words; either may be blank.
pub fn reason(chosen: &str, added: &str) -> String {
    let said = [chosen.trim(), added.trim()];
    let said: Vec<&str> = said.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(ADDED)
}

/// The reason that was chosen, without what was added.
pub fn chosen(reason: &str) -> &str {
    reason.split(ADDED).next().unwrap_or_default().trim()
}

/// Why leads were rejected. What was added to a chosen reason does not count as another one, nor do
/// capitals: it is spelled as most spell it.
fn reasons(leads: &[&Lead]) -> Vec<(String, usize)> {
    let mut spellings: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
    for lead in leads
        .iter()
        .filter(|lead| lead.status == LeadStatus::Rejected)
    {
        let said = chosen(&lead.reason);
        let alike = spellings.entry(said.to_lowercase()).or_default();
        *alike.entry(said).or_default() += 1;
    }
    let mut lines: Vec<(String, usize)> = spellings
        .values()
        .filter_map(|alike| {
            let (said, _) = alike
                .iter()
                .max_by_key(|(said, count)| (**count, Reverse(**said)))?;
            Some(((*said).to_owned(), alike.values().sum()))
        })
        .collect();
    lines.sort_by(|(a, x), (b, y)| y.cmp(x).then_with(|| a.cmp(b)));
    lines
}

/// The middle value; between two of them their mean.
fn median(values: &mut [i64]) -> Option<i64> {
    values.sort_unstable();
    let upper = *values.get(values.len() / 2)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *values.get(values.len() / 2 - 1)?;
    Some(lower + (upper - lower) / 2)
}

/// Leads by source, the most frequent source first, and all together.
pub fn figures(records: &Records) -> (Vec<(String, Figures)>, Figures) {
    let mut by_source: BTreeMap<&str, Vec<&Lead>> = BTreeMap::new();
    for customer in records.customers.iter() {
        if let Some(lead) = &customer.lead {
            by_source
                .entry(customer.source.trim())
                .or_default()
                .push(lead);
        }
    }
    let all: Vec<&Lead> = by_source.values().flatten().copied().collect();
    let mut lines: Vec<(String, Figures)> = by_source
        .iter()
        .map(|(source, leads)| ((*source).to_owned(), Figures::of(leads)))
        .collect();
    lines.sort_by(|(a, x), (b, y)| y.leads.cmp(&x.leads).then_with(|| a.cmp(b)));
    (lines, Figures::of(&all))
}

#[cfg(test)]
#[path = "leads_tests.rs"]
mod tests;
