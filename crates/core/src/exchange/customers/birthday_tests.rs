use super::*;
use proptest::prelude::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date")
}

#[test]
fn forms_of_one_day() {
    for text in [
        "1990-05-04",
        "1990/5/4",
        "1990年5月4日",
        "4.5.1990",
        "04.05.90",
        "19900504",
        "4 May 1990",
        "May 4, 1990",
        "04-May-90",
        "32997",
        "1990-05-04 00:00:00",
        "1990-05-04T00:00:00Z",
        "１９９０／５／４",
        "5/4/1990",
        "4. Mai 1990",
        "90年5月4日",
    ] {
        let read = read(text, true, today()).expect(text).expect(text);
        assert_eq!(read.to_string(), "1990-05-04", "{text}");
    }
    for text in [
        "--05-04",
        "--0504",
        "05-04",
        "5月4日",
        "0504",
        "4.5.",
        "5/4",
        "1604-05-04",
        "May 4",
    ] {
        let read = read(text, true, today()).expect(text).expect(text);
        assert_eq!(read.to_string(), "--05-04", "{text}");
    }
    for text in ["农历八月十五", "阴历8-15", "八月初三"] {
        let read = read(text, true, today()).expect(text).expect(text);
        assert!(read.is_lunar(), "{text}");
    }
    assert_eq!(
        read("4/5/1990", false, today()),
        Ok(Birthday::new(Some(1990), 5, 4))
    );
}

#[test]
fn zeros_are_nothing_and_nonsense_is_told() {
    for text in ["", " ", "0.0.00", "0000-00-00", "0000/00/00 00:00:00", "0"] {
        assert_eq!(read(text, false, today()), Ok(None), "{text}");
    }
    for text in [
        "1990-02-30",
        "31/31/1990",
        "soon",
        "2099-01-01",
        "12345678",
        "1990",
        "1/2/3/4",
    ] {
        assert_eq!(
            read(text, false, today()),
            Err(ProblemKind::UnreadableBirthday),
            "{text}"
        );
    }
}

#[test]
fn the_column_decides_what_comes_first() {
    let decided =
        |values: &[&str]| order(values.iter().copied(), DateOrders::of(None, true, false));
    assert_eq!(
        decided(&["13/1/1990", "2/1/1990"]),
        Order {
            order: DateOrder::DayFirst,
            ..Order::default()
        }
    );
    assert_eq!(
        decided(&["1/13/1990", "2/1/1990"]),
        Order {
            order: DateOrder::MonthFirst,
            ..Order::default()
        }
    );
    assert_eq!(
        decided(&["2/1/1990"]),
        Order {
            order: DateOrder::MonthFirst,
            open: true,
            said: false
        }
    );
    assert!(!decided(&["1990-01-02", "2.1.1990"]).open);
    let years = |values: &[&str], chinese| {
        let orders = DateOrders::of(None, true, chinese);
        let column = order(values.iter().copied(), orders);
        let days = values.iter().map(|one| read_as(one, column, today()));
        let days = days.map(|day| day.ok().flatten().map(|day| day.to_string()));
        (column.open, days.collect::<Vec<_>>())
    };
    let is = |days: [&str; 2]| days.map(|day| Some(day.to_owned())).to_vec();
    assert_eq!(
        years(&["85/3/12", "90-1-5"], false),
        (false, is(["1985-03-12", "1990-01-05"]))
    );
    assert_eq!(
        years(&["24/1/15", "03/2/6"], true),
        (true, is(["2024-01-15", "2003-02-06"]))
    );
    assert_eq!(
        years(&["民國75年3月12日", "101/1/5"], true),
        (false, is(["1986-03-12", "2012-01-05"]))
    );
    assert_eq!(
        years(&["75/03/12", "101/01/05"], false),
        (false, is(["1986-03-12", "2012-01-05"]))
    );
}

#[test]
fn what_a_person_said_turns_no_row_round() {
    let said = |month_first| {
        let first = if month_first {
            DateOrder::MonthFirst
        } else {
            DateOrder::DayFirst
        };
        order([], DateOrders::of(Some(first), !month_first, true))
    };
    let day = |text: &str, month_first| {
        let read = read_as(text, said(month_first), today());
        read.map(|day| day.map(|day| day.to_string()))
    };
    let is = |text: &str| Ok(Some(text.to_owned()));
    assert_eq!(day("2/1/1990", true), is("1990-02-01"));
    assert_eq!(day("2/1/1990", false), is("1990-01-02"));
    let unread = Err(ProblemKind::UnreadableBirthday);
    assert_eq!(day("25/1/1990", true), unread);
    assert_eq!(day("1/25/1990", false), unread);
    // What says itself which is which stays what it is.
    assert_eq!(day("25.1.1990", true), is("1990-01-25"));
    assert_eq!(day("1990-01-25", false), is("1990-01-25"));
}

proptest! {
    #[test]
    fn no_text_makes_it_fall(text in "[0-9/.年月日 :T-]{0,14}", month_first: bool) {
        drop(read(&text, month_first, today()));
    }
}
