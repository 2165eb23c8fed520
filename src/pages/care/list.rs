//! All cases: what is not solved first, narrowed by status, kind and who looks after them.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{form::CaseDialog, row::CaseRows, texts};
use crate::{
    app::{App, Route, format::use_fmt, route::use_go, state::use_app},
    domain::{CaseKind, CaseStatus, Customer, Id, TableName},
    i18n::{counted, t, t_string, use_i18n},
    pages::{
        filters::NarrowThings,
        parts::{ExportMenu, team},
    },
    query::{
        Filter,
        cases::{Asked, cases},
    },
    ui::{Empty, Icon},
};

/// Rows drawn at first, and added each time.
const PAGE: usize = 200;

/// The page.
#[component]
pub fn Cases() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let query = use_query_map();
    let go = StoredValue::new_local(use_go());
    let asked = RwSignal::new(Asked::default());
    let found = Memo::new(move |_| {
        let asked = asked.get();
        app.read(&[TableName::Cases], |records| {
            let found = cases(records, &asked);
            found.into_iter().map(|case| case.id).collect::<Vec<_>>()
        })
    });
    let any =
        Memo::new(move |_| app.read(&[TableName::Cases], |records| !records.cases.is_empty()));
    // `?new=1&customer=` begins one, from wherever it is asked for.
    let open = RwSignal::new(false);
    let whose = Memo::new(move |_| {
        query.with(|query| Id::<Customer>::parse(&query.get("customer").unwrap_or_default()))
    });
    Effect::new(move |_| {
        if query.with(|query| query.get("new").is_some()) {
            open.set(true);
        }
    });
    let drawn = RwSignal::new(PAGE);
    let shown = move || {
        let mut found = found.get();
        found.truncate(drawn.get());
        found
    };
    let count = move || found.with(Vec::len);
    let ids = Callback::new(move |()| {
        found.with_untracked(|found| found.iter().map(|id| id.raw()).collect())
    });
    view! {
        <div class="head">
            <h1>{t!(i18n, care.cases)}</h1>
            <span class="muted num" role="status" hidden=move || !any.get()>
                {move || t_string!(i18n, care.cases_n, count = counted(i18n.get_locale(), count()))}
            </span>
            <div class="actions">
                <span hidden=move || count() == 0>
                    <ExportMenu table=TableName::Cases ids class="btn"/>
                </span>
                <button type="button" class="btn primary" on:click=move |_| open.set(true)>
                    <Icon name="plus"/>
                    {t!(i18n, care.new_case)}
                </button>
            </div>
        </div>
        <div hidden=move || !any.get()><Narrow asked/></div>
        <div class="body narrow">
            <section
                class="box"
                hidden=move || count() == 0
                aria-label=move || t_string!(i18n, care.cases)
            >
                <CaseRows ids=Signal::derive(shown)/>
                <button
                    type="button"
                    class="btn small"
                    hidden=move || count() <= drawn.get()
                    on:click=move |_| drawn.update(|drawn| *drawn += PAGE)
                >
                    {t!(i18n, common.more)} " (" {move || fmt.count(count() - drawn.get().min(count()))} ")"
                </button>
            </section>
            {move || (count() == 0).then(|| view! { <Nothing asked any open/> })}
        </div>
        <CaseDialog
            open
            customer=whose
            on_saved=Callback::new(move |id| go.with_value(|go| go(&Route::Case(id))))
        />
    }
    .into_any()
}

/// There is none, or none that was asked for.
#[component]
fn Nothing(asked: RwSignal<Asked>, any: Memo<bool>, open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let usual = move || asked.with(|asked| *asked == Asked::default());
    let title = move || {
        if usual() {
            t_string!(i18n, care.none_open).to_owned()
        } else {
            t_string!(i18n, common.nothing_found).to_owned()
        }
    };
    let text = move || {
        if any.get() {
            String::new()
        } else {
            t_string!(i18n, care.none_open_text).to_owned()
        }
    };
    view! {
        <Empty icon="check" title=Signal::derive(title) text=Signal::derive(text)>
            <button type="button" class="btn" on:click=move |_| open.set(true)>
                {t!(i18n, care.new_case)}
            </button>
        </Empty>
    }
}

/// How many of the cases that are listed otherwise have such own fields, in words.
fn count(app: App, asked: RwSignal<Asked>, own: Signal<Filter>) -> Signal<String> {
    let i18n = use_i18n();
    let count = Memo::new(move |_| {
        let asked = Asked {
            own: own.get(),
            ..asked.get()
        };
        app.read(&[TableName::Cases], |records| cases(records, &asked).len())
    });
    Signal::derive(move || {
        t_string!(
            i18n,
            care.cases_n,
            count = counted(i18n.get_locale(), count.get())
        )
    })
}

/// The controls.
#[component]
fn Narrow(asked: RwSignal<Asked>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let chip = move |status: Option<CaseStatus>| {
        let name = move || match status {
            None => t_string!(i18n, care.not_solved),
            Some(status) => texts::status(i18n.get_locale(), status),
        };
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || asked.with(|asked| asked.status == status).to_string()
                on:click=move |_| asked.update(|asked| asked.status = status)
            >
                {name}
            </button>
        }
    };
    let statuses = std::iter::once(None).chain(CaseStatus::ALL.map(Some));
    let kind = move |event| {
        let place = event_target_value(&event).parse::<usize>().ok();
        let kind = place.and_then(|place| CaseKind::ALL.get(place).copied());
        asked.update(|asked| asked.kind = kind);
    };
    let kind_option = move |(place, one): (usize, CaseKind)| {
        view! {
            <option value=place.to_string()>{move || texts::kind(i18n.get_locale(), one)}</option>
        }
    };
    let members = Memo::new(move |_| team(app));
    let owner = move |event| {
        let value = event_target_value(&event);
        let owner = value.strip_prefix('=').map(Id::parse);
        asked.update(|asked| asked.owner = owner);
    };
    let member = |(id, name): (String, String)| {
        view! { <option value=format!("={id}")>{name}</option> }
    };
    view! {
        <div class="chips">
            <div class="row wrap" role="group" aria-label=move || t_string!(i18n, care.status)>
                {statuses.map(chip).collect_view()}
            </div>
            <select
                class="input compact"
                aria-label=move || t_string!(i18n, care.kind)
                on:change=kind
            >
                <option value="">{move || t_string!(i18n, care.any_kind)}</option>
                {CaseKind::ALL.into_iter().enumerate().map(kind_option).collect_view()}
            </select>
            <select
                class="input compact"
                hidden=move || members.with(Vec::is_empty)
                aria-label=move || t_string!(i18n, customers.owner)
                on:change=owner
            >
                <option value="">{move || t_string!(i18n, people.any_owner)}</option>
                <option value="=">{move || t_string!(i18n, people.unassigned)}</option>
                {move || members.get().into_iter().map(member).collect_view()}
            </select>
            <NarrowThings
                table=TableName::Cases
                own=true
                filter=Signal::derive(move || asked.with(|asked| asked.own.clone()))
                count=Callback::new(move |own| count(app, asked, own))
                on_filter=Callback::new(move |own| asked.update(|asked| asked.own = own))
            />
        </div>
    }
    .into_any()
}
