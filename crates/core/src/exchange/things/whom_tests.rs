use std::sync::Arc;

use super::tests::{known, open, plan, plan_as};
use crate::{
    domain::{Customer, CustomerKind, IdMaker, Timestamp, name::Name},
    exchange::{
        deciding::{Deciding, Whose},
        duplicates::DuplicateChoice,
        recognise::Kind,
    },
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

#[test]
fn of_a_single_row_the_person_says_whom_it_is_about() {
    let mut ids = IdMaker::new(6);
    let mut shop = known();
    let mut made = |name: &str| {
        let one = Customer::new(ids.next(Timestamp(1)), Name::from_full(name), Timestamp(1));
        Arc::new(one)
    };
    let (ann, bo) = (made("Ann Lee"), made("Bo Ray"));
    shop.people.customers = vec![ann.clone(), bo.clone()];
    let text = "Deal Name,Deal Stage,Amount,Customer\nVase,New,12,Ann Lee\nCup,New,5,Ann Lee\n";
    let said = |whose: Option<Whose>| {
        let mut deciding = Deciding::from(DuplicateChoice::Skip);
        deciding.rows.extend(whose.map(|whose| (2, whose)));
        let made = plan_as(open(Kind::Deals, text), &shop, deciding, 9);
        let of: Vec<_> = made.create.iter().map(|deal| deal.customer).collect();
        (of, made.people.create.len(), made.tally.whom)
    };
    let both = vec![(2, ann.id), (3, ann.id)];
    assert_eq!(said(None), (vec![Some(ann.id); 2], 0, both.clone()));
    let (of, new, may_be) = said(Some(Whose::Nobody));
    assert_eq!((of[1], new), (Some(ann.id), 1));
    assert!(of[0].is_some() && of[0] != Some(ann.id));
    assert_eq!(may_be, both, "it can be taken back");
    let (of, new, _) = said(Some(Whose::Leave(bo.id)));
    assert_eq!((of, new), (vec![Some(bo.id), Some(ann.id)], 0));
}
