//! Where files come in: one real file input, and the same place to drop them on.

use leptos::{
    ev::{DragEvent, Event},
    html,
    prelude::*,
    task::spawn_local,
};
use std::rc::Rc;

use web_sys::FileList;

use super::{
    anywhere,
    card::{Card, FileCard, Source},
};
use crate::{
    app::data::{Reading, unpack::Part},
    exchange::unpack::Origin,
    i18n::{t, t_string, use_i18n},
    ui::Icon,
};

/// Files the chooser offers; what others hold is found out all the same when they are dropped.
const ACCEPT: &str = ".csv,.tsv,.txt,.xlsx,.xlsm,.xls,.htm,.html,.ods,.vcf,.vcard,.ics,.json,.zip,text/csv,text/tab-separated-values,text/plain,text/vcard,text/calendar,application/json";

/// The drop area and a card for each file.
#[component]
pub fn BringIn() -> impl IntoView {
    let i18n = use_i18n();
    let cards = RwSignal::new(Vec::<usize>::new());
    let sources = StoredValue::new_local(Vec::<Source>::new());
    let held = RwSignal::new(Vec::<(usize, Card)>::new());
    let over = RwSignal::new(false);
    let input = NodeRef::<html::Input>::new();
    let keep = move |source: Source| {
        let key = sources.with_value(Vec::len);
        sources.update_value(|sources| sources.push(source));
        key
    };
    let take = move |list: Option<FileList>| {
        let Some(list) = list else { return };
        for file in (0..list.length()).filter_map(|at| list.get(at)) {
            let key = keep(Source::File(file));
            cards.update(|cards| cards.insert(0, key));
        }
    };
    // The parts take the place of the card they come from, in their order.
    let split = move |key: usize, parts: Vec<Part>, mut left_out: Vec<String>| {
        let parts = parts.into_iter();
        let keys: Vec<_> = parts
            .map(|part| keep(Source::Part(part, std::mem::take(&mut left_out))))
            .collect();
        cards.update(|cards| {
            let at = cards.iter().position(|other| *other == key).unwrap_or(0);
            cards.retain(|other| *other != key);
            cards.splice(at..at, keys);
        });
    };
    let drops = anywhere::drops();
    Effect::new(move |_| {
        drops.track();
        for file in anywhere::dropped() {
            let key = keep(Source::File(file));
            cards.update(|cards| cards.insert(0, key));
        }
    });
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
            <Paste paste=Callback::new(move |source| {
                let key = keep(source);
                cards.update(|cards| cards.insert(0, key));
            })/>
        </section>
        <ImportAll cards held/>
        <For each=move || cards.get() key=|key| *key let:key>
            {sources
                .with_value(|sources| sources.get(key).cloned())
                .map(|source| {
                    let close = move || cards.update(|cards| cards.retain(|other| *other != key));
                    let split = Callback::new(move |(parts, left_out)| split(key, parts, left_out));
                    let come = Callback::new(move |card| {
                        held.update(|held| {
                            held.retain(|(other, _)| *other != key);
                            held.push((key, card));
                        });
                    });
                    view! { <FileCard source close=Callback::new(move |()| close()) split come/> }
                })}
        </For>
    }
}

/// Brings several files in one after the other, those that others refer to first, so that they link to
/// each other. Each stays a change of its own that can be taken back.
#[component]
fn ImportAll(
    /// The cards on screen.
    cards: RwSignal<Vec<usize>>,
    /// Every card there was.
    held: RwSignal<Vec<(usize, Card)>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let busy = RwSignal::new(false);
    let ready = Memo::new(move |_| {
        let shown = cards.get();
        let held = held.get();
        let ready = held
            .iter()
            .filter(|(key, card)| shown.contains(key) && card.is_ready());
        ready.count()
    });
    let go = move |_| {
        let locale = i18n.get_locale_untracked();
        let shown = cards.get_untracked();
        let mut turn: Vec<((u8, bool), Card)> = held.with_untracked(|held| {
            let ready = held
                .iter()
                .filter(|(key, card)| shown.contains(key) && card.is_ready());
            ready
                .filter_map(|(_, card)| {
                    let turn = card
                        .reading
                        .with_untracked(|r| r.as_ref().map(Reading::turn));
                    Some((turn?, *card))
                })
                .collect()
        });
        turn.sort_by_key(|(turn, _)| *turn);
        busy.set(true);
        spawn_local(async move {
            for (_, card) in turn {
                // What comes after it may name what is in it.
                if !card.bring_in(locale).await {
                    break;
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <div class="row" hidden=move || ready.get() < 2 && !busy.get()>
            <button type="button" class="btn primary" disabled=move || busy.get() on:click=go>
                {move || t_string!(i18n, data.import_all, count = ready.get())}
            </button>
        </div>
    }
}

/// A text box for a table that was copied from a spreadsheet, a page or a chat.
#[component]
fn Paste(
    /// Told what was pasted.
    paste: Callback<Source>,
) -> impl IntoView {
    let i18n = use_i18n();
    let text = RwSignal::new(String::new());
    let take = move |_| {
        let bytes = text.with_untracked(|text| text.trim_matches(['\r', '\n']).as_bytes().to_vec());
        let part = Part {
            name: t_string!(i18n, data.pasted).to_owned(),
            origin: Origin::Member,
            bytes: Rc::new(bytes),
        };
        text.set(String::new());
        paste.run(Source::Part(part, Vec::new()));
    };
    view! {
        <details class="data-paste">
            <summary>{t!(i18n, data.paste)}</summary>
            <textarea
                class="input"
                rows="5"
                aria-label=move || t_string!(i18n, data.paste_label)
                placeholder=move || t_string!(i18n, data.paste_label)
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
            ></textarea>
            <div class="row">
                <button
                    type="button"
                    class="btn"
                    disabled=move || text.with(|text| text.trim().is_empty())
                    on:click=take
                >
                    {t!(i18n, data.paste_go)}
                </button>
            </div>
        </details>
    }
}
