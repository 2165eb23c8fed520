//! The tables of reports as lists, so that a figure leaves the shop the same way as a record: as CSV,
//! workbook or JSON, guarded, and, where it names people, without those who asked not to be contacted.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Content, List, ListKind, Value, Words};
use crate::{
    domain::{Currency, Customer, Id, Records},
    exchange::reach,
};

/// A table of a report, with words of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// As many values a row as there are columns.
    pub rows: Vec<Vec<Value<'static>>>,
}

impl Table {
    /// As a list that can be written.
    pub fn into_list(self) -> List<'static> {
        List {
            kind: ListKind::Report,
            name: self.name,
            columns: self.columns,
            rows: Content::here(self.rows),
        }
    }
}

/// A table of figures.
pub fn table<C: Into<String>>(
    name: &str,
    columns: impl IntoIterator<Item = C>,
    rows: Vec<Vec<Value<'static>>>,
) -> Table {
    Table {
        name: name.to_owned(),
        columns: columns.into_iter().map(Into::into).collect(),
        rows,
    }
}

/// What a report says of one customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub id: Id<Customer>,
    /// On how many days they bought.
    pub visits: u32,
    /// What they brought, in minor units.
    pub revenue: i64,
    /// The last of those days.
    pub last: Option<NaiveDate>,
}

/// The people behind a figure, and how many of them are left out because they asked not to be
/// contacted. Who is deleted stays as a line without a name: the figure counts them.
pub fn people(
    records: &Records,
    people: impl IntoIterator<Item = Person>,
    currency: Currency,
    name: &str,
    words: Words,
) -> (Table, usize) {
    let mut left_out = 0;
    let mut rows = Vec::new();
    for one in people {
        let customer = records.get(one.id);
        let name = match customer {
            None => words.get("deleted"),
            Some(customer) => {
                let Some(name) = reach::called(customer) else {
                    left_out += 1;
                    continue;
                };
                name
            }
        };
        rows.push(vec![
            Value::text(customer.map_or("", |customer| customer.code.as_str())).into_owned(),
            Value::text(name).into_owned(),
            Value::count(one.visits),
            Value::Money(one.revenue, currency.exponent()),
            Value::text(currency.code()).into_owned(),
            Value::day(one.last),
        ]);
    }
    let columns = [
        "code",
        "full_name",
        "visits",
        "revenue",
        "currency",
        "last_visit",
    ];
    let columns = columns.map(|key| words.get(key));
    (table(name, columns, rows), left_out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Timestamp, name::Name},
        exchange::{
            backup::sample::add,
            lists::{csv, json, workbook},
            unpack::unpack,
        },
    };

    fn id(number: u128) -> Id<Customer> {
        Id::new(uuid::Uuid::from_u128(number))
    }

    fn shop() -> Records {
        let mut records = Records::default();
        for (number, name) in [(1, "=Ann"), (2, "Bo"), (3, "Cy")] {
            let mut customer = Customer::new(id(number), Name::from_full(name), Timestamp(0));
            customer.name.full = name.to_owned();
            customer.code = format!("0{number}");
            customer.do_not_contact = number == 2;
            add(&mut records, customer);
        }
        records
    }

    fn behind() -> (Table, usize) {
        let all = [1, 2, 3, 9].map(|number| Person {
            id: id(number),
            visits: 3,
            revenue: 12_345,
            last: NaiveDate::from_ymd_opt(2026, 2, 3),
        });
        people(
            &shop(),
            all,
            Currency::CNY,
            "People: 7/8 [at risk]",
            Words::of("en"),
        )
    }

    #[test]
    fn people_who_asked_not_to_be_contacted_stay_at_home() {
        let (list, left_out) = behind();
        assert_eq!((list.rows.len(), left_out), (3, 1));
        let text = csv::write(&list.into_list());
        assert_eq!(
            text.lines().collect::<Vec<_>>(),
            [
                "\u{feff}Code,Full name,Visits,Revenue,Currency,Last visit",
                "01,'=Ann,3,123.45,CNY,2026-02-03",
                "03,Cy,3,123.45,CNY,2026-02-03",
                ",deleted,3,123.45,CNY,2026-02-03",
            ]
        );
    }

    #[test]
    fn any_table_is_a_workbook_and_json() {
        let (table_of_people, _) = behind();
        let list = table_of_people.clone().into_list();
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date");
        let bytes = workbook::write(std::slice::from_ref(&list), day, Vec::new, &|_| ())
            .expect("a workbook");
        let part = unpack(&bytes, &|_| ()).expect("a workbook").parts.remove(0);
        assert_eq!(part.name, "People 78 at risk");
        let text = String::from_utf8(part.bytes).expect("text");
        assert!(text.contains("\n01,=Ann,3,123.45,CNY,2026-02-03"), "{text}");
        let shares = table(
            "",
            ["Segment", "Share", "Share"],
            vec![vec![
                Value::text("a\"b"),
                Value::share(Some(0.125)),
                Value::real(Some(f64::NAN)),
            ]],
        )
        .into_list();
        assert!(workbook::write(std::slice::from_ref(&shares), day, Vec::new, &|_| ()).is_ok());
        let found: serde_json::Value = serde_json::from_str(&json::write(&shares)).expect("JSON");
        assert_eq!(
            found,
            serde_json::json!([{"Segment": "a\"b", "Share": 0.125, "Share (2)": null}])
        );
        let people: serde_json::Value = serde_json::from_str(&json::write(&list)).expect("JSON");
        assert_eq!(people[0]["Full name"], "=Ann");
        assert_eq!(people[0]["Revenue"], 123.45);
        // The worker gets it as text.
        let sent = serde_json::to_vec(&table_of_people).expect("JSON");
        let came: Table = serde_json::from_slice(&sent).expect("a table");
        assert_eq!(came, table_of_people);
    }
}
