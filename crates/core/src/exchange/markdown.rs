//! The small Markdown of notes: paragraphs, lists, bold, italics and links. The result is a tree of
//! plain texts that a page draws with its own elements; whatever looks like HTML is text, and only
//! links that a browser may safely follow become links. Knows no markup and no languages.

/// Deepest nesting of marks; deeper ones stay as they are written.
const DEEPEST: usize = 6;
/// Bytes between the beginning of a mark and its end.
const REACH: usize = 2_000;

/// A part of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Lines that belong together.
    Paragraph(Vec<Span>),
    /// Points; numbered ones have the number of the first.
    List(Option<u32>, Vec<Vec<Span>>),
}

/// A stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// As it is.
    Text(String),
    /// A new line.
    Break,
    /// `**bold**`
    Strong(Vec<Self>),
    /// `*italics*` or `_italics_`
    Emphasis(Vec<Self>),
    /// `[text](address)` or an address alone; the address has a safe scheme.
    Link(Vec<Self>, String),
}

/// Reads a note. Total: every text is one.
pub fn read(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines() {
        if let Some((number, rest)) = point(line) {
            paragraph(&mut lines, &mut blocks);
            let spans = spans(rest, 0);
            match blocks.last_mut() {
                Some(Block::List(first, points)) if first.is_some() == number.is_some() => {
                    points.push(spans);
                }
                _ => blocks.push(Block::List(number, vec![spans])),
            }
        } else if line.trim().is_empty() {
            paragraph(&mut lines, &mut blocks);
        } else {
            lines.push(line);
        }
    }
    paragraph(&mut lines, &mut blocks);
    blocks
}

fn paragraph(lines: &mut Vec<&str>, blocks: &mut Vec<Block>) {
    let mut all = Vec::new();
    for (place, line) in std::mem::take(lines).into_iter().enumerate() {
        if place > 0 {
            all.push(Span::Break);
        }
        all.extend(spans(line, 0));
    }
    if !all.is_empty() {
        blocks.push(Block::Paragraph(all));
    }
}

/// The text of a point and its number, if the line is one: `- tea`, `* tea`, `• tea`, `1. tea`.
fn point(line: &str) -> Option<(Option<u32>, &str)> {
    let line = line.trim_start();
    for mark in ["- ", "* ", "• "] {
        if let Some(rest) = line.strip_prefix(mark) {
            return Some((None, rest));
        }
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = line.split_at_checked(digits.min(4))?;
    let rest = rest
        .strip_prefix(". ")
        .or_else(|| rest.strip_prefix(") "))?;
    Some((Some(number.parse().ok()?), rest))
}

fn spans(text: &str, depth: usize) -> Vec<Span> {
    let mut out = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    let mut before = None;
    while let Some(letter) = rest.chars().next() {
        let found = (depth < DEEPEST)
            .then(|| marked(rest, before, depth))
            .flatten();
        let length = match found {
            Some((span, length)) => {
                push_text(&mut out, &mut plain);
                out.push(span);
                length
            }
            None => {
                // A mark with a backslash before it is itself.
                let escaped = rest
                    .strip_prefix('\\')
                    .and_then(|rest| rest.chars().next())
                    .filter(|next| "\\*_[]()".contains(*next));
                plain.push(escaped.unwrap_or(letter));
                letter.len_utf8() + usize::from(escaped.is_some())
            }
        };
        before = rest
            .get(..length)
            .and_then(|passed| passed.chars().next_back());
        rest = rest.get(length..).unwrap_or_default();
    }
    push_text(&mut out, &mut plain);
    out
}

fn push_text(out: &mut Vec<Span>, plain: &mut String) {
    if !plain.is_empty() {
        out.push(Span::Text(std::mem::take(plain)));
    }
}

/// The span that begins right here, and how many bytes it takes.
fn marked(rest: &str, before: Option<char>, depth: usize) -> Option<(Span, usize)> {
    for mark in ["**", "__"] {
        if let Some(inside) = enclosed(rest, mark, before) {
            return Some((Span::Strong(spans(inside, depth + 1)), inside.len() + 4));
        }
    }
    for mark in ["*", "_"] {
        if let Some(inside) = enclosed(rest, mark, before) {
            return Some((Span::Emphasis(spans(inside, depth + 1)), inside.len() + 2));
        }
    }
    if let Some(after) = rest.strip_prefix('[') {
        let (label, tail) = near(after).split_once("](")?;
        let (address, _) = tail.split_once(')')?;
        if label.is_empty() || label.contains(['[', ']']) {
            return None;
        }
        let href = safe(address)?;
        let length = label.len() + address.len() + 4;
        let label = vec![Span::Text(label.to_owned())];
        return Some((Span::Link(label, href), length));
    }
    bare(rest, before)
}

/// As much of a text as the end of a mark is looked for in: a hostile note must not cost the square of
/// its length.
fn near(text: &str) -> &str {
    text.get(..text.floor_char_boundary(REACH)).unwrap_or(text)
}

/// What stands between two marks: not blank at its ends, and underscores never inside a word.
fn enclosed<'a>(rest: &'a str, mark: &str, before: Option<char>) -> Option<&'a str> {
    let after = near(rest.strip_prefix(mark)?);
    let in_word = |c: Option<char>| mark.starts_with('_') && c.is_some_and(char::is_alphanumeric);
    if in_word(before) || after.starts_with(char::is_whitespace) {
        return None;
    }
    let end = after.match_indices(mark).map(|(at, _)| at).find(|at| {
        let (inside, tail) = after.split_at_checked(*at).unwrap_or_default();
        let next = tail.get(mark.len()..).unwrap_or_default();
        let single = mark.len() == 1 && (next.starts_with(mark) || inside.ends_with(mark));
        *at > 0
            && !inside.ends_with(char::is_whitespace)
            && !inside.ends_with('\\')
            && !single
            && !in_word(next.chars().next())
    })?;
    after.get(..end)
}

/// An address alone: `https://…` up to the next blank, without the full stop of the sentence.
fn bare(rest: &str, before: Option<char>) -> Option<(Span, usize)> {
    let begins = rest.starts_with("https://") || rest.starts_with("http://");
    if !begins || before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let end = rest
        .find(|c: char| c.is_whitespace() || "<>\"，。；）】」、".contains(c))
        .unwrap_or(rest.len());
    let address = rest.get(..end)?;
    let address = address.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '*', '_']);
    let href = safe(address)?;
    Some((
        Span::Link(vec![Span::Text(address.to_owned())], href),
        address.len(),
    ))
}

/// The address, if a browser may follow it: web, mail or telephone, and nothing in it that could be
/// read as something else.
fn safe(address: &str) -> Option<String> {
    let address = address.trim();
    let lower = address.to_ascii_lowercase();
    let known = ["https://", "http://", "mailto:", "tel:"]
        .iter()
        .any(|scheme| {
            lower
                .strip_prefix(scheme)
                .is_some_and(|rest| !rest.is_empty())
        });
    let clean = !address
        .chars()
        .any(|c| c.is_control() || c.is_whitespace() || "<>\"'`\\".contains(c));
    (known && clean).then(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(text: &str) -> Span {
        Span::Text(text.to_owned())
    }

    fn line(markdown: &str) -> Vec<Span> {
        match read(markdown).as_slice() {
            [Block::Paragraph(spans)] => spans.clone(),
            other => panic!("one paragraph, not {other:?}"),
        }
    }

    #[test]
    fn marks_links_and_lists() {
        assert_eq!(
            line("likes **oolong _very_ much** and *green*"),
            [
                text("likes "),
                Span::Strong(vec![
                    text("oolong "),
                    Span::Emphasis(vec![text("very")]),
                    text(" much")
                ]),
                text(" and "),
                Span::Emphasis(vec![text("green")]),
            ]
        );
        assert_eq!(
            line("see [the list](https://a.example/b?c=d) or https://b.example/x."),
            [
                text("see "),
                Span::Link(vec![text("the list")], "https://a.example/b?c=d".to_owned()),
                text(" or "),
                Span::Link(
                    vec![text("https://b.example/x")],
                    "https://b.example/x".to_owned()
                ),
                text("."),
            ]
        );
        assert_eq!(
            read("Buys:\n- tea\n- *cups*\n\n3. first\n4) second\nend"),
            [
                Block::Paragraph(vec![text("Buys:")]),
                Block::List(
                    None,
                    vec![vec![text("tea")], vec![Span::Emphasis(vec![text("cups")])]]
                ),
                Block::List(Some(3), vec![vec![text("first")], vec![text("second")]]),
                Block::Paragraph(vec![text("end")]),
            ]
        );
    }

    #[test]
    fn what_is_no_mark_stays_as_it_is() {
        for plain in [
            "2 * 3 * 4",
            "snake_case_name",
            "**",
            "* ",
            "a ** b",
            "[x](javascript:alert(1))",
            "[x](data:text/html,y)",
            "[x]( vbscript:1 )",
            "[](mailto)",
            "<b>bold</b>",
            "&lt;",
            "***",
            "__",
            "1 . x",
        ] {
            let spans: Vec<Span> = read(plain)
                .into_iter()
                .flat_map(|block| match block {
                    Block::Paragraph(spans) => spans,
                    Block::List(_, points) => points.into_iter().flatten().collect(),
                })
                .collect();
            assert!(
                spans.iter().all(|span| matches!(span, Span::Text(_))),
                "{plain}: {spans:?}"
            );
        }
        assert_eq!(line(r"\*not\* \\ so"), [text(r"*not* \ so")]);
    }

    fn flat(blocks: &[Block], out: &mut String, links: &mut Vec<String>) {
        fn spans(all: &[Span], out: &mut String, links: &mut Vec<String>) {
            for span in all {
                match span {
                    Span::Text(text) => out.push_str(text),
                    Span::Break => {}
                    Span::Strong(inside) | Span::Emphasis(inside) => spans(inside, out, links),
                    Span::Link(inside, href) => {
                        spans(inside, out, links);
                        links.push(href.clone());
                    }
                }
            }
        }
        for block in blocks {
            match block {
                Block::Paragraph(all) => spans(all, out, links),
                Block::List(_, points) => points.iter().for_each(|all| spans(all, out, links)),
            }
        }
    }

    proptest! {
        /// Nothing is made up: the texts are those of the note, in order, less the marks.
        #[test]
        fn every_letter_comes_from_the_note(note in r"[a-c*_\[\]()\\ \n.<>&:/'-]{0,60}|(https://|javascript:|\[x\]\(|\*\*|<b>|[a-z ]){0,12}") {
            let (mut out, mut links) = (String::new(), Vec::new());
            flat(&read(&note), &mut out, &mut links);
            let mut source = note.chars();
            for letter in out.chars() {
                prop_assert!(source.any(|c| c == letter), "{:?} of {:?}", out, note);
            }
            for href in links {
                prop_assert!(["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| href.to_lowercase().starts_with(scheme)));
                prop_assert!(!href.contains(['<', '>', '"', '\'', '\\', ' ']));
            }
        }

        #[test]
        fn a_note_without_marks_is_its_own_text(note in "[a-zA-Z0-9,!? 熟客茶]{1,40}") {
            prop_assume!(!note.trim().is_empty());
            let (mut out, mut links) = (String::new(), Vec::new());
            flat(&read(&note), &mut out, &mut links);
            prop_assert_eq!(out, note);
            prop_assert!(links.is_empty());
        }

        #[test]
        fn no_text_makes_it_panic(note in "\\PC*|[*_\\[\\]()\\\\]{0,200}") {
            read(&note);
        }
    }
}
