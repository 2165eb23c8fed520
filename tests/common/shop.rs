//! A small shop for tests, and ways to compare two states of it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use futures_executor::block_on;
use regulars::{
    domain::{
        Command, Currency, Customer, Deal, Id, IdMaker, Moment, Pipeline, Quantity, Rank, Record,
        Records, Sale, SaleLine, Shop, ShopKind, Stage, TableName, Task, Timestamp,
        commands::{Merging, SetUp, Undo},
        name::Name,
        unite::Choice,
    },
    storage::{Committed, ExecuteError, MemoryStore, OpenShop, Space, Store},
};
use serde_json::Value;

pub const NOW: Timestamp = Timestamp(1_790_000_000_000);

pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}

pub fn moment() -> Moment {
    Moment {
        now: NOW,
        today: day(2026, 9, 21),
    }
}

/// Makes records with readable names.
pub struct Maker(pub IdMaker);

impl Maker {
    pub fn new(seed: u64) -> Self {
        Self(IdMaker::new(seed))
    }

    pub fn id<T>(&mut self) -> Id<T> {
        self.0.next(NOW)
    }

    pub fn customer(&mut self, name: &str) -> Customer {
        Customer::new(self.id(), Name::from_full(name), NOW)
    }

    pub fn board(&mut self) -> Pipeline {
        let stages = [("Lead", 10), ("Offer", 50), ("Order", 75)]
            .map(|(name, probability)| Stage {
                id: self.id(),
                name: name.to_owned(),
                probability,
                stale_after: Some(14),
            })
            .to_vec();
        Pipeline {
            id: self.id(),
            name: "Orders".to_owned(),
            stages,
            lost_reasons: Vec::new(),
            rank: Rank::first(),
            created: NOW,
            updated: NOW,
        }
    }

    pub fn deal(&mut self, title: &str, board: &Pipeline, customer: Option<&Customer>) -> Deal {
        let stage = board.stages[0].id;
        Deal {
            customer: customer.map(|customer| customer.id),
            value: 120_000,
            ..Deal::new(self.id(), title, (board.id, stage), Currency::CNY, NOW)
        }
    }

    pub fn sale(&mut self, customer: Option<&Customer>, unit_price: i64) -> Sale {
        Sale {
            customer: customer.map(|customer| customer.id),
            at: Some(NOW),
            lines: vec![SaleLine {
                product: None,
                name: "Tea".to_owned(),
                quantity: Quantity::ONE,
                unit_price,
                discount: 0,
                tax_rate: 1300,
            }],
            ..Sale::new(self.id(), day(2026, 9, 21), unit_price, Currency::CNY, NOW)
        }
    }

    pub fn refund(&mut self, sale: &Sale, amount: i64) -> Sale {
        Sale {
            id: self.id(),
            lines: Vec::new(),
            total: -amount,
            refund_of: Some(sale.id),
            ..sale.clone()
        }
    }

    pub fn task(&mut self, title: &str, customer: Option<&Customer>) -> Task {
        Task {
            due: Some(day(2026, 9, 22)),
            customer: customer.map(|customer| customer.id),
            ..Task::new(self.id(), title, NOW)
        }
    }

    pub fn set_up(&mut self) -> SetUp {
        let shop = Shop {
            id: Shop::ID,
            name: "Oolong & Co.".to_owned(),
            kind: ShopKind::Retail,
            currency: Currency::CNY,
            time_zone: "Asia/Shanghai".to_owned(),
            week_start: 1,
            contact: regulars::domain::ContactRules::default(),
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
        SetUp {
            shop,
            board: self.board(),
        }
    }
}

/// Opens a shop over a store and reads everything.
pub async fn open<S: Store>(store: S) -> OpenShop<S> {
    let shop = OpenShop::new(store, "test");
    shop.load(TableName::ALL, async |_| {})
        .await
        .expect("loads");
    shop
}

/// A shop in memory, as one tab sees it.
pub type Tab = OpenShop<MemoryStore>;

/// A shop that has been set up and nothing else: its store, one tab of it, and a maker of records.
pub fn begun(seed: u64) -> (MemoryStore, Tab, Maker) {
    let store = MemoryStore::default();
    let tab = block_on(open(store.clone()));
    let mut make = Maker::new(seed);
    run(&tab, &make.set_up()).expect("set up");
    (store, tab, make)
}

/// The change that takes a change of the log back.
pub fn undo_of<S: Store>(shop: &OpenShop<S>, seq: u64) -> Undo {
    Undo(
        block_on(shop.change_at(seq))
            .expect("reads")
            .expect("there"),
    )
}

/// Takes a change back; the number of the change that does.
pub fn undo<S: Store>(shop: &OpenShop<S>, seq: u64) -> u64 {
    run(shop, &undo_of(shop, seq)).expect("undone").seq
}

/// Folds records into one, nothing chosen by hand.
pub fn merging(keep: &Customer, fold: &[&Customer]) -> Merging {
    Merging {
        keep: keep.id,
        fold: fold.iter().map(|one| one.id).collect(),
        choice: Choice::new(),
    }
}

/// Carries out a command.
pub fn run<S: Store>(shop: &OpenShop<S>, command: &dyn Command) -> Result<Committed, ExecuteError> {
    block_on(shop.execute(command, moment()))
}

/// Everything but the trash, as JSON without the time of change: what a person would compare.
pub fn state(records: &Records) -> BTreeMap<String, Value> {
    everything(records)
        .into_iter()
        .filter(|(key, _)| !key.starts_with("trash"))
        .collect()
}

/// Everything, as JSON without the time of change.
pub fn everything(records: &Records) -> BTreeMap<String, Value> {
    let mut state = BTreeMap::new();
    for table in TableName::ALL {
        for record in records.all(*table) {
            let mut json = record.to_json().expect("JSON");
            if let Value::Object(fields) = &mut json {
                fields.remove("updated");
            }
            state.insert(format!("{}/{}", table.as_str(), record.id()), json);
        }
    }
    state
}

/// Records as one list, for building imports.
pub fn wrap<T: Into<Record>>(records: impl IntoIterator<Item = T>) -> Vec<Record> {
    records.into_iter().map(Into::into).collect()
}

/// Every key and value of a store as one text, to look for what must not be in it.
pub fn bytes(store: &impl Store) -> String {
    let mut all = String::new();
    for space in Space::ALL {
        for (key, value) in block_on(store.read(space, "")).expect("reads") {
            let value = String::from_utf8_lossy(&value);
            all.extend([
                space.as_str(),
                "/",
                key.as_str(),
                ": ",
                value.as_ref(),
                "\n",
            ]);
        }
    }
    all
}
