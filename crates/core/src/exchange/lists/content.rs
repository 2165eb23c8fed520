//! The rows of a list, made one by one when they are written: a large shop has millions of cells, which need
//! not stand in memory beside its records.

use std::{fmt, ops::Range};

use super::Value;

/// The rows of a list.
pub struct Content<'a> {
    count: usize,
    row: Box<dyn Fn(usize) -> Vec<Value<'a>> + 'a>,
}

impl<'a> Content<'a> {
    /// So many rows, each made by its place, from 0.
    pub fn of(count: usize, row: impl Fn(usize) -> Vec<Value<'a>> + 'a) -> Self {
        Self {
            count,
            row: Box::new(row),
        }
    }

    /// A row for each of these.
    pub fn each<T: 'a>(items: Vec<T>, row: impl Fn(&T) -> Vec<Value<'a>> + 'a) -> Self {
        Self::of(items.len(), move |at| {
            items.get(at).map(&row).unwrap_or_default()
        })
    }

    /// Rows that are there already.
    pub fn here(rows: Vec<Vec<Value<'a>>>) -> Self {
        Self::each(rows, Clone::clone)
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.count
    }

    /// True if there are none.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Vec<Value<'a>>> + '_ {
        self.range(0..self.count)
    }

    /// Those of these places.
    pub fn range(&self, places: Range<usize>) -> impl Iterator<Item = Vec<Value<'a>>> + '_ {
        places.map(|at| (self.row)(at))
    }
}

impl fmt::Debug for Content<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} rows", self.count)
    }
}
