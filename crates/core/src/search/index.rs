//! All customers in one text that is scanned as a whole: at the size of a shop, reading twenty
//! megabytes in order is quicker than following postings, and any part of a word is found.

use memchr::memmem::Finder;
use nucleo_matcher::{Config, Matcher, Utf32Str};
use rustc_hash::FxHashMap;
use uuid::Uuid;

use crate::domain::{Customer, Id, Table};

use super::{
    haystack::{self, Field},
    own::OwnWords,
    query::Query,
    score::{Letters, Scorer},
    small,
    typo::slipped,
};

/// A customer that answers a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Who.
    pub id: Id<Customer>,
    /// How well: comparable within one search only.
    pub score: u16,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    id: Id<Customer>,
    start: usize,
    end: usize,
    live: bool,
}

/// What a name is worth that was meant but for a slip: less than letters left out.
const SLIPPED: u16 = 60;

/// From here on it is the name, its sound or a number that answers, not a label or a note.
const CALLED: u16 = 500;

/// The searchable text of every customer.
#[derive(Debug, Clone, Default)]
pub struct CustomerIndex {
    /// Haystacks end to end; those of replaced entries stay until the next compaction.
    text: String,
    /// In the order of the text.
    entries: Vec<Entry>,
    /// What single letters are worth, entry by entry.
    letters: Vec<Letters>,
    places: FxHashMap<Uuid, usize>,
    dead: usize,
    own: OwnWords,
}

impl CustomerIndex {
    /// Everything at once; for tests and small shops.
    pub fn build(customers: &Table<Customer>) -> Self {
        let mut index = Self::default();
        let mut from = Some(0);
        while let Some(slot) = from {
            from = index.build_slice(customers, slot, u32::MAX);
        }
        index
    }

    /// What own fields add from now on; true if that is news, and whoever has values of own fields must be
    /// brought in step.
    pub fn set_own(&mut self, own: OwnWords) -> bool {
        let news = self.own != own;
        self.own = own;
        news
    }

    /// Adds up to `budget` slots beginning with `from`. Returns where to go on, `None` at the end.
    /// About 4,000 slots fit a frame.
    pub fn build_slice(
        &mut self,
        customers: &Table<Customer>,
        from: u32,
        budget: u32,
    ) -> Option<u32> {
        let end = from
            .saturating_add(budget.max(1))
            .min(customers.slot_count());
        for slot in from..end {
            if let Some(customer) = customers.at(slot) {
                self.update(customers, customer.id);
            }
        }
        (end < customers.slot_count()).then_some(end)
    }

    /// Brings the entry of one customer in line with the table: added, replaced or removed. After
    /// a company is renamed, call it for its people too.
    pub fn update(&mut self, customers: &Table<Customer>, id: Id<Customer>) {
        self.remove(id);
        let Some(customer) = customers.get(id) else {
            return;
        };
        let company = customer.company.and_then(|company| customers.get(company));
        let start = self.text.len();
        let company = company.map(|company| company.display_name());
        haystack::write(customer, company, &self.own, &mut self.text);
        self.places.insert(id.raw(), self.entries.len());
        self.entries.push(Entry {
            id,
            start,
            end: self.text.len(),
            live: true,
        });
        let text = self.text.as_bytes().get(start..).unwrap_or_default();
        self.letters.push(Letters::of(text));
    }

    /// Forgets a customer.
    pub fn remove(&mut self, id: Id<Customer>) {
        let Some(place) = self.places.remove(&id.raw()) else {
            return;
        };
        if let Some(entry) = self.entries.get_mut(place) {
            entry.live = false;
            self.dead += 1;
        }
        if self.dead > 1000 && self.dead > self.entries.len() / 2 {
            self.compact();
        }
    }

    fn compact(&mut self) {
        let mut next = Self {
            own: std::mem::take(&mut self.own),
            ..Self::default()
        };
        next.text.reserve(self.text.len());
        let all = self.entries.iter().zip(&self.letters);
        for (entry, letters) in all.filter(|(entry, _)| entry.live) {
            let start = next.text.len();
            next.letters.push(*letters);
            next.text
                .push_str(self.text.get(entry.start..entry.end).unwrap_or_default());
            next.places.insert(entry.id.raw(), next.entries.len());
            next.entries.push(Entry {
                start,
                end: next.text.len(),
                ..*entry
            });
        }
        *self = next;
    }

    /// How many customers can be found.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// True if nobody can be found.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Bytes of text held.
    pub const fn bytes(&self) -> usize {
        self.text.len()
    }

    /// The customers that answer `text`, the best first, equally good ones in the order in which
    /// they were added; at most `limit`. A blank text finds nobody. If nobody answers, names
    /// that nearly do (letters left out, or one slip of the fingers in a word).
    pub fn search(&self, text: &str, limit: usize) -> Vec<Hit> {
        let query = Query::new(text);
        if query.is_empty() {
            return Vec::new();
        }
        let mut hits = match query.letter() {
            Some(letter) => self.of_letter(letter),
            None => self.scan(&query),
        };
        if hits.is_empty() {
            hits = self.nearly(&query);
        }
        if limit < hits.len() && limit > 0 {
            let order = |(place, score): &(usize, u16)| (std::cmp::Reverse(*score), *place);
            hits.select_nth_unstable_by_key(limit - 1, order);
            hits.truncate(limit);
            hits.sort_unstable_by_key(order);
        } else {
            // They stand in the order of their places; a stable sort is quick with so few scores.
            hits.truncate(limit);
            hits.sort_by_key(|(_, score)| std::cmp::Reverse(*score));
        }
        let hit = |(place, score): (usize, u16)| {
            self.entries.get(place).map(|entry| Hit {
                id: entry.id,
                score,
            })
        };
        hits.into_iter().filter_map(hit).collect()
    }

    /// The customers that are called so: by name, its sound, or a number of at least four digits.
    pub fn called(&self, word: &str) -> Vec<Id<Customer>> {
        if word.len() < 4 && word.bytes().all(|byte| byte.is_ascii_digit()) {
            return Vec::new();
        }
        let hits = self.search(word, self.len());
        let called = hits.into_iter().filter(|hit| hit.score >= CALLED);
        called.map(|hit| hit.id).collect()
    }

    fn of_letter(&self, letter: u8) -> Vec<(usize, u16)> {
        let all = self.entries.iter().zip(&self.letters).enumerate();
        all.filter(|(_, (entry, _))| entry.live)
            .filter_map(|(place, (_, letters))| Some((place, letters.points(letter)?)))
            .collect()
    }

    fn scan(&self, query: &Query) -> Vec<(usize, u16)> {
        let scorer = Scorer::new(query);
        let bytes = self.text.as_bytes();
        let mut hits: Vec<(usize, u16)> = Vec::new();
        for (number, needle) in scorer.needles().into_iter().enumerate() {
            let (mut place, mut from) = (0, 0);
            while let Some(found) = bytes.get(from..).and_then(|rest| needle.find(rest)) {
                let at = from + found;
                let ahead = self.entries.get(place..).unwrap_or_default();
                place += gallop(ahead, at);
                let Some(entry) = self.entries.get(place) else {
                    break;
                };
                from = entry.end;
                // The first needle is the first word.
                let first = (number == 0).then_some(at - entry.start);
                if entry.live
                    && let Some(score) = bytes
                        .get(entry.start..entry.end)
                        .and_then(|text| scorer.score(text, first))
                {
                    hits.push((place, score));
                }
            }
        }
        if scorer.needles().len() > 1 {
            hits.sort_unstable();
            hits.dedup_by_key(|(place, _)| *place);
        }
        hits
    }

    fn nearly(&self, query: &Query) -> Vec<(usize, u16)> {
        let Some(pattern) = small::fuzzy(&query.whole) else {
            return Vec::new();
        };
        // Made once: most of the time would go into making them for each name.
        let finders: Vec<Finder<'_>> = query.words.iter().map(Finder::new).collect();
        let nearly = |typed: &Finder<'_>, heard: &[u8]| {
            // Marks of fields are below a space, too.
            let mut words = heard.split(|byte| *byte <= b' ');
            words.any(|word| slipped(typed.needle(), word)) || typed.find(heard).is_some()
        };
        let least = small::least_score(&query.whole);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut buffer = Vec::new();
        let mut hits = Vec::new();
        for (place, entry) in self
            .entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| entry.live)
        {
            let text = self
                .text
                .get(entry.start + 1..entry.end)
                .unwrap_or_default();
            let ends = text.bytes().position(|byte| byte < b' ');
            let name = text.get(..ends.unwrap_or(text.len())).unwrap_or_default();
            // Name and pinyin, up to the initials.
            let heard = text.find(char::from(Field::Initials as u8));
            let heard = heard.and_then(|end| text.get(..end)).unwrap_or_default();
            // Most names lack a letter; that is seen quicker than what they would be worth.
            if !query.words.iter().all(|word| small::in_order(word, name)) {
                if finders.iter().all(|word| nearly(word, heard.as_bytes())) {
                    hits.push((place, SLIPPED));
                }
                continue;
            }
            let score = pattern.score(Utf32Str::new(name, &mut buffer), &mut matcher);
            if let Some(score) = score.filter(|score| *score >= least) {
                hits.push((place, u16::try_from(score).unwrap_or(u16::MAX).min(199)));
            }
        }
        hits
    }
}

/// How many of `entries` end at or before `at`: doubling steps, then halving, because the next hit
/// is near as a rule.
fn gallop(entries: &[Entry], at: usize) -> usize {
    let ends_before = |index: usize| entries.get(index).is_some_and(|entry| entry.end <= at);
    let mut step = 1;
    while ends_before(step - 1) && step <= entries.len() {
        step *= 2;
    }
    let (low, high) = (step / 2, step.min(entries.len()));
    low + entries
        .get(low..high)
        .unwrap_or_default()
        .partition_point(|entry| entry.end <= at)
}
