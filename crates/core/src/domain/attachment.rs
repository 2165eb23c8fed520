//! A file that somebody attached to a record: what it is called and where it belongs. The bytes are no
//! part of it; they stand in the store under their SHA-256, which the record names, so that equal bytes
//! are kept once. Knows nothing of how they are kept or shown.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    clock::Timestamp,
    id::Id,
    pipeline::Stage,
    record::{Record, TableName},
};

/// What a file is to the shop.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum FileCategory {
    /// Something both sides signed.
    Contract,
    /// What was offered at which price.
    Quote,
    /// An invoice or a receipt.
    Invoice,
    /// A picture.
    Photo,
    /// A proof of who somebody is or what they may do.
    Certificate,
    /// Anything else.
    #[default]
    Other,
}

impl FileCategory {
    /// Every category, in the order pickers show them.
    pub const ALL: [Self; 6] = [
        Self::Contract,
        Self::Quote,
        Self::Invoice,
        Self::Photo,
        Self::Certificate,
        Self::Other,
    ];
}

/// The record a file is attached to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct AttachedTo {
    /// Its table, one of [`Attachment::TABLES`].
    pub table: TableName,
    /// Its identity.
    pub id: Uuid,
}

/// A file on a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Identity.
    pub id: Id<Attachment>,
    /// Whose it is.
    pub to: AttachedTo,
    /// Name with its ending.
    pub name: String,
    /// Media type as the browser told it; blank if it did not know. Only a hint.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub mime: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the bytes in small hexadecimal digits: where they stand in the store.
    pub hash: String,
    /// What it is to the shop.
    #[serde(default)]
    pub category: FileCategory,
    /// The stage its deal was at when it was added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Id<Stage>>,
    /// Added here.
    pub created: Timestamp,
    /// Last changed here.
    pub updated: Timestamp,
}

/// How a file can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileLook {
    /// As a picture of this media type.
    Image(&'static str),
    /// As plain text, markup included: it is never run.
    Text,
    /// Pages, where the browser has a viewer for them.
    Pdf,
    /// A workbook.
    Sheet,
    /// A text with layout.
    Document,
    /// Sound or film: its media type says so.
    Media,
    /// Anything else.
    Other,
}

impl Attachment {
    /// Tables whose records can have files.
    pub const TABLES: [TableName; 6] = [
        TableName::Customers,
        TableName::Deals,
        TableName::Sales,
        TableName::Products,
        TableName::Tasks,
        TableName::Cases,
    ];

    /// How it can be shown, from its name where the media type says nothing.
    pub fn look(&self) -> FileLook {
        let ending = self.name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let ending = ending.to_ascii_lowercase();
        let mime = self.mime.split(';').next().unwrap_or_default().trim();
        match (mime.to_ascii_lowercase().as_str(), ending.as_str()) {
            ("image/png", _) | ("", "png") => FileLook::Image("image/png"),
            ("image/jpeg", _) | ("", "jpg" | "jpeg") => FileLook::Image("image/jpeg"),
            ("image/gif", _) | ("", "gif") => FileLook::Image("image/gif"),
            ("image/webp", _) | ("", "webp") => FileLook::Image("image/webp"),
            ("image/avif", _) | ("", "avif") => FileLook::Image("image/avif"),
            ("image/bmp", _) | ("", "bmp") => FileLook::Image("image/bmp"),
            ("image/svg+xml", _) | ("", "svg") => FileLook::Image("image/svg+xml"),
            ("application/pdf", _) | (_, "pdf") => FileLook::Pdf,
            (_, "xls" | "xlsx" | "ods" | "numbers") => FileLook::Sheet,
            (_, "doc" | "docx" | "odt" | "pages" | "rtf" | "ppt" | "pptx") => FileLook::Document,
            ("application/json" | "application/xml" | "application/xhtml+xml", _)
            | (
                _,
                "txt" | "md" | "csv" | "json" | "xml" | "html" | "htm" | "xhtml" | "eml" | "vcf"
                | "ics" | "log",
            ) => FileLook::Text,
            (mime, _) if mime.starts_with("text/") => FileLook::Text,
            (mime, _) if mime.starts_with("audio/") || mime.starts_with("video/") => {
                FileLook::Media
            }
            _ => FileLook::Other,
        }
    }

    /// What a file of that look most likely is; a person can say otherwise.
    pub fn likely_category(&self) -> FileCategory {
        match self.look() {
            FileLook::Image(_) => FileCategory::Photo,
            _ => FileCategory::Other,
        }
    }
}

/// The address of these bytes.
pub fn content_hash(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let mut text = String::with_capacity(HASH_DIGITS);
    for byte in Sha256::digest(bytes) {
        // Writing to a text can't fail.
        write!(text, "{byte:02x}").ok();
    }
    text
}

/// Digits of an address.
const HASH_DIGITS: usize = 64;

/// True if the text can be an address of bytes.
pub fn is_hash(text: &str) -> bool {
    text.len() == HASH_DIGITS
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// The file in a record, in the trash or not.
pub fn file_of(record: &Record) -> Option<&Attachment> {
    match record {
        Record::Files(file) => Some(file),
        Record::Trash(entry) => file_of(&entry.record),
        _ => None,
    }
}

/// Address and name of every file among the records, the deleted ones included, none twice; by address.
pub fn contents<'a>(records: impl IntoIterator<Item = &'a Record>) -> Vec<(String, String)> {
    let files = records.into_iter().filter_map(file_of);
    let all: std::collections::BTreeMap<&str, &str> = files
        .map(|file| (file.hash.as_str(), file.name.as_str()))
        .collect();
    all.into_iter()
        .map(|(hash, name)| (hash.to_owned(), name.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, mime: &str) -> Attachment {
        Attachment {
            id: Id::new(Uuid::from_u128(1)),
            to: AttachedTo {
                table: TableName::Customers,
                id: Uuid::from_u128(2),
            },
            name: name.to_owned(),
            mime: mime.to_owned(),
            size: 3,
            hash: content_hash(b"abc"),
            category: FileCategory::Other,
            stage: None,
            created: Timestamp(0),
            updated: Timestamp(0),
        }
    }

    #[test]
    fn bytes_are_addressed_by_their_sha_256() {
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(content_hash(b"abc"), known);
        assert!(is_hash(known));
        for other in ["", "ba78", &known.to_uppercase(), &known.replace('b', "g")] {
            assert!(!is_hash(other), "{other}");
        }
    }

    #[test]
    fn markup_is_text_and_never_a_document() {
        for (name, mime) in [
            ("a.html", "text/html"),
            ("a.HTM", ""),
            ("a.xhtml", "application/xhtml+xml"),
            ("<img src=x>.html", "text/html;charset=utf-8"),
            ("a.xml", "application/xml"),
        ] {
            assert_eq!(file(name, mime).look(), FileLook::Text, "{name} {mime}");
        }
        // What says that it is a picture is only ever given to the browser as that picture.
        assert_eq!(
            file("a.html", "image/png").look(),
            FileLook::Image("image/png")
        );
        assert_eq!(file("a.svg", "").look(), FileLook::Image("image/svg+xml"));
        assert_eq!(file("a.pdf", "").look(), FileLook::Pdf);
        assert_eq!(file("a", "").look(), FileLook::Other);
    }
}
