//! Fields: label, hint and error belong to their control; numbers are read as people write them; notes
//! never become markup.

use leptos::prelude::*;
use regulars::{
    domain::Currency,
    i18n::Locale,
    ui::{
        Field, NoteText,
        money::{AmountField, Numeral, NumeralInput},
    },
};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlInputElement};

use super::stage::{Stage, attribute, leave, text, until, write};

#[wasm_bindgen_test]
async fn label_hint_and_error_belong_to_their_control() {
    let mut stage = Stage::new();
    let error = RwSignal::new(String::new());
    stage
        .draw(move || {
            view! {
                <Field label="Name" hint="As it stands on the card" error let:parts>
                    <input
                        id=parts.id()
                        aria-describedby=parts.described_by()
                        aria-invalid=move || parts.invalid.get().then_some("true")
                    />
                </Field>
                <Field label="Other" let:parts>
                    <input id=parts.id() aria-describedby=parts.described_by()/>
                </Field>
            }
            .into_any()
        })
        .await;
    let inputs = stage.all("input");
    let labels = stage.all("label");
    let (Some(input), Some(label)) = (inputs.first(), labels.first()) else {
        panic!("a labelled input");
    };
    assert_eq!(attribute(label, "for"), input.id());
    assert_ne!(
        inputs.first().map(|one| one.id()),
        inputs.last().map(|one| one.id())
    );
    let more = stage.find::<HtmlElement>(&format!("#{}", attribute(input, "aria-describedby")));
    let (hint, wrong) = (".hint", ".error[role=alert]");
    let shown = |selector: &str| {
        let part = more
            .query_selector(selector)
            .expect("a selector")
            .expect("a part");
        !part.has_attribute("hidden")
    };
    assert!(shown(hint) && !shown(wrong) && attribute(input, "aria-invalid").is_empty());
    error.set("Needed".to_owned());
    until("the error instead of the hint", || {
        shown(wrong) && !shown(hint)
    })
    .await;
    assert_eq!(attribute(input, "aria-invalid"), "true");
    error.set(String::new());
    until("the hint again", || shown(hint) && !shown(wrong)).await;
    assert_eq!(attribute(input, "aria-invalid"), "");
}

fn currency(code: &str) -> Currency {
    Currency::parse(code).expect("a currency")
}

/// An amount of money: its text, and what it told.
async fn amount(
    code: &str,
) -> (
    Stage,
    RwSignal<String>,
    RwSignal<Vec<Option<i64>>>,
    HtmlInputElement,
) {
    let mut stage = Stage::new();
    let typed = RwSignal::new(String::new());
    let told = RwSignal::new(Vec::new());
    let currency = currency(code);
    let done = Callback::new(move |amount| told.update(|told| told.push(amount)));
    stage
        .draw(move || {
            view! { <AmountField label="Price" text=typed currency on_done=done/> }.into_any()
        })
        .await;
    let input = stage.find::<HtmlInputElement>("input");
    (stage, typed, told, input)
}

#[wasm_bindgen_test]
async fn money_is_read_as_people_write_it_and_put_into_its_plain_form() {
    for (code, typed, plain, minor) in [
        ("CNY", "１２．５０", "12.50", 1250),
        ("CNY", "¥ 1,234.5", "1234.50", 123_450),
        ("CNY", "99元", "99.00", 9900),
        ("EUR", "1.234,50", "1234.50", 123_450),
        ("EUR", "12,5", "12.50", 1250),
        ("JPY", "¥１，２００", "1200", 1200),
        ("KWD", "1.234", "1.234", 1234),
    ] {
        let (stage, text_of, told, input) = amount(code).await;
        assert_eq!(
            text(&stage.find::<HtmlElement>("label")),
            format!("Price ({code})")
        );
        assert_eq!(attribute(&input, "inputmode"), "decimal");
        write(&input, typed);
        assert_eq!(input.value(), typed, "never changed while it is typed");
        leave(&input);
        until(typed, || input.value() == plain).await;
        assert_eq!(text_of.get_untracked(), plain, "{typed}");
        assert_eq!(told.get_untracked(), [Some(minor)], "{typed}");
        assert_eq!(attribute(&input, "aria-invalid"), "", "{typed}");
    }
}

#[wasm_bindgen_test]
async fn what_is_no_amount_stays_as_typed_with_a_sentence_in_the_language_on_screen() {
    let (stage, text_of, told, input) = amount("USD").await;
    let error = stage.find::<HtmlElement>(".error");
    for (typed, said) in [
        ("twelve", "This is not a number."),
        ("1.000", "Too many decimals for this currency or unit."),
        ("1.234", "Too many decimals for this currency or unit."),
    ] {
        write(&input, typed);
        until(said, || text(&error) == said).await;
        leave(&input);
        assert_eq!(input.value(), typed);
        assert_eq!(text_of.get_untracked(), typed);
        assert_eq!(attribute(&input, "aria-invalid"), "true");
    }
    for (locale, said) in [
        (Locale::zh_Hans, "小数位数超出了该货币或单位的范围。"),
        (Locale::zh_Hant, "小數位數超出了該貨幣或單位的範圍。"),
    ] {
        stage.locale.set(locale);
        until(said, || text(&error) == said).await;
    }
    for typed in ["-5", "99999999999999999999", "€5"] {
        write(&input, typed);
        leave(&input);
        until(typed, || {
            attribute(&input, "aria-invalid") == "true" && !text(&error).is_empty()
        })
        .await;
    }
    assert!(
        told.with_untracked(Vec::is_empty),
        "a wrong amount is never told"
    );
    // Blank is an answer.
    write(&input, "");
    leave(&input);
    until("well again", || {
        attribute(&input, "aria-invalid").is_empty()
    })
    .await;
    assert_eq!(told.get_untracked(), [None]);
}

#[wasm_bindgen_test]
async fn quantities_lose_needless_zeros_and_percentages_stay_as_written() {
    let mut stage = Stage::new();
    let (pieces, share) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    stage
        .draw(move || {
            view! {
                <NumeralInput kind=Numeral::Quantity text=pieces label="Pieces"/>
                <NumeralInput kind=Numeral::Percent text=share label="Share"/>
            }
            .into_any()
        })
        .await;
    let field = |name: &str| stage.find::<HtmlInputElement>(&format!("[aria-label={name}]"));
    write(&field("Pieces"), "１.500");
    leave(&field("Pieces"));
    until("plain", || field("Pieces").value() == "1.5").await;
    write(&field("Share"), "7.50 %");
    leave(&field("Share"));
    assert_eq!(share.get_untracked(), "7.50 %");
}

#[wasm_bindgen_test]
async fn a_note_draws_its_marks_and_nothing_that_looks_like_markup() {
    let mut stage = Stage::new();
    let note = "<img src=x onerror=alert(1)> **bold <script>x</script>**\n\n- [page](https://example.org/a)\n- [bad](javascript:alert(1))";
    stage
        .draw(move || view! { <NoteText text=note.to_owned()/> }.into_any())
        .await;
    assert_eq!(
        stage.count(".note-text :is(img, script)"),
        0,
        "{}",
        stage.find::<HtmlElement>(".note-text").inner_html()
    );
    assert_eq!(
        text(&stage.find::<HtmlElement>("strong")),
        "bold <script>x</script>"
    );
    assert!(text(&stage.find::<HtmlElement>("p")).starts_with("<img src=x onerror=alert(1)>"));
    assert_eq!(stage.count("ul > li"), 2);
    let links = stage.all("a");
    assert_eq!(
        links.len(),
        1,
        "only what a browser may safely follow is a link"
    );
    let link = links.first().expect("a link");
    assert_eq!(attribute(link, "href"), "https://example.org/a");
    assert!(attribute(link, "rel").contains("noopener"));
}
