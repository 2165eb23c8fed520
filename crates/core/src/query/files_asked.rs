//! The shop's files as one list: narrowed by words, by what they are to the shop, by the kind of record they are on
//! and by the stage their deal was at; in the order that was asked for. Read from and written to the words of an
//! address. What files take is the business of `files`.

use std::{cmp::Reverse, collections::HashSet, sync::Arc};

use super::{
    codec::{name_of, named},
    words::{InWords, Words},
};
use crate::{
    domain::{Attachment, FileCategory, Id, Records, Stage, TableName, commands},
    search::{Said, fold},
};

/// In which order files stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum FilesOrder {
    /// The newest first.
    #[default]
    Newest,
    /// The largest first.
    Largest,
    /// By name.
    Name,
}

impl FilesOrder {
    /// Every order, as pickers show them.
    pub const ALL: [Self; 3] = [Self::Newest, Self::Largest, Self::Name];

    /// The stable name used in addresses; blank for the usual one.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Newest => "",
            Self::Largest => "size",
            Self::Name => "name",
        }
    }

    /// The one of that name; the usual one for what is none.
    pub fn from_key(key: &str) -> Self {
        let mut all = Self::ALL.into_iter();
        all.find(|one| one.key() == key).unwrap_or_default()
    }
}

/// What is asked of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FilesAsked {
    /// Words that occur in the name of the file or of the record it is on.
    pub text: String,
    /// Only of this category.
    pub category: Option<FileCategory>,
    /// Only on records of this table.
    pub on: Option<TableName>,
    /// Only added while their deal was at this stage.
    pub stage: Option<Id<Stage>>,
    /// In which order.
    pub order: FilesOrder,
}

impl InWords for FilesAsked {
    fn read(words: &Words) -> Self {
        let holds = |table: &TableName| Attachment::TABLES.contains(table);
        Self {
            text: words.get("q").to_owned(),
            category: named(words.get("category")),
            on: named(words.get("on")).filter(holds),
            stage: words.id("stage"),
            order: FilesOrder::from_key(words.get("sort")),
        }
    }

    fn words(&self) -> Words {
        let mut words = Words::default();
        words.put("q", self.text.as_str());
        words.put_some("category", self.category.as_ref().map(name_of));
        words.put_some("on", self.on.as_ref().map(name_of));
        words.put_some("stage", self.stage);
        words.put("sort", self.order.key());
        words
    }
}

impl FilesAsked {
    /// True if nothing narrows the list.
    pub fn is_everything(&self) -> bool {
        let everything = Self {
            order: self.order,
            ..Self::default()
        };
        *self == everything
    }
}

/// What the record is called that the file is on; blank if it is gone.
pub fn whose(records: &Records, file: &Attachment) -> String {
    let record = records.find(file.to.table, file.to.id);
    record.as_ref().map(commands::name_of).unwrap_or_default()
}

/// The files that were asked for, in order.
pub fn files(records: &Records, asked: &FilesAsked) -> Vec<Arc<Attachment>> {
    let words = Said::of(&asked.text);
    let said = |file: &Attachment| words.is_in(&[&file.name, &whose(records, file)]);
    let passes = |file: &&Arc<Attachment>| {
        asked.category.is_none_or(|one| file.category == one)
            && asked.on.is_none_or(|table| file.to.table == table)
            && asked.stage.is_none_or(|stage| file.stage == Some(stage))
            && said(file)
    };
    let mut found: Vec<_> = records.files.iter().filter(passes).cloned().collect();
    match asked.order {
        FilesOrder::Newest => found.sort_by_key(|file| Reverse((file.created, file.id))),
        FilesOrder::Largest => found.sort_by_key(|file| (Reverse(file.size), file.id)),
        FilesOrder::Name => found.sort_by_cached_key(|file| (fold(&file.name), file.id)),
    }
    found
}

/// Stages of which there are files, with their names, board by board in order.
pub fn stages(records: &Records) -> Vec<(Id<Stage>, String)> {
    let some: HashSet<Id<Stage>> = records.files.iter().filter_map(|file| file.stage).collect();
    let mut boards: Vec<_> = records.pipelines.iter().collect();
    boards.sort_by(|a, b| a.rank.cmp(&b.rank));
    let named = boards.iter().flat_map(|board| &board.stages);
    let named = named.filter(|stage| some.contains(&stage.id));
    named.map(|stage| (stage.id, stage.name.clone())).collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::{
        AttachedTo, Customer, Pipeline, Rank, Timestamp, attachment::content_hash, name::Name,
    };

    fn id<T>(number: u128) -> Id<T> {
        Id::new(Uuid::from_u128(number))
    }

    fn shop() -> Records {
        use FileCategory::{Contract, Photo};
        use TableName::{Customers, Deals};
        let mut records = Records::default();
        let ann = Customer::new(id(9), Name::from_full("Ann Lee"), Timestamp(0));
        records.customers.put(0, Arc::new(ann));
        let stage = |number: u128, name: &str| Stage {
            id: id(number),
            name: name.to_owned(),
            probability: 50,
            stale_after: None,
        };
        let board = Pipeline {
            id: id(20),
            name: "Board".to_owned(),
            rank: Rank::first(),
            stages: vec![stage(21, "Asked"), stage(22, "Offered")],
            lost_reasons: Vec::new(),
            created: Timestamp(0),
            updated: Timestamp(0),
        };
        records.pipelines.put(0, Arc::new(board));
        let file = |number: u128, name: &str, size, category, (table, whose), stage| Attachment {
            id: id(number),
            to: AttachedTo {
                table,
                id: Uuid::from_u128(whose),
            },
            name: name.to_owned(),
            mime: String::new(),
            size,
            hash: content_hash(name.as_bytes()),
            category,
            stage,
            created: Timestamp(i64::try_from(number).expect("small")),
            updated: Timestamp(0),
        };
        let all = [
            file(1, "Zebra.png", 10, Photo, (Customers, 9), None),
            file(2, "lease.pdf", 30, Contract, (Deals, 8), Some(id(22))),
            file(3, "Äpfel.png", 20, Photo, (Deals, 8), Some(id(21))),
        ];
        for (slot, file) in (0..).zip(all) {
            records.files.put(slot, Arc::new(file));
        }
        records
    }

    fn found(asked: &FilesAsked) -> Vec<u128> {
        let found = files(&shop(), asked).into_iter();
        found.map(|file| file.id.raw().as_u128()).collect()
    }

    #[test]
    fn each_narrowing_and_each_order() {
        let all = FilesAsked::default;
        assert_eq!(found(&all()), [3, 2, 1]);
        let order = |order| FilesAsked { order, ..all() };
        assert_eq!(found(&order(FilesOrder::Largest)), [2, 3, 1]);
        assert_eq!(found(&order(FilesOrder::Name)), [3, 2, 1]);
        let photos = FilesAsked {
            category: Some(FileCategory::Photo),
            ..all()
        };
        assert_eq!(found(&photos), [3, 1]);
        let deals = FilesAsked {
            on: Some(TableName::Deals),
            ..photos
        };
        assert_eq!(found(&deals), [3]);
        let offered = FilesAsked {
            stage: Some(id(22)),
            ..all()
        };
        assert_eq!(found(&offered), [2]);
    }

    #[test]
    fn words_are_looked_for_in_the_file_and_in_whose_it_is() {
        let said = |text: &str| FilesAsked {
            text: text.to_owned(),
            ..FilesAsked::default()
        };
        assert_eq!(found(&said("ann LEE")), [1]);
        assert_eq!(found(&said("png zeb")), [1]);
        assert_eq!(found(&said("apfel")), [3]);
        assert_eq!(found(&said("  ")), [3, 2, 1]);
        assert_eq!(found(&said("nobody")), [0_u128; 0]);
    }

    #[test]
    fn what_is_asked_survives_an_address() {
        let asked = FilesAsked {
            text: "lease".to_owned(),
            category: Some(FileCategory::Contract),
            on: Some(TableName::Deals),
            stage: Some(id(22)),
            order: FilesOrder::Name,
        };
        assert_eq!(FilesAsked::read(&asked.words()), asked);
        assert!(!asked.is_everything());
        // Touches have no files, and what is no word says nothing.
        let wrong = Words::of([
            ("on", "activities".to_owned()),
            ("category", "x".to_owned()),
            ("sort", "y".to_owned()),
        ]);
        assert_eq!(FilesAsked::read(&wrong), FilesAsked::default());
    }

    #[test]
    fn stages_of_which_there_are_files_stand_in_the_order_of_the_board() {
        let names: Vec<String> = stages(&shop()).into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["Asked", "Offered"]);
    }
}
