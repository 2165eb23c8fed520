//! One case's page: how far it is, what it is about, and all that was done about it.

use std::sync::Arc;

use leptos::prelude::*;

use super::{facts::Facts, texts};
use crate::{
    app::{
        App, Route,
        engine::{Answer, go_on},
        format::use_fmt,
        left::use_left,
        route::{use_go, use_query_id},
        state::use_app,
        use_saving,
    },
    domain::{
        AttachedTo, Case, CaseStatus, Customer, Id, TableName,
        commands::{Along, Delete, MoveCase, Save},
    },
    i18n::{t, t_string, use_i18n},
    pages::{
        customer::timeline_entry,
        files::Files,
        parts::TitleField,
        touch::{About, TouchForm},
    },
    platform::random,
    query::timeline::of_case,
    ui::{DeleteMenu, Dialog, Empty, Foot, Icon},
};

/// The case a page is about, and the one way its parts change it.
#[derive(Clone, Copy)]
pub struct Known {
    app: App,
    case: Memo<Option<Arc<Case>>>,
}

impl Known {
    /// Something of it; followed.
    pub fn get<T: Default>(self, read: impl FnOnce(&Case) -> T) -> T {
        let case = self.case;
        case.with(|case| case.as_deref().map(read))
            .unwrap_or_default()
    }

    /// Saves a change; nothing happens if nothing differs.
    pub fn change(self, edit: impl FnOnce(&mut Case)) {
        go_on(self.changed(None, edit));
    }

    /// The same, with a customer where one is new; true once there is nothing left to save.
    pub fn changed(
        self,
        new: Option<Customer>,
        edit: impl FnOnce(&mut Case),
    ) -> Answer<'static, bool> {
        let command = self.case.get_untracked().and_then(|base| {
            let mut edited = Case::clone(&base);
            edit(&mut edited);
            (edited != *base).then(|| Along::new(Save::new(Case::clone(&base), edited), new))
        });
        self.app.settle(command)
    }

    fn status(self) -> CaseStatus {
        let case = self.case;
        case.with(|case| case.as_ref().map_or(CaseStatus::Open, |case| case.status()))
    }
}

/// The page.
#[component]
pub fn CasePage() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let id = use_query_id::<Case>();
    let case = Memo::new(move |_| {
        let id = id();
        app.read(&[TableName::Cases], |records| records.get(id?).cloned())
    });
    let there = Memo::new(move |_| case.with(|case| case.as_ref().map(|case| case.id)));
    let known = Known { app, case };
    move || match there.get() {
        Some(id) => view! { <Inside known id/> }.into_any(),
        None => view! {
            <h1 class="visually-hidden">{t!(i18n, care.cases)}</h1>
            <Empty
                icon="wrench"
                title=Signal::derive(move || t_string!(i18n, care.not_found).to_owned())
            >
                <a class="btn" href=Route::Cases.href()>{t!(i18n, care.all_cases)}</a>
            </Empty>
        }
        .into_any(),
    }
}

#[component]
fn Inside(known: Known, id: Id<Case>) -> impl IntoView {
    view! {
        <Head known id/>
        <div class="body">
            <div class="grid">
                <div class="w7 stack"><Story known id/></div>
                <div class="w5 stack">
                    <Facts known/>
                    <Files to=AttachedTo { table: TableName::Cases, id: id.raw() }/>
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// Title, status and actions.
#[component]
fn Head(known: Known, id: Id<Case>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let go = StoredValue::new_local(use_go());
    let left = use_left();
    let status = Memo::new(move |_| known.status());
    let solving = RwSignal::new(false);
    let to = move |to: CaseStatus| {
        let command = MoveCase {
            case: id,
            to,
            solution: None,
        };
        app.run(command, |_| {});
    };
    let is = move |one: CaseStatus| status.get() == one;
    let delete = move || {
        // Away first: the page of a case in the trash has nothing to show.
        go.with_value(|go| go(&Route::Cases));
        let command = Delete {
            records: vec![(TableName::Cases, id.raw())],
            seed: random::seed(),
        };
        app.run(command, |_| {});
    };
    view! {
        <div class="head">
            <a
                class="btn ghost icon-only"
                href=move || left.href(&Route::Cases)
                aria-label=move || t_string!(i18n, care.all_cases)
            >
                <Icon name="arrow-left"/>
            </a>
            <TitleField
                stored=Signal::derive(move || known.get(|case| case.title.clone()))
                on_save=Callback::new(move |title| known.change(|case| case.title = title))
            />
            <span class=move || texts::tone(status.get())>
                {move || texts::status(i18n.get_locale(), status.get())}
            </span>
            <div class="actions">
                <button
                    type="button"
                    class="btn primary"
                    hidden=move || is(CaseStatus::Solved)
                    on:click=move |_| solving.set(true)
                >
                    {t!(i18n, care.solve)}
                </button>
                <button
                    type="button"
                    class="btn"
                    hidden=move || !is(CaseStatus::Open)
                    on:click=move |_| to(CaseStatus::Waiting)
                >
                    {t!(i18n, care.wait)}
                </button>
                <button
                    type="button"
                    class="btn"
                    hidden=move || !is(CaseStatus::Waiting)
                    on:click=move |_| to(CaseStatus::Open)
                >
                    {t!(i18n, care.go_on)}
                </button>
                <button
                    type="button"
                    class="btn"
                    hidden=move || !is(CaseStatus::Solved)
                    on:click=move |_| to(CaseStatus::Open)
                >
                    {t!(i18n, care.reopen)}
                </button>
                <DeleteMenu on_delete=move |()| delete()/>
            </div>
        </div>
        <Dialog
            open=solving
            title=Signal::derive(move || t_string!(i18n, care.solve_title).to_owned())
        >
            <Solve known id open=solving/>
        </Dialog>
    }
    .into_any()
}

/// What was done about it, and done.
#[component]
fn Solve(known: Known, id: Id<Case>, open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let text = RwSignal::new(untrack(|| known.get(|case| case.solution.clone())));
    let saving = use_saving(open);
    let save = move || {
        saving.save(MoveCase {
            case: id,
            to: CaseStatus::Solved,
            solution: Some(text.with_untracked(|text| text.trim().to_owned())),
        });
    };
    view! {
        <form
            class="dialog-form"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <div class="content stack">
                <label class="field">
                    <span class="label">{t!(i18n, care.solution)}</span>
                    <textarea class="input" dir="auto" autofocus bind:value=text></textarea>
                </label>
                <p class="bad small" role="alert" hidden=move || saving.error.with(String::is_empty)>
                    {saving.error}
                </p>
            </div>
            <Foot saving action=Signal::derive(move || t_string!(i18n, care.solve).to_owned())/>
        </form>
    }
    .into_any()
}

/// What happened, and a line to add to it.
#[component]
fn Story(known: Known, id: Id<Case>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let entries = Memo::new(move |_| {
        let tables = [TableName::Cases, TableName::Activities, TableName::Files];
        app.read(&tables, |records| of_case(records, id))
    });
    view! {
        <section class="box" aria-label=move || t_string!(i18n, care.timeline)>
            <header><h2>{t!(i18n, care.timeline)}</h2></header>
            <TouchForm
                customer=Signal::derive(move || known.get(|case| case.customer))
                about=About::Case(id)
                on_saved=Callback::new(|()| ())
            />
            <ol class="timeline">
                {move || {
                    fmt.locale();
                    entries.get().iter().map(|entry| timeline_entry(fmt, entry)).collect_view()
                }}
            </ol>
        </section>
    }
    .into_any()
}
