use chrono::NaiveDate;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    domain::{
        ContactRules, Currency, Customer, IdMaker, Product, Quantity, SaleLine, Shop, ShopKind,
        Timestamp, Values, name::Name,
    },
    query::{InWords, Words, sales_filter::SalesFilter},
};

const NOW: Timestamp = Timestamp(1);

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a day")
}

fn line(product: Option<Id<Product>>, name: &str) -> SaleLine {
    SaleLine {
        product,
        name: name.to_owned(),
        quantity: Quantity::ONE,
        unit_price: 100,
        discount: 0,
        tax_rate: 0,
    }
}

/// Five sales: to Ann, to Bo, to nobody; of tea, of a product that is gone, by hand, and known only by their amount.
fn shop() -> Records {
    let mut ids = IdMaker::new(1);
    let mut records = Records::default();
    let shop = Shop {
        id: Shop::ID,
        name: "Oolong".to_owned(),
        kind: ShopKind::Retail,
        currency: Currency::USD,
        time_zone: "UTC".to_owned(),
        week_start: 1,
        contact: ContactRules::default(),
        points: None,
        layout: None,
        reject_reasons: Vec::new(),
        retention_years: Shop::USUAL_YEARS,
        learned: Vec::new(),
        last_backup: None,
        erased: Vec::new(),
        created: NOW,
        updated: NOW,
    };
    records.shop.put(0, Arc::new(shop));
    let people = ["Bo Day", "Ann Lee"].map(|name| {
        let one = Customer::new(ids.next(NOW), Name::from_full(name), NOW);
        let (id, slot) = (one.id, u32::from(name == "Ann Lee"));
        records.customers.put(slot, Arc::new(one));
        id
    });
    let tea = Product {
        id: ids.next(NOW),
        name: "Tea".to_owned(),
        sku: String::new(),
        category: String::new(),
        price: None,
        currency: Currency::USD,
        tax_rate: 0,
        archived: false,
        values: Values::new(),
        created: NOW,
        updated: NOW,
    };
    let (sold, gone) = (Some(tea.id), Some(ids.next(NOW)));
    records.products.put(0, Arc::new(tea));
    let [bo, ann] = people.map(Some);
    let cash = Some(Payment::Cash);
    let mobile = Some(Payment::Mobile);
    let all = [
        ("1", bo, day(10, 1), 900, vec![line(sold, "Old tea")], cash),
        ("2", None, day(11, 2), -300, Vec::new(), mobile),
        ("3", ann, day(11, 2), 500, vec![line(gone, "Pot")], None),
        ("4", ann, day(11, 9), 7_000, vec![line(None, "Pot")], cash),
        ("5", bo, day(10, 8), 100, vec![line(sold, "Tea")], mobile),
    ];
    for (slot, (number, customer, date, total, lines, payment)) in (0..).zip(all) {
        let foreign = number == "4";
        let currency = if foreign {
            Currency::CNY
        } else {
            Currency::USD
        };
        let sale = Sale {
            number: number.to_owned(),
            customer,
            lines,
            payment,
            points: total / 100,
            ..Sale::new(ids.next(NOW), date, total, currency, NOW)
        };
        records.sales.put(slot, Arc::new(sale));
    }
    records
}

fn asked(pairs: &[(&str, &str)]) -> SalesFilter {
    let pairs = pairs.iter().map(|(name, word)| (*name, (*word).to_owned()));
    SalesFilter::read(&Words::of(pairs))
}

fn numbers(records: &Records, ids: &[Id<Sale>]) -> String {
    let sales = ids.iter().filter_map(|id| records.get(*id));
    sales.map(|sale| sale.number.as_str()).collect()
}

fn by(records: &Records, sort: &str) -> String {
    let listed = SalesByDay::new(&records.sales, |_| true);
    let asked = asked(&[("as", "table"), ("sort", sort)]);
    numbers(records, &rows(records, &listed, asked.arranged.sort))
}

#[test]
fn every_column_is_found_again_by_its_name() {
    let own = SaleColumn::Own(Id::new(Uuid::from_u128(7)));
    for column in SaleColumn::ALL.iter().copied().chain([own]) {
        assert_eq!(SaleColumn::from_key(&column.key()), Some(column));
    }
    for other in ["", "own-", "own-x", "visits"] {
        assert_eq!(SaleColumn::from_key(other), None, "{other}");
    }
}

#[test]
fn any_column_sorts_and_blanks_come_last() {
    let records = shop();
    for (sort, order) in [
        ("", "43251"),
        ("-date", "43251"),
        ("date", "15234"),
        ("number", "12345"),
        // Within one name the newest first; nobody stands last both ways.
        ("customer", "43512"),
        ("-customer", "51432"),
        // By what was written then; a sale of nothing known has no name.
        ("what", "14352"),
        ("-what", "54312"),
        ("payment", "41253"),
        // The shop's currency first, whatever the amounts of others are.
        ("total", "25314"),
        ("-total", "13524"),
        ("-points", "41352"),
    ] {
        // Of one day, the one written later comes first.
        assert_eq!(by(&records, sort), order, "{sort}");
    }
}

#[test]
fn groups_hold_every_sale_and_the_newest_month_comes_first() {
    let records = shop();
    let listed = SalesByDay::new(&records.sales, |_| true);
    let ids = rows(&records, &listed, None);
    let groups = |by: SaleGroup| -> Vec<(String, String)> {
        let parts = by.groups(&records, &ids).into_iter();
        parts
            .map(|part| {
                let name = match &part.shared {
                    Shared::Month(first) => first.to_string(),
                    Shared::Payment(way) => way.as_str().to_owned(),
                    other => other.stored_name(&records),
                };
                (name, numbers(&records, &part.ids))
            })
            .collect()
    };
    let said = |by, wanted: &[(&str, &str)]| {
        let found = groups(by);
        let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (&**a, &**b)).collect();
        assert_eq!(found, wanted);
    };
    said(
        SaleGroup::Customer,
        &[("Ann Lee", "43"), ("Bo Day", "51"), ("", "2")],
    );
    // A product by its name of today; one that is gone beside what was written by hand.
    said(
        SaleGroup::Product,
        &[("Pot", "43"), ("Tea", "51"), ("", "2")],
    );
    said(
        SaleGroup::Payment,
        &[("cash", "41"), ("mobile", "25"), ("", "3")],
    );
    said(
        SaleGroup::Month,
        &[("2026-11-01", "432"), ("2026-10-01", "51")],
    );
}

#[test]
fn sums_take_refunds_off_and_keep_currencies_apart() {
    let records = shop();
    let ids: Vec<Id<Sale>> = records.sales.iter().map(|sale| sale.id).collect();
    let sums = |column: SaleColumn| column.sums(&records, &ids);
    assert_eq!(
        sums(SaleColumn::Total),
        [
            (Sum::Money(7_000, Currency::CNY), 1),
            (Sum::Money(1_200, Currency::USD), 4)
        ]
    );
    assert_eq!(sums(SaleColumn::Points), [(Sum::Number(82.0), 5)]);
    assert_eq!(sums(SaleColumn::Number), []);
}

#[test]
fn the_table_stands_in_the_address_and_narrows_nothing() {
    let table = asked(&[
        ("as", "table"),
        ("sort", "-total"),
        ("group", "month"),
        ("sums", "1"),
    ]);
    assert!(table.table && table.arranged.sums);
    assert_eq!(table.of_all(), table);
    assert_eq!(table.narrowing(), SalesFilter::default());
    let narrowed = asked(&[("as", "table"), ("payment", "cash"), ("q", "Ann")]);
    assert_eq!(narrowed.of_all(), asked(&[("as", "table")]));
    assert_eq!(
        narrowed.narrowing(),
        asked(&[("payment", "cash"), ("q", "Ann")])
    );
    assert_eq!(narrowed.folded(), 1, "a table is no condition");
}

proptest! {
    /// Whatever is sorted by, nothing is lost and nothing comes twice.
    #[test]
    fn a_table_has_the_sales_of_its_list(
        sold in prop::collection::vec((0_u32..40, -500_i64..500, "[ab]{0,2}", 0_usize..6), 0..40),
        column in prop::sample::select(SaleColumn::ALL),
        down: bool,
    ) {
        let mut records = shop();
        for (slot, (offset, total, name, way)) in (5..).zip(sold) {
            let id = Id::new(Uuid::from_u128(u128::from(slot) + 1_000));
            let on = day(1, 1) + chrono::Days::new(offset.into());
            let sale = Sale {
                note: name.clone(),
                number: name,
                payment: Payment::ALL.get(way).copied(),
                ..Sale::new(id, on, total, Currency::USD, NOW)
            };
            records.sales.put(slot, Arc::new(sale));
        }
        let listed = SalesByDay::new(&records.sales, |sale| sale.total > 0);
        let mut found = rows(&records, &listed, Some((column, down)));
        found.sort_unstable();
        let wanted = records.sales.iter().filter(|sale| sale.total > 0);
        let mut wanted: Vec<Id<Sale>> = wanted.map(|sale| sale.id).collect();
        wanted.sort_unstable();
        prop_assert_eq!(found, wanted);
    }
}
