//! What must not be missed: sample data, memory only, read-only, damage, lost changes, a new version.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    app::{App, Route, format::use_fmt, route::base, sample, state::use_app},
    domain::Records,
    i18n::{t, t_string, use_i18n},
    platform::{
        announce::announce,
        prefs::Workspace,
        sentinel::{self, Seen},
    },
    ui::Icon,
};

/// Banners above the page.
#[component]
pub fn Banners() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let of_sample = app.workspace == Workspace::Sample;
    let sample_text = move || {
        if app.in_memory.get() {
            t_string!(i18n, common.sample_memory)
        } else {
            t_string!(i18n, common.sample_banner)
        }
    };
    view! {
        {of_sample
            .then(|| {
                view! {
                    <div class="banner" class:warn=move || app.in_memory.get() role="note">
                        <Icon name="info"/>
                        <span class="grow">{sample_text}</span>
                        <button type="button" class="btn small" on:click=|_| sample::leave()>
                            {t!(i18n, common.sample_leave)}
                        </button>
                    </div>
                }
            })}
        <div class="banner warn" role="alert" hidden=move || of_sample || !app.in_memory.get()>
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
        <Lost/>
        <div class="banner" role="status" hidden=move || !app.update_ready.get()>
            <Icon name="refresh"/>
            <span class="grow">{t!(i18n, common.update_ready)}</span>
            <button type="button" class="btn small" on:click=move |_| announce("regulars:update-accept", "")>
                {t!(i18n, common.update_now)}
            </button>
        </div>
    }
}

/// Says that what is here is less, or older, than what was saved: a disk or a browser that lost the end of
/// what was written leaves a shop that looks whole.
#[component]
fn Lost() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let found = RwSignal::new(None::<(Seen, u64)>);
    Effect::new(move |begun: Option<bool>| {
        let begun = begun.unwrap_or_default();
        let loaded = app.loaded.get();
        if loaded && !begun && app.workspace == Workspace::Own {
            spawn_local(async move {
                found.try_set(lost(app).await);
            });
        }
        begun || loaded
    });
    move || {
        found.get().map(|(seen, count)| {
            let number = move |count: u64| fmt.count(usize::try_from(count).unwrap_or(usize::MAX));
            let text = move || {
                let (had, when) = (number(seen.records), fmt.ago(seen.saved));
                if count >= seen.records {
                    return t_string!(i18n, errors.older_text, when = when);
                }
                t_string!(
                    i18n,
                    errors.fewer_text,
                    had = had,
                    when = when,
                    count = number(count)
                )
            };
            view! {
                <div class="banner bad" role="alert">
                    <Icon name="alert"/>
                    <span class="grow">{text}</span>
                    <a class="btn small" href=Route::Data.href()>
                        {t!(i18n, errors.restore_backup)}
                    </a>
                    <button
                        type="button"
                        class="btn ghost icon-only small"
                        aria-label=move || t_string!(i18n, common.close)
                        on:click=move |_| found.set(None)
                    >
                        <Icon name="x"/>
                    </button>
                </div>
            }
        })
    }
}

/// What was saved here and how many records there are, if these are fewer, or as many but from before the
/// last write. What can't be read is told elsewhere.
async fn lost(app: App) -> Option<(Seen, u64)> {
    let seen = sentinel::get(app.workspace)?;
    let shop = app.shop()?;
    // Another tab may have written since this one read: that is no loss.
    if shop.catch_up().await.ok()? {
        app.refresh();
    }
    let still = sentinel::get(app.workspace) == Some(seen);
    let count = app.peek(Records::total);
    let less = count < seen.records || shop.generation() < seen.generation;
    let lost = still && less && shop.damage().is_empty();
    (lost && !app.in_memory.get_untracked()).then_some((seen, count))
}
