//! The loyalty reports of the open shop: computed in the worker from the sales, again when sales
//! change and a page that shows them is open, kept for everybody who asks about a customer.
//!
//! A page that needs them calls [`App::follow_loyalty`]; anything else may look with
//! [`App::loyalty`], which answers what there is. Rules of the reports are not here but in
//! `reports`, those of what counts as an order in `exchange::shop_facts`.

use std::{sync::Arc, time::Duration};

use chrono::NaiveDate;
use leptos::{prelude::*, task::spawn_local};
use rustc_hash::FxHashMap;
use uuid::Uuid;

use crate::{
    domain::{Currency, Customer, Id, TableName},
    exchange::shop_facts::{ShopFacts, shop_facts},
    platform::turns,
    query::groups::Groups,
    reports::{CustomerRow, Figure, LoyaltyReports, Options, customers_behind},
};

use super::{
    state::App,
    worker::{self, Cancel, JobError, Reports, ReportsFailure, ReportsInput},
};

/// How long sales must rest before the reports follow a change.
const REST: Duration = Duration::from_millis(600);

/// Why there are no reports.
pub type LoyaltyError = JobError<ReportsFailure>;

/// The reports and whom they are about.
#[derive(Debug)]
pub struct Loyalty {
    /// Every report.
    pub reports: LoyaltyReports,
    /// The customers by their index in the reports.
    pub customers: Vec<Id<Customer>>,
    /// The currency the sales were counted in.
    pub currency: Currency,
    /// The last day that counts.
    pub as_of: NaiveDate,
    /// Net revenue up to that day, walk-in sales included, minor units.
    pub revenue: i64,
    /// The part of it that names no customer, minor units.
    pub unlinked: i64,
    /// Sales that no report can hold.
    pub unusable: u32,
    index: FxHashMap<Uuid, u32>,
}

impl Loyalty {
    /// What the reports say of a customer; `None` for one without sales.
    pub fn row(&self, id: Id<Customer>) -> Option<&CustomerRow> {
        let at = *self.index.get(&id.raw())?;
        self.reports.people.get(at as usize)
    }

    /// Segment, class and stage of a customer, as filters and lists use them.
    pub fn groups(&self, id: Id<Customer>) -> Groups {
        self.row(id).map_or_else(Groups::default, Groups::of)
    }

    /// The customers behind a figure.
    pub fn behind(&self, figure: Figure) -> impl Iterator<Item = Id<Customer>> {
        let who = customers_behind(figure, &self.reports).into_iter();
        who.filter_map(|index| self.customer(index))
    }

    /// The customer with that index.
    pub fn customer(&self, index: u32) -> Option<Id<Customer>> {
        self.customers.get(index as usize).copied()
    }
}

/// What a computation was made from; equal keys give equal reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key {
    sales: u64,
    currency: Currency,
    as_of: NaiveDate,
}

/// Reports for one day, how far they are and what went wrong. The app has one for today; a page
/// that looks at another day makes its own.
#[derive(Debug, Clone, Copy)]
pub struct Reckoning {
    /// The last reports that were made; older than the sales while new ones are being made.
    pub latest: RwSignal<Option<Arc<Loyalty>>>,
    /// The share done while computing.
    pub share: RwSignal<Option<f64>>,
    /// Why the last try gave nothing.
    pub error: RwSignal<Option<LoyaltyError>>,
    wanted: StoredValue<Option<Key>>,
    job: StoredValue<Cancel, LocalStorage>,
}

impl Default for Reckoning {
    fn default() -> Self {
        Self::new()
    }
}

impl Reckoning {
    /// Nothing computed yet.
    pub fn new() -> Self {
        Self {
            latest: RwSignal::new(None),
            share: RwSignal::new(None),
            error: RwSignal::new(None),
            wanted: StoredValue::new(None),
            job: StoredValue::new_local(Cancel::default()),
        }
    }

    /// Gives up what is being computed. What there was stays.
    pub fn cancel(self) {
        if let Some(job) = self.job.try_get_value() {
            job.cancel();
        }
    }

    /// Computes again after an error or a cancel.
    pub fn retry(self, app: App, as_of: NaiveDate) {
        self.wanted.set_value(None);
        self.want(app, as_of);
    }

    /// Computes the reports of a day unless they are there or on the way.
    fn want(self, app: App, as_of: NaiveDate) {
        let Some(settings) = app.peek(|records| records.settings().cloned()) else {
            return;
        };
        let key = Key {
            sales: app.peek(|records| records.version(TableName::Sales)),
            currency: settings.currency,
            as_of,
        };
        if self.wanted.try_get_value() == Some(Some(key)) {
            return;
        }
        self.cancel();
        let job = Cancel::default();
        self.wanted.set_value(Some(key));
        self.job.set_value(job.clone());
        self.error.set(None);
        self.share.set(Some(0.0));
        let begin = move || {
            spawn_local(async move {
                turns::yield_to_screen().await;
                self.compute(app, key, job).await;
            });
        };
        if self.latest.with_untracked(Option::is_some) {
            set_timeout(begin, REST);
        } else {
            begin();
        }
    }

    async fn compute(self, app: App, key: Key, job: Cancel) {
        if job.is_cancelled() {
            // Given up before it began, and not for another: it says so.
            if self.wanted.try_get_value() == Some(Some(key)) {
                self.share.try_set(None);
                self.error.try_set(Some(JobError::Cancelled));
            }
            return;
        }
        let made = app.peek(|records| {
            let sales: Vec<_> = records.sales.iter().map(AsRef::as_ref).collect();
            shop_facts(&sales, key.currency, key.as_of)
        });
        let input = ReportsInput {
            as_of: key.as_of,
            options: Options::default(),
        };
        let share = self.share;
        let bytes = made.facts.to_bytes();
        let result = worker::run::<Reports>(&input, bytes, &job, move |done| {
            share.try_set(Some(done));
        })
        .await
        .and_then(|((), bytes)| {
            LoyaltyReports::from_bytes(&bytes).ok_or_else(|| {
                JobError::Refused(ReportsFailure::Transfer("damaged reports".to_owned()))
            })
        });
        // Another day or newer sales may be wanted by now; their job tells then.
        if self.wanted.try_get_value() != Some(Some(key)) {
            return;
        }
        self.share.try_set(None);
        match result {
            Ok(reports) => {
                self.error.try_set(None);
                self.latest
                    .try_set(Some(Arc::new(Loyalty::new(reports, made, key))));
            }
            Err(error) => {
                self.error.try_set(Some(error));
            }
        }
    }
}

impl Loyalty {
    fn new(reports: LoyaltyReports, made: ShopFacts, key: Key) -> Self {
        let index = (0..)
            .zip(&made.customers)
            .map(|(at, id)| (id.raw(), at))
            .collect();
        Self {
            reports,
            customers: made.customers,
            currency: key.currency,
            as_of: key.as_of,
            revenue: made.revenue,
            unlinked: made.unlinked,
            unusable: made.unusable,
            index,
        }
    }
}

impl App {
    /// The newest reports of today, followed; `None` before the first.
    pub fn loyalty(&self) -> Option<Arc<Loyalty>> {
        self.reckoning().latest.try_get().flatten()
    }

    /// Keeps the reports of today fresh while the calling component lives.
    pub fn follow_loyalty(self) {
        self.follow_loyalty_of(move || (self.reckoning(), self.moment().today));
    }

    /// The same for a day of the page's own choice.
    pub fn follow_loyalty_of(self, which: impl Fn() -> (Reckoning, NaiveDate) + 'static) {
        Effect::new(move |_| {
            let (reckoning, as_of) = which();
            // Sales and currency are what the reports rest on.
            self.read(&[TableName::Sales, TableName::Shop], |_| ());
            if self.loaded.get() {
                reckoning.want(self, as_of);
            }
        });
    }
}
