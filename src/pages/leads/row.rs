//! One lead in the inbox: who, from where, since when, whose; answered, qualified or rejected in place.

use leptos::prelude::*;

use crate::{
    app::Route,
    domain::{
        Channel, Customer, Id, LeadStatus, TableName,
        commands::{CustomerChange, EditCustomers},
    },
    i18n::{t, t_string, use_i18n},
    pages::{
        customer::{Answers, LeadState, call, email},
        parts::{SelectBox, team},
    },
    ui::{Menu, MenuItem},
};

use super::{Inbox, bulk::RejectDialog, source_text};

/// A row (`li`).
#[component]
pub fn Row(inbox: Inbox, id: Id<Customer>) -> impl IntoView {
    let i18n = use_i18n();
    let app = inbox.app;
    let customer =
        Memo::new(move |_| app.read(&[TableName::Customers], |records| records.get(id).cloned()));
    let name = move || {
        customer
            .with(|one| one.as_ref().map(|one| one.display_name().to_owned()))
            .unwrap_or_default()
    };
    let lead = Memo::new(move |_| customer.with(|one| one.as_ref()?.lead.clone()));
    let status = move || lead.with(|lead| lead.as_ref().map(|lead| lead.status));
    let open = move || matches!(status(), Some(LeadStatus::New | LeadStatus::Working));
    let source = move || {
        let source = customer.with(|one| one.as_ref().map(|one| one.source.trim().to_owned()));
        source_text(i18n.get_locale(), &source.unwrap_or_default())
    };
    // The first number and mailbox that they did not refuse: whoever waits is answered there.
    let reached = move || {
        customer.with(|one| {
            let one = one.as_ref()?;
            let phone = call(one).zip(one.number_for(Channel::Phone));
            let mailbox = email(one).zip(one.mailbox());
            let link = |(href, text): (String, &str)| {
                let text = text.to_owned();
                view! { <a href=href dir="ltr">{text}</a> }
            };
            Some(phone.into_iter().chain(mailbox).map(link).collect_view())
        })
    };
    let rejecting = RwSignal::new(false);
    let again = move |_| {
        let change = CustomerChange::Lead(LeadStatus::Working, String::new());
        app.run(
            EditCustomers {
                customers: vec![id],
                change,
            },
            |_| (),
        );
    };
    view! {
        <li class="todo-row lead-row" class:selected=move || inbox.selection.has(id.raw())>
            <SelectBox selection=inbox.selection id=id.raw() name=Signal::derive(name)/>
            <span class="todo-main">
                <a class="todo-title" href=Route::Customer(id).href() dir="auto">{name}</a>
                <small class="row wrap">
                    <span class="tag" dir="auto">{source}</span>
                    <span><LeadState lead/></span>
                    {reached}
                </small>
            </span>
            <Owner inbox id customer name=Signal::derive(name)/>
            <span class="row lead-actions">
                <span class="row" hidden=move || !open()>
                    <Answers id customer name=Signal::derive(name)/>
                    <button
                        type="button"
                        class="btn small primary"
                        on:click=move |_| {
                            inbox.qualified.set(Some(id));
                            inbox.qualifying.set(true);
                        }
                    >
                        {t!(i18n, customers.lead_qualify)}
                    </button>
                    <button type="button" class="btn small lead-reject" on:click=move |_| rejecting.set(true)>
                        {t!(i18n, customers.lead_reject)}
                    </button>
                    // On a phone a fifth button would stand in a line of its own.
                    <Menu
                        label=Signal::derive(move || format!("{}: {}", t_string!(i18n, common.more), name()))
                        icon="more"
                        icon_only=true
                        class="btn small icon-only narrow-only"
                    >
                        <MenuItem
                            label=Signal::derive(move || t_string!(i18n, customers.lead_reject).to_owned())
                            icon="x"
                            on_select=Callback::new(move |()| rejecting.set(true))
                        />
                    </Menu>
                </span>
                <button
                    type="button"
                    class="btn small"
                    hidden=move || status() != Some(LeadStatus::Rejected)
                    on:click=again
                >
                    {t!(i18n, customers.lead_again)}
                </button>
            </span>
            <RejectDialog open=rejecting whom=Callback::new(move |()| vec![id]) inbox/>
        </li>
    }
    .into_any()
}

/// Who looks after it; nothing where there is no team.
#[component]
fn Owner(
    inbox: Inbox,
    id: Id<Customer>,
    customer: Memo<Option<std::sync::Arc<Customer>>>,
    name: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let app = inbox.app;
    let owner = Memo::new(move |_| customer.with(|one| one.as_ref()?.owner));
    let members = Memo::new(move |_| team(app));
    let pick = move |event| {
        let change = CustomerChange::Owner(Id::parse(&event_target_value(&event)));
        app.run(
            EditCustomers {
                customers: vec![id],
                change,
            },
            |_| (),
        );
    };
    let options = move || {
        let now = owner.get();
        let option = |(id, name): (String, String)| {
            let chosen = now.is_some_and(|one| one.to_string() == id);
            view! { <option value=id selected=chosen>{name}</option> }
        };
        members.get().into_iter().map(option).collect_view()
    };
    let label = move || format!("{}: {}", t_string!(i18n, customers.owner), name.get());
    view! {
        <select
            class="input compact"
            hidden=move || members.with(Vec::is_empty)
            aria-label=label
            on:change=pick
        >
            <option value="" selected=move || owner.get().is_none()>
                {move || t_string!(i18n, people.unassigned)}
            </option>
            {options}
        </select>
    }
}
