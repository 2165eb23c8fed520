//! Writing down a touch from anywhere and putting it right: the form, the dialogs that any page, row or key can
//! open, and the words for what a touch holds. The rules are in the domain.

mod draft;
mod edit;
mod form;
pub mod journey;
pub mod texts;

use leptos::prelude::*;
use uuid::Uuid;

use edit::EditTouch;
pub use form::{About, TouchForm};

use super::parts::{CustomerField, name_of as customer_name, picked as picked_customer};
use crate::{
    app::{App, route::folder_of, state::use_app},
    domain::{Activity, Customer, Id},
    i18n::{t_string, use_i18n},
    ui::{Dialog, Picked},
};

/// The one dialog for a touch: opened from anywhere.
#[derive(Debug, Clone, Copy)]
pub struct TouchDesk {
    /// The dialog is open.
    pub open: RwSignal<bool>,
    customer: RwSignal<Option<Id<Customer>>>,
    /// The one that is put right; a new one otherwise.
    edited: RwSignal<Option<Id<Activity>>>,
}

impl Default for TouchDesk {
    fn default() -> Self {
        Self {
            open: RwSignal::new(false),
            customer: RwSignal::new(None),
            edited: RwSignal::new(None),
        }
    }
}

impl TouchDesk {
    /// Opens the dialog for a customer; `None` asks for whom.
    pub fn begin(self, customer: Option<Id<Customer>>) {
        self.customer.set(customer);
        self.edited.set(None);
        self.open.set(true);
    }

    /// Opens the dialog to put a touch right.
    pub fn edit(self, touch: Id<Activity>) {
        self.edited.set(Some(touch));
        self.open.set(true);
    }
}

/// The desk, from anywhere below the frame.
pub fn use_touch_desk() -> TouchDesk {
    use_context::<TouchDesk>().unwrap_or_default()
}

/// The customer whose page or panel is open, by the address.
pub fn customer_on_screen(app: App) -> Option<Id<Customer>> {
    let location = window().location();
    let path = location.pathname().ok()?;
    let folder = folder_of(&path);
    if folder != "customer" && folder != "customers" {
        return None;
    }
    let query = location.search().ok()?;
    let mut pairs = query.trim_start_matches('?').split('&');
    let id = pairs.find_map(|pair| pair.strip_prefix("id="))?;
    let id = Id::<Customer>::new(Uuid::try_parse(id).ok()?);
    app.peek(|records| records.get(id).map(|one| one.id))
}

/// The dialog; once per page.
#[component]
pub fn TouchDialog() -> impl IntoView {
    let i18n = use_i18n();
    let app = use_app();
    let desk = use_touch_desk();
    let title = move || {
        if desk.edited.get().is_some() {
            return t_string!(i18n, touch.edit_title).to_owned();
        }
        match customer_name(app, desk.customer.get()) {
            Some(name) => t_string!(i18n, touch.log_with, name = name),
            None => t_string!(i18n, touch.log).to_owned(),
        }
    };
    view! {
        <Dialog open=desk.open title=Signal::derive(title)>
            {move || match desk.edited.get() {
                Some(id) => view! { <EditTouch desk id/> }.into_any(),
                None => view! { <Inside desk/> }.into_any(),
            }}
        </Dialog>
    }
}

#[component]
fn Inside(desk: TouchDesk) -> impl IntoView {
    let app = use_app();
    let known = desk.customer.get_untracked();
    let picked = RwSignal::new(picked_customer(app, known));
    let customer = Signal::derive(move || {
        picked.with(|picked| match picked {
            Picked::Record(one) => Some(Id::new(one.id)),
            _ => None,
        })
    });
    view! {
        <div class="content stack">
            {known.is_none().then(|| view! { <CustomerField picked create=false full=true/> })}
            <TouchForm
                customer
                opened=true
                on_saved=Callback::new(move |()| {
                    desk.open.try_set(false);
                })
            />
        </div>
    }
    .into_any()
}
