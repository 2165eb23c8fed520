//! The first page: what to do now, how sales go, the pipeline at a glance. The daily cycle of finding,
//! contacting and following up, on one screen.

mod cases;
mod contact;
mod figures;
mod rows;
mod tasks;

use leptos::prelude::*;

use crate::{
    app::{format::use_fmt, state::use_app},
    domain::TableName,
    i18n::{t_string, use_i18n},
    pages::tasks::use_plan,
    platform::intl::DateStyle,
    query::{due::Due, today},
    ui::Empty,
};

use cases::DueCases;
use contact::{Anniversaries, Deals, DueTouches, Regulars};
use figures::{Pipelines, Sales};
use tasks::DueTasks;

/// The page.
#[component]
pub fn Today() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let regulars = Memo::new_with_compare(
        move |_| {
            app.read(&[TableName::Sales, TableName::Customers], |records| {
                today::slipping(records, fmt.currency(), app.moment().today)
            })
        },
        |_, _| true,
    );
    let anniversaries = Memo::new_with_compare(
        move |_| {
            let ahead = app.settings().map_or(7, |shop| shop.contact.birthday_days);
            app.read(&[TableName::Customers, TableName::Fields], |records| {
                today::anniversaries(records, app.moment().today, u64::from(ahead))
            })
        },
        |_, _| true,
    );
    let deals = Memo::new_with_compare(
        move |_| {
            app.read(&[TableName::Deals, TableName::Pipelines], |records| {
                today::rotting(records, &app.moment())
            })
        },
        |_, _| true,
    );
    let due = Memo::new(move |_| {
        let day = app.moment().today;
        app.read(&[TableName::Tasks], |records| {
            let mut tasks: Vec<_> = records
                .tasks
                .iter()
                .filter(|task| matches!(Due::of(task, day, 1), Due::Overdue | Due::Today))
                .collect();
            tasks.sort_by(|a, b| crate::query::due::order(a, b));
            tasks.into_iter().map(|task| task.id).collect::<Vec<_>>()
        })
    });
    let cases = Memo::new(move |_| {
        let day = app.moment().today;
        app.read(&[TableName::Cases], |records| {
            let due = crate::query::cases::due(records, day);
            due.into_iter().map(|case| case.id).collect::<Vec<_>>()
        })
    });
    let plan = use_plan();
    let nothing = move || {
        app.loaded.get()
            && due.with(Vec::is_empty)
            && cases.with(Vec::is_empty)
            && regulars.with(Vec::is_empty)
            && anniversaries.with(Vec::is_empty)
            && deals.with(Vec::is_empty)
            && plan.with(|plan| plan.due.is_empty())
    };
    view! {
        <div class="head">
            <h1>{move || fmt.date_as(app.moment().today, DateStyle::Full)}</h1>
        </div>
        <div class="body">
            <div class="grid today">
                <div class="w7 stack">
                    <section class="box" hidden=move || !nothing()>
                        <Empty
                            icon="check"
                            title=Signal::derive(move || t_string!(i18n, today.nothing_title).to_owned())
                            text=Signal::derive(move || t_string!(i18n, today.nothing_text).to_owned())
                        />
                    </section>
                    <DueTasks due/>
                    <DueCases cases/>
                    <Regulars regulars/>
                    <Anniversaries days=anniversaries/>
                    <Deals deals/>
                    <DueTouches plan/>
                </div>
                <div class="w5 stack">
                    <Sales/>
                    <Pipelines/>
                </div>
            </div>
        </div>
    }
    .into_any()
}
