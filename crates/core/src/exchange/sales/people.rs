//! Who bought: the customer a row names, found among those the shop has and those of rows above, or
//! made with everything the row says of them.

use uuid::Uuid;

use super::{
    super::{Whose, whom},
    CustomerCells, Work,
};
use crate::{
    domain::{Customer, CustomerKind, Email, Id, Phone, contact::digits, name::Name},
    exchange::duplicates::name_key,
};

impl Work<'_> {
    /// Whom a row names; `None` for a walk-in.
    pub(super) fn customer(&mut self, cell: &str, whose: &Whose) -> Option<Id<Customer>> {
        if cell.is_empty() {
            return None;
        }
        let keys = self.keys(cell, whose);
        // A name alone tells nobody apart from a namesake with a number of their own.
        let seen = keys.iter().find_map(|key| self.by_cell.get(key)).copied();
        if let Some(id) = seen {
            return Some(id);
        }
        let id = match self.find(cell, whose) {
            Some(id) => id,
            None => self.make(cell, whose),
        };
        for key in keys.into_iter().chain([cell.to_owned()]) {
            self.by_cell.entry(key).or_insert(id);
        }
        Some(id)
    }

    /// What tells a customer inside the file, the surest first.
    fn keys(&self, cell: &str, whose: &Whose) -> Vec<String> {
        if self.options.cells == CustomerCells::Codes || whose.is_empty() {
            return vec![cell.to_owned()];
        }
        let mut keys = Vec::new();
        if let Some(number) = whom::phone(&whose.phone) {
            keys.push(format!("tel {}", digits(&number)));
        }
        if let Some(address) = whom::email(&whose.email) {
            keys.push(address.to_lowercase());
        }
        if keys.is_empty() {
            keys.push(cell.to_owned());
        }
        keys
    }

    fn make(&mut self, cell: &str, whose: &Whose) -> Id<Customer> {
        let id = self.ids.next(self.now);
        let mut customer = self.probe(cell, whose, id);
        let named = customer.name.full == cell && !cell.is_empty();
        let code = self.options.cells == CustomerCells::Codes;
        if code || (named && self.options.cells != CustomerCells::Names && whose.is_empty()) {
            cell.clone_into(&mut customer.code);
        }
        if !whose.name.is_empty() {
            customer.name = Name::from_full(&whose.name);
        }
        let company = whose.company.trim();
        if !company.is_empty() {
            customer.company = Some(self.company(company));
        }
        self.plan.customers.push(customer);
        id
    }

    fn company(&mut self, name: &str) -> Id<Customer> {
        let key = name_key(name);
        if let Some(id) = self.companies.get(&key) {
            return *id;
        }
        let known = self.index.company_of(name);
        let known = known.and_then(|at| self.known.customers.get(at));
        let company = known.filter(|one| one.kind == CustomerKind::Company);
        let id = company.map_or_else(
            || {
                let id = self.ids.next(self.now);
                let full = name.to_owned();
                let name = Name {
                    full,
                    ..Name::default()
                };
                let mut company = Customer::new(id, name, self.now);
                company.kind = CustomerKind::Company;
                self.plan.customers.push(company);
                id
            },
            |one| one.id,
        );
        self.companies.insert(key, id);
        id
    }

    /// A customer of whom nothing is known but what a row says: an e-mail, a telephone number or a
    /// name.
    fn probe(&self, text: &str, whose: &Whose, id: Id<Customer>) -> Customer {
        let mut customer = Customer::new(id, Name::default(), self.now);
        let codes = self.options.cells == CustomerCells::Codes;
        if let Some(address) = whom::email(text).filter(|_| !codes) {
            customer.emails.push(Email::new(&address));
        } else if let Some(number) = whom::phone(text).filter(|_| !codes) {
            customer.phones.push(Phone::new(number));
        } else {
            text.clone_into(&mut customer.name.full);
        }
        if let Some(number) = whom::phone(&whose.phone) {
            if !customer.phones.iter().any(|have| have.number == number) {
                customer.phones.push(Phone::new(number));
            }
        }
        if let Some(address) = whom::email(&whose.email) {
            let email = Email::new(&address);
            if !customer.emails.iter().any(|have| have.key() == email.key()) {
                customer.emails.push(email);
            }
        }
        customer
    }

    fn find(&self, cell: &str, whose: &Whose) -> Option<Id<Customer>> {
        let get = |at: usize| self.known.customers.get(at).map(AsRef::as_ref);
        let mut by_code = Customer::new(Id::new(Uuid::nil()), Name::default(), self.now);
        cell.clone_into(&mut by_code.code);
        let mut by_rest = self.probe(cell, whose, by_code.id);
        let name = if whose.name.is_empty() {
            cell
        } else {
            whose.name.as_str()
        };
        name.clone_into(&mut by_rest.name.full);
        if self.options.cells == CustomerCells::Codes && !whose.is_empty() {
            // A namesake with another number in the former system is somebody else.
            cell.clone_into(&mut by_rest.code);
        }
        let by_code = self.index.find(&by_code, get);
        let (at, _) = by_code
            .or_else(|| self.index.find(&by_rest, get))
            .or_else(|| {
                by_rest.kind = CustomerKind::Company;
                self.index.find(&by_rest, get)
            })?;
        self.known.customers.get(at).map(|customer| customer.id)
    }
}
