//! Lines of sales: into the sales the shop has, or sales of their own.

use super::*;
use crate::{
    domain::{Id, Payment, Quantity},
    exchange::{
        date_orders::DateOrders,
        dates::DateOrder,
        sales::{Field, SalesOptions, SalesSheet, plan::CustomerCells, read_lines_as},
        sheet::Sheet,
    },
};

fn sheet(text: &str) -> SalesSheet {
    let options = SalesOptions {
        delimiter: None,
        zone: chrono_tz::Asia::Shanghai,
        currency: Currency::CNY,
        date_order: DateOrders::Usual(DateOrder::MonthFirst),
        header: None,
        typed: false,
        decimal_mark: None,
    };
    read_lines_as(&Sheet::read(text, None), &options, None, &[]).expect("lines")
}

fn run(text: &str, sales: &[Sale], choice: DuplicateChoice) -> (SalesPlan, Vec<SaleRow>) {
    let mut rows = sheet(text).rows;
    let known = Known {
        whole: sales.iter().cloned().map(Arc::new).collect(),
        ..Known::default()
    };
    let options = PlanOptions {
        currency: Currency::CNY,
        choice,
        amounts: true,
        cells: CustomerCells::Anything,
    };
    let moment = Moment {
        now: Timestamp(1_800_000_000_000),
        today: day(22),
    };
    let go_on = |_, _| ControlFlow::Continue(());
    let ids = &mut IdMaker::new(7 + sales.len() as u64);
    let plan = plan_lines(&mut rows, &known, options, ids, &moment, go_on).expect("not stopped");
    (plan, rows)
}

const SKIP: DuplicateChoice = DuplicateChoice::Skip;

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, day).expect("a date")
}

fn sale(number: &str, total: i64) -> Sale {
    let id = Id::new(uuid::Uuid::from_u128(total.unsigned_abs().into()));
    Sale {
        number: number.into(),
        ..Sale::new(id, day(5), total, Currency::CNY, Timestamp(1))
    }
}

/// The plan's lines: name, quantity, price, what was taken off, tax.
fn told(sale: &Sale) -> Vec<(&str, i64, i64, i64, u16)> {
    let lines = sale.lines.iter();
    lines
        .map(|one| {
            let price = (one.unit_price, one.discount);
            (&*one.name, one.quantity.0, price.0, price.1, one.tax_rate)
        })
        .collect()
}

const LINES: &str = "Order ID,Item,Quantity,Price,Tax rate\n\
    A-1,Tea,2,5.00,7 %\nA-2,Cup,1,9.00,\nA-1,Cake,1,3.50,7 %\n";

#[test]
fn lines_find_their_sales_and_change_nothing_a_second_time() {
    let sales = [sale("A-1", 1_350), sale("A-2", 900)];
    let (made, rows) = run(LINES, &sales, SKIP);
    assert_eq!((made.sales.len(), made.update.len()), (0, 2));
    let edited: Vec<Sale> = made
        .update
        .iter()
        .map(|(_, edited)| edited.clone())
        .collect();
    assert_eq!(
        told(&edited[0]),
        [("Tea", 2_000, 500, 0, 700), ("Cake", 1_000, 350, 0, 700)]
    );
    assert_eq!(made.products.len(), 3);
    assert_eq!(edited[0].lines[0].product, Some(made.products[0].id));
    assert!(
        rows.iter().all(|row| row.date == day(5)),
        "the day of their sale"
    );
    for (before, after) in sales.iter().zip(&edited) {
        let expected = Sale {
            lines: after.lines.clone(),
            updated: after.updated,
            ..before.clone()
        };
        assert_eq!(*after, expected, "nothing else changes");
        assert_eq!(after.total_of_lines(), Some(after.total));
    }
    for choice in [SKIP, DuplicateChoice::Update] {
        let (again, _) = run(LINES, &edited, choice);
        assert_eq!(
            (again.skipped, again.update.len(), again.products.len()),
            (3, 0, 0)
        );
    }
}

#[test]
fn lines_without_a_day_need_their_sale_and_say_so() {
    let (made, _) = run(LINES, &[sale("A-2", 900)], SKIP);
    assert_eq!((made.sales.len(), made.update.len()), (0, 1));
    let problems: Vec<_> = made
        .problems
        .iter()
        .map(|one| (one.row, &one.kind))
        .collect();
    assert_eq!(
        problems,
        [(2, &ProblemKind::NoSale), (4, &ProblemKind::NoSale)]
    );
}

const DATED: &str = "订单号,日期,商品,单价,数量,金额,付款方式\n\
    A-1,2026-01-05,茶,5,2,10,微信\nA-1,2026-01-05,杯,3.5,1,3.5,\nA-1,2026-01-06,茶,5,1,4,\n,2026-01-06,杯,3.5,1,3.5,\n";

#[test]
fn dated_lines_become_sales_by_their_number_and_day_once() {
    let (made, _) = run(DATED, &[], SKIP);
    let totals: Vec<_> = made
        .sales
        .iter()
        .map(|sale| (&*sale.number, sale.date, sale.total, sale.customer))
        .collect();
    assert_eq!(
        totals,
        [
            ("A-1", day(5), 1_350, None),
            ("A-1", day(6), 400, None),
            ("", day(6), 350, None)
        ]
    );
    assert_eq!(made.sales[0].payment, Some(Payment::Mobile));
    // What came to less than its price was taken off.
    assert_eq!(told(&made.sales[1]), [("茶", 1_000, 500, 100, 0)]);
    for sale in &made.sales {
        assert_eq!(sale.total_of_lines(), Some(sale.total));
    }
    for choice in [SKIP, DuplicateChoice::Update] {
        let (again, _) = run(DATED, &made.sales, choice);
        assert_eq!(
            (again.sales.len(), again.update.len(), again.skipped),
            (0, 0, 4)
        );
    }
    let (added, _) = run(DATED, &made.sales, DuplicateChoice::Add);
    assert_eq!(added.sales.len(), 3);
}

#[test]
fn what_a_sale_came_to_is_never_changed() {
    let other = sale("A-1", 2_000);
    let mut eaten = sale("A-2", 900);
    eaten.lines.push(SaleLine {
        product: None,
        name: "Pot".into(),
        quantity: Quantity::ONE,
        unit_price: 900,
        discount: 0,
        tax_rate: 0,
    });
    let sales = [other, eaten];
    let (made, _) = run(LINES, &sales, SKIP);
    assert_eq!(
        (made.sales.len(), made.update.len(), made.differing.len()),
        (0, 0, 3)
    );
    assert!(
        made.differing
            .iter()
            .all(|one| one.kind == ProblemKind::LinesDiffer)
    );
    let (made, _) = run(LINES, &sales, DuplicateChoice::Update);
    assert_eq!((made.update.len(), made.differing.len()), (1, 2));
    assert_eq!(told(&made.update[0].1), [("Cup", 1_000, 900, 0, 0)]);
}

#[test]
fn a_line_that_stands_for_several_gives_way_and_rows_that_are_sales_stay() {
    let mut summed = sale("A-1", 1_250);
    summed.discount = 100;
    summed.lines = vec![SaleLine {
        product: None,
        name: "Tea; Cake".into(),
        quantity: Quantity::ONE,
        unit_price: 1_350,
        discount: 0,
        tax_rate: 0,
    }];
    let (made, _) = run(LINES, &[summed], SKIP);
    assert_eq!(made.update[0].1.total_of_lines(), Some(1_250));
    assert_eq!(made.update[0].1.lines.len(), 2);
    // A list of sales may have had a row a line.
    let (made, _) = run(LINES, &[sale("A-1", 1_000), sale("A-1", 350)], SKIP);
    assert_eq!(
        (made.skipped, made.update.len(), made.sales.len()),
        (2, 0, 0)
    );
}

#[test]
fn a_column_that_is_missing_is_named() {
    let missing = |text: &str| {
        let columns = crate::exchange::sales::columns(text.split(','));
        crate::exchange::sales::missing_of_lines(columns.iter().map(|one| one.field))
    };
    assert_eq!(missing("Item,Quantity,Price"), Some(Field::OrderId));
    assert_eq!(missing("Order ID,Quantity,Price"), Some(Field::Product));
    assert_eq!(missing("Order ID,Item,Quantity"), Some(Field::Amount));
    assert_eq!(missing("Order ID,Item,Price"), None);
}
