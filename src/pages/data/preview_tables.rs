//! The tables of the preview, one for each kind of list: what each row was understood as, what becomes of it and
//! why.

use leptos::prelude::*;

use super::{super::texts, fates::Told};
use crate::{
    app::data::reading::{CalendarRow, CustomerPreview, Fate, Line, Of, Refused},
    exchange::{
        duplicates::Sign,
        sales::SaleRow,
        things::{DealRow, PointsRow, ProductRow, Status, TodoRow},
    },
    i18n::{Locale, td_string},
    pages::{
        care::texts::{did, signed},
        sales::texts::payment as payment_text,
        tasks::repeat as rule_text,
        touch::texts::activity as kind_text,
    },
};

pub(super) fn customers(told: &Told, rows: Vec<Line<CustomerPreview>>) -> AnyView {
    let locale = told.locale;
    // Most shops are one person; the column is there once a row names somebody.
    let owned = rows
        .iter()
        .filter_map(Line::read)
        .any(|row| !row.owner.is_empty());
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
    let row = |row: CustomerPreview| {
        let fate = told.of_customer(&row);
        view! {
            <tr>
                <td class="num muted">{row.row}</td>
                <td class="strong">{row.name}</td>
                <td class="num">{row.phone}</td>
                <td>{row.email}</td>
                <td class="num">{row.birthday}</td>
                <td>{row.tags.join(", ")}</td>
                {owned.then(|| view! { <td>{row.owner}</td> })}
                <td class="data-fate">{fate}</td>
            </tr>
        }
        .into_any()
    };
    table(&head, lines(locale, head.len(), rows, row))
}

/// The rows, each as `row` shows it; those that can't be taken with what stands in them and why.
fn lines<R>(
    locale: Locale,
    columns: usize,
    rows: Vec<Line<R>>,
    row: impl Fn(R) -> AnyView,
) -> AnyView {
    let line = |line| match line {
        Line::Read(read) => row(read),
        Line::Refused(left) => refused(locale, columns, left),
    };
    rows.into_iter().map(line).collect_view().into_any()
}

/// A row that is left out.
fn refused(locale: Locale, columns: usize, left: Refused) -> AnyView {
    let mut reasons: Vec<String> = Vec::new();
    for reason in &left.reasons {
        let said = texts::reason(locale, reason);
        if !reasons.contains(&said) {
            reasons.push(said);
        }
    }
    let between = if locale == Locale::en { "; " } else { "；" };
    let (silent, reasons) = (reasons.is_empty(), reasons.join(between));
    view! {
        <tr class="data-refused">
            <td class="num muted">{left.row}</td>
            <td class="soft clip" colspan=columns.saturating_sub(2).to_string()>{left.text}</td>
            <td>
                <span class="tag warn">{td_string!(locale, data.fate_refused)}</span>
                <span class="small muted data-why" hidden=silent>{reasons}</span>
            </td>
        </tr>
    }
    .into_any()
}

pub(super) fn calendar(told: &Told, rows: Vec<Line<(CalendarRow, Fate)>>) -> AnyView {
    let (locale, fmt) = (told.locale, told.fmt);
    let head = [
        td_string!(locale, data.row),
        td_string!(locale, data.d_what),
        td_string!(locale, data.d_subject),
        td_string!(locale, common.date),
        td_string!(locale, data.w_note),
        td_string!(locale, data.happens),
    ];
    let row = |(row, fate): (CalendarRow, Fate)| {
        let (what, day, happens) = match row.birthday {
            Some(birthday) => (
                td_string!(locale, data.birthday),
                Some(fmt.birthday(birthday)),
                told.of_person(&fate),
            ),
            None => (
                td_string!(locale, data.task),
                row.at.map(|(day, _)| fmt.date(day)),
                told.of(&fate, |sign| {
                    Some(if sign.is_some() {
                        td_string!(locale, data.same_entry)
                    } else {
                        td_string!(locale, data.same_day_task)
                    })
                }),
            ),
        };
        let time = row.at.and_then(|(_, time)| time);
        let time = time.map(|time| time.format(" %H:%M").to_string());
        let again = row.repeat.map(|rule| rule_text(locale, &rule));
        view! {
            <tr>
                <td class="num muted">{row.row}</td>
                <td>{what}</td>
                <td class="strong">{row.title}</td>
                <td>
                    <span class="num nowrap">{day} {time}</span>
                    {again.map(|text| view! { <span class="small muted data-why">{text}</span> })}
                </td>
                <td class="clip">{row.note}</td>
                <td class="data-fate">{happens}</td>
            </tr>
        }
        .into_any()
    };
    table(&head, lines(locale, head.len(), rows, row))
}

pub(super) fn deals(told: &Told, rows: Vec<Line<Of<DealRow>>>) -> AnyView {
    let (locale, fmt) = (told.locale, told.fmt);
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
    let row = |(row, fate, of): Of<DealRow>| {
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
                <td class="data-fate">{told.of(&fate, why)}{told.whose(row.row, of)}</td>
            </tr>
        }
        .into_any()
    };
    table(&head, lines(locale, head.len(), rows, row))
}

pub(super) fn todos(told: &Told, rows: Vec<Line<Of<TodoRow>>>) -> AnyView {
    let (locale, fmt) = (told.locale, told.fmt);
    let head = [
        td_string!(locale, data.row),
        td_string!(locale, data.d_what),
        td_string!(locale, data.d_subject),
        td_string!(locale, common.customer),
        td_string!(locale, common.date),
        td_string!(locale, data.d_done),
        td_string!(locale, data.happens),
    ];
    let row = |(row, fate, of): Of<TodoRow>| {
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
        let why = match (&row.case, took_place) {
            (Some(_), _) => td_string!(locale, data.same_case),
            (None, Some(_)) => td_string!(locale, data.same_touch),
            (None, None) => td_string!(locale, data.same_task),
        };
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
                <td class="data-fate">{told.of(&fate, |_| Some(why))}{told.whose(row.row, of)}</td>
            </tr>
        }
        .into_any()
    };
    table(&head, lines(locale, head.len(), rows, row))
}

pub(super) fn points(told: &Told, rows: Vec<Line<Of<PointsRow>>>) -> AnyView {
    let (locale, fmt) = (told.locale, told.fmt);
    let head = [
        td_string!(locale, data.row),
        td_string!(locale, common.date),
        td_string!(locale, common.customer),
        td_string!(locale, data.d_points),
        td_string!(locale, data.d_points_reason),
        td_string!(locale, data.order),
        td_string!(locale, data.w_note),
        td_string!(locale, data.happens),
    ];
    let row = |(row, fate, of): Of<PointsRow>| {
        let of_sale = row.of_sale.then(|| td_string!(locale, data.points_of_sale));
        let why = row.reason.map(|reason| did(locale, reason));
        let why = why.or(of_sale).map_or(row.why, str::to_owned);
        let day = row.when.map(|(day, _)| fmt.date(day));
        let known = td_string!(locale, data.same_points);
        view! {
            <tr>
                <td class="num muted">{row.row}</td>
                <td class="num nowrap">{day}</td>
                <td class="strong">{row.who}</td>
                <td class="num">{signed(fmt, row.points)}</td>
                <td>{why}</td>
                <td>{row.order}</td>
                <td class="clip">{row.note}</td>
                <td class="data-fate">{told.of(&fate, |_| Some(known))}{told.whose(row.row, of)}</td>
            </tr>
        }
        .into_any()
    };
    table(&head, lines(locale, head.len(), rows, row))
}

pub(super) fn products(told: &Told, rows: Vec<Line<(ProductRow, Fate)>>) -> AnyView {
    let (locale, fmt) = (told.locale, told.fmt);
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
    let row = |(row, fate): (ProductRow, Fate)| {
        let currency = row.currency.unwrap_or_else(|| fmt.currency());
        let price = row.price.map(|price| fmt.money(price, currency));
        view! {
            <tr>
                <td class="num muted">{row.row}</td>
                <td class="strong">{row.name}</td>
                <td class="num">{row.sku}</td>
                <td>{row.category}</td>
                <td class="num">{price}</td>
                <td class="data-fate">{told.of(&fate, why)}</td>
            </tr>
        }
        .into_any()
    };
    table(&head, lines(locale, head.len(), rows, row))
}

pub(super) fn sales(told: &Told, rows: Vec<Line<Of<SaleRow>>>) -> AnyView {
    let (locale, fmt) = (told.locale, told.fmt);
    let read = || rows.iter().filter_map(Line::read).map(|(row, ..)| row);
    // Lines of sales say nothing of whom; most lists say nothing of how it was paid.
    let named = read().next().is_none() || read().any(|row| !row.customer.is_empty());
    let paid = read().any(|row| row.payment.is_some());
    let mut head = vec![
        td_string!(locale, data.row),
        td_string!(locale, common.date),
        td_string!(locale, common.customer),
        td_string!(locale, common.amount),
        td_string!(locale, data.order),
        td_string!(locale, common.product),
        td_string!(locale, data.happens),
    ];
    if paid {
        head.insert(6, td_string!(locale, data.s_payment));
    }
    if !named {
        head.remove(2);
    }
    let row = |(row, fate, of): Of<SaleRow>| {
        let currency = row.currency.unwrap_or_else(|| fmt.currency());
        let happens = told.of_sale(&row, &fate, currency);
        let number = usize::try_from(row.row_number).unwrap_or_default();
        let whose = told.whose(number, of);
        view! {
            <tr>
                <td class="num muted">{row.row_number}</td>
                <td class="num nowrap">{(!row.undated).then(|| fmt.date(row.date))}</td>
                {named.then(|| view! { <td>{buyer(&row)}</td> })}
                <td class="num">{fmt.money(row.amount_minor, currency)}</td>
                <td>{row.order_id}</td>
                <td>{row.product}</td>
                {paid.then(|| view! { <td>{row.payment.map(|way| payment_text(locale, way))}</td> })}
                <td class="data-fate">{happens}{whose}</td>
            </tr>
        }
        .into_any()
    };
    table(&head, lines(locale, head.len(), rows, row))
}

/// Who bought: the name where the row says one, and what it is known by.
fn buyer(row: &SaleRow) -> impl IntoView + use<> {
    let name = row.whose().name.clone();
    let known_by = row.customer.clone();
    let (name, besides) = if name.is_empty() || name == known_by {
        (known_by, None)
    } else {
        (name, Some(known_by).filter(|text| !text.is_empty()))
    };
    view! {
        <span class="strong">{name}</span>
        {besides.map(|text| view! { <span class="small muted data-why">{text}</span> })}
    }
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
