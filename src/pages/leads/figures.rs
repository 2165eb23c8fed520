//! The leads in figures: how many, how soon answered, what became of them; by source.

use leptos::prelude::*;

use crate::{
    app::format::use_fmt,
    domain::TableName,
    exchange::lists::{
        Value,
        report::{Table, table},
    },
    i18n::{Locale, t, t_string, td_string, use_i18n},
    pages::{customer::span, parts::ExportTable},
    query::leads::{Asked, Figures as One, Stand, figures},
};

use super::{Inbox, source_text};

/// The box.
#[component]
pub fn Figures(inbox: Inbox) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let all = Memo::new(move |_| inbox.app.read(&[TableName::Customers], figures));
    let cells = move |one: &One| {
        let response = one.response.map(|time| span(fmt.locale(), time));
        let rate = one.rate().map(|rate| fmt.percent_whole(rate));
        let none = || "—".to_owned();
        view! {
            <td class="num end">{fmt.count(one.leads)}</td>
            <td class="num end">{fmt.count(one.waiting)}</td>
            <td class="num end">{response.unwrap_or_else(none)}</td>
            <td class="num end">{fmt.count(one.qualified)}</td>
            <td class="num end">{fmt.count(one.rejected)}</td>
            <td class="num end">{rate.unwrap_or_else(none)}</td>
        }
    };
    let narrow = move |source: String| {
        inbox.ask(|asked| {
            *asked = Asked {
                source: Some(source),
                ..asked.of(Stand::All)
            };
        });
    };
    let line = move |(source, one): (String, One)| {
        let name = source_text(fmt.locale(), &source);
        view! {
            <tr>
                <th scope="row">
                    <button type="button" class="link" dir="auto" on:click=move |_| narrow(source.clone())>
                        {name}
                    </button>
                </th>
                {cells(&one)}
            </tr>
        }
    };
    let list = Callback::new(move |()| (all.with_untracked(|all| table_of(fmt.locale(), all)), 0));
    let middle = move || {
        let time = all.with(|(_, all)| all.response);
        time.map_or_else(|| "—".to_owned(), |time| span(fmt.locale(), time))
    };
    let why = move || {
        let locale = fmt.locale();
        let said =
            all.with(|(_, all)| (all.rejected > 0).then(|| (all.rejected, told(locale, all))));
        said.map(|(count, reasons)| {
            view! {
                <p class="num" dir="auto">
                    {t_string!(i18n, people.reject_why, count = fmt.count(count), reasons = reasons)}
                </p>
            }
        })
    };
    view! {
        <section class="box" aria-label=move || t_string!(i18n, people.lead_figures)>
            <header>
                <h2>{t!(i18n, people.lead_figures)}</h2>
                <span class="push num">{move || t_string!(i18n, people.median_response, time = middle())}</span>
                <ExportTable name="lead-figures" list/>
            </header>
            <div class="scroll-x">
                <table class="figures plan-table">
                    <thead>
                        <tr>
                            <th scope="col">{t!(i18n, customers.source)}</th>
                            <th scope="col" class="end">{t!(i18n, people.leads)}</th>
                            <th scope="col" class="end">{t!(i18n, people.waiting)}</th>
                            <th scope="col" class="end">{t!(i18n, people.response)}</th>
                            <th scope="col" class="end">{t!(i18n, customers.lead_qualified)}</th>
                            <th scope="col" class="end">{t!(i18n, customers.lead_rejected)}</th>
                            <th scope="col" class="end">{t!(i18n, people.rate)}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || all.get().0.into_iter().map(line).collect_view()}
                    </tbody>
                    <tfoot>
                        <tr>
                            <th scope="row">{t!(i18n, common.total)}</th>
                            {move || all.with(|(_, all)| cells(all))}
                        </tr>
                    </tfoot>
                </table>
            </div>
            {why}
            <p class="muted small">{t!(i18n, people.lead_figures_text)}</p>
        </section>
    }
    .into_any()
}

/// Why they were rejected, each reason with how many.
fn told(locale: Locale, one: &One) -> String {
    let said = |(reason, count): &(String, usize)| {
        let reason = match reason.as_str() {
            "" => td_string!(locale, people.reject_unsaid).to_owned(),
            said => said.to_owned(),
        };
        let count = count.to_string();
        td_string!(locale, people.reject_reason, reason = reason, count = count)
    };
    let all: Vec<String> = one.reasons.iter().map(said).collect();
    all.join(td_string!(locale, history.comma))
}

/// The same as a list that goes out; times in hours.
fn table_of(locale: Locale, (lines, all): &(Vec<(String, One)>, One)) -> Table {
    const HOUR: f64 = 3_600_000.0;
    let columns = [
        td_string!(locale, customers.source).to_owned(),
        td_string!(locale, people.leads).to_owned(),
        td_string!(locale, people.waiting).to_owned(),
        td_string!(locale, people.response_hours).to_owned(),
        td_string!(locale, customers.lead_qualified).to_owned(),
        td_string!(locale, customers.lead_rejected).to_owned(),
        td_string!(locale, people.rate).to_owned(),
        td_string!(locale, people.reject_column).to_owned(),
    ];
    let row = |name: String, one: &One| {
        vec![
            Value::text(name),
            Value::count(one.leads),
            Value::count(one.waiting),
            Value::real(one.response.map(|time| time as f64 / HOUR)),
            Value::count(one.qualified),
            Value::count(one.rejected),
            Value::share(one.rate()),
            Value::text(told(locale, one)),
        ]
    };
    let lines = lines
        .iter()
        .map(|(source, one)| row(source_text(locale, source), one));
    let total = row(td_string!(locale, common.total).to_owned(), all);
    let rows = lines.chain([total]).collect();
    table(td_string!(locale, people.lead_figures), columns, rows)
}
