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

    /// True if the cell is a number of the former system, not what told the customer without one.
    fn is_code(&self, cell: &str, whose: &Whose) -> bool {
        let others = [&whose.phone, &whose.email, &whose.name];
        self.options.cells == CustomerCells::Codes && !others.into_iter().any(|one| one == cell)
    }

    /// What tells a customer inside the file, the surest first.
    fn keys(&self, cell: &str, whose: &Whose) -> Vec<String> {
        if self.is_code(cell, whose) {
            return vec![cell.to_owned()];
        }
        let phones = [&*whose.phone, cell].into_iter().flat_map(whom::phones);
        let numbers = phones.map(|number| format!("tel {}", digits(&number)));
        let emails = [&*whose.email, cell].into_iter().flat_map(whom::emails);
        let mut keys: Vec<_> = numbers
            .chain(emails.map(|address| address.to_lowercase()))
            .collect();
        if keys.is_empty() {
            keys.push(cell.to_owned());
        }
        keys
    }

    fn make(&mut self, cell: &str, whose: &Whose) -> Id<Customer> {
        let id = self.ids.next(self.now);
        let mut customer = self.probe(cell, whose, id);
        let named = customer.name.full == cell && !cell.is_empty();
        let number = match self.options.cells {
            CustomerCells::Codes => self.is_code(cell, whose) && is_one_word(cell),
            CustomerCells::Names => false,
            // Under 客户 or Customer stand names, and what can only be a number.
            CustomerCells::Anything => {
                let digits = cell.contains(|c: char| c.is_ascii_digit());
                named && whose.is_empty() && digits && is_one_word(cell)
            }
        };
        if number {
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
        let code = self.is_code(text, whose);
        let (mut phones, mut emails) = (Vec::new(), Vec::new());
        if !code {
            phones = whom::phones(text);
            emails = whom::emails(text);
        }
        if phones.is_empty() && emails.is_empty() {
            text.clone_into(&mut customer.name.full);
        }
        phones.extend(whom::phones(&whose.phone));
        for number in phones {
            if !customer.phones.iter().any(|have| have.number == number) {
                customer.phones.push(Phone::new(number));
            }
        }
        emails.extend(whom::emails(&whose.email));
        for address in emails {
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
        if self.is_code(cell, whose) && !whose.is_empty() {
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

/// True for what may be a number of a former system: `1001`, `C-17`, `会员001`, no words and no name in
/// Chinese.
fn is_one_word(cell: &str) -> bool {
    let digits = cell.contains(|c: char| c.is_ascii_digit());
    (cell.is_ascii() || digits) && !cell.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::super::{Known, tests::run};

    #[test]
    fn a_name_is_never_kept_as_a_number_of_the_former_system() {
        let coded = |header: &str, cell: &str| {
            let file = format!("{header},date,amount\n{cell},2026-01-01,5\n");
            let made = run(&file, &Known::default(), true);
            let one = &made.customers[0];
            (one.name.full.clone(), one.code.clone())
        };
        for header in ["Customer", "客户", "Kunde", "顾客", "会员卡", "customer_id"] {
            for name in ["Ann Lee", "王芳"] {
                assert_eq!(
                    coded(header, name),
                    (name.to_owned(), String::new()),
                    "{header}"
                );
            }
        }
        assert_eq!(coded("Customer", "Ann").1, "");
        for header in ["Customer", "顾客", "会员卡号", "customer_id"] {
            assert_eq!(coded(header, "C-17").1, "C-17", "{header}");
        }
    }
}
