//! Leads, consents and relations out in a list and in again.

use std::{ops::ControlFlow, sync::Arc};

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::{
    domain::{
        Channel, Command, LeadStatus, Record, Records, Refusal, TableName, Timestamp,
        commands::Import, name::Name,
    },
    exchange::{
        customers::convert::Setting,
        duplicates::DuplicateChoice,
        import::{Choices, Opened},
        lists::{Pick, Style, Words, csv, lists},
        plan::plan,
    },
};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 26).expect("a date")
}

fn moment() -> Moment {
    Moment {
        now: Timestamp(1_795_000_000_000),
        today: today(),
    }
}

fn person(number: u128, name: &str) -> Customer {
    let name = Name {
        full: name.to_owned(),
        ..Name::default()
    };
    Customer::new(Id::new(uuid::Uuid::from_u128(number)), name, Timestamp(1))
}

/// What a file makes of the known customers.
struct Made {
    plan: ImportPlan,
    relations: Vec<Relation>,
    problems: Vec<Problem>,
}

fn import(text: &str, known: &[Customer], choice: DuplicateChoice) -> Made {
    import_beside(text, known, Beside::default(), choice)
}

fn import_beside(
    text: &str,
    known: &[Customer],
    have: Beside<'_>,
    choice: DuplicateChoice,
) -> Made {
    let known: Vec<Arc<Customer>> = known.iter().cloned().map(Arc::new).collect();
    let choices = Choices {
        encoding: Some("UTF-8".into()),
        delimiter: Some(','),
        ..Choices::default()
    };
    let opened = Opened::new(text.as_bytes(), &choices, "en");
    let mut read = opened.read(&Setting {
        language: "en".into(),
        today: today(),
    });
    let ids = &mut IdMaker::new(5);
    let asides = Asides::of(&mut read.drafts);
    let go_on = |_, _| ControlFlow::Continue(());
    let made = plan(read.drafts, known.clone(), choice, ids, &moment(), go_on);
    let mut plan = made.expect("not stopped");
    asides.apply(&mut plan, &known, have, &choice.into(), ids, &moment());
    read.problems.append(&mut plan.problems);
    Made {
        relations: std::mem::take(&mut plan.relations),
        plan,
        problems: read.problems,
    }
}

const HEAD: &str = "Full name,Code,Lead status,Lead since,Consent: calls,Relations\n";

#[test]
fn points_of_a_former_card_are_brought_once() {
    let text = "会员卡号,姓名,手机号码,积分\nK1,张伟,13812345678,\"1,250\"\nK2,李娜,13912345678,300.00分\n\
                K3,王芳,13712345678,0\nK4,赵敏,13612345678,12.5\nK5,钱进,13512345678,-8\n";
    let made = import(text, &[], DuplicateChoice::Update);
    let brought: Vec<(Id<Customer>, i64)> = made
        .plan
        .points
        .iter()
        .map(|entry| (entry.customer, entry.points))
        .collect();
    let all = &made.plan.create;
    assert_eq!(all.len(), 5);
    assert_eq!(brought, [(all[0].id, 1_250), (all[1].id, 300)]);
    assert!(
        made.plan
            .points
            .iter()
            .all(|entry| entry.reason == PointsReason::Opening)
    );
    let unread: Vec<(usize, &str)> = made
        .problems
        .iter()
        .map(|problem| (problem.row, problem.value.as_str()))
        .collect();
    assert_eq!(unread, [(5, "12.5"), (6, "-8")]);
    // The same file again, and whoever spent some since: nothing is brought twice.
    let have: Vec<_> = made.plan.points.iter().cloned().map(Arc::new).collect();
    let have = Beside {
        points: &have,
        ..Beside::default()
    };
    let again = import_beside(text, all, have, DuplicateChoice::Update);
    assert_eq!(again.plan.points, []);
    assert_eq!((again.plan.create.len(), again.plan.update.len()), (0, 0));
    // Who is known but has none yet brings them; who is to be skipped brings nothing.
    let late = import(text, all, DuplicateChoice::Update);
    assert_eq!(late.plan.points.len(), 2);
    assert_eq!(import(text, all, DuplicateChoice::Skip).plan.points, []);
}

#[test]
fn a_known_customer_is_told_and_a_skipped_one_is_not() {
    let mut ann = person(1, "Ann Lee");
    ann.code = "K1".into();
    let text = format!(
        "{HEAD}Ann Lee,K1,working,,no 2026-01-05 by phone,Ben Roth (friend)\nBen Roth,K2,,,,\n"
    );
    let made = import(&text, &[ann.clone()], DuplicateChoice::Update);
    assert_eq!(made.problems, []);
    let (base, edited) = &made.plan.update[0];
    assert_eq!((base.id, edited.updated), (ann.id, moment().now));
    let lead = edited.lead.as_ref().expect("a lead");
    assert_eq!(
        (lead.status, lead.since),
        (LeadStatus::Working, moment().now)
    );
    assert!(!edited.may_contact(Channel::Phone));
    let ben = &made.plan.create[0];
    assert_eq!(
        made.relations.iter().map(Relation::tie).collect::<Vec<_>>(),
        [(
            ann.id.min(ben.id),
            ann.id.max(ben.id),
            RelationKind::Friend,
            ""
        )]
    );
    let made = import(&text, &[ann], DuplicateChoice::Skip);
    assert_eq!((made.plan.update.len(), made.relations.len()), (0, 0));
}

#[test]
fn what_was_said_later_counts_and_the_shop_keeps_its_own_time() {
    let mut ann = person(1, "Ann Lee");
    ann.code = "K1".into();
    ann.lead = Some(Lead::new(Timestamp(77)));
    ann.set_consent(
        Channel::Phone,
        Some(Consent::new(
            Channel::Phone,
            false,
            NaiveDate::from_ymd_opt(2026, 6, 1).expect("a date"),
        )),
    );
    let text = format!("{HEAD}Ann Lee,K1,rejected,2020-01-01T00:00:00+08:00,yes 2026-01-05,\n");
    let made = import(&text, &[ann.clone()], DuplicateChoice::Update);
    let edited = &made.plan.update[0].1;
    assert_eq!(edited.consents, ann.consents);
    let lead = edited.lead.as_ref().expect("a lead");
    assert_eq!(
        (lead.status, lead.since),
        (LeadStatus::Rejected, Timestamp(77))
    );
}

#[test]
fn what_can_not_be_told_is_said_by_row_and_column() {
    let known = [person(1, "Wang Fang"), person(2, "Wang Fang")];
    let rows = [
        ("A,,maybe,,,", "Lead status", ProblemKind::NotAnOption),
        (
            "B,,new,yesterday,,",
            "Lead since",
            ProblemKind::UnreadableDate,
        ),
        (
            "C,,,,yes,",
            "Consent: calls",
            ProblemKind::UnreadableConsent,
        ),
        (
            "D,,,,perhaps,",
            "Consent: calls",
            ProblemKind::UnreadableConsent,
        ),
        (
            "E,,,,,(friend)",
            "Relations",
            ProblemKind::UnreadableRelation,
        ),
        ("F,,,,,Wang Fang", "Relations", ProblemKind::UnknownRelation),
        (
            "G,,,,,Nobody (friend)",
            "Relations",
            ProblemKind::UnknownRelation,
        ),
        (
            "H,,,,,H (friend)",
            "Relations",
            ProblemKind::UnknownRelation,
        ),
    ];
    let text: Vec<&str> = rows.iter().map(|(text, ..)| *text).collect();
    let made = import(
        &format!("{HEAD}{}\n", text.join("\n")),
        &known,
        DuplicateChoice::Update,
    );
    let told: Vec<_> = made
        .problems
        .iter()
        .map(|one| (one.row, one.column.as_str(), one.kind.clone()))
        .collect();
    let due: Vec<_> = (2..)
        .zip(rows.clone())
        .map(|(row, (_, column, kind))| (row, column, kind))
        .collect();
    assert_eq!(told, due);
    assert_eq!(
        (made.relations.len(), made.plan.create.len()),
        (0, rows.len())
    );
    // A value that was not understood does not make a lead of anybody.
    let leads = made.plan.create.iter().filter(|one| one.lead.is_some());
    assert_eq!(
        leads.map(|one| one.name.full.as_str()).collect::<Vec<_>>(),
        ["B"]
    );
}

proptest! {
    #[test]
    fn what_goes_out_comes_in_as_it_was(
        people in proptest::collection::vec(
            (0..5_usize, 1..9_000_000_000_000_i64, "[a-z ,:]{0,9}", proptest::collection::vec((any::<bool>(), 0..4_usize, "[a-z ]{0,8}"), 0..4)),
            2..6,
        ),
        ties in proptest::collection::vec((0..6_usize, 0..6_usize, 0..5_usize, "[a-z母亲:(,]{0,6}"), 0..6),
        language in prop::sample::select(&["en", "zh-Hans", "zh-Hant"][..]),
        twins in any::<bool>(),
    ) {
        let mut records = Records::default();
        for (number, (status, since, word, said)) in (1_u128..).zip(people) {
            // Two may be called the same: their numbers tell them apart.
            let name = if twins { "王, 芳 (a)".to_owned() } else { format!("Ann #{number}") };
            let mut one = person(number, &name);
            one.code = format!("K{number}");
            if let Some(status) = LeadStatus::ALL.get(status) {
                let mut lead = Lead::new(Timestamp(since));
                lead.move_to(*status, &word, Timestamp(since + 1_500));
                one.lead = Some(lead);
            }
            for (given, channel, source) in said {
                let channel = Channel::ALL[channel];
                let source = source.trim().to_owned();
                let said = Consent { source, ..Consent::new(channel, given, today()) };
                one.set_consent(channel, Some(said));
            }
            let slot = records.customers.slot_count();
            records.customers.put(slot, Arc::new(one));
        }
        let all: Vec<Customer> = records.customers.iter().map(|one| Customer::clone(one)).collect();
        let mut seen = FxHashSet::default();
        for (number, (from, to, kind, role)) in (1_u128..).zip(ties) {
            let (Some(from), Some(to)) = (all.get(from), all.get(to)) else { continue };
            let relation = Relation {
                id: Id::new(uuid::Uuid::from_u128(number)),
                from: from.id,
                to: to.id,
                kind: RelationKind::ALL[kind],
                role: role.trim().to_owned(),
                created: Timestamp(1),
                updated: Timestamp(1),
            };
            let (one, two, kind, role) = relation.tie();
            if from.id != to.id && seen.insert((one, two, kind, role.to_owned())) {
                let slot = records.relations.slot_count();
                records.relations.put(slot, Arc::new(relation));
            }
        }
        let style = Style { words: Words::of(language), zone: chrono_tz::Asia::Shanghai, reachable_only: false };
        let pick = Pick::List(TableName::Customers, None);
        let text = csv::write(&lists(&records, &pick, &style)[0]);
        // Into an empty shop.
        let made = import(&text, &[], DuplicateChoice::Add);
        prop_assert_eq!(made.problems, vec![]);
        let told = |one: &Customer| (one.code.clone(), one.lead.clone(), one.consents.clone());
        prop_assert_eq!(
            made.plan.create.iter().map(told).collect::<Vec<_>>(),
            all.iter().map(told).collect::<Vec<_>>()
        );
        let by_code = |people: &[Customer], relations: &[Relation]| {
            let code = |id| people.iter().find(|one| one.id == id).map_or("", |one| one.code.as_str()).to_owned();
            let mut told: Vec<_> = relations.iter().map(|one| (code(one.from), code(one.to), one.kind, one.role.clone())).collect();
            told.sort();
            told
        };
        let had: Vec<Relation> = records.relations.iter().map(|one| Relation::clone(one)).collect();
        prop_assert_eq!(by_code(&made.plan.create, &made.relations), by_code(&all, &had));
        // Onto the shop itself: nothing changes.
        let made = import(&text, &all, DuplicateChoice::Update);
        prop_assert_eq!((made.plan.create.len(), made.plan.update.len()), (0, 0));
        let command = Import {
            file: String::new(),
            table: TableName::Customers,
            create: made.relations.into_iter().map(Record::from).collect(),
            update: Vec::new(),
        };
        prop_assert_eq!(command.decide(&records, &moment()).err(), Some(Refusal::Nothing));
    }
}
