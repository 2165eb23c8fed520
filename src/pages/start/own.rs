//! The form that opens the person's own shop.

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

use super::{
    currency::CurrencySelect,
    texts::{KINDS, kind_hint, kind_icon, kind_text},
    zone::{ZoneInput, known_zone},
};
use crate::{
    app::{
        Notice, Route,
        preferences::shop_language,
        route::use_go,
        setup::NewShop,
        state::{Phase, use_app},
    },
    domain::{Refusal, ShopKind},
    i18n::{t, t_string, use_i18n},
    storage::ExecuteError,
    ui::{Field, Icon},
};

/// The form.
#[component]
pub fn OwnShop() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let go = use_go();
    let guess = NewShop::guess();
    let name = RwSignal::new(String::new());
    let kind = RwSignal::new(guess.kind);
    let currency = RwSignal::new(guess.currency);
    let zone = RwSignal::new(guess.time_zone);
    let tried = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let zone_error = Signal::derive(move || {
        let wrong = tried.get() && zone.with(|zone| !known_zone(zone.trim()));
        let text = wrong.then(|| t_string!(i18n, start.zone_unknown).to_owned());
        text.unwrap_or_default()
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if busy.get_untracked() || !zone_error.get_untracked().is_empty() {
            return;
        }
        busy.set(true);
        let new = NewShop {
            name: name.get_untracked(),
            kind: kind.get_untracked(),
            currency: currency.get_untracked(),
            time_zone: zone.get_untracked().trim().to_owned(),
        };
        let language = shop_language(i18n.get_locale_untracked());
        let go = go.clone();
        spawn_local(async move {
            match app.set_up(new, language).await {
                Ok(()) => go(&Route::Today),
                // Another tab was faster; its shop is this one.
                Err(ExecuteError::Refused(Refusal::Nothing)) => app.phase.set(Phase::Ready),
                Err(error) => app.notify(Notice::from(error)),
            }
            busy.try_set(false);
        });
    };
    view! {
        <form class="box start-card" on:submit=submit aria-label=move || t_string!(i18n, start.own_title)>
            <KindChoice kind/>
            <div class="form">
                <Field label=Signal::derive(move || t_string!(i18n, start.shop_name).to_owned()) full=true let:parts>
                    <input
                        class="input"
                        type="text"
                        id=parts.id()
                        aria-describedby=parts.described_by()
                        autocomplete="organization"
                        maxlength="120"
                        placeholder=move || t_string!(i18n, start.shop_name_example)
                        prop:value=move || name.get()
                        on:input=move |event| name.set(event_target_value(&event))
                    />
                </Field>
                <Field
                    label=Signal::derive(move || t_string!(i18n, common.currency).to_owned())
                    hint=Signal::derive(move || t_string!(i18n, start.currency_hint).to_owned())
                    let:parts
                >
                    <CurrencySelect parts value=currency/>
                </Field>
                <Field
                    label=Signal::derive(move || t_string!(i18n, start.time_zone).to_owned())
                    hint=Signal::derive(move || t_string!(i18n, start.zone_hint).to_owned())
                    error=zone_error
                    let:parts
                >
                    <ZoneInput parts value=zone/>
                </Field>
            </div>
            <button type="submit" class="btn primary start-go" disabled=move || busy.get()>
                {t!(i18n, start.open_shop)}
                <Icon name="arrow-right"/>
            </button>
        </form>
    }
}

/// The kinds of shop, as cards to choose one of.
#[component]
fn KindChoice(kind: RwSignal<ShopKind>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <fieldset class="start-kinds">
            <legend>{t!(i18n, start.kind)}</legend>
            <div class="choices">
                {KINDS
                    .map(|one| {
                        view! {
                            <label class="choice">
                                <input
                                    type="radio"
                                    name="kind"
                                    prop:checked=move || kind.get() == one
                                    on:change=move |_| kind.set(one)
                                />
                                <Icon name=kind_icon(one)/>
                                <span class="stack tight">
                                    <span class="strong">{move || kind_text(i18n.get_locale(), one)}</span>
                                    <small class="muted">{move || kind_hint(i18n.get_locale(), one)}</small>
                                </span>
                            </label>
                        }
                    })
                    .collect_view()}
            </div>
            <p class="hint">{t!(i18n, start.kind_why)}</p>
        </fieldset>
    }
}
