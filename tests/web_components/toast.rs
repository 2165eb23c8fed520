//! Messages: told to screen readers, two at a time, taken away by hand, with Undo where there is one.

use leptos::prelude::*;
use regulars::{
    app::Notice,
    domain::{Label, TableName, Verb},
    i18n::Locale,
    storage::{Committed, StorageError},
    ui::Toasts,
};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use super::stage::{Stage, attribute, text, until};

async fn toasts() -> Stage {
    let mut stage = Stage::new();
    stage.draw(|| view! { <Toasts/> }.into_any()).await;
    stage
}

fn done(seq: u64, verb: Verb) -> Committed {
    let label = Label::new(verb, TableName::Customers, 1, "Ada");
    Committed {
        seq,
        label,
        kept: 0,
        unlinked: 0,
    }
}

fn texts(stage: &Stage) -> Vec<String> {
    stage
        .all(".toast > span")
        .iter()
        .map(|span| text(span))
        .collect()
}

#[wasm_bindgen_test]
async fn messages_are_announced_and_the_newest_two_stay() {
    let stage = toasts().await;
    let place = stage.find::<HtmlElement>("[role=status]");
    assert_eq!(attribute(&place, "aria-live"), "polite");
    for number in 1..=3 {
        stage.app.notify(Notice::Text(format!("Message {number}")));
    }
    until("two", || texts(&stage) == ["Message 2", "Message 3"]).await;
    let close = stage.find::<HtmlElement>(".toast button");
    assert_eq!(attribute(&close, "aria-label"), "Close");
    close.click();
    until("the other", || texts(&stage) == ["Message 3"]).await;
}

#[wasm_bindgen_test]
async fn a_problem_looks_like_one_and_speaks_the_language_on_screen() {
    let stage = toasts().await;
    stage.app.notify(Notice::Storage(StorageError::Full));
    until("told", || stage.count(".toast.bad") == 1).await;
    let english = texts(&stage);
    stage.locale.set(Locale::zh_Hant);
    until("in the other language", || texts(&stage) != english).await;
}

#[wasm_bindgen_test]
async fn what_was_done_offers_undo_once_and_what_is_gone_for_good_does_not() {
    let stage = toasts().await;
    stage.app.told(done(7, Verb::Delete));
    until("told", || stage.count(".toast") == 1).await;
    assert_eq!(stage.app.undo_stack.get_untracked(), [7]);
    let undo = stage.find::<HtmlElement>(".toast button.btn.small:not(.ghost)");
    assert_eq!(text(&undo), "Undo");
    undo.click();
    until("gone", || stage.count(".toast") == 0).await;
    // Nothing writes here, so nothing is taken back: the change still counts.
    assert_eq!(stage.app.undo_stack.get_untracked(), [7]);
    stage.app.told(done(8, Verb::Erase));
    until("told", || stage.count(".toast") == 1).await;
    assert_eq!(stage.count(".toast button"), 1, "only Close");
}
