//! Writing down a touch, with what follows from it: one change, one undo.

use super::lead;
use crate::domain::{
    activity::Activity,
    change::{Edit, Label, Verb},
    clock::Moment,
    command::{Command, Draft, Refusal},
    record::{Records, TableName},
    task::Task,
};

/// Writes a touch down; the next step, if there is one, becomes a task in the same change. A new lead that
/// was reached by it is answered.
#[derive(Debug, Clone)]
pub struct LogTouch {
    /// The touch.
    pub touch: Activity,
    /// What is to be done next.
    pub next: Option<Task>,
}

impl Command for LogTouch {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let touch = &self.touch;
        // A note says something; a visit or a call may go without words.
        if !touch.kind.is_contact() && touch.text.trim().is_empty() {
            return Err(Refusal::Blank("note"));
        }
        let mut touch = touch.clone();
        touch.updated = moment.now;
        let name: String = touch.text.chars().take(60).collect();
        let answered = lead::answered(records, &touch, moment);
        let mut edits = vec![Edit::create(touch)];
        edits.extend(answered);
        edits.extend(self.next.clone().map(|mut task| {
            task.updated = moment.now;
            Edit::create(task)
        }));
        let label = Label::new(Verb::Create, TableName::Activities, 1, name);
        Ok(Draft::new(label, edits))
    }
}
