//! Person or company: what a row says of it, and what its name shows where it does not.

use super::Draft;
use crate::domain::CustomerKind;

/// True for the words that mean a company.
pub(super) fn says_company(kind: &str) -> bool {
    matches!(
        kind.to_lowercase().as_str(),
        "company" | "organisation" | "organization" | "firma" | "公司" | "企业" | "企業"
    )
}

/// True for a name that only a company has: 某某有限公司, `Rad GmbH`.
pub(super) fn is_firm(name: &str) -> bool {
    const FORMS: &[&str] = &[
        "gmbh", "ag", "kg", "ohg", "ug", "ltd", "limited", "llc", "inc", "corp", "plc",
    ];
    let name = name.trim();
    let last = name.rsplit_once(' ').map_or("", |(_, last)| last);
    let last = last.trim_matches(['.', '(', ')']);
    // Two letters are a form only as capitals: Ug and Ag are names, too.
    let small = last.len() == 2 && last.chars().any(char::is_lowercase);
    let last = last.to_lowercase();
    let whole = name.ends_with("公司") && name.chars().count() > 3;
    whole || (!small && FORMS.contains(&last.as_str()))
}

/// Decides between person and company: a row that names only a company is the company itself.
pub fn settle(draft: &mut Draft, says_company: bool) {
    let customer = &mut draft.customer;
    let nameless = customer.name.full.trim().is_empty() && customer.name.nickname.trim().is_empty();
    let same = !draft.company.is_empty() && customer.name.full == draft.company;
    if says_company || (nameless && !draft.company.is_empty()) || same {
        customer.kind = CustomerKind::Company;
        if nameless {
            customer.name.full = std::mem::take(&mut draft.company);
        }
        draft.company = String::new();
        draft.company_code = String::new();
        // Only the whole name is used for a company.
        customer.name.family = String::new();
        customer.name.given = String::new();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_only_companies_have() {
        for name in [
            "深圳市茶香贸易有限公司",
            "某某公司",
            "Rad GmbH",
            "Tea & Co. KG",
            "Blue Ltd.",
            "Acme Inc",
        ] {
            assert!(is_firm(name), "{name}");
        }
        for name in [
            "王芳",
            "Ann Lee",
            "Ltd",
            "公司",
            "Inge Ag\u{e9}",
            "Kg",
            "Lin Ug",
        ] {
            assert!(!is_firm(name), "{name}");
        }
    }
}
