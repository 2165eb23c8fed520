use super::*;
use crate::{
    domain::Timestamp,
    exchange::{
        customers::{self, Mapping, convert::Setting, layout::Layout},
        sheet::Sheet,
    },
};
use chrono::NaiveDate;

fn moment() -> Moment {
    Moment {
        now: Timestamp(1_800_000_000_000),
        today: NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date"),
    }
}

fn drafts(text: &str) -> Vec<Draft> {
    let sheet = Sheet::read(text, None);
    let layout = Layout::of(&sheet);
    let setting = Setting {
        language: "en".into(),
        today: moment().today,
    };
    customers::read(&layout, &Mapping::propose(&layout), &setting).drafts
}

fn run(text: &str, existing: &[Arc<Customer>], choice: DuplicateChoice) -> ImportPlan {
    let go_on = |_, _| ControlFlow::Continue(());
    plan(
        drafts(text),
        existing.iter().cloned(),
        choice,
        &mut IdMaker::new(7),
        &moment(),
        go_on,
    )
    .expect("not stopped")
}

const FILE: &str = "Name,Company,Phone,E-mail,Note\n\
    Ann Lee,Rad AG,0221 1234567,ann@x.de,first\n\
    Bo Ek,Rad ag,,bo@x.de,\n\
    Ann Lee,,+49 221 1234567,,second\n\
    Cy,,,,\n";

#[test]
fn people_are_linked_to_one_company() {
    let made = run(FILE, &[], DuplicateChoice::Update);
    let names: Vec<&str> = made.create.iter().map(|c| c.name.full.as_str()).collect();
    assert_eq!(names, ["Rad AG", "Ann Lee", "Bo Ek", "Cy"]);
    assert_eq!(made.create[0].kind, CustomerKind::Company);
    assert_eq!(made.create[1].company, Some(made.create[0].id));
    assert_eq!(made.create[2].company, Some(made.create[0].id));
    assert_eq!(made.create[1].note, "first\nsecond");
    assert_eq!(
        made.matches,
        [Match {
            row: 4,
            sign: Sign::Phone,
            name: "Ann Lee".into()
        }]
    );
}

#[test]
fn the_same_file_again_changes_nothing() {
    for choice in [DuplicateChoice::Update, DuplicateChoice::Skip] {
        let made: Vec<_> = run(FILE, &[], choice)
            .create
            .into_iter()
            .map(Arc::new)
            .collect();
        let again = run(FILE, &made, choice);
        assert_eq!((again.create.len(), again.update.len()), (0, 0));
        assert_eq!(again.matches.len(), 4);
    }
    let made: Vec<_> = run(FILE, &[], DuplicateChoice::Add)
        .create
        .into_iter()
        .map(Arc::new)
        .collect();
    assert_eq!(run(FILE, &made, DuplicateChoice::Add).create.len(), 4);
}

#[test]
fn it_can_be_stopped() {
    let stop = |_, _| ControlFlow::Break(());
    let stopped = plan(
        drafts(FILE),
        [],
        DuplicateChoice::Add,
        &mut IdMaker::new(7),
        &moment(),
        stop,
    );
    assert_eq!(stopped, Err(Cancelled));
}
