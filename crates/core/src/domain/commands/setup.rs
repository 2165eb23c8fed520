//! Setting the shop up: its settings and its first board in one change.

use crate::domain::{
    change::{Edit, Label, Verb},
    clock::Moment,
    command::{Command, Draft, Refusal},
    pipeline::Pipeline,
    record::{Records, TableName},
    shop::Shop,
};

/// Writes the shop's settings and first board. Refused where a shop exists already, so that two
/// tabs that start at once set up one shop.
#[derive(Debug, Clone)]
pub struct SetUp {
    /// The settings.
    pub shop: Shop,
    /// The first board.
    pub board: Pipeline,
}

impl Command for SetUp {
    fn decide(&self, records: &Records, _: &Moment) -> Result<Draft, Refusal> {
        if records.settings().is_some() {
            return Err(Refusal::Nothing);
        }
        let label = Label::new(Verb::SetUp, TableName::Shop, 1, self.shop.name.clone());
        let edits = vec![
            Edit::create(self.shop.clone()),
            Edit::create(self.board.clone()),
        ];
        Ok(Draft::new(label, edits))
    }
}
