//! One sale as a receipt: what was bought, what it came to, what was given back; and the ways to
//! change it.

mod edit;
mod receipt;
mod refund;

use std::sync::Arc;

use leptos::prelude::*;

use self::{edit::EditDialog, receipt::Receipt, refund::RefundDialog};
use crate::{
    app::{
        Route,
        format::use_fmt,
        left::use_left,
        route::{use_go, use_query_id},
        state::use_app,
    },
    domain::{
        AttachedTo, Sale, TableName,
        commands::{Delete, Save},
        counter,
        field::set_value,
    },
    i18n::{t, t_string, use_i18n},
    pages::{
        files::Files,
        own::{Change, OwnFields, shown_fields},
    },
    platform::random,
    ui::{DeleteMenu, Empty, Icon},
};

/// A sale with its refunds. Equal only if every record in it is the same.
#[derive(Debug, Clone)]
struct Story {
    sale: Arc<Sale>,
    /// Money given back for it, oldest first.
    refunds: Vec<Arc<Sale>>,
    /// The sale that this one takes back.
    original: Option<Arc<Sale>>,
}

impl PartialEq for Story {
    fn eq(&self, other: &Self) -> bool {
        let same = |a: &[Arc<Sale>], b: &[Arc<Sale>]| {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| Arc::ptr_eq(a, b))
        };
        Arc::ptr_eq(&self.sale, &other.sale)
            && same(&self.refunds, &other.refunds)
            && self.original.as_ref().map(Arc::as_ptr) == other.original.as_ref().map(Arc::as_ptr)
    }
}

impl Story {
    fn left(&self) -> i64 {
        counter::left_to_refund(&self.sale, self.refunds.iter().map(AsRef::as_ref))
    }
}

/// The page.
#[component]
pub fn SalePage() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let id = use_query_id::<Sale>();
    let story = Memo::new(move |_| {
        let id = id()?;
        app.read(&[TableName::Sales], |records| {
            let sale = records.get(id)?.clone();
            let mut refunds: Vec<Arc<Sale>> = records
                .sales
                .iter()
                .filter(|other| other.refund_of == Some(id))
                .cloned()
                .collect();
            refunds.sort_unstable_by_key(|refund| (refund.date, refund.id));
            let original = sale.refund_of.and_then(|id| records.get(id)).cloned();
            Some(Story {
                sale,
                refunds,
                original,
            })
        })
    });
    move || match story.get() {
        Some(story) => view! { <Shown story/> }.into_any(),
        None if !app.loaded.get() => {
            view! { <div class="empty" role="status"><span class="spinner"></span></div> }
                .into_any()
        }
        None => view! {
            <Empty
                icon="receipt"
                title=Signal::derive(move || t_string!(i18n, common.not_there).to_owned())
            >
                <a class="btn" href=Route::Sales.href()>{t!(i18n, common.sales)}</a>
            </Empty>
        }
        .into_any(),
    }
}

#[component]
fn Shown(story: Story) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let go = use_go();
    let editing = RwSignal::new(false);
    let refunding = RwSignal::new(false);
    let sale = story.sale.clone();
    let number = sale.number.clone();
    let is_refund = sale.is_refund();
    let heading = move || match (is_refund, number.is_empty()) {
        (false, true) => t_string!(i18n, sales.one_sale).to_owned(),
        (false, false) => t_string!(i18n, sales.one_sale_numbered, number = number.clone()),
        (true, true) => t_string!(i18n, sales.refund).to_owned(),
        (true, false) => t_string!(i18n, sales.one_refund_numbered, number = number.clone()),
    };
    // Refunds of a deleted sale would be money given back for nothing: they go with it.
    let records: Vec<_> = [&story.sale]
        .into_iter()
        .chain(&story.refunds)
        .map(|sale| (TableName::Sales, sale.id.raw()))
        .collect();
    let delete = Callback::new(move |()| {
        let command = Delete {
            records: records.clone(),
            seed: random::seed(),
        };
        let go = go.clone();
        app.run(command, move |_| go(&Route::Sales));
    });
    let left = use_left();
    let may_refund = !is_refund && story.left() > 0;
    let shown = StoredValue::new_local(story.clone());
    view! {
        <div class="head">
            <a class="btn ghost icon-only" href=move || left.href(&Route::Sales) aria-label=move || t_string!(i18n, common.back)>
                <Icon name="arrow-left"/>
            </a>
            <h1>{heading}</h1>
            <div class="actions">
                <button type="button" class="btn" on:click=move |_| print()>
                    <Icon name="printer"/>
                    {t!(i18n, sales.print)}
                </button>
                <button type="button" class="btn" on:click=move |_| editing.set(true)>
                    <Icon name="edit"/>
                    {t!(i18n, common.edit)}
                </button>
                {may_refund
                    .then(|| {
                        view! {
                            <button type="button" class="btn primary" on:click=move |_| refunding.set(true)>
                                <Icon name="undo"/>
                                {t!(i18n, sales.refund)}
                            </button>
                        }
                    })}
                <DeleteMenu on_delete=delete/>
            </div>
        </div>
        <div class="sale-cols">
            <Receipt sale=sale.clone()/>
            <Beside story/>
        </div>
        <EditDialog open=editing sale/>
        {move || shown.try_with_value(|story| view! { <RefundDialog open=refunding story=story.clone()/> })}
    }
}

/// What belongs to the sale but not on its receipt.
#[component]
fn Beside(story: Story) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let currency = story.sale.currency;
    let left = story.left();
    let on = AttachedTo {
        table: TableName::Sales,
        id: story.sale.id.raw(),
    };
    let buyer = story.sale.customer;
    let customer = app.read(&[TableName::Customers], |records| {
        buyer
            .and_then(|id| records.get(id))
            .map(|customer| (customer.id, customer.display_name().to_owned()))
    });
    let sale_link = move |sale: &Sale| {
        let (date, total, href) = (sale.date, sale.total, Route::Sale(sale.id).href());
        view! {
            <li class="row">
                <a href=href>{move || fmt.date(date)}</a>
                <span class="push num">{move || fmt.money(total, currency)}</span>
            </li>
        }
    };
    let links = |sales: &[Arc<Sale>]| sales.iter().map(|sale| sale_link(sale)).collect_view();
    let original = story.original.as_ref().map(|sale| {
        view! {
            <section class="box">
                <header><h2>{t!(i18n, sales.takes_back)}</h2></header>
                <ul>{sale_link(sale)}</ul>
            </section>
        }
    });
    let refunds = (!story.refunds.is_empty()).then(|| {
        view! {
            <section class="box">
                <header><h2>{t!(i18n, sales.refunds)}</h2></header>
                <ul class="stack tight">{links(&story.refunds)}</ul>
                <p class="row small soft">
                    <span>{t!(i18n, sales.left)}</span>
                    <span class="push num">{move || fmt.money(left, currency)}</span>
                </p>
            </section>
        }
    });
    let sale = StoredValue::new_local(story.sale.clone());
    let save = Callback::new(move |(field, value): Change| {
        let edited = sale.try_with_value(|base| {
            let mut edited = Sale::clone(base);
            set_value(&mut edited.values, field, value);
            Save::new(Sale::clone(base), edited)
        });
        app.settle(edited)
    });
    let values = Signal::stored(story.sale.values.clone());
    let own = (!shown_fields(app, TableName::Sales).is_empty()).then(|| {
        view! {
            <section class="box">
                <div class="details record">
                    <OwnFields table=TableName::Sales values on_save=save/>
                </div>
            </section>
        }
    });
    view! {
        <div class="stack">
            <section class="box">
                <header><h2>{t!(i18n, common.customer)}</h2></header>
                {match customer {
                    Some((id, name)) => {
                        view! { <a href=Route::Customer(id).href()>{name}</a> }.into_any()
                    }
                    None => view! { <span class="soft">{t!(i18n, sales.walk_in)}</span> }.into_any(),
                }}
            </section>
            {original}
            {refunds}
            {own}
            <Files to=on/>
        </div>
    }
}

fn print() {
    // A browser without printing shows nothing: there is nothing to tell.
    js_sys::Reflect::get(&window(), &"print".into())
        .ok()
        .and_then(|print| wasm_bindgen::JsCast::dyn_into::<js_sys::Function>(print).ok())
        .and_then(|print| print.call0(&window()).ok());
}
