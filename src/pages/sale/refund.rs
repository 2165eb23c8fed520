//! Paying back: everything that is left, chosen pieces of chosen lines, or an amount.

use leptos::prelude::*;

use super::Story;
use crate::{
    app::{format::use_fmt, state::use_app, use_saving},
    domain::{Currency, Quantity, Sale, SaleLine, commands::Refund, counter},
    exchange::typed,
    i18n::{t, t_string, use_i18n},
    pages::sales::{draft::Problem, texts, total::PaymentChoice},
    ui::{
        Dialog, Field, LineField,
        money::{Numeral, NumeralInput},
    },
};

/// How the refund is put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Everything,
    Lines,
    Amount,
}

/// The dialog.
#[component]
pub fn RefundDialog(open: RwSignal<bool>, story: Story) -> impl IntoView {
    let i18n = use_i18n();
    let story = StoredValue::new_local(story);
    view! {
        <Dialog open title=Signal::derive(move || t_string!(i18n, sales.refund).to_owned())>
            <RefundForm open story=story.get_value()/>
        </Dialog>
    }
}

/// The part of the form that says how much.
#[derive(Clone, Copy)]
struct Choice {
    story: StoredValue<Story, LocalStorage>,
    returnable: StoredValue<Vec<Quantity>>,
    way: RwSignal<Way>,
    counts: StoredValue<Vec<RwSignal<String>>>,
    amount: RwSignal<String>,
}

impl Choice {
    fn new(story: Story) -> Self {
        let returnable = counter::returnable(&story.sale, story.refunds.iter().map(AsRef::as_ref));
        let counts = returnable
            .iter()
            .map(|_| RwSignal::new("0".to_owned()))
            .collect();
        Self {
            story: StoredValue::new_local(story),
            returnable: StoredValue::new(returnable),
            way: RwSignal::new(Way::Everything),
            counts: StoredValue::new(counts),
            amount: RwSignal::new(String::new()),
        }
    }

    /// What is paid back (above zero) and the lines that say so. Follows the texts.
    fn read(self) -> Result<(i64, Vec<SaleLine>), Problem> {
        let story = self.story.get_value();
        let (sale, left) = (&story.sale, story.left());
        let returnable = self.returnable.get_value();
        let lines_of = |chosen: &[Quantity]| {
            let lines = counter::refund_lines(sale, &returnable, chosen)?;
            let sum = lines
                .iter()
                .try_fold(0_i64, |sum, line| sum.checked_sub(line.total()?))?;
            Some((sum, lines))
        };
        match self.way.get() {
            // After a refund by amount the lines no longer add up: then the amount alone is noted.
            Way::Everything => Ok(lines_of(&returnable)
                .filter(|(sum, _)| *sum == left)
                .unwrap_or((left, Vec::new()))),
            Way::Lines => {
                let chosen: Result<Vec<Quantity>, Problem> = self
                    .counts
                    .get_value()
                    .iter()
                    .map(|count| Ok(count.with(|text| typed::quantity(text))?))
                    .collect();
                let (sum, lines) = lines_of(&chosen?).ok_or(Problem::Overflow)?;
                within(sum, left).map(|sum| (sum, lines))
            }
            Way::Amount => {
                let sum = self
                    .amount
                    .with(|text| typed::amount(text, sale.currency))?;
                within(sum, left).map(|sum| (sum, Vec::new()))
            }
        }
    }
}

fn within(sum: i64, left: i64) -> Result<i64, Problem> {
    if sum == 0 {
        Err(Problem::NoQuantity)
    } else if sum > left {
        Err(Problem::Overflow)
    } else {
        Ok(sum)
    }
}

#[component]
fn RefundForm(open: RwSignal<bool>, story: Story) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let sale = story.sale.clone();
    let (currency, left) = (sale.currency, story.left());
    let has_lines = !sale.lines.is_empty();
    let choice = Choice::new(story);
    let payment = RwSignal::new(sale.payment);
    let note = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let saving = use_saving(open);
    let error = move || {
        let problem = choice.read().err()?;
        let blank = matches!(
            problem,
            Problem::NoQuantity | Problem::Typed(typed::TypedError::Empty)
        );
        (!blank || tried.get()).then(|| match problem {
            Problem::Overflow => {
                t_string!(i18n, sales.error_refund, left = fmt.money(left, currency))
            }
            Problem::NoQuantity => t_string!(i18n, sales.error_refund_nothing).to_owned(),
            other => texts::problem(i18n.get_locale(), other),
        })
    };
    let total = move || {
        let sum = choice.read().ok().map(|(sum, _)| fmt.money(sum, currency));
        sum.unwrap_or_else(|| "–".to_owned())
    };
    let save = move || {
        tried.set(true);
        let Ok((sum, lines)) = choice.read() else {
            return;
        };
        let moment = app.moment();
        let refund = Sale {
            id: app.new_id(),
            date: moment.today,
            at: Some(moment.now),
            lines,
            discount: 0,
            total: -sum,
            payment: payment.get_untracked(),
            refund_of: Some(sale.id),
            note: note.get_untracked().trim().to_owned(),
            created: moment.now,
            updated: moment.now,
            ..(*sale).clone()
        };
        saving.save(Refund(refund));
    };
    view! {
        <form
            class="dialog-form"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <div class="content">
                <Ways choice has_lines left currency/>
                <p class="error bad small" role="alert" hidden=move || error().is_none()>{error}</p>
                <p class="bad" role="alert" hidden=move || saving.error.with(String::is_empty)>
                    {saving.error}
                </p>
                <PaymentChoice payment/>
                <LineField label=Signal::derive(move || t_string!(i18n, sales.reason).to_owned()) value=note/>
            </div>
            <footer class="sale-foot">
                <p class="sale-total" aria-live="polite">
                    <span class="soft">{t!(i18n, sales.pay_back)}</span> " " <b class="num">{total}</b>
                </p>
                <button type="button" class="btn" on:click=move |_| open.set(false)>
                    {t!(i18n, common.cancel)}
                </button>
                <button type="submit" class="btn primary" disabled=move || saving.disabled()>
                    {t!(i18n, sales.refund)}
                </button>
            </footer>
        </form>
    }
    .into_any()
}

#[component]
fn Ways(choice: Choice, has_lines: bool, left: i64, currency: Currency) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let button = move |way: Way, words: Signal<String>| {
        view! {
            <button
                type="button"
                aria-pressed=move || (choice.way.get() == way).to_string()
                on:click=move |_| choice.way.set(way)
            >
                {words}
            </button>
        }
    };
    let everything = Signal::derive(move || {
        t_string!(i18n, sales.all_of_it, amount = fmt.money(left, currency))
    });
    let lines = Signal::derive(move || t_string!(i18n, sales.chosen_lines).to_owned());
    let amount = Signal::derive(move || t_string!(i18n, sales.an_amount).to_owned());
    view! {
        <div class="segmented" role="group" aria-label=move || t_string!(i18n, sales.refund)>
            {button(Way::Everything, everything)}
            {has_lines.then(|| button(Way::Lines, lines))}
            {button(Way::Amount, amount)}
        </div>
        {move || match choice.way.get() {
            Way::Everything => ().into_any(),
            Way::Lines => view! { <Pieces choice/> }.into_any(),
            Way::Amount => {
                view! {
                    <Field
                        label=Signal::derive(move || t_string!(i18n, common.amount).to_owned())
                        children=move |parts| {
                            view! {
                                <NumeralInput
                                    kind=Numeral::Money(currency)
                                    text=choice.amount
                                    parts
                                />
                            }
                        }
                    />
                }
                    .into_any()
            }
        }}
    }
}

/// How many of each line.
#[component]
fn Pieces(choice: Choice) -> impl IntoView {
    let i18n = use_i18n();
    let story = choice.story.get_value();
    let rows: Vec<_> = story
        .sale
        .lines
        .iter()
        .zip(choice.returnable.get_value())
        .zip(choice.counts.get_value())
        .filter(|((_, left), _)| left.0 > 0)
        .map(|((line, left), text)| (line.name.clone(), left, text))
        .collect();
    view! {
        <ul class="refund-lines" aria-label=move || t_string!(i18n, sales.lines)>
            {rows
                .into_iter()
                .map(|(name, left, text)| {
                    let of = typed::quantity_text(left);
                    let label = name.clone();
                    let wrong = Signal::derive(move || {
                        text.with(|text| typed::quantity(text)).is_ok_and(|q| q > left)
                    });
                    view! {
                        <li class="refund-line">
                            <span class="clip">{name}</span>
                            <NumeralInput
                                kind=Numeral::Quantity
                                text
                                label=Signal::derive(move || {
                                    format!("{}: {label}", t_string!(i18n, common.quantity))
                                })
                                invalid=wrong
                            />
                            <span class="small muted">
                                {move || t_string!(i18n, sales.of_quantity, count = of.clone())}
                            </span>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}
