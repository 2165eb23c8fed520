//! What a list says of the time of day and of what was taken off.

use super::*;

fn local(hour: u32, minute: u32) -> Timestamp {
    let day = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a date");
    let at = day.and_hms_opt(hour, minute, 0).expect("a time").and_utc();
    Timestamp(at.timestamp_millis() - 8 * 3_600_000)
}

#[test]
fn a_time_beside_its_day_is_read() {
    let text = "customer,date,time,order,amount\n\
        Ann,2026-01-01,10:15,a1,5\nAnn,2026-01-01,3:05 PM,a2,5\nAnn,2026-01-01,,a3,5\n\
        Ann,2026-01-01 08:00,10:15,a4,5\nAnn,2026-01-01,２２：３０,a5,5\n";
    let made = run(text, &Known::default(), true);
    let told: Vec<_> = made.sales.iter().map(|sale| sale.at).collect();
    assert_eq!(
        told,
        [
            Some(local(10, 15)),
            Some(local(15, 5)),
            None,
            Some(local(8, 0)),
            Some(local(22, 30))
        ]
    );
    let only = run(
        "customer,time,amount\nAnn,2026-01-01 10:15,5\n",
        &Known::default(),
        true,
    );
    assert_eq!(
        only.sales[0].at,
        Some(local(10, 15)),
        "a moment is called time as well"
    );
}

#[test]
fn no_time_is_told_and_takes_only_itself() {
    let options = SalesOptions {
        delimiter: None,
        zone: Tz::Asia__Shanghai,
        currency: Currency::CNY,
        date_order: DateOrders::Usual(DateOrder::MonthFirst),
        header: None,
        typed: false,
        decimal_mark: None,
    };
    let text = "customer,date,time,amount\nAnn,2026-01-01,noon,5\nAnn,2026-01-01,25:00,5\n";
    let sheet = read_sales(text, &options).expect("sales");
    let told = sheet
        .problems
        .iter()
        .map(|one| (one.row_number, one.kind.clone()));
    let time = super::super::super::ProblemKind::Time;
    assert_eq!(told.collect::<Vec<_>>(), [(2, time.clone()), (3, time)]);
    assert_eq!((sheet.rows.len(), sheet.rejected.len()), (2, 0));
}

#[test]
fn what_was_taken_off_comes_with_the_price_before_it() {
    let text = "customer,date,order,amount,order discount,product,quantity\n\
        Ann,2026-01-01,a1,80,20,Tea,2\nAnn,2026-01-01,a2,80,-20,Tea,2\n\
        Ann,2026-01-01,a3,-80,20,Tea,2\nAnn,2026-01-01,a4,80,,Tea,2\n";
    let made = run(text, &Known::default(), true);
    let told: Vec<_> = made
        .sales
        .iter()
        .map(|sale| (sale.total, sale.discount, sale.lines[0].unit_price))
        .collect();
    assert_eq!(
        told,
        [
            (8_000, 2_000, 5_000),
            (8_000, 2_000, 5_000),
            (-8_000, -2_000, -5_000),
            (8_000, 0, 4_000)
        ]
    );
    for sale in &made.sales {
        assert_eq!(sale.total_of_lines(), Some(sale.total));
    }
    let again = choose(text, &after(&made), DuplicateChoice::Update);
    assert_eq!((again.skipped, again.update.len()), (4, 0));
}

#[test]
fn an_update_brings_both_and_keeps_a_time_that_is_more_exact() {
    let bare = "customer,date,order,amount,product\nAnn,2026-01-01,a1,80,Tea\n";
    let more = "customer,date,time,order,amount,order discount,product\n\
        Ann,2026-01-01,10:15,a1,80,20,Tea\n";
    let known = after(&run(bare, &Known::default(), true));
    let skipped = choose(more, &known, DuplicateChoice::Skip);
    assert_eq!((skipped.skipped, skipped.update.len()), (1, 0));
    let updated = choose(more, &known, DuplicateChoice::Update);
    let (had, is) = &updated.update[0];
    let mut expected = Sale {
        at: Some(local(10, 15)),
        discount: 2_000,
        updated: is.updated,
        ..Sale::clone(had)
    };
    expected.lines[0].unit_price = 10_000;
    assert_eq!(*is, expected, "nothing else changes");

    let mut exact = is.clone();
    exact.at = Some(Timestamp(local(10, 15).0 + 31_007));
    let known = Known {
        sales: vec![KnownSale::from(&exact)],
        whole: vec![Arc::new(exact.clone())],
        ..known
    };
    let again = choose(more, &known, DuplicateChoice::Update);
    assert_eq!((again.skipped, again.update.len()), (1, 0));
    let moved = more.replace("80,20", "81,20");
    let moved = choose(&moved, &known, DuplicateChoice::Update);
    assert_eq!(moved.update[0].1.at, exact.at);
}

#[test]
fn lines_of_an_order_are_lines_of_its_sale_with_products_of_their_own() {
    let text = "Name,Email,Financial Status,Currency,Shipping,Total,Discount amount,Created at,Lineitem quantity,Lineitem name,Lineitem price\n\
        #1,ann@example.com,paid,CNY,5.00,35.00,2.00,2026-01-01,2,Tea,10.00\n\
        #1,ann@example.com,,,,,,2026-01-01,1,Pot,12.00\n";
    let made = run(text, &Known::default(), true);
    let sale = &made.sales[0];
    let names = sale
        .lines
        .iter()
        .map(|line| (&*line.name, line.product.is_some()));
    let expected = [("Tea", true), ("Pot", true), ("Shipping", false)];
    assert_eq!(names.collect::<Vec<_>>(), expected);
    assert_eq!((sale.total, sale.discount), (3_500, 200));
    assert_eq!(sale.total_of_lines(), Some(3_500));
    let products = made.products.iter().map(|one| (&*one.name, one.price));
    let expected = [("Tea", Some(1_000)), ("Pot", Some(1_200))];
    assert_eq!(products.collect::<Vec<_>>(), expected);
    for choice in [DuplicateChoice::Skip, DuplicateChoice::Update] {
        let again = choose(text, &after(&made), choice);
        assert_eq!(
            (again.sales.len(), again.update.len(), again.skipped),
            (0, 0, 1)
        );
    }
    // What came in as one line before gets its lines where corrections are taken over.
    let mut one = after(&made);
    one.sales[0].discount = 0;
    let old = Arc::make_mut(&mut one.whole[0]);
    old.discount = 0;
    old.lines.truncate(1);
    (old.lines[0].name, old.lines[0].unit_price) = ("Tea; Pot".into(), 3_500);
    old.lines[0].quantity = crate::domain::Quantity::ONE;
    let better = choose(text, &one, DuplicateChoice::Update);
    assert_eq!(better.update[0].1.lines, made.sales[0].lines);
}

#[test]
fn our_own_list_names_several_products_and_makes_none_of_them() {
    let text = "Order,Date,Customer,Amount,Currency,Refund of,Product,Quantity,Discount,Payment,Note,Customer code,Time\n\
        N-1,2026-01-01,Ann,50.00,CNY,,Tea; Cup,,10.00,Cash,,,10:15\n\
        N-2,2026-01-01,Ann,10.00,CNY,,Cake,3,,,,,\n\
        N-3,2026-01-02,Ann,-10.00,CNY,N-2,Cake,-3,,,,,\n";
    let (rows, cells) = rows(text);
    assert!(rows.iter().all(|row| row.ours));
    let options = PlanOptions {
        currency: Currency::CNY,
        choice: DuplicateChoice::Skip,
        amounts: true,
        cells,
    };
    let moment = Moment {
        now: Timestamp(1_800_000_000_000),
        today: NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date"),
    };
    let go_on = |_, _| ControlFlow::Continue(());
    let ids = &mut IdMaker::new(7);
    let made = plan(&rows, &Known::default(), options, ids, &moment, go_on).expect("not stopped");
    let names: Vec<&str> = made.products.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["Cake"]);
    let told: Vec<_> = made
        .sales
        .iter()
        .map(|sale| {
            let line = &sale.lines[0];
            (
                &*line.name,
                line.quantity.0,
                line.unit_price,
                sale.discount,
                &*sale.note,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("Tea; Cup", 1_000, 6_000, 1_000, ""),
            ("Cake", 3_000, 334, 0, ""),
            ("Cake", -3_000, 334, 0, "")
        ]
    );
    for sale in &made.sales {
        assert_eq!(sale.total_of_lines(), Some(sale.total));
    }
    assert_eq!(made.sales[2].refund_of, Some(made.sales[1].id));
}
