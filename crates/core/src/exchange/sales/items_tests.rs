//! Orders with several lines, as the programs write them that we know.

use chrono_tz::Tz;
use proptest::prelude::*;

use super::super::{SalesOptions, SalesSheet, habits::Names, read_sales};
use crate::{
    domain::{Currency, Sale},
    exchange::{date_orders::DateOrders, dates::DateOrder, sales::ProblemKind},
};

fn read(text: &str) -> SalesSheet {
    let options = SalesOptions {
        delimiter: None,
        zone: Tz::Asia__Shanghai,
        currency: Currency::USD,
        date_order: DateOrders::Usual(DateOrder::MonthFirst),
        header: None,
        typed: false,
        decimal_mark: None,
    };
    read_sales(text, &options).expect("sales")
}

/// What a row came to, its lines as `name quantity price discount`, `*` before what is no product, and what was taken
/// off the whole.
fn told(sheet: &SalesSheet) -> Vec<(i64, Vec<String>, i64)> {
    let rows = sheet.rows.iter();
    rows.map(|row| {
        let items = row.items.iter().map(|item| {
            let star = if item.product { "" } else { "*" };
            let (name, quantity) = (&item.name, item.quantity);
            format!(
                "{star}{name} {quantity} {} {}",
                item.unit_price, item.discount
            )
        });
        (
            row.amount_minor,
            items.collect(),
            row.discount.unwrap_or_default(),
        )
    })
    .collect()
}

const SHOPIFY: &str = "Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,Billing Name,Notes,Cancelled at,Payment Method,Refunded Amount,Id,Lineitem discount,Phone\n";

#[test]
fn lines_of_a_shopify_order_are_its_lines() {
    let text = format!(
        "{SHOPIFY}\
         #1001,ann@example.com,paid,2026-02-03 10:00:00 +0800,fulfilled,USD,30.00,5.00,2.40,37.40,,0.00,Post,2026-02-03 10:00:00 +0800,2,Oolong - Small,10.00,Ann Lee,,,Shopify Payments,0.00,1,0.00,\n\
         #1001,ann@example.com,,,,,,,,,,,,2026-02-03 10:00:00 +0800,1,Pot,12.00,,,,,,,2.00,\n\
         #1002,bo@example.com,paid,2026-02-04 10:00:00 +0800,fulfilled,USD,18.00,0.00,1.50,18.00,TEA,2.00,Post,2026-02-04 10:00:00 +0800,1,Cup,20.00,Bo Ray,,,Shopify Payments,0.00,2,0.00,\n"
    );
    // Shopify says the day of an order in each of its rows, other shops leave it blank.
    let blank = text.replace("2026-02-03 10:00:00 +0800,1,Pot", ",1,Pot");
    assert_ne!(blank, text);
    assert_eq!(told(&read(&blank)), told(&read(&text)));
    let sheet = read(&text);
    assert_eq!(sheet.problems, []);
    let lines = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
    let first = lines(&[
        "Oolong - Small 2000 1000 0",
        "Pot 1000 1200 200",
        "*Shipping 1000 500 0",
        "*Taxes 1000 240 0",
    ]);
    // Taxes in the prices already are no line.
    let second = lines(&["Cup 1000 2000 0"]);
    assert_eq!(told(&sheet), [(3_740, first, 0), (1_800, second, 200)]);
    assert_eq!(
        sheet.rows[0].product.as_deref(),
        Some("Oolong - Small; Pot")
    );
}

#[test]
fn further_lines_without_prices_are_part_of_their_order() {
    let sheet = read(
        "Name,Email,Financial Status,Total,Currency,Created at,Lineitem quantity,Lineitem name\n\
         #1001,ann@example.com,paid,36.00,EUR,2026-02-03 10:00:00 +0800,1,Oolong\n\
         #1001,ann@example.com,,,,,2,Pot\n\
         #1002,bo@example.com,paid,12.00,EUR,2026-02-04 10:00:00 +0800,1,Cup\n",
    );
    assert_eq!(sheet.problems, []);
    let rows = sheet.rows.iter();
    let rows = rows.map(|row| (row.amount_minor, row.product.as_deref(), row.several));
    let expected = [
        (3_600, Some("Oolong; Pot"), true),
        (1_200, Some("Cup"), false),
    ];
    assert_eq!(rows.collect::<Vec<_>>(), expected);
}

#[test]
fn what_lines_do_not_explain_is_told_apart_and_what_has_no_price_has_no_lines() {
    let rest = format!(
        "{SHOPIFY}\
         #1,ann@example.com,paid,,,USD,10.00,0.00,0.00,11.50,,0.00,,2026-02-03 10:00:00 +0800,1,Tea,10.00,,,,,0.00,1,0.00,\n\
         #2,ann@example.com,paid,,,USD,10.00,0.00,0.00,9.00,,0.00,,2026-02-03 10:00:00 +0800,1,Tea,10.00,,,,,0.00,2,0.00,\n\
         #3,ann@example.com,paid,,,USD,10.00,0.00,0.00,30.00,,0.00,,2026-02-03 10:00:00 +0800,1,Tea,10.00,,,,,0.00,3,0.00,\n\
         #3,ann@example.com,,,,,,,,,,,,,some,Pot,20.00,,,,,,,,\n"
    );
    let sheet = read(&rest);
    let found = told(&sheet);
    assert_eq!(found[0].1, ["Tea 1000 1000 0", "*… 1000 150 0"]);
    assert_eq!(
        (&found[1].1[..], found[1].2),
        (&["Tea 1000 1000 0".to_owned()][..], 100)
    );
    assert_eq!((found[2].0, found[2].1.len()), (3_000, 0));
    assert!(sheet.rows[2].several);
    let kinds = sheet.problems.iter().map(|one| (one.row_number, &one.kind));
    let kinds: Vec<_> = kinds.collect();
    assert!(
        matches!(kinds[..], [(5, ProblemKind::Quantity(_))]),
        "{kinds:?}"
    );
}

const SQUARE: &str = "Date,Time,Time Zone,Category,Item,Qty,Price Point Name,SKU,Modifiers Applied,Gross Sales,Discounts,Net Sales,Tax,Transaction ID,Payment ID,Device Name,Notes,Details,Event Type,Location,Dining Option,Customer ID,Customer Name,Customer Reference ID,Unit,Count,Itemization Type\n";

#[test]
fn item_sales_of_square_are_sales_with_lines() {
    let sheet = read(&format!(
        "{SQUARE}\
         2026-02-03,10:15:00,Eastern Time (US & Canada),Tea,Oolong,2.0,Large,T1,,$20.00,-$2.00,$18.00,$1.44,TX1,P1,Till,,,Payment,Main,,SQ1,Ann Lee,,,2,Physical Good\n\
         2026-02-03,10:15:00,Eastern Time (US & Canada),Tea,Pot,1.0,Regular,P1,,$30.00,$0.00,$30.00,$2.40,TX1,P1,Till,,,Payment,Main,,SQ1,Ann Lee,,,1,Physical Good\n\
         2026-02-04,11:00:00,Eastern Time (US & Canada),Tea,Cup,1.0,Regular,C1,,-$5.00,$0.00,-$5.00,-$0.40,TX2,P2,Till,,,Refund,Main,,SQ1,Ann Lee,,,1,Physical Good\n"
    ));
    assert_eq!(sheet.problems, []);
    let found = told(&sheet);
    assert_eq!(
        found[0],
        (
            5_184,
            [
                "Oolong – Large 2000 1000 200",
                "Pot 1000 3000 0",
                "*Tax 1000 384 0"
            ]
            .map(str::to_owned)
            .to_vec(),
            0
        )
    );
    assert_eq!(found[1].0, -540);
    assert_eq!(found[1].1, ["Cup -1000 500 0", "*Tax 1000 -40 0"]);
    let ids = sheet.rows.iter().map(|row| row.order_id.as_deref());
    assert_eq!(ids.collect::<Vec<_>>(), [Some("TX1"), Some("TX2")]);
}

#[test]
fn an_order_of_which_a_line_has_no_amount_is_left_out_whole() {
    let row = |item: &str, net: &str, tx: &str| {
        format!(
            "2026-02-03,10:15:00,UTC,Tea,{item},1.0,Regular,,,$1.00,$0.00,{net},$0.00,{tx},P,,,,Payment,,,SQ1,Ann Lee,,,1,\n"
        )
    };
    let rows = [
        row("Tea", "$1.00", "TX1"),
        row("Pot", "lots", "TX1"),
        row("Cup", "$1.00", "TX2"),
        row("Tea", "lots", "TX3"),
        row("Pot", "$1.00", "TX3"),
    ];
    let sheet = read(&format!("{SQUARE}{}", rows.concat()));
    assert_eq!(sheet.rejected, [2, 3, 5, 6]);
    let left = sheet.rows.iter().map(|row| row.order_id.as_deref());
    assert_eq!(left.collect::<Vec<_>>(), [Some("TX2")]);
    let told = |row| sheet.problems.iter().any(|one| one.row_number == row);
    assert!([2, 3, 5, 6].into_iter().all(told));
}

#[test]
fn orders_of_woocommerce_that_are_said_again_in_each_line_are_one() {
    let head = "Order Number,Order Status,Order Date,Customer Note,First Name (Billing),Last Name (Billing),Email (Billing),Phone (Billing),Payment Method Title,Cart Discount Amount,Order Subtotal Amount,Order Shipping Amount,Order Refund Amount,Order Total Amount,Order Total Tax Amount,SKU,Item #,Item Name,Quantity (- Refund),Item Cost\n";
    let sheet = read(&format!(
        "{head}\
         1001,Completed,2026-02-03 10:00,,Ann,Lee,ann@example.com,,Card,0,32,5,0,37.00,0,T1,1,Oolong,2,10\n\
         1001,Completed,2026-02-03 10:00,,Ann,Lee,ann@example.com,,Card,0,32,5,0,37.00,0,P1,2,Pot,1,12\n\
         1002,Cancelled,2026-02-03 10:00,,Bo,Ray,bo@example.com,,Card,0,10,0,0,10.00,0,T1,1,Oolong,1,10\n"
    ));
    let found = told(&sheet);
    assert_eq!(
        found[0].1,
        [
            "Oolong 2000 1000 0",
            "Pot 1000 1200 0",
            "*Order Shipping Amount 1000 500 0"
        ]
    );
    assert_eq!((found.len(), found[0].0), (2, 3_700));
    assert_eq!(sheet.rows[0].whose().name, "Ann Lee");
    assert!(sheet.rows[1].state.is_void());
}

#[test]
fn items_of_youzan_say_each_what_was_paid_back() {
    let head = "订单号,商品名称,订单创建时间,运费,订单实付金额,收货人/提货人,收货人手机号/提货人手机号,商品规格,商品单价,商品数量,商品已退款金额\n";
    let sheet = read(&format!(
        "{head}\
         E1,龙井,2026-02-03 10:00:00,5.00,45.00,张伟,13800138000,50克,10.00,2,4.00\n\
         E1,茶壶,2026-02-03 10:00:00,5.00,45.00,张伟,13800138000,,20.00,1,1.50\n"
    ));
    assert_eq!(sheet.problems, []);
    let found = told(&sheet);
    assert_eq!(
        found[0].1,
        [
            "龙井 – 50克 2000 1000 0",
            "茶壶 1000 2000 0",
            "*运费 1000 500 0"
        ]
    );
    assert_eq!((found.len(), found[0].0), (1, 4_500));
    assert_eq!(sheet.rows[0].returned, Some(550));
}

#[test]
fn an_amount_that_somebody_forgot_is_told() {
    let sheet = read(
        "customer,date,order,amount,product,unit price\nAnn,2026-01-01,A1,5,Tea,5\nAnn,2026-01-01,A1,,Pot,7\n",
    );
    assert_eq!((sheet.rows.len(), sheet.rows[0].amount_minor), (2, 500));
    let plain = read(
        "customer,date,order,amount,product\nAnn,2026-01-01,A1,5,Tea\nAnn,2026-01-01,A1,,Pot\n",
    );
    assert_eq!((plain.rows.len(), plain.rejected), (1, vec![3]));
}

#[test]
fn a_cell_that_counts_is_taken_apart_where_it_is_one_thing() {
    let counted_inside = |cell| Names::Counted.one(cell);
    assert_eq!(
        counted_inside("2× Oolong, loose"),
        Ok(Some((2_000, "Oolong, loose")))
    );
    assert_eq!(counted_inside("2× Oolong, 1× Pot"), Err(()));
    assert_eq!(counted_inside("Oolong"), Ok(None));
    let sheet = read(
        "Date,Order #,Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales\n\
         2026-02-03 10:00:00,1001,completed,Ann Lee,new,2× Oolong,2,,12.50\n\
         2026-02-03 10:00:00,1002,completed,Ann Lee,new,\"2× Oolong, 1× Pot\",3,,30.00\n",
    );
    let row = &sheet.rows[0];
    assert_eq!(
        (row.product.as_deref(), row.quantity),
        (Some("Oolong"), Some(2_000))
    );
    assert!(sheet.rows[1].several);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whatever an order says, its lines less its discount are what it came to, to the cent.
    #[test]
    fn lines_come_to_what_the_order_came_to(
        lines in prop::collection::vec((1_i64..9, 0_i64..5_000, 0_i64..300), 1..6),
        shipping in 0_i64..900, tax in 0_i64..900, taken in 0_i64..900, off in -500_i64..500, way in 0_u8..6,
    ) {
        let money = |sum: i64| format!("{}{}.{:02}", if sum < 0 { "-" } else { "" }, sum.abs() / 100, sum.abs() % 100);
        let sum: i64 = lines.iter().map(|(count, price, taken)| count * price - taken).sum();
        let total = sum + shipping + [tax, 0, tax, 0, 0, tax][usize::from(way)] - [taken, taken, 0, 0, 0, taken][usize::from(way)];
        let total = total + if way > 3 { off } else { 0 };
        let rows = lines.iter().enumerate().map(|(at, (count, price, discount))| {
            let (price, discount) = (money(*price), money(*discount));
            if at == 0 {
                let [shipping, tax, total, taken] = [shipping, tax, total, taken].map(money);
                format!("#1,ann@example.com,paid,,,USD,0,{shipping},{tax},{total},,{taken},,2026-02-03 10:00:00 +0800,{count},Tea {at},{price},,,,,0.00,1,{discount},\n")
            } else {
                format!("#1,ann@example.com,,,,,,,,,,,,,{count},Tea {at},{price},,,,,,,{discount},\n")
            }
        });
        let sheet = read(&format!("{SHOPIFY}{}", rows.collect::<String>()));
        prop_assert_eq!(&sheet.problems, &[]);
        prop_assert_eq!(sheet.rows.len(), 1);
        let row = &sheet.rows[0];
        prop_assert_eq!(row.amount_minor, total);
        prop_assert_eq!(row.items.iter().filter(|one| one.product).count(), lines.len());
        let day = row.date;
        let at = crate::domain::Timestamp(0);
        let mut sale = Sale::new(crate::domain::Id::new(uuid::Uuid::nil()), day, total, Currency::USD, at);
        sale.lines = row.items.iter().map(super::super::Item::line).collect();
        sale.discount = row.discount.unwrap_or_default();
        prop_assert_eq!(sale.total_of_lines(), Some(total));
    }
}
