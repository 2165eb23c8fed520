//! What becomes of a row, in the last column of the preview: new, left out, or brought into a known record, what
//! told which, and what changes there from what to what.

use std::collections::BTreeMap;

use leptos::prelude::*;
use uuid::Uuid;

use super::super::{
    card::Card,
    whose::{about_choice, row_choice},
};
use crate::{
    app::{
        data::reading::{CustomerPreview, Fate, Met, Page},
        format::Fmt,
    },
    domain::{Currency, Customer, Id, Record, change::FieldChange},
    exchange::{
        duplicates::Sign,
        sales::{OrderState, SaleRow},
    },
    i18n::{Locale, td_string},
    pages::history::FieldChanges,
};

/// What the rows of a page are told with.
pub struct Told {
    /// The language.
    pub locale: Locale,
    /// How numbers and days are written.
    pub fmt: Fmt,
    card: Card,
    /// What changes in the known records, by their identity.
    changes: BTreeMap<Uuid, Vec<FieldChange>>,
}

impl Told {
    /// For the rows of this page.
    pub fn new(card: Card, locale: Locale, fmt: Fmt, page: &Page) -> Self {
        let changes = card.app.peek(|records| {
            let ids = page.edited.iter().map(Record::id);
            ids.map(|id| (id, page.changes(id, records))).collect()
        });
        Self {
            locale,
            fmt,
            card,
            changes,
        }
    }

    /// What happens, why, and what changes.
    fn happens(
        &self,
        class: &'static str,
        fate: String,
        why: Option<String>,
        met: Option<&Met>,
    ) -> AnyView {
        let changes = met.and_then(|met| self.changes.get(&met.id?)).cloned();
        let changes = changes.filter(|fields| !fields.is_empty());
        view! {
            <span class=class>{fate}</span>
            {why.map(|why| view! { <span class="small muted data-why">{why}</span> })}
            {changes
                .map(|fields| {
                    view! { <div class="log-details data-changes"><FieldChanges fields/></div> }
                })}
        }
        .into_any()
    }

    /// What happens to a row of customers, and the choice of whom it is.
    pub fn of_customer(&self, row: &CustomerPreview) -> AnyView {
        view! {
            {self.of_person(&row.fate)}
            {row_choice(self.card, self.locale, row)}
        }
        .into_any()
    }

    /// What happens to a row that is somebody.
    pub fn of_person(&self, fate: &Fate) -> AnyView {
        let locale = self.locale;
        let name = |met: &Met| met.name.clone();
        let (class, text, met) = match fate {
            Fate::New => (
                "tag good",
                td_string!(locale, data.fate_new).to_owned(),
                None,
            ),
            Fate::Update(met) => (
                "tag info",
                td_string!(locale, data.fate_update, name = name(met)),
                Some(met),
            ),
            Fate::Skip(met) => (
                "tag",
                td_string!(locale, data.fate_skip, name = name(met)),
                Some(met),
            ),
            Fate::Differs | Fate::Return | Fate::Void | Fate::Over | Fate::CalledOff => {
                let text = td_string!(locale, data.fate_differs);
                ("tag warn", text.to_owned(), None)
            }
        };
        let why = met.and_then(|met| met.sign);
        let why = why.map(|sign| told(locale, sign).to_owned());
        self.happens(class, text, why, met)
    }

    /// What happens to a row that has no name of its own to be known by; `why` says in words what told it.
    pub fn of(&self, fate: &Fate, why: impl Fn(Option<Sign>) -> Option<&'static str>) -> AnyView {
        let locale = self.locale;
        let (class, text, met) = match fate {
            Fate::New => ("tag good", td_string!(locale, data.fate_new), None),
            Fate::Update(met) => ("tag info", td_string!(locale, data.fate_changed), Some(met)),
            Fate::Skip(met) => ("tag", td_string!(locale, data.fate_known), Some(met)),
            Fate::Differs => ("tag warn", td_string!(locale, data.fate_differs), None),
            Fate::Return => ("tag info", td_string!(locale, data.fate_return), None),
            Fate::Void => ("tag warn", td_string!(locale, data.fate_cancelled), None),
            Fate::Over => ("tag", td_string!(locale, data.fate_over), None),
            Fate::CalledOff => ("tag", td_string!(locale, data.fate_called_off), None),
        };
        let said = met.and_then(|met| why(met.sign)).map(ToOwned::to_owned);
        self.happens(class, text.to_owned(), said, met)
    }

    /// The choice of whom a row is about.
    pub fn whose(&self, row: usize, of: Option<Id<Customer>>) -> Option<AnyView> {
        about_choice(self.card, self.locale, row, of)
    }

    /// What happens to a sale; what came back of it is said beside a new one.
    pub fn of_sale(&self, row: &SaleRow, fate: &Fate, currency: Currency) -> AnyView {
        let locale = self.locale;
        match (fate, row.returned, row.state) {
            (Fate::New, Some(returned), _) => {
                let new = td_string!(locale, data.fate_new).to_owned();
                let amount = self.fmt.money(returned, currency);
                let with = td_string!(locale, data.fate_with_return, amount = amount);
                self.happens("tag good", new, Some(with), None)
            }
            (Fate::Void, _, OrderState::Aside) => {
                let aside = td_string!(locale, data.fate_aside).to_owned();
                self.happens("tag", aside, None, None)
            }
            (Fate::Void, _, OrderState::Unpaid) => {
                let unpaid = td_string!(locale, data.fate_unpaid).to_owned();
                self.happens("tag warn", unpaid, None, None)
            }
            _ => self.of(fate, |sign| {
                Some(if sign.is_some() {
                    td_string!(locale, data.same_order)
                } else {
                    td_string!(locale, data.same_sale)
                })
            }),
        }
    }
}

/// What told who somebody is.
fn told(locale: Locale, sign: Sign) -> &'static str {
    match sign {
        Sign::Code => td_string!(locale, clean.same_code),
        Sign::Phone => td_string!(locale, clean.same_phone),
        Sign::Email => td_string!(locale, clean.same_email),
        Sign::Name => td_string!(locale, clean.same_name),
    }
}
