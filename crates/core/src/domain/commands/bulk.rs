//! One edit on many customers: one change, one undo, however many there are.

use crate::domain::{
    change::{Edit, Label, Verb},
    clock::{Moment, Timestamp},
    command::{Command, Draft, Refusal},
    consent::Consent,
    contact::Address,
    customer::{Customer, CustomerKind, Standing},
    field::{FieldDef, FieldValue, set_value},
    id::Id,
    lead::{Lead, LeadStatus},
    member::Member,
    record::{Record, Records, TableName},
};

use super::{name_of, updated};

/// What is set on each of them.
#[derive(Debug, Clone, PartialEq)]
pub enum CustomerChange {
    /// Where they came from.
    Source(String),
    /// Customer, supplier, partner or competitor.
    Standing(Standing),
    /// Who looks after them.
    Owner(Option<Id<Member>>),
    /// Whether they asked not to be contacted.
    DoNotContact(bool),
    /// The company they belong to; companies stay as they are.
    Company(Option<Id<Customer>>),
    /// The same of one that is not known yet and is written down along with it, if anybody gets it.
    NewCompany(Box<Customer>),
    /// The city of their first address; who has no address gets one that says no more, and one that says nothing
    /// more once the city is taken away goes.
    City(String),
    /// What they said of a way to be contacted. Nothing is given silently: a yes needs where it was said, and
    /// whoever refused, or asked not to be contacted at all, keeps that until it is changed on their own record. A
    /// yes that is there is renewed by a later one; a refusal keeps its day.
    Consent(Consent),
    /// How far a lead has come, and why it was rejected. Those who are no leads become new ones, if
    /// that is what is asked for, and stay as they are otherwise.
    Lead(LeadStatus, String),
    /// An own field.
    Own(Id<FieldDef>, Option<FieldValue>),
}

impl CustomerChange {
    fn apply(&self, customer: &mut Customer, now: Timestamp) {
        match self {
            Self::Source(source) => customer.source.clone_from(source),
            Self::Standing(standing) => customer.standing = *standing,
            Self::Owner(owner) => customer.owner = *owner,
            Self::DoNotContact(silent) => customer.do_not_contact = *silent,
            Self::Company(company) => set_company(customer, *company),
            Self::NewCompany(company) => set_company(customer, Some(company.id)),
            Self::City(city) => set_city(customer, city.trim()),
            Self::Consent(said) => say(customer, said),
            Self::Lead(status, reason) => match &mut customer.lead {
                Some(lead) if lead.status != *status => lead.move_to(*status, reason, now),
                Some(_) => {}
                none if *status == LeadStatus::New => *none = Some(Lead::new(now)),
                None => {}
            },
            Self::Own(field, value) => set_value(&mut customer.values, *field, value.clone()),
        }
    }
}

fn set_company(customer: &mut Customer, company: Option<Id<Customer>>) {
    let may = customer.kind == CustomerKind::Person;
    if may && company != Some(customer.id) {
        customer.company = company;
    }
}

fn set_city(customer: &mut Customer, city: &str) {
    match customer.addresses.first_mut() {
        Some(first) => city.clone_into(&mut first.city),
        None => customer.addresses.push(Address {
            city: city.to_owned(),
            ..Address::default()
        }),
    }
    if customer.addresses.first().is_some_and(Address::is_blank) {
        customer.addresses.remove(0);
    }
}

fn say(customer: &mut Customer, said: &Consent) {
    let before = customer.consent(said.channel);
    let may = if said.given {
        let refused = before.is_some_and(|before| !before.given || before.on >= said.on);
        !said.source.trim().is_empty() && !customer.do_not_contact && !refused
    } else {
        before.is_none_or(|before| before.given)
    };
    if may {
        customer.set_consent(said.channel, Some(said.clone()));
    }
}

/// Sets something on many customers.
#[derive(Debug, Clone)]
pub struct EditCustomers {
    /// Whom; those who are gone are left out.
    pub customers: Vec<Id<Customer>>,
    /// What.
    pub change: CustomerChange,
}

impl Command for EditCustomers {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let mut edits: Vec<_> = self
            .customers
            .iter()
            .filter_map(|id| records.get(*id))
            .filter_map(|customer| {
                updated(customer, moment.now, |customer| {
                    self.change.apply(customer, moment.now);
                })
            })
            .collect();
        let first = edits.first().and_then(|edit| edit.after.as_ref());
        let name = first.map(name_of).ok_or(Refusal::Nothing)?;
        let label = Label::new(Verb::Edit, TableName::Customers, edits.len(), name);
        if let CustomerChange::NewCompany(company) = &self.change {
            let company = Record::from(Customer::clone(company));
            edits.insert(0, Edit::create(company.touched(moment.now)));
        }
        Ok(Draft::new(label, edits))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::{Channel, IdMaker, Record, name::Name};

    fn moment() -> Moment {
        Moment {
            now: Timestamp(1_800_000_000_000),
            today: "2026-11-10".parse().expect("a date"),
        }
    }

    struct Shop {
        records: Records,
        ids: Vec<Id<Customer>>,
    }

    impl Shop {
        fn of(all: &[(&str, &dyn Fn(&mut Customer))]) -> Self {
            let mut maker = IdMaker::new(1);
            let mut records = Records::default();
            let mut ids = Vec::new();
            for (slot, (name, more)) in (0..).zip(all) {
                let id = maker.next(Timestamp(1));
                let mut one = Customer::new(id, Name::from_full(name), Timestamp(1));
                more(&mut one);
                ids.push(id);
                records.customers.put(slot, Arc::new(one));
            }
            Self { records, ids }
        }

        /// Those who change, as they are then.
        fn set(&self, change: CustomerChange) -> Vec<Customer> {
            let command = EditCustomers {
                customers: self.ids.clone(),
                change,
            };
            let draft = match command.decide(&self.records, &moment()) {
                Ok(draft) => draft,
                Err(refusal) => {
                    assert_eq!(refusal, Refusal::Nothing);
                    return Vec::new();
                }
            };
            assert_eq!(
                draft.label.count,
                u32::try_from(draft.edits.len()).expect("few")
            );
            let after = draft.edits.into_iter().filter_map(|edit| edit.after);
            after
                .map(|record| match record {
                    Record::Customers(one) => Customer::clone(&one),
                    other => panic!("no customer: {other:?}"),
                })
                .collect()
        }
    }

    fn names(changed: &[Customer]) -> Vec<&str> {
        changed.iter().map(Customer::display_name).collect()
    }

    fn place(street: &str, city: &str) -> Address {
        Address {
            street: street.to_owned(),
            city: city.to_owned(),
            ..Address::default()
        }
    }

    #[test]
    fn a_company_is_written_down_along_with_who_belongs_to_it_or_not_at_all() {
        let shop = Shop::of(&[
            ("Ann", &|_| ()),
            ("Tea House", &|one| one.kind = CustomerKind::Company),
        ]);
        let mut mill = Customer::new(
            IdMaker::new(2).next(Timestamp(2)),
            Name::from_full("Mill"),
            Timestamp(2),
        );
        mill.kind = CustomerKind::Company;
        let belong = |customers: &[Id<Customer>]| {
            let command = EditCustomers {
                customers: customers.to_vec(),
                change: CustomerChange::NewCompany(Box::new(mill.clone())),
            };
            command.decide(&shop.records, &moment())
        };
        let draft = belong(&shop.ids).expect("a change");
        assert_eq!(draft.label.count, 1, "of those who belong to it");
        let after = draft.edits.iter().filter_map(|edit| edit.after.clone());
        let after: Vec<_> = after.collect();
        let [Record::Customers(made), Record::Customers(ann)] = after.as_slice() else {
            panic!("the company and Ann: {after:?}");
        };
        assert_eq!((made.id, made.display_name()), (mill.id, "Mill"));
        assert_eq!((ann.id, ann.company), (shop.ids[0], Some(mill.id)));
        assert_eq!(belong(&shop.ids[1..]), Err(Refusal::Nothing));
    }

    #[test]
    fn the_city_of_the_first_address_is_set_and_what_is_left_blank_goes() {
        let shop = Shop::of(&[
            ("Ann", &|one| {
                one.addresses = vec![place("1 Main St", "Rome")];
            }),
            ("Bo", &|one| {
                one.addresses = vec![place("", "Oslo"), place("2 Main St", "Rome")];
            }),
            ("Cy", &|_| ()),
            ("Di", &|one| one.addresses = vec![place("", "Bern")]),
        ]);
        let moved = shop.set(CustomerChange::City(" Bern ".to_owned()));
        assert_eq!(names(&moved), ["Ann", "Bo", "Cy"], "Di is there already");
        let cities = |one: &Customer| -> Vec<String> {
            one.addresses
                .iter()
                .map(|place| place.city.clone())
                .collect()
        };
        assert_eq!(cities(&moved[1]), ["Bern", "Rome"]);
        assert_eq!(moved[0].addresses, [place("1 Main St", "Bern")]);
        assert_eq!(moved[2].addresses, [place("", "Bern")]);
        let gone = shop.set(CustomerChange::City(String::new()));
        assert_eq!(names(&gone), ["Ann", "Bo", "Di"]);
        assert_eq!(gone[1].addresses, [place("2 Main St", "Rome")]);
        assert_eq!(gone[2].addresses, []);
    }

    #[test]
    fn nothing_is_given_silently_and_a_refusal_stays() {
        let day = |text: &str| text.parse().expect("a date");
        let said = |given, on: &str, source: &str| Consent {
            source: source.to_owned(),
            ..Consent::new(Channel::Email, given, day(on))
        };
        let before = |given| {
            let said = said(given, "2026-03-01", "form");
            move |one: &mut Customer| one.set_consent(Channel::Email, Some(said.clone()))
        };
        let shop = Shop::of(&[
            ("Ann", &|_| ()),
            ("Bo", &before(true)),
            ("Cy", &before(false)),
            ("Di", &|one| one.do_not_contact = true),
        ]);
        let set = |consent| shop.set(CustomerChange::Consent(consent));
        assert_eq!(names(&set(said(true, "2026-11-01", " "))), [""; 0]);
        let given = set(said(true, "2026-11-01", "fair"));
        assert_eq!(names(&given), ["Ann", "Bo"], "a later yes renews");
        let kept = given[0].consent(Channel::Email);
        assert_eq!(kept, Some(&said(true, "2026-11-01", "fair")));
        let earlier = set(said(true, "2026-01-01", "fair"));
        assert_eq!(names(&earlier), ["Ann"], "an earlier one does not");
        // Taken back without a word of where: who refused before keeps the day of that.
        let refused = set(said(false, "2026-11-01", ""));
        assert_eq!(names(&refused), ["Ann", "Bo", "Di"]);
        assert!(refused.iter().all(|one| !one.may_contact(Channel::Email)));
        assert!(refused[0].may_contact(Channel::Phone));
    }
}
