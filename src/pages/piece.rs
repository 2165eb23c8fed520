//! Pages as pieces of WebAssembly of their own, fetched when first needed, so that the first screen
//! waits only for what it shows. Knows which pieces there are and what stands in their place until
//! they are here; how a piece is cut out and fetched is the business of the page binary
//! (`src/pieces.rs`), for the worker must not carry any of them.

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll, Waker},
};

use leptos::{
    prelude::*, reactive::owner::WeakOwner, task::spawn_local_scoped_with_cancellation,
    wasm_split::SplitLoaderError,
};

use crate::i18n::{t, use_i18n};

/// What can be fetched on its own. Pages that share much share a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Piece {
    /// First run.
    Start,
    /// There should be data.
    Missing,
    /// Restoring the backup that was chosen on one of the first screens.
    Restore,
    /// The sample shop is being filled.
    Fill,
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
    /// Records that were chosen to become one.
    MergeChosen,
    /// The inbox of leads.
    Leads,
    /// The board.
    Pipeline,
    /// One deal.
    Deal,
    /// After-sales requests.
    Cases,
    /// One of them.
    Case,
    /// The list of sales.
    Sales,
    /// One sale.
    Sale,
    /// What the shop sells.
    Products,
    /// The files of the whole shop.
    Files,
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

/// How this page fetches its pieces; provided at the root.
#[derive(Debug, Clone, Copy)]
pub struct Pieces {
    /// Fetches a piece, if it is not here yet, and draws it.
    pub fetch: fn(Piece) -> Fetched,
    /// Fetches what a piece needs before somebody asks for it.
    pub warm: fn(Piece),
}

/// Where a piece stands.
enum Stage {
    OnItsWay,
    Here(AnyView),
    Failed,
}

/// Draws a piece; a spinner until it is here, and what to do if it can't be fetched.
///
/// Not with the framework's `Suspense`: that keeps the page before on screen while its signals are
/// gone already, and the first of them to be read ends the app.
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
    let stage = StoredValue::new_local(Stage::OnItsWay);
    let moved = RwSignal::new(0_u32);
    let arrive = move |result: Result<AnyView, SplitLoaderError>| {
        stage.try_set_value(result.map_or(Stage::Failed, Stage::Here));
    };
    let start = move || {
        let Some(Pieces { fetch, .. }) = pieces else {
            return;
        };
        let mut fetched = fetch(piece);
        // What is here already is drawn at once, without a spinner in between.
        let mut context = Context::from_waker(Waker::noop());
        match untrack(|| fetched.as_mut().poll(&mut context)) {
            Poll::Ready(result) => arrive(result),
            Poll::Pending => spawn_local_scoped_with_cancellation(async move {
                arrive(fetched.await);
                moved.try_update(|moved| *moved += 1);
            }),
        }
    };
    start();
    // Not held: what an owner keeps and holds the owner in turn is never let go of, and the listeners of
    // a page would outlive it.
    let owner = Owner::current().map(|owner| owner.downgrade());
    let again = Callback::new(move |()| {
        stage.set_value(Stage::OnItsWay);
        if let Some(owner) = owner.as_ref().and_then(WeakOwner::upgrade) {
            owner.with(start);
        }
        moved.update(|moved| *moved += 1);
    });
    move || {
        moved.track();
        let now = stage.try_update_value(|stage| std::mem::replace(stage, Stage::OnItsWay));
        match now {
            Some(Stage::Here(view)) => view,
            Some(Stage::Failed) => view! { <NotFetched again/> }.into_any(),
            _ if quiet => ().into_any(),
            _ => view! { <Waiting/> }.into_any(),
        }
    }
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

/// What to do where a piece could not be fetched.
#[component]
pub fn NotFetched(
    /// Tries once more.
    again: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="empty" role="alert">
            <h1>{t!(i18n, errors.piece_title)}</h1>
            <p>{t!(i18n, errors.piece_text)}</p>
            <button
                type="button"
                class="btn primary"
                on:click=move |_| again.run(())
            >
                {t!(i18n, common.retry)}
            </button>
        </div>
    }
}
