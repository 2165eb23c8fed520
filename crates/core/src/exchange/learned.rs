//! How a person had a file read is known again when a file with the same headers comes, in any order: what it
//! holds, how it is written, and what each column becomes. Pure: where it is kept is the app's.

use serde::{Deserialize, Serialize};

use super::{amount::DecimalMark, dates::DateOrder, recognise::Kind};
use crate::domain::{FileColumn, FileWays, limits};

/// Lists that are remembered; the oldest goes first.
const KEPT: usize = 60;
/// Characters of a title; a file may put a novel there.
const LONGEST: usize = 80;

/// How a person said that a file is written; nothing where it was found out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Ways {
    /// Name of its encoding, and of the one it was taken for: a file that is taken for another is another.
    pub encoding: Option<(String, String)>,
    /// What stands between its cells.
    pub delimiter: Option<char>,
    /// The row that names its columns.
    pub header: Option<usize>,
    /// How `1/2/2024` is meant.
    pub date_order: Option<DateOrder>,
    /// What stands before decimals.
    pub decimal_mark: Option<DecimalMark>,
}

/// What one list of these headers is, and what its columns hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Learned {
    /// What the list holds.
    pub kind: Kind,
    /// How it is written.
    #[serde(default)]
    pub ways: Ways,
    /// The headers from the left, and what is under each.
    columns: Vec<(String, String)>,
    /// The print of the headers as they were seen before anybody said how the file is written; nothing
    /// if they were these. Not the headers: a wrong guess may take a customer for some.
    #[serde(default)]
    seen: Option<u64>,
}

/// A list as the memory knows it: header and text form of what it holds by column, and the headers as they
/// were `seen` first.
pub fn learned<'a>(
    kind: Kind,
    ways: Ways,
    columns: impl IntoIterator<Item = (&'a str, String)>,
    seen: &[&str],
) -> Learned {
    let columns = columns.into_iter();
    let columns = columns.map(|(title, field)| (cut(title), field));
    let mut learned = Learned {
        kind,
        ways,
        columns: columns.collect(),
        seen: None,
    };
    learned.seen = Some(print(seen)).filter(|seen| *seen != learned.print());
    learned
}

fn cut(title: &str) -> String {
    title.chars().take(LONGEST).collect()
}

/// A number that only these headers have, whatever their order (FNV-1a).
fn print(titles: &[&str]) -> u64 {
    let mut titles: Vec<String> = titles.iter().map(|title| cut(title)).collect();
    titles.sort_unstable();
    let bytes = titles.iter().flat_map(|title| title.bytes().chain([0xff]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |print, byte| {
        (print ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

impl Learned {
    /// As the settings keep it; nothing where it is more than they hold.
    pub fn as_kept(&self) -> Option<FileWays> {
        let Ways {
            encoding,
            delimiter,
            header,
            date_order,
            decimal_mark,
        } = self.ways.clone();
        let (encoding, taken_for) = encoding.unwrap_or_default();
        let column = |(title, becomes): &(String, String)| FileColumn {
            title: title.clone(),
            becomes: becomes.clone(),
        };
        let kept = FileWays {
            kind: self.kind.as_str().to_owned(),
            columns: self.columns.iter().map(column).collect(),
            seen: self
                .seen
                .map_or_else(String::new, |seen| format!("{seen:016x}")),
            encoding,
            taken_for,
            delimiter: delimiter.map(String::from).unwrap_or_default(),
            header: header.and_then(|row| row.try_into().ok()),
            date_order: date_order
                .map_or("", |order| match order {
                    DateOrder::DayFirst => "day_first",
                    DateOrder::MonthFirst => "month_first",
                    DateOrder::YearFirst => "year_first",
                    DateOrder::RepublicFirst => "republic_first",
                })
                .to_owned(),
            decimal_mark: decimal_mark
                .map_or("", |mark| match mark {
                    DecimalMark::Point => "point",
                    DecimalMark::Comma => "comma",
                })
                .to_owned(),
        };
        (kept.columns.len() <= limits::ENTRIES).then_some(kept)
    }

    /// From the settings; nothing where a newer version speaks of what this one does not know.
    pub fn of_kept(kept: &FileWays) -> Option<Self> {
        let known = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let encoding = known(&kept.encoding).map(|said| (said, kept.taken_for.clone()));
        let pair = |one: &FileColumn| (one.title.clone(), one.becomes.clone());
        Some(Self {
            kind: Kind::parse(&kept.kind)?,
            ways: Ways {
                encoding,
                delimiter: kept.delimiter.chars().next(),
                header: kept.header.and_then(|row| row.try_into().ok()),
                date_order: match kept.date_order.as_str() {
                    "day_first" => Some(DateOrder::DayFirst),
                    "month_first" => Some(DateOrder::MonthFirst),
                    "year_first" => Some(DateOrder::YearFirst),
                    "republic_first" => Some(DateOrder::RepublicFirst),
                    _ => None,
                },
                decimal_mark: match kept.decimal_mark.as_str() {
                    "point" => Some(DecimalMark::Point),
                    "comma" => Some(DecimalMark::Comma),
                    _ => None,
                },
            },
            columns: kept.columns.iter().map(pair).collect(),
            seen: u64::from_str_radix(&kept.seen, 16).ok(),
        })
    }

    /// The print of the headers that a file is known by.
    fn print(&self) -> u64 {
        let titles = || self.columns.iter().map(|(title, _)| title.as_str());
        self.seen
            .unwrap_or_else(|| print(&titles().collect::<Vec<_>>()))
    }

    /// What was chosen for columns with these headers, in their order; a column that is new holds what is
    /// `proposed` for it. Nothing if they are others.
    pub fn fields(&self, titles: &[&str], proposed: &[String]) -> Option<Vec<String>> {
        self.likeness(titles)?;
        // Of headers that stand there twice the first is the first.
        let mut left: Vec<&(String, String)> = self.columns.iter().collect();
        let all = titles.iter().zip(proposed).map(|(title, proposed)| {
            let title = cut(title);
            let at = left.iter().position(|(have, _)| *have == title);
            at.map_or_else(|| proposed.clone(), |at| left.remove(at).1.clone())
        });
        Some(all.collect())
    }

    /// How many of its headers these are, in thousandths, if they are nearly all of both: programs add a column
    /// now and then, and the rows that come back to be corrected have a column of reasons.
    fn likeness(&self, titles: &[&str]) -> Option<usize> {
        let mut left: Vec<&str> = self.columns.iter().map(|one| one.0.as_str()).collect();
        for title in titles {
            let title = cut(title);
            if let Some(at) = left.iter().position(|have| *have == title) {
                left.remove(at);
            }
        }
        let common = self.columns.len() - left.len();
        let nearly = |of: usize| common * 5 >= of * 4;
        let near = nearly(self.columns.len()) && nearly(titles.len().saturating_sub(1));
        (near && (common > 1 || common == titles.len()))
            .then(|| common * 1_000 / self.columns.len().max(titles.len()).max(1))
    }
}

/// Puts the newest in front; what was known of such a list goes.
pub fn remember(all: &mut Vec<Learned>, newest: Learned) {
    let print = newest.print();
    all.retain(|one| one.print() != print);
    all.insert(0, newest);
    all.truncate(KEPT);
}

/// What is known of a list with these headers, else of the one whose headers are nearest. Where that one's
/// header stood and how it was written says nothing of this one.
pub fn recall(all: &[Learned], titles: &[&str]) -> Option<Learned> {
    let print = print(titles);
    if let Some(known) = all.iter().find(|one| one.print() == print) {
        return Some(known.clone());
    }
    // Of several the newest, which stands in front.
    let near = all
        .iter()
        .rev()
        .filter_map(|one| Some((one.likeness(titles)?, one)));
    let (_, nearest) = near.max_by_key(|(likeness, _)| *likeness)?;
    let mut nearest = nearest.clone();
    nearest.ways = Ways {
        date_order: nearest.ways.date_order,
        decimal_mark: nearest.ways.decimal_mark,
        ..Ways::default()
    };
    Some(nearest)
}

#[cfg(test)]
#[path = "learned_tests.rs"]
mod tests;
