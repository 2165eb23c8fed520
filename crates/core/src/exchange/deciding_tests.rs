use std::{ops::ControlFlow, sync::Arc};

use chrono::NaiveDate;

use super::*;
use crate::{
    domain::{IdMaker, Moment, Timestamp},
    exchange::{
        customers::{self, Mapping, convert::Setting, layout::Layout},
        plan::{ImportPlan, plan},
        sheet::Sheet,
    },
};

fn run(text: &str, known: &[Arc<Customer>], deciding: impl Into<Deciding>) -> ImportPlan {
    let sheet = Sheet::read(text, None);
    let layout = Layout::of(&sheet);
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date");
    let setting = Setting {
        language: "en".into(),
        today,
    };
    let drafts = customers::read(&layout, &Mapping::propose(&layout), &setting).drafts;
    let moment = Moment {
        now: Timestamp(1_800_000_000_000),
        today,
    };
    let go_on = |_, _| ControlFlow::Continue(());
    let mut ids = IdMaker::new(u64::try_from(text.len()).expect("short"));
    plan(
        drafts,
        known.iter().cloned(),
        deciding,
        &mut ids,
        &moment,
        go_on,
    )
    .expect("not stopped")
}

fn shop(text: &str) -> Vec<Arc<Customer>> {
    let made = run(text, &[], DuplicateChoice::Skip).create;
    made.into_iter().map(Arc::new).collect()
}

const SHOP: &str = "Customer ID,Name,Phone,E-mail,City\n\
    7,Ann Lee,0221 1234567,ann@x.de,Köln\n\
    8,Bo Ek,0221 7654321,bo@x.de,Bonn\n";

/// How many are new, changed and left out.
fn counts(plan: &ImportPlan) -> (usize, usize, usize) {
    (plan.create.len(), plan.update.len(), plan.skipped)
}

#[test]
fn only_the_chosen_signs_tell_who_somebody_is() {
    let known = shop(SHOP);
    // Each row shares one sign with Ann, and the names of those that share a number or a mailbox are alike.
    let rows = [
        (Sign::Code, "Customer ID,Name\n7,Ann Lee-Ray\n"),
        (Sign::Phone, "Name,Phone\nAnn L,0221 1234567\n"),
        (Sign::Email, "Name,E-mail\nAnn L,ann@x.de\n"),
        (Sign::Name, "Name,City\nAnn Lee,Bonn\n"),
    ];
    for (sign, text) in rows {
        let by = |by| Deciding {
            by,
            ..Deciding::from(DuplicateChoice::Skip)
        };
        let all = run(text, &known, by(By::ALL));
        assert_eq!(counts(&all), (0, 0, 1), "{sign:?}");
        assert_eq!(all.matches[0].sign, sign);
        assert_eq!(all.matches[0].id, known[0].id);
        let without = run(text, &known, by(By::ALL.with(sign, false)));
        assert_eq!(counts(&without), (1, 0, 0), "{sign:?}");
        let mut only = By::ALL;
        for other in [Sign::Code, Sign::Phone, Sign::Email, Sign::Name] {
            only = only.with(other, other == sign);
        }
        assert_eq!(counts(&run(text, &known, by(only))), (0, 0, 1), "{sign:?}");
    }
}

#[test]
fn a_sign_that_tells_nothing_contradicts_nothing_either() {
    let known = shop(SHOP);
    let moved = "Name,Phone\nAnn Lee,030 5550000\n";
    assert_eq!(
        counts(&run(moved, &known, DuplicateChoice::Skip)),
        (1, 0, 0)
    );
    let deciding = Deciding {
        by: By::ALL.with(Sign::Phone, false),
        ..Deciding::from(DuplicateChoice::Skip)
    };
    assert_eq!(counts(&run(moved, &known, deciding)), (0, 0, 1));
}

#[test]
fn what_a_person_says_of_a_row_goes_before_everything() {
    let known = shop(SHOP);
    let (ann, bo) = (known[0].id, known[1].id);
    // Ann is known; Cy shares her line and is somebody else; Dee is unknown.
    let text = "Name,Phone,Note\nAnn Lee,0221 1234567,a\nCy Park,0221 1234567,c\nDee,,d\n";
    let plain = run(text, &known, DuplicateChoice::Skip);
    assert_eq!(counts(&plain), (2, 0, 1));
    assert_eq!(plain.near.len(), 1, "Cy has something of Ann's");
    assert_eq!((plain.near[0].row, plain.near[0].id), (3, ann));
    let said = |choice, rows: &[(usize, Whose)]| Deciding {
        rows: rows.iter().copied().collect(),
        ..Deciding::from(choice)
    };

    let apart = run(
        text,
        &known,
        said(DuplicateChoice::Skip, &[(2, Whose::Nobody)]),
    );
    assert_eq!(counts(&apart), (3, 0, 0));
    assert_eq!(apart.near[0].id, ann, "so that it can be said otherwise");

    for choice in [
        DuplicateChoice::Skip,
        DuplicateChoice::Update,
        DuplicateChoice::Add,
    ] {
        let rows = [
            (3, Whose::Update(ann)),
            (4, Whose::Update(bo)),
            (2, Whose::Leave(ann)),
        ];
        let made = run(text, &known, said(choice, &rows));
        assert_eq!(counts(&made), (0, 2, 1), "{choice:?}");
        let edited: Vec<_> = made
            .update
            .iter()
            .map(|(_, one)| (one.id, one.note.as_str()))
            .collect();
        assert_eq!(edited, [(ann, "c"), (bo, "d")], "{choice:?}");
        assert_eq!(made.problems, [], "what was answered is asked no more");
    }
}

#[test]
fn a_row_that_is_somebody_else_is_no_twin_of_another_row_either() {
    let text = "Name,Phone\nAnn Lee,0221 1234567\nAnn Lee,0221 1234567\n";
    assert_eq!(counts(&run(text, &[], DuplicateChoice::Skip)), (1, 0, 0));
    let deciding = Deciding {
        rows: [(3, Whose::Nobody)].into(),
        ..Deciding::default()
    };
    assert_eq!(counts(&run(text, &[], deciding)), (2, 0, 0));
}
