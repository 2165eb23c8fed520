//! The end of a sale being typed: discount, payment, day, number and note, and the live total.

use leptos::prelude::*;

use super::{draft::Draft, texts};
use crate::{
    app::{format::use_fmt, state::use_app},
    domain::Payment,
    i18n::{t, t_string, use_i18n},
    ui::{
        DayLine, Field, LineField,
        money::{Numeral, NumeralInput},
    },
};

/// Discount, payment, and the rest folded away.
#[component]
pub fn Terms(draft: StoredValue<Draft, LocalStorage>) -> impl IntoView {
    let i18n = use_i18n();
    let (discount, currency, date, number, note, tried) = draft.with_value(|draft| {
        (
            draft.discount,
            draft.currency,
            draft.date,
            draft.number,
            draft.note,
            draft.tried,
        )
    });
    let error = move || {
        let wrong = draft.with_value(Draft::off).err();
        wrong
            .map(|wrong| texts::problem(i18n.get_locale(), wrong))
            .unwrap_or_default()
    };
    let no_date = move || {
        let bad = tried.get() && date.with(|text| text.parse::<chrono::NaiveDate>().is_err());
        if bad {
            t_string!(i18n, sales.error_no_date).to_owned()
        } else {
            String::new()
        }
    };
    view! {
        <div class="sale-terms">
            <Field
                label=Signal::derive(move || t_string!(i18n, sales.sale_discount).to_owned())
                error=Signal::derive(error)
                children=move |parts| {
                    view! {
                        <NumeralInput
                            kind=Numeral::Discount(currency)
                            text=discount
                            parts
                            placeholder=Signal::derive(move || {
                                t_string!(i18n, sales.discount_example).to_owned()
                            })
                        />
                    }
                }
            />
            <DayLine
                label=Signal::derive(move || t_string!(i18n, common.date).to_owned())
                day=date
                error=Signal::derive(no_date)
            />
            <Pay draft/>
            <LineField label=Signal::derive(move || t_string!(i18n, sales.number).to_owned()) value=number/>
            <LineField label=Signal::derive(move || t_string!(i18n, common.note).to_owned()) value=note/>
        </div>
    }
}

#[component]
fn Pay(draft: StoredValue<Draft, LocalStorage>) -> impl IntoView {
    let payment = draft.with_value(|draft| draft.payment);
    view! { <PaymentChoice payment/> }
}

/// Chips for the ways of paying; pressing the chosen one again takes it back.
#[component]
pub fn PaymentChoice(
    /// The way chosen.
    payment: RwSignal<Option<Payment>>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="field full">
            <span class="label" id="sale-payment">{t!(i18n, sales.payment)}</span>
            <div class="row wrap" role="group" aria-labelledby="sale-payment">
                {Payment::ALL
                    .map(|way| {
                        view! {
                            <button
                                type="button"
                                class="chip"
                                aria-pressed=move || (payment.get() == Some(way)).to_string()
                                on:click=move |_| {
                                    payment
                                        .update(|now| *now = (*now != Some(way)).then_some(way));
                                }
                            >
                                {move || texts::payment(i18n.get_locale(), way)}
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
        </div>
    }
}

/// The total and the tax in it, live.
#[component]
pub fn TotalBar(draft: StoredValue<Draft, LocalStorage>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let currency = draft.with_value(|draft| draft.currency);
    let sale = move || draft.with_value(|draft| draft.sale(app)).ok();
    let total =
        move || sale().map_or_else(|| "–".to_owned(), |sale| fmt.money(sale.total, currency));
    let tax = move || {
        let tax = sale().map_or(0, |sale| sale.contained_tax());
        (tax != 0).then(|| t_string!(i18n, sales.tax_contained, amount = fmt.money(tax, currency)))
    };
    let rule = move || {
        app.settings()
            .and_then(|shop| shop.points.filter(|_| shop.currency == currency))
    };
    let somebody = move || draft.with_value(Draft::has_customer);
    let points = move || {
        let points = rule()?.earned(sale()?.total);
        (points > 0 && somebody()).then(|| t_string!(i18n, care.earns, points = fmt.whole(points)))
    };
    view! {
        <p class="sale-total" aria-live="polite">
            <span class="soft">{t!(i18n, common.total)}</span>
            " "
            <b class="num">{total}</b>
            " "
            <span class="small muted num">{tax}</span>
            " "
            <span class="small muted num">{points}</span>
        </p>
    }
}
