//! Files of a record that is still being filled in: chosen, shown, taken out again, and written together with
//! the record when it is saved. Nothing of them is kept before.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    AddHere,
    add::{Held, Incoming},
    line::Thumb,
    texts,
};
use crate::{
    app::{App, format::use_fmt},
    domain::{
        AttachedTo, Attachment, Id,
        commands::{NewFile, WithFiles},
    },
    i18n::{t_string, use_i18n},
    ui::Icon,
};

/// The files that a form holds.
#[derive(Clone, Copy)]
pub struct Holding {
    /// The record they are for.
    pub(super) to: AttachedTo,
    files: Held,
    incoming: Incoming,
}

impl Holding {
    /// Nothing is held yet; `to` is the record that the form will make.
    pub fn new(app: App, to: AttachedTo) -> Self {
        let files = RwSignal::new(Vec::new());
        Self {
            to,
            files,
            incoming: Incoming::new(app, to, Some(files)),
        }
    }

    /// True while a file is being read: saved now, it would be missing. Followed.
    pub fn is_busy(self) -> bool {
        self.incoming.busy.get()
    }

    /// `command`, which makes the record, together with the files.
    pub fn along<C>(self, command: C) -> WithFiles<C> {
        WithFiles {
            command,
            files: self.files.get_untracked(),
        }
    }
}

/// The section.
#[component]
pub fn HeldFiles(holding: Holding) -> impl IntoView {
    let files = holding.files;
    let remove = Callback::new(move |id: Id<Attachment>| {
        files.update(|files| files.retain(|one| one.record().id != id));
    });
    view! {
        <AddHere
            incoming=holding.incoming
            stage=MaybeProp::default()
            compact=true
            count=Signal::derive(move || files.with(Vec::len))
        >
            <ul class="files">
                <For each=move || files.get() key=|file| file.record().id let:file>
                    <HeldLine file remove/>
                </For>
            </ul>
        </AddHere>
    }
    .into_any()
}

#[component]
fn HeldLine(file: NewFile, remove: Callback<Id<Attachment>>) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let record = file.record();
    let (id, size, name) = (record.id, record.size, record.name.clone());
    let shown = name.clone();
    view! {
        <li class="file">
            <span class="file-thumb">
                <Thumb file=Arc::new(record.clone()) held=Some(file.bytes())/>
            </span>
            <div class="grow file-what">
                <span class="clip strong" dir="auto">{shown}</span>
                <span class="muted small num">{move || texts::size(fmt, size)}</span>
            </div>
            <button
                type="button"
                class="btn ghost icon-only small"
                aria-label=move || t_string!(i18n, files.take_out, name = name.clone())
                on:click=move |_| remove.run(id)
            >
                <Icon name="x"/>
            </button>
        </li>
    }
    .into_any()
}
