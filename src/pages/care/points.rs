//! The points of a customer: the balance, and the dialog in which points are redeemed or given.

use leptos::prelude::*;

use super::texts;
use crate::{
    app::{App, format::use_fmt, state::use_app, use_saving},
    domain::{
        Customer, Id, PointsEntry, PointsReason, TableName, commands::AddPoints, points::balance,
    },
    i18n::{t, t_string, use_i18n},
    pages::parts::name_of,
    ui::{Dialog, Field, Foot, Icon},
};

/// The points of a customer; `None` where the shop has none to give and the customer none to spend.
/// Followed.
pub fn points_of(app: App, customer: Id<Customer>) -> Option<i64> {
    let sales = app.sales_of(customer);
    let (given, any) = app.read(&[TableName::Points, TableName::Shop], |records| {
        let entries = records.points.iter().map(AsRef::as_ref);
        let own = entries.filter(|entry| entry.customer == customer);
        let given = balance(sales.iter().map(AsRef::as_ref), own);
        let rule = records.settings().is_some_and(|shop| shop.points.is_some());
        (given, rule || !records.points.is_empty())
    });
    (any || given != 0).then_some(given)
}

/// The balance, and the button that moves it.
#[component]
pub fn Balance(
    /// Whose.
    customer: Id<Customer>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let points = Memo::new(move |_| points_of(app, customer));
    let open = RwSignal::new(false);
    let title = move || {
        let name = name_of(app, Some(customer)).unwrap_or_default();
        t_string!(i18n, care.points_of, name = name)
    };
    view! {
        <div class="row wrap balance" hidden=move || points.get().is_none()>
            <Icon name="star"/>
            <span>
                {t!(i18n, care.points)} " "
                <b class="num">{move || points.get().map(|points| fmt.whole(points))}</b>
            </span>
            <button type="button" class="btn small" on:click=move |_| open.set(true)>
                {t!(i18n, care.move_points)}
            </button>
        </div>
        <Dialog open title=Signal::derive(title)>
            <Form open customer points/>
        </Dialog>
    }
    .into_any()
}

#[component]
fn Form(open: RwSignal<bool>, customer: Id<Customer>, points: Memo<Option<i64>>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let reason = RwSignal::new(PointsReason::Redeemed);
    let number = RwSignal::new(String::new());
    let note = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let saving = use_saving(open);
    let typed = move || number.with(|text| text.trim().parse::<i64>().ok().filter(|n| *n > 0));
    let wrong = move || {
        if tried.get() && typed().is_none() {
            t_string!(i18n, care.number_bad).to_owned()
        } else {
            saving.error.get()
        }
    };
    let save = move || {
        tried.set(true);
        let Some(count) = untrack(typed) else { return };
        let now = app.moment().now;
        let reason = reason.get_untracked();
        saving.save(AddPoints(PointsEntry {
            id: app.new_id(),
            customer,
            points: if reason.takes() { -count } else { count },
            reason,
            at: now,
            note: note.with_untracked(|note| note.trim().to_owned()),
            by: untrack(|| app.at_counter()),
            created: now,
            updated: now,
        }));
    };
    let chip = move |one: PointsReason| {
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || (reason.get() == one).to_string()
                on:click=move |_| reason.set(one)
            >
                {move || texts::reason(i18n.get_locale(), one)}
            </button>
        }
    };
    view! {
        <form
            class="dialog-form"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <div class="content stack">
                <p class="soft">
                    {move || {
                        let have = fmt.whole(points.get().unwrap_or_default());
                        t_string!(i18n, care.have, points = have)
                    }}
                </p>
                <div class="row wrap" role="group" aria-label=move || t_string!(i18n, care.what_for)>
                    {PointsReason::ALL.map(chip).into_iter().collect_view()}
                </div>
                <Field
                    label=Signal::derive(move || t_string!(i18n, care.how_many).to_owned())
                    error=Signal::derive(wrong)
                    children=move |parts| {
                        view! {
                            <input
                                class="input amount"
                                type="text"
                                inputmode="numeric"
                                autocomplete="off"
                                autofocus
                                id=parts.id()
                                aria-describedby=parts.described_by()
                                aria-invalid=move || parts.invalid.get().then_some("true")
                                bind:value=number
                            />
                        }
                    }
                />
                <label class="field">
                    <span class="label">{t!(i18n, common.note)}</span>
                    <input class="input" dir="auto" maxlength="500" bind:value=note/>
                </label>
            </div>
            <Foot saving/>
        </form>
    }
    .into_any()
}
