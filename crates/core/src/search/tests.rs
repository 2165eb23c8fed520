use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::domain::{
    Customer, Email, FieldDef, FieldKind, FieldOption, FieldValue, IdMaker, Phone, Records, Table,
    TableName, Timestamp, name::Name,
};

fn shop(edit: &[(&str, fn(&mut Customer))]) -> (Table<Customer>, CustomerIndex) {
    let mut ids = IdMaker::new(7);
    let mut table = Table::default();
    for (slot, (name, edit)) in (0..).zip(edit) {
        let mut customer =
            Customer::new(ids.next(Timestamp(1)), Name::from_full(name), Timestamp(1));
        edit(&mut customer);
        table.put(slot, Arc::new(customer));
    }
    let index = CustomerIndex::build(&table);
    (table, index)
}

fn names(table: &Table<Customer>, hits: &[Hit]) -> Vec<String> {
    hits.iter()
        .map(|hit| table.get(hit.id).expect("hit").name.full.clone())
        .collect()
}

fn none(_: &mut Customer) {}

#[test]
fn chinese_names_are_found_by_sound_in_any_order() {
    let (table, index) = shop(&[
        ("李明朗", none),
        ("張偉", none),
        ("单田芳", none),
        ("Wei Zhang", none),
    ]);
    let find = |text| names(&table, &index.search(text, 10));
    assert_eq!(find("lml"), ["李明朗"]);
    assert_eq!(find("zw"), ["張偉"]);
    assert_eq!(find("zhangw"), ["張偉"]);
    assert_eq!(find("张伟"), ["張偉"]);
    assert_eq!(find("明朗"), ["李明朗"]);
    assert_eq!(find("shan"), ["单田芳"]);
    assert_eq!(find("dantian"), ["单田芳"]);
    assert_eq!(find("wei zhang"), ["Wei Zhang", "張偉"]);
    assert_eq!(find("zhang wei"), ["Wei Zhang", "張偉"]);
    assert_eq!(find("ming"), ["李明朗"]);
}

#[test]
fn whose_name_begins_so_comes_before_who_has_the_sound_inside() {
    let (table, index) = shop(&[
        ("瑞豐物流", none),
        ("林淑惠", none),
        ("劉俊傑", none),
        ("单柳", none),
    ]);
    let find = |text| names(&table, &index.search(text, 10));
    assert_eq!(find("liu"), ["劉俊傑", "瑞豐物流", "单柳"]);
    assert_eq!(find("li"), ["林淑惠", "劉俊傑", "瑞豐物流", "单柳"]);
    assert_eq!(find("l"), ["林淑惠", "劉俊傑", "瑞豐物流", "单柳"]);
    // A name of several readings begins with each.
    assert_eq!(find("dan"), ["单柳"]);
}

#[test]
fn letters_inside_a_sound_find_nobody() {
    let (_, index) = shop(&[("李明朗", none), ("张伟", none)]);
    for text in ["ang", "ngw", "ing", "e", "ml zw"] {
        assert_eq!(index.search(text, 10), [], "{text}");
    }
}

#[test]
fn numbers_are_found_in_any_format() {
    let (table, index) = shop(&[
        ("A", |c| c.phones = vec![Phone::new("138 0013 8000")]),
        ("B", |c| c.phones = vec![Phone::new("+86-139-0013-9000")]),
        ("C", |c| c.phones = vec![Phone::new("(020) 8888 1380")]),
    ]);
    let find = |text| names(&table, &index.search(text, 10));
    assert_eq!(find("138-0013"), ["A"]);
    assert_eq!(find("+86 138"), ["A"]);
    assert_eq!(find("0086 139"), ["B"]);
    assert_eq!(find("１３９ ００１３"), ["B"]);
    assert_eq!(find("0013"), ["A", "B"]);
    assert_eq!(find("8881380"), ["C"]);
    assert_eq!(find("1380"), ["A", "C"]);
}

#[test]
fn better_answers_come_first() {
    let (table, index) = shop(&[
        ("Carla Mann", |c| c.note = "asked for ann".into()),
        ("Joanna Smith", none),
        ("Bea Ann Cole", none),
        ("Annette Poe", none),
        ("Ann", none),
        ("Bo", |c| c.emails = vec![Email::new("ann@example.com")]),
        ("Zed", |c| c.note = "sister of Ann".into()),
    ]);
    assert_eq!(
        names(&table, &index.search("ann", 10)),
        [
            "Ann",
            "Annette Poe",
            "Bea Ann Cole",
            "Carla Mann",
            "Joanna Smith",
            "Bo",
            "Zed"
        ]
    );
    assert_eq!(
        names(&table, &index.search("ANN cole", 10)),
        ["Bea Ann Cole"]
    );
    assert_eq!(index.search("ann", 2).len(), 2);
    assert_eq!(index.search("  ", 2), []);
}

#[test]
fn nearly_is_only_a_last_resort() {
    let (table, index) = shop(&[("Katherine Johnson", none), ("Li Na", none)]);
    assert_eq!(
        names(&table, &index.search("kathrine", 10)),
        ["Katherine Johnson"]
    );
    assert_eq!(index.search("ktn", 10), []);
    for slip in ["katherien", "johnsen katherine", "jonhson", "ktaherine"] {
        let found = names(&table, &index.search(slip, 10));
        assert_eq!(found, ["Katherine Johnson"], "{slip}");
    }
    assert_eq!(index.search("johnsen peter", 10), []);
    let (table, index) = shop(&[("张伟", none), ("李娜", none)]);
    assert_eq!(names(&table, &index.search("zahngwei", 10)), ["张伟"]);
}

#[test]
fn tags_companies_and_notes_are_found() {
    let (mut table, mut index) = shop(&[
        ("熟客茶行有限公司", none),
        ("Ann", |c| {
            c.tags = vec!["VIP".into()];
            c.code = "M-0042".into();
        }),
    ]);
    let company = table.at(0).expect("company").id;
    let mut ann = Customer::clone(table.at(1).expect("ann"));
    ann.company = Some(company);
    let id = ann.id;
    table.put(1, Arc::new(ann));
    index.update(&table, id);
    for text in ["vip", "m-0042", "茶行 ann", "0042"] {
        assert_eq!(names(&table, &index.search(text, 9)), ["Ann"], "{text}");
    }
    assert_eq!(
        names(&table, &index.search("chahang", 9)),
        ["熟客茶行有限公司"]
    );
    table.remove(id.raw());
    index.update(&table, id);
    assert_eq!(index.search("vip", 9), []);
    assert_eq!(index.len(), 1);
}

#[test]
fn own_fields_are_found_while_they_are_shown() {
    let mut ids = IdMaker::new(9);
    let option = FieldOption {
        id: ids.next(Timestamp(1)),
        name: "Jasmine".into(),
    };
    let mut field = |kind, options: &[FieldOption]| FieldDef {
        id: ids.next(Timestamp(1)),
        of: TableName::Customers,
        name: "Own".into(),
        kind,
        options: options.to_vec(),
        rank: crate::domain::Rank::first(),
        hidden: false,
        yearly: false,
        created: Timestamp(1),
        updated: Timestamp(1),
    };
    let choice = field(FieldKind::Choice, std::slice::from_ref(&option));
    let number = field(FieldKind::Phone, &[]);
    let words = field(FieldKind::Text, &[]);
    let link = field(FieldKind::Link, &[]);
    let (mut table, _) = shop(&[("Ann", none), ("Bo", none)]);
    let mut ann = Customer::clone(table.at(0).expect("ann"));
    ann.values = [
        (choice.id, FieldValue::Choice(option.id)),
        (number.id, FieldValue::Phone("0221 / 99-45".into())),
        (words.id, FieldValue::Text("烏龍 lover".into())),
        (link.id, FieldValue::Link("https://ann.example".into())),
    ]
    .into();
    table.put(0, Arc::new(ann));
    let mut records = Records::default();
    for (slot, one) in (0..).zip([choice, number, words, link]) {
        records.fields.put(slot, Arc::new(one));
    }
    records.customers = table;
    let build = |records: &Records| {
        let mut index = CustomerIndex::default();
        assert!(index.set_own(OwnWords::of(records)));
        assert!(!index.set_own(OwnWords::of(records)), "no news");
        index.build_slice(&records.customers, 0, u32::MAX);
        index
    };
    let index = build(&records);
    for text in [
        "jasmine",
        "2219945",
        "+49 221 99",
        "9945",
        "乌龙",
        "lover",
        "ann.example",
    ] {
        assert_eq!(
            names(&records.customers, &index.search(text, 9)),
            ["Ann"],
            "{text}"
        );
    }
    let own = |records: &Records| {
        let ann = records.customers.at(0).expect("ann");
        own_number(records, ann, "2219945")
    };
    assert_eq!(own(&records).as_deref(), Some("0221 / 99-45"));
    for slot in 0..4 {
        let mut hidden = FieldDef::clone(records.fields.at(slot).expect("a field"));
        hidden.hidden = true;
        records.fields.put(slot, Arc::new(hidden));
    }
    let mut index = CustomerIndex::default();
    index.set_own(OwnWords::of(&records));
    index.build_slice(&records.customers, 0, u32::MAX);
    assert_eq!(own(&records), None);
    for text in ["jasmine", "9945", "lover"] {
        assert_eq!(index.search(text, 9), [], "{text}");
    }
}

#[test]
fn short_lists_are_ranked_by_letters_and_by_sound() {
    let items = ["顾客", "Customers", "New customer", "Settings", "销售"];
    let found = |query| {
        matches(query, &items)
            .iter()
            .map(|r| items[r.index])
            .collect::<Vec<_>>()
    };
    assert_eq!(found("gk"), ["顾客"]);
    assert_eq!(found("xiaos"), ["销售"]);
    assert_eq!(found("cust"), ["Customers", "New customer"]);
    assert_eq!(found("").len(), 5);
    assert_eq!(found("zzz"), [""; 0]);
}

proptest! {
    /// Whatever is done to the index, it answers as one built anew.
    #[test]
    fn updates_equal_a_rebuild(steps in proptest::collection::vec((0u32..6, 0usize..5), 1..60)) {
        let pool = ["张伟", "Ann Lee", "李明朗", "Bob", ""];
        let mut ids = IdMaker::new(1);
        let keys: Vec<_> = (0..6).map(|_| ids.next(Timestamp(1))).collect();
        let mut table = Table::default();
        let mut index = CustomerIndex::default();
        for (slot, pick) in steps {
            let id = keys[slot as usize];
            if pool[pick].is_empty() {
                table.remove(id.raw());
            } else {
                let customer = Customer::new(id, Name::from_full(pool[pick]), Timestamp(1));
                table.put(slot, Arc::new(customer));
            }
            index.update(&table, id);
        }
        let fresh = CustomerIndex::build(&table);
        for text in ["zw", "ann", "l", "b", "明"] {
            let sorted = |index: &CustomerIndex| {
                let mut hits = index.search(text, 99).iter().map(|h| (h.score, h.id)).collect::<Vec<_>>();
                hits.sort_unstable();
                hits
            };
            prop_assert_eq!(sorted(&index), sorted(&fresh));
        }
    }

    #[test]
    fn nothing_typed_breaks_the_search(text in "\\PC{0,30}") {
        let (_, index) = shop(&[("李明朗", none), ("Ann", none)]);
        let hits = index.search(&text, 5);
        prop_assert!(hits.len() <= 2);
    }

    /// Fields before the first place of a word can't change what it is worth.
    #[test]
    fn a_word_is_worth_the_same_wherever_reading_begins(
        name in "[a-c张伟é .-]{1,12}", tag in "[a-c1 ]{0,6}", note in "[a-c ]{0,9}", word in "[a-c]{1,3}|1|张",
    ) {
        let (table, _) = shop(&[("x", none)]);
        let mut customer = Customer::clone(table.at(0).expect("one"));
        customer.name = Name::from_full(&name);
        customer.tags = vec![tag];
        customer.note = note;
        let mut text = String::new();
        haystack::write(&customer, None, &OwnWords::default(), &mut text);
        let query = query::Query::new(&word);
        let scorer = score::Scorer::new(&query);
        if let Some(first) = text.find(&query.whole) {
            let text = text.as_bytes();
            prop_assert_eq!(scorer.score(text, Some(first)), scorer.score(text, None), "{} in {:?}", word, name);
        }
    }

    /// What is scanned for passes by nobody who would answer.
    #[test]
    fn scanning_finds_whoever_answers(
        numbers in proptest::collection::vec("(\\+86 ?|0)?1[0-3 -]{1,8}", 1..6), text in "(\\+86|0)?[0-3 ]{2,6}",
    ) {
        let (table, _) = shop(&[("x", none)]);
        let query = query::Query::new(&text);
        let scorer = score::Scorer::new(&query);
        let mut customers = Table::default();
        let mut answers = 0;
        for (slot, number) in (0..).zip(&numbers) {
            let mut customer = Customer::clone(table.at(0).expect("one"));
            customer.id = crate::domain::Id::new(uuid::Uuid::from_u128(u128::from(slot) + 1));
            customer.phones = vec![Phone::new(number)];
            let mut told = String::new();
            haystack::write(&customer, None, &OwnWords::default(), &mut told);
            answers += usize::from(!query.is_empty() && scorer.score(told.as_bytes(), None).is_some());
            customers.put(slot, Arc::new(customer));
        }
        // Where nobody answers, names that nearly do are found; there are none with digits.
        let found = CustomerIndex::build(&customers).search(&text, 99).len();
        prop_assert_eq!(found, answers, "{:?} among {:?}", text, numbers);
    }

    /// A single letter finds by its table what reading the text would find.
    #[test]
    fn letters_are_worth_what_the_text_says(
        name in "[a-c张伟é .-]{1,12}", tag in "[a-c1 ]{0,6}", note in "[a-c ]{0,9}", mail in "[a-c.@1]{0,8}", number in "[0-9 ]{0,8}",
    ) {
        let (table, _) = shop(&[("x", none)]);
        let mut customer = Customer::clone(table.at(0).expect("one"));
        customer.name = Name::from_full(&name);
        customer.tags = vec![tag];
        customer.note = note;
        customer.emails = vec![Email::new(&mail)];
        customer.phones = vec![Phone::new(&number)];
        let mut text = String::new();
        haystack::write(&customer, None, &OwnWords::default(), &mut text);
        let letters = score::Letters::of(text.as_bytes());
        for letter in (b'a'..=b'z').chain(b'0'..=b'9') {
            let query = query::Query::new(&char::from(letter).to_string());
            let scorer = score::Scorer::new(&query);
            prop_assert_eq!(letters.points(letter), scorer.score(text.as_bytes(), None), "{} in {:?}", char::from(letter), text);
        }
    }
}
