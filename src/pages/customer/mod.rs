//! One customer: the side panel of the list and the full page, with the same parts. Contact details are
//! edited in place; everything that ever happened stands in the timeline.

mod actions;
mod answers;
mod birthday;
mod company;
mod consents;
mod contact;
mod details;
mod erase;
mod head;
mod inline;
mod journey;
mod known;
mod lead;
mod naming;
mod places;
mod plain;
mod privacy;
mod quality;
mod related;
mod relations;
mod standing;
mod subject;
mod tags;
mod tasks;
mod texts;
mod timeline_filter;
mod timeline_line;
mod timeline_told;
mod timeline_view;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{
    app::{
        Route,
        left::use_left,
        route::{use_go, use_query_id, use_replace},
        state::use_app,
    },
    domain::{ActivityKind, AttachedTo, Customer, Id, TableName},
    i18n::{t, t_string, use_i18n},
    pages::{calls::CallCard, care::Balance, files::Files},
    ui::{Empty, Icon},
};

pub use actions::{call, email, message, tel, web};
pub use answers::Answers;
pub use birthday::{BirthdayDraft, BirthdayInputs};
pub use company::CompanyPicker;
pub use consents::Consents;
pub use erase::EraseDialog;
pub use inline::Inline;
pub use lead::{LeadState, Qualify, span};
pub use places::AddressFields;
pub use relations::words as relation;
pub use standing::StandingSelect;
pub use subject::Subject;
pub use texts::gender;
pub use timeline_line::{line as timeline_entry, line_of_deal as deal_entry};
pub use timeline_told::Told;

/// The side panel of the list.
#[component]
pub fn Panel(
    /// Whose.
    id: Id<Customer>,
    /// Closes it.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let subject = Subject::new(use_app(), id);
    let name = move || subject.name();
    // An edit changes what stands in the panel, not the panel.
    let exists = Memo::new(move |_| subject.exists());
    view! {
        <aside class="panel record" aria-label=name>
            <div class="panel-bar row">
                <a class="btn ghost small" href=Route::Customer(id).href()>
                    <Icon name="external"/>
                    {t!(i18n, customers.full_page)}
                </a>
                <span class="grow"></span>
                <head::DeleteButton subject=subject on_deleted=on_close/>
                <button
                    type="button"
                    class="btn ghost icon-only small"
                    aria-label=move || t_string!(i18n, common.close)
                    on:click=move |_| on_close.run(())
                >
                    <Icon name="x"/>
                </button>
            </div>
            {move || {
                if exists.get() {
                    view! {
                        <div class="stack">
                            <head::Head subject=subject/>
                            <head::Figures subject=subject/>
                            <Balance customer=id/>
                            <head::RhythmNote subject=subject/>
                            <actions::Actions subject=subject/>
                            <quality::MergedRecords subject=subject/>
                            <lead::LeadBox subject=subject/>
                            <details::Details subject=subject/>
                            <quality::Quality subject=subject/>
                            <privacy::Privacy subject=subject on_erased=on_close/>
                            <related::Related subject=subject/>
                            <relations::Relations subject=subject/>
                            <tasks::Tasks subject=subject/>
                            <Files
                                to=AttachedTo { table: TableName::Customers, id: id.raw() }
                                compact=true
                            />
                            <timeline_view::Timeline subject=subject/>
                        </div>
                    }
                        .into_any()
                } else {
                    view! { <Gone/> }.into_any()
                }
            }}
        </aside>
    }
}

/// The full page.
#[component]
pub fn CustomerPage() -> impl IntoView {
    let app = use_app();
    let id = use_query_id::<Customer>();
    // A new customer is a new page: nothing of the last one stays.
    let id = Memo::new(move |_| id());
    move || match id.get() {
        Some(id) => view! { <FullPage subject=Subject::new(app, id)/> }.into_any(),
        None => view! { <Gone/> }.into_any(),
    }
}

#[component]
fn FullPage(subject: Subject) -> impl IntoView {
    let left = use_left();
    let i18n = use_i18n();
    let go = use_go();
    let leave = Callback::new(move |()| go(&Route::Customers));
    let exists = Memo::new(move |_| subject.exists());
    // Opened because they are calling: the card stands on top until the call is logged. The address says so, or
    // the second call of somebody whose page is open would change nothing.
    let query = use_query_map();
    let calling = Memo::new(move |_| query.with(|query| query.get("call").is_some()));
    let replace = use_replace();
    let logged = Callback::new(move |()| replace(&Route::Customer(subject.id)));
    let page = move || {
        view! {
            <div class="record">
                <div class="head">
                    <a class="btn ghost icon-only" href=move || left.href(&Route::Customers) aria-label=move || t_string!(i18n, common.back)>
                        <Icon name="arrow-left"/>
                    </a>
                    <head::Head subject=subject/>
                    <div class="actions">
                        <actions::Actions subject=subject/>
                        <head::DeleteButton subject=subject on_deleted=leave/>
                    </div>
                </div>
                {move || calling.get().then(|| view! {
                    <div class="record-call">
                        <CallCard
                            customer=subject.id
                            list=None
                            kind=ActivityKind::CallIn
                            on_logged=logged
                        />
                    </div>
                })}
                <div class="record-columns">
                    <div class="stack">
                        <lead::LeadBox subject=subject/>
                        <section class="box stack">
                            <details::Details subject=subject/>
                            <quality::Quality subject=subject/>
                        </section>
                        <section class="box"><privacy::Privacy subject=subject on_erased=leave/></section>
                        <related::Related subject=subject/>
                        <relations::Relations subject=subject/>
                        <Files to=AttachedTo { table: TableName::Customers, id: subject.id.raw() }/>
                    </div>
                    <div class="stack">
                        <quality::MergedRecords subject=subject/>
                        <head::Figures subject=subject/>
                        <Balance customer=subject.id/>
                        <head::RhythmNote subject=subject/>
                        <section class="box"><tasks::Tasks subject=subject/></section>
                        <journey::Journey subject=subject/>
                        <section class="box"><timeline_view::Timeline subject=subject deep=true/></section>
                    </div>
                </div>
            </div>
        }
    };
    move || {
        if exists.get() {
            page().into_any()
        } else {
            view! { <Gone/> }.into_any()
        }
    }
}

#[component]
fn Gone() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Empty icon="user" title=Signal::derive(move || t_string!(i18n, common.not_there).to_owned())>
            <a class="btn" href=Route::Customers.href()>{t!(i18n, common.customers)}</a>
        </Empty>
    }
}

/// Puts the keyboard into the first field of the open record, once it is drawn.
pub fn edit_first() {
    request_animation_frame(move || {
        request_animation_frame(move || {
            let button = document()
                .query_selector(".record button.inline")
                .ok()
                .flatten();
            if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
                button.click();
            }
        });
    });
}
