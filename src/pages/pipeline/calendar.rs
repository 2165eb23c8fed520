//! The open deals on the days of a month, by when they are expected to close, with what those of a day and of the month
//! come to. `?on=` names a day of the month. Those without such a day are counted, and one click away.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{App, Fmt, Route, format::use_fmt, state::use_app},
    domain::Deal,
    i18n::{counted, t_string, td_string, use_i18n},
    pages::parts::{MonthCalendar, MonthDays, month_days},
    query::{
        board::Figures, deal_columns::DealColumn, deals::deals_by_close, deals_asked::DealsShape,
    },
};

use super::{
    controls::{Controls, NoDeals},
    shown::{DEALS_OF, Deals, found},
};

/// The calendar.
#[component]
pub(super) fn DealsCalendar(words: Deals) -> impl IntoView {
    let app = use_app();
    let fmt = use_fmt();
    let on = Memo::new(move |_| {
        let day = words.asked.with(|asked| asked.on);
        day.unwrap_or_else(|| app.moment().today)
    });
    let dated = Memo::new_with_compare(
        move |_| {
            let dates = month_days(app, on.get());
            let asked = words.asked.get();
            let dated = app.read(&DEALS_OF, |records| deals_by_close(records, &asked, &dates));
            (Arc::new(dated.days), dated.undated)
        },
        |_, _| true,
    );
    let days: Memo<MonthDays<Arc<Deal>>> =
        Memo::new_with_compare(move |_| dated.with(|(days, _)| days.clone()), |_, _| true);
    let undated = Memo::new(move |_| dated.with(|(_, undated)| *undated));
    let none = Memo::new(move |_| found(app, &words.asked.get()).is_empty());
    view! {
        <Controls words/>
        {move || {
            if none.get() {
                return view! { <NoDeals words/> }.into_any();
            }
            view! {
                <MonthCalendar
                    days
                    on
                    go=Callback::new(move |day| words.change(|asked| asked.on = day))
                    item=Callback::new(move |deal: Arc<Deal>| item(app, fmt, &deal))
                    comes_to=Callback::new(move |deals: Vec<Arc<Deal>>| comes_to(fmt, &deals))
                >
                    <Undated words undated/>
                </MonthCalendar>
            }
                .into_any()
        }}
    }
    .into_any()
}

fn item(app: App, fmt: Fmt, deal: &Deal) -> AnyView {
    let today = app.moment().today;
    let late = deal.expected_close.is_some_and(|day| day < today);
    let amount = fmt.money_whole(deal.value, deal.currency);
    let text = format!("{} · {amount}", deal.title);
    view! {
        <a
            class=if late { "cal-item late" } else { "cal-item open" }
            href=Route::Deal(deal.id).href()
            dir="auto"
        >
            {text}
        </a>
    }
    .into_any()
}

/// How many they are and their sum; how many are in another currency and in no sum.
fn comes_to(fmt: Fmt, deals: &[Arc<Deal>]) -> String {
    let (locale, currency) = (fmt.locale(), fmt.currency());
    // Nothing here is weighted.
    let figures = Figures::of(deals.iter().map(AsRef::as_ref), 0, currency);
    let count = td_string!(
        locale,
        common.deals_n,
        count = counted(locale, figures.count)
    );
    let sum = fmt.money_whole(figures.total(), currency);
    let mut text = format!("{count} · {sum}");
    if figures.other > 0 {
        let other = td_string!(
            locale,
            pipeline.other_currencies,
            count = counted(locale, figures.other)
        );
        text = format!("{text} · {other}");
    }
    text
}

/// How many deals stand on no day, whatever the month, with the way to them.
#[component]
fn Undated(words: Deals, undated: Memo<usize>) -> impl IntoView {
    let i18n = use_i18n();
    let href = move || {
        let mut asked = words.asked.with(|asked| asked.shown_as(DealsShape::Table));
        asked.arranged.group = Some(DealColumn::Close);
        words.href(&asked)
    };
    view! {
        <a class="small push-end" href=href hidden=move || undated.get() == 0>
            {move || {
                t_string!(
                    i18n,
                    pipeline.undated,
                    count = counted(i18n.get_locale(), undated.get())
                )
            }}
        </a>
    }
}
