//! The forms that lists go out in.

use serde::{Deserialize, Serialize};

/// A form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Out {
    /// One list, without what is related to it.
    Csv,
    /// A workbook.
    Workbook,
    /// One list as JSON, without what is related to it.
    Json,
    /// Every list as CSV, in one archive.
    Folder,
    /// A page that opens anywhere.
    Page,
    /// What stands on a day, as a calendar.
    Calendar,
}

impl Out {
    /// How the name of such a file ends.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Workbook => "xlsx",
            Self::Json => "json",
            Self::Folder => "zip",
            Self::Page => "html",
            Self::Calendar => "ics",
        }
    }

    /// Its media type.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Csv => "text/csv;charset=utf-8",
            Self::Workbook => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
            Self::Folder => "application/zip",
            Self::Page => "text/html;charset=utf-8",
            Self::Calendar => "text/calendar;charset=utf-8",
        }
    }
}
