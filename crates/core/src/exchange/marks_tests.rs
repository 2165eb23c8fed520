use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::{
    domain::{
        Currency, FieldDef, FieldKind, FieldValue, IdMaker, TableName, Timestamp, Values,
        field::Decimal,
    },
    exchange::{
        amount::parse_amount,
        customers::convert::Setting,
        date_orders::DateOrders,
        dates::DateOrder,
        import::{Choices, Opened},
        own::OwnFields,
        problem::{Problem, ProblemKind},
        recognise::Kind,
        sales::{SalesOptions, SalesSheet, SalesWarning, read_sales},
        sheet::Sheet,
        things::{self, Reader},
    },
};

#[test]
fn a_column_decides_its_mark() {
    use DecimalMark::{Comma, Point};
    for (cells, decision) in [
        (vec!["12,50", "1.234"], (Comma, Certainty::Clear)),
        (vec!["1.234,56"], (Comma, Certainty::Clear)),
        (vec!["1.234.567"], (Comma, Certainty::Clear)),
        (vec!["1,234.5"], (Point, Certainty::Clear)),
        (vec!["0.125"], (Point, Certainty::Clear)),
        (vec!["12", "x"], (Point, Certainty::Clear)),
        (vec!["1,234"], (Point, Certainty::Assumed)),
        (vec!["1.50", "1,50", "2,50"], (Comma, Certainty::Mixed)),
    ] {
        assert_eq!(decide_mark(cells.iter().copied()), decision, "{cells:?}");
    }
}

#[test]
fn what_a_person_said_counts_only_where_the_column_does_not_decide() {
    use DecimalMark::{Comma, Point};
    for (cells, said, decision) in [
        (vec!["1.234"], None, (Point, Certainty::Assumed)),
        (vec!["1.234"], Some(Comma), (Comma, Certainty::Clear)),
        (vec!["1,234"], Some(Point), (Point, Certainty::Clear)),
        (vec!["1,234.5"], Some(Comma), (Point, Certainty::Clear)),
        (vec!["1.50", "1,50"], Some(Comma), (Comma, Certainty::Clear)),
        (vec!["12"], Some(Comma), (Point, Certainty::Clear)),
    ] {
        let decided = decide_mark_as(cells.iter().copied(), said);
        assert_eq!(decided, decision, "{cells:?} {said:?}");
    }
    assert!(!shows_mark(["1.234", "12"]));
    assert!(shows_mark(["1.234", "12.5"]));
}

proptest! {
    /// A column of thousands and of nothing else: read as it was meant once that is said, whoever wrote it.
    #[test]
    fn doubtful_columns_are_read_as_the_person_says(
        numbers in prop::collection::vec((1_u32..1000, 0_u32..1000), 1..20), comma in any::<bool>()
    ) {
        let (said, group) = if comma {
            (DecimalMark::Comma, '.')
        } else {
            (DecimalMark::Point, ',')
        };
        let cells: Vec<String> = numbers
            .iter()
            .map(|(high, low)| format!("{high}{group}{low:03}"))
            .collect();
        let all = || cells.iter().map(String::as_str);
        prop_assert_ne!(decide_mark(all()).1, Certainty::Clear);
        let (mark, certainty) = decide_mark_as(all(), Some(said));
        prop_assert_eq!((mark, certainty), (said, Certainty::Clear));
        for (cell, (high, low)) in cells.iter().zip(&numbers) {
            let whole = i64::from(high * 1000 + low);
            prop_assert_eq!(parse_amount(cell, 3, mark), Ok(whole * 1000));
            // Said the other way the same text is the fraction.
            let other = if comma { DecimalMark::Point } else { DecimalMark::Comma };
            let (mark, _) = decide_mark_as(all(), Some(other));
            prop_assert_eq!(parse_amount(cell, 3, mark), Ok(whole));
        }
    }

    /// One cell that shows the mark decides for all, whatever was said.
    #[test]
    fn evidence_is_never_overruled(high in 1_u32..1000, low in 0_u32..1000, said in any::<bool>()) {
        let said = Some(if said { DecimalMark::Point } else { DecimalMark::Comma });
        let doubtful = format!("{high}.{low:03}");
        let decided = decide_mark_as([doubtful.as_str(), "12,50"], said);
        prop_assert_eq!(decided, (DecimalMark::Comma, Certainty::Clear));
    }
}

type Said = Option<DecimalMark>;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date")
}

fn setting() -> Setting {
    Setting {
        language: "en".into(),
        today: today(),
    }
}

fn field(of: TableName, kind: FieldKind) -> std::sync::Arc<FieldDef> {
    let mut own = OwnFields::new(of, &[], Currency::USD);
    let none = std::iter::empty();
    own.make("Own", Some(kind), none, &mut IdMaker::new(7), Timestamp(0))
}

fn doubts(problems: &[Problem]) -> Vec<(usize, &str, bool)> {
    let told = problems.iter().filter_map(|one| match one.kind {
        ProblemKind::AmbiguousNumbers { comma } => Some((one.row, one.column.as_str(), comma)),
        _ => None,
    });
    told.collect()
}

fn only(values: &Values) -> FieldValue {
    values.values().next().expect("a value").clone()
}

fn number(text: &str) -> FieldValue {
    FieldValue::Number(Decimal::parse(text).expect("a number"))
}

/// The own field of the first customer, and what was told.
fn of_customers(kind: FieldKind, text: &str, said: Said) -> (Option<FieldValue>, Vec<Problem>) {
    let choices = Choices {
        decimal_mark: said,
        ..Choices::default()
    };
    let mut opened = Opened::new(text.as_bytes(), &choices, "en");
    let fields = [field(TableName::Customers, kind)];
    let own = OwnFields::new(TableName::Customers, &fields, Currency::USD);
    opened.know(own, false, &mut IdMaker::new(8), Timestamp(0));
    let read = opened.read(&setting());
    let first = read.drafts.first().expect("a customer");
    (
        first.customer.values.values().next().cloned(),
        read.problems,
    )
}

fn of_things(kind: Kind, table: TableName, text: &str, said: Said) -> things::Read {
    let sheet = Sheet::read(text, Some(';'));
    let layout = things::layout(kind, &sheet, None);
    let fields = [field(table, FieldKind::Number)];
    let own = OwnFields::new(table, &fields, Currency::USD);
    let columns = things::columns(kind, &layout, None, &own);
    let reader = Reader {
        setting: setting(),
        currency: Currency::USD,
        date_order: None,
        decimal_mark: said,
        typed: false,
        zone: chrono_tz::Tz::UTC,
    };
    things::read(kind, &layout, &columns, &reader, &own)
}

fn of_sales(text: &str, said: Said) -> SalesSheet {
    let options = SalesOptions {
        delimiter: Some(b';'),
        zone: chrono_tz::Tz::UTC,
        currency: Currency::USD,
        date_order: DateOrders::Usual(DateOrder::DayFirst),
        header: None,
        typed: false,
        decimal_mark: said,
    };
    read_sales(text, &options).expect("sales")
}

#[test]
fn own_fields_of_customers_ask_and_take_the_answer() {
    let text = "Name;Own\nAnn;1.234\nBo;2.500\n";
    let (value, problems) = of_customers(FieldKind::Number, text, None);
    assert_eq!(value, Some(number("1.234")));
    assert_eq!(doubts(&problems), [(1, "Own", false)]);
    let (value, problems) = of_customers(FieldKind::Number, text, Some(DecimalMark::Comma));
    assert_eq!((value, problems), (Some(number("1234")), vec![]));
    let money = "Name;Own\nAnn;$1.250\n";
    let cents = |amount| {
        Some(FieldValue::Money {
            amount,
            currency: Currency::USD,
        })
    };
    for (said, amount) in [
        (None, 125),
        (Some(DecimalMark::Point), 125),
        (Some(DecimalMark::Comma), 125_000),
    ] {
        let (value, problems) = of_customers(FieldKind::Money, money, said);
        assert_eq!(value, cents(amount), "{said:?}");
        assert_eq!(doubts(&problems).is_empty(), said.is_some());
    }
    // What the column shows is not asked, and words are no numbers.
    let clear = "Name;Own\nAnn;1.234\nBo;2,5\n";
    let (value, problems) = of_customers(FieldKind::Number, clear, Some(DecimalMark::Point));
    assert_eq!((value, problems), (Some(number("1234")), vec![]));
    let (_, problems) = of_customers(FieldKind::Text, text, None);
    assert_eq!(problems, []);
    // Our own list writes a point.
    let ours = "Kind;Full name;Family name;Given name;Phonetic;Do not contact;Code;Note;Own\n\
        person;Ann;;;;no;;;1.234\n";
    let (value, problems) = of_customers(FieldKind::Number, ours, None);
    assert_eq!((value, problems), (Some(number("1.234")), vec![]));
}

#[test]
fn deals_and_products_ask_and_take_the_answer() {
    let deals = "Deal name;Amount;Deal stage;Own\nVase;1.250;New;2.500\n";
    let products = "Name;SKU;Price;Own\nTea;T1;1.250;2.500\n";
    for said in [None, Some(DecimalMark::Point), Some(DecimalMark::Comma)] {
        let comma = said == Some(DecimalMark::Comma);
        let (cents, own) = if comma {
            (125_000, "2500")
        } else {
            (125, "2.5")
        };
        let read = of_things(Kind::Deals, TableName::Deals, deals, said);
        let deal = read.deals.first().expect("a deal");
        assert_eq!((deal.value, only(&deal.values)), (Some(cents), number(own)));
        let asked = doubts(&read.problems);
        let all = [(1, "Amount", false), (1, "Own", false)];
        assert_eq!(asked, if said.is_none() { &all[..] } else { &[] });

        let read = of_things(Kind::Products, TableName::Products, products, said);
        let product = read.products.first().expect("a product");
        assert_eq!(
            (product.price, only(&product.values)),
            (Some(cents), number(own))
        );
        let asked = doubts(&read.problems);
        let all = [(1, "Price", false), (1, "Own", false)];
        assert_eq!(asked, if said.is_none() { &all[..] } else { &[] });
    }
    let clear = "Name;SKU;Price;Tax rate\nTea;T1;1.250;19,5 %\nPot;T2;12,50;7 %\n";
    let read = of_things(Kind::Products, TableName::Products, clear, None);
    assert_eq!(read.problems, []);
    assert_eq!(read.products[0].price, Some(125_000));
    assert_eq!(read.products[0].tax_rate, Some(1_950));
    // Our own list writes a point.
    let ours = "Name;SKU;Category;Price;Own\nTea;T1;Tea;12.50;2.125\n";
    let read = of_things(Kind::Products, TableName::Products, ours, None);
    assert_eq!(read.problems, []);
}

#[test]
fn sales_ask_of_amounts_and_of_quantities_and_take_the_answer() {
    let warned = |sheet: &SalesSheet| {
        let mut all = sheet.warnings.iter();
        all.any(|one| matches!(one, SalesWarning::DecimalMark(..)))
    };
    let amounts = "Customer;Date;Amount\nAnn;2026-11-02;1.250\n";
    let weights = "Customer;Date;Amount;Quantity\nAnn;2026-11-02;12;1.250\n";
    for (said, cents, thousandths) in [
        (None, 125, 1_250),
        (Some(DecimalMark::Point), 125, 1_250),
        (Some(DecimalMark::Comma), 125_000, 1_250_000),
    ] {
        let sheet = of_sales(amounts, said);
        assert_eq!(sheet.rows[0].amount_minor, cents, "{said:?}");
        assert_eq!(warned(&sheet), said.is_none());
        let sheet = of_sales(weights, said);
        assert_eq!(sheet.rows[0].quantity, Some(thousandths), "{said:?}");
        assert_eq!(
            warned(&sheet),
            said.is_none(),
            "a quantity is asked as well"
        );
    }
    // Amounts of the same file tell how its quantities are written.
    let told = "Customer;Date;Amount;Quantity\nAnn;2026-11-02;12,50;1.250\n";
    let sheet = of_sales(told, None);
    assert_eq!(sheet.rows[0].quantity, Some(1_250_000));
    assert!(!warned(&sheet));
}
