//! The dialog for a new case: what it is about and whose is enough; the rest can wait for its page.

use chrono::NaiveDate;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{facts::KindSelect, facts::SaleSelect};
use crate::{
    app::{
        Saving,
        state::use_app,
        unsaved::{self, use_unsaved},
        use_saving,
    },
    domain::{
        Case, CaseKind, Customer, Id, Member, Priority, Sale, TableName, Values,
        commands::{Add, Along},
    },
    i18n::{t, t_string, use_i18n},
    pages::{
        own::{self, DraftFields, Drafts, OwnerLine},
        parts::{CustomerField, UnsavedOffer, picked as picked_customer, resolve},
        tasks::PriorityField,
    },
    ui::{DayLine, Dialog, Foot, LineField, Picked},
};

/// The dialog.
#[component]
pub fn CaseDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Whose it is to begin with.
    #[prop(into)]
    customer: Signal<Option<Id<Customer>>>,
    /// The sale it is about to begin with.
    #[prop(optional, into)]
    sale: Signal<Option<Id<Sale>>>,
    /// Told which case was written.
    #[prop(optional)]
    on_saved: Option<Callback<Id<Case>>>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Dialog open title=Signal::derive(move || t_string!(i18n, care.new_case).to_owned())>
            <Form open customer=customer.get_untracked() sale=sale.get_untracked() on_saved/>
        </Dialog>
    }
}

/// What has been filled in.
#[derive(Clone, Copy)]
struct Draft {
    title: RwSignal<String>,
    picked: RwSignal<Picked>,
    kind: RwSignal<CaseKind>,
    sale: RwSignal<Option<Id<Sale>>>,
    due: RwSignal<String>,
    priority: RwSignal<Priority>,
    owner: RwSignal<Option<Id<Member>>>,
    note: RwSignal<String>,
    own: Drafts,
}

/// What is kept of it until it is saved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Texts {
    title: String,
    note: String,
    kind: CaseKind,
    due: String,
    own: own::Texts,
}

#[component]
fn Form(
    open: RwSignal<bool>,
    customer: Option<Id<Customer>>,
    sale: Option<Id<Sale>>,
    on_saved: Option<Callback<Id<Case>>>,
) -> impl IntoView {
    let app = use_app();
    let draft = Draft {
        title: RwSignal::new(String::new()),
        picked: RwSignal::new(picked_customer(app, customer)),
        kind: RwSignal::new(CaseKind::default()),
        sale: RwSignal::new(sale),
        due: RwSignal::new(String::new()),
        priority: RwSignal::new(Priority::default()),
        owner: RwSignal::new(untrack(|| app.at_counter())),
        note: RwSignal::new(String::new()),
        own: Drafts::new(app, TableName::Cases, &Values::new()),
    };
    let saving = use_saving(open);
    let unsaved = use_unsaved(unsaved::Form::Case, move || Texts {
        title: draft.title.get(),
        note: draft.note.get(),
        kind: draft.kind.get(),
        due: draft.due.get(),
        own: draft.own.texts(),
    });
    let take = move |texts: Texts| {
        draft.title.set(texts.title);
        draft.note.set(texts.note);
        draft.kind.set(texts.kind);
        draft.due.set(texts.due);
        draft.own.type_again(&texts.own);
    };
    let save = move || {
        let mut values = Values::new();
        if !draft.own.read_onto(&mut values) {
            return;
        }
        let (customer, new) = draft.picked.with_untracked(|picked| resolve(app, picked));
        let title = draft.title.with_untracked(|title| title.trim().to_owned());
        let due: Option<NaiveDate> = draft.due.with_untracked(|day| day.parse().ok());
        let case = Case {
            customer,
            kind: draft.kind.get_untracked(),
            sale: draft.sale.get_untracked(),
            due,
            priority: draft.priority.get_untracked(),
            owner: draft.owner.get_untracked(),
            note: draft.note.get_untracked(),
            values,
            ..Case::new(app.new_id(), title, app.moment().now)
        };
        let id = case.id;
        saving.save_then(Along::new(Add::one(case), new), move |_| {
            unsaved.forget();
            if let Some(on_saved) = on_saved {
                on_saved.try_run(id);
            }
        });
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
            <UnsavedOffer unsaved take/>
            <Inside draft saving/>
            <Foot saving/>
        </form>
    }
    .into_any()
}

#[component]
fn Inside(draft: Draft, saving: Saving) -> impl IntoView {
    let i18n = use_i18n();
    let customer = Signal::derive(move || {
        draft.picked.with(|picked| match picked {
            Picked::Record(one) => Some(Id::new(one.id)),
            _ => None,
        })
    });
    let owner = draft.owner;
    view! {
        <div class="content form">
            <LineField
                label=Signal::derive(move || t_string!(i18n, common.title).to_owned())
                value=draft.title
                error=saving.error
                first=true
                full=true
            />
            <CustomerField picked=draft.picked full=true/>
            <label class="field">
                <span class="label">{t!(i18n, care.kind)}</span>
                <KindSelect
                    kind=draft.kind
                    on_pick=Callback::new(move |kind| draft.kind.set(kind))
                />
            </label>
            <DayLine label=Signal::derive(move || t_string!(i18n, care.due).to_owned()) day=draft.due/>
            <SaleSelect
                customer
                sale=draft.sale
                on_pick=Callback::new(move |sale| draft.sale.set(sale))
            />
            <PriorityField
                priority=draft.priority
                on_pick=Callback::new(move |one| draft.priority.set(one))
            />
            <div class="full">
                <OwnerLine owner on_pick=Callback::new(move |one| owner.set(one))/>
            </div>
            <label class="field full">
                <span class="label">{t!(i18n, common.note)}</span>
                <textarea class="input" dir="auto" bind:value=draft.note></textarea>
            </label>
            <div class="full"><DraftFields drafts=draft.own/></div>
        </div>
    }
    .into_any()
}
