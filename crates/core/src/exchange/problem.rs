//! What was wrong with a place in a file: the row, the column, the reason and the words found there.
//! Pages turn the reason into a sentence in the person's language; the English one here is for
//! developers and examples.

use serde::{Deserialize, Serialize};

use super::{dates::DateOrder, duplicates::Sign};

/// The reason, without the place.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// A quotation mark opens here and is never closed.
    #[error("a quotation mark opens here and is never closed")]
    UnclosedQuote,
    /// The row has more cells than the header has columns.
    #[error("the row has {cells} cells, the header has {columns} columns")]
    TooManyCells {
        /// Cells in the row.
        cells: usize,
        /// Columns of the header.
        columns: usize,
    },
    /// Characters that the encoding of the file does not allow.
    #[error("{0} characters could not be read in this encoding")]
    Undecodable(usize),
    /// Cards that name no encoding; this one was taken.
    #[error("no charset is given; read as {0}")]
    NoCharset(String),
    /// Nothing to call or reach the customer by.
    #[error("no name, phone, e-mail or company")]
    NoIdentity,
    /// No day of the calendar.
    #[error("this is no birthday")]
    UnreadableBirthday,
    /// The column mixes or leaves open which of day, month and year comes first; the stated order was taken.
    #[error("day, month and year can't be told apart; {order:?} was assumed")]
    AmbiguousDates {
        /// What was taken to come first.
        order: DateOrder,
    },
    /// The column leaves open whether `1.234` is a thousand or a fraction; the stated mark was taken.
    #[error("thousands and decimals can't be told apart; a {} before the decimals was assumed", if *.comma { "comma" } else { "point" })]
    AmbiguousNumbers {
        /// True if a comma was taken to stand before the decimals.
        comma: bool,
    },
    /// A spreadsheet turned the number into `1.38E+10`: digits are lost.
    #[error("digits were lost when a spreadsheet wrote this number")]
    LostDigits,
    /// No telephone number.
    #[error("this is no telephone number")]
    UnreadablePhone,
    /// No e-mail address.
    #[error("this is no e-mail address")]
    UnreadableEmail,
    /// Neither yes nor no.
    #[error("neither yes nor no")]
    UnreadableFlag,
    /// No number.
    #[error("this is no number")]
    UnreadableNumber,
    /// No date.
    #[error("this is no date")]
    UnreadableDate,
    /// None of the words there are to choose from.
    #[error("this is not one of the choices")]
    NotAnOption,
    /// What a person allowed, without yes or no or without its day.
    #[error("this does not say what was allowed and when")]
    UnreadableConsent,
    /// No relation as lists write them.
    #[error("this is no relation: name (kind: role)")]
    UnreadableRelation,
    /// A relation to somebody whom neither the file nor the shop has, or has more than once.
    #[error("nobody of this name, or several")]
    UnknownRelation,
    /// Somebody else has the same number or address, and is called quite otherwise.
    #[error("{name} has this, too ({sign:?}), under another name: taken as somebody new")]
    Shared {
        /// What they share.
        sign: Sign,
        /// What the other one is called.
        name: String,
    },
    /// Two rows of the file are one customer and contradict each other; what the first says stays.
    #[error("two rows of the file are {0}; what the first says was kept")]
    Twins(String),
    /// No web address.
    #[error("this is no web address")]
    UnreadableLink,
    /// Too great or too exact.
    #[error("too great or too exact")]
    OutOfRange,
    /// No code of a currency.
    #[error("this is no currency")]
    UnknownCurrency,
    /// The sign of an amount can't mean the currency that is expected.
    #[error("the sign is of another currency")]
    ForeignSign,
    /// More characters or entries than a record may hold.
    #[error("too long")]
    TooLong,
    /// A larger amount than a record may hold.
    #[error("the amount is too large")]
    AmountTooLarge,
    /// An order the shop has, of which the file says something else; it was left as it is.
    #[error("this order is known with other content")]
    OrderDiffers,
    /// An order that was called off: no sale.
    #[error("cancelled, no sale")]
    OrderCancelled,
    /// An order that is not paid: no sale yet.
    #[error("not paid, no sale yet")]
    OrderUnpaid,
    /// Money that moved without anything being sold: a transfer, a fee, a payment to somebody else.
    #[error("no sale: a transfer, a fee or the like")]
    NotASale,
    /// An order the shop has sold, which the file says is not paid; it was left as it is.
    #[error("sold here, but not paid according to the file")]
    SoldUnpaid,
    /// The sale has other lines, or these do not come to what it came to.
    #[error("the lines are not those of the sale")]
    LinesDiffer,
    /// Lines of a sale that nobody knows, without a day of their own.
    #[error("no sale of this number is known")]
    NoSale,
    /// A number of a sale that nobody knows; what names it comes in without the link.
    #[error("no sale has this number, the link is left out")]
    UnknownOrder,
    /// A customer whose points were brought along before as a balance, to which a list of points adds.
    #[error("points were brought along before, this adds to them")]
    PointsBrought,
    /// A photo larger than is kept.
    #[error("the photo is too large")]
    PhotoTooLarge,
    /// Text outside a card, or a card that does not begin properly.
    #[error("this is not part of a card")]
    NotACard,
    /// A card that names others; it is no person, its name became a tag of its members.
    #[error("this is a group, no person: its members in this file have its name as a tag")]
    AGroup,
    /// The card has no `END:VCARD`, the entry of a calendar no end.
    #[error("this has no end")]
    MissingEnd,
    /// No event and no to-do.
    #[error("this is no entry of a calendar")]
    NotAnEntry,
    /// An entry that does not say what it is about.
    #[error("the entry has no title")]
    NoTitle,
    /// A zone that nobody knows; the time was taken as one of the shop.
    #[error("this is no known time zone; the time was taken as the shop's own")]
    UnknownZone,
    /// An event without a day.
    #[error("the event has no day")]
    NoDay,
    /// It comes again in a way that can't be followed; its first day was taken alone.
    #[error("how it comes again is not understood; its first day was taken alone")]
    UnknownRule,
    /// It comes again in a way that can't be followed, and its first day is over.
    #[error("how it comes again is not understood, and its first day is over")]
    UnknownRuleOver,
    /// Later days of what comes again that were called off or moved: no rule says so.
    #[error("{0} later days were called off or moved; it is to come on those, too")]
    Exceptions(usize),
}

impl ProblemKind {
    /// True if the record was left out; otherwise only the value was, or nothing.
    pub const fn rejects_row(&self) -> bool {
        matches!(
            self,
            Self::NoIdentity
                | Self::UnclosedQuote
                | Self::NotACard
                | Self::NotAnEntry
                | Self::NoTitle
                | Self::NoDay
                | Self::UnknownRuleOver
        )
    }
}

impl ProblemKind {
    /// True if a value of a row that is taken was left out: put right in the file it fills the gap.
    pub const fn loses_value(&self) -> bool {
        matches!(
            self,
            Self::UnreadableBirthday
                | Self::LostDigits
                | Self::UnreadablePhone
                | Self::UnreadableEmail
                | Self::UnreadableFlag
                | Self::UnreadableNumber
                | Self::UnreadableDate
                | Self::NotAnOption
                | Self::UnreadableConsent
                | Self::UnreadableRelation
                | Self::UnknownRelation
                | Self::UnreadableLink
                | Self::OutOfRange
                | Self::UnknownCurrency
                | Self::ForeignSign
                | Self::TooLong
                | Self::AmountTooLarge
        )
    }
}

/// A reason and its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Record of the file, counted from 1, header and blank rows included; for cards the card.
    pub row: usize,
    /// Header of the column, empty if it is about the whole row.
    #[serde(default)]
    pub column: String,
    /// The reason.
    pub kind: ProblemKind,
    /// The first characters of the value.
    #[serde(default)]
    pub value: String,
}

impl Problem {
    /// A problem with an excerpt of `value`.
    pub fn new(row: usize, column: &str, kind: ProblemKind, value: &str) -> Self {
        Self {
            row,
            column: column.to_owned(),
            kind,
            value: excerpt(value),
        }
    }
}

/// The first 60 characters.
fn excerpt(value: &str) -> String {
    let mut text: String = value.chars().take(60).collect();
    if text.len() < value.len() {
        text.push('…');
    }
    text
}
