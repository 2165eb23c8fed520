//! The dialog that makes a deal.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

use super::place::PlaceFields;
use crate::{
    app::{
        format::use_fmt,
        saving::use_saving,
        state::use_app,
        unsaved::{self, use_unsaved},
    },
    domain::{
        Customer, Deal, Id, Pipeline, Stage, TableName, Values,
        commands::{Add, Along},
    },
    exchange::typed,
    i18n::{t_string, use_i18n},
    pages::{
        own::{self, DraftFields, Drafts},
        parts::{CustomerField, TagsInput, UnsavedOffer, picked, resolve},
    },
    query::board::{beginning, top_rank},
    ui::{Dialog, Field, Foot, LineField, Picked, money::AmountField},
};

/// The dialog; opens on `open`, in the column `stage` if one is named.
#[component]
pub fn NewDeal(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The board that is shown: offered first.
    board: Signal<Option<Id<Pipeline>>>,
    /// The column to begin in.
    stage: RwSignal<Option<Id<Stage>>>,
    /// The tag the board is narrowed to: the deal gets it, or it would not be seen.
    tag: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Dialog open title=Signal::derive(move || t_string!(i18n, common.new_deal).to_owned())>
            <Form open board stage tag/>
        </Dialog>
    }
}

/// What was typed, as it is kept until it is saved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Texts {
    title: String,
    value: String,
    close: String,
    customer: Picked,
    stage: Option<Id<Stage>>,
    #[serde(default)]
    board: Option<Id<Pipeline>>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    own: own::Texts,
}

#[component]
fn Form(
    open: RwSignal<bool>,
    board: Signal<Option<Id<Pipeline>>>,
    stage: RwSignal<Option<Id<Stage>>>,
    tag: Signal<String>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let title = RwSignal::new(String::new());
    let saving = use_saving(open);
    let value = RwSignal::new(String::new());
    let close = RwSignal::new(String::new());
    let wanted = use_query_map()
        .with_untracked(|query| query.get("customer"))
        .and_then(|id| Id::<Customer>::parse(&id));
    let customer = RwSignal::new(picked(app, wanted));
    let begin = move |board, stage| app.peek(|records| beginning(records, board, stage));
    let at = RwSignal::new(begin(board.get_untracked(), stage.get_untracked()));
    let first = tag.get_untracked();
    let tags = RwSignal::new(Vec::from_iter((!first.is_empty()).then_some(first)));
    let drafts = Drafts::new(app, TableName::Deals, &Values::new());
    let unsaved = use_unsaved(unsaved::Form::Deal, move || Texts {
        title: title.get(),
        value: value.get(),
        close: close.get(),
        customer: customer.get(),
        stage: at.get().map(|(_, stage)| stage),
        board: at.get().map(|(board, _)| board),
        tags: tags.get(),
        own: drafts.texts(),
    });
    let take = move |texts: Texts| {
        title.set(texts.title);
        value.set(texts.value);
        close.set(texts.close);
        customer.set(texts.customer);
        tags.set(texts.tags);
        drafts.type_again(&texts.own);
        // Stage or board may be gone by now; what was kept before boards were asked is of the one that is shown.
        let board = texts.board.or(board.get_untracked());
        at.set(begin(board, texts.stage));
    };
    let save = move || {
        let Some(at) = at.get_untracked() else {
            return;
        };
        let currency = fmt.currency();
        // What is wrong with it stands below the field.
        let Ok(value) = value.with_untracked(|text| typed::amount_or_blank(text, currency)) else {
            return;
        };
        let mut values = Values::new();
        if !drafts.read_onto(&mut values) {
            return;
        }
        let (customer, new) = customer.with_untracked(|picked| resolve(app, picked));
        let now = app.moment().now;
        let title = title.with_untracked(|title| title.trim().to_owned());
        let deal = Deal {
            customer,
            rank: app.peek(|records| top_rank(records, at)),
            value: value.unwrap_or(0),
            expected_close: close.with_untracked(|day| day.parse().ok()),
            tags: tags.get_untracked(),
            values,
            ..Deal::new(app.new_id(), title, at, currency, now)
        };
        saving.save_then(Along::new(Add::one(deal), new), move |_| unsaved.forget());
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
            <div class="content">
                <UnsavedOffer unsaved take/>
                <div class="form">
                    <LineField
                        label=Signal::derive(move || t_string!(i18n, common.title).to_owned())
                        hint=Signal::derive(move || t_string!(i18n, pipeline.title_hint).to_owned())
                        value=title
                        error=saving.error
                        first=true
                        full=true
                    />
                    <CustomerField picked=customer full=true/>
                    <AmountField
                        label=Signal::derive(move || t_string!(i18n, pipeline.value).to_owned())
                        text=value
                        currency=fmt.currency()
                    />
                    <Field
                        label=Signal::derive(move || {
                            t_string!(i18n, pipeline.expected_close).to_owned()
                        })
                        children=move |parts| {
                            view! { <input type="date" class="input" id=parts.id() bind:value=close/> }
                        }
                    />
                    <PlaceFields at/>
                    <Field
                        label=Signal::derive(move || t_string!(i18n, customers.tags).to_owned())
                        full=true
                        children=move |parts| {
                            view! { <TagsInput parts tags table=TableName::Deals/> }
                        }
                    />
                </div>
                <DraftFields drafts/>
            </div>
            <Foot
                saving
                action=Signal::derive(move || t_string!(i18n, common.create).to_owned())
                on_cancel=Callback::new(move |()| unsaved.forget())
            />
        </form>
    }
    .into_any()
}
