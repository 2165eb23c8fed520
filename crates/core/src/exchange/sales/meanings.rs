//! Words of lists and what they mean, from tables of text: a line for each meaning, its name before `: `, the words
//! parted by ` | `. Knows nothing of the meanings.

/// Each word of the table with what it means, in its order; a line whose name `of` does not know is left out.
pub(super) fn meanings<T: Copy>(
    table: &'static str,
    of: impl Fn(&str) -> Option<T>,
) -> Vec<(&'static str, T)> {
    let lines = table.lines().filter_map(|line| line.split_once(": "));
    let known = lines.filter_map(|(name, words)| Some((words, of(name)?)));
    known
        .flat_map(|(words, meaning)| words.split(" | ").map(move |word| (word, meaning)))
        .collect()
}
