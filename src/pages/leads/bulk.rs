//! What can be done with all leads that are selected: give them to somebody, edit and tag them as customers, reject
//! them with a reason, call them, take them along as a file, delete them. One change, one undo.

use leptos::prelude::*;

use crate::{
    app::Saving,
    domain::{
        Customer, Id, LeadStatus, TableName,
        commands::{CustomerChange, EditCustomers},
    },
    i18n::{counted, t, t_string, use_i18n},
    pages::{
        calls::MakeCallList,
        parts::{
            BulkDelete, BulkTools, CustomerEdits, EditButtons, EditDialogs, ExportMenu,
            RejectReason, team,
        },
    },
    ui::{Menu, MenuItem},
};

use super::Inbox;

/// The bar; there while somebody is selected.
#[component]
pub fn BulkBar(inbox: Inbox) -> impl IntoView {
    let i18n = use_i18n();
    let rejecting = RwSignal::new(false);
    let edits = CustomerEdits::new(
        move || inbox.selection.records(),
        Signal::derive(move || inbox.selection.count()),
    );
    let ids = Callback::new(move |()| untrack(|| inbox.selection.chosen()));
    let assign = move |owner: &str| {
        let change = CustomerChange::Owner(Id::parse(owner));
        let customers = inbox.selection.records();
        inbox.app.run(EditCustomers { customers, change }, |_| ());
    };
    view! {
        <BulkTools
            label=Signal::derive(move || t_string!(i18n, people.bulk_leads).to_owned())
            selection=inbox.selection
            all=Signal::derive(move || {
                t_string!(i18n, customers.select_all, count = counted(i18n.get_locale(), inbox.order.with(Vec::len)))
            })
        >
            <Menu
                label=Signal::derive(move || t_string!(i18n, people.assign).to_owned())
                icon="user"
                class="btn small"
            >
                <MenuItem
                    label=Signal::derive(move || t_string!(i18n, people.unassigned).to_owned())
                    icon="x"
                    on_select=Callback::new(move |()| assign(""))
                />
                {move || {
                    team(inbox.app)
                        .into_iter()
                        .map(|(id, name)| {
                            view! {
                                <MenuItem
                                    label=Signal::stored(name)
                                    icon="user"
                                    on_select=Callback::new(move |()| assign(&id))
                                />
                            }
                        })
                        .collect_view()
                }}
            </Menu>
            <EditButtons edits/>
            <button type="button" class="btn small" on:click=move |_| rejecting.set(true)>
                {t!(i18n, customers.lead_reject)}
            </button>
            <MakeCallList people=Callback::new(move |()| inbox.selection.records())/>
            <ExportMenu table=TableName::Customers ids/>
            <BulkDelete table=TableName::Customers ids/>
        </BulkTools>
        <EditDialogs edits/>
        <RejectDialog open=rejecting whom=Callback::new(move |()| inbox.selection.records()) inbox/>
    }
}

/// Asks why nothing will come of them; they are selected no more then.
#[component]
pub fn RejectDialog(
    open: RwSignal<bool>,
    whom: Callback<(), Vec<Id<Customer>>>,
    inbox: Inbox,
) -> impl IntoView {
    let done = Callback::new(move |(reason, saving): (String, Saving)| {
        let customers = whom.run(());
        let gone: Vec<_> = customers.iter().map(|id| id.raw()).collect();
        let change = CustomerChange::Lead(LeadStatus::Rejected, reason);
        saving.save_then(EditCustomers { customers, change }, move |_| {
            inbox.selection.let_go(&gone);
        });
    });
    view! {
        <RejectReason open on_done=done/>
    }
}
