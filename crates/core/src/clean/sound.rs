//! How words sound and how far two texts are apart: for names that were heard or typed wrongly.

use crate::search::fold::is_han;

/// How a word in Latin letters sounds: consonants by their sound, vowels only where it begins with
/// one. After Philips's Metaphone (1990), shortened to what names need.
pub(super) fn sound(word: &str) -> String {
    let text: Vec<char> = word.chars().collect();
    let at = |place: usize| text.get(place).copied().unwrap_or(' ');
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut code = String::new();
    let mut place = 0;
    while place < text.len() {
        let (now, next) = (at(place), at(place + 1));
        let mut step = 1;
        let first = place == 0;
        let sounds: &str = match now {
            'a' | 'e' | 'i' | 'o' | 'u' => {
                if first {
                    "a"
                } else {
                    ""
                }
            }
            'y' => {
                if first {
                    "y"
                } else {
                    ""
                }
            }
            'k' | 'g' | 'p' if first && next == 'n' => "",
            'w' if first && next == 'r' => "",
            'w' => {
                if first && vowel(next) {
                    "w"
                } else {
                    ""
                }
            }
            'h' => {
                if first {
                    "h"
                } else {
                    ""
                }
            }
            'p' if next == 'h' => {
                step = 2;
                "f"
            }
            's' if next == 'c' && at(place + 2) == 'h' => {
                step = 3;
                "x"
            }
            's' | 'c' if next == 'h' => {
                step = 2;
                "x"
            }
            't' if next == 'h' => {
                step = 2;
                "0"
            }
            'g' if next == 'h' => {
                step = 2;
                ""
            }
            'd' if next == 'g' => {
                step = 2;
                "j"
            }
            'c' if matches!(next, 'e' | 'i' | 'y') => "s",
            'g' if matches!(next, 'e' | 'i' | 'y') => "j",
            'c' if next == 'k' => {
                step = 2;
                "k"
            }
            'c' | 'k' | 'q' | 'g' => "k",
            's' | 'z' => "s",
            'x' => "ks",
            'v' | 'f' => "f",
            'd' | 't' => "t",
            'j' => "j",
            'b' => "b",
            'p' => "p",
            'l' => "l",
            'm' => "m",
            'n' => "n",
            'r' => "r",
            other => {
                code.push(other);
                ""
            }
        };
        if !sounds.is_empty() && !code.ends_with(sounds) {
            code.push_str(sounds);
        }
        place += step;
    }
    code
}

/// True if one slip of the finger lies between two names of at least 5 letters (Han: 3), or two
/// between names of at least 10.
pub(super) fn typing_error(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let shorter = one.len().min(other.len());
    let han = one.first().copied().is_some_and(is_han);
    let allowed = match shorter {
        0..=2 => 0,
        3..=4 if han => 1,
        3..=4 => 0,
        5..=9 => 1,
        _ => 2,
    };
    allowed > 0 && one.len().abs_diff(other.len()) <= allowed && distance(&one, &other) <= allowed
}

/// Insertions, deletions, replacements and swaps of neighbours between two texts (optimal string
/// alignment).
fn distance(one: &[char], other: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, a) in one.iter().enumerate() {
        let mut now = vec![row + 1];
        for (column, b) in other.iter().enumerate() {
            let of =
                |line: &[usize], place: usize| line.get(place).copied().unwrap_or(usize::MAX / 2);
            let mut best = (of(&last, column) + usize::from(a != b))
                .min(of(&last, column + 1) + 1)
                .min(of(&now, column) + 1);
            let swapped = row > 0
                && column > 0
                && one.get(row - 1) == Some(b)
                && other.get(column - 1) == Some(a);
            if swapped {
                best = best.min(of(&before, column - 1) + 1);
            }
            now.push(best);
        }
        before = std::mem::replace(&mut last, now);
    }
    last.last().copied().unwrap_or_default()
}
