//! The attached files inside the page: pictures in sight, everything else to be saved from it, and for what is too
//! much for one page the words that say so. Written piece by piece, so that no more than one file stands in memory.

use base64::{Engine, engine::general_purpose::STANDARD};

use super::{Words, anchor, cell, escape};
use crate::{
    domain::{Attachment, attachment::FileLook},
    exchange::lists::{
        ListKind, Value,
        shelf::{Shelf, size},
    },
};

/// Bytes of files that one page holds: with a third more as text it still opens on a small machine.
pub const MOST: u64 = 64 << 20;
/// Bytes turned into text at once; three of them are four letters.
const AT_ONCE: usize = 3 << 18;

/// What there is to show of a file.
#[derive(Debug, Clone, Copy)]
pub enum Shown<'b> {
    /// Its bytes.
    Bytes(&'b [u8]),
    /// The page is full without it.
    TooMuch,
    /// Nobody has its bytes.
    Lost,
}

/// Which of the files the page holds: each that still fits, in their order.
pub fn fitting(files: &[&Attachment], most: u64) -> Vec<bool> {
    let mut left = most;
    let fits = files.iter().map(|file| {
        let fits = file.size <= left;
        left -= if fits { file.size } else { 0 };
        fits
    });
    fits.collect()
}

/// How the section of files begins; what stays out for its size is said.
pub fn opening(shelf: &Shelf<'_>, fits: &[bool], words: Words) -> String {
    let every = vec![true; shelf.list.columns.len()];
    let mut text = super::opening(&shelf.list, &every);
    let out = shelf.files.iter().zip(fits).filter(|(_, fits)| !**fits);
    let sizes: Vec<u64> = out.map(|(file, _)| file.size).collect();
    if !sizes.is_empty() {
        let said = words.numbered("page.files_out", sizes.len());
        let said = said.replace('%', &size(sizes.iter().sum()));
        let note = format!("<p class=\"note\">{}</p><table>", escape(&said));
        text = text.replacen("<table>", &note, 1);
    }
    // What is in the page has a column of its own.
    text.replacen("</tr></thead>", "<th></th></tr></thead>", 1)
}

/// The row of a file, in pieces.
pub fn row<'b>(
    file: &'b Attachment,
    at: usize,
    values: &[Value<'_>],
    shown: Shown<'b>,
    words: Words,
) -> impl Iterator<Item = String> + 'b {
    let anchor = anchor(ListKind::Files);
    let cells: String = values.iter().map(cell).collect();
    let name = escape(&file.name);
    let note = |key: &str| format!("<td class=\"note\">{}</td>", escape(words.get(key)));
    let (before, bytes, behind) = match shown {
        Shown::TooMuch => (note("page.file_out"), &[][..], ""),
        Shown::Lost => (note("page.file_lost"), &[][..], ""),
        Shown::Bytes(bytes) => match file.look() {
            FileLook::Image(mime) => (
                format!("<td><img alt=\"{name}\" src=\"data:{mime};base64,"),
                bytes,
                "\"></td>",
            ),
            _ => (
                format!(
                    "<td><button type=\"button\" data-name=\"{name}\">{}</button>\
                     <script type=\"text/plain\">",
                    escape(words.get("page.file_save"))
                ),
                bytes,
                "</script></td>",
            ),
        },
    };
    let text = bytes.chunks(AT_ONCE).map(|part| STANDARD.encode(part));
    std::iter::once(format!("<tr id=\"{anchor}-{at}\">{cells}{before}"))
        .chain(text)
        .chain([format!("{behind}</tr>\n")])
}
