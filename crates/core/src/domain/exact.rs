//! Lists inside records take no more room than they need. Knows nothing of what is in them.

use serde::{Deserialize, Deserializer};

/// Reads a list with no room to spare. JSON does not say how long a list is, so one entry is read into
/// room for four: with half a million sales of one line that is a fifth of all memory.
///
/// # Errors
///
/// Those of the format.
pub fn list<'de, D, T>(from: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let mut list = Vec::deserialize(from)?;
    list.shrink_to_fit();
    Ok(list)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Customer, Deal, Sale};

    #[test]
    fn lists_that_are_read_have_no_room_to_spare() {
        let room = |list: Vec<u64>| list.capacity();
        let mut json = serde_json::Deserializer::from_str("[1]");
        assert_eq!(list(&mut json).map(room).ok(), Some(1));

        let id = "0199a000-0000-7000-8000-000000000001";
        let sale = format!(
            r#"{{"id":"{id}","date":"2026-01-01","currency":"USD","total":1,"created":0,"updated":0,
            "lines":[{{"quantity":1000,"unit_price":1}}]}}"#
        );
        let sale: Sale = serde_json::from_str(&sale).expect("a sale");
        assert_eq!(sale.lines.capacity(), 1);
        let customer = format!(
            r#"{{"id":"{id}","kind":"person","name":{{"full":"Ann"}},"created":0,"updated":0,"phones":[{{"number":"1"}}],
            "emails":[{{"address":"a@b.c"}}],"addresses":[{{"city":"Ulm"}}],"tags":["tea"]}}"#
        );
        let customer: Customer = serde_json::from_str(&customer).expect("a customer");
        let rooms = [
            customer.phones.capacity(),
            customer.emails.capacity(),
            customer.addresses.capacity(),
            customer.tags.capacity(),
        ];
        assert_eq!(rooms, [1; 4]);
        let deal = format!(
            r#"{{"id":"{id}","title":"Tea","pipeline":"{id}","stage":"{id}","rank":"i","value":1,"currency":"USD",
            "outcome":{{"state":"open"}},"history":[{{"stage":"{id}","at":0}}],"created":0,"updated":0}}"#
        );
        let deal: Deal = serde_json::from_str(&deal).expect("a deal");
        assert_eq!(deal.history.capacity(), 1);
    }
}
