//! What every part of the page shares: formatting, the figure being explained, and the button that a
//! figure is.

use leptos::prelude::*;

use crate::{
    app::{Fmt, format::use_fmt},
    i18n::{t_string, use_i18n},
    reports::Figure,
};

use super::texts;

/// What is asked about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Asked {
    /// A figure of the reports.
    Figure(Figure),
    /// The revenue of those who slip away, a figure of this page.
    ValueAtRisk,
}

/// Shared by the parts of the page.
#[derive(Debug, Clone, Copy)]
pub struct Sheet {
    /// Formatting.
    pub fmt: Fmt,
    /// The figure being explained.
    pub asked: RwSignal<Option<Asked>>,
}

impl Sheet {
    /// Nothing asked. Call in the page's component.
    pub fn new() -> Self {
        Self {
            fmt: use_fmt(),
            asked: RwSignal::new(None),
        }
    }

    /// The page's sheet.
    pub fn here() -> Self {
        use_context().unwrap_or_else(Self::new)
    }
}

/// A figure: a button that explains it. `value` is what is shown, unrounded.
#[component]
pub fn Cell(
    /// What it is.
    #[prop(into)]
    asked: Asked,
    /// Its name for machines, if it is not the figure itself but one of its terms.
    #[prop(optional)]
    field: &'static str,
    /// The value, unrounded; nothing over a denominator of 0.
    #[prop(into)]
    value: Option<f64>,
    /// The value as written.
    #[prop(into)]
    text: Signal<String>,
    /// Classes besides `figure`.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let (i18n, sheet) = (use_i18n(), Sheet::here());
    let name = key(asked, field);
    let label = move || {
        let what = texts::title(sheet.fmt, asked);
        t_string!(i18n, loyalty.explain, what = what, value = text.get())
    };
    view! {
        <button
            type="button"
            class=format!("figure {class}")
            data-figure=name
            data-value=value.map(|value| value.to_string()).unwrap_or_default()
            aria-label=label
            aria-haspopup="dialog"
            on:click=move |_| sheet.asked.set(Some(asked))
        >
            {text}
        </button>
    }
}

impl From<Figure> for Asked {
    fn from(figure: Figure) -> Self {
        Self::Figure(figure)
    }
}

/// The stable name of a figure, or of one of its terms: `segment_customers:champions`.
fn key(asked: Asked, field: &str) -> String {
    let Asked::Figure(figure) = asked else {
        return "value_at_risk".to_owned();
    };
    let code = figure.code();
    if field.is_empty() {
        return code;
    }
    let rest = code.split_once(':').map(|(_, rest)| format!(":{rest}"));
    format!("{field}{}", rest.unwrap_or_default())
}
