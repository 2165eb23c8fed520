//! What a card says that a customer has no field for: kept as lines of version 3.0 and written again,
//! so that a card that came in goes out whole. Photos are among them.

use super::{
    super::problem::{Problem, ProblemKind},
    cut::{Cut, MEDIA},
    printable,
    write::Version,
};
use crate::domain::{limits, name::is_han};

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
    "X-GENDER",
    "X-PHONETIC-FIRST-NAME",
    "X-PHONETIC-LAST-NAME",
    "AGENT",
];

/// Properties of which one line is read; others of the name are kept.
const ONCE: &[&str] = &["FN", "N", "NICKNAME", "ORG", "TITLE", "ROLE", "URL"];

/// Collects the lines of one card after the other.
#[derive(Debug, Default)]
pub(super) struct Extras {
    photos: usize,
}

impl Extras {
    /// The lines of a card that no field holds.
    pub fn of(&mut self, card: &Cut, problems: &mut Vec<Problem>) -> Vec<String> {
        let mut lines = Vec::new();
        for media in card.media.iter().take(limits::ENTRIES) {
            let size = media.len();
            match canonical(media) {
                Some(line) if size <= limits::PHOTO && self.photos + size <= ALL_PHOTOS => {
                    self.photos += size;
                    lines.push(line);
                }
                Some(_) => {
                    let kind = ProblemKind::PhotoTooLarge;
                    problems.push(Problem::new(card.number, &name_of(media), kind, ""));
                }
                None => {}
            }
        }
        let whole = unfold(&card.text);
        let spare = spare(&whole);
        let mut kept: Vec<&String> = whole.iter().filter(|line| !is_read(line)).collect();
        kept.extend(spare);
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

/// Lines of which no field holds everything: further ones of a property that is read once, departments
/// beside a company, a role beside a title. Where a line says more than its field, the first is kept too, so
/// that a card written anew tells which of them the field was.
fn spare(whole: &[String]) -> Vec<&String> {
    let named = whole.iter().map(|line| (name_of(line), line));
    let mut named: Vec<(String, &String)> = named
        .filter(|(name, line)| {
            let words = words_of(&printable::plain_line(line), ';');
            ONCE.contains(&name.as_str()) && words.iter().any(|word| !word.is_empty())
        })
        .collect();
    let mut before: Vec<&String> = Vec::new();
    named.retain(|(_, line)| {
        let new = !before.contains(line);
        before.push(line);
        new
    });
    let mut spare = Vec::new();
    for name in ONCE {
        let own = named.iter().filter(|(have, _)| have == name);
        let own: Vec<&String> = own.map(|(_, line)| *line).collect();
        let parted = |by| {
            own.iter().any(|line| {
                let words = words_of(&printable::plain_line(line), by);
                words.iter().filter(|word| !word.is_empty()).count() > 1
            })
        };
        let all = match *name {
            "ORG" => own.len() > 1 || parted(';'),
            "NICKNAME" => own.len() > 1 || parted(','),
            "N" => own.iter().any(|line| sorts(line)),
            "ROLE" => named.iter().any(|(have, _)| have == "TITLE"),
            _ => false,
        };
        spare.extend(own.into_iter().skip(usize::from(!all)));
    }
    spare
}

/// True for a name in letters that says how it is sorted; of one in Chinese that is how it sounds.
pub(super) fn sorts(line: &str) -> bool {
    let head = line.split_once(':').map_or("", |(head, _)| head);
    let family = words_of(&printable::plain_line(line), ';')
        .into_iter()
        .next();
    head.to_ascii_uppercase().contains(";SORT-AS=") && !family.is_some_and(|name| is_han(&name))
}

fn is_read(line: &str) -> bool {
    let name = name_of(line);
    name.is_empty() || READ.contains(&name.as_str()) || name.starts_with("X-REGULARS-")
}

/// The words of a value that stand between those signs, without their escapes.
pub(super) fn words_of(line: &str, by: char) -> Vec<String> {
    let value = line.split_once(':').map_or("", |(_, value)| value);
    let mut words = vec![String::new()];
    let mut escaped = false;
    for letter in value.chars() {
        if letter == by && !escaped {
            words.push(String::new());
        } else if letter == '\\' && !escaped {
            escaped = true;
            continue;
        } else if let Some(word) = words.last_mut() {
            let line_break = escaped && matches!(letter, 'n' | 'N');
            word.push(if line_break { '\n' } else { letter });
        }
        escaped = false;
    }
    words.iter().map(|word| word.trim().to_owned()).collect()
}

/// The first kept line of a property, if fields hold less than it says.
pub(super) fn fuller<'a>(card: &'a [String], property: &str) -> Option<&'a String> {
    card.iter().find(|line| name_of(line) == property)
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
pub(super) fn unfold(card: &str) -> Vec<String> {
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

/// A picture, sound or key as version 3.0 writes it: `PHOTO;ENCODING=b;TYPE=JPEG:…` or `PHOTO;VALUE=uri:…`.
fn canonical(media: &str) -> Option<String> {
    let (head, whole) = media.split_once(':')?;
    let name = name_of(media);
    let value: String = whole.chars().filter(|c| !c.is_whitespace()).collect();
    let value = value.replace("\\,", ",").replace("\\;", ";");
    if let Some(data) = value.strip_prefix("data:") {
        let (kind, data) = data.split_once(";base64,")?;
        let kind = kind.rsplit('/').next().unwrap_or_default();
        return inline(&name, kind, data);
    }
    let short = value.chars().count() <= limits::CARD_LINE;
    if value.starts_with("http://") || value.starts_with("https://") {
        return short.then(|| format!("{name};VALUE=uri:{value}"));
    }
    let mut parts = head.split(';').skip(1).map(str::to_ascii_uppercase);
    let encoded = parts.clone().any(|part| {
        let encoding = part.strip_prefix("ENCODING=").unwrap_or(&part);
        matches!(encoding, "B" | "BASE64")
    });
    if name != "PHOTO" && !encoded {
        // A key or a sound in words.
        return short.then(|| format!("{head}:{}", whole.trim()));
    }
    let kind = parts.find_map(|part| {
        let named = part.strip_prefix("TYPE=").map(str::to_owned);
        let word = part.rsplit('=').next().unwrap_or_default();
        let word = word.rsplit('/').next().unwrap_or_default().to_owned();
        let picture = ["JPEG", "JPG", "PNG", "GIF", "WEBP", "BMP"].contains(&word.as_str());
        if picture {
            Some(word)
        } else {
            named.filter(|_| name != "PHOTO")
        }
    });
    let usual = if name == "PHOTO" { "JPEG" } else { "" };
    inline(&name, kind.as_deref().unwrap_or(usual), &value)
}

fn inline(name: &str, kind: &str, data: &str) -> Option<String> {
    let sound = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=');
    let kind = kind.to_ascii_uppercase();
    let plain = kind.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !plain || data.is_empty() || !data.bytes().all(sound) {
        return None;
    }
    Some(if kind.is_empty() {
        format!("{name};ENCODING=b:{data}")
    } else {
        format!("{name};ENCODING=b;TYPE={kind}:{data}")
    })
}

/// A kept line as that version writes it.
pub(super) fn line_of(line: &str, version: Version) -> String {
    let name = name_of(line);
    if version == Version::V3 || !MEDIA.contains(&name.as_str()) {
        return line.to_owned();
    }
    let Some((head, value)) = line.split_once(':') else {
        return line.to_owned();
    };
    let head = head.split_once(';').map_or("", |(_, head)| head);
    if head == "VALUE=uri" {
        return format!("{name}:{value}");
    }
    let Some(kind) = head.strip_prefix("ENCODING=b") else {
        return line.to_owned();
    };
    let kind = kind.strip_prefix(";TYPE=").unwrap_or_default();
    let kind = kind.to_ascii_lowercase();
    let group = match name.as_str() {
        _ if kind.is_empty() => "",
        "SOUND" => "audio/",
        "KEY" => "application/",
        _ => "image/",
    };
    format!("{name}:data:{group}{kind};base64,{value}")
}
