//! What one costs, so that how many of it come to an amount.

use crate::domain::{Quantity, limits};

/// The price of one in minor units and what was taken off, so that they give the amount exactly: a price that
/// is not whole is the next higher one.
pub(super) fn priced(amount: i64, quantity: Quantity) -> Option<(i64, i64)> {
    if let Some(price) = unit_price(amount, quantity) {
        return Some((price, 0));
    }
    let (sum, count) = (i128::from(amount) * 1_000, i128::from(quantity.0));
    let whole = sum.checked_div(count)?;
    let up = i128::from(sum.checked_rem(count)? != 0) * sum.signum() * count.signum();
    let price = i64::try_from(whole + up).ok()?;
    let discount = quantity.times(price)?.checked_sub(amount)?;
    let in_range = |n: i64| (-limits::AMOUNT..=limits::AMOUNT).contains(&n);
    (in_range(price) && in_range(discount) && in_range(quantity.0)).then_some((price, discount))
}

/// The price of one in minor units, if it is whole and gives the amount exactly.
pub(super) fn unit_price(amount: i64, quantity: Quantity) -> Option<i64> {
    let thousandfold = amount.checked_mul(Quantity::ONE.0)?;
    let price = thousandfold.checked_div(quantity.0)?;
    let in_range = |n: i64| (-limits::AMOUNT..=limits::AMOUNT).contains(&n);
    (quantity.times(price) == Some(amount) && in_range(price) && in_range(quantity.0))
        .then_some(price)
}
