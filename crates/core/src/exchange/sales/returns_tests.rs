//! Orders that say what became of them, planned: nothing is sold that was called off or not paid, what was paid back
//! is a return once, and what the shop did itself stays.

use proptest::prelude::*;

use super::*;
use crate::exchange::sales::sales_facts;

const HEAD: &str = "customer,date,order,amount,product,status,refunded amount\n";

fn file(rows: &str) -> String {
    format!("{HEAD}{rows}")
}

fn totals(plan: &SalesPlan) -> Vec<i64> {
    plan.sales.iter().map(|sale| sale.total).collect()
}

fn first(text: &str) -> SalesPlan {
    run(text, &Known::default(), true)
}

/// The shop after more of a file.
fn more(known: &Known, plan: &SalesPlan) -> Known {
    let mut known = known.clone();
    let customers = plan.customers.iter().cloned().map(Arc::new);
    known.customers.extend(customers);
    let products = plan.products.iter().cloned().map(Arc::new);
    known.products.extend(products);
    let new = plan.sales.iter();
    known.sales.extend(new.clone().map(KnownSale::from));
    known.whole.extend(new.cloned().map(Arc::new));
    known
}

#[test]
fn what_was_called_off_or_not_paid_is_no_sale_and_told() {
    let made = first(&file(
        "Ann,2026-01-01,A1,5.00,Tea,completed,\n\
         Bo,2026-01-02,A2,6.00,Cup,Storniert,\n\
         Cy,2026-01-03,A3,7.00,Pot,待付款,\n",
    ));
    assert_eq!(totals(&made), [500]);
    assert_eq!((made.customers.len(), made.products.len()), (1, 1));
    let told = made.void.iter().map(|one| (one.row, one.kind.clone()));
    let expected = [
        (3, ProblemKind::OrderCancelled),
        (4, ProblemKind::OrderUnpaid),
    ];
    assert_eq!(told.collect::<Vec<_>>(), expected);
    let fates = [(3, Fate::Void), (4, Fate::Void)];
    assert_eq!(made.fates, fates);
}

#[test]
fn what_was_paid_back_is_a_return_of_its_sale_on_its_day() {
    let made = first(&file(
        "Ann,2026-01-01,A1,5.00,Tea,refunded,\n\
         Bo,2026-01-02,A2,6.00,Cup,paid,2.00\n",
    ));
    assert_eq!(totals(&made), [500, 600, -500, -200]);
    let [tea, cup, whole, part] = made.sales.as_slice() else {
        panic!("four");
    };
    assert_eq!(
        (whole.refund_of, part.refund_of),
        (Some(tea.id), Some(cup.id))
    );
    assert_eq!((whole.date, &whole.number), (tea.date, &tea.number));
    assert_eq!(whole.customer, tea.customer);
    // All of it goes back with what was bought; of a part nobody knows what it was.
    assert_eq!(whole.lines[0].quantity, crate::domain::Quantity(-1_000));
    assert_eq!(whole.total_of_lines(), Some(-500));
    assert!(part.lines.is_empty());
    assert_eq!((made.returns, made.unlinked), (2, 0));
}

#[test]
fn an_order_that_was_called_off_since_becomes_a_return() {
    let known = after(&first(&file("Ann,2026-01-01,A1,5.00,Tea,paid,\n")));
    let text = file("Ann,2026-01-01,A1,5.00,Tea,cancelled,\n");
    let made = run(&text, &known, true);
    assert_eq!(totals(&made), [-500]);
    assert_eq!(made.sales[0].refund_of, Some(known.sales[0].id));
    assert_eq!(made.fates, [(2, Fate::Return)]);
    assert_eq!((made.skipped, made.void.len()), (0, 0));
    let again = run(&text, &more(&known, &made), true);
    assert_eq!((again.sales.len(), again.skipped), (0, 1));
}

#[test]
fn what_the_shop_paid_back_itself_is_not_paid_back_again() {
    let mut known = after(&first(&file("Ann,2026-01-01,A1,5.00,Tea,paid,\n")));
    let mut own = known.sales[0].clone();
    own.id = Id::new(uuid::Uuid::from_u128(5));
    (own.total, own.refund_of) = (-200, Some(known.sales[0].id));
    own.date = NaiveDate::from_ymd_opt(2026, 3, 1).expect("a day");
    known.sales.push(own);
    let text = file("Ann,2026-01-01,A1,5.00,Tea,refunded,\n");
    assert_eq!(totals(&run(&text, &known, true)), [-300]);
    known.sales[1].total = -500;
    assert_eq!(totals(&run(&text, &known, true)), Vec::<i64>::new());
    // What names no sale but bears its number is of it.
    known.sales[1].refund_of = None;
    assert_eq!(totals(&run(&text, &known, true)), Vec::<i64>::new());
}

#[test]
fn a_return_takes_back_the_points_of_its_sale() {
    let mut known = after(&first(&file("Ann,2026-01-01,A1,5.00,Tea,paid,\n")));
    known.sales[0].points = 10;
    known.whole.clear();
    let made = run(
        &file("Ann,2026-01-01,A1,5.00,Tea,paid,2.00\n"),
        &known,
        true,
    );
    assert_eq!(made.sales[0].points, -4);
}

#[test]
fn an_order_sold_here_that_is_not_paid_or_that_was_changed_is_left_and_told() {
    let known = after(&first(&file("Ann,2026-01-01,A1,5.00,Tea,paid,\n")));
    let unpaid = run(&file("Ann,2026-01-01,A1,5.00,Tea,pending,\n"), &known, true);
    let mut edited = known.clone();
    edited.sales[0].total = 450;
    let cancelled = run(&file("Ann,2026-01-01,A1,5.00,Tea,voided,\n"), &edited, true);
    let kinds = [unpaid, cancelled].map(|made| {
        assert_eq!((made.sales.len(), made.update.len()), (0, 0));
        made.differing[0].kind.clone()
    });
    assert_eq!(kinds, [ProblemKind::SoldUnpaid, ProblemKind::OrderDiffers]);
}

#[test]
fn a_refund_that_has_its_own_row_is_not_made_twice() {
    let text = "customer,date,order,amount,status,refund of\n\
        Ann,2026-01-01,A1,5.00,Refunded,\n\
        Ann,2026-02-01,R1,-5.00,Completed,A1\n";
    let made = first(text);
    assert_eq!(totals(&made), [500, -500]);
    assert_eq!(
        (made.returns, made.sales[1].refund_of),
        (0, Some(made.sales[0].id))
    );
    let again = run(text, &after(&made), true);
    assert_eq!((again.sales.len(), again.skipped), (0, 2));
}

#[test]
fn a_row_that_is_money_back_goes_back_whatever_its_sign() {
    let text = "customer,date,order,amount,event type\n\
        Ann,2026-01-01,T1,5.00,Payment\n\
        Ann,2026-01-02,T2,5.00,Refund\n\
        Ann,2026-01-03,T3,-1.00,Refund\n";
    assert_eq!(totals(&first(text)), [500, -500, -100]);
}

#[test]
fn facts_of_rows_say_the_same() {
    let text = file(
        "Ann,2026-01-01,A1,5.00,Tea,refunded,\n\
         Ann,2026-01-02,A2,6.00,Cup,cancelled,\n\
         Ann,2026-01-03,A3,7.00,Pot,paid,2.00\n",
    );
    let (rows, _) = rows(&text);
    let found = sales_facts(&rows, Currency::CNY, Currency::CNY).expect("facts");
    let amounts = found.facts.iter().map(|fact| fact.amount);
    assert_eq!(amounts.sum::<i64>(), 500);
}

const WORDS: [&str; 8] = [
    "paid",
    "wc-completed",
    "cancelled",
    "待付款",
    "refunded",
    "partially_refunded",
    "Erstattet",
    "",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever orders say, twice is once, and each sale keeps between nothing and all of its amount.
    #[test]
    fn orders_of_any_state_twice_change_nothing(
        orders in prop::collection::vec((0_usize..3, 1_u32..28, 1_i64..9_999, 0_usize..WORDS.len(), 0_i64..9_999, any::<bool>()), 1..20),
        later in prop::collection::vec(0_usize..WORDS.len(), 20),
    ) {
        let text = |words: &dyn Fn(usize, usize) -> usize| {
            let rows = orders.iter().enumerate().map(|(at, (who, day, cents, word, back, numbered))| {
                let word = WORDS[words(at, *word)];
                let back = back % (cents + 1);
                let back = if word.starts_with("part") && back > 0 { format!("{}.{:02}", back / 100, back % 100) } else { String::new() };
                let back = if word.starts_with("part") && back.is_empty() { "0.01".to_owned() } else { back };
                let order = if *numbered { format!("A{at}") } else { String::new() };
                format!("{},2026-01-{day:02},{order},{}.{:02},Tea,{word},{back}\n", ["Ann", "Bo", "Cy"][*who], cents / 100, cents % 100)
            });
            file(&rows.collect::<String>())
        };
        let before = text(&|_, word| word);
        let made = first(&before);
        let known = after(&made);
        let again = run(&before, &known, true);
        prop_assert_eq!((again.sales.len(), again.customers.len(), again.products.len()), (0, 0, 0));
        // The same orders in another state, and that again.
        let since = text(&|at, _| later[at % later.len()]);
        let moved = run(&since, &known, true);
        let known = more(&known, &moved);
        prop_assert_eq!(run(&since, &known, true).sales.len(), 0);
        for sale in known.sales.iter().filter(|sale| sale.total > 0) {
            let refunds = known.sales.iter().filter(|one| one.refund_of == Some(sale.id));
            let left = sale.total + refunds.map(|one| one.total).sum::<i64>();
            prop_assert!((0..=sale.total).contains(&left));
        }
    }
}
