//! The bar of a card: what is being done with the file, how much of it is done, and the way to stop it; and what
//! is said once it was stopped.

use leptos::prelude::*;

use super::{Card, State};
use crate::{
    app::{
        data::{Step, Underway},
        saving::if_it_lasts,
    },
    i18n::{Locale, t, t_string, td_string, use_i18n},
};

/// What is being done.
fn text(locale: Locale, step: Step) -> &'static str {
    match step {
        Step::Open => td_string!(locale, data.reading),
        Step::TakeApart => td_string!(locale, data.step_apart),
        Step::Look => td_string!(locale, data.step_look),
        Step::Plan => td_string!(locale, data.step_plan),
        Step::Fetch => td_string!(locale, data.step_fetch),
        Step::Write => td_string!(locale, data.step_write),
        Step::Save => td_string!(locale, data.step_save),
        Step::Stop => td_string!(locale, data.step_stop),
    }
}

/// The bar while there is something to wait for, and the sentence that nothing was changed after a stop. What
/// takes no time that could be noticed shows no bar, so that a choice does not make the card jump.
#[component]
pub fn Waiting(card: Card) -> impl IntoView {
    let i18n = use_i18n();
    let under = Memo::new(move |_| {
        card.state.with(|state| match state {
            State::Reading(under) | State::Importing(under) => Some(*under),
            _ => None,
        })
    });
    let busy = Memo::new(move |_| under.with(Option::is_some));
    let lasts = RwSignal::new(false);
    Effect::new(move |_| {
        if !busy.get() {
            lasts.set(false);
            return;
        }
        if_it_lasts(
            move || busy.try_get_untracked() == Some(true),
            move || {
                lasts.try_set(true);
            },
        );
    });
    let share = move || under.get().map_or(0.0, |under: Underway| under.share);
    let step = Memo::new(move |_| under.get().map(|under| under.step));
    let said = move || step.get().map(|step| text(i18n.get_locale(), step));
    let stopping = move || step.get() == Some(Step::Stop);
    let late = move || step.get() == Some(Step::Save);
    let stopped = move || card.state.with(|state| *state == State::Stopped);
    view! {
        <div class="stack data-underway" hidden=move || !lasts.get()>
            <p class="row soft" role="status">
                <span class="spinner"></span>
                {said}
            </p>
            <div class="row">
                <progress class="progress" max="1" prop:value=share aria-label=said></progress>
                <button
                    type="button"
                    class="btn small"
                    hidden=late
                    disabled=stopping
                    on:click=move |_| card.stop()
                >
                    {t!(i18n, common.cancel)}
                </button>
            </div>
        </div>
        <div class="row wrap data-stopped" hidden=move || !stopped()>
            <p role="status">{move || stopped().then(|| t_string!(i18n, data.stopped))}</p>
            <button type="button" class="btn small" on:click=move |_| card.again()>
                {t!(i18n, data.read_again)}
            </button>
        </div>
    }
}
