//! One slip of the fingers: a letter too many, one left out, a wrong one, or two neighbours swapped. Knows words,
//! nothing of records.

/// Shorter words are too like each other to guess from.
const LEAST: usize = 4;

/// True if `typed`, but for one slip, is `word` or its beginning. Both are folded; only Latin letters are
/// guessed at, because a wrong digit is another number.
pub(super) fn slipped(typed: &[u8], word: &[u8]) -> bool {
    if !may_begin(typed, word) || typed.len() < LEAST || !typed.iter().all(u8::is_ascii_alphabetic)
    {
        return false;
    }
    let lengths = typed.len() - 1..=typed.len() + 1;
    lengths
        .filter_map(|length| word.get(..length))
        .any(|begin| differ_by_one(typed, begin))
}

/// False where the first two letters alone take more than one slip, which most words are told by.
const fn may_begin(typed: &[u8], word: &[u8]) -> bool {
    match (typed, word) {
        ([a, b, ..], [c, d, ..]) => *a == *c || *a == *d || *b == *c || *b == *d,
        _ => false,
    }
}

/// True if one is the other but for one slip (optimal string alignment distance of one at most).
fn differ_by_one(one: &[u8], other: &[u8]) -> bool {
    let pairs = one.iter().zip(other);
    let same = pairs.take_while(|(a, b)| a == b).count();
    let (one, other) = (rest(one, same), rest(other, same));
    let pairs = one.iter().rev().zip(other.iter().rev());
    let same = pairs.take_while(|(a, b)| a == b).count();
    let left = |text: &[u8]| text.len().saturating_sub(same);
    match (left(one), left(other)) {
        (0 | 1, 0 | 1) => true,
        (2, 2) => matches!((one, other), ([a, b, ..], [c, d, ..]) if (a, b) == (d, c)),
        _ => false,
    }
}

fn rest(text: &[u8], from: usize) -> &[u8] {
    text.get(from..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_slip_is_forgiven_and_two_are_not() {
        for (typed, word) in [
            ("jonh", "john"),
            ("jonhson", "johnson"),
            ("smyth", "smith"),
            ("smiith", "smith"),
            ("smih", "smith"),
            ("amith", "smith"),
            ("smiht", "smithson"),
            ("johns", "johnson"),
            ("zahng", "zhang"),
        ] {
            assert!(
                slipped(typed.as_bytes(), word.as_bytes()),
                "{typed} for {word}"
            );
        }
        for (typed, word) in [
            ("smyht", "smith"),
            ("jnho", "john"),
            ("ann", "amn"),
            ("1234", "1243"),
            ("john", "jo"),
            ("abcd", "efgh"),
        ] {
            assert!(
                !slipped(typed.as_bytes(), word.as_bytes()),
                "{typed} is not {word}"
            );
        }
    }

    /// The textbook's table, as the measure.
    fn distance(one: &[u8], other: &[u8]) -> usize {
        let mut table = vec![vec![0; other.len() + 1]; one.len() + 1];
        for (i, row) in table.iter_mut().enumerate() {
            row[0] = i;
        }
        for (j, cell) in table[0].iter_mut().enumerate() {
            *cell = j;
        }
        for i in 1..=one.len() {
            for j in 1..=other.len() {
                let cost = usize::from(one[i - 1] != other[j - 1]);
                let mut best = (table[i - 1][j] + 1)
                    .min(table[i][j - 1] + 1)
                    .min(table[i - 1][j - 1] + cost);
                if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                    best = best.min(table[i - 2][j - 2] + 1);
                }
                table[i][j] = best;
            }
        }
        table[one.len()][other.len()]
    }

    proptest! {
        #[test]
        fn it_is_the_distance_of_the_textbook(one in "[ab]{0,6}", other in "[abc]{0,6}") {
            let (one, other) = (one.as_bytes(), other.as_bytes());
            prop_assert_eq!(differ_by_one(one, other), distance(one, other) <= 1);
            if one.len() > 1 && other.len() > 1 && distance(one, other) <= 1 {
                prop_assert!(may_begin(one, other));
            }
        }
    }
}
