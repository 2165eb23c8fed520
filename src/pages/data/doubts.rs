//! What the values of a file leave open, asked once for all of it: the order of dates and the decimal mark.
//! Each is shown only where a column leaves a choice, or where it was chosen already.

use leptos::prelude::*;

use super::{
    card::Card,
    recognised::{Choice, text},
};
use crate::{
    app::data::reading::{Issue, Reason},
    exchange::{amount::DecimalMark, dates::DateOrder, problem::ProblemKind, sales::SalesWarning},
    i18n::{t_string, use_i18n},
};

/// Whether `1/2/2024` is of January or of February; only where the file leaves it open.
#[component]
pub fn DateOrderChoice(card: Card) -> impl IntoView {
    let i18n = use_i18n();
    let open = move || {
        let of_sales = |warning: &SalesWarning| match warning {
            SalesWarning::DateOrder(order, _) => Some(*order),
            _ => None,
        };
        let of_birthdays = |issue: &Issue| match issue.reason {
            Reason::Table(ProblemKind::AmbiguousDates { order }) => Some(order),
            _ => None,
        };
        let found = card.reading.with(|reading| {
            let reading = reading.as_ref()?;
            let sales = reading.warnings.iter().find_map(of_sales);
            sales.or_else(|| reading.issues.iter().find_map(of_birthdays))
        });
        // Once decided the question stays, so that it can be decided otherwise.
        card.decisions
            .with(|decisions| decisions.date_order)
            .or(found)
    };
    let options = Signal::derive(move || {
        vec![
            ("day".to_owned(), t_string!(i18n, data.day_first).to_owned()),
            (
                "month".to_owned(),
                t_string!(i18n, data.month_first).to_owned(),
            ),
            (
                "year".to_owned(),
                t_string!(i18n, data.year_first).to_owned(),
            ),
            (
                "republic".to_owned(),
                t_string!(i18n, data.republic_first).to_owned(),
            ),
        ]
    });
    let current = Signal::derive(move || {
        let name = match open() {
            Some(DateOrder::DayFirst) => "day",
            Some(DateOrder::YearFirst) => "year",
            Some(DateOrder::RepublicFirst) => "republic",
            Some(DateOrder::MonthFirst) | None => "month",
        };
        name.to_owned()
    });
    let choose = Callback::new(move |value: String| {
        let order = match value.as_str() {
            "day" => DateOrder::DayFirst,
            "year" => DateOrder::YearFirst,
            "republic" => DateOrder::RepublicFirst,
            _ => DateOrder::MonthFirst,
        };
        card.decisions
            .update(|decisions| decisions.date_order = Some(order));
    });
    view! {
        <Show when=move || open().is_some()>
            <Choice label=text(move || t_string!(i18n, data.date_order)) options current choose/>
        </Show>
    }
}

/// Whether `1.234` is a thousand or a fraction; only where the file leaves it open.
#[component]
pub fn DecimalChoice(card: Card) -> impl IntoView {
    let i18n = use_i18n();
    let open = move || {
        let of_sales = |warning: &SalesWarning| match warning {
            SalesWarning::DecimalMark(mark, _) => Some(*mark),
            _ => None,
        };
        let of_columns = |issue: &Issue| match issue.reason {
            Reason::Table(ProblemKind::AmbiguousNumbers { comma: true }) => {
                Some(DecimalMark::Comma)
            }
            Reason::Table(ProblemKind::AmbiguousNumbers { .. }) => Some(DecimalMark::Point),
            _ => None,
        };
        let found = card.reading.with(|reading| {
            let reading = reading.as_ref()?;
            let sales = reading.warnings.iter().find_map(of_sales);
            sales.or_else(|| reading.issues.iter().find_map(of_columns))
        });
        card.decisions
            .with(|decisions| decisions.decimal_mark)
            .or(found)
    };
    let options = Signal::derive(move || {
        vec![
            (
                "point".to_owned(),
                t_string!(i18n, data.decimal_point).to_owned(),
            ),
            (
                "comma".to_owned(),
                t_string!(i18n, data.decimal_comma).to_owned(),
            ),
        ]
    });
    let current = Signal::derive(move || {
        let comma = open() == Some(DecimalMark::Comma);
        if comma { "comma" } else { "point" }.to_owned()
    });
    let choose = Callback::new(move |value: String| {
        let mark = if value == "comma" {
            DecimalMark::Comma
        } else {
            DecimalMark::Point
        };
        card.decisions
            .update(|decisions| decisions.decimal_mark = Some(mark));
    });
    view! {
        <Show when=move || open().is_some()>
            <Choice label=text(move || t_string!(i18n, data.decimal_mark)) options current choose/>
        </Show>
    }
}
