//! The columns side by side, with dragging, the keys that move a card, and what is said of it to a
//! screen reader.

use leptos::{ev::KeyboardEvent, prelude::*};
use uuid::Uuid;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::{close::Closing, column::ColumnView, controls::NoDeals, moves::Moves, shown::Deals};
use crate::{
    app::state::use_app,
    domain::{Deal, Id, Stage},
    i18n::{t, t_string, use_i18n},
    query::{
        board::{Place, Step, place_of, position, step},
        deals_asked::DealsAsked,
    },
    ui::{
        Empty, Icon,
        board::{Board, DragEvents, Spot, focus_card},
    },
};

/// The board.
#[component]
pub fn BoardView(
    words: Deals,
    moves: Moves,
    closing: Closing,
    creating: RwSignal<bool>,
    stage: RwSignal<Option<Id<Stage>>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let said = RwSignal::new(String::new());
    let say = Callback::new(move |words: String| said.set(words));
    let narrator = Narrator { moves, say };
    let on_key = move |event: KeyboardEvent| narrator.key(&event, |key| sentence(i18n, key));
    let stages = Memo::new(move |_| {
        moves.columns.with(|columns| {
            columns
                .iter()
                .map(|column| column.stage.clone())
                .collect::<Vec<_>>()
        })
    });
    let key = |stage: &Stage| {
        (
            stage.id,
            stage.name.clone(),
            stage.probability,
            stage.stale_after,
        )
    };
    let is_empty = move || {
        moves
            .columns
            .with(|all| all.iter().all(|one| one.cards.is_empty()))
    };
    view! {
        <div class="board-frame fill" on:keydown=on_key>
            <Board
                label=Signal::derive(move || t_string!(i18n, pipeline.heading).to_owned())
                events=drag_events(moves, closing)
            >
                <For each=move || stages.get() key=key let:one>
                    <ColumnView column=one moves closing creating chosen=stage/>
                </For>
            </Board>
            <div class="board-empty" hidden=move || !is_empty() || moves.asked.get().is_some()>
                {move || {
                    if !words.asked.with(DealsAsked::is_everything) {
                        return view! { <NoDeals words/> }.into_any();
                    }
                    view! {
                <Empty
                    icon="board"
                    title=Signal::derive(move || t_string!(i18n, pipeline.empty_title).to_owned())
                    text=Signal::derive(move || t_string!(i18n, pipeline.empty_text).to_owned())
                >
                    <button type="button" class="btn primary" on:click=move |_| creating.set(true)>
                        {t!(i18n, common.new_deal)}
                    </button>
                </Empty>
                    }
                        .into_any()
                }}
            </div>
            <Zones moves/>
            <p class="visually-hidden" role="status" aria-live="assertive">{said}</p>
        </div>
    }
    .into_any()
}

/// Where a dragged card is let go to be won or lost.
#[component]
fn Zones(moves: Moves) -> impl IntoView {
    let i18n = use_i18n();
    let dragging = move || moves.held.get().is_some_and(|held| !held.by_key);
    view! {
        <div class="zones" class:shown=dragging aria-hidden="true">
            <div class="zone won" data-zone=move || dragging().then_some("won")>
                <Icon name="check"/>
                {t!(i18n, pipeline.won)}
            </div>
            <div class="zone lost" data-zone=move || dragging().then_some("lost")>
                <Icon name="x"/>
                {t!(i18n, pipeline.lost)}
            </div>
        </div>
    }
}

fn drag_events(moves: Moves, closing: Closing) -> DragEvents {
    let app = use_app();
    let place = |spot: &Option<Spot>| match spot {
        Some(Spot::Column { column, above }) => Some(Place {
            stage: Id::new(*column),
            above: above.map(Id::new),
        }),
        _ => None,
    };
    DragEvents {
        on_pick: Callback::new(move |card: Uuid| moves.pick(Id::new(card), false)),
        on_over: Callback::new(move |(_, spot): (Uuid, Option<Spot>)| moves.over(place(&spot))),
        on_drop: Callback::new(move |(card, spot): (Uuid, Option<Spot>)| match spot {
            Some(Spot::Zone(zone)) => {
                let deal = Id::new(card);
                if zone == "won" {
                    closing.win(app, moves, deal);
                } else {
                    closing.ask(Some(moves), deal);
                }
                moves.cancel();
            }
            other => {
                moves.over(place(&other));
                moves.drop_here();
            }
        }),
        on_cancel: Callback::new(move |_| moves.cancel()),
    }
}

/// What is said.
enum Said {
    Picked(String, String, usize, usize),
    Moved(String, String, usize, usize),
    Dropped(String, String, usize, usize),
    Back(String),
}

/// Moves by keyboard.
#[derive(Clone, Copy)]
struct Narrator {
    moves: Moves,
    say: Callback<String>,
}

impl Narrator {
    fn key(self, event: &KeyboardEvent, words: impl Fn(Said) -> String) {
        let Some(deal) = card_under(event) else {
            return;
        };
        let held = self
            .moves
            .held
            .get_untracked()
            .is_some_and(|held| held.by_key);
        let direction = match event.key().as_str() {
            "ArrowUp" => Some(Step::Up),
            "ArrowDown" => Some(Step::Down),
            "ArrowLeft" => Some(Step::Before),
            "ArrowRight" => Some(Step::After),
            _ => None,
        };
        let said = match (event.key().as_str(), held, direction) {
            (" " | "Enter", true, _) => {
                let said = self.report(deal, Said::Dropped);
                self.moves.drop_here();
                focus_card(deal.raw());
                said
            }
            (" ", false, _) => {
                self.moves.pick(deal, true);
                self.report(deal, Said::Picked)
            }
            ("Escape", true, _) => {
                let said = self.title(deal).map(Said::Back);
                self.moves.cancel();
                focus_card(deal.raw());
                said
            }
            (_, true, Some(direction)) => {
                let columns = self.moves.columns.get_untracked();
                if let Some(place) = step(&columns, deal, direction) {
                    self.moves.over(Some(place));
                    focus_card(deal.raw());
                }
                self.report(deal, Said::Moved)
            }
            (_, false, Some(direction)) => {
                self.walk(deal, direction);
                None
            }
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        if let Some(said) = said {
            self.say.run(words(said));
        }
    }

    /// Takes the focus to the next card in a direction.
    fn walk(self, deal: Id<Deal>, direction: Step) {
        let columns = self.moves.columns.get_untracked();
        let Some((column, at)) = position(&columns, deal) else {
            return;
        };
        let (column, at) = match direction {
            Step::Up => (Some(column), at.checked_sub(1)),
            Step::Down => (Some(column), Some(at + 1)),
            Step::Before => (column.checked_sub(1), Some(at)),
            Step::After => (Some(column + 1), Some(at)),
        };
        let found = column
            .and_then(|column| columns.get(column))
            .zip(at)
            .and_then(|(column, at)| {
                let last = column.cards.len().checked_sub(1)?;
                let sideways = matches!(direction, Step::Before | Step::After);
                column.cards.get(if sideways { at.min(last) } else { at })
            });
        if let Some(card) = found {
            focus_card(card.0.id.raw());
        }
    }

    fn title(self, deal: Id<Deal>) -> Option<String> {
        let columns = self.moves.columns.get_untracked();
        let (column, at) = position(&columns, deal)?;
        Some(columns.get(column)?.cards.get(at)?.0.title.clone())
    }

    fn report(
        self,
        deal: Id<Deal>,
        said: impl Fn(String, String, usize, usize) -> Said,
    ) -> Option<Said> {
        let columns = self.moves.columns.get_untracked();
        let (column, at) = position(&columns, deal)?;
        let column = columns.get(column)?;
        place_of(&columns, deal)?;
        Some(said(
            self.title(deal)?,
            column.stage.name.clone(),
            at + 1,
            column.cards.len(),
        ))
    }
}

fn sentence(i18n: leptos_i18n::I18nContext<crate::i18n::Locale>, said: Said) -> String {
    match said {
        Said::Picked(title, stage, at, of) => {
            t_string!(
                i18n,
                pipeline.picked_up,
                title = title,
                stage = stage,
                at = at,
                of = of
            )
        }
        Said::Moved(title, stage, at, of) => {
            t_string!(
                i18n,
                pipeline.now_at,
                title = title,
                stage = stage,
                at = at,
                of = of
            )
        }
        Said::Dropped(title, stage, at, of) => {
            t_string!(
                i18n,
                pipeline.dropped,
                title = title,
                stage = stage,
                at = at,
                of = of
            )
        }
        Said::Back(title) => t_string!(i18n, pipeline.put_back, title = title),
    }
}

/// The card whose link or handle has the focus; keys in its menu are the menu's.
fn card_under(event: &KeyboardEvent) -> Option<Id<Deal>> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(".card-link, .card-handle").ok()??;
    let card = target.closest("[data-card]").ok()??;
    Id::parse(&card.get_attribute("data-card")?)
}
