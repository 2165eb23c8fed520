//! Deals, products, tasks, touches and cases, taken away as a list and brought into a shop that has none of them:
//! what was written is what is read, as CSV and as a workbook, in the three languages; and a second time nothing.
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

use std::{fmt::Debug, ops::ControlFlow, sync::Arc};

use common::shop::{Maker, NOW, day};
use proptest::prelude::*;
use regulars::{
    domain::{
        Activity, ActivityKind, Case, CaseKind, CaseStatus, Currency, Customer, Deal, Entity, Id,
        IdMaker, Member, Moment, Outcome, Priority, Product, Records, Sale, TableName, Task,
        Timestamp,
    },
    exchange::{
        customers::convert::Setting,
        duplicates::DuplicateChoice,
        import::{Choices, Opened},
        lists::{self, Pick, Style, Words, workbook},
        own::OwnFields,
        recognise::{self, Kind},
        things::{self, People, Read, Reader, deals, products, todos},
        unpack::unpack,
    },
};

const LANGUAGES: [&str; 3] = ["en", "zh-Hans", "zh-Hant"];
const ZONE: chrono_tz::Tz = chrono_tz::Asia::Shanghai;
const GO_ON: fn(usize, usize) -> ControlFlow<()> = |_, _| ControlFlow::Continue(());

fn put<T: Entity>(records: &mut Records, record: T) {
    let table = T::table_mut(records);
    table.put(table.slot_count(), Arc::new(record));
}

fn moment() -> Moment {
    Moment {
        now: NOW,
        today: day(2026, 11, 22),
    }
}

/// A shop with two customers, a board and somebody who looks after them.
fn shop() -> (Records, Maker) {
    let mut make = Maker::new(11);
    let mut records = Records::default();
    for name in ["Ann Lee", "王芳"] {
        let one = make.customer(name);
        put(&mut records, one);
    }
    let board = make.board();
    put(&mut records, board);
    let mei = Member {
        id: make.id(),
        name: "Mei".into(),
        left: false,
        created: NOW,
        updated: NOW,
    };
    put(&mut records, mei);
    (records, make)
}

fn all<T: Entity>(records: &Records) -> Vec<Arc<T>> {
    T::table(records).iter().cloned().collect()
}

fn nth<T: Entity>(records: &Records, at: Option<usize>) -> Option<Arc<T>> {
    at.and_then(|at| all(records).get(at).cloned())
}

/// The first list of that table as a file, read again.
fn read(records: &Records, table: TableName, kind: Kind, language: &str, book: bool) -> Read {
    let style = Style {
        words: Words::of(language),
        zone: ZONE,
        reachable_only: false,
    };
    let lists = lists::lists(records, &Pick::List(table, None), &style);
    let (bytes, choices) = if book {
        let book =
            workbook::write(&lists[..1], moment().today, Vec::new, &|_| ()).expect("a workbook");
        let typed = Choices {
            encoding: Some("UTF-8".into()),
            delimiter: Some(','),
            typed: true,
            ..Choices::default()
        };
        (
            unpack(&book, &|_| ()).expect("lists").parts.remove(0).bytes,
            typed,
        )
    } else {
        (
            lists::csv::write(&lists[0]).into_bytes(),
            Choices::default(),
        )
    };
    let opened = Opened::new(&bytes, &choices, language);
    assert_eq!(recognise::table(&opened), kind, "{}", opened.decoded.text);
    let sheet = opened.sheet.as_ref().expect("a table");
    let own = OwnFields::none(table);
    let layout = things::layout(kind, sheet, None);
    let columns = things::columns(kind, &layout, None, &own);
    let reader = Reader {
        setting: Setting {
            language: language.into(),
            today: moment().today,
        },
        currency: Currency::CNY,
        date_order: None,
        decimal_mark: None,
        typed: choices.typed,
        zone: ZONE,
    };
    let read = things::read(kind, &layout, &columns, &reader, &own);
    assert_eq!(read.problems, []);
    read
}

fn people(shop: &Records) -> People {
    People {
        customers: all(shop),
        relations: Vec::new(),
        points: Vec::new(),
        members: all(shop),
    }
}

fn deals_in(read: Read, shop: &Records, choice: DuplicateChoice) -> deals::DealsPlan {
    let known = deals::Known {
        people: people(shop),
        deals: all(shop),
        boards: all(shop),
    };
    let house = deals::House {
        currency: Currency::CNY,
        board: "Deals",
    };
    let ids = &mut IdMaker::new(70);
    deals::plan(read, &known, choice, house, ids, &moment(), GO_ON).expect("not stopped")
}

fn todos_in(read: Read, shop: &Records, choice: DuplicateChoice) -> todos::TodosPlan {
    let known = todos::Known {
        people: people(shop),
        deals: all(shop),
        tasks: all(shop),
        touches: all(shop),
        cases: all(shop),
        sales: shop.sales.iter().map(|sale| (&**sale).into()).collect(),
    };
    let ids = &mut IdMaker::new(70);
    todos::plan(read, &known, choice, ZONE, ids, &moment(), GO_ON).expect("not stopped")
}

/// The same records, whatever their order.
fn same<T: Debug>(
    back: impl Iterator<Item = T>,
    had: impl Iterator<Item = T>,
) -> Result<(), TestCaseError> {
    let told = |one: T| format!("{one:?}");
    let (mut back, mut had): (Vec<_>, Vec<_>) = (back.map(told).collect(), had.map(told).collect());
    back.sort();
    had.sort();
    prop_assert_eq!(back, had);
    Ok(())
}

/// Also what other programs write for nothing, and what looks guarded.
const TITLE: &str = "([=+@'\"a-z张茶é,;|-]{0,10}x|-|N/A|NULL|'=x|'72101)";
const NOTE: &str = "(|--|'\n-x|[a-z=\"'张,;|-][a-z,\"\n;'长😀= ]{0,30}x)";

/// A moment as lists write it: to the minute of the shop's clock.
fn minute() -> impl Strategy<Value = Timestamp> {
    // Midnight is a moment like any other, and a workbook's cell of it looks like a day.
    let any = (28_000_000_i64..29_700_000).prop_map(|minutes| Timestamp(minutes * 60_000));
    let midnight = (19_500_i64..20_600).prop_map(|days| Timestamp((days * 24 - 8) * 3_600_000));
    prop_oneof![3 => any, 1 => midnight]
}

fn some_day() -> impl Strategy<Value = chrono::NaiveDate> {
    (0_u64..2_000).prop_map(|ahead| day(2024, 1, 1) + chrono::Days::new(ahead))
}

fn whose() -> impl Strategy<Value = Option<usize>> {
    prop::option::of(0_usize..2)
}

fn priority() -> impl Strategy<Value = Priority> {
    prop::sample::select(vec![Priority::High, Priority::Normal, Priority::Low])
}

fn form() -> impl Strategy<Value = (&'static str, bool)> {
    (prop::sample::select(&LANGUAGES[..]), any::<bool>())
}

/// A currency without decimals.
fn yen_of() -> Currency {
    Currency::parse("JPY").expect("a currency")
}

/// A deal without what only the shop knows.
fn told_deal(shop: &Records, one: &Deal) -> impl Debug + use<> {
    let board = shop.pipelines.get(one.pipeline).expect("its board");
    let stage = board.stage(one.stage).expect("its stage").name.clone();
    (
        (
            one.title.clone(),
            one.customer,
            stage,
            one.value,
            one.currency,
        ),
        (
            one.expected_close,
            one.outcome.clone(),
            one.source.clone(),
            one.owner,
        ),
        (one.code.clone(), one.note.clone(), one.tags.clone()),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn deals_written_are_deals_read(
        rows in prop::collection::vec((
            (TITLE, whose(), 0_usize..3, 0_i64..9_999_999, any::<bool>()),
            (prop::option::of(some_day()), 0_u8..3, some_day(), "[a-z张]{0,8}", "[a-z张]{0,6}", any::<bool>()),
            (NOTE, prop::collection::vec("[a-z,;\\\\]{0,4}z", 0..3)),
        ), 1..5),
        (language, book) in form(),
    ) {
        let (empty, mut make) = shop();
        let mut full = empty.clone();
        let board = empty.pipelines.iter().next().expect("a board").clone();
        for (at, ((title, who, stage, value, euro), (close, state, on, reason, source, mine), (note, tags))) in rows.into_iter().enumerate() {
            let currency = if euro { Currency::USD } else { Currency::CNY };
            let mut deal = Deal::new(make.id(), title, (board.id, board.stages[stage].id), currency, NOW);
            deal.customer = nth::<Customer>(&empty, who).map(|one| one.id);
            deal.value = value;
            deal.expected_close = close;
            deal.outcome = match state {
                0 => Outcome::Open,
                1 => Outcome::Won { on, reason },
                _ => Outcome::Lost { on, reason },
            };
            deal.source = source;
            deal.owner = nth::<Member>(&empty, mine.then_some(0)).map(|one| one.id);
            deal.code = format!("D-{at}");
            deal.note = note;
            for tag in tags {
                regulars::domain::tag::add(&mut deal.tags, &tag);
            }
            put(&mut full, deal);
        }
        let found = read(&full, TableName::Deals, Kind::Deals, language, book);
        let made = deals_in(found.clone(), &empty, DuplicateChoice::Skip);
        prop_assert_eq!((made.people.create.len(), made.boards.len(), made.members.len()), (0, 0, 0));
        same(made.create.iter().map(|one| told_deal(&empty, one)), full.deals.iter().map(|one| told_deal(&full, one)))?;
        let again = deals_in(found, &full, DuplicateChoice::Update);
        prop_assert_eq!((again.create.len(), again.update.len()), (0, 0));
    }

    #[test]
    fn products_written_are_products_read(
        rows in prop::collection::vec((TITLE, "[0-9A-Z]{0,5}", "[a-z张]{0,6}", prop::option::of(0_i64..9_999_999), 0_u16..3_000, any::<bool>(), any::<bool>()), 1..5),
        (language, book) in form(),
    ) {
        let (empty, mut make) = shop();
        let mut full = empty.clone();
        for (at, (name, sku, category, price, tax, archived, yen)) in rows.into_iter().enumerate() {
            let product = Product {
                id: make.id(),
                name: format!("{name}{at}"),
                sku: if sku.is_empty() { sku } else { format!("{sku}-{at}") },
                category,
                price,
                currency: if yen { yen_of() } else { Currency::CNY },
                tax_rate: tax,
                archived,
                values: regulars::domain::Values::new(),
                created: NOW,
                updated: NOW,
            };
            put(&mut full, product);
        }
        let found = read(&full, TableName::Products, Kind::Products, language, book);
        let into = |shop: &Records, choice| {
            products::plan(found.products.clone(), &all::<Product>(shop), choice, Currency::CNY, &mut IdMaker::new(70), &moment())
        };
        let bare = |one: &Product| Product { id: Id::new(uuid::Uuid::nil()), created: NOW, updated: NOW, ..one.clone() };
        let made = into(&empty, DuplicateChoice::Skip);
        same(made.create.iter().map(bare), full.products.iter().map(|one| bare(one)))?;
        let again = into(&full, DuplicateChoice::Update);
        prop_assert_eq!((again.create.len(), again.update.len()), (0, 0));
    }

    #[test]
    fn tasks_written_are_tasks_read(
        rows in prop::collection::vec(((TITLE, prop::option::of(some_day()), 0_u32..1_440, any::<bool>(), priority()), (prop::option::of(minute()), whose(), any::<bool>(), NOTE)), 1..5),
        (language, book) in form(),
    ) {
        let (empty, mut make) = shop();
        let mut full = empty.clone();
        for ((title, due, clock, timed, priority), (done, who, mine, note)) in rows {
            let time = chrono::NaiveTime::from_hms_opt(clock / 60, clock % 60, 0).filter(|_| timed && due.is_some());
            let task = Task {
                due, time, priority, done, note,
                customer: nth::<Customer>(&empty, who).map(|one| one.id),
                owner: nth::<Member>(&empty, mine.then_some(0)).map(|one| one.id),
                ..Task::new(make.id(), title, NOW)
            };
            put(&mut full, task);
        }
        let found = read(&full, TableName::Tasks, Kind::Activities, language, book);
        let made = todos_in(found.clone(), &empty, DuplicateChoice::Skip);
        let bare = |one: &Task| Task { id: Id::new(uuid::Uuid::nil()), created: NOW, updated: NOW, ..one.clone() };
        prop_assert_eq!((made.people.create.len(), made.touches.len(), made.cases.len()), (0, 0, 0));
        same(made.tasks.iter().map(bare), full.tasks.iter().map(|one| bare(one)))?;
        let again = todos_in(found, &full, DuplicateChoice::Update);
        prop_assert_eq!((again.tasks.len(), again.update.len()), (0, 0));
    }

    #[test]
    fn touches_written_are_touches_read(
        rows in prop::collection::vec((minute(), prop::sample::select(&ActivityKind::ALL[..]), whose(), any::<bool>(), "[a-z=\"'张,;|-][a-z,\"\n;'长😀= ]{0,30}x"), 1..5),
        (language, book) in form(),
    ) {
        let (empty, mut make) = shop();
        let mut full = empty.clone();
        for (at, kind, who, mine, text) in rows {
            let customer = nth::<Customer>(&empty, who).map(|one| one.id);
            let mut touch = Activity::new(make.id(), kind, customer, at);
            touch.text = text;
            touch.by = nth::<Member>(&empty, mine.then_some(0)).map(|one| one.id);
            put(&mut full, touch);
        }
        let found = read(&full, TableName::Activities, Kind::Activities, language, book);
        let made = todos_in(found.clone(), &empty, DuplicateChoice::Skip);
        let bare = |one: &Activity| (one.at, one.kind, one.customer, one.by, one.text.clone());
        prop_assert_eq!((made.people.create.len(), made.tasks.len(), made.cases.len()), (0, 0, 0));
        same(made.touches.iter().map(bare), full.activities.iter().map(|one| bare(one)))?;
        let again = todos_in(found, &full, DuplicateChoice::Update);
        prop_assert_eq!(again.touches.len(), 0);
    }

    #[test]
    fn cases_written_are_cases_read(
        rows in prop::collection::vec(((TITLE, prop::sample::select(&CaseKind::ALL[..]), 0_u8..3, minute(), 0_i64..90_000), (whose(), prop::option::of(some_day()), priority(), any::<bool>(), NOTE, NOTE)), 1..5),
        (language, book) in form(),
    ) {
        let (mut empty, mut make) = shop();
        for (nth, buyer) in all::<Customer>(&empty).iter().enumerate() {
            // One number for both: the case tells whose sale it is.
            let sale = Sale::new(make.id(), day(2026, 2, 3), 500, Currency::CNY, NOW);
            let number = ["A-1", "A-1"][nth].into();
            put(&mut empty, Sale { number, customer: Some(buyer.id), ..sale });
        }
        let mut full = empty.clone();
        for ((title, kind, status, received, later), (who, due, priority, mine, note, solution)) in rows {
            let mut case = Case::new(make.id(), title, received);
            case.kind = kind;
            case.customer = nth::<Customer>(&empty, who).map(|one| one.id);
            let bought = all::<Sale>(&empty).into_iter().find(|sale| sale.customer == case.customer);
            case.sale = bought.filter(|_| later % 2 == 0).map(|sale| sale.id);
            case.due = due;
            case.priority = priority;
            case.owner = nth::<Member>(&empty, mine.then_some(0)).map(|one| one.id);
            case.note = note;
            case.solution = solution;
            let status = [CaseStatus::Open, CaseStatus::Waiting, CaseStatus::Solved][usize::from(status)];
            case.move_to(status, Timestamp(received.0 + later * 60_000));
            put(&mut full, case);
        }
        let found = read(&full, TableName::Cases, Kind::Activities, language, book);
        let made = todos_in(found.clone(), &empty, DuplicateChoice::Skip);
        let bare = |one: &Case| Case { id: Id::new(uuid::Uuid::nil()), updated: NOW, ..one.clone() };
        prop_assert_eq!((made.people.create.len(), made.tasks.len(), made.touches.len()), (0, 0, 0));
        same(made.cases.iter().map(bare), full.cases.iter().map(|one| bare(one)))?;
        let again = todos_in(found, &full, DuplicateChoice::Update);
        prop_assert_eq!((again.cases.len(), again.moved.len()), (0, 0));
    }
}
