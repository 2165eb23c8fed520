use super::*;
use crate::domain::{Currency, IdMaker};
use proptest::prelude::*;

fn field(kind: FieldKind, options: &[&str]) -> FieldDef {
    let mut ids = IdMaker::new(7);
    let now = Timestamp(1_790_000_000_000);
    FieldDef {
        id: ids.next(now),
        of: TableName::Customers,
        name: "Own".into(),
        kind,
        options: options
            .iter()
            .map(|name| FieldOption {
                id: ids.next(now),
                name: (*name).to_owned(),
            })
            .collect(),
        rank: Rank::first(),
        hidden: false,
        yearly: false,
        created: now,
        updated: now,
    }
}

fn read(kind: FieldKind, text: &str) -> Result<Option<FieldValue>, FieldProblem> {
    parse(
        &field(kind, &["S", "M", "XL, tall", "红茶"]),
        text,
        Currency::CNY,
    )
}

fn plain(kind: FieldKind, text: &str) -> String {
    let field = field(kind, &["S", "M", "XL, tall", "红茶"]);
    parse(&field, text, Currency::CNY)
        .expect(text)
        .map(|value| value.plain(&field))
        .unwrap_or_default()
}

#[test]
fn what_people_write_is_read() {
    for (kind, text, wanted) in [
        (FieldKind::Text, "  likes oolong ", "likes oolong"),
        (FieldKind::Number, "1,234.50", "1234.5"),
        (FieldKind::Number, "－０.２５", "-0.25"),
        (FieldKind::Number, "007", "7"),
        (FieldKind::Money, "￥1,280", "1280.00 CNY"),
        (FieldKind::Money, "12.5 usd", "12.50 USD"),
        (FieldKind::Money, "88元", "88.00 CNY"),
        (FieldKind::Date, "2026年1月5日", "2026-01-05"),
        (FieldKind::Date, "2024/2/29", "2024-02-29"),
        (FieldKind::Choice, "s", "S"),
        (FieldKind::Choices, "M; XL, tall；S, M", "M; XL, tall; S"),
        (FieldKind::Choices, "红茶、S", "红茶; S"),
        (FieldKind::YesNo, "是", "yes"),
        (FieldKind::YesNo, "FALSE", "no"),
        (
            FieldKind::Link,
            "example.com/a?b",
            "https://example.com/a?b",
        ),
        (FieldKind::Link, "HTTP://例子.中国", "HTTP://例子.中国"),
        (
            FieldKind::Phone,
            "（021）6888-0000 转 12",
            "（021）6888-0000 转 12",
        ),
    ] {
        assert_eq!(plain(kind, text), wanted, "{text}");
    }
    assert_eq!(read(FieldKind::Number, "  "), Ok(None));
}

#[test]
fn hostile_and_doubtful_values_are_refused() {
    use FieldProblem::{
        NotADate, NotALink, NotANumber, NotAPhone, NotAnOption, NotYesNo, OutOfRange, TooLong,
    };
    for (kind, text, problem) in [
        (FieldKind::Number, "1test", NotANumber),
        (FieldKind::Number, "1,5", NotANumber),
        (FieldKind::Number, "1.2.3", NotANumber),
        (FieldKind::Number, "--1", NotANumber),
        (FieldKind::Number, "=1+1", NotANumber),
        (FieldKind::Number, "1e9", NotANumber),
        (FieldKind::Number, "NaN", NotANumber),
        (FieldKind::Number, "9999999999999", OutOfRange),
        (FieldKind::Number, "0.1234567", OutOfRange),
        (FieldKind::Money, "abc", NotANumber),
        (FieldKind::Money, "12 apples", NotANumber),
        (FieldKind::Money, "0.001", OutOfRange),
        (FieldKind::Money, "999999999999999", OutOfRange),
        (FieldKind::Date, "2026-02-30", NotADate),
        (FieldKind::Date, "5/1/2026", NotADate),
        (FieldKind::Date, "tomorrow", NotADate),
        (FieldKind::Choice, "XXL", NotAnOption("XXL".into())),
        (FieldKind::Choices, "S; XXL", NotAnOption("XXL".into())),
        (FieldKind::YesNo, "perhaps", NotYesNo),
        (FieldKind::Link, "javascript:alert(1)", NotALink),
        (FieldKind::Link, "data:text/html,x", NotALink),
        (FieldKind::Link, "java\nscript:alert(1)", NotALink),
        (FieldKind::Link, "https://user@evil.example", NotALink),
        (FieldKind::Link, "localhost", NotALink),
        (FieldKind::Phone, "call me", NotAPhone),
        (FieldKind::Phone, "12", NotAPhone),
        (FieldKind::Phone, "<b>123</b>", NotAPhone),
    ] {
        assert_eq!(read(kind, text), Err(problem), "{text}");
    }
    assert_eq!(read(FieldKind::Text, &"x".repeat(60_000)), Err(TooLong));
}

#[test]
fn values_from_a_file_are_checked_too() {
    for bad in [
        r#"{"kind":"number","value":"1e5"}"#,
        r#"{"kind":"number","value":5}"#,
        r#"{"kind":"date","value":"2026-02-30"}"#,
        r#"{"kind":"evil","value":1}"#,
    ] {
        assert!(serde_json::from_str::<FieldValue>(bad).is_err(), "{bad}");
    }
    let link: FieldValue =
        serde_json::from_str(r#"{"kind":"link","value":"javascript:x"}"#).expect("reads");
    assert_eq!(link.check(), Err(FieldProblem::NotALink));
}

fn value() -> impl Strategy<Value = FieldValue> {
    let choices = field(FieldKind::Choices, &["a", "b b", "c, d", "丁"]);
    let ids: Vec<_> = choices.options.iter().map(|option| option.id).collect();
    let one = proptest::sample::select(ids.clone());
    prop_oneof![
        "[a-zA-Z<>=&，。 张]{0,20}[a-z]".prop_map(|text| FieldValue::Text(text.trim().to_owned())),
        (-999_999_999_999_999_999i64..999_999_999_999_999_999)
            .prop_filter_map("in range", |n| Decimal::from_millionths(n)
                .map(FieldValue::Number)),
        (
            -900_000_000_000i64..900_000_000_000,
            proptest::sample::select(vec!["CNY", "JPY", "KWD"])
        )
            .prop_map(|(amount, code)| FieldValue::Money {
                amount,
                currency: Currency::parse(code).expect("a code"),
            }),
        (1000i32..9999, 1u32..366).prop_map(|(year, day)| FieldValue::Date(
            chrono::NaiveDate::from_yo_opt(year, day).expect("a day")
        )),
        one.prop_map(FieldValue::Choice),
        proptest::sample::subsequence(ids, 1..4).prop_map(FieldValue::Choices),
        any::<bool>().prop_map(FieldValue::YesNo),
        "https?://[a-z]{1,9}\\.[a-z]{2,4}(/[a-z]{0,5})?".prop_map(FieldValue::Link),
        "\\+?[0-9]{3,20}".prop_map(FieldValue::Phone),
    ]
}

proptest! {
    #[test]
    fn the_plain_form_is_read_back(value in value()) {
        let mut field = field(FieldKind::Choices, &["a", "b b", "c, d", "丁"]);
        field.kind = value.kind();
        prop_assert_eq!(value.check(), Ok(()));
        let again = parse(&field, &value.plain(&field), Currency::USD);
        prop_assert_eq!(again, Ok(Some(value.clone())));
        let json = serde_json::to_string(&value).expect("writes");
        prop_assert_eq!(serde_json::from_str::<FieldValue>(&json).expect("reads"), value);
    }

    #[test]
    fn no_text_breaks_a_reader(text in "\\PC{0,40}", kind in 0usize..9) {
        let kind = FieldKind::ALL[kind];
        if let Ok(Some(value)) = read(kind, &text) {
            prop_assert_eq!(value.kind(), kind);
            prop_assert_eq!(value.check(), Ok(()));
        }
    }

    #[test]
    fn numbers_keep_every_digit(millionths in -999_999_999_999_999_999i64..999_999_999_999_999_999) {
        let number = Decimal::from_millionths(millionths).expect("in range");
        prop_assert_eq!(Decimal::parse(&number.to_string()), Some(number));
    }
}
