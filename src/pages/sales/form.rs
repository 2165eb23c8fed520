//! Recording a sale: who, what, save. The customer field has the focus, choosing leads on to the
//! products or the amount, and Ctrl+Enter saves from anywhere.

use leptos::{ev::KeyboardEvent, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{
    draft::Draft,
    lines::{LineList, Tiles},
    suggest, texts,
    total::{Terms, TotalBar},
};
use crate::{
    app::{
        format::use_fmt,
        state::{App, use_app},
    },
    domain::{Customer, Deal, Id},
    i18n::{t, t_string, use_i18n},
    ui::{
        Dialog, Field, Picked, Picker,
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
        if let Some(known) = customer.and_then(|id| suggest::known(records, id)) {
            draft.customer.set(Picked::Record(known));
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
    let i18n = use_i18n();
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
    let form = NodeRef::<html::Form>::new();
    let busy = RwSignal::new(false);
    let save = move || {
        let draft = draft.get_value();
        draft.tried.set(true);
        if busy.get_untracked() {
            return;
        }
        match draft.checkout(app) {
            Ok(checkout) => {
                busy.set(true);
                leptos::task::spawn_local(async move {
                    let done = app.execute(&checkout).await;
                    busy.try_set(false);
                    if done.is_some() {
                        open.try_set(false);
                    }
                });
            }
            Err(_) => focus_soon(form, "[aria-invalid=true]"),
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
    let known = preset.customer.is_some() || preset.deal.is_some();
    focus_soon(
        form,
        if known {
            ".sale-next"
        } else {
            "[role=combobox]"
        },
    );
    // Choosing a customer leads on.
    let customer = draft.with_value(|draft| draft.customer);
    Effect::new(move |before: Option<Picked>| {
        let now = customer.get();
        if before.is_some_and(|before| before != now) && now != Picked::Nothing {
            focus_soon(form, ".sale-next");
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
                    <Who draft/>
                    <Tiles draft/>
                </div>
                <div class="stack sale-paper">
                    <Bare draft/>
                    <LineList draft/>
                    <Terms draft/>
                </div>
            </div>
            <footer class="sale-foot">
                <TotalBar draft/>
                <button type="button" class="btn" on:click=move |_| open.set(false)>
                    {t!(i18n, common.cancel)}
                </button>
                <button
                    type="submit"
                    class="btn primary"
                    aria-keyshortcuts="Control+Enter Meta+Enter"
                    disabled=move || busy.get()
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
    let app = use_app();
    let i18n = use_i18n();
    let picked = draft.with_value(|draft| draft.customer);
    let suggest =
        Callback::new(move |text: String| app.peek(|records| suggest::customers(records, &text)));
    let create =
        Callback::new(move |name: String| t_string!(i18n, sales.create_customer, name = name));
    let hint = move || match picked.get() {
        Picked::New(_) => t_string!(i18n, sales.customer_is_new).to_owned(),
        Picked::Record(_) => String::new(),
        Picked::Nothing => t_string!(i18n, sales.walk_in_hint).to_owned(),
    };
    view! {
        <Field
            label=Signal::derive(move || t_string!(i18n, common.customer).to_owned())
            hint=Signal::derive(hint)
            children=move |parts| {
                view! {
                    <Picker
                        parts
                        picked
                        suggest
                        create
                        placeholder=Signal::derive(move || {
                            t_string!(i18n, sales.customer_placeholder).to_owned()
                        })
                    />
                }
            }
        />
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

/// Gives the focus to the first shown element of the form that answers `selector`, after drawing.
fn focus_soon(form: NodeRef<html::Form>, selector: &'static str) {
    request_animation_frame(move || {
        let Some(form) = form.try_get_untracked().flatten() else {
            return;
        };
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
