//! The order of a customer's parts: one list in which they are moved, hidden and shown again, with the shop's
//! own fields where they stand on a customer's page; and the way back to what is usual for the kind of
//! shop.

use leptos::prelude::*;

use crate::{
    app::state::use_app,
    domain::{CustomerPart, Layout, commands::Arrange},
    i18n::{t, t_string, use_i18n},
    pages::{
        parts::part_text,
        settings::row::{RowButton, keep_focus},
        start::kind_text,
    },
    ui::Icon,
};

/// The rows of the list; `own` draws those of own fields.
#[component]
pub fn PartRows<D, V>(
    /// The shop's own fields.
    own: D,
) -> impl IntoView
where
    D: Fn() -> V + Copy + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let app = use_app();
    let layout = Memo::new(move |_| app.customer_layout());
    view! {
        <For each=move || layout.with(|layout| layout.order().to_vec()) key=|part| *part let(part)>
            <PartRow part layout/>
            {(part == CustomerPart::Values).then(own)}
        </For>
    }
}

#[component]
fn PartRow(part: CustomerPart, layout: Memo<Layout>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let name = move || part_text(i18n.get_locale(), part);
    let hidden = move || layout.with(|layout| layout.hides(part));
    let arrange = move |change: Arrange| {
        let back = keep_focus();
        app.run(change, move |_| back());
    };
    let step = move |by: isize| Callback::new(move |()| arrange(Arrange::Move { part, by }));
    let show = Callback::new(move |()| {
        let shown = untrack(hidden);
        arrange(Arrange::Show { part, shown });
    });
    view! {
        <li class="setting" class:muted=hidden>
            <span class="grow strong">{name}</span>
            <RowButton
                icon="chevron-up"
                label=Signal::derive(move || t_string!(i18n, settings.field_up, name = name()))
                on_press=step(-1)
            />
            <RowButton
                icon="chevron-down"
                label=Signal::derive(move || t_string!(i18n, settings.field_down, name = name()))
                on_press=step(1)
            />
            {part
                .may_hide()
                .then(|| {
                    view! {
                        <RowButton
                            icon=Signal::derive(move || if hidden() { "eye-off" } else { "eye" })
                            label=Signal::derive(move || t_string!(i18n, settings.field_show, name = name()))
                            pressed=Signal::derive(move || (!hidden()).to_string())
                            on_press=show
                        />
                    }
                })}
        </li>
    }
}

/// Back to what is usual; there where the shop has an order of its own.
#[component]
pub fn AsUsual() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let own = move || app.settings().filter(|shop| shop.layout.is_some());
    let kind = move || {
        let kind = app.settings().map(|shop| shop.kind).unwrap_or_default();
        kind_text(i18n.get_locale(), kind)
    };
    view! {
        <button
            type="button"
            class="btn"
            hidden=move || own().is_none()
            on:click=move |_| app.run(Arrange::AsUsual, |_| ())
        >
            <Icon name="refresh"/>
            {t!(i18n, settings.layout_reset, kind = kind)}
        </button>
    }
}
