//! What cells show of the team, of leads and of the shop's own fields.

use crate::{
    app::{Fmt, fields},
    domain::{Customer, FieldDef, Id, LeadStatus, Standing, TableName},
    i18n::{Locale, td_string},
};

use super::state::ListState;

pub use crate::pages::parts::{numbered, team};

/// The name of the member who looks after a customer.
pub fn owner(customer: &Customer, state: ListState) -> String {
    let Some(id) = customer.owner else {
        return String::new();
    };
    state.app.read(&[TableName::Members], |records| {
        let member = records.get(id);
        member.map(|one| one.name.clone()).unwrap_or_default()
    })
}

/// How far a lead has come.
pub fn lead(customer: &Customer, fmt: Fmt) -> String {
    let lead = customer.lead.as_ref();
    lead.map(|lead| status(fmt.locale(), lead.status).to_owned())
        .unwrap_or_default()
}

/// A state of a lead in words.
pub fn status(locale: Locale, status: LeadStatus) -> &'static str {
    match status {
        LeadStatus::New => td_string!(locale, customers.lead_new),
        LeadStatus::Working => td_string!(locale, customers.lead_working),
        LeadStatus::Qualified => td_string!(locale, customers.lead_qualified),
        LeadStatus::Rejected => td_string!(locale, customers.lead_rejected),
    }
}

/// The value of an own field.
pub fn text(field: Id<FieldDef>, customer: &Customer, state: ListState, fmt: Fmt) -> String {
    let Some(value) = customer.values.get(&field) else {
        return String::new();
    };
    let field = state
        .app
        .read(&[TableName::Fields], |records| records.get(field).cloned());
    field
        .map(|field| fields::text(fmt, &field, value))
        .unwrap_or_default()
}

/// What the shop has to do with somebody, in a word.
pub fn standing(locale: Locale, standing: Standing) -> &'static str {
    match standing {
        Standing::Customer => td_string!(locale, common.customer),
        Standing::Supplier => td_string!(locale, customers.supplier),
        Standing::Partner => td_string!(locale, customers.partner),
        Standing::Competitor => td_string!(locale, customers.competitor),
    }
}
