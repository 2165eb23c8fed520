//! What a card says that a customer has no field for: kept as lines of version 3.0 and written again,
//! so that a card that came in goes out whole. Photos are among them.

use super::{
    super::problem::{Problem, ProblemKind},
    cut::Cut,
    printable,
    write::Version,
};
use crate::domain::limits;

/// Characters that all photos of one file may have.
const ALL_PHOTOS: usize = 24_000_000;

/// Properties that are read into fields, or that a card written anew has of its own.
const READ: &[&str] = &[
    "BEGIN",
    "END",
    "VERSION",
    "PRODID",
    "REV",
    "FN",
    "N",
    "NICKNAME",
    "ORG",
    "TITLE",
    "ROLE",
    "URL",
    "NOTE",
    "CATEGORIES",
    "TEL",
    "EMAIL",
    "ADR",
    "LABEL",
    "BDAY",
    "GENDER",
    "KIND",
    "X-ABSHOWAS",
    "X-ABLABEL",
    "X-ABADR",
    "X-GENDER",
    "X-PHONETIC-FIRST-NAME",
    "X-PHONETIC-LAST-NAME",
    "PHOTO",
    "LOGO",
    "SOUND",
    "KEY",
    "AGENT",
];

/// Collects the lines of one card after the other.
#[derive(Debug, Default)]
pub(super) struct Extras {
    photos: usize,
}

impl Extras {
    /// The lines of a card that no field holds.
    pub fn of(&mut self, card: &Cut, problems: &mut Vec<Problem>) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(photo) = &card.photo {
            let size = photo.len();
            match canonical(photo) {
                Some(line) if size <= limits::PHOTO && self.photos + size <= ALL_PHOTOS => {
                    self.photos += size;
                    lines.push(line);
                }
                Some(_) => {
                    let kind = ProblemKind::PhotoTooLarge;
                    problems.push(Problem::new(card.number, "PHOTO", kind, ""));
                }
                None => {}
            }
        }
        let whole = unfold(&card.text);
        let kept: Vec<&String> = whole.iter().filter(|line| !is_read(line)).collect();
        let groups: Vec<String> = kept.iter().filter_map(|line| group_of(line)).collect();
        for line in &whole {
            let label = name_of(line) == "X-ABLABEL"
                && group_of(line).is_some_and(|group| groups.contains(&group));
            if !label && !kept.contains(&line) {
                continue;
            }
            let text = printable::plain_line(line);
            let clean = !text.contains(|c: char| c.is_control() && c != '\t');
            let whole = text
                .split_once(':')
                .is_some_and(|(_, value)| !value.trim().is_empty());
            if clean && whole && text.chars().count() <= limits::CARD_LINE {
                if lines.len() < limits::ENTRIES {
                    lines.push(text);
                }
            } else if whole {
                let name = name_of(line);
                let kind = ProblemKind::TooLong;
                problems.push(Problem::new(card.number, &name, kind, line));
            }
        }
        lines
    }
}

fn is_read(line: &str) -> bool {
    let name = name_of(line);
    name.is_empty() || READ.contains(&name.as_str()) || name.starts_with("X-REGULARS-")
}

/// Name of the property, without its group and parameters.
pub(super) fn name_of(line: &str) -> String {
    let name = line.split([':', ';']).next().unwrap_or_default();
    let name = name.rsplit('.').next().unwrap_or_default().trim();
    name.to_ascii_uppercase()
}

/// The group a property stands in, in small letters.
pub(super) fn group_of(line: &str) -> Option<String> {
    let name = line.split([':', ';']).next()?;
    let (group, _) = name.rsplit_once('.')?;
    Some(group.trim().to_ascii_lowercase())
}

/// Lines with what was folded put together again.
fn unfold(card: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in card.split("\r\n") {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some(last)) => last.push_str(rest),
            _ if line.is_empty() => {}
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

/// A photo as version 3.0 writes it: `PHOTO;ENCODING=b;TYPE=JPEG:…` or `PHOTO;VALUE=uri:…`.
fn canonical(photo: &str) -> Option<String> {
    let (head, value) = photo.split_once(':')?;
    let value: String = value.chars().filter(|c| !c.is_whitespace()).collect();
    let value = value.replace("\\,", ",").replace("\\;", ";");
    if let Some(data) = value.strip_prefix("data:") {
        let (kind, data) = data.split_once(";base64,")?;
        let kind = kind.rsplit('/').next().unwrap_or_default();
        return inline(kind, data);
    }
    if value.starts_with("http://") || value.starts_with("https://") {
        let plain = value.chars().count() <= limits::CARD_LINE;
        return plain.then(|| format!("PHOTO;VALUE=uri:{value}"));
    }
    let kind = head.split(';').skip(1).find_map(|part| {
        let word = part
            .rsplit('=')
            .next()
            .unwrap_or_default()
            .to_ascii_uppercase();
        let word = word.rsplit('/').next().unwrap_or_default().to_owned();
        ["JPEG", "JPG", "PNG", "GIF", "WEBP", "BMP"]
            .contains(&word.as_str())
            .then_some(word)
    });
    inline(kind.as_deref().unwrap_or("JPEG"), &value)
}

fn inline(kind: &str, data: &str) -> Option<String> {
    let sound = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=');
    let kind = kind.to_ascii_uppercase();
    let plain = kind.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (plain && !data.is_empty() && data.bytes().all(sound))
        .then(|| format!("PHOTO;ENCODING=b;TYPE={kind}:{data}"))
}

/// A kept line as that version writes it.
pub(super) fn line_of(line: &str, version: Version) -> String {
    let Some(rest) = line
        .strip_prefix("PHOTO;")
        .filter(|_| version == Version::V4)
    else {
        return line.to_owned();
    };
    if let Some(address) = rest.strip_prefix("VALUE=uri:") {
        return format!("PHOTO:{address}");
    }
    let parts = rest
        .strip_prefix("ENCODING=b;TYPE=")
        .and_then(|rest| rest.split_once(':'));
    match parts {
        Some((kind, data)) => {
            format!(
                "PHOTO:data:image/{};base64,{data}",
                kind.to_ascii_lowercase()
            )
        }
        None => line.to_owned(),
    }
}
