//! The receipt: what a customer would be handed, on screen and on paper.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{format::use_fmt, state::use_app},
    domain::{Currency, Sale, SaleLine},
    exchange::typed::quantity_text,
    i18n::{t, t_string, use_i18n},
    pages::{care::texts::signed, sales::texts},
    platform::intl::DateStyle,
};

/// A sale or refund as a receipt.
#[component]
pub fn Receipt(sale: Arc<Sale>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let (date, at, currency, way) = (sale.date, sale.at, sale.currency, sale.payment);
    let number = sale.number.clone();
    let points = sale.points_that_count();
    let shop = move || {
        app.settings()
            .map(|shop| shop.name.clone())
            .unwrap_or_default()
    };
    let when = move || {
        at.map_or_else(
            || fmt.date_as(date, DateStyle::Full),
            |at| fmt.date_time(at),
        )
    };
    let note = sale.note.clone();
    view! {
        <article class="receipt" aria-label=move || t_string!(i18n, sales.receipt)>
            <header>
                <strong>{shop}</strong>
                <span class="soft">{when}</span>
                {(!number.is_empty())
                    .then(|| view! { <span class="soft num">{t!(i18n, sales.number)} " " {number}</span> })}
                {sale
                    .is_refund()
                    .then(|| view! { <span class="bad strong">{t!(i18n, sales.refund)}</span> })}
            </header>
            <hr class="rule"/>
            {(!sale.lines.is_empty()).then(|| view! { <Lines sale=sale.clone()/> })}
            <Sums sale=sale.clone()/>
            {move || {
                way.map(|way| {
                    view! {
                        <p class="row soft">
                            <span>{t!(i18n, sales.payment)}</span>
                            <span class="push">{texts::payment(i18n.get_locale(), way)}</span>
                        </p>
                    }
                })
            }}
            {(points != 0)
                .then(|| {
                    view! {
                        <p class="row soft">
                            <span>{t!(i18n, care.points)}</span>
                            <span class="push num">{move || signed(fmt, points)}</span>
                        </p>
                    }
                })}
            {(!note.is_empty()).then(|| view! { <p class="prewrap soft">{note}</p> })}
            <p class="visually-hidden">{currency.code().to_owned()}</p>
        </article>
    }
}

#[component]
fn Lines(sale: Arc<Sale>) -> impl IntoView {
    let i18n = use_i18n();
    let currency = sale.currency;
    let lines = sale.lines.clone();
    view! {
        <table>
            <thead>
                <tr>
                    <th scope="col">{t!(i18n, sales.item)}</th>
                    <th scope="col">{t!(i18n, common.quantity)}</th>
                    <th scope="col">{t!(i18n, common.price)}</th>
                    <th scope="col">{t!(i18n, common.total)}</th>
                </tr>
            </thead>
            <tbody>
                {lines.into_iter().map(|line| view! { <Line line currency/> }).collect_view()}
            </tbody>
        </table>
    }
}

#[component]
fn Line(line: SaleLine, currency: Currency) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let total = line.total().unwrap_or_default();
    let (price, discount) = (line.unit_price, line.discount);
    view! {
        <tr>
            <td>
                {line.name}
                {(discount != 0)
                    .then(|| {
                        view! {
                            <div class="small muted num">
                                {move || {
                                    let amount = fmt.money(-discount, currency);
                                    t_string!(i18n, sales.discount_of, amount = amount)
                                }}
                            </div>
                        }
                    })}
            </td>
            <td>{quantity_text(line.quantity)}</td>
            <td>{move || fmt.money(price, currency)}</td>
            <td>{move || fmt.money(total, currency)}</td>
        </tr>
    }
}

#[component]
fn Sums(sale: Arc<Sale>) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let (currency, total, discount) = (sale.currency, sale.total, sale.discount);
    let taxes: Vec<_> = sale
        .taxes()
        .into_iter()
        .filter(|(rate, _)| *rate > 0)
        .collect();
    view! {
        <table>
            <tbody>
                {(discount != 0)
                    .then(|| {
                        view! {
                            <tr>
                                <td>{t!(i18n, sales.sale_discount)}</td>
                                <td>{move || fmt.money(-discount, currency)}</td>
                            </tr>
                        }
                    })}
                <tr class="grand">
                    <td>{t!(i18n, common.total)}</td>
                    <td>{move || fmt.money(total, currency)}</td>
                </tr>
                {taxes
                    .into_iter()
                    .map(|(rate, (_, tax))| {
                        view! {
                            <tr class="small muted">
                                <td>{move || t_string!(i18n, sales.tax_at, rate = texts::rate(rate))}</td>
                                <td>{move || fmt.money(tax, currency)}</td>
                            </tr>
                        }
                    })
                    .collect_view()}
            </tbody>
        </table>
    }
}
