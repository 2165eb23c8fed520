//! What can be done with all deals that are selected: move, give to somebody, set a date or an own field, tag
//! their customers, delete. One change, one undo.

use std::{collections::HashSet, sync::Arc};

use leptos::prelude::*;

use super::table::Listed;
use crate::{
    app::{Saving, fields},
    domain::{
        FieldDef, Id, TableName,
        commands::{DealChange, Delete, EditDeals, TagCustomers},
    },
    i18n::{Locale, t, t_string, td_string, use_i18n},
    pages::{
        own::shown_fields,
        parts::{Asks, BulkDialog, ExportMenu, Filled, team},
    },
    platform::random,
    ui::{AskText, Icon},
};

/// What is set.
#[derive(Debug, Clone)]
enum What {
    Stage,
    Owner,
    Close,
    Own(Arc<FieldDef>),
}

impl What {
    fn all(list: Listed) -> Vec<Self> {
        let own = untrack(|| shown_fields(list.app, TableName::Deals));
        let fixed = [Self::Stage, Self::Owner, Self::Close];
        fixed
            .into_iter()
            .chain(own.into_iter().map(Self::Own))
            .collect()
    }

    fn label(&self, locale: Locale) -> String {
        match self {
            Self::Stage => td_string!(locale, pipeline.stage).to_owned(),
            Self::Owner => td_string!(locale, customers.owner).to_owned(),
            Self::Close => td_string!(locale, pipeline.expected_close).to_owned(),
            Self::Own(field) => field.name.clone(),
        }
    }

    fn asks(&self, list: Listed) -> Asks {
        match self {
            Self::Stage => {
                let board = list.board.get_untracked();
                Asks::Choice(list.app.peek(|records| {
                    let board = board.and_then(|id| records.get(id));
                    let stages = board.iter().flat_map(|board| &board.stages);
                    stages
                        .map(|stage| (stage.id.to_string(), stage.name.clone()))
                        .collect()
                }))
            }
            Self::Owner => Asks::Choice(untrack(|| team(list.app))),
            Self::Close => Asks::Day,
            Self::Own(field) => Asks::Own(field.clone()),
        }
    }

    fn change(&self, list: Listed, locale: Locale, text: &str) -> Result<DealChange, String> {
        match self {
            Self::Stage => Id::parse(text)
                .map(DealChange::Stage)
                .ok_or_else(|| td_string!(locale, customers.bulk_choose).to_owned()),
            Self::Owner => Ok(DealChange::Owner(Id::parse(text))),
            Self::Close => Ok(DealChange::ExpectedClose(text.parse().ok())),
            Self::Own(field) => fields::read(list.app, field, text)
                .map(|value| DealChange::Own(field.id, value))
                .map_err(|problem| fields::problem(locale, &problem)),
        }
    }
}

/// The bar; there while something is selected.
#[component]
pub fn BulkBar(list: Listed) -> impl IntoView {
    let i18n = use_i18n();
    let count = Memo::new(move |_| {
        list.selected.track();
        list.order.track();
        list.chosen().len()
    });
    let editing = RwSignal::new(false);
    let tagging = RwSignal::new(false);
    let delete = move |_| {
        let records = list.chosen().into_iter();
        let command = Delete {
            records: records.map(|id| (TableName::Deals, id.raw())).collect(),
            seed: random::seed(),
        };
        list.app.run(command, |_| ());
    };
    let raw = Callback::new(move |()| list.chosen().into_iter().map(Id::raw).collect());
    view! {
        {move || {
            (count.get() > 0)
                .then(|| {
                    view! {
                        <div class="bulk" role="toolbar" aria-label=move || t_string!(i18n, people.bulk_deals)>
                            <b class="num">{move || t_string!(i18n, common.select_n, count = count.get())}</b>
                            <span class="grow"></span>
                            <button type="button" class="btn small" on:click=move |_| editing.set(true)>
                                <Icon name="edit"/>
                                {t!(i18n, common.edit)}
                            </button>
                            <button type="button" class="btn small" on:click=move |_| tagging.set(true)>
                                <Icon name="tag"/>
                                {t!(i18n, people.tag_customers)}
                            </button>
                            <ExportMenu table=TableName::Deals ids=raw/>
                            <button type="button" class="btn small danger" on:click=delete>
                                <Icon name="trash"/>
                                {t!(i18n, common.delete)}
                            </button>
                            <button
                                type="button"
                                class="btn ghost icon-only small"
                                aria-label=move || t_string!(i18n, customers.select_none)
                                on:click=move |_| list.selected.set(HashSet::new())
                            >
                                <Icon name="x"/>
                            </button>
                        </div>
                    }
                })
        }}
        <Edit list open=editing count/>
        <Tag list open=tagging/>
    }
}

#[component]
fn Edit(list: Listed, open: RwSignal<bool>, count: Memo<usize>) -> impl IntoView {
    let i18n = use_i18n();
    let offers = Callback::new(move |()| {
        let locale = i18n.get_locale_untracked();
        let all = What::all(list).into_iter();
        all.map(|what| (what.label(locale), what.asks(list)))
            .collect::<Vec<_>>()
    });
    let done = Callback::new(move |(filled, saving): (Filled, Saving)| {
        let locale = i18n.get_locale_untracked();
        let all = What::all(list);
        let Some(what) = all.get(filled.place) else {
            return;
        };
        match what.change(list, locale, &filled.text) {
            Ok(change) => {
                let deals = list.chosen();
                saving.save(EditDeals { deals, change });
            }
            Err(why) => saving.error.set(why),
        }
    });
    view! {
        <BulkDialog
            open=open
            title=Signal::derive(move || t_string!(i18n, people.bulk_edit_deals).to_owned())
            offers=offers
            count=Signal::derive(move || t_string!(i18n, common.deals_n, count = count.get()))
            on_done=done
        />
    }
}

/// Asks for the tag that the customers of the deals get.
#[component]
fn Tag(list: Listed, open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let done = Callback::new(move |(tag, saving): (String, Saving)| {
        let deals = list.chosen();
        let customers = list.app.peek(|records| {
            let deals = deals.iter().filter_map(|id| records.get(*id));
            let mut customers: Vec<_> = deals.filter_map(|deal| deal.customer).collect();
            customers.sort_unstable();
            customers.dedup();
            customers
        });
        saving.save(TagCustomers {
            customers,
            add: vec![tag],
            remove: Vec::new(),
        });
    });
    view! {
        <AskText
            open=open
            title=Signal::derive(move || t_string!(i18n, people.tag_customers).to_owned())
            label=Signal::derive(move || t_string!(i18n, customers.tag).to_owned())
            action=Signal::derive(move || t_string!(i18n, customers.add_tag).to_owned())
            longest=60
            on_done=done
        />
    }
}
