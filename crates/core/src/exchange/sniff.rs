//! The dialect of a delimited file: which character separates the cells, judged by consistency
//! outside quotation marks, and quotation marks that are never closed.

/// Separators that are tried, likeliest first.
pub const DELIMITERS: [char; 5] = [',', ';', '\t', '|', '~'];

/// Records looked at.
const RECORDS: usize = 60;

/// Consistency from which a separator is believed: two cells in some seven of ten rows.
const AGREED: f64 = 0.35;

/// How a file is cut into cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// The separator.
    pub delimiter: char,
    /// Bytes of a first line `sep=;`, to be skipped.
    pub preamble: usize,
}

/// The dialect the first records agree on; a comma if nothing separates anything.
pub fn dialect(text: &str) -> Dialect {
    judged(text).0
}

/// The same, and false if few rows agree on it: then perhaps something else separates the cells.
pub fn judged(text: &str) -> (Dialect, bool) {
    if let Some(dialect) = declared(text) {
        return (dialect, true);
    }
    let mut best = (0.0_f64, ',');
    for delimiter in DELIMITERS {
        let score = consistency(text, delimiter);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    let dialect = Dialect {
        delimiter: best.1,
        preamble: 0,
    };
    (dialect, best.0 >= AGREED)
}

/// A first line `sep=;` as Excel writes and reads it.
fn declared(text: &str) -> Option<Dialect> {
    let line = text.lines().next()?;
    let mark = line
        .trim_matches('"')
        .get(..4)
        .filter(|mark| mark.eq_ignore_ascii_case("sep="))?;
    let delimiter = line.trim_matches('"').get(mark.len()..)?.chars().next()?;
    let end = text.find('\n').map_or(text.len(), |at| at + 1);
    DELIMITERS.contains(&delimiter).then_some(Dialect {
        delimiter,
        preamble: end,
    })
}

/// How well `delimiter` cuts the first records into rows of one width: the share of rows of the
/// commonest width, squared, times the logarithm of that width.
fn consistency(text: &str, delimiter: char) -> f64 {
    let mut widths = Vec::new();
    let mut scanner = Scanner::new(text, delimiter);
    while widths.len() < RECORDS {
        match scanner.record() {
            Some(record) if record.blank => {}
            Some(record) => widths.push(record.width),
            None => break,
        }
    }
    let rows = |width: usize| widths.iter().filter(|have| **have == width).count();
    let Some(common) = widths
        .iter()
        .copied()
        .filter(|w| *w > 1)
        .max_by_key(|w| (rows(*w), *w))
    else {
        return 0.0;
    };
    let share = rows(common) as f64 / widths.len() as f64;
    share * share * (common as f64).ln()
}

/// One record as the scanner sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scanned {
    /// Byte where it starts.
    pub start: usize,
    /// Byte after its line break.
    pub end: usize,
    /// Cells.
    pub width: usize,
    /// True if there is nothing on the line.
    pub blank: bool,
    /// True if a quotation mark opens in it and is not properly closed.
    pub unclosed: bool,
}

/// Walks over records without keeping their text.
#[derive(Debug)]
pub struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
    delimiter: u8,
}

impl<'a> Scanner<'a> {
    /// Starts at the beginning of `text`.
    pub fn new(text: &'a str, delimiter: char) -> Self {
        Self {
            bytes: text.as_bytes(),
            at: 0,
            delimiter: u8::try_from(delimiter).unwrap_or(b','),
        }
    }

    /// Goes on at byte `at`.
    pub const fn seek(&mut self, at: usize) {
        self.at = at;
    }

    /// The next record, `None` at the end.
    pub fn record(&mut self) -> Option<Scanned> {
        let start = self.at;
        self.byte()?;
        let mut scanned = Scanned {
            start,
            end: start,
            width: 1,
            blank: true,
            unclosed: false,
        };
        let mut fresh = true;
        while let Some(byte) = self.byte() {
            self.at += 1;
            match byte {
                b'"' if fresh => {
                    scanned.blank = false;
                    scanned.unclosed |= !self.quoted();
                }
                b'\n' => break,
                b'\r' => {
                    if self.byte() == Some(b'\n') {
                        self.at += 1;
                    }
                    break;
                }
                _ => scanned.blank = false,
            }
            fresh = byte == self.delimiter;
            scanned.width += usize::from(fresh);
        }
        scanned.end = self.at;
        Some(scanned)
    }

    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Skips to the end of a quoted cell. False if it never ends, or ends in the middle of another
    /// cell some lines later, which means that its own closing mark is missing.
    fn quoted(&mut self) -> bool {
        let mut lines = 0_usize;
        while let Some(byte) = self.byte() {
            self.at += 1;
            match byte {
                b'"' if self.byte() == Some(b'"') => self.at += 1,
                b'"' => {
                    let next = self.byte();
                    let ends = next.is_none_or(|b| b == self.delimiter || b == b'\n' || b == b'\r');
                    return ends || lines == 0;
                }
                b'\n' => lines += 1,
                _ => {}
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_separator_is_the_one_that_is_consistent() {
        for (text, expected) in [
            ("a,b\n1,2\n", ','),
            ("Name;Betrag\nA;1,50\nB;2,75\n", ';'),
            ("name\tphone\nA, B\t1\nC, D\t2\n", '\t'),
            ("a|b|c\n1|2|3\n", '|'),
            ("a~b\n1~2\n", '~'),
            ("Note,Name\n\"a;b;c\",x\n\"d;e;f\",y\n", ','),
            ("会员资料表\n姓名,手机,生日\n张伟,138,1990\n", ','),
            ("one column\nonly\n", ','),
            ("", ','),
        ] {
            assert_eq!(dialect(text).delimiter, expected, "{text}");
        }
        assert_eq!(
            dialect("sep=;\na,b;c\n"),
            Dialect {
                delimiter: ';',
                preamble: 6
            }
        );
    }

    #[test]
    fn a_mark_that_is_never_closed_is_seen_where_it_opens() {
        let unclosed = |text: &str| {
            let mut scanner = Scanner::new(text, ',');
            std::iter::from_fn(|| scanner.record())
                .map(|r| r.unclosed)
                .collect::<Vec<_>>()
        };
        assert_eq!(unclosed("a,b\n\"x,1\ny,2\n"), [false, true]);
        assert_eq!(unclosed("a,b\n\"x,1\n\"y\",2\n"), [false, true]);
        assert_eq!(
            unclosed("\"a\nb\",2\n5\" pipe,\"x \"\"y\"\"\"\n"),
            [false, false]
        );
    }

    proptest! {
        #[test]
        fn sniffing_does_not_depend_on_the_order_of_columns(
            rows in proptest::collection::vec(proptest::array::uniform3("[a-z0-9 .]{1,8}"), 2..8),
            which in 0..DELIMITERS.len(),
        ) {
            let delimiter = DELIMITERS[which];
            let write = |order: [usize; 3]| rows.iter()
                .map(|row| order.map(|i| row[i].as_str()).join(&delimiter.to_string()))
                .collect::<Vec<_>>().join("\n");
            prop_assert_eq!(dialect(&write([0, 1, 2])).delimiter, delimiter);
            prop_assert_eq!(dialect(&write([2, 0, 1])).delimiter, delimiter);
        }
    }
}
