//! The lists of what is to be done and what was: tasks, notes and visits.

use std::rc::Rc;

use super::{
    List, ListKind, Value,
    build::{Head, Make},
    care::priority_key,
};
use crate::domain::{Activity, ActivityKind, TableName, Task};

impl<'a> Make<'a> {
    pub(super) fn tasks(self: &Rc<Self>) -> List<'a> {
        const HEAD: Head = Head {
            kind: ListKind::Tasks,
            name: "sheet.tasks",
            columns: &[
                "title", "due", "time", "priority", "done", "customer", "deal", "owner", "note",
            ],
        };
        let row = |make: &Self, task: &&'a Task| {
            let priority = priority_key(task.priority);
            let mut row = vec![
                Value::text(&task.title),
                Value::day(task.due),
                task.time.map_or(Value::Blank, Value::Time),
                Value::text(make.word(priority)),
                task.done.map_or(Value::Blank, |at| make.moment(at)),
                make.customer(task.customer),
                make.deal(task.deal),
                make.member(task.owner),
                Value::text(&task.note),
            ];
            row.extend(make.besides_of_task(task));
            row
        };
        self.list_with_own(
            &HEAD,
            TableName::Tasks,
            |chosen| &chosen.tasks,
            |task| &task.values,
            row,
        )
    }

    pub(super) fn notes(self: &Rc<Self>) -> List<'a> {
        const HEAD: Head = Head {
            kind: ListKind::Notes,
            name: "sheet.notes",
            columns: &["when", "what", "customer", "deal", "text", "by"],
        };
        let row = |make: &Self, note: &&'a Activity| {
            vec![
                make.moment(note.at),
                Value::text(make.word(note_key(note.kind))),
                make.customer(note.customer),
                make.deal(note.deal),
                Value::text(&note.text),
                make.member(note.by),
            ]
        };
        self.list(&HEAD, self.rows(|chosen| &chosen.notes, row))
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
