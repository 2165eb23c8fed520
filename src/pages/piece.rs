//! Pages as pieces of WebAssembly of their own, fetched when first needed, so that the first screen
//! waits only for what it shows. Knows which pieces there are and what stands in their place until
//! they are here; how a piece is cut out and fetched is the business of the page binary
//! (`src/pieces.rs`), for the worker must not carry any of them.

use std::{future::Future, pin::Pin};

use leptos::{prelude::*, wasm_split::SplitLoaderError};
use send_wrapper::SendWrapper;

use crate::i18n::{t, use_i18n};

/// What can be fetched on its own. Pages that share much share a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Piece {
    /// First run.
    Start,
    /// There should be data.
    Missing,
    /// What an open shop stands in.
    Shell,
    /// What to do now.
    Today,
    /// The list of customers.
    Customers,
    /// One customer.
    Customer,
    /// Records that may be one.
    Duplicates,
    /// The board.
    Pipeline,
    /// One deal.
    Deal,
    /// The list of sales.
    Sales,
    /// One sale.
    Sale,
    /// What the shop sells.
    Products,
    /// All to-dos.
    Tasks,
    /// Call lists.
    Calls,
    /// Loyalty reports.
    Loyalty,
    /// Import, export, backup.
    Data,
    /// The change log.
    History,
    /// What was deleted.
    Trash,
    /// Settings.
    Settings,
    /// Search for anything.
    Palette,
    /// The list of shortcuts.
    Help,
    /// Who is calling?
    Caller,
    /// Writing down a touch.
    Touch,
}

/// A piece on its way.
pub type Fetched = Pin<Box<dyn Future<Output = Result<AnyView, SplitLoaderError>>>>;

/// Fetches a piece, if it is not here yet, and draws it.
pub type Fetch = fn(Piece) -> Fetched;

/// How this page fetches its pieces; provided at the root.
#[derive(Debug, Clone, Copy)]
pub struct Pieces(pub Fetch);

/// Draws a piece; a spinner until it is here, and what to do if it can't be fetched.
#[component]
pub fn Lazy(
    /// Which one.
    piece: Piece,
    /// Shows nothing while it is on its way: for what lies above the page.
    #[prop(optional)]
    quiet: bool,
) -> impl IntoView {
    // The root provides it before anything is drawn.
    let pieces = use_context::<Pieces>();
    let tried = RwSignal::new(0);
    let drawn = move || {
        tried.track();
        // The browser has one thread.
        Suspend::new(SendWrapper::new(async move {
            let drawn = match pieces {
                Some(Pieces(fetch)) => fetch(piece).await.ok(),
                None => None,
            };
            drawn.unwrap_or_else(|| view! { <NotFetched tried/> }.into_any())
        }))
    };
    let waiting = move || (!quiet).then(|| view! { <Waiting/> });
    view! { <Suspense fallback=waiting>{drawn}</Suspense> }
}

/// A spinner.
#[component]
pub fn Waiting() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="empty" role="status">
            <span class="spinner"></span>
            <span class="visually-hidden">{t!(i18n, common.loading)}</span>
        </div>
    }
}

#[component]
fn NotFetched(tried: RwSignal<u32>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="empty" role="alert">
            <h1>{t!(i18n, errors.piece_title)}</h1>
            <p>{t!(i18n, errors.piece_text)}</p>
            <button
                type="button"
                class="btn primary"
                on:click=move |_| tried.update(|tried| *tried += 1)
            >
                {t!(i18n, common.retry)}
            </button>
        </div>
    }
}
