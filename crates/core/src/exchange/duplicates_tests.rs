use super::*;
use crate::domain::{Birthday, Email, Id, Phone, Timestamp, name::Name};
use proptest::prelude::*;

fn person(name: &str, phone: &str, email: &str) -> Customer {
    let mut customer = Customer::new(
        Id::new(uuid::Uuid::nil()),
        Name::from_full(name),
        Timestamp(0),
    );
    customer
        .phones
        .extend((!phone.is_empty()).then(|| Phone::new(phone)));
    customer
        .emails
        .extend((!email.is_empty()).then(|| Email::new(email)));
    customer
}

fn sign(known: &Customer, new: &Customer) -> Option<Sign> {
    let mut index = Index::default();
    index.insert(0, known);
    index.find(new, |_| Some(known)).map(|(_, sign)| sign)
}

#[test]
fn numbers_are_compared_by_digits_whatever_the_format() {
    for (one, other) in [
        ("+49 (0)221 123456", "0221/123456"),
        ("0049 221 123456", "+49221123456"),
        ("138 0013 8000", "+86 13800138000"),
        ("1234567", "123-4567"),
        ("＋８６ １３８００１３８０００", "13800138000"),
    ] {
        assert!(
            same_phone(one, other) && same_phone(other, one),
            "{one} {other}"
        );
    }
    for (one, other) in [
        ("13812345678", "13912345678"),
        ("123456", "123456"),
        ("1234567", "991234567"),
        ("", ""),
        ("13800138000", "13800138001"),
    ] {
        assert!(!same_phone(one, other), "{one} {other}");
    }
}

#[test]
fn signs_in_order_and_what_contradicts_a_name() {
    let ann = person("Ann Lee", "0221 1234567", "ann@x.de");
    assert_eq!(
        sign(&ann, &person("Anna", "+49 221 1234567", "")),
        Some(Sign::Phone)
    );
    assert_eq!(
        sign(&ann, &person("Anna", "", "ANN@x.de ")),
        Some(Sign::Email)
    );
    assert_eq!(sign(&ann, &person("ann  LEE", "", "")), Some(Sign::Name));
    assert_eq!(sign(&ann, &person("Ann Lee", "0221 7654321", "")), None);
    let mut card = ann.clone();
    card.code = "7".into();
    let mut other = card.clone();
    other.code = "8".into();
    assert_eq!(sign(&card, &other), None);
    other.code = " 7".into();
    other.phones.clear();
    assert_eq!(sign(&card, &other), Some(Sign::Code));
    let mut company = ann.clone();
    company.kind = CustomerKind::Company;
    assert_eq!(sign(&ann, &company), None);
}

#[test]
fn merging_fills_and_never_reformats() {
    let mut known = person("Ann Lee", "0221 1234567", "ann@x.de");
    known.note = "likes oolong".into();
    known.birthday = Birthday::new(Some(1990), 5, 4);
    let mut new = person("ANN LEE", "+49 221 1234567", "Ann@X.de");
    new.note = "likes oolong".into();
    new.birthday = Birthday::new(None, 5, 4);
    let before = known.clone();
    merge(&mut known, &new);
    assert_eq!(known, before);
    new.phones.push(Phone::new("0171 5555555"));
    new.note = "rang".into();
    merge(&mut known, &new);
    assert_eq!(
        (known.phones.len(), known.note.as_str()),
        (2, "likes oolong\nrang")
    );
}

fn somebody() -> impl Strategy<Value = Customer> {
    (
        "(Ann|Bo|An n|)",
        "(0|49|\\+49 |0049)?(221|0221)?[12]{5,8}",
        "(a@x|A@x|b@x|)",
        "[12]?",
    )
        .prop_map(|(name, phone, email, code)| {
            let mut customer = person(&name, &phone, &email);
            customer.code = code;
            customer
        })
}

proptest! {
    #[test]
    fn who_is_the_same_does_not_depend_on_who_came_first(one in somebody(), other in somebody()) {
        prop_assert_eq!(sign(&one, &other), sign(&other, &one));
    }

    #[test]
    fn merging_twice_is_merging_once(one in somebody(), other in somebody()) {
        let mut once = one;
        merge(&mut once, &other);
        let mut twice = once.clone();
        merge(&mut twice, &other);
        prop_assert_eq!(once, twice);
    }
}

/// What a file's row finds among several.
fn look(known: &[Customer], new: &Customer) -> Found {
    let mut index = Index::default();
    for (at, one) in known.iter().enumerate() {
        index.insert(at, one);
    }
    index.look(new, |at| known.get(at))
}

#[test]
fn a_number_that_people_of_other_names_share_makes_nobody_one() {
    let office = "0221 1234567";
    let known = [
        person("Ann Lee", office, "info@rad.example"),
        person("Bo Ek", office, ""),
    ];
    let found = look(&known, &person("Cy Ro", office, "info@rad.example"));
    assert_eq!((found.known, found.shares), (None, Some((0, Sign::Phone))));
    let found = look(&known, &person("Cy Ro", "", "info@rad.example"));
    assert_eq!((found.known, found.shares), (None, Some((0, Sign::Email))));
    // Whoever has the name too is found behind the first who has the number.
    let found = look(&known, &person("Ek, Bo", office, ""));
    assert_eq!((found.known, found.shares), (Some((1, Sign::Phone)), None));
    for (one, other) in [
        ("William Lee", "Bill Lee"),
        ("A. Lee", "Ann Lee"),
        ("Mrs Lee", "Ann Lee"),
        ("Müller Hans", "Hans Mueller"),
        ("王芳", "Wang Fang"),
        ("張偉", "张伟"),
        ("王女士", "王芳"),
        ("", "Ann Lee"),
        ("13800138000", "Ann Lee"),
    ] {
        let known = [person(one, office, "")];
        let found = look(&known, &person(other, office, ""));
        assert_eq!(found.known, Some((0, Sign::Phone)), "{one} {other}");
    }
    for (one, other) in [
        ("Ann Lee", "Bob Lee"),
        ("王芳", "张伟"),
        ("A. Lee", "Bob Lee"),
    ] {
        let known = [person(one, office, "")];
        assert_eq!(
            look(&known, &person(other, office, "")).known,
            None,
            "{one} {other}"
        );
    }
    let nicknamed = Customer {
        name: Name {
            nickname: "小芳".into(),
            ..Name::from_full("王芳")
        },
        ..person("", office, "")
    };
    let found = look(&[nicknamed], &person("小芳", office, ""));
    assert_eq!(found.known, Some((0, Sign::Phone)));
}

#[test]
fn a_number_of_the_former_system_is_one_only_of_a_kind_and_of_somebody_alike() {
    let coded = |mut one: Customer, code: &str| {
        code.clone_into(&mut one.code);
        one
    };
    let mut company = coded(person("Rad AG", "0221 1234567", ""), "101");
    company.kind = CustomerKind::Company;
    let contact = coded(person("Ann Lee", "", "ann@x.de"), "101");
    assert_eq!(look(std::slice::from_ref(&company), &contact).known, None);
    let both = [company, contact.clone()];
    assert_eq!(look(&both, &contact).known, Some((1, Sign::Code)));
    // A bare number names whoever has it.
    let bare = coded(person("", "", ""), "101");
    assert_eq!(look(&both[..1], &bare).known, Some((0, Sign::Code)));
    assert_eq!(look(&both, &bare).known, Some((1, Sign::Code)));
    // Member 1 of one till and member 1 of another.
    let till = [coded(person("Ann Lee", "0221 1234567", ""), "1")];
    let other = coded(person("Bo Ek", "0221 7654321", ""), "1");
    let found = look(&till, &other);
    assert_eq!((found.known, found.shares), (None, Some((0, Sign::Code))));
    // Who moved or married is still member 1.
    for same in [
        person("Ann Lee", "0221 7654321", ""),
        person("Ann Ek", "0221 1234567", ""),
        person("Ann Ek", "", ""),
    ] {
        assert_eq!(look(&till, &coded(same, "1")).known, Some((0, Sign::Code)));
    }
}

#[test]
fn a_card_is_known_by_the_number_that_address_books_give_it() {
    let card = |name: &str, uid: &str| Customer {
        card: vec![format!("UID:{uid}")],
        ..person(name, "", "")
    };
    let known = [card("Ann Lee", "abc-1")];
    assert_eq!(
        look(&known, &card("Ann Ek", "abc-1")).known,
        Some((0, Sign::Code))
    );
    assert_eq!(look(&known, &card("Bo", "abc-2")).known, None);
    let id = Id::new(uuid::Uuid::from_u128(7));
    let ours = Customer {
        id,
        ..person("Ann Lee", "", "")
    };
    let married = Customer {
        id,
        ..person("Ann Ek", "", "")
    };
    assert_eq!(look(&[ours], &married).known, Some((0, Sign::Code)));
}
