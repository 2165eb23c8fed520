use super::ProblemKind as K;
use super::*;
use proptest::prelude::*;

fn options() -> SalesOptions {
    SalesOptions {
        delimiter: None,
        zone: chrono_tz::America::New_York,
        currency: Currency::USD,
        date_order: DateOrder::MonthFirst,
        header: None,
        typed: false,
    }
}

fn read(text: &str) -> SalesSheet {
    read_sales(text, &options()).unwrap()
}

fn kinds(sheet: &SalesSheet) -> Vec<(u32, Option<&str>, ProblemKind)> {
    let problems = sheet.problems.iter();
    problems
        .map(|problem| (problem.row_number, problem.column.as_deref(), problem.kind))
        .collect()
}

#[test]
fn a_row_with_everything() {
    let sheet = read(
        "Row_ID;Customer;Timestamp;Amount;Currency;Order_ID;Refund_of;Product;Qty;Note\n\
         1;Łucja;2025-01-01T04:30:00Z;1.234,50;eur;a1;;Tea;1,5;\"x;y\"\n",
    );
    let row = &sheet.rows[0];
    assert_eq!(sheet.delimiter, ';');
    assert_eq!(row.row_number, 2);
    assert_eq!(row.date, NaiveDate::from_ymd_opt(2024, 12, 31).unwrap());
    assert_eq!((row.amount_minor, row.quantity), (123_450, Some(1_500)));
    assert_eq!(row.currency.map(|c| c.to_string()).as_deref(), Some("EUR"));
    assert_eq!(
        (row.order_id.as_deref(), row.refund_of.as_deref()),
        (Some("a1"), None)
    );
    assert_eq!(row.note.as_deref(), Some("x;y"));
    assert_eq!((&sheet.problems, &sheet.warnings), (&vec![], &vec![]));
}

#[test]
fn problems_name_row_and_column_and_take_only_their_row() {
    let sheet = read(
        "customer,when,date,amount,currency\n\
         a,,2025-02-30,1,USD\n\
         \n\
         b,,2025-02-03,1.005,USD\n\
         c,,2025-02-03,99999999999999999999,USD\n\
         d,,0025-02-03,1,USD\n\
         e,,2025-02-03,1,dollars\n\
         f,,2025-02-03,€1,USD\n\
         g,,2025-02-03,1,USD,50\n\
         h,,,,\n\
         i,,2025-02-03,7,USD\n",
    );
    let expected = [
        (2, Some("date"), K::Date(DateError::Impossible)),
        (4, Some("amount"), K::Amount(AmountError::TooManyDecimals)),
        (5, Some("amount"), K::Amount(AmountError::Overflow)),
        (6, Some("date"), K::YearOutOfRange),
        (7, Some("currency"), K::UnknownCurrency),
        (8, Some("amount"), K::CurrencyConflict),
        (9, None, K::TooManyCells),
        (10, Some("amount"), K::Amount(AmountError::Empty)),
        (10, Some("date"), K::Date(DateError::Empty)),
    ];
    assert_eq!(kinds(&sheet), expected);
    assert_eq!(
        sheet
            .rows
            .iter()
            .map(|row| row.row_number)
            .collect::<Vec<_>>(),
        [11]
    );
}

#[test]
fn an_unclosed_quote_is_named_and_loses_no_earlier_row() {
    let sheet = read("customer,date,amount\na,2025-01-01,1\n\"b,2025-01-01,2\nc,2025-01-01,3\n");
    assert_eq!(sheet.rows.len(), 1);
    assert_eq!(kinds(&sheet), [(3, None, ProblemKind::UnclosedQuote)]);
}

#[test]
fn what_is_assumed_is_said() {
    let sheet = read("customer,date\nx,1/2/2025\n,1/3/2025\n");
    let assumed = SalesWarning::DateOrder(DateOrder::MonthFirst, Certainty::Assumed);
    assert_eq!(
        sheet.warnings,
        [
            assumed,
            SalesWarning::NoAmountColumn,
            SalesWarning::AnonymousRows(1)
        ]
    );
    assert_eq!(sheet.rows[0].amount_minor, 0);
}

#[test]
fn a_file_that_cannot_be_sales_says_why() {
    assert_eq!(read_sales(" \n", &options()), Err(SalesError::Empty));
    let missing = |text| read_sales(text, &options()).unwrap_err();
    assert_eq!(
        missing("customer,amount\n"),
        SalesError::MissingColumn(Field::Date)
    );
    assert_eq!(
        missing("date,amount\n"),
        SalesError::MissingColumn(Field::Customer)
    );
}

#[test]
fn the_sign_of_another_currency_is_no_amount() {
    let sheet = read(
        "customer,date,amount,currency\na,2025-01-01,¥5,\na,2025-01-01,¥5,CNY\na,2025-01-01,$5,CNY\na,2025-01-01,$5,\na,2025-01-01,€5,\n",
    );
    let told = |row| (row, Some("amount"), K::ForeignSign);
    assert_eq!(kinds(&sheet), [told(2), told(4)]);
    let currencies: Vec<_> = sheet.rows.iter().map(|row| row.currency).collect();
    assert_eq!(
        currencies,
        [Some(Currency::CNY), None, Currency::parse("EUR")]
    );
}

#[test]
fn other_currencies_are_left_out_and_counted() {
    let sheet = read(
        "customer,date,amount,currency\na,2025-01-01,1,EUR\na,2025-01-01,2,USD\nb,2025-01-02,3,\n,2025-01-02,3,USD\n",
    );
    assert_eq!(main_currency(&sheet.rows), Some(Currency::USD));
    let made = sales_facts(&sheet.rows, Currency::USD, Currency::USD).unwrap();
    assert_eq!(
        (made.facts.len(), made.facts.left_out(), made.anonymous),
        (2, 1, 1)
    );
    assert_eq!(made.facts.codes(), ["a", "b"]);
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,80}", body in "[a1,\"\n;/-]{0,80}") {
        let _either = read_sales(&text, &options());
        let _other = read_sales(&format!("customer,date,amount\n{body}"), &options());
    }
}
