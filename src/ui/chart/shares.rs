//! One bar divided into shares of a whole. The table or list beside it has the figures.

use leptos::prelude::*;

/// A part of the whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What it is.
    pub label: String,
    /// Its share, from 0 to 1.
    pub share: f64,
    /// The share as written.
    pub text: String,
}

/// A divided bar.
#[component]
pub fn ShareBar(
    /// What is divided.
    #[prop(into)]
    title: Signal<String>,
    /// The parts, largest meaning first.
    #[prop(into)]
    parts: Signal<Vec<Part>>,
) -> impl IntoView {
    let spoken = move || {
        let parts = parts.with(|parts| {
            let one = |part: &Part| format!("{} {}", part.label, part.text);
            parts.iter().map(one).collect::<Vec<_>>().join(", ")
        });
        format!("{}: {parts}", title.get())
    };
    view! {
        <div class="shares" role="img" aria-label=spoken>
            {move || {
                let piece = |(place, part): (usize, Part)| {
                    let wide = part.share >= 0.08;
                    view! {
                        <div
                            class=format!("p{}", place + 1)
                            style:flex-grow=format!("{:.4}", part.share)
                        >
                            <span>{wide.then(|| format!("{} {}", part.label, part.text))}</span>
                        </div>
                    }
                };
                let parts = parts.get().into_iter().filter(|part| part.share > 0.0);
                parts.enumerate().map(piece).collect_view()
            }}
        </div>
    }
}
