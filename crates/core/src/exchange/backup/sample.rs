//! A small shop for tests.

#[path = "sample_own.rs"]
mod own;

use chrono::{NaiveDate, NaiveTime};
use uuid::Uuid;

use crate::domain::{
    Activity, ActivityKind, Birthday, CallList, Case, CaseKind, CaseStatus, Channel, Consent,
    ContactRules, Currency, Customer, CustomerPart, Deal, Entity, FileColumn, FileWays, Id, Layout,
    Outcome, Payment, Pipeline, PlanBasis, PointsEntry, PointsReason, PointsRule, Priority,
    Product, Quantity, Rank, Reached, Records, Repeat, Sale, SaleLine, Shop, ShopKind, Stage,
    StageVisit, Task, Timestamp, Trashed, name::Name,
};

fn id<T>(number: u128) -> Id<T> {
    Id::new(Uuid::from_u128(number))
}

pub fn add<T: Entity>(records: &mut Records, record: T) {
    let table = T::table_mut(records);
    table.put(table.slot_count(), std::sync::Arc::new(record));
}

/// A small shop with a record of every kind and every optional field.
pub fn typical() -> Records {
    let at = Timestamp(1_800_000_000_000);
    let day = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date");
    let mut records = Records::default();
    add(
        &mut records,
        Shop {
            id: Shop::ID,
            name: "熟客茶行".into(),
            kind: ShopKind::Retail,
            currency: Currency::CNY,
            time_zone: "Asia/Shanghai".into(),
            week_start: 1,
            contact: ContactRules {
                per_year: [12, 6, 2, 1],
                birthday_days: 3,
                basis: PlanBasis::Segment,
                per_segment: [12, 6, 4, 4, 4, 4, 4, 8, 12, 2, 1, 0],
            },
            points: Some(PointsRule { per: 1000 }),
            layout: Some(Layout::usual(ShopKind::Salon).moved(CustomerPart::Tags, -3)),
            reject_reasons: vec!["too far".into()],
            retention_years: 5,
            learned: vec![FileWays {
                kind: "sales".into(),
                columns: vec![FileColumn {
                    title: "Zahl".into(),
                    becomes: "amount".into(),
                }],
                seen: "00000000000000ff".into(),
                encoding: "Big5".into(),
                taken_for: "windows-1252".into(),
                delimiter: ";".into(),
                header: Some(3),
                date_order: "day_first".into(),
                decimal_mark: "comma".into(),
            }],
            last_backup: Some(at),
            erased: Vec::new(),
            created: at,
            updated: at,
        },
    );
    let mut company = Customer::new(
        id(9),
        Name {
            full: "Rad AG".into(),
            ..Name::default()
        },
        at,
    );
    company.kind = crate::domain::CustomerKind::Company;
    let mut ann = Customer::new(id(3), Name::from_full("欧阳娜娜"), at);
    ann.company = Some(company.id);
    ann.birthday = Birthday::new(None, 2, 29);
    ann.phones = vec![crate::domain::Phone {
        number: "138".into(),
        label: "mobile".into(),
    }];
    ann.emails = vec![crate::domain::Email::new("a@x.de")];
    ann.addresses = vec![crate::domain::Address {
        city: "Köln".into(),
        ..Default::default()
    }];
    ann.tags = vec!["__proto__".into(), "VIP".into()];
    ann.note = "<script>\u{202e}\n".into();
    ann.do_not_contact = true;
    ann.consents = vec![Consent {
        source: "counter".into(),
        purpose: "offers".into(),
        wording: "form 2".into(),
        sensitive: true,
        ..Consent::new(Channel::Post, true, day)
    }];
    ann.standing = crate::domain::Standing::Partner;
    ann.owner = Some(id(20));
    let mut lead = crate::domain::Lead::new(at);
    lead.move_to(crate::domain::LeadStatus::Working, "", at);
    lead.move_to(crate::domain::LeadStatus::Rejected, "too far", at);
    ann.lead = Some(lead);
    own::fields(&mut records, &mut ann);
    add(&mut records, own::view());
    add(&mut records, own::template());
    add(&mut records, own::file());
    add(&mut records, own::relation());
    add(&mut records, own::member());
    add(&mut records, company);
    add(&mut records, ann);
    let stage = Stage {
        id: id(1),
        name: "New".into(),
        probability: 10,
        stale_after: Some(14),
    };
    add(
        &mut records,
        Pipeline {
            id: id(2),
            name: "Sales".into(),
            stages: vec![stage.clone()],
            lost_reasons: vec!["price".into()],
            rank: Rank::first(),
            created: at,
            updated: at,
        },
    );
    add(
        &mut records,
        Product {
            id: id(4),
            name: "Tea".into(),
            sku: "1".into(),
            category: "t".into(),
            price: Some(1250),
            currency: Currency::CNY,
            tax_rate: 1300,
            archived: true,
            values: crate::domain::Values::new(),
            created: at,
            updated: at,
        },
    );
    let deal = |number, outcome| Deal {
        id: id(number),
        title: "Order".into(),
        customer: Some(id(3)),
        pipeline: id(2),
        stage: stage.id,
        rank: Rank::first(),
        value: 5,
        currency: Currency::CNY,
        expected_close: Some(day),
        closed_by: (outcome != Outcome::Open).then(|| id(20)),
        outcome,
        history: vec![StageVisit {
            stage: stage.id,
            at,
        }],
        source: "web".into(),
        note: "n".into(),
        code: format!("D-{number}"),
        owner: None,
        tags: vec!["urgent".into(), "__proto__".into()],
        values: crate::domain::Values::new(),
        created: at,
        updated: at,
    };
    add(&mut records, deal(5, Outcome::Open));
    add(
        &mut records,
        deal(
            6,
            Outcome::Lost {
                on: day,
                reason: "price".into(),
            },
        ),
    );
    let line = SaleLine {
        product: Some(id(4)),
        name: "Tea".into(),
        quantity: Quantity(2000),
        unit_price: 1250,
        discount: 100,
        tax_rate: 1300,
    };
    let sale = Sale {
        id: id(7),
        number: "A1".into(),
        customer: Some(id(3)),
        date: day,
        at: Some(at),
        currency: Currency::CNY,
        lines: vec![line],
        discount: 0,
        total: 2400,
        payment: Some(Payment::Cash),
        refund_of: None,
        points: 2,
        note: "x".into(),
        values: crate::domain::Values::new(),
        created: at,
        updated: at,
    };
    let refund = Sale {
        id: id(8),
        lines: Vec::new(),
        total: -400,
        refund_of: Some(id(7)),
        points: -1,
        ..sale.clone()
    };
    add(&mut records, sale);
    add(&mut records, refund);
    let mut case = Case::new(id(40), "Broken", at);
    case.kind = CaseKind::Repair;
    case.customer = Some(id(3));
    case.sale = Some(id(7));
    case.due = Some(day);
    case.priority = Priority::High;
    case.owner = Some(id(20));
    case.note = "n".into();
    case.move_to(CaseStatus::Waiting, at);
    add(&mut records, case.clone());
    case.id = id(41);
    case.solution = "mended".into();
    case.move_to(CaseStatus::Solved, at);
    add(&mut records, case);
    add(
        &mut records,
        PointsEntry {
            id: id(42),
            customer: id(3),
            points: -1,
            reason: PointsReason::Redeemed,
            at,
            note: "cup".into(),
            by: Some(id(20)),
            created: at,
            updated: at,
        },
    );
    add(
        &mut records,
        Activity {
            id: id(10),
            kind: ActivityKind::Visit,
            at,
            customer: Some(id(3)),
            deal: Some(id(5)),
            case: Some(id(40)),
            text: "hi".into(),
            outcome: Some(Reached::CallBack),
            satisfaction: Some(5),
            list: Some(id(11)),
            by: Some(id(20)),
            created: at,
            updated: at,
        },
    );
    add(
        &mut records,
        Task {
            id: id(11),
            title: "Call".into(),
            due: Some(day),
            time: NaiveTime::from_hms_opt(9, 30, 0),
            remind: Some(10),
            repeat: Repeat::parse("FREQ=WEEKLY;BYDAY=MO,FR"),
            series: day.pred_opt(),
            priority: Priority::High,
            done: Some(at),
            customer: Some(id(3)),
            deal: Some(id(5)),
            note: "n".into(),
            code: "u-1@x".into(),
            owner: Some(id(20)),
            calls: Some(CallList {
                customers: vec![id(3)],
                script: "Hello".into(),
            }),
            values: crate::domain::Values::new(),
            created: at,
            updated: at,
        },
    );
    add(
        &mut records,
        Trashed {
            id: id(12),
            at,
            along_with: None,
            record: Customer::new(id(13), Name::from_full("Bo"), at).into(),
            links: Vec::new(),
        },
    );
    records
}
