//! Settings: of this device (language, theme), of the shop, of its words (tags, stages), and how
//! safely everything is kept.

mod about;
mod boards;
mod contact;
mod device;
mod fields;
mod files;
mod shop;
mod storage;
mod tags;
mod team;
mod templates;

use leptos::prelude::*;

use crate::i18n::{t, use_i18n};

/// The page.
#[component]
pub fn Settings() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="head"><h1>{t!(i18n, settings.heading)}</h1></div>
        <div class="body narrow settings">
            <device::Device/>
            <shop::ShopSettings/>
            <contact::ContactSettings/>
            <boards::Boards/>
            <tags::Tags/>
            <fields::OwnFields/>
            <team::Team/>
            <templates::Templates/>
            <storage::StorageHealth/>
            <about::SampleWorkspace/>
            <about::Shortcuts/>
            <about::About/>
        </div>
    }
    .into_any()
}

/// A part of the page.
#[component]
fn Section(#[prop(into)] title: Signal<String>, children: Children) -> impl IntoView {
    let id = crate::ui::field::unique_id();
    view! {
        <section class="box" aria-labelledby=id.clone()>
            <header>
                <h2 id=id.clone()>{title}</h2>
            </header>
            {children()}
        </section>
    }
}
