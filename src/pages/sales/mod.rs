//! Sales, as a list by day or as a table, and recording one at the counter.

mod bulk;
mod buyer;
mod columns;
pub(super) mod draft;
mod filters;
pub(super) mod form;
mod line;
pub(super) mod lines;
mod list;
mod listed;
mod row;
mod suggest;
mod table;
pub(super) mod texts;
pub(super) mod total;
mod unsaved;

use leptos::{
    ev::{self, KeyboardEvent},
    prelude::*,
};
use leptos_router::hooks::use_query_map;

use self::{
    bulk::BulkBar,
    filters::{Filters, SetFilter},
    form::{Preset, SaleDialog},
    list::SaleList,
    listed::{Listed, listed},
    table::SalesTable,
};
use crate::{
    app::{Route, format::use_fmt, state::use_app},
    domain::{Id, TableName, ViewOf},
    i18n::{t, t_string, use_i18n},
    pages::{
        parts::{ExportMenu, SelectButton, Selection},
        tables::{Shapes, Titled},
        views::{Columns, ColumnsMenu, ListAt, ViewsMenu, WordList},
    },
    query::{SaleColumn, sales_filter::SalesFilter},
    ui::{Empty, Icon, keys::is_shortcut},
};

/// The list and its words.
const LIST: ListAt = ListAt {
    list: ViewOf::Records(TableName::Sales),
    place: &["as"],
    passing: &[],
};

/// The page.
#[component]
pub fn Sales() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let query = use_query_map();
    let list = WordList::<SalesFilter>::new(LIST);
    let filter = list.asked;
    let table = Memo::new(move |_| filter.with(|filter| filter.table));
    let columns = columns::of_page(app, list.views.open, table);
    let list = list.with_columns(columns);
    let views = list.views;
    let set: SetFilter = Callback::new(move |filter: SalesFilter| list.ask(&filter, true));
    let open = RwSignal::new(false);
    opened_by_address(open, filter, set);
    let preset = Memo::new(move |_| {
        query.with(|query| Preset {
            customer: query.get("customer").and_then(|id| Id::parse(&id)),
            deal: query.get("deal").and_then(|id| Id::parse(&id)),
        })
    });
    let keys = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        if is_shortcut(&event) && event.key() == "s" {
            event.prevent_default();
            open.set(true);
        }
    });
    on_cleanup(move || keys.remove());
    let sales = listed(app, filter);
    let shown = Signal::derive(move || {
        sales.with(|listed| listed.days.sales().map(|sale| sale.id.raw()).collect())
    });
    let selection = Selection::on_demand(shown);
    let none = Memo::new(move |_| sales.with(|sales| sales.days.is_empty()));
    view! {
        <div class="head">
            <h1>{t!(i18n, sales.heading)}</h1>
            <ViewsMenu
                views
                all=Signal::derive(move || t_string!(i18n, sales.view_all).to_owned())
                icon="receipt"
            />
            <div class="actions">
                <span hidden=none>
                    <Shapes
                        table
                        on_shape=Callback::new(move |table| {
                            selection.clear();
                            list.ask(&SalesFilter { table, ..filter.get_untracked() }, false);
                        })
                    />
                </span>
                // The table has its own, above it.
                <span class="row" hidden=move || none.get() || table.get()>
                    <ExportMenu
                        table=TableName::Sales
                        ids=Callback::new(move |()| shown.get_untracked())
                        class="btn"
                    />
                    <SelectButton selection/>
                    <ColumnsMenu
                        columns
                        label=Callback::new(move |key: String| columns::named(fmt, &key))
                        fixed=SaleColumn::FIXED
                    />
                </span>
                <a class="btn" href=Route::Products.href()>
                    <Icon name="package"/>
                    {t!(i18n, common.products)}
                </a>
                <button
                    type="button"
                    class="btn primary"
                    aria-keyshortcuts="s"
                    on:click=move |_| open.set(true)
                >
                    <Icon name="plus"/>
                    {t!(i18n, common.new_sale)}
                </button>
            </div>
        </div>
        <Filters filter set views/>
        <Sums sales/>
        {move || (!table.get()).then(|| view! { <BulkBar selection/> })}
        <Body sales list open selection columns/>
        <SaleDialog open preset/>
    }
}

/// `?new=1` opens the dialog; closing it takes that out of the address again.
fn opened_by_address(open: RwSignal<bool>, filter: Memo<SalesFilter>, set: SetFilter) {
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(|query| query.get("new").as_deref() == Some("1")));
    Effect::new(move |_| {
        if asked.get() {
            open.set(true);
        }
    });
    Effect::new(move |was_open: Option<bool>| {
        let is_open = open.get();
        if was_open == Some(true) && !is_open && asked.get_untracked() {
            // The customer named there was the buyer of the new sale, not a condition.
            set.run(SalesFilter {
                customer: None,
                ..filter.get_untracked()
            });
        }
        is_open
    });
}

/// Count, sum, average and refunds of what is listed, one line a currency.
#[component]
fn Sums(sales: Memo<Listed>) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let lines = move || {
        let days = sales.get().days;
        days.totals()
            .iter()
            .map(|(currency, tally)| {
                let (currency, tally) = (*currency, *tally);
                let money = move |amount: Option<i64>| {
                    amount.map_or_else(|| "–".to_owned(), |amount| fmt.money(amount, currency))
                };
                view! {
                    <div class="kv">
                        <div>
                            <small>{t!(i18n, sales.sum)}</small>
                            <b>{move || money(Some(tally.net()))}</b>
                        </div>
                        <div>
                            <small>{t!(i18n, sales.count)}</small>
                            <b>{move || fmt.count(tally.sales)}</b>
                        </div>
                        <div>
                            <small>{t!(i18n, sales.average)}</small>
                            <b>{move || money(tally.average())}</b>
                        </div>
                        <div>
                            <small>{t!(i18n, sales.refunds)}</small>
                            <b>{move || money(Some(tally.refunded))}</b>
                        </div>
                    </div>
                }
            })
            .collect_view()
    };
    view! {
        <section class="sale-sums" aria-label=move || t_string!(i18n, sales.totals)>
            {lines}
        </section>
    }
}

#[component]
fn Body(
    sales: Memo<Listed>,
    list: WordList<SalesFilter>,
    open: RwSignal<bool>,
    selection: Selection,
    columns: Columns,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let none = Memo::new(move |_| sales.with(|sales| sales.days.is_empty()));
    let any = Memo::new(move |_| app.read(&[TableName::Sales], |r| !r.sales.is_empty()));
    let table = Memo::new(move |_| list.asked.with(|asked| asked.table));
    move || {
        if !none.get() && table.get() {
            return view! { <SalesTable sales list columns/> }.into_any();
        }
        if !none.get() {
            return view! { <SaleList sales selection layout=columns.layout/> }.into_any();
        }
        if !app.loaded.get() {
            return view! { <div class="empty" role="status"><span class="spinner"></span></div> }
                .into_any();
        }
        if any.get() {
            return view! {
                <Empty
                    icon="search"
                    title=Signal::derive(move || t_string!(i18n, common.nothing_found).to_owned())
                >
                    <button type="button" class="btn" on:click=move |_| list.change(|asked| *asked = asked.of_all())>
                        {t!(i18n, sales.show_all)}
                    </button>
                </Empty>
            }
            .into_any();
        }
        view! {
            <Empty
                icon="receipt"
                title=Signal::derive(move || t_string!(i18n, sales.none_yet).to_owned())
                text=Signal::derive(move || t_string!(i18n, sales.none_yet_text).to_owned())
            >
                <button type="button" class="btn primary" on:click=move |_| open.set(true)>
                    {t!(i18n, common.new_sale)}
                </button>
                <a class="btn" href=Route::Data.href()>{t!(i18n, common.import)}</a>
            </Empty>
        }
        .into_any()
    }
}
