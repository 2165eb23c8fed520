//! Who bought: the customer a row names, found among those the shop has and those of rows above, or
//! made with everything the row says of them.

use uuid::Uuid;

use super::{
    super::{SaleRow, Whose, whom},
    CustomerCells, Work,
};
use crate::{
    clean::names_differ,
    domain::{Customer, CustomerKind, Email, Id, Phone, Timestamp, contact::digits, name::Name},
    exchange::{
        deciding::Whose as Said,
        duplicates::{Sign, name_key},
        problem::{Problem, ProblemKind},
    },
};

/// Stands before the digits of a number among what tells a customer.
const TEL: &str = "tel ";
/// Spellings of one customer's name that are remembered.
const SPELLINGS: usize = 8;

/// A customer whom a row above named.
#[derive(Debug)]
pub(super) struct Seen {
    id: Id<Customer>,
    /// What rows call them.
    names: Vec<String>,
}

impl Seen {
    /// What to call them.
    fn name(&self) -> &str {
        self.names.first().map_or("", String::as_str)
    }

    /// True if they may be called that, too.
    fn answers_to(&self, name: &str, now: Timestamp) -> bool {
        let called = |name: &str| {
            let full = name.to_owned();
            let name = Name {
                full,
                ..Name::default()
            };
            Customer::new(Id::new(Uuid::nil()), name, now)
        };
        let asked = called(name);
        let mut names = self.names.iter();
        self.names.is_empty() || names.any(|one| !names_differ(&called(one), &asked))
    }
}

impl Work<'_> {
    /// Whom a row names, unless a person said otherwise. Rows of one stranger are one.
    pub(super) fn whom(&mut self, row: &SaleRow) -> Option<Id<Customer>> {
        let number = usize::try_from(row.row_number).unwrap_or(usize::MAX);
        let said = self.known.said.get(&number).copied();
        let (cell, whose) = (row.customer.trim(), row.whose());
        let customer = match said {
            Some(Said::Update(id) | Said::Leave(id)) => Some(id),
            Some(Said::Nobody) if !cell.is_empty() => {
                let known = self.find(cell, whose);
                self.plan.whom.extend(known.map(|id| (row.row_number, id)));
                let key = format!("{cell} {whose:?}");
                let made = self.new.get(&key).copied();
                let made = made.unwrap_or_else(|| self.make(cell, whose));
                self.new.insert(key, made);
                Some(made)
            }
            Some(Said::Nobody) | None => self.customer(row),
        };
        let ours = customer.filter(|id| self.ours.contains(id));
        self.plan.whom.extend(ours.map(|id| (row.row_number, id)));
        customer
    }

    /// Whom a row names; `None` for a walk-in. Who shares a number with somebody of quite another name is somebody
    /// else, and that is told.
    pub(super) fn customer(&mut self, row: &SaleRow) -> Option<Id<Customer>> {
        let (cell, whose) = (row.customer.trim(), row.whose());
        if cell.is_empty() {
            return None;
        }
        let code = self.is_code(cell, whose);
        let keys = self.keys(cell, whose);
        let name = if code { "" } else { called(cell, whose) };
        // A name alone tells nobody apart from a namesake with a number of their own.
        let seen = keys.iter().find_map(|key| self.seen(key, name));
        if let Some(id) = seen {
            return Some(id);
        }
        let id = match self.find(cell, whose) {
            Some(id) => id,
            None => {
                let shared = self.shared(&keys, cell, whose);
                let id = self.make(cell, whose);
                if let Some((sign, other)) = shared.filter(|_| !code) {
                    let number = usize::try_from(row.row_number).unwrap_or(usize::MAX);
                    let kind = ProblemKind::Shared { sign, name: other };
                    self.plan
                        .doubts
                        .push((id, Problem::new(number, "", kind, name)));
                }
                id
            }
        };
        let named = || Some(name.to_owned()).filter(|name| !name.is_empty());
        let new = || Seen {
            id,
            names: named().into_iter().collect(),
        };
        for key in keys {
            self.by_cell.entry(key).or_default().push(new());
        }
        let of_cell = self.by_cell.entry(cell.to_owned()).or_default();
        if of_cell.is_empty() {
            of_cell.push(new());
        }
        Some(id)
    }

    /// Who was named by that key and may be called so.
    fn seen(&mut self, key: &str, name: &str) -> Option<Id<Customer>> {
        let now = self.now;
        let all = self.by_cell.get_mut(key)?;
        if name.is_empty() {
            return all.first().map(|one| one.id);
        }
        let exact = all
            .iter()
            .find(|one| one.names.iter().any(|had| had == name));
        if let Some(one) = exact {
            return Some(one.id);
        }
        let one = all.iter_mut().find(|one| one.answers_to(name, now))?;
        if one.names.len() < SPELLINGS {
            one.names.push(name.to_owned());
        }
        Some(one.id)
    }

    /// Who else has a number or address of a new customer: in the file, or in the shop.
    fn shared(&self, keys: &[String], cell: &str, whose: &Whose) -> Option<(Sign, String)> {
        let of_file = keys.iter().find_map(|key| {
            let sign = if key.starts_with(TEL) {
                Sign::Phone
            } else {
                Sign::Email
            };
            let others = self.by_cell.get(key)?;
            Some((sign, others.first()?.name().to_owned()))
        });
        of_file.or_else(|| {
            let get = |at: usize| self.known.customers.get(at).map(AsRef::as_ref);
            let mut probe = self.probe(cell, whose, Id::new(Uuid::nil()));
            called(cell, whose).clone_into(&mut probe.name.full);
            let (at, sign) = self.index.look(&probe, get).shares?;
            Some((sign, get(at)?.display_name().to_owned()))
        })
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
        let numbers = phones.map(|number| format!("{TEL}{}", digits(&number)));
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

/// What a row calls the customer, blank if it only has a number or an address.
fn called<'r>(cell: &'r str, whose: &'r Whose) -> &'r str {
    if !whose.name.is_empty() {
        return &whose.name;
    }
    let reached = !whom::phones(cell).is_empty() || !whom::emails(cell).is_empty();
    if reached { "" } else { cell }
}

/// True for what may be a number of a former system: `1001`, `C-17`, `会员001`, no words and no name in
/// Chinese.
fn is_one_word(cell: &str) -> bool {
    let digits = cell.contains(|c: char| c.is_ascii_digit());
    (cell.is_ascii() || digits) && !cell.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::super::{Known, tests::after, tests::run};
    use crate::exchange::{duplicates::Sign, problem::ProblemKind};

    #[test]
    fn names_that_share_a_number_are_people_of_their_own_and_that_is_told() {
        let file = "phone,name,date,amount\n\
            13800138000,Ann Lee,2026-01-01,5\n\
            13800138000,Bo Ray,2026-01-02,6\n\
            13800138000,A. Lee,2026-01-03,7\n\
            138-0013-8000,Bo Ray,2026-01-04,8\n\
            13800138000,,2026-01-05,9\n";
        let made = run(file, &Known::default(), true);
        let names: Vec<_> = made.customers.iter().map(|one| &*one.name.full).collect();
        assert_eq!(names, ["Ann Lee", "Bo Ray"]);
        let who = made.sales.iter().map(|sale| sale.customer);
        let [ann, bo] = [0, 1].map(|at: usize| Some(made.customers[at].id));
        assert_eq!(who.collect::<Vec<_>>(), [ann, bo, ann, bo, ann]);
        let kind = ProblemKind::Shared {
            sign: Sign::Phone,
            name: "Ann Lee".into(),
        };
        let told: Vec<_> = made
            .doubts
            .iter()
            .map(|(_, one)| (one.row, one.kind.clone()))
            .collect();
        assert_eq!(told, [(3, kind)]);
        let again = run(file, &after(&made), true);
        assert_eq!(
            (again.sales.len(), again.customers.len(), again.doubts.len()),
            (0, 0, 0)
        );
        // Somebody new at a number that the shop knows.
        let later = "phone,name,date,amount\n13800138000,Cy Park,2026-02-01,5\n";
        let later = run(later, &after(&made), true);
        assert_eq!((later.customers.len(), later.doubts.len()), (1, 1));
    }

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
