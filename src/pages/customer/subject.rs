//! The customer a page or panel is about, and the one way its parts change it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{
        App,
        engine::{Answer, go_on},
    },
    domain::{Customer, CustomerKind, Id, TableName, commands::Save},
};

/// The customer, followed.
#[derive(Clone, Copy)]
pub struct Subject {
    /// The app.
    pub app: App,
    /// Who.
    pub id: Id<Customer>,
    /// The record; `None` once it is gone.
    pub customer: Memo<Option<Arc<Customer>>>,
    /// The people who belong to it, if it is a company. Found once for all that show them, and again only when
    /// one of them changes: among all customers of a large shop that takes its time.
    pub people: Memo<Vec<Person>>,
}

/// One of the people of a company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub id: Id<Customer>,
    /// The name.
    pub name: String,
    /// What they do there.
    pub job: String,
}

impl Subject {
    /// The customer of that identity.
    pub fn new(app: App, id: Id<Customer>) -> Self {
        let customer = Memo::new(move |_| {
            app.read(&[TableName::Customers], |records| records.get(id).cloned())
        });
        let belongs = move |one: &Customer| one.company == Some(id);
        let people = app.made_of(belongs, move |records| {
            let theirs = records.customers.iter().filter(|one| belongs(one));
            let theirs = theirs.map(|one| Person {
                id: one.id,
                name: one.display_name().to_owned(),
                job: one.job_title.clone(),
            });
            theirs.collect()
        });
        Self {
            app,
            id,
            customer,
            people,
        }
    }

    /// True while there is a record; followed.
    pub fn exists(self) -> bool {
        self.customer.with(Option::is_some)
    }

    /// What it is called; followed.
    pub fn name(self) -> String {
        self.get(|customer| customer.display_name().to_owned())
    }

    /// Person or company; followed.
    pub fn is_company(self) -> bool {
        self.get(|customer| customer.kind) == CustomerKind::Company
    }

    /// Something of it; followed.
    pub fn get<T: Default>(self, read: impl FnOnce(&Customer) -> T) -> T {
        self.customer
            .with(|customer| customer.as_deref().map(read))
            .unwrap_or_default()
    }

    /// Saves a change; nothing happens if nothing differs.
    pub fn save(self, change: impl FnOnce(&mut Customer)) {
        go_on(self.saved(change));
    }

    /// The same; true once there is nothing left to save.
    pub fn saved(self, change: impl FnOnce(&mut Customer)) -> Answer<'static, bool> {
        let command = self.customer.get_untracked().and_then(|base| {
            let mut edited = Customer::clone(&base);
            change(&mut edited);
            (edited != *base).then(|| Save::new(Customer::clone(&base), edited))
        });
        self.app.settle(command)
    }
}
