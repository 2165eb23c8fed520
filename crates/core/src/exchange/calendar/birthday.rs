//! Whose birthday an event is, if it is one. What it says is taken for a birthday only where its title begins or
//! ends with that word: to send birthday cards every year is something to do.

use calcard::icalendar::ICalendarProperty;
use chrono::Datelike;

use super::{NAME, entry::Lines};
use crate::{
    domain::{Birthday, limits, name::Name},
    exchange::customers::Draft,
};

/// Marks before a name that can be nothing else.
const BEFORE: [&str; 8] = [
    "birthday of ",
    "birthday:",
    "birthday：",
    "geburtstag von ",
    "geburtstag:",
    "生日：",
    "生日:",
    "生日 ",
];
/// Marks that can be: `Birthday Ann`, but `Birthday party for Ann`. A name is written large.
const BEFORE_NAME: [&str; 2] = ["birthday ", "geburtstag "];
/// What may stand behind such a mark and is nobody.
const NOBODY: [&str; 9] = [
    "party", "parties", "card", "cards", "cake", "gift", "gifts", "present", "reminder",
];
/// Marks behind a name, the longest first.
const BEHIND: [&str; 6] = [
    "hat geburtstag",
    "geburtstag",
    "birthday",
    "bday",
    "的生日",
    "生日",
];
/// The picture that says it alone.
const CAKE: char = '🎂';
/// Pictures that stand on either side.
const PICTURES: [char; 4] = ['🎂', '🎁', '🎉', '🎈'];
/// Signs around a name.
const SIGNS: [char; 13] = [
    ' ', ',', '，', ':', '：', '-', '–', '—', '(', ')', '（', '）', '*',
];
/// First names with an s of their own, which a German genitive would end with, too.
const WITH_S: [&str; 22] = [
    "Agnes", "Andreas", "Boris", "Chris", "Doris", "Elias", "Hans", "Ines", "Iris", "Jens",
    "Johannes", "Jonas", "Lars", "Lukas", "Mathias", "Matthias", "Mats", "Niklas", "Nils",
    "Thomas", "Tobias", "Lois",
];

/// The person, from an event: ours say so themselves, others in their title, and come again every year.
pub(super) fn of(lines: &Lines<'_>, row: usize, title: &str, yearly: bool) -> Option<Draft> {
    let ours = Birthday::parse(&lines.own("X-REGULARS-BIRTHDAY"));
    let name = match ours {
        Some(_) => lines.own(NAME),
        None if yearly => whose(title)?,
        None => return None,
    };
    let day = ours.or_else(|| {
        // The year an event began in says nothing about the year of birth.
        let (day, _) = lines.written(&ICalendarProperty::Dtstart)?;
        Birthday::new(None, day.month(), day.day())
    })?;
    if name.is_empty() || name.chars().count() > limits::LINE {
        return None;
    }
    let mut draft = Draft::new(row);
    draft.customer.name = Name::from_full(&name);
    draft.customer.birthday = Some(day);
    Some(draft)
}

/// The name in a title such as `Ann's birthday`, `Geburtstag von Ann`, `张伟的生日`.
fn whose(title: &str) -> Option<String> {
    let around =
        |sign: char| SIGNS.contains(&sign) || PICTURES.contains(&sign) || sign == '\u{fe0f}';
    let pictured = title.contains(CAKE);
    let title = title.trim_matches(around);
    let name = match (before(title), behind(title)) {
        (Some(name), _) | (None, Some(name)) => name,
        // A cake says it alone, where it stands beside the name.
        (None, None) if pictured && !title.contains(CAKE) => title.to_owned(),
        (None, None) => return None,
    };
    let name = name.trim_matches(around).split_whitespace();
    let name = name.collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}

fn before(title: &str) -> Option<String> {
    let rest = |mark: &&str| strip_start(title, mark);
    if let Some(name) = BEFORE.iter().find_map(rest) {
        return Some(name.to_owned());
    }
    let name = BEFORE_NAME.iter().find_map(rest)?;
    let small = name.chars().next().is_none_or(char::is_lowercase);
    let word = name.split(' ').next().unwrap_or_default().to_lowercase();
    let somebody = !small && !NOBODY.contains(&word.as_str());
    somebody.then(|| name.to_owned())
}

fn behind(title: &str) -> Option<String> {
    let (mark, name) = BEHIND
        .iter()
        .find_map(|mark| Some((*mark, strip_end(title, mark)?)))?;
    // A word of its own, but for Chinese, which has no spaces.
    let glued = name.chars().next_back().is_some_and(char::is_alphanumeric);
    if glued && mark.is_ascii() {
        return None;
    }
    let name = without_age(name.trim_end_matches(SIGNS));
    let whose = ["'s", "’s", "'", "’", "的"];
    let owner = whose.iter().find_map(|end| name.strip_suffix(end));
    Some(match owner {
        Some(name) => name.to_owned(),
        None if mark == "geburtstag" => without_genitive(name).to_owned(),
        None => name.to_owned(),
    })
}

/// Without which birthday it is: `30th`, `30.`, `30岁`.
fn without_age(name: &str) -> &str {
    let ends = ["th", "st", "nd", "rd", ".", "岁", "歲"];
    let number = |end: &&str| {
        let counted = name.strip_suffix(*end)?;
        let rest = counted.trim_end_matches(|sign: char| sign.is_ascii_digit());
        (rest.len() < counted.len()).then(|| rest.trim_end_matches(SIGNS))
    };
    ends.iter().find_map(number).unwrap_or(name)
}

/// `Anna Müllers` is Anna Müller; `Thomas` is Thomas, and so is whose name ends with `us`.
fn without_genitive(name: &str) -> &str {
    let last = name.rsplit(' ').next().unwrap_or(name);
    let own = WITH_S.contains(&last) || last.ends_with("us") || last.ends_with("ss");
    name.strip_suffix('s').filter(|_| !own).unwrap_or(name)
}

fn strip_start<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(mark.len())?;
    (start.to_lowercase() == mark).then_some(rest)
}

fn strip_end<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    let (rest, end) = text.split_at_checked(text.len().checked_sub(mark.len())?)?;
    (end.to_lowercase() == mark).then_some(rest)
}
