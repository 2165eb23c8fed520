//! Lists as CSV that spreadsheets open right: UTF-8 with byte order mark, CRLF, and a guard before
//! values that a spreadsheet would take for a formula.

use std::{borrow::Cow, fmt::Write};

use rustc_hash::FxHashMap;

use super::customers::cell::starts_formula;
use crate::domain::{Customer, CustomerKind, Id};

/// A table of rows of cells, the header being the first.
pub fn csv<R, C>(rows: impl IntoIterator<Item = R>) -> String
where
    R: IntoIterator<Item = C>,
    C: AsRef<str>,
{
    let mut text = String::from('\u{feff}');
    for row in rows {
        let start = text.len();
        for (at, cell) in row.into_iter().enumerate() {
            if at > 0 {
                text.push(',');
            }
            push_cell(&mut text, &guard(cell.as_ref()));
        }
        // A single blank cell would read as no row at all.
        if text.len() == start {
            text.push_str("\"\"");
        }
        text.push_str("\r\n");
    }
    text
}

fn push_cell(text: &mut String, cell: &str) {
    if cell.contains(['"', ',', '\r', '\n', ';', '\t'])
        || cell.starts_with(' ')
        || cell.ends_with(' ')
    {
        text.push('"');
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(cell);
    }
}

/// Puts `'` before a value that a spreadsheet would run as a formula (OWASP, CWE-1236); plain
/// numbers stay. A value that already looks guarded gets one more, so that taking one off is exact.
pub fn guard(cell: &str) -> Cow<'_, str> {
    let risky = cell.trim_start_matches('\'').starts_with(starts_formula);
    let number = cell.strip_prefix('-').is_some_and(|rest| {
        !rest.is_empty()
            && rest.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            && rest.bytes().filter(|b| *b == b'.').count() <= 1
    });
    if risky && !number {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The customers with every field, in columns our importer reads back as they are. `company` names
/// the company of a person.
pub fn customers_csv<'a>(
    customers: impl IntoIterator<Item = &'a Customer>,
    company: impl Fn(Id<Customer>) -> Option<String>,
) -> String {
    let customers: Vec<&Customer> = customers.into_iter().collect();
    let most = |count: fn(&Customer) -> usize| {
        customers.iter().map(|c| count(c)).max().unwrap_or(0).max(1)
    };
    let (phones, emails, addresses) = (
        most(|c| c.phones.len()),
        most(|c| c.emails.len()),
        most(|c| c.addresses.len()),
    );
    let header = header(phones, emails, addresses);
    let mut names: FxHashMap<Id<Customer>, String> = FxHashMap::default();
    let rows = customers.into_iter().map(|customer| {
        let company = customer.company.map(|id| {
            names
                .entry(id)
                .or_insert_with(|| company(id).unwrap_or_default())
                .clone()
        });
        row(
            customer,
            company.unwrap_or_default(),
            phones,
            emails,
            addresses,
        )
    });
    csv(std::iter::once(header).chain(rows))
}

fn header(phones: usize, emails: usize, addresses: usize) -> Vec<String> {
    let mut header: Vec<String> = [
        "Code",
        "Kind",
        "Full name",
        "Family name",
        "Given name",
        "Prefix",
        "Suffix",
        "Nickname",
        "Phonetic",
        "Company",
        "Job title",
        "Birthday",
        "Gender",
        "Tags",
        "Source",
        "Website",
        "Do not contact",
    ]
    .map(str::to_owned)
    .to_vec();
    for n in 1..=phones {
        header.extend([format!("Phone {n} - Label"), format!("Phone {n} - Value")]);
    }
    for n in 1..=emails {
        header.extend([format!("E-mail {n} - Label"), format!("E-mail {n} - Value")]);
    }
    for n in 1..=addresses {
        for part in [
            "Label",
            "Street",
            "City",
            "Region",
            "Postal Code",
            "Country",
        ] {
            header.push(format!("Address {n} - {part}"));
        }
    }
    header.push("Note".to_owned());
    header
}

fn row(
    customer: &Customer,
    company: String,
    phones: usize,
    emails: usize,
    addresses: usize,
) -> Vec<String> {
    let name = &customer.name;
    let kind = if customer.kind == CustomerKind::Company {
        "company"
    } else {
        "person"
    };
    let mut tags = String::new();
    for tag in &customer.tags {
        let separator = if tags.is_empty() { "" } else { ", " };
        write!(
            tags,
            "{separator}{}",
            tag.replace('\\', "\\\\").replace(',', "\\,")
        )
        .unwrap_or_default();
    }
    let mut row = vec![
        customer.code.clone(),
        kind.to_owned(),
        name.full.clone(),
        name.family.clone(),
        name.given.clone(),
        name.prefix.clone(),
        name.suffix.clone(),
        name.nickname.clone(),
        name.phonetic.clone(),
        company,
        customer.job_title.clone(),
        customer
            .birthday
            .map(|day| day.to_string())
            .unwrap_or_default(),
        customer.gender.clone(),
        tags,
        customer.source.clone(),
        customer.website.clone(),
        if customer.do_not_contact {
            "yes".to_owned()
        } else {
            String::new()
        },
    ];
    for n in 0..phones {
        let phone = customer.phones.get(n).cloned().unwrap_or_default();
        row.extend([phone.label, phone.number]);
    }
    for n in 0..emails {
        let email = customer.emails.get(n).cloned().unwrap_or_default();
        row.extend([email.label, email.address]);
    }
    for n in 0..addresses {
        let place = customer.addresses.get(n).cloned().unwrap_or_default();
        row.extend([
            place.label,
            place.street,
            place.city,
            place.region,
            place.postcode,
            place.country,
        ]);
    }
    row.push(customer.note.clone());
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::customers::cell::unguard;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_guarded_and_numbers_are_not() {
        for risky in ["=1+1", "+49 30 1", "-x", "@a", "\tx", "＝1", "-1-2", "'=x"] {
            assert_eq!(guard(risky), format!("'{risky}"));
        }
        for plain in ["-12.50", "12", "", "O'Hara", "'quoted'", "a=b"] {
            assert_eq!(guard(plain), plain);
        }
    }

    #[test]
    fn spreadsheets_see_utf_8_and_crlf() {
        assert_eq!(
            csv([vec!["名", "a,b"], vec!["\"q\"", ""]]),
            "\u{feff}名,\"a,b\"\r\n\"\"\"q\"\"\",\r\n"
        );
    }

    proptest! {
        #[test]
        fn a_guard_comes_off_exactly(text in "['=+@a-]{0,6}") {
            let guarded = guard(&text);
            prop_assert_eq!(unguard(&guarded), text.as_str());
        }
    }
}
