//! A field for an amount of money as people write it.

use leptos::prelude::*;

use crate::{
    domain::Currency,
    exchange::amount::{AmountError, DecimalMark, parse_amount},
    i18n::{t_string, use_i18n},
    ui::Field,
};

/// Minor units of an amount of 0 or more; blank is 0, `None` is no amount.
pub fn parse(text: &str, currency: Currency) -> Option<i64> {
    match parse_amount(text, currency.exponent(), DecimalMark::Point) {
        Ok(amount) => (amount >= 0).then_some(amount),
        Err(AmountError::Empty) => Some(0),
        Err(_) => None,
    }
}

/// An amount without signs, to be edited; blank for 0.
pub fn editable(amount: i64, currency: Currency) -> String {
    if amount == 0 {
        String::new()
    } else {
        currency.decimal(amount)
    }
}

/// An amount field; `value` is `None` while what is written is no amount.
#[component]
pub fn AmountField(
    /// Minor units.
    value: RwSignal<Option<i64>>,
    /// Of this currency.
    currency: Currency,
) -> impl IntoView {
    let i18n = use_i18n();
    let error = Signal::derive(move || {
        if value.get().is_some() {
            String::new()
        } else {
            t_string!(
                i18n,
                pipeline.bad_amount,
                currency = currency.code().to_owned()
            )
        }
    });
    let label = Signal::derive(move || {
        format!("{} ({})", t_string!(i18n, pipeline.value), currency.code())
    });
    let start = editable(value.get_untracked().unwrap_or_default(), currency);
    view! {
        <Field
            label
            error
            children=move |parts| {
                view! {
                    <input
                        class="input amount"
                        inputmode="decimal"
                        id=parts.id()
                        aria-describedby=parts.described_by()
                        aria-invalid=move || parts.invalid.get().then_some("true")
                        value=start
                        on:input=move |event| {
                            value.set(parse(&event_target_value(&event), currency));
                        }
                    />
                }
            }
        />
    }
}
