//! The order in which a palette shows what it found, so that the obvious hit is on top and what is over
//! (done, solved, archived) behind what is not. Knows titles and typed texts, nothing of what a hit is.

use memchr::memmem::Finder;

use crate::search::{fold, matches};

/// What was typed, to be looked for in the numbers of many sales.
#[derive(Debug, Clone)]
pub struct SaleNumber<'a> {
    typed: &'a [u8],
    /// Where no letter may be a capital or not, a search that is made once for all of them.
    plain: Option<Finder<'a>>,
}

impl<'a> SaleNumber<'a> {
    /// `None` if there is no digit in it: then it is no number.
    pub fn new(typed: &'a str) -> Option<Self> {
        let typed = typed.trim_start_matches('#').as_bytes();
        let letters = typed.iter().any(u8::is_ascii_alphabetic);
        let digits = typed.iter().any(u8::is_ascii_digit);
        digits.then(|| Self {
            typed,
            plain: (!letters).then(|| Finder::new(typed)),
        })
    }

    /// True if it stands in that number, in capitals or not: tills write `INV-7`, card readers `in_1Ab`.
    pub fn is_in(&self, number: &str) -> bool {
        let number = number.as_bytes();
        match &self.plain {
            Some(plain) => plain.find(number).is_some(),
            None => number
                .windows(self.typed.len())
                .any(|place| place.eq_ignore_ascii_case(self.typed)),
        }
    }
}

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

/// The places of the texts that answer, the best first, at most `limit`; those that are over only where the
/// others leave room, behind them.
pub fn answers<T: AsRef<str>>(
    typed: &str,
    texts: &[T],
    over: impl Fn(usize) -> bool,
    limit: usize,
) -> Vec<usize> {
    let mut found = Vec::new();
    for past in [false, true] {
        if found.len() >= limit {
            break;
        }
        let places: Vec<usize> = (0..texts.len()).filter(|at| over(*at) == past).collect();
        let some: Vec<&str> = places
            .iter()
            .filter_map(|at| texts.get(*at))
            .map(AsRef::as_ref)
            .collect();
        let ranked = matches(typed, &some).into_iter();
        found.extend(ranked.filter_map(|one| places.get(one.index).copied()));
    }
    found.truncate(limit);
    found
}

/// Groups of hits in the order they are shown: the group with the most obvious hit first, otherwise as
/// they come; inside a group the same, but what is over comes last. A single sign says too little to change
/// anything.
pub fn arrange<T>(
    groups: Vec<Vec<T>>,
    typed: &str,
    title: impl Fn(&T) -> &str,
    over: impl Fn(&T) -> bool,
) -> Vec<T> {
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
            hits.sort_by_key(|(fit, hit)| (over(hit), std::cmp::Reverse(*fit)));
            let best = hits.iter().map(|(fit, _)| *fit).max();
            let best = best.unwrap_or(Fit::Loose);
            // Something that merely occurs somewhere is no reason to change places.
            (best.max(Fit::Word), hits)
        })
        .collect();
    fitted.sort_by_key(|(best, _)| std::cmp::Reverse(*best));
    let hits = fitted.into_iter().flat_map(|(_, hits)| hits);
    hits.map(|(_, hit)| hit).collect()
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
    use super::*;

    #[test]
    fn a_number_is_found_by_any_part_of_it_in_capitals_or_not() {
        let has = |typed, number| SaleNumber::new(typed).is_some_and(|typed| typed.is_in(number));
        for (typed, number) in [
            ("#1042", "S-1042"),
            ("04", "1042"),
            ("inv-7", "INV-70"),
            ("IN_1ab", "in_1Ab"),
        ] {
            assert!(has(typed, number), "{typed} in {number}");
        }
        for (typed, number) in [
            ("43", "1042"),
            ("inv-7", "INV-"),
            ("inv", "INV-7"),
            ("", "1"),
            ("#", "#1"),
        ] {
            assert!(!has(typed, number), "{typed} not in {number}");
        }
    }

    fn shown(groups: &[&[&'static str]], typed: &str) -> Vec<&'static str> {
        let groups = groups.iter().map(|group| group.to_vec()).collect();
        let over = |title: &&str| title.ends_with('✓');
        arrange(groups, typed, |title: &&'static str| title, over)
    }

    #[test]
    fn what_is_over_comes_last() {
        let texts = ["Call Ann ✓", "Recall", "Call Bo", "Call ✓", "Tea"];
        let found = |limit| answers("call", &texts, |at| texts[at].ends_with('✓'), limit);
        assert_eq!(found(9), [2, 1, 0, 3]);
        assert_eq!(found(3), [2, 1, 0]);
        assert_eq!(found(1), [2]);
        // Even where its title says it best.
        assert_eq!(
            shown(&[&["Call ✓", "Recall", "Call Bo"]], "call"),
            ["Call Bo", "Recall", "Call ✓"]
        );
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
    fn a_snippet_shows_the_place() {
        let long = format!("{} the Key word {}", "a ".repeat(60), "b ".repeat(60));
        let part = snippet(&long, "key");
        assert!(part.starts_with('…') && part.ends_with('…'), "{part}");
        assert!(part.contains("Key word"), "{part}");
        assert_eq!(snippet("short\nnote", "note"), "short note");
        assert_eq!(snippet("short", "absent"), "short");
    }
}
