//! Imports from the file to the shop and back: own fields that columns become, one undo for all of it
//! weeks later, and lists that come back as they went.
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

use common::shop::{Maker, NOW, Tab, begun, day, everything, undo_of};
use futures_executor::block_on;
use regulars::{
    domain::{
        Command, Currency, Customer, FieldDef, FieldKind, FieldValue, Id, IdMaker, Moment, Records,
        TableName, Timestamp,
        commands::{Import, Save},
        field::fields_of,
    },
    exchange::{
        customers::{Field, What, convert::Setting},
        date_orders::DateOrders,
        dates::DateOrder,
        duplicates::DuplicateChoice,
        import::{Choices, Opened},
        lists::{self, Pick, Style, Words, workbook},
        own::OwnFields,
        plan::plan,
        problem::ProblemKind,
        recognise::{self, Kind},
        sales::{
            self, SalesOptions,
            plan::{CustomerCells, Known, KnownSale, PlanOptions},
        },
        things,
        unpack::unpack,
    },
    storage::Committed,
};

const WEEK: i64 = 7 * 86_400_000;

fn later(weeks: i64) -> Moment {
    Moment {
        now: Timestamp(NOW.0 + weeks * WEEK),
        today: day(2026, 9, 21) + chrono::Days::new(weeks.unsigned_abs() * 7),
    }
}

fn run(shop: &Tab, command: &dyn Command, at: Moment) -> Committed {
    block_on(shop.execute(command, at)).expect("carried out")
}

/// A file as the app opens it: columns chosen by `choose`, own fields known.
fn opened(
    bytes: &[u8],
    records: &Records,
    choices: &Choices,
    choose: impl Fn(&str) -> Option<Field>,
    ids: &mut IdMaker,
) -> Opened {
    let mut opened = Opened::new(bytes, choices, "en");
    let mut chosen = false;
    for column in &mut opened.mapping.columns {
        if let Some(field) = choose(&column.title) {
            column.field = field;
            chosen = true;
        }
    }
    let fields: Vec<Arc<FieldDef>> = records.fields.iter().cloned().collect();
    let own = OwnFields::new(TableName::Customers, &fields, Currency::CNY);
    opened.know(own, chosen, ids, later(0).now);
    opened
}

fn import(
    shop: &Tab,
    opened: &Opened,
    choice: DuplicateChoice,
    ids: &mut IdMaker,
    at: Moment,
) -> (Import, Vec<(usize, String, ProblemKind)>) {
    let read = opened.read(&Setting {
        language: "en".into(),
        today: at.today,
    });
    let problems = read.problems.iter();
    let problems = problems.map(|p| (p.row, p.column.clone(), p.kind.clone()));
    let problems = problems.collect();
    let known: Vec<_> = shop.records().customers.iter().cloned().collect();
    let go_on = |_, _| ControlFlow::Continue(());
    let plan = plan(read.drafts, known, choice, ids, &at, go_on).expect("not stopped");
    let made = opened.own.made().iter().cloned();
    let mut create: Vec<_> = made.map(regulars::domain::Record::Fields).collect();
    create.extend(common::shop::wrap(plan.create));
    let update = plan.update.into_iter();
    let update =
        update.map(|(base, edited)| Save::new(regulars::domain::Record::Customers(base), edited));
    let import = Import {
        file: "list.csv".into(),
        table: TableName::Customers,
        create,
        update: update.collect(),
    };
    (import, problems)
}

const LIST: &str = "Name,Phone,Shoe size,Since,Budget,Newsletter\n\
    Ann Lee,0221 1234567,42,13/1/2024,￥1280,yes\n\
    Bo Ray,0221 7654321,38.5,2/3/2024,¥88.50,no\n\
    Cy Park,0221 5550000,tall,5/4/2024,free,maybe\n";

fn new_fields(title: &str) -> Option<Field> {
    matches!(title, "Shoe size" | "Since" | "Budget" | "Newsletter").then(|| match title {
        "Shoe size" => Field::parse("new@number").expect("a field"),
        "Budget" => Field::parse("new@money").expect("a field"),
        "Newsletter" => Field::parse("new@yes_no").expect("a field"),
        _ => Field::new(What::New),
    })
}

fn named(records: &Records, name: &str) -> Customer {
    let mut all = records.customers.iter();
    let found = all.find(|one| one.name.full == name);
    Customer::clone(found.expect(name))
}

#[test]
fn columns_become_own_fields_in_the_same_change_and_the_same_undo() {
    let shop = begun(41).1;
    let before = everything(&shop.records());
    let ids = &mut IdMaker::new(5);
    let file = opened(
        LIST.as_bytes(),
        &shop.records(),
        &Choices::default(),
        new_fields,
        ids,
    );
    let (command, problems) = import(&shop, &file, DuplicateChoice::Skip, ids, later(0));
    assert_eq!(
        problems,
        [
            (4, "Shoe size".to_owned(), ProblemKind::UnreadableNumber),
            (4, "Budget".to_owned(), ProblemKind::UnreadableNumber),
            (4, "Newsletter".to_owned(), ProblemKind::UnreadableFlag),
        ]
    );
    let done = run(&shop, &command, later(0));
    assert_eq!(
        done.label.count, 3,
        "customers are counted, not what comes along"
    );
    let records = shop.records().clone();
    let fields = fields_of(&records, TableName::Customers);
    let kinds: Vec<_> = fields
        .iter()
        .map(|one| (one.name.as_str(), one.kind))
        .collect();
    assert_eq!(
        kinds,
        [
            ("Shoe size", FieldKind::Number),
            ("Since", FieldKind::Date),
            ("Budget", FieldKind::Money),
            ("Newsletter", FieldKind::YesNo),
        ]
    );
    let bo = named(&records, "Bo Ray");
    assert_eq!(
        bo.values.get(&fields[1].id),
        Some(&FieldValue::Date(day(2024, 3, 2))),
        "the column says that the day comes first"
    );
    assert_eq!(
        bo.values.get(&fields[2].id),
        Some(&FieldValue::Money {
            amount: 8_850,
            currency: Currency::CNY
        })
    );
    assert_eq!(named(&records, "Cy Park").values.len(), 1);
    // The next file of this kind finds the fields by their names.
    let ids = &mut IdMaker::new(6);
    let again = opened(
        LIST.as_bytes(),
        &records,
        &Choices::default(),
        |_| None,
        ids,
    );
    assert!(again.own.made().is_empty());
    let (command, _) = import(&shop, &again, DuplicateChoice::Update, ids, later(1));
    assert_eq!((command.create.len(), command.update.len()), (0, 0));
    run(&shop, &undo_of(&shop, done.seq), later(2));
    assert_eq!(everything(&shop.records()), before);
}

#[test]
fn undo_weeks_later_keeps_what_was_edited_and_says_how_many() {
    let shop = begun(41).1;
    let ids = &mut IdMaker::new(5);
    let file = opened(
        LIST.as_bytes(),
        &shop.records(),
        &Choices::default(),
        new_fields,
        ids,
    );
    let (command, _) = import(&shop, &file, DuplicateChoice::Skip, ids, later(0));
    let done = run(&shop, &command, later(0));
    let ann = named(&shop.records(), "Ann Lee");
    let edited = Customer {
        note: "likes oolong".into(),
        ..ann.clone()
    };
    run(&shop, &Save::new(ann.clone(), edited), later(3));
    let undone = run(&shop, &undo_of(&shop, done.seq), later(5));
    assert_eq!(undone.kept, 1);
    let records = shop.records().clone();
    let names: Vec<_> = records
        .customers
        .iter()
        .map(|one| one.name.full.clone())
        .collect();
    assert_eq!(names, ["Ann Lee"]);
    let kept = named(&records, "Ann Lee");
    assert_eq!(kept.note, "likes oolong");
    // What stays keeps its own fields, so that none of its values is without a name.
    for field in kept.values.keys() {
        assert!(records.fields.contains(field.raw()), "the field is there");
    }
    // Taken back is not deleted: nothing lies in the trash, and the rows come in again.
    assert_eq!(records.count(TableName::Trash), 0);
    let ids = &mut IdMaker::new(7);
    let again = opened(
        LIST.as_bytes(),
        &records,
        &Choices::default(),
        |_| None,
        ids,
    );
    let (command, _) = import(&shop, &again, DuplicateChoice::Skip, ids, later(6));
    assert_eq!(command.create.len(), 2, "Bo and Cy");
    run(&shop, &command, later(6));
    assert_eq!(shop.records().customers.len(), 3);
}

fn of_sales(
    text: &str,
    records: &Records,
    ids: &mut IdMaker,
    at: Moment,
) -> sales::plan::SalesPlan {
    let options = SalesOptions {
        delimiter: None,
        zone: chrono_tz::Asia::Shanghai,
        currency: Currency::CNY,
        date_order: DateOrders::Usual(DateOrder::DayFirst),
        header: None,
        typed: false,
        decimal_mark: None,
    };
    let sheet = sales::read_sales(text, &options).expect("sales");
    assert_eq!(sheet.problems, []);
    let known = Known {
        customers: records.customers.iter().cloned().collect(),
        products: records.products.iter().cloned().collect(),
        sales: records
            .sales
            .iter()
            .map(|one| KnownSale::from(&**one))
            .collect(),
        whole: records.sales.iter().cloned().collect(),
        ..Known::default()
    };
    let options = PlanOptions {
        currency: Currency::CNY,
        choice: DuplicateChoice::Skip,
        amounts: true,
        cells: CustomerCells::Anything,
    };
    let go_on = |_, _| ControlFlow::Continue(());
    sales::plan::plan(&sheet.rows, &known, options, ids, &at, go_on).expect("not stopped")
}

fn bring_sales(shop: &Tab, plan: sales::plan::SalesPlan, at: Moment) -> Committed {
    let mut create = common::shop::wrap(plan.customers);
    create.extend(common::shop::wrap(plan.products));
    create.extend(common::shop::wrap(plan.sales));
    let import = Import {
        file: "sales.csv".into(),
        table: TableName::Sales,
        create,
        update: Vec::new(),
    };
    run(shop, &import, at)
}

/// One sheet with everything: people with phone and company, products, sales.
const SHEET: &str = "Name,Phone,E-mail,Company,Date,Product,Quantity,Amount\n\
    Ann Lee,0221 1234567,ann@rad.example,Rad AG,2024-01-05,Oolong,2,36.00\n\
    Ann Lee,0221 1234567,,Rad AG,2024-01-06,Pot,1,80.00\n\
    Bo Ray,,bo@rad.example,rad ag,2024-01-06,oolong,1,18.00\n\
    ,,,,2024-01-07,Pot,1,80.00\n";

#[test]
fn one_sheet_makes_people_companies_products_and_sales_once() {
    let shop = begun(41).1;
    let kind = recognise::table(&Opened::new(SHEET.as_bytes(), &Choices::default(), "en"));
    assert_eq!(kind, Kind::Sales);
    let plan = of_sales(SHEET, &shop.records(), &mut IdMaker::new(5), later(0));
    let done = bring_sales(&shop, plan, later(0));
    let records = shop.records().clone();
    let ann = named(&records, "Ann Lee");
    let rad = named(&records, "Rad AG");
    assert_eq!(
        (ann.company, named(&records, "Bo Ray").company),
        (Some(rad.id), Some(rad.id))
    );
    assert_eq!((ann.phones.len(), ann.emails.len()), (1, 1));
    assert_eq!(
        (
            records.customers.len(),
            records.products.len(),
            records.sales.len()
        ),
        (3, 2, 4)
    );
    let of_ann = records
        .sales
        .iter()
        .filter(|sale| sale.customer == Some(ann.id));
    assert_eq!(of_ann.count(), 2);
    let again = of_sales(SHEET, &records, &mut IdMaker::new(6), later(1));
    assert_eq!(
        (
            again.sales.len(),
            again.customers.len(),
            again.products.len()
        ),
        (0, 0, 0)
    );
    let known = [2, 3, 4, 5].map(|row| (row, sales::plan::Fate::Known));
    assert_eq!((again.skipped, again.fates), (4, known.to_vec()));
    // After an undo the rows are new again, whatever was there before.
    run(&shop, &undo_of(&shop, done.seq), later(2));
    assert_eq!(shop.records().count(TableName::Trash), 0);
    assert_eq!(shop.records().sales.len(), 0);
    let once_more = of_sales(SHEET, &shop.records(), &mut IdMaker::new(8), later(3));
    assert_eq!((once_more.sales.len(), once_more.skipped), (4, 0));
}

#[test]
fn sales_without_a_header_are_read_by_their_values() {
    let text = "张伟,2024-01-05,128.00,龙井茶\n李娜,2024-01-06,58.00,红茶\n";
    let file = Opened::new(text.as_bytes(), &Choices::default(), "zh-Hans");
    assert_eq!(recognise::table(&file), Kind::Sales);
    let shop = begun(41).1;
    let plan = of_sales(text, &shop.records(), &mut IdMaker::new(5), later(0));
    let totals: Vec<_> = plan.sales.iter().map(|sale| sale.total).collect();
    assert_eq!(totals, [12_800, 5_800]);
    assert_eq!((plan.customers.len(), plan.products.len()), (2, 2));
    assert_eq!(plan.customers[0].name.full, "张伟");
    // A person may say that the first row is a header all the same.
    let choices = Choices {
        header: Some(1),
        ..Choices::default()
    };
    let file = Opened::new(text.as_bytes(), &choices, "zh-Hans");
    assert_eq!(recognise::head_of_sales(&file).header, Some(0));
}

fn style(language: &str) -> Style {
    Style {
        words: Words::of(language),
        zone: chrono_tz::Asia::Shanghai,
        reachable_only: false,
    }
}

/// Own fields of every kind go out and come in again, as CSV and as a workbook, in every language.
#[test]
fn own_fields_come_back_as_they_went() {
    let shop = begun(41).1;
    let mut make = Maker::new(77);
    let mut fields = Vec::new();
    for kind in FieldKind::ALL {
        let name = format!("Own {kind:?}");
        let mut field = FieldDef {
            id: make.id(),
            of: TableName::Customers,
            name,
            kind,
            options: Vec::new(),
            rank: regulars::domain::Rank::first(),
            hidden: false,
            yearly: false,
            created: NOW,
            updated: NOW,
        };
        if kind.has_options() {
            for name in ["S", "M, wide"] {
                field.options.push(regulars::domain::FieldOption {
                    id: make.id(),
                    name: name.to_owned(),
                });
            }
        }
        fields.push(field);
    }
    // A field of the shop may be called like a column there is.
    fields[0].name = "Tags".into();
    let add = regulars::domain::commands::AddFields(fields.clone());
    run(&shop, &add, later(0));
    let usd = Currency::parse("USD").expect("a code");
    let texts = [
        "=likes \"tea\"",
        "1234.567891",
        "12.50",
        "2024-02-29",
        "M, wide",
        "M, wide; S",
        "yes",
        "https://example.com/a",
        "+49 221 1234567",
    ];
    let mut one = make.customer("Ann Lee");
    for (field, text) in fields.iter().zip(texts) {
        let value = regulars::domain::field::parse(field, text, Currency::CNY);
        one.values
            .insert(field.id, value.expect(text).expect("a value"));
    }
    let mut other = make.customer("Bo Ray");
    let money: Id<FieldDef> = fields[2].id;
    let amount = FieldValue::Money {
        amount: 999,
        currency: usd,
    };
    other.values.insert(money, amount);
    other.values.insert(fields[6].id, FieldValue::YesNo(false));
    let add = regulars::domain::commands::Add(common::shop::wrap([one.clone(), other.clone()]));
    run(&shop, &add, later(0));
    for language in ["en", "zh-Hans", "zh-Hant"] {
        let records = shop.records().clone();
        let pick = Pick::List(TableName::Customers, None);
        let found = lists::lists(&records, &pick, &style(language));
        let csv = lists::csv::write(&found[0]).into_bytes();
        let book =
            workbook::write(&found, day(2026, 9, 21), Vec::new, &|_| ()).expect("a workbook");
        let sheet = unpack(&book, &|_| ()).expect("a workbook").parts.remove(0);
        let typed = Choices {
            encoding: Some("UTF-8".into()),
            delimiter: Some(','),
            typed: true,
            ..Choices::default()
        };
        for (bytes, choices) in [(csv, Choices::default()), (sheet.bytes, typed)] {
            let ids = &mut IdMaker::new(9);
            let file = opened(&bytes, &records, &choices, |_| None, ids);
            assert_eq!(file.mapping.preset.as_deref(), Some("Regulars"));
            let read = file.read(&Setting {
                language: language.into(),
                today: day(2026, 9, 21),
            });
            assert_eq!(read.problems, [], "{language}");
            let values: Vec<_> = read
                .drafts
                .iter()
                .map(|draft| &draft.customer.values)
                .collect();
            assert_eq!(values, [&one.values, &other.values], "{language}");
            let (command, _) = import(&shop, &file, DuplicateChoice::Update, ids, later(1));
            assert_eq!(
                (command.create.len(), command.update.len()),
                (0, 0),
                "{language}"
            );
        }
    }
}

#[test]
fn a_list_of_chosen_records_is_whole_in_their_order_and_guarded() {
    let shop = begun(41).1;
    let mut make = Maker::new(9);
    let names = ["=1+1", "Bo", "Cy", "@Dee"];
    let people: Vec<Customer> = names.iter().map(|name| make.customer(name)).collect();
    let add = regulars::domain::commands::Add(common::shop::wrap(people.clone()));
    run(&shop, &add, later(0));
    let ids = [3, 0, 2].map(|at: usize| people[at].id.raw()).to_vec();
    let pick = Pick::List(TableName::Customers, Some(ids));
    let records = shop.records().clone();
    let found = lists::lists(&records, &pick, &style("en"));
    let text = lists::csv::write(&found[0]);
    let first: Vec<&str> = text
        .lines()
        .skip(1)
        .map(|line| line.split(',').next().unwrap())
        .collect();
    assert_eq!(first, ["'@Dee", "'=1+1", "Cy"]);
    let many: Vec<Customer> = (0..3_000)
        .map(|n| make.customer(&format!("P {n}")))
        .collect();
    let add = regulars::domain::commands::Add(common::shop::wrap(many));
    run(&shop, &add, later(0));
    let pick = Pick::List(TableName::Customers, None);
    let records = shop.records().clone();
    let found = lists::lists(&records, &pick, &style("en"));
    assert_eq!(lists::csv::write(&found[0]).lines().count(), 3_005);
}

/// Deals and products go out with their own fields and come in again without a change.
#[test]
fn deals_and_products_come_back_as_they_went() {
    let shop = begun(41).1;
    let mut make = Maker::new(78);
    let field = |make: &mut Maker, of, name: &str| FieldDef {
        id: make.id(),
        of,
        name: name.to_owned(),
        kind: FieldKind::Number,
        options: Vec::new(),
        rank: regulars::domain::Rank::first(),
        hidden: false,
        yearly: false,
        created: NOW,
        updated: NOW,
    };
    let guests = field(&mut make, TableName::Deals, "Guests");
    let weight = field(&mut make, TableName::Products, "Weight");
    let add = regulars::domain::commands::AddFields(vec![guests.clone(), weight.clone()]);
    run(&shop, &add, later(0));
    let number = |text: &str| {
        let number = regulars::domain::field::Decimal::parse(text).expect("a number");
        FieldValue::Number(number)
    };
    let ann = make.customer("Ann Lee");
    let board = shop
        .records()
        .pipelines
        .iter()
        .next()
        .expect("a board")
        .clone();
    let mut deal = make.deal("Tea room", &board, Some(&ann));
    deal.values.insert(guests.id, number("40.5"));
    deal.outcome = regulars::domain::Outcome::Lost {
        on: day(2026, 9, 1),
        reason: "Too dear".into(),
    };
    let product = regulars::domain::Product {
        id: make.id(),
        name: "Oolong".into(),
        sku: "0017".into(),
        category: "Tea".into(),
        price: Some(1_250),
        currency: Currency::CNY,
        tax_rate: 1_300,
        archived: true,
        values: [(weight.id, number("0.25"))].into(),
        created: NOW,
        updated: NOW,
    };
    let mut all = common::shop::wrap([ann]);
    all.extend(common::shop::wrap([deal.clone()]));
    all.extend(common::shop::wrap([product.clone()]));
    run(&shop, &regulars::domain::commands::Add(all), later(0));
    let records = shop.records().clone();
    let fields: Vec<Arc<FieldDef>> = records.fields.iter().cloned().collect();
    for (language, kind, table) in ["en", "zh-Hans", "zh-Hant"]
        .into_iter()
        .flat_map(|language| {
            [
                (language, Kind::Deals, TableName::Deals),
                (language, Kind::Products, TableName::Products),
            ]
        })
    {
        let found = lists::lists(&records, &Pick::List(table, None), &style(language));
        let text = lists::csv::write(&found[0]);
        let file = Opened::new(text.as_bytes(), &Choices::default(), language);
        assert_eq!(recognise::table(&file), kind, "{text}");
        assert_eq!(recognise::product(&file), Some("Regulars"));
        let sheet = file.sheet.as_ref().expect("a table");
        let layout = things::layout(kind, sheet, None);
        let own = OwnFields::new(table, &fields, Currency::CNY);
        let columns = things::columns(kind, &layout, None, &own);
        let reader = things::Reader {
            setting: Setting {
                language: language.into(),
                today: day(2026, 9, 21),
            },
            currency: Currency::CNY,
            date_order: None,
            decimal_mark: None,
            typed: false,
            zone: chrono_tz::Tz::UTC,
        };
        let read = things::read(kind, &layout, &columns, &reader, &own);
        assert_eq!(read.problems, [], "{text}");
        let (ids, at) = (&mut IdMaker::new(9), later(1));
        let go_on = |_, _| ControlFlow::Continue(());
        if kind == Kind::Deals {
            assert_eq!(read.deals[0].values, deal.values);
            let known = things::deals::Known {
                people: things::People {
                    customers: records.customers.iter().cloned().collect(),
                    relations: records.relations.iter().cloned().collect(),
                    points: Vec::new(),
                    members: Vec::new(),
                },
                deals: records.deals.iter().cloned().collect(),
                boards: records.pipelines.iter().cloned().collect(),
            };
            let house = things::deals::House {
                currency: Currency::CNY,
                board: "Deals",
            };
            let choice = DuplicateChoice::Update;
            let plan = things::deals::plan(read, &known, choice, house, ids, &at, go_on);
            let plan = plan.expect("not stopped");
            assert_eq!((plan.create.len(), plan.update.len()), (0, 0), "{text}");
            assert_eq!((plan.people.create.len(), plan.tally.unchanged), (0, 1));
        } else {
            assert_eq!(read.products[0].values, product.values);
            let known: Vec<_> = records.products.iter().cloned().collect();
            let choice = DuplicateChoice::Update;
            let rows = read.products;
            let plan = things::products::plan(rows, &known, choice, Currency::CNY, ids, &at);
            assert_eq!((plan.create.len(), plan.update.len()), (0, 0), "{text}");
        }
    }
}

#[test]
fn a_person_decides_what_comes_first_in_dates() {
    let text = "Name,Birthday,Since\nAnn Lee,2/1/1990,3/4/2024\nBo Ray,3/4/1985,5/6/2024\n";
    let shop = begun(41).1;
    let since =
        |title: &str| (title == "Since").then(|| Field::parse("new@date").expect("a field"));
    let read = |date_order: Option<DateOrder>| {
        let choices = Choices {
            date_order,
            ..Choices::default()
        };
        let ids = &mut IdMaker::new(5);
        let file = opened(text.as_bytes(), &shop.records(), &choices, since, ids);
        let read = file.read(&Setting {
            language: "en".into(),
            today: day(2026, 9, 21),
        });
        let ann = &read.drafts[0].customer;
        let own = ann.values.values().next().cloned();
        let open = read.problems.len();
        (ann.birthday.expect("a day").to_string(), own, open)
    };
    let date = |month, of| Some(FieldValue::Date(day(2024, month, of)));
    assert_eq!(
        read(Some(DateOrder::MonthFirst)),
        ("1990-02-01".to_owned(), date(3, 4), 0)
    );
    assert_eq!(
        read(Some(DateOrder::DayFirst)),
        ("1990-01-02".to_owned(), date(4, 3), 0)
    );
    // Undecided, each of the columns asks.
    assert_eq!(read(None), ("1990-02-01".to_owned(), date(3, 4), 2));
}

#[test]
fn people_find_their_company_by_name_number_or_domain() {
    let shop = begun(41).1;
    let ids = &mut IdMaker::new(5);
    let companies = "Record ID,Company name,Website URL\n77,Rad AG,https://www.rad.example/\n";
    let file = opened(
        companies.as_bytes(),
        &shop.records(),
        &Choices::default(),
        |_| None,
        ids,
    );
    let (command, _) = import(&shop, &file, DuplicateChoice::Skip, ids, later(0));
    run(&shop, &command, later(0));
    let people = "First Name,Last Name,Email,Company,Associated Company IDs\n\
        Ann,Lee,ann@x.example,rad ag,\nBo,Ray,bo@x.example,rad.example,\n\
        Cy,Park,cy@x.example,,77\nDee,Ort,dee@x.example,Other,78\n";
    let ids = &mut IdMaker::new(6);
    let file = opened(
        people.as_bytes(),
        &shop.records(),
        &Choices::default(),
        |_| None,
        ids,
    );
    let (command, problems) = import(&shop, &file, DuplicateChoice::Skip, ids, later(1));
    assert_eq!(problems, []);
    run(&shop, &command, later(1));
    let records = shop.records().clone();
    let rad = named(&records, "Rad AG").id;
    for name in ["Ann Lee", "Bo Ray", "Cy Park"] {
        assert_eq!(named(&records, name).company, Some(rad), "{name}");
    }
    assert_eq!(
        named(&records, "Dee Ort").company,
        Some(named(&records, "Other").id)
    );
}
