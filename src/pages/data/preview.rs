//! The rows as they will be: what becomes of each and what told it, a page at a time.

use leptos::{prelude::*, task::spawn_local};

use super::card::{Card, State};
use crate::{
    app::{
        data::reading::{CustomerPreview, Fate, Met, PAGE, Preview},
        format::{Fmt, use_fmt},
    },
    exchange::{
        calendar::TaskDraft,
        duplicates::Sign,
        sales::SaleRow,
        things::{DealRow, ProductRow, Status, TodoRow},
    },
    i18n::{Locale, t, t_string, td_string, use_i18n},
    pages::touch::texts::activity as kind_text,
};

/// The rows, page by page.
#[component]
pub fn Rows(card: Card) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let preview = Memo::new(move |_| {
        let turned = card
            .page
            .with(|page| page.as_ref().map(|(_, rows)| rows.clone()));
        turned.unwrap_or_else(|| {
            card.reading
                .with(|r| r.as_ref().map(|r| r.preview.clone()).unwrap_or_default())
        })
    });
    let empty = move || preview.with(Preview::is_empty);
    view! {
        <div class="data-preview" hidden=empty>
            <h3>{t!(i18n, data.rows_shown)}</h3>
            <div class="data-scroll" tabindex="0" role="region" aria-label=move || {
                format!("{}: {}", t_string!(i18n, data.preview), card.name.get_value())
            }>
                {move || match preview.get() {
                    Preview::None => ().into_any(),
                    Preview::Customers(rows) => customers(i18n.get_locale(), rows),
                    Preview::Sales(rows) => sales(i18n.get_locale(), fmt, rows),
                    Preview::Deals(rows) => deals(i18n.get_locale(), fmt, rows),
                    Preview::Products(rows) => products(i18n.get_locale(), fmt, rows),
                    Preview::Tasks(rows) => tasks(i18n.get_locale(), fmt, rows),
                    Preview::Todos(rows) => todos(i18n.get_locale(), fmt, rows),
                }}
            </div>
            <Pages card/>
        </div>
    }
}

/// Which rows are shown, and the ways to the others; nothing where all of them are.
#[component]
fn Pages(card: Card) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let from = move || {
        card.page
            .with(|page| page.as_ref().map_or(0, |(from, _)| *from))
    };
    let listed = move || card.reading.with(|r| r.as_ref().map_or(0, |r| r.listed));
    let ready = move || card.state.with(|state| *state == State::Ready);
    let turn = move |to: usize| {
        let locale = i18n.get_locale_untracked();
        spawn_local(card.turn(to, locale));
    };
    let place = move || {
        let first = fmt.count(from() + 1);
        let last = fmt.count((from() + PAGE).min(listed()));
        let all = fmt.count(listed());
        t_string!(i18n, data.rows_of, first = first, last = last, all = all)
    };
    let (first, last) = (move || from() == 0, move || from() + PAGE >= listed());
    view! {
        <div class="row data-pages" hidden=move || listed() <= PAGE>
            <button
                type="button"
                class="btn small"
                disabled=move || first() || !ready()
                on:click=move |_| turn(from().saturating_sub(PAGE))
            >
                {t!(i18n, data.rows_before)}
            </button>
            <span class="num" role="status">{place}</span>
            <button
                type="button"
                class="btn small"
                disabled=move || last() || !ready()
                on:click=move |_| turn(from() + PAGE)
            >
                {t!(i18n, data.rows_after)}
            </button>
        </div>
    }
}

fn customers(locale: Locale, rows: Vec<CustomerPreview>) -> AnyView {
    // Most shops are one person; the column is there once a row names somebody.
    let owned = rows.iter().any(|row| !row.owner.is_empty());
    let mut head = vec![
        td_string!(locale, data.row),
        td_string!(locale, common.name),
        td_string!(locale, data.phone),
        td_string!(locale, data.email),
        td_string!(locale, data.birthday),
        td_string!(locale, data.tags),
        td_string!(locale, data.happens),
    ];
    if owned {
        head.insert(6, td_string!(locale, data.d_owner));
    }
    let rows = rows.into_iter().map(|row| {
        let sign = |met: &Met| met.sign.map(|sign| of_customer(locale, sign));
        let (class, fate, why) = match row.fate {
            Fate::New => (
                "tag good",
                td_string!(locale, data.fate_new).to_owned(),
                None,
            ),
            Fate::Update(met) => {
                let why = sign(&met);
                (
                    "tag info",
                    td_string!(locale, data.fate_update, name = met.name),
                    why,
                )
            }
            Fate::Skip(met) => {
                let why = sign(&met);
                (
                    "tag",
                    td_string!(locale, data.fate_skip, name = met.name),
                    why,
                )
            }
            Fate::Differs => {
                let text = td_string!(locale, data.fate_differs);
                ("tag warn", text.to_owned(), None)
            }
        };
        view! {
            <tr>
                <td class="num muted">{row.row}</td>
                <td class="strong">{row.name}</td>
                <td class="num">{row.phone}</td>
                <td>{row.email}</td>
                <td class="num">{row.birthday}</td>
                <td>{row.tags.join(", ")}</td>
                {owned.then(|| view! { <td>{row.owner}</td> })}
                <td>{happens(class, fate, why)}</td>
            </tr>
        }
    });
    table(&head, rows.collect_view().into_any())
}

fn tasks(locale: Locale, fmt: Fmt, rows: Vec<TaskDraft>) -> AnyView {
    let head = [
        td_string!(locale, data.row),
        td_string!(locale, data.task),
        td_string!(locale, common.date),
        td_string!(locale, data.w_note),
    ];
    let rows = rows.into_iter().map(|row| {
        let due = row.due.map(|day| fmt.date(day)).unwrap_or_default();
        let time = row.time.map(|time| time.format(" %H:%M").to_string());
        view! {
            <tr>
                <td class="num muted">{row.row}</td>
                <td class="strong">{row.title}</td>
                <td class="num">{due}{time}</td>
                <td class="clip">{row.note}</td>
            </tr>
        }
    });
    table(&head, rows.collect_view().into_any())
}

/// What happens, and why.
fn happens(class: &'static str, fate: String, why: Option<&'static str>) -> AnyView {
    view! {
        <span class=class>{fate}</span>
        {why.map(|why| view! { <span class="small muted data-why">{why}</span> })}
    }
    .into_any()
}

/// What told who somebody is.
fn of_customer(locale: Locale, sign: Sign) -> &'static str {
    match sign {
        Sign::Code => td_string!(locale, clean.same_code),
        Sign::Phone => td_string!(locale, clean.same_phone),
        Sign::Email => td_string!(locale, clean.same_email),
        Sign::Name => td_string!(locale, clean.same_name),
    }
}

/// What happens to a row that has no name of its own to be known by; `why` says in words what told it.
fn fate_of(
    locale: Locale,
    fate: &Fate,
    why: impl Fn(Option<Sign>) -> Option<&'static str>,
) -> AnyView {
    let (class, text, met) = match fate {
        Fate::New => ("tag good", td_string!(locale, data.fate_new), None),
        Fate::Update(met) => ("tag info", td_string!(locale, data.fate_changed), Some(met)),
        Fate::Skip(met) => ("tag", td_string!(locale, data.fate_known), Some(met)),
        Fate::Differs => ("tag warn", td_string!(locale, data.fate_differs), None),
    };
    happens(class, text.to_owned(), met.and_then(|met| why(met.sign)))
}

fn deals(locale: Locale, fmt: Fmt, rows: Vec<(DealRow, Fate)>) -> AnyView {
    let head = [
        td_string!(locale, data.row),
        td_string!(locale, data.d_title),
        td_string!(locale, common.customer),
        td_string!(locale, data.d_value),
        td_string!(locale, data.d_stage),
        td_string!(locale, data.d_expected_close),
        td_string!(locale, data.happens),
    ];
    let why = |sign: Option<Sign>| {
        let number = sign? == Sign::Code;
        Some(if number {
            td_string!(locale, data.same_number)
        } else {
            td_string!(locale, data.same_deal)
        })
    };
    let rows = rows.into_iter().map(|(row, fate)| {
        let currency = row.currency.unwrap_or_else(|| fmt.currency());
        let value = row.value.map(|value| fmt.money(value, currency));
        let stands = match row.status {
            Some(Status::Won) => td_string!(locale, pipeline.won).to_owned(),
            Some(Status::Lost) => td_string!(locale, pipeline.lost).to_owned(),
            _ => row.stage,
        };
        let day = row.closed.or(row.expected_close).map(|day| fmt.date(day));
        view! {
            <tr>
                <td class="num muted">{row.row}</td>
                <td class="strong">{row.title}</td>
                <td>{row.who}</td>
                <td class="num">{value}</td>
                <td>{stands}</td>
                <td class="num nowrap">{day}</td>
                <td>{fate_of(locale, &fate, why)}</td>
            </tr>
        }
    });
    table(&head, rows.collect_view().into_any())
}

fn todos(locale: Locale, fmt: Fmt, rows: Vec<(TodoRow, Fate)>) -> AnyView {
    let head = [
        td_string!(locale, data.row),
        td_string!(locale, data.d_what),
        td_string!(locale, data.d_subject),
        td_string!(locale, common.customer),
        td_string!(locale, common.date),
        td_string!(locale, data.d_done),
        td_string!(locale, data.happens),
    ];
    let rows = rows.into_iter().map(|(row, fate)| {
        let took_place = row.took_place();
        let what = took_place.map_or_else(
            || td_string!(locale, data.task).to_owned(),
            |kind| kind_text(locale, kind).to_owned(),
        );
        let day = match took_place {
            None => row.due,
            Some(_) => row.when.map(|when| when.0).or(row.done_on).or(row.due),
        };
        let done = row.done || took_place.is_some();
        let title = if row.title.is_empty() {
            row.note
        } else {
            row.title
        };
        view! {
            <tr>
                <td class="num muted">{row.row}</td>
                <td>{what}</td>
                <td class="strong clip">{title}</td>
                <td>{row.who}</td>
                <td class="num nowrap">{day.map(|day| fmt.date(day))}</td>
                <td>{done.then(|| td_string!(locale, common.yes))}</td>
                <td>{fate_of(locale, &fate, |_| None)}</td>
            </tr>
        }
    });
    table(&head, rows.collect_view().into_any())
}

fn products(locale: Locale, fmt: Fmt, rows: Vec<(ProductRow, Fate)>) -> AnyView {
    let head = [
        td_string!(locale, data.row),
        td_string!(locale, data.d_name),
        td_string!(locale, data.d_sku),
        td_string!(locale, data.d_category),
        td_string!(locale, data.d_price),
        td_string!(locale, data.happens),
    ];
    let why = |sign: Option<Sign>| {
        let number = sign? == Sign::Code;
        Some(if number {
            td_string!(locale, data.same_sku)
        } else {
            td_string!(locale, clean.same_name)
        })
    };
    let rows = rows.into_iter().map(|(row, fate)| {
        let currency = row.currency.unwrap_or_else(|| fmt.currency());
        let price = row.price.map(|price| fmt.money(price, currency));
        view! {
            <tr>
                <td class="num muted">{row.row}</td>
                <td class="strong">{row.name}</td>
                <td class="num">{row.sku}</td>
                <td>{row.category}</td>
                <td class="num">{price}</td>
                <td>{fate_of(locale, &fate, why)}</td>
            </tr>
        }
    });
    table(&head, rows.collect_view().into_any())
}

fn sales(locale: Locale, fmt: Fmt, rows: Vec<(SaleRow, Fate)>) -> AnyView {
    let head = [
        td_string!(locale, data.row),
        td_string!(locale, common.date),
        td_string!(locale, common.customer),
        td_string!(locale, common.amount),
        td_string!(locale, data.order),
        td_string!(locale, common.product),
        td_string!(locale, data.happens),
    ];
    let why = |sign: Option<Sign>| {
        Some(if sign.is_some() {
            td_string!(locale, data.same_order)
        } else {
            td_string!(locale, data.same_sale)
        })
    };
    let rows = rows.into_iter().map(|(row, fate)| {
        let currency = row.currency.unwrap_or_else(|| fmt.currency());
        view! {
            <tr>
                <td class="num muted">{row.row_number}</td>
                <td class="num nowrap">{fmt.date(row.date)}</td>
                <td class="strong">{row.customer}</td>
                <td class="num">{fmt.money(row.amount_minor, currency)}</td>
                <td>{row.order_id}</td>
                <td>{row.product}</td>
                <td>{fate_of(locale, &fate, why)}</td>
            </tr>
        }
    });
    table(&head, rows.collect_view().into_any())
}

fn table(head: &[&'static str], rows: AnyView) -> AnyView {
    let head: Vec<_> = head
        .iter()
        .map(|text| view! { <th scope="col">{*text}</th> })
        .collect();
    view! {
        <table class="data-table">
            <thead>
                <tr>{head}</tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
