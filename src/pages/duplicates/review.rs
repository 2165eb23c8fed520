//! Whom the shop should forget: customers nobody had to do with for as many years as the shop says, with a way
//! to erase one or many, or to move all to the trash.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::{
    app::{Route, format::use_fmt, state::use_app},
    clean::retention::untouched,
    domain::{
        Customer, Id, Shop, TableName, Timestamp,
        commands::{Delete, Save},
    },
    i18n::{counted, t, t_string, use_i18n},
    pages::{
        customer::EraseDialog,
        parts::{BulkTools, SelectBox, Selection},
    },
    platform::random,
    ui::{Empty, Icon},
};

/// Years to choose from; what the shop said besides is among them.
const YEARS: [u8; 7] = [1, 2, 3, 5, 6, 7, 10];
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
    let years = Memo::new(move |_| {
        app.settings()
            .map_or(Shop::USUAL_YEARS, |shop| shop.retention_years)
    });
    let shown = RwSignal::new(PAGE);
    let tables = [
        TableName::Customers,
        TableName::Sales,
        TableName::Activities,
        TableName::Tasks,
        TableName::Deals,
        TableName::Cases,
        TableName::Points,
    ];
    let found = Memo::new(move |_| {
        // Without the sales everybody looks forgotten.
        if !app.loaded.get() {
            return Vec::new();
        }
        let before = Timestamp(app.moment().now.0 - i64::from(years.get()) * YEAR);
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
    let erasing = RwSignal::new(Vec::<Id<Customer>>::new());
    let listed = Signal::derive(move || {
        found.with(|all| all.iter().map(|(id, _, _)| id.raw()).collect::<Vec<_>>())
    });
    let selection = Selection::of(listed);
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
            <Years years/>
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
        <BulkTools
            label=Signal::derive(move || t_string!(i18n, clean.review_bulk).to_owned())
            selection
            all=Signal::derive(move || {
                t_string!(i18n, customers.select_all, count = counted(i18n.get_locale(), found.with(Vec::len)))
            })
        >
            <button
                type="button"
                class="btn small danger"
                on:click=move |_| {
                    erasing.set(untrack(|| selection.chosen()).into_iter().map(Id::new).collect());
                }
            >
                <Icon name="shield"/>
                {t!(i18n, clean.review_erase)}
            </button>
        </BulkTools>
        <ul class="box clean-list" hidden=move || found.with(Vec::is_empty)>
            <For
                each=move || found.with(|all| all.iter().take(shown.get()).cloned().collect::<Vec<_>>())
                key=|(id, _, _)| *id
                let((id, at, name))
            >
                <li class="row wrap clean-gap">
                    <SelectBox selection id=id.raw() name=Signal::stored(name.clone())/>
                    <a class="grow" href=Route::Customer(id).href()>{name.clone()}</a>
                    <span class="muted num">{move || fmt.ago(at)}</span>
                    <button
                        type="button"
                        class="btn small danger"
                        aria-label=move || t_string!(i18n, clean.erase_named, name = name.clone())
                        on:click=move |_| erasing.set(vec![id])
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
        <super::papers::Papers/>
        <EraseDialog whom=erasing on_erased=Callback::new(move |()| selection.clear())/>
    }
}

/// After how many years: a setting of the shop, kept as soon as it is chosen.
#[component]
fn Years(years: Memo<u8>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let choose = move |event| {
        let chosen = event_target_value(&event).parse().ok();
        if let Some((retention_years, shop)) = chosen.zip(app.settings()) {
            let base = Shop::clone(&shop);
            let edited = Shop {
                retention_years,
                ..base.clone()
            };
            app.run(Save::new(base, edited), |_| ());
        }
    };
    let option = move |of: u8| {
        view! {
            <option value=of.to_string() selected=move || years.get() == of>
                {move || t_string!(i18n, clean.years, count = counted(i18n.get_locale(), of))}
            </option>
        }
    };
    let all = move || {
        BTreeSet::from(YEARS)
            .into_iter()
            .chain([years.get()])
            .collect::<BTreeSet<u8>>()
    };
    view! {
        <label class="row">
            <span>{t!(i18n, clean.review_years)}</span>
            <select class="input" on:change=choose>
                <For each=all key=|of| *of let(of)>{option(of)}</For>
            </select>
        </label>
    }
}
