//! Whom the cells of a sheet of sales mean, as far as one cell and its header tell. They are read as a
//! list of customers reads them: what is no number or address is told, never taken for a name.

use crate::exchange::{
    customers::cell::{self, half_width_text, is_scientific},
    dates::is_date,
    problem::ProblemKind,
};

/// What a customer column holds, as far as its header tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CustomerCells {
    /// Numbers of a former system, which may look like telephone numbers.
    Codes,
    /// Names, which are no numbers of a former system.
    Names,
    /// Anything that tells a customer.
    Anything,
}

impl CustomerCells {
    /// Goes by the header of the column.
    pub fn of(header: &str) -> Self {
        let header = header.to_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| header.contains(word));
        if says(PHONES) || says(&["mail"]) {
            Self::Anything
        } else if says(&["id", "code", "number", "nummer", "nr", "号", "號", "卡"]) {
            Self::Codes
        } else if says(&["name", "姓名", "名称", "名稱"]) {
            Self::Names
        } else {
            Self::Anything
        }
    }
}

const PHONES: &[&str] = &[
    "手机", "手機", "电话", "電話", "phone", "mobil", "telefon", "handy",
];

/// What a cell says, and what of it could not be read.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub text: String,
    pub lost: Vec<(ProblemKind, String)>,
    /// What stands there may be a name, where nothing else tells who bought.
    pub name: bool,
}

/// A cell that is taken as it is.
pub(super) fn plain(cell: &str) -> Told {
    Told {
        text: cell::plain(cell).to_owned(),
        ..Told::default()
    }
}

/// A name of which the family stands in a column of its own.
pub(super) fn whole_name(given: String, family: &str) -> String {
    let han = |text: &str| text.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    // A whole name beside its family name: `张伟` and 张, `Lina Li` and Li. `Lina` alone is not one of these.
    let mut words = given.split_whitespace();
    let whole = if han(family) {
        given.starts_with(family) || given.ends_with(family)
    } else {
        words.next() == Some(family) || words.next_back() == Some(family)
    };
    if family.is_empty() || given == family || whole {
        return given;
    }
    if given.is_empty() {
        return family.to_owned();
    }
    if han(&given) && han(family) {
        return format!("{family}{given}");
    }
    format!("{given} {family}")
}

/// The cell of a column of telephone numbers.
pub(super) fn told_phones(cell: &str) -> Told {
    sorted(cell::phones(cell::plain(cell)))
}

/// The cell of a column of e-mail addresses.
pub(super) fn told_emails(cell: &str) -> Told {
    sorted(cell::emails(cell::plain(cell)))
}

fn sorted(values: Vec<Result<String, (ProblemKind, String)>>) -> Told {
    let mut told = Told::default();
    for value in values {
        match value {
            Ok(value) if told.text.is_empty() => told.text = value,
            Ok(value) => told.text = format!("{}; {value}", told.text),
            Err(lost) => told.lost.push(lost),
        }
    }
    told
}

/// The column that tells who bought, as far as its header says what stands in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Buyers {
    cells: CustomerCells,
    phones: bool,
    mail: bool,
}

impl Buyers {
    /// Goes by the header.
    pub fn by(header: &str) -> Self {
        let cells = CustomerCells::of(header);
        let header = header.to_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| header.contains(word));
        Self {
            cells,
            phones: says(PHONES),
            mail: says(&["mail", "邮", "郵"]),
        }
    }

    /// What a cell of it says.
    pub fn told(self, cell: &str) -> Told {
        let text = half_width_text(cell::plain(cell));
        let text = text.trim();
        if self.cells != CustomerCells::Names && is_scientific(text) {
            return Told {
                text: String::new(),
                lost: vec![(ProblemKind::LostDigits, cell.to_owned())],
                name: false,
            };
        }
        if self.cells != CustomerCells::Anything {
            return plain(cell);
        }
        // An address has something before its sign; `@ann` is what somebody calls herself.
        let mailbox = text
            .split_once('@')
            .is_some_and(|(user, _)| !user.is_empty())
            && !text.contains(char::is_whitespace);
        let mut told = match (self.phones, self.mail) {
            (true, false) => told_phones(cell),
            (false, true) => told_emails(cell),
            _ if mailbox => told_emails(cell),
            _ if !phones(text).is_empty() => told_phones(cell),
            _ => return plain(cell),
        };
        told.name = !text.contains(|c: char| c.is_ascii_digit() || c == '@');
        told
    }
}

/// The e-mail addresses in a cell.
pub(super) fn emails(text: &str) -> Vec<String> {
    if !text.contains('@') {
        return Vec::new();
    }
    cell::emails(text)
        .into_iter()
        .filter_map(Result::ok)
        .collect()
}

/// The telephone numbers a cell consists of.
pub(super) fn phones(text: &str) -> Vec<String> {
    let text = half_width_text(text);
    let plain = text
        .chars()
        .all(|c| c.is_ascii_digit() || "+-() ./;".contains(c));
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let day = text.contains(['-', '/', '.']) && is_date(&text);
    if !plain || digits < 7 || day {
        return Vec::new();
    }
    cell::phones(&text)
        .into_iter()
        .filter_map(Result::ok)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_name_is_left_away_only_where_it_stands_already() {
        for (given, family, whole) in [
            ("Lina", "Li", "Lina Li"),
            ("Lina Li", "Li", "Lina Li"),
            ("Li Lina", "Li", "Li Lina"),
            ("张伟", "张", "张伟"),
            ("伟", "张", "张伟"),
            ("Ann", "Lee", "Ann Lee"),
            ("", "Lee", "Lee"),
            ("Ann", "", "Ann"),
        ] {
            assert_eq!(
                whole_name(given.to_owned(), family),
                whole,
                "{given}/{family}"
            );
        }
    }
}
