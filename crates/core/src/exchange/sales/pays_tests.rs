//! Lists of payments and of tills whose rows are not all sales: what was sold comes in, what was paid back is of its
//! sale, and what is neither is told.

use super::{
    tests::{after, run},
    *,
};
use crate::domain::Payment;

const PAYPAL: &str = "\u{feff}Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,To Email Address,Transaction ID,Item Title,Reference Txn ID,Quantity,Balance,Note,Balance Impact\n";
const PAID: &str = "02/03/2026,10:00:00,PST,Ann Lee,Express Checkout Payment,Completed,EUR,\"1,012.50\",-0.69,1011.81,ann@example.com,shop@example.com,T1,Oolong,,1,,,Credit\n";
const BACK: &str = "02/14/2026,11:00:00,PST,Ann Lee,Payment Refund,Completed,EUR,-12.50,0.00,-12.50,shop@example.com,ann@example.com,T2,,T1,,,,Debit\n";
const ASIDE: &str = "02/04/2026,10:00:00,PST,,General Currency Conversion,Completed,EUR,-12.50,0,-12.50,,,T3,,T1,,,,Debit\n\
    02/05/2026,10:00:00,PST,,General Withdrawal - Bank Transfer,Completed,EUR,-900.00,0,-900.00,,,T4,,,,,,Debit\n\
    02/06/2026,10:00:00,PST,Packing Ltd,PreApproved Payment Bill User Payment,Completed,EUR,-19.00,0,-19.00,shop@example.com,packing@example.com,T5,,B-1,,,,Debit\n\
    02/07/2026,10:00:00,PST,Packing Ltd,Payment Refund,Completed,EUR,19.00,0,19.00,packing@example.com,shop@example.com,T6,,T5,,,,Credit\n\
    02/08/2026,10:00:00,PST,Bo Ray,Website Payment,Pending,EUR,7.00,0,7.00,bo@example.com,shop@example.com,T7,,,,,,Memo\n";

fn first(text: &str) -> SalesPlan {
    let made = run(text, &Known::default(), true);
    assert_eq!(run_again(text, &made), (0, 0, 0));
    made
}

/// What the same file brings a second time: sales, customers, changes.
fn run_again(text: &str, made: &SalesPlan) -> (usize, usize, usize) {
    let again = run(text, &after(made), true);
    (
        again.sales.len(),
        again.customers.len(),
        again.differing.len(),
    )
}

#[test]
fn payments_are_sales_and_refunds_their_returns() {
    for text in [
        format!("{PAYPAL}{PAID}{BACK}"),
        format!("{PAYPAL}{BACK}{PAID}"),
    ] {
        let made = first(&text);
        let sale = made
            .sales
            .iter()
            .find(|sale| sale.number == "T1")
            .expect("sold");
        let back = made
            .sales
            .iter()
            .find(|sale| sale.number == "T2")
            .expect("back");
        assert_eq!((sale.total, back.total), (101_250, -1_250));
        assert_eq!(
            (back.refund_of, back.customer),
            (Some(sale.id), sale.customer)
        );
        assert_eq!(sale.payment, Some(Payment::Mobile));
        assert_eq!((made.customers.len(), made.unlinked), (1, 0));
        assert_eq!(made.customers[0].name.full, "Ann Lee");
        assert_eq!(made.customers[0].emails[0].address, "ann@example.com");
    }
}

#[test]
fn a_refund_of_a_later_file_finds_its_sale_by_who_got_it() {
    let known = after(&first(&format!("{PAYPAL}{PAID}")));
    let made = run(&format!("{PAYPAL}{BACK}"), &known, true);
    assert_eq!(made.sales[0].refund_of, Some(known.sales[0].id));
    assert_eq!((made.customers.len(), made.unlinked), (0, 0));
}

#[test]
fn a_payment_that_says_it_was_refunded_is_paid_back_once() {
    let paid = PAID.replace("Completed", "Partially Refunded");
    let made = first(&format!("{PAYPAL}{paid}{BACK}"));
    let totals: Vec<_> = made.sales.iter().map(|sale| sale.total).collect();
    assert_eq!((totals, made.returns), (vec![101_250, -1_250], 0));
}

#[test]
fn transfers_and_what_the_shop_paid_are_no_sales_and_told() {
    let made = first(&format!("{PAYPAL}{PAID}{ASIDE}"));
    assert_eq!((made.sales.len(), made.customers.len()), (1, 1));
    let told: Vec<_> = made
        .void
        .iter()
        .map(|one| (one.row, one.kind.clone()))
        .collect();
    let mut expected: Vec<_> = (3..=6).map(|row| (row, ProblemKind::NotASale)).collect();
    expected.push((7, ProblemKind::OrderUnpaid));
    assert_eq!(told, expected);
}

#[test]
fn the_german_download_and_the_statement_say_the_same() {
    let german = "\"Datum\",\"Uhrzeit\",\"Zeitzone\",\"Name\",\"Typ\",\"Status\",\"Währung\",\"Brutto\",\"Gebühr\",\"Netto\",\"Absender E-Mail-Adresse\",\"Empfänger E-Mail-Adresse\",\"Transaktionscode\",\"Artikelbezeichnung\",\"Zugehöriger Transaktionscode\",\"Guthaben\",\"Auswirkung auf Guthaben\"\n\
        \"14.02.2026\",\"10:00:00\",\"CET\",\"Ann Lee\",\"Rückzahlung\",\"Abgeschlossen\",\"EUR\",\"-12,50\",\"0,00\",\"-12,50\",\"shop@example.com\",\"ann@example.com\",\"T2\",\"\",\"T1\",\"1,00\",\"Soll\"\n\
        \"03.02.2026\",\"10:00:00\",\"CET\",\"Ann Lee\",\"PayPal Express-Zahlung\",\"Abgeschlossen\",\"EUR\",\"1.012,50\",\"-0,69\",\"1.011,81\",\"ann@example.com\",\"shop@example.com\",\"T1\",\"Oolong\",\"\",\"1,00\",\"Haben\"\n\
        \"05.02.2026\",\"10:00:00\",\"CET\",\"\",\"Allgemeine Abbuchung\",\"Abgeschlossen\",\"EUR\",\"-900,00\",\"0,00\",\"-900,00\",\"\",\"\",\"T4\",\"\",\"\",\"1,00\",\"Soll\"\n";
    let statement = "Date,Time,Time Zone,Description,Currency,Gross,Fee,Net,Balance,Transaction ID,From Email Address,Name,Bank Name,Bank Account,Reference Txn ID\n\
        2026-02-14,10:00:00,Europe/Berlin,Payment Refund,EUR,-12.50,0.00,-12.50,1.00,T2,shop@example.com,Ann Lee,,,T1\n\
        2026-02-03,10:00:00,Europe/Berlin,Express Checkout Payment,EUR,1012.50,-0.69,1011.81,1.00,T1,ann@example.com,Ann Lee,,,\n\
        2026-02-05,10:00:00,Europe/Berlin,General Withdrawal,EUR,-900.00,0.00,-900.00,1.00,T4,,,,,\n";
    for text in [german, statement] {
        let made = first(text);
        let totals: Vec<_> = made.sales.iter().map(|sale| sale.total).collect();
        assert_eq!(totals, [-1_250, 101_250]);
        assert_eq!(made.sales[0].refund_of, Some(made.sales[1].id));
        assert_eq!((made.customers.len(), made.void.len()), (1, 1));
    }
}

const TILL: &str = "Date,Receipt Number,Line Type,Customer Code,Customer Name,Note,Quantity,Subtotal,Sales Tax,Discount,Loyalty,Total,Paid,Details,Register,User,Status,Sku,AccountCodeSale,AccountCodePurchase\n";

#[test]
fn a_till_that_writes_lines_and_payments_below_its_sales_is_read_as_sales() {
    let made = first(&format!(
        "{TILL}2026-02-03 10:00:00,17,Sale,C-1,Ann Lee,,3,30.00,3.00,0.00,0,33.00,33.00,2 X Oolong + 1 X Pot,Main,Bo,CLOSED,,,\n\
         2026-02-03 10:00:00,17,Sale Line,C-1,Ann Lee,,2,20.00,2.00,0.00,0,22.00,,Oolong,Main,Bo,,T1,,\n\
         2026-02-03 10:00:00,17,Sale Line,C-1,Ann Lee,,1,10.00,1.00,0.00,0,11.00,,Pot,Main,Bo,,P1,,\n\
         2026-02-03 10:00:00,17,Payment,C-1,Ann Lee,,,,,,,,33.00,Cash,Main,Bo,,,,\n\
         2026-02-03 11:00:00,18,Sale,WALKIN,,,1,5.00,0.50,0.00,0,5.50,5.50,1 X Cup,Main,Bo,CLOSED,,,\n\
         2026-02-03 11:00:00,18,Sale Line,WALKIN,,,1,5.00,0.50,0.00,0,5.50,,Cup,Main,Bo,,C1,,\n\
         2026-02-03 11:00:00,18,Payment,WALKIN,,,,,,,,,5.50,Credit Card,Main,Bo,,,,\n\
         2026-02-03 12:00:00,19,Sale,C-1,Ann Lee,,1,5.00,0.50,0.00,0,5.50,0,1 X Cup,Main,Bo,VOIDED,,,\n\
         2026-02-04 10:00:00,20,Sale Line,C-1,Ann Lee,,1,5.00,0.50,0.00,0,5.50,,Cup,Main,Bo,,C1,,\n\
         2026-02-04 10:00:00,20,Sale Line,C-1,Ann Lee,,1,10.00,1.00,0.00,0,11.00,,Pot,Main,Bo,,P1,,\n"
    ));
    let totals: Vec<_> = made.sales.iter().map(|sale| sale.total).collect();
    assert_eq!(totals, [3_300, 550, 1_650]);
    for sale in &made.sales {
        assert_eq!(sale.total_of_lines(), Some(sale.total), "{sale:?}");
    }
    let names = made.sales[0].lines.iter().map(|line| &*line.name);
    assert_eq!(names.collect::<Vec<_>>(), ["Oolong", "Pot"]);
    let paid: Vec<_> = made.sales.iter().map(|sale| sale.payment).collect();
    assert_eq!(paid, [Some(Payment::Cash), Some(Payment::Card), None]);
    assert_eq!((made.customers.len(), made.sales[1].customer), (1, None));
    assert_eq!(made.void.len(), 1);
}
