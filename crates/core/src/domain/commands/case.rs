//! Moving an after-sales request on: it waits, it is solved, it is opened again.

use crate::domain::{
    case::{Case, CaseStatus},
    change::{Edit, Label, Verb},
    clock::Moment,
    command::{Command, Draft, Refusal},
    id::Id,
    record::{Records, TableName},
};

/// Moves a case to another status.
#[derive(Debug, Clone)]
pub struct MoveCase {
    /// The case.
    pub case: Id<Case>,
    /// Where to.
    pub to: CaseStatus,
    /// What was done about it; `None` leaves what it says.
    pub solution: Option<String>,
}

impl Command for MoveCase {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let before = records
            .get(self.case)
            .ok_or(Refusal::Gone(TableName::Cases))?;
        let mut after = Case::clone(before);
        after.move_to(self.to, moment.now);
        if let Some(solution) = &self.solution {
            solution.clone_into(&mut after.solution);
        }
        if after == **before {
            return Err(Refusal::Nothing);
        }
        after.updated = moment.now;
        let verb = match (before.is_open(), after.is_open()) {
            (true, false) => Verb::Complete,
            (false, true) => Verb::Reopen,
            _ => Verb::Edit,
        };
        let label = Label::new(verb, TableName::Cases, 1, after.title.clone());
        let edit = Edit::update(before.as_ref().clone(), after);
        Ok(Draft::new(label, vec![edit]))
    }
}
