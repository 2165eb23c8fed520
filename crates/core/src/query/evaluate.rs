//! Judges a customer by a filter. Total: what is not known does not hold.

use chrono::{Datelike, NaiveDate};

use crate::{
    domain::{Customer, Timestamp, contact::digits},
    search::fold,
};

use super::{
    around::{Around, NextDue},
    balances::Balances,
    behind::Behind,
    facts::CustomerFacts,
    filter::{Condition, Days, Filter},
    groups::Groups,
    own::own_holds,
};

/// A customer with what is known about it.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// The record.
    pub customer: &'a Customer,
    /// What its sales say; `None` if it never bought.
    pub facts: Option<&'a CustomerFacts>,
    /// The points of everybody; `None` where the filter does not ask for points.
    pub points: Option<&'a Balances>,
    /// Its groups in the reports.
    pub groups: Groups,
    /// Who is behind the figures of the filter.
    pub behind: &'a Behind,
    /// What other tables say, as far as the filter asks.
    pub around: &'a Around,
    /// The civil date in the shop's zone.
    pub today: NaiveDate,
    /// The civil day of an instant in that zone.
    pub civil: &'a dyn Fn(Timestamp) -> NaiveDate,
}

/// True if the customer passes.
pub fn evaluate(filter: &Filter, row: &Row<'_>) -> bool {
    filter.holds(&|condition| holds(condition, row))
}

fn holds(condition: &Condition, row: &Row<'_>) -> bool {
    let customer = row.customer;
    let visits = row.facts.map_or(0, |facts| facts.visits);
    match condition {
        Condition::Kind(kind) => customer.kind == *kind,
        Condition::Tag(tag) => customer.tags.iter().any(|have| have == tag),
        Condition::Stage(stage) => row.groups.stage == Some(*stage),
        Condition::Segment(segment) => row.groups.segment == Some(*segment),
        Condition::Class(class) => row.groups.class == Some(*class),
        Condition::Behind(figure) => row.behind.holds(*figure, customer.id),
        Condition::LastVisit(days) => ago(*days, row.facts.and_then(|facts| facts.last_visit), row),
        Condition::Year(range) => {
            range.contains(&row.facts.map_or(0, |facts| facts.last_12_months))
        }
        Condition::Spent(range) => range.contains(&row.facts.map_or(0, |facts| facts.total)),
        Condition::Visits(range) => range.contains(&visits),
        Condition::Points(range) => {
            let points = row.points.and_then(|all| all.get(customer.id));
            range.contains(&points.unwrap_or_default())
        }
        Condition::BirthMonth(month) => customer
            .birthday
            .and_then(|birthday| birthday.next(row.today))
            .is_some_and(|next| next.month() == *month),
        Condition::BirthdayWithin(days) => customer
            .birthday
            .and_then(|birthday| birthday.next(row.today))
            .is_some_and(|next| (next - row.today).num_days() <= i64::from(*days)),
        Condition::Created(range) => range.contains(&(row.civil)(customer.created)),
        Condition::HasPhone => customer
            .phones
            .iter()
            .any(|phone| !phone.digits().is_empty()),
        Condition::HasEmail => customer
            .emails
            .iter()
            .any(|email| !email.address.trim().is_empty()),
        Condition::Company(company) => customer.company == Some(*company),
        Condition::Source(source) => customer.source.trim() == source.trim(),
        Condition::City(city) => customer.addresses.iter().any(|place| place.city == *city),
        Condition::Text(text) => occurs(text, customer),
        Condition::DoNotContact => customer.do_not_contact,
        Condition::Standing(standing) => customer.standing == *standing,
        Condition::Lead(status) => customer
            .lead
            .as_ref()
            .is_some_and(|lead| lead.status == *status),
        Condition::Owner(owner) => customer.owner == *owner,
        Condition::Own(field, test) => own_holds(*field, test, &customer.values),
        Condition::Lacks(gap) => gap.is_in(customer),
        Condition::May(channel) => customer.may_contact(*channel),
        Condition::Consented(channel) => {
            customer.may_contact(*channel) && customer.consent(*channel).is_some()
        }
        Condition::Gender(word) => customer.gender == *word,
        Condition::Bought(product, days) => row.around.bought(&(*product, *days), customer.id),
        Condition::Has(what) => row.around.has(*what, customer.id),
        Condition::Contacted(days) => ago(*days, row.around.last(customer.id).map(row.civil), row),
        Condition::Satisfaction(range) => {
            let touched = row.around.touched.as_ref();
            let said = touched.and_then(|touched| touched.satisfaction(customer.id));
            said.is_some_and(|said| range.contains(&said))
        }
        Condition::Job(words) => fold(&customer.job_title).contains(&fold(words)),
        Condition::Tied(bond) => row.around.tied(*bond, customer.id),
        Condition::Next(due) => NextDue::of(row.around.next(customer.id), row.today) == *due,
    }
}

fn ago(days: Days, last: Option<NaiveDate>, row: &Row<'_>) -> bool {
    match (days, last) {
        (Days::Never, last) => last.is_none(),
        (Days::Ago(range), Some(last)) => {
            let ago = u32::try_from((row.today - last).num_days()).unwrap_or(0);
            range.contains(&ago)
        }
        (Days::Ago(_), None) => false,
    }
}

/// Digits from which on a text is looked for in numbers whatever stands between theirs.
const DIGITS: usize = 3;

fn occurs(text: &str, customer: &Customer) -> bool {
    let wanted = fold(text);
    let number = digits(text);
    if number.len() >= DIGITS && !text.contains(char::is_alphabetic) {
        let mut phones = customer.phones.iter();
        if phones.any(|phone| phone.digits().contains(&number)) {
            return true;
        }
    }
    let phones = customer.phones.iter().map(|phone| phone.number.as_str());
    let emails = customer.emails.iter().map(|email| email.address.as_str());
    let tags = customer.tags.iter().map(String::as_str);
    [
        customer.name.full.as_str(),
        &customer.name.nickname,
        &customer.code,
        &customer.note,
    ]
    .into_iter()
    .chain(phones)
    .chain(emails)
    .chain(tags)
    .any(|have| fold(have).contains(&wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{IdMaker, Phone, name::Name};

    #[test]
    fn a_number_is_found_however_it_is_spaced() {
        let id = IdMaker::new(1).next(Timestamp(1));
        let mut ann = Customer::new(id, Name::from_full("Ann 7"), Timestamp(1));
        ann.phones.push(Phone::new("+86 138 0013-8000"));
        for text in [
            "13800138000",
            "138 0013 8000",
            "(0013) 80",
            "１３８００",
            "+86",
        ] {
            assert!(occurs(text, &ann), "{text}");
        }
        for text in ["13900138000", "8 7", "a13800138000", "71"] {
            assert!(!occurs(text, &ann), "{text}");
        }
    }
}
