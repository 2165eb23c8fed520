use proptest::prelude::*;
use rustc_hash::FxHashSet;

use super::{
    complete::{Gap, completeness, gaps},
    find::{Group, best, find, meetings},
    name::NameForms,
    person::Person,
    score::{CERTAIN, Reason, THRESHOLD, compare},
    sound::sound,
};
use crate::domain::{
    Address, Birthday, Customer, CustomerKind, CustomerPart, Email, Id, IdMaker, Layout, Phone,
    Timestamp, name::Name,
};

fn person(make: &mut IdMaker, name: &str, phone: &str, email: &str) -> Customer {
    let mut one = Customer::new(
        make.next(Timestamp(1_000)),
        Name::from_full(name),
        Timestamp(1_000),
    );
    if !phone.is_empty() {
        one.phones.push(Phone::new(phone));
    }
    if !email.is_empty() {
        one.emails.push(Email::new(email));
    }
    one
}

fn found(people: &[Customer]) -> Vec<Group> {
    find(people, &mut |_| ())
}

#[test]
fn names_meet_in_any_script_order_and_short_form() {
    for (one, other, want) in [
        ("张伟", "张 伟", Some(Reason::SameName)),
        ("Müller", "Muller", Some(Reason::SameName)),
        ("張偉", "张伟", Some(Reason::OtherScript)),
        ("张伟", "Zhang Wei", Some(Reason::Romanised)),
        ("Wei Zhang", "張偉", Some(Reason::Romanised)),
        ("Bob Smith", "Robert Smith", Some(Reason::Nickname)),
        ("Smith, Liz", "Elizabeth Smith", Some(Reason::Nickname)),
        ("Smith Ann", "Ann Smith", Some(Reason::WordOrder)),
        ("Stephen Meyer", "Steven Maier", Some(Reason::Sound)),
        ("张伟", "张玮", Some(Reason::Sound)),
        ("Jonathan Okafor", "Jonathan Okfaor", Some(Reason::Typo)),
        ("王先生", "王小明", Some(Reason::PartOfName)),
        ("Mrs Ann Smith", "Ann Smith", Some(Reason::SameName)),
        ("Ann Smith", "Tom Smith", None),
        ("李娜", "王芳", None),
    ] {
        let (one, other) = (NameForms::from_text(one), NameForms::from_text(other));
        // Titles are folded away, not written alike.
        assert_eq!(one.alike(&other), want, "{} {}", one.written, other.written);
        assert_eq!(other.alike(&one), want);
    }
    assert_eq!(sound("catherine"), sound("katherine"));
    assert_eq!(sound("knight"), sound("night"));
}

#[test]
fn points_say_why() {
    let mut make = IdMaker::new(1);
    let wei = person(&mut make, "张伟", "138 0013 8000", "");
    let same = person(&mut make, "張偉", "+86 13800138000", "");
    let judged = compare(&wei, &same);
    assert!(judged.certain && judged.score >= CERTAIN);
    assert_eq!(judged.reasons, [Reason::SamePhone, Reason::OtherScript]);
    // Two people of one common name, each with a number.
    let namesake = person(&mut make, "张伟", "13900000000", "");
    assert!(compare(&wei, &namesake).score < THRESHOLD);
    // A couple with one telephone.
    let wife = person(&mut make, "李娜", "13800138000", "");
    assert!(compare(&wei, &wife).score < THRESHOLD);
    // A birthday that differs makes it unsure.
    let (mut born, mut other) = (wei.clone(), same);
    born.birthday = Birthday::parse("1990-05-04");
    other.birthday = Birthday::parse("1991-05-04");
    assert!(!compare(&born, &other).certain);
    other.birthday = Birthday::parse("--05-04");
    assert!(compare(&born, &other).certain);
}

#[test]
fn a_name_written_otherwise_is_proposed_as_the_same_spelling_is() {
    for (one, other) in [
        ("John Smith", "John Smith"),
        ("John Smith", "Smith John"),
        ("Bob Smith", "Robert Smith"),
        ("张伟", "Zhang Wei"),
    ] {
        let mut make = IdMaker::new(1);
        let mut people = [
            person(&mut make, one, "13800138000", ""),
            person(&mut make, other, "", "john@example.com"),
        ];
        assert_eq!(found(&people).len(), 1, "{one} {other}");
        // What speaks against it still counts.
        people[1].phones.push(Phone::new("13900000000"));
        assert_eq!(found(&people), [], "{one} {other}");
    }
    // One word alone says too little.
    for (one, other) in [("Bob", "Robert"), ("伟", "Wei")] {
        let mut make = IdMaker::new(1);
        let people = [one, other].map(|name| person(&mut make, name, "", ""));
        assert_eq!(found(&people), [], "{one} {other}");
    }
}

#[test]
fn names_that_differ_meet_by_birthday_and_by_address() {
    let mut make = IdMaker::new(1);
    let mut born = ["王小朋", "王小明"].map(|name| person(&mut make, name, "", ""));
    assert_eq!(found(&born), []);
    for one in &mut born {
        one.birthday = Birthday::parse("1990-05-04");
    }
    let groups = found(&born);
    assert_eq!(groups.len(), 1);
    assert_eq!(groups[0].reasons, [Reason::Typo, Reason::SameBirthday]);
    let mut at_home = ["小明", "王小明"].map(|name| person(&mut make, name, "", ""));
    for one in &mut at_home {
        one.birthday = Birthday::parse("--05-04");
        one.addresses.push(Address {
            city: "上海".into(),
            street: "南京西路 1 号".into(),
            ..Address::default()
        });
    }
    assert_eq!(
        found(&at_home),
        [],
        "a day of the year and an address are not enough"
    );
    at_home[0].birthday = Birthday::parse("1990-05-04");
    at_home[1].birthday = Birthday::parse("1990-05-04");
    assert_eq!(found(&at_home).len(), 1);
}

/// A list where nobody was asked has everybody born on one day and living in one place.
#[test]
fn a_day_or_place_that_all_share_does_not_compare_everybody_with_everybody() {
    let mut make = IdMaker::new(1);
    let people: Vec<Customer> = (0..300)
        .map(|n| {
            let name = format!("Given{n:04}x Family{:04}", n * 7919 % 10_000);
            let mut one = person(&mut make, &name, &format!("139{n:08}"), "");
            one.birthday = Birthday::parse("1990-01-01");
            one.addresses.push(Address {
                street: "Market Square 1".into(),
                ..Address::default()
            });
            one
        })
        .collect();
    let people: Vec<Person> = people.iter().map(Person::of).collect();
    let all: FxHashSet<u64> = people.iter().flat_map(Person::keys).collect();
    let most = all
        .into_iter()
        .map(|key| {
            let places = (0_u32..).zip(&people);
            let places = places.filter(|(_, one)| one.keys().contains(&key));
            meetings(&people, places.map(|(place, _)| place).collect()).len()
        })
        .max();
    assert!(most.is_some_and(|most| most <= 6 * 300), "{most:?}");
}

#[test]
fn a_record_without_contact_does_not_tie_namesakes_together() {
    let mut make = IdMaker::new(1);
    let people = [
        person(&mut make, "张伟", "13800138000", ""),
        person(&mut make, "张伟", "13900000000", ""),
        person(&mut make, "张伟", "", ""),
    ];
    let groups = found(&people);
    assert_eq!(groups.len(), 1);
    assert_eq!(groups[0].members.len(), 2);
    assert!(!groups[0].certain);
}

#[test]
fn companies_and_people_are_never_one_and_what_was_said_counts() {
    let mut make = IdMaker::new(1);
    let one = person(&mut make, "Oolong", "020 8888 1234", "");
    let mut firm = person(&mut make, "Oolong", "020 8888 1234", "");
    firm.kind = CustomerKind::Company;
    assert_eq!(found(&[one.clone(), firm]), []);
    let mut other = person(&mut make, "Oolong", "020 8888 1234", "");
    assert_eq!(found(&[one.clone(), other.clone()]).len(), 1);
    other.not_same.push(one.id);
    assert_eq!(found(&[one, other]), []);
}

#[test]
fn the_fullest_record_is_kept_and_gaps_are_named() {
    let mut make = IdMaker::new(1);
    let bare = person(&mut make, "Ann", "123", "no mailbox");
    let mut full = person(&mut make, "Ann Smith", "138 0013 8000", "ann@example.com");
    full.birthday = Birthday::parse("--05-04");
    full.source = "walk-in".into();
    assert_eq!(best([&bare, &full]), Some(full.id));
    let all = CustomerPart::ALL
        .iter()
        .fold(Layout::default(), |all, part| all.showing(*part, true));
    assert_eq!(completeness(&full, &all), 80);
    assert_eq!(gaps(&full, &all), [Gap::Address, Gap::Consent]);
    assert_eq!(completeness(&bare, &all), 0);
    assert!(gaps(&bare, &all).starts_with(&[Gap::BadPhone, Gap::Name, Gap::BadEmail]));
    for gap in Gap::ALL {
        assert_eq!(Gap::from_key(gap.key()), Some(gap));
    }
    let mut firm = person(&mut make, "Oolong", "02088881234", "tea@example.com");
    firm.kind = CustomerKind::Company;
    assert_eq!(completeness(&firm, &all), 66);

    // What is folded away is not asked for, and the rest counts in proportion; unless it is there and wrong.
    let some = all
        .showing(CustomerPart::Addresses, false)
        .showing(CustomerPart::Phones, false);
    assert_eq!(gaps(&full, &some), [Gap::Consent]);
    assert_eq!(completeness(&full, &some), 88, "80 of 90");
    full.phones.clear();
    assert_eq!(gaps(&full, &some), [Gap::Consent]);
    assert_eq!(completeness(&full, &some), 84, "55 of 65");
    assert!(gaps(&bare, &some).contains(&Gap::BadPhone));
    assert_eq!(completeness(&bare, &some), 0);
}

/// Customers from few names and numbers, so that they meet often.
fn people() -> impl Strategy<Value = Vec<Customer>> {
    let one = (
        proptest::sample::select(vec![
            "张伟",
            "張偉",
            "Zhang Wei",
            "Bob Smith",
            "Robert Smith",
            "Rob Smyth",
            "李娜",
            "Cher",
            "",
        ]),
        proptest::option::of(0u8..6),
        proptest::option::of(0u8..6),
        proptest::option::of(1u32..4),
    );
    proptest::collection::vec(one, 1..60).prop_map(|all| {
        let mut make = IdMaker::new(3);
        let mut people = Vec::new();
        for (name, phone, email, day) in all {
            let phone = phone
                .map(|n| format!("138 0013 800{n}"))
                .unwrap_or_default();
            let email = email
                .map(|n| format!("m{n}@example.com"))
                .unwrap_or_default();
            let mut one = person(&mut make, name, &phone, &email);
            one.birthday = day.and_then(|day| Birthday::new(None, 5, day));
            if !one.display_name().is_empty() {
                people.push(one);
            }
        }
        people
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_records_does_not_matter(people in people(), seed: u64) {
        let mut shuffled = people.clone();
        let mut make = IdMaker::new(seed);
        let mut keys: Vec<(u64, usize)> = (0..people.len())
            .map(|place| (make.next::<()>(Timestamp(0)).raw().as_u64_pair().1, place))
            .collect();
        keys.sort_unstable();
        for (to, (_, from)) in keys.into_iter().enumerate() {
            shuffled[to] = people[from].clone();
        }
        let groups = found(&people);
        prop_assert_eq!(&found(&shuffled), &groups);
        let mut seen: Vec<Id<Customer>> = groups.iter().flat_map(|group| group.members.clone()).collect();
        let all = seen.len();
        seen.sort();
        seen.dedup();
        prop_assert_eq!(seen.len(), all, "a record stands in one group");
    }

    #[test]
    fn a_copied_record_is_always_found(people in people(), which: prop::sample::Index) {
        prop_assume!(!people.is_empty());
        let mut people = people;
        let mut copy = which.get(&people).clone();
        let original = copy.id;
        copy.id = IdMaker::new(77).next(Timestamp(5_000));
        let id = copy.id;
        people.push(copy);
        let groups = found(&people);
        let with = groups.iter().find(|group| group.members.contains(&id));
        prop_assert!(with.is_some_and(|group| group.members.contains(&original)), "{groups:?}");
    }
}

/// Not a gate: how long 100,000 records take. `cargo test --release --lib clean -- --ignored`.
#[test]
#[ignore = "a measurement"]
#[expect(clippy::disallowed_methods, reason = "native only")]
fn a_hundred_thousand_records() {
    let mut make = IdMaker::new(3);
    let surnames = [
        "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "Smith", "Okafor",
    ];
    let given = [
        "伟", "芳", "娜", "敏", "静", "磊", "洋", "艳", "Ann", "Bob", "Liz", "Tom",
    ];
    let mut people: Vec<Customer> = (0..95_000_usize)
        .map(|n| {
            let name = format!(
                "{}{}{}",
                surnames[n % 10],
                given[n / 10 % 12],
                given[n / 120 % 12]
            );
            person(
                &mut make,
                &name,
                &format!("13{:09}", n * 7919 % 1_000_000_000),
                "",
            )
        })
        .collect();
    for n in 0..5_000 {
        let mut copy = people[n * 17].clone();
        copy.id = make.next(Timestamp(9_000));
        people.push(copy);
    }
    let start = std::time::Instant::now();
    let groups = found(&people);
    println!("{} groups in {:?}", groups.len(), start.elapsed());
    assert!(groups.iter().filter(|group| group.certain).count() >= 5_000);
}
