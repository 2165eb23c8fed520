//! The rules of repetition against what every rule must hold to, and those of other programs.

use super::{
    rfc_tests::{day, days},
    text::WEEKDAYS,
    *,
};
use proptest::prelude::*;

#[test]
fn a_yearly_day_that_only_leap_years_have() {
    assert_eq!(
        days("FREQ=YEARLY", "20240229", 3),
        "20240229 20280229 20320229"
    );
    assert_eq!(
        days("FREQ=MONTHLY;BYMONTHDAY=30;INTERVAL=12", "20260201", 3),
        "",
        "no February has it"
    );
}

/// As calendars write them that are not the RFC's.
#[test]
fn rules_of_other_programs() {
    for (rule, start, wanted) in [
        // Outlook's birthday.
        (
            "FREQ=YEARLY;BYMONTHDAY=12;BYMONTH=5",
            "20260512",
            "20260512 20270512",
        ),
        // Ours of 29 February: told on the last day of that month.
        (
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1",
            "20240229",
            "20240229 20250228 20260228 20270228 20280229",
        ),
        // Thanksgiving.
        (
            "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
            "20261126",
            "20261126 20271125 20281123",
        ),
        // The last working day of a quarter, and of each week.
        (
            "FREQ=MONTHLY;INTERVAL=3;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "20260130",
            "20260130 20260430 20260731 20261030",
        ),
        (
            "FREQ=WEEKLY;BYMONTH=2;BYDAY=MO,TU,FR;BYSETPOS=1,-1",
            "20260201",
            "20260202 20260206 20260209 20260213 20260216 20260220 20260223 20260227 20270201",
        ),
        // A Monday that is 29 February, decades apart.
        (
            "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO",
            "20160229",
            "20160229 20440229",
        ),
    ] {
        assert_eq!(
            days(rule, start, wanted.split(' ').count()),
            wanted,
            "{rule}"
        );
        let read = Repeat::parse(rule).expect("a rule");
        assert_eq!(Repeat::parse(&read.to_string()), Some(read), "{rule}");
    }
}

#[test]
fn what_is_not_known_is_refused() {
    for bad in [
        "",
        "FREQ=HOURLY",
        "INTERVAL=2",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;COUNT=0",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYMONTHDAY=3",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=DAILY;UNTIL=2026",
        "FREQ=DAILY;UNTIL=20261332",
        "FREQ=DAILY;BYSETPOS=1",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=YEARLY;BYMONTH=0",
        "FREQ=YEARLY;BYMONTH=",
        "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
        "FREQ=DAILY;BYHOUR=9,10,11,12;BYMINUTE=0,20,40",
        "FREQ=DAILY;COUNT=2;UNTIL=20261231",
        "FREQ=MONTHLY;BYDAY=é",
    ] {
        assert_eq!(Repeat::parse(bad), None, "{bad}");
    }
}

#[test]
fn done_late_it_comes_next_in_the_future_and_the_count_goes_on() {
    let rule = Repeat::parse("FREQ=WEEKLY;COUNT=5").expect("a rule");
    // Due on Monday 2 November, done on the 18th: 9 and 16 November are over.
    let (next, left) = rule
        .next(day("20261102"), day("20261118"))
        .expect("goes on");
    assert_eq!((next, left.count), (day("20261123"), Some(2)));
    let (next, left) = left.next(next, next).expect("one more");
    assert_eq!((next, left.count), (day("20261130"), Some(1)));
    assert_eq!(left.next(next, next), None, "that was the last");
    let until = Repeat::parse("FREQ=DAILY;UNTIL=20261103").expect("a rule");
    assert_eq!(until.next(day("20261103"), day("20261103")), None);
    // A due day that the rule does not have still counts as one.
    let mondays = Repeat::parse("FREQ=WEEKLY;BYDAY=MO;COUNT=2").expect("a rule");
    let (next, left) = mondays
        .next(day("20261103"), day("20261103"))
        .expect("goes on");
    assert_eq!((next, left.count), (day("20261109"), Some(1)));
}

fn rules() -> impl Strategy<Value = Repeat> {
    let by_day = prop::collection::vec(
        (0_usize..7, prop::option::of(prop_oneof![-5..=-1, 1..=5])),
        0..3,
    );
    let month_days = prop::collection::vec(prop_oneof![-31..=-1, 1..=31], 0..3);
    (
        0..4,
        1_u32..8,
        by_day,
        month_days,
        prop::option::of(1_u32..9),
        0_usize..7,
        prop::collection::vec(1_u32..=12, 0..3),
        prop::collection::vec(prop_oneof![-3..=-1, 1..=3], 0..2),
    )
        .prop_map(
            |(frequency, interval, by_day, month_days, count, week_start, by_month, set)| {
                let frequency = [
                    Frequency::Daily,
                    Frequency::Weekly,
                    Frequency::Monthly,
                    Frequency::Yearly,
                ][usize::try_from(frequency).unwrap()];
                let spans = matches!(frequency, Frequency::Monthly | Frequency::Yearly);
                let by_day = by_day.into_iter().map(|(day, nth)| ByDay {
                    nth: nth.filter(|_| spans),
                    day: WEEKDAYS[day].1,
                });
                let rule = Repeat {
                    by_month,
                    by_day: by_day.collect(),
                    by_month_day: if frequency == Frequency::Weekly {
                        Vec::new()
                    } else {
                        month_days
                    },
                    by_set_pos: set,
                    count,
                    week_start: WEEKDAYS[week_start].1,
                    ..Repeat::every(frequency, interval)
                };
                let chosen = rule.has_by();
                Repeat {
                    by_set_pos: rule.by_set_pos.into_iter().filter(|_| chosen).collect(),
                    ..rule
                }
            },
        )
}

proptest! {
    #[test]
    fn written_and_read_is_the_same(rule in rules()) {
        prop_assert_eq!(Repeat::parse(&rule.to_string()), Some(rule));
    }

    #[test]
    fn days_ascend_from_the_start(rule in rules(), start in 0_u64..20_000) {
        let start = day("19800101") + Days::new(start);
        let days: Vec<NaiveDate> = rule.days(start).take(12).collect();
        prop_assert!(days.iter().all(|day| *day >= start));
        prop_assert!(days.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", days);
        prop_assert!(days.len() <= rule.count.map_or(12, |count| count as usize));
    }

    /// Ticking each off in time visits the days of the rule one by one.
    #[test]
    fn one_by_one_is_the_whole_series(rule in rules(), start in 0_u64..20_000) {
        let start = day("19800101") + Days::new(start);
        let Some(first) = rule.days(start).next() else { return Ok(()) };
        let whole: Vec<NaiveDate> = rule.days(first).take(8).collect();
        let (mut at, mut left, mut steps) = (first, rule.clone(), vec![first]);
        while steps.len() < 8 {
            let Some((next, rest)) = left.next(at, at) else { break };
            steps.push(next);
            (at, left) = (next, rest);
        }
        prop_assert_eq!(steps, whole);
    }

    #[test]
    fn no_text_makes_it_panic(text in ".*") {
        let _ = Repeat::parse(&text);
    }
}
