use super::*;
use proptest::prelude::*;

fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn moment(text: &str, zone: Tz) -> Moment {
    parse_moment(text, DateOrder::MonthFirst, zone, Unzoned::Local).unwrap()
}

#[test]
fn the_usual_ways_to_write_a_date() {
    for text in [
        "2024-01-05",
        "2024/1/5",
        "2024.1.5",
        "20240105",
        "2024年1月5日",
        "２０２４年１月５日",
        "5.1.2024",
        "05.01.24",
        "Jan 5, 2024",
        "5 January 2024",
        "5-Jan-2024",
        "2024-01-05 00:00:00",
        "2024-01-05T09:30",
    ] {
        assert_eq!(
            parse_date(text, DateOrder::MonthFirst),
            Ok(ymd(2024, 1, 5)),
            "{text}"
        );
    }
    assert_eq!(
        parse_date("1/5/2024", DateOrder::MonthFirst),
        Ok(ymd(2024, 1, 5))
    );
    assert_eq!(
        parse_date("5/1/2024", DateOrder::DayFirst),
        Ok(ymd(2024, 1, 5))
    );
    assert_eq!(
        parse_date("1/2/71", DateOrder::DayFirst),
        Ok(ymd(1971, 2, 1))
    );
}

#[test]
fn day_numbers_of_a_spreadsheet() {
    assert_eq!(
        parse_date("45296", DateOrder::DayFirst),
        Ok(ymd(2024, 1, 5))
    );
    assert_eq!(moment("45296", Tz::UTC).at, None);
    let noon = moment("45296.5", Tz::UTC);
    assert_eq!(
        (noon.date, noon.at),
        (ymd(2024, 1, 5), Some(1_704_456_000_000))
    );
    assert_eq!(
        moment("45296.572916667", Tz::UTC).at,
        Some(1_704_462_300_000)
    );
}

#[test]
fn impossible_and_unreadable_are_told_apart() {
    use DateError::{Empty, Impossible, Unreadable};
    for (text, error) in [
        ("", Empty),
        ("2024-02-30", Impossible),
        ("2023-02-29", Impossible),
        ("2024-13-01", Impossible),
        ("20241301", Impossible),
        ("0000-01-01", Impossible),
        ("13/13/2024", Impossible),
        ("2024-01-05 25:00", Impossible),
        ("2024-01-05T10:00+25:00", Impossible),
        ("tomorrow", Unreadable),
        ("2024-01", Unreadable),
        ("2024-01-05x", Unreadable),
        ("2024-01-05 10:00 EST", Unreadable),
        ("452960", Unreadable),
        ("00123", Unreadable),
        ("12.5", Unreadable),
        ("1/2/345", Unreadable),
    ] {
        let parsed = parse_moment(text, DateOrder::MonthFirst, Tz::UTC, Unzoned::Local);
        assert_eq!(parsed, Err(error), "{text}");
    }
}

#[test]
fn a_moment_is_cut_at_local_midnight() {
    let zone = chrono_tz::America::New_York;
    assert_eq!(moment("2025-01-01T04:30:00Z", zone).date, ymd(2024, 12, 31));
    assert_eq!(moment("2025-07-01T03:59:59Z", zone).date, ymd(2025, 6, 30));
    assert_eq!(moment("2025-07-01T04:00:00Z", zone).date, ymd(2025, 7, 1));
    assert_eq!(
        moment("2025-07-01 12:00:00 +0800", zone).date,
        ymd(2025, 7, 1)
    );
    assert_eq!(
        moment("2025-07-01 11:59:59 +0800", zone).date,
        ymd(2025, 6, 30)
    );
    assert_eq!(
        moment("2025-07-01 00:30", zone).date,
        ymd(2025, 7, 1),
        "without offset: local"
    );
    assert_eq!(moment("2025-07-01 00:30", zone).at, Some(1_751_344_200_000));
    let utc = parse_moment(
        "2025-07-01 00:30",
        DateOrder::MonthFirst,
        zone,
        Unzoned::Utc,
    )
    .unwrap();
    assert_eq!(utc.date, ymd(2025, 6, 30));
}

#[test]
fn clocks_of_every_kind() {
    let at = |text| moment(text, Tz::UTC).at.unwrap();
    let noon = at("2024-01-05T12:00:00Z");
    for text in [
        "1/5/2024 12:00 PM",
        "2024/1/5 下午 12:00",
        "2024-01-05T14:00+02",
        "2024-01-05 12:00 UTC",
    ] {
        assert_eq!(at(text), noon, "{text}");
    }
    assert_eq!(at("1/5/2024 12:00 AM"), noon - 43_200_000);
    assert_eq!(at("2024-01-05T12:00:00.5Z"), noon + 500);
    assert_eq!(at("2024-01-05T11:59:60Z"), noon - 1_000);
}

#[test]
fn hours_that_clocks_skip_or_repeat_still_are_instants() {
    let zone = chrono_tz::America::New_York;
    let skipped = moment("2025-03-09 02:30", zone);
    assert_eq!(
        (skipped.date, skipped.at),
        (ymd(2025, 3, 9), Some(1_741_505_400_000))
    );
    let twice = moment("2025-11-02 01:30", zone);
    assert_eq!(twice.at, Some(1_762_061_400_000), "the earlier of the two");
}

#[test]
fn a_column_decides_its_order() {
    use DateOrder::{DayFirst, MonthFirst};
    for (cells, decision) in [
        (vec!["1/2/2024", "13/2/2024"], (DayFirst, Certainty::Clear)),
        (
            vec!["1/2/2024", "2/13/2024"],
            (MonthFirst, Certainty::Clear),
        ),
        (vec!["1/2/2024"], (MonthFirst, Certainty::Assumed)),
        (
            vec!["1/1/2024", "2024-05-06", "5.6.2024"],
            (MonthFirst, Certainty::Clear),
        ),
        (
            vec!["13/2/2024", "2/13/2024", "3/14/2024"],
            (MonthFirst, Certainty::Mixed),
        ),
    ] {
        assert_eq!(
            decide_order(cells.iter().copied(), MonthFirst),
            decision,
            "{cells:?}"
        );
    }
    assert_eq!(
        decide_order(["1/2/2024"], DayFirst),
        (DayFirst, Certainty::Assumed)
    );
}

proptest! {
    #[test]
    fn any_text_is_a_date_or_an_error(text in "\\PC{0,24}", near in "[0-9]{1,4}[-/.年][0-9]{1,2}[-/.月 ][0-9]{0,4}[T ]?[0-9:+Z.-]{0,12}") {
        for text in [text, near] {
            let zone = chrono_tz::Asia::Shanghai;
            let _date = parse_date(&text, DateOrder::DayFirst);
            let _moment = parse_moment(&text, DateOrder::DayFirst, zone, Unzoned::Local);
            let _order = decide_order([text.as_str()], DateOrder::DayFirst);
        }
    }

    #[test]
    fn what_is_written_is_read_again(days in 1i32..3_652_000) {
        let date = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
        for format in ["%Y-%m-%d", "%Y/%-m/%-d", "%Y年%-m月%-d日", "%-d.%-m.%Y", "%Y%m%d", "%d/%m/%Y"] {
            let text = date.format(format).to_string();
            prop_assert_eq!(parse_date(&text, DateOrder::DayFirst), Ok(date), "{}", text);
        }
    }
}
