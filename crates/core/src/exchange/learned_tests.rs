use proptest::prelude::*;

use super::*;

fn list(kind: Kind, columns: &[(&str, &str)]) -> Learned {
    let titles: Vec<&str> = columns.iter().map(|(title, _)| *title).collect();
    let columns = columns
        .iter()
        .map(|(title, field)| (*title, (*field).to_owned()));
    learned(kind, Ways::default(), columns, &titles)
}

#[test]
fn what_was_put_right_once_is_known_again_in_any_order() {
    let mut all = Vec::new();
    let kind = Kind::Customers;
    let columns = [("Who", "full_name"), ("Call", "phone"), ("X", "ignore")];
    remember(&mut all, list(kind, &columns));
    let titles = ["Call", "X", "Who"];
    let found = recall(&all, &titles).expect("known");
    assert_eq!(
        fields(&found, &titles).expect("its columns"),
        ["phone", "ignore", "full_name"]
    );
    for other in [&["Call", "Who"][..], &["Call", "X", "Who", "Y", "Z"]] {
        assert_eq!(recall(&all, other), None);
        assert_eq!(fields(&found, other), None);
    }
}

/// What is chosen for columns of which nothing else is proposed than `new`.
fn fields(known: &Learned, titles: &[&str]) -> Option<Vec<String>> {
    known.fields(titles, &vec!["new".to_owned(); titles.len()])
}

#[test]
fn rows_that_come_back_to_be_corrected_are_read_as_their_file() {
    let ways = Ways {
        delimiter: Some(';'),
        header: Some(3),
        date_order: Some(DateOrder::DayFirst),
        ..Ways::default()
    };
    let columns = [("Who", "customer"), ("When", "date"), ("Sum", "amount")];
    let columns = columns.map(|(title, to)| (title, to.to_owned()));
    let mut all = Vec::new();
    remember(
        &mut all,
        learned(Kind::Sales, ways, columns, &["Who", "When", "Sum"]),
    );
    // The column of reasons is new, and the header stands in the first row now.
    let titles = ["Who", "When", "Sum", "Reason"];
    let found = recall(&all, &titles).expect("known");
    assert_eq!(
        fields(&found, &titles).expect("its columns"),
        ["customer", "date", "amount", "new"]
    );
    assert_eq!(
        (
            found.ways.date_order,
            found.ways.header,
            found.ways.delimiter
        ),
        (Some(DateOrder::DayFirst), None, None)
    );
    // One of five is missing: nearly the same list. Two of them: another.
    let five = ["A", "B", "C", "D", "E"];
    remember(
        &mut all,
        list(Kind::Customers, &five.map(|one| (one, "note"))),
    );
    assert!(recall(&all, &["A", "B", "D", "E"]).is_some());
    assert_eq!(recall(&all, &["A", "B", "D"]), None);
}

#[test]
fn what_the_list_holds_and_how_it_is_written_is_kept_whatever_it_was_taken_for() {
    let mut all = Vec::new();
    let ways = Ways {
        encoding: Some(("Big5".to_owned(), "windows-1252".to_owned())),
        delimiter: Some(';'),
        header: Some(3),
        date_order: Some(DateOrder::DayFirst),
        decimal_mark: Some(DecimalMark::Comma),
    };
    // In the wrong encoding the headers were others, and it is by those that such a file is met.
    let columns =
        [("客戶", "customer"), ("金額", "amount")].map(|(title, to)| (title, to.to_owned()));
    let garbled = ["«È¤á", "ª÷ÃB"];
    remember(
        &mut all,
        learned(Kind::Sales, ways.clone(), columns, &garbled),
    );
    let found = recall(&all, &["ª÷ÃB", "«È¤á"]).expect("known");
    assert_eq!((found.kind, &found.ways), (Kind::Sales, &ways));
    assert_eq!(fields(&found, &garbled), None);
    assert_eq!(
        fields(&found, &["金額", "客戶"]).expect("its columns"),
        ["amount", "customer"]
    );
    let text = serde_json::to_string(&all).expect("writes");
    assert!(
        !text.contains('È'),
        "a wrong guess is kept as a number only"
    );
    // Headers that are right at once need nobody to say how they are written.
    let right = recall(&all, &["金額", "客戶"]).expect("nearly the same");
    assert_eq!((right.ways.encoding, right.ways.header), (None, None));

    // The same headers, brought in as something else since: the newest counts.
    let columns = [("A", "full_name"), ("B", "phone")];
    remember(&mut all, list(Kind::Customers, &columns));
    remember(
        &mut all,
        list(Kind::Sales, &[("B", "date"), ("A", "customer")]),
    );
    assert_eq!(all.len(), 2);
    let found = recall(&all, &["A", "B"]).expect("known");
    assert_eq!(found.kind, Kind::Sales);
}

#[test]
fn the_newest_choice_counts_and_headers_may_repeat() {
    let mut all = Vec::new();
    let kind = Kind::Customers;
    remember(
        &mut all,
        list(kind, &[("Tel", "phone"), ("Tel", "phone@work")]),
    );
    let newest = [("Tel", "phone@home"), ("Tel", "phone@work")];
    remember(&mut all, list(kind, &newest));
    assert_eq!(all.len(), 1);
    let found = recall(&all, &["Tel", "Tel"]).expect("known");
    assert_eq!(
        fields(&found, &["Tel", "Tel"]).expect("its columns"),
        ["phone@home", "phone@work"]
    );
    for n in 0..100 {
        let title = format!("T{n}");
        remember(&mut all, list(kind, &[(&title, "note")]));
    }
    assert_eq!(all.len(), KEPT);
    let text = serde_json::to_string(&all).expect("writes");
    assert_eq!(
        serde_json::from_str::<Vec<Learned>>(&text).expect("reads"),
        all
    );
}

#[test]
fn what_an_older_version_has_learned_is_still_known() {
    let old = r#"[{"kind":"Customers","columns":[["Who","full_name"],["Call","phone"]]}]"#;
    let all: Vec<Learned> = serde_json::from_str(old).expect("reads");
    let found = recall(&all, &["Call", "Who"]).expect("known");
    assert_eq!(found.ways, Ways::default());
    assert_eq!(
        fields(&found, &["Call", "Who"]).expect("its columns"),
        ["phone", "full_name"]
    );
}

proptest! {
    #[test]
    fn a_list_is_known_by_its_headers_and_by_no_others(
        titles in prop::collection::vec("[a-z姓名 ]{0,6}", 1..6), at in any::<prop::sample::Index>(),
    ) {
        let columns: Vec<(&str, &str)> = titles.iter().map(|one| (one.as_str(), "note")).collect();
        let all = [list(Kind::Customers, &columns)];
        let mut turned: Vec<&str> = titles.iter().map(String::as_str).collect();
        turned.rotate_left(at.index(titles.len()));
        prop_assert!(recall(&all, &turned).is_some_and(|one| fields(&one, &turned).is_some()));
        turned.extend(["Q", "R", "S"]);
        prop_assert_eq!(recall(&all, &turned), None);
    }
}

fn ways() -> impl Strategy<Value = Ways> {
    let said = |text: &'static str| proptest::option::of(text);
    let date = proptest::option::of(proptest::sample::select(vec![
        DateOrder::DayFirst,
        DateOrder::MonthFirst,
        DateOrder::YearFirst,
        DateOrder::RepublicFirst,
    ]));
    let mark = proptest::option::of(proptest::sample::select(vec![
        DecimalMark::Point,
        DecimalMark::Comma,
    ]));
    let delimiter = proptest::option::of(proptest::sample::select(vec![',', ';', '\t', '|']));
    (
        said("[A-Za-z0-9-]{1,12}"),
        delimiter,
        proptest::option::of(0_usize..90),
        date,
        mark,
    )
        .prop_map(
            |(encoding, delimiter, header, date_order, decimal_mark)| Ways {
                encoding: encoding.map(|said| (said, "UTF-8".to_owned())),
                delimiter,
                header,
                date_order,
                decimal_mark,
            },
        )
}

proptest! {
    #[test]
    fn what_the_settings_keep_is_what_was_learned(
        kind in proptest::sample::select(Kind::TABLES.to_vec()),
        ways in ways(),
        columns in proptest::collection::vec((".{0,100}", "[a-z_:0-9]{1,20}"), 0..20),
        seen in proptest::collection::vec(".{0,12}", 0..4),
    ) {
        let columns = columns.iter().map(|(title, field)| (title.as_str(), field.clone()));
        let seen: Vec<&str> = seen.iter().map(String::as_str).collect();
        let one = learned(kind, ways, columns, &seen);
        let kept = one.as_kept().expect("not too long");
        let text = serde_json::to_string(&kept).expect("writes");
        let back = serde_json::from_str(&text).expect("reads");
        prop_assert_eq!(Learned::of_kept(&back), Some(one));
    }
}

#[test]
fn what_a_newer_version_learned_is_passed_over() {
    let mut kept = list(Kind::Sales, &[("Zahl", "amount")])
        .as_kept()
        .expect("short");
    kept.kind = "dreams".to_owned();
    assert_eq!(Learned::of_kept(&kept), None);
}
