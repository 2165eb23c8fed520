//! What the shop sells: the list with what each product brought in, and the form for one.

mod bulk;
mod form;
mod list;
mod table;

use std::sync::Arc;

use leptos::prelude::*;

use self::{bulk::BulkBar, form::ProductDialog, list::List, table::ProductsTable};
use crate::{
    app::{route::use_query_id, state::use_app},
    domain::{Product, TableName, ViewOf},
    i18n::{counted, t, t_string, use_i18n},
    pages::{
        filters::NarrowThings,
        own::ChooseOwn,
        parts::Selection,
        tables::{Shapes, columns_of},
        views::{ListAt, ViewChanged, ViewsMenu, WordList},
    },
    query::{
        Filter,
        product_columns::{ProductColumn, rows},
        products::{ProductsAsked, products},
        sold::sold,
    },
    ui::{Empty, Icon},
};

/// The list and its words.
const LIST: ListAt = ListAt {
    list: ViewOf::Records(TableName::Products),
    place: &["as"],
    passing: &[],
};

/// What the page asks.
type Listed = WordList<ProductsAsked>;

/// What the form is about.
#[derive(Debug, Clone, PartialEq)]
enum Editing {
    New,
    Known(Arc<Product>),
}

/// The page.
#[component]
pub fn Products() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let list = Listed::new(LIST);
    let columns = columns_of::<ProductColumn>(app, list.views.open);
    let list = list.with_columns(columns);
    let figures = Memo::new(move |_| Arc::new(app.read(&[TableName::Sales], sold)));
    let open = RwSignal::new(false);
    let editing = RwSignal::new_local(Editing::New);
    let edit = Callback::new(move |what: Editing| {
        editing.set(what);
        open.set(true);
    });
    // A product that was looked for opens, and the address forgets it.
    let looked_for = use_query_id::<Product>();
    Effect::new(move |_| {
        let Some(id) = looked_for() else { return };
        let found = app.read(&[TableName::Products], |r| r.get(id).cloned());
        if let Some(product) = found {
            edit.run(Editing::Known(product));
            list.change(|_| ());
        }
    });
    let chosen = Memo::new(move |_| {
        list.asked.with(|asked| {
            figures
                .with(|sold| app.read(&[TableName::Products], |records| rows(records, asked, sold)))
        })
    });
    let order = Memo::new(move |_| {
        chosen.with(|chosen| chosen.iter().map(|one| one.id).collect::<Vec<_>>())
    });
    let listed = move || order.with(|order| order.iter().map(|id| id.raw()).collect());
    let selection = Selection::of(Signal::derive(listed));
    let table = Memo::new(move |_| list.asked.with(|asked| asked.table));
    let none = Memo::new(move |_| order.with(Vec::is_empty));
    let shape = Callback::new(move |table| {
        let mut asked = list.asked.get_untracked();
        asked.table = table;
        list.ask(&asked, false);
    });
    let any = Memo::new(move |_| app.read(&[TableName::Products], |r| !r.products.is_empty()));
    view! {
        <div class="head">
            <h1>{t!(i18n, common.products)}</h1>
            <ViewsMenu
                views=list.views
                all=Signal::derive(move || t_string!(i18n, sales.all_products).to_owned())
                icon="package"
            />
            <div class="actions">
                <span hidden=move || !any.get()><Shapes table on_shape=shape/></span>
                <button type="button" class="btn primary" on:click=move |_| edit.run(Editing::New)>
                    <Icon name="plus"/>
                    {t!(i18n, sales.new_product)}
                </button>
            </div>
        </div>
        <Controls list/>
        {move || {
            if table.get() && !none.get() {
                view! { <ProductsTable list columns order sold=figures edit/> }.into_any()
            } else if !none.get() {
                view! {
                    <BulkBar selection/>
                    {move || view! { <List products=chosen.get() edit selection figures/> }}
                }
                    .into_any()
            } else if any.get() {
                view! {
                    <Empty
                        icon="search"
                        title=Signal::derive(move || t_string!(i18n, common.nothing_found).to_owned())
                    >
                        <button type="button" class="btn" on:click=move |_| list.change(|asked| *asked = asked.of_all())>
                            {t!(i18n, sales.show_all_products)}
                        </button>
                    </Empty>
                }
                    .into_any()
            } else {
                view! {
                    <Empty
                        icon="package"
                        title=Signal::derive(move || t_string!(i18n, sales.no_products).to_owned())
                        text=Signal::derive(move || t_string!(i18n, sales.no_products_text).to_owned())
                    >
                        <button type="button" class="btn primary" on:click=move |_| edit.run(Editing::New)>
                            {t!(i18n, sales.new_product)}
                        </button>
                    </Empty>
                }
                    .into_any()
            }
        }}
        <ProductDialog open editing/>
    }
}

#[component]
fn Controls(list: Listed) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let asked = list.asked;
    let categories = Memo::new(move |_| {
        let mut names: Vec<String> = app.read(&[TableName::Products], |records| {
            let all = records.products.iter().filter(|product| !product.archived);
            all.map(|p| p.category.clone())
                .filter(|name| !name.is_empty())
                .collect()
        });
        names.sort_unstable();
        names.dedup();
        names
    });
    let count = move |filter: Signal<Filter>| {
        let count = Memo::new(move |_| {
            let asked = ProductsAsked {
                filter: filter.get(),
                ..asked.get()
            };
            app.read(&[TableName::Products], |records| {
                products(records, &asked).len()
            })
        });
        Signal::derive(move || {
            t_string!(
                i18n,
                people.products_n,
                count = counted(i18n.get_locale(), count.get())
            )
        })
    };
    let chip = move |name: String, words: Signal<String>| {
        let (mine, chosen) = (name.clone(), name);
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || {
                    asked.with(|asked| !asked.archived && asked.category == mine).to_string()
                }
                on:click=move |_| {
                    list.change(|asked| {
                        asked.category.clone_from(&chosen);
                        asked.archived = false;
                    });
                }
            >
                {words}
            </button>
        }
    };
    view! {
        <div class="chips" role="group" aria-label=move || t_string!(i18n, sales.filters)>
            <input
                class="input list-find"
                type="search"
                aria-label=move || t_string!(i18n, sales.find_in_products)
                placeholder=move || t_string!(i18n, sales.find_in_products)
                prop:value=move || asked.with(|asked| asked.text.clone())
                on:input=move |event| {
                    list.change(|asked| asked.text = event_target_value(&event));
                }
            />
            {chip(String::new(), Signal::derive(move || t_string!(i18n, common.all).to_owned()))}
            {move || {
                categories
                    .get()
                    .into_iter()
                    .map(|name| chip(name.clone(), Signal::stored(name)))
                    .collect_view()
            }}
            <button
                type="button"
                class="chip"
                aria-pressed=move || asked.with(|asked| asked.archived).to_string()
                on:click=move |_| {
                    list.change(|asked| {
                        asked.archived = !asked.archived;
                        asked.category = String::new();
                    });
                }
            >
                {t!(i18n, sales.archived)}
            </button>
            <ChooseOwn
                table=TableName::Products
                chosen=Signal::derive(move || asked.with(|asked| asked.own.clone()))
                on_choose=Callback::new(move |own| list.change(|asked| asked.own = own))
            />
            <NarrowThings
                table=TableName::Products
                filter=Signal::derive(move || asked.with(|asked| asked.filter.clone()))
                count=Callback::new(count)
                on_filter=Callback::new(move |filter| list.change(|asked| asked.filter = filter))
            />
            <ViewChanged views=list.views/>
        </div>
    }
}
