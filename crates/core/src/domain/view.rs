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

/// The list that a view is one of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ViewOf {
    /// The list of those records.
    Records(TableName),
    /// The inbox of leads. Leads are customers, and the inbox is a look at them: so a version that knows no such
    /// views opens one as the usual list of customers.
    Leads,
}

impl ViewOf {
    /// The look of what is a view of the inbox. No look of the list of customers is written like it.
    const INBOX: &'static str = "leads";

    /// Of which records.
    pub const fn table(self) -> TableName {
        match self {
            Self::Records(table) => table,
            Self::Leads => TableName::Customers,
        }
    }

    /// The look that a new view of that list begins with.
    pub const fn look(self) -> &'static str {
        match self {
            Self::Records(_) => "",
            Self::Leads => Self::INBOX,
        }
    }
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

impl View {
    /// The list it is a view of.
    pub fn of(&self) -> ViewOf {
        if self.list == TableName::Customers && self.look == ViewOf::INBOX {
            ViewOf::Leads
        } else {
            ViewOf::Records(self.list)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_view_is_of_the_list_it_was_made_for() {
        for of in [
            ViewOf::Leads,
            ViewOf::Records(TableName::Customers),
            ViewOf::Records(TableName::Products),
        ] {
            let view = View {
                id: Id::new(Uuid::nil()),
                list: of.table(),
                name: String::new(),
                columns: Vec::new(),
                sort: String::new(),
                filter: String::new(),
                text: String::new(),
                look: of.look().to_owned(),
                created: Timestamp(0),
                updated: Timestamp(0),
            };
            assert_eq!(view.of(), of);
            // The look is one of customers only.
            let other = View {
                list: TableName::Sales,
                ..view
            };
            assert_eq!(other.of(), ViewOf::Records(TableName::Sales));
        }
    }
}
