//! The shop's own settings, saved together.

use leptos::{ev::SubmitEvent, prelude::*};

use super::{Section, save::SaveFoot};
use crate::{
    app::{state::use_app, use_saving},
    domain::{Currency, Record, Shop, ShopKind, TableName, commands::Save},
    i18n::{t, t_string, use_i18n},
    pages::start::{CurrencySelect, KINDS, ZoneInput, kind_text, known_zone},
    ui::Field,
};

/// What the form holds.
#[derive(Debug, Clone, Copy)]
struct Form {
    name: RwSignal<String>,
    kind: RwSignal<ShopKind>,
    currency: RwSignal<Currency>,
    zone: RwSignal<String>,
    week: RwSignal<u8>,
}

impl Form {
    fn new() -> Self {
        Self {
            name: RwSignal::default(),
            kind: RwSignal::default(),
            currency: RwSignal::new(Currency::USD),
            zone: RwSignal::default(),
            week: RwSignal::new(1),
        }
    }

    fn show(self, shop: &Shop) {
        self.name.set(shop.name.clone());
        self.kind.set(shop.kind);
        self.currency.set(shop.currency);
        self.zone.set(shop.time_zone.clone());
        self.week.set(shop.week_start);
    }

    /// `shop` with what the form says.
    fn onto(self, shop: &Shop) -> Shop {
        Shop {
            name: self.name.get().trim().to_owned(),
            kind: self.kind.get(),
            currency: self.currency.get(),
            time_zone: self.zone.get().trim().to_owned(),
            week_start: self.week.get(),
            ..shop.clone()
        }
    }
}

/// The section.
#[component]
pub fn ShopSettings() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let form = Form::new();
    // Undo, another tab or a restore may change them while the page is open.
    Effect::new(move |_| {
        if let Some(shop) = app.settings() {
            form.show(&shop);
        }
    });
    let zone_error = Signal::derive(move || {
        let wrong = form.zone.with(|zone| !known_zone(zone.trim()));
        let text = wrong.then(|| t_string!(i18n, start.zone_unknown).to_owned());
        text.unwrap_or_default()
    });
    // No dialog: nothing closes when it is saved.
    let saving = use_saving(RwSignal::new(true));
    let changed = Memo::new(move |_| app.settings().is_some_and(|shop| form.onto(&shop) != *shop));
    let other_currency = move || {
        let was = app.settings().map(|shop| shop.currency);
        let sales = app.read(&[TableName::Sales], |records| records.sales.len());
        sales > 0 && was.is_some_and(|was| was != form.currency.get())
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(shop) = app.settings() else { return };
        if changed.get_untracked() && zone_error.get_untracked().is_empty() {
            let edited = untrack(|| form.onto(&shop));
            saving.save(Save::new(Record::Shop(shop), edited));
        }
    };
    view! {
        <Section title=Signal::derive(move || t_string!(i18n, settings.shop).to_owned())>
            <form class="form" on:submit=submit>
                <Field label=Signal::derive(move || t_string!(i18n, settings.shop_name).to_owned()) let:parts>
                    <input
                        class="input"
                        type="text"
                        maxlength="120"
                        id=parts.id()
                        aria-describedby=parts.described_by()
                        prop:value=move || form.name.get()
                        on:input=move |event| form.name.set(event_target_value(&event))
                    />
                </Field>
                <KindField kind=form.kind/>
                <Field label=Signal::derive(move || t_string!(i18n, common.currency).to_owned()) let:parts>
                    <CurrencySelect parts value=form.currency/>
                </Field>
                <Field
                    label=Signal::derive(move || t_string!(i18n, start.time_zone).to_owned())
                    error=zone_error
                    let:parts
                >
                    <ZoneInput parts value=form.zone/>
                </Field>
                <WeekField week=form.week/>
                <p class="callout full" role="status" hidden=move || !other_currency()>
                    {t!(i18n, settings.currency_warning)}
                </p>
                <SaveFoot saving off=Signal::derive(move || !changed.get())/>
            </form>
        </Section>
    }
}

#[component]
fn KindField(kind: RwSignal<ShopKind>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Field label=Signal::derive(move || t_string!(i18n, settings.kind).to_owned()) let:parts>
            <select
                class="input"
                id=parts.id()
                aria-describedby=parts.described_by()
                on:change=move |event| {
                    let chosen = event_target_value(&event).parse().ok();
                    if let Some(one) = chosen.and_then(|place: usize| KINDS.get(place).copied()) {
                        kind.set(one);
                    }
                }
            >
                {KINDS
                    .into_iter()
                    .enumerate()
                    .map(|(place, one)| {
                        view! {
                            <option value=place.to_string() prop:selected=move || kind.get() == one>
                                {move || kind_text(i18n.get_locale(), one)}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        </Field>
    }
}

#[component]
fn WeekField(week: RwSignal<u8>) -> impl IntoView {
    let i18n = use_i18n();
    let text = move |day| match day {
        1 => t_string!(i18n, settings.monday),
        6 => t_string!(i18n, settings.saturday),
        _ => t_string!(i18n, settings.sunday),
    };
    view! {
        <Field label=Signal::derive(move || t_string!(i18n, settings.week_start).to_owned()) let:parts>
            <select
                class="input"
                id=parts.id()
                aria-describedby=parts.described_by()
                on:change=move |event| {
                    if let Ok(day) = event_target_value(&event).parse() {
                        week.set(day);
                    }
                }
            >
                {[1_u8, 6, 7]
                    .map(|day| {
                        view! {
                            <option value=day.to_string() prop:selected=move || week.get() == day>
                                {move || text(day)}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        </Field>
    }
}
