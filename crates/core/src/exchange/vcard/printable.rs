//! Quoted-printable text of old cards, whatever its charset, written again as UTF-8: the parser
//! knows few charsets, and a missing one means UTF-8 today, not the Latin-1 of the standard's time.

use std::fmt::Write;

use super::super::text;

/// True if the head of the line names the encoding, with or without `ENCODING=`.
pub fn is_quoted(line: &str) -> bool {
    head(line).to_ascii_uppercase().contains("QUOTED-PRINTABLE")
}

/// The name of the encoding that properties are in which name none, told from all of the file's together, as a
/// name alone is too short to tell; nothing if they are UTF-8. `language` is the person's.
pub fn unnamed(text: &str, language: &str) -> Option<&'static str> {
    let mut bytes = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if !is_quoted(line) {
            continue;
        }
        let whole = joined(line, &mut lines);
        let head = head(&whole);
        if !head.to_ascii_uppercase().contains("CHARSET=") {
            bytes.extend(bytes_of(whole.get(head.len() + 1..).unwrap_or_default()));
            bytes.push(b'\n');
        }
    }
    let foreign = std::str::from_utf8(&bytes).is_err();
    foreign.then(|| text::detect(&bytes, language).name())
}

/// A line with those that a soft break at its end leads to.
fn joined<'t>(line: &str, lines: &mut impl Iterator<Item = &'t str>) -> String {
    let mut whole = line.to_owned();
    while whole.ends_with('=') {
        whole.pop();
        whole.push_str(lines.next().unwrap_or_default());
    }
    whole
}

/// The card with every quoted-printable property in UTF-8 on one line; what names no encoding is in `unnamed`.
pub fn recode(card: &str, unnamed: Option<&str>) -> String {
    let mut out = String::with_capacity(card.len());
    let mut lines = card.split("\r\n");
    while let Some(line) = lines.next() {
        if line.is_empty() {
            continue;
        }
        if is_quoted(line) {
            property(&joined(line, &mut lines), unnamed, &mut out);
        } else {
            out.push_str(line);
        }
        out.push_str("\r\n");
    }
    out
}

/// The line without the encoding, its line breaks escaped as version 3.0 does; any other line as it
/// is.
pub fn plain_line(line: &str) -> String {
    if !is_quoted(line) {
        return line.to_owned();
    }
    let head = head(line);
    let bytes = bytes_of(line.get(head.len() + 1..).unwrap_or_default());
    let value = String::from_utf8_lossy(&bytes)
        .replace("\r\n", "\\n")
        .replace('\n', "\\n");
    let kept = head.split(';').filter(|part| {
        let upper = part.trim().to_ascii_uppercase();
        !upper.starts_with("CHARSET=") && !upper.ends_with("QUOTED-PRINTABLE")
    });
    format!("{}:{value}", kept.collect::<Vec<_>>().join(";"))
}

fn property(line: &str, unnamed: Option<&str>, out: &mut String) {
    let head = head(line);
    let bytes = bytes_of(line.get(head.len() + 1..).unwrap_or_default());
    let mut charset = None;
    for (at, part) in head.split(';').enumerate() {
        let upper = part.trim().to_ascii_uppercase();
        if let Some(name) = upper.strip_prefix("CHARSET=") {
            charset = Some(name.trim_matches('"').to_owned());
        } else if !upper.ends_with("QUOTED-PRINTABLE") {
            out.push_str(if at > 0 { ";" } else { "" });
            out.push_str(part);
        }
    }
    out.push_str(";ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:");
    let named = charset.as_deref().or(unnamed);
    let named = named.and_then(|name| text::decode_as(&bytes, name));
    let decoded = named.unwrap_or_else(|| text::decode(&bytes, ""));
    for byte in decoded.text.bytes() {
        if byte.is_ascii_graphic() && byte != b'=' || byte == b' ' {
            out.push(char::from(byte));
        } else {
            write!(out, "={byte:02X}").unwrap_or_default();
        }
    }
}

/// The bytes of a quoted-printable text; a broken escape stands for itself.
fn bytes_of(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escape = after
            .get(..2)
            .and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        if let Some(byte) = escape.filter(|_| *first == b'=') {
            bytes.push(byte);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    bytes
}

fn head(line: &str) -> &str {
    line.split(':').next().unwrap_or_default()
}
