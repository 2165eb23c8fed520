//! What is linked to a customer: the people of a company, open deals and open cases.

use leptos::prelude::*;

use crate::{
    app::{Route, format::use_fmt},
    domain::{TableName, name::Name},
    i18n::{t, use_i18n},
    pages::care::{CaseRows, open_cases},
    ui::Avatar,
};

use super::subject::{Person, Subject};

/// People, deals and cases, each only if there are any.
#[component]
pub fn Related(subject: Subject) -> impl IntoView {
    view! {
        <People subject=subject/>
        <Deals subject=subject/>
        <OpenCases subject=subject/>
    }
}

#[component]
fn People(subject: Subject) -> impl IntoView {
    let i18n = use_i18n();
    move || {
        let people = subject.people.get();
        (!people.is_empty()).then(|| {
            let rows = people.into_iter().map(|Person { id, name, job }| {
                let mark = Name {
                    full: name.clone(),
                    ..Name::default()
                };
                view! {
                    <li>
                        <a class="linked" href=Route::Customer(id).href()>
                            <Avatar name=Signal::stored(mark)/>
                            <span class="clip" dir="auto">{name}</span>
                            <span class="muted clip push">{job}</span>
                        </a>
                    </li>
                }
            });
            view! {
                <section class="record-part">
                    <h2>{t!(i18n, customers.people)}</h2>
                    <ul>{rows.collect_view()}</ul>
                </section>
            }
        })
    }
}

#[component]
fn Deals(subject: Subject) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let deals = Memo::new(move |_| {
        subject
            .app
            .read(&[TableName::Deals, TableName::Pipelines], |records| {
                let deals = records.deals.iter();
                let open = deals.filter(|deal| deal.is_open() && deal.customer == Some(subject.id));
                open.map(|deal| {
                    let stage = records
                        .get(deal.pipeline)
                        .and_then(|board| board.stage(deal.stage).map(|stage| stage.name.clone()));
                    let stage = stage.unwrap_or_default();
                    (
                        deal.id,
                        deal.title.clone(),
                        stage,
                        deal.value,
                        deal.currency,
                    )
                })
                .collect::<Vec<_>>()
            })
    });
    move || {
        let deals = deals.get();
        (!deals.is_empty()).then(|| {
            let rows = deals.into_iter().map(|(id, title, stage, value, currency)| {
                view! {
                    <li>
                        <a class="linked" href=Route::Deal(id).href()>
                            <span class="clip" dir="auto">{title}</span>
                            <span class="tag">{stage}</span>
                            <span class="num push nowrap">{move || fmt.money(value, currency)}</span>
                        </a>
                    </li>
                }
            });
            view! {
                <section class="record-part">
                    <h2>{t!(i18n, customers.open_deals)}</h2>
                    <ul>{rows.collect_view()}</ul>
                </section>
            }
        })
    }
}

#[component]
fn OpenCases(subject: Subject) -> impl IntoView {
    let i18n = use_i18n();
    let cases = open_cases(subject.app, subject.id);
    view! {
        <section class="record-part" hidden=move || cases.with(Vec::is_empty)>
            <h2>{t!(i18n, care.open_cases)}</h2>
            <CaseRows ids=cases named=false/>
        </section>
    }
}
