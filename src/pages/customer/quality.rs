//! How complete the record is and what it lacks; and, if records were merged into it, the way to take
//! them apart again.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    app::format::use_fmt,
    clean::{completeness, gaps},
    domain::Timestamp,
    i18n::{t, t_string, use_i18n},
    pages::duplicates::texts,
    ui::Icon,
};

use super::subject::Subject;

/// The meter with what is missing.
#[component]
pub fn Quality(subject: Subject) -> impl IntoView {
    let i18n = use_i18n();
    let layout = Memo::new(move |_| subject.app.customer_layout());
    let share =
        Memo::new(move |_| subject.get(|one| layout.with(|layout| completeness(one, layout))));
    let missing = Memo::new(move |_| subject.get(|one| layout.with(|layout| gaps(one, layout))));
    let text = move || t_string!(i18n, clean.complete, share = share.get());
    view! {
        <div class="quality">
            <meter
                class="meter"
                min="0"
                max="100"
                low="40"
                high="80"
                optimum="100"
                prop:value=move || f64::from(share.get())
                aria-label=text
            ></meter>
            <p class="small muted">
                <span class="num">{text}</span>
                {move || {
                    let locale = i18n.get_locale();
                    let missing = missing.get();
                    (!missing.is_empty()).then(|| {
                        let words: Vec<&str> = missing.iter().map(|gap| texts::gap(locale, *gap)).collect();
                        format!(" · {}", words.join(" · "))
                    })
                }}
            </p>
        </div>
    }
}

/// The records that were merged into this one: each merge by itself, the newest first.
#[component]
pub fn MergedRecords(subject: Subject) -> impl IntoView {
    let merges = Memo::new(move |_| {
        let mut merges: Vec<(Timestamp, Vec<String>)> = Vec::new();
        for one in subject.get(|one| one.merged.clone()) {
            match merges.iter_mut().find(|(at, _)| *at == one.at) {
                Some((_, names)) => names.push(one.name),
                None => merges.push((one.at, vec![one.name])),
            }
        }
        merges.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        merges
    });
    view! {
        <For each=move || merges.get() key=Clone::clone let((at, names))>
            <Merge subject at names/>
        </For>
    }
}

/// One merge, with the way to take it apart again.
#[component]
fn Merge(subject: Subject, at: Timestamp, names: Vec<String>) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let names = names.join(" · ");
    let names = move || t_string!(i18n, clean.merged_from, names = names.clone());
    let apart = move |_| {
        let missing = t_string!(i18n, clean.unmerge_missing).to_owned();
        let nested = t_string!(i18n, clean.unmerge_nested).to_owned();
        spawn_local(async move {
            subject.app.unmerge(subject.id, at, missing, nested).await;
        });
    };
    view! {
        <div class="callout row wrap">
            <span class="grow">{names} " " {move || fmt.ago(at)}</span>
            <button type="button" class="btn small" on:click=apart>
                <Icon name="undo"/>
                {t!(i18n, clean.unmerge)}
            </button>
        </div>
    }
}
