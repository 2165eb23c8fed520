//! What can be done with all products that are selected: price, category, archive, own fields, delete. One
//! change, one undo.

use std::{collections::HashSet, sync::Arc};

use leptos::prelude::*;
use uuid::Uuid;

use crate::{
    app::{App, Saving, fields, state::use_app},
    domain::{
        Currency, FieldDef, Id, Product, TableName,
        commands::{Delete, EditProducts, ProductChange},
    },
    exchange::typed,
    i18n::{Locale, t, t_string, td_string, use_i18n},
    pages::{
        own::shown_fields,
        parts::{Asks, BulkDialog, ExportMenu, Filled},
    },
    platform::random,
    ui::{Icon, money::typed_error},
};

/// What is set.
#[derive(Debug, Clone)]
enum What {
    Category,
    Price,
    Archived,
    Own(Arc<FieldDef>),
}

impl What {
    fn all(app: App) -> Vec<Self> {
        let own = untrack(|| shown_fields(app, TableName::Products));
        let fixed = [Self::Category, Self::Price, Self::Archived];
        fixed
            .into_iter()
            .chain(own.into_iter().map(Self::Own))
            .collect()
    }

    fn label(&self, locale: Locale) -> String {
        match self {
            Self::Category => td_string!(locale, sales.category).to_owned(),
            Self::Price => td_string!(locale, common.price).to_owned(),
            Self::Archived => td_string!(locale, sales.archived).to_owned(),
            Self::Own(field) => field.name.clone(),
        }
    }

    fn asks(&self, locale: Locale) -> Asks {
        match self {
            Self::Category | Self::Price => Asks::Text,
            Self::Archived => Asks::Choice(vec![
                ("yes".to_owned(), td_string!(locale, common.yes).to_owned()),
                ("no".to_owned(), td_string!(locale, common.no).to_owned()),
            ]),
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
            Self::Archived => match text {
                "yes" => Ok(ProductChange::Archived(true)),
                "no" => Ok(ProductChange::Archived(false)),
                _ => Err(td_string!(locale, customers.bulk_choose).to_owned()),
            },
            Self::Own(field) => fields::read(app, field, text)
                .map(|value| ProductChange::Own(field.id, value))
                .map_err(|problem| fields::problem(locale, &problem)),
        }
    }
}

/// The bar; there while something is selected.
#[component]
pub fn BulkBar(
    selected: RwSignal<HashSet<Uuid>>,
    /// What is listed, in order.
    listed: Memo<Vec<Id<Product>>>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let chosen = move || -> Vec<Id<Product>> {
        let all = listed.get().into_iter();
        selected.with(|selected| all.filter(|id| selected.contains(&id.raw())).collect())
    };
    let count = Memo::new(move |_| chosen().len());
    let editing = RwSignal::new(false);
    let delete = move |_| {
        let records = untrack(chosen).into_iter();
        let command = Delete {
            records: records.map(|id| (TableName::Products, id.raw())).collect(),
            seed: random::seed(),
        };
        app.run(command, |_| ());
    };
    let select_all = move |_| {
        let all = listed.get_untracked();
        selected.set(all.into_iter().map(Id::raw).collect());
    };
    let offers = Callback::new(move |()| {
        let locale = i18n.get_locale_untracked();
        let all = What::all(app).into_iter();
        all.map(|what| (what.label(locale), what.asks(locale)))
            .collect::<Vec<_>>()
    });
    let done = Callback::new(move |(filled, saving): (Filled, Saving)| {
        let locale = i18n.get_locale_untracked();
        let all = What::all(app);
        let Some(what) = all.get(filled.place) else {
            return;
        };
        match what.change(app, locale, &filled.text) {
            Ok(change) => {
                let products = untrack(chosen);
                saving.save(EditProducts { products, change });
            }
            Err(why) => saving.error.set(why),
        }
    });
    let in_words = move || t_string!(i18n, people.products_n, count = count.get());
    let raw = Callback::new(move |()| untrack(chosen).into_iter().map(Id::raw).collect());
    view! {
        {move || {
            (count.get() > 0)
                .then(|| {
                    view! {
                        <div class="bulk" role="toolbar" aria-label=move || t_string!(i18n, people.bulk_products)>
                            <b class="num">{move || t_string!(i18n, common.select_n, count = count.get())}</b>
                            <button
                                type="button"
                                class="link"
                                hidden=move || { count.get() >= listed.with(Vec::len) }
                                on:click=select_all
                            >
                                {move || {
                                    let count = listed.with(Vec::len);
                                    t_string!(i18n, people.select_all_deals, count = count)
                                }}
                            </button>
                            <span class="grow"></span>
                            <button type="button" class="btn small" on:click=move |_| editing.set(true)>
                                <Icon name="edit"/>
                                {t!(i18n, common.edit)}
                            </button>
                            <ExportMenu table=TableName::Products ids=raw/>
                            <button type="button" class="btn small danger" on:click=delete>
                                <Icon name="trash"/>
                                {t!(i18n, common.delete)}
                            </button>
                            <button
                                type="button"
                                class="btn ghost icon-only small"
                                aria-label=move || t_string!(i18n, customers.select_none)
                                on:click=move |_| selected.set(HashSet::new())
                            >
                                <Icon name="x"/>
                            </button>
                        </div>
                    }
                })
        }}
        <BulkDialog
            open=editing
            title=Signal::derive(move || t_string!(i18n, people.bulk_edit_products).to_owned())
            offers=offers
            count=Signal::derive(in_words)
            on_done=done
        />
    }
}
