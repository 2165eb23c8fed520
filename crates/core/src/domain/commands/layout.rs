//! Arranging the parts of a customer. Decided on the shop as it is when the command is carried out, so that
//! two presses in a row are two steps.

use crate::domain::{
    change::{Label, Verb},
    clock::Moment,
    command::{Command, Draft, Refusal},
    layout::{CustomerPart, Layout},
    record::{Records, TableName},
};

use super::updated;

/// Changes the order of a customer's parts, or which are hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrange {
    /// Moves a part among the others.
    Move {
        /// Which.
        part: CustomerPart,
        /// How many places: −1 is one up.
        by: isize,
    },
    /// Shows or hides a part.
    Show {
        /// Which.
        part: CustomerPart,
        /// Whether it is to be seen.
        shown: bool,
    },
    /// Goes back to what is usual for the kind of shop.
    AsUsual,
}

impl Command for Arrange {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let gone = Refusal::Gone(TableName::Shop);
        let shop = records.settings().ok_or(gone)?;
        let layout = match *self {
            Self::Move { part, by } => shop.customer_layout().moved(part, by),
            Self::Show { part, shown } => shop.customer_layout().showing(part, shown),
            Self::AsUsual => Layout::usual(shop.kind),
        };
        let edit = updated(shop, moment.now, |shop| shop.arrange(layout));
        let edit = edit.ok_or(Refusal::Nothing)?;
        let label = Label::new(Verb::Edit, TableName::Shop, 1, shop.name.clone());
        Ok(Draft::new(label, vec![edit]))
    }
}
