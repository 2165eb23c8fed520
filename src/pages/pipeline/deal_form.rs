//! The dialog that makes a deal.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

use crate::{
    app::{
        format::use_fmt,
        saving::use_saving,
        state::use_app,
        unsaved::{self, use_unsaved},
    },
    domain::{
        Customer, Deal, Id, Pipeline, Rank, Stage, TableName, Values,
        commands::{Add, Along},
    },
    exchange::typed,
    i18n::{t_string, use_i18n},
    pages::{
        own::{self, DraftFields, Drafts},
        parts::{CustomerField, TagsInput, UnsavedOffer, picked, resolve},
    },
    query::board::columns,
    ui::{Dialog, Field, Foot, LineField, Picked, money::AmountField},
};

/// The dialog; opens on `open`, in the column `stage` if one is named.
#[component]
pub fn NewDeal(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The board.
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
    let stages = move || {
        app.peek(|records| {
            let board = board.get_untracked().and_then(|id| records.get(id));
            board.map_or_else(Vec::new, |board| board.stages.clone())
        })
    };
    let chosen = RwSignal::new(stage.get_untracked().or(stages().first().map(|s| s.id)));
    let first = tag.get_untracked();
    let tags = RwSignal::new(Vec::from_iter((!first.is_empty()).then_some(first)));
    let drafts = Drafts::new(app, TableName::Deals, &Values::new());
    let unsaved = use_unsaved(unsaved::Form::Deal, move || Texts {
        title: title.get(),
        value: value.get(),
        close: close.get(),
        customer: customer.get(),
        stage: chosen.get(),
        tags: tags.get(),
        own: drafts.texts(),
    });
    let known: Vec<Id<Stage>> = stages().iter().map(|stage| stage.id).collect();
    let take = move |texts: Texts| {
        title.set(texts.title);
        value.set(texts.value);
        close.set(texts.close);
        customer.set(texts.customer);
        tags.set(texts.tags);
        drafts.type_again(&texts.own);
        // It may be a stage of another board.
        if texts.stage.is_some_and(|stage| known.contains(&stage)) {
            chosen.set(texts.stage);
        }
    };
    let save = move || {
        let Some((board, stage)) = board.get_untracked().zip(chosen.get_untracked()) else {
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
            rank: app.peek(|records| top_rank(records, board, stage)),
            value: value.unwrap_or(0),
            expected_close: close.with_untracked(|day| day.parse().ok()),
            tags: tags.get_untracked(),
            values,
            ..Deal::new(app.new_id(), title, (board, stage), currency, now)
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
                    <StageField stages=stages() chosen/>
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

#[component]
fn StageField(stages: Vec<Stage>, chosen: RwSignal<Option<Id<Stage>>>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Field
            label=Signal::derive(move || t_string!(i18n, pipeline.stage).to_owned())
            full=true
            children=move |parts| {
                view! {
                    <select
                        class="input"
                        id=parts.id()
                        on:change=move |event| chosen.set(Id::parse(&event_target_value(&event)))
                    >
                        {stages
                            .into_iter()
                            .map(|stage| {
                                view! {
                                    <option
                                        value=stage.id.to_string()
                                        prop:selected=move || chosen.get() == Some(stage.id)
                                    >
                                        {stage.name}
                                    </option>
                                }
                            })
                            .collect_view()}
                    </select>
                }
            }
        />
    }
}

/// A place above everything in the column: what is new is seen first.
fn top_rank(records: &crate::domain::Records, board: Id<Pipeline>, stage: Id<Stage>) -> Rank {
    let Some(board) = records.get(board) else {
        return Rank::first();
    };
    let columns = columns(records, board);
    let first = columns
        .iter()
        .find(|column| column.stage.id == stage)
        .and_then(|column| column.cards.first())
        .map(|card| &card.0.rank);
    Rank::between(None, first)
}
