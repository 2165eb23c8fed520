//! The rules of repetition against the examples of RFC 5545, section 3.8.5.3, and against what every
//! rule must hold to.

use super::{text::WEEKDAYS, *};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y%m%d").expect("a date")
}

fn days(rule: &str, start: &str, take: usize) -> String {
    let rule = Repeat::parse(rule).unwrap_or_else(|| panic!("{rule} is a rule"));
    let days = rule.days(day(start)).take(take);
    let texts: Vec<String> = days.map(|day| day.format("%Y%m%d").to_string()).collect();
    texts.join(" ")
}

/// Each example: the rule, `DTSTART`, and the days the RFC lists (the first ones of an endless rule).
#[test]
fn the_examples_of_the_rfc() {
    let examples = [
        // Daily for 10 occurrences.
        (
            "FREQ=DAILY;COUNT=10",
            "19970902",
            "19970902 19970903 19970904 19970905 19970906 19970907 19970908 19970909 19970910 19970911",
        ),
        // Every other day.
        (
            "FREQ=DAILY;INTERVAL=2",
            "19970902",
            "19970902 19970904 19970906 19970908",
        ),
        // Every 10 days, 5 occurrences.
        (
            "FREQ=DAILY;INTERVAL=10;COUNT=5",
            "19970902",
            "19970902 19970912 19970922 19971002 19971012",
        ),
        // Weekly for 10 occurrences.
        (
            "FREQ=WEEKLY;COUNT=10",
            "19970902",
            "19970902 19970909 19970916 19970923 19970930 19971007 19971014 19971021 19971028 19971104",
        ),
        // Weekly until 24 December 1997 (the last of the list).
        (
            "FREQ=WEEKLY;UNTIL=19970924T000000Z",
            "19970902",
            "19970902 19970909 19970916 19970923",
        ),
        // Every other week, the week begins on Sunday.
        (
            "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
            "19970902",
            "19970902 19970916 19970930 19971014 19971028",
        ),
        // Weekly on Tuesday and Thursday for five weeks.
        (
            "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH",
            "19970902",
            "19970902 19970904 19970909 19970911 19970916 19970918 19970923 19970925 19970930 19971002",
        ),
        // Every other week on Tuesday and Thursday, for 8 occurrences.
        (
            "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
            "19970902",
            "19970902 19970904 19970916 19970918 19970930 19971002 19971014 19971016",
        ),
        // Monthly on the first Friday for 10 occurrences.
        (
            "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
            "19970905",
            "19970905 19971003 19971107 19971205 19980102 19980206 19980306 19980403 19980501 19980605",
        ),
        // Every other month on the first and last Sunday for 10 occurrences.
        (
            "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
            "19970907",
            "19970907 19970928 19971102 19971130 19980104 19980125 19980301 19980329 19980503 19980531",
        ),
        // Monthly on the second-to-last Monday for 6 months.
        (
            "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
            "19970922",
            "19970922 19971020 19971117 19971222 19980119 19980216",
        ),
        // Monthly on the third-to-the-last day of the month.
        (
            "FREQ=MONTHLY;BYMONTHDAY=-3",
            "19970928",
            "19970928 19971029 19971128 19971229 19980129 19980226",
        ),
        // Monthly on the 2nd and 15th for 10 occurrences.
        (
            "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
            "19970902",
            "19970902 19970915 19971002 19971015 19971102 19971115 19971202 19971215 19980102 19980115",
        ),
        // Monthly on the first and last day for 10 occurrences.
        (
            "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
            "19970930",
            "19970930 19971001 19971031 19971101 19971130 19971201 19971231 19980101 19980131 19980201",
        ),
        // Every 18 months on the 10th thru 15th for 10 occurrences.
        (
            "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
            "19970910",
            "19970910 19970911 19970912 19970913 19970914 19970915 19990310 19990311 19990312 19990313",
        ),
        // Every Tuesday, every other month.
        (
            "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
            "19970902",
            "19970902 19970909 19970916 19970923 19970930 19971104 19971111 19971118 19971125 19980106",
        ),
        // Every 20th Monday of the year.
        (
            "FREQ=YEARLY;BYDAY=20MO",
            "19970519",
            "19970519 19980518 19990517",
        ),
        // Every Friday the 13th.
        (
            "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
            "19970902",
            "19980213 19980313 19981113 19990813 20001013",
        ),
        // The first Saturday that follows the first Sunday of the month.
        (
            "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
            "19970913",
            "19970913 19971011 19971108 19971213 19980110 19980207 19980307 19980411 19980509 19980613",
        ),
        // The week start makes a difference.
        (
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
            "19970805",
            "19970805 19970810 19970819 19970824",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
            "19970805",
            "19970805 19970817 19970819 19970831",
        ),
        // Yearly in June and July for 10 occurrences.
        (
            "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
            "19970610",
            "19970610 19970710 19980610 19980710 19990610 19990710 20000610 20000710 20010610 20010710",
        ),
        // Every other year in January, February, and March for 10 occurrences.
        (
            "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3",
            "19970310",
            "19970310 19990110 19990210 19990310 20010110 20010210 20010310 20030110 20030210 20030310",
        ),
        // Every Thursday in March, forever.
        (
            "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
            "19970313",
            "19970313 19970320 19970327 19980305 19980312 19980319 19980326 19990304",
        ),
        // Every Thursday, but only during June, July, and August (the last ones of 1997).
        (
            "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8",
            "19970814",
            "19970814 19970821 19970828 19980604 19980611",
        ),
        // Every 4 years, the first Tuesday after a Monday in November (U.S. Presidential Election day).
        (
            "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
            "19961105",
            "19961105 20001107 20041102",
        ),
        // The third instance into the month of one of Tuesday, Wednesday, or Thursday, for the next 3 months.
        (
            "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
            "19970904",
            "19970904 19971007 19971106",
        ),
        // The second-to-last weekday of the month.
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
            "19970929",
            "19970929 19971030 19971127 19971230 19980129 19980226 19980330",
        ),
        // Every day in January (the last two of a year, the first of the next).
        (
            "FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1",
            "19980130",
            "19980130 19980131 19990101 19990102",
        ),
        (
            "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
            "19980130",
            "19980130 19980131 19990101 19990102",
        ),
        // An invalid date (30 February) is passed over.
        (
            "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
            "20070115",
            "20070115 20070130 20070215 20070315 20070330",
        ),
    ];
    for (rule, start, wanted) in examples {
        let count = wanted.split(' ').count();
        let ends = rule.contains("COUNT") || rule.contains("UNTIL=1997");
        let extra = usize::from(ends);
        assert_eq!(days(rule, start, count + extra), wanted, "{rule}");
    }
}

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
