//! Lists as CSV that spreadsheets open right: UTF-8 with byte order mark, CRLF, and a guard before
//! values that a spreadsheet would take for a formula.

use std::borrow::Cow;

use super::customers::cell::starts_formula;

/// The byte order mark, by which spreadsheets know UTF-8.
pub const MARK: char = '\u{feff}';

/// A table of rows of cells, the header being the first.
pub fn csv<R, C>(rows: impl IntoIterator<Item = R>) -> String
where
    R: IntoIterator<Item = C>,
    C: AsRef<str>,
{
    let mut text = String::from(MARK);
    for row in rows {
        push_row(&mut text, row);
    }
    text
}

/// One more row of a table that is written in pieces; it begins with [`MARK`].
pub fn push_row<C: AsRef<str>>(text: &mut String, row: impl IntoIterator<Item = C>) {
    let start = text.len();
    for (at, cell) in row.into_iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        push_cell(text, &guard(cell.as_ref()));
    }
    // A single blank cell would read as no row at all.
    if text.len() == start {
        text.push_str("\"\"");
    }
    text.push_str("\r\n");
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
