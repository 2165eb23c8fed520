//! A small shop in which every kind of link leads somewhere, for tests of what comes and goes.

use regulars::domain::{
    Activity, ActivityKind, Case, Id, Member, PointsEntry, PointsReason, Record, Relation,
    RelationKind, TableName, Trashed,
    commands::{Add, Delete},
    validate::for_each_reference,
};
use uuid::Uuid;

use super::shop::{Maker, NOW, Tab, run};

pub fn delete(tab: &Tab, key: (TableName, Uuid), seed: u64) -> u64 {
    let records = vec![key];
    run(tab, &Delete { records, seed }).expect("deleted").seq
}

pub fn own_entries(tab: &Tab) -> Vec<Id<Trashed>> {
    let records = tab.records();
    let own = records.trash.iter().filter(|one| one.along_with.is_none());
    own.map(|entry| entry.id).collect()
}

pub fn entry_of(tab: &Tab, id: Uuid) -> Id<Trashed> {
    let records = tab.records();
    let found = records.trash.iter().find(|one| one.record.id() == id);
    found.expect("in the trash").id
}

/// No record leads to one that is not there.
pub fn nothing_dangles(tab: &Tab) {
    let records = tab.records();
    for_each_reference(&records, |table, id, target, to| {
        assert!(
            records.contains(target, to),
            "{table:?} {id} leads to a {target:?} that is gone"
        );
    });
}

pub fn member(make: &mut Maker, name: &str) -> Member {
    Member {
        id: make.id(),
        name: name.to_owned(),
        left: false,
        created: NOW,
        updated: NOW,
    }
}

/// A small shop in which every kind of link leads somewhere; the keys of what may be deleted.
pub fn linked(make: &mut Maker, tab: &Tab) -> Vec<(TableName, Uuid)> {
    let board = tab.records().pipelines.iter().next().unwrap().clone();
    let (bob, cid) = (member(make, "Bob"), member(make, "Cid"));
    let mut firm = make.customer("Firm");
    firm.owner = Some(cid.id);
    let mut ann = make.customer("Ann");
    (ann.owner, ann.company) = (Some(bob.id), Some(firm.id));
    let relation = Relation {
        id: make.id(),
        from: ann.id,
        to: firm.id,
        kind: RelationKind::Colleague,
        role: String::new(),
        created: NOW,
        updated: NOW,
    };
    let mut deal = make.deal("Vase", &board, Some(&ann));
    deal.owner = Some(bob.id);
    let sale = make.sale(Some(&ann), 900);
    let mut refund = make.refund(&sale, 300);
    refund.customer = Some(firm.id);
    let mut case = Case::new(make.id(), "Lid", NOW);
    (case.customer, case.sale, case.owner) = (Some(ann.id), Some(sale.id), Some(bob.id));
    let points = PointsEntry {
        id: make.id(),
        customer: ann.id,
        points: 5,
        reason: PointsReason::Given,
        at: NOW,
        note: String::new(),
        by: None,
        created: NOW,
        updated: NOW,
    };
    let mut task = make.task("Call", Some(&firm));
    (task.owner, task.deal) = (Some(bob.id), Some(deal.id));
    let mut touch = Activity::new(make.id(), ActivityKind::Visit, Some(ann.id), NOW);
    (touch.deal, touch.case) = (Some(deal.id), Some(case.id));
    let all: Vec<Record> = vec![
        bob.into(),
        cid.into(),
        firm.into(),
        ann.into(),
        deal.into(),
        sale.into(),
        refund.into(),
        case.into(),
        points.into(),
        task.into(),
        touch.into(),
        relation.into(),
    ];
    let keys = all.iter().map(|one| (one.table(), one.id())).collect();
    run(tab, &Add(all)).expect("added");
    keys
}
