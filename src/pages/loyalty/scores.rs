//! The three scores behind the grid: how many customers have each.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::Loyalty,
    exchange::lists::{Value, report::table},
    i18n::{t, td_string, use_i18n},
    pages::parts::ExportTable,
    reports::{Figure, Score},
};

use super::{
    sheet::{Asked, Cell, Sheet},
    texts,
};

/// Scores, from the worst to the best.
const SCORES: [u8; 5] = [1, 2, 3, 4, 5];

/// Customers by score, for each of the three.
#[component]
pub fn Scores(of: Arc<Loyalty>) -> impl IntoView {
    let (i18n, sheet) = (use_i18n(), Sheet::here());
    let fmt = sheet.fmt;
    let rows = of.clone();
    let held = move |by: Score| SCORES.map(|score| (score, rows.reports.rfm.with_score(by, score)));
    let row = |by: Score| {
        let cell = |(score, held): (u8, Option<u32>)| {
            view! {
                <td>
                    <Cell
                        asked=Figure::ScoreShare(by, score)
                        field="score_customers"
                        value=held.map(f64::from)
                        text=Signal::derive(move || fmt.count(held.unwrap_or_default() as usize))
                    />
                </td>
            }
        };
        view! {
            <tr>
                <th scope="row">{move || texts::score(fmt.locale(), by)}</th>
                {held(by).map(cell).collect_view()}
            </tr>
        }
    };
    let meaning = move |by: Score| {
        let asked = Asked::Figure(Figure::ScoreShare(by, 5));
        view! { <p class="muted small">{move || texts::definition(fmt.locale(), asked)}</p> }
    };
    let body = Score::ALL.iter().copied().map(row).collect_view();
    let export = Callback::new(move |()| {
        let locale = i18n.get_locale_untracked();
        let name = td_string!(locale, loyalty.scores);
        let heads = std::iter::once(name.to_owned()).chain(SCORES.map(|score| score.to_string()));
        let line = |&by: &Score| {
            let counts =
                SCORES.map(|score| of.reports.rfm.with_score(by, score).unwrap_or_default());
            std::iter::once(Value::text(texts::score(locale, by)))
                .chain(counts.map(Value::count))
                .collect()
        };
        let lines: Vec<Vec<Value>> = Score::ALL.iter().map(line).collect();
        (table(name, heads.collect::<Vec<_>>(), lines), 0)
    });
    view! {
        <header>
            <h2>{t!(i18n, loyalty.scores)}</h2>
            <span class="push"><ExportTable name="loyalty-scores" list=export/></span>
        </header>
        <div class="scroll">
            <table class="figures">
                <thead>
                    <tr>
                        <th scope="col">{t!(i18n, loyalty.scores_sub)}</th>
                        {SCORES.map(|score| view! { <th scope="col">{score}</th> }).collect_view()}
                    </tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </div>
        {Score::ALL.iter().copied().map(meaning).collect_view()}
    }
}
