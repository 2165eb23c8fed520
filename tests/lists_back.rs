//! Everything of a shop, written as lists and brought into an empty one: its sales are the same, with their
//! lines, hours, discounts, payments and returns.
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    reason = "tests may stop at once"
)]
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::{ops::ControlFlow, sync::Arc};

use common::shop::{Maker, NOW, day};
use proptest::prelude::*;
use regulars::{
    domain::{
        Currency, Customer, Entity, Id, IdMaker, Moment, Payment, Product, Quantity, Records, Sale,
        SaleLine, TableName, Timestamp, Values,
    },
    exchange::{
        customers::convert::Setting,
        date_orders::DateOrders,
        dates::DateOrder,
        duplicates::DuplicateChoice,
        import::{Choices, Opened},
        lists::{self, Pick, Style, Words, folder, workbook},
        own::OwnFields,
        plan::plan as plan_customers,
        recognise::{self, Kind},
        sales::{
            Field, SaleRow, SalesOptions,
            plan::{CustomerCells, Known, KnownSale, PlanOptions, SalesPlan, plan, plan_lines},
            read_lines_as, read_sales_as,
        },
        things::{self, Reader, products},
        unpack::{Origin, unpack},
    },
};

const LANGUAGES: [&str; 3] = ["en", "zh-Hans", "zh-Hant"];

fn put<T: Entity>(records: &mut Records, record: T) {
    let table = T::table_mut(records);
    let known = table.slot_of(record.raw_id());
    table.put(known.unwrap_or(table.slot_count()), Arc::new(record));
}

/// Everything as one file.
fn written(records: &Records, language: &str, book: bool) -> Vec<u8> {
    let style = Style {
        words: Words::of(language),
        zone: chrono_tz::Asia::Shanghai,
        reachable_only: false,
    };
    let lists = lists::lists(records, &Pick::Everything, &style);
    if book {
        workbook::write(&lists, day(2026, 11, 22), Vec::new, &|_| ()).expect("a workbook")
    } else {
        folder::write(&lists, Vec::new(), &|_| ()).expect("a ZIP")
    }
}

/// The lists of a file in the order in which all of them are brought in.
fn opened(file: &[u8], language: &str) -> Vec<(Kind, Opened)> {
    let parts = unpack(file, &|_| ()).expect("lists").parts.into_iter();
    let mut all: Vec<(Kind, Opened)> = parts
        .map(|part| {
            let typed = part.origin == Origin::Sheet;
            let choices = Choices {
                encoding: typed.then(|| "UTF-8".into()),
                delimiter: typed.then_some(','),
                typed,
                ..Choices::default()
            };
            let opened = Opened::new(&part.bytes, &choices, language);
            (recognise::table(&opened), opened)
        })
        .collect();
    all.sort_by_key(|(kind, _)| kind.turn());
    all
}

const GO_ON: fn(usize, usize) -> ControlFlow<()> = |_, _| ControlFlow::Continue(());

fn moment() -> Moment {
    Moment {
        now: NOW,
        today: day(2026, 11, 22),
    }
}

fn setting(language: &str) -> Setting {
    Setting {
        language: language.into(),
        today: day(2026, 11, 22),
    }
}

/// Brings the lists in, one after the other; how many records each changed.
fn bring(shop: &mut Records, file: &[u8], language: &str, ids: &mut IdMaker) -> Vec<(Kind, usize)> {
    let mut told = Vec::new();
    for (kind, opened) in opened(file, language) {
        let changed = match kind {
            Kind::Customers => people(shop, &opened, language, ids),
            Kind::Products => goods(shop, &opened, language, ids),
            Kind::Sales | Kind::Lines => sold(shop, &opened, kind == Kind::Lines, ids),
            _ => continue,
        };
        told.push((kind, changed));
    }
    told
}

fn people(shop: &mut Records, opened: &Opened, language: &str, ids: &mut IdMaker) -> usize {
    let read = opened.read(&setting(language));
    let known: Vec<Arc<Customer>> = shop.customers.iter().cloned().collect();
    let plan = plan_customers(
        read.drafts,
        known,
        DuplicateChoice::Skip,
        ids,
        &moment(),
        GO_ON,
    )
    .expect("not stopped");
    let count = plan.create.len() + plan.update.len();
    plan.create.into_iter().for_each(|one| put(shop, one));
    count
}

fn goods(shop: &mut Records, opened: &Opened, language: &str, ids: &mut IdMaker) -> usize {
    let sheet = opened.sheet.as_ref().expect("a table");
    let own = OwnFields::none(TableName::Products);
    let layout = things::layout(Kind::Products, sheet, None);
    let columns = things::columns(Kind::Products, &layout, None, &own);
    let reader = Reader {
        setting: setting(language),
        currency: Currency::CNY,
        date_order: None,
        decimal_mark: None,
        typed: opened.mapping.typed,
        zone: chrono_tz::Asia::Shanghai,
    };
    let read = things::read(Kind::Products, &layout, &columns, &reader, &own);
    let known: Vec<Arc<Product>> = shop.products.iter().cloned().collect();
    let skip = DuplicateChoice::Skip;
    let made = products::plan(read.products, &known, skip, Currency::CNY, ids, &moment());
    let count = made.create.len() + made.update.len();
    made.create.into_iter().for_each(|one| put(shop, one));
    count
}

fn sold(shop: &mut Records, opened: &Opened, lines: bool, ids: &mut IdMaker) -> usize {
    let options = SalesOptions {
        delimiter: None,
        zone: chrono_tz::Asia::Shanghai,
        currency: Currency::CNY,
        date_order: DateOrders::Usual(DateOrder::DayFirst),
        header: None,
        typed: opened.mapping.typed,
        decimal_mark: None,
    };
    let table = opened.sheet.as_ref().expect("a table");
    let found = if lines {
        read_lines_as(table, &options, None, &[])
    } else {
        read_sales_as(table, &options, None, &[])
    };
    let mut sheet = found.expect("sales");
    assert_eq!(sheet.problems, []);
    let plan = planned(shop, &mut sheet.rows, lines, ids);
    assert_eq!((plan.problems.len(), plan.differing.len()), (0, 0));
    let (new, changed) = (plan.sales.len(), plan.update.len());
    plan.customers.into_iter().for_each(|one| put(shop, one));
    plan.products.into_iter().for_each(|one| put(shop, one));
    plan.sales.into_iter().for_each(|one| put(shop, one));
    let edited = plan.update.into_iter().map(|(_, edited)| edited);
    edited.for_each(|one| put(shop, one));
    new + changed
}

fn planned(shop: &Records, rows: &mut [SaleRow], lines: bool, ids: &mut IdMaker) -> SalesPlan {
    let known = Known {
        customers: shop.customers.iter().cloned().collect(),
        products: shop.products.iter().cloned().collect(),
        sales: shop
            .sales
            .iter()
            .map(|sale| KnownSale::from(&**sale))
            .collect(),
        whole: shop.sales.iter().cloned().collect(),
        ..Known::default()
    };
    let options = PlanOptions {
        currency: Currency::CNY,
        choice: DuplicateChoice::Skip,
        amounts: true,
        cells: CustomerCells::Codes,
    };
    let moment = moment();
    let made = if lines {
        plan_lines(rows, &known, options, ids, &moment, GO_ON)
    } else {
        plan(rows, &known, options, ids, &moment, GO_ON)
    };
    made.expect("not stopped")
}

/// What there is to know of a sale, whatever its identity.
type Told = (
    (String, chrono::NaiveDate, Option<Timestamp>),
    (Option<String>, Option<Payment>, String),
    (i64, i64),
    Option<String>,
    Vec<(String, Option<String>, i64, i64, i64, u16)>,
);

fn told(records: &Records) -> Vec<Told> {
    let name = |id: Option<Id<Customer>>| {
        let customer = id.and_then(|id| records.get(id));
        customer.map(|one| one.name.full.clone())
    };
    let mut all: Vec<Told> = records
        .sales
        .iter()
        .map(|sale| {
            let of = sale.refund_of.and_then(|id| records.get(id));
            let lines = sale.lines.iter().map(|line| {
                let product = line.product.and_then(|id| records.get(id));
                let product = product.map(|one| one.name.clone());
                let price = (line.unit_price, line.discount);
                (
                    line.name.clone(),
                    product,
                    line.quantity.0,
                    price.0,
                    price.1,
                    line.tax_rate,
                )
            });
            (
                (sale.number.clone(), sale.date, sale.at),
                (name(sale.customer), sale.payment, sale.note.clone()),
                (sale.total, sale.discount),
                of.map(|one| one.number.clone()),
                lines.collect(),
            )
        })
        .collect();
    all.sort();
    all
}

#[derive(Debug, Clone)]
struct Sold {
    numbered: bool,
    day: u64,
    minute: Option<u32>,
    who: Option<usize>,
    lines: Vec<(usize, i64, i64, i64, u16)>,
    taken: i64,
    payment: Option<Payment>,
    note: String,
    returned: bool,
}

fn a_sale() -> impl Strategy<Value = Sold> {
    // Few of everything, so that many are alike.
    let line = (
        0_usize..GOODS.len(),
        prop::sample::select(vec![1_000_i64, 2_000, 1_500]),
        1_i64..4,
        prop::sample::select(vec![0_i64, 50]),
        prop::sample::select(vec![0_u16, 700]),
    );
    let when = (0_u64..2, prop::option::of(0_u32..1_440));
    let what = (
        prop::collection::vec(line, 0..4),
        prop::sample::select(vec![0_i64, 100]),
    );
    let paid = prop::option::of(prop::sample::select(&Payment::ALL[..]));
    (
        any::<bool>(),
        when,
        prop::option::of(0_usize..2),
        what,
        paid,
        "|for Bo",
        any::<bool>(),
    )
        .prop_map(
            |(numbered, (day, minute), who, (lines, taken), payment, note, returned)| Sold {
                numbered,
                day,
                minute,
                who,
                lines,
                taken,
                payment,
                note,
                returned,
            },
        )
}

const GOODS: [&str; 4] = ["Tea", "Cup", "茶, 大 \"杯\"", "=Pot; Lid"];

fn shop(sold: &[Sold]) -> Records {
    let mut make = Maker::new(3);
    let mut records = Records::default();
    let people = ["Ann Lee", "张伟"].map(|name| make.customer(name));
    let goods = GOODS.map(|name| Product {
        id: make.id(),
        name: name.into(),
        sku: String::new(),
        category: String::new(),
        price: Some(700),
        currency: Currency::CNY,
        tax_rate: 0,
        archived: false,
        values: Values::new(),
        created: NOW,
        updated: NOW,
    });
    for (at, one) in sold.iter().enumerate() {
        let mut sale = make.sale(one.who.map(|who| &people[who]), 0);
        sale.number = if one.numbered {
            format!("N-{at}")
        } else {
            String::new()
        };
        sale.date = day(2024, 1, 1) + chrono::Days::new(one.day);
        sale.at = one.minute.map(|minute| {
            let local = sale
                .date
                .and_hms_opt(minute / 60, minute % 60, 0)
                .expect("a time");
            // Shanghai has been eight hours ahead for long.
            Timestamp(local.and_utc().timestamp_millis() - 8 * 3_600_000)
        });
        sale.payment = one.payment;
        sale.note.clone_from(&one.note);
        sale.discount = one.taken;
        let lines = one
            .lines
            .iter()
            .map(|(what, quantity, price, off, tax)| SaleLine {
                product: Some(goods[*what].id),
                name: goods[*what].name.clone(),
                quantity: Quantity(*quantity),
                unit_price: price * 100,
                discount: *off,
                tax_rate: *tax,
            });
        sale.lines = lines.collect();
        sale.total = if sale.lines.is_empty() {
            900
        } else {
            sale.total_of_lines().expect("small")
        };
        let back =
            (one.returned && one.numbered && !sale.lines.is_empty() && sale.total > 0).then(|| {
                let lines = sale.lines.iter().map(|line| SaleLine {
                    quantity: Quantity(-line.quantity.0),
                    discount: -line.discount,
                    ..line.clone()
                });
                let mut back = Sale {
                    id: make.id(),
                    number: if one.day == 0 {
                        String::new()
                    } else {
                        format!("R-{at}")
                    },
                    date: sale.date + chrono::Days::new(3),
                    at: None,
                    lines: lines.collect(),
                    discount: -sale.discount,
                    refund_of: Some(sale.id),
                    ..sale.clone()
                };
                back.total = back.total_of_lines().expect("small");
                back
            });
        put(&mut records, sale);
        back.into_iter().for_each(|back| put(&mut records, back));
    }
    people.into_iter().for_each(|one| put(&mut records, one));
    goods.into_iter().for_each(|one| put(&mut records, one));
    records
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn sales_come_back_with_everything_and_a_second_time_nothing_does(
        sold in prop::collection::vec(a_sale(), 1..9),
        book: bool,
        language in prop::sample::select(&LANGUAGES[..]),
    ) {
        let before = shop(&sold);
        let file = written(&before, language, book);
        let mut after = Records::default();
        let ids = &mut IdMaker::new(99);
        bring(&mut after, &file, language, ids);
        prop_assert_eq!(told(&after), told(&before));
        let names = |records: &Records| {
            let mut names: Vec<String> = records.products.iter().map(|one| one.name.clone()).collect();
            names.sort();
            names
        };
        prop_assert_eq!(names(&after), names(&before), "no product of several names");
        let again = bring(&mut after, &file, language, ids);
        prop_assert!(again.iter().all(|(_, changed)| *changed == 0), "{:?}", again);
        prop_assert_eq!(told(&after), told(&before));
    }
}

#[test]
fn every_column_of_our_list_of_lines_is_known() {
    let sold = Sold {
        numbered: true,
        day: 0,
        minute: None,
        who: None,
        lines: vec![(0, 1_000, 2, 0, 0)],
        taken: 0,
        payment: None,
        note: String::new(),
        returned: false,
    };
    for language in LANGUAGES {
        let file = written(&shop(std::slice::from_ref(&sold)), language, false);
        let (_, lines) = opened(&file, language).pop().expect("lists");
        assert_eq!(recognise::table(&lines), Kind::Lines);
        let columns = recognise::columns_of_sales(&lines);
        let fields: Vec<Option<Field>> = columns.iter().map(|one| one.field).collect();
        assert!(fields.iter().all(Option::is_some), "{fields:?}");
        assert_eq!(recognise::product_of_sales(&lines), Some("Regulars"));
    }
}
