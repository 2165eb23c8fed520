//! Settings: of this device (language, theme), of the shop, of its words (tags, stages), and how
//! safely everything is kept.

mod about;
mod boards;
mod contact;
mod device;
mod fields;
mod files;
mod leads;
mod part;
mod placeholders;
mod points;
mod row;
mod save;
mod shop;
mod storage;
mod tags;
mod team;
mod templates;

use leptos::{html, prelude::*};
use leptos_router::hooks::use_query_map;

pub use part::{Part, Setting};

use crate::i18n::{t, use_i18n};

/// The page.
#[component]
pub fn Settings() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="head"><h1>{t!(i18n, settings.heading)}</h1></div>
        <div class="body narrow settings">
            <Place part=Part::Device><device::Device/></Place>
            <Place part=Part::Shop><shop::ShopSettings/></Place>
            <Place part=Part::Contact><contact::ContactSettings/></Place>
            <Place part=Part::Points><points::PointsSettings/></Place>
            <Place part=Part::Boards><boards::Boards/></Place>
            <Place part=Part::Leads><leads::LeadSettings/></Place>
            <Place part=Part::Tags><tags::Tags/></Place>
            <Place part=Part::Fields><fields::Fields/></Place>
            <Place part=Part::Team><team::Team/></Place>
            <Place part=Part::Templates><templates::Templates/></Place>
            <Place part=Part::Storage><storage::StorageHealth/></Place>
            <about::SampleWorkspace/>
            <about::Shortcuts/>
            <about::About/>
        </div>
    }
    .into_any()
}

/// Where a part stands; `?part=` brings it in sight.
#[component]
fn Place(part: Part, children: Children) -> impl IntoView {
    let query = use_query_map();
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let wanted = query.with(|query| query.get("part")).as_deref() == Some(part.key());
        if let Some(node) = node.get().filter(|_| wanted) {
            // The parts above have their height only once they are drawn.
            request_animation_frame(move || {
                node.scroll_into_view();
                // Focus on a shown element can't fail.
                node.focus().ok();
            });
        }
    });
    view! { <div class="settings-place" tabindex="-1" node_ref=node>{children()}</div> }
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
