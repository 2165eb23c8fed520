//! The first rows as they will be.

use leptos::prelude::*;

use super::card::Card;
use crate::{
    app::{
        data::reading::{CustomerPreview, Fate, Preview},
        format::{Fmt, use_fmt},
    },
    exchange::{
        calendar::TaskDraft,
        sales::SaleRow,
        things::{DealRow, ProductRow, Status, TodoRow},
    },
    i18n::{Locale, t, t_string, td_string, use_i18n},
    pages::touch::texts::activity as kind_text,
};

/// The preview.
#[component]
pub fn Rows(card: Card) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let preview = Memo::new(move |_| {
        card.reading
            .with(|r| r.as_ref().map(|r| r.preview.clone()).unwrap_or_default())
    });
    let empty = move || {
        preview.with(|preview| match preview {
            Preview::None => true,
            Preview::Customers(rows) => rows.is_empty(),
            Preview::Sales(rows) => rows.is_empty(),
            Preview::Deals(rows) => rows.is_empty(),
            Preview::Products(rows) => rows.is_empty(),
            Preview::Tasks(rows) => rows.is_empty(),
            Preview::Todos(rows) => rows.is_empty(),
        })
    };
    view! {
        <div class="data-preview" hidden=empty>
            <h3>{t!(i18n, data.first_rows)}</h3>
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
        let (class, fate) = match row.fate {
            Fate::New => ("tag good", td_string!(locale, data.fate_new).to_owned()),
            Fate::Update(name) => (
                "tag info",
                td_string!(locale, data.fate_update, name = name),
            ),
            Fate::Skip(name) => ("tag", td_string!(locale, data.fate_skip, name = name)),
            Fate::Differs => ("tag warn", td_string!(locale, data.fate_differs).to_owned()),
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
                <td><span class=class>{fate}</span></td>
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

/// What happens to a row that has no name of its own to be known by.
fn fate_of(locale: Locale, fate: &Fate) -> AnyView {
    let (class, text) = match fate {
        Fate::New => ("tag good", td_string!(locale, data.fate_new)),
        Fate::Update(_) => ("tag info", td_string!(locale, data.fate_changed)),
        Fate::Skip(_) => ("tag", td_string!(locale, data.fate_known)),
        Fate::Differs => ("tag warn", td_string!(locale, data.fate_differs)),
    };
    view! { <span class=class>{text}</span> }.into_any()
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
                <td>{fate_of(locale, &fate)}</td>
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
                <td>{fate_of(locale, &fate)}</td>
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
                <td>{fate_of(locale, &fate)}</td>
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
                <td>{fate_of(locale, &fate)}</td>
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
