//! A file cut into single cards and made ready for the parser: what breaks a parser or fills memory
//! (photos, cards inside cards) is taken out, what is not a card is reported.

use std::borrow::Cow;

use super::{
    super::problem::{Problem, ProblemKind},
    printable,
};

/// One card as text, and its number in the file from 1.
#[derive(Debug, PartialEq, Eq)]
pub struct Cut {
    /// Its number.
    pub number: usize,
    /// From BEGIN to END, without photos, line breaks CRLF.
    pub text: String,
    /// The photo on one line.
    pub photo: Option<String>,
}

/// Characters of one card that are looked at.
const MAX_CARD: usize = 1_000_000;

/// Cuts a file into cards.
pub fn cut(text: &str, problems: &mut Vec<Problem>) -> Vec<Cut> {
    let mut cutter = Cutter {
        cards: Vec::new(),
        open: None,
        depth: 0,
        number: 0,
        dropping: false,
        photo: false,
        qp: false,
        stray: 0,
    };
    for line in text.lines() {
        cutter.line(line.trim_start_matches('\u{feff}'), problems);
    }
    cutter.end(problems);
    cutter.cards
}

struct Cutter {
    cards: Vec<Cut>,
    open: Option<Cut>,
    /// Cards opened inside the open one (AGENT of 2.1).
    depth: usize,
    number: usize,
    /// Inside a property that is left out.
    dropping: bool,
    /// Inside the photo, which is kept beside the text.
    photo: bool,
    /// The line before ended in a soft break of quoted-printable.
    qp: bool,
    /// Lines before this one that stand outside any card; the first of them was told.
    stray: usize,
}

impl Cutter {
    fn line(&mut self, line: &str, problems: &mut Vec<Problem>) {
        let word = line.trim().to_ascii_uppercase();
        let begins = word.strip_prefix("BEGIN:").map(str::trim) == Some("VCARD");
        let ends = word.strip_prefix("END:").map(str::trim) == Some("VCARD");
        let continued = line.starts_with([' ', '\t']) || self.qp;
        if begins && !self.qp {
            self.begin(problems);
        } else if ends && !self.qp {
            self.dropping = false;
            if self.depth > 0 {
                self.depth -= 1;
            } else if let Some(mut card) = self.open.take() {
                card.text.push_str("END:VCARD\r\n");
                card.text = printable::recode(&card.text);
                self.cards.push(card);
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
        }
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
        self.dropping = false;
        self.photo = false;
        self.stray = 0;
        self.open = Some(Cut {
            number: self.number,
            text: "BEGIN:VCARD\r\n".to_owned(),
            photo: None,
        });
    }

    fn end(&mut self, problems: &mut Vec<Problem>) {
        self.depth = 0;
        if let Some(mut card) = self.open.take() {
            problems.push(Problem::new(
                card.number,
                "END",
                ProblemKind::MissingEnd,
                "",
            ));
            card.text.push_str("END:VCARD\r\n");
            card.text = printable::recode(&card.text);
            self.cards.push(card);
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
            self.dropping = false;
            self.photo = false;
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
            self.dropping = matches!(name.as_str(), "PHOTO" | "LOGO" | "SOUND" | "KEY");
            // A base64 line without the blank before it (2.1 written carelessly).
            let careless = !line.contains(':');
            self.dropping |= careless;
            self.photo = (self.photo && careless) || (name == "PHOTO" && card.photo.is_none());
        }
        if self.photo {
            let photo = card.photo.get_or_insert_with(String::new);
            if photo.len() < MAX_CARD {
                photo.push_str(line.trim());
            }
        }
        let encoded = if continued {
            self.qp
        } else {
            printable::is_quoted(line)
        };
        if !self.dropping && card.text.len() + line.len() < MAX_CARD {
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
