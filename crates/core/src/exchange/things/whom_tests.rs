use std::sync::Arc;

use super::tests::{known, open, plan};
use crate::{
    domain::{Customer, CustomerKind, IdMaker, Timestamp, name::Name},
    exchange::{duplicates::DuplicateChoice, recognise::Kind},
};

#[test]
fn a_contact_and_a_company_of_one_number_are_two() {
    let mut ids = IdMaker::new(5);
    let mut made = |name: &str, kind| {
        let now = Timestamp(1);
        let name = Name::from_full(name);
        let mut one = Customer::new(ids.next(now), name, now);
        one.kind = kind;
        one.code = "101".into();
        Arc::new(one)
    };
    let ann = made("Ann Lee", CustomerKind::Person);
    let rad = made("Rad AG", CustomerKind::Company);
    let mut shop = known();
    shop.people.customers = vec![ann.clone(), rad.clone()];
    let with = |shop: &super::deals::Known, header: &str, cells: &str| {
        let text =
            format!("Record ID,Deal Name,Deal Stage,Amount,{header}\n1,Vase,New,12,{cells}\n");
        let made = plan(open(Kind::Deals, &text), shop, DuplicateChoice::Skip, 9);
        made.create[0].customer
    };
    let both = "Associated Contact IDs,Associated Company IDs";
    assert_eq!(with(&shop, both, ",101"), Some(rad.id));
    assert_eq!(with(&shop, both, "101,101"), Some(ann.id));
    assert_eq!(with(&shop, both, "102,101"), Some(rad.id));
    assert_eq!(with(&shop, "Associated Company IDs", "101"), Some(rad.id));
    assert_eq!(with(&shop, "Customer ID", "101"), Some(ann.id));
    shop.people.customers.remove(0);
    assert_eq!(with(&shop, "Customer ID", "101"), Some(rad.id));
    assert_eq!(with(&shop, both, "101,"), None);
}
