//! How the lists of some program are to be read, as a person put it right once: part of the settings, so that it
//! goes wherever the shop goes. Names of kinds, encodings and fields are those of the importer, which alone
//! understands them; what it does not know any more it passes over.

use serde::{Deserialize, Serialize};

/// How a list with certain headers is to be read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FileWays {
    /// What the list holds.
    pub kind: String,
    /// Its headers from the left, and what becomes of what is under each.
    pub columns: Vec<FileColumn>,
    /// The print of the headers as they were seen before anybody said how the file is written, in hexadecimal;
    /// blank if they were these.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub seen: String,
    /// Name of the encoding that was chosen; blank if it was found out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub encoding: String,
    /// Name of the encoding that it had been taken for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub taken_for: String,
    /// What stands between the cells; blank if it was found out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub delimiter: String,
    /// The row that names the columns, 0 for none, if it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<u32>,
    /// How `1/2/2024` is meant; blank if it was found out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub date_order: String,
    /// What stands before decimals; blank if it was found out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub decimal_mark: String,
}

/// A header and what becomes of what is under it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FileColumn {
    /// The header, shortened.
    pub title: String,
    /// What it becomes, in the importer's words.
    pub becomes: String,
}
