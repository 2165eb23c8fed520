//! The contact plan: how much of it was kept, by class or segment and by who looks after the customers, and who is due now.

use leptos::prelude::*;

use crate::{
    app::{App, Fmt, Route, format::use_fmt, state::use_app},
    domain::{Channel, PlanBasis, TableName},
    exchange::{
        lists::{
            Value,
            report::{Table, table},
        },
        reach,
    },
    i18n::{Locale, t, t_string, td_string, use_i18n},
    pages::{calls::MakeCallList, loyalty::texts, parts::ExportTable, touch::use_touch_desk},
    platform::clock,
    query::{
        groups::Class,
        plan::{Due, Line, OwnerLine, Plan, PlanGroup, plan},
    },
    ui::{Avatar, Icon},
};

/// Rows shown before somebody asks for more.
const FIRST: usize = 50;

/// The plan of today, followed; empty until the classes are known.
pub fn use_plan() -> Memo<Plan> {
    let app = use_app();
    app.follow_loyalty();
    // Comparing a plan costs more than drawing from it.
    Memo::new_with_compare(move |_| compute(app), |_, _| true)
}

fn compute(app: App) -> Plan {
    let (Some(loyalty), Some(shop)) = (app.loyalty(), app.settings()) else {
        return Plan::default();
    };
    let (zone, today) = (app.zone(), app.moment().today);
    let tables = [
        TableName::Customers,
        TableName::Activities,
        TableName::Members,
        TableName::Sales,
    ];
    app.read(&tables, |records| {
        plan(
            records,
            shop.contact,
            |id| loyalty.groups(id),
            clock::days(zone),
            today,
        )
    })
}

/// What a class is called.
pub fn class_text(locale: Locale, class: Class) -> String {
    td_string!(locale, touch.class, class = class.label().to_owned())
}

/// Who is planned for alike, in words.
pub fn group_text(locale: Locale, group: PlanGroup) -> String {
    match group {
        PlanGroup::Class(class) => class_text(locale, class),
        PlanGroup::Segment(segment) => texts::segment(locale, segment).to_owned(),
        PlanGroup::NoSales => td_string!(locale, touch.no_class).to_owned(),
    }
}

/// What a basis of the plan is called.
pub fn basis_text(locale: Locale, basis: PlanBasis) -> &'static str {
    match basis {
        PlanBasis::Class => td_string!(locale, touch.class_head),
        PlanBasis::Segment => td_string!(locale, customers.segment),
    }
}

/// Why somebody is due.
pub fn why(fmt: Fmt, due: &Due) -> String {
    let locale = fmt.locale();
    let group = group_text(locale, due.group);
    let last = match due.last {
        Some(day) => td_string!(locale, touch.last_touch, when = fmt.relative_day(day)),
        None => td_string!(locale, touch.never_touched).to_owned(),
    };
    format!("{group} · {last}")
}

/// The view.
#[component]
pub fn ContactPlan() -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let plan = use_plan();
    let shown = RwSignal::new(FIRST);
    let people = Callback::new(move |()| {
        plan.with(|plan| {
            plan.due
                .iter()
                .map(|one| one.customer.id)
                .collect::<Vec<_>>()
        })
    });
    let rows = move || {
        let due = plan.with(|plan| {
            plan.due
                .iter()
                .take(shown.get())
                .cloned()
                .collect::<Vec<_>>()
        });
        due.into_iter()
            .map(|one| view! { <Row one/> })
            .collect_view()
    };
    let count = move || plan.with(|plan| plan.due.len());
    let due_list =
        Callback::new(move |()| plan.with_untracked(|plan| due_table(fmt.locale(), plan)));
    view! {
        <Coverage plan/>
        <section class="box" aria-label=move || t_string!(i18n, touch.due_now)>
            <header>
                <h2>{t!(i18n, touch.due_now)}</h2>
                <span class="num muted">{move || fmt.count(count())}</span>
                <span class="push row">
                    {move || {
                        (count() > 0).then(|| view! { <ExportTable name="contact-due" list=due_list/> <MakeCallList people/> })
                    }}
                </span>
            </header>
            <ul class="todo">{rows}</ul>
            <p class="muted small" hidden=move || { count() > 0 }>{t!(i18n, touch.nobody_due)}</p>
            <button
                type="button"
                class="btn small"
                hidden=move || count() <= shown.get()
                on:click=move |_| shown.update(|shown| *shown += 200)
            >
                {t!(i18n, common.more)}
            </button>
        </section>
    }
    .into_any()
}

#[component]
fn Row(one: Due) -> impl IntoView {
    let fmt = use_fmt();
    let i18n = use_i18n();
    let desk = use_touch_desk();
    let (id, name) = (one.customer.id, one.customer.name.clone());
    let shown = one.customer.display_name().to_owned();
    let label = {
        let name = shown.clone();
        move || {
            let action = t_string!(i18n, touch.log).to_owned();
            t_string!(i18n, today.act_for, action = action, name = name.clone())
        }
    };
    view! {
        <li class="todo-row">
            <Avatar name=Signal::stored(name)/>
            <span class="todo-main">
                <a class="todo-title" href=Route::Customer(id).href() dir="auto">{shown}</a>
                <small>{move || why(fmt, &one)}</small>
            </span>
            <button type="button" class="btn" aria-label=label on:click=move |_| desk.begin(Some(id))>
                <Icon name="message"/>
                {t!(i18n, touch.log)}
            </button>
        </li>
    }
    .into_any()
}

/// A share of what was due; a dash where nothing was.
fn share(fmt: Fmt, due: u64, made: u64) -> String {
    if due == 0 {
        "—".to_owned()
    } else {
        fmt.percent(made as f64 / due as f64)
    }
}

fn number(fmt: Fmt, value: u64) -> String {
    fmt.count(usize::try_from(value).unwrap_or(usize::MAX))
}

/// Coverage by group with its definition, and by owner where there is a team.
#[component]
fn Coverage(plan: Memo<Plan>) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let share = move |due: u64, made: u64| share(fmt, due, made);
    let number = move |value: u64| number(fmt, value);
    let list =
        Callback::new(move |()| (plan.with_untracked(|plan| table_of(fmt.locale(), plan)), 0));
    let row = move |line: Line| {
        view! {
            <tr>
                <th scope="row">{group_text(fmt.locale(), line.group)}</th>
                <td class="end num">{fmt.count(line.customers)}</td>
                <td class="end num">{line.per_year}</td>
                <td class="end num">{number(line.due)}</td>
                <td class="end num">{number(line.made)}</td>
                <td class="end num">{share(line.due, line.made)}</td>
            </tr>
        }
    };
    let total = move || {
        let (due, made) = plan.with(Plan::total);
        let formula = format!("{} ÷ {} = {}", number(made), number(due), share(due, made));
        view! {
            <b class="num">{share(due, made)}</b>
            <small class="num muted">{formula}</small>
        }
    };
    view! {
        <section class="box" aria-label=move || t_string!(i18n, touch.coverage)>
            <header>
                <h2>{t!(i18n, touch.coverage)}</h2>
                <ExportTable name="contact-plan" list/>
                <a class="push" href=format!("{}#contact", Route::Settings.href())>{t!(i18n, touch.plan_settings)}</a>
            </header>
            <div class="row wrap plan-total">{total}</div>
            <div class="scroll">
                <table class="figures plan-table">
                    <thead>
                        <tr>
                            <th scope="col">{move || basis_text(fmt.locale(), plan.with(|plan| plan.basis))}</th>
                            <th scope="col" class="end">{t!(i18n, common.customers)}</th>
                            <th scope="col" class="end">{t!(i18n, touch.per_year)}</th>
                            <th scope="col" class="end">{t!(i18n, touch.due_touches)}</th>
                            <th scope="col" class="end">{t!(i18n, touch.made_touches)}</th>
                            <th scope="col" class="end">{t!(i18n, touch.coverage)}</th>
                        </tr>
                    </thead>
                    <tbody>{move || plan.get().lines.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
            {move || {
                let owners = plan.with(|plan| plan.owners.clone());
                (!owners.is_empty()).then(|| view! { <ByOwner owners/> })
            }}
            <details>
                <summary class="small">{t!(i18n, touch.definition)}</summary>
                <p class="small soft">{t!(i18n, touch.plan_definition)}</p>
            </details>
        </section>
    }
    .into_any()
}

/// Coverage by who looks after the customers.
#[component]
fn ByOwner(owners: Vec<OwnerLine>) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let row = move |line: OwnerLine| {
        let name = line.owner.map(|owner| owner.name.clone());
        let name = move || {
            let nobody = || t_string!(i18n, people.unassigned).to_owned();
            name.clone().unwrap_or_else(nobody)
        };
        view! {
            <tr>
                <th scope="row" dir="auto">{name}</th>
                <td class="end num">{fmt.count(line.customers)}</td>
                <td class="end num">{number(fmt, line.due)}</td>
                <td class="end num">{number(fmt, line.made)}</td>
                <td class="end num">{share(fmt, line.due, line.made)}</td>
            </tr>
        }
    };
    view! {
        <div class="scroll">
            <table class="figures plan-table" aria-label=move || t_string!(i18n, touch.coverage_by_owner)>
                <thead>
                    <tr>
                        <th scope="col">{t!(i18n, customers.owner)}</th>
                        <th scope="col" class="end">{t!(i18n, common.customers)}</th>
                        <th scope="col" class="end">{t!(i18n, touch.due_touches)}</th>
                        <th scope="col" class="end">{t!(i18n, touch.made_touches)}</th>
                        <th scope="col" class="end">{t!(i18n, touch.coverage)}</th>
                    </tr>
                </thead>
                <tbody>{owners.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Who is due now as a list that goes out, with the first number and mailbox that they did not refuse; how many are
/// not on it, because they refused every way.
fn due_table(locale: Locale, plan: &Plan) -> (Table, usize) {
    let row = |due: &Due| {
        let one = reach::reachable(&due.customer)?;
        Some(vec![
            Value::text(reach::called(&due.customer)?.to_owned()),
            Value::text(group_text(locale, due.group)),
            due.last.map_or(Value::Blank, Value::Day),
            Value::text(
                one.number_for(Channel::Phone)
                    .unwrap_or_default()
                    .to_owned(),
            ),
            Value::text(one.mailbox().unwrap_or_default().to_owned()),
        ])
    };
    let rows: Vec<_> = plan.due.iter().filter_map(row).collect();
    let left_out = plan.due.len() - rows.len();
    let columns = [
        td_string!(locale, common.customer),
        basis_text(locale, plan.basis),
        td_string!(locale, customers.last_contact),
        td_string!(locale, customers.phone),
        td_string!(locale, customers.email),
    ];
    (
        table(td_string!(locale, touch.due_now), columns, rows),
        left_out,
    )
}

/// Coverage as a list that goes out: by group, then by who looks after the customers.
fn table_of(locale: Locale, plan: &Plan) -> Table {
    let columns = [
        basis_text(locale, plan.basis),
        td_string!(locale, customers.owner),
        td_string!(locale, common.customers),
        td_string!(locale, touch.per_year),
        td_string!(locale, touch.due_touches),
        td_string!(locale, touch.made_touches),
        td_string!(locale, touch.coverage),
    ];
    let share = |due: u64, made: u64| Value::share((due > 0).then(|| made as f64 / due as f64));
    let groups = plan.lines.iter().map(|line| {
        vec![
            Value::text(group_text(locale, line.group)),
            Value::Blank,
            Value::count(line.customers),
            Value::count(line.per_year),
            Value::count(line.due),
            Value::count(line.made),
            share(line.due, line.made),
        ]
    });
    let owners = plan.owners.iter().map(|line| {
        let nobody = td_string!(locale, people.unassigned);
        let name = line
            .owner
            .as_ref()
            .map_or(nobody, |owner| owner.name.as_str());
        vec![
            Value::Blank,
            Value::text(name).into_owned(),
            Value::count(line.customers),
            Value::Blank,
            Value::count(line.due),
            Value::count(line.made),
            share(line.due, line.made),
        ]
    });
    let rows = groups.chain(owners).collect();
    table(td_string!(locale, touch.coverage), columns, rows)
}
