//! Cards that are no people but name some: lists of an address book. Their names become tags of their
//! members, which other cards of the same file tell by their UID.

use super::{
    super::{
        customers::Draft,
        problem::{Problem, ProblemKind},
    },
    cut::Cut,
    extras::{name_of, unfold, words_of},
    printable,
};

/// The groups of a file.
#[derive(Debug, Default)]
pub(super) struct Groups(Vec<Group>);

#[derive(Debug, Default)]
struct Group {
    name: String,
    members: Vec<String>,
}

impl Groups {
    /// Takes a card that is a group, and tells it; any other is left to be read.
    pub fn take(&mut self, card: &Cut, problems: &mut Vec<Problem>) -> bool {
        if !card.text.lines().any(says_kind) {
            return false;
        }
        let mut group = Group::default();
        let mut is_group = false;
        for line in unfold(&card.text) {
            let line = printable::plain_line(&line);
            let value = || words_of(&line, ';').into_iter().next().unwrap_or_default();
            match name_of(&line).as_str() {
                _ if says_kind(&line) => is_group |= value().eq_ignore_ascii_case("group"),
                "FN" if group.name.is_empty() => group.name = value(),
                "MEMBER" | "X-ADDRESSBOOKSERVER-MEMBER" => group.members.push(bare(&value())),
                _ => {}
            }
        }
        if is_group {
            let kind = ProblemKind::AGroup;
            problems.push(Problem::new(card.number, "", kind, &group.name));
            self.0.push(group);
        }
        is_group
    }

    /// Puts the names of the groups on their members.
    pub fn tag(self, drafts: &mut [Draft]) {
        if self.0.is_empty() {
            return;
        }
        for draft in drafts {
            let lines = draft.customer.card.iter();
            let uid = lines
                .filter(|line| name_of(line) == "UID")
                .find_map(|line| words_of(line, ';').into_iter().next());
            let Some(uid) = uid.map(|uid| bare(&uid)) else {
                continue;
            };
            for group in self.0.iter().filter(|group| group.members.contains(&uid)) {
                draft.customer.add_tag(&group.name);
            }
        }
    }
}

/// True for the line that says what a card is about.
fn says_kind(line: &str) -> bool {
    let name = line.split([':', ';']).next().unwrap_or_default();
    let name = name.rsplit('.').next().unwrap_or_default().trim();
    ["KIND", "X-ADDRESSBOOKSERVER-KIND"]
        .iter()
        .any(|kind| name.eq_ignore_ascii_case(kind))
}

/// A UID without what may stand before it.
fn bare(uid: &str) -> String {
    let uid = uid.trim().to_ascii_lowercase();
    let uid = uid.strip_prefix("urn:uuid:").unwrap_or(&uid);
    uid.to_owned()
}
