//! A round mark with somebody's initials, in a colour that stays the same for the same name.

use leptos::prelude::*;

use crate::domain::name::Name;

/// An avatar. The name stands beside it, so it says nothing to a screen reader.
#[component]
pub fn Avatar(
    /// Whose.
    #[prop(into)]
    name: Signal<Name>,
    /// The size for record heads.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let hue = move || name.with(|name| hue(&name.full)).to_string();
    view! {
        <span class="avatar" class:large=large style:--hue=hue aria-hidden="true">
            {move || name.with(Name::initials)}
        </span>
    }
}

/// A hue of the colour circle for a text (FNV-1a, so that it never changes).
fn hue(text: &str) -> u32 {
    text.bytes().fold(2_166_136_261_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(16_777_619)
    }) % 360
}
