//! The rules of repetition against the examples of RFC 5545, section 3.8.5.3.

use super::*;

pub(super) fn day(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y%m%d").expect("a date")
}

pub(super) fn days(rule: &str, start: &str, take: usize) -> String {
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
