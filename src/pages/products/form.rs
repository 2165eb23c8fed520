//! Making or changing a product.

use leptos::prelude::*;

use super::Editing;
use crate::{
    app::{format::use_fmt, state::use_app, use_saving},
    domain::{
        AttachedTo, Product, TableName,
        commands::{Add, Save},
    },
    exchange::typed::{self, TypedError},
    i18n::{t_string, use_i18n},
    pages::{
        files::{FormFiles, Holding},
        own::{DraftFields, Drafts},
        sales::texts,
    },
    ui::{
        Dialog, Field, Foot, LineField,
        field::unique_id,
        money::{AmountField, Numeral, NumeralInput, typed_error},
    },
};

/// The dialog.
#[component]
pub fn ProductDialog(
    open: RwSignal<bool>,
    editing: RwSignal<Editing, LocalStorage>,
) -> impl IntoView {
    let i18n = use_i18n();
    let title = move || match editing.get() {
        Editing::New => t_string!(i18n, sales.new_product).to_owned(),
        Editing::Known(_) => t_string!(i18n, sales.edit_product).to_owned(),
    };
    view! {
        <Dialog open title=Signal::derive(title)>
            <Form open editing=editing.get_untracked()/>
        </Dialog>
    }
}

/// The texts of the form.
#[derive(Clone, Copy)]
struct Texts {
    name: RwSignal<String>,
    price: RwSignal<String>,
    tax: RwSignal<String>,
    sku: RwSignal<String>,
    category: RwSignal<String>,
}

impl Texts {
    fn of(product: &Product) -> Self {
        let currency = product.currency;
        let rate = (product.tax_rate > 0).then(|| texts::rate(product.tax_rate));
        Self {
            name: RwSignal::new(product.name.clone()),
            price: RwSignal::new(
                product
                    .price
                    .map(|p| currency.decimal(p))
                    .unwrap_or_default(),
            ),
            tax: RwSignal::new(rate.unwrap_or_default()),
            sku: RwSignal::new(product.sku.clone()),
            category: RwSignal::new(product.category.clone()),
        }
    }
}

#[component]
fn Form(open: RwSignal<bool>, editing: Editing) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let now = app.moment().now;
    let base = match &editing {
        Editing::Known(product) => (**product).clone(),
        Editing::New => Product {
            id: app.new_id(),
            name: String::new(),
            sku: String::new(),
            category: String::new(),
            price: None,
            currency: use_fmt().currency(),
            tax_rate: 0,
            archived: false,
            values: crate::domain::Values::new(),
            created: now,
            updated: now,
        },
    };
    let currency = base.currency;
    let fields = Texts::of(&base);
    let own = Drafts::new(app, TableName::Products, &base.values);
    let to = AttachedTo {
        table: TableName::Products,
        id: base.id.raw(),
    };
    let holding = Holding::new(app, to);
    let is_new = editing == Editing::New;
    let tried = RwSignal::new(false);
    let saving = use_saving(open);
    // A blank price varies from sale to sale; a blank tax is none.
    let price = move || {
        fields
            .price
            .with(|text| typed::amount_or_blank(text, currency))
    };
    let tax = move || match fields.tax.with(|text| typed::percent(text)) {
        Ok(points) => Ok(u16::try_from(points).unwrap_or(u16::MAX)),
        Err(TypedError::Empty) => Ok(0),
        Err(error) => Err(error),
    };
    let no_name = move || fields.name.with(|name| name.trim().is_empty());
    let save = move || {
        tried.set(true);
        let (Ok(price), Ok(tax_rate), false) = (price(), tax(), no_name()) else {
            return;
        };
        let mut values = base.values.clone();
        if !own.read_onto(&mut values) {
            return;
        }
        let edited = Product {
            values,
            name: fields.name.get_untracked().trim().to_owned(),
            sku: fields.sku.get_untracked().trim().to_owned(),
            category: fields.category.get_untracked().trim().to_owned(),
            price,
            tax_rate,
            ..base.clone()
        };
        match editing {
            Editing::New => saving.save(holding.along(Add::one(edited))),
            Editing::Known(_) => saving.save(Save::new(base.clone(), edited)),
        }
    };
    let locale = move || i18n.get_locale();
    let tax_error = move || {
        tax()
            .err()
            .map(|error| typed_error(locale(), error))
            .unwrap_or_default()
    };
    let name_error = move || {
        let missing = tried.get() && no_name();
        if missing {
            t_string!(i18n, sales.error_product_name).to_owned()
        } else {
            saving.error.get()
        }
    };
    let form = unique_id();
    let of_form = form.clone();
    view! {
        <div class="dialog-form">
            <div class="content">
                <form
                    class="stack"
                    id=form
                    novalidate
                    on:submit=move |event| {
                        event.prevent_default();
                        save();
                    }
                >
                    <LineField
                        label=Signal::derive(move || t_string!(i18n, sales.product_name).to_owned())
                        value=fields.name
                        error=Signal::derive(name_error)
                        first=true
                    />
                    <div class="form">
                        <AmountField
                            label=Signal::derive(move || t_string!(i18n, common.price).to_owned())
                            hint=Signal::derive(move || t_string!(i18n, sales.price_hint).to_owned())
                            text=fields.price
                            currency
                        />
                        <Field
                            label=Signal::derive(move || t_string!(i18n, sales.tax_percent).to_owned())
                            hint=Signal::derive(move || t_string!(i18n, sales.tax_hint).to_owned())
                            error=Signal::derive(tax_error)
                            children=move |parts| {
                                view! { <NumeralInput kind=Numeral::Percent text=fields.tax parts/> }
                            }
                        />
                        <LineField label=Signal::derive(move || t_string!(i18n, sales.sku).to_owned()) value=fields.sku/>
                        <Category text=fields.category/>
                    </div>
                    <DraftFields drafts=own/>
                </form>
                <FormFiles holding is_new/>
            </div>
            <Foot saving form=of_form off=Signal::derive(move || holding.is_busy())/>
        </div>
    }
    .into_any()
}

/// The category, with the ones there are to choose from.
#[component]
fn Category(text: RwSignal<String>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let list = unique_id();
    let mut known: Vec<String> = app.peek(|records| {
        records
            .products
            .iter()
            .map(|product| product.category.clone())
            .collect()
    });
    known.sort_unstable();
    known.dedup();
    known.retain(|name| !name.is_empty());
    let list_id = list.clone();
    view! {
        <Field
            label=Signal::derive(move || t_string!(i18n, sales.category).to_owned())
            children=move |parts| {
                view! {
                    <input
                        class="input"
                        type="text"
                        autocomplete="off"
                        list=list
                        id=parts.id()
                        aria-describedby=parts.described_by()
                        prop:value=move || text.get()
                        on:input=move |event| text.set(event_target_value(&event))
                    />
                }
            }
        />
        <datalist id=list_id>
            {known.into_iter().map(|name| view! { <option value=name></option> }).collect_view()}
        </datalist>
    }
}
