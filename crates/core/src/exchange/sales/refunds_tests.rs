//! What was paid back of orders of which files say more than that: when, in several rows, in lists of lines.

use super::{
    tests::{after, run},
    *,
};
use crate::exchange::sales::{SalesOptions, read_lines_as};
use crate::exchange::{date_orders::DateOrders, dates::DateOrder, sheet::Sheet};

fn first(text: &str) -> SalesPlan {
    let made = run(text, &Known::default(), true);
    let again = run(text, &after(&made), true);
    assert_eq!((again.sales.len(), again.differing.len()), (0, 0));
    made
}

fn told(plan: &SalesPlan) -> Vec<(String, i64)> {
    let sales = plan.sales.iter();
    sales
        .map(|sale| (sale.date.to_string(), sale.total))
        .collect()
}

#[test]
fn a_return_has_the_day_on_which_it_was_paid_back() {
    let made = first(
        "id,Created date (UTC),Amount,Amount Refunded,Currency,Customer ID,Customer Email,Description,Status,Refunded date (UTC)\n\
         ch_1,2026-02-03 10:00:00,12.50,2.50,cny,cus_1,ann@example.com,Tea,Paid,2026-02-09 20:30:00\n\
         ch_2,2026-02-03 10:00:00,5.00,5.00,cny,cus_1,ann@example.com,Tea,Refunded,\n",
    );
    let expected = [
        ("2026-02-03", 1_250),
        ("2026-02-03", 500),
        // Half past eight in the evening is the next morning in Shanghai.
        ("2026-02-10", -250),
        ("2026-02-03", -500),
    ];
    assert_eq!(
        told(&made),
        expected.map(|(day, sum)| (day.to_owned(), sum))
    );
    assert_eq!(made.sales[2].at, Some(Timestamp(1_770_669_000_000)));
    assert_eq!((made.returns, made.unlinked), (2, 0));
}

const ROWS: &str = "customer,date,order,amount,product,refunded amount,refund date\n";

#[test]
fn what_an_order_over_several_rows_says_was_paid_back_is_taken_once() {
    let made = first(&format!(
        "{ROWS}Ann,2026-01-01,A1,5.00,Tea,8.00,2026-01-04\n\
         Ann,2026-01-01,A1,6.00,Cup,8.00,2026-01-04\n\
         Bo,2026-01-02,A2,5.00,Tea,1.00,\n\
         Bo,2026-01-02,A2,6.00,Cup,2.00,\n"
    ));
    let back: Vec<_> = told(&made)
        .into_iter()
        .filter(|(_, sum)| *sum < 0)
        .collect();
    let expected = [
        ("2026-01-04", -500),
        ("2026-01-04", -300),
        ("2026-01-02", -300),
    ];
    assert_eq!(back, expected.map(|(day, sum)| (day.to_owned(), sum)));
}

fn lines(text: &str, known: &Known) -> SalesPlan {
    let options = SalesOptions {
        delimiter: None,
        zone: chrono_tz::Asia::Shanghai,
        currency: Currency::CNY,
        date_order: DateOrders::Usual(DateOrder::MonthFirst),
        header: None,
        typed: false,
        decimal_mark: None,
    };
    let sheet = Sheet::read(text, None);
    let mut read = read_lines_as(&sheet, &options, None, &[]).expect("lines");
    assert_eq!(read.problems, []);
    let moment = Moment {
        now: Timestamp(1_800_000_000_000),
        today: chrono::NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date"),
    };
    let options = PlanOptions {
        currency: Currency::CNY,
        choice: DuplicateChoice::Skip,
        amounts: true,
        cells: CustomerCells::Anything,
    };
    let ids = &mut IdMaker::new(7 + known.sales.len() as u64);
    let go_on = |_, _| ControlFlow::Continue(());
    plan_lines(&mut read.rows, known, options, ids, &moment, go_on).expect("not stopped")
}

#[test]
fn lines_say_what_was_paid_back_of_their_sale_once() {
    let text = "order,date,product,quantity,unit price,refunded amount\n\
        A1,2026-01-01,Tea,1,5.00,8.00\n\
        A1,2026-01-01,Cup,1,6.00,8.00\n\
        A2,2026-01-01,Pot,1,9.00,\n";
    let made = lines(text, &Known::default());
    let totals: Vec<_> = made.sales.iter().map(|sale| sale.total).collect();
    assert_eq!(totals, [1_100, 900, -800]);
    assert_eq!(made.sales[2].refund_of, Some(made.sales[0].id));
    let again = lines(text, &after(&made));
    assert_eq!((again.sales.len(), again.skipped), (0, 3));
    // A sale that is known without it gets it.
    let mut before = after(&made);
    before.sales.truncate(2);
    before.whole.truncate(2);
    let later = lines(text, &before);
    let totals: Vec<_> = later
        .sales
        .iter()
        .map(|sale| (sale.total, sale.refund_of))
        .collect();
    assert_eq!(totals, [(-800, Some(made.sales[0].id))]);
}

#[test]
fn a_refund_of_a_till_that_names_no_sale_comes_in_and_is_counted() {
    let made = first(
        "Date,Time,Time Zone,Gross Sales,Net Sales,Total Collected,Transaction ID,Description,Event Type,Customer ID,Customer Name,amount\n\
         2026-02-03,10:00:00,UTC,¥12.50,¥12.50,¥12.50,TX1,Oolong,Payment,SQ1,Ann Lee,\n\
         2026-02-04,10:00:00,UTC,¥-12.50,¥-12.50,¥-12.50,TX2,Oolong,Refund,SQ1,Ann Lee,\n",
    );
    assert_eq!(told(&made).len(), 2);
    assert_eq!(
        (made.sales[1].total, made.sales[1].refund_of),
        (-1_250, None)
    );
    assert_eq!((made.unlinked, made.customers.len()), (1, 1));
}
