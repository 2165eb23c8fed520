//! What became of an order, as lists write it in English, German and Chinese: `wc-on-hold`, `Storniert`, `交易关闭`.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::{header::key, meanings::meanings};

/// What became of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderState {
    /// It was sold, as far as the file says.
    #[default]
    Sold,
    /// Nothing was paid, or not yet: no sale.
    Unpaid,
    /// Called off: no sale.
    Cancelled,
    /// Sold, and all of it was paid back.
    Refunded,
    /// Sold, and some of it was paid back.
    PartlyRefunded,
    /// Sold, and some of it is still to be paid.
    PartlyPaid,
    /// The row is money that went back itself, whatever the sign of its amount.
    Back,
    /// The row is money that moved without a sale: a transfer, a fee. No word of a status says so.
    Aside,
}

impl OrderState {
    /// Those that words of a status say.
    const ALL: [Self; 7] = [
        Self::Sold,
        Self::Unpaid,
        Self::Cancelled,
        Self::Refunded,
        Self::PartlyRefunded,
        Self::PartlyPaid,
        Self::Back,
    ];

    /// The text form.
    const fn as_str(self) -> &'static str {
        match self {
            Self::Sold => "sold",
            Self::Unpaid => "unpaid",
            Self::Cancelled => "cancelled",
            Self::Refunded => "refunded",
            Self::PartlyRefunded => "partly_refunded",
            Self::PartlyPaid => "partly_paid",
            Self::Back => "back",
            Self::Aside => "aside",
        }
    }

    /// True if no sale came of it.
    pub const fn is_void(self) -> bool {
        matches!(self, Self::Unpaid | Self::Cancelled | Self::Aside)
    }
}

/// What a cell says; nothing if it is none of the words.
pub(super) fn read(cell: &str) -> Option<OrderState> {
    let key = key(cell);
    let word = |key: &str| {
        let found = words().iter().find(|(word, _)| *word == key);
        found.map(|(_, state)| *state)
    };
    word(&key).or_else(|| word(key.strip_prefix("wc")?))
}

/// The words and what they mean.
fn words() -> &'static [(&'static str, OrderState)] {
    static TABLE: OnceLock<Vec<(&'static str, OrderState)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        meanings(include_str!("states.txt"), |name| {
            let mut all = OrderState::ALL.into_iter();
            all.find(|one| one.as_str() == name)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_met_and_means_one_thing() {
        for (at, (word, state)) in words().iter().enumerate() {
            assert_eq!(key(word), *word);
            assert_eq!(read(word), Some(*state), "{word}");
            let mut others = words().iter().skip(at + 1);
            assert!(others.all(|(other, _)| other != word), "{word}");
        }
        for state in OrderState::ALL {
            assert!(words().iter().any(|(_, one)| *one == state), "{state:?}");
        }
    }

    #[test]
    fn programs_are_understood() {
        for (cell, state) in [
            // Shopify, WooCommerce, Stripe, PayPal, Square.
            ("partially_refunded", Some(OrderState::PartlyRefunded)),
            ("voided", Some(OrderState::Cancelled)),
            ("wc-on-hold", Some(OrderState::Unpaid)),
            ("wc-completed", Some(OrderState::Sold)),
            ("Pending payment", Some(OrderState::Unpaid)),
            ("Checkout draft", Some(OrderState::Unpaid)),
            ("Succeeded", Some(OrderState::Sold)),
            ("requires_payment_method", Some(OrderState::Unpaid)),
            ("Refund", Some(OrderState::Back)),
            ("Complete", Some(OrderState::Sold)),
            // Taobao, Youzan, Shopee and German shops.
            ("买家已付款，等待卖家发货", Some(OrderState::Sold)),
            ("等待买家付款", Some(OrderState::Unpaid)),
            ("交易关闭", Some(OrderState::Cancelled)),
            ("退款成功", Some(OrderState::Refunded)),
            ("不成立", Some(OrderState::Cancelled)),
            ("Teilweise erstattet", Some(OrderState::PartlyRefunded)),
            ("In Wartestellung", Some(OrderState::Unpaid)),
            ("VIP", None),
            ("wc", None),
            ("", None),
        ] {
            assert_eq!(read(cell), state, "{cell}");
        }
    }
}
