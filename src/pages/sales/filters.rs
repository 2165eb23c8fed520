//! The controls above the list: search, periods, and the folded conditions.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::texts;
use crate::{
    app::{App, search::use_search, state::use_app},
    domain::{Customer, Id, Payment, TableName},
    i18n::{Locale, counted, t, t_string, td_string, use_i18n},
    pages::{
        filters::NarrowThings,
        parts::{CustomerField, picked as known},
        views::{SavedViews, ViewChanged},
    },
    query::{
        Filter,
        sales_filter::{Period, SalesFilter},
    },
    ui::{Field, Icon, Picked},
};

/// How the list is changed: the new filter goes to the address.
pub type SetFilter = Callback<SalesFilter>;

fn period(locale: Locale, period: Period) -> &'static str {
    match period {
        Period::Today => td_string!(locale, common.today),
        Period::Week => td_string!(locale, sales.this_week),
        Period::Month => td_string!(locale, sales.this_month),
        Period::Days30 => td_string!(locale, sales.last_30),
        Period::Year => td_string!(locale, sales.this_year),
    }
}

/// Search, periods and the button that unfolds the rest.
#[component]
pub fn Filters(filter: Memo<SalesFilter>, set: SetFilter, views: SavedViews) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let toggled = RwSignal::new(None::<bool>);
    // Conditions that come with an address or a view are shown, and stay where they are taken away again.
    let unfolded = Memo::new(move |before: Option<&bool>| {
        let set = filter.with(|filter| filter.folded() > 0);
        toggled
            .get()
            .unwrap_or_else(|| set || before == Some(&true))
    });
    let pick = move |period: Option<Period>| {
        let old = filter.get_untracked();
        set.run(SalesFilter {
            period,
            from: None,
            to: None,
            ..old
        });
    };
    view! {
        <div class="chips" role="group" aria-label=move || t_string!(i18n, sales.filters)>
            <input
                class="input list-find"
                type="search"
                aria-label=move || t_string!(i18n, sales.search)
                placeholder=move || t_string!(i18n, sales.search)
                prop:value=move || filter.with(|filter| filter.text.clone())
                on:input=move |event| {
                    let text = event_target_value(&event);
                    set.run(SalesFilter { text, ..filter.get_untracked() });
                }
            />
            <button
                type="button"
                class="chip"
                aria-pressed=move || {
                    filter
                        .with(|f| f.period.is_none() && f.from.is_none() && f.to.is_none())
                        .to_string()
                }
                on:click=move |_| pick(None)
            >
                {t!(i18n, sales.any_time)}
            </button>
            {Period::ALL
                .map(|one| {
                    view! {
                        <button
                            type="button"
                            class="chip"
                            aria-pressed=move || filter.with(|f| f.period == Some(one)).to_string()
                            on:click=move |_| pick(Some(one))
                        >
                            {move || period(i18n.get_locale(), one)}
                        </button>
                    }
                })
                .collect_view()}
            <button
                type="button"
                class="chip"
                class:on=move || filter.with(|filter| filter.folded() > 0)
                aria-expanded=move || unfolded.get().to_string()
                on:click=move |_| toggled.set(Some(!unfolded.get_untracked()))
            >
                <Icon name="filter"/>
                {t!(i18n, sales.filter)}
                {move || {
                    let count = Some(filter.with(SalesFilter::folded)).filter(|count| *count > 0);
                    count.map(|count| view! { <span class="num">{count}</span> })
                }}
            </button>
            <NarrowThings
                table=TableName::Sales
                own=true
                filter=Signal::derive(move || filter.with(|filter| filter.own.clone()))
                count=Callback::new(move |own| count(app, filter, own))
                on_filter=Callback::new(move |own| {
                    set.run(SalesFilter { own, ..filter.get_untracked() });
                })
            />
            <ViewChanged views/>
        </div>
        {move || unfolded.get().then(|| view! { <Conditions filter set/> })}
    }
}

/// How many of the sales that are listed otherwise have such own fields, in words.
fn count(app: App, filter: Memo<SalesFilter>, own: Signal<Filter>) -> Signal<String> {
    let i18n = use_i18n();
    let count = Memo::new(move |_| {
        let filter = SalesFilter {
            own: own.get(),
            ..filter.get()
        };
        let today = app.moment().today;
        let week_start = app.settings().map_or(1, |shop| shop.week_start);
        app.read(&[TableName::Sales, TableName::Products], |records| {
            let fits = filter.test(records, (today, week_start), &|word| {
                use_search().called(word)
            });
            records.sales.iter().filter(|sale| fits(sale)).count()
        })
    });
    Signal::derive(move || {
        t_string!(
            i18n,
            sales.sales_n,
            count = counted(i18n.get_locale(), count.get())
        )
    })
}

#[component]
fn Conditions(filter: Memo<SalesFilter>, set: SetFilter) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let change = move |change: &dyn Fn(&mut SalesFilter)| {
        let mut next = filter.get_untracked();
        change(&mut next);
        set.run(next);
    };
    let asked = Memo::new(move |_| filter.with(|filter| filter.customer));
    let picked = RwSignal::new(known(app, asked.get_untracked()));
    let named = move |picked: &Picked| match picked {
        Picked::Record(known) => Some(Id::new(known.id)),
        _ => None,
    };
    // A view, Reset and Back ask for somebody else: the field follows.
    Effect::new(move |_| {
        let asked = asked.get();
        if picked.with_untracked(named) != asked {
            picked.set(known(app, asked));
        }
    });
    Effect::new(move |before: Option<Option<Id<Customer>>>| {
        let now = picked.with(named);
        if before.is_some_and(|before| before != now) && now != asked.get_untracked() {
            change(&move |filter| filter.customer = now);
        }
        now
    });
    view! {
        <div class="sale-filters">
            <Day
                label=Signal::derive(move || t_string!(i18n, sales.from).to_owned())
                value=Signal::derive(move || filter.with(|filter| filter.from))
                on_change=Callback::new(move |from| {
                    change(&move |filter| { filter.period = None; filter.from = from; });
                })
            />
            <Day
                label=Signal::derive(move || t_string!(i18n, sales.to).to_owned())
                value=Signal::derive(move || filter.with(|filter| filter.to))
                on_change=Callback::new(move |to| {
                    change(&move |filter| { filter.period = None; filter.to = to; });
                })
            />
            <CustomerField picked create=false/>
            <ProductSelect filter set/>
            <PaymentSelect filter set/>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || filter.with(|filter| filter.refunds)
                    on:change=move |event| {
                        let refunds = event_target_checked(&event);
                        change(&move |filter| filter.refunds = refunds);
                    }
                />
                {t!(i18n, sales.refunds_only)}
            </label>
        </div>
    }
}

#[component]
fn Day(
    label: Signal<String>,
    value: Signal<Option<NaiveDate>>,
    on_change: Callback<Option<NaiveDate>>,
) -> impl IntoView {
    view! {
        <Field
            label
            children=move |parts| {
                view! {
                    <input
                        class="input"
                        type="date"
                        id=parts.id()
                        aria-describedby=parts.described_by()
                        prop:value=move || value.get().map(|d| d.to_string()).unwrap_or_default()
                        on:change=move |event| on_change.run(event_target_value(&event).parse().ok())
                    />
                }
            }
        />
    }
}

#[component]
fn ProductSelect(filter: Memo<SalesFilter>, set: SetFilter) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let options = move || {
        let mut named: Vec<(String, String)> = app.read(&[TableName::Products], |records| {
            let all = records.products.iter();
            all.map(|product| (product.name.clone(), product.id.to_string()))
                .collect()
        });
        named.sort_unstable();
        named
            .into_iter()
            .map(|(name, id)| {
                let own = Id::parse(&id);
                let selected = move || filter.with(|filter| filter.product == own);
                view! { <option value=id prop:selected=selected>{name}</option> }
            })
            .collect_view()
    };
    view! {
        <Field
            label=Signal::derive(move || t_string!(i18n, common.product).to_owned())
            children=move |parts| {
                view! {
                    <select
                        class="input"
                        id=parts.id()
                        aria-describedby=parts.described_by()
                        on:change=move |event| {
                            let product = Id::parse(&event_target_value(&event));
                            set.run(SalesFilter { product, ..filter.get_untracked() });
                        }
                    >
                        <option value="" prop:selected=move || filter.with(|f| f.product.is_none())>
                            {t!(i18n, common.all)}
                        </option>
                        {options}
                    </select>
                }
            }
        />
    }
}

#[component]
fn PaymentSelect(filter: Memo<SalesFilter>, set: SetFilter) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Field
            label=Signal::derive(move || t_string!(i18n, sales.payment).to_owned())
            children=move |parts| {
                view! {
                    <select
                        class="input"
                        id=parts.id()
                        aria-describedby=parts.described_by()
                        on:change=move |event| {
                            let code = event_target_value(&event);
                            let payment = Payment::ALL
                                .into_iter()
                                .find(|way| way.as_str() == code);
                            set.run(SalesFilter { payment, ..filter.get_untracked() });
                        }
                    >
                        <option value="" prop:selected=move || filter.with(|f| f.payment.is_none())>
                            {t!(i18n, common.all)}
                        </option>
                        {Payment::ALL
                            .map(|way| {
                                view! {
                                    <option
                                        value=way.as_str()
                                        prop:selected=move || filter.with(|f| f.payment == Some(way))
                                    >
                                        {move || texts::payment(i18n.get_locale(), way)}
                                    </option>
                                }
                            })
                            .collect_view()}
                    </select>
                }
            }
        />
    }
}
