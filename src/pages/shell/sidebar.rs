//! The way between pages: a sidebar on a desktop, a bar at the bottom of a phone; below it, whether all
//! is saved and how old the last backup is.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{
    app::{
        Route, SaveState,
        format::use_fmt,
        left::use_left,
        route::{base, folder_of},
        saving::if_it_lasts,
        state::use_app,
    },
    domain::{Customer, Deal, TableName},
    i18n::{t, t_string, use_i18n},
    pages::parts::AtCounter,
    query::leads::open_leads,
    ui::{Icon, Menu},
};

/// The main navigation.
#[component]
pub fn Sidebar() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let customers =
        move || fmt.count(app.read(&[TableName::Customers], |records| records.customers.len()));
    let open_deals = move || {
        fmt.count(app.read(&[TableName::Deals], |records| {
            records
                .deals
                .iter()
                .filter(|deal| Deal::is_open(deal))
                .count()
        }))
    };
    let open_leads = app.made_of(|one: &Customer| one.lead.is_some(), open_leads);
    let open_cases = move || {
        app.read(&[TableName::Cases], |records| {
            records.cases.iter().filter(|case| case.is_open()).count()
        })
    };
    // Where there is none, nothing is said.
    let some = move |open: usize| match open {
        0 => String::new(),
        open => fmt.count(open),
    };
    let leads = move || some(open_leads.get());
    let cases = move || some(open_cases());
    let shop_name = move || {
        app.settings()
            .map(|shop| shop.name.clone())
            .unwrap_or_default()
    };
    let none = || String::new();
    view! {
        <nav class="side" aria-label=move || t_string!(i18n, common.menu)>
            <a class="brand" href=Route::Today.href()>
                <img src=format!("{}/favicon.svg", base()) alt="" width="24" height="24"/>
                <span class="clip">{t!(i18n, common.app)} <small class="clip">{shop_name}</small></span>
            </a>
            <Link route=Route::Today icon="home" label=move || t_string!(i18n, common.today) count=none/>
            <Link route=Route::Customers icon="users" label=move || t_string!(i18n, common.customers) count=customers/>
            <Link route=Route::Leads icon="target" label=move || t_string!(i18n, people.leads) count=leads wide=true/>
            <Link route=Route::Pipeline icon="board" label=move || t_string!(i18n, common.pipeline) count=open_deals/>
            <Link route=Route::Sales icon="receipt" label=move || t_string!(i18n, common.sales) count=none/>
            <Link route=Route::Loyalty icon="heart" label=move || t_string!(i18n, common.loyalty) count=none wide=true/>
            <Link route=Route::Tasks icon="check" label=move || t_string!(i18n, common.tasks) count=none wide=true/>
            <Link route=Route::Cases icon="wrench" label=move || t_string!(i18n, care.cases) count=cases wide=true/>
            <Link route=Route::Products icon="package" label=move || t_string!(i18n, common.products) count=none wide=true/>
            <Link route=Route::Files icon="file" label=move || t_string!(i18n, files.title) count=none wide=true/>
            <div class="gap"></div>
            <Link route=Route::Data icon="database" label=move || t_string!(i18n, common.data) count=none wide=true/>
            <Link route=Route::History icon="history" label=move || t_string!(i18n, common.history) count=none wide=true/>
            <Link route=Route::Trash icon="trash" label=move || t_string!(i18n, common.trash) count=none wide=true/>
            <Link route=Route::Settings icon="settings" label=move || t_string!(i18n, common.settings) count=none wide=true/>
            <span class="narrow-only">
                <Menu label=Signal::derive(move || t_string!(i18n, common.more).to_owned()) icon="more" class="nav">
                    <MoreLink route=Route::Leads icon="target" label=move || t_string!(i18n, people.leads)/>
                    <MoreLink route=Route::Loyalty icon="heart" label=move || t_string!(i18n, common.loyalty)/>
                    <MoreLink route=Route::Tasks icon="check" label=move || t_string!(i18n, common.tasks)/>
                    <MoreLink route=Route::Cases icon="wrench" label=move || t_string!(i18n, care.cases)/>
                    <MoreLink route=Route::Products icon="package" label=move || t_string!(i18n, common.products)/>
                    <MoreLink route=Route::Files icon="file" label=move || t_string!(i18n, files.title)/>
                    <MoreLink route=Route::Duplicates icon="copy" label=move || t_string!(i18n, clean.heading)/>
                    <MoreLink route=Route::Data icon="database" label=move || t_string!(i18n, common.data)/>
                    <MoreLink route=Route::History icon="history" label=move || t_string!(i18n, common.history)/>
                    <MoreLink route=Route::Trash icon="trash" label=move || t_string!(i18n, common.trash)/>
                    <MoreLink route=Route::Settings icon="settings" label=move || t_string!(i18n, common.settings)/>
                </Menu>
            </span>
            <AtCounter class="counter"/>
            {move || app.is_open().then(|| view! { <State/> })}
        </nav>
    }
}

#[component]
fn Link(
    route: Route,
    icon: &'static str,
    label: impl Fn() -> &'static str + Send + Sync + Copy + 'static,
    count: impl Fn() -> String + Send + Sync + 'static,
    /// Only in the sidebar, not in the bar of a phone.
    #[prop(optional)]
    wide: bool,
) -> impl IntoView {
    let app = use_app();
    let location = use_location();
    let folder = route.folder();
    let current = move || {
        let path = location.pathname.get();
        let path = folder_of(&path);
        let of_record = matches!(
            (folder, path),
            ("customers", "customer" | "duplicates")
                | ("pipeline", "deal")
                | ("sales", "sale")
                | ("cases", "case")
                | ("tasks", "calls")
        );
        (path == folder || of_record).then_some("page")
    };
    // From elsewhere back to where it was left; from itself to all of it.
    let left = use_left();
    let href = move || {
        if location.pathname.with(|path| folder_of(path) == folder) {
            route.href()
        } else {
            left.href(&route)
        }
    };
    view! {
        <a class="nav" class:wide=wide href=href aria-current=current>
            <Icon name=icon/>
            <span>{label}</span>
            <span class="count">{move || app.is_open().then(&count)}</span>
        </a>
    }
}

#[component]
fn MoreLink(
    route: Route,
    icon: &'static str,
    label: impl Fn() -> &'static str + Send + Sync + Copy + 'static,
) -> impl IntoView {
    // The menu is made when it opens.
    let href = untrack(|| use_left().href(&route));
    view! {
        <a class="menu-item" role="menuitem" href=href>
            <Icon name=icon/>
            <span>{label}</span>
        </a>
    }
}

/// Whether all is on disk, and how old the last backup is.
#[component]
fn State() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let shown = RwSignal::new(app.saving.get_untracked());
    Effect::new(move |_| match app.saving.get() {
        SaveState::Saving => if_it_lasts(
            move || app.saving.try_get_untracked() == Some(SaveState::Saving),
            move || {
                shown.try_set(SaveState::Saving);
            },
        ),
        over => shown.set(over),
    });
    let saving = move || match shown.get() {
        _ if app.in_memory.get() => ("dot bad", t_string!(i18n, settings.state_memory)),
        SaveState::Saved => ("dot good", t_string!(i18n, common.saved_on_device)),
        SaveState::Saving => ("dot info", t_string!(i18n, common.saving)),
        SaveState::Failed => ("dot bad", t_string!(i18n, common.not_saved)),
    };
    let backup = move || match app.settings().and_then(|shop| shop.last_backup) {
        Some(at) => t_string!(i18n, common.last_backup, when = fmt.ago(at)),
        None => t_string!(i18n, common.no_backup).to_owned(),
    };
    // Which write is on disk, for whoever waits for one from outside.
    let written = move || {
        app.saving.get();
        app.shop().map(|shop| shop.generation())
    };
    view! {
        <div class="state" data-generation=written>
            <span class="row" role="status">
                <span class=move || saving().0></span>
                {move || saving().1}
            </span>
            <a href=Route::Data.href()>{backup}</a>
        </div>
    }
}
