//! Lists as one page that opens anywhere: no other file, no network, nothing to install. It can be
//! searched and printed; it can't be changed. Every text is escaped, and the page allows no script
//! but its own.

use std::fmt::Write;

use chrono::NaiveDate;

use super::{List, ListKind, Value, Words};

/// The page in pieces, so that a large shop never stands in memory twice.
pub fn write<'a>(
    lists: &'a [List],
    shop: &str,
    made: NaiveDate,
    words: Words,
) -> impl Iterator<Item = String> + 'a {
    let head = head(lists, shop, made, words);
    let body = lists.iter().flat_map(|list| {
        let opening = opening(list);
        let rows = list.rows.iter().enumerate();
        let rows = rows.map(|(at, values)| row(list.kind, at, &values));
        std::iter::once(opening)
            .chain(rows)
            .chain(["</tbody></table></section>\n".to_owned()])
    });
    let foot = format!("</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n");
    std::iter::once(head).chain(body).chain([foot])
}

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

fn head(lists: &[List], shop: &str, made: NaiveDate, words: Words) -> String {
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
    let mut text = format!(
        "<!doctype html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{name}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{name}</h1>\n\
         <p>{made}. {readonly}</p>\n<nav>"
    );
    for list in lists {
        let (anchor, name) = (anchor(list.kind), escape(&list.name));
        let count = list.rows.len();
        write!(
            text,
            "<a href=\"#{anchor}\">{name} <small>{count}</small></a> "
        )
        .unwrap_or_default();
    }
    text + &format!(
        "</nav>\n<label>{search} <input type=\"search\" id=\"search\" autocomplete=\"off\"></label> \
         <output for=\"search\" id=\"found\" data-words=\"{found}\"></output>\n</header>\n<main>\n"
    )
}

fn opening(list: &List) -> String {
    let anchor = anchor(list.kind);
    let columns: Vec<String> = list
        .columns
        .iter()
        .map(|title| format!("<th scope=\"col\">{}</th>", escape(title)))
        .collect();
    let columns = columns.concat();
    format!(
        "<section id=\"{anchor}\"><h2>{}</h2><table><thead><tr>{columns}</tr></thead><tbody>\n",
        escape(&list.name)
    )
}

fn row(kind: ListKind, at: usize, values: &[Value]) -> String {
    let mut text = format!("<tr id=\"{}-{at}\">", anchor(kind));
    for value in values {
        text.push_str(&cell(value));
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
