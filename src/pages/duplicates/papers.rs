//! Papers that data protection asks of a shop, filled in as far as the program knows: as files to print, to keep
//! and to go on filling in. What stands in them is `exchange::papers`'s.

use leptos::prelude::*;

use crate::{
    app::{Notice, format::use_fmt, state::use_app},
    domain::Timestamp,
    exchange::{
        lists::Words,
        papers::{Facts, Paper, write},
    },
    i18n::{Locale, counted, t, td_string, use_i18n},
    platform::files,
    ui::Icon,
};

/// Milliseconds in which a breach is to be reported: 72 hours.
const TO_REPORT: i64 = 72 * 3_600_000;

fn text(locale: Locale, paper: Paper) -> &'static str {
    match paper {
        Paper::Processing => td_string!(locale, clean.paper_processing),
        Paper::Breach => td_string!(locale, clean.paper_breach),
    }
}

/// A button for each paper.
#[component]
pub fn Papers() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let hand_over = move |paper: Paper| {
        let locale = i18n.get_locale_untracked();
        let now = app.moment().now;
        let (shop, customers) = app.peek(|all| (all.settings().cloned(), all.customers.len()));
        let facts = Facts {
            shop: shop
                .as_ref()
                .map_or_else(String::new, |shop| shop.name.clone()),
            made: fmt.date_time(now),
            deadline: fmt.date_time(Timestamp(now.0 + TO_REPORT)),
            customers: counted(locale, customers).to_string(),
            years: shop.map_or_else(String::new, |shop| shop.retention_years.to_string()),
        };
        let page = write(paper, &facts, Words::of(locale.as_ref()));
        let name = format!("{}-{}.html", paper.as_str(), app.moment().today);
        if let Err(error) = files::download(&name, "text/html;charset=utf-8", &[page.as_bytes()]) {
            app.notify(Notice::Problem(error.to_string()));
        }
    };
    let button = move |paper| {
        view! {
            <button type="button" class="btn small" on:click=move |_| untrack(|| hand_over(paper))>
                <Icon name="file"/>
                {move || text(i18n.get_locale(), paper)}
            </button>
        }
    };
    view! {
        <section class="stack tight" aria-label=move || td_string!(i18n.get_locale(), clean.papers)>
            <h2>{t!(i18n, clean.papers)}</h2>
            <p class="soft">{t!(i18n, clean.papers_about)}</p>
            <div class="row wrap">{Paper::ALL.map(button).collect_view()}</div>
        </section>
    }
}
