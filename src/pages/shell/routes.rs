//! Which page belongs to which URL.

use leptos::prelude::*;
use leptos_router::{
    components::{Route, Routes},
    path,
};

use crate::{
    i18n::{t, use_i18n},
    pages::{
        calls::Calls, customer::CustomerPage, customers::Customers, data::Data, deal::DealPage,
        duplicates::Duplicates, history::History, loyalty::Loyalty, pipeline::PipelinePage,
        products::Products, sale::SalePage, sales::Sales, settings::Settings, tasks::Tasks,
        today::Today, trash::Trash,
    },
};

/// The page of the current URL. Views are erased at this border to keep types small.
#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=NotFound>
            <Route path=path!("/") view=|| view! { <Today/> }.into_any()/>
            <Route path=path!("/start") view=|| view! { <Today/> }.into_any()/>
            <Route path=path!("/customers") view=|| view! { <Customers/> }.into_any()/>
            <Route path=path!("/customer") view=|| view! { <CustomerPage/> }.into_any()/>
            <Route path=path!("/duplicates") view=|| view! { <Duplicates/> }.into_any()/>
            <Route path=path!("/pipeline") view=|| view! { <PipelinePage/> }.into_any()/>
            <Route path=path!("/deal") view=|| view! { <DealPage/> }.into_any()/>
            <Route path=path!("/sales") view=|| view! { <Sales/> }.into_any()/>
            <Route path=path!("/sale") view=|| view! { <SalePage/> }.into_any()/>
            <Route path=path!("/products") view=|| view! { <Products/> }.into_any()/>
            <Route path=path!("/tasks") view=|| view! { <Tasks/> }.into_any()/>
            <Route path=path!("/calls") view=|| view! { <Calls/> }.into_any()/>
            <Route path=path!("/loyalty") view=|| view! { <Loyalty/> }.into_any()/>
            <Route path=path!("/data") view=|| view! { <Data/> }.into_any()/>
            <Route path=path!("/history") view=|| view! { <History/> }.into_any()/>
            <Route path=path!("/trash") view=|| view! { <Trash/> }.into_any()/>
            <Route path=path!("/settings") view=|| view! { <Settings/> }.into_any()/>
        </Routes>
    }
}

#[component]
fn NotFound() -> impl IntoView {
    let i18n = use_i18n();
    view! { <div class="empty"><h1>{t!(i18n, common.nothing_found)}</h1></div> }
}
