//! Where files come in: one real file input, and the same place to drop them on.

use leptos::{
    ev::{DragEvent, Event},
    html,
    prelude::*,
};
use web_sys::{File, FileList};

use super::card::FileCard;
use crate::{
    i18n::{t, t_string, use_i18n},
    ui::Icon,
};

/// Files the chooser offers; what others hold is found out all the same when they are dropped.
const ACCEPT: &str = ".csv,.tsv,.txt,.vcf,.vcard,.json,text/csv,text/tab-separated-values,text/plain,text/vcard,application/json";

/// The drop area and a card for each file.
#[component]
pub fn BringIn() -> impl IntoView {
    let i18n = use_i18n();
    let cards = RwSignal::new(Vec::<usize>::new());
    let files = StoredValue::new_local(Vec::<File>::new());
    let over = RwSignal::new(false);
    let input = NodeRef::<html::Input>::new();
    let take = move |list: Option<FileList>| {
        let Some(list) = list else { return };
        for file in (0..list.length()).filter_map(|at| list.get(at)) {
            let key = files.with_value(Vec::len);
            files.update_value(|files| files.push(file));
            cards.update(|cards| cards.insert(0, key));
        }
    };
    let on_change = move |_: Event| {
        let Some(input) = input.get_untracked() else {
            return;
        };
        take(input.files());
        // The same file may be chosen again.
        input.set_value("");
    };
    let on_drop = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        take(event.data_transfer().and_then(|data| data.files()));
    };
    view! {
        <section class="box data-bring" aria-labelledby="data-bring">
            <div
                class="data-drop"
                class:over=move || over.get()
                on:dragover=move |event: DragEvent| {
                    event.prevent_default();
                    over.set(true);
                }
                on:dragleave=move |_| over.set(false)
                on:drop=on_drop
            >
                <Icon name="upload"/>
                <h2 id="data-bring">{t!(i18n, data.bring)}</h2>
                <p class="soft">{t!(i18n, data.bring_text)}</p>
                <div class="row wrap data-choose">
                    <label class="btn primary data-file">
                        <Icon name="file"/>
                        {t!(i18n, data.choose)}
                        <input
                            type="file"
                            multiple
                            accept=ACCEPT
                            aria-label=move || t_string!(i18n, data.choose)
                            node_ref=input
                            on:change=on_change
                        />
                    </label>
                    <span class="muted">{t!(i18n, data.drop_here)}</span>
                </div>
            </div>
        </section>
        <For each=move || cards.get() key=|key| *key let:key>
            {files
                .with_value(|files| files.get(key).cloned())
                .map(|file| {
                    let close = move || cards.update(|cards| cards.retain(|other| *other != key));
                    view! { <FileCard file close=Callback::new(move |()| close())/> }
                })}
        </For>
    }
}
