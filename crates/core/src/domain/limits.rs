//! Upper bounds that keep one record from exhausting a browser. Generous for people, final for
//! hostile files.

/// Characters in a one-line text such as a name or title.
pub const LINE: usize = 500;
/// Characters in a note.
pub const NOTE: usize = 50_000;
/// Entries in a list inside a record (phones, tags, lines of a sale).
pub const ENTRIES: usize = 500;
/// Largest amount in minor units, either sign: sums of 100,000 of these still fit an `i64`.
pub const AMOUNT: i64 = 90_000_000_000_000;
/// Bytes of an attached file.
pub const FILE: u64 = 25 << 20;
/// Characters of a picture on an address-book card: half a megabyte in base64, because it is written with
/// every change of its record and of the others on its page.
pub const PHOTO: usize = 700_000;
/// Characters of any other line of such a card.
pub const CARD_LINE: usize = 2_000;
/// Customers on one call list.
pub const CALLS: usize = 5_000;
/// Minutes before a task at which to be reminded: four weeks.
pub const REMIND: u32 = 40_320;
