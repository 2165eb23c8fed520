//! The parts of a customer in the shop's order, for the form of a new one and for the page of a known one.
//! What is hidden and holds nothing stands behind a button. Knows neither what a part looks like nor
//! where its value is kept.

use leptos::prelude::*;

use crate::{
    app::state::use_app,
    domain::CustomerPart,
    i18n::{Locale, t, td_string, use_i18n},
    ui::Icon,
};

/// What a part is called.
pub fn part_text(locale: Locale, part: CustomerPart) -> &'static str {
    match part {
        CustomerPart::Phones => td_string!(locale, customers.phone),
        CustomerPart::Emails => td_string!(locale, customers.email),
        CustomerPart::Addresses => td_string!(locale, customers.address),
        CustomerPart::Company => td_string!(locale, customers.company),
        CustomerPart::JobTitle => td_string!(locale, customers.job),
        CustomerPart::Birthday => td_string!(locale, customers.birthday),
        CustomerPart::Tags => td_string!(locale, customers.tags),
        CustomerPart::Website => td_string!(locale, customers.website),
        CustomerPart::Standing => td_string!(locale, customers.standing),
        CustomerPart::Owner => td_string!(locale, customers.owner),
        CustomerPart::Source => td_string!(locale, customers.source),
        CustomerPart::Code => td_string!(locale, customers.code),
        CustomerPart::Note => td_string!(locale, common.note),
        CustomerPart::Values => td_string!(locale, history.table_fields),
    }
}

/// The parts, each drawn by `draw`.
#[component]
pub fn Laid<D>(
    /// Those that hold something; followed.
    #[prop(into)]
    held: Signal<Vec<CustomerPart>>,
    /// How a part looks.
    draw: D,
) -> impl IntoView
where
    D: Fn(CustomerPart) -> AnyView + Copy + Send + Sync + 'static,
{
    let app = use_app();
    let i18n = use_i18n();
    let layout = Memo::new(move |_| app.customer_layout());
    // What ever held something here keeps its place, also while it is emptied to be typed anew.
    let ever = Memo::new(move |before: Option<&Vec<CustomerPart>>| {
        let mut ever = before.cloned().unwrap_or_default();
        ever.extend(held.get());
        ever.sort_unstable();
        ever.dedup();
        ever
    });
    let split = Memo::new(move |_| layout.with(|layout| ever.with(|ever| layout.split(ever))));
    // Those behind the button while it is pressed: what is filled in there does not jump away.
    let more = RwSignal::new(None::<Vec<CustomerPart>>);
    let behind = move || more.get().unwrap_or_default();
    let shown = move || {
        let (mut shown, _) = split.get();
        let behind = behind();
        shown.retain(|part| !behind.contains(part));
        shown
    };
    let is_open = move || more.with(Option::is_some);
    let toggle = move |_| {
        let folded = split.with_untracked(|(_, folded)| folded.clone());
        more.update(|more| *more = more.is_none().then_some(folded));
    };
    view! {
        <For each=shown key=|part| *part let(part)>{draw(part)}</For>
        <div class="full" hidden=move || !is_open() && split.with(|(_, folded)| folded.is_empty())>
            <button
                type="button"
                class="btn ghost small"
                aria-expanded=move || is_open().to_string()
                on:click=toggle
            >
                <Icon name="chevron-down"/>
                {t!(i18n, customers.more_fields)}
            </button>
        </div>
        <For each=behind key=|part| *part let(part)>{draw(part)}</For>
    }
}
