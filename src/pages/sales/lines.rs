//! What is sold: the shop's products as tiles with a search, and the lines of the sale being typed.

use std::sync::Arc;

use leptos::{ev::KeyboardEvent, prelude::*};

use super::{
    draft::{Draft, LineDraft, Part, Problem},
    suggest, texts,
};
use crate::{
    app::{format::use_fmt, state::use_app},
    domain::{Product, TableName},
    exchange::typed::TypedError,
    i18n::{t, t_string, use_i18n},
    ui::{
        Icon,
        keys::is_enter,
        money::{Numeral, NumeralInput},
    },
};

/// Tiles shown at once.
const TILES: usize = 12;

/// Search and tiles; Enter takes the first tile.
#[component]
pub fn Tiles(draft: StoredValue<Draft, LocalStorage>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let text = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let text = text.get();
        app.read(&[TableName::Products], |records| {
            Shown(suggest::products(records, &text, TILES))
        })
    });
    let unknown = Memo::new(move |_| {
        let typed = text.with(|text| text.trim().to_owned());
        let exists = found.with(|found| found.0.iter().any(|product| product.name == typed));
        (!typed.is_empty() && !exists).then_some(typed)
    });
    let take = move |product: &Product| {
        draft.with_value(|draft| draft.add_product(product));
        text.set(String::new());
    };
    let make = move |name: &str| {
        draft.with_value(|draft| draft.add_named(name, true));
        text.set(String::new());
    };
    let on_key = move |event: KeyboardEvent| {
        if !is_enter(&event) || event.ctrl_key() || event.meta_key() {
            return;
        }
        event.prevent_default();
        if text.with_untracked(|text| text.trim().is_empty()) {
            return;
        }
        match found.with_untracked(|found| found.0.first().cloned()) {
            Some(product) => take(&product),
            None => {
                if let Some(name) = unknown.get_untracked() {
                    make(&name);
                }
            }
        }
    };
    view! {
        <div class="stack tight">
            <input
                class="input sale-next"
                type="search"
                autocomplete="off"
                aria-label=move || t_string!(i18n, sales.find_product)
                placeholder=move || t_string!(i18n, sales.find_product)
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
                on:keydown=on_key
            />
            <div class="tiles" role="group" aria-label=move || t_string!(i18n, common.products)>
                {move || {
                    found.get().0.into_iter().map(|product| view! { <Tile product take/> }).collect_view()
                }}
                {move || {
                    unknown
                        .get()
                        .map(|name| {
                            let words = t_string!(i18n, sales.create_product, name = name.clone());
                            view! {
                                <button type="button" class="tile new" on:click=move |_| make(&name)>
                                    <Icon name="plus"/>
                                    <span class="clip">{words}</span>
                                </button>
                            }
                        })
                }}
            </div>
            <button
                type="button"
                class="link small by-hand"
                on:click=move |_| draft.with_value(|draft| draft.add_named("", false))
            >
                {t!(i18n, sales.line_by_hand)}
            </button>
        </div>
    }
}

/// Products compared by identity of their records: cheap, and new versions are new records.
#[derive(Clone)]
struct Shown(Vec<Arc<Product>>);

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        self.0.len() == other.0.len() && self.0.iter().zip(&other.0).all(|(a, b)| Arc::ptr_eq(a, b))
    }
}

#[component]
fn Tile(product: Arc<Product>, take: impl Fn(&Product) + 'static) -> impl IntoView {
    let fmt = use_fmt();
    let price = product.price.map(|price| (price, product.currency));
    let name = product.name.clone();
    view! {
        <button type="button" class="tile" on:click=move |_| take(&product)>
            <span class="name">{name}</span>
            <span class="num soft">
                {move || price.map(|(price, currency)| fmt.money(price, currency))}
            </span>
        </button>
    }
}

/// The lines typed so far.
#[component]
pub fn LineList(draft: StoredValue<Draft, LocalStorage>) -> impl IntoView {
    let i18n = use_i18n();
    let lines = draft.with_value(|draft| draft.lines);
    view! {
        <ul
            class="sale-lines"
            aria-label=move || t_string!(i18n, sales.lines)
            hidden=move || lines.with(Vec::is_empty)
        >
            <For each=move || lines.get() key=|line| line.key let:line>
                <LineRow draft line/>
            </For>
        </ul>
    }
}

#[component]
fn LineRow(draft: StoredValue<Draft, LocalStorage>, line: LineDraft) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let (currency, tried) = draft.with_value(|draft| (draft.currency, draft.tried));
    let reading = Memo::new(move |_| line.read(currency));
    // A blank that nobody has left yet is no mistake.
    let mistake = Memo::new(move |_| {
        let (part, problem) = reading.get().err()?;
        let blank = matches!(problem, Problem::NoName | Problem::Typed(TypedError::Empty));
        (!blank || tried.get()).then_some((part, problem))
    });
    let wrong = move |part: Part| {
        Signal::derive(move || mistake.get().is_some_and(|(where_, _)| where_ == part))
    };
    let total = move || {
        let total = reading.get().ok().and_then(|line| line.total());
        total.map_or_else(|| "–".to_owned(), |total| fmt.money(total, currency))
    };
    let label = move |words: &'static str| {
        let name = line.name.get();
        if name.is_empty() {
            words.to_owned()
        } else {
            format!("{words}: {name}")
        }
    };
    let fixed = line.product.is_some();
    view! {
        <li class="sale-line">
            <div class="row">
                {if fixed {
                    view! { <span class="grow strong">{move || line.name.get()}</span> }.into_any()
                } else {
                    view! { <NameInput line wrong=wrong(Part::Name)/> }.into_any()
                }}
                <span class="num strong">{total}</span>
                <button
                    type="button"
                    class="btn ghost icon-only small"
                    aria-label=move || label(t_string!(i18n, sales.remove_line))
                    on:click=move |_| draft.with_value(|draft| draft.remove_line(line.key))
                >
                    <Icon name="x"/>
                </button>
            </div>
            <div class="sale-numbers">
                <NumeralInput
                    kind=Numeral::Quantity
                    text=line.quantity
                    label=Signal::derive(move || label(t_string!(i18n, common.quantity)))
                    invalid=wrong(Part::Quantity)
                />
                <span aria-hidden="true">"×"</span>
                <NumeralInput
                    kind=Numeral::Money(currency)
                    text=line.price
                    label=Signal::derive(move || label(t_string!(i18n, common.price)))
                    invalid=wrong(Part::Price)
                    placeholder=Signal::derive(move || t_string!(i18n, common.price).to_owned())
                />
                <span aria-hidden="true">"−"</span>
                <NumeralInput
                    kind=Numeral::Discount(currency)
                    text=line.discount
                    label=Signal::derive(move || label(t_string!(i18n, sales.discount)))
                    invalid=wrong(Part::Discount)
                    placeholder=Signal::derive(move || t_string!(i18n, sales.discount).to_owned())
                />
            </div>
            <span class="error" role="alert" hidden=move || mistake.get().is_none()>
                {move || {
                    mistake.get().map(|(_, problem)| texts::problem(i18n.get_locale(), problem))
                }}
            </span>
        </li>
    }
}

#[component]
fn NameInput(line: LineDraft, wrong: Signal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <input
            class="input grow"
            type="text"
            autocomplete="off"
            aria-label=move || t_string!(i18n, sales.line_name)
            placeholder=move || t_string!(i18n, sales.line_name)
            aria-invalid=move || wrong.get().then_some("true")
            prop:value=move || line.name.get()
            on:input=move |event| line.name.set(event_target_value(&event))
        />
    }
}
