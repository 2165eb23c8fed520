//! What a row of a list is, where the list says so: the sale itself, a line of it, its payment, money that went back, or
//! money that is no sale at all. Programs for payments and tills write them below each other.

use std::sync::OnceLock;

use super::{OrderState, header::key, meanings::meanings};

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowKind {
    /// A sale with what it came to.
    Sale,
    /// What was bought, a line of the sale above.
    Line,
    /// How the sale above was paid.
    Payment,
    /// Money that went back.
    Back,
    /// Money that moved without anything being sold: a transfer, a fee, a hold.
    Aside,
}

impl RowKind {
    const ALL: [(&'static str, Self); 5] = [
        ("sale", Self::Sale),
        ("line", Self::Line),
        ("payment", Self::Payment),
        ("back", Self::Back),
        ("aside", Self::Aside),
    ];
}

/// What a cell says the row is; nothing if it is none of the words.
pub(super) fn read(cell: &str) -> Option<RowKind> {
    let cell = key(cell);
    let mut words = words().iter();
    let found = words.find(|(word, _)| match word.strip_prefix('~') {
        Some(part) => cell.contains(part),
        None => cell == *word,
    });
    found.map(|(_, kind)| *kind)
}

/// What a row of a list of payments is: money in is a sale, money out is one that was paid back, but only where the
/// list says so. What was paid to others and what came back from them is neither. Such a list says of a payment that
/// it was refunded and has a row for that as well, which alone counts.
pub(super) const fn of_payment(kind: Option<RowKind>, said: OrderState, amount: i64) -> OrderState {
    match (kind, said) {
        (Some(RowKind::Aside), _) => OrderState::Aside,
        (_, said) if said.is_void() => said,
        (Some(RowKind::Back), _) if amount < 0 => OrderState::Back,
        (Some(RowKind::Back), _) => OrderState::Aside,
        _ if amount <= 0 => OrderState::Aside,
        (_, OrderState::Refunded | OrderState::PartlyRefunded) => OrderState::Sold,
        (_, said) => said,
    }
}

/// The words and what they mean, in the order of the table.
fn words() -> &'static [(&'static str, RowKind)] {
    static TABLE: OnceLock<Vec<(&'static str, RowKind)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        meanings(include_str!("kinds.txt"), |name| {
            let mut all = RowKind::ALL.into_iter();
            all.find_map(|(one, kind)| (one == name).then_some(kind))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_met_and_means_one_thing() {
        for (word, kind) in words() {
            let bare = word.trim_start_matches('~');
            assert_eq!(key(bare), bare);
            assert_eq!(read(bare), Some(*kind), "{word}");
        }
        for (_, kind) in RowKind::ALL {
            assert!(words().iter().any(|(_, one)| *one == kind), "{kind:?}");
        }
    }

    #[test]
    fn types_of_payments_are_told_apart() {
        for (cell, kind) in [
            ("Express Checkout Payment", None),
            ("PreApproved Payment Bill User Payment", None),
            ("Website Payment", None),
            ("PayPal Express-Zahlung", None),
            ("Payment Refund", Some(RowKind::Back)),
            ("Chargeback", Some(RowKind::Back)),
            ("Chargeback Fee", Some(RowKind::Aside)),
            ("Rückzahlung", Some(RowKind::Back)),
            ("General Withdrawal - Bank Transfer", Some(RowKind::Aside)),
            ("Bank Deposit to PP Account ", Some(RowKind::Aside)),
            ("General Currency Conversion", Some(RowKind::Aside)),
            ("Reversal of General Account Hold", Some(RowKind::Aside)),
            ("Allgemeine Währungsumrechnung", Some(RowKind::Aside)),
            ("Bankgutschrift auf PayPal-Konto", Some(RowKind::Aside)),
            ("Shopping Cart Item", Some(RowKind::Aside)),
            ("退款", Some(RowKind::Back)),
            ("一般提现", Some(RowKind::Aside)),
            ("Sale Line", Some(RowKind::Line)),
            ("Sale", Some(RowKind::Sale)),
            ("Payment", Some(RowKind::Payment)),
            ("", None),
        ] {
            assert_eq!(read(cell), kind, "{cell}");
        }
    }
}
