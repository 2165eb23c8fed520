//! What must not be missed: sample data, memory only, read-only, damage, a new version.

use leptos::prelude::*;

use crate::{
    app::{Route, route::base, state::use_app},
    i18n::{t, use_i18n},
    platform::{
        announce::announce,
        prefs::{self, Workspace},
    },
    ui::Icon,
};

/// Banners above the page.
#[component]
pub fn Banners() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let leave = move |_| {
        prefs::WORKSPACE.set(&Workspace::Own);
        window().location().set_href(&format!("{}/", base())).ok();
    };
    view! {
        {(app.workspace == Workspace::Sample)
            .then(|| {
                view! {
                    <div class="banner" role="note">
                        <Icon name="info"/>
                        <span class="grow">{t!(i18n, common.sample_banner)}</span>
                        <button type="button" class="btn small" on:click=leave>
                            {t!(i18n, common.sample_leave)}
                        </button>
                    </div>
                }
            })}
        <div class="banner warn" role="alert" hidden=move || !app.in_memory.get()>
            <Icon name="alert"/>
            <span class="grow">{t!(i18n, common.memory_banner)}</span>
        </div>
        <div class="banner bad" role="alert" hidden=move || !app.is_read_only()>
            <Icon name="alert"/>
            <span class="grow">{t!(i18n, common.read_only_banner)}</span>
            <a class="btn small" href=Route::Data.href()>{t!(i18n, common.export)}</a>
            <button type="button" class="btn small" on:click=move |_| app.prove_storage()>
                {t!(i18n, common.retry)}
            </button>
        </div>
        <div class="banner bad" role="alert" hidden=move || !app.damaged.get()>
            <Icon name="alert"/>
            <span class="grow">{t!(i18n, common.damage_banner)}</span>
            <a class="btn small" href=format!("{}/rescue.html", base()) rel="external">
                {t!(i18n, common.rescue)}
            </a>
        </div>
        <div class="banner" role="status" hidden=move || !app.update_ready.get()>
            <Icon name="refresh"/>
            <span class="grow">{t!(i18n, common.update_ready)}</span>
            <button type="button" class="btn small" on:click=move |_| announce("regulars:update-accept", "")>
                {t!(i18n, common.update_now)}
            </button>
        </div>
    }
}
