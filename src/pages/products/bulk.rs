//! What can be done with all products that are selected: price, category, archive, own fields, delete. One
//! change, one undo.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{App, state::use_app},
    domain::{Currency, FieldDef, TableName, commands::ProductChange},
    exchange::typed,
    i18n::{Locale, counted, t_string, td_string, use_i18n},
    pages::parts::{
        Asks, BulkWords, Selection, Settable, bulk_bar, own_value, said_yes, with_own, yes_or_no,
    },
    ui::money::typed_error,
};

/// What is set.
#[derive(Debug, Clone)]
enum What {
    Category,
    Price,
    Archived,
    Own(Arc<FieldDef>),
}

impl Settable for What {
    type List = App;
    type Change = ProductChange;

    fn all(app: App) -> Vec<Self> {
        let fixed = [Self::Category, Self::Price, Self::Archived];
        with_own(app, TableName::Products, fixed, Self::Own)
    }

    fn label(&self, locale: Locale) -> String {
        match self {
            Self::Category => td_string!(locale, sales.category).to_owned(),
            Self::Price => td_string!(locale, common.price).to_owned(),
            Self::Archived => td_string!(locale, sales.archived).to_owned(),
            Self::Own(field) => field.name.clone(),
        }
    }

    fn asks(&self, _: App, locale: Locale) -> Asks {
        match self {
            Self::Category | Self::Price => Asks::Text,
            Self::Archived => yes_or_no(locale),
            Self::Own(field) => Asks::Own(field.clone()),
        }
    }

    fn change(&self, app: App, locale: Locale, text: &str) -> Result<ProductChange, String> {
        match self {
            Self::Category => Ok(ProductChange::Category(text.to_owned())),
            Self::Price => {
                let currency = app.peek(|records| records.settings().map(|shop| shop.currency));
                typed::amount_or_blank(text, currency.unwrap_or(Currency::USD))
                    .map(ProductChange::Price)
                    .map_err(|error| typed_error(locale, error))
            }
            Self::Archived => said_yes(locale, text).map(ProductChange::Archived),
            Self::Own(field) => {
                own_value(app, locale, field, text).map(|value| ProductChange::Own(field.id, value))
            }
        }
    }
}

/// The bar; there while something is selected.
#[component]
pub fn BulkBar(
    /// What is selected.
    selection: Selection,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let count = Memo::new(move |_| selection.count());
    let words = BulkWords {
        label: Signal::derive(move || t_string!(i18n, people.bulk_products).to_owned()),
        title: Signal::derive(move || t_string!(i18n, people.bulk_edit_products).to_owned()),
        count: Signal::derive(move || {
            t_string!(
                i18n,
                people.products_n,
                count = counted(i18n.get_locale(), count.get())
            )
        }),
    };
    bulk_bar::<What>(app, selection, words, || ().into_any())
}
