//! A menu that opens below a button, in the browser's top layer: nothing clips it, Escape and a click
//! elsewhere close it, arrows move through it.

use leptos::{ev::KeyboardEvent, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{field::unique_id, icon::Icon};
use crate::i18n::{t_string, use_i18n};

/// A button with a menu. Children are [`MenuItem`]s, made when it opens.
#[component]
pub fn Menu(
    /// Accessible name of the button; also its text unless `icon_only`.
    #[prop(into)]
    label: Signal<String>,
    /// Icon of the button.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// Only the icon is drawn.
    #[prop(optional)]
    icon_only: bool,
    /// Classes of the button.
    #[prop(default = "btn")]
    class: &'static str,
    /// The items.
    children: ChildrenFn,
) -> impl IntoView {
    let id = unique_id();
    let button = NodeRef::<html::Button>::new();
    let list = NodeRef::<html::Div>::new();
    let open = RwSignal::new(false);
    let place = move || {
        let Some(shown) = list.get_untracked() else {
            return;
        };
        let opened = shown.matches(":popover-open").unwrap_or(false);
        open.set(opened);
        if opened {
            // The items are made only now; before the next frame they are there, with their size.
            request_animation_frame(move || {
                let button = button.try_get_untracked().flatten();
                let list = list.try_get_untracked().flatten();
                if let Some((button, list)) = button.zip(list) {
                    place_below(&button, &list);
                    focus_item(&list, 0);
                }
            });
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let Some(list) = list.get_untracked() else {
            return;
        };
        let step = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            _ => return,
        };
        event.prevent_default();
        focus_item(&list, step);
    };
    view! {
        <button
            type="button"
            class=class
            class:icon-only=icon_only
            node_ref=button
            popovertarget=id.clone()
            aria-haspopup="menu"
            aria-expanded=move || open.get().to_string()
            aria-label=move || icon_only.then(|| label.get())
        >
            {icon.map(|icon| view! { <Icon name=icon/> })}
            {(!icon_only).then(|| view! { <span>{label}</span> })}
        </button>
        <div
            class="menu"
            id=id
            popover="auto"
            role="menu"
            aria-label=move || label.get()
            node_ref=list
            on:toggle=move |_| place()
            on:keydown=on_key
            on:click=move |_| {
                if let Some(list) = list.get_untracked() {
                    // Fails only if it is closed already.
                    list.hide_popover().ok();
                }
            }
        >
            {move || open.get().then(|| children())}
        </div>
    }
}

/// An item of a [`Menu`].
#[component]
pub fn MenuItem(
    /// What it says.
    #[prop(into)]
    label: Signal<String>,
    /// Icon before it.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// It destroys something.
    #[prop(optional)]
    danger: bool,
    /// What it does.
    #[prop(into)]
    on_select: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="menu-item"
            class:danger=danger
            role="menuitem"
            on:click=move |_| on_select.run(())
        >
            {icon.map(|icon| view! { <Icon name=icon/> })}
            <span class="grow">{label}</span>
        </button>
    }
}

/// The item that deletes what the menu is about.
#[component]
pub fn DeleteItem(
    /// Deletes it.
    #[prop(into)]
    on_select: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <MenuItem
            label=Signal::derive(move || t_string!(i18n, common.delete).to_owned())
            icon="trash"
            danger=true
            on_select
        />
    }
}

/// What else can be done with a record, at the end of the actions of its page: to delete it.
#[component]
pub fn DeleteMenu(
    /// Deletes it.
    #[prop(into)]
    on_delete: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Menu
            label=Signal::derive(move || t_string!(i18n, common.more).to_owned())
            icon="more"
            icon_only=true
        >
            <DeleteItem on_select=on_delete/>
        </Menu>
    }
}

/// Puts `popup` below `anchor`, inside the window.
pub fn place_below(anchor: &HtmlElement, popup: &HtmlElement) {
    let at = anchor.get_bounding_client_rect();
    let (width, height) = (
        f64::from(popup.offset_width()),
        f64::from(popup.offset_height()),
    );
    let size = |value: Result<wasm_bindgen::JsValue, _>| {
        value
            .ok()
            .and_then(|value| value.as_f64())
            .unwrap_or(1000.0)
    };
    let (wide, high) = (size(window().inner_width()), size(window().inner_height()));
    let left = at.left().min(wide - width - 8.0).max(8.0);
    let below = at.bottom() + 4.0;
    let top = if below + height > high - 8.0 {
        (at.top() - height - 4.0).max(8.0)
    } else {
        below
    };
    let style = popup.style();
    for (name, value) in [("left", left), ("top", top)] {
        // Setting a length can't fail.
        style.set_property(name, &format!("{value}px")).ok();
    }
    style.set_property("position", "fixed").ok();
}

fn focus_item(list: &HtmlElement, step: i32) {
    let Ok(nodes) =
        list.query_selector_all("[role=menuitem], [role=menuitemcheckbox], [role=option]")
    else {
        return;
    };
    let items: Vec<HtmlElement> = (0..nodes.length())
        .filter_map(|index| nodes.item(index)?.dyn_into::<HtmlElement>().ok())
        .collect();
    let focused = document().active_element();
    let current = items.iter().position(|item| {
        focused.as_ref().is_some_and(|focused| {
            let item: &web_sys::Element = item;
            item == focused
        })
    });
    let count = i32::try_from(items.len()).unwrap_or(0);
    let next = match current.and_then(|index| i32::try_from(index).ok()) {
        Some(index) if count > 0 => (index + step).rem_euclid(count),
        _ => 0,
    };
    if let Some(item) = usize::try_from(next)
        .ok()
        .and_then(|index| items.get(index))
    {
        // Focus on a shown element can't fail.
        item.focus().ok();
    }
}
