use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::{
    Address, Birthday, Currency, Email, FieldValue, Id, Moment, Phone, Records, Refusal, Timestamp,
    command::Command,
    commands::{Arrange, Save},
    name::Name,
    record::{Entity, Record},
};

fn part() -> impl Strategy<Value = CustomerPart> {
    prop::sample::select(CustomerPart::ALL.to_vec())
}

fn parts() -> impl Strategy<Value = Vec<CustomerPart>> {
    prop::collection::vec(part(), 0..20)
}

fn kind() -> impl Strategy<Value = ShopKind> {
    prop::sample::select(ShopKind::ALL.to_vec())
}

/// Whatever a file may hold: parts missing, named twice, hidden without a place.
fn stored() -> impl Strategy<Value = Layout> {
    (parts(), prop::collection::btree_set(part(), 0..14))
        .prop_map(|(order, hidden)| Layout { order, hidden })
}

fn sorted(mut parts: Vec<CustomerPart>) -> Vec<CustomerPart> {
    parts.sort_unstable();
    parts
}

proptest! {
    #[test]
    fn every_part_stands_once_and_what_the_shop_said_stays(own in stored(), kind in kind()) {
        let whole = own.completed(kind);
        prop_assert_eq!(sorted(whole.order().to_vec()), CustomerPart::ALL.to_vec());
        prop_assert!(!whole.hides(CustomerPart::Values));
        let place = |order: &[CustomerPart], part| order.iter().position(|one| *one == part);
        let known = |part| own.order.contains(&part);
        let usual = Layout::usual(kind);
        for one in CustomerPart::ALL {
            // As the shop said; what it does not know yet is as usual.
            let hidden = own.hides(one) || !known(one) && usual.hides(one);
            prop_assert_eq!(whole.hides(one), hidden && one.may_hide(), "{:?}", one);
            for other in CustomerPart::ALL {
                let before = place(whole.order(), one) < place(whole.order(), other);
                match (known(one), known(other)) {
                    (true, true) => prop_assert_eq!(before, place(&own.order, one) < place(&own.order, other)),
                    (false, false) => {
                        prop_assert_eq!(before, place(&usual.order, one) < place(&usual.order, other));
                    }
                    (known, _) => prop_assert_eq!(before, known, "what is new comes last"),
                }
            }
        }
        prop_assert_eq!(whole.completed(kind), whole);
    }

    #[test]
    fn nothing_that_holds_something_is_folded_away(own in stored(), kind in kind(), held in parts()) {
        let layout = own.completed(kind);
        let (shown, folded) = layout.split(&held);
        for part in CustomerPart::ALL {
            let in_sight = held.contains(&part) || !layout.hides(part);
            prop_assert_eq!(shown.contains(&part), in_sight, "{:?}", part);
            prop_assert_eq!(folded.contains(&part), !in_sight, "{:?}", part);
        }
        let of = |some: &[CustomerPart]| {
            let order = layout.order().iter().copied();
            order.filter(|part| some.contains(part)).collect::<Vec<_>>()
        };
        prop_assert_eq!(of(&shown), shown);
        prop_assert_eq!(of(&folded), folded);
    }

    #[test]
    fn moving_there_and_back_and_hiding_and_showing_change_nothing(
        own in stored(), kind in kind(), part in part(), by in 1_isize..14,
    ) {
        let layout = own.completed(kind);
        let from = layout.order().iter().position(|one| *one == part);
        let moved = layout.moved(part, by);
        let to = moved.order().iter().position(|one| *one == part);
        prop_assert_eq!(to, from.map(|from| (from + by.unsigned_abs()).min(CustomerPart::ALL.len() - 1)));
        let went = to.zip(from).map_or(0, |(to, from)| to - from);
        prop_assert_eq!(moved.moved(part, -went.cast_signed()), layout.clone());
        let was = !layout.hides(part);
        prop_assert_eq!(layout.showing(part, !was).showing(part, was), layout.clone());
        prop_assert_eq!(layout.showing(part, false).hides(part), part.may_hide());
    }

    #[test]
    fn what_is_written_is_read(own in stored()) {
        let json = serde_json::to_string(&own).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<Layout>(&json).expect("a layout"), own);
    }
}

#[test]
fn each_kind_of_shop_has_a_whole_order_of_its_own() {
    for kind in ShopKind::ALL {
        let usual = Layout::usual(kind);
        assert_eq!(usual.completed(kind), usual, "{kind:?}");
        // Who can't be reached is no customer, and a note always has room.
        for part in [CustomerPart::Phones, CustomerPart::Note] {
            assert!(!usual.hides(part), "{kind:?} {part:?}");
        }
        let same = ShopKind::ALL
            .iter()
            .filter(|other| Layout::usual(**other) == usual);
        assert_eq!(same.count(), 1, "{kind:?}");
    }
    let place = |kind, part| {
        let order = Layout::usual(kind).order;
        order.iter().position(|one| *one == part)
    };
    assert_eq!(
        place(ShopKind::Salon, CustomerPart::Birthday),
        Some(1),
        "a salon congratulates"
    );
    assert_eq!(place(ShopKind::Wholesale, CustomerPart::Company), Some(0));
    assert!(Layout::usual(ShopKind::Wholesale).hides(CustomerPart::Birthday));
}

#[test]
fn a_part_is_held_as_soon_as_the_customer_has_something_there() {
    let blank = Customer::new(
        Id::new(Uuid::from_u128(1)),
        Name::from_full("Ann"),
        Timestamp(0),
    );
    assert_eq!(CustomerPart::held(&blank), []);
    for part in CustomerPart::ALL {
        let mut one = blank.clone();
        match part {
            CustomerPart::Phones => one.phones.push(Phone::new("138".to_owned())),
            CustomerPart::Emails => one.emails.push(Email::new("a@x.example")),
            CustomerPart::Addresses => one.addresses.push(Address {
                city: "Köln".to_owned(),
                ..Address::default()
            }),
            CustomerPart::Company => one.company = Some(Id::new(Uuid::from_u128(2))),
            CustomerPart::JobTitle => one.job_title = "baker".to_owned(),
            CustomerPart::Birthday => one.birthday = Birthday::new(None, 2, 29),
            CustomerPart::Tags => one.add_tag("tea"),
            CustomerPart::Website => one.website = "x.example".to_owned(),
            CustomerPart::Standing => one.standing = Standing::Supplier,
            CustomerPart::Owner => one.owner = Some(Id::new(Uuid::from_u128(3))),
            CustomerPart::Source => one.source = "fair".to_owned(),
            CustomerPart::Code => one.code = "17".to_owned(),
            CustomerPart::Note => one.note = "oolong".to_owned(),
            CustomerPart::Values => {
                let field = Id::new(Uuid::from_u128(4));
                one.values.insert(field, FieldValue::YesNo(true));
            }
        }
        assert_eq!(CustomerPart::held(&one), [part]);
    }
}

fn salon() -> Shop {
    Shop {
        id: Shop::ID,
        name: String::new(),
        kind: ShopKind::Salon,
        currency: Currency::CNY,
        time_zone: "Asia/Shanghai".to_owned(),
        week_start: 1,
        contact: crate::domain::ContactRules::default(),
        points: None,
        layout: None,
        reject_reasons: Vec::new(),
        retention_years: Shop::USUAL_YEARS,
        learned: Vec::new(),
        last_backup: None,
        erased: Vec::new(),
        created: Timestamp(0),
        updated: Timestamp(0),
    }
}

#[test]
fn a_shop_without_an_order_of_its_own_follows_its_kind_and_writes_nothing_down() {
    let mut shop = salon();
    let json = serde_json::to_string(&shop).expect("JSON");
    assert!(!json.contains("layout"), "{json}");
    assert_eq!(serde_json::from_str::<Shop>(&json).expect("a shop"), shop);
    shop.kind = ShopKind::Repair;
    assert_eq!(shop.customer_layout(), Layout::usual(ShopKind::Repair));
    let own = shop.customer_layout().moved(CustomerPart::Note, -14);
    shop.arrange(own.clone());
    shop.kind = ShopKind::Cafe;
    assert_eq!(shop.customer_layout(), own, "what was arranged stays");
    shop.arrange(Layout::usual(ShopKind::Cafe));
    assert_eq!(shop.layout, None);
}

/// What the command leaves of the shop.
fn arranged(shop: &Shop, arrange: Arrange) -> Result<Shop, Refusal> {
    let mut records = Records::default();
    Shop::table_mut(&mut records).put(0, std::sync::Arc::new(shop.clone()));
    let draft = arrange.decide(&records, &moment())?;
    let after = draft.edits.into_iter().find_map(|edit| edit.after);
    match after {
        Some(Record::Shop(after)) => Ok(Shop::clone(&after)),
        other => panic!("no shop: {other:?}"),
    }
}

fn moment() -> Moment {
    Moment {
        now: Timestamp(1),
        today: chrono::NaiveDate::from_ymd_opt(2026, 11, 27).expect("a day"),
    }
}

#[test]
fn parts_are_moved_and_hidden_one_after_the_other_and_all_is_usual_again() {
    let up = Arrange::Move {
        part: CustomerPart::Note,
        by: -1,
    };
    // Twice in a row, as two quick presses are: each begins where the one before ended.
    let once = arranged(&salon(), up).expect("moved");
    let twice = arranged(&once, up).expect("moved");
    let usual = Layout::usual(ShopKind::Salon);
    assert_eq!(twice.customer_layout(), usual.moved(CustomerPart::Note, -2));
    let hide = |shown| Arrange::Show {
        part: CustomerPart::Birthday,
        shown,
    };
    let hidden = arranged(&twice, hide(false)).expect("hidden");
    assert!(hidden.customer_layout().hides(CustomerPart::Birthday));
    assert_eq!(arranged(&hidden, hide(false)), Err(Refusal::Nothing));
    assert_eq!(
        arranged(&hidden, hide(true)).expect("shown").layout,
        twice.layout
    );
    let again = arranged(&hidden, Arrange::AsUsual).expect("as usual");
    assert_eq!(again.layout, None);
    assert_eq!(arranged(&again, Arrange::AsUsual), Err(Refusal::Nothing));
    let first = Arrange::Move {
        part: CustomerPart::Phones,
        by: -1,
    };
    assert_eq!(arranged(&salon(), first), Err(Refusal::Nothing));
}

#[test]
fn other_settings_saved_meanwhile_leave_the_order_alone() {
    let base = salon();
    let mut records = Records::default();
    let hide = Arrange::Show {
        part: CustomerPart::Tags,
        shown: false,
    };
    let now = arranged(&base, hide).expect("hidden");
    Shop::table_mut(&mut records).put(0, std::sync::Arc::new(now.clone()));
    let named = Shop {
        name: "Oolong".to_owned(),
        ..base.clone()
    };
    let draft = Save::new(base, named)
        .decide(&records, &moment())
        .expect("saved");
    let after = draft.edits.into_iter().find_map(|edit| edit.after);
    let Some(Record::Shop(after)) = after else {
        panic!("no shop")
    };
    assert_eq!(
        (after.name.as_str(), &after.layout),
        ("Oolong", &now.layout)
    );
}
