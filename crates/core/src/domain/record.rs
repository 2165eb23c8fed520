//! All kinds of records under one roof: the list of tables, a record of any kind, and the whole
//! shop in memory. A new kind of record is one line in `tables!`.

use std::sync::Arc;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{DeserializeOwned, Error as _},
};
use serde_json::value::RawValue;
use uuid::Uuid;

use super::{
    activity::Activity, attachment::Attachment, case::Case, clock::Timestamp, customer::Customer,
    deal::Deal, field::FieldDef, id::Id, member::Member, pipeline::Pipeline, points::PointsEntry,
    product::Product, relation::Relation, sale::Sale, shop::Shop, table::Table, task::Task,
    template::Template, trash::Trashed, view::View,
};

/// What every kind of record has.
pub trait Entity: Clone + PartialEq + Serialize + DeserializeOwned + 'static {
    /// The table it lives in.
    const TABLE: TableName;
    /// Its identity without the type.
    fn raw_id(&self) -> Uuid;
    /// When it last changed.
    fn updated(&self) -> Timestamp;
    /// Notes a change at `now`.
    fn set_updated(&mut self, now: Timestamp);
    /// Wraps it as a record of any kind.
    fn into_record(this: Arc<Self>) -> Record;
    /// The other way round; `None` if it is of another kind.
    fn from_record(record: &Record) -> Option<&Arc<Self>>;
    /// Its table.
    fn table(records: &Records) -> &Table<Self>;
    /// Its table, to be changed.
    fn table_mut(records: &mut Records) -> &mut Table<Self>;
}

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Tagged {
            table: TableName,
            record: Box<RawValue>,
        }
        let Tagged { table, record } = Tagged::deserialize(deserializer)?;
        Self::from_text(table, record.get()).map_err(D::Error::custom)
    }
}

macro_rules! tables {
    ($($variant:ident, $field:ident, $text:literal, $type:ident, $updated:ident, $doc:literal;)*) => {
        /// A kind of record.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum TableName { $(#[doc = $doc] $variant,)* }

        impl TableName {
            /// Every table; what a record refers to stands before it.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name used in storage and files.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }

        /// A record of any kind.
        #[derive(Debug, Clone, PartialEq, Serialize)]
        #[serde(tag = "table", content = "record", rename_all = "snake_case")]
        pub enum Record { $(#[doc = $doc] $variant(Arc<$type>),)* }

        impl Record {
            /// The table it belongs to.
            pub const fn table(&self) -> TableName {
                match self { $(Self::$variant(_) => TableName::$variant,)* }
            }
            /// Its identity.
            pub fn id(&self) -> Uuid {
                match self { $(Self::$variant(record) => record.raw_id(),)* }
            }
            /// When it last changed.
            pub fn updated(&self) -> Timestamp {
                match self { $(Self::$variant(record) => record.updated(),)* }
            }
            /// The same record, marked as changed at `now`.
            #[must_use]
            pub fn touched(mut self, now: Timestamp) -> Self {
                match &mut self { $(Self::$variant(record) => Arc::make_mut(record).set_updated(now),)* }
                self
            }
            /// The record alone as JSON.
            pub fn to_json(&self) -> Result<serde_json::Value, serde_json::Error> {
                match self { $(Self::$variant(record) => serde_json::from_slice(&serde_json::to_vec(record)?),)* }
            }
            /// Writes the record alone, without saying of which kind it is.
            pub(super) fn serialize_alone<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                match self { $(Self::$variant(record) => record.serialize(to),)* }
            }
            /// Reads a record of a known kind.
            pub fn from_json(table: TableName, json: serde_json::Value) -> Result<Self, serde_json::Error> {
                Self::from_text(table, &json.to_string())
            }
            // Everything is read from text: each further source of serde's would bring the reading of
            // every type once more, which the first load of the page would carry.
            pub(super) fn from_text(table: TableName, json: &str) -> Result<Self, serde_json::Error> {
                Ok(match table { $(TableName::$variant => Self::$variant(serde_json::from_str(json)?),)* })
            }
        }

        $(impl Entity for $type {
            const TABLE: TableName = TableName::$variant;
            fn raw_id(&self) -> Uuid { self.id.raw() }
            fn updated(&self) -> Timestamp { self.$updated }
            fn set_updated(&mut self, now: Timestamp) { self.$updated = now; }
            fn into_record(this: Arc<Self>) -> Record { Record::$variant(this) }
            fn from_record(record: &Record) -> Option<&Arc<Self>> {
                match record { Record::$variant(record) => Some(record), _ => None }
            }
            fn table(records: &Records) -> &Table<Self> { &records.$field }
            fn table_mut(records: &mut Records) -> &mut Table<Self> { &mut records.$field }
        })*

        /// Everything a shop knows, in memory.
        #[derive(Debug, Clone, Default)]
        pub struct Records { $(#[doc = $doc] pub $field: Table<$type>,)* }

        impl Records {
            /// A record by table and identity.
            pub fn find(&self, table: TableName, id: Uuid) -> Option<Record> {
                match table { $(TableName::$variant => self.$field.get_raw(id).cloned().map(Record::$variant),)* }
            }
            /// True if that record exists.
            pub fn contains(&self, table: TableName, id: Uuid) -> bool {
                match table { $(TableName::$variant => self.$field.contains(id),)* }
            }
            /// How many records a table has.
            pub fn count(&self, table: TableName) -> usize {
                match table { $(TableName::$variant => self.$field.len(),)* }
            }
            /// The change counter of a table.
            pub const fn version(&self, table: TableName) -> u64 {
                match table { $(TableName::$variant => self.$field.version(),)* }
            }
            /// Takes the place of `old`, see [`Table::succeed`].
            pub fn succeed(&mut self, old: &Self) {
                $(self.$field.succeed(&old.$field);)*
            }
            /// Every record of a table.
            pub fn all(&self, table: TableName) -> Vec<Record> {
                match table { $(TableName::$variant => self.$field.iter().cloned().map(Record::$variant).collect(),)* }
            }
        }

        /// Runs `$body` with `$T` standing for the type of the records of a table.
        macro_rules! for_table {
            ($name:expr, $T:ident => $body:expr) => {
                match $name { $($crate::domain::TableName::$variant => { type $T = $crate::domain::$type; $body })* }
            };
        }
    };
}
tables! {
    Shop, shop, "shop", Shop, updated, "The shop's own settings: one record.";
    Members, members, "members", Member, updated, "The team.";
    Fields, fields, "fields", FieldDef, updated, "Fields of the shop's own.";
    Customers, customers, "customers", Customer, updated, "People and companies.";
    Pipelines, pipelines, "pipelines", Pipeline, updated, "Boards with their stages.";
    Products, products, "products", Product, updated, "What the shop sells.";
    Deals, deals, "deals", Deal, updated, "Opportunities.";
    Sales, sales, "sales", Sale, updated, "Sales and refunds.";
    Cases, cases, "cases", Case, updated, "After-sales requests.";
    Points, points, "points", PointsEntry, updated, "Points that came or went without a sale.";
    Activities, activities, "activities", Activity, updated, "Touches and notes.";
    Tasks, tasks, "tasks", Task, updated, "To-dos.";
    Relations, relations, "relations", Relation, updated, "How customers belong together.";
    Views, views, "views", View, updated, "Saved views of lists.";
    Templates, templates, "templates", Template, updated, "Texts that are written again and again.";
    Files, files, "files", Attachment, updated, "Files attached to records.";
    Trash, trash, "trash", Trashed, at, "What was deleted.";
}

impl Records {
    /// The shop's settings, once it is set up.
    pub fn settings(&self) -> Option<&Arc<Shop>> {
        self.shop.get(Shop::ID)
    }

    /// How many records there are of all kinds.
    pub fn total(&self) -> u64 {
        let counts = TableName::ALL.iter().map(|table| self.count(*table));
        counts.sum::<usize>() as u64
    }

    /// Those tables and no others.
    #[must_use]
    pub fn only(&self, tables: &[TableName]) -> Self {
        let mut some = Self::default();
        for table in tables {
            for_table!(*table, T => *T::table_mut(&mut some) = T::table(self).clone());
        }
        some
    }

    /// The typed record with that identity.
    pub fn get<T: Entity>(&self, id: Id<T>) -> Option<&Arc<T>> {
        T::table(self).get(id)
    }
}

impl<T: Entity> From<T> for Record {
    fn from(record: T) -> Self {
        T::into_record(Arc::new(record))
    }
}
