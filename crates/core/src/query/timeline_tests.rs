//! The timeline: what is on it, who signed it, and what it is narrowed to.

use super::{
    super::{authors::Authors, changed::changes},
    *,
};
use crate::domain::{Change, IdMaker, Label, LoggedEdit, Verb, change::UPDATED};

#[test]
fn the_log_gives_the_changes_of_this_customer_alone() {
    let mut ids = IdMaker::new(1);
    let (id, other): (Id<Customer>, Id<Customer>) =
        (ids.next(Timestamp(1)), ids.next(Timestamp(1)));
    let field = |name: &str| FieldChange {
        field: name.to_owned(),
        before: serde_json::Value::Null,
        after: serde_json::json!("x"),
    };
    let change = |seq, of: Id<Customer>, device: &str| Change {
        seq,
        at: Timestamp(i64::try_from(seq).expect("small") * 10),
        device: device.to_owned(),
        person: String::new(),
        label: Label::new(Verb::Edit, TableName::Customers, 1, ""),
        undoes: None,
        edits: vec![LoggedEdit::Updated {
            table: TableName::Customers,
            id: of.raw(),
            fields: vec![field("note"), field(UPDATED)],
        }],
        replaced_all: false,
        pages: Vec::new(),
    };
    let log = [
        change(3, id, "till"),
        change(2, other, "till"),
        change(1, id, "phone"),
    ];
    let mut found = changes(&log, id.raw(), &[]);
    order(&mut found);
    let seen: Vec<i64> = found.iter().map(|entry| entry.at.0).collect();
    assert_eq!(seen, [30, 10]);
    let What::Changed(edited) = &found[0].what else {
        panic!("a change");
    };
    assert_eq!(
        edited.fields,
        [field("note")],
        "the time of change is no change"
    );
    let on = |device: &str| Narrow {
        device: Some(device.to_owned()),
        ..Narrow::default()
    };
    assert_eq!(
        found
            .iter()
            .filter(|entry| on("phone").passes(entry))
            .count(),
        1
    );
}

#[test]
fn entries_are_signed_by_who_wrote_the_record_or_took_the_step() {
    let mut ids = IdMaker::new(1);
    let customer: Id<Customer> = ids.next(Timestamp(1));
    let mut records = Records::default();
    let touch = Activity::new(
        ids.next(Timestamp(1)),
        ActivityKind::Visit,
        Some(customer),
        Timestamp(5),
    );
    let done = Task {
        done: Some(Timestamp(30)),
        customer: Some(customer),
        ..Task::new(ids.next(Timestamp(1)), "Ring", Timestamp(6))
    };
    let (touched, task) = (touch.id.raw(), done.id.raw());
    records.activities.put(0, Arc::new(touch));
    records.tasks.put(0, Arc::new(done));
    let change = |at: i64, person: &str, edit| Change {
        seq: u64::try_from(at).expect("small"),
        at: Timestamp(at),
        device: String::new(),
        person: person.to_owned(),
        label: Label::new(Verb::Create, TableName::Activities, 1, ""),
        undoes: None,
        edits: vec![edit],
        replaced_all: false,
        pages: Vec::new(),
    };
    let made = |table, id| LoggedEdit::Created { table, id };
    let ticked = LoggedEdit::Updated {
        table: TableName::Tasks,
        id: task,
        fields: Vec::new(),
    };
    let mut authors = Authors::default();
    authors.note(&[
        change(30, "bo", ticked),
        change(7, "ann", made(TableName::Tasks, task)),
        change(6, "ann", made(TableName::Activities, touched)),
    ]);
    let mut all = timeline(&records, customer, &[]);
    authors.sign(&mut all);
    let by = |id| {
        all.iter()
            .find(|entry| entry.key.0 == id)
            .map(|one| one.by.as_str())
    };
    assert_eq!(by(touched), Some("ann"));
    assert_eq!(
        by(task),
        Some("bo"),
        "who ticked it off, not who wrote it down"
    );
    let of = |person: &str| Narrow {
        person: Some(person.to_owned()),
        ..Narrow::default()
    };
    assert_eq!(
        all.iter().filter(|entry| of("ann").passes(entry)).count(),
        1
    );
    assert_eq!(all.iter().filter(|entry| of("cy").passes(entry)).count(), 0);
}

#[test]
fn a_file_of_a_task_is_on_the_timeline_of_whom_the_task_is_for() {
    use crate::domain::{AttachedTo, FileCategory, attachment::content_hash};
    let mut ids = IdMaker::new(1);
    let (ann, bo): (Id<Customer>, Id<Customer>) = (ids.next(Timestamp(1)), ids.next(Timestamp(1)));
    let task = Task {
        customer: Some(ann),
        ..Task::new(ids.next(Timestamp(1)), "Send the quote", Timestamp(2))
    };
    let mut records = Records::default();
    let quote = Attachment {
        id: ids.next(Timestamp(3)),
        to: AttachedTo {
            table: TableName::Tasks,
            id: task.id.raw(),
        },
        name: "quote.pdf".to_owned(),
        mime: String::new(),
        size: 3,
        hash: content_hash(b"abc"),
        category: FileCategory::Quote,
        stage: None,
        created: Timestamp(3),
        updated: Timestamp(3),
    };
    records.files.put(0, Arc::new(quote));
    records.tasks.put(0, Arc::new(task));
    let files = |whose| {
        let all = timeline(&records, whose, &[]);
        let files = all.iter().filter(|one| matches!(one.what, What::File(_)));
        files.count()
    };
    assert_eq!((files(ann), files(bo)), (1, 0));
}

#[test]
fn touches_and_closed_deals_name_who_they_carry_and_older_ones_whom_the_log_has() {
    use crate::domain::{Currency, Deal};
    let mut ids = IdMaker::new(1);
    let ann: Id<Customer> = ids.next(Timestamp(1));
    let (bo, cy): (Id<Member>, Id<Member>) = (ids.next(Timestamp(1)), ids.next(Timestamp(1)));
    let mut touch = |by| Activity {
        by,
        ..Activity::new(
            ids.next(Timestamp(1)),
            ActivityKind::Visit,
            Some(ann),
            Timestamp(5),
        )
    };
    let (carried, older) = (touch(Some(bo)), touch(None));
    let on = NaiveDate::default();
    let mut lost = |closed_by| Deal {
        customer: Some(ann),
        outcome: Outcome::Lost {
            on,
            reason: String::new(),
        },
        closed_by,
        history: Vec::new(),
        ..Deal::new(
            ids.next(Timestamp(1)),
            "Cake",
            (Id::new(Uuid::from_u128(1)), Id::new(Uuid::from_u128(2))),
            Currency::USD,
            Timestamp(1),
        )
    };
    let (signed, unsigned) = (lost(Some(bo)), lost(None));
    let wanted = [
        (carried.id.raw(), bo),
        (older.id.raw(), cy),
        (signed.id.raw(), bo),
        (unsigned.id.raw(), cy),
    ];
    let change = |seq, person: Id<Member>, edit| Change {
        seq,
        at: Timestamp(60),
        device: String::new(),
        person: person.to_string(),
        label: Label::new(Verb::Edit, TableName::Deals, 1, ""),
        undoes: None,
        edits: vec![edit],
        replaced_all: false,
        pages: Vec::new(),
    };
    let outcome = |id| LoggedEdit::Updated {
        table: TableName::Deals,
        id,
        fields: vec![FieldChange {
            field: "outcome".to_owned(),
            before: serde_json::Value::Null,
            after: serde_json::Value::Null,
        }],
    };
    let made = |id| LoggedEdit::Created {
        table: TableName::Activities,
        id,
    };
    let mut authors = Authors::default();
    // The newest first: cy lost the deal that bo had lost before it was put back. The log of another device
    // names somebody else for what is signed already; the record's own word stands.
    authors.note(&[
        change(9, cy, outcome(unsigned.id.raw())),
        change(8, bo, outcome(unsigned.id.raw())),
        change(7, cy, outcome(signed.id.raw())),
    ]);
    authors.note(&[
        change(2, cy, made(older.id.raw())),
        change(1, cy, made(carried.id.raw())),
    ]);
    let mut records = Records::default();
    records.activities.put(0, Arc::new(carried));
    records.activities.put(1, Arc::new(older));
    records.deals.put(0, Arc::new(signed));
    records.deals.put(1, Arc::new(unsigned));
    let mut all = timeline(&records, ann, &[]);
    authors.sign(&mut all);
    for (id, who) in wanted {
        let entry = all
            .iter()
            .find(|entry| entry.key.0 == id)
            .expect("an entry");
        assert_eq!(entry.by, who.to_string());
    }
}

#[test]
fn a_deal_tells_its_touches_files_and_stages_and_how_it_ended_first() {
    use crate::domain::{
        AttachedTo, Currency, Deal, FileCategory, Pipeline, Rank, Reached, Stage, StageVisit,
        attachment::content_hash,
    };
    let mut ids = IdMaker::new(1);
    let mut records = Records::default();
    let stage = Stage {
        id: ids.next(Timestamp(1)),
        name: "Asked".into(),
        probability: 20,
        stale_after: None,
    };
    let board = Pipeline {
        id: ids.next(Timestamp(1)),
        name: "Orders".into(),
        stages: vec![stage.clone()],
        lost_reasons: Vec::new(),
        rank: Rank::first(),
        created: Timestamp(1),
        updated: Timestamp(1),
    };
    let gone = ids.next(Timestamp(1));
    let visit = |stage, at| StageVisit {
        stage,
        at: Timestamp(at),
    };
    let deal = Deal {
        history: vec![visit(gone, 10), visit(stage.id, 20)],
        ..Deal::new(
            ids.next(Timestamp(1)),
            "Cake",
            (board.id, stage.id),
            Currency::USD,
            Timestamp(1),
        )
    };
    let mut touch = |deal, at| Activity {
        deal,
        text: "**soon**".into(),
        outcome: Some(Reached::Reached),
        satisfaction: Some(4),
        ..Activity::new(
            ids.next(Timestamp(1)),
            ActivityKind::CallOut,
            None,
            Timestamp(at),
        )
    };
    let (about, other) = (touch(Some(deal.id), 30), touch(None, 31));
    let file = Attachment {
        id: ids.next(Timestamp(1)),
        to: AttachedTo {
            table: TableName::Deals,
            id: deal.id.raw(),
        },
        name: "quote.pdf".to_owned(),
        mime: String::new(),
        size: 3,
        hash: content_hash(b"abc"),
        category: FileCategory::Quote,
        stage: None,
        created: Timestamp(15),
        updated: Timestamp(15),
    };
    records.activities.put(0, Arc::new(about.clone()));
    records.activities.put(1, Arc::new(other));
    records.files.put(0, Arc::new(file.clone()));
    records.pipelines.put(0, Arc::new(board));
    records.deals.put(0, Arc::new(deal.clone()));
    let told = |records: &Records| {
        let all = of_deal(records, deal.id).into_iter();
        all.map(|entry| entry.what).collect::<Vec<_>>()
    };
    let entered = |deal: &Deal, name: &str| What::Stage(Arc::new(deal.clone()), name.to_owned());
    assert_eq!(
        told(&records),
        [
            // Whole, so that a page shows how it ended and how content somebody was.
            What::Touch(Arc::new(about.clone())),
            entered(&deal, "Asked"),
            What::File(Arc::new(file.clone())),
            entered(&deal, ""),
        ]
    );
    // It was won on a day long before that touch, and still that comes first.
    let won = Deal {
        outcome: Outcome::Won {
            on: NaiveDate::default(),
            reason: String::new(),
        },
        ..deal.clone()
    };
    records.deals.put(0, Arc::new(won.clone()));
    let all = told(&records);
    assert_eq!(all.first(), Some(&What::Closed(Arc::new(won))));
    assert_eq!(all.len(), 5);
    assert_eq!(of_deal(&records, Id::new(Uuid::from_u128(9))), []);
}
