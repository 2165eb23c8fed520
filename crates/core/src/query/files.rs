//! What attached files take: by category, the largest first, and what only the trash still holds. Equal
//! bytes are kept once and count once.

use std::{
    collections::{BTreeMap, HashSet},
    sync::Arc,
};

use crate::domain::{Attachment, FileCategory, Records, attachment::file_of};

/// What they take.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Taken {
    /// Files, the deleted ones not counted.
    pub count: usize,
    /// Bytes of all of them, the deleted ones included.
    pub bytes: u64,
    /// Bytes that only deleted ones name.
    pub in_trash: u64,
    /// Files and their bytes by category; those without files are left out.
    pub by_category: Vec<(FileCategory, usize, u64)>,
    /// The largest, largest first.
    pub largest: Vec<Arc<Attachment>>,
}

/// How many of the largest are named.
const LARGEST: usize = 5;

/// Adds everything up.
pub fn taken(records: &Records) -> Taken {
    let mut taken = Taken {
        count: records.files.len(),
        ..Taken::default()
    };
    let mut seen: HashSet<&str> = HashSet::new();
    let mut by_category: BTreeMap<FileCategory, (usize, u64)> = BTreeMap::new();
    for file in records.files.iter() {
        let sum = by_category.entry(file.category).or_default();
        sum.0 += 1;
        if seen.insert(&file.hash) {
            taken.bytes += file.size;
            sum.1 += file.size;
        }
    }
    for entry in records.trash.iter() {
        if let Some(file) = file_of(&entry.record)
            && seen.insert(&file.hash)
        {
            taken.bytes += file.size;
            taken.in_trash += file.size;
        }
    }
    let all = by_category.into_iter();
    taken.by_category = all
        .map(|(one, (count, bytes))| (one, count, bytes))
        .collect();
    let mut largest: Vec<_> = records.files.iter().cloned().collect();
    largest.sort_by_key(|file| (std::cmp::Reverse(file.size), file.id));
    largest.truncate(LARGEST);
    taken.largest = largest;
    taken
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::{AttachedTo, Id, TableName, Timestamp, Trashed, attachment::content_hash};

    fn file(number: u128, content: &str, category: FileCategory) -> Attachment {
        Attachment {
            id: Id::new(Uuid::from_u128(number)),
            to: AttachedTo {
                table: TableName::Customers,
                id: Uuid::from_u128(9),
            },
            name: content.to_owned(),
            mime: String::new(),
            size: content.len() as u64,
            hash: content_hash(content.as_bytes()),
            category,
            stage: None,
            created: Timestamp(0),
            updated: Timestamp(0),
        }
    }

    #[test]
    fn equal_bytes_count_once_and_the_trash_apart() {
        let mut records = Records::default();
        let photo = FileCategory::Photo;
        for (slot, file) in [
            file(1, "four", photo),
            file(2, "four", photo),
            file(3, "sixsix", FileCategory::Contract),
        ]
        .into_iter()
        .enumerate()
        {
            let slot = u32::try_from(slot).expect("small");
            records.files.put(slot, Arc::new(file));
        }
        for (slot, content) in ["four", "gone!"].into_iter().enumerate() {
            let entry = Trashed {
                id: Id::new(Uuid::from_u128(20 + slot as u128)),
                at: Timestamp(0),
                along_with: None,
                record: file(10 + slot as u128, content, photo).into(),
                links: Vec::new(),
            };
            let slot = u32::try_from(slot).expect("small");
            records.trash.put(slot, Arc::new(entry));
        }
        let taken = taken(&records);
        assert_eq!((taken.count, taken.bytes, taken.in_trash), (3, 15, 5));
        let expected = [(FileCategory::Contract, 1, 6), (photo, 2, 4)];
        assert_eq!(taken.by_category, expected);
        let names: Vec<_> = taken
            .largest
            .iter()
            .map(|file| file.name.as_str())
            .collect();
        assert_eq!(names, ["sixsix", "four", "four"]);
    }
}
