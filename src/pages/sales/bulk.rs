//! What can be done with all sales that are selected: who bought, how they were paid, an own field, a file,
//! deleting. One change, one undo.

use std::sync::Arc;

use leptos::prelude::*;

use super::{buyer::BuyerDialog, texts};
use crate::{
    app::{App, state::use_app},
    domain::{FieldDef, Payment, TableName, commands::SaleChange},
    i18n::{Locale, counted, t, t_string, td_string, use_i18n},
    pages::parts::{
        Asks, BulkWords, Selection, Settable, at_place, bulk_bar, numbered, own_value, with_own,
    },
    ui::Icon,
};

/// What is set.
#[derive(Debug, Clone)]
enum What {
    Payment,
    Own(Arc<FieldDef>),
}

impl Settable for What {
    type List = App;
    type Change = SaleChange;

    fn all(app: App) -> Vec<Self> {
        with_own(app, TableName::Sales, [Self::Payment], Self::Own)
    }

    fn label(&self, locale: Locale) -> String {
        match self {
            Self::Payment => td_string!(locale, sales.payment).to_owned(),
            Self::Own(field) => field.name.clone(),
        }
    }

    fn asks(&self, _: App, locale: Locale) -> Asks {
        match self {
            Self::Payment => Asks::Choice(numbered(
                Payment::ALL.map(|one| texts::payment(locale, one)),
            )),
            Self::Own(field) => Asks::Own(field.clone()),
        }
    }

    fn change(&self, app: App, locale: Locale, text: &str) -> Result<SaleChange, String> {
        match self {
            Self::Payment => at_place(locale, &Payment::ALL, text)
                .map(|payment| SaleChange::Payment(Some(payment))),
            Self::Own(field) => {
                own_value(app, locale, field, text).map(|value| SaleChange::Own(field.id, value))
            }
        }
    }
}

/// The bar; there while somebody is selecting.
#[component]
pub fn BulkBar(selection: Selection) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let words = BulkWords {
        label: Signal::derive(move || t_string!(i18n, people.bulk_sales).to_owned()),
        title: Signal::derive(move || t_string!(i18n, people.bulk_edit_sales).to_owned()),
        count: Signal::derive(move || {
            t_string!(
                i18n,
                sales.sales_n,
                count = counted(i18n.get_locale(), selection.count())
            )
        }),
    };
    let naming = RwSignal::new(false);
    let buyer = move || {
        view! {
            <button type="button" class="btn small" on:click=move |_| naming.set(true)>
                <Icon name="user"/>
                {t!(i18n, sales.set_buyer)}
            </button>
        }
        .into_any()
    };
    view! {
        {bulk_bar::<What>(app, selection, words, buyer)}
        <BuyerDialog open=naming selection/>
    }
}
