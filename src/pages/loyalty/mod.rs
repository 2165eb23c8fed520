//! The loyalty reports. Every figure on the page is a button that explains itself; what the figures
//! mean and how they are computed is settled in `reports`.

mod behind;
mod cohorts;
mod explain;
mod out;
mod periods;
mod repeat;
mod rfm;
mod scores;
mod sheet;
mod stages;
mod tables;
pub mod texts;
mod tiles;
mod value;
mod what_if;

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use crate::{
    app::{
        Loyalty as Reports, Route,
        loyalty::{LoyaltyError, Reckoning},
        route::base,
        state::use_app,
        worker::{JobError, ReportsFailure},
    },
    domain::TableName,
    i18n::{counted, t, t_string, use_i18n},
    platform::intl::{self, DateStyle},
    ui::Empty,
};

use self::{
    cohorts::Cohorts, explain::ExplainDialog, periods::Periods, repeat::Repeat, rfm::Rfm,
    sheet::Sheet, stages::Stages, tiles::Tiles, value::Value,
};

/// Customers below which scores say little.
const FEW: u32 = 10;

/// The page.
#[component]
pub fn Loyalty() -> impl IntoView {
    let app = use_app();
    let query = use_query_map();
    let today = move || app.moment().today;
    let as_of = Memo::new(move |_| {
        query
            .with(|query| query.get("as_of"))
            .and_then(|text| NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok())
            .unwrap_or_else(today)
    });
    // Another day than today is this page's own business.
    let other = Reckoning::new();
    let current = move || {
        if as_of.get() == today() {
            app.reckoning()
        } else {
            other
        }
    };
    app.follow_loyalty_of(move || (current(), as_of.get()));
    on_cleanup(move || other.cancel());
    let sheet = Sheet::new();
    provide_context(sheet);
    let body = move || {
        let reckoning = current();
        let empty =
            app.loaded.get() && app.read(&[TableName::Sales], |records| records.sales.is_empty());
        if empty {
            return view! { <NoSales/> }.into_any();
        }
        match reckoning.latest.get() {
            Some(reports) => view! { <Body of=reports/> }.into_any(),
            None => ().into_any(),
        }
    };
    view! {
        <Head as_of=as_of latest=Signal::derive(move || current().latest.get())/>
        {move || view! { <Status reckoning=current() as_of=as_of.get()/> }}
        {body}
        <ExplainDialog latest=Signal::derive(move || current().latest.get())/>
    }
    .into_any()
}

#[component]
fn Head(as_of: Memo<NaiveDate>, latest: Signal<Option<Arc<Reports>>>) -> impl IntoView {
    let (i18n, sheet) = (use_i18n(), Sheet::here());
    let navigate = use_navigate();
    let choose = move |event| {
        let text = event_target_value(&event);
        let href = format!("{}?as_of={text}", Route::Loyalty.href());
        let path = href.strip_prefix(&base()).unwrap_or(&href).to_owned();
        if NaiveDate::parse_from_str(&text, "%Y-%m-%d").is_ok() {
            navigate(&path, NavigateOptions::default());
        }
    };
    let about = move || {
        let of = latest.get()?;
        let fmt = sheet.fmt;
        let name = intl::display_name(
            crate::i18n::tag(fmt.locale()),
            "currency",
            of.currency.code(),
        );
        let mut parts = vec![t_string!(
            i18n,
            loyalty.as_of_line,
            date = fmt.date_as(of.as_of, DateStyle::Medium),
            currency = name
        )];
        if of.unlinked != 0 && of.revenue > 0 {
            let share = fmt.percent(of.unlinked as f64 / of.revenue as f64);
            parts.push(t_string!(i18n, loyalty.unlinked, share = share));
        }
        if of.reports.rows_left_out > 0 {
            let count = of.reports.rows_left_out;
            parts.push(t_string!(
                i18n,
                loyalty.left_out,
                count = counted(i18n.get_locale(), count)
            ));
        }
        if of.unusable > 0 {
            parts.push(t_string!(
                i18n,
                loyalty.unusable,
                count = counted(i18n.get_locale(), of.unusable)
            ));
        }
        Some(parts.join(" · "))
    };
    view! {
        <div class="head">
            <h1>{t!(i18n, loyalty.heading)}</h1>
            <div class="actions">
                <label class="as-of">
                    <span>{t!(i18n, loyalty.as_of)}</span>
                    <input
                        type="date"
                        class="input"
                        min="1900-01-01"
                        max="2199-12-31"
                        prop:value=move || as_of.get().to_string()
                        on:change=choose
                    />
                </label>
            </div>
            <p class="sub">{about}</p>
        </div>
    }
}

/// Progress with a way to stop it, or why there is nothing and a way to try again.
#[component]
fn Status(reckoning: Reckoning, as_of: NaiveDate) -> impl IntoView {
    let (i18n, app) = (use_i18n(), use_app());
    let first = move || reckoning.latest.with(Option::is_none);
    let progress = move || {
        let share = reckoning.share.get()?;
        let stop = move |_| reckoning.cancel();
        if !first() {
            return Some(
                view! {
                    <p class="updating muted small row">
                        <span role="status">{t!(i18n, loyalty.updating)}</span>
                        <button type="button" class="btn small" on:click=stop>
                            {t!(i18n, common.cancel)}
                        </button>
                    </p>
                }
                .into_any(),
            );
        }
        Some(
            view! {
                <div class="empty" role="status">
                    <h2>{t!(i18n, loyalty.computing)}</h2>
                    <progress
                        class="progress"
                        max="1"
                        prop:value=share
                        aria-label=move || t_string!(i18n, loyalty.computing)
                    ></progress>
                    <button type="button" class="btn" on:click=stop>{t!(i18n, common.cancel)}</button>
                </div>
            }
            .into_any(),
        )
    };
    let failure = move || {
        let error = reckoning.error.get()?;
        Some(view! {
            <div class="banner warn" role="alert">
                <span>{move || why(i18n.get_locale(), &error)}</span>
                <button
                    type="button"
                    class="btn small"
                    on:click=move |_| reckoning.retry(app, as_of)
                >
                    {t!(i18n, common.retry)}
                </button>
            </div>
        })
    };
    view! { {progress} {failure} }
}

fn why(locale: crate::i18n::Locale, error: &LoyaltyError) -> &'static str {
    use crate::i18n::td_string;
    match error {
        JobError::Cancelled => td_string!(locale, loyalty.cancelled),
        JobError::Refused(ReportsFailure::Report(crate::reports::ReportError::AsOfOutOfRange)) => {
            td_string!(locale, loyalty.failed_day)
        }
        _ => td_string!(locale, loyalty.failed),
    }
}

#[component]
fn NoSales() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Empty
            icon="heart"
            title=Signal::derive(move || t_string!(i18n, loyalty.empty_title).to_owned())
            text=Signal::derive(move || t_string!(i18n, loyalty.empty_text).to_owned())
        >
            <a class="btn" href=Route::Data.href()>{t!(i18n, common.import)}</a>
            <a class="btn primary" href=Route::Sales.href()>{t!(i18n, common.sales)}</a>
        </Empty>
    }
}

#[component]
fn Body(of: Arc<Reports>) -> impl IntoView {
    let i18n = use_i18n();
    let customers = of.reports.customers;
    if customers == 0 {
        return view! {
            <Empty
                icon="heart"
                title=Signal::derive(move || t_string!(i18n, loyalty.empty_linked).to_owned())
                text=Signal::derive(move || t_string!(i18n, loyalty.empty_linked_text).to_owned())
            />
        }
        .into_any();
    }
    let few = (customers < FEW).then(|| {
        view! { <p class="callout">{t!(i18n, loyalty.few, count = customers)}</p> }
    });
    view! {
        <Sections/>
        <div class="body loyalty">
            {few}
            <Tiles of=of.clone()/>
            <Rfm of=of.clone()/>
            <Periods of=of.clone()/>
            <Cohorts of=of.clone()/>
            <Value of=of.clone()/>
            <Repeat of=of.clone()/>
            <Stages of=of/>
        </div>
    }
    .into_any()
}

/// Links to the parts of the page; each part has an address of its own.
#[component]
fn Sections() -> impl IntoView {
    let i18n = use_i18n();
    let query = use_query_map();
    let link = move |anchor: &'static str, text: Signal<String>| {
        let href = move || {
            let query = query.with(leptos_router::params::ParamsMap::to_query_string);
            format!("{}{query}#{anchor}", Route::Loyalty.href())
        };
        view! { <a class="chip" href=href>{text}</a> }
    };
    let named = |text: fn(crate::i18n::Locale) -> &'static str| {
        Signal::derive(move || text(i18n.get_locale()).to_owned())
    };
    view! {
        <nav class="chips" aria-label=move || t_string!(i18n, loyalty.sections)>
            {link("overview", named(|l| crate::i18n::td_string!(l, loyalty.overview)))}
            {link("rfm", named(|l| crate::i18n::td_string!(l, loyalty.rfm)))}
            {link("periods", named(|l| crate::i18n::td_string!(l, loyalty.periods)))}
            {link("cohorts", named(|l| crate::i18n::td_string!(l, loyalty.retention)))}
            {link("value", named(|l| crate::i18n::td_string!(l, loyalty.concentration)))}
            {link("repeat", named(|l| crate::i18n::td_string!(l, loyalty.repeat)))}
            {link("stages", named(|l| crate::i18n::td_string!(l, loyalty.stages)))}
        </nav>
    }
}
