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
            name: "Ann Lee".into(),
            id: made.create[1].id,
            twin: true,
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
    assert_eq!(run(FILE, &made, DuplicateChoice::Add).create.len(), 3);
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

#[test]
fn rows_of_one_file_that_are_one_customer_complete_each_other_whatever_is_done_with_the_known() {
    // The company is named by its person before its own row comes.
    let file = "Name,Company,Phone,Record ID,Website\n\
        Ann Lee,Rad AG,,,\n\
        ,Rad AG,0221 9876543,101,rad.example\n";
    for choice in [
        DuplicateChoice::Skip,
        DuplicateChoice::Update,
        DuplicateChoice::Add,
    ] {
        let made = run(file, &[], choice);
        assert_eq!((made.create.len(), made.skipped), (2, 0), "{choice:?}");
        let rad = &made.create[0];
        assert_eq!(
            (rad.code.as_str(), rad.website.as_str(), rad.phones.len()),
            ("101", "rad.example", 1),
            "{choice:?}"
        );
        assert_eq!(made.create[1].company, Some(rad.id));
        assert_eq!(made.problems, []);
    }
    let twins = "Name,Phone,Job title,Note\n\
        Ann Lee,0221 1234567,Buyer,first\n\
        Ann Lee,+49 221 1234567,Chief,second\n";
    let made = run(twins, &[], DuplicateChoice::Skip);
    let ann = &made.create[0];
    assert_eq!(
        (made.create.len(), ann.job_title.as_str(), ann.note.as_str()),
        (1, "Buyer", "first\nsecond")
    );
    let kinds: Vec<_> = made
        .problems
        .iter()
        .map(|one| (one.row, &one.kind))
        .collect();
    assert_eq!(kinds, [(3, &ProblemKind::Twins("Ann Lee".into()))]);
    // Known customers are left as they are for every row that is one of them.
    let known: Vec<_> = made.create.into_iter().map(Arc::new).collect();
    let again = run(twins, &known, DuplicateChoice::Skip);
    assert_eq!(
        (again.skipped, again.create.len(), again.problems.len()),
        (2, 0, 0)
    );
    // Added once more they are still one.
    let more = run(twins, &known, DuplicateChoice::Add);
    assert_eq!((more.create.len(), more.update.len()), (1, 0));
}

#[test]
fn an_office_line_makes_nobody_one_and_is_told() {
    let file = "Name,Company,Company Main Phone,E-mail\n\
        Ann Lee,Rad AG,0221 1234567,info@rad.example\n\
        Bo Ek,Rad AG,0221 1234567,info@rad.example\n\
        Bo Ek,Rad AG,0221 1234567,\n";
    let made = run(file, &[], DuplicateChoice::Skip);
    let names: Vec<&str> = made
        .create
        .iter()
        .map(|one| one.name.full.as_str())
        .collect();
    assert_eq!(names, ["Rad AG", "Ann Lee", "Bo Ek"]);
    let told: Vec<_> = made
        .problems
        .iter()
        .map(|one| (one.row, &one.kind))
        .collect();
    let shared = ProblemKind::Shared {
        sign: Sign::Phone,
        name: "Ann Lee".into(),
    };
    assert_eq!(told, [(3, &shared)]);
}

#[test]
fn the_card_of_a_company_completes_what_its_people_named() {
    let cards = "BEGIN:VCARD\nVERSION:3.0\nN:Lee;Ann;;;\nFN:Ann Lee\nORG:Rad AG\nTEL:0221 1234567\nEND:VCARD\n\
        BEGIN:VCARD\nVERSION:3.0\nN:;;;;\nFN:Rad AG\nORG:Rad AG\nX-ABShowAs:COMPANY\nTEL:0221 9876543\nEND:VCARD\n";
    let drafts = crate::exchange::vcard::read(cards, None, moment().today).drafts;
    let go_on = |_, _| ControlFlow::Continue(());
    let ids = &mut IdMaker::new(7);
    let made = plan(drafts, [], DuplicateChoice::Skip, ids, &moment(), go_on).expect("not stopped");
    let phones: Vec<_> = made.create.iter().map(|one| one.phones.len()).collect();
    assert_eq!((phones, made.skipped), (vec![1, 1], 0));
}

#[test]
fn a_list_of_companies_is_told_by_its_columns() {
    let of_companies = |header: &str| {
        let sheet = Sheet::read(&format!("{header}\n101,a,b\n"), None);
        Mapping::propose(&Layout::of(&sheet)).of_companies()
    };
    assert!(of_companies("Record ID,Company name,City"));
    assert!(!of_companies("Record ID,First Name,Last Name"));
    assert!(!of_companies("ID,Name,Company"));
}

#[test]
fn since_when_somebody_is_a_customer_is_taken_from_the_file() {
    let file = "Name,Phone,Customer since\n\
        Ann Lee,0221 1234567,2019-05-04\n\
        Bo Ek,,\n\
        Cy Park,,2099-01-01\n\
        Ann Lee,0221 1234567,2018-02-03\n\
        Di Roe,,0000-00-00\n";
    let made = run(file, &[], DuplicateChoice::Update);
    let made_at: Vec<_> = made.create.iter().map(|one| one.created).collect();
    let now = moment().now;
    let noon = "2018-02-03T12:00:00Z".parse::<chrono::DateTime<chrono::Utc>>();
    let noon = Timestamp(noon.expect("a moment").timestamp_millis());
    assert_eq!(made_at, [noon, now, now, now]);
    // Who is known stays as known as they were.
    let known: Vec<_> = made.create.iter().cloned().map(Arc::new).collect();
    let again = run(
        "Name,Phone,Kunde seit\nAnn Lee,0221 1234567,01.02.2001\n",
        &known,
        DuplicateChoice::Update,
    );
    assert_eq!((again.create.len(), again.update.len()), (0, 0));
}

#[test]
fn the_day_is_known_under_the_headers_of_each_language_and_what_is_to_come_is_told() {
    for (header, day) in [
        ("Created", "2020-03-04 10:22"),
        ("First Visit", "2020-03-04"),
        ("办卡日期", "2020年3月4日"),
        ("註冊時間", "2020/3/4 08:00"),
        ("Kunde seit", "04.03.2020"),
    ] {
        let since: Vec<_> = drafts(&format!(
            "Name,Phone,{header}\nAnn Lee,0221 1234567,{day}\n"
        ))
        .into_iter()
        .map(|draft| draft.since)
        .collect();
        assert_eq!(since, [NaiveDate::from_ymd_opt(2020, 3, 4)], "{header}");
    }
    let sheet = Sheet::read("Name,Since\nAnn Lee,2099-01-01\nBo Ek,soon\n", None);
    let layout = Layout::of(&sheet);
    let setting = Setting {
        language: "en".into(),
        today: moment().today,
    };
    let read = customers::read(&layout, &Mapping::propose(&layout), &setting);
    let told: Vec<_> = read.problems.iter().map(|one| one.kind.clone()).collect();
    assert_eq!(
        told,
        [ProblemKind::UnreadableDate, ProblemKind::UnreadableDate]
    );
}
