//! What a header says, in any of the languages and products we know: one table of names, rules for
//! numbered groups, and the products recognised by the headers they always write.

use std::{collections::HashMap, sync::OnceLock};

use super::field::{Field, What};

/// Lower case, full-width forms folded, every run of punctuation one space: `E-mail 1 - Value` and
/// `e_mail 1 value` are the same header.
pub fn normalise(header: &str) -> String {
    let mut text = String::with_capacity(header.len());
    let mut gap = false;
    for c in header
        .chars()
        .map(super::cell::half_width)
        .flat_map(char::to_lowercase)
    {
        if c.is_alphanumeric() {
            if gap && !text.is_empty() {
                text.push(' ');
            }
            text.push(c);
        }
        gap = !c.is_alphanumeric();
    }
    text
}

/// The field a header names; `None` if it is not known.
pub fn field_of(header: &str) -> Option<Field> {
    let name = normalise(header);
    if let Some(field) = aliases().get(name.as_str()) {
        return Some(field.clone());
    }
    // Units and remarks in brackets: 余额(元), Phone (mobile).
    let bare = header
        .split(['(', '（'])
        .next()
        .map(normalise)
        .unwrap_or_default();
    numbered(&name).or_else(|| {
        (bare != name)
            .then(|| aliases().get(bare.as_str()).cloned())
            .flatten()
    })
}

/// `Phone 2 - Value`, `Address 1 - City`, `Organization 1 - Title`, `E-mail 3`, `电话2`.
fn numbered(name: &str) -> Option<Field> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (base, rest) = name.split_at(digits);
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let group: u8 = rest.get(..end)?.parse().ok().filter(|n| *n > 0)?;
    let (base, part) = (base.trim(), rest.get(end..)?.trim());
    let what = match (base, part) {
        ("phone" | "telefon" | "tel" | "电话" | "電話", "label" | "type" | "标签" | "標籤") => {
            What::PhoneLabel
        }
        ("e mail" | "email" | "邮箱" | "電子郵件", "label" | "type" | "标签" | "標籤") => {
            What::EmailLabel
        }
        ("address" | "地址", "label" | "type" | "标签" | "標籤") => What::AddressLabel,
        ("phone" | "e mail" | "email" | "website", "value") => aliases().get(base)?.what,
        ("organization", "name") => What::Company,
        ("organization", "title") => What::JobTitle,
        ("address", "formatted") => What::Address,
        ("address", "street" | "street address") | ("地址", "街道") => What::Street,
        ("address", "extended address") => What::Street2,
        ("address", "po box") => What::PoBox,
        ("address" | "地址", part) if !part.is_empty() => match aliases().get(part)?.what {
            what @ (What::City | What::Region | What::Postcode | What::Country) => what,
            _ => return None,
        },
        (base, "") => {
            let field = aliases().get(base)?;
            let counts = matches!(field.what, What::Phone | What::Email | What::Address);
            return counts.then(|| Field {
                group,
                ..field.clone()
            });
        }
        _ => return None,
    };
    // Only the first employer is kept: a second would overwrite it.
    let single = matches!(what, What::Company | What::JobTitle | What::Website);
    match (single, group) {
        (true, 1) => Some(Field::new(what)),
        (true, _) => None,
        (false, _) => Some(Field {
            group,
            ..Field::new(what)
        }),
    }
}

/// The product whose export has these headers.
pub fn preset_of<'a>(headers: impl IntoIterator<Item = &'a str>) -> Option<&'static str> {
    let have: std::collections::HashSet<String> = headers.into_iter().map(normalise).collect();
    lines(include_str!("presets.txt"))
        .find(|(_, needs)| needs.split('|').all(|need| have.contains(need.trim())))
        .map(|(product, _)| product)
}

/// Every product.
#[cfg(test)]
pub fn programs() -> impl Iterator<Item = &'static str> {
    lines(include_str!("presets.txt")).map(|(product, _)| product)
}

fn aliases() -> &'static HashMap<&'static str, Field> {
    static TABLE: OnceLock<HashMap<&'static str, Field>> = OnceLock::new();
    TABLE.get_or_init(|| {
        lines(include_str!("aliases.txt"))
            .filter_map(|(field, names)| Some((Field::parse(field)?, names)))
            .flat_map(|(field, names)| {
                names
                    .split('|')
                    .map(move |name| (name.trim(), field.clone()))
            })
            .collect()
    })
}

fn lines(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(':'))
        .map(|(key, names)| (key.trim(), names.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_in_the_tables_can_be_met() {
        for (field, names) in lines(include_str!("aliases.txt")) {
            assert!(Field::parse(field).is_some(), "{field}");
            for name in names.split('|').map(str::trim) {
                assert_eq!(normalise(name), name, "in {field}");
                assert_eq!(
                    aliases().get(name).map(ToString::to_string).as_deref(),
                    Some(field),
                    "{name} twice"
                );
            }
        }
        for (product, names) in lines(include_str!("presets.txt")) {
            for name in names.split('|').map(str::trim) {
                assert_eq!(normalise(name), name, "in {product}");
            }
        }
    }

    #[test]
    fn headers_of_many_products_are_known() {
        for (header, field) in [
            ("E-mail 1 - Value", "email#1"),
            ("Phone 12 - Label", "phone.label#12"),
            ("Address 1 - Postal Code", "address.postcode#1"),
            ("Address 2 - Formatted", "address#2"),
            ("Organization 1 - Title", "job_title"),
            ("Organization Name", "company"),
            ("first_name", "given_name"),
            ("手机号码", "phone@mobile"),
            ("商務 - 市/鎮", "address.city@work"),
            ("Straße geschäftlich", "address.street@work"),
            ("E-Mail 2: Adresse", "email"),
            ("Business Country/Region", "address.country@work"),
            ("Person - Email (Work)", "email@work"),
            ("Person - Name*", "full_name"),
            ("ＰＨＯＮＥ", "phone"),
            ("Phone (mobile)", "phone@mobile"),
            ("电话2", "phone#2"),
            ("会员卡号", "code"),
            ("Birth Year", "birth_year"),
        ] {
            assert_eq!(
                field_of(header).map(|f| f.to_string()).as_deref(),
                Some(field),
                "{header}"
            );
        }
        for header in [
            "余额(元)",
            "Total Spent",
            "Organization 2 - Name",
            "Photo",
            "",
            "会员等级ID",
        ] {
            assert_eq!(field_of(header), None, "{header}");
        }
    }
}
