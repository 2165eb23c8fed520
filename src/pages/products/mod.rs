//! What the shop sells: the list with what each product brought in, and the form for one.

mod bulk;
mod form;
mod list;
mod sold;

use std::{collections::HashSet, sync::Arc};

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
    params::ParamsMap,
};
use uuid::Uuid;

use self::{bulk::BulkBar, form::ProductDialog, list::List};
use crate::{
    app::{route::use_query_id, state::use_app},
    domain::{Id, Product, TableName},
    i18n::{counted, t, t_string, use_i18n},
    pages::{filters::NarrowThings, own::ChooseOwn},
    query::{
        Filter, from_query,
        own::{Chosen, answers, chosen_hold},
        to_query,
    },
    search::matches,
    ui::{Empty, Icon},
};

/// What is asked of the list, as the address says it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Asked {
    text: String,
    category: String,
    archived: bool,
    /// What is chosen of own fields.
    own: Chosen,
    /// What else is asked of own fields.
    filter: Filter,
}

impl Asked {
    fn read(query: &ParamsMap) -> Self {
        let get = |name: &str| query.get(name).unwrap_or_default();
        Self {
            text: get("q"),
            category: get("category"),
            archived: get("archived") == "1",
            filter: from_query(&get("f")).unwrap_or_default(),
            own: query
                .clone()
                .into_iter()
                .filter_map(|(name, word)| Some((Id::parse(name.strip_prefix("own-")?)?, word)))
                .collect(),
        }
    }

    fn query(&self) -> String {
        let mut map = ParamsMap::new();
        let archived = if self.archived { "1" } else { "" };
        for (name, value) in [
            ("q", self.text.as_str()),
            ("category", &self.category),
            ("archived", archived),
        ] {
            if !value.is_empty() {
                map.insert(name, value.to_owned());
            }
        }
        for (field, word) in &self.own {
            map.insert(format!("own-{field}"), word.clone());
        }
        if !self.filter.is_everything() {
            map.insert("f", to_query(&self.filter));
        }
        map.to_query_string()
    }

    fn choose(&self, products: impl Iterator<Item = Arc<Product>>) -> Vec<Arc<Product>> {
        let mut all: Vec<Arc<Product>> = products
            .filter(|product| product.archived == self.archived)
            .filter(|product| chosen_hold(&self.own, &product.values))
            .filter(|product| answers(&self.filter, &[], &product.values))
            .filter(|product| self.category.is_empty() || product.category == self.category)
            .collect();
        if self.text.trim().is_empty() {
            all.sort_by(|a, b| (&a.category, &a.name).cmp(&(&b.category, &b.name)));
            return all;
        }
        let texts: Vec<String> = all
            .iter()
            .map(|product| format!("{} {} {}", product.name, product.sku, product.category))
            .collect();
        let found = matches(&self.text, &texts);
        found
            .into_iter()
            .filter_map(|hit| all.get(hit.index).cloned())
            .collect()
    }
}

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
    let query = use_query_map();
    let navigate = use_navigate();
    let asked = Memo::new(move |_| query.with(Asked::read));
    let set = Callback::new(move |asked: Asked| {
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&format!("/products/{}", asked.query()), options);
    });
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
            set.run(asked.get_untracked());
        }
    });
    let chosen = move || -> Vec<Arc<Product>> {
        asked.with(|asked| {
            app.read(&[TableName::Products], |r| {
                asked.choose(r.products.iter().cloned())
            })
        })
    };
    let selected = RwSignal::new(HashSet::<Uuid>::new());
    let listed = Memo::new(move |_| chosen().iter().map(|one| one.id).collect::<Vec<_>>());
    let any = Memo::new(move |_| app.read(&[TableName::Products], |r| !r.products.is_empty()));
    view! {
        <div class="head">
            <h1>{t!(i18n, common.products)}</h1>
            <div class="actions">
                <button type="button" class="btn primary" on:click=move |_| edit.run(Editing::New)>
                    <Icon name="plus"/>
                    {t!(i18n, sales.new_product)}
                </button>
            </div>
        </div>
        <Controls asked set/>
        <BulkBar selected listed/>
        {move || {
            let products = chosen();
            if !products.is_empty() {
                view! { <List products edit selected/> }.into_any()
            } else if any.get() {
                view! {
                    <Empty
                        icon="search"
                        title=Signal::derive(move || t_string!(i18n, common.nothing_found).to_owned())
                    >
                        <button type="button" class="btn" on:click=move |_| set.run(Asked::default())>
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
fn Controls(asked: Memo<Asked>, set: Callback<Asked>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
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
            let filter = filter.get();
            let asked = Asked {
                filter,
                ..asked.get()
            };
            app.read(&[TableName::Products], |records| {
                asked.choose(records.products.iter().cloned()).len()
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
                    let category = chosen.clone();
                    set.run(Asked { category, archived: false, ..asked.get_untracked() });
                }
            >
                {words}
            </button>
        }
    };
    view! {
        <div class="chips" role="group" aria-label=move || t_string!(i18n, sales.filters)>
            <input
                class="input sale-find"
                type="search"
                aria-label=move || t_string!(i18n, sales.find_in_products)
                placeholder=move || t_string!(i18n, sales.find_in_products)
                prop:value=move || asked.with(|asked| asked.text.clone())
                on:input=move |event| {
                    let text = event_target_value(&event);
                    set.run(Asked { text, ..asked.get_untracked() });
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
                    let old = asked.get_untracked();
                    set.run(Asked { archived: !old.archived, category: String::new(), ..old });
                }
            >
                {t!(i18n, sales.archived)}
            </button>
            <ChooseOwn
                table=TableName::Products
                chosen=Signal::derive(move || asked.with(|asked| asked.own.clone()))
                on_choose=Callback::new(move |own| set.run(Asked { own, ..asked.get_untracked() }))
            />
            <NarrowThings
                table=TableName::Products
                filter=Signal::derive(move || asked.with(|asked| asked.filter.clone()))
                count=Callback::new(count)
                on_filter=Callback::new(move |filter| {
                    set.run(Asked { filter, ..asked.get_untracked() });
                })
            />
        </div>
    }
}
