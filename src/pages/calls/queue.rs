//! Working through a call list: whom to call now with number, script and card, buttons for the outcome,
//! and how far it is. Everything is read from the records, so a reload goes on where it stood.

use std::sync::Arc;

use leptos::prelude::*;

use super::{CallCard, edit::EditList, out::as_table};
use crate::{
    app::{Route, format::use_fmt, state::use_app},
    domain::{ActivityKind, Customer, Id, Reached, TableName, Task, commands::CompleteTask},
    i18n::{counted, t, t_string, use_i18n},
    pages::{
        customer::tel,
        parts::{ExportTable, SilentMark, Written, filled, name_of as customer_name},
        tasks::calendar_file as download,
        touch::texts,
    },
    query::calls::{Call, Queue, call_backs},
    ui::{Empty, Icon, NoteText},
};

/// The list of that task.
#[component]
pub fn Working(id: Id<Task>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let task =
        Memo::new(move |_| app.read(&[TableName::Tasks], |records| records.get(id).cloned()));
    let queue = Memo::new(move |_| {
        let tables = [
            TableName::Tasks,
            TableName::Activities,
            TableName::Customers,
        ];
        app.read(&tables, |records| {
            records
                .get(id)
                .map(|task| Queue::of(records, task))
                .unwrap_or_default()
        })
    });
    let backs = Memo::new(move |_| {
        let tables = [TableName::Tasks, TableName::Activities];
        app.read(&tables, |records| call_backs(records, id))
    });
    // Passed over in this session; they come last.
    let passed = RwSignal::new(Vec::<Id<Customer>>::new());
    let next = Memo::new(move |_| passed.with(|passed| queue.with(|queue| queue.next(passed))));
    let title = move || {
        task.with(|task| {
            task.as_ref()
                .map(|task| task.title.clone())
                .unwrap_or_default()
        })
    };
    let finished = move || task.with(|task| task.as_ref().is_some_and(|task| task.done.is_some()));
    let finish = move |_| {
        let done = !untrack(finished);
        app.run(CompleteTask { task: id, done }, |_| ());
    };
    let is_list = Memo::new(move |_| {
        task.with(|task| task.as_ref().is_some_and(|task| task.calls.is_some()))
    });
    let editing = RwSignal::new(false);
    let export = Callback::new(move |()| {
        let (locale, name) = (i18n.get_locale_untracked(), untrack(title));
        queue.with_untracked(|queue| as_table(app, locale, &name, queue))
    });
    let page = move || {
        view! {
            <div class="head">
                <a class="btn ghost icon-only" href=Route::Calls.href() aria-label=move || t_string!(i18n, common.back)>
                    <Icon name="arrow-left"/>
                </a>
                <h1>{title}</h1>
                <div class="actions">
                    <button type="button" class="btn" on:click=move |_| editing.set(true)>
                        <Icon name="edit"/>
                        {t!(i18n, common.edit)}
                    </button>
                    <ExportTable name="calls" list=export class="btn"/>
                    <button
                        type="button"
                        class="btn"
                        hidden=move || backs.with(Vec::is_empty)
                        title=move || t_string!(i18n, touch.call_backs_ics)
                        on:click=move |_| {
                            download(app, i18n.get_locale_untracked(), backs.get_untracked());
                        }
                    >
                        <Icon name="download"/>
                        {t!(i18n, people.ics)}
                    </button>
                    <button type="button" class="btn" on:click=finish>
                        <Icon name="check"/>
                        {move || if finished() {
                            t_string!(i18n, touch.reopen_list)
                        } else {
                            t_string!(i18n, touch.finish_list)
                        }}
                    </button>
                </div>
            </div>
            <div class="body calls">
                <Progress queue/>
                {move || {
                    if !app.loaded.get() {
                        return view! { <p class="muted" role="status">{t!(i18n, common.loading)}</p> }.into_any();
                    }
                    match next.get() {
                        Some(call) => view! { <Now id task call passed/> }.into_any(),
                        None => {
                            view! {
                                <Empty
                                    icon="check"
                                    title=Signal::derive(move || t_string!(i18n, touch.all_called).to_owned())
                                />
                            }
                                .into_any()
                        }
                    }
                }}
                <Everybody queue/>
            </div>
            <EditList open=editing task/>
        }
    };
    move || {
        if is_list.get() {
            page().into_any()
        } else {
            view! {
                <Empty icon="phone" title=Signal::derive(move || t_string!(i18n, common.not_there).to_owned())>
                    <a class="btn" href=Route::Calls.href()>{t!(i18n, touch.call_lists)}</a>
                </Empty>
            }
            .into_any()
        }
    }
}

#[component]
fn Progress(queue: Memo<Queue>) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let done = move || queue.with(Queue::done);
    let all = move || queue.with(|queue| queue.calls.len());
    let said = move || {
        t_string!(
            i18n,
            touch.progress,
            done = fmt.count(done()),
            all = fmt.count(all())
        )
    };
    let parts = move || {
        let locale = fmt.locale();
        Reached::ALL.map(|outcome| {
            let count = queue.with(|queue| queue.ended(outcome));
            view! {
                <span hidden=count == 0>
                    {texts::outcome(locale, outcome)} " " <b class="num">{fmt.count(count)}</b>
                </span>
            }
        })
    };
    view! {
        <section class="stack tight" aria-label=move || t_string!(i18n, touch.how_far)>
            <progress
                class="call-progress wide"
                max=move || all().max(1).to_string()
                value=move || done().to_string()
                aria-label=said
            ></progress>
            <p class="row wrap small soft" role="status">
                <b class="num">{said}</b>
                {move || parts().into_iter().collect_view()}
            </p>
        </section>
    }
    .into_any()
}

/// Whom to call now.
#[component]
fn Now(
    id: Id<Task>,
    task: Memo<Option<Arc<Task>>>,
    call: Call,
    passed: RwSignal<Vec<Id<Customer>>>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let who = call.customer;
    let name = move || customer_name(app, Some(who)).unwrap_or_default();
    let phones = move || {
        let phones = app.read(&[TableName::Customers], |records| {
            records
                .get(who)
                .map(|one| one.phones.clone())
                .unwrap_or_default()
        });
        let link = |number: String| match tel(&number) {
            Some(href) => {
                view! { <a class="btn primary num" href=href><Icon name="phone"/>{number}</a> }
                    .into_any()
            }
            None => view! { <span>{number}</span> }.into_any(),
        };
        phones
            .into_iter()
            .map(|phone| link(phone.number))
            .collect_view()
    };
    let script = move || {
        let script = task.with(|task| {
            let calls = task.as_ref().and_then(|task| task.calls.as_ref());
            calls.map(|calls| calls.script.clone()).unwrap_or_default()
        });
        (!script.is_empty()).then(|| {
            let about = Written {
                customer: Some(who),
                ..Written::default()
            };
            let script = filled(app, fmt, about, &script);
            view! {
                <section class="box script" aria-label=move || t_string!(i18n, touch.script)>
                    <h2>{t!(i18n, touch.script)}</h2>
                    <NoteText text=script/>
                </section>
            }
        })
    };
    view! {
        <section class="stack" aria-label=name>
            <div class="row wrap">
                <h2 class="call-name">
                    <a href=Route::Customer(who).href() dir="auto">{name}</a>
                </h2>
                {(call.tries > 0).then(|| view! {
                    <span class="tag warn">{move || t_string!(i18n, touch.tried, count = counted(i18n.get_locale(), call.tries))}</span>
                })}
                <span class="row wrap push">
                    {phones}
                    <button
                        type="button"
                        class="btn"
                        on:click=move |_| passed.update(|passed| {
                            passed.retain(|other| *other != who);
                            passed.push(who);
                        })
                    >
                        {t!(i18n, touch.pass_over)}
                    </button>
                </span>
            </div>
            {script}
            <CallCard customer=who list=Some(id) kind=ActivityKind::CallOut on_logged=Callback::new(|()| ())/>
        </section>
    }
    .into_any()
}

/// Everybody on the list with the outcome.
#[component]
fn Everybody(queue: Memo<Queue>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let row = move |call: Call| {
        let name = customer_name(app, Some(call.customer)).unwrap_or_default();
        let text = call
            .last
            .map(|last| texts::outcome(i18n.get_locale(), last));
        view! {
            <li class="linked">
                <a class="clip" href=Route::Customer(call.customer).href() dir="auto">{name}</a>
                <SilentMark silent=Signal::stored(call.silent)/>
                <span class="muted small push nowrap">{text}</span>
            </li>
        }
    };
    view! {
        <details class="box">
            <summary>{move || t_string!(i18n, touch.everybody, count = queue.with(|queue| queue.calls.len()))}</summary>
            <ul>{move || queue.get().calls.into_iter().map(row).collect_view()}</ul>
        </details>
    }
    .into_any()
}
