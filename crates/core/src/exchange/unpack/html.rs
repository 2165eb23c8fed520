//! The tables of a web page as lists. Many programs hand out such a page under the name of a workbook
//! (`.xls`), and it opens in Excel all the same. Tags are passed over one after the other; nothing is
//! nested, so no page is too deep.

use std::collections::BTreeMap;

use super::{
    MAX_PARTS, Origin, Part, UnpackError, Unpacked,
    book::{MAX_ROWS, MAX_TEXT, Page},
    merged::{self, Merge},
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
    /// Rows that the cell takes.
    rows: u32,
    /// Cells that reach into rows below: the last row and how many columns, by the first column.
    taken: BTreeMap<usize, (u32, usize)>,
    merges: Vec<Merge>,
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
                let row = self.row;
                self.taken.retain(|_, (last, _)| *last >= row);
            }
            "td" | "th" if self.depth == 1 => {
                self.end_cell()?;
                self.begun = true;
                self.cell = Some(String::new());
                self.span = number_of(inside, "colspan=").min(MAX_COLUMNS);
                let rows = number_of(inside, "rowspan=");
                self.rows = u32::try_from(rows).map_or(MAX_ROWS, |rows| rows.min(MAX_ROWS));
                self.step_over();
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
        if self.rows > 1 && self.column < MAX_COLUMNS {
            let last = self.row.saturating_add(self.rows - 1);
            self.taken.insert(self.column, (last, self.span));
            self.merges.push(Merge {
                top: self.row,
                last,
                column: self.column,
            });
        }
        self.column = self.column.saturating_add(self.span);
        Ok(())
    }

    /// Goes on to the first column that no cell of a row above reaches into.
    fn step_over(&mut self) {
        let row = self.row;
        while let Some((at, (last, span))) = self.taken.range(..=self.column).next_back() {
            let next = at.saturating_add(*span);
            if *last < row || next <= self.column {
                break;
            }
            self.column = next;
        }
    }

    fn end_table(&mut self) {
        // Fails only beyond the last row of a sheet; what stands there is lost with its table.
        let whole = self.end_cell().is_ok();
        let page = std::mem::take(&mut self.page);
        let merges = std::mem::take(&mut self.merges);
        self.taken.clear();
        let filled = merged::fill(page.text, merges, MAX_TEXT);
        let (found, number) = (&mut self.found, self.number + 1);
        (self.row, self.column, self.begun, self.depth) = (0, 0, false, 0);
        // A single cell is the frame of something else.
        let more = |text: &String| whole && text.contains([',', '\n']);
        let Some(text) = filled.ok().filter(more) else {
            return;
        };
        self.number = number;
        let name = format!("{number}");
        if found.parts.len() < MAX_PARTS {
            found.parts.push(Part {
                name,
                origin: Origin::Sheet,
                bytes: text.into_bytes(),
            });
        } else {
            found.left_out.push(name);
        }
    }
}

/// How many columns or rows a cell says it takes.
fn number_of(tag: &str, name: &str) -> usize {
    let lower = tag.to_ascii_lowercase();
    let value = lower.split_once(name).map_or("", |(_, rest)| rest);
    let value = value.trim_start_matches(['"', '\'', ' ']);
    let end = value
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(value.len());
    let number = value.get(..end).and_then(|digits| digits.parse().ok());
    number.unwrap_or(1).max(1)
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
    fn a_cell_over_several_rows_moves_the_others_and_is_said_of_each() {
        let page = "<table><tr><th rowspan=2>公司</th><th colspan=2>联系</th></tr><tr><th>姓名</th><th>电话</th></tr>\
            <tr><td rowspan='2'>茶行</td><td>张伟</td><td>13800138000</td></tr><tr><td>李娜</td><td rowspan=0>13900139000</td></tr>\
            <tr><td>瓷坊</td><td>王芳</td><td>13700137000</td></tr></table>";
        assert_eq!(
            parts(page),
            [
                "公司,联系\n公司,姓名,电话\n茶行,张伟,13800138000\n茶行,李娜,13900139000\n瓷坊,王芳,13700137000"
            ]
        );
        // Two that reach down side by side are passed over together.
        let both = "<table><tr><td rowspan=2>a<td rowspan=2 colspan=2>b<td>c<tr><td>d</table>";
        assert_eq!(parts(both), ["a,b,,c\na,b,,d"]);
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
