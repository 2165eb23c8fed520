//! How customers earn points: whether, and what one costs.

use leptos::{ev::SubmitEvent, prelude::*};

use super::{Section, save::SaveFoot};
use crate::{
    app::{format::use_fmt, state::use_app, use_saving},
    domain::{PointsRule, Shop, commands::Save},
    exchange::typed,
    i18n::{t, t_string, use_i18n},
    ui::money::AmountField,
};

/// What a point costs to begin with, in the main unit of the currency.
const USUAL: i64 = 10;

/// The section.
#[component]
pub fn PointsSettings() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let currency = Memo::new(move |_| fmt.currency());
    let on = RwSignal::new(false);
    let per = RwSignal::new(String::new());
    // Undo, another tab or a restore may change it while the page is open.
    Effect::new(move |_| {
        let Some(shop) = app.settings() else { return };
        on.set(shop.points.is_some());
        let one = 10_i64.saturating_pow(shop.currency.exponent());
        let amount = shop
            .points
            .map_or(USUAL.saturating_mul(one), |rule| rule.per);
        per.set(shop.currency.decimal(amount));
    });
    // No dialog: nothing closes when it is saved.
    let saving = use_saving(RwSignal::new(true));
    let amount = move || {
        let amount = per.with(|text| typed::amount_or_blank(text, currency.get()).ok().flatten());
        amount.filter(|amount| *amount > 0)
    };
    let rule = move || on.get().then(|| amount().map(|per| PointsRule { per }));
    let wrong = move || on.get() && amount().is_none();
    let changed = Memo::new(move |_| {
        let saved = app.settings().and_then(|shop| shop.points);
        saved != rule().flatten()
    });
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let shop = app.peek(|records| records.settings().cloned());
        let Some(shop) = shop.filter(|_| !untrack(wrong)) else {
            return;
        };
        let base = Shop::clone(&shop);
        let edited = Shop {
            points: untrack(rule).flatten(),
            ..base.clone()
        };
        saving.save(Save::new(base, edited));
    };
    let error = move || {
        if wrong() {
            t_string!(i18n, care.per_bad).to_owned()
        } else {
            String::new()
        }
    };
    view! {
        <Section title=Signal::derive(move || t_string!(i18n, care.settings_title).to_owned())>
            <form class="stack" on:submit=save>
                <p class="small soft">{t!(i18n, care.settings_about)}</p>
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=on
                        on:change=move |event| on.set(event_target_checked(&event))
                    />
                    <span>{t!(i18n, care.settings_on)}</span>
                </label>
                <div class="form" hidden=move || !on.get()>
                    {move || {
                        view! {
                            <AmountField
                                label=Signal::derive(move || t_string!(i18n, care.settings_per).to_owned())
                                text=per
                                currency=currency.get()
                            />
                        }
                    }}
                </div>
                <SaveFoot saving off=Signal::derive(move || !changed.get() || wrong()) wrong=Signal::derive(error)/>
            </form>
        </Section>
    }
    .into_any()
}
