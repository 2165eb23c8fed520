//! The columns of the table of cases by the stable names that views, addresses and settings keep, what they are grouped
//! by, and the order they stand in.

use std::sync::Arc;

use chrono::Datelike;

use super::{
    arranged::{Key, Keyed, TableColumn},
    cases::{Asked, CasesShape, cases},
    gather::{Figure, Part, Sum, gather, sort_by, sums},
    own::{OwnKey, own_key},
    shared::Shared,
};
use crate::{
    domain::{Case, CaseKind, CaseStatus, FieldDef, Id, Priority, Records},
    search::pinyin::sort_key,
};

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CaseColumn {
    /// What it is about.
    Title,
    /// How far it is.
    Status,
    /// What kind of request.
    Kind,
    /// Whose.
    Customer,
    /// The day it is promised for.
    Due,
    /// How urgent it is.
    Priority,
    /// Who looks after it.
    Owner,
    /// About which sale.
    Sale,
    /// More about it.
    Note,
    /// What was done about it.
    Solution,
    /// The day it was solved.
    Solved,
    /// The day it came in.
    Created,
    /// A field of the shop's own.
    Own(Id<FieldDef>),
}

impl Keyed for CaseColumn {
    const ALL: &'static [Self] = &[
        Self::Title,
        Self::Status,
        Self::Kind,
        Self::Customer,
        Self::Due,
        Self::Priority,
        Self::Owner,
        Self::Sale,
        Self::Note,
        Self::Solution,
        Self::Solved,
        Self::Created,
    ];

    fn of_own(field: Id<FieldDef>) -> Self {
        Self::Own(field)
    }

    fn made_of(self) -> Key {
        match self {
            Self::Title => Key::Word("title"),
            Self::Status => Key::Word("status"),
            Self::Kind => Key::Word("kind"),
            Self::Customer => Key::Word("customer"),
            Self::Due => Key::Word("due"),
            Self::Priority => Key::Word("priority"),
            Self::Owner => Key::Word("owner"),
            Self::Sale => Key::Word("sale"),
            Self::Note => Key::Word("note"),
            Self::Solution => Key::Word("solution"),
            Self::Solved => Key::Word("solved"),
            Self::Created => Key::Word("created"),
            Self::Own(field) => Key::Own(field),
        }
    }
}

impl TableColumn for CaseColumn {
    type Of = Case;
    type Group = Self;
    const GROUPS: &'static [Self::Group] = &[
        Self::Status,
        Self::Kind,
        Self::Owner,
        Self::Priority,
        Self::Customer,
        Self::Due,
    ];

    fn shown_at_first(self) -> bool {
        !matches!(
            self,
            Self::Sale | Self::Note | Self::Solution | Self::Solved
        )
    }

    fn sums(self, records: &Records, ids: &[Id<Case>]) -> Vec<(Sum, usize)> {
        let Self::Own(field) = self else {
            return Vec::new();
        };
        let cases = ids.iter().filter_map(|id| records.get(*id));
        sums(cases.filter_map(|case| Figure::of_own(field, &case.values)))
    }
}

impl CaseColumn {
    fn sort_key(self, records: &Records, case: &Case) -> Option<OwnKey> {
        let number = |number: i64| Some(OwnKey::Number(number));
        let text = |text: &str| (!text.is_empty()).then(|| OwnKey::Text(sort_key(text)));
        let rank = |place: Option<usize>| number(i64::try_from(place?).ok()?);
        match self {
            Self::Title => text(&case.title),
            Self::Status => rank(CaseStatus::ALL.iter().position(|one| *one == case.status())),
            Self::Kind => rank(CaseKind::ALL.iter().position(|one| *one == case.kind)),
            Self::Customer => text(records.get(case.customer?)?.display_name()),
            Self::Due => number(case.due?.num_days_from_ce().into()),
            Self::Priority => rank(Priority::ALL.iter().position(|one| *one == case.priority)),
            Self::Owner => text(&records.get(case.owner?)?.name),
            Self::Sale => text(&records.get(case.sale?)?.number),
            Self::Note => text(&case.note),
            Self::Solution => text(&case.solution),
            Self::Solved => number(case.solved?.0),
            Self::Created => number(case.created.0),
            Self::Own(field) => own_key(field, &case.values),
        }
    }

    fn shared(self, case: &Case) -> Vec<Shared> {
        let one = Shared::one;
        match self {
            Self::Status => one(Some(Shared::Status(case.status()))),
            Self::Kind => one(Some(Shared::Kind(case.kind))),
            Self::Customer => one(case.customer.map(Shared::Customer)),
            Self::Due => one(case.due.map(Shared::Day)),
            Self::Priority => one(Some(Shared::Priority(case.priority))),
            Self::Owner => one(case.owner.map(Shared::Owner)),
            Self::Own(field) => Shared::of_own(field, &case.values),
            Self::Title
            | Self::Sale
            | Self::Note
            | Self::Solution
            | Self::Solved
            | Self::Created => one(None),
        }
    }

    /// Cases in groups, each in the order given; those that are gone are left out.
    pub fn groups(self, records: &Records, ids: &[Id<Case>]) -> Vec<Part<Id<Case>>> {
        let shared = |id: &Id<Case>| {
            let case = records.get(*id);
            case.map_or_else(Vec::new, |case| self.shared(case))
        };
        gather(ids.iter().copied(), shared, |shared| shared.place(records))
    }
}

/// The cases that were asked for, in the order of the list; as a table by the column that is asked for.
pub fn rows(records: &Records, asked: &Asked) -> Vec<Arc<Case>> {
    let mut found = cases(records, asked);
    if let Some((column, down)) = asked
        .arranged
        .sort
        .filter(|_| asked.shape == CasesShape::Table)
    {
        sort_by(&mut found, down, |case| column.sort_key(records, case));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{IdMaker, Timestamp},
        query::{InWords, Words},
    };

    fn shop() -> Records {
        let mut ids = IdMaker::new(1);
        let mut records = Records::default();
        let all = [
            ("lid", CaseKind::Repair, CaseStatus::Open, "2026-12-02"),
            ("taste", CaseKind::Complaint, CaseStatus::Waiting, ""),
            ("pot", CaseKind::Repair, CaseStatus::Waiting, "2026-12-01"),
        ];
        for (slot, (title, kind, status, due)) in (0..).zip(all) {
            let mut case = Case::new(ids.next(Timestamp(1)), title, Timestamp(1));
            case.kind = kind;
            case.due = due.parse().ok();
            case.move_to(status, Timestamp(2));
            records.cases.put(slot, Arc::new(case));
        }
        records
    }

    fn asked(pairs: &[(&str, &str)]) -> Asked {
        let pairs = pairs.iter().map(|(name, word)| (*name, (*word).to_owned()));
        let asked = Asked::read(&Words::of(pairs));
        assert_eq!(Asked::read(&asked.words()), asked);
        asked
    }

    #[test]
    fn any_column_sorts_and_groups_stand_in_their_order() {
        let records = shop();
        let titles = |pairs: &[(&str, &str)]| -> Vec<String> {
            let found = rows(&records, &asked(pairs)).into_iter();
            found.map(|case| case.title.clone()).collect()
        };
        assert_eq!(titles(&[]), ["pot", "lid", "taste"], "as in the list");
        assert_eq!(
            titles(&[("as", "table"), ("sort", "-due")]),
            ["lid", "pot", "taste"]
        );
        let by_title = [("as", "table"), ("sort", "title")];
        assert_eq!(titles(&by_title), ["lid", "pot", "taste"]);
        assert_eq!(titles(&by_title[1..]), titles(&[]), "a list has its own");
        let ids: Vec<Id<Case>> = rows(&records, &asked(&[]))
            .iter()
            .map(|one| one.id)
            .collect();
        let groups = |by: CaseColumn| {
            let parts = by.groups(&records, &ids).into_iter();
            parts
                .map(|part| (part.shared, part.ids.len()))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            groups(CaseColumn::Kind),
            [
                (Shared::Kind(CaseKind::Complaint), 1),
                (Shared::Kind(CaseKind::Repair), 2)
            ]
        );
        assert_eq!(
            groups(CaseColumn::Status),
            [
                (Shared::Status(CaseStatus::Open), 1),
                (Shared::Status(CaseStatus::Waiting), 2)
            ]
        );
        assert_eq!(groups(CaseColumn::Due).len(), 3);
        assert_eq!(groups(CaseColumn::Owner), [(Shared::Nothing, 3)]);
    }

    #[test]
    fn the_table_stands_in_the_address_and_narrows_nothing() {
        let table = asked(&[("as", "table"), ("group", "kind"), ("sums", "1")]);
        assert!(table.shape == CasesShape::Table && table.arranged.sums && table.is_everything());
        assert_eq!(table.arranged.group, Some(CaseColumn::Kind));
        let narrowed = asked(&[("as", "table"), ("kind", "repair")]);
        assert!(!narrowed.is_everything() && narrowed.of_all().is_everything());
        assert_eq!(narrowed.of_all().shape, CasesShape::Table);
        assert_eq!(asked(&[("group", "note")]).arranged.group, None);
        for column in CaseColumn::ALL {
            assert_eq!(CaseColumn::from_key(&column.key()), Some(*column));
        }
    }
}
