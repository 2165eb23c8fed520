//! Columns a person has put right are known again when a file with the same headers comes, in any
//! order. Pure: where they are kept, and how many files ago they were chosen, is the app's.

use serde::{Deserialize, Serialize};

use super::recognise::Kind;

/// Lists that are remembered; the oldest goes first.
const KEPT: usize = 60;
/// Characters of a title; a file may put a novel there.
const LONGEST: usize = 80;

/// What the columns of one kind of list hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Learned {
    /// What the list holds.
    kind: Kind,
    /// The headers from the left, and what is under each.
    columns: Vec<(String, String)>,
}

/// The columns of a file as the memory knows them: header and text form of what it holds.
pub fn learned<'a>(kind: Kind, columns: impl IntoIterator<Item = (&'a str, String)>) -> Learned {
    let columns = columns.into_iter();
    let columns = columns.map(|(title, field)| (title.chars().take(LONGEST).collect(), field));
    Learned {
        kind,
        columns: columns.collect(),
    }
}

impl Learned {
    /// The headers, in an order of their own.
    fn titles(&self) -> Vec<&str> {
        let mut titles: Vec<&str> = self
            .columns
            .iter()
            .map(|(title, _)| title.as_str())
            .collect();
        titles.sort_unstable();
        titles
    }

    fn is_like(&self, other: &Self) -> bool {
        self.kind == other.kind
            && self.columns.len() == other.columns.len()
            && self.titles() == other.titles()
    }
}

/// Puts the newest in front; what was known of such a list goes.
pub fn remember(all: &mut Vec<Learned>, newest: Learned) {
    all.retain(|one| !one.is_like(&newest));
    all.insert(0, newest);
    all.truncate(KEPT);
}

/// What was chosen for each column of such a list, in the order of `seen`; nothing if there was no
/// such list, or if it is what is proposed anyway.
pub fn recall(all: &[Learned], seen: &Learned) -> Option<Vec<String>> {
    let known = all.iter().find(|one| one.is_like(seen))?;
    // Of headers that stand there twice the first is the first.
    let mut left: Vec<&(String, String)> = known.columns.iter().collect();
    let mut fields = Vec::with_capacity(seen.columns.len());
    for (title, _) in &seen.columns {
        let at = left.iter().position(|(have, _)| have == title)?;
        fields.push(left.remove(at).1.clone());
    }
    let same = seen.columns.iter().map(|(_, field)| field).eq(&fields);
    (!same).then_some(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(kind: Kind, columns: &[(&str, &str)]) -> Learned {
        let columns = columns
            .iter()
            .map(|(title, field)| (*title, (*field).to_owned()));
        learned(kind, columns)
    }

    #[test]
    fn what_was_put_right_once_is_known_again_in_any_order() {
        let mut all = Vec::new();
        let kind = Kind::Customers;
        remember(
            &mut all,
            list(
                kind,
                &[("Who", "full_name"), ("Call", "phone"), ("X", "ignore")],
            ),
        );
        let seen = list(
            kind,
            &[("Call", "ignore"), ("X", "ignore"), ("Who", "full_name")],
        );
        let fields = recall(&all, &seen).expect("known");
        assert_eq!(fields, ["phone", "ignore", "full_name"]);
        let proposed = list(
            kind,
            &[("Call", "phone"), ("X", "ignore"), ("Who", "full_name")],
        );
        assert_eq!(recall(&all, &proposed), None, "nothing to say");
        assert_eq!(
            recall(&all, &list(Kind::Sales, &[("Who", "customer")])),
            None
        );
        let other = list(
            Kind::Sales,
            &[("Call", "ignore"), ("X", "ignore"), ("Who", "date")],
        );
        assert_eq!(recall(&all, &other), None, "sales are another list");
        let fewer = list(kind, &[("Call", "ignore"), ("Who", "full_name")]);
        assert_eq!(recall(&all, &fewer), None);
    }

    #[test]
    fn the_newest_choice_counts_and_headers_may_repeat() {
        let mut all = Vec::new();
        let kind = Kind::Customers;
        remember(
            &mut all,
            list(kind, &[("Tel", "phone"), ("Tel", "phone@work")]),
        );
        remember(
            &mut all,
            list(kind, &[("Tel", "phone@home"), ("Tel", "phone@work")]),
        );
        assert_eq!(all.len(), 1);
        let seen = list(kind, &[("Tel", "phone"), ("Tel", "phone")]);
        let fields = recall(&all, &seen).expect("known");
        assert_eq!(fields, ["phone@home", "phone@work"]);
        for n in 0..100 {
            let title = format!("T{n}");
            remember(&mut all, list(kind, &[(&title, "note")]));
        }
        assert_eq!(all.len(), KEPT);
        let text = serde_json::to_string(&all).expect("writes");
        assert_eq!(
            serde_json::from_str::<Vec<Learned>>(&text).expect("reads"),
            all
        );
    }
}
