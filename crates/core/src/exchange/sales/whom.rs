//! Whom the customer column of a sheet of sales means, as far as one cell and its header tell.

use crate::exchange::customers::cell;

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
        if says(&["手机", "手機", "电话", "電話", "phone", "mail"]) {
            Self::Anything
        } else if says(&["id", "code", "number", "号", "號"]) {
            Self::Codes
        } else if says(&["name", "姓名", "名称", "名稱"]) {
            Self::Names
        } else {
            Self::Anything
        }
    }
}

/// The first e-mail address in a cell.
pub(super) fn email(text: &str) -> Option<String> {
    let found = text.contains('@').then(|| cell::emails(text))?;
    found.into_iter().find_map(Result::ok)
}

/// The telephone number a cell consists of.
pub(super) fn phone(text: &str) -> Option<String> {
    let plain = text
        .chars()
        .all(|c| c.is_ascii_digit() || "+-() .".contains(c));
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let found = (plain && digits >= 7).then(|| cell::phones(text))?;
    found.into_iter().find_map(Result::ok)
}
