//! Giving and redeeming points.

use crate::domain::{
    change::{Edit, Label, Verb},
    clock::Moment,
    command::{Command, Draft, Refusal},
    customer::Customer,
    id::Id,
    points::{PointsEntry, balance},
    record::{Records, TableName},
};

/// Writes an entry of points down; nobody spends more than there is.
#[derive(Debug, Clone)]
pub struct AddPoints(pub PointsEntry);

impl Command for AddPoints {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let mut entry = self.0.clone();
        let gone = Refusal::Gone(TableName::Customers);
        let customer = records.get(entry.customer).ok_or(gone)?;
        let have = balance_of(records, entry.customer);
        if entry.points < 0 && have.saturating_add(entry.points) < 0 {
            return Err(Refusal::TooFewPoints(have));
        }
        entry.updated = moment.now;
        let name = customer.display_name().to_owned();
        let label = Label::new(Verb::Create, TableName::Points, 1, name);
        Ok(Draft::new(label, vec![Edit::create(entry)]))
    }
}

fn balance_of(records: &Records, of: Id<Customer>) -> i64 {
    let sales = records.sales.iter().map(AsRef::as_ref);
    let entries = records.points.iter().map(AsRef::as_ref);
    balance(
        sales.filter(|sale| sale.customer == Some(of)),
        entries.filter(|entry| entry.customer == of),
    )
}
