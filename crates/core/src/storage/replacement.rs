//! Everything of a shop as pages, checked and ready to be written: what a restore or a sample puts in
//! the place of what there is. Made where the work disturbs nobody, in the worker; hence its bytes.

use crate::domain::{Change, Edit, Record, Records, TableName, validate};

use super::{
    error::StorageError,
    page,
    shop::{ExecuteError, entry::to_bytes, plan::Plan},
    store::{Batch, Space},
};

/// The pages of a whole shop, and the entries of its change log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    pages: Vec<Page>,
    history: Vec<Vec<u8>>,
}

/// A page by its key.
type Page = (String, Vec<u8>);

impl Replacement {
    /// Checks the records against each other and lays them out.
    pub fn new(records: Vec<Record>) -> Result<Self, ExecuteError> {
        let edits: Vec<_> = records.into_iter().map(Edit::create).collect();
        let empty = Records::default();
        validate::edits(&edits, &empty)?;
        let plan = Plan::new(&edits, &empty)?;
        let mut batch = Batch::default();
        plan.encode(&plan.pages(), &empty, &mut batch)?;
        let pages = batch.put.into_iter();
        Ok(Self {
            pages: pages.map(|(_, key, bytes)| (key, bytes)).collect(),
            history: Vec::new(),
        })
    }

    /// The same with what was done to the records: changes numbered from 1 without gaps, each later than the
    /// one before.
    pub fn with_history(mut self, history: &[Change]) -> Result<Self, StorageError> {
        let entries = history.iter().map(to_bytes);
        self.history = entries.collect::<Result<_, _>>()?;
        Ok(self)
    }

    /// The form in which it travels: each page as the lengths of its key and bytes, then both; entries of the
    /// log have no key.
    pub fn into_bytes(self) -> Vec<u8> {
        let size = |key: &str, bytes: &[u8]| key.len() + bytes.len() + 8;
        let pages = self.pages.iter().map(|(key, bytes)| size(key, bytes));
        let history = self.history.iter().map(|bytes| size("", bytes));
        let mut out = Vec::with_capacity(pages.chain(history).sum());
        let history = self.history.into_iter().map(|bytes| (String::new(), bytes));
        for (key, bytes) in self.pages.into_iter().chain(history) {
            for part in [key.as_bytes(), &bytes] {
                let length = u32::try_from(part.len()).unwrap_or(u32::MAX);
                out.extend(length.to_le_bytes());
            }
            out.extend(key.as_bytes());
            out.extend(bytes);
        }
        out
    }

    /// Reads [`Self::into_bytes`]; refuses what are no keys of pages.
    pub fn from_bytes(mut bytes: &[u8]) -> Result<Self, StorageError> {
        let (mut pages, mut history) = (Vec::new(), Vec::new());
        while !bytes.is_empty() {
            let (page, rest) = take(bytes)
                .ok_or_else(|| StorageError::Damaged("pages that end in the middle".to_owned()))?;
            if page.0.is_empty() {
                history.push(page.1);
            } else {
                pages.push(page);
            }
            bytes = rest;
        }
        Ok(Self { pages, history })
    }

    /// The pages with where they belong.
    pub(super) fn pages(&self) -> impl Iterator<Item = (TableName, u32, &[u8])> {
        let pages = self.pages.iter();
        pages.filter_map(|(key, bytes)| {
            place(key).map(|(table, page)| (table, page, bytes.as_slice()))
        })
    }

    /// The entries of the log, oldest first.
    pub(super) fn history(&self) -> &[Vec<u8>] {
        &self.history
    }

    /// The pages as they are to be written.
    pub(super) fn into_puts(self) -> impl Iterator<Item = (Space, String, Vec<u8>)> {
        let pages = self.pages.into_iter();
        pages.map(|(key, bytes)| (Space::Pages, key, bytes))
    }
}

fn take(bytes: &[u8]) -> Option<(Page, &[u8])> {
    let (key_length, rest) = bytes.split_first_chunk()?;
    let (length, rest) = rest.split_first_chunk()?;
    let (key, rest) = rest.split_at_checked(u32::from_le_bytes(*key_length) as usize)?;
    let (content, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    let key = std::str::from_utf8(key).ok()?;
    if !key.is_empty() {
        place(key)?;
    }
    Some(((key.to_owned(), content.to_vec()), rest))
}

fn place(key: &str) -> Option<(TableName, u32)> {
    let mut tables = TableName::ALL.iter();
    tables.find_map(|table| Some((*table, page::number(*table, key)?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Customer, IdMaker, Timestamp, name::Name};

    #[test]
    fn a_shop_travels_whole_or_not_at_all() {
        let mut ids = IdMaker::new(1);
        let someone = |n| {
            Customer::new(
                ids.next(Timestamp(n)),
                Name::from_full("李明朗"),
                Timestamp(n),
            )
        };
        let made = Replacement::new((0..300).map(someone).map(Record::from).collect());
        let made = made.expect("sound records");
        assert_eq!(made.pages().count(), 3);
        let bytes = made.clone().into_bytes();
        assert_eq!(Replacement::from_bytes(&bytes), Ok(made));
        for cut in [1, 7, 20, bytes.len() / 2, bytes.len() - 1] {
            assert!(Replacement::from_bytes(&bytes[..cut]).is_err(), "{cut}");
        }
    }
}
