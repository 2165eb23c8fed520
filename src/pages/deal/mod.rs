//! One deal's page: its stage, figures and customer, edited in place; its to-dos, touches and the way
//! it went over the board.

mod facts;
mod head;
mod timeline;
mod todo;

use leptos::prelude::*;

use crate::{
    app::{
        App, Route,
        engine::{Answer, go_on},
        route::use_query_id,
        state::use_app,
    },
    domain::{
        AttachedTo, Customer, Deal, TableName,
        commands::{Along, Delete, Save},
    },
    i18n::{t, t_string, use_i18n},
    platform::random,
    query::board::Card,
    ui::Empty,
};

use super::{
    files::Files,
    pipeline::{Closing, ClosingDialogs},
};
use facts::Facts;
use head::{Head, Stepper};
use timeline::Timeline;
use todo::DealTasks;

/// The page.
#[component]
pub fn DealPage() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let id = use_query_id::<Deal>();
    let deal = Memo::new(move |_| {
        let id = id();
        app.read(&[TableName::Deals], |records| {
            id.and_then(|id| records.get(id).cloned().map(Card))
        })
    });
    let there = Memo::new(move |_| deal.with(|deal| deal.as_ref().map(|card| card.0.id)));
    let closing = Closing::new();
    view! {
        {move || match there.get() {
            Some(id) => {
                view! {
                    <Head deal id closing/>
                    <div class="body">
                        <Stepper deal id/>
                        <div class="grid">
                            <div class="w7 stack">
                                <Timeline deal id/>
                            </div>
                            <div class="w5 stack">
                                <Facts deal/>
                                <DealTasks deal id/>
                                <Files
                                    to=AttachedTo { table: TableName::Deals, id: id.raw() }
                                    stage=Signal::derive(move || {
                                        deal.with(|deal| deal.as_ref().map(|card| card.0.stage))
                                    })
                                />
                            </div>
                        </div>
                    </div>
                }
                    .into_any()
            }
            None => {
                view! {
                    <h1 class="visually-hidden">{t!(i18n, pipeline.heading)}</h1>
                    <Empty
                        icon="board"
                        title=Signal::derive(move || t_string!(i18n, pipeline.not_found).to_owned())
                    >
                        <a class="btn" href=Route::Pipeline.href()>{t!(i18n, pipeline.to_board)}</a>
                    </Empty>
                }
                    .into_any()
            }
        }}
        <ClosingDialogs closing/>
    }
    .into_any()
}

/// Changes fields of the deal as it is now.
fn change(app: App, deal: Memo<Option<Card>>, edit: impl FnOnce(&mut Deal)) {
    go_on(changed(app, deal, None, edit));
}

/// The same, with a customer where one is new; true once there is nothing left to save.
fn changed(
    app: App,
    deal: Memo<Option<Card>>,
    new: Option<Customer>,
    edit: impl FnOnce(&mut Deal),
) -> Answer<'static, bool> {
    let command = deal.get_untracked().and_then(|Card(base)| {
        let mut edited = Deal::clone(&base);
        edit(&mut edited);
        (edited != *base).then(|| Along::new(Save::new(Deal::clone(&base), edited), new))
    });
    app.settle(command)
}

/// Moves it to the trash.
fn delete(app: App, id: crate::domain::Id<Deal>) {
    let command = Delete {
        records: vec![(TableName::Deals, id.raw())],
        seed: random::seed(),
    };
    app.run(command, |_| {});
}
