//! Dialogs: modal, named, focus in and back out, closed in every way, made anew each time.

use leptos::prelude::*;
use regulars::{
    app::Saving,
    i18n::Locale,
    storage::{Health, StorageError},
    ui::{AskText, Dialog},
};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{
    HtmlButtonElement, HtmlDialogElement, HtmlElement, HtmlFormElement, HtmlInputElement,
};

use super::stage::{Stage, attribute, fire, frame, has_focus, pause, text, until, write};

/// A dialog with two fields, the second of which asks for the focus, and the button that opens it.
async fn dialog() -> (Stage, RwSignal<bool>, HtmlDialogElement) {
    let mut stage = Stage::new();
    let open = RwSignal::new(false);
    stage
        .draw(move || {
            view! {
                <button type="button" id="opener" on:click=move |_| open.set(true)>"Open"</button>
                <Dialog open title="New customer">
                    <div class="content">
                        <input id="first"/>
                        <input id="wanted" autofocus/>
                    </div>
                </Dialog>
            }
            .into_any()
        })
        .await;
    let dialog = stage.find::<HtmlDialogElement>("dialog");
    (stage, open, dialog)
}

async fn opened(stage: &Stage) -> HtmlElement {
    let opener = stage.find::<HtmlElement>("#opener");
    opener.focus().expect("focus");
    opener.click();
    let dialog = stage.find::<HtmlDialogElement>("dialog");
    until("open", || dialog.open()).await;
    opener
}

#[wasm_bindgen_test]
async fn a_dialog_is_modal_named_and_takes_the_focus_to_the_field_that_asks_for_it() {
    let (stage, open, dialog) = dialog().await;
    assert_eq!(stage.count("dialog *"), 0, "nothing of it before it opens");
    let opener = opened(&stage).await;
    assert!(dialog.matches(":modal").expect("a selector"));
    assert_eq!(attribute(&dialog, "aria-label"), "New customer");
    assert_eq!(
        text(&stage.find::<HtmlElement>("dialog h2")),
        "New customer"
    );
    let wanted = stage.find::<HtmlElement>("#wanted");
    until("the focus", || has_focus(&wanted)).await;
    opener.focus().expect("no error");
    assert!(!has_focus(&opener), "what is behind it is out of reach");
    // What Escape does.
    dialog.close();
    until("told", || !open.get_untracked()).await;
    until("focus is back", || has_focus(&opener)).await;
}

#[wasm_bindgen_test]
async fn it_closes_by_its_button_and_by_a_press_beside_it_but_not_inside() {
    let (stage, open, dialog) = dialog().await;
    opened(&stage).await;
    fire(
        &stage.find::<HtmlElement>("#first"),
        "MouseEvent",
        "mousedown",
        &[],
    );
    assert!(open.get_untracked());
    fire(&dialog, "MouseEvent", "mousedown", &[]);
    until("closed", || !dialog.open()).await;
    assert!(!open.get_untracked());
    let opener = opened(&stage).await;
    let close = stage.find::<HtmlButtonElement>("dialog header button");
    assert_eq!(attribute(&close, "aria-label"), "Close");
    stage.locale.set(Locale::zh_Hans);
    until("in the language on screen", || {
        attribute(&close, "aria-label") == "关闭"
    })
    .await;
    close.click();
    until("closed", || !dialog.open()).await;
    until("focus is back", || has_focus(&opener)).await;
}

#[wasm_bindgen_test]
async fn each_opening_begins_anew() {
    let (stage, open, _) = dialog().await;
    opened(&stage).await;
    write(&stage.find("#first"), "half a name");
    open.set(false);
    until("gone", || stage.count("#first") == 0).await;
    opened(&stage).await;
    assert_eq!(stage.find::<HtmlInputElement>("#first").value(), "");
}

#[wasm_bindgen_test]
async fn a_dialog_that_is_opened_again_at_once_stays_open() {
    let (stage, open, dialog) = dialog().await;
    opened(&stage).await;
    // The browser tells of the closing a frame later.
    open.set(false);
    pause(0).await;
    assert!(!dialog.open());
    open.set(true);
    pause(0).await;
    assert!(dialog.open());
    frame().await;
    frame().await;
    assert!(dialog.open() && open.get_untracked());
}

#[wasm_bindgen_test]
async fn while_nothing_can_be_saved_the_dialog_says_so_inside() {
    let (stage, _, _) = dialog().await;
    opened(&stage).await;
    assert_eq!(stage.count("dialog [role=alert]"), 0);
    stage.app.health.set(Health::ReadOnly(StorageError::Full));
    until("said", || stage.count("dialog [role=alert] button") == 1).await;
    stage.app.health.set(Health::Sound);
    until("and taken back", || stage.count("dialog [role=alert]") == 0).await;
}

/// A dialog that asks for a reason, and what it was told.
async fn ask() -> (Stage, RwSignal<bool>, RwSignal<Vec<String>>) {
    let mut stage = Stage::new();
    let open = RwSignal::new(true);
    let told = RwSignal::new(Vec::new());
    let done = move |(text, _): (String, Saving)| told.update(|told| told.push(text));
    let hint = Callback::new(|text: String| format!("{} so far", text.chars().count()));
    stage
        .draw(move || {
            view! {
                <AskText open title="Lost" label="Reason" action="Mark as lost" hint on_done=done/>
            }
            .into_any()
        })
        .await;
    until("open", || stage.count("dialog[open] input") == 1).await;
    (stage, open, told)
}

#[wasm_bindgen_test]
async fn a_question_takes_a_text_that_is_not_blank_and_trims_it() {
    let (stage, open, told) = ask().await;
    let input = stage.find::<HtmlInputElement>("dialog input");
    until("ready to type", || has_focus(&input)).await;
    let form = stage.find::<HtmlFormElement>("dialog form");
    write(&input, "   ");
    fire(&form, "SubmitEvent", "submit", &[]);
    assert!(told.with_untracked(Vec::is_empty));
    write(&input, "  too dear ");
    let hint = stage.find::<HtmlElement>(".hint");
    until("the hint follows", || text(&hint) == "11 so far").await;
    assert!(!fire(&form, "SubmitEvent", "submit", &[]), "the page stays");
    assert_eq!(told.get_untracked(), ["too dear"]);
    assert!(open.get_untracked(), "it ends by saving, not by itself");
    stage
        .find::<HtmlButtonElement>("footer button[type=button]")
        .click();
    until("cancelled", || !open.get_untracked()).await;
}

#[wasm_bindgen_test]
async fn a_question_cannot_be_answered_while_nothing_can_be_saved() {
    let (stage, _, _) = ask().await;
    let button = stage.find::<HtmlButtonElement>("footer button[type=submit]");
    assert!(!button.disabled());
    stage.app.health.set(Health::ReadOnly(StorageError::Full));
    until("off", || button.disabled()).await;
}
