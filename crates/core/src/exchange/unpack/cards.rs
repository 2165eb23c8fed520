//! The cards of an archive with a file for each person, as one list.

use super::{Origin, Part};

/// Beginning of a card.
const CARD: &[u8] = b"BEGIN:VCARD";

/// Cards of many files, as phones hand them out, one behind the other.
#[derive(Default)]
pub(super) struct Cards {
    first: String,
    files: usize,
    /// What was kept so far.
    pub bytes: Vec<u8>,
}

impl Cards {
    /// True if these bytes were cards, which are kept then. Those of two-byte letters stay files of their own.
    pub fn take(&mut self, name: &str, content: &[u8]) -> bool {
        let bare = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
        let head = bare.trim_ascii_start().get(..CARD.len());
        if !head.is_some_and(|head| head.eq_ignore_ascii_case(CARD)) {
            return false;
        }
        if self.files == 0 {
            name.clone_into(&mut self.first);
        }
        self.files += 1;
        self.bytes.extend_from_slice(bare.trim_ascii());
        self.bytes.extend_from_slice(b"\r\n");
        true
    }

    /// All of them as one list.
    pub fn part(self) -> Option<Part> {
        let more = self.files.checked_sub(1)?;
        let name = match more {
            0 => self.first,
            more => format!("{} + {more}", self.first),
        };
        Some(Part {
            name,
            origin: Origin::Member,
            bytes: self.bytes,
        })
    }
}
