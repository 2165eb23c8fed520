//! The lists of what is to be done and what was: tasks, notes and visits.

use super::{
    List, ListKind, Value,
    build::{Make, with_own},
    care::priority_key,
};
use crate::domain::{ActivityKind, TableName};

impl<'a> Make<'a, '_> {
    pub(super) fn tasks(&self) -> List<'a> {
        let columns = [
            "title", "due", "time", "priority", "done", "customer", "deal", "owner", "note",
        ];
        let own = self.own(TableName::Tasks);
        let rows = self.chosen.tasks.iter().map(|task| {
            let priority = priority_key(task.priority);
            let mut row = vec![
                Value::text(&task.title),
                Value::day(task.due),
                task.time.map_or(Value::Blank, Value::Time),
                Value::text(self.word(priority)),
                task.done.map_or(Value::Blank, |at| self.moment(at)),
                self.customer(task.customer),
                self.deal(task.deal),
                self.member(task.owner),
                Value::text(&task.note),
            ];
            row.extend(own.values(&task.values));
            row
        });
        let list = self.list(ListKind::Tasks, "sheet.tasks", &columns, rows.collect());
        with_own(list, &own)
    }

    pub(super) fn notes(&self) -> List<'a> {
        let columns = ["when", "what", "customer", "deal", "text", "by"];
        let rows = self.chosen.notes.iter().map(|note| {
            vec![
                self.moment(note.at),
                Value::text(self.word(note_key(note.kind))),
                self.customer(note.customer),
                self.deal(note.deal),
                Value::text(&note.text),
                self.member(note.by),
            ]
        });
        self.list(ListKind::Notes, "sheet.notes", &columns, rows.collect())
    }
}

const fn note_key(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Note => "act.note",
        ActivityKind::Visit => "act.visit",
        ActivityKind::CallIn => "act.call_in",
        ActivityKind::CallOut => "act.call_out",
        ActivityKind::Message => "act.message",
        ActivityKind::Email => "act.email",
        ActivityKind::Letter => "act.letter",
        ActivityKind::Meeting => "act.meeting",
    }
}
