//! What would change, the button that does it, and what was done.

use leptos::prelude::*;

use super::{
    card::{Card, State, Waiting},
    problems::Rejects,
    recognised::DuplicatesChoice,
    whose::SignsChoice,
};
use crate::{
    app::{
        Route,
        data::{Kind, Reading, reading::Counts},
        format::{Fmt, use_fmt},
    },
    exchange::sales::SalesWarning,
    i18n::{Locale, t, t_string, td_string, use_i18n},
    ui::Icon,
};

/// The numbers that are not 0, with their colour.
fn numbers(locale: Locale, fmt: Fmt, counts: &Counts) -> Vec<(&'static str, String)> {
    let count = |number| fmt.count(number);
    let all = [
        (
            counts.create,
            "tag good",
            td_string!(locale, data.n_create, count = count(counts.create)),
        ),
        (
            counts.returns,
            "tag",
            td_string!(locale, data.n_returns, count = count(counts.returns)),
        ),
        (
            counts.update,
            "tag info",
            td_string!(locale, data.n_update, count = count(counts.update)),
        ),
        (
            counts.skip,
            "tag",
            td_string!(locale, data.n_skip, count = count(counts.skip)),
        ),
        (
            counts.unchanged,
            "tag",
            td_string!(locale, data.n_unchanged, count = count(counts.unchanged)),
        ),
        (
            counts.differing,
            "tag warn",
            td_string!(locale, data.n_differing, count = count(counts.differing)),
        ),
        (
            counts.void,
            "tag warn",
            td_string!(locale, data.n_void, count = count(counts.void)),
        ),
        (
            counts.rejected,
            "tag warn",
            td_string!(locale, data.n_rejected, count = count(counts.rejected)),
        ),
        (
            counts.lacking,
            "tag warn",
            td_string!(locale, data.n_lacking, count = count(counts.lacking)),
        ),
        (
            counts.customers,
            "tag good",
            td_string!(locale, data.n_customers, count = count(counts.customers)),
        ),
        (
            counts.people,
            "tag info",
            td_string!(locale, data.n_people, count = count(counts.people)),
        ),
        (
            counts.relations,
            "tag good",
            td_string!(locale, data.n_relations, count = count(counts.relations)),
        ),
        (
            counts.points,
            "tag good",
            td_string!(locale, data.n_points, count = count(counts.points)),
        ),
        (
            counts.products,
            "tag good",
            td_string!(locale, data.n_products, count = count(counts.products)),
        ),
        (
            counts.fields,
            "tag good",
            td_string!(locale, data.n_fields, count = count(counts.fields)),
        ),
        (
            counts.stages,
            "tag good",
            td_string!(locale, data.n_stages, count = count(counts.stages)),
        ),
        (
            counts.members,
            "tag good",
            td_string!(locale, data.n_members, count = count(counts.members)),
        ),
        (
            counts.unlinked,
            "tag warn",
            td_string!(locale, data.n_unlinked, count = count(counts.unlinked)),
        ),
        (
            counts.past,
            "tag",
            td_string!(locale, data.n_past, count = count(counts.past)),
        ),
        (
            counts.cancelled,
            "tag",
            td_string!(locale, data.n_cancelled, count = count(counts.cancelled)),
        ),
        (
            counts.totals,
            "tag",
            td_string!(locale, data.n_totals, count = count(counts.totals)),
        ),
    ];
    all.into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(_, class, text)| (class, text))
        .collect()
}

#[component]
fn Numbers(counts: Signal<Counts>) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    view! {
        <p class="row wrap data-counts" role="status">
            {move || {
                numbers(i18n.get_locale(), fmt, &counts.get())
                    .into_iter()
                    .map(|(class, text)| view! { <span class=class>{text}</span> })
                    .collect_view()
            }}
        </p>
    }
}

/// Things to look at before importing.
fn warnings(locale: Locale, fmt: Fmt, reading: &Reading) -> Vec<String> {
    let mut all = Vec::new();
    if !reading.usable {
        all.push(match reading.kind {
            Kind::Sales => td_string!(locale, data.unusable_sales).to_owned(),
            Kind::Lines => td_string!(locale, data.unusable_lines).to_owned(),
            Kind::Calendar => td_string!(locale, data.unusable_calendar).to_owned(),
            Kind::Activities => td_string!(locale, data.unusable_activities).to_owned(),
            Kind::Deals => td_string!(locale, data.unusable_deals).to_owned(),
            Kind::Points => td_string!(locale, data.unusable_points).to_owned(),
            Kind::Products => td_string!(locale, data.unusable_products).to_owned(),
            _ => td_string!(locale, data.unusable_customers).to_owned(),
        });
    }
    if reading.no_orders && reading.usable {
        all.push(td_string!(locale, data.no_orders).to_owned());
    }
    if reading.counts.unlinked > 0 {
        let count = fmt.count(reading.counts.unlinked);
        all.push(td_string!(locale, data.warn_unlinked, count = count));
    }
    if !reading.totals.is_empty() {
        let rows = reading.totals.iter().map(ToString::to_string);
        let mut rows = rows.collect::<Vec<_>>().join(", ");
        if reading.totals.len() < reading.counts.totals {
            rows.push('…');
        }
        all.push(td_string!(locale, data.warn_totals, rows = rows));
    }
    if !reading.members.is_empty() {
        let names = reading.members.join(", ");
        all.push(td_string!(locale, data.new_members, names = names));
    }
    all.extend(reading.warnings.iter().map(|warning| match warning {
        SalesWarning::NoAmountColumn => td_string!(locale, data.warn_no_amount).to_owned(),
        SalesWarning::DateOrder(..) => td_string!(locale, data.warn_dates).to_owned(),
        SalesWarning::DecimalMark(..) => td_string!(locale, data.warn_decimal).to_owned(),
        SalesWarning::LinesAlone(count) => {
            let count = fmt.count(usize::try_from(*count).unwrap_or_default());
            td_string!(locale, data.warn_lines_alone, count = count)
        }
        SalesWarning::AnonymousRows(count) => {
            let count = fmt.count(usize::try_from(*count).unwrap_or_default());
            td_string!(locale, data.warn_anonymous, count = count)
        }
    }));
    all
}

fn button(locale: Locale, fmt: Fmt, reading: &Reading) -> String {
    let number = reading.counts.to_write(reading.kind);
    let count = fmt.count(number);
    match reading.kind {
        _ if number == 0 && reading.usable => td_string!(locale, data.nothing_new).to_owned(),
        Kind::Sales => td_string!(locale, data.import_sales, count = number, shown = count),
        Kind::Lines => td_string!(locale, data.import_lines, count = number, shown = count),
        Kind::Calendar | Kind::Activities | Kind::Points => {
            td_string!(locale, data.import_entries, count = number, shown = count)
        }
        Kind::Products => td_string!(locale, data.import_products, count = number, shown = count),
        Kind::Deals if reading.counts.create + reading.counts.update > 0 => {
            td_string!(locale, data.import_deals, count = number, shown = count)
        }
        _ => td_string!(locale, data.import_customers, count = number, shown = count),
    }
}

/// The plan and its button.
#[component]
pub fn Plan(card: Card) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let counts = Signal::derive(move || {
        card.reading
            .with(|r| r.as_ref().map(|r| r.counts).unwrap_or_default())
    });
    let able = move || {
        let ready = card.state.with(|state| *state == State::Ready);
        ready
            && card.reading.with(|r| {
                r.as_ref()
                    .is_some_and(|r| r.usable && r.counts.to_write(r.kind) > 0)
            })
    };
    let label = move || {
        card.reading.with(|reading| {
            let reading = reading.as_ref();
            reading.map(|reading| button(i18n.get_locale(), fmt, reading))
        })
    };
    let notes = move || {
        card.reading.with(|reading| {
            let all = reading.as_ref().map(|r| warnings(i18n.get_locale(), fmt, r));
            all.unwrap_or_default()
                .into_iter()
                .map(|text| view! { <p class="data-warning"><Icon name="info"/><span>{text}</span></p> })
                .collect_view()
        })
    };
    view! {
        {notes}
        <Numbers counts/>
        <SignsChoice card/>
        <div class="data-go">
            <DuplicatesChoice card/>
            <button
                type="button"
                class="btn primary"
                disabled=move || !able()
                on:click=move |_| card.import(i18n.get_locale_untracked())
            >
                {label}
            </button>
        </div>
        <Waiting card/>
    }
}

/// What was done.
#[component]
pub fn Done(card: Card) -> impl IntoView {
    let i18n = use_i18n();
    let State::Done(brought) = card.state.get_untracked() else {
        return ().into_any();
    };
    let seq = brought.committed.seq;
    let there = Memo::new(move |_| card.app.undo_stack.with(|stack| stack.contains(&seq)));
    let counts = Signal::stored(brought.reading.counts);
    let kind = brought.reading.kind;
    let heading = move || {
        if there.get() {
            t_string!(i18n, data.done)
        } else {
            t_string!(i18n, data.taken_back)
        }
    };
    let show = move || match kind {
        Kind::Sales | Kind::Lines => t_string!(i18n, data.show_sales),
        Kind::Calendar | Kind::Activities => t_string!(i18n, data.show_tasks),
        Kind::Deals => t_string!(i18n, data.show_deals),
        Kind::Products => t_string!(i18n, data.show_products),
        _ => t_string!(i18n, data.show_customers),
    };
    let route = match kind {
        Kind::Sales | Kind::Lines => Route::Sales,
        Kind::Calendar | Kind::Activities => Route::Tasks,
        Kind::Deals => Route::Pipeline,
        Kind::Products => Route::Products,
        _ => Route::Customers,
    };
    view! {
        <h3 class="row"><Icon name="check"/><span role="status">{heading}</span></h3>
        <Numbers counts/>
        <div class="row wrap">
            <a class="btn" href=route.href() hidden=move || !there.get()>{show}</a>
            <button
                type="button"
                class="btn"
                hidden=move || !there.get()
                on:click=move |_| card.app.undo(seq)
            >
                <Icon name="undo"/>
                {t!(i18n, common.undo)}
            </button>
            <Rejects card/>
        </div>
    }
    .into_any()
}
