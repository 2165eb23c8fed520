//! The letters of an address book beside a list that stands by name: one pull or key from W to Z, Chinese names
//! by their sound. Knows places in the list, nothing of who stands there.

use leptos::{html, prelude::*};
use web_sys::{KeyboardEvent, PointerEvent};

use crate::{
    i18n::{t_string, use_i18n},
    query::Column,
};

use super::{address::BY_NAME, state::ListState};

/// A shorter list is looked through without.
const LEAST: usize = 60;

/// The bar; nothing while the list is short or stands in another order.
#[component]
pub fn Letters(state: ListState) -> impl IntoView {
    let letters = Memo::new(move |_| {
        let sort = state
            .address
            .with(|address| address.list.sort.unwrap_or(BY_NAME));
        // Not the address, which follows what is typed later than the list does.
        let searched = state.text.with(|text| !text.trim().is_empty());
        let by_name = sort.column == Column::Name && !searched;
        let found = state.order.with(|order| {
            let long = by_name && order.len() >= LEAST;
            long.then(|| state.search.with_names(|names| names.letters(order)))
        });
        let found = found.flatten().unwrap_or_default();
        if found.len() > 1 { found } else { Vec::new() }
    });
    let any = Memo::new(move |_| letters.with(|letters| !letters.is_empty()));
    move || any.get().then(|| view! { <Bar state letters/> })
}

#[component]
fn Bar(state: ListState, letters: Memo<Vec<(char, usize)>>) -> impl IntoView {
    let i18n = use_i18n();
    let node = NodeRef::<html::Div>::new();
    // The letter of the first row in sight.
    let here = Memo::new(move |_| {
        let first = state.scroller.first();
        letters.with(|letters| {
            let begun = letters.partition_point(|(_, at)| *at <= first);
            begun.saturating_sub(1)
        })
    });
    let count = move || letters.with(Vec::len);
    let go = move |number: usize| {
        let place = letters.with_untracked(|letters| letters.get(number).map(|(_, at)| *at));
        if let Some(place) = place {
            state.scroller.begin_at(place);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let last = letters.with_untracked(Vec::len).saturating_sub(1);
        let now = here.get_untracked();
        let wanted = match event.key().as_str() {
            "ArrowDown" | "ArrowRight" => (now + 1).min(last),
            "ArrowUp" | "ArrowLeft" => now.saturating_sub(1),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        go(wanted);
    };
    let pull = move |event: &PointerEvent| {
        let Some(node) = node.get_untracked() else {
            return;
        };
        let place = node.get_bounding_client_rect();
        let share = (f64::from(event.client_y()) - place.top()) / place.height().max(1.0);
        go(nth(share, letters.with_untracked(Vec::len)));
    };
    let on_down = move |event: PointerEvent| {
        if let Some(node) = node.get_untracked() {
            // A pointer that is gone by now pulls nothing.
            node.set_pointer_capture(event.pointer_id()).ok();
        }
        pull(&event);
    };
    let on_move = move |event: PointerEvent| {
        if event.buttons() & 1 == 1 {
            pull(&event);
        }
    };
    let named = move || {
        let now = here.get();
        letters.with(|letters| letters.get(now).map(|(letter, _)| letter.to_string()))
    };
    view! {
        <div
            class="letters"
            role="slider"
            tabindex="0"
            node_ref=node
            aria-orientation="vertical"
            aria-label=move || t_string!(i18n, customers.letters)
            aria-valuemin="1"
            aria-valuemax=move || count().to_string()
            aria-valuenow=move || (here.get() + 1).to_string()
            aria-valuetext=named
            on:keydown=on_key
            on:pointerdown=on_down
            on:pointermove=on_move
        >
            {move || {
                letters
                    .get()
                    .into_iter()
                    .enumerate()
                    .map(|(number, (letter, _))| {
                        view! {
                            <span aria-hidden="true" class:now=move || here.get() == number>
                                {letter.to_string()}
                            </span>
                        }
                    })
                    .collect_view()
            }}
        </div>
    }
}

/// Which of so many is at that share of the way.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number of letters, never below zero"
)]
fn nth(share: f64, count: usize) -> usize {
    let number = (share.clamp(0.0, 1.0) * count as f64) as usize;
    number.min(count.saturating_sub(1))
}
