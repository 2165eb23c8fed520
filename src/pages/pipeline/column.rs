//! One column: its name and sums, its cards, and a button for those further down. A column draws its
//! first cards and more as it is scrolled, so a board of thousands of deals stays quick.

use leptos::{html, prelude::*};

use super::{card::DealCard, close::Closing, moves::Moves};
use crate::{
    app::format::use_fmt,
    domain::{Id, Stage},
    i18n::{counted, t, t_string, use_i18n},
    platform::prefs::Pref,
    query::board::{Card, Column},
    ui::Icon,
};

/// Cards drawn at first, and added each time.
const PAGE: usize = 40;
/// Stages whose columns are collapsed on this device.
const COLLAPSED: Pref<Vec<Id<Stage>>> = Pref::new("regulars.collapsed-stages");

/// A column of the board.
#[component]
pub fn ColumnView(
    /// Its stage.
    column: Stage,
    moves: Moves,
    closing: Closing,
    creating: RwSignal<bool>,
    chosen: RwSignal<Option<Id<Stage>>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let stage = StoredValue::new(column.clone());
    let id = column.id;
    let cards = Memo::new(move |_| {
        moves.columns.with(|columns| {
            let found = columns.iter().find(|column| column.stage.id == id);
            found.map_or_else(Vec::new, |column| column.cards.clone())
        })
    });
    let drawn = RwSignal::new(PAGE);
    let collapsed = RwSignal::new(COLLAPSED.get().unwrap_or_default().contains(&id));
    let toggle = move || {
        collapsed.update(|collapsed| *collapsed = !*collapsed);
        let mut all = COLLAPSED.get().unwrap_or_default();
        all.retain(|other| *other != id);
        if collapsed.get_untracked() {
            all.push(id);
        }
        COLLAPSED.set(&all);
    };
    let target = move || {
        moves
            .held
            .get()
            .is_some_and(|held| held.to.is_some_and(|to| to.stage == id))
    };
    let toggle_words = move || {
        let name = stage.with_value(|stage| stage.name.clone());
        if collapsed.get() {
            t_string!(i18n, pipeline.expand, name = name)
        } else {
            t_string!(i18n, pipeline.collapse, name = name)
        }
    };
    view! {
        <section
            class="col"
            class:collapsed=collapsed
            class:target=target
            data-column=id.to_string()
            aria-label=column.name.clone()
        >
            <header>
                <button
                    type="button"
                    class="col-toggle"
                    aria-label=toggle_words
                    aria-expanded=move || (!collapsed.get()).to_string()
                    on:click=move |_| toggle()
                >
                    <Icon name=Signal::derive(move || {
                        if collapsed.get() { "chevron-right" } else { "chevron-down" }
                    })/>
                </button>
                <Sums cards stage/>
                <button
                    type="button"
                    class="btn ghost icon-only small col-add"
                    aria-label=move || {
                        let name = stage.with_value(|stage| stage.name.clone());
                        t_string!(i18n, pipeline.add_in, name = name)
                    }
                    on:click=move |_| {
                        chosen.set(Some(id));
                        creating.set(true);
                    }
                >
                    <Icon name="plus"/>
                </button>
            </header>
            <Cards cards drawn moves closing collapsed/>
        </section>
    }
    .into_any()
}

#[component]
fn Sums(cards: Memo<Vec<Card>>, stage: StoredValue<Stage>) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let figures = Memo::new(move |_| {
        Column {
            stage: stage.get_value(),
            cards: cards.get(),
        }
        .figures(fmt.currency())
    });
    let other = move || {
        let count = figures.get().other;
        if count == 0 {
            String::new()
        } else {
            t_string!(
                i18n,
                pipeline.other_currencies,
                count = counted(i18n.get_locale(), count)
            )
        }
    };
    view! {
        <div class="col-sums">
            <h2>{stage.with_value(|stage| stage.name.clone())}</h2>
            <span class="num count">{move || fmt.count(figures.get().count)}</span>
            <div class="col-money">
                <span class="num sum">
                    {move || fmt.money_whole(figures.get().total(), fmt.currency())}
                </span>
                <span class="num weighted">
                    {move || {
                        let amount = fmt.money_whole(figures.get().weighted(), fmt.currency());
                        let chance = stage.with_value(|stage| f64::from(stage.probability) / 100.0);
                        let words = t_string!(i18n, pipeline.weighted, amount = amount);
                        format!("{} · {words}", fmt.percent_whole(chance))
                    }}
                </span>
                <span class="num weighted" hidden=move || figures.get().other == 0>{other}</span>
            </div>
        </div>
    }
}

#[component]
fn Cards(
    cards: Memo<Vec<Card>>,
    drawn: RwSignal<usize>,
    moves: Moves,
    closing: Closing,
    collapsed: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let list = NodeRef::<html::Div>::new();
    let shown = move || {
        if collapsed.get() {
            return Vec::new();
        }
        let count = drawn.get();
        cards.with(|cards| {
            cards
                .iter()
                .take(count)
                .map(|card| card.0.id)
                .collect::<Vec<_>>()
        })
    };
    let next = Memo::new(move |_| {
        cards.with(|cards| cards.get(drawn.get()).map(|card| card.0.id.to_string()))
    });
    let rest = move || cards.with(Vec::len).saturating_sub(drawn.get()).min(PAGE);
    let on_scroll = move |_| {
        let Some(list) = list.get_untracked() else {
            return;
        };
        let below = list.scroll_height() - list.scroll_top() - list.client_height();
        if below < 600 && rest() > 0 {
            drawn.update(|drawn| *drawn += PAGE);
        }
    };
    view! {
        <div
            class="cards"
            data-scroll=""
            node_ref=list
            hidden=collapsed
            on:scroll=on_scroll
        >
            <ul>
                <For each=shown key=|id| *id let:id>
                    <DealCard id moves closing/>
                </For>
            </ul>
            {move || {
                next.get()
                    .filter(|_| !collapsed.get())
                    .map(|next| {
                        view! {
                            <button
                                type="button"
                                class="btn ghost small"
                                data-place=next
                                on:click=move |_| drawn.update(|drawn| *drawn += PAGE)
                            >
                                {move || t_string!(i18n, pipeline.show_more, count = rest())}
                            </button>
                        }
                    })
            }}
            <p class="col-none" hidden=move || !cards.with(Vec::is_empty)>
                {t!(i18n, pipeline.column_empty)}
            </p>
        </div>
    }
}
