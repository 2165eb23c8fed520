//! Making a call list of customers: a title, what to say, and who has a number to call.

use leptos::prelude::*;
use uuid::Uuid;

use super::fields::ListFields;
use crate::{
    app::{Route, format::use_fmt, route::use_go, state::use_app, use_saving},
    domain::{CallList, Customer, Id, TableName, Task, commands::Add, limits},
    i18n::{counted, t, t_string, use_i18n},
    query::{calls::ToCall, whom::whom},
    ui::{Dialog, Foot, Icon},
};

/// The button for records of another kind: calls whom they are with, each once.
#[component]
pub fn CallTheirs(
    /// What they are.
    table: TableName,
    /// Which of them.
    ids: Callback<(), Vec<Uuid>>,
) -> impl IntoView {
    let app = use_app();
    let people = Callback::new(move |()| {
        let ids = ids.run(());
        app.peek(|records| whom(records, table, &ids))
    });
    view! { <MakeCallList people/> }
}

/// The button with its dialog. `people` gives the customers, in the order in which to call them.
#[component]
pub fn MakeCallList(
    /// Whom to call.
    people: Callback<(), Vec<Id<Customer>>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    view! {
        <button type="button" class="btn small" on:click=move |_| open.set(true)>
            <Icon name="phone"/>
            {t!(i18n, touch.call_list)}
        </button>
        <Dialog open title=Signal::derive(move || t_string!(i18n, touch.make_list).to_owned())>
            <Form open people/>
        </Dialog>
    }
    .into_any()
}

#[component]
fn Form(open: RwSignal<bool>, people: Callback<(), Vec<Id<Customer>>>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let go = use_go();
    let saving = use_saving(open);
    let chosen = untrack(|| people.run(()));
    let ToCall {
        customers,
        left_out,
        beyond,
    } = app.peek(|records| ToCall::of(records, &chosen));
    let count = customers.len();
    let callable = StoredValue::new(customers);
    let day = untrack(|| fmt.date(app.moment().today));
    let title = RwSignal::new(t_string!(i18n, touch.list_title, day = day));
    let script = RwSignal::new(String::new());
    let save = move || {
        let moment = app.moment();
        let task = Task {
            due: Some(moment.today),
            calls: Some(CallList {
                customers: callable.get_value(),
                script: script.with_untracked(|script| script.trim().to_owned()),
            }),
            ..title.with_untracked(|title| app.new_task(title))
        };
        let (id, go) = (task.id, go.clone());
        saving.save_then(Add::one(task), move |_| go(&Route::CallList(id)));
    };
    view! {
        <form
            class="dialog-form"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <div class="content">
                <div class="form">
                    <ListFields title script error=saving.error/>
                </div>
                <p class="muted small">
                    {move || t_string!(i18n, touch.to_call, count = counted(i18n.get_locale(), count))}
                    {(left_out > 0).then(|| view! { " " {move || t_string!(i18n, touch.left_out, count = counted(i18n.get_locale(), left_out))} })}
                    {(beyond > 0).then(|| view! { " " {move || t_string!(i18n, touch.beyond, count = counted(i18n.get_locale(), beyond), most = fmt.count(limits::CALLS))} })}
                </p>
            </div>
            <Foot saving action=Signal::derive(move || t_string!(i18n, common.create).to_owned()) off=Signal::derive(move || count == 0)/>
        </form>
    }
    .into_any()
}
