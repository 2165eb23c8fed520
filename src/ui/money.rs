//! Inputs for money, quantities and discounts: text as people write it in any width and with any
//! sign, put into its plain form when the field is left. What a text means is decided in
//! `exchange::typed`.

use leptos::{ev::Event, prelude::*};

use super::field::{Field, FieldParts};
use crate::{
    domain::Currency,
    exchange::typed::{self, TypedError},
    i18n::{Locale, td_string, use_i18n},
};

/// What a number field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numeral {
    /// An amount of a currency.
    Money(Currency),
    /// A quantity with up to three decimals.
    Quantity,
    /// A percentage.
    Percent,
    /// A percentage with its sign, or an amount.
    Discount(Currency),
}

impl Numeral {
    /// The plain form of a valid text; `None` if it should stay as typed.
    fn plain(self, text: &str) -> Option<String> {
        match self {
            Self::Money(currency) => typed::amount(text, currency)
                .ok()
                .map(|amount| currency.decimal(amount)),
            Self::Quantity => typed::quantity(text).ok().map(typed::quantity_text),
            Self::Percent | Self::Discount(_) => None,
        }
    }
}

/// A number field bound to the text in it.
#[component]
pub fn NumeralInput(
    /// What it holds.
    kind: Numeral,
    /// The text.
    text: RwSignal<String>,
    /// Ids of the field around it.
    #[prop(optional)]
    parts: Option<FieldParts>,
    /// Accessible name where there is no field with a label.
    #[prop(optional, into)]
    label: Signal<String>,
    /// Whether the text is wrong, where there is no field to say so.
    #[prop(optional, into)]
    invalid: Signal<bool>,
    /// Shown while empty.
    #[prop(optional, into)]
    placeholder: Signal<String>,
) -> impl IntoView {
    let on_change = move |event: Event| {
        if let Some(plain) = kind.plain(&event_target_value(&event)) {
            text.set(plain);
        }
    };
    view! {
        <input
            class="input amount"
            type="text"
            inputmode="decimal"
            autocomplete="off"
            id=parts.map(|parts| parts.id())
            aria-describedby=parts.map(|parts| parts.described_by())
            aria-label=move || label.with(|label| (!label.is_empty()).then(|| label.clone()))
            aria-invalid=move || {
                let wrong = invalid.get() || parts.is_some_and(|parts| parts.invalid.get());
                wrong.then_some("true")
            }
            placeholder=move || placeholder.get()
            prop:value=move || text.get()
            on:input=move |event| text.set(event_target_value(&event))
            on:change=on_change
        />
    }
}

/// A labelled amount that may stay blank; what is wrong with it stands below.
#[component]
pub fn AmountField(
    /// The label; the currency's code is put behind it.
    #[prop(into)]
    label: Signal<String>,
    /// The text; `exchange::typed::amount_or_blank` reads it.
    text: RwSignal<String>,
    /// Of this currency.
    currency: Currency,
    /// A hint below the field.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// Told the amount when the field is left with a valid one.
    #[prop(optional, into)]
    on_done: Option<Callback<Option<i64>>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let error = Signal::derive(move || {
        let wrong = text.with(|text| typed::amount_or_blank(text, currency).err());
        let sentence = wrong.map(|wrong| typed_error(i18n.get_locale(), wrong));
        sentence.unwrap_or_default()
    });
    let left = move |event: Event| {
        let read = typed::amount_or_blank(&event_target_value(&event), currency);
        if let Some((done, amount)) = on_done.zip(read.ok()) {
            done.run(amount);
        }
    };
    view! {
        <Field
            label=Signal::derive(move || format!("{} ({})", label.get(), currency.code()))
            hint
            error
            children=move |parts| {
                view! {
                    <div on:change=left>
                        <NumeralInput kind=Numeral::Money(currency) text parts/>
                    </div>
                }
            }
        />
    }
}

/// What is wrong with a typed number, as a sentence.
pub fn typed_error(locale: Locale, error: TypedError) -> String {
    match error {
        TypedError::Empty => td_string!(locale, sales.error_empty).to_owned(),
        TypedError::NotANumber => td_string!(locale, sales.error_not_a_number).to_owned(),
        TypedError::TooManyDecimals => td_string!(locale, sales.error_decimals).to_owned(),
        TypedError::TooLarge => td_string!(locale, sales.error_too_large).to_owned(),
        TypedError::Negative => td_string!(locale, sales.error_negative).to_owned(),
        TypedError::OtherCurrency(other) => {
            td_string!(locale, sales.error_currency, other = other.to_string())
        }
    }
}
