//! A saved view of a list: which columns, in what order and how wide, which records and how sorted.
//! Filter and order are kept in the short form that addresses use; what they mean is for `query`.

use serde::{Deserialize, Serialize};

use super::{clock::Timestamp, id::Id, record::TableName};

/// A column of a view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewColumn {
    /// The column's stable name.
    pub key: String,
    /// Width in CSS pixels.
    pub width: u16,
}

/// A view somebody saved under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// Identity.
    pub id: Id<View>,
    /// The list it is a view of.
    pub list: TableName,
    /// What it is called.
    pub name: String,
    /// The shown columns in order; none stands for the list's usual ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<ViewColumn>,
    /// The order in its short form; blank stands for the usual one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sort: String,
    /// The filter in its short form; blank lets everything pass.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub filter: String,
    /// What is searched for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Shape, groups and sums in their short form; blank stands for the usual look.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub look: String,
    /// First written here.
    pub created: Timestamp,
    /// Last changed here.
    pub updated: Timestamp,
}
