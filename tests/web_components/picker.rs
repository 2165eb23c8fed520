//! The combobox: what the keyboard does in it, and what becomes of a text that somebody leaves there.

use leptos::prelude::*;
use regulars::ui::{Field, Picked, Picker, Suggestion, picker::Source};
use uuid::Uuid;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use super::stage::{Stage, attribute, fire, has_focus, leave, press, text, until, write};

const NAMES: [&str; 4] = ["Ada", "Adam", "Bea", "张伟"];

fn known(name: &str) -> Suggestion {
    let number = NAMES.iter().position(|one| *one == name);
    Suggestion {
        id: Uuid::from_u128(number.map_or(99, |number| number as u128)),
        title: name.to_owned(),
        detail: "a guest".to_owned(),
    }
}

/// A picker over the names; the pick and its input.
async fn picker(create: bool) -> (Stage, RwSignal<Picked>, HtmlInputElement) {
    picker_over(create, RwSignal::new(true)).await
}

/// The same, where the names can be found from the moment on when `complete` is true.
async fn picker_over(
    create: bool,
    complete: RwSignal<bool>,
) -> (Stage, RwSignal<Picked>, HtmlInputElement) {
    let mut stage = Stage::new();
    let picked = RwSignal::new(Picked::Nothing);
    let suggest = move |typed: String| {
        let found = NAMES.iter().filter(|name| name.contains(typed.trim()));
        let found = found.filter(|_| complete.get());
        found.map(|name| known(name)).collect::<Vec<_>>()
    };
    let named = |name: String| NAMES.contains(&name.as_str()).then(|| known(&name));
    let source = Source {
        suggest: Callback::new(suggest),
        named: Callback::new(named),
        waiting: Signal::derive(move || (!complete.get()).then(|| "Looking".to_owned())),
    };
    stage
        .draw(move || {
            view! {
                <Field label="Customer" let:parts>
                    {if create {
                        let words = |name: String| format!("Create {name}");
                        view! { <Picker parts picked source create=Callback::new(words)/> }.into_any()
                    } else {
                        view! { <Picker parts picked source/> }.into_any()
                    }}
                </Field>
            }
            .into_any()
        })
        .await;
    let input = stage.find::<HtmlInputElement>("input[role=combobox]");
    (stage, picked, input)
}

/// The option that the keyboard is on, as screen readers are told.
fn active(stage: &Stage, input: &HtmlInputElement) -> String {
    let id = attribute(input, "aria-activedescendant");
    let options = stage.all("[role=option]");
    let option = options.iter().find(|option| option.id() == id);
    let option = option.unwrap_or_else(|| panic!("{id:?} names no option"));
    assert_eq!(attribute(option, "aria-selected"), "true");
    text(option)
}

#[wasm_bindgen_test]
async fn the_keyboard_moves_through_the_suggestions_and_takes_one() {
    let (stage, picked, input) = picker(false).await;
    let list = stage.find::<web_sys::HtmlElement>("[role=listbox]");
    assert_eq!(attribute(&input, "aria-controls"), list.id());
    assert_eq!(attribute(&input, "aria-expanded"), "false");
    assert!(list.hidden());
    input.focus().expect("focus");
    until("focus opens the list", || stage.count("[role=option]") == 4).await;
    assert_eq!(attribute(&input, "aria-expanded"), "true");
    write(&input, "Ad");
    until("two answer", || stage.count("[role=option]") == 2).await;
    assert_eq!(active(&stage, &input), "Adaa guest");
    assert!(!press(&input, "ArrowDown"), "the caret stays");
    until("down", || active(&stage, &input) == "Adama guest").await;
    press(&input, "ArrowDown");
    until("round", || active(&stage, &input) == "Adaa guest").await;
    press(&input, "ArrowUp");
    until("round again", || active(&stage, &input) == "Adama guest").await;
    assert!(!press(&input, "Enter"), "the form is not sent");
    assert_eq!(picked.get_untracked(), Picked::Record(known("Adam")));
    until("closed", || list.hidden() && input.value() == "Adam").await;
    assert!(
        press(&input, "Enter"),
        "with the list closed Enter is the form's"
    );
}

#[wasm_bindgen_test]
async fn coming_back_to_a_picked_field_and_pressing_enter_keeps_what_is_picked() {
    let (stage, picked, input) = picker(true).await;
    input.focus().expect("focus");
    until("open", || stage.count("[role=option]") == 4).await;
    press(&input, "ArrowDown");
    press(&input, "ArrowDown");
    press(&input, "Enter");
    assert_eq!(picked.get_untracked(), Picked::Record(known("Bea")));
    leave(&input);
    input.focus().expect("focus");
    until("one suggestion", || stage.count("[role=option]") == 1).await;
    assert_eq!(active(&stage, &input), "Beaa guest");
    press(&input, "Enter");
    assert_eq!(picked.get_untracked(), Picked::Record(known("Bea")));
    assert_eq!(input.value(), "Bea");
}

#[wasm_bindgen_test]
async fn nobody_is_made_anew_before_everybody_can_be_found() {
    let complete = RwSignal::new(false);
    let (stage, picked, input) = picker_over(true, complete).await;
    input.focus().expect("focus");
    write(&input, "Ad");
    let status = stage.find::<web_sys::HtmlElement>("[role=status]");
    until("it is said why", || {
        !status.hidden() && text(&status) == "Looking"
    })
    .await;
    assert_eq!(stage.count("[role=option]"), 0, "no new one is offered");
    assert!(!press(&input, "Enter"), "and the form is not sent");
    assert_eq!(picked.get_untracked(), Picked::Nothing);
    complete.set(true);
    until("two answer, and a new one", || {
        stage.count("[role=option]") == 3 && status.hidden()
    })
    .await;
    assert_eq!(active(&stage, &input), "Adaa guest");
    complete.set(false);
    write(&input, "Bea");
    leave(&input);
    until("left", || picked.get_untracked() != Picked::Nothing).await;
    assert_eq!(
        picked.get_untracked(),
        Picked::Record(known("Bea")),
        "whose whole name was typed is who is there"
    );
}

#[wasm_bindgen_test]
async fn escape_closes_the_list_and_only_the_list() {
    let (stage, picked, input) = picker(false).await;
    input.focus().expect("focus");
    write(&input, "Be");
    until("open", || stage.count("[role=option]") == 1).await;
    assert!(!press(&input, "Escape"), "the dialog around it stays open");
    until("closed", || attribute(&input, "aria-expanded") == "false").await;
    assert_eq!(picked.get_untracked(), Picked::Nothing);
    assert!(has_focus(&input));
    assert!(press(&input, "Escape"), "the second one is the dialog's");
    assert!(!press(&input, "ArrowDown"));
    until("open again", || {
        attribute(&input, "aria-expanded") == "true"
    })
    .await;
}

#[wasm_bindgen_test]
async fn enter_while_an_input_method_composes_takes_nothing() {
    let (stage, picked, input) = picker(true).await;
    input.focus().expect("focus");
    write(&input, "zhang");
    until("only the new one", || stage.count("[role=option]") == 1).await;
    let composing = [("key", "Enter".into()), ("isComposing", true.into())];
    assert!(fire(&input, "KeyboardEvent", "keydown", &composing));
    assert_eq!(picked.get_untracked(), Picked::Nothing);
    write(&input, "张伟");
    until("found", || active(&stage, &input) == "张伟a guest").await;
    press(&input, "Enter");
    assert_eq!(picked.get_untracked(), Picked::Record(known("张伟")));
}

#[wasm_bindgen_test]
async fn whoever_leaves_the_field_meant_what_stands_in_it() {
    let (stage, picked, input) = picker(true).await;
    // A new name.
    input.focus().expect("focus");
    write(&input, "  Cleo ");
    until("offered", || {
        stage
            .all("[role=option]")
            .iter()
            .any(|one| text(one) == "Create Cleo")
    })
    .await;
    leave(&input);
    assert_eq!(picked.get_untracked(), Picked::New("Cleo".to_owned()));
    until("as it is called", || input.value() == "Cleo").await;
    assert_eq!(attribute(&input, "aria-expanded"), "false");
    // A name that exists is that record, not a second one.
    input.focus().expect("focus");
    write(&input, "Ada");
    leave(&input);
    assert_eq!(picked.get_untracked(), Picked::Record(known("Ada")));
    // Nothing.
    input.focus().expect("focus");
    write(&input, "");
    leave(&input);
    assert_eq!(picked.get_untracked(), Picked::Nothing);
    assert_eq!(input.value(), "");
}

#[wasm_bindgen_test]
async fn without_new_records_a_text_that_names_none_goes_back() {
    let (stage, picked, input) = picker(false).await;
    picked.set(Picked::Record(known("Ada")));
    until("shown", || input.value() == "Ada").await;
    input.focus().expect("focus");
    write(&input, "Nobody");
    until("none answers", || stage.count("[role=option]") == 0).await;
    assert!(
        stage
            .find::<web_sys::HtmlElement>("[role=listbox]")
            .hidden()
    );
    assert_eq!(attribute(&input, "aria-activedescendant"), "");
    leave(&input);
    assert_eq!(picked.get_untracked(), Picked::Record(known("Ada")));
    until("back", || input.value() == "Ada").await;
}

#[wasm_bindgen_test]
async fn a_press_on_a_suggestion_takes_it_without_leaving_the_field() {
    let (stage, picked, input) = picker(true).await;
    input.focus().expect("focus");
    write(&input, "Bea");
    until("one, and no second of that name", || {
        stage.count("[role=option]") == 1
    })
    .await;
    let option = stage.find::<web_sys::HtmlElement>("[role=option]");
    assert!(
        !fire(&option, "MouseEvent", "mousedown", &[]),
        "focus stays"
    );
    assert_eq!(picked.get_untracked(), Picked::Record(known("Bea")));
    until("closed", || attribute(&input, "aria-expanded") == "false").await;
    input.focus().expect("focus");
    write(&input, "Cleo");
    until("the new one", || stage.count("[role=option]") == 1).await;
    fire(
        &stage.find::<web_sys::HtmlElement>("[role=option]"),
        "MouseEvent",
        "mousedown",
        &[],
    );
    assert_eq!(picked.get_untracked(), Picked::New("Cleo".to_owned()));
}

#[wasm_bindgen_test]
async fn a_pick_from_outside_is_shown() {
    let (_stage, picked, input) = picker(true).await;
    picked.set(Picked::New("Dora".to_owned()));
    until("shown", || input.value() == "Dora").await;
    picked.set(Picked::Nothing);
    until("blank", || input.value().is_empty()).await;
}
