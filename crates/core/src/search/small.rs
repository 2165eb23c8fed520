//! Ranking of a short list (pages, actions, deals, products) as a command palette does: letters in
//! order, word starts first, Chinese by its sound too.

use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{AtomKind, CaseMatching, Normalization, Pattern},
};

use super::{
    fold::fold,
    haystack::{SEPARATOR, sounds},
};

/// An item of the list that answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranked {
    /// Its place in the list given.
    pub index: usize,
    /// How well; higher is better.
    pub score: u32,
}

/// The items that answer `query`, the best first, equally good ones in their own order. A blank
/// query keeps all of them as they are.
pub fn matches<T: AsRef<str>>(query: &str, haystacks: &[T]) -> Vec<Ranked> {
    let query = fold(query);
    let pattern = Pattern::new(
        &query,
        CaseMatching::Ignore,
        Normalization::Never,
        AtomKind::Fuzzy,
    );
    let least = least_score(&query);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut score = |text: &str| pattern.score(Utf32Str::new(text, &mut buffer), &mut matcher);
    let mut ranked: Vec<Ranked> = haystacks
        .iter()
        .enumerate()
        .filter_map(|(index, text)| {
            let text = fold(text.as_ref());
            let heard = sounds(&text);
            let spoken = heard
                .words
                .split(SEPARATOR)
                .chain(heard.initials.split(SEPARATOR));
            let spoken = spoken.filter(|word| word.starts_with(&query) && !query.is_empty());
            // What is written counts a little more than what it sounds like.
            let heard = spoken.filter_map(&mut score).max();
            let best = score(&text).map(|score| score + 1).max(heard)?;
            (query.is_empty() || best > least).then_some(Ranked { index, score: best })
        })
        .collect();
    ranked.sort_by_key(|item| std::cmp::Reverse(item.score));
    ranked
}

/// The pattern for names that nearly match; `None` for a text too short to guess from.
pub(super) fn fuzzy(folded: &str) -> Option<Pattern> {
    (folded.chars().count() >= 4).then(|| {
        Pattern::new(
            folded,
            CaseMatching::Ignore,
            Normalization::Never,
            AtomKind::Fuzzy,
        )
    })
}

/// True if the bytes of `word` stand in `text` in their order: what every fuzzy match has.
pub(super) fn in_order(word: &str, text: &str) -> bool {
    let mut rest = text.bytes();
    word.bytes().all(|byte| rest.any(|other| other == byte))
}

/// Below this the letters are only scattered over the text: each matched letter is worth 16 points
/// before penalties for gaps.
pub(super) fn least_score(folded: &str) -> u32 {
    let letters = folded.chars().filter(|c| !c.is_whitespace()).count();
    u32::try_from(letters)
        .unwrap_or(u32::MAX)
        .saturating_mul(15)
}
