//! Dragging on a board: what is told from press to drop, and what is no drag at all.

use leptos::prelude::*;
use regulars::ui::board::{Board, DragEvents, Spot, focus_card};
use uuid::Uuid;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use super::stage::{Stage, attribute, body, fire, has_focus, press, until};

/// A card by its number.
const fn card(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// A column by its number.
const fn column(number: u128) -> Uuid {
    Uuid::from_u128(100 + number)
}

#[derive(Debug, Clone, PartialEq)]
enum Told {
    Pick(Uuid),
    Over(Uuid, Option<Spot>),
    Drop(Uuid, Option<Spot>),
    Cancel(Uuid),
    Click,
}

fn spot(number: u128, above: Option<u128>) -> Spot {
    Spot::Column {
        column: column(number),
        above: above.map(card),
    }
}

/// Two columns of 200 pixels beside each other: cards 1, 2, 3 in the first, 4 in the second, each 50
/// high; below them a zone for what was won.
async fn board() -> (Stage, RwSignal<Vec<Told>>) {
    let mut stage = Stage::new();
    let told = RwSignal::new(Vec::new());
    let tell = move |what| told.update(|told| told.push(what));
    let events = DragEvents {
        on_pick: Callback::new(move |card| tell(Told::Pick(card))),
        on_over: Callback::new(move |(card, spot)| tell(Told::Over(card, spot))),
        on_drop: Callback::new(move |(card, spot)| tell(Told::Drop(card, spot))),
        on_cancel: Callback::new(move |card| tell(Told::Cancel(card))),
    };
    let one = move |number: u128| {
        view! {
            <div
                class="card"
                data-card=card(number).to_string()
                data-place=card(number).to_string()
                style:height="50px"
            >
                <a href="#card" on:click=move |event| {
                    event.prevent_default();
                    tell(Told::Click);
                }>{format!("Deal {number}")}</a>
                <span class="card-handle" id=format!("handle-{number}")>"::"</span>
                <button type="button" id=format!("more-{number}")>"More"</button>
            </div>
        }
    };
    let side = move |number: u128, cards: &'static [u128]| {
        let left = if number == 1 { "0" } else { "200px" };
        view! {
            <div
                data-column=column(number).to_string()
                style:position="absolute"
                style:top="0"
                style:left=left
                style:width="200px"
                style:height="300px"
            >
                <div data-scroll>{cards.iter().map(|number| one(*number)).collect_view()}</div>
            </div>
        }
    };
    stage
        .draw(move || {
            view! {
                <Board label="Deals" events>
                    {side(1, &[1, 2, 3])}
                    {side(2, &[4])}
                </Board>
                <div
                    data-zone="won"
                    style:position="absolute"
                    style:top="320px"
                    style:left="0"
                    style:width="400px"
                    style:height="60px"
                ></div>
            }
            .into_any()
        })
        .await;
    (stage, told)
}

/// A pointer's event at a point.
fn pointer(target: &HtmlElement, name: &str, (x, y): (i32, i32), kind: &str) {
    let init: [(&str, JsValue); 6] = [
        ("clientX", x.into()),
        ("clientY", y.into()),
        ("pointerId", 1.into()),
        ("isPrimary", true.into()),
        ("button", 0.into()),
        ("pointerType", kind.into()),
    ];
    fire(target, "PointerEvent", name, &init);
}

fn link(stage: &Stage, number: u128) -> HtmlElement {
    stage.find(&format!("[data-card=\"{}\"] a", card(number)))
}

fn ghosts() -> u32 {
    let found = body().query_selector_all(".ghost");
    found.expect("a selector").length()
}

#[wasm_bindgen_test]
async fn a_card_is_dragged_to_another_column_and_each_change_is_told_once() {
    let (stage, told) = board().await;
    let area = stage.find::<HtmlElement>(".board");
    assert_eq!(attribute(&area, "aria-label"), "Deals");
    pointer(&link(&stage, 1), "pointerdown", (20, 20), "mouse");
    pointer(&area, "pointermove", (22, 22), "mouse");
    assert!(
        told.with_untracked(Vec::is_empty) && ghosts() == 0,
        "a tremble is no drag"
    );
    pointer(&area, "pointermove", (120, 20), "mouse");
    assert_eq!(told.get_untracked().first(), Some(&Told::Pick(card(1))));
    assert_eq!(ghosts(), 1);
    let ghost = body()
        .query_selector(".ghost")
        .expect("a selector")
        .expect("a ghost");
    assert_eq!(attribute(&ghost, "aria-hidden"), "true");
    assert!(ghost.has_attribute("inert") && !ghost.has_attribute("data-card"));
    // Over the upper half of the card in the other column, then below it.
    pointer(&area, "pointermove", (260, 10), "mouse");
    pointer(&area, "pointermove", (262, 11), "mouse");
    pointer(&area, "pointermove", (262, 90), "mouse");
    pointer(&area, "pointerup", (262, 90), "mouse");
    assert_eq!(
        told.get_untracked(),
        [
            Told::Pick(card(1)),
            Told::Over(card(1), Some(spot(1, Some(2)))),
            Told::Over(card(1), Some(spot(2, Some(4)))),
            Told::Over(card(1), Some(spot(2, None))),
            Told::Drop(card(1), Some(spot(2, None))),
        ]
    );
    assert_eq!(ghosts(), 0);
}

#[wasm_bindgen_test]
async fn the_click_that_ends_a_drag_opens_nothing_and_the_next_one_does() {
    let (stage, told) = board().await;
    let area = stage.find::<HtmlElement>(".board");
    pointer(&link(&stage, 1), "pointerdown", (20, 20), "mouse");
    pointer(&area, "pointermove", (120, 120), "mouse");
    pointer(&area, "pointerup", (120, 120), "mouse");
    link(&stage, 1).click();
    assert!(told.with_untracked(|told| !told.contains(&Told::Click)));
    super::stage::pause(20).await;
    link(&stage, 1).click();
    assert!(told.with_untracked(|told| told.contains(&Told::Click)));
    // A press without a drag is a click, too.
    told.set(Vec::new());
    pointer(&link(&stage, 2), "pointerdown", (20, 70), "mouse");
    pointer(&area, "pointerup", (20, 70), "mouse");
    link(&stage, 2).click();
    assert_eq!(told.get_untracked(), [Told::Click]);
}

#[wasm_bindgen_test]
async fn a_zone_is_told_by_its_name() {
    let (stage, told) = board().await;
    let area = stage.find::<HtmlElement>(".board");
    pointer(&link(&stage, 3), "pointerdown", (20, 120), "pen");
    pointer(&area, "pointermove", (30, 350), "pen");
    pointer(&area, "pointerup", (30, 350), "pen");
    let zone = Some(Spot::Zone("won".to_owned()));
    assert_eq!(
        told.get_untracked().last(),
        Some(&Told::Drop(card(3), zone))
    );
}

#[wasm_bindgen_test]
async fn escape_and_a_lost_pointer_put_the_card_back() {
    let (stage, told) = board().await;
    let area = stage.find::<HtmlElement>(".board");
    for escape in [true, false] {
        told.set(Vec::new());
        pointer(&link(&stage, 1), "pointerdown", (20, 20), "mouse");
        pointer(&area, "pointermove", (260, 20), "mouse");
        if escape {
            press(&body(), "Escape");
        } else {
            pointer(&area, "pointercancel", (260, 20), "mouse");
        }
        assert_eq!(told.get_untracked().last(), Some(&Told::Cancel(card(1))));
        assert_eq!(ghosts(), 0);
        pointer(&area, "pointerup", (260, 20), "mouse");
        assert_eq!(
            told.get_untracked().last(),
            Some(&Told::Cancel(card(1))),
            "and that is all"
        );
    }
}

#[wasm_bindgen_test]
async fn buttons_are_no_place_to_drag_by_and_fingers_take_the_handle() {
    let (stage, told) = board().await;
    let area = stage.find::<HtmlElement>(".board");
    let more = stage.find::<HtmlElement>("#more-1");
    for (from, kind) in [(more, "mouse"), (link(&stage, 1), "touch")] {
        pointer(&from, "pointerdown", (20, 20), kind);
        pointer(&area, "pointermove", (260, 20), kind);
        pointer(&area, "pointerup", (260, 20), kind);
        assert!(told.with_untracked(Vec::is_empty), "{kind}");
    }
    pointer(&stage.find("#handle-1"), "pointerdown", (20, 20), "touch");
    pointer(&area, "pointermove", (260, 20), "touch");
    pointer(&area, "pointerup", (260, 20), "touch");
    assert_eq!(told.get_untracked().first(), Some(&Told::Pick(card(1))));
}

#[wasm_bindgen_test]
async fn the_keyboard_follows_a_card_to_its_new_place() {
    let (stage, _) = board().await;
    focus_card(card(3));
    let moved = link(&stage, 3);
    until("its link", || has_focus(&moved)).await;
}
