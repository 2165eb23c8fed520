//! The call card: what matters while the telephone rings, of the person and of the company they call for, and
//! logging the call.

use leptos::prelude::*;

use super::LogCall;
use crate::{
    app::{Route, format::use_fmt, state::use_app},
    domain::{ActivityKind, Channel, Customer, Id, TableName, Task},
    i18n::{t, t_string, use_i18n},
    pages::{
        care::{CaseRows, open_cases, points_of},
        own::filled,
    },
    ui::{Icon, NoteText},
};

/// Deals and tasks named on the card.
const NAMED: usize = 4;

/// The card.
#[component]
pub fn CallCard(
    /// Who rings or is rung.
    customer: Id<Customer>,
    /// For which call list.
    #[prop(optional_no_strip)]
    list: Option<Id<Task>>,
    /// Who rang, to begin with.
    kind: ActivityKind,
    /// After the call is logged.
    #[prop(into)]
    on_logged: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section class="box call-card" aria-label=move || t_string!(i18n, touch.call_card)>
            <Facts customer/>
            <div class="call-lists">
                <Deals customer/>
                <Cases customer/>
                <Tasks customer/>
            </div>
            <Preferences customer/>
            <About customer/>
            <Firm of=customer/>
            <LogCall customer list kind on_logged/>
        </section>
    }
    .into_any()
}

/// The same of the company that somebody belongs to, under its name: its deals and cases are what its people call
/// about.
#[component]
fn Firm(of: Id<Customer>) -> impl IntoView {
    let app = use_app();
    let firm = Memo::new(move |_| {
        app.read(&[TableName::Customers], |records| {
            let firm = records.get(records.get(of)?.company?)?;
            Some((firm.id, firm.display_name().to_owned()))
        })
    });
    move || {
        firm.get().map(|(customer, name)| {
            let label = name.clone();
            view! {
                <section class="call-firm" aria-label=label>
                    <h2>
                        <a class="linked" href=Route::Customer(customer).href() dir="auto">{name}</a>
                    </h2>
                    <Facts customer/>
                    <div class="call-lists">
                        <Deals customer/>
                        <Cases customer/>
                        <Tasks customer/>
                    </div>
                </section>
            }
        })
    }
}

#[component]
fn Facts(customer: Id<Customer>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let facts = Memo::new(move |_| app.facts().get(customer).copied().unwrap_or_default());
    let points = Memo::new(move |_| points_of(app, customer));
    let last = move || match (app.loaded.get(), facts.get().last_visit) {
        (false, _) => "·".to_owned(),
        (true, None) => t_string!(i18n, customers.never).to_owned(),
        (true, Some(day)) => fmt.relative_day(day),
    };
    let silent = move || {
        app.read(&[TableName::Customers], |records| {
            records
                .get(customer)
                .is_some_and(|one| !one.may_contact(Channel::Phone))
        })
    };
    view! {
        <p class="callout" hidden=move || !silent()>
            <Icon name="alert"/>
            {t!(i18n, customers.ask_silent)}
        </p>
        <div class="kv">
            <div>
                <small>{t!(i18n, customers.last_visit)}</small>
                <b class="small-figure">{last}</b>
            </div>
            <div>
                <small>{t!(i18n, customers.spent)}</small>
                <b>{move || fmt.money(facts.get().total, fmt.currency())}</b>
            </div>
            <div>
                <small>{t!(i18n, customers.year)}</small>
                <b>{move || fmt.money(facts.get().last_12_months, fmt.currency())}</b>
            </div>
            <div hidden=move || points.get().is_none()>
                <small>{t!(i18n, care.points)}</small>
                <b>{move || points.get().map(|points| fmt.whole(points))}</b>
            </div>
        </div>
    }
}

#[component]
fn Deals(customer: Id<Customer>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let deals = Memo::new(move |_| {
        app.read(&[TableName::Deals], |records| {
            let deals = records.deals.iter();
            let open = deals.filter(|deal| deal.is_open() && deal.customer == Some(customer));
            open.map(|deal| (deal.id, deal.title.clone(), deal.value, deal.currency))
                .collect::<Vec<_>>()
        })
    });
    let row = move |(id, title, value, currency)| {
        view! {
            <li>
                <a class="linked" href=Route::Deal(id).href()>
                    <span class="clip" dir="auto">{title}</span>
                    <span class="num push nowrap">{fmt.money(value, currency)}</span>
                </a>
            </li>
        }
    };
    view! {
        <div>
            <h2>{t!(i18n, customers.open_deals)} " " <span class="num">{move || fmt.count(deals.with(Vec::len))}</span></h2>
            <ul>{move || deals.get().into_iter().take(NAMED).map(row).collect_view()}</ul>
        </div>
    }
}

#[component]
fn Tasks(customer: Id<Customer>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let tasks = Memo::new(move |_| {
        app.read(&[TableName::Tasks], |records| {
            let tasks = records.tasks.iter();
            let open = tasks.filter(|one| one.done.is_none() && one.customer == Some(customer));
            let mut open: Vec<_> = open.map(|one| (one.due, one.title.clone())).collect();
            open.sort_by_key(|(due, _)| (due.is_none(), *due));
            open
        })
    });
    let row = move |(due, title): (Option<chrono::NaiveDate>, String)| {
        view! {
            <li class="linked">
                <span class="clip" dir="auto">{title}</span>
                <span class="muted small push nowrap">{due.map(|due| fmt.relative_day(due))}</span>
            </li>
        }
    };
    view! {
        <div>
            <h2>{t!(i18n, touch.open_tasks)} " " <span class="num">{move || fmt.count(tasks.with(Vec::len))}</span></h2>
            <ul>{move || tasks.get().into_iter().take(NAMED).map(row).collect_view()}</ul>
        </div>
    }
}

/// What is not solved yet.
#[component]
fn Cases(customer: Id<Customer>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let cases = open_cases(app, customer);
    let shown = move || cases.with(|cases| cases.iter().take(NAMED).copied().collect::<Vec<_>>());
    view! {
        <div hidden=move || cases.with(Vec::is_empty)>
            <h2>{t!(i18n, care.open_cases)} " " <span class="num">{move || fmt.count(cases.with(Vec::len))}</span></h2>
            <CaseRows ids=Signal::derive(shown) named=false/>
        </div>
    }
}

/// What the shop's own fields say: sizes, tastes, the preferred way.
#[component]
fn Preferences(customer: Id<Customer>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let said = move || {
        let values = app.read(&[TableName::Customers], |records| {
            records.get(customer).map(|one| one.values.clone())
        });
        let values = values.unwrap_or_default();
        let lines = filled(fmt, TableName::Customers, &values).into_iter();
        let lines = lines.map(|(name, text)| {
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd dir="auto">{text}</dd>
                </div>
            }
        });
        lines.collect::<Vec<_>>()
    };
    move || {
        let said = said();
        (!said.is_empty()).then(|| {
            view! {
                <dl class="preferences" aria-label=t_string!(i18n, care.preferences)>{said}</dl>
            }
        })
    }
}

/// Tags and note.
#[component]
fn About(customer: Id<Customer>) -> impl IntoView {
    let app = use_app();
    let about = Memo::new(move |_| {
        app.read(&[TableName::Customers], |records| {
            let one = records.get(customer);
            one.map(|one| (one.tags.clone(), one.note.clone()))
                .unwrap_or_default()
        })
    });
    move || {
        let (tags, note) = about.get();
        let tags: Vec<_> = tags
            .into_iter()
            .map(|tag| view! { <span class="tag" dir="auto">{tag}</span> })
            .collect();
        view! {
            {(!tags.is_empty()).then(|| view! { <div class="row wrap">{tags}</div> })}
            {(!note.trim().is_empty()).then(|| view! { <NoteText text=note/> })}
        }
    }
}
