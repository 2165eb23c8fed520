use chrono_tz::Tz;

use super::*;
use crate::domain::{Email, Phone, name::Name};
use crate::exchange::{
    dates::DateOrder,
    sales::{Field, SalesOptions, read_sales},
};

fn rows(text: &str) -> (Vec<SaleRow>, CustomerCells) {
    let options = SalesOptions {
        delimiter: None,
        zone: Tz::Asia__Shanghai,
        currency: Currency::CNY,
        date_order: DateOrder::MonthFirst,
        header: None,
        typed: false,
    };
    let sheet = read_sales(text, &options).expect("sales");
    assert_eq!(sheet.problems, []);
    let mut columns = sheet.mapping.iter();
    let customer = columns.find(|column| column.field == Some(Field::Customer));
    let cells = CustomerCells::of(&customer.expect("a customer column").header);
    (sheet.rows, cells)
}

fn run(text: &str, known: &Known, skip_known: bool) -> SalesPlan {
    let (rows, cells) = rows(text);
    let moment = Moment {
        now: Timestamp(1_800_000_000_000),
        today: NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date"),
    };
    let options = PlanOptions {
        currency: Currency::CNY,
        skip_known,
        cells,
    };
    let go_on = |_, _| ControlFlow::Continue(());
    plan(&rows, known, options, &mut IdMaker::new(7), &moment, go_on).expect("not stopped")
}

fn after(plan: &SalesPlan) -> Known {
    Known {
        customers: plan.customers.iter().cloned().map(Arc::new).collect(),
        products: plan.products.iter().cloned().map(Arc::new).collect(),
        sales: plan.sales.iter().map(KnownSale::from).collect(),
    }
}

fn somebody(change: impl FnOnce(&mut Customer)) -> Arc<Customer> {
    let id = Id::new(uuid::Uuid::from_u128(99));
    let mut customer = Customer::new(id, Name::from_full("王芳"), Timestamp(0));
    change(&mut customer);
    Arc::new(customer)
}

const FILE: &str = "customer_id,date,order,amount,refund of,product,quantity\n\
    K1,2026-01-02,,-5.00,a1,,\n\
    K1,2026-01-01,a1,30.00,,Tea,3\n\
    K1,2026-01-01,a1,10.00,,Cake,3\n\
    20260001,2026-01-01,b1,8.00,,tea,1\n\
    K1,2026-01-03,,-1.00,b1,,\n";

#[test]
fn one_row_becomes_one_sale() {
    let made = run(FILE, &Known::default(), true);
    let totals: Vec<i64> = made.sales.iter().map(|sale| sale.total).collect();
    assert_eq!(totals, [-500, 3000, 1000, 800, -100]);
    let codes: Vec<&str> = made.customers.iter().map(|c| c.code.as_str()).collect();
    assert_eq!(codes, ["K1", "20260001"], "an id of digits is no telephone");
    assert_eq!(made.sales[1].number, "a1");
    assert_eq!(made.sales[2].customer, made.sales[1].customer);
}

#[test]
fn a_refund_finds_its_sale_above_or_below_but_not_another_customers() {
    let made = run(FILE, &Known::default(), true);
    assert_eq!(made.sales[0].refund_of, Some(made.sales[1].id));
    assert_eq!(made.sales[4].refund_of, None);
    assert_eq!(made.unlinked, 1);
    let later = "customer_id,date,amount,refund of\nK1,2026-02-01,-2.00,a1\n";
    let later = run(later, &after(&made), true);
    assert_eq!(later.sales[0].refund_of, Some(made.sales[1].id));
}

#[test]
fn products_stand_in_lines_only_where_the_price_is_whole() {
    let made = run(FILE, &Known::default(), true);
    assert_eq!(made.sales[1].lines[0].unit_price, 1000);
    assert_eq!(made.sales[1].total_of_lines(), Some(3000));
    assert!(made.sales[2].lines.is_empty());
    assert_eq!(made.sales[2].note, "Cake");
    let names: Vec<&str> = made.products.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["Tea"]);
    assert_eq!(made.sales[3].lines[0].product, Some(made.products[0].id));
}

#[test]
fn the_same_file_again_adds_nothing_and_equal_rows_stay_two() {
    let twice = "customer,date,amount\nAnn,2026-01-01,5\nAnn,2026-01-01,5\n";
    for file in [FILE, twice] {
        let made = run(file, &Known::default(), true);
        let again = run(file, &after(&made), true);
        assert_eq!(again.skipped, made.sales.len());
        assert_eq!((again.sales.len(), again.customers.len()), (0, 0));
        assert_eq!(
            run(file, &after(&made), false).sales.len(),
            made.sales.len()
        );
    }
    let one_more = format!("{twice}Ann,2026-01-01,5\n");
    let known = after(&run(twice, &Known::default(), true));
    assert_eq!(run(&one_more, &known, true).sales.len(), 1);
}

#[test]
fn customers_are_found_by_code_phone_mail_or_name() {
    let known = somebody(|customer| {
        customer.code = "M-7".into();
        customer.phones = vec![Phone::new("+86 138-0013-8000")];
        customer.emails = vec![Email::new("Fang@Example.com")];
    });
    let known = Known {
        customers: vec![known.clone()],
        ..Known::default()
    };
    for cell in ["M-7", "13800138000", "fang@example.com", "王芳"] {
        let made = run(
            &format!("顾客,日期,金额\n{cell},2026-01-01,5\n"),
            &known,
            true,
        );
        assert_eq!(made.customers, [], "{cell}");
        assert_eq!(
            made.sales[0].customer,
            Some(known.customers[0].id),
            "{cell}"
        );
    }
    let stranger = run("手机号,日期,金额\n13900000000,2026-01-01,5\n", &known, true);
    assert_eq!(stranger.customers[0].phones[0].number, "13900000000");
    assert_eq!(stranger.customers[0].code, "");
    let named = run(
        "姓名,日期,金额\n李雷,2026-01-01,5\n,2026-01-01,6\n",
        &known,
        true,
    );
    assert_eq!(named.customers[0].name.full, "李雷");
    assert_eq!(named.customers[0].code, "");
    assert_eq!(named.sales[1].customer, None);
}

#[test]
fn what_no_record_can_hold_is_named() {
    let long = "x".repeat(limits::LINE + 1);
    let made = run(
        &format!("customer,date,amount\n{long},2026-01-01,5\nAnn,2026-01-01,91000000000000.00\n"),
        &Known::default(),
        true,
    );
    let problems: Vec<_> = made.problems.iter().map(|p| (p.row, &p.kind)).collect();
    assert_eq!(
        problems,
        [
            (2, &ProblemKind::TooLong),
            (3, &ProblemKind::AmountTooLarge)
        ]
    );
    assert_eq!((made.sales.len(), made.customers.len()), (0, 0));
}
