use super::ProblemKind as K;
use super::*;
use proptest::prelude::*;

fn options() -> SalesOptions {
    SalesOptions {
        delimiter: None,
        zone: chrono_tz::America::New_York,
        currency: Currency::USD,
        date_order: DateOrders::Usual(DateOrder::MonthFirst),
        header: None,
        typed: false,
        decimal_mark: None,
    }
}

fn read(text: &str) -> SalesSheet {
    read_sales(text, &options()).unwrap()
}

fn kinds(sheet: &SalesSheet) -> Vec<(u32, Option<&str>, ProblemKind)> {
    let problems = sheet.problems.iter();
    problems
        .map(|problem| {
            (
                problem.row_number,
                problem.column.as_deref(),
                problem.kind.clone(),
            )
        })
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
    assert_eq!(sheet.rejected, [2, 4, 5, 6, 7, 8, 9, 10]);
}

#[test]
fn every_row_is_a_sale_a_total_or_told() {
    let sheet = read(
        "客户,日期,金额\n张伟,2025-01-01,1\n小计,,1\n\"李娜,2025-01-02,2\n王芳,2025-01-03,3\n赵敏,soon,4\n小计：,,9\n合计：4人,,10\n",
    );
    let rows: Vec<_> = sheet.rows.iter().map(|row| row.row_number).collect();
    assert_eq!((rows, sheet.totals), (vec![2, 5], vec![3, 7, 8]));
    assert_eq!(sheet.rejected, [4, 6]);
}

#[test]
fn an_order_number_whose_digits_are_lost_is_told_and_no_number() {
    let sheet = read("customer,date,amount,order\na,2025-01-01,1,1.2E+12\n");
    assert_eq!(sheet.rows[0].order_id, None);
    let lost = problem::ProblemKind::LostDigits;
    assert_eq!(kinds(&sheet), [(2, Some("order"), K::Value(lost))]);
}

#[test]
fn the_currency_in_a_header_is_that_of_its_amounts() {
    let sheet = read("customer,date,Amount (EUR)\na,2025-01-01,1\nb,2025-01-01,£2\n");
    let named: Vec<_> = sheet.rows.iter().map(|row| row.currency).collect();
    assert_eq!(named, [Currency::parse("EUR"), Currency::parse("GBP")]);
    let sheet = read("customer,date,消费金额（元）\na,2025-01-01,1\n");
    assert_eq!(
        (sheet.rows[0].currency, sheet.rows[0].amount_minor),
        (None, 100)
    );
}

#[test]
fn an_unclosed_quote_costs_only_its_own_row() {
    let sheet = read("customer,date,amount\na,2025-01-01,1\n\"b,2025-01-01,2\nc,2025-01-01,3\n");
    let rows: Vec<_> = sheet
        .rows
        .iter()
        .map(|row| (row.row_number, &*row.customer))
        .collect();
    assert_eq!(rows, [(2, "a"), (4, "c")]);
    assert_eq!(kinds(&sheet), [(3, None, ProblemKind::UnclosedQuote)]);
    assert_eq!(sheet.rejected, [3]);
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

#[test]
fn own_fields_are_read_from_the_columns_of_their_names_and_made_where_told() {
    use crate::{
        domain::{FieldKind, FieldValue, IdMaker, TableName, Timestamp},
        exchange::{own::OwnFields, own_target::OwnTarget, problem},
    };
    let mut ids = IdMaker::new(5);
    let mut own = OwnFields::none(TableName::Sales);
    let now = Timestamp(1);
    let table = own.make(
        "Table",
        Some(FieldKind::Number),
        [].into_iter(),
        &mut ids,
        now,
    );
    let text = "Customer,Date,Amount,table ,Waiter,Table\n\
        Ann,2026-11-02,12.50,9,Bo,\nBo,2026-11-03,8.00,window,'=Cy,\nCy,2026-11-04,1.00,,,\n";
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let cells = |at: usize| {
        lines
            .iter()
            .skip(1)
            .filter_map(move |line| line.get(at).copied())
    };
    let columns = columns(lines[0].iter().copied());
    let ignore = Target::Ignore;
    let mut found = targets(&columns, None, &own);
    // Of two columns of one name the first is it.
    assert_eq!(
        found[3..],
        [Target::Own(OwnTarget::Known(table.id)), ignore, ignore]
    );
    found[4] = Target::Own(OwnTarget::New(None));
    make_fields(&columns, &mut found, cells, &mut own, &mut ids, now);
    let text_field = OwnTarget::New(Some(FieldKind::Text));
    assert_eq!(found[4], Target::Own(text_field));
    let waiter = own.named("Waiter").expect("made").clone();
    let fields: Vec<_> = found.iter().map(|target| target.field()).collect();
    let read = [(3, &table), (4, &waiter)].map(|(at, field)| {
        (
            at,
            own.column(field, cells(at), DateOrders::of(None, true, false), None),
        )
    });
    let rows = crate::exchange::sheet::Sheet::read(text, None);
    let sheet = read_sales_as(&rows, &options(), Some(&fields), &read).expect("sales");
    let values: Vec<_> = sheet.rows.iter().map(|row| row.values.clone()).collect();
    let nine = crate::domain::field::Decimal::from_millionths(9_000_000).expect("nine");
    let of_ann = [
        (table.id, FieldValue::Number(nine)),
        (waiter.id, FieldValue::Text("Bo".to_owned())),
    ];
    assert_eq!(values, [of_ann.into_iter().collect(), Values::new()]);
    let number = problem::ProblemKind::UnreadableNumber;
    assert_eq!(kinds(&sheet), [(3, Some("table"), K::Own(number))]);
    // A chosen field that is gone is found by its name, or is none.
    let mut gone = [
        ignore,
        ignore,
        ignore,
        Target::Own(OwnTarget::Known(ids.next(now))),
        Target::Own(OwnTarget::Known(ids.next(now))),
        ignore,
    ];
    make_fields(&columns, &mut gone, cells, &mut own, &mut ids, now);
    let known = [table.id, waiter.id].map(|id| Target::Own(OwnTarget::Known(id)));
    assert_eq!(gone[3..5], known);
}

#[test]
fn a_way_of_paying_nobody_knows_is_another_and_told_once() {
    let sheet = read(
        "Customer,Date,Amount,Payment method\n\
         Ann,2024-01-05,1,Cowries\nAnn,2024-01-06,2,cowries\nAnn,2024-01-07,3,Cowries\n\
         Ann,2024-01-08,4,Karte\nAnn,2024-01-09,5,\nAnn,2024-01-10,6,7.50\n",
    );
    let ways: Vec<_> = sheet.rows.iter().map(|row| row.payment).collect();
    let other = Some(Payment::Other);
    assert_eq!(ways, [other, other, other, Some(Payment::Card), None, None]);
    let told = [2, 3, 7].map(|row| (row, Some("Payment method"), K::UnknownPayment));
    assert_eq!(kinds(&sheet), told);
    assert_eq!(sheet.rejected, [] as [u32; 0], "their rows are taken");
}

#[test]
fn a_column_of_payments_is_known_in_four_languages() {
    for header in [
        "Payment method",
        "Paid by",
        "支付方式",
        "付款方式",
        "結帳方式",
        "Zahlungsart",
        "Bezahlt mit",
    ] {
        for text in [
            format!("Kunde,Datum,Betrag,{header}\nAnn,2024-01-05,1,bar\n"),
            format!("{header},Betrag,Datum,Kunde\nbar,1,2024-01-05,Ann\n"),
        ] {
            let sheet = read(&text);
            assert_eq!(sheet.rows[0].payment, Some(Payment::Cash), "{text}");
        }
    }
}

#[test]
fn what_became_of_an_order_is_read_and_what_is_not_understood_is_told() {
    use OrderState as S;
    let sheet = read(
        "customer,date,order,amount,status,refunded amount,cancelled at\n\
         a,2025-02-03,1,5.00,paid,0.00,\n\
         b,2025-02-03,2,5.00,paid,,2025-02-04 10:00\n\
         c,2025-02-03,3,5.00,refunded,,2025-02-04 10:00\n\
         d,2025-02-03,4,5.00,partially_refunded,1.50,\n\
         e,2025-02-03,5,5.00,partially_refunded,,\n\
         f,2025-02-03,6,5.00,refunded,9.00,0000-00-00\n\
         g,2025-02-03,7,5.00,Wonderful,,\n\
         h,2025-02-03,8,5.00,Wonderful,,\n\
         i,2025-02-03,9,5.00,partially_paid,,\n\
         j,2025-02-03,10,5.00,paid,lots,\n",
    );
    let rows = sheet.rows.iter().map(|row| (row.state, row.returned));
    let expected = [
        (S::Sold, None),
        (S::Cancelled, None),
        (S::Refunded, Some(500)),
        (S::PartlyRefunded, Some(150)),
        (S::PartlyRefunded, None),
        (S::Refunded, Some(500)),
        (S::Sold, None),
        (S::Sold, None),
        (S::PartlyPaid, None),
        (S::Sold, None),
    ];
    assert_eq!(rows.collect::<Vec<_>>(), expected);
    let told = [
        (6, Some("status"), K::RefundUnknown),
        (7, Some("refunded amount"), K::RefundTooLarge),
        // Once of each word.
        (8, Some("status"), K::UnknownStatus),
        (10, Some("status"), K::PartlyPaid),
        (
            11,
            Some("refunded amount"),
            K::Amount(AmountError::NotANumber),
        ),
    ];
    assert_eq!(kinds(&sheet), told);
    assert!(sheet.rejected.is_empty());
}
