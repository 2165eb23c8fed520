//! The order in which a palette shows what it found, so that the obvious hit is on top; and notes found by
//! any of their words. Knows titles and typed texts, nothing of what a hit is.

use rustc_hash::FxHashMap;
use uuid::Uuid;

use crate::{
    domain::{Activity, Id, Table},
    search::fold,
};

/// How obviously a title is what was typed; the best last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It answers somehow: by sound, by letters in order, by something that is not its title.
    Loose,
    /// The text occurs in it.
    Inside,
    /// A word of it begins with the text.
    Word,
    /// It begins with the text.
    Start,
    /// It is the text.
    Whole,
}

/// How a title fits what was typed, spellings folded. Of a number the sign before it is no part.
pub fn fit(title: &str, typed: &str) -> Fit {
    let plain = |text: &str| fold(text.trim().trim_start_matches('#'));
    let (title, typed) = (plain(title), plain(typed));
    if typed.is_empty() {
        return Fit::Loose;
    }
    if title == typed {
        return Fit::Whole;
    }
    if title.starts_with(&typed) {
        return Fit::Start;
    }
    let starts_word = |(at, _): (usize, &str)| {
        let before = title.get(..at).and_then(|text| text.chars().next_back());
        before.is_some_and(|sign| !sign.is_alphanumeric())
    };
    let mut places = title.match_indices(&typed).peekable();
    if places.peek().is_none() {
        return Fit::Loose;
    }
    if places.any(starts_word) {
        Fit::Word
    } else {
        Fit::Inside
    }
}

/// Groups of hits in the order they are shown: the group with the most obvious hit first, otherwise as
/// they come; inside a group the same. A single sign says too little to change anything.
pub fn arrange<T>(groups: Vec<Vec<T>>, typed: &str, title: impl Fn(&T) -> &str) -> Vec<T> {
    if typed.trim().chars().count() < 2 {
        return groups.into_iter().flatten().collect();
    }
    let mut fitted: Vec<(Fit, Vec<(Fit, T)>)> = groups
        .into_iter()
        .filter(|group| !group.is_empty())
        .map(|group| {
            let mut hits: Vec<(Fit, T)> = group
                .into_iter()
                .map(|hit| (fit(title(&hit), typed), hit))
                .collect();
            hits.sort_by_key(|(fit, _)| std::cmp::Reverse(*fit));
            let best = hits.first().map_or(Fit::Loose, |(fit, _)| *fit);
            // Something that merely occurs somewhere is no reason to change places.
            (best.max(Fit::Word), hits)
        })
        .collect();
    fitted.sort_by_key(|(best, _)| std::cmp::Reverse(*best));
    let hits = fitted.into_iter().flat_map(|(_, hits)| hits);
    hits.map(|(_, hit)| hit).collect()
}

/// The words of all touches, folded once and kept in step with the table.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    texts: FxHashMap<Uuid, (i64, Box<str>)>,
    version: Option<u64>,
}

impl Notes {
    /// Comes in step with the table.
    pub fn follow(&mut self, touches: &Table<Activity>) {
        let moves = self.version.and_then(|version| touches.since(version));
        match moves {
            Some(moves) => {
                for step in moves {
                    for touch in step.before.iter().chain(&step.after) {
                        self.texts.remove(&touch.id.raw());
                    }
                    if let Some(touch) = &step.after {
                        self.note(touch);
                    }
                }
            }
            None => {
                self.texts.clear();
                touches.iter().for_each(|touch| self.note(touch));
            }
        }
        self.version = Some(touches.version());
    }

    fn note(&mut self, touch: &Activity) {
        let text = fold(&touch.text);
        if !text.is_empty() {
            let place = (touch.at.0, text.into_boxed_str());
            self.texts.insert(touch.id.raw(), place);
        }
    }

    /// The touches in whose text every word of `typed` occurs, newest first, at most `limit`. Nothing for
    /// a single sign.
    pub fn find(&self, typed: &str, limit: usize) -> Vec<Id<Activity>> {
        let typed = fold(typed);
        if typed.chars().count() < 2 {
            return Vec::new();
        }
        let words: Vec<&str> = typed.split_whitespace().collect();
        let mut found: Vec<(i64, Uuid)> = self
            .texts
            .iter()
            .filter(|(_, (_, text))| words.iter().all(|word| text.contains(word)))
            .map(|(id, (at, _))| (*at, *id))
            .collect();
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.truncate(limit);
        found.into_iter().map(|(_, id)| Id::new(id)).collect()
    }
}

/// The part of a note around what was found, short enough for one line.
pub fn snippet(text: &str, typed: &str) -> String {
    const BEFORE: usize = 16;
    const LENGTH: usize = 80;
    let line: Vec<char> = text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .collect();
    let wanted = fold(typed);
    let wanted = wanted.split_whitespace().next().unwrap_or_default();
    // Folding may change lengths, so the place is looked for sign by sign.
    let at = (0..line.len()).find(|at| {
        let rest: String = line
            .iter()
            .skip(*at)
            .take(wanted.chars().count() + 4)
            .collect();
        !wanted.is_empty() && fold(&rest).starts_with(wanted)
    });
    let from = at.unwrap_or(0).saturating_sub(BEFORE);
    let part: String = line.iter().skip(from).take(LENGTH).collect();
    let head = if from > 0 { "…" } else { "" };
    let tail = if from + LENGTH < line.len() {
        "…"
    } else {
        ""
    };
    format!("{head}{part}{tail}")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::{ActivityKind, IdMaker, Timestamp};

    fn shown(groups: &[&[&'static str]], typed: &str) -> Vec<&'static str> {
        let groups = groups.iter().map(|group| group.to_vec()).collect();
        arrange(groups, typed, |title: &&'static str| title)
    }

    #[test]
    fn fits_from_loose_to_whole() {
        assert_eq!(fit("Green tea", "green tea"), Fit::Whole);
        assert_eq!(fit("Green tea", "gre"), Fit::Start);
        assert_eq!(fit("Green tea", "TEA"), Fit::Word);
        assert_eq!(fit("Steam", "tea"), Fit::Inside);
        assert_eq!(fit("王小明", "wang"), Fit::Loose);
        assert_eq!(fit("S-1042", "#s-1042"), Fit::Whole);
        assert_eq!(fit("繁體中文", "繁体"), Fit::Start, "either script");
        assert_eq!(fit("anything", " "), Fit::Loose);
    }

    #[test]
    fn the_obvious_hit_is_on_top() {
        let customers: &[&str] = &["Andrea Sett", "Ann Lee"];
        // A page that is being spelled out stands above a name that only has the letters.
        assert_eq!(
            shown(&[customers, &["Settings"]], "settings")[0],
            "Settings"
        );
        // A customer of that very name stands above a page that only begins so.
        assert_eq!(
            shown(&[&["Sales Ltd", "Sale"], &["Sales"]], "sale")[0],
            "Sale"
        );
        // The number of a sale stands above customers whose telephone has those digits.
        assert_eq!(
            shown(&[customers, &["Tea set"], &["S-1042"]], "S-1042")[0],
            "S-1042"
        );
        // A product by its whole name, people by sound after it.
        assert_eq!(
            shown(&[&["Li Cha"], &["茶"]], "茶")[0],
            "Li Cha",
            "one sign is no reason"
        );
        assert_eq!(shown(&[&["Li Cha"], &["紅茶"]], "红茶")[0], "紅茶");
        // Nothing obvious: people first, as they came.
        assert_eq!(shown(&[customers, &["Manage"]], "ae")[0], "Andrea Sett");
        // Inside a group the better fit comes first; equal ones keep their order.
        assert_eq!(
            shown(&[&["Joanna", "Anna B", "Anna A", "anna"]], "anna"),
            ["anna", "Anna B", "Anna A", "Joanna"]
        );
    }

    #[test]
    fn notes_are_found_by_any_of_their_words_newest_first_and_follow_the_table() {
        let mut ids = IdMaker::new(1);
        let mut table = Table::<Activity>::default();
        let mut put = |table: &mut Table<Activity>, slot, at, text: &str| {
            let mut touch = Activity::new(
                ids.next(Timestamp(1)),
                ActivityKind::Note,
                None,
                Timestamp(at),
            );
            touch.text = text.to_owned();
            let id = touch.id;
            table.put(slot, Arc::new(touch));
            id
        };
        let old = put(&mut table, 0, 1, "Likes strong **Oolong** tea");
        let new = put(&mut table, 1, 2, "喜歡烏龍茶, oolong only");
        let mut notes = Notes::default();
        notes.follow(&table);
        assert_eq!(notes.find("OOLONG", 5), [new, old]);
        assert_eq!(notes.find("tea strong", 5), [old]);
        assert_eq!(notes.find("乌龙", 5), [new], "either script");
        assert_eq!(notes.find("o", 5), []);
        assert_eq!(notes.find("oolong", 1), [new]);
        let more = put(&mut table, 2, 3, "oolong again");
        table.remove(new.raw());
        notes.follow(&table);
        assert_eq!(notes.find("oolong", 5), [more, old]);
    }

    #[test]
    fn a_snippet_shows_the_place() {
        let long = format!("{} the Key word {}", "a ".repeat(60), "b ".repeat(60));
        let part = snippet(&long, "key");
        assert!(part.starts_with('…') && part.ends_with('…'), "{part}");
        assert!(part.contains("Key word"), "{part}");
        assert_eq!(snippet("short\nnote", "note"), "short note");
        assert_eq!(snippet("short", "absent"), "short");
    }
}
