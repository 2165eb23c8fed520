//! The dialog that sets one thing on everything that is selected: what to set, and to what. What can be set
//! and what a value means comes from the page; it ends in the one way of saving.

use std::sync::Arc;

use leptos::{ev::SubmitEvent, prelude::*};

use crate::{
    app::{App, Saving, fields, saving::if_it_lasts, state::use_app, use_saving},
    domain::{Channel, Command, FieldDef, FieldValue, TableName},
    i18n::{Locale, counted, t, t_string, td_string, use_i18n},
    pages::own::{ValueInput, shown_fields},
    ui::{Dialog, Field, Foot, field::FieldParts},
};

use super::bulk_people::{CompanyChoice, ConsentChoice};

/// What is to be filled in.
#[derive(Debug, Clone)]
pub enum Asks {
    /// A text, or an amount.
    Text,
    /// A civil day.
    Day,
    /// One of these: a value and its name.
    Choice(Vec<(String, String)>),
    /// A value of an own field.
    Own(Arc<FieldDef>),
    /// A company, by its identity or, a new one, by its name.
    Company,
    /// What was said of this way to be contacted, as [`Consent`] is written in JSON.
    Consent(Channel),
}

/// Something that can be set on everything that is selected.
pub trait Settable: Clone + Send + Sync + 'static {
    /// What is to be known of the list.
    type List: Copy + Send + Sync + 'static;
    /// What the records are told.
    type Change: 'static;
    /// All that can be set, in the order it is offered.
    fn all(list: Self::List) -> Vec<Self>;
    /// What it is called.
    fn label(&self, locale: Locale) -> String;
    /// What is to be filled in.
    fn asks(&self, list: Self::List, locale: Locale) -> Asks;
    /// The change that a filled-in value stands for, or what is wrong with it.
    fn change(&self, list: Self::List, locale: Locale, text: &str) -> Result<Self::Change, String>;
}

/// What every shop can set, and behind it the shop's own fields.
pub fn with_own<W>(
    app: App,
    table: TableName,
    fixed: impl IntoIterator<Item = W>,
    own: impl Fn(Arc<FieldDef>) -> W,
) -> Vec<W> {
    let fields = untrack(|| shown_fields(app, table));
    fixed
        .into_iter()
        .chain(fields.into_iter().map(own))
        .collect()
}

/// The value of an own field that was filled in, or what is wrong with it.
pub fn own_value(
    app: App,
    locale: Locale,
    field: &FieldDef,
    text: &str,
) -> Result<Option<FieldValue>, String> {
    fields::read(app, field, text).map_err(|problem| fields::problem(locale, &problem))
}

/// That nothing was chosen yet.
pub fn not_chosen(locale: Locale) -> String {
    td_string!(locale, customers.bulk_choose).to_owned()
}

/// Names as choices by their place.
pub fn numbered<const N: usize>(names: [&'static str; N]) -> Vec<(String, String)> {
    let names = names.into_iter().enumerate();
    names
        .map(|(place, name)| (place.to_string(), name.to_owned()))
        .collect()
}

/// What was chosen of [`numbered`].
pub fn at_place<T: Copy>(locale: Locale, all: &[T], text: &str) -> Result<T, String> {
    let place = text.parse::<usize>().ok();
    let found = place.and_then(|place| all.get(place).copied());
    found.ok_or_else(|| not_chosen(locale))
}

/// Yes or no as choices.
pub fn yes_or_no(locale: Locale) -> Asks {
    Asks::Choice(vec![
        ("yes".to_owned(), td_string!(locale, common.yes).to_owned()),
        ("no".to_owned(), td_string!(locale, common.no).to_owned()),
    ])
}

/// What was chosen of [`yes_or_no`].
pub fn said_yes(locale: Locale, text: &str) -> Result<bool, String> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(not_chosen(locale)),
    }
}

/// The dialog that sets one of `W` on everything selected in `list`; `command` carries it out. It says beforehand how
/// many will change: those for whom the command would change something.
pub fn bulk_edit<W: Settable, C: Command + 'static>(
    list: W::List,
    open: RwSignal<bool>,
    title: Signal<String>,
    count: Signal<String>,
    command: impl Fn(W::Change) -> C + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let offers = Callback::new(move |()| {
        let locale = i18n.get_locale_untracked();
        let all = W::all(list).into_iter();
        all.map(|what| Offer {
            name: what.label(locale),
            asks: what.asks(list, locale),
            may_be_empty: what.change(list, locale, "").is_ok(),
        })
        .collect::<Vec<_>>()
    });
    let done = Callback::new(move |(filled, saving): (Filled, Saving)| {
        let locale = i18n.get_locale_untracked();
        let all = W::all(list);
        let Some(what) = all.get(filled.place) else {
            return;
        };
        match what.change(list, locale, &filled.text) {
            Ok(change) => saving.save(command(change)),
            Err(why) => saving.error.set(why),
        }
    });
    let foresee = Callback::new(move |filled: Filled| {
        let locale = i18n.get_locale_untracked();
        let all = W::all(list);
        let change = all.get(filled.place)?.change(list, locale, &filled.text);
        let command = command(change.ok()?);
        let draft = app.peek(|records| command.decide(records, &app.moment()));
        Some(draft.map_or(0, |draft| draft.label.count))
    });
    view! {
        <Dialog open=open title=title>
            <Form open offers count foresee on_done=done/>
        </Dialog>
    }
}

/// Something to set, as the form shows it.
#[derive(Debug, Clone)]
struct Offer {
    name: String,
    asks: Asks,
    /// It can be taken away from everything that is selected.
    may_be_empty: bool,
}

/// What was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Filled {
    /// The place of what is set among what can be.
    place: usize,
    /// The value as it was filled in.
    text: String,
}

#[component]
fn Form(
    open: RwSignal<bool>,
    offers: Callback<(), Vec<Offer>>,
    count: Signal<String>,
    /// How many would change; `None` while that can't be told.
    foresee: Callback<Filled, Option<u32>>,
    on_done: Callback<(Filled, Saving)>,
) -> impl IntoView {
    let i18n = use_i18n();
    let saving = use_saving(open);
    let all = untrack(|| offers.run(()));
    let names: Vec<String> = all.iter().map(|offer| offer.name.clone()).collect();
    let all = StoredValue::new(all);
    let place = RwSignal::new(0_usize);
    let draft = RwSignal::new(String::new());
    let empty = RwSignal::new(false);
    let choose = move |event| {
        if let Ok(chosen) = event_target_value(&event).parse() {
            draft.set(String::new());
            empty.set(false);
            saving.error.set(String::new());
            place.set(chosen);
        }
    };
    // What nobody filled in would empty the field of everybody.
    let filled = move || {
        let text = if empty.get() {
            String::new()
        } else {
            draft.get()
        };
        let filled = !text.trim().is_empty() || empty.get();
        let place = place.get();
        filled.then_some(Filled { place, text })
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match untrack(filled) {
            Some(filled) => on_done.run((filled, saving)),
            None => saving.error.set(not_chosen(i18n.get_locale_untracked())),
        }
    };
    let changes = foreseen(Signal::derive(filled), foresee);
    let changes = move || {
        let count = changes.get()?;
        let text = t_string!(
            i18n,
            customers.bulk_changes,
            count = counted(i18n.get_locale(), count)
        );
        Some(format!(" · {text}"))
    };
    let value = move || {
        let offer = all.with_value(|all| all.get(place.get()).cloned())?;
        let label = Signal::derive(move || t_string!(i18n, customers.bulk_value).to_owned());
        Some(view! {
            <div hidden=move || empty.get()>
                <Field label=label error=saving.error let:parts>{control(&offer.asks, draft, parts)}</Field>
            </div>
            <label class="check" hidden=!offer.may_be_empty>
                <input type="checkbox" bind:checked=empty/>
                {t!(i18n, customers.bulk_empty)}
            </label>
        })
    };
    view! {
        <form class="dialog-form" on:submit=submit>
            <div class="content">
                <Field label=Signal::derive(move || t_string!(i18n, customers.bulk_what).to_owned()) let:parts>
                    <select
                        class="input"
                        autofocus
                        id=parts.id()
                        aria-describedby=parts.described_by()
                        on:change=choose
                    >
                        {names
                            .into_iter()
                            .enumerate()
                            .map(|(place, name)| view! { <option value=place.to_string()>{name}</option> })
                            .collect_view()}
                    </select>
                </Field>
                {value}
            </div>
            <Foot saving action=Signal::derive(move || t_string!(i18n, common.apply).to_owned())><span class="muted num push-start" role="status">{count} {changes}</span></Foot>
        </form>
    }
}

/// How many would change, a moment after something was filled in: of thousands, that is a look at each.
fn foreseen(
    filled: Signal<Option<Filled>>,
    foresee: Callback<Filled, Option<u32>>,
) -> RwSignal<Option<u32>> {
    let told = RwSignal::new(None);
    Effect::new(move |_| {
        let now = filled.get();
        told.set(None);
        if_it_lasts(
            {
                let now = now.clone();
                move || filled.try_get_untracked() == Some(now.clone())
            },
            move || {
                told.try_set(now.and_then(|filled| foresee.run(filled)));
            },
        );
    });
    told
}

fn control(asks: &Asks, draft: RwSignal<String>, parts: FieldParts) -> AnyView {
    let kind = if matches!(asks, Asks::Day) {
        "date"
    } else {
        "text"
    };
    match asks {
        Asks::Own(field) => {
            let field = field.clone();
            view! { <ValueInput field=field draft=draft parts=parts/> }.into_any()
        }
        Asks::Company => view! { <CompanyChoice draft parts/> }.into_any(),
        Asks::Consent(channel) => {
            view! { <ConsentChoice channel=*channel draft parts/> }.into_any()
        }
        Asks::Choice(options) => {
            let options = options.clone();
            view! {
                <select
                    class="input"
                    id=parts.id()
                    aria-describedby=parts.described_by()
                    on:change=move |event| draft.set(event_target_value(&event))
                >
                    <option value="">"—"</option>
                    {options
                        .into_iter()
                        .map(|(value, name)| view! { <option value=value>{name}</option> })
                        .collect_view()}
                </select>
            }
            .into_any()
        }
        Asks::Text | Asks::Day => view! {
            <input
                class="input"
                type=kind
                id=parts.id()
                aria-describedby=parts.described_by()
                aria-invalid=move || parts.invalid.get().then_some("true")
                prop:value=move || draft.get()
                on:input=move |event| draft.set(event_target_value(&event))
            />
        }
        .into_any(),
    }
}
