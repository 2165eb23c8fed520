//! The columns of the table of cases: what they are called, their first layout, and what a cell shows.

use leptos::prelude::*;

use super::texts;
use crate::{
    app::{Fmt, Route},
    domain::{Case, TableName},
    i18n::{Locale, td_string},
    pages::{
        parts::name_of,
        tables::{Titled, own_text},
        tasks::priority,
        views::Kept,
    },
    query::case_columns::CaseColumn,
};

/// Where this device keeps them.
static KEPT: Kept = Kept::new("regulars.cases.columns", "regulars.cases.columns.views");

impl Titled for CaseColumn {
    fn kept() -> &'static Kept {
        &KEPT
    }

    fn width(self) -> f64 {
        match self {
            Self::Title => 220.0,
            Self::Note | Self::Solution => 180.0,
            Self::Customer => 150.0,
            Self::Own(_) => 130.0,
            Self::Priority => 92.0,
            _ => 132.0,
        }
    }

    fn title(self, locale: Locale) -> &'static str {
        match self {
            Self::Title => td_string!(locale, common.title),
            Self::Status => td_string!(locale, care.status),
            Self::Kind => td_string!(locale, care.kind),
            Self::Customer => td_string!(locale, common.customer),
            Self::Due => td_string!(locale, care.due),
            Self::Priority => td_string!(locale, care.priority),
            Self::Owner => td_string!(locale, customers.owner),
            Self::Sale => td_string!(locale, care.about_sale),
            Self::Note => td_string!(locale, common.note),
            Self::Solution => td_string!(locale, care.solution),
            Self::Solved => td_string!(locale, care.status_solved),
            Self::Created => td_string!(locale, customers.created),
            Self::Own(_) => "",
        }
    }

    fn group_title(by: Self, locale: Locale) -> String {
        by.title(locale).to_owned()
    }

    fn lacking(by: Self, locale: Locale) -> &'static str {
        by.title(locale)
    }
}

/// What a cell shows; followed.
pub fn content(fmt: Fmt, column: CaseColumn, case: &Case) -> AnyView {
    let (app, locale) = (fmt.app(), fmt.locale());
    let link = |href: String, text: String| view! { <a href=href dir="auto">{text}</a> }.into_any();
    let text = match column {
        CaseColumn::Title => return link(Route::Case(case.id).href(), case.title.clone()),
        CaseColumn::Status => {
            let status = case.status();
            return view! { <span class=texts::tone(status)>{texts::status(locale, status)}</span> }
                .into_any();
        }
        CaseColumn::Kind => texts::kind(locale, case.kind).to_owned(),
        CaseColumn::Customer => match (case.customer, name_of(app, case.customer)) {
            (Some(id), Some(name)) => return link(Route::Customer(id).href(), name),
            _ => String::new(),
        },
        CaseColumn::Due => {
            let late = case.is_late(app.moment().today);
            let day = case.due.map(|due| fmt.relative_day(due));
            return view! { <span class:bad=late>{day}</span> }.into_any();
        }
        CaseColumn::Priority => priority(locale, case.priority).to_owned(),
        CaseColumn::Owner => case
            .owner
            .map(|id| app.person_name(locale, &id.to_string()))
            .unwrap_or_default(),
        CaseColumn::Sale => {
            let number = case.sale.and_then(|id| {
                let read = |records: &crate::domain::Records| Some(records.get(id)?.number.clone());
                Some((id, app.read(&[TableName::Sales], read)?))
            });
            match number {
                Some((id, number)) => return link(Route::Sale(id).href(), number),
                None => String::new(),
            }
        }
        CaseColumn::Note => case.note.clone(),
        CaseColumn::Solution => case.solution.clone(),
        CaseColumn::Solved => case
            .solved
            .map(|at| fmt.date(fmt.day_of(at)))
            .unwrap_or_default(),
        CaseColumn::Created => fmt.date(fmt.day_of(case.created)),
        CaseColumn::Own(field) => own_text(fmt, field, &case.values),
    };
    view! { <span dir="auto">{text}</span> }.into_any()
}
