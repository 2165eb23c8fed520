//! One edit on many records of one kind that are worked through: to-dos, after-sales cases, sales, files. One
//! change, one undo, however many there are.

use chrono::NaiveDate;

use crate::domain::{
    attachment::{Attachment, FileCategory},
    case::{Case, CaseStatus},
    change::{Edit, Label, Verb},
    clock::Moment,
    command::{Command, Draft, Refusal},
    field::{FieldDef, FieldValue, set_value},
    id::Id,
    member::Member,
    pipeline::Stage,
    record::{Entity, Records, TableName},
    sale::{Payment, Sale},
    task::{Priority, Task},
};

use super::{name_of, task::again, updated};

/// Something that can be set on many records.
pub trait BulkChange {
    /// The records.
    type Of: Entity;

    /// What the history calls it.
    fn verb(&self) -> Verb {
        Verb::Edit
    }

    /// Sets it on one.
    fn apply(&self, record: &mut Self::Of, moment: &Moment);

    /// What comes into being when one record changes.
    fn follows(&self, _before: &Self::Of, _moment: &Moment) -> Option<Self::Of> {
        None
    }
}

/// Sets something on many records.
#[derive(Debug, Clone)]
pub struct EditMany<C: BulkChange> {
    /// Which; those that are gone are left out.
    pub records: Vec<Id<C::Of>>,
    /// What.
    pub change: C,
}

impl<C: BulkChange> Command for EditMany<C> {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let mut edits = Vec::new();
        let mut made = Vec::new();
        for before in self.records.iter().filter_map(|id| records.get(*id)) {
            let edit = updated(before, moment.now, |record| {
                self.change.apply(record, moment);
            });
            if let Some(edit) = edit {
                edits.push(edit);
                made.extend(self.change.follows(before, moment).map(Edit::create));
            }
        }
        let first = edits.first().and_then(|edit| edit.after.as_ref());
        let name = first.map(name_of).ok_or(Refusal::Nothing)?;
        let label = Label::new(self.change.verb(), C::Of::TABLE, edits.len(), name);
        edits.extend(made);
        Ok(Draft::new(label, edits))
    }
}

/// What is set on each to-do.
#[derive(Debug, Clone, PartialEq)]
pub enum TaskChange {
    /// Ticked off; one that repeats comes again, as when it is ticked off alone.
    Done,
    /// The day it is due; of one that comes again only this once.
    Due(Option<NaiveDate>),
    /// Who does it.
    Owner(Option<Id<Member>>),
    /// How urgent it is.
    Priority(Priority),
    /// An own field.
    Own(Id<FieldDef>, Option<FieldValue>),
}

impl BulkChange for TaskChange {
    type Of = Task;

    fn verb(&self) -> Verb {
        match self {
            Self::Done => Verb::Complete,
            _ => Verb::Edit,
        }
    }

    fn apply(&self, task: &mut Task, moment: &Moment) {
        match self {
            Self::Done => task.done = task.done.or(Some(moment.now)),
            Self::Due(due) => task.put_off(*due),
            Self::Owner(owner) => task.owner = *owner,
            Self::Priority(priority) => task.priority = *priority,
            Self::Own(field, value) => set_value(&mut task.values, *field, value.clone()),
        }
    }

    fn follows(&self, before: &Task, moment: &Moment) -> Option<Task> {
        match self {
            Self::Done => again(before, moment),
            _ => None,
        }
    }
}

/// What is set on each case.
#[derive(Debug, Clone, PartialEq)]
pub enum CaseChange {
    /// How far it is.
    Status(CaseStatus),
    /// The day it is promised for.
    Due(Option<NaiveDate>),
    /// Who looks after it.
    Owner(Option<Id<Member>>),
    /// How urgent it is.
    Priority(Priority),
    /// An own field.
    Own(Id<FieldDef>, Option<FieldValue>),
}

impl BulkChange for CaseChange {
    type Of = Case;

    fn verb(&self) -> Verb {
        match self {
            Self::Status(CaseStatus::Solved) => Verb::Complete,
            _ => Verb::Edit,
        }
    }

    fn apply(&self, case: &mut Case, moment: &Moment) {
        match self {
            Self::Status(status) => case.move_to(*status, moment.now),
            Self::Due(due) => case.due = *due,
            Self::Owner(owner) => case.owner = *owner,
            Self::Priority(priority) => case.priority = *priority,
            Self::Own(field, value) => set_value(&mut case.values, *field, value.clone()),
        }
    }
}

/// What is set on each sale. Amounts and days are changed one sale at a time; who bought has a command of its own
/// ([`SetBuyer`](super::SetBuyer)): points and refunds hang on it.
#[derive(Debug, Clone, PartialEq)]
pub enum SaleChange {
    /// How it was paid.
    Payment(Option<Payment>),
    /// An own field.
    Own(Id<FieldDef>, Option<FieldValue>),
}

impl BulkChange for SaleChange {
    type Of = Sale;

    fn apply(&self, sale: &mut Sale, _: &Moment) {
        match self {
            Self::Payment(payment) => sale.payment = *payment,
            Self::Own(field, value) => set_value(&mut sale.values, *field, value.clone()),
        }
    }
}

/// What is set on each file.
#[derive(Debug, Clone, PartialEq)]
pub enum FileChange {
    /// What it is to the shop.
    Category(FileCategory),
    /// The stage its deal was at; a file that is on no deal has none.
    Stage(Option<Id<Stage>>),
}

impl BulkChange for FileChange {
    type Of = Attachment;

    fn apply(&self, file: &mut Attachment, _: &Moment) {
        match self {
            Self::Category(category) => file.category = *category,
            Self::Stage(stage) if file.to.table == TableName::Deals => file.stage = *stage,
            Self::Stage(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::{
        AttachedTo, Currency, IdMaker, Record, Repeat, Timestamp, attachment::content_hash,
        commands::CompleteTask, repeat::Frequency,
    };

    fn moment() -> Moment {
        Moment {
            now: Timestamp(1_800_000_000_000),
            today: "2026-11-10".parse().expect("a date"),
        }
    }

    fn shop() -> (Records, Vec<Id<Task>>) {
        let mut ids = IdMaker::new(1);
        let mut records = Records::default();
        let mut made = Vec::new();
        for (slot, title) in (0..).zip(["Order tea", "Call Ann", "Sweep"]) {
            let mut task = Task::new(ids.next(Timestamp(1)), title, Timestamp(1));
            if slot == 0 {
                task.due = Some("2026-11-02".parse().expect("a date"));
                task.repeat = Some(Repeat::every(Frequency::Weekly, 1));
            }
            if slot == 2 {
                task.done = Some(Timestamp(5));
            }
            made.push(task.id);
            records.tasks.put(slot, Arc::new(task));
        }
        (records, made)
    }

    fn after(edit: &Edit) -> Task {
        match &edit.after {
            Some(Record::Tasks(task)) => Task::clone(task),
            other => panic!("no task: {other:?}"),
        }
    }

    #[test]
    fn ticked_off_together_is_each_ticked_off_alone() {
        let (records, tasks) = shop();
        let together = EditMany {
            records: tasks.clone(),
            change: TaskChange::Done,
        };
        let together = together.decide(&records, &moment()).expect("a change");
        // What was done before keeps its instant and does not count.
        assert_eq!(together.label.count, 2);
        assert_eq!(together.label.verb, Verb::Complete);
        let mut alone: Vec<Task> = Vec::new();
        for id in &tasks[..2] {
            let draft = CompleteTask::done(*id).decide(&records, &moment());
            alone.extend(draft.expect("a change").edits.iter().map(after));
        }
        let key = |task: &Task| task.id;
        alone.sort_by_key(key);
        let mut made: Vec<Task> = together.edits.iter().map(after).collect();
        made.sort_by_key(key);
        assert_eq!(made, alone);
        assert_eq!(made.len(), 3, "the weekly one comes again");
    }

    #[test]
    fn those_that_have_it_already_or_are_gone_are_left_out() {
        let (records, mut tasks) = shop();
        tasks.push(IdMaker::new(9).next(Timestamp(1)));
        let change = |change| EditMany {
            records: tasks.clone(),
            change,
        };
        let urgent = change(TaskChange::Priority(Priority::High));
        let draft = urgent.decide(&records, &moment()).expect("a change");
        assert_eq!((draft.edits.len(), draft.label.count), (3, 3));
        assert!(draft.edits.iter().all(|edit| {
            let task = after(edit);
            task.priority == Priority::High && task.updated == moment().now
        }));
        let nothing = change(TaskChange::Owner(None));
        assert_eq!(nothing.decide(&records, &moment()), Err(Refusal::Nothing));
    }

    #[test]
    fn cases_are_solved_and_sales_get_their_way_of_payment() {
        let mut ids = IdMaker::new(3);
        let mut records = Records::default();
        let mut solved = Case::new(ids.next(Timestamp(1)), "Lamp", Timestamp(1));
        solved.move_to(CaseStatus::Solved, Timestamp(7));
        let open = Case::new(ids.next(Timestamp(1)), "Chair", Timestamp(1));
        let cases = vec![solved.id, open.id];
        records.cases.put(0, Arc::new(solved));
        records.cases.put(1, Arc::new(open));
        let command = EditMany {
            records: cases,
            change: CaseChange::Status(CaseStatus::Solved),
        };
        let draft = command.decide(&records, &moment()).expect("a change");
        let titles: Vec<String> = draft
            .edits
            .iter()
            .filter_map(|edit| edit.after.as_ref())
            .map(name_of)
            .collect();
        assert_eq!(titles, ["Chair"], "what was solved keeps its instant");

        let day = moment().today;
        let sale = Sale::new(
            ids.next(Timestamp(1)),
            day,
            500,
            Currency::USD,
            Timestamp(1),
        );
        let command = EditMany {
            records: vec![sale.id],
            change: SaleChange::Payment(Some(Payment::Card)),
        };
        records.sales.put(0, Arc::new(sale.clone()));
        let draft = command.decide(&records, &moment()).expect("a change");
        let Some(Record::Sales(paid)) = &draft.edits[0].after else {
            panic!("a sale");
        };
        assert_eq!(paid.payment, Some(Payment::Card));
        assert_eq!((paid.total, paid.points), (sale.total, sale.points));
    }

    #[test]
    fn files_get_a_category_and_those_on_deals_a_stage() {
        let mut ids = IdMaker::new(4);
        let mut records = Records::default();
        let mut files = Vec::new();
        for (slot, table) in (0..).zip([TableName::Deals, TableName::Customers]) {
            let file = Attachment {
                id: ids.next(Timestamp(1)),
                to: AttachedTo {
                    table,
                    id: ids.next::<Task>(Timestamp(1)).raw(),
                },
                name: format!("{slot}.pdf"),
                mime: String::new(),
                size: 3,
                hash: content_hash(b"abc"),
                category: FileCategory::Other,
                stage: None,
                created: Timestamp(1),
                updated: Timestamp(1),
            };
            files.push(file.id);
            records.files.put(slot, Arc::new(file));
        }
        let made = |change| {
            let command = EditMany {
                records: files.clone(),
                change,
            };
            let draft = command.decide(&records, &moment())?;
            let after = draft.edits.into_iter().filter_map(|edit| edit.after);
            Ok::<_, Refusal>(after.collect::<Vec<_>>())
        };
        let contracts = made(FileChange::Category(FileCategory::Contract)).expect("a change");
        assert_eq!(contracts.len(), 2);
        let stage = ids.next(Timestamp(1));
        let staged = made(FileChange::Stage(Some(stage))).expect("a change");
        let names: Vec<_> = staged.iter().map(name_of).collect();
        assert_eq!(names, ["0.pdf"], "a customer is at no stage");
        assert_eq!(made(FileChange::Stage(None)), Err(Refusal::Nothing));
    }
}
