//! Whom the shop should forget: customers nobody had to do with for years, with a way to erase or
//! delete each.

use leptos::prelude::*;

use crate::{
    app::{Route, format::use_fmt, state::use_app},
    clean::retention::untouched,
    domain::{Customer, Id, TableName, Timestamp, commands::Delete},
    i18n::{counted, t, t_string, use_i18n},
    pages::customer::EraseDialog,
    platform::random,
    ui::{Empty, Icon},
};

/// Years to choose from.
const YEARS: [i64; 5] = [1, 2, 3, 5, 10];
/// Milliseconds of a year.
const YEAR: i64 = 31_556_952_000;
/// Rows shown at first; more on demand.
const PAGE: usize = 100;

/// The list.
#[component]
pub fn Review() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let years = RwSignal::new(3_i64);
    let shown = RwSignal::new(PAGE);
    let tables = [
        TableName::Customers,
        TableName::Sales,
        TableName::Activities,
        TableName::Tasks,
        TableName::Deals,
    ];
    let found = Memo::new(move |_| {
        // Without the sales everybody looks forgotten.
        if !app.loaded.get() {
            return Vec::new();
        }
        let before = Timestamp(app.moment().now.0 - years.get() * YEAR);
        app.read(&tables, |records| {
            let name = |id: Id<Customer>| {
                let one = records.get(id);
                one.map(|one| one.display_name().to_owned())
                    .unwrap_or_default()
            };
            untouched(records, before)
                .into_iter()
                .map(|(id, at)| (id, at, name(id)))
                .collect::<Vec<_>>()
        })
    });
    let erasing = RwSignal::new(None::<Id<Customer>>);
    let said = move || {
        fmt.locale();
        t_string!(
            i18n,
            clean.review_found,
            count = counted(i18n.get_locale(), found.with(Vec::len))
        )
    };
    let delete_all = move |_| {
        let records = found.with_untracked(|found| {
            let rows = found.iter();
            rows.map(|(id, _, _)| (TableName::Customers, id.raw()))
                .collect()
        });
        app.run(
            Delete {
                records,
                seed: random::seed(),
            },
            |_| (),
        );
    };
    view! {
        <p class="soft">{t!(i18n, clean.review_about)}</p>
        <div class="row wrap clean-bar">
            <label class="row">
                <span>{t!(i18n, clean.review_years)}</span>
                <select
                    class="input"
                    on:change=move |event| {
                        if let Ok(chosen) = event_target_value(&event).parse() {
                            years.set(chosen);
                        }
                    }
                >
                    {YEARS
                        .into_iter()
                        .map(|of| {
                            view! {
                                <option value=of.to_string() selected=move || years.get() == of>
                                    {move || { fmt.locale(); t_string!(i18n, clean.years, count = counted(i18n.get_locale(), of)) }}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            </label>
            <span role="status" class="soft num grow">{said}</span>
            <button type="button" class="btn" hidden=move || found.with(Vec::is_empty) on:click=delete_all>
                <Icon name="trash"/>
                {t!(i18n, clean.delete_all)}
            </button>
        </div>
        {move || {
            found.with(Vec::is_empty).then(|| {
                view! {
                    <Empty
                        icon="check"
                        title=Signal::derive(move || t_string!(i18n, clean.review_none).to_owned())
                    />
                }
            })
        }}
        <ul class="box clean-list" hidden=move || found.with(Vec::is_empty)>
            <For
                each=move || found.with(|all| all.iter().take(shown.get()).cloned().collect::<Vec<_>>())
                key=|(id, _, _)| *id
                let((id, at, name))
            >
                <li class="row wrap clean-gap">
                    <a class="grow" href=Route::Customer(id).href()>{name.clone()}</a>
                    <span class="muted num">{move || fmt.ago(at)}</span>
                    <button
                        type="button"
                        class="btn small danger"
                        aria-label=move || t_string!(i18n, clean.erase_named, name = name.clone())
                        on:click=move |_| erasing.set(Some(id))
                    >
                        {t!(i18n, clean.erase)}
                    </button>
                </li>
            </For>
        </ul>
        <button
            type="button"
            class="btn"
            hidden=move || found.with(Vec::len) <= shown.get()
            on:click=move |_| shown.update(|shown| *shown += PAGE)
        >
            {t!(i18n, clean.more)}
        </button>
        <EraseDialog whom=erasing on_erased=Callback::new(|()| ())/>
    }
}
