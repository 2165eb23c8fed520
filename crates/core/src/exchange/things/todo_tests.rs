use std::sync::Arc;

use proptest::prelude::*;

use super::{
    super::{
        duplicates::DuplicateChoice, own_target::OwnTarget, problem::ProblemKind, recognise::Kind,
    },
    People,
    tests::{after, day, known as known_deals, moment, open, plan as plan_deals, reader},
    todos::{Known, TodosPlan, plan},
};
use crate::{
    domain::{
        ActivityKind, CaseKind, CaseStatus, Currency, FieldKind, FieldValue, IdMaker, Priority,
        Records, TableName, Timestamp,
    },
    exchange::{
        backup::sample::typical,
        lists::{Pick, Style, Words, csv, lists},
        own::OwnFields,
        sheet::Sheet,
    },
};

const PIPEDRIVE: &str = "Activity - Done,Activity - Subject,Activity - Type,Activity - Due date,Activity - Due time,Activity - Note,Activity - Contact person,Activity - Organization,Activity - Deal,Activity - Assigned to user,Activity - Marked as done time,Person - Email - Work\n\
    Done,First talk,Call,2026-11-02,09:30,Wants a quote,Ann Lee,Rad AG,Tea room,Dee,2026-11-02 10:15:00,ann@rad.example\n\
    To do,Send quote,Task,2026-12-01,,,Ann Lee,Rad AG,Tea room,Dee,,ann@rad.example\n\
    Done,Order boxes,Task,2026-11-05,,,,,,Mei,2026-11-05 08:00:00,\n\
    To do,Lunch,Lunch,2026-12-24,12:00,,Cy Park,,Vases,,,\n\
    To do,,Call,,,,Ed Vox,,,,,\n";

fn bring(text: &str, known: &Known, choice: DuplicateChoice, now: i64) -> TodosPlan {
    let read = open(Kind::Activities, text);
    let go_on = |_, _| std::ops::ControlFlow::Continue(());
    let ids = &mut IdMaker::new(now.unsigned_abs() + 40);
    let made = plan(
        read,
        known,
        choice,
        chrono_tz::Tz::UTC,
        ids,
        &moment(now),
        go_on,
    );
    made.expect("not stopped")
}

/// The shop after an import into it.
fn next(known: &Known, plan: &TodosPlan) -> Known {
    let mut next = known.clone();
    next.people
        .customers
        .extend(plan.people.create.iter().cloned().map(Arc::new));
    next.people
        .members
        .extend(plan.members.iter().cloned().map(Arc::new));
    next.tasks.extend(plan.tasks.iter().cloned().map(Arc::new));
    next.touches
        .extend(plan.touches.iter().cloned().map(Arc::new));
    next.cases.extend(plan.cases.iter().cloned().map(Arc::new));
    next
}

fn with_deals() -> Known {
    let text = "Deal - Title,Deal - Contact person,Deal - Organization,Person - Email - Work\nTea room,Ann Lee,Rad AG,ann@rad.example\n";
    let deals = known_deals();
    let made = plan_deals(open(Kind::Deals, text), &deals, DuplicateChoice::Skip, 3);
    let shop = after(&deals, &made);
    Known {
        people: People {
            customers: shop.people.customers,
            ..People::default()
        },
        deals: shop.deals,
        ..Known::default()
    }
}

#[test]
fn activities_of_pipedrive_become_tasks_and_touches() {
    let read = open(Kind::Activities, PIPEDRIVE);
    assert_eq!(read.rejected, [6]);
    let told: Vec<_> = read
        .problems
        .iter()
        .map(|p| (p.row, p.kind.clone()))
        .collect();
    assert_eq!(told, [(6, ProblemKind::NoTitle)]);
    let shop = with_deals();
    let made = bring(PIPEDRIVE, &shop, DuplicateChoice::Skip, 5);
    let [call] = made.touches.as_slice() else {
        panic!("one touch: {:?}", made.touches);
    };
    let ann = shop
        .people
        .customers
        .iter()
        .find(|one| one.name.full == "Ann Lee")
        .expect("Ann")
        .id;
    assert_eq!(
        (call.kind, call.customer),
        (ActivityKind::CallOut, Some(ann))
    );
    assert_eq!(call.deal, Some(shop.deals[0].id));
    assert_eq!(call.text, "First talk\nWants a quote");
    assert_eq!(call.at.0, 1_793_614_500_000, "when it was done");
    let [quote, boxes, lunch] = made.tasks.as_slice() else {
        panic!("three tasks: {:?}", made.tasks);
    };
    assert_eq!((quote.due, quote.done), (Some(day("2026-12-01")), None));
    assert_eq!(
        (quote.customer, quote.deal),
        (Some(ann), Some(shop.deals[0].id))
    );
    assert!(boxes.done.is_some() && boxes.customer.is_none());
    assert_eq!(
        lunch.time.map(|time| time.to_string()).as_deref(),
        Some("12:00:00")
    );
    assert_eq!(
        (lunch.deal, lunch.note.as_str()),
        (None, "Activity - Deal: Vases")
    );
    assert_eq!(lunch.customer, Some(made.people.create[0].id));
    assert_eq!(
        made.people.create.len(),
        1,
        "nobody comes in by the row that does not"
    );
    let mut names: Vec<_> = made.members.iter().map(|one| one.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Dee", "Mei"]);
}

#[test]
fn the_same_activities_twice_change_nothing_and_what_is_done_since_is_ticked_off() {
    let shop = with_deals();
    let first = bring(PIPEDRIVE, &shop, DuplicateChoice::Update, 5);
    let shop = next(&shop, &first);
    for choice in [DuplicateChoice::Skip, DuplicateChoice::Update] {
        let again = bring(PIPEDRIVE, &shop, choice, 9);
        let counts = [
            again.tasks.len(),
            again.touches.len(),
            again.update.len(),
            again.people.create.len(),
            again.members.len(),
        ];
        assert_eq!(counts, [0; 5], "{choice:?}");
    }
    let text = "Task,Due date,Done,Contact\nSend quote,2026-12-01,yes,Ann Lee\n";
    let ticked = bring(text, &shop, DuplicateChoice::Update, 9);
    assert!(ticked.update[0].1.done.is_some() && ticked.tasks.is_empty());
    // Done on a day is done then, not when the list was brought in.
    let text = "Task,Due date,Done,Contact\nSweep,2026-12-01,2026-11-20,Ann Lee\n";
    let done = bring(text, &shop, DuplicateChoice::Update, 9).tasks[0].done;
    let noon = "2026-11-20T12:00:00Z".parse::<chrono::DateTime<chrono::Utc>>();
    assert_eq!(
        done,
        Some(Timestamp(noon.expect("a moment").timestamp_millis()))
    );
}

fn style(language: &str) -> Style {
    Style {
        words: Words::of(language),
        zone: chrono_tz::Asia::Shanghai,
        reachable_only: false,
    }
}

#[test]
fn own_fields_stay_with_tasks_and_are_said_in_words_of_what_took_place() {
    let text = "Subject,Type,Due date,Done,Note,Room\n\
        Call Ann,Task,2026-12-01,,bring the list,Blue\n\
        Rang up,Call,2026-11-02,yes,was glad,Red\n";
    let sheet = Sheet::read(text, Some(','));
    let layout = super::layout(Kind::Activities, &sheet, None);
    let ids = &mut IdMaker::new(3);
    let mut own = OwnFields::new(TableName::Tasks, &[], Currency::CNY);
    let mut columns = super::columns(Kind::Activities, &layout, None, &own);
    columns[5].target = super::Target::Own(OwnTarget::New(Some(FieldKind::Text)));
    super::make_fields(&mut columns, &layout, &mut own, ids, Timestamp(0));
    let room = own.made()[0].clone();
    assert_eq!((room.of, room.name.as_str()), (TableName::Tasks, "Room"));
    let go_on = |_, _| std::ops::ControlFlow::Continue(());
    let mut bring = |known: &Known| {
        let read = super::read(Kind::Activities, &layout, &columns, &reader(), &own);
        assert_eq!(read.problems, []);
        let choice = DuplicateChoice::Update;
        let zone = chrono_tz::Tz::UTC;
        plan(read, known, choice, zone, ids, &moment(9), go_on).expect("not stopped")
    };
    let made = bring(&Known::default());
    let blue = FieldValue::Text("Blue".to_owned());
    assert_eq!(made.tasks[0].values, [(room.id, blue)].into());
    assert_eq!(made.tasks[0].note, "bring the list");
    assert_eq!(made.touches[0].text, "Rang up\nwas glad\nRoom: Red");
    let shop = next(&Known::default(), &made);
    let again = bring(&shop);
    assert_eq!(
        (again.tasks.len(), again.touches.len(), again.update.len()),
        (0, 0, 0)
    );
    // What the list says of a known task from now on is taken over.
    let mut before = shop.clone();
    let mut task = made.tasks[0].clone();
    task.values.clear();
    before.tasks = vec![Arc::new(task)];
    assert_eq!(bring(&before).update[0].1.values, made.tasks[0].values);
}

fn known_of(records: &Records) -> Known {
    Known {
        people: People {
            customers: records.customers.iter().cloned().collect(),
            relations: records.relations.iter().cloned().collect(),
            points: records.points.iter().cloned().collect(),
            members: records.members.iter().cloned().collect(),
        },
        deals: records.deals.iter().cloned().collect(),
        tasks: records.tasks.iter().cloned().collect(),
        touches: records.activities.iter().cloned().collect(),
        cases: records.cases.iter().cloned().collect(),
        sales: records.sales.iter().map(|sale| (&**sale).into()).collect(),
    }
}

#[test]
fn our_own_lists_of_tasks_and_notes_come_back() {
    let records = typical();
    for language in ["en", "zh-Hans", "zh-Hant"] {
        for (table, count) in [
            (TableName::Tasks, records.tasks.len()),
            (TableName::Activities, records.activities.len()),
            (TableName::Cases, records.cases.len()),
        ] {
            let list = lists(&records, &Pick::List(table, None), &style(language)).remove(0);
            let text = csv::write(&list);
            let text = text.trim_start_matches('\u{feff}');
            let sheet = Sheet::read(text, Some(','));
            let found = super::header::recognise(sheet.rows[0].cells());
            assert_eq!(
                found,
                Some((Kind::Activities, Some("Regulars"))),
                "{language}"
            );
            let layout = super::layout(Kind::Activities, &sheet, None);
            let own = OwnFields::none(table);
            let columns = super::columns(Kind::Activities, &layout, None, &own);
            let mut reader = reader();
            reader.zone = chrono_tz::Asia::Shanghai;
            let go_on = |_, _| std::ops::ControlFlow::Continue(());
            let bring = |known: &Known| {
                let read = super::read(Kind::Activities, &layout, &columns, &reader, &own);
                assert_eq!(read.problems, [], "{language}");
                let ids = &mut IdMaker::new(4);
                let choice = DuplicateChoice::Update;
                plan(
                    read,
                    known,
                    choice,
                    chrono_tz::Asia::Shanghai,
                    ids,
                    &moment(9),
                    go_on,
                )
                .expect("not stopped")
            };
            let into_nothing = bring(&Known::default());
            assert_eq!(
                into_nothing.tasks.len() + into_nothing.touches.len() + into_nothing.cases.len(),
                count,
                "{language}"
            );
            let again = bring(&known_of(&records));
            let counts = [
                again.tasks.len(),
                again.touches.len(),
                again.cases.len(),
                again.moved.len(),
                again.update.len(),
                again.people.create.len(),
            ];
            assert_eq!(counts, [0; 6], "{language} {table:?} {again:?}");
        }
    }
}

#[test]
fn words_for_done_and_urgent() {
    let text = "Task,Due,Status,Priority\nA,2026-12-01,已完成,高\nB,2026-12-01,In progress,low\nC,2026-12-01,maybe,soon\n";
    let read = open(Kind::Activities, text);
    let told: Vec<_> = read
        .todos
        .iter()
        .map(|one| (one.done, one.priority))
        .collect();
    assert_eq!(
        told,
        [
            (true, Priority::High),
            (false, Priority::Low),
            (false, Priority::Normal)
        ]
    );
    let problems: Vec<_> = read
        .problems
        .iter()
        .map(|p| (p.row, p.column.as_str()))
        .collect();
    assert_eq!(problems, [(4, "Status"), (4, "Priority")]);
}

proptest! {
    #[test]
    fn no_text_makes_it_fall(body in "[a-z0-9,;.:\"\n/ -]{0,120}") {
        let text = format!("Title,What,Due,Time,Done,When,Priority,Deal,Note,Customer\nx,call,1,2,3,4,5,6,7,8\n{body}");
        let made = bring(&text, &with_deals(), DuplicateChoice::Update, 3);
        prop_assert!(made.tasks.iter().all(|task| !task.title.is_empty()));
    }

    #[test]
    fn the_same_file_twice_changes_nothing(
        rows in prop::collection::vec(("[A-C]", "(Ann|Bo) [A-Z][a-z]", 1_u32..28, "Call|Task|Note|", "yes|no|"), 1..12),
    ) {
        let rows = rows.iter().map(|(title, who, on, what, done)| format!("{title},{who},2026-12-{on:02},{what},{done}"));
        let text = format!("Subject,Contact,Due,Type,Done\n{}\n", rows.collect::<Vec<_>>().join("\n"));
        let first = bring(&text, &Known::default(), DuplicateChoice::Update, 3);
        let shop = next(&Known::default(), &first);
        for choice in [DuplicateChoice::Skip, DuplicateChoice::Update] {
            let again = bring(&text, &shop, choice, 8);
            prop_assert_eq!((again.tasks.len(), again.touches.len(), again.update.len()), (0, 0, 0));
        }
    }
}

#[test]
fn a_list_of_cases_becomes_cases_and_again_nothing() {
    let text = "Case,Case type,Case status,Customer,Received,Due,Priority,Owner,Note,Solved,Solution\n\
        Lid does not close,repair,waiting,Ann Lee,2026-11-01 10:00,2026-11-09,high,Kim,The workshop has it,,\n\
        Box damaged,complaint,solved,Ann Lee,2026-10-01 09:00,,normal,,,2026-10-02 12:00,Sent a new one\n\
        Which size?,question,open,,2026-11-03 08:00,,normal,,,,\n\
        Odd,nonsense,open,,2026-11-03 08:00,,normal,,,,\n";
    let read = open(Kind::Activities, text);
    let kinds: Vec<_> = read.problems.iter().map(|one| &one.kind).collect();
    assert_eq!(kinds, [&ProblemKind::NotAnOption]);
    let update = DuplicateChoice::Update;
    let plan = bring(text, &Known::default(), update, 3);
    let known = next(&Known::default(), &plan);
    assert_eq!(
        (plan.cases.len(), plan.tasks.len(), plan.touches.len()),
        (4, 0, 0)
    );
    let lid = &plan.cases[0];
    assert_eq!(lid.title, "Lid does not close");
    assert_eq!(
        (lid.kind, lid.status()),
        (CaseKind::Repair, CaseStatus::Waiting)
    );
    assert_eq!(lid.due, chrono::NaiveDate::from_ymd_opt(2026, 11, 9));
    assert!(lid.customer.is_some() && lid.owner.is_some());
    let damaged = &plan.cases[1];
    assert_eq!(damaged.status(), CaseStatus::Solved);
    assert_eq!(damaged.solution, "Sent a new one");
    assert!(
        damaged
            .solved
            .is_some_and(|at| at.0 - damaged.created.0 == 27 * 3_600_000)
    );
    // The same file twice changes nothing.
    let again = bring(text, &known, update, 4);
    assert_eq!((again.cases.len(), again.moved.len()), (0, 0));
    assert_eq!(again.tally.unchanged, 4);
    // The file as it is later: one is solved, nothing else moves.
    let later = text.replace("repair,waiting", "repair,solved");
    let third = bring(&later, &known, update, 5);
    assert_eq!((third.cases.len(), third.moved.len()), (0, 1));
    assert_eq!(third.moved[0].1.status(), CaseStatus::Solved);
    assert_eq!(third.moved[0].1.note, "The workshop has it");
}
