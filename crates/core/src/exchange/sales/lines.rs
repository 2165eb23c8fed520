//! The shape of a CSV text before its cells are read: delimiter, row numbers as a spreadsheet shows
//! them, and a quote that is never closed (which would otherwise swallow the rest of the file).

/// Delimiters told apart, in the order of preference.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// What a scan of the text tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scan {
    /// For each record that is not an empty line, its row number from 1.
    pub rows: Vec<u32>,
    /// The row in which a quote opens that nothing closes.
    pub unclosed: Option<u32>,
}

/// The delimiter that occurs most in the first line that has any text.
pub(super) fn sniff(text: &str) -> u8 {
    let line = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let mut quoted = false;
    let mut counts = [0_u32; 4];
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        let at = DELIMITERS
            .iter()
            .position(|&delimiter| delimiter == byte && !quoted);
        if let Some(slot) = at.and_then(|at| counts.get_mut(at)) {
            *slot += 1;
        }
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    let found = DELIMITERS
        .iter()
        .zip(counts)
        .find(|(_, held)| *held == most && most > 0);
    found.map_or(b',', |(delimiter, _)| *delimiter)
}

/// Walks the text by the same rules as the reader: a quote opens only at the start of a cell, two
/// quotes inside are one, `\n`, `\r` and `\r\n` end a row, empty lines are no records.
pub(super) fn scan(text: &str, delimiter: u8) -> Scan {
    let mut scan = Scan {
        rows: Vec::new(),
        unclosed: None,
    };
    let (mut row, mut cell_start, mut record, mut quoted) = (1, true, false, false);
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        if quoted {
            if byte == b'"' && bytes.next_if_eq(&b'"').is_none() {
                quoted = false;
            }
            continue;
        }
        if matches!(byte, b'\n' | b'\r') {
            if byte == b'\r' {
                bytes.next_if_eq(&b'\n');
            }
            row += 1;
            (cell_start, record) = (true, false);
            continue;
        }
        if !record {
            scan.rows.push(row);
            record = true;
        }
        quoted = cell_start && byte == b'"';
        cell_start = byte == delimiter;
    }
    scan.unclosed = scan.rows.last().copied().filter(|_| quoted);
    scan
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rows_are_counted_as_a_spreadsheet_shows_them() {
        let text = "a,b\r\n\r\n1,\"x\ny\"\n\"q\"\"\",2";
        assert_eq!(scan(text, b',').rows, [1, 3, 4]);
        assert_eq!(scan(text, b',').unclosed, None);
        assert_eq!(scan("a\n1\n\"x\n3\n4", b',').unclosed, Some(3));
        assert_eq!(
            scan("a\n5\" wide", b',').unclosed,
            None,
            "a quote inside a cell is text"
        );
    }

    #[test]
    fn the_commonest_delimiter_of_the_header_wins() {
        assert_eq!(sniff("a;b;\"c,d,e,f\"\n1,2,3,4"), b';');
        assert_eq!(sniff("\n a\tb"), b'\t');
        assert_eq!(sniff("one"), b',');
    }

    proptest! {
        #[test]
        fn the_scan_sees_the_records_the_reader_sees(text in "[ab,\"\r\n ]{0,60}") {
            let mut reader =
                csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            prop_assert_eq!(reader.records().count(), scan(&text, b',').rows.len());
        }
    }
}
