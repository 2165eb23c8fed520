//! Menus: opened by their button, moved through by arrows, closed with the focus back where it was.

use leptos::prelude::*;
use regulars::ui::{Menu, MenuItem};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, KeyboardEvent};

use super::stage::{Stage, attribute, has_focus, press, text, until};

/// A menu of three, and which were chosen.
async fn menu() -> (Stage, RwSignal<Vec<&'static str>>, HtmlElement) {
    let mut stage = Stage::new();
    let chosen = RwSignal::new(Vec::new());
    stage
        .draw(move || {
            view! {
                <Menu label="More" icon="dots" icon_only=true>
                    <MenuItem label="Edit" on_select=move |()| chosen.update(|all| all.push("edit"))/>
                    <MenuItem label="Move" on_select=move |()| chosen.update(|all| all.push("move"))/>
                    <MenuItem
                        label="Delete"
                        danger=true
                        on_select=move |()| chosen.update(|all| all.push("delete"))
                    />
                </Menu>
            }
            .into_any()
        })
        .await;
    let button = stage.find::<HtmlElement>("button[aria-haspopup=menu]");
    (stage, chosen, button)
}

async fn opened(stage: &Stage, button: &HtmlElement) -> HtmlElement {
    button.focus().expect("focus");
    button.click();
    until("open", || stage.count("[role=menuitem]") == 3).await;
    stage.find("[role=menu]")
}

fn at(stage: &Stage) -> Option<String> {
    let items = stage.all("[role=menuitem]");
    items
        .iter()
        .find(|item| has_focus(item))
        .map(|item| text(item))
}

#[wasm_bindgen_test]
async fn a_menu_opens_named_with_the_keyboard_on_its_first_item() {
    let (stage, _, button) = menu().await;
    assert_eq!(attribute(&button, "aria-label"), "More");
    assert_eq!(attribute(&button, "aria-expanded"), "false");
    assert_eq!(
        stage.count("[role=menuitem]"),
        0,
        "items are made when it opens"
    );
    let list = opened(&stage, &button).await;
    assert_eq!(attribute(&list, "aria-label"), "More");
    until("told", || attribute(&button, "aria-expanded") == "true").await;
    until("the first", || at(&stage).as_deref() == Some("Edit")).await;
    // Below its button and inside the window.
    let (menu, button) = (
        list.get_bounding_client_rect(),
        button.get_bounding_client_rect(),
    );
    assert!(
        menu.top() >= button.bottom() && menu.left() >= 0.0,
        "{} {}",
        menu.top(),
        menu.left()
    );
}

#[wasm_bindgen_test]
async fn arrows_go_round_and_other_keys_are_left_alone() {
    let (stage, _, button) = menu().await;
    let list = opened(&stage, &button).await;
    until("the first", || at(&stage).as_deref() == Some("Edit")).await;
    for (key, item) in [
        ("ArrowDown", "Move"),
        ("ArrowDown", "Delete"),
        ("ArrowDown", "Edit"),
        ("ArrowUp", "Delete"),
    ] {
        assert!(!press(&list, key), "the page does not scroll");
        assert_eq!(at(&stage).as_deref(), Some(item), "{key}");
    }
    assert!(press(&list, "Tab"));
    assert_eq!(at(&stage).as_deref(), Some("Delete"));
}

#[wasm_bindgen_test]
async fn a_choice_is_told_once_and_closes_the_menu_with_the_focus_back() {
    let (stage, chosen, button) = menu().await;
    opened(&stage, &button).await;
    until("the first", || at(&stage).as_deref() == Some("Edit")).await;
    stage
        .all("[role=menuitem]")
        .get(1)
        .expect("the second")
        .click();
    assert_eq!(chosen.get_untracked(), ["move"]);
    until("closed", || stage.count("[role=menuitem]") == 0).await;
    assert_eq!(attribute(&button, "aria-expanded"), "false");
    until("focus is back", || has_focus(&button)).await;
    // And again: it is as before.
    opened(&stage, &button).await;
    until("the first", || at(&stage).as_deref() == Some("Edit")).await;
    button.click();
    until("closed by its button", || {
        stage.count("[role=menuitem]") == 0
    })
    .await;
    assert_eq!(
        chosen.get_untracked(),
        ["move"],
        "nothing was chosen by that"
    );
}

#[wasm_bindgen_test]
async fn single_keys_are_no_shortcuts_where_text_is_typed() {
    let mut stage = Stage::new();
    let heard = RwSignal::new(Vec::new());
    let listener = window_event_listener(leptos::ev::keydown, move |event: KeyboardEvent| {
        heard.update(|all| all.push(regulars::ui::keys::is_shortcut(&event)));
    });
    stage
        .draw(|| {
            view! {
                <p id="p">"text"</p>
                <input id="i"/>
                <textarea id="t"></textarea>
                <select id="s"></select>
            }
            .into_any()
        })
        .await;
    for id in ["#p", "#i", "#t", "#s"] {
        press(&stage.find::<HtmlElement>(id), "c");
    }
    listener.remove();
    assert_eq!(heard.get_untracked(), [true, false, false, false]);
}
