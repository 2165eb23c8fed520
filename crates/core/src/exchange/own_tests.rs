use super::*;
use crate::domain::field::Decimal;
use proptest::prelude::*;

fn column(kind: FieldKind, cells: &[&str]) -> OwnColumn {
    let mut own = OwnFields::new(TableName::Customers, &[], Currency::CNY);
    let ids = &mut IdMaker::new(1);
    let cells = cells.iter().copied();
    let field = own.make("Own", Some(kind), cells.clone(), ids, Timestamp(0));
    own.column(&field, cells, DateOrders::of(None, true, false), None)
}

#[test]
fn a_sign_of_another_currency_is_told() {
    let money = |text| column(FieldKind::Money, &["5"]).read(text);
    let cents = |amount, currency| Ok(Some(FieldValue::Money { amount, currency }));
    assert_eq!(money("￥5"), cents(500, Currency::CNY));
    assert_eq!(
        money("€5"),
        cents(500, Currency::parse("EUR").expect("a code"))
    );
    for text in ["$5", "5 kr", "¥5 USD"] {
        assert_eq!(money(text), Err(ProblemKind::ForeignSign), "{text}");
    }
}

#[test]
fn the_kind_is_guessed_from_the_values() {
    for (cells, kind) in [
        (vec!["yes", "No", ""], FieldKind::YesNo),
        (vec!["是", "否"], FieldKind::YesNo),
        (vec!["0", "1"], FieldKind::Number),
        (vec!["2024-01-05", "2024/2/6"], FieldKind::Date),
        (vec!["31/12/2024", "2/1/2025"], FieldKind::Date),
        (vec!["12/31/2024", "2/1/2025"], FieldKind::Date),
        (vec!["2024年1月5日"], FieldKind::Date),
        (vec!["1,234.5", "-3"], FieldKind::Number),
        (vec!["12,5"], FieldKind::Number),
        (vec!["￥128", "¥1,280.00"], FieldKind::Money),
        (vec!["88元"], FieldKind::Money),
        (vec!["12 EUR", "3.50 EUR"], FieldKind::Money),
        (vec!["00123", "00456"], FieldKind::Text),
        (vec!["13800138000"], FieldKind::Text),
        (vec!["https://a.example/x"], FieldKind::Link),
        (vec!["S", "M", "s", "M", "S"], FieldKind::Choice),
        (vec!["likes tea", "has a dog"], FieldKind::Text),
        (vec![], FieldKind::Text),
    ] {
        assert_eq!(guess(cells.iter().copied()), kind, "{cells:?}");
    }
}

#[test]
fn a_column_is_read_the_way_it_is_written_and_nothing_is_bent() {
    let read = |kind, cells: &[&str], text: &str| column(kind, cells).read(text);
    let number = |text: &str| Ok(Decimal::parse(text).map(FieldValue::Number));
    let german = ["1.234,5", "2,25"];
    assert_eq!(
        read(FieldKind::Number, &german, "1.234,5"),
        number("1234.5")
    );
    assert_eq!(
        read(FieldKind::Number, &["1,234.5"], "1,234.5"),
        number("1234.5")
    );
    for text in ["1test", "test", "12 kg", "12 or 13", "10%"] {
        let read = read(FieldKind::Number, &[], text);
        assert_eq!(read, Err(ProblemKind::UnreadableNumber), "{text}");
    }
    let day = |text: &str| Ok(text.parse().ok().map(FieldValue::Date));
    let cells = ["13/1/2024", "2/1/2024"];
    assert_eq!(read(FieldKind::Date, &cells, "2/1/2024"), day("2024-01-02"));
    assert!(column(FieldKind::Date, &["2/1/2024"]).open);
    assert_eq!(
        read(FieldKind::Date, &[], "31.2.2024"),
        Err(ProblemKind::UnreadableDate)
    );
    let euro = Currency::parse("EUR").expect("a code");
    assert_eq!(
        read(FieldKind::Money, &["12,50 €"], "12,50 €"),
        Ok(Some(FieldValue::Money {
            amount: 1_250,
            currency: euro
        }))
    );
    assert_eq!(
        read(FieldKind::YesNo, &[], "vielleicht"),
        Err(ProblemKind::UnreadableFlag)
    );
    assert_eq!(
        read(FieldKind::Choice, &["S", "M"], "XXL"),
        Err(ProblemKind::NotAnOption)
    );
    assert_eq!(read(FieldKind::Text, &[], "　"), Ok(None));
}

#[test]
fn a_header_names_the_field_that_is_there() {
    let mut own = OwnFields::new(TableName::Customers, &[], Currency::CNY);
    let ids = &mut IdMaker::new(1);
    let cells = || ["S", "M", "S", "M"].into_iter();
    let made = own.make("Shoe size", None, cells(), ids, Timestamp(0));
    assert_eq!((made.kind, made.options.len()), (FieldKind::Choice, 2));
    let again = own.make(
        " shoe-size ",
        Some(FieldKind::Text),
        cells(),
        ids,
        Timestamp(0),
    );
    assert_eq!(again.id, made.id);
    assert_eq!(own.made().len(), 1);
    let shop = [made.clone()];
    let own = OwnFields::new(TableName::Customers, &shop, Currency::CNY);
    assert_eq!(own.named("SHOE SIZE").map(|one| one.id), Some(made.id));
    assert_eq!(own.made().len(), 0);
    assert!(
        OwnFields::new(TableName::Deals, &shop, Currency::CNY)
            .named("Shoe size")
            .is_none()
    );
}

proptest! {
    #[test]
    fn no_text_makes_it_fall(text in "\\PC{0,30}", kind in prop::sample::select(&FieldKind::ALL[..])) {
        let column = column(kind, &[text.as_str()]);
        if let Ok(Some(value)) = column.read(&text) {
            prop_assert_eq!(value.kind(), kind);
            prop_assert_eq!(value.check(), Ok(()));
        }
        let _guessed = guess([text.as_str()].into_iter());
    }

    #[test]
    fn whatever_was_guessed_reads_every_value(cells in prop::collection::vec("[0-9]{1,4}([.,][0-9]{1,2})?|yes|no|[a-c]|20[0-9]{2}-0[1-9]-1[0-9]", 1..20)) {
        let kind = guess(cells.iter().map(String::as_str));
        let texts: Vec<&str> = cells.iter().map(String::as_str).collect();
        let column = column(kind, &texts);
        // A decimal mark that is mixed inside one column can't be read both ways.
        let mixed = kind == FieldKind::Number || kind == FieldKind::Money;
        for text in &texts {
            prop_assert!(mixed || column.read(text).is_ok(), "{:?} {}", kind, text);
        }
    }
}
