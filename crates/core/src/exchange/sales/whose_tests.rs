//! Whom a row is about is a person's to say.

use super::{
    tests::{after, run},
    *,
};
use crate::exchange::deciding::Whose;

#[test]
fn of_a_single_row_the_person_says_who_bought() {
    let text = "customer,phone,date,amount\nAnn Lee,13800138000,2026-01-01,5\nAnn Lee,13800138000,2026-01-02,6\n";
    let before = "customer,phone,date,amount\nAnn Lee,13800138000,2025-01-01,9\n";
    let mut known = after(&run(before, &Known::default(), true));
    let ann = known.customers[0].id;
    let said = |known: &Known| {
        let made = run(text, known, true);
        let of: Vec<_> = made.sales.iter().map(|sale| sale.customer).collect();
        (of, made.customers.len(), made.whom)
    };
    let both = vec![(2, ann), (3, ann)];
    assert_eq!(said(&known), (vec![Some(ann); 2], 0, both.clone()));
    known.said.insert(3, Whose::Nobody);
    let (of, new, whom) = said(&known);
    assert_eq!((of[0], new), (Some(ann), 1));
    assert!(of[1].is_some() && of[1] != Some(ann));
    assert_eq!(whom, both, "it can be taken back");
    known.said.insert(3, Whose::Leave(ann));
    assert_eq!(said(&known).0, [Some(ann); 2]);
}
