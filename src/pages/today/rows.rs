//! The parts that the lists of Today share: a titled box with a capped list, and the way to reach a
//! customer.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{Route, format::use_fmt},
    domain::Customer,
    i18n::{t_string, use_i18n},
    pages::customer::{call, email, message},
    ui::{Avatar, Icon},
};

/// Rows shown before "and more".
pub const SHOWN: usize = 6;

/// A box with a heading and the number of rows; gone while there are none.
#[component]
pub fn Group(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// How many rows there are.
    #[prop(into)]
    count: Signal<usize>,
    /// Where the rest is.
    more: String,
    /// The rows (`li`).
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let rest = move || count.get().saturating_sub(SHOWN);
    view! {
        <section class="box" hidden=move || count.get() == 0 aria-label=title>
            <header>
                <h2>{title}</h2>
                <span class="push num">{move || fmt.count(count.get())}</span>
            </header>
            <ul class="todo">{children()}</ul>
            <a class="more-link" href=more hidden=move || rest() == 0>
                {move || t_string!(i18n, today.more_n, count = fmt.count(rest()))}
            </a>
        </section>
    }
}

/// A customer with a reason to get in touch, and the way to do it.
#[component]
pub fn Person(
    /// Who.
    customer: Arc<Customer>,
    /// Why.
    #[prop(into)]
    why: Signal<String>,
) -> impl IntoView {
    let name = customer.name.clone();
    let shown = customer.display_name().to_owned();
    view! {
        <li class="todo-row">
            <Avatar name=Signal::stored(name)/>
            <span class="todo-main">
                <a class="todo-title" href=Route::Customer(customer.id).href()>{shown}</a>
                <small>{why}</small>
            </span>
            <Reach customer/>
        </li>
    }
}

/// Call and message, or write, or open the record: only what the customer did not refuse.
#[component]
fn Reach(customer: Arc<Customer>) -> impl IntoView {
    let i18n = use_i18n();
    let name = StoredValue::new(customer.display_name().to_owned());
    let words = move |action: &str| {
        t_string!(
            i18n,
            today.act_for,
            action = action.to_owned(),
            name = name.get_value()
        )
    };
    let message = message(&customer).map(|href| {
        view! {
            <a class="btn" href=href aria-label=move || words(t_string!(i18n, today.message))>
                {move || t_string!(i18n, today.message)}
            </a>
        }
    });
    let call = call(&customer).map(|href| {
        view! {
            <a
                class="btn icon-only"
                href=href
                title=move || t_string!(i18n, today.call)
                aria-label=move || words(t_string!(i18n, today.call))
            >
                <Icon name="phone"/>
            </a>
        }
    });
    if message.is_some() || call.is_some() {
        return view! { <span class="row">{message}{call}</span> }.into_any();
    }
    match email(&customer) {
        Some(href) => view! {
            <a class="btn" href=href aria-label=move || words(t_string!(i18n, today.email))>
                {move || t_string!(i18n, today.email)}
            </a>
        }
        .into_any(),
        None => view! {
            <a
                class="btn"
                href=Route::Customer(customer.id).href()
                aria-label=move || words(t_string!(i18n, today.open))
            >
                {move || t_string!(i18n, today.open)}
            </a>
        }
        .into_any(),
    }
}
