//! A note with its small Markdown: drawn with elements of our own from plain texts, so that nothing a
//! person or a file writes can become markup.

use leptos::prelude::*;

use crate::exchange::markdown::{Block, Span, read};

/// A note.
#[component]
pub fn NoteText(
    /// What it says.
    text: String,
) -> impl IntoView {
    let blocks = read(&text).into_iter().map(block).collect_view();
    view! { <div class="note-text" dir="auto">{blocks}</div> }.into_any()
}

fn block(block: Block) -> AnyView {
    let points = |points: Vec<Vec<Span>>| {
        let points = points.into_iter();
        points
            .map(|point| view! { <li>{spans(point)}</li> })
            .collect_view()
    };
    match block {
        Block::Paragraph(all) => view! { <p>{spans(all)}</p> }.into_any(),
        Block::List(None, all) => view! { <ul>{points(all)}</ul> }.into_any(),
        Block::List(Some(first), all) => {
            view! { <ol start=first.to_string()>{points(all)}</ol> }.into_any()
        }
    }
}

fn spans(all: Vec<Span>) -> Vec<AnyView> {
    let one = |span: Span| {
        match span {
        Span::Text(text) => text.into_any(),
        Span::Break => view! { <br/> }.into_any(),
        Span::Strong(inside) => view! { <strong>{spans(inside)}</strong> }.into_any(),
        Span::Emphasis(inside) => view! { <em>{spans(inside)}</em> }.into_any(),
        Span::Link(inside, href) => {
            view! { <a href=href target="_blank" rel="noopener noreferrer external">{spans(inside)}</a> }
                .into_any()
        }
    }
    };
    all.into_iter().map(one).collect()
}
