//! What the page asks about a file and what the worker answers.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    domain::{Currency, Customer, FieldDef, Id, Member, Pipeline, TableName, Timestamp},
    exchange::{
        amount::DecimalMark,
        customers::Mapping,
        dates::DateOrder,
        deciding::{By, Deciding, Whose},
        duplicates::DuplicateChoice,
        import::{Choices, Format},
        sales::{self, SalesWarning},
        things::{self, Target},
    },
};

pub use super::wrong::{Issue, Reason};
pub use super::{
    file::PlanKey,
    known::Counted,
    rows::{
        CalendarRow, Candidate, CustomerPreview, Fate, Line, Met, Of, PAGE, Page, Preview, Refused,
        among,
    },
};
pub use crate::exchange::recognise::Kind;

/// How far to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// Find out what it is, without comparing it with what the shop has.
    Look,
    /// Find out what would change.
    Plan,
    /// The same, and the records as bytes: one JSON text a line, new ones first.
    Records,
    /// The rows that can't be taken, as [`Rejects`] in JSON.
    Rejects,
    /// The rows that are taken without one of their values, in the same form.
    Lacking,
}

/// What a reader may know besides the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// The person's language (BCP 47).
    pub language: String,
    /// Now.
    pub now: Timestamp,
    /// The civil date in the shop's zone.
    pub today: NaiveDate,
    /// The shop's zone (IANA).
    pub zone: String,
    /// The shop's currency.
    pub currency: Currency,
    /// Seed of new identities.
    pub seed: u64,
    /// People whose data the shop has erased: no backup brings them back.
    #[serde(default)]
    pub erased: Vec<Id<Customer>>,
    /// The shop's own fields.
    #[serde(default)]
    pub fields: Vec<Arc<FieldDef>>,
    /// Its boards.
    #[serde(default)]
    pub boards: Vec<Arc<Pipeline>>,
    /// Its team.
    #[serde(default)]
    pub members: Vec<Arc<Member>>,
    /// What a board is called that has to be made.
    #[serde(default)]
    pub board: String,
}

/// What a person may decide by hand; nothing means "find it out".
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Decisions {
    /// What the file holds.
    pub kind: Option<Kind>,
    /// Encoding, separator, and the columns of a list of customers.
    pub choices: Choices,
    /// The columns of a list of sales.
    pub sales_targets: Option<Vec<sales::Target>>,
    /// The columns of a list of deals, products, tasks or touches.
    pub targets: Option<Vec<Target>>,
    /// How `1/2/2024` is meant where the column leaves it open.
    pub date_order: Option<DateOrder>,
    /// What stands before the decimals where a column of numbers leaves it open.
    pub decimal_mark: Option<DecimalMark>,
    /// What to do with what is known already.
    pub duplicates: DuplicateChoice,
    /// What tells whom the shop knows, in a list of customers.
    pub by: By,
    /// What was said of single rows of it.
    pub rows: BTreeMap<usize, Whose>,
}

impl Decisions {
    /// True if nothing differs but what was said of single rows.
    pub fn differs_in_rows(&self, other: &Self) -> bool {
        let rows = other.rows.clone();
        Self {
            rows,
            ..self.clone()
        } == *other
    }

    /// What was decided of whom the rows are.
    pub fn deciding(&self) -> Deciding {
        Deciding {
            choice: self.duplicates,
            by: self.by,
            rows: self.rows.clone(),
        }
    }
}

/// The question. The bytes beside it are the file and then what the shop has, see `known`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// How far to go.
    pub stage: Stage,
    /// What was decided by hand.
    pub decisions: Decisions,
    /// What a reader may know besides the file.
    pub setting: Setting,
    /// Bytes of the file.
    pub file: usize,
    /// What the shop has behind it.
    pub known: Counted,
    /// The state of the shop that a plan is made for.
    pub basis: u64,
}

/// What a column of sales holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SalesColumn {
    /// Its header.
    pub title: String,
    /// The first value that is not blank.
    pub example: String,
    /// What it becomes.
    pub target: sales::Target,
}

/// The columns of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Columns {
    /// Not a table.
    #[default]
    None,
    /// A list of customers.
    Customers(Mapping),
    /// A list of sales.
    Sales(Vec<SalesColumn>),
    /// A list of deals, products, tasks or touches.
    Things(Vec<things::Column>),
}

/// How many of everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Rows or cards of the file.
    pub rows: usize,
    /// New records of the file's kind.
    pub create: usize,
    /// Known records that change.
    pub update: usize,
    /// Rows left out because they are known.
    pub skip: usize,
    /// Known records of which the file says nothing new.
    pub unchanged: usize,
    /// With sales: rows left out that say something else of a known order.
    pub differing: usize,
    /// With sales: orders that were called off or not paid.
    pub void: usize,
    /// With sales: new ones that are returns of orders which say so themselves.
    pub returns: usize,
    /// Rows that can't be taken.
    pub rejected: usize,
    /// Rows that are taken without one of their values.
    pub lacking: usize,
    /// With sales: customers nobody knew.
    pub customers: usize,
    /// With sales: products nobody knew.
    pub products: usize,
    /// With sales: refunds that name a sale nobody knows.
    pub unlinked: usize,
    /// Problems found, also those not in the list.
    pub issues: usize,
    /// Rows that only add up others, left out.
    pub totals: usize,
    /// Events that are over, left out.
    pub past: usize,
    /// Events that were called off, left out.
    pub cancelled: usize,
    /// Own fields that the import makes.
    pub fields: usize,
    /// Boards and stages that it makes.
    pub stages: usize,
    /// Members of the team that it makes.
    pub members: usize,
    /// With deals and tasks: known customers that their rows say something new of.
    pub people: usize,
    /// New relations between customers.
    pub relations: usize,
    /// Customers who bring points along.
    pub points: usize,
}

impl Counts {
    /// Records that would be written, as the person counts them: with sales those that come along
    /// are not counted, with a calendar the people whose birthdays it names are, with deals and tasks the
    /// people of rows that hold nothing else, and relations and points where nothing is new about the people
    /// themselves.
    pub const fn to_write(&self, kind: Kind) -> usize {
        let people = match kind {
            Kind::Calendar => self.customers,
            Kind::Customers if self.create + self.update == 0 => self.relations + self.points,
            Kind::Deals | Kind::Activities | Kind::Points if self.create + self.update == 0 => {
                self.customers + self.people + self.relations + self.points
            }
            _ => 0,
        };
        self.create + self.update + people
    }
}

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BackupView {
    /// Name of the shop.
    pub shop: String,
    /// Records by table.
    pub counts: Vec<(TableName, usize)>,
    /// Address and name of each file whose bytes it needs, none twice.
    pub files: Vec<(String, String)>,
    /// Changes in its history.
    pub history: usize,
    /// True if the rescue page wrote it.
    pub rescued: bool,
    /// Things that were put up with.
    pub warnings: usize,
}

/// Rows of totals that are named one by one.
const NAMED: usize = 12;

/// The answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// What it holds.
    pub kind: Kind,
    /// How it is built.
    pub format: Format,
    /// Name of its encoding.
    pub encoding: String,
    /// The separator of a table.
    pub delimiter: Option<char>,
    /// The row of a table that names its columns, 0 if none does.
    pub header: Option<usize>,
    /// Numbers and first words of the first rows of a table, one of which may name the columns.
    pub heads: Vec<(usize, String)>,
    /// The product whose export it is.
    pub product: Option<String>,
    /// Its columns.
    pub columns: Columns,
    /// How many of everything.
    pub counts: Counts,
    /// All rows, in the worker; what crosses over are the first ones.
    #[serde(skip)]
    pub preview: Preview,
    /// The first rows.
    pub first: Page,
    /// How many rows there are to show; the worker has the others.
    pub listed: usize,
    /// The first problems.
    pub issues: Vec<Issue>,
    /// What an owner should look at before importing sales.
    pub warnings: Vec<SalesWarning>,
    /// True for sales without order numbers, which are recognised by customer, day and amount only.
    pub no_orders: bool,
    /// Names that become members of the team.
    pub members: Vec<String>,
    /// Numbers of the first rows that only add up others.
    pub totals: Vec<usize>,
    /// True if the columns that are needed are there.
    pub usable: bool,
    /// What a backup holds.
    pub backup: Option<BackupView>,
    /// The plan that the worker keeps for the moment it is agreed to.
    pub plan: Option<PlanKey>,
}

impl Reading {
    /// An answer that only says what the file is.
    pub fn of(kind: Kind, format: Format, encoding: &str) -> Self {
        Self {
            kind,
            format,
            encoding: encoding.to_owned(),
            delimiter: None,
            header: None,
            heads: Vec::new(),
            product: None,
            columns: Columns::None,
            counts: Counts::default(),
            preview: Preview::None,
            first: Page::default(),
            listed: 0,
            issues: Vec::new(),
            warnings: Vec::new(),
            no_orders: false,
            members: Vec::new(),
            totals: Vec::new(),
            usable: true,
            backup: None,
            plan: None,
        }
    }

    /// Where the file comes among several: what others name goes first, companies before their people.
    pub fn turn(&self) -> (u8, bool) {
        let companies = match &self.columns {
            Columns::Customers(mapping) => mapping.of_companies(),
            _ => false,
        };
        (self.kind.turn(), !companies)
    }

    /// Notes the rows that only add up others.
    pub fn set_totals(&mut self, rows: &[usize]) {
        self.counts.totals = rows.len();
        self.totals = rows.iter().take(NAMED).copied().collect();
    }

    /// Adds what was found; `keep` of all stay in the list.
    pub fn add_issues(&mut self, more: impl IntoIterator<Item: Into<Issue>>, keep: usize) {
        let before = self.issues.len();
        self.issues.extend(more.into_iter().map(Into::into));
        self.counts.issues += self.issues.len() - before;
        self.issues.truncate(keep);
    }
}

/// What can't be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rejects {
    /// Rows of a table.
    Rows {
        /// The header, if there is one.
        header: Option<Vec<String>>,
        /// The cells of each row and what is wrong with it.
        rows: Vec<(Vec<String>, Vec<Reason>)>,
    },
    /// Cards, or entries of a calendar, as they stand in the file.
    AsTheyAre(String),
}
