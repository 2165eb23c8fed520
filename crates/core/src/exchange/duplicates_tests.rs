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
