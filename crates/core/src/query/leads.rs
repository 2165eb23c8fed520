//! The inbox of leads: which are shown, in what order, and how soon they were answered. Pure over the
//! records; what an inbox is narrowed to is read from and written to the words of an address.

use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use crate::domain::{Customer, Id, Lead, LeadStatus, Member, Records};

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
    pub owner: Option<Option<Id<Member>>>,
}

impl Asked {
    /// Reads the words of an address; what can't be read narrows nothing.
    pub fn read(word: impl Fn(&str) -> Option<String>) -> Self {
        let state = word("state").unwrap_or_default();
        let stand = Stand::ALL.into_iter().find(|one| one.key() == state);
        Self {
            stand: stand.unwrap_or_default(),
            source: word("source"),
            owner: word("owner").and_then(|owner| match owner.as_str() {
                "" => Some(None),
                id => Id::parse(id).map(Some),
            }),
        }
    }

    /// The words of the address, by name.
    pub fn words(&self) -> Vec<(&'static str, String)> {
        let mut words = Vec::new();
        if self.stand != Stand::default() {
            words.push(("state", self.stand.key().to_owned()));
        }
        if let Some(source) = &self.source {
            words.push(("source", source.clone()));
        }
        if let Some(owner) = self.owner {
            let id = owner.map(|id| id.to_string());
            words.push(("owner", id.unwrap_or_default()));
        }
        words
    }

    /// True if a lead is shown.
    pub fn passes(&self, customer: &Customer) -> bool {
        let lead = customer.lead.as_ref();
        lead.is_some_and(|lead| self.stand.holds(lead))
            && (self.source.as_ref()).is_none_or(|source| customer.source.trim() == source)
            && self.owner.is_none_or(|owner| customer.owner == owner)
    }
}

/// The leads that are shown: new ones first and of those the one that waits longest, then those
/// somebody is on, then what is over, the latest first.
pub fn leads(records: &Records, asked: &Asked) -> Vec<Arc<Customer>> {
    let mut found: Vec<(Arc<Customer>, LeadStatus, i64)> = records
        .customers
        .iter()
        .filter(|customer| asked.passes(customer))
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
        }
    }

    /// Qualified ÷ decided; `None` while none is decided.
    pub fn rate(&self) -> Option<f64> {
        let decided = self.qualified + self.rejected;
        (decided > 0).then(|| self.qualified as f64 / decided as f64)
    }
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
mod tests {
    use super::*;
    use crate::domain::{IdMaker, Timestamp, name::Name};

    struct Shop {
        ids: IdMaker,
        records: Records,
    }

    impl Shop {
        fn lead(&mut self, name: &str, source: &str, since: i64, answered: Option<i64>) {
            self.put(name, source, since, answered, |_| ());
        }

        fn put(
            &mut self,
            name: &str,
            source: &str,
            since: i64,
            answered: Option<i64>,
            more: impl FnOnce(&mut Customer),
        ) {
            let mut lead = Lead::new(Timestamp(since));
            if let Some(at) = answered {
                lead.move_to(LeadStatus::Working, "", Timestamp(at));
            }
            let mut one = Customer::new(
                self.ids.next(Timestamp(1)),
                Name::from_full(name),
                Timestamp(since),
            );
            one.source = source.to_owned();
            one.lead = Some(lead);
            more(&mut one);
            let slot = self.records.customers.slot_count();
            self.records.customers.put(slot, Arc::new(one));
        }

        fn names(&self, asked: &Asked) -> Vec<String> {
            let found = leads(&self.records, asked);
            found.iter().map(|one| one.name.full.clone()).collect()
        }
    }

    fn shop() -> Shop {
        Shop {
            ids: IdMaker::new(1),
            records: Records::default(),
        }
    }

    #[test]
    fn who_waits_longest_stands_on_top_and_what_is_over_is_left_out() {
        let mut shop = shop();
        shop.lead("late", "web", 30, None);
        shop.lead("early", "web", 10, None);
        shop.lead("busy", "fair", 5, Some(9));
        shop.put("gone", "", 1, Some(2), |one| {
            if let Some(lead) = &mut one.lead {
                lead.move_to(LeadStatus::Rejected, "no money", Timestamp(3));
            }
        });
        let plain = Customer::new(
            shop.ids.next(Timestamp(1)),
            Name::from_full("x"),
            Timestamp(1),
        );
        shop.records.customers.put(9, Arc::new(plain));
        assert_eq!(shop.names(&Asked::default()), ["early", "late", "busy"]);
        assert_eq!(open_leads(&shop.records), 3);
        let only = |stand| Asked {
            stand,
            ..Asked::default()
        };
        assert_eq!(
            shop.names(&only(Stand::Only(LeadStatus::Rejected))),
            ["gone"]
        );
        assert_eq!(shop.names(&only(Stand::All)).len(), 4);
        let from = Asked {
            source: Some("fair".to_owned()),
            ..Asked::default()
        };
        assert_eq!(shop.names(&from), ["busy"]);
    }

    #[test]
    fn the_address_brings_back_what_was_asked() {
        let mut ids = IdMaker::new(1);
        for stand in Stand::ALL {
            for source in [None, Some(String::new()), Some("a & b=ü".to_owned())] {
                for owner in [None, Some(None), Some(Some(ids.next(Timestamp(1))))] {
                    let source = source.clone();
                    let asked = Asked {
                        stand,
                        source,
                        owner,
                    };
                    let words = asked.words();
                    let word = |name: &str| {
                        let found = words.iter().find(|(other, _)| *other == name);
                        found.map(|(_, value)| value.clone())
                    };
                    assert_eq!(Asked::read(word), asked);
                }
            }
        }
        let nonsense = |_: &str| Some("§".to_owned());
        let asked = Asked::read(nonsense);
        assert_eq!((asked.stand, asked.owner), (Stand::Open, None));
    }

    #[test]
    fn the_time_to_the_first_answer_is_the_middle_one() {
        let mut shop = shop();
        shop.lead("a", "web", 0, Some(10));
        shop.lead("b", "web", 0, Some(1_000));
        shop.lead("c", "web", 0, Some(30));
        shop.lead("d", "web ", 0, None);
        shop.lead("e", "fair", 100, Some(140));
        let (lines, all) = figures(&shop.records);
        let names: Vec<&str> = lines.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["web", "fair"]);
        assert_eq!((lines[0].1.leads, lines[0].1.waiting), (4, 1));
        assert_eq!(lines[0].1.response, Some(30));
        assert_eq!(lines[1].1.response, Some(40));
        // 10, 30, 40, 1000: between the two in the middle.
        assert_eq!(all.response, Some(35));
        assert_eq!((all.leads, all.rate()), (5, None));
        assert_eq!(figures(&Records::default()).1, Figures::default());
    }
}
