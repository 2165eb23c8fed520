//! Where a part is put for its test: an element of its own with what the root of the app provides, taken
//! down with the test; and events and questions to the page.

use std::any::Any;

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::{mount::mount_to, prelude::*};
use regulars::{
    app::App,
    i18n::{I18nContextProvider, Locale, use_i18n},
    platform::prefs::Workspace,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Event, EventTarget, HtmlElement, HtmlInputElement};

/// Milliseconds something may take to come true.
const PATIENCE: u32 = 3000;

/// The place of one test. Signals made after [`Stage::new`], before the first `await`, live as long.
pub struct Stage {
    /// Everything drawn is in here.
    pub root: HtmlElement,
    /// What the part under test finds as the app; no shop is open.
    pub app: App,
    /// The language on screen.
    pub locale: RwSignal<Locale>,
    mounted: Option<Box<dyn Any>>,
    _owner: Owner,
}

impl Stage {
    /// An empty place.
    pub fn new() -> Self {
        let owner = Owner::new();
        owner.set();
        let root = make("div");
        for (name, value) in [
            ("position", "fixed"),
            ("left", "0"),
            ("top", "0"),
            ("width", "700px"),
            ("height", "400px"),
        ] {
            root.style().set_property(name, value).expect("a style");
        }
        let style = make("style");
        style.set_text_content(Some(concat!(
            include_str!("../../style/tokens.css"),
            include_str!("../../style/table.css"),
        )));
        root.append_child(&style).expect("styles");
        body().append_child(&root).expect("on the page");
        Self {
            root,
            app: App::new(Workspace::Own),
            locale: RwSignal::new(Locale::en),
            mounted: None,
            _owner: owner,
        }
    }

    /// Draws a part, with the language and the app around it.
    pub async fn draw(&mut self, draw: impl FnOnce() -> AnyView + Send + 'static) {
        let (app, locale) = (self.app, self.locale);
        let place = make("div");
        self.root.append_child(&place).expect("a place");
        let mounted = mount_to(place, move || {
            provide_context(app);
            let inside = move || {
                let i18n = use_i18n();
                // In an effect, as the app does: the provider sets its own guess in one.
                Effect::new(move |_| i18n.set_locale(locale.get()));
                draw()
            };
            view! { <I18nContextProvider>{inside()}</I18nContextProvider> }
        });
        self.mounted = Some(Box::new(mounted));
        pause(0).await;
    }

    /// The first element that answers a selector.
    pub fn find<T: JsCast>(&self, selector: &str) -> T {
        let found = self.root.query_selector(selector).expect("a selector");
        let found = found.unwrap_or_else(|| panic!("no {selector} in {}", self.root.inner_html()));
        found.dyn_into().expect("the kind of element")
    }

    /// How many elements answer a selector.
    pub fn count(&self, selector: &str) -> u32 {
        let found = self.root.query_selector_all(selector);
        found.expect("a selector").length()
    }

    /// Every element that answers a selector.
    pub fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let found = self.root.query_selector_all(selector).expect("a selector");
        (0..found.length())
            .filter_map(|index| found.item(index)?.dyn_into().ok())
            .collect()
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.mounted.take();
        self.root.remove();
    }
}

/// The page's body.
pub fn body() -> HtmlElement {
    document().body().expect("a body")
}

fn make(tag: &str) -> HtmlElement {
    let made = document().create_element(tag).expect("an element");
    made.unchecked_into()
}

/// Fires an event of the browser's class `class`, with the fields of `init`; false if it was prevented.
pub fn fire(target: &EventTarget, class: &str, name: &str, init: &[(&str, JsValue)]) -> bool {
    let options = Object::new();
    let common = [("bubbles", JsValue::TRUE), ("cancelable", JsValue::TRUE)];
    for (key, value) in common.iter().chain(init) {
        Reflect::set(&options, &(*key).into(), value).expect("a plain object");
    }
    let class = Reflect::get(&js_sys::global(), &class.into()).expect("a class");
    let event = Reflect::construct(
        class.unchecked_ref::<Function>(),
        &Array::of2(&name.into(), &options),
    );
    let event: Event = event.expect("an event").unchecked_into();
    target.dispatch_event(&event).expect("taken")
}

/// Presses a key on an element; false if the part kept it for itself.
pub fn press(target: &EventTarget, key: &str) -> bool {
    fire(target, "KeyboardEvent", "keydown", &[("key", key.into())])
}

/// Puts a text into a field as typing does.
pub fn write(field: &HtmlInputElement, text: &str) {
    field.set_value(text);
    fire(field, "InputEvent", "input", &[]);
}

/// Leaves a field that was written in.
pub fn leave(field: &HtmlInputElement) {
    fire(field, "Event", "change", &[]);
    field.blur().expect("blurred");
}

/// True if the keyboard is on that element.
pub fn has_focus(element: &Element) -> bool {
    document().active_element().as_ref() == Some(element)
}

/// Lets the page go on for some milliseconds.
pub async fn pause(milliseconds: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds)
            .expect("a timer");
    });
    JsFuture::from(promise).await.expect("time passes");
}

/// Waits for the next frame.
pub async fn frame() {
    let promise = Promise::new(&mut |resolve, _| {
        window().request_animation_frame(&resolve).expect("a frame");
    });
    JsFuture::from(promise).await.expect("it comes");
}

/// Waits until something is so.
pub async fn until(what: &str, mut so: impl FnMut() -> bool) {
    for _ in 0..PATIENCE / 10 {
        if so() {
            return;
        }
        pause(10).await;
    }
    panic!("never so: {what}");
}

/// An attribute, blank if it is not there.
pub fn attribute(element: &Element, name: &str) -> String {
    element.get_attribute(name).unwrap_or_default()
}

/// The text on screen, without the spaces around it.
pub fn text(element: &Element) -> String {
    let text = element.text_content().unwrap_or_default();
    text.trim().to_owned()
}
