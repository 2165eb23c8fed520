//! Lists inside records take no more room than they need. Knows nothing of what is in them.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{SeqAccess, Visitor},
};

/// Reads a list with no room to spare. JSON does not say how long a list is, so one entry is read into
/// room for four as a rule: with half a million sales of one line that is a fifth of all memory. Giving
/// the rest back afterwards leaves holes that nothing fits into.
///
/// # Errors
///
/// Those of the format.
pub fn list<'de, D, T>(from: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    from.deserialize_seq(Exact(PhantomData))
}

struct Exact<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Exact<T> {
    type Value = Vec<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Vec<T>, A::Error> {
        let Some(first) = entries.next_element()? else {
            return Ok(Vec::new());
        };
        // Most lists have one entry; that is seen before room is made for it.
        let Some(second) = entries.next_element()? else {
            return Ok(vec![first]);
        };
        let mut list = vec![first, second];
        while let Some(next) = entries.next_element()? {
            list.push(next);
        }
        list.shrink_to_fit();
        Ok(list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Customer, Deal, Sale};

    #[test]
    fn lists_that_are_read_have_no_room_to_spare() {
        for (text, entries) in [("[]", 0), ("[1]", 1), ("[1,2]", 2), ("[1,2,3,4,5]", 5)] {
            let mut json = serde_json::Deserializer::from_str(text);
            let read: Vec<u64> = list(&mut json).expect("a list");
            assert_eq!(read, (1..=entries as u64).collect::<Vec<_>>());
            assert_eq!(read.capacity(), entries);
        }
        let mut json = serde_json::Deserializer::from_str("[1,null]");
        assert!(list::<_, u64>(&mut json).is_err());

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
