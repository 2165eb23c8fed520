//! The inbox of leads: who waits for an answer and how long, whose they are, where they come from and how
//! soon they are answered. `?state=`, `?source=`, `?owner=` and `?q=` narrow it, over the saved view that is open. The
//! rules are in the domain and in `query::leads`.

mod bulk;
mod figures;
mod row;
mod table;

use leptos::prelude::*;

use crate::{
    app::{App, Route, format::use_fmt, state::use_app},
    domain::{Customer, Id, TableName, ViewOf},
    i18n::{Locale, t, t_string, td_string, use_i18n},
    pages::{
        customer::{Qualify, Subject},
        customers::lead_status,
        parts::{OwnerSelect, Selection},
        tables::{Shapes, columns_of},
        views::{Columns, ListAt, ViewChanged, ViewsMenu, WordList},
    },
    query::{
        lead_columns::{LeadColumn, rows},
        leads::{Asked, Stand, sources},
    },
    ui::{Empty, Icon},
};

use self::{bulk::BulkBar, figures::Figures, row::Row, table::LeadsTable};

/// Rows drawn at first, and added each time.
const PAGE: usize = 200;

/// The inbox and its words.
const LIST: ListAt = ListAt {
    list: ViewOf::Leads,
    place: &["as"],
    passing: &[],
};

/// What every part of the page holds.
#[derive(Clone, Copy)]
struct Inbox {
    app: App,
    list: WordList<Asked>,
    asked: Memo<Asked>,
    order: Memo<Vec<Id<Customer>>>,
    /// Those of the table.
    columns: Columns,
    selection: Selection,
    /// The lead that becomes a customer with a deal.
    qualified: RwSignal<Option<Id<Customer>>>,
    qualifying: RwSignal<bool>,
}

impl Inbox {
    fn new() -> Self {
        let app = use_app();
        let list = WordList::<Asked>::new(LIST);
        let columns = columns_of::<LeadColumn>(app, list.views.open);
        let list = list.with_columns(columns);
        let asked = list.asked;
        let order: Memo<Vec<Id<Customer>>> = Memo::new(move |_| {
            let asked = asked.get();
            app.read(&[TableName::Customers, TableName::Members], |records| {
                let found = rows(records, &asked);
                found.into_iter().map(|one| one.id).collect()
            })
        });
        let listed =
            Signal::derive(move || order.with(|order| order.iter().map(|id| id.raw()).collect()));
        Self {
            app,
            list,
            asked,
            order,
            columns,
            selection: Selection::of(listed),
            qualified: RwSignal::new(None),
            qualifying: RwSignal::new(false),
        }
    }

    /// Asks something else; Back leads to what was asked before.
    fn ask(self, change: impl FnOnce(&mut Asked)) {
        let mut asked = self.asked.get_untracked();
        change(&mut asked);
        self.list.ask(&asked, false);
    }
}

/// The page.
#[component]
pub fn Leads() -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let inbox = Inbox::new();
    let any = Memo::new(move |_| {
        inbox.app.read(&[TableName::Customers], |records| {
            records.customers.iter().any(|one| one.lead.is_some())
        })
    });
    let count = move || inbox.order.with(Vec::len);
    let table = Memo::new(move |_| inbox.asked.with(|asked| asked.table));
    view! {
        <div class="head">
            <h1>{t!(i18n, people.leads)}</h1>
            <ViewsMenu
                views=inbox.list.views
                all=Signal::derive(move || t_string!(i18n, people.usual_leads).to_owned())
                icon="target"
            />
            <span class="muted num" role="status" hidden=move || !any.get()>
                {move || t_string!(i18n, people.leads_n, count = fmt.count(count()))}
            </span>
            <div class="actions">
                <span hidden=move || !any.get()>
                    <Shapes
                        table=table
                        on_shape=Callback::new(move |table| inbox.ask(|asked| asked.table = table))
                    />
                </span>
                <a class="btn primary" href=format!("{}?new=1&lead=1", Route::Customers.href())>
                    <Icon name="plus"/>
                    {t!(i18n, people.new_lead)}
                </a>
            </div>
        </div>
        {move || {
            if any.get() {
                view! { <Inside inbox/> }.into_any()
            } else {
                view! { <Nothing/> }.into_any()
            }
        }}
        {move || {
            let id = inbox.qualified.get()?;
            let subject = Subject::new(inbox.app, id);
            Some(view! { <Qualify subject open=inbox.qualifying/> })
        }}
    }
    .into_any()
}

#[component]
fn Inside(inbox: Inbox) -> impl IntoView {
    let i18n = use_i18n();
    let drawn = RwSignal::new(PAGE);
    let shown = move || {
        let mut order = inbox.order.get();
        order.truncate(drawn.get());
        order
    };
    let count = move || inbox.order.with(Vec::len);
    let table = Memo::new(move |_| {
        inbox.asked.with(|asked| asked.table) && inbox.order.with(|order| !order.is_empty())
    });
    let listed = move || {
        view! {
            <BulkBar inbox/>
            <section class="box" hidden=move || count() == 0 aria-label=move || t_string!(i18n, people.leads)>
                <ul class="todo leads">
                    <For each=shown key=|id| *id let:id>
                        <Row inbox id/>
                    </For>
                </ul>
                <button
                    type="button"
                    class="btn small"
                    hidden=move || count() <= drawn.get()
                    on:click=move |_| drawn.update(|drawn| *drawn += PAGE)
                >
                    {t!(i18n, common.more)}
                </button>
            </section>
        }
    };
    view! {
        <Controls inbox/>
        <div class="body">
            {move || {
                if table.get() {
                    view! { <LeadsTable inbox/> }.into_any()
                } else {
                    listed().into_any()
                }
            }}
            {move || (count() == 0).then(|| view! { <NoneSuch inbox/> })}
            <Figures inbox/>
        </div>
    }
    .into_any()
}

/// A choice of leads in words.
fn stand_text(locale: Locale, stand: Stand) -> &'static str {
    match stand {
        Stand::Open => td_string!(locale, people.open_leads),
        Stand::Only(status) => lead_status(locale, status),
        Stand::All => td_string!(locale, common.all),
    }
}

#[component]
fn Controls(inbox: Inbox) -> impl IntoView {
    let i18n = use_i18n();
    let chip = move |stand: Stand| {
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || inbox.asked.with(|asked| asked.stand == stand).to_string()
                on:click=move |_| inbox.ask(|asked| asked.stand = stand)
            >
                {move || stand_text(i18n.get_locale(), stand)}
            </button>
        }
    };
    let known = Memo::new(move |_| inbox.app.read(&[TableName::Customers], sources));
    let source = move |name: String| {
        let (wanted, value) = (name.clone(), format!("={name}"));
        let chosen = move || {
            inbox
                .asked
                .with(|asked| asked.source.as_ref() == Some(&wanted))
        };
        view! {
            <option value=value prop:selected=chosen>
                {move || source_text(i18n.get_locale(), &name)}
            </option>
        }
    };
    // A value begins with a mark, so that "from nowhere" is another choice than "whatever".
    let picked = |event| {
        event_target_value(&event)
            .strip_prefix('=')
            .map(ToOwned::to_owned)
    };
    view! {
        <div class="chips">
            <input
                class="input list-find"
                type="search"
                aria-label=move || t_string!(i18n, people.find_leads)
                placeholder=move || t_string!(i18n, people.find_leads)
                prop:value=move || inbox.asked.with(|asked| asked.text.clone())
                on:input=move |event| inbox.list.change(|asked| asked.text = event_target_value(&event))
            />
            <div class="row wrap" role="group" aria-label=move || t_string!(i18n, people.state)>
                {Stand::ALL.map(chip).into_iter().collect_view()}
            </div>
            <select
                class="input compact"
                aria-label=move || t_string!(i18n, customers.source)
                on:change=move |event| inbox.ask(|asked| asked.source = picked(event))
            >
                <option value="" prop:selected=move || inbox.asked.with(|asked| asked.source.is_none())>
                    {move || t_string!(i18n, people.any_source)}
                </option>
                {move || known.get().into_iter().map(source).collect_view()}
            </select>
            <OwnerSelect
                chosen=Signal::derive(move || inbox.asked.with(|asked| asked.owner))
                on_choose=Callback::new(move |owner| inbox.ask(|asked| asked.owner = owner))
            />
            <ViewChanged views=inbox.list.views/>
        </div>
    }
    .into_any()
}

/// A source, or the words for none.
fn source_text(locale: Locale, source: &str) -> String {
    if source.is_empty() {
        td_string!(locale, people.no_source).to_owned()
    } else {
        source.to_owned()
    }
}

/// There never was a lead.
#[component]
fn Nothing() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Empty
            icon="target"
            title=Signal::derive(move || t_string!(i18n, people.no_leads).to_owned())
            text=Signal::derive(move || t_string!(i18n, people.no_leads_text).to_owned())
        >
            <a class="btn primary" href=format!("{}?new=1&lead=1", Route::Customers.href())>
                {t!(i18n, people.new_lead)}
            </a>
            <a class="btn" href=Route::Data.href()>{t!(i18n, common.import)}</a>
        </Empty>
    }
}

/// None passes; if nothing but the usual was asked, that is good news.
#[component]
fn NoneSuch(inbox: Inbox) -> impl IntoView {
    let i18n = use_i18n();
    let usual = move || {
        inbox
            .asked
            .with(|asked| *asked == asked.of(Stand::default()))
    };
    let title = move || {
        if usual() {
            t_string!(i18n, people.nobody_waits)
        } else {
            t_string!(i18n, common.nothing_found)
        }
    };
    let all = move |_| {
        inbox.ask(|asked| *asked = asked.of(Stand::All));
    };
    view! {
        <Empty icon="check" title=Signal::derive(move || title().to_owned())>
            <button type="button" class="btn" on:click=all>{t!(i18n, people.show_all)}</button>
        </Empty>
    }
}
