//! All cases: what is not solved first, narrowed by status, kind, who looks after them and own fields. What is
//! asked stands in the address.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{
    bulk::BulkBar, calendar::CasesCalendar, form::CaseDialog, row::CaseRows, table::CasesTable,
    texts,
};
use crate::{
    app::{App, Route, route::use_go, state::use_app},
    domain::{CaseKind, CaseStatus, Customer, Id, TableName, ViewOf},
    i18n::{Locale, counted, t, t_string, td_string, use_i18n},
    pages::{
        filters::NarrowThings,
        parts::{ExportMenu, OwnerSelect, SelectButton, Selection},
        tables::{ShapeSwitch, columns_of},
        views::{ListAt, ViewChanged, ViewsMenu, WordList},
    },
    query::{
        Filter,
        case_columns::{CaseColumn, rows},
        cases::{Asked, CasesShape, cases},
    },
    ui::{Empty, Icon, More},
};

/// Rows drawn at first, and added each time.
const PAGE: usize = 200;

/// The list and its words.
const LIST: ListAt = ListAt {
    list: ViewOf::Records(TableName::Cases),
    place: &["as"],
    passing: &["on"],
};

/// Where the words of cases stand.
pub(super) const FOUND_BY: &[TableName] = &[
    TableName::Cases,
    TableName::Customers,
    TableName::Sales,
    TableName::Members,
];

/// What the parts of the page hold.
#[derive(Clone, Copy)]
struct Listed {
    app: App,
    list: WordList<Asked>,
}

/// The page.
#[component]
pub fn Cases() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let query = use_query_map();
    let go = StoredValue::new_local(use_go());
    let list = WordList::<Asked>::new(LIST);
    let columns = columns_of::<CaseColumn>(app, list.views.open);
    let list = list.with_columns(columns);
    let asked = list.asked;
    let listed = Listed { app, list };
    let found = Memo::new(move |_| {
        app.read(FOUND_BY, |records| {
            let found = asked.with(|asked| rows(records, asked));
            found.into_iter().map(|case| case.id).collect::<Vec<_>>()
        })
    });
    let shape = Memo::new(move |_| asked.with(|asked| asked.shape));
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
    let none = Memo::new(move |_| found.with(Vec::is_empty));
    let all = Signal::derive(move || {
        found.with(|found| found.iter().map(|id| id.raw()).collect::<Vec<_>>())
    });
    let selection = Selection::on_demand(all);
    view! {
        <div class="head">
            <h1>{t!(i18n, care.cases)}</h1>
            <ViewsMenu
                views=list.views
                all=Signal::derive(move || t_string!(i18n, care.open_cases).to_owned())
                icon="wrench"
            />
            <span class="muted num" role="status" hidden=move || !any.get()>
                {move || t_string!(i18n, care.cases_n, count = counted(i18n.get_locale(), count()))}
            </span>
            <div class="actions">
                <ShapeSwitch
                    all=CasesShape::ALL
                    shape
                    text=shape_text
                    on_shape=Callback::new(move |shape| {
                        let asked = list.asked.with_untracked(|asked| asked.shown_as(shape));
                        list.ask(&asked, false);
                    })
                />
                <span class="row" hidden=move || count() == 0 || shape.get() != CasesShape::List>
                    <ExportMenu
                        table=TableName::Cases
                        ids=Callback::new(move |()| all.get_untracked())
                        class="btn"
                    />
                    <SelectButton selection/>
                </span>
                <button type="button" class="btn primary" on:click=move |_| open.set(true)>
                    <Icon name="plus"/>
                    {t!(i18n, care.new_case)}
                </button>
            </div>
        </div>
        <div hidden=move || !any.get()><Narrow listed/></div>
        {move || {
            let shape = shape.get();
            if shape == CasesShape::Table && !none.get() {
                return view! { <CasesTable list columns order=found/> }.into_any();
            }
            if shape == CasesShape::Calendar && !none.get() {
                return view! { <CasesCalendar list/> }.into_any();
            }
            view! {
                <BulkBar selection/>
                <div class="body narrow">
                    <section
                        class="box"
                        hidden=move || none.get()
                        aria-label=move || t_string!(i18n, care.cases)
                    >
                        <CaseRows ids=Signal::derive(shown) selection=Some(selection)/>
                        <More drawn step=PAGE count=Signal::derive(count)/>
                    </section>
                    {move || none.get().then(|| view! { <Nothing asked any open/> })}
                </div>
            }
                .into_any()
        }}
        <CaseDialog
            open
            customer=whose
            on_saved=Callback::new(move |id| go.with_value(|go| go(&Route::Case(id))))
        />
    }
    .into_any()
}

fn shape_text(shape: CasesShape, locale: Locale) -> &'static str {
    match shape {
        CasesShape::List => td_string!(locale, people.as_list),
        CasesShape::Table => td_string!(locale, people.as_table),
        CasesShape::Calendar => td_string!(locale, people.as_calendar),
    }
}

/// There is none, or none that was asked for.
#[component]
fn Nothing(asked: Memo<Asked>, any: Memo<bool>, open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let usual = move || asked.with(Asked::is_everything);
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
fn count(listed: Listed, own: Signal<Filter>) -> Signal<String> {
    let i18n = use_i18n();
    let count = Memo::new(move |_| {
        let asked = Asked {
            own: own.get(),
            ..listed.list.asked.get()
        };
        listed
            .app
            .read(FOUND_BY, |records| cases(records, &asked).len())
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
fn Narrow(listed: Listed) -> impl IntoView {
    let i18n = use_i18n();
    let asked = listed.list.asked;
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
                on:click=move |_| listed.list.change(|asked| asked.status = status)
            >
                {name}
            </button>
        }
    };
    let statuses = std::iter::once(None).chain(CaseStatus::ALL.map(Some));
    let kind = move |event| {
        let place = event_target_value(&event).parse::<usize>().ok();
        let kind = place.and_then(|place| CaseKind::ALL.get(place).copied());
        listed.list.change(|asked| asked.kind = kind);
    };
    let kind_option = move |(place, one): (usize, CaseKind)| {
        view! {
            <option
                value=place.to_string()
                prop:selected=move || asked.with(|asked| asked.kind == Some(one))
            >
                {move || texts::kind(i18n.get_locale(), one)}
            </option>
        }
    };
    view! {
        <div class="chips">
            <input
                class="input list-find"
                type="search"
                aria-label=move || t_string!(i18n, care.find)
                placeholder=move || t_string!(i18n, care.find)
                prop:value=move || asked.with(|asked| asked.text.clone())
                on:input=move |event| listed.list.change(|asked| asked.text = event_target_value(&event))
            />
            <div class="row wrap" role="group" aria-label=move || t_string!(i18n, care.status)>
                {statuses.map(chip).collect_view()}
            </div>
            <select
                class="input compact"
                aria-label=move || t_string!(i18n, care.kind)
                on:change=kind
            >
                <option value="" prop:selected=move || asked.with(|asked| asked.kind.is_none())>
                    {move || t_string!(i18n, care.any_kind)}
                </option>
                {CaseKind::ALL.into_iter().enumerate().map(kind_option).collect_view()}
            </select>
            <OwnerSelect
                chosen=Signal::derive(move || asked.with(|asked| asked.owner))
                on_choose=Callback::new(move |owner| listed.list.change(|asked| asked.owner = owner))
            />
            <NarrowThings
                table=TableName::Cases
                own=true
                filter=Signal::derive(move || asked.with(|asked| asked.own.clone()))
                count=Callback::new(move |own| count(listed, own))
                on_filter=Callback::new(move |own| listed.list.change(|asked| asked.own = own))
            />
            <ViewChanged views=listed.list.views/>
        </div>
    }
    .into_any()
}
