//! Who the rows of a list are, or are about: by which signs that is told, and the person's own word for a single row.

use leptos::prelude::*;

use super::card::Card;
use crate::{
    app::data::{
        Kind,
        reading::{Candidate, CustomerPreview},
    },
    domain::{Customer, Id},
    exchange::{deciding::Whose, duplicates::Sign},
    i18n::{Locale, t, td_string, use_i18n},
};

const SIGNS: [Sign; 4] = [Sign::Code, Sign::Phone, Sign::Email, Sign::Name];

fn sign_text(locale: Locale, sign: Sign) -> &'static str {
    match sign {
        Sign::Code => td_string!(locale, data.by_code),
        Sign::Phone => td_string!(locale, data.phone),
        Sign::Email => td_string!(locale, data.email),
        Sign::Name => td_string!(locale, common.name),
    }
}

/// By which signs rows are recognised as somebody known.
#[component]
pub fn SignsChoice(card: Card) -> impl IntoView {
    let i18n = use_i18n();
    let other = move || {
        let kind = card.reading.with(|r| r.as_ref().map(|r| r.kind));
        kind != Some(Kind::Customers)
    };
    let boxes = SIGNS.map(|sign| {
        let told = move || card.decisions.with(|decisions| decisions.by.has(sign));
        let choose = move |event| {
            let tells = event_target_checked(&event);
            card.decisions
                .update(|decisions| decisions.by = decisions.by.with(sign, tells));
        };
        view! {
            <label class="check">
                <input type="checkbox" prop:checked=told on:change=choose/>
                {move || sign_text(i18n.get_locale(), sign)}
            </label>
        }
    });
    view! {
        <fieldset class="data-by" hidden=other>
            <legend>{t!(i18n, data.recognised_by)}</legend>
            <div class="row wrap">{boxes.collect_view()}</div>
        </fieldset>
    }
}

/// A chooser for a row of customers that is, or may be, somebody known; nothing for others.
pub fn row_choice(card: Card, locale: Locale, row: &CustomerPreview) -> Option<AnyView> {
    let Candidate { name, id } = row.candidate.clone()?;
    let mut options = everywhere(locale);
    if let Some(id) = id {
        let (update, leave) = (name.clone(), name);
        options.push((
            Some(Whose::Update(id)),
            td_string!(locale, data.row_update, name = update),
        ));
        options.push((
            Some(Whose::Leave(id)),
            td_string!(locale, data.row_leave, name = leave),
        ));
    }
    Some(chooser(card, locale, row.row, options))
}

/// The same for a row that is about somebody: a sale, a deal, something to do. Who it is stays as they are.
pub fn about_choice(
    card: Card,
    locale: Locale,
    row: usize,
    of: Option<Id<Customer>>,
) -> Option<AnyView> {
    let id = of?;
    let name = card.app.peek(|records| {
        let customer = records.get(id)?;
        Some(customer.display_name().to_owned())
    })?;
    let mut options = everywhere(locale);
    let text = td_string!(locale, data.row_is, name = name);
    options.push((Some(Whose::Leave(id)), text));
    Some(chooser(card, locale, row, options))
}

/// What a person may say of any row.
fn everywhere(locale: Locale) -> Vec<(Option<Whose>, String)> {
    vec![
        (None, td_string!(locale, data.row_auto).to_owned()),
        (
            Some(Whose::Nobody),
            td_string!(locale, data.row_new).to_owned(),
        ),
    ]
}

fn chooser(
    card: Card,
    locale: Locale,
    number: usize,
    options: Vec<(Option<Whose>, String)>,
) -> AnyView {
    let said = card
        .decisions
        .with_untracked(|decisions| decisions.rows.get(&number).copied());
    let values: Vec<Option<Whose>> = options.iter().map(|(value, _)| *value).collect();
    let choose = move |event| {
        let chosen = event_target_value(&event).parse().ok();
        let chosen = chosen
            .and_then(|at: usize| values.get(at).copied())
            .flatten();
        card.decisions.update(|decisions| match chosen {
            Some(whose) => {
                decisions.rows.insert(number, whose);
            }
            None => {
                decisions.rows.remove(&number);
            }
        });
    };
    let options = options.into_iter().enumerate().map(|(at, (value, text))| {
        view! {
            <option value=at.to_string() prop:selected=value == said>
                {text}
            </option>
        }
    });
    let label = td_string!(locale, data.row_whose, row = number);
    let view = view! {
        <select class="input small data-whose" aria-label=label on:change=choose>
            {options.collect_view()}
        </select>
    };
    view.into_any()
}
