//! Who has a number or an address already: asked while it is typed. Knows nothing of how people are found.

use crate::domain::{Customer, Email, Phone, contact::same_phone};

/// Fewer digits are no number yet.
const DIGITS: usize = 7;

/// True if that is enough of a number to look for.
pub fn is_number(text: &str) -> bool {
    Phone::new(text.to_owned()).digits().len() >= DIGITS
}

/// True if that is enough of an address to look for.
pub fn is_mailbox(text: &str) -> bool {
    text.contains('@')
}

/// True if it is one of the customer's numbers.
pub fn has_phone(one: &Customer, number: &str) -> bool {
    let mut have = one.phones.iter();
    is_number(number) && have.any(|have| same_phone(&have.number, number))
}

/// True if it is one of the customer's addresses.
pub fn has_email(one: &Customer, address: &str) -> bool {
    let key = Email::new(address.to_owned()).key();
    is_mailbox(&key) && one.emails.iter().any(|have| have.key() == key)
}

/// True if the two may be one: nobody said they are not, and neither works for the other, where a number may
/// well be that of both.
pub fn may_be_one(one: &Customer, other: &Customer) -> bool {
    let said = |one: &Customer, other: &Customer| {
        one.not_same.contains(&other.id) || one.company == Some(other.id)
    };
    one.id != other.id && !said(one, other) && !said(other, one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{IdMaker, Timestamp, name::Name};

    fn two() -> (Customer, Customer) {
        let mut ids = IdMaker::new(1);
        let mut made = |name| {
            let id = ids.next(Timestamp(1));
            Customer::new(id, Name::from_full(name), Timestamp(1))
        };
        (made("Ann"), made("Bo"))
    }

    #[test]
    fn a_number_is_known_with_and_without_its_country_and_too_short_a_one_is_nobodys() {
        let (mut one, _) = two();
        one.phones = ["+86 138 0013 8000", "12345"]
            .map(|number| Phone::new(number.to_owned()))
            .to_vec();
        assert!(has_phone(&one, "138-0013-8000"));
        assert!(!has_phone(&one, "138-0013-8001"));
        assert!(!has_phone(&one, "12345"));
        assert!(!has_phone(&one, ""));
    }

    #[test]
    fn a_mailbox_is_known_however_it_is_written_and_half_of_one_is_nobodys() {
        let (mut one, _) = two();
        one.emails = ["Ann@Example.org", "ann"]
            .map(|address| Email::new(address.to_owned()))
            .to_vec();
        assert!(has_email(&one, " ann@example.ORG "));
        assert!(!has_email(&one, "ann@example.com"));
        assert!(!has_email(&one, "ann"));
    }

    #[test]
    fn who_was_told_apart_or_works_there_is_no_other_one() {
        let (one, other) = two();
        assert!(may_be_one(&one, &other) && may_be_one(&other, &one));
        assert!(!may_be_one(&one, &one));
        let apart = Customer {
            not_same: vec![other.id],
            ..one.clone()
        };
        assert!(!may_be_one(&apart, &other) && !may_be_one(&other, &apart));
        let works = Customer {
            company: Some(other.id),
            ..one
        };
        assert!(!may_be_one(&works, &other) && !may_be_one(&other, &works));
    }
}
