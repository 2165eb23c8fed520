//! A file cut into single cards and made ready for the parser: what breaks a parser or fills memory
//! (photos, cards inside cards) is taken out, what is not a card is reported.

use std::{borrow::Cow, ops::Range};

use super::{
    super::problem::{Problem, ProblemKind},
    printable,
};

/// One card as text, and its number in the file from 1.
#[derive(Debug, PartialEq, Eq)]
pub struct Cut {
    /// Its number.
    pub number: usize,
    /// From BEGIN to END, without pictures, sounds and keys, line breaks CRLF.
    pub text: String,
    /// Those, each on one line.
    pub media: Vec<String>,
    /// The lines of the file it stands on, counted from 0.
    pub lines: Range<usize>,
}

/// A file in pieces.
#[derive(Debug, Default)]
pub struct Cards {
    /// Every card, in the order of the file.
    pub cards: Vec<Cut>,
    /// What begins as a card does not: its number and its lines.
    pub odd: Vec<(usize, Range<usize>)>,
}

/// Properties that hold what is no text.
pub const MEDIA: [&str; 4] = ["PHOTO", "LOGO", "SOUND", "KEY"];

/// Characters of one card that are looked at.
const MAX_CARD: usize = 1_000_000;

/// Cuts a file into cards; quoted text that names no encoding is in `unnamed`, or in what it seems to be.
pub fn cut(text: &str, unnamed: Option<&str>, problems: &mut Vec<Problem>) -> Cards {
    let mut cutter = Cutter {
        unnamed,
        found: Cards::default(),
        open: None,
        at: 0,
        odd: false,
        depth: 0,
        number: 0,
        inside: Inside::Text,
        qp: false,
        stray: 0,
    };
    for (at, line) in text.lines().enumerate() {
        cutter.at = at;
        cutter.line(line.trim_start_matches('\u{feff}'), problems);
    }
    cutter.at += 1;
    cutter.end(problems);
    cutter.found
}

/// The cards of these numbers and what begins badly under one of them, as they stand in the file.
pub fn verbatim(text: &str, numbers: &[usize]) -> String {
    let found = cut(text, None, &mut Vec::new());
    let cards = found
        .cards
        .into_iter()
        .map(|card| (card.number, card.lines));
    let mut all: Vec<_> = cards.chain(found.odd).collect();
    all.retain(|(number, _)| numbers.contains(number));
    all.sort_by_key(|(_, lines)| lines.start);
    let mut out = String::new();
    let mut lines = text.lines().enumerate();
    for (_, wanted) in all {
        let own = lines.by_ref().skip_while(|(at, _)| *at < wanted.start);
        for (_, line) in own.take(wanted.len()) {
            out.push_str(line);
            out.push_str("\r\n");
        }
    }
    out
}

/// What a line is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// A property that is read.
    Text,
    /// A property that is left out.
    Dropped,
    /// A picture, sound or key, which is kept beside the text.
    Media,
}

struct Cutter<'t> {
    unnamed: Option<&'t str>,
    found: Cards,
    open: Option<Cut>,
    /// The line that is looked at.
    at: usize,
    /// Inside something that begins badly.
    odd: bool,
    /// Cards opened inside the open one (AGENT of 2.1).
    depth: usize,
    number: usize,
    /// What the line before is part of.
    inside: Inside,
    /// The line before ended in a soft break of quoted-printable.
    qp: bool,
    /// Lines before this one that stand outside any card; the first of them was told.
    stray: usize,
}

impl Cutter<'_> {
    fn line(&mut self, line: &str, problems: &mut Vec<Problem>) {
        let word = line.trim().to_ascii_uppercase();
        let begins = word.strip_prefix("BEGIN:").map(str::trim) == Some("VCARD");
        let ends = word.strip_prefix("END:").map(str::trim) == Some("VCARD");
        let continued = line.starts_with([' ', '\t']) || self.qp;
        if begins && !self.qp {
            self.begin(problems);
        } else if ends && !self.qp {
            self.inside = Inside::Text;
            if self.depth > 0 {
                self.depth -= 1;
            } else if self.open.is_some() {
                self.close(self.at + 1);
            } else {
                self.outside(line, &word, problems);
            }
        } else if self.open.is_none() {
            self.outside(line, &word, problems);
        } else if self.depth == 0 {
            self.property(line, continued);
        }
    }

    /// A line outside any card: what begins badly is a card of its own, other text is told once for
    /// all lines of it.
    fn outside(&mut self, line: &str, word: &str, problems: &mut Vec<Problem>) {
        let badly = !self.qp && word.starts_with("BEGIN");
        if badly {
            self.number += 1;
            self.odd = true;
            self.found.odd.push((self.number, self.at..self.at));
        }
        if let Some((_, lines)) = self.found.odd.last_mut().filter(|_| self.odd) {
            lines.end = self.at + 1;
        }
        self.odd &= !word.starts_with("END:");
        let stray = !word.is_empty() && !word.starts_with("END:");
        if badly || (stray && self.stray == 0) {
            let number = self.number.max(1);
            problems.push(Problem::new(number, "", ProblemKind::NotACard, line));
        }
        self.stray = if word.starts_with("END:") {
            0
        } else {
            self.stray + usize::from(badly || stray)
        };
    }

    fn begin(&mut self, problems: &mut Vec<Problem>) {
        // A card inside a card is an AGENT if one was announced; else the END is missing.
        let agent = self.open.as_ref().is_some_and(|card| {
            let last = card
                .text
                .lines()
                .next_back()
                .unwrap_or_default()
                .to_ascii_uppercase();
            last.starts_with("AGENT")
        });
        if agent || self.depth > 0 {
            self.depth += 1;
            return;
        }
        self.end(problems);
        self.number += 1;
        self.inside = Inside::Text;
        self.stray = 0;
        self.odd = false;
        self.open = Some(Cut {
            number: self.number,
            text: "BEGIN:VCARD\r\n".to_owned(),
            media: Vec::new(),
            lines: self.at..self.at,
        });
    }

    fn end(&mut self, problems: &mut Vec<Problem>) {
        self.depth = 0;
        if let Some(card) = &self.open {
            let kind = ProblemKind::MissingEnd;
            problems.push(Problem::new(card.number, "END", kind, ""));
        }
        self.close(self.at);
    }

    /// The open card ends before that line.
    fn close(&mut self, line: usize) {
        if let Some(mut card) = self.open.take() {
            card.text.push_str("END:VCARD\r\n");
            card.text = printable::recode(&card.text, self.unnamed);
            card.lines.end = line;
            self.found.cards.push(card);
        }
    }

    fn property(&mut self, line: &str, continued: bool) {
        let mended = if continued {
            Cow::Borrowed(line)
        } else {
            yearless(line)
        };
        let line = &*mended;
        let Some(card) = self.open.as_mut() else {
            return;
        };
        if line.trim().is_empty() {
            // The end of a base64 photo in 2.1; elsewhere nothing.
            self.inside = Inside::Text;
            self.qp = false;
            return;
        }
        if !continued {
            let name = line.split([':', ';']).next().unwrap_or_default();
            let name = name
                .rsplit('.')
                .next()
                .unwrap_or_default()
                .trim()
                .to_ascii_uppercase();
            let media = MEDIA.contains(&name.as_str());
            // A base64 line without the blank before it (2.1 written carelessly).
            let careless = !line.contains(':');
            self.inside = match self.inside {
                _ if media => Inside::Media,
                Inside::Media if careless => Inside::Media,
                _ if careless => Inside::Dropped,
                _ => Inside::Text,
            };
            if media {
                card.media.push(String::new());
            }
        }
        if let Some(media) = card
            .media
            .last_mut()
            .filter(|_| self.inside == Inside::Media)
        {
            if media.len() < MAX_CARD {
                media.push_str(line.trim());
            }
        }
        let encoded = if continued {
            self.qp
        } else {
            printable::is_quoted(line)
        };
        if self.inside == Inside::Text && card.text.len() + line.len() < MAX_CARD {
            // Programs indent the lines after a soft break, though they should not.
            let soft = continued && self.qp;
            card.text.push_str(if soft {
                line.trim_start_matches('\t')
            } else {
                line
            });
            card.text.push_str("\r\n");
        }
        self.qp = encoded && line.trim_end().ends_with('=');
    }
}

/// A birthday without a year as the standard writes it (`--0309`): with a dash between month and day the
/// parser takes it for something else.
fn yearless(line: &str) -> Cow<'_, str> {
    let name = line.split([':', ';']).next().unwrap_or_default();
    let name = name.rsplit('.').next().unwrap_or_default().trim();
    if !name.eq_ignore_ascii_case("BDAY") {
        return Cow::Borrowed(line);
    }
    let Some((head, day)) = line.split_once(":--") else {
        return Cow::Borrowed(line);
    };
    match day.trim().split_once('-') {
        Some((month, day)) if month.len() == 2 && day.len() == 2 => {
            Cow::Owned(format!("{head}:--{month}{day}"))
        }
        _ => Cow::Borrowed(line),
    }
}
