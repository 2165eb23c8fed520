//! What the small shop for tests added itself: fields with a value of every kind, a view, the team.

use super::{add, id};
use crate::domain::{
    AttachedTo, Attachment, Currency, Customer, FieldDef, FieldKind, FieldOption, FieldValue,
    FileCategory, Member, Rank, Records, Relation, RelationKind, TableName, Template, Timestamp,
    View, ViewColumn, attachment::content_hash, field::Decimal,
};

const AT: Timestamp = Timestamp(1_800_000_000_000);

/// A field of every kind, each filled in for `one`.
pub fn fields(records: &mut Records, one: &mut Customer) {
    for ((kind, number), rank) in FieldKind::ALL.into_iter().zip(30..).zip(Rank::sequence(9)) {
        let option = |number, name: &str| FieldOption {
            id: id(number),
            name: name.into(),
        };
        let field = FieldDef {
            id: id(number),
            of: TableName::Customers,
            name: format!("own {number}"),
            kind,
            options: if kind.has_options() {
                vec![option(50, "S"), option(51, "红茶, 绿茶")]
            } else {
                Vec::new()
            },
            rank,
            hidden: number == 31,
            yearly: kind == FieldKind::Date,
            created: AT,
            updated: AT,
        };
        let value = match kind {
            FieldKind::Text => FieldValue::Text("<i>x</i>".into()),
            FieldKind::Number => FieldValue::Number(Decimal::parse("-12.5").expect("a number")),
            FieldKind::Money => FieldValue::Money {
                amount: -5,
                currency: Currency::CNY,
            },
            FieldKind::Date => {
                FieldValue::Date(chrono::NaiveDate::from_ymd_opt(2024, 2, 29).expect("a date"))
            }
            FieldKind::Choice => FieldValue::Choice(id(50)),
            FieldKind::Choices => FieldValue::Choices(vec![id(51), id(50)]),
            FieldKind::YesNo => FieldValue::YesNo(false),
            FieldKind::Link => FieldValue::Link("https://example.com".into()),
            FieldKind::Phone => FieldValue::Phone("010-1234".into()),
        };
        one.values.insert(field.id, value);
        one.card = vec!["X-SOCIALPROFILE;type=wechat:mei".to_owned()];
        add(records, field);
    }
}

/// A view with everything a view can have.
pub fn view() -> View {
    View {
        id: id(60),
        list: TableName::Customers,
        name: "=Gold".into(),
        columns: vec![ViewColumn {
            key: "name".into(),
            width: 200,
        }],
        sort: "-spent".into(),
        filter: "all(tag~VIP)".into(),
        text: "a".into(),
        look: "group~tags!sums".into(),
        created: AT,
        updated: AT,
    }
}

/// A relation between the two customers.
pub fn relation() -> Relation {
    Relation {
        id: id(61),
        from: id(3),
        to: id(9),
        kind: RelationKind::Referrer,
        role: "neighbour".into(),
        created: AT,
        updated: AT,
    }
}

/// Somebody who left.
pub fn member() -> Member {
    Member {
        id: id(20),
        name: "小陈".into(),
        left: true,
        created: AT,
        updated: AT,
    }
}

/// A text of the library.
pub fn template() -> Template {
    Template {
        id: id(62),
        title: "Ready".into(),
        category: "orders".into(),
        text: "Dear {name}, **ready**.".into(),
        created: AT,
        updated: AT,
    }
}

/// A file on the deal.
pub fn file() -> Attachment {
    let stage: crate::domain::Id<crate::domain::Stage> = id(2);
    Attachment {
        id: id(63),
        to: AttachedTo {
            table: TableName::Deals,
            id: id::<Attachment>(5).raw(),
        },
        name: "<b>.html".into(),
        mime: "text/html".into(),
        size: 3,
        hash: content_hash(b"abc"),
        category: FileCategory::Quote,
        stage: Some(stage),
        created: AT,
        updated: AT,
    }
}
