//! The cases that are asked for on the days of a month, by the day they are promised for. `?on=` names a day of the month.
//! Those without such a day are counted, and one click away.

use std::sync::Arc;

use leptos::prelude::*;

use super::list::FOUND_BY;
use crate::{
    app::{App, Route, format::use_fmt, state::use_app},
    domain::Case,
    i18n::{counted, t_string, td_string, use_i18n},
    pages::{
        parts::{MonthCalendar, MonthDays, month_days, name_of},
        views::WordList,
    },
    query::{
        case_columns::CaseColumn,
        cases::{Asked, CasesShape, cases_by_day},
    },
};

/// The calendar.
#[component]
pub fn CasesCalendar(list: WordList<Asked>) -> impl IntoView {
    let app = use_app();
    let fmt = use_fmt();
    let on = Memo::new(move |_| {
        let day = list.asked.with(|asked| asked.on);
        day.unwrap_or_else(|| app.moment().today)
    });
    let dated = Memo::new_with_compare(
        move |_| {
            let dates = month_days(app, on.get());
            let asked = list.asked.get();
            let dated = app.read(FOUND_BY, |records| cases_by_day(records, &asked, &dates));
            (Arc::new(dated.days), dated.undated)
        },
        |_, _| true,
    );
    let days: Memo<MonthDays<Arc<Case>>> =
        Memo::new_with_compare(move |_| dated.with(|(days, _)| days.clone()), |_, _| true);
    let undated = Memo::new(move |_| dated.with(|(_, undated)| *undated));
    let comes_to = move |cases: Vec<Arc<Case>>| {
        let locale = fmt.locale();
        td_string!(locale, care.cases_n, count = counted(locale, cases.len()))
    };
    view! {
        <MonthCalendar
            days
            on
            go=Callback::new(move |day| list.change(|asked| asked.on = day))
            item=Callback::new(move |case: Arc<Case>| item(app, &case))
            comes_to=Callback::new(comes_to)
        >
            <Undated list undated/>
        </MonthCalendar>
    }
    .into_any()
}

fn item(app: App, case: &Case) -> AnyView {
    let tone = if !case.is_open() {
        "done"
    } else if case.is_late(app.moment().today) {
        "late"
    } else {
        "open"
    };
    let name = name_of(app, case.customer);
    let text: Vec<String> = [Some(case.title.clone()), name]
        .into_iter()
        .flatten()
        .collect();
    view! {
        <a class=format!("cal-item {tone}") href=Route::Case(case.id).href() dir="auto">
            {text.join(" · ")}
        </a>
    }
    .into_any()
}

/// How many cases stand on no day, whatever the month, with the way to them.
#[component]
fn Undated(list: WordList<Asked>, undated: Memo<usize>) -> impl IntoView {
    let i18n = use_i18n();
    let href = move || {
        let mut asked = list.asked.with(|asked| asked.shown_as(CasesShape::Table));
        asked.arranged.group = Some(CaseColumn::Due);
        list.href(&asked)
    };
    view! {
        <a class="small push-end" href=href hidden=move || undated.get() == 0>
            {move || {
                t_string!(i18n, care.undated, count = counted(i18n.get_locale(), undated.get()))
            }}
        </a>
    }
}
