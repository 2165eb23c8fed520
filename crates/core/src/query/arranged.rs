//! How a table of records stands: by which column it is sorted, in which groups, with sums or without; and what the
//! columns of every such table have in common: a stable name each, that views, addresses and settings keep, and one more
//! for each field of the shop's own. Knows no kind of record.

use std::fmt::Debug;

use super::{
    columns::{own_field, own_key},
    gather::Sum,
    words::{InWords, Words},
};
use crate::domain::{Entity, FieldDef, Id, Records};

/// What the stable name is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// A word of its own.
    Word(&'static str),
    /// The identity of a field of the shop's own.
    Own(Id<FieldDef>),
}

/// Columns, or groupings, by their stable names.
pub trait Keyed: Copy + Eq + Debug + Send + Sync + 'static {
    /// Every one in its first order, but for the own fields; those stand at the end.
    const ALL: &'static [Self];

    /// The one of an own field.
    fn of_own(field: Id<FieldDef>) -> Self;

    /// What its name is made of.
    fn made_of(self) -> Key;

    /// The stable name.
    fn key(self) -> String {
        match self.made_of() {
            Key::Word(word) => word.to_owned(),
            Key::Own(field) => own_key(field),
        }
    }

    /// The one of that name.
    fn from_key(key: &str) -> Option<Self> {
        let is = |one: &Self| matches!(one.made_of(), Key::Word(word) if word == key);
        own_field(key)
            .map(Self::of_own)
            .or_else(|| Self::ALL.iter().copied().find(is))
    }

    /// The own field it is of.
    fn own(self) -> Option<Id<FieldDef>> {
        match self.made_of() {
            Key::Word(_) => None,
            Key::Own(field) => Some(field),
        }
    }
}

/// The columns of a table.
pub trait TableColumn: Keyed {
    /// Its records.
    type Of: Entity + Send + Sync;
    /// What puts them into groups.
    type Group: Keyed;
    /// The groupings in the order they are offered; own fields make groups, too.
    const GROUPS: &'static [Self::Group];

    /// True if a new table shows it.
    fn shown_at_first(self) -> bool;

    /// What the figures of a column add up to; nothing for a column that holds none.
    fn sums(self, records: &Records, ids: &[Id<Self::Of>]) -> Vec<(Sum, usize)>;
}

/// How a table stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arranged<C: TableColumn> {
    /// By which column it is sorted, and whether the great ones come first; as its list is if by none.
    pub sort: Option<(C, bool)>,
    /// In which groups it shows its records.
    pub group: Option<C::Group>,
    /// It says what its figures add up to.
    pub sums: bool,
}

impl<C: TableColumn> Default for Arranged<C> {
    fn default() -> Self {
        Self {
            sort: None,
            group: None,
            sums: false,
        }
    }
}

impl<C: TableColumn> Arranged<C> {
    /// Sorted by that column, the great ones first if `down`.
    pub fn by(column: C, down: bool) -> Self {
        Self {
            sort: Some((column, down)),
            ..Self::default()
        }
    }

    /// Whatever the words say of it.
    pub fn read(words: &Words) -> Self {
        let may = |by: &C::Group| by.own().is_some() || C::GROUPS.contains(by);
        Self {
            sort: words.sort(C::from_key),
            group: C::Group::from_key(words.get("group")).filter(may),
            sums: words.has("sums"),
        }
    }

    /// Says it in words.
    pub fn put(&self, words: &mut Words) {
        words.put_sort(self.sort.map(|(column, down)| (column.key(), down)));
        words.put_some("group", self.group.map(Keyed::key));
        words.put_flag("sums", self.sums);
    }
}

/// What may be asked of a list that is shown as a table, too.
pub trait InTable: InWords {
    /// The columns of the table.
    type Column: TableColumn;

    /// How it stands.
    fn arranged(&self) -> &Arranged<Self::Column>;

    /// The same, to be changed.
    fn arranged_mut(&mut self) -> &mut Arranged<Self::Column>;
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::query::{
        cases::Asked, deals_asked::DealsAsked, leads, products::ProductsAsked,
        sales_filter::SalesFilter, tasks::TasksAsked,
    };

    fn words(pairs: &[(&str, String)]) -> Words {
        Words::of(pairs.iter().map(|(name, word)| (*name, word.clone())))
    }

    /// Holds of every table.
    fn holds<A: InTable + Debug>() {
        let own = Id::new(uuid::Uuid::from_u128(7));
        let columns = <A::Column as Keyed>::ALL.iter().copied();
        let columns: Vec<A::Column> = columns.chain([A::Column::of_own(own)]).collect();
        let names: HashSet<String> = columns.iter().map(|column| column.key()).collect();
        assert_eq!(names.len(), columns.len(), "two have one name");
        for column in columns {
            assert_eq!(A::Column::from_key(&column.key()), Some(column));
            let asked = A::read(&words(&[("sort", format!("-{}", column.key()))]));
            assert_eq!(asked.arranged().sort, Some((column, true)));
            assert_eq!(A::read(&asked.words()), asked);
        }
        let own = <A::Column as TableColumn>::Group::of_own(own);
        let offered = A::Column::GROUPS.iter().copied();
        for by in offered.chain([own]) {
            let asked = A::read(&words(&[("group", by.key()), ("sums", "1".to_owned())]));
            let arranged = asked.arranged();
            assert_eq!((arranged.group, arranged.sums), (Some(by), true));
            assert_eq!(A::read(&asked.words()), asked);
        }
        let none = A::read(&words(&[("group", "title".to_owned())]));
        assert_eq!(none.arranged().group, None, "no two titles are alike");
    }

    #[test]
    fn how_a_table_stands_comes_back_from_its_words() {
        holds::<DealsAsked>();
        holds::<TasksAsked>();
        holds::<Asked>();
        holds::<ProductsAsked>();
        holds::<leads::Asked>();
        holds::<SalesFilter>();
    }
}
