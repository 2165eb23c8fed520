//! The files of a record: added by button, by drop or by paste, shown with a small picture or an icon,
//! renamed, sorted into categories, taken out again. One section for every kind of record, one for
//! a record that is still being filled in, and a page with the files of the whole shop. Bytes come from the store alone; nothing of a file is ever
//! read as a page.

mod add;
mod bulk;
mod category;
mod edit;
mod held;
mod line;
mod list;
mod out;
mod preview;
pub mod texts;

use std::sync::Arc;

use leptos::{
    ev::{self, DragEvent, Event},
    html,
    prelude::*,
};

use self::{add::Incoming, edit::EditDialog, held::HeldFiles, line::Line, preview::PreviewDialog};
pub use self::{held::Holding, list::AllFiles};
use crate::{
    app::state::use_app,
    domain::{AttachedTo, Attachment, Id, Stage, TableName},
    i18n::{t, t_string, use_i18n},
    ui::{Icon, field::unique_id},
};

/// A file chosen for a dialog; it stays while the dialog closes.
type Chosen = RwSignal<Option<Arc<Attachment>>>;

/// The section.
#[component]
pub fn Files(
    /// The record they are on.
    to: AttachedTo,
    /// The stage it is at now, if it is a deal; new files remember it.
    #[prop(optional, into)]
    stage: MaybeProp<Id<Stage>>,
    /// In a narrow place, below a heading of its own: without the categories and without many words.
    #[prop(optional)]
    compact: bool,
) -> impl IntoView {
    let app = use_app();
    let incoming = Incoming::new(app, to, None);
    let files = Memo::new(move |_| {
        app.read(&[TableName::Files], |records| {
            let all = records.files.iter();
            let mut own: Vec<Arc<Attachment>> = all.filter(|file| file.to == to).cloned().collect();
            own.sort_by_key(|file| std::cmp::Reverse((file.created, file.id)));
            own
        })
    });
    let shown = Shown::new();
    view! {
        <AddHere incoming stage compact count=Signal::derive(move || files.with(Vec::len))>
            <ul class="files">
                <For each=move || files.get() key=|file| (file.id, file.updated) let:file>
                    <Line file show=shown.show edit=shown.edit compact/>
                </For>
            </ul>
        </AddHere>
        <Dialogs shown/>
    }
    .into_any()
}

/// What is shown or edited of the files in a list.
#[derive(Clone, Copy)]
struct Shown {
    chosen: Chosen,
    showing: RwSignal<bool>,
    editing: RwSignal<bool>,
    show: Callback<Arc<Attachment>>,
    edit: Callback<Arc<Attachment>>,
}

impl Shown {
    fn new() -> Self {
        let chosen: Chosen = RwSignal::new(None);
        let opens = move |dialog: RwSignal<bool>| {
            Callback::new(move |file| {
                chosen.set(Some(file));
                dialog.set(true);
            })
        };
        let (showing, editing) = (RwSignal::new(false), RwSignal::new(false));
        Self {
            chosen,
            showing,
            editing,
            show: opens(showing),
            edit: opens(editing),
        }
    }
}

/// The dialogs of a list.
#[component]
fn Dialogs(shown: Shown) -> impl IntoView {
    view! {
        <PreviewDialog open=shown.showing chosen=shown.chosen/>
        <EditDialog open=shown.editing chosen=shown.chosen/>
    }
}

/// The section in the dialog of a record. Those of a new one are held, and saved with it; to a known one a file is
/// added at once. It stands outside of the dialog's form: a file that is renamed has a form of its own.
#[component]
pub fn FormFiles(
    /// What the dialog holds.
    holding: Holding,
    /// The record is not written yet.
    is_new: bool,
) -> impl IntoView {
    if is_new {
        view! { <HeldFiles holding/> }.into_any()
    } else {
        view! { <Files to=holding.to compact=true/> }.into_any()
    }
}

/// The section's frame: everything that takes files in.
#[component]
fn AddHere(
    incoming: Incoming,
    stage: MaybeProp<Id<Stage>>,
    compact: bool,
    count: Signal<usize>,
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let app = use_app();
    let heading = unique_id();
    let over = RwSignal::new(false);
    let input = NodeRef::<html::Input>::new();
    let section = NodeRef::<html::Section>::new();
    let take = move |files: Vec<web_sys::File>| {
        let at = stage.get_untracked();
        incoming.take(i18n.get_locale_untracked(), at, files);
    };
    let on_change = move |_: Event| {
        let Some(input) = input.get_untracked() else {
            return;
        };
        take(add::listed(input.files()));
        // The same file may be chosen again.
        input.set_value("");
    };
    let on_drop = move |event: DragEvent| {
        let files = add::listed(event.data_transfer().and_then(|data| data.files()));
        over.set(false);
        if !files.is_empty() {
            // Said by this: the page that takes every other file is not gone to.
            event.prevent_default();
            take(files);
        }
    };
    let paste = window_event_listener(ev::paste, move |event| {
        let here = section.try_get_untracked().flatten();
        let files = add::pasted(&event, here.as_deref());
        if !files.is_empty() {
            event.prevent_default();
            take(files);
        }
    });
    on_cleanup(move || paste.remove());
    let labelled = heading.clone();
    view! {
        <section
            class="files-box"
            class:box=!compact
            class:record-part=compact
            class:over=move || over.get()
            node_ref=section
            aria-labelledby=labelled
            on:dragover=move |event: DragEvent| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=on_drop
        >
            <header>
                <h2 id=heading class="grow">{t!(i18n, files.title)}</h2>
                <span class="spinner" hidden=move || !incoming.busy.get()></span>
                <label class="btn small data-file" aria-busy=move || incoming.busy.get().to_string()>
                    <Icon name="plus"/>
                    {t!(i18n, files.add)}
                    <input
                        type="file"
                        multiple
                        aria-label=move || t_string!(i18n, files.add)
                        disabled=move || app.is_read_only()
                        node_ref=input
                        on:change=on_change
                    />
                </label>
            </header>
            <p class="muted small" hidden=move || compact || count.get() != 0>{t!(i18n, files.none)}</p>
            <p class="muted small" hidden=move || compact && count.get() != 0>{t!(i18n, files.hint)}</p>
            <div role="alert">
                {move || {
                    incoming
                        .problems
                        .get()
                        .into_iter()
                        .map(|text| view! { <p class="bad small" dir="auto">{text}</p> })
                        .collect_view()
                }}
            </div>
            {children()}
        </section>
    }
}
