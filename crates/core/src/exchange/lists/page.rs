//! Lists as one page that opens anywhere: no other file, no network, nothing to install. It can be
//! searched and printed; it can't be changed. Every text is escaped, and the page allows no script or style
//! but its own, which it knows by their hashes. Attached files stand in it too.

use std::{fmt::Write, rc::Rc};

use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::{List, ListKind, Value, Words, shelf::Shelf};

#[path = "page_files.rs"]
pub mod files;

/// The page up to its files, in pieces, so that a large shop never stands in memory twice. The section of
/// files follows (see [`files`]), then [`CLOSING`] and the [`foot`].
pub fn write<'a>(
    lists: &'a [List],
    shelf: &Shelf,
    shop: &str,
    made: NaiveDate,
    words: Words,
) -> impl Iterator<Item = String> + 'a {
    let head = head(lists, shelf, shop, made, words);
    let attached = attached(shelf);
    let body = lists.iter().flat_map(move |list| {
        let used = used(list);
        let opening = opening(list, &used);
        let attached = attached.clone();
        let rows = list.rows.iter().enumerate();
        let rows = rows.map(move |(at, values)| {
            let files = attached.get(&(list.kind, at)).map(Vec::as_slice);
            let values = values.iter().zip(&used);
            let shown = values.filter_map(|(value, used)| used.then_some(value));
            row(list.kind, at, shown, files.unwrap_or_default())
        });
        std::iter::once(opening)
            .chain(rows)
            .chain([CLOSING.to_owned()])
    });
    std::iter::once(head).chain(body)
}

/// How a section ends.
pub const CLOSING: &str = "</tbody></table></section>\n";

/// How the page ends.
pub fn foot() -> String {
    format!("</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n")
}

/// Row and name of the files that are on a row of another list.
type Attached = Rc<FxHashMap<(ListKind, usize), Vec<(usize, String)>>>;

fn attached(shelf: &Shelf) -> Attached {
    let mut all: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for (at, values) in shelf.list.rows.iter().enumerate() {
        let name = shelf.files.get(at).map(|file| file.name.clone());
        let on = values.iter().find_map(|value| match value {
            Value::Link(kind, row, _) => Some((*kind, *row)),
            _ => None,
        });
        if let (Some(on), Some(name)) = (on, name) {
            all.entry(on).or_default().push((at, name));
        }
    }
    Rc::new(all)
}

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What a content policy knows a script or style by that stands in the page.
fn hashed(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

fn head(lists: &[List], shelf: &Shelf, shop: &str, made: NaiveDate, words: Words) -> String {
    let shop = if shop.trim().is_empty() {
        "Regulars"
    } else {
        shop
    };
    let (name, tag) = (escape(shop), words.tag());
    let made = escape(&words.get("page.made").replace('#', &made.to_string()));
    let (search, found) = (
        escape(words.get("page.search")),
        escape(words.get("page.found")),
    );
    let readonly = escape(words.get("page.readonly"));
    let (style, script) = (hashed(STYLE), hashed(SCRIPT));
    let mut text = format!(
        "<!doctype html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         img-src data:; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{name}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{name}</h1>\n\
         <p>{made} · {readonly}</p>\n<nav>"
    );
    let all = lists
        .iter()
        .map(|list| (list.kind, &list.name, list.rows.len()));
    let files = shown(shelf).map(|list| (list.kind, &list.name, list.rows.len()));
    for (kind, name, count) in all.chain(files) {
        let (anchor, name) = (anchor(kind), escape(name));
        write!(
            text,
            "<a href=\"#{anchor}\">{name} <small>{count}</small></a> "
        )
        .unwrap_or_default();
    }
    text + &format!(
        "</nav>\n<label>{search} <input type=\"search\" id=\"search\" autocomplete=\"off\"></label> \
         <output for=\"search\" id=\"found\" data-words=\"{found}\"></output>\n</header>\n<main>\n\
         <div id=\"results\" hidden></div>\n"
    )
}

/// The list of files, if there are any.
fn shown<'l, 'a>(shelf: &'l Shelf<'a>) -> Option<&'l List<'a>> {
    Some(&shelf.list).filter(|list| !list.rows.is_empty())
}

/// The columns that say something, and the first: of the many that there could be a page to read shows those
/// a shop has.
fn used(list: &List) -> Vec<bool> {
    let mut used: Vec<bool> = (0..list.columns.len()).map(|at| at == 0).collect();
    for values in list.rows.iter() {
        for (used, value) in used.iter_mut().zip(&values) {
            *used |= !matches!(value, Value::Blank);
        }
    }
    used
}

fn opening(list: &List, used: &[bool]) -> String {
    let anchor = anchor(list.kind);
    let columns: Vec<String> = list
        .columns
        .iter()
        .zip(used)
        .filter(|(_, used)| **used)
        .map(|(title, _)| format!("<th scope=\"col\">{}</th>", escape(title)))
        .collect();
    let columns = columns.concat();
    format!(
        "<section id=\"{anchor}\"><h2>{}</h2><table><thead><tr>{columns}</tr></thead><tbody>\n",
        escape(&list.name)
    )
}

/// The row of a record; ways to what is attached to it stand in the first cell.
fn row<'v>(
    kind: ListKind,
    at: usize,
    values: impl Iterator<Item = &'v Value<'v>>,
    files: &[(usize, String)],
) -> String {
    let mut text = format!("<tr id=\"{}-{at}\">", anchor(kind));
    for (place, value) in values.enumerate() {
        text.push_str(&cell(value));
        if place > 0 || files.is_empty() {
            continue;
        }
        text.truncate(text.len() - "</td>".len());
        for (file, name) in files {
            let (anchor, name) = (anchor(ListKind::Files), escape(name));
            write!(text, " <a class=\"f\" href=\"#{anchor}-{file}\">{name}</a>")
                .unwrap_or_default();
        }
        text.push_str("</td>");
    }
    text.push_str("</tr>\n");
    text
}

fn cell(value: &Value) -> String {
    match value {
        Value::Blank => "<td></td>".to_owned(),
        Value::Text(text) => format!("<td>{}</td>", escape(text)),
        Value::Link(kind, row, text) => {
            format!(
                "<td><a href=\"#{}-{row}\">{}</a></td>",
                anchor(*kind),
                escape(text)
            )
        }
        figure => format!("<td class=\"n\">{}</td>", figure.plain()),
    }
}

const fn anchor(kind: ListKind) -> &'static str {
    match kind {
        ListKind::Customers => "customers",
        ListKind::Deals => "deals",
        ListKind::Sales => "sales",
        ListKind::Lines => "lines",
        ListKind::Products => "products",
        ListKind::Tasks => "tasks",
        ListKind::Cases => "cases",
        ListKind::Points => "points",
        ListKind::Notes => "notes",
        ListKind::Relations => "relations",
        ListKind::Files => "files",
        ListKind::Report => "report",
    }
}

/// Text as text: nothing in it can become markup, in an element or an attribute.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\0' => {}
            other => safe.push(other),
        }
    }
    safe
}
