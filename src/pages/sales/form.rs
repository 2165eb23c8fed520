//! Recording a sale: who, what, save. The customer field has the focus, choosing leads on to the
//! products or the amount, and Ctrl+Enter saves from anywhere.

use leptos::{ev::KeyboardEvent, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{
    draft::Draft,
    lines::{LineList, Tiles},
    texts,
    total::{Terms, TotalBar},
    unsaved::SaleTexts,
};
use crate::{
    app::{
        format::use_fmt,
        saving::{Saving, use_saving},
        state::{App, use_app},
        unsaved::{Form, use_unsaved},
    },
    domain::{Customer, Deal, Id},
    i18n::{t, t_string, use_i18n},
    pages::{
        own::DraftFields,
        parts::{CustomerField, UnsavedOffer, picked},
    },
    ui::{
        Dialog, Field, Picked,
        keys::{is_enter, is_typing},
        money::{Numeral, NumeralInput},
    },
};

/// What a new sale begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Preset {
    /// The customer it is for.
    pub customer: Option<Id<Customer>>,
    /// The deal it comes from: its customer, value and title.
    pub deal: Option<Id<Deal>>,
}

/// The dialog around the form.
#[component]
pub fn SaleDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What to begin with; read each time it opens.
    #[prop(into)]
    preset: Signal<Preset>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Dialog open title=Signal::derive(move || t_string!(i18n, common.new_sale).to_owned()) wide=true>
            <SaleForm open preset=preset.get_untracked()/>
        </Dialog>
    }
}

fn fill(app: App, draft: &Draft, preset: Preset) {
    app.peek(|records| {
        let deal = preset.deal.and_then(|id| records.get(id)).cloned();
        let customer = preset
            .customer
            .or_else(|| deal.as_ref().and_then(|deal| deal.customer));
        if customer.is_some() {
            draft.customer.set(picked(app, customer));
        }
        if let Some(deal) = deal {
            draft.note.set(deal.title.clone());
            if deal.currency == draft.currency && deal.value > 0 {
                draft.amount.set(draft.currency.decimal(deal.value));
            }
        }
    });
}

#[component]
fn SaleForm(open: RwSignal<bool>, preset: Preset) -> impl IntoView {
    let app = use_app();
    let draft = Draft::new(app, use_fmt().currency());
    fill(app, &draft, preset);
    // Opened by its address, the form is there before the records are.
    if !app.loaded.get_untracked() {
        let early = draft.clone();
        let number = early.number.get_untracked();
        Effect::new(move |_| {
            if app.loaded.get() {
                early.renumber(app, &number);
                if early
                    .customer
                    .with_untracked(|who| matches!(who, Picked::Nothing))
                {
                    fill(app, &early, preset);
                }
            }
        });
    }
    let draft = StoredValue::new_local(draft);
    let unsaved = use_unsaved(Form::Sale, move || {
        draft.with_value(|draft| draft.texts(app))
    });
    let saving = use_saving(open);
    let save = Callback::new(move |()| {
        let checkout = draft.with_value(|draft| draft.checkout(app));
        let right = checkout.is_ok();
        if let Ok(checkout) = checkout {
            saving.save_then(checkout, move |_| unsaved.forget());
        }
        right
    });
    let known = preset.customer.is_some() || preset.deal.is_some();
    let cancel = Callback::new(move |()| {
        unsaved.forget();
        saving.close();
    });
    view! {
        <SaleFields draft saving save cancel begin=if known { ".sale-next" } else { "[role=combobox]" }>
            <UnsavedOffer
                unsaved
                take=move |texts: SaleTexts| draft.with_value(|draft| draft.type_again(texts))
            />
        </SaleFields>
    }
    .into_any()
}

/// The fields around a draft, its total, and the keys that lead through it.
#[component]
pub fn SaleFields(
    /// What is typed.
    draft: StoredValue<Draft, LocalStorage>,
    /// How the dialog ends.
    saving: Saving,
    /// Saves; false if something typed is wrong.
    save: Callback<(), bool>,
    /// Closes without saving.
    cancel: Callback<()>,
    /// Where the focus begins, as a selector.
    begin: &'static str,
    /// What stands above the fields.
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = NodeRef::<html::Form>::new();
    let save = move || {
        // Marks nothing while what is right is saved: a frame drawn first would hold the write up.
        if !save.run(()) {
            draft.with_value(|draft| draft.tried.set(true));
            focus_soon(form, "[aria-invalid=true]", None);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if !is_enter(&event) || event.default_prevented() {
            return;
        }
        if event.ctrl_key() || event.meta_key() {
            event.prevent_default();
            save();
        } else if is_typing(event.target()) && !closest(&event, ".bare-amount") {
            // Enter in a line ends the field, not the sale.
            event.prevent_default();
        }
    };
    focus_soon(form, begin, None);
    // Choosing a customer leads on, unless the person has gone on already.
    let customer = draft.with_value(|draft| draft.customer);
    Effect::new(move |before: Option<Picked>| {
        let now = customer.get();
        if before.is_some_and(|before| before != now) && now != Picked::Nothing {
            focus_soon(form, ".sale-next", Some(".sale-who"));
        }
        now
    });
    view! {
        <form
            class="dialog-form"
            node_ref=form
            on:keydown=on_key
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <div class="content sale-form">
                <div class="stack">
                    {children()}
                    <Who draft/>
                    <Tiles draft/>
                </div>
                <div class="stack sale-paper">
                    <Bare draft/>
                    <LineList draft/>
                    <Terms draft/>
                    <DraftFields drafts=draft.with_value(|draft| draft.own)/>
                    <p class="bad" role="alert" hidden=move || saving.error.with(String::is_empty)>
                        {saving.error}
                    </p>
                </div>
            </div>
            <footer class="sale-foot">
                <TotalBar draft/>
                <button type="button" class="btn" on:click=move |_| cancel.run(())>
                    {t!(i18n, common.cancel)}
                </button>
                <button
                    type="submit"
                    class="btn primary"
                    aria-keyshortcuts="Control+Enter Meta+Enter"
                    disabled=move || saving.disabled()
                >
                    {t!(i18n, common.save)}
                </button>
            </footer>
        </form>
    }
    .into_any()
}

#[component]
fn Who(draft: StoredValue<Draft, LocalStorage>) -> impl IntoView {
    let i18n = use_i18n();
    let picked = draft.with_value(|draft| draft.customer);
    let walk_in = Signal::derive(move || t_string!(i18n, sales.walk_in_hint).to_owned());
    view! {
        <div class="sale-who">
            <CustomerField picked hint=walk_in/>
        </div>
    }
}

/// The amount, where there are no lines.
#[component]
fn Bare(draft: StoredValue<Draft, LocalStorage>) -> impl IntoView {
    let i18n = use_i18n();
    let (lines, amount, tried, currency) =
        draft.with_value(|draft| (draft.lines, draft.amount, draft.tried, draft.currency));
    let error = move || {
        let blank = amount.with(|text| text.trim().is_empty());
        let wrong = draft.with_value(Draft::gross).err();
        wrong
            .filter(|_| lines.with(Vec::is_empty) && (!blank || tried.get()))
            .map(|wrong| {
                if blank {
                    t_string!(i18n, sales.error_nothing_sold).to_owned()
                } else {
                    texts::problem(i18n.get_locale(), wrong)
                }
            })
            .unwrap_or_default()
    };
    view! {
        <div class="bare-amount" hidden=move || !lines.with(Vec::is_empty)>
            <Field
                label=Signal::derive(move || t_string!(i18n, common.amount).to_owned())
                hint=Signal::derive(move || t_string!(i18n, sales.amount_hint).to_owned())
                error=Signal::derive(error)
                children=move |parts| {
                    view! { <NumeralInput kind=Numeral::Money(currency) text=amount parts/> }
                }
            />
        </div>
    }
}

/// Gives the focus to the first shown element of the form that answers `selector`, after drawing; with
/// `from` only if it still stands there, or nowhere in the form.
fn focus_soon(form: NodeRef<html::Form>, selector: &'static str, from: Option<&'static str>) {
    request_animation_frame(move || {
        let Some(form) = form.try_get_untracked().flatten() else {
            return;
        };
        if let (Some(from), Ok(Some(focused))) = (from, form.query_selector(":focus")) {
            if !matches!(focused.closest(from), Ok(Some(_))) {
                return;
            }
        }
        let Ok(nodes) = form.query_selector_all(selector) else {
            return;
        };
        let shown = (0..nodes.length())
            .filter_map(|index| nodes.item(index)?.dyn_into::<HtmlElement>().ok())
            .find(|element| element.offset_width() > 0);
        if let Some(element) = shown {
            // Focus on a shown element can't fail.
            element.focus().ok();
        }
    });
}

fn closest(event: &KeyboardEvent, selector: &str) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .and_then(|element| element.closest(selector).ok().flatten())
        .is_some()
}
