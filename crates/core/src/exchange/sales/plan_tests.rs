use chrono::NaiveDate;
use chrono_tz::Tz;

use super::*;
use crate::domain::{Email, Payment, Phone, limits, name::Name};
use crate::exchange::{
    date_orders::DateOrders,
    dates::DateOrder,
    sales::{Field, SalesOptions, read_sales},
};

#[path = "returns_tests.rs"]
mod returned;
#[path = "said_tests.rs"]
mod said;

fn rows(text: &str) -> (Vec<SaleRow>, CustomerCells) {
    let options = SalesOptions {
        delimiter: None,
        zone: Tz::Asia__Shanghai,
        currency: Currency::CNY,
        date_order: DateOrders::Usual(DateOrder::MonthFirst),
        header: None,
        typed: false,
        decimal_mark: None,
    };
    let sheet = read_sales(text, &options).expect("sales");
    assert_eq!(sheet.problems, []);
    let mut columns = sheet.mapping.iter();
    let customer = columns.find(|column| column.field == Some(Field::Customer));
    let cells = CustomerCells::of(&customer.expect("a customer column").header);
    (sheet.rows, cells)
}

pub(super) fn run(text: &str, known: &Known, skip_known: bool) -> SalesPlan {
    let choice = if skip_known {
        DuplicateChoice::Skip
    } else {
        DuplicateChoice::Add
    };
    choose(text, known, choice)
}

fn choose(text: &str, known: &Known, choice: DuplicateChoice) -> SalesPlan {
    let (rows, cells) = rows(text);
    let moment = Moment {
        now: Timestamp(1_800_000_000_000),
        today: NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date"),
    };
    let options = PlanOptions {
        currency: Currency::CNY,
        choice,
        amounts: text.contains("amount") || text.contains("金额"),
        cells,
    };
    let go_on = |_, _| ControlFlow::Continue(());
    // Another import makes other identities.
    let ids = &mut IdMaker::new(7 + known.sales.len() as u64);
    plan(&rows, known, options, ids, &moment, go_on).expect("not stopped")
}

pub(super) fn after(plan: &SalesPlan) -> Known {
    Known {
        customers: plan.customers.iter().cloned().map(Arc::new).collect(),
        products: plan.products.iter().cloned().map(Arc::new).collect(),
        sales: plan.sales.iter().map(KnownSale::from).collect(),
        whole: plan.sales.iter().cloned().map(Arc::new).collect(),
        ..Known::default()
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

const ORDER: &str = "customer,date,order,amount,product,quantity,note\n\
    Ann,2026-01-01,a1,30.00,Tea,3,for Bo\n\
    Ann,2026-01-01,a1,10.00,Cake,1,\n\
    Cy,2026-01-02,b1,8.00,Tea,1,\n";

fn known() -> Known {
    after(&run(ORDER, &Known::default(), true))
}

fn totals(plan: &SalesPlan) -> Vec<(usize, i64)> {
    let edited = plan
        .update
        .iter()
        .map(|(had, is)| (1, is.total - had.total));
    let new = plan.sales.iter().map(|sale| (0, sale.total));
    new.chain(edited).collect()
}

#[test]
fn an_order_that_was_corrected_is_left_out_and_told_or_updated_and_never_added() {
    let known = known();
    let text = ORDER
        .replace("10.00", "12.00")
        .replace("Cy,2026-01-02", "Di,2026-01-02");
    let skipped = choose(&text, &known, DuplicateChoice::Skip);
    assert_eq!((totals(&skipped), skipped.skipped), (vec![], 1));
    let told: Vec<_> = skipped
        .differing
        .iter()
        .map(|one| (one.row, &*one.value))
        .collect();
    assert_eq!(told, [(3, "a1"), (4, "b1")]);
    assert!(
        skipped
            .differing
            .iter()
            .all(|one| one.kind == ProblemKind::OrderDiffers)
    );
    let fates = [(2, Fate::Known), (3, Fate::Differs), (4, Fate::Differs)];
    assert_eq!(skipped.fates, fates);
    assert_eq!(
        skipped.customers,
        [],
        "nobody comes in by a row that is left out"
    );

    let updated = choose(&text, &known, DuplicateChoice::Update);
    assert_eq!(
        (totals(&updated), updated.differing.len()),
        (vec![(1, 200), (1, 0)], 0)
    );
    let (had, is) = &updated.update[0];
    assert_eq!((had.id, is.lines[0].unit_price), (known.whole[1].id, 1_200));
    let rows = updated.changes.iter().map(|(_, id)| *id);
    assert!(rows.eq(updated.update.iter().map(|(had, _)| had.id)));
    let (had, is) = &updated.update[1];
    assert_eq!(is.customer, Some(updated.customers[0].id));
    assert_eq!(
        (&is.lines, is.created, &is.number),
        (&had.lines, had.created, &had.number)
    );

    let added = choose(&text, &known, DuplicateChoice::Add);
    assert_eq!((added.sales.len(), added.update.len()), (3, 0));
}

#[test]
fn an_update_changes_only_what_the_file_says() {
    let mut known = known();
    let mut tea = Sale::clone(&known.whole[0]);
    tea.payment = Some(Payment::Cash);
    tea.lines[0].tax_rate = 700;
    tea.points = 30;
    known.whole[0] = Arc::new(tea.clone());
    let text =
        "customer,date,order,amount,note\n,2026-01-01,a1,33.00,paid late\n,2026-01-01,a1,10.00,\n";
    let made = choose(text, &known, DuplicateChoice::Update);
    assert_eq!((made.skipped, made.sales.len()), (1, 0));
    let (had, is) = &made.update[0];
    let mut expected = tea.clone();
    expected.total = 3_300;
    expected.lines[0].unit_price = 1_100;
    expected.note = "for Bo\npaid late".into();
    expected.updated = is.updated;
    assert_eq!((&**had, is), (&tea, &expected));

    // Nothing is said of amounts, and none becomes 0.
    let text = "customer,date,order\nAnn,2026-01-03,b1\nCy,2026-01-03,b1\n";
    let made = choose(text, &known, DuplicateChoice::Update);
    assert_eq!(totals(&made), [(0, 0), (1, 0)], "of Ann the shop has no b1");
    assert_eq!(
        made.update[0].1.date,
        NaiveDate::from_ymd_opt(2026, 1, 3).expect("a date")
    );
}

#[test]
fn one_sum_and_the_lines_of_it_are_not_added_to_each_other() {
    let sum = "customer,date,order,amount\nAnn,2026-01-01,a1,40.00\n";
    // The shop has lines, the file has their sum: nobody knows which line is which.
    for choice in [DuplicateChoice::Skip, DuplicateChoice::Update] {
        let made = choose(sum, &known(), choice);
        assert_eq!((totals(&made), made.differing.len()), (vec![], 1));
    }
    let known = after(&run(sum, &Known::default(), true));
    let lines = ORDER.split("Cy,").next().expect("the lines of a1");
    let skipped = choose(lines, &known, DuplicateChoice::Skip);
    assert_eq!((totals(&skipped), skipped.differing.len()), (vec![], 2));
    let updated = choose(lines, &known, DuplicateChoice::Update);
    assert_eq!(totals(&updated), [(0, 1_000), (1, -1_000)], "40 it stays");
}

#[test]
fn what_is_new_under_a_known_number_comes_in() {
    let more = format!("{ORDER}Ann,2026-01-01,a1,5.00,Cup,1,\nAnn,2026-02-09,a1,-30.00,,,\n");
    // One line more, and money back under the number of the sale.
    let made = choose(&more, &known(), DuplicateChoice::Skip);
    assert_eq!(
        (totals(&made), made.skipped),
        (vec![(0, 500), (0, -3_000)], 3)
    );
    // A till that counts from 1 again is no order: neither day nor customer is the same.
    let till = "customer,date,order,amount\nEd,2026-03-01,a1,7.00\n,2026-03-01,b1,8.00\n";
    assert_eq!(
        choose(till, &known(), DuplicateChoice::Update).sales.len(),
        2
    );
    let days = "customer,date,receipt,amount\nAnn,2026-01-01,1,5.00\nBo,2026-01-02,1,6.00\n";
    let known = after(&run(days, &Known::default(), true));
    let next = "customer,date,receipt,amount\nAnn,2026-01-09,1,9.00\n";
    assert_eq!(choose(next, &known, DuplicateChoice::Skip).sales.len(), 1);
}

#[test]
fn without_an_order_number_only_what_is_equal_is_known() {
    let text = "customer,date,amount\nAnn,2026-01-01,5\n";
    let known = after(&run(text, &Known::default(), true));
    for choice in [DuplicateChoice::Skip, DuplicateChoice::Update] {
        let made = choose(&text.replace(",5", ",6"), &known, choice);
        assert_eq!((totals(&made), made.skipped), (vec![(0, 600)], 0));
    }
}

#[test]
fn a_row_without_a_member_number_makes_no_number_of_the_name() {
    let text = "会员卡号,姓名,日期,金额\n,王芳,2026-01-01,5\n00017,李雷,2026-01-02,5\n";
    let made = run(text, &Known::default(), true);
    let told: Vec<_> = made
        .customers
        .iter()
        .map(|one| (&*one.name.full, &*one.code))
        .collect();
    assert_eq!(told, [("王芳", ""), ("李雷", "00017")]);
}

#[test]
fn one_number_written_in_two_ways_is_one_stranger() {
    let text = "顾客,日期,金额\n138 0013 8000,2026-01-01,5\n１３８００１３８０００,2026-01-02,5\n";
    let made = run(text, &Known::default(), true);
    assert_eq!((made.customers.len(), made.sales.len()), (1, 2));
    assert_eq!(made.customers[0].phones.len(), 1);
}

/// What each sale that is changed was paid by, and is.
fn paid(plan: &SalesPlan) -> Vec<(Option<Payment>, Option<Payment>)> {
    let update = plan.update.iter();
    update.map(|(had, is)| (had.payment, is.payment)).collect()
}

#[test]
fn a_file_brings_how_a_sale_was_paid_and_says_it_again_in_vain() {
    let bare = "customer,date,order,amount\nAnn,2026-01-01,a1,5\nAnn,2026-01-01,a1,5\n";
    let paid_by = "customer,date,order,amount,payment\n\
        Ann,2026-01-01,a1,5,Bar\nAnn,2026-01-01,a1,5,微信支付\n";
    let known = after(&run(bare, &Known::default(), true));
    let skipped = choose(paid_by, &known, DuplicateChoice::Skip);
    assert_eq!((skipped.skipped, paid(&skipped)), (2, vec![]));
    let updated = choose(paid_by, &known, DuplicateChoice::Update);
    assert_eq!(updated.sales, []);
    let now = [Payment::Cash, Payment::Mobile].map(|way| (None, Some(way)));
    assert_eq!(paid(&updated), now);
    let (had, is) = &updated.update[0];
    let expected = Sale {
        payment: Some(Payment::Cash),
        updated: is.updated,
        ..Sale::clone(had)
    };
    assert_eq!(*is, expected, "nothing else changes");

    // The same rows in another order, and a file that does not say: nothing to change.
    let made = run(paid_by, &Known::default(), true);
    let ways: Vec<_> = made.sales.iter().map(|sale| sale.payment).collect();
    assert_eq!(ways, [Some(Payment::Cash), Some(Payment::Mobile)]);
    let known = after(&made);
    let turned = "customer,date,order,amount,payment\n\
        Ann,2026-01-01,a1,5,mobile\nAnn,2026-01-01,a1,5,cash\n";
    for text in [turned, bare, paid_by] {
        let again = choose(text, &known, DuplicateChoice::Update);
        assert_eq!((again.skipped, again.update.len()), (2, 0), "{text}");
    }
    // A walk-in's order is told by its number, and only what differs is written.
    let walk_in =
        "customer,date,order,amount,payment\n,2026-01-01,a1,5,cash\n,2026-01-01,a1,5,card\n";
    let again = choose(walk_in, &known, DuplicateChoice::Update);
    let card = (Some(Payment::Mobile), Some(Payment::Card));
    assert_eq!((again.skipped, paid(&again)), (1, vec![card]));
}
