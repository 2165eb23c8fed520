//! The tables of a web page as lists. Many programs hand out such a page under the name of a workbook
//! (`.xls`), and it opens in Excel all the same. Tags are passed over one after the other; nothing is
//! nested, so no page is too deep.

use super::{
    MAX_PARTS, Origin, Part, UnpackError, Unpacked,
    book::{MAX_TEXT, Page},
};
use crate::exchange::{sheet::MAX_COLUMNS, text};

/// Bytes looked at to find out what it is.
const HEAD: usize = 64 << 10;

/// Beginnings of a page.
const STARTS: [&str; 7] = [
    "<html",
    "<!doctype html",
    "<table",
    "<meta",
    "<head",
    "<style",
    "<div",
];

/// True for a page with a table in it.
pub(super) fn is_page(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let head = head
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(head)
        .trim_ascii_start();
    if !head.starts_with(b"<") {
        return false;
    }
    let head = head.to_ascii_lowercase();
    let begins = STARTS
        .iter()
        .any(|start| head.starts_with(start.as_bytes()));
    begins && memchr::memmem::find(&head, b"<table").is_some()
}

/// Every table that holds something.
pub(super) fn tables(bytes: &[u8]) -> Result<Unpacked, UnpackError> {
    let text = charset(bytes)
        .and_then(|name| text::decode_as(bytes, &name))
        .unwrap_or_else(|| text::decode(bytes, "zh-Hans"))
        .text;
    if text.len() > MAX_TEXT {
        return Err(UnpackError::TooLarge((MAX_TEXT >> 20) as u64));
    }
    let mut reader = Reader::default();
    let mut rest = text.as_str();
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        reader.words(before);
        rest = reader.tag(tag)?;
    }
    reader.words(rest);
    reader.end_table();
    Ok(reader.found)
}

/// The encoding that a page says it has.
fn charset(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
    let at = memchr::memmem::find(&head, b"charset=")? + b"charset=".len();
    let name = head
        .get(at..)?
        .iter()
        .skip_while(|byte| b"\"' ".contains(byte));
    let name = name.take_while(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(byte));
    Some(name.map(|byte| char::from(*byte)).collect())
}

/// The table that is being read.
#[derive(Default)]
struct Reader {
    found: Unpacked,
    page: Page,
    /// Tables around this place; those inside another are words of its cell.
    depth: usize,
    row: u32,
    column: usize,
    begun: bool,
    cell: Option<String>,
    /// Columns that the cell takes.
    span: usize,
    /// Tables handed out.
    number: usize,
}

impl Reader {
    fn words(&mut self, text: &str) {
        let Some(cell) = &mut self.cell else { return };
        let decoded = entities(text);
        for word in decoded.split_inclusive(|c: char| c.is_ascii_whitespace()) {
            let bare = word.trim_matches(|c: char| c.is_ascii_whitespace());
            cell.push_str(bare);
            let gap = bare.len() < word.len();
            if gap && !cell.is_empty() && !cell.ends_with([' ', '\n']) {
                cell.push(' ');
            }
        }
    }

    /// Reads a tag at the beginning of `text`; what stands behind it.
    fn tag<'t>(&mut self, text: &'t str) -> Result<&'t str, UnpackError> {
        if let Some(comment) = text.strip_prefix("<!--") {
            return Ok(comment.split_once("-->").map_or("", |(_, rest)| rest));
        }
        let (tag, rest) = text.split_once('>').unwrap_or((text, ""));
        let inside = tag.get(1..).unwrap_or_default();
        let name: String = inside
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '/')
            .flat_map(char::to_lowercase)
            .collect();
        match name.as_str() {
            "script" | "style" => {
                let ends = |at: &usize| {
                    let word = rest.get(at + 2..at + 2 + name.len());
                    word.is_some_and(|word| word.eq_ignore_ascii_case(&name))
                };
                let mut places = rest.match_indices("</").map(|(at, _)| at);
                let at = places.find(ends).unwrap_or(rest.len());
                return Ok(rest.get(at..).unwrap_or_default());
            }
            "table" => self.depth += 1,
            "/table" => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    self.end_table();
                }
            }
            "tr" if self.depth == 1 => {
                self.end_cell()?;
                if self.begun {
                    self.row += 1;
                }
                self.begun = true;
                self.column = 0;
            }
            "td" | "th" if self.depth == 1 => {
                self.end_cell()?;
                self.begun = true;
                self.cell = Some(String::new());
                self.span = span(inside);
            }
            "/td" | "/th" | "/tr" if self.depth == 1 => self.end_cell()?,
            "br" | "br/" | "p" | "/p" | "div" | "/div" | "li" => {
                if let Some(cell) = self.cell.as_mut().filter(|cell| !cell.is_empty()) {
                    cell.push('\n');
                }
            }
            _ => {}
        }
        Ok(rest)
    }

    fn end_cell(&mut self) -> Result<(), UnpackError> {
        let Some(cell) = self.cell.take() else {
            return Ok(());
        };
        let text = cell.trim();
        if !text.is_empty() {
            self.page.put(self.row, self.column, text)?;
        }
        self.column = self.column.saturating_add(self.span);
        Ok(())
    }

    fn end_table(&mut self) {
        // Fails only beyond the last row of a sheet; what stands there is lost with its table.
        let whole = self.end_cell().is_ok();
        let page = std::mem::take(&mut self.page);
        let (found, number) = (&mut self.found, self.number + 1);
        (self.row, self.column, self.begun, self.depth) = (0, 0, false, 0);
        // A single cell is the frame of something else.
        if !whole || !page.text.contains([',', '\n']) {
            return;
        }
        self.number = number;
        let name = format!("{number}");
        if found.parts.len() < MAX_PARTS {
            found.parts.push(Part {
                name,
                origin: Origin::Sheet,
                bytes: page.text.into_bytes(),
            });
        } else {
            found.left_out.push(name);
        }
    }
}

/// Columns that a cell takes.
fn span(tag: &str) -> usize {
    let lower = tag.to_ascii_lowercase();
    let value = lower.split_once("colspan=").map_or("", |(_, rest)| rest);
    let value = value.trim_start_matches(['"', '\'', ' ']);
    let end = value
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(value.len());
    let number = value.get(..end).and_then(|digits| digits.parse().ok());
    number.unwrap_or(1).clamp(1, MAX_COLUMNS)
}

/// Words as they are read: `&amp;` is `&`, `&#24352;` is `张`.
fn entities(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, entity) = rest.split_at(at);
        plain.push_str(before);
        let name = entity.get(1..).and_then(|name| name.split_once(';'));
        match name.and_then(|(name, behind)| Some((entity_of(name)?, behind))) {
            Some((c, behind)) => {
                plain.push(c);
                rest = behind;
            }
            None => {
                plain.push('&');
                rest = entity.get(1..).unwrap_or_default();
            }
        }
    }
    plain.push_str(rest);
    plain
}

fn entity_of(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let code = match hex {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return char::from_u32(code.ok()?).filter(|c| *c != '\0');
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "yen" => '¥',
        "euro" => '€',
        "pound" => '£',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parts(page: &str) -> Vec<String> {
        let found = tables(page.as_bytes()).expect("a page");
        let texts = found
            .parts
            .into_iter()
            .map(|part| String::from_utf8(part.bytes));
        texts.map(|text| text.expect("text")).collect()
    }

    #[test]
    fn a_page_under_the_name_of_a_workbook() {
        let page = "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><meta charset=utf-8><style>td{x:<table>}</style></head>\n\
            <body><!-- <table><tr><td>no</td></tr></table> --><table border=1>\n<tr><th colspan=\"3\">会员资料</th></tr>\n\
            <tr><td>会员卡号</td><td> 姓名 </td><td>备注</td></tr>\n\
            <tr><td style=\"mso-number-format:'\\@'\">00001</td><td>&#24352;&#x4f1f;</td><td>Tea &amp; cake,<br>oolong</td></tr>\n\
            <tr><td>00002</td><td></td><td>a&nbsp;b &copy; <b>c</b>d<table><tr><td>inner</td></tr></table></td></tr></table></body></html>";
        assert!(is_page(page.as_bytes()));
        assert_eq!(
            parts(page),
            [
                "会员资料\n会员卡号,姓名,备注\n00001,张伟,\"Tea & cake,\noolong\"\n00002,,\"a b &copy; cdinner\""
            ]
        );
        let (gbk, _, _) = encoding_rs::GB18030.encode(
            "<html><meta charset=\"gb2312\"><table><tr><td>姓名</td><td>手机</td></tr></table>",
        );
        let found = tables(&gbk).expect("a page");
        assert_eq!(found.parts[0].bytes, "姓名,手机".as_bytes());
    }

    #[test]
    fn what_is_no_table_is_none() {
        for other in [
            "Name,Phone\n",
            "<html><body>Not found</body></html>",
            "<?xml version=\"1.0\"?><a/>",
            "a <table>",
            "",
        ] {
            assert!(!is_page(other.as_bytes()), "{other}");
        }
        assert!(parts("<table><tr><td>alone</td></tr></table>").is_empty());
        assert_eq!(
            parts("<table><tr><td>a<td>b<tr><td>c").len(),
            1,
            "ends that are left out"
        );
    }

    #[test]
    fn pages_built_to_harm() {
        let deep = "<table><tr><td>".repeat(50_000);
        assert!(parts(&deep).len() <= 1);
        let wide = "<table><tr><td colspan=99999999999>a</td><td colspan=4000>b</td><td>c</td></tr><tr><td>d</td></tr></table>";
        assert!(parts(wide)[0].len() < 10_000);
        let many = "<table><tr><td>a</td><td>b</td></tr></table>".repeat(100);
        let found = tables(many.as_bytes()).expect("a page");
        assert_eq!(
            (found.parts.len(), found.left_out.len()),
            (MAX_PARTS, 100 - MAX_PARTS)
        );
    }

    proptest! {
        #[test]
        fn no_page_makes_it_fall(text in "(<table>|</table>|<tr>|<td>|</td>|<td colspan=|<!--|-->|<script>|</|&#|&amp;|[a;>\"3 张]){0,40}") {
            drop(tables(text.as_bytes()));
        }
    }
}
