//! What can be done with all deals that are selected: move or, closed ones, open again, give to somebody, set a date or an own field, tag
//! them or their customers, delete. One change, one undo.

use std::sync::Arc;

use leptos::prelude::*;
use uuid::Uuid;

use super::table::Listed;
use crate::{
    app::Saving,
    domain::{
        Customer, Deal, FieldDef, Id, Pipeline, Stage, TableName,
        commands::{DealChange, EditDeals, ReopenDeals, TagCustomers, TagDeals},
    },
    i18n::{Locale, counted, t, t_string, td_string, use_i18n},
    pages::{
        calls::CallTheirs,
        parts::{
            Asks, BulkDelete, BulkTools, ExportMenu, Settable, TagDialog, bulk_edit, not_chosen,
            own_value, team, with_own,
        },
    },
    ui::Icon,
};

/// What is set.
#[derive(Debug, Clone)]
enum What {
    Stage,
    Owner,
    Close,
    Own(Arc<FieldDef>),
}

impl Settable for What {
    type List = Listed;
    type Change = DealChange;

    fn all(list: Listed) -> Vec<Self> {
        let fixed = [Self::Stage, Self::Owner, Self::Close];
        // What is closed stands at no stage and is hoped for on no day.
        let fixed = fixed
            .into_iter()
            .filter(|what| !list.closed || matches!(what, Self::Owner));
        with_own(list.app, TableName::Deals, fixed, Self::Own)
    }

    fn label(&self, locale: Locale) -> String {
        match self {
            Self::Stage => td_string!(locale, pipeline.stage).to_owned(),
            Self::Owner => td_string!(locale, customers.owner).to_owned(),
            Self::Close => td_string!(locale, pipeline.expected_close).to_owned(),
            Self::Own(field) => field.name.clone(),
        }
    }

    fn asks(&self, list: Listed, _: Locale) -> Asks {
        match self {
            Self::Stage => {
                let asked = list.words.asked.get_untracked();
                let boards = list.app.peek(|records| asked.boards(records));
                // Deals move along their own board only: of several, a stage says of which it is.
                let name = |board: &Pipeline, stage: &Stage| {
                    if asked.is_of_all() {
                        format!("{}: {}", board.name, stage.name)
                    } else {
                        stage.name.clone()
                    }
                };
                let choices = boards.iter().flat_map(|board| {
                    let stages = board.stages.iter();
                    stages.map(move |stage| (stage.id.to_string(), name(board, stage)))
                });
                Asks::Choice(choices.collect())
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
                .ok_or_else(|| not_chosen(locale)),
            Self::Owner => Ok(DealChange::Owner(Id::parse(text))),
            Self::Close => Ok(DealChange::ExpectedClose(text.parse().ok())),
            Self::Own(field) => own_value(list.app, locale, field, text)
                .map(|value| DealChange::Own(field.id, value)),
        }
    }
}

/// The bar; there while something is selected.
#[component]
pub fn BulkBar(list: Listed) -> impl IntoView {
    let i18n = use_i18n();
    let count = Memo::new(move |_| list.selection.count());
    let editing = RwSignal::new(false);
    let tagging = RwSignal::new(false);
    let untagging = RwSignal::new(false);
    let tagging_customers = RwSignal::new(false);
    let raw = raw_ids(list);
    let reopen = move |_| list.app.run(ReopenDeals(list.selection.records()), |_| {});
    view! {
        <BulkTools
            label=Signal::derive(move || t_string!(i18n, people.bulk_deals).to_owned())
            selection=list.selection
        >
            <button type="button" class="btn small" on:click=move |_| editing.set(true)>
                <Icon name="edit"/>
                {t!(i18n, common.edit)}
            </button>
            <button type="button" class="btn small" hidden=!list.closed on:click=reopen>
                {t!(i18n, pipeline.reopen)}
            </button>
            <button type="button" class="btn small" on:click=move |_| tagging.set(true)>
                <Icon name="tag"/>
                {t!(i18n, customers.add_tag)}
            </button>
            <button type="button" class="btn small" on:click=move |_| untagging.set(true)>
                {t!(i18n, customers.remove_tag)}
            </button>
            <button type="button" class="btn small" on:click=move |_| tagging_customers.set(true)>
                {t!(i18n, people.tag_customers)}
            </button>
            <CallTheirs table=TableName::Deals ids=raw/>
            <ExportMenu table=TableName::Deals ids=raw columns=Some(list.columns.names())/>
            <BulkDelete table=TableName::Deals ids=raw/>
        </BulkTools>
        {bulk_edit::<What, _>(
            list,
            editing,
            Signal::derive(move || t_string!(i18n, people.bulk_edit_deals).to_owned()),
            Signal::derive(move || t_string!(i18n, common.deals_n, count = counted(i18n.get_locale(), count.get()))),
            move |change| {
                let deals = list.selection.records();
                EditDeals { deals, change }
            },
        )}
        <Tag list open=tagging tagging=Tagging::Deals/>
        <Tag list open=untagging tagging=Tagging::Untag/>
        <Tag list open=tagging_customers tagging=Tagging::Customers/>
    }
}

/// What is selected, for the parts that know no deals.
fn raw_ids(list: Listed) -> Callback<(), Vec<Uuid>> {
    Callback::new(move |()| untrack(|| list.selection.chosen()))
}

/// Who gets a tag, or loses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tagging {
    Deals,
    Untag,
    Customers,
}

/// Asks for a tag, and says who gets it.
#[component]
fn Tag(list: Listed, open: RwSignal<bool>, tagging: Tagging) -> impl IntoView {
    let i18n = use_i18n();
    let title = move || match tagging {
        Tagging::Deals => t_string!(i18n, people.tag_deals),
        Tagging::Untag => t_string!(i18n, people.untag_deals),
        Tagging::Customers => t_string!(i18n, people.tag_customers),
    };
    let note = move || match tagging {
        Tagging::Customers => t_string!(i18n, people.tag_customers_note),
        _ => t_string!(i18n, people.tag_deals_note),
    };
    let done = Callback::new(move |(tag, saving): (String, Saving)| {
        let deals = list.selection.records();
        let (add, remove) = match tagging {
            Tagging::Untag => (Vec::new(), vec![tag]),
            _ => (vec![tag], Vec::new()),
        };
        if tagging == Tagging::Customers {
            let customers = customers_of(list, &deals);
            saving.save(TagCustomers {
                customers,
                add,
                remove,
            });
        } else {
            saving.save(TagDeals { deals, add, remove });
        }
    });
    let table = match tagging {
        Tagging::Customers => TableName::Customers,
        _ => TableName::Deals,
    };
    view! {
        <TagDialog
            open
            table
            removes=tagging == Tagging::Untag
            chosen=raw_ids(list)
            title=Signal::derive(move || title().to_owned())
            note=Signal::derive(move || note().to_owned())
            on_done=done
        />
    }
}

/// Whom the deals are with, none twice.
fn customers_of(list: Listed, deals: &[Id<Deal>]) -> Vec<Id<Customer>> {
    list.app.peek(|records| {
        let deals = deals.iter().filter_map(|id| records.get(*id));
        let mut customers: Vec<_> = deals.filter_map(|deal| deal.customer).collect();
        customers.sort_unstable();
        customers.dedup();
        customers
    })
}
